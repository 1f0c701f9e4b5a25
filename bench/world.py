"""Invented people with sessions and tokens, and interviews in the states wanted.

Import only inside a sandbox: Django's settings read its environment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts import actions as accounts  # noqa: E402
from accounts.models import User  # noqa: E402
from interview_site.management.commands import prepare  # noqa: E402
from interviews.actions import content, demo, interviews  # noqa: E402
from interviews.models import Interview, Turn  # noqa: E402

CSRF: Final = "b" * 32
ANSWER: Final = (
    "작년 가을 쇼핑몰 결제 모듈을 맡았을 때 결제 실패율이 3퍼센트까지 올랐습니다. "
    "저는 원인을 찾기 위해 일주일치 로그를 시간대별로 나누어 비교했습니다. "
    "그 결과 재시도 간격이 문제라는 것을 확인하고 간격을 두 배로 늘렸습니다. "
    "팀원들과 기준을 정해 매일 수치를 확인했고, "
    "한 달 뒤 실패율이 0.4퍼센트로 줄었습니다."
)


@dataclass(frozen=True)
class Candidate:
    """A signed-in person and one interview of theirs."""

    user: User
    interview: UUID
    session: str
    token: str

    @property
    def page_headers(self) -> str:
        """What the browser sends along."""
        cookies = f"sessionid={self.session}; csrftoken={CSRF}"
        return f"Cookie: {cookies}\r\nX-CSRFToken: {CSRF}\r\n"

    @property
    def api_headers(self) -> str:
        """What an API client sends along."""
        return f"Authorization: Bearer {self.token}\r\n"


def migrate() -> None:
    """Tables, rubric, question bank, scenarios and companies."""
    prepare.migrate()
    content.load_content()
    content.load_companies()


def finished() -> Candidate:
    """The demo candidate: a résumé and a finished interview of 15 questions."""
    demo.seed(at=timezone.now())
    user = User.objects.get(email=demo.ACCOUNTS[0][1])
    return _signed_in(user, Interview.objects.get(candidate=user))


def signed_in_again(candidate: Candidate) -> Candidate:
    """The same person on another device."""
    interview = Interview.objects.get(public_id=candidate.interview)
    return _signed_in(candidate.user, interview)


def beginners(count: int, *, scenario: str = "standard") -> Iterator[Candidate]:
    """New people who have begun a practice interview: the first question waits."""
    documents = list(interviews.consent_documents("ko"))
    given = [(row.purpose, row.version) for row in documents]
    for _number in range(count):
        at = timezone.now()
        with transaction.atomic():
            number = User.objects.count()
            user = User.objects.create(
                email=f"bench{number}@test.example", full_name="김하늘"
            )
            interview = interviews.create_practice(
                by=user,
                position="백엔드 개발자",
                company=None,
                resume=None,
                scenario_key=scenario,
                language="ko",
                scheduled_time=None,
                at=at,
            )
            interviews.give_consents(interview=interview, given=given, by=user, at=at)
            interviews.start(interview=interview, by=user, at=at)
            candidate = _signed_in(user, interview)
        yield candidate


def waiting_turn(interview: UUID) -> Turn | None:
    """The question that this interview's candidate can answer now."""
    rows = Turn.objects.filter(interview__public_id=interview).waiting()
    turn: Turn | None = rows.select_related("interview__company", "answer").first()
    return turn


def _signed_in(user: User, interview: Interview) -> Candidate:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.set_expiry(timedelta(hours=2))
    store.create()
    token = accounts.issue_token(user=user, at=timezone.now()).shown
    return Candidate(user, interview.public_id, str(store.session_key), token)
