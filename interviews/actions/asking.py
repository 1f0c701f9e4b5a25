"""One answer while it is judged, and what a model is asked about it.

Nothing here writes a row except the AICall of each request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from interviews import ai
from interviews.actions import ai_calls
from interviews.actions.ai_calls import Subject
from interviews.ai.base import AIError, AIRefused, BadCompletion, Completion, Prompt
from interviews.models import Answer, Criterion, Turn
from interviews.scoring.evidence import Dropped, Evidence
from interviews.scoring.intake import Intake
from interviews.scoring.screen import Screening


@dataclass
class Work:
    """One answer while it is judged."""

    turn: Turn
    answer: Answer
    criteria: list[Criterion]
    intake: Intake
    screening: Screening
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    dropped: dict[str, list[Dropped]] = field(default_factory=dict)
    samples: dict[str, list[int]] = field(default_factory=dict)
    rationales: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    confidence: dict[str, Fraction] = field(default_factory=dict)
    canary_leaked: bool = False
    is_unread: bool = False
    prompts: dict[str, Prompt] = field(default_factory=dict)
    last: Completion[Any] | None = None

    @property
    def subject(self) -> Subject:
        """What the calls are about."""
        return Subject(
            interview=self.turn.interview, turn=self.turn, answer=self.answer
        )

    @property
    def language(self) -> Any:
        """The interview's language."""
        return self.turn.interview.language


def ask[T: BaseModel](
    work: Work, prompts: list[Prompt], schema: type[T]
) -> list[Completion[T] | None]:
    """Ask; after an invalid reply once more. After the second: None, no result."""
    outcomes = ai_calls.complete_side_by_side(
        prompts=prompts, schema=schema, subject=work.subject
    )
    completions = []
    for prompt, outcome in zip(prompts, outcomes, strict=True):
        work.prompts[prompt.name] = prompt
        completion = (
            _ask_again(work, prompt, schema, outcome)
            if isinstance(outcome, AIError)
            else outcome
        )
        completions.append(completion)
        if completion is not None:
            work.last = completion
            work.canary_leaked |= ai.leaks_canary(completion.raw, prompt)
    return completions


def _ask_again[T: BaseModel](
    work: Work, prompt: Prompt, schema: type[T], error: AIError
) -> Completion[T] | None:
    if not isinstance(error, BadCompletion | AIRefused) or not error.worth_another_try:
        raise error
    again = ai.repair(prompt, error) if isinstance(error, BadCompletion) else prompt
    try:
        return ai_calls.complete(
            prompt=again,
            schema=schema,
            subject=work.subject,
            retry_of=ai_calls.last_call(work.subject),
        )
    except BadCompletion as second:
        if second.code == "LLM_WRONG_LANGUAGE":
            raise AIRefused(second.detail, code=second.code) from second
        return None
