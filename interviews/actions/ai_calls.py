"""Ask the AI and keep the books: record → ask → record. No transaction is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from pydantic import BaseModel

from interviews import ai
from interviews.actions.ai_records import measured, measured_reply
from interviews.ai.base import AIError, BudgetSpent, Completion, Prompt, Purpose, Usage
from interviews.models import AICall, Answer, Interview, ProviderHealth, Turn
from interviews.scoring.judge import most_requests

BREAKER_LIMIT: Final = 3
PROBE_AFTER_S: Final = 30
JUDGING: Final = frozenset({"extract", "judge"})


class BreakerOpen(Exception):
    """The model server is known to be down; nothing of that kind is tried now."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Subject:
    """What a call is about, for the books."""

    interview: Interview | None = None
    turn: Turn | None = None
    answer: Answer | None = None


def complete[T: BaseModel](
    *, prompt: Prompt, schema: type[T], subject: Subject, retry_of: int | None = None
) -> Completion[T]:
    """One request; returns the completion, or raises AIError."""
    call = _start(prompt, subject, retry_of)
    return _settled(call, prompt, _asked(prompt, schema))


def complete_side_by_side[T: BaseModel](
    *, prompts: Sequence[Prompt], schema: type[T], subject: Subject
) -> list[Completion[T] | AIError]:
    """Independent requests at the same time: their outcomes, in order.

    Only the waiting happens in threads; rows are written in this one.
    """
    with transaction.atomic():  # all of them begin, or none
        calls = [_start(prompt, subject, None) for prompt in prompts]
    outcomes = _asked_at_once(prompts, schema)
    settled: list[Completion[T] | AIError] = []
    for call, prompt, outcome in zip(calls, prompts, outcomes, strict=True):
        try:
            settled.append(_settled(call, prompt, outcome))
        except AIError as error:
            settled.append(error)
    return settled


def stream[T: BaseModel](
    *,
    prompt: Prompt,
    schema: type[T],
    subject: Subject,
    on_text: Callable[[str], None],
    first_token_s: float,
    timeout_s: float,
) -> Completion[T]:
    """One streamed request; `on_text` gets the question so far."""

    call = _start(prompt, subject, None)
    try:
        outcome: Completion[T] | AIError = ai.stream(
            prompt=prompt,
            schema=schema,
            on_text=on_text,
            first_token_s=first_token_s,
            timeout_s=timeout_s,
        )
    except AIError as error:
        outcome = error
    return _settled(call, prompt, outcome)


def last_call(subject: Subject) -> int | None:
    """The key of the newest request about this answer, for `retry_of`."""
    rows = AICall.objects.filter(answer=subject.answer, turn=subject.turn)
    return rows.order_by("-pk").values_list("pk", flat=True).first()


def check_breaker(*purposes: Purpose) -> None:
    """Raise BreakerOpen while a model for these purposes is down.

    Without a purpose: the model that writes questions. One caller per 30 s is let
    through to find out whether a model is back.
    """
    provider = ai.provider()
    if not provider.is_model:
        return
    for model in dict.fromkeys(map(provider.model_for, purposes or ("ask",))):
        _check_model(model)


def _check_model(model: str) -> None:
    health = _health(model)
    if health.open_since is None:
        return
    now = timezone.now()
    due = health.probe_at is None or (
        (now - health.probe_at).total_seconds() >= PROBE_AFTER_S
    )
    if not due or not _take_probe(health):
        raise BreakerOpen(health.reason)
    try:
        ai.probe(model)
    except AIError as error:
        raise BreakerOpen(error.code) from error
    health.recover()


def _take_probe(health: ProviderHealth) -> bool:
    rows = ProviderHealth.objects.filter(pk=health.pk, probe_at=health.probe_at)
    return bool(rows.update(probe_at=timezone.now()))


def _asked_at_once[T: BaseModel](
    prompts: Sequence[Prompt], schema: type[T]
) -> list[Completion[T] | AIError]:
    if len(prompts) == 1:
        return [_asked(prompts[0], schema)]
    with ThreadPoolExecutor(max_workers=len(prompts)) as pool:
        asked = [
            pool.submit(copy_context().run, _asked, prompt, schema)
            for prompt in prompts
        ]
        return [one.result() for one in asked]


def _asked[T: BaseModel](prompt: Prompt, schema: type[T]) -> Completion[T] | AIError:
    try:
        return ai.complete(prompt=prompt, schema=schema)
    except AIError as error:
        return error


def _settled[T: BaseModel](
    call: AICall, prompt: Prompt, outcome: Completion[T] | AIError
) -> Completion[T]:
    """Write down what became of a call; an error is raised again."""
    is_model = ai.provider().is_model
    if isinstance(outcome, AIError):
        kept = _kept(call, measured_reply(outcome))
        call.fail(outcome.code, charged=_charge_of_failed(prompt, outcome), **kept)
        if is_model:
            _count_fault(call, prompt, outcome)
        raise outcome
    code = "LLM_CANARY_LEAKED" if ai.leaks_canary(outcome.raw, prompt) else ""
    charged = _charge(prompt, outcome.raw, outcome.usage)
    call.succeed(error_code=code, charged=charged, **_kept(call, measured(outcome)))
    if is_model:
        _health(call.model).recover()
    return outcome


def _count_fault(call: AICall, prompt: Prompt, error: AIError) -> None:
    """Three that usually pass open the breaker, or one that will not pass by itself.

    Whoever was turned away, by a limit or a wrong setting, used up no request.
    """
    if error.kind in {"T", "C"}:
        limit = 1 if error.kind == "C" else BREAKER_LIMIT
        _health(call.model).count_failure(error.code, limit=limit, at=timezone.now())
    if error.kind in {"R", "C"} and call.answer and prompt.purpose in JUDGING:
        call.answer.refund_request()


def _charge(prompt: Prompt, raw: str, usage: Usage) -> int:
    return ai.charge(prompt, raw, usage) if ai.provider().is_model else 0


def _charge_of_failed(prompt: Prompt, error: AIError) -> int:
    """Nothing where the server certainly did no work: turned away, or not reached."""
    reply = error.reply
    is_idle = error.kind in {"R", "C"} or error.code == "LLM_UNAVAILABLE"
    if is_idle and reply.usage == Usage():
        return 0
    return _charge(prompt, reply.raw, reply.usage)


def _check_budget(subject: Subject) -> None:
    """Budget per interview, in tokens."""
    if subject.interview is None or not ai.provider().is_model:
        return
    spent = AICall.objects.all().tokens_spent(subject.interview)
    if spent >= settings.AI_BUDGET_PER_INTERVIEW:
        raise BudgetSpent(f"{spent} tokens are spent on this interview")


def _take_request(prompt: Prompt, subject: Subject) -> None:
    """Count the request on its answer, up to the ceiling of scoring.md §1.8."""
    if subject.answer is None or prompt.purpose not in JUDGING:
        return
    ceiling = most_requests(settings.AI_SAMPLES)
    if ai.provider().is_model and not subject.answer.take_request(ceiling):
        raise BudgetSpent(
            f"{ceiling} requests are made about this answer", code="LLM_CALLS_SPENT"
        )


def _start(prompt: Prompt, subject: Subject, retry_of: int | None) -> AICall:
    """Check the budgets, then write down that a request begins."""
    _check_budget(subject)
    provider = ai.provider()
    with transaction.atomic():
        _take_request(prompt, subject)
        return AICall.objects.create(
            interview=subject.interview,
            turn=subject.turn,
            answer=subject.answer,
            retry_of_id=retry_of,
            purpose=prompt.purpose,
            provider=provider.name,
            model=provider.model_for(prompt.purpose),
            prompt_name=prompt.name,
            prompt_version=prompt.version,
            prompt_hash=prompt.sha256,
            prefix_hash=prompt.prefix_sha256,
            attempt=2 if retry_of else 1,
            # Until it ends; a request whose process is killed stays charged.
            charged=_charge(prompt, "", Usage()),
        )


def _kept(call: AICall, measured: dict[str, Any]) -> dict[str, Any]:
    """What no interview leads to could never be erased: its words are not kept."""
    return measured if call.interview_id else {**measured, "raw_output": ""}


def _health(model: str) -> ProviderHealth:
    endpoint = f"{settings.OPENAI_BASE_URL or 'default'}#{model}"
    return ProviderHealth.objects.get_or_create(endpoint=endpoint[:200])[0]
