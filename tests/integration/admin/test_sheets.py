"""Import and export of the question bank: round trips, row errors, whose rows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Company, Membership, User
from interviews.admin.sheets import BadSheet, SafeCSV, SafeXLSX, as_written, defused
from interviews.models import Question
from tests.integration.admin.conftest import PASSWORD
from tests.integration.admin.world import CANARY, Side

HEAD = ["text_ko", "text_en", "competency", "kind", "difficulty", "job_family"]
ROW = [
    "무엇을 배웠나요?",
    "What did you learn?",
    "technical",
    "knowledge",
    "2",
    "common",
]
IMPORT = "/admin/interviews/question/import/"
EXPORT = "/admin/interviews/question/export/"
FORMATS = {"csv": "0", "xlsx": "1"}


def csv_of(*rows: list[str], head: list[str] | None = None) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([head or HEAD, *rows])
    return out.getvalue().encode()


def xlsx_of(*rows: list[Any], head: list[str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in [head or HEAD, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(client: Client, data: bytes, kind: str = "csv") -> Any:
    sheet = SimpleUploadedFile(f"questions.{kind}", data)
    return client.post(IMPORT, {"import_file": sheet, "format": FORMATS[kind]})


def confirm(client: Client, preview: Any) -> Any:
    form = preview.context["confirm_form"]
    data = {name: form[name].value() for name in form.fields}
    return client.post("/admin/interviews/question/process_import/", data, follow=True)


def download(client: Client, kind: str, query: str = "") -> bytes:
    response = client.post(EXPORT + query, {"format": FORMATS[kind]})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return response.content


def rows_of(data: bytes, kind: str) -> list[dict[str, Any]]:
    reader = SafeCSV() if kind == "csv" else SafeXLSX()
    return list(reader.create_dataset(data).dict)


def said(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_preview_writes_nothing_and_a_confirmation_everything(
    kind: str, manager: Client, own: Side
) -> None:
    before = Question.objects.count()
    make = csv_of if kind == "csv" else xlsx_of

    preview = upload(manager, make(ROW), kind)

    assert "미리보기" in said(preview)
    assert "무엇을 배웠나요?" in said(preview)
    assert "style=" not in said(preview)
    assert Question.objects.count() == before
    done = confirm(manager, preview)
    assert "새로 1개" in said(done)
    question = Question.objects.get(text_ko="무엇을 배웠나요?")
    assert question.company == own.company
    assert question.key.startswith("hanbit-soft.technical.")
    assert question.key in said(preview)


def test_the_same_file_again_makes_new_keys(operator: Client, own: Side) -> None:
    """Keys come from the upload, not from the texts: rows never take each other's."""
    for _time in range(2):
        assert "새로 2개" in said(confirm(operator, upload(operator, csv_of(ROW, ROW))))

    rows = Question.objects.filter(text_ko=ROW[0])
    assert len(set(rows.values_list("key", flat=True))) == 4


@pytest.mark.parametrize(("column", "head"), [(2, "competency"), (3, "kind")])
def test_an_empty_cell_that_is_needed_is_called_empty(
    column: int, head: str, manager: Client
) -> None:
    row = [*ROW[:column], "", *ROW[column + 1 :]]

    page = said(upload(manager, csv_of(row)))

    assert f"2행, {head} 열: 비어 있습니다. 쓸 수 있는 값: " in page
    assert "‘’" not in page


def test_the_only_company_is_chosen_already(
    manager: Client, operator: Client, own: Side
) -> None:
    chosen = f'<option value="{own.company.pk}" selected>'

    assert chosen in said(manager.get("/admin/interviews/question/add/"))
    assert chosen not in said(operator.get("/admin/interviews/question/add/"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_round_trip_changes_nothing(kind: str, manager: Client, own: Side) -> None:
    question = own.question()
    Question.objects.filter(pk=question.pk).update(
        job_family="common",
        text_ko="=1+1이 무엇인지\n설명해 주세요, “자세히”",
        text_en="'=quoted",
        tags=["가", "나 다"],
        probes={"ko": ["왜요?", "-언제요?"], "en": []},
        good_evidence_ko="@멘션 \t탭",
    )
    kept = Question.objects.filter(pk=question.pk).values()[0]

    data = download(manager, kind)
    preview = upload(manager, data, kind)
    done = confirm(manager, preview)

    assert "새로 0개, 바꿈 0개" in said(done)
    assert Question.objects.filter(pk=question.pk).values()[0] == kept


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_changed_row_updates_its_question(
    kind: str, manager: Client, own: Side
) -> None:
    question = own.question()
    make = csv_of if kind == "csv" else xlsx_of
    head = ["key", *HEAD]

    preview = upload(manager, make([question.key, *ROW], head=head), kind)
    confirm(manager, preview)

    question.refresh_from_db()
    assert question.text_ko == "무엇을 배웠나요?"
    assert "<ins>" in said(preview)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_row_errors_name_row_and_column(
    language: str, manager: Client, own: Side
) -> None:
    bad = [
        ["", "", "technical", "knowledge", "2", "common"],
        ["질문", "", "magic", "knowledge", "2", "common"],
        ["질문", "", "technical", "song", "7", "nowhere"],
    ]
    manager.cookies["django_language"] = language

    page = said(upload(manager, csv_of(ROW, *bad)))

    sentence = "{}행, {} 열:" if language == "ko" else None
    for row, name in (
        (3, "text_ko"),
        (4, "competency"),
        (5, "kind"),
        (5, "difficulty"),
        (5, "job_family"),
    ):
        if sentence:
            assert sentence.format(row, name) in page
        assert name in page
    assert "magic" in page
    assert "confirm" not in page
    assert not Question.objects.filter(text_ko="질문").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "비어"),
        (
            csv_of(ROW[:4], head=["text_ko", "nonsense", "competency", "kind"]),
            "모르는 열",
        ),
        (csv_of(ROW[:2], head=HEAD[:2]), "꼭 필요한 열"),
        (csv_of(ROW, head=["text_ko", "text_ko", *HEAD[2:]]), "두 번"),
        (b"\xff\xfe\x00", "UTF-8"),
        (csv_of([*ROW, "더"]), "제목이 없는 열"),
        (csv_of(*[ROW] * 2_001), "2000행"),
        (csv_of(["나쁜\0글자", *ROW[1:]]), "쓸 수 없는 글자"),
    ],
)
def test_a_bad_file_says_what_is_wrong(
    data: bytes, message: str, manager: Client
) -> None:
    page = said(upload(manager, data))

    assert message in page
    assert "Traceback" not in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", csv_of(ROW)])
def test_what_is_no_xlsx_is_refused(data: bytes, manager: Client) -> None:
    page = upload(manager, data, "xlsx")

    assert page.status_code == 200
    assert page.context["form"].errors["import_file"]


def test_cp949_from_excel_is_read(manager: Client) -> None:
    preview = upload(manager, csv_of(ROW).decode().encode("cp949"))

    assert "무엇을 배웠나요?" in said(preview)


def test_a_bomb_is_not_unpacked() -> None:
    import zipfile  # noqa: PLC0415

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 60_000_000)

    with pytest.raises(BadSheet):
        SafeXLSX().create_dataset(out.getvalue())


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_formulas_are_disarmed_and_come_back(start: str) -> None:
    for text in (f"{start}cmd|' /C calc'!A0", f"'{start}1", f"''{start}x"):
        assert defused(text).startswith("'")
        assert as_written(defused(text)) == text
    assert defused("보통 글") == "보통 글"
    assert as_written("'따옴표") == "'따옴표"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_exported_formula_is_text(kind: str, manager: Client, own: Side) -> None:
    question = own.question()
    evil = '=HYPERLINK("http://evil.example")'
    Question.objects.filter(pk=question.pk).update(text_ko=evil)

    data = download(manager, kind)

    if kind == "csv":
        assert f"'{evil}".replace('"', '""') in data.decode("utf-8-sig")
        return
    cells = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows()
        for cell in row
    ]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(cell.value == f"'{evil}" for cell in cells)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_only_seen_rows_are_exported(
    kind: str, manager: Client, own: Side, foreign: Side
) -> None:
    mine, theirs = own.question(), foreign.question()

    keys = {row["key"] for row in rows_of(download(manager, kind), kind)}
    forged = manager.post(
        EXPORT, {"format": FORMATS[kind], "export_items": [theirs.pk]}
    )
    filtered = manager.post(
        f"{EXPORT}?company__id__exact={foreign.company.pk}", {"format": FORMATS[kind]}
    )

    assert mine.key in keys
    assert any(key.startswith("common.") for key in keys)
    assert theirs.key not in keys
    for response in (forged, filtered):
        assert CANARY.encode() not in response.content.replace(b"PK", b"")


def test_an_export_keeps_to_the_filters(manager: Client, own: Side) -> None:
    mine = own.question()

    rows = rows_of(download(manager, "csv", "?q=ownrow"), "csv")

    assert [row["key"] for row in rows] == [mine.key]


def test_nobody_imports_into_another_company(
    manager: Client, own: Side, foreign: Side
) -> None:
    head = [*HEAD, "company"]
    before = Question.objects.count()

    theirs = said(upload(manager, csv_of([*ROW, foreign.company.slug], head=head)))
    missing = said(upload(manager, csv_of([*ROW, "nowhere"], head=head)))

    assert theirs.replace(foreign.company.slug, "nowhere") == missing or (
        "회사를 찾을 수 없습니다" in theirs and "회사를 찾을 수 없습니다" in missing
    )
    assert "2행, company 열" in theirs
    assert Question.objects.count() == before


def test_a_foreign_key_is_answered_like_a_missing_one(
    manager: Client, own: Side, foreign: Side
) -> None:
    theirs = foreign.question()
    head = ["key", *HEAD]

    taken = said(upload(manager, csv_of([theirs.key, *ROW], head=head)))
    free = said(upload(manager, csv_of(["zq.free.1", *ROW], head=head)))

    for page in (taken, free):
        assert "2행, key 열" in page
        assert "‘hanbit-soft.’로 시작" in page
        assert "이미" not in page
    theirs.refresh_from_db()
    assert CANARY in theirs.text_ko


def test_shared_questions_are_the_operators(
    manager: Client, operator: Client, own: Side
) -> None:
    shared = Question.objects.filter(company=None)[0]
    data = csv_of([shared.key, *ROW], head=["key", *HEAD])

    refused = said(upload(manager, data))
    preview = upload(operator, data)
    confirm(operator, preview)

    assert "공용 질문은 운영자만" in refused
    shared.refresh_from_db()
    assert shared.text_ko == ROW[0]
    assert shared.company is None


def test_members_of_two_companies_say_which(
    member: Any, client: Client, own: Side, foreign: Side
) -> None:
    person = member("recruiter")
    Membership.objects.create(user=person, company=foreign.company, role="recruiter")
    client.force_login(person)

    vague = said(upload(client, csv_of(ROW)))
    clear = upload(
        client, csv_of([*ROW, foreign.company.slug], head=[*HEAD, "company"])
    )
    confirm(client, clear)

    assert "어느 회사의 질문인지" in vague
    assert Question.objects.get(text_ko=ROW[0]).company == foreign.company


def test_a_reviewer_elsewhere_keeps_no_bank_there(
    member: Any, client: Client, own: Side, foreign: Side
) -> None:
    person = member("recruiter")
    Membership.objects.create(user=person, company=foreign.company, role="reviewer")
    client.force_login(person)
    theirs = foreign.question()

    page = upload(client, csv_of([*ROW, foreign.company.slug], head=[*HEAD, "company"]))
    client.post(
        "/admin/interviews/question/",
        {"action": "deactivate", "_selected_action": [theirs.pk], "index": 0},
    )

    assert "회사를 찾을 수 없습니다" in said(page)
    theirs.refresh_from_db()
    assert theirs.is_active


def test_reviewers_import_nothing(member: Any, client: Client) -> None:
    client.force_login(member("reviewer"))

    assert client.get(IMPORT).status_code == 403
    assert upload(client, csv_of(ROW)).status_code == 403
    assert client.post(IMPORT.replace("import", "process_import")).status_code == 403


def test_a_confirmation_is_good_for_its_person_only_and_once(
    manager: Client, member: Any, own: Side
) -> None:
    preview = upload(manager, csv_of(ROW))
    other = Client()
    other.force_login(member("recruiter"))

    stolen = confirm(other, preview)
    first = confirm(manager, preview)
    second = confirm(manager, preview)

    assert "미리보기가 오래되었습니다" in said(stolen)
    assert "새로 1개" in said(first)
    assert "미리보기가 오래되었습니다" in said(second)
    assert Question.objects.filter(text_ko=ROW[0]).count() == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "x" * 32, ""])
def test_a_forged_confirmation_reads_no_file(name: str, manager: Client) -> None:
    response = manager.post(
        "/admin/interviews/question/process_import/",
        {"import_file_name": name, "original_file_name": "x", "format": "0"},
        follow=True,
    )

    assert "미리보기가 오래되었습니다" in said(response)


def test_near_same_and_unfair_questions_are_noted(manager: Client, own: Side) -> None:
    shared = Question.objects.filter(company=None)[0]
    twin = [f"{shared.text_ko}?!", "", *ROW[2:]]
    unfair = ["결혼은 언제 하실 계획인가요?", "", *ROW[2:]]

    page = said(upload(manager, csv_of(twin, unfair, ROW, ROW)))

    assert f"2행: ‘{shared.key}’ 질문과 거의 같습니다" in page
    assert "3행: 물어서는 안 될 내용" in page
    assert "5행: ‘#3’ 질문과 거의 같습니다" in page


def test_twins_of_other_companies_are_not_noted(
    manager: Client, own: Side, foreign: Side
) -> None:
    theirs = foreign.question()

    page = said(upload(manager, csv_of([theirs.text_ko, "", *ROW[2:]])))

    assert "거의 같습니다" not in page


def test_saving_a_near_same_question_warns(manager: Client, own: Side) -> None:
    shared = Question.objects.filter(company=None)[0]

    response = manager.post(
        "/admin/interviews/question/add/",
        {
            "text_ko": f"{shared.text_ko}.",
            "text_en": "",
            "competency": shared.competency_id,
            "kind": "knowledge",
            "difficulty": "1",
            "job_family": "common",
            "company": own.company.pk,
            "tags": "하나, 둘, 하나",
            "probes_ko": "왜요?\n\n언제요?",
            "is_active": "on",
        },
        follow=True,
    )

    assert f"‘{shared.key}’ 질문과 거의 같습니다" in said(response)
    question = Question.objects.get(company=own.company)
    assert question.tags == ["하나", "둘"]
    assert question.probes == {"ko": ["왜요?", "언제요?"], "en": []}


def test_korean_headers_are_known(manager: Client) -> None:
    head = ["질문", "질문 (영어)", "역량", "종류", "난이도", "직군"]

    preview = upload(
        manager, csv_of(["새 질문", "", "직무 지식", "지식", "1", "공통"], head=head)
    )

    assert "confirm_form" in (preview.context or {})


def test_tags_in_korean_are_found(manager: Client, own: Side) -> None:
    question = own.question()
    Question.objects.filter(pk=question.pk).update(tags=["파이썬"])

    page = said(manager.get("/admin/interviews/question/?q=파이썬"))

    assert f"/question/{question.pk}/change/" in page


# The commands


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_commands_make_a_round_trip(
    kind: str, tmp_path: Path, own: Side, capsys: pytest.CaptureFixture[str]
) -> None:
    question = own.question()
    Question.objects.filter(pk=question.pk).update(job_family="common")
    path = tmp_path / f"bank.{kind}"

    call_command("export_questions", str(path))
    text = Question.objects.values_list("text_ko", flat=True).get(pk=question.pk)
    Question.objects.filter(pk=question.pk).update(text_ko="바뀐 글")
    call_command("import_questions", str(path))

    question.refresh_from_db()
    assert question.text_ko == text
    assert question.company == own.company


def test_the_import_command_names_rows_and_writes_nothing(
    tmp_path: Path, own: Side
) -> None:
    path = tmp_path / "bank.csv"
    path.write_bytes(csv_of(ROW, ["", *ROW[1:]]))
    before = Question.objects.count()

    with pytest.raises(CommandError, match="3행, text_ko 열"):
        call_command("import_questions", str(path))

    assert Question.objects.count() == before


def test_the_import_command_can_fill_a_companys_bank(tmp_path: Path, own: Side) -> None:
    path = tmp_path / "bank.csv"
    path.write_bytes(csv_of(ROW))

    call_command("import_questions", str(path), "--company", "hanbit-soft", "--dry-run")
    assert not Question.objects.filter(text_ko=ROW[0]).exists()
    call_command("import_questions", str(path), "--company", "hanbit-soft")

    assert Question.objects.get(text_ko=ROW[0]).company == own.company


def test_the_pages_of_a_company_that_went_are_gone(manager: Client, own: Side) -> None:
    """Membership, not the staff flag, opens rows."""
    question = own.question()
    Membership.objects.all().delete()

    response = manager.get(
        reverse("admin:interviews_question_change", args=[question.pk])
    )

    assert response.status_code == 403
    assert Company.objects.filter(pk=own.company.pk).exists()
    assert User.objects.get(email="manager@own.example").check_password(PASSWORD)
