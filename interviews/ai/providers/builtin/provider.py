"""The builtin rules behind the same door as a language model."""

import hashlib
import json
import time
from typing import Any

from pydantic import BaseModel

from interviews.ai.base import (
    AIMisconfigured,
    Completion,
    OnText,
    Prompt,
    Purpose,
    Usage,
)
from interviews.ai.providers.builtin.extract import extract
from interviews.ai.providers.builtin.follow_up import follow_up
from interviews.ai.providers.builtin.levels import judge
from interviews.ai.providers.builtin.lexicon import RULES_VERSION
from interviews.ai.schemas import ExtractInputs, FollowUpInputs, JudgeInputs


class BuiltinProvider:
    """Answers `extract`, `judge` and `follow_up` by rules, from the inputs alone.

    A judgement's `Completion.params["confidence"]` maps each criterion to the
    confidence of its level, a share with three decimals.
    """

    name = "builtin"
    label = "builtin rules"
    is_model = False

    def model_for(self, purpose: Purpose) -> str:
        """Return the one name that there is."""
        del purpose
        return self.label

    def complete[T: BaseModel](
        self, prompt: Prompt, schema: type[T], *, timeout_s: float
    ) -> Completion[T]:
        """Answer at once; AIMisconfigured for what rules cannot write."""
        del timeout_s  # nothing is waited for
        started = time.perf_counter()
        value, params = _answer(prompt)
        if not isinstance(value, schema):
            raise AIMisconfigured(f"The builtin rules do not make {schema.__name__}.")
        raw = value.model_dump_json()
        return Completion(
            value=value,
            raw=raw,
            provider=self.name,
            model=RULES_VERSION,
            served_as=RULES_VERSION,
            fingerprint="",
            request_id=_request_id(prompt),
            params=params,
            usage=Usage(),
            latency_ms=round((time.perf_counter() - started) * 1000),
            http_status=None,
        )

    def stream[T: BaseModel](
        self,
        prompt: Prompt,
        schema: type[T],
        *,
        on_text: OnText,
        first_token_s: float,
        timeout_s: float,
    ) -> Completion[T]:
        """Do the same; the question is there as a whole, so it is told once."""
        del first_token_s
        completion = self.complete(prompt, schema, timeout_s=timeout_s)
        question = getattr(completion.value, "question", None)
        if question:
            on_text(question)
        return completion


def _answer(prompt: Prompt) -> tuple[BaseModel, dict[str, Any]]:
    """What the rules say, and the parameters that a record must remember."""
    match prompt.inputs:
        case ExtractInputs() as inputs:
            return extract(inputs), {"rules": RULES_VERSION}
        case JudgeInputs() as inputs:
            judgement, shares = judge(inputs)
            confidence = {key: round(float(share), 3) for key, share in shares.items()}
            return judgement, {"rules": RULES_VERSION, "confidence": confidence}
        case FollowUpInputs() as inputs:
            return follow_up(inputs), {"rules": RULES_VERSION}
        case _:
            raise AIMisconfigured(
                f"The builtin rules cannot do {prompt.purpose!r}; "
                "templates and the question bank serve it instead."
            )


def _request_id(prompt: Prompt) -> str:
    """Equal inputs, equal id: nothing here is left to chance."""
    body = json.dumps(
        [prompt.name, prompt.version, prompt.inputs.model_dump(mode="json")],
        sort_keys=True,
    )
    return hashlib.sha256(body.encode()).hexdigest()[:32]
