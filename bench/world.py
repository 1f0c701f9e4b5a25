"""Invented people with sessions and tokens, and interviews in the states wanted.

Import only inside a sandbox: Django's settings read its environment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from django.db import connections, transaction  # noqa: E402
from django.db.models import Max, Min  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts import actions as accounts  # noqa: E402
from accounts.models import User  # noqa: E402
from bench import sandbox  # noqa: E402
from interview_site.management.commands import prepare  # noqa: E402
from interviews.actions import consents, content, demo, generation, interviews  # noqa: E402
from interviews.actions.turns import submit_answer  # noqa: E402
from interviews.models import AICall, Answer, Interview, Turn  # noqa: E402
from interviews.querysets import TurnQuerySet  # noqa: E402

CSRF: Final = "b" * 32


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
    documents = list(consents.current("ko"))
    given = [consents.Read(row.purpose, row.version, row.language) for row in documents]
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
            consents.give(interview=interview, given=given, by=user, at=at)
            interviews.start(interview=interview, by=user, at=at)
            candidate = _signed_in(user, interview)
        yield candidate


def answer(person: Candidate, count: int) -> None:
    """Submit so many answers; follow-ups are written here, by the builtin rules."""
    for _number in range(count):
        while (turn := _waiting(person)) is None:
            write_question(person)
        submit_answer(turn=turn, text=sandbox.ANSWER, by=person.user, at=timezone.now())


def write_question(person: Candidate) -> datetime:
    """Write it as a worker does; returns when it was asked."""
    turn = _turns(person).get(status="GENERATING")
    generation.generate(turn_id=turn.pk)
    asked: datetime = (
        _turns(person).filter(asked_at__isnull=False).latest("asked_at").asked_at
    )
    return asked


def scored(interviews: list[UUID]) -> int:
    """How many answers of these interviews have their scores."""
    return Answer.objects.filter(
        turn__interview__public_id__in=interviews, status="SCORED"
    ).count()


def first_call(interviews: list[UUID]) -> datetime | None:
    """When the model was asked about these interviews for the first time."""
    calls = AICall.objects.filter(
        interview__public_id__in=interviews,
        purpose="extract",
        provider__contains="openai",
    )
    found: datetime | None = calls.aggregate(first=Min("created_at"))["first"]
    return found


def scoring_seconds(interviews: list[UUID]) -> float:
    """From the first call to the last stored score."""
    answers = Answer.objects.filter(turn__interview__public_id__in=interviews)
    last = answers.aggregate(last=Max("scored_at"))["last"]
    return float((last - first_call(interviews)).total_seconds())


def _waiting(person: Candidate) -> Turn | None:
    rows = _turns(person).waiting().select_related("interview__company", "answer")
    turn: Turn | None = rows.first()
    return turn


def _turns(person: Candidate) -> TurnQuerySet:
    rows: TurnQuerySet = Turn.objects.filter(interview__public_id=person.interview)
    return rows


def _signed_in(user: User, interview: Interview) -> Candidate:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.set_expiry(timedelta(hours=2))
    store.create()
    token = accounts.issue_token(user=user, at=timezone.now()).shown
    return Candidate(user, interview.public_id, str(store.session_key), token)


def close() -> None:
    """Let go of the database; forked servers open it anew."""
    connections.close_all()
