"""Export, erasure and the daily purge: all of it, nothing else, files included."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts import actions as accounts
from accounts.models import ApiKey, Company, Membership, User
from interviews.actions import interviews, resumes, retention
from interviews.actions.personal import HIDDEN, KEPT
from interviews.models import (
    AICall,
    AuditEvent,
    Interview,
    Replay,
    Report,
    Resume,
    Turn,
)
from tests.conftest import ANSWER_KO, NOW

OURS = [
    model
    for name in ("accounts", "interviews")
    for model in apps.get_app_config(name).get_models()
]
PERSONAL = [model for model in OURS if model.Personal.fields]
RESUME = "이름: 김하늘\n경력\n한빛랩 백엔드 개발자 2023.03 - 현재\n비밀표지어-9184\n"
RESUME_WORD = "비밀표지어-9184"


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder for files of its own."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


@pytest.fixture
def resume(media: Path, seeded: None, alice: User) -> Resume:
    """Alice's résumé, read."""
    data = RESUME.encode()
    row = resumes.upload(by=alice, name="haneul.txt", data=data, at=NOW)
    resumes.parse(resume_id=row.pk, at=NOW)
    row.refresh_from_db()
    return row


@pytest.fixture
def everything(alice: User, resume: Resume, finished: Interview) -> User:
    """Alice with a row in every table that can say something about her."""
    Interview.objects.filter(pk=finished.pk).update(resume=resume)
    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    company = Company.objects.get(slug="hanbit-soft")
    Membership.objects.create(user=alice, company=company, role="reviewer")
    Replay.objects.create(
        user=alice, operation="POST /x", key="k", body_sha256="0", body={"a": "비밀"}
    )
    accounts.issue_token(user=alice, at=NOW)
    AICall.objects.update(raw_output=ANSWER_KO)
    Client().force_login(alice)
    LogEntry.objects.create(
        user=User.objects.create_superuser("root@test.example", "pw-root-1"),
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(alice.pk),
        object_repr=alice.email,
        action_flag=CHANGE,
    )
    return alice


def everything_stored() -> str:
    """All rows of all tables as one text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "django_session":
                continue
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608
            texts.extend(str(row) for row in cursor.fetchall())
    texts.extend(str(row.get_decoded()) for row in Session.objects.all())
    return "\n".join(texts)


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model.__name__)
def test_every_model_with_personal_fields_is_exported_and_erased(model: Any) -> None:
    assert model in {kept.model for kept in KEPT}


def test_every_personal_field_is_in_the_export(everything: User, alice: User) -> None:
    names = {kept.model: kept.name for kept in KEPT}

    data = retention.export_person(person=alice, by=alice, at=NOW)

    for model in PERSONAL:
        found = data[names[model]]
        rows = [found] if isinstance(found, dict) else found
        assert rows, model
        assert model.Personal.fields - HIDDEN <= set(rows[0]), model


def test_the_export_holds_the_persons_own_words_and_no_key_of_the_database(
    everything: User, alice: User
) -> None:
    data = retention.export_person(person=alice, by=alice, at=NOW)

    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    for word in (alice.email, alice.full_name, ANSWER_KO, RESUME_WORD, "비밀"):
        assert word in text
    assert alice.password not in text
    assert ApiKey.objects.get(user=alice).key_hash not in text
    assert '"id"' not in text
    assert {row["id"] for row in _rows(data) if "id" in row} == set()


def _rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [value for value in data.values() if isinstance(value, list)]
    return [row for rows in lists for row in rows]


def test_the_export_holds_nothing_of_anybody_else(everything: User, sam: User) -> None:
    data = retention.export_person(person=sam, by=sam, at=NOW)

    assert data["person"]["email"] == sam.email
    assert _rows(data) == []


def test_the_export_keeps_questions_to_come_for_later(
    started: Interview, alice: User
) -> None:
    coming = Turn.objects.filter(interview=started, status="PLANNED")
    assert coming.exclude(text="").exists()

    data = retention.export_person(person=alice, by=alice, at=NOW)

    ids = {row["public_id"] for row in data["questions"]}
    assert ids
    assert not ids & set(coming.values_list("public_id", flat=True))


def test_scores_of_a_hiring_interview_are_exported_once_they_are_released(
    finished: Interview, alice: User
) -> None:
    Interview.objects.filter(pk=finished.pk).update(
        kind="hiring", company=Company.objects.get(slug="hanbit-soft")
    )

    before = retention.export_person(person=alice, by=alice, at=NOW)
    Report.objects.filter(interview=finished).update(status="RELEASED", released_at=NOW)
    after = retention.export_person(person=alice, by=alice, at=NOW)

    scores = ("evaluations", "reports", "ai_calls")
    assert before["answers"]
    assert [name for name in scores if before[name]] == []
    assert [name for name in scores if after[name]] == list(scores)


def test_the_export_is_written_to_the_audit_trail(alice: User) -> None:
    retention.export_person(person=alice, by=alice, at=NOW)

    event = AuditEvent.objects.get(type="PERSON_EXPORTED")
    assert (event.actor, event.object_type) == (alice.public_id, "User")
    assert event.object_id == str(alice.public_id)


def test_erasing_leaves_no_row_no_file_and_no_sign_in(
    everything: User,
    alice: User,
    resume: Resume,
    media: Path,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    words = (alice.email, alice.full_name, ANSWER_KO[:40], RESUME_WORD)
    before = everything_stored()
    assert all(word in before for word in words)
    assert [path for path in media.rglob("*") if path.is_file()]

    with django_capture_on_commit_callbacks(execute=True):
        receipt = retention.erase_person(person=alice, by=alice, at=NOW)

    after = everything_stored()
    assert [word for word in words if word in after] == []
    assert not [path for path in media.rglob("*") if path.is_file()]
    assert all(not kept.rows_of(alice).exists() for kept in KEPT)
    assert (receipt.interviews, receipt.resumes, receipt.files) == (1, 1, 1)
    assert receipt.answers > 0


def test_the_audit_trail_survives_and_names_nobody(
    everything: User, alice: User
) -> None:
    public_id = alice.public_id
    count = AuditEvent.objects.count()

    retention.erase_person(person=alice, by=alice, at=NOW)

    assert AuditEvent.objects.count() == count + 1
    event = AuditEvent.objects.get(type="PERSON_ERASED")
    assert (event.actor, event.object_id) == (public_id, str(public_id))


def test_files_stay_if_the_erasure_is_rolled_back(
    everything: User,
    alice: User,
    resume: Resume,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(User, "delete", breaks)

    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(RuntimeError, match="power cut"),
    ):
        retention.erase_person(person=alice, by=alice, at=NOW)

    assert default_storage.exists(resume.file.name)
    assert not AuditEvent.objects.filter(type="PERSON_ERASED").exists()


def test_erasing_ends_the_persons_sign_ins_and_tokens_and_nobody_elses(
    alice: User, sam: User
) -> None:
    hers, his = Client(), Client()
    hers.force_login(alice)
    his.force_login(sam)
    token = accounts.issue_token(user=alice, at=timezone.now()).shown
    assert accounts.key_of(shown=token, at=timezone.now()) is not None

    retention.erase_person(person=alice, by=None, at=NOW)

    assert hers.get("/me/").status_code == 302
    assert his.get("/me/").status_code == 200
    assert Session.objects.count() == 1


def test_a_strangers_rows_survive(everything: User, alice: User, sam: User) -> None:
    interviews.create_practice(
        by=sam,
        position="디자이너",
        company=None,
        resume=None,
        scenario_key="short",
        language="ko",
        scheduled_time=None,
        at=NOW,
    )

    retention.erase_person(person=alice, by=alice, at=NOW)

    assert Interview.objects.get().candidate == sam


def test_what_a_model_said_about_a_resume_is_not_kept(db: None) -> None:
    """No interview leads to such a call, so erasure could not find it."""
    from interviews.actions.ai_calls import _kept  # noqa: PLC0415

    call = AICall(purpose="resume")

    assert _kept(call, {"raw_output": "김하늘", "latency_ms": 3}) == {
        "raw_output": "",
        "latency_ms": 3,
    }


def test_the_operator_exports_a_person_to_a_private_file(
    alice: User, tmp_path: Path
) -> None:
    target = tmp_path / "alice.json"

    call_command("export_person", alice.email.upper(), output=str(target))

    assert json.loads(target.read_text())["person"]["full_name"] == alice.full_name
    assert target.stat().st_mode & 0o777 == 0o600
    assert AuditEvent.objects.get(type="PERSON_EXPORTED").actor is None
    with pytest.raises(CommandError, match="File exists"):
        call_command("export_person", alice.email, output=str(target))


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_an_unknown_address_is_said(db: None, command: str) -> None:
    with pytest.raises(CommandError, match="Nobody"):
        call_command(command, "x@test.example")


def test_the_operator_types_the_address_again_before_it_is_erased(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _prompt: "no")
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", alice.email)
    assert User.objects.filter(pk=alice.pk).exists()

    monkeypatch.setattr("builtins.input", lambda _prompt: alice.email)
    call_command("erase_person", alice.email, stdout=StringIO())

    assert not User.objects.filter(pk=alice.pk).exists()
    assert AuditEvent.objects.get(type="PERSON_ERASED").actor is None
