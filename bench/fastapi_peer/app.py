"""The counterpart of B1: FastAPI + SQLModel answers GET …/questions.

The same tables, the same three questions to the database as Daehwa's first answer
(token with its person, interview, turns with answers), the same JSON and ETag; no
session, CSRF, CSP or rate limit. /sync uses a sync session in the thread pool, /async
an async one; entities and a response model, as the documentation of both teaches.
"""

import os
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import contains_eager
from sqlmodel import Session, create_engine, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bench.fastapi_peer.tables import Answer, ApiKey, Interview, Turn, User

PLACE = os.environ["DATABASE_URL"].partition("://")[2]
ENGINE = create_engine(f"postgresql+psycopg://{PLACE}", pool_size=10)
ASYNC_ENGINE = create_async_engine(f"postgresql+asyncpg://{PLACE}", pool_size=10)
OPEN = {"PLANNED", "GENERATING", "FAILED", "ASKED", "OPENED"}
RUNNING = {"DRAFT", "SCHEDULED", "READY", "IN_PROGRESS"}

app = FastAPI()


class QuestionOut(BaseModel):
    """One question as asked."""

    id: UUID
    order: int
    stage: str
    content: str
    status: str
    source: str | None
    source_quote: dict[str, Any] | None
    audio_url: str | None
    asked_at: str | None
    skip_reason: str | None
    answer_status: str | None
    draft: str | None
    draft_version: int
    answer_text: str | None


class QuestionsOut(BaseModel):
    """The conversation so far."""

    status: str
    version: int
    total: int
    answered: int
    remaining: int
    questions: list[QuestionOut]


def session() -> Iterator[Session]:
    """A sync session of one request."""
    with Session(ENGINE) as opened:
        yield opened


async def async_session() -> AsyncIterator[AsyncSession]:
    """An async session of one request."""
    async with AsyncSession(ASYNC_ENGINE) as opened:
        yield opened


@app.get("/sync/interviews/{public_id}/questions", response_model=QuestionsOut)
def questions(
    public_id: UUID,
    response: Response,
    db: Annotated[Session, Depends(session)],
    authorization: Annotated[str, Header()],
    if_none_match: Annotated[str, Header()] = "",
) -> Any:
    """Sync: FastAPI runs it in its thread pool."""
    key = db.exec(_key(authorization)).first()
    interview = db.exec(_interview(_user_id(key, authorization), public_id)).first()
    if known := _unchanged(interview, response, if_none_match):
        return known
    return _payload(interview, db.exec(_turns(interview)).all())


@app.get("/async/interviews/{public_id}/questions", response_model=QuestionsOut)
async def async_questions(
    public_id: UUID,
    response: Response,
    db: Annotated[AsyncSession, Depends(async_session)],
    authorization: Annotated[str, Header()],
    if_none_match: Annotated[str, Header()] = "",
) -> Any:
    """Async: on the event loop."""
    key = (await db.exec(_key(authorization))).first()
    user_id = _user_id(key, authorization)
    interview = (await db.exec(_interview(user_id, public_id))).first()
    if known := _unchanged(interview, response, if_none_match):
        return known
    return _payload(interview, (await db.exec(_turns(interview))).all())


def _key(authorization: str) -> Any:
    prefix = authorization.removeprefix("Bearer dhw_").partition("_")[0]
    return (
        select(ApiKey, User)
        .join(User)
        .where(
            ApiKey.prefix == prefix,
            ApiKey.kind == "person",
            ApiKey.revoked_at == None,  # noqa: E711 (SQL)
            ApiKey.expires_at > datetime.now(UTC),  # noqa: TID251 (no action here)
            User.is_active,
        )
    )


def _user_id(found: Any, authorization: str) -> int:
    shown = authorization.removeprefix("Bearer ")
    if found is None or found[0].key_hash != sha256(shown.encode()).hexdigest():
        raise HTTPException(401)
    return int(found[1].id)


def _interview(user_id: int, public_id: UUID) -> Any:
    return select(Interview).where(
        Interview.public_id == public_id, Interview.candidate_id == user_id
    )


def _unchanged(
    interview: Interview | None, response: Response, if_none_match: str
) -> Response | None:
    if interview is None:
        raise HTTPException(404)
    etag = f'W/"{interview.version}-owner"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    if if_none_match == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return None


def _turns(interview: Any) -> Any:
    return (
        select(Turn)
        .join(Answer, isouter=True)
        .options(contains_eager(Turn.answer))
        .where(Turn.interview_id == interview.id)
        .order_by(Turn.order, Turn.attempt)
    )


def _payload(interview: Any, turns: Sequence[Turn]) -> QuestionsOut:
    is_running = interview.status in RUNNING
    left = sum(1 for turn in turns if turn.status in OPEN) if is_running else 0
    return QuestionsOut(
        status=interview.status,
        version=interview.version,
        total=len(turns),
        answered=sum(1 for turn in turns if turn.status == "ANSWERED"),
        remaining=left,
        questions=[_question(turn) for turn in turns if turn.status != "PLANNED"],
    )


def _question(turn: Turn) -> QuestionOut:
    answer: Answer | None = turn.answer
    is_given = answer is not None and answer.status != "DRAFT"
    is_shown = turn.asked_at is not None
    return QuestionOut(
        id=turn.public_id,
        order=turn.order,
        stage=turn.stage,
        content=turn.text if is_shown else "",
        status="GENERATING" if turn.status == "FAILED" else turn.status,
        source=turn.source or None,
        source_quote=turn.source_quote if is_shown else None,
        audio_url=None,
        asked_at=_moment(turn.asked_at),
        skip_reason=turn.skip_reason or None,
        answer_status=answer.status if answer else None,
        draft=answer.draft if answer and not is_given else None,
        draft_version=answer.draft_version if answer else 0,
        answer_text=answer.text if answer and is_given else None,
    )


def _moment(at: datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
