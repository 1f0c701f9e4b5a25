"""Judge one answer: what the AI read in it, verified, and the level it carries.

Nothing here writes a row except the AICall of each request; the caller stores.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from django.conf import settings

from interviews import ai
from interviews.actions import ai_records
from interviews.actions.asking import Work, ask
from interviews.ai.base import Completion, Prompt
from interviews.ai.schemas import (
    CriterionText,
    ExtractInputs,
    Extraction,
    JudgeInputs,
    Judgement,
    NumberedQuote,
)
from interviews.models import Answer, Criterion, Turn
from interviews.scoring import bands, judge as sampling
from interviews.scoring.bands import Conclusion, Material
from interviews.scoring.evidence import Evidence, Quote, verify
from interviews.scoring.intake import take_in
from interviews.scoring.record import scorer_version
from interviews.scoring.screen import screen

QUESTION_IS_OURS: Final = {"template", "bank"}


@dataclass
class Judged:
    """Conclusions per criterion, and what a record must remember about them."""

    text: str
    answer_sha256: str
    axes: dict[str, str]
    conclusions: dict[str, Conclusion]
    scorer: str
    scorer_version: str
    model: dict[str, Any] = field(default_factory=dict)
    prompt_hashes: dict[str, str] = field(default_factory=dict)


def judge(turn: Turn, answer: Answer) -> Judged:
    """Levels with evidence, or reasons why there are none; AIError on a fault."""
    work = _take_in(turn, answer)
    if work.intake.non_attempt is None:
        _extract(work)
        if not work.canary_leaked:
            _judge_levels(work)
    return _judged(work, {row.key: _conclude(work, row) for row in work.criteria})


def failed(turn: Turn, answer: Answer, code: str) -> Judged:
    """Records that say: not scored, because of this."""
    work = _take_in(turn, answer)
    flags = work.screening.codes
    return _judged(work, {row.key: bands.failed(code, flags) for row in work.criteria})


def criterion_texts(criterion: Criterion, language: str) -> CriterionText:
    """A criterion as prompts and rules see it."""
    indicators = criterion.indicators.get(language, {})
    anchors = criterion.anchors.get(language, {})
    return CriterionText(
        key=criterion.key,
        name=criterion.name_in(language),
        description=criterion.definition_in(language),
        positive_indicators=indicators.get("positive", []),
        negative_indicators=indicators.get("negative", []),
        anchors=[anchors[str(level)] for level in range(1, 6)],
    )


def _take_in(turn: Turn, answer: Answer) -> Work:
    rows = Criterion.objects.filter(
        rubric_id=turn.interview.rubric_id, key__in=turn.criteria
    ).order_by("order", "pk")
    criteria = list(rows)
    intake = take_in(answer.text, turn.text, turn.interview.language)
    return Work(
        turn=turn,
        answer=answer,
        criteria=criteria,
        intake=intake,
        screening=screen(intake, _rubric_texts(criteria, turn.interview.language)),
    )


def _rubric_texts(criteria: list[Criterion], language: str) -> list[str]:
    texts = []
    for row in criteria:
        texts.append(row.definition_in(language))
        texts.extend(row.anchors.get(language, {}).values())
    return texts


def _extract(work: Work) -> None:
    """Stage 2 and 3: quotes per criterion, kept only where the answer has them."""
    inputs = ExtractInputs(
        question=work.turn.text,
        question_is_generated=work.turn.source not in QUESTION_IS_OURS,
        criteria=[criterion_texts(row, work.language) for row in work.criteria],
        answer=work.intake.cleaned,
        language=work.language,
    )
    prompt = ai.render("extract", work.language, inputs)
    completion = _read_before(work, prompt) or ask(work, [prompt], Extraction)[0]
    if completion is None:
        work.is_unread = True
        return
    for row in work.criteria:
        quotes = [
            Quote(
                text=ai.unmark(item.quote, prompt),
                star=item.star,
                polarity=item.polarity,
            )
            for item in completion.value.items
            if item.criterion == row.key
        ]
        kept, dropped = verify(
            quotes,
            work.intake,
            work.turn.text,
            work.screening.flagged_spans,
        )
        work.evidence[row.key] = list(kept)
        work.dropped[row.key] = list(dropped)


def _read_before(work: Work, prompt: Prompt) -> Completion[Extraction] | None:
    """What an earlier attempt has read and paid for, if it is of the same kind."""
    if not work.answer.requests:
        return None
    completion = ai_records.good_reply(
        prompt=prompt, schema=Extraction, answer=work.answer
    )
    if completion is not None:
        work.prompts[prompt.name] = prompt
        work.last = completion
    return completion


def _judge_levels(work: Work) -> None:
    """Stage 4: up to k samples, from verified quotes only.

    The first two do not depend on each other and are asked side by side; a third
    covers only the criteria on which they differ.
    """
    work.samples = {key: [] for key, rows in work.evidence.items() if rows}
    k = sampling.check_k(settings.AI_SAMPLES if ai.provider().is_model else 1)
    index = 0
    while wanted := sampling.needs_more(work.samples, k):
        together = 2 if index == 0 and k > 1 else 1
        if index >= k:
            return
        _sample(work, wanted, range(index, index + together))
        index += together
        if work.canary_leaked:
            return


def _sample(work: Work, wanted: list[str], indices: range) -> None:
    prompts = []
    for index in indices:
        inputs = JudgeInputs(
            question=work.turn.text,
            question_is_generated=work.turn.source not in QUESTION_IS_OURS,
            criteria=[criterion_texts(row, work.language) for row in work.criteria],
            quotes={key: _numbered(work.evidence[key]) for key in wanted},
            order=sampling.anchor_order(index),
            rotation=index,
            language=work.language,
        )
        prompts.append(ai.render("judge", work.language, inputs))
    for completion in ask(work, prompts, Judgement):
        if completion is not None:
            _count_sample(work, completion)


def _count_sample(work: Work, completion: Completion[Judgement]) -> None:
    spoken = completion.params.get("confidence", {})
    for item in completion.value.items:
        work.samples[item.criterion].append(item.level)
        work.rationales.setdefault(item.criterion, []).append(
            (item.level, item.rationale)
        )
        if item.criterion in spoken and not ai.provider().is_model:
            work.confidence[item.criterion] = Fraction(str(spoken[item.criterion]))


def _numbered(rows: list[Evidence]) -> list[NumberedQuote]:
    return [
        NumberedQuote(
            index=index,
            text=row.quote,
            star=row.star,  # type: ignore[arg-type]
            polarity=row.polarity,  # type: ignore[arg-type]
        )
        for index, row in enumerate(rows, start=1)
    ]


def _conclude(work: Work, criterion: Criterion) -> Conclusion:
    """Stage 5 and 6: the median, or the reasons to abstain."""
    key = criterion.key
    samples = work.samples.get(key, [])
    conclusion = bands.conclude(
        Material(
            evidence=work.evidence.get(key, []),
            dropped=work.dropped.get(key, []),
            samples=samples,
            samples_needed=_needed(samples),
            rationale=_rationale(work, key),
            flags=(*work.intake.flags, *work.screening.codes),
            flagged_spans=work.screening.flagged_spans,
            non_attempt=work.intake.non_attempt,
            canary_leaked=work.canary_leaked,
            rules_confidence=work.confidence.get(key),
        )
    )
    # Without a valid extraction nobody knows whether there is evidence.
    unread = tuple(
        "parse_failure" if reason == "no_evidence" else reason
        for reason in conclusion.abstain_reasons
    )
    return replace(conclusion, abstain_reasons=unread) if work.is_unread else conclusion


def _needed(samples: list[int]) -> int:
    k = settings.AI_SAMPLES if ai.provider().is_model else 1
    return sampling.needed(samples, k, True)  # noqa: FBT003 - early stop


def _rationale(work: Work, key: str) -> str:
    """The rationale of the first sample that says the level that counts."""
    said = work.rationales.get(key, [])
    try:
        level = sampling.median_level([level for level, _text in said])
    except ValueError:
        return ""
    return next((text for got, text in said if got == level), "")


def _judged(work: Work, conclusions: dict[str, Conclusion]) -> Judged:
    provider = ai.provider()
    # Of an answer that is no attempt, too: the scorer is the same one.
    hashes = ai.hashes(("extract", "judge"), work.language)
    return Judged(
        text=work.intake.nfc_text,
        answer_sha256=work.intake.answer_sha256,
        axes={row.key: row.axis for row in work.criteria},
        conclusions=conclusions,
        scorer="llm" if provider.is_model else "builtin_rules",
        scorer_version=scorer_version(
            provider=provider.name,
            model=provider.label,
            judge=settings.OPENAI_JUDGE_MODEL if provider.is_model else "",
            prompts=hashes,
            rules="" if provider.is_model else ai.RULES_VERSION,
            samples=settings.AI_SAMPLES if provider.is_model else 1,
        ),
        model=_model(work, provider.label),
        prompt_hashes={name: prompt.sha256 for name, prompt in work.prompts.items()},
    )


def _model(work: Work, label: str) -> dict[str, Any]:
    if work.last is None:
        return {"name": label, "served_as": "", "fingerprint": "", "params": {}}
    return {
        "name": work.last.model,
        "served_as": work.last.served_as,
        "fingerprint": work.last.fingerprint,
        "params": {
            key: value for key, value in work.last.params.items() if key != "confidence"
        },
    }
