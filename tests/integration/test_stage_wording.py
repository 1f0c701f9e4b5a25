"""Templates never show a hole, whatever a résumé lacks."""

from __future__ import annotations

import itertools
import re
from datetime import datetime
from typing import Any

import pytest

from accounts.models import Company, User
from interviews.actions import interviews
from interviews.models import Interview, Resume, Turn
from interviews.resumes import Profile

FULL: dict[str, Any] = {
    "name": "김하늘 님",
    "education": [{"school": "새벽대학교", "major": "컴퓨터공학과"}],
    "experience": [{"company": "가온페이", "role": "백엔드 개발자"}],
    "projects": [{"name": "결제 재시도 개선"}],
    "certificates": ["정보처리기사"],
    "skills": ["SQL"],
    "cover_letter": [
        {"question": None, "answer": "저는 약속한 일은 끝까지 책임집니다. 그래서요."}
    ],
}
PARTS = (
    "education",
    "experience",
    "projects",
    "certificates",
    "skills",
    "cover_letter",
)
DOUBLED = re.compile(r"(\b[가-힣]{2,}\b) \1\b|님 님|지원자 지원자|저희 저희")


def resume_with(owner: User, parts: set[str], at: datetime) -> Resume:
    """A confirmed résumé with these parts only."""
    chosen = {key: value for key, value in FULL.items() if key in parts | {"name"}}
    return Resume.objects.create(
        owner=owner,
        file_name="a.txt",
        size_bytes=1,
        sha256="0" * 64,
        kind="txt",
        status="CONFIRMED",
        confirmed_at=at,
        profile=Profile.model_validate(chosen).model_dump(mode="json"),
    )


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("scenario", ["standard", "career_change", "short"])
@pytest.mark.parametrize("has_company", [True, False])
def test_every_stage_is_worded_for_every_kind_of_resume(
    seeded: None,
    alice: User,
    now: datetime,
    language: str,
    scenario: str,
    has_company: bool,  # noqa: FBT001 - a test's parameter
) -> None:
    company = Company.objects.get(slug="hanbit-soft") if has_company else None
    combinations = [
        set(parts)
        for size in (0, 1, len(PARTS) - 1, len(PARTS))
        for parts in itertools.combinations(PARTS, size)
    ]
    for parts in combinations:
        interview = interviews.create_practice(
            by=alice,
            position="백엔드 개발자" if language == "ko" else "Backend developer",
            company=company,
            resume=resume_with(alice, parts, now),
            scenario_key=scenario,
            language=language,
            scheduled_time=None,
            at=now,
        )
        check(interview, parts)


def check(interview: Interview, parts: set[str]) -> None:
    """All main stages have a text without a hole; none is asked twice."""
    turns = list(Turn.objects.filter(interview=interview).in_order())
    main = [turn for turn in turns if turn.kind != "followup"]
    texts = [turn.text for turn in main]
    assert len(set(texts)) == len(texts), parts
    for turn in main:
        assert turn.text.strip(), (turn.stage, parts)
        assert not re.search(r"[{}]|None|\(을\)|‘’|“”", turn.text), turn.text
        assert not DOUBLED.search(turn.text), turn.text
        if turn.source_quote:
            assert turn.source_quote["text"] in turn.text
        if turn.source == Turn.Source.BANK:
            assert turn.question_id is not None
