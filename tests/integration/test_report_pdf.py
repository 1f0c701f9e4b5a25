"""The report as PDF: readable text in Korean and English, fonts inside, no source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pypdfium2

from accounts.models import User
from interviews.actions import interviews, reading, report_pdf, turns
from interviews.models import Interview, Turn


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
