"""Stage 0: the stored text stays, the cleaned copy maps back, empty talk is named."""

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from interviews.scoring.intake import take_in
from interviews.scoring.text import Span, sentences

CASES = Path(__file__).parents[2] / "cases"
QUESTION_KO = "가장 어려웠던 문제를 어떻게 해결했는지 말씀해 주세요."
QUESTION_EN = "Tell me about a conflict with a teammate and how you resolved it."
INVISIBLE = "\u200b\u200d\u2060\ufeff\u202e\u200f\u00ad\U000e0041\x00\u3164"
SPOKEN = st.text(
    st.one_of(
        st.characters(), st.sampled_from(INVISIBLE + "가나다각한글e\u0301 .!?\n")
    ),
    max_size=200,
)


@given(SPOKEN)
def test_every_cleaned_character_stands_in_the_stored_text(text: str) -> None:
    intake = take_in(text, QUESTION_KO, "ko")

    assert intake.nfc_text == unicodedata.normalize("NFC", text)
    assert len(intake.offset_map) == len(intake.cleaned)
    for index, stored in enumerate(intake.offset_map):
        assert intake.cleaned[index] == intake.nfc_text[stored]
    assert sorted((*intake.offset_map, *intake.removed)) == list(
        range(len(intake.nfc_text))
    )


@given(SPOKEN, st.data())
def test_a_range_of_the_copy_maps_to_a_range_that_reads_the_same(
    text: str, data: st.DataObject
) -> None:
    intake = take_in(text, QUESTION_KO, "ko")
    if not intake.cleaned:
        return
    start = data.draw(st.integers(0, len(intake.cleaned) - 1))
    end = data.draw(st.integers(start + 1, len(intake.cleaned)))

    span = intake.to_stored(start, end)

    said = intake.nfc_text[span.start : span.end]
    assert [c for c in said if c not in _dropped(intake)] == [
        c for c in intake.cleaned[start:end] if c not in _dropped(intake)
    ]


def _dropped(intake: object) -> set[str]:
    return {intake.nfc_text[i] for i in intake.removed}  # type: ignore[attr-defined]


@given(SPOKEN)
def test_sentences_are_trimmed_ordered_and_apart(text: str) -> None:
    spans = sentences(text)

    for span in spans:
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert span.start < span.end
    for one, other in pairwise(spans):
        assert one.end <= other.start


def test_decomposed_hangul_is_stored_composed() -> None:
    intake = take_in(unicodedata.normalize("NFD", "한글 답변"), QUESTION_KO, "ko")

    assert intake.nfc_text == "한글 답변"


@pytest.mark.parametrize(
    ("hidden", "flag"),
    [
        ("\u200b", "zero_width_removed"),
        ("\u202e", "bidi_removed"),
        ("\U000e0069", "tag_removed"),
        ("\x07", "control_removed"),
    ],
)
def test_invisible_characters_leave_the_copy_and_are_named(
    hidden: str, flag: str
) -> None:
    text = f"로그를 직접 {hidden}분석해서 원인을 찾았습니다."

    intake = take_in(text, QUESTION_KO, "ko")

    assert hidden in intake.nfc_text
    assert hidden not in intake.cleaned
    assert intake.flags == (flag,)


def test_line_breaks_and_tabs_stay() -> None:
    intake = take_in("첫째 문제를 찾았습니다.\n\t둘째 고쳤습니다.", QUESTION_KO, "ko")

    assert intake.cleaned == intake.nfc_text
    assert intake.flags == ()


def test_a_lone_surrogate_is_hashed_and_does_not_break() -> None:
    intake = take_in("로그를 \ud800 분석했습니다.", QUESTION_KO, "ko")

    assert len(intake.answer_sha256) == 64


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("", "ko", "empty"),
        (" \n\t", "ko", "empty"),
        (":", "en", "empty"),
        ("ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ", "ko", "empty"),
        ("네, 알겠습니다", "ko", "too_short"),
        ("Thought process:", "en", "too_short"),
        ("잘 모르겠습니다.", "ko", "refusal"),
        ("죄송합니다. 그런 경험은 없습니다. 다음 질문 부탁드립니다.", "ko", "refusal"),
        ("패스하겠습니다", "ko", "refusal"),
        ("I don't know.", "en", "refusal"),
        ("I’d rather not answer that, sorry.", "en", "refusal"),
        (QUESTION_KO, "ko", "question_echo"),
        (f"{QUESTION_EN} Yes.", "en", "question_echo"),
        ("I solved it by adding an index to the table.", "ko", "off_language"),
        ("저는 인덱스를 추가해서 문제를 해결했습니다.", "en", "off_language"),
    ],
)
def test_what_is_no_attempt_is_named(text: str, language: str, code: str) -> None:
    question = QUESTION_KO if language == "ko" else QUESTION_EN

    intake = take_in(text, question, language)

    assert intake.non_attempt == code
    assert code in intake.flags


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("모르는 것이 있어서 문서를 찾아봤고 사흘 만에 배포했습니다.", "ko"),
        ("Redis cache를 써서 API response time을 줄였습니다.", "ko"),
        ("처음에는 기억이 나지 않았지만 로그를 보고 원인을 찾아서 고쳤습니다.", "ko"),
        ("I didn't know how to fix it at first, so I read the docs.", "en"),
        ("I never had to pass it on, because I fixed the parser myself.", "en"),
    ],
)
def test_an_attempt_is_not_taken_for_something_else(text: str, language: str) -> None:
    question = QUESTION_KO if language == "ko" else QUESTION_EN

    assert take_in(text, question, language).non_attempt is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("저는 3명과 일했습니다 그래서 2.5배 빨라졌어요 네 그렇습니다", 3),
        ("안녕하세요.반갑습니다", 2),
        ("We cut 3.5 ms, e.g. in the parser. Great! Right?", 3),
        ("첫째 줄\n둘째 줄", 2),
        ("...", 0),
    ],
)
def test_speech_is_cut_into_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_spans_overlap_only_if_they_share_a_character() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))


PROBES = json.loads((CASES / "refusal_probes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("probe", PROBES, ids=[probe["id"] for probe in PROBES])
def test_short_answers_and_refusals_are_told_apart(probe: dict[str, Any]) -> None:
    question = QUESTION_KO if probe["language"] == "ko" else QUESTION_EN

    code = take_in(probe["text"], question, probe["language"]).non_attempt

    assert (code == "refusal") is probe["refuses"]
