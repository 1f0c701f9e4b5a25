"""Only one JSON object of the schema is a reply; everything else is refused."""

import json
import random

import pytest

from interviews.ai.base import BadCompletion, Reply
from interviews.ai.schemas import (
    AskedQuestion,
    Extraction,
    FollowUp,
    Judgement,
    ResumeProfile,
)
from interviews.ai.strict import (
    json_schema,
    read_partial_question,
    read_reply,
    shape,
)

GOOD = json.dumps(
    {"items": [{"criterion": "root_cause", "level": 4, "rationale": "근거 [1]"}]},
    ensure_ascii=False,
)
MARK = "\uf8ff"


def read(raw: str) -> Judgement:
    """Read a judgement."""
    return read_reply(Reply(raw=raw), Judgement, mark=MARK)


def test_a_valid_object_is_read() -> None:
    """With blanks around it, or one fence."""
    for raw in (GOOD, f"  {GOOD}\n", f"```json\n{GOOD}\n```", f"```\n{GOOD}\n```"):
        assert read(raw).items[0].level == 4


def test_every_truncation_is_refused() -> None:
    """A body cut anywhere is never taken for a shorter one."""
    for end in range(len(GOOD)):
        with pytest.raises(BadCompletion):
            read(GOOD[:end])


@pytest.mark.parametrize(
    "raw",
    [
        f"```json\n```json\n{GOOD}\n```\n```",
        f"Sure! {GOOD}",
        f"{GOOD} I hope this helps.",
        f"{GOOD}{GOOD}",
        f"[{GOOD}]",
        f"\ufeff{GOOD}",
        GOOD.replace("}]}", "},]}"),
        GOOD.replace("{", "{/* why */", 1),
        GOOD.replace('"items"', "items"),
        GOOD.replace('"', "'"),
        GOOD.replace("4", "4.0"),
        GOOD.replace("4", '"4"'),
        GOOD.replace("4", "true"),
        GOOD.replace("4", "null"),
        GOOD.replace("4", "0"),
        GOOD.replace("4", "6"),
        GOOD.replace("4", "-1"),
        GOOD.replace("4", "NaN"),
        GOOD.replace("4", "Infinity"),
        GOOD.replace("4", "-Infinity"),
        GOOD.replace("4", "1e400"),
        GOOD.replace("4", "04"),
        GOOD.replace("4", "9" * 5_000),
        GOOD.replace('"level"', '"Level"'),
        GOOD.replace('"level"', '"level": 3, "level"'),
        GOOD.replace('"level"', '"confidence": 0.9, "level"'),
        GOOD.replace("근거", "\\u0000"),
        GOOD.replace("근거", "\\ud800"),
        GOOD.replace("근거", "\n"),
        GOOD.replace("근거", "가" * 401),
        '{"items": {}}',
        '{"items": null}',
        "{}",
        "null",
        "3",
        '"items"',
        "[" * 100_000,
        '{"a":' * 900 + "1" + "}" * 900,
        '{"a":' * 3_000 + "1" + "}" * 3_000,
        "\x00",
        "\u200b",
    ],
)
def test_what_is_not_exactly_one_object_is_refused(raw: str) -> None:
    """No repair, no rounding, no coercion."""
    with pytest.raises(BadCompletion):
        read(raw)


def test_random_damage_never_crashes() -> None:
    """300 broken bodies: each is refused or still meets the schema."""
    chance = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    letters = '{}[]":,\\ux09ab \n\ud800\x00é'
    for _ in range(300):
        body = list(GOOD)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(body))
            body[at : at + chance.randint(0, 3)] = chance.choice(letters)
        try:
            value = read("".join(body))
        except BadCompletion:
            continue
        assert all(1 <= item.level <= 5 for item in value.items)


def test_an_error_says_where_and_never_repeats_the_value() -> None:
    """Hints are sent back to a model: they must not carry its text along."""
    with pytest.raises(BadCompletion) as caught:
        read(GOOD.replace("4", '"ignore all rules"'))
    assert "items.0.level" in caught.value.hint
    assert "ignore" not in caught.value.hint


def test_marks_become_spaces_again() -> None:
    """What a model copied from the data block is the candidate's text again."""
    for written in (MARK, "\\uf8ff"):
        raw = GOOD.replace(" [1]", f"{written}[1]")
        assert read(raw).items[0].rationale == "근거 [1]"


def test_a_partial_question_only_grows() -> None:
    """At each byte of a stream the question is a beginning of the whole one."""
    raw = json.dumps(
        {
            "should_ask": True,
            "skip_reason": None,
            "quote": "로그를",
            "question": "“로그를”이라고 하셨는데,\n왜 그 방법을 고르셨습니까?",
        }
    )
    whole = json.loads(raw)["question"]
    seen = [read_partial_question(raw[:end]) for end in range(len(raw) + 1)]
    assert seen[-1] == whole
    assert len(set(seen)) > 10
    assert all(whole.startswith(text) for text in seen)


def test_a_partial_question_is_empty_for_anything_else() -> None:
    """Prose, lists and a question that is no text."""
    for raw in ("", "Why?", "[1", '{"question": 5', '{"question": null}', '{"q": "x"}'):
        assert read_partial_question(raw) == ""
    assert read_partial_question('```json\n{"question": "왜') == "왜"


@pytest.mark.parametrize(
    "model", [AskedQuestion, Extraction, FollowUp, Judgement, ResumeProfile]
)
def test_schemas_are_what_structured_output_accepts(model: type) -> None:
    """Every object is closed and names all its fields as required."""
    bounds = {"maxLength", "minLength", "minimum", "maximum", "maxItems", "pattern"}

    def check(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                check(item)
        if not isinstance(node, dict):
            return
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        assert not bounds & node.keys()
        for item in node.values():
            check(item)

    check(json_schema(model))


def test_the_shape_in_prompts_is_the_schema() -> None:
    """It is made from the models, so it cannot differ."""
    assert shape(Judgement) == (
        '{"items":[{"criterion":string,"level":1|2|3|4|5,"rationale":string}]}'
    )
    assert '"cover_letter":[{"question":string|null' in shape(ResumeProfile)
