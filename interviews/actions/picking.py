"""Choose a question of the bank: fitting, and none twice in one interview."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from interviews.actions import questions
from interviews.models import Interview, Question, Turn


@dataclass(frozen=True)
class Wording:
    """A question as it will be asked, and where it came from."""

    text: str
    source: str
    quote: dict[str, Any] | None = None
    question: Question | None = None


class BankPicker:
    """Chooses bank questions for one interview: fitting, and none twice.

    Chance is seeded by the interview's id, so that a second run picks the same.
    """

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._family = questions.job_family(interview.position)
        self._seed = zlib.crc32(interview.public_id.bytes)
        self._used = {
            key
            for key in Turn.objects.filter(interview=interview).values_list(
                "question_id", flat=True
            )
            if key is not None
        }

    def pick(self, axis: str) -> Wording:
        """An active question of this axis, nearest to the position."""
        language = self._interview.language
        rows = (
            Question.objects.all()
            .for_stage(
                axis=axis,
                family=self._family,
                company_id=self._interview.company_id,
                language=language,
            )
            .exclude(pk__in=self._used)
            .order_by("pk")
        )
        fitting = list(rows)
        if not fitting:
            raise NoQuestionLeft(axis)
        chosen = max(fitting, key=self._fit)
        self._used.add(chosen.pk)
        return Wording(chosen.text_in(language), Turn.Source.BANK, question=chosen)

    def _fit(self, question: Question) -> tuple[int, int, int, int]:
        position = self._interview.position.casefold()
        tags = sum(1 for tag in question.tags if tag.casefold() in position)
        return (
            int(question.company_id is not None),
            int(question.job_family == self._family) + tags,
            -abs(question.difficulty - 2),
            zlib.crc32(f"{self._seed}:{question.key}".encode()),
        )


class NoQuestionLeft(Exception):
    """The bank has no active question of this axis: the operator must add one."""
