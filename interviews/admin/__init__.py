"""The admin of interviews: registers every page on the one admin site."""

from accounts.admin import site
from interviews.admin import (
    interviews,
    machinery,
    people,
    questions,
    resumes,
    rubrics,
    scenarios,
    scores,
    today,
)

__all__ = [
    "interviews",
    "machinery",
    "people",
    "questions",
    "resumes",
    "rubrics",
    "scenarios",
    "scores",
    "site",
    "today",
]
