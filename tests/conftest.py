"""People, content and a played interview that many tests start from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import pytest
from django.db import connection
from django.db.models import Model

from accounts.models import Company, ConsentDocument, Membership, User
from interview_site.management.commands.compile_catalogs import compile_catalogs
from interviews.actions import (
    consents,
    content,
    evaluations,
    generation,
    interviews,
    reports,
    turns,
)
from interviews.models import (
    Answer,
    Competency,
    Criterion,
    Interview,
    Question,
    Report,
    Rubric,
    Scenario,
    Stage,
    Turn,
)

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
ANSWER_KO = (
    "작년 가을 쇼핑몰 결제 모듈을 맡았을 때 결제 실패율이 3퍼센트까지 올랐습니다. "
    "저는 원인을 찾기 위해 일주일치 로그를 시간대별로 나누어 비교했습니다. "
    "그 결과 재시도 간격이 문제라는 것을 확인하고 간격을 두 배로 늘렸습니다. "
    "팀원들과 기준을 정해 매일 수치를 확인했고, "
    "한 달 뒤 실패율이 0.4퍼센트로 줄었습니다."
)
ANSWER_EN = (
    "Last autumn I was responsible for the payment module of our shop, and the "
    "failure rate had risen to 3 percent. I compared a week of logs hour by hour to "
    "find the cause. I found that the retry interval was too short, so I doubled it. "
    "I agreed on a target with my team and we checked the numbers every day. "
    "As a result, the failure rate fell to 0.4 percent within a month."
)


# Files that start real processes or many threads, or are long: begun last, one process
# of tests would still be busy with them when the others have nothing left to do.
FIRST: Final = (
    "test_demo.py",
    "test_run_worker.py",
    "test_embedded_work.py",
    "test_demo_seed.py",
    "test_idempotency.py",
    "test_live_events.py",
    "test_queries.py",
    "test_naughty_strings.py",
    "test_bad_pdfs.py",
    "test_mutated_pdfs.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order in which files are handed out."""
    place = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.name, len(FIRST)))


@pytest.fixture(scope="session", autouse=True)
def catalogs() -> None:
    """The English texts as they are in the sources now."""
    compile_catalogs()


@pytest.fixture
def now() -> datetime:
    """The clock of a test: 2026-11-24 12:00 in Seoul."""
    return NOW


@pytest.fixture
def seeded(db: None) -> None:
    """Rubric, bank, scenarios, consents and the invented companies."""
    if not LOADED:
        content.load_content()
        content.load_companies()
        LOADED.extend(rows_of(model) for model in SEEDED)
        return
    with connection.cursor() as cursor:
        for statement, rows in LOADED:
            cursor.executemany(statement, rows)


# The same rows as the first load made: a tenth of its time, some thousand times.
SEEDED: Final = (
    Competency,
    Rubric,
    Criterion,
    Question,
    Scenario,
    Stage,
    ConsentDocument,
    Company,
)
LOADED: Final[list[tuple[str, list[Any]]]] = []


def rows_of(model: type[Model]) -> tuple[str, list[Any]]:
    """The INSERT that makes a table's rows again, and the rows of the driver."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [field.column for field in model._meta.local_concrete_fields]
    columns = ", ".join(quote(name) for name in names)
    casts = {"jsonb": "::text"} if connection.vendor == "postgresql" else {}
    chosen = ", ".join(
        quote(field.column) + casts.get(field.db_type(connection) or "", "")
        for field in model._meta.local_concrete_fields
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {chosen} FROM {table} ORDER BY id")  # noqa: S608
        rows = cursor.fetchall()
    marks = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows  # noqa: S608


@pytest.fixture
def alice(db: None) -> User:
    """A candidate."""
    return User.objects.create_user(
        "alice@test.example", "pw-alice-1", full_name="김하늘"
    )


@pytest.fixture
def sam(db: None) -> User:
    """A stranger."""
    return User.objects.create_user("sam@test.example", "pw-sam-1", full_name="한도윤")


@pytest.fixture
def ritu(seeded: None) -> User:
    """A recruiter of 한빛소프트."""
    user = User.objects.create_user(
        "ritu@test.example", "pw-ritu-1", full_name="이도윤", is_staff=True
    )
    Membership.objects.create(
        user=user, company=Company.objects.get(slug="hanbit-soft"), role="manager"
    )
    return user


@pytest.fixture
def new_interview(seeded: None, alice: User) -> Callable[..., Interview]:
    """Make a practice interview of alice's, consents given, not started."""

    def make(**chosen: Any) -> Interview:
        purposes = chosen.pop("purposes", ("interview_record", "ai_scoring"))
        by = chosen.pop("by", alice)
        values = {
            "position": "백엔드 개발자",
            "company": None,
            "resume": None,
            "scenario_key": "short",
            "language": "ko",
            "scheduled_time": None,
            **chosen,
        }
        interview = interviews.create_practice(by=by, at=NOW, **values)
        documents = consents.current(interview.language)
        given = [
            consents.Read(d.purpose, d.version, d.language)
            for d in documents
            if d.purpose in purposes
        ]
        consents.give(interview=interview, given=given, by=by, at=NOW)
        return interview

    return make


@pytest.fixture
def started(new_interview: Callable[..., Interview], alice: User) -> Interview:
    """A short interview in Korean that has begun."""
    interview = new_interview()
    interviews.start(interview=interview, by=alice, at=NOW)
    interview.refresh_from_db()
    return interview


@pytest.fixture
def run_work(db: None) -> Callable[[Interview], None]:
    """Do the background work of one interview, as workers would."""

    def run(interview: Interview) -> None:
        for turn in Turn.objects.filter(interview=interview, work="PENDING"):
            generation.generate(turn_id=turn.pk)
        for answer in Answer.objects.all().of_interview(interview).unjudged():
            evaluations.score(answer_id=answer.pk)
        for report in Report.objects.filter(interview=interview, work="PENDING"):
            reports.combine(report_id=report.pk)

    return run


@pytest.fixture
def finished(
    started: Interview, alice: User, run_work: Callable[[Interview], None]
) -> Interview:
    """A short interview in Korean, answered, judged, with its report ready."""
    for _step in range(30):
        run_work(started)
        turn = (
            Turn.objects.filter(interview=started)
            .waiting()
            .select_related("interview", "answer")
            .first()
        )
        if turn is None:
            break
        turns.submit_answer(turn=turn, text=ANSWER_KO, by=alice, at=NOW)
    interviews.complete(interview=started, by=alice, at=NOW)
    run_work(started)
    started.refresh_from_db()
    return started
