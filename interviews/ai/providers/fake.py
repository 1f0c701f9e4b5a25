"""A provider for tests: scripted replies, or valid ones that quote what they read.

``SCRIPT.add("judge", '{"items": []}', AITimeout())`` answers the next two requests
for judgements; after that the default replies return. ``SCRIPT.calls`` holds every
prompt that came in. Call ``SCRIPT.reset()`` between tests.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from pydantic import BaseModel

from interviews.ai.base import (
    AIError,
    Completion,
    OnText,
    Prompt,
    Purpose,
    Reply,
    Usage,
)
from interviews.ai.schemas import (
    AskedQuestion,
    AskInputs,
    Evidence,
    ExtractInputs,
    Extraction,
    FollowUp,
    FollowUpInputs,
    JudgeInputs,
    Judgement,
    Level,
    ResumeInputs,
    ResumeProfile,
    Star,
)
from interviews.ai.strict import read_partial_question, read_reply

type Item = str | BaseModel | AIError | Callable[[Prompt], str]

_SENTENCES: Final = re.compile(r"[^.!?。\n]+[.!?。]?")
_STARS: Final[tuple[Star, ...]] = ("situation", "task", "action", "result")
_PIECE: Final = 12  # characters that one streamed piece brings


@dataclass
class Script:
    """What the fake will say, and what it was asked."""

    items: dict[str, deque[Item]] = field(default_factory=lambda: defaultdict(deque))
    calls: list[Prompt] = field(default_factory=list)

    def add(self, purpose: str, *items: Item) -> None:
        """Queue replies: raw text, an instance, an error to raise, a function."""
        self.items[purpose].extend(items)

    def reset(self) -> None:
        """Forget everything."""
        self.items.clear()
        self.calls.clear()

    def next_for(self, prompt: Prompt) -> str:
        """Return the raw reply to this prompt, or raise what was queued."""
        self.calls.append(prompt)
        queued = self.items[prompt.purpose]
        item = queued.popleft() if queued else default_reply(prompt)
        if isinstance(item, AIError):
            raise item
        if isinstance(item, BaseModel):
            return item.model_dump_json()
        return item if isinstance(item, str) else item(prompt)


SCRIPT: Final = Script()


class FakeProvider:
    """Answers at once from the script; counts as a model."""

    name = "fake"
    label = "fake"
    is_model = True

    def model_for(self, purpose: Purpose) -> str:
        """Return the one name that there is."""
        del purpose
        return self.label

    def complete[T: BaseModel](
        self, prompt: Prompt, schema: type[T], *, timeout_s: float
    ) -> Completion[T]:
        """Answer, read as strictly as any model's reply."""
        del timeout_s  # nothing is waited for
        return _completion(SCRIPT.next_for(prompt), prompt, schema)

    def stream[T: BaseModel](
        self,
        prompt: Prompt,
        schema: type[T],
        *,
        on_text: OnText,
        first_token_s: float,
        timeout_s: float,
    ) -> Completion[T]:
        """Do the same in pieces."""
        del first_token_s, timeout_s  # nothing is waited for
        raw = SCRIPT.next_for(prompt)
        told = ""
        for end in [*range(_PIECE, len(raw), _PIECE), len(raw)]:
            question = read_partial_question(raw[:end], mark=prompt.mark)
            if len(question) > len(told):
                told = question
                on_text(told)
        return _completion(raw, prompt, schema)

    def probe(self, model: str, *, timeout_s: float) -> None:
        """Be alive, unless an error is queued under ``probe``."""
        del model, timeout_s
        queued = SCRIPT.items["probe"]
        item = queued.popleft() if queued else None
        if isinstance(item, AIError):
            raise item


def default_reply(prompt: Prompt) -> BaseModel:
    """Return a valid reply that quotes the inputs and depends on nothing else."""
    match prompt.inputs:
        case ExtractInputs() as inputs:
            return _extraction(inputs)
        case JudgeInputs() as inputs:
            return _judgement(inputs)
        case FollowUpInputs() as inputs:
            return _follow_up(inputs)
        case AskInputs() as inputs:
            return _question(inputs)
        case ResumeInputs() as inputs:
            return _profile(inputs)
        case _:
            raise TypeError(f"the fake provider has no reply for {prompt.name}")


def sentences(text: str) -> list[str]:
    """Split into sentences, each an exact piece of the text."""
    return [part.strip() for part in _SENTENCES.findall(text) if part.strip()]


def _extraction(inputs: ExtractInputs) -> Extraction:
    quotes = sentences(inputs.answer)[:4]
    return Extraction(
        items=[
            Evidence(criterion=criterion.key, quote=quote, star=star, polarity="for")
            for criterion in inputs.criteria
            for quote, star in zip(quotes, cycle(_STARS), strict=False)
        ]
    )


def _judgement(inputs: JudgeInputs) -> Judgement:
    said = "근거 [1]을 보았습니다." if inputs.language == "ko" else "See quote [1]."
    return Judgement(
        items=[
            Level(
                criterion=key,
                level=min(4, 2 + len(inputs.quotes[key])),
                rationale=said,
            )
            for key in inputs.asked()
        ]
    )


def _follow_up(inputs: FollowUpInputs) -> FollowUp:
    korean = inputs.language == "ko"
    found = sentences(inputs.answer)
    if not found or len(found[0]) < 5:
        reason = "인용할 주장이 없습니다." if korean else "No claim can be quoted."
        return FollowUp(should_ask=False, skip_reason=reason, quote=None, question=None)
    quote = found[0][:60].rstrip()
    question = (
        f"“{quote}”라고 하셨는데, 그렇게 하신 까닭은 무엇입니까?"
        if korean
        else f"You said “{quote}”. Why did you do it that way?"
    )
    return FollowUp(should_ask=True, skip_reason=None, quote=quote, question=question)


def _question(inputs: AskInputs) -> AskedQuestion:
    korean = inputs.language == "ko"
    source = next(iter([*inputs.cover_sentences, *inputs.resume_facts]), None)
    quote = source[:60].rstrip() if source else None
    if korean:
        about = f"“{quote}”라고 쓰셨습니다. " if quote else ""
        question = f"{about}그때 직접 하신 일을 말씀해 주시겠습니까?"
    else:
        about = f"You wrote “{quote}”. " if quote else ""
        question = f"{about}What exactly did you do yourself?"
    return AskedQuestion(quote=quote, question=question)


def _profile(inputs: ResumeInputs) -> ResumeProfile:
    lines = [line.strip() for line in inputs.text.splitlines() if line.strip()]
    email = re.search(r"[\w.+-]+@[\w.-]+\w", inputs.text)
    return ResumeProfile(
        name=lines[0][:300] if lines else None,
        email=email.group() if email else None,
        phone=None,
        target_position=None,
        target_company=None,
        education=[],
        experience=[],
        projects=[],
        certificates=[],
        skills=[],
        languages=[],
        cover_letter=[],
    )


def _completion[T: BaseModel](
    raw: str, prompt: Prompt, schema: type[T]
) -> Completion[T]:
    reply = Reply(raw=raw, model="fake", served_as="fake", http_status=200)
    return Completion(
        value=read_reply(reply, schema, mark=prompt.mark),
        raw=raw,
        provider="fake",
        model="fake",
        served_as="fake",
        fingerprint="fake-1",
        request_id=f"fake-{len(SCRIPT.calls)}",
        params={},
        usage=Usage(),
        latency_ms=0,
        http_status=200,
    )
