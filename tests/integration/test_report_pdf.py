"""The report as PDF: readable text in Korean and English, fonts inside, no source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pypdfium2
from fontTools.ttLib import TTFont
from hypothesis import given, settings, strategies as st

from accounts.models import User
from interviews.actions import interviews, reading, report_pdf, turns
from interviews.models import Interview, Turn
from interviews.pdf import printable, report_pdf as report_pdf_bytes
from interviews.pdf.glyphs import FONT

EMPTY = {
    "language": "ko",
    "title": "",
    "subtitle": "",
    "label": "",
    "footer": "",
    "overall": "",
    "calculation": "",
    "no_overall": "",
    "radar": "",
    "radar_alt": "",
    "words": dict.fromkeys(
        (
            "overall",
            "axes",
            "strengths",
            "improvements",
            "questions",
            "no_answer",
            "feedback",
            "about",
        ),
        "말",
    ),
    "legend": "",
    "confidence": "",
    "not_asked": "",
    "axis_head": ["역량", "수준", "점수", "판단/전체", "질문"],
    "axes": [],
    "strengths": [],
    "improvements": [],
    "questions": [],
    "about": [],
}


def text_of(pdf: bytes) -> str:
    """The text of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def flat(text: str) -> str:
    """On one line, with the spaces at which lines were broken."""
    return " ".join(text.split())


def test_the_pdf_of_a_report_reads_in_korean(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    pdf = report_pdf.as_pdf(interview=finished, data=data)
    text = text_of(pdf)

    assert pdf.startswith(b"%PDF-")
    assert "연습 결과" in text
    assert f"{data['overall']:.1f}" in text
    assert data["questions"][0]["question"][:12] in text.replace("\r\n", " ")
    assert b"Pretendard" in pdf


def test_the_pdf_counts_how_many_samples_agree(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    row = next(one for q in data["questions"] for one in q["criteria"] if one["level"])
    ruled = text_of(report_pdf.as_pdf(interview=finished, data=data))
    assert flat(ruled).count("확신은 모두 낮아요.") == 1
    level = row["level"]
    row |= {
        "confidence_method": "agreement_raw",
        "level_samples": [level, level, 5 if level == 4 else level + 1],
    }

    text = text_of(report_pdf.as_pdf(interview=finished, data=data))

    assert "채점 3번 중 2번 일치" in text


def test_what_people_wrote_is_data_and_never_typst_source(
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    hostile = '#panic("x") $1/0$ *굵게* \\ #read("/etc/passwd") 저는 결제를 고쳤습니다.'
    turn = Turn.objects.select_related("interview", "answer").get(
        interview=started, order=1
    )
    turns.submit_answer(turn=turn, text=hostile, by=alice, at=now)
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)
    started.refresh_from_db()
    _state, data = reading.report_payload(started)
    assert data is not None

    text = text_of(report_pdf.as_pdf(interview=started, data=data))

    assert '#panic("x")' in text
    assert "root:" not in text


SIGNS = (
    "잘 했어요 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469 大學 é e\u0301 "
    "\u200b\u202e\ufeff\u0007\U000e0041 ꙮ \U0001f1f0\U0001f1f7"
)


def test_signs_without_a_glyph_are_said_to_be_missing(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    data["questions"][0]["answer"] = SIGNS
    data["questions"][0]["criteria"] = []

    text = text_of(report_pdf.as_pdf(interview=finished, data=data))

    assert "잘 했어요 □" in text
    assert "PDF 글꼴에 없는 글자는 □로 보여요." in text


def test_a_report_in_the_fonts_own_signs_says_nothing_of_the_kind(
    finished: Interview,
) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None

    assert "□" not in text_of(report_pdf.as_pdf(interview=finished, data=data))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_set(text: str) -> None:
    page, _lacks = printable({**EMPTY, "title": f"결과 – {text}", "about": [text]})

    assert report_pdf_bytes(page).startswith(b"%PDF-")


def test_all_weights_have_the_same_signs() -> None:
    covered = []
    for path in sorted(FONT.parent.glob("*.otf")):
        with TTFont(path, lazy=True) as font:
            covered.append(frozenset(font.getBestCmap()))

    assert len(covered) == 3
    assert len(set(covered)) == 1


def test_korean_words_stay_whole(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    said = "결제승인과 취소내역을 가맹점별로 대조하면서 정산오류를 찾아냈습니다. " * 9
    data["questions"][0] |= {"answer": said.strip(), "criteria": []}

    lines = text_of(report_pdf.as_pdf(interview=finished, data=data)).splitlines()

    first = next(n for n, line in enumerate(lines) if "결제승인과" in line)
    words = set(said.split())
    for line in lines[first : first + 6]:
        assert set(line.split()) <= words


def test_a_word_that_no_line_can_hold_is_broken(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    data["questions"][0] |= {"answer": "가나다라마바사" * 60, "criteria": []}

    text = text_of(report_pdf.as_pdf(interview=finished, data=data))

    assert "".join(text.split()).count("가나다라마바사") == 60


def test_levels_and_numbers_are_those_of_the_page(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    data["axes"][0] |= {"score": 62.5, "low": 50.0, "high": 75.0}
    data["questions"][1]["order"] = data["questions"][0]["order"]

    text = flat(text_of(report_pdf.as_pdf(interview=finished, data=data)))

    assert "3.5 (3–4) 62.5" in text
    assert "50.0–75.0" not in text
    assert f"{data['questions'][0]['order']}-2 · " in text


def test_english_heads_say_level_and_questions(finished: Interview) -> None:
    _state, data = reading.report_payload(finished)
    assert data is not None
    data["language"] = "en"

    text = flat(text_of(report_pdf.as_pdf(interview=finished, data=data)))

    assert "Level 1–5 (range)" in text
    assert "Questions" in text
    assert "Scopes" not in text


def test_the_pdf_says_in_one_line_what_was_not_asked(
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)
    started.refresh_from_db()
    _state, data = reading.report_payload(started)
    assert data is not None

    text = flat(text_of(report_pdf.as_pdf(interview=started, data=data)))

    assert f"묻지 않은 질문 {len(data['questions']) - 1}개" in text
    assert data["questions"][0]["question"][:8] in text
    unasked = [row["question"] for row in data["questions"][1:] if row["question"]]
    assert unasked
    assert not any(question[:16] in text for question in unasked)
    assert "근거예요" not in text
