"""The record: complete, sealed, and refused as soon as it contradicts itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from interviews.scoring.bands import Conclusion, Material, conclude, failed
from interviews.scoring.evidence import Evidence, Quote, verify
from interviews.scoring.intake import take_in
from interviews.scoring.record import (
    GENESIS,
    Facts,
    RecordBroken,
    build_record,
    canonical_json,
    check_record,
    log_hash,
    scorer_version,
    tombstone,
    verify_chain,
)

QUESTION = "어려웠던 문제를 말씀해 주세요."
ANSWER = "제가 로그를 분석해서 원인을 찾았습니다. 그 결과 오류가 절반으로 줄었습니다."
INTAKE = take_in(ANSWER, QUESTION, "ko")
FACTS = Facts(
    score_id="s-1",
    mode="practice",
    scorer="llm",
    scorer_version="v",
    answer_id="a-1",
    answer_sha256=INTAKE.answer_sha256,
    rubric_id="default",
    rubric_content_hash="r",
    criterion="problem_analysis",
    axis="problem_solving",
    created_at="2026-11-24T05:00:00Z",
)


def evidence() -> tuple[Evidence, ...]:
    quotes = [
        Quote("제가 로그를 분석해서 원인을 찾았습니다.", "action", "for"),
        Quote("그 결과 오류가 절반으로 줄었습니다.", "result", "for"),
    ]
    return verify(quotes, INTAKE, QUESTION)[0]


def scored(*samples: int) -> Conclusion:
    return conclude(
        Material(evidence=evidence(), samples=samples, samples_needed=len(samples))
    )


def record() -> dict[str, Any]:
    return build_record(FACTS, scored(4, 3, 4), ANSWER)


def resealed(changed: dict[str, Any]) -> dict[str, Any]:
    changed["log_hash"] = log_hash(changed)
    return changed


def test_a_record_has_every_field_of_the_specification() -> None:
    assert set(record()) == {
        "score_id", "supersedes", "status", "mode", "scorer", "scorer_version",
        "answer_id", "answer_sha256", "offset_unit", "normalization",
        "question_version", "rubric_id", "rubric_content_hash", "criterion", "axis",
        "scale", "level", "level_samples", "spread", "agreement", "confidence",
        "confidence_method", "evidence", "dropped_evidence", "rationale",
        "abstain_reasons", "flags", "model", "prompt_hashes", "code_version",
        "created_at", "prev_log_hash", "log_hash",
    }  # fmt: skip


def test_the_numbers_are_those_of_the_samples() -> None:
    made = record()

    assert made["level"] == 4
    assert made["level_samples"] == [4, 3, 4]
    assert (made["spread"], made["agreement"]) == (1, 0.667)
    assert made["prev_log_hash"] == GENESIS


def test_abstained_and_failed_records_have_no_level() -> None:
    abstained = build_record(FACTS, scored(1, 3, 5), ANSWER)
    fault = build_record(FACTS, failed("LLM_TIMEOUT"), ANSWER)

    assert (abstained["status"], abstained["level"]) == ("abstained", None)
    assert abstained["level_samples"] == [1, 3, 5]
    assert (fault["status"], fault["level"]) == ("failed", None)


def change_answer(row: dict[str, Any]) -> None:
    row["answer_sha256"] = "0" * 64


def move_quote(row: dict[str, Any]) -> None:
    row["evidence"][0]["start"] += 1


def leave_the_answer(row: dict[str, Any]) -> None:
    row["evidence"][0]["end"] = 10_000


def invent_a_level(row: dict[str, Any]) -> None:
    row["status"], row["abstain_reasons"] = "abstained", ["spread"]


def score_without_a_level(row: dict[str, Any]) -> None:
    row["level"] = None


def score_with_a_word(row: dict[str, Any]) -> None:
    row["level"] = True


def drop_evidence(row: dict[str, Any]) -> None:
    row["evidence"] = row["evidence"][:1]


def keep_a_reason(row: dict[str, Any]) -> None:
    row["abstain_reasons"] = ["spread"]


def make_up_a_status(row: dict[str, Any]) -> None:
    row["status"] = "guessed"


def lift_the_level(row: dict[str, Any]) -> None:
    row["level"] = 5


def hide_the_spread(row: dict[str, Any]) -> None:
    row["spread"] = 0


def praise_the_agreement(row: dict[str, Any]) -> None:
    row["agreement"] = 1.0


def lose_a_key(row: dict[str, Any]) -> None:
    del row["level_samples"]


@pytest.mark.parametrize(
    ("spoil", "invariant"),
    [
        (change_answer, "I1"),
        (move_quote, "I1"),
        (leave_the_answer, "I1"),
        (invent_a_level, "I2"),
        (score_without_a_level, "I2"),
        (score_with_a_word, "I2"),
        (drop_evidence, "I2"),
        (keep_a_reason, "I2"),
        (make_up_a_status, "I2"),
        (lift_the_level, "I3"),
        (hide_the_spread, "I3"),
        (praise_the_agreement, "I3"),
        (lose_a_key, "shape"),
    ],
)
def test_each_contradiction_is_refused_by_name(
    spoil: Callable[[dict[str, Any]], None], invariant: str
) -> None:
    row = record()
    spoil(row)

    with pytest.raises(RecordBroken) as broken:
        check_record(resealed(row), ANSWER)

    assert broken.value.invariant == invariant


def test_a_changed_word_breaks_the_seal() -> None:
    row = record()
    row["rationale"] = "nicer"

    with pytest.raises(RecordBroken, match="I4"):
        check_record(row, ANSWER)


def test_a_changed_answer_is_seen_on_reading() -> None:
    with pytest.raises(RecordBroken, match="I1"):
        check_record(record(), ANSWER + " ")


def test_writing_checks_too() -> None:
    wrong = replace(FACTS, answer_sha256="0" * 64)

    with pytest.raises(RecordBroken, match="I1"):
        build_record(wrong, scored(4, 3, 4), ANSWER)


def chain(length: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    previous = GENESIS
    for number in range(length):
        facts = replace(FACTS, score_id=f"s-{number}")
        rows.append(build_record(facts, scored(3), ANSWER, previous))
        previous = rows[-1]["log_hash"]
    return rows


def test_the_chain_holds_and_a_tombstone_keeps_its_place() -> None:
    rows = chain(4)
    rows[1] = tombstone(rows[1])

    assert verify_chain(rows) == 4
    assert "evidence" not in rows[1]


@pytest.mark.parametrize("spoil", ["remove", "swap", "edit"])
def test_a_broken_chain_is_found(spoil: str) -> None:
    rows = chain(4)
    if spoil == "remove":
        del rows[1]
    elif spoil == "swap":
        rows[1], rows[2] = rows[2], rows[1]
    else:
        rows[1]["level"] = 5

    with pytest.raises(RecordBroken, match="I4"):
        verify_chain(rows)


def test_canonical_json_knows_one_spelling_and_no_nan() -> None:
    assert canonical_json({"b": "한", "a": 1}) == '{"a":1,"b":"한"}'.encode()
    with pytest.raises(ValueError, match="JSON"):
        canonical_json({"a": float("nan")})


def test_another_setting_is_another_scorer() -> None:
    assert scorer_version(model="m", k=3) != scorer_version(model="m", k=1)
    assert scorer_version(model="m", k=3) == scorer_version(k=3, model="m")
