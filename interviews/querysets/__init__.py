"""Sentences about rows that begin with a person; nobody else filters on meaning."""

from interviews.querysets.bank import QuestionQuerySet, ScenarioQuerySet
from interviews.querysets.interviews import InterviewQuerySet
from interviews.querysets.judgements import (
    AICallQuerySet,
    EvaluationQuerySet,
    ReportQuerySet,
)
from interviews.querysets.resumes import ResumeQuerySet
from interviews.querysets.turns import AnswerQuerySet, TurnQuerySet

__all__ = [
    "AICallQuerySet",
    "AnswerQuerySet",
    "EvaluationQuerySet",
    "InterviewQuerySet",
    "QuestionQuerySet",
    "ReportQuerySet",
    "ResumeQuerySet",
    "ScenarioQuerySet",
    "TurnQuerySet",
]
