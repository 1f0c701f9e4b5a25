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
            "legend",
            "no_answer",
            "feedback",
            "about",
        ),
        "말",
    ),
    "axis_head": ["역량", "점수", "범위", "판단/전체", "질문"],
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
    assert "확신 낮음 (규칙)" in text_of(
        report_pdf.as_pdf(interview=finished, data=data)
    )
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
