"""Daehwa's tables as SQLModel classes: the columns that the polling call needs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, DateTime
from sqlmodel import Field, Relationship, SQLModel


def moment() -> Any:
    """A column with time zone."""
    return Field(default=None, sa_type=DateTime(timezone=True))


class User(SQLModel, table=True):
    """Who calls."""

    __tablename__ = "accounts_user"
    id: int = Field(primary_key=True)
    email: str
    is_active: bool


class ApiKey(SQLModel, table=True):
    """A bearer token."""

    __tablename__ = "accounts_apikey"
    id: int = Field(primary_key=True)
    kind: str
    prefix: str
    key_hash: str
    user_id: int = Field(foreign_key="accounts_user.id")
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment()


class Interview(SQLModel, table=True):
    """One conversation."""

    __tablename__ = "interviews_interview"
    id: int = Field(primary_key=True)
    public_id: UUID
    candidate_id: int
    status: str
    version: int


class Turn(SQLModel, table=True):
    """One question."""

    __tablename__ = "interviews_turn"
    id: int = Field(primary_key=True)
    public_id: UUID
    interview_id: int = Field(foreign_key="interviews_interview.id")
    order: int
    attempt: int
    stage: str
    text: str
    status: str
    source: str
    source_quote: dict[str, Any] | None = Field(sa_column=Column(JSON))
    skip_reason: str
    asked_at: datetime | None = moment()
    answer: "Answer" = Relationship(
        sa_relationship_kwargs={"uselist": False, "lazy": "raise"}
    )


class Answer(SQLModel, table=True):
    """One answer."""

    __tablename__ = "interviews_answer"
    id: int = Field(primary_key=True)
    turn_id: int = Field(foreign_key="interviews_turn.id")
    status: str
    draft: str
    draft_version: int
    text: str
