"""What every AI provider takes, gives back and raises.

A provider turns one rendered prompt into one validated object, or raises an
``AIError``. It never retries, never records and never falls back to another
provider: the caller sees each outside request and decides what follows.

``AIError.kind`` says what the caller may do next:

==== =====================================================================
kind what follows
==== =====================================================================
T    back off and retry; counts for the breaker
R    pause this endpoint until ``retry_after_s``; the attempt is refunded
C    a set-up fault: open the breaker, tell the operator, refund the attempt
H    a person must look at it now
I    the reply was invalid: one repair call that quotes the error, then retry
==== =====================================================================
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from pydantic import BaseModel

type Kind = Literal["T", "R", "C", "H", "I"]
type Language = Literal["ko", "en"]
type Purpose = Literal["extract", "judge", "follow_up", "ask", "resume", "feedback"]
type OnText = Callable[[str], None]


@dataclass(frozen=True)
class Prompt:
    """One rendered prompt: what is sent, and what it was made from."""

    name: str
    version: str
    language: Language
    sha256: str  # of the template file: equal prompts have equal hashes
    inputs: BaseModel
    messages: list[dict[str, str]]
    purpose: Purpose
    prefix_sha256: str = ""  # of the part that servers can cache
    canary: str = ""  # a nonce that no output may contain
    mark: str = ""  # what stands for a space inside people's text
    max_output_tokens: int = 4_000  # room to think included; doubled once if short


@dataclass(frozen=True)
class Usage:
    """Tokens as the server counted them; None means that it did not say."""

    input_tokens: int | None = None
    cached_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True)
class Completion[T: BaseModel]:
    """A valid reply, with everything a score record must remember about it."""

    value: T
    raw: str
    provider: str
    model: str
    served_as: str
    fingerprint: str
    request_id: str
    params: dict[str, Any]
    usage: Usage
    latency_ms: int
    http_status: int | None


@dataclass
class Reply:
    """What came back before it was understood; travels with an error, too."""

    raw: str = ""
    model: str = ""
    served_as: str = ""
    fingerprint: str = ""
    request_id: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    latency_ms: int = 0
    http_status: int | None = None


class Provider(Protocol):
    """The one shape that ``builtin``, ``openai_compatible`` and ``fake`` share."""

    @property
    def name(self) -> str:
        """Return the settings name, for example ``builtin``."""

    @property
    def label(self) -> str:
        """Return what people are told: ``builtin rules`` or the model's name."""

    @property
    def is_model(self) -> bool:
        """Tell a language model from rules."""

    def model_for(self, purpose: Purpose) -> str:
        """Return which model answers for this purpose."""

    def complete[T: BaseModel](
        self, prompt: Prompt, schema: type[T], *, timeout_s: float
    ) -> Completion[T]:
        """Answer with one instance of the schema, or raise AIError."""

    def stream[T: BaseModel](
        self,
        prompt: Prompt,
        schema: type[T],
        *,
        on_text: OnText,
        first_token_s: float,
        timeout_s: float,
    ) -> Completion[T]:
        """Do the same, and tell ``on_text`` the question so far as it grows."""


class AIError(Exception):
    """No usable reply. ``code`` is stored and shown; ``detail`` is for the log."""

    kind: ClassVar[Kind] = "T"
    default_code: ClassVar[str] = "LLM_UNAVAILABLE"

    def __init__(
        self,
        detail: str = "",
        *,
        code: str = "",
        retry_after_s: float | None = None,
        worth_another_try: bool = False,
        reply: Reply | None = None,
    ) -> None:
        """Keep what the caller records: the code, the pause, the partial reply."""
        self.detail = detail
        self.code = code or self.default_code
        self.retry_after_s = retry_after_s
        self.worth_another_try = worth_another_try
        self.reply = reply or Reply()
        super().__init__(f"{self.code}: {detail}" if detail else self.code)


class AIUnavailable(AIError):
    """The endpoint failed in a way that usually passes."""


class AITimeout(AIError):
    """Nothing, or not enough, came in time."""

    default_code = "LLM_TIMEOUT"


class AIRateLimited(AIError):
    """The endpoint asks us to wait."""

    kind = "R"
    default_code = "LLM_RATE_LIMITED"


class AIMisconfigured(AIError):
    """Key, address, model name or certificate are wrong: an operator's matter."""

    kind = "C"
    default_code = "LLM_MISCONFIGURED"


class AIRefused(AIError):
    """The endpoint or the model refuses this request.

    ``worth_another_try`` is true where a second, equal request may be answered
    (a refusal by the model) and false where it cannot be (a rejected request).
    """

    kind = "H"
    default_code = "LLM_REFUSED"


class BadCompletion(AIError):
    """A reply came, but it is not one valid object of the schema.

    ``hint`` is the sentence that a repair request quotes to the model.
    """

    kind = "I"
    default_code = "LLM_INVALID_REPLY"

    def __init__(
        self,
        detail: str = "",
        *,
        code: str = "",
        hint: str = "",
        needs_more_tokens: bool = False,
        reply: Reply | None = None,
    ) -> None:
        """Keep the hint, and whether the reply only ran out of room."""
        super().__init__(detail, code=code, worth_another_try=True, reply=reply)
        self.hint = hint or detail
        self.needs_more_tokens = needs_more_tokens


class BudgetSpent(AIError):
    """This interview, or this answer, may make no further request."""

    kind = "H"
    default_code = "LLM_BUDGET_SPENT"
