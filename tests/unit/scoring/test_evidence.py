"""Stage 3: exact quotes with exact places, or a reason."""

from hypothesis import given, strategies as st

from interviews.scoring.evidence import Quote, supporting, verify
from interviews.scoring.intake import take_in
from interviews.scoring.text import Span

QUESTION = "가장 어려웠던 문제를 어떻게 해결했는지 말씀해 주세요."
ANSWER = "작년에 결제 오류가 늘었습니다. 제가 로그를 분석해서 원인을 찾았습니다."


def quote(text: str) -> Quote:
    return Quote(text, star="action", polarity="for")


def reasons(text: str, *quotes: str, flagged: tuple[Span, ...] = ()) -> list[str]:
    intake = take_in(text, QUESTION, "ko")
    _, dropped = verify([quote(q) for q in quotes], intake, QUESTION, flagged)
    return [item.reason for item in dropped]


@given(
    st.text(st.sampled_from("가나다라 마바사.\u200b\u202eab1"), max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=6),
    st.lists(st.text(st.sampled_from("가나다라 abc"), max_size=12), max_size=3),
)
def test_whatever_is_kept_stands_in_its_place(
    text: str, cuts: list[tuple[int, int]], invented: list[str]
) -> None:
    intake = take_in(text, QUESTION, "ko")
    quotes = [intake.cleaned[a : a + n] for a, n in cuts] + invented
    flagged = [Span(3, 9)]

    kept, dropped = verify([quote(q) for q in quotes], intake, QUESTION, flagged)

    assert len(kept) + len(dropped) == len(quotes)
    for item in kept:
        assert item.verified
        assert intake.nfc_text[item.start : item.end] == item.quote
        assert not item.span.overlaps(flagged[0])


def test_offsets_count_code_points_of_the_stored_text() -> None:
    text = "🙂🙂 " + ANSWER
    intake = take_in(text, QUESTION, "ko")

    kept, _ = verify([quote("제가 로그를 분석해서")], intake, QUESTION)

    assert (kept[0].start, kept[0].end) == (21, 32)
    assert text[21:32] == "제가 로그를 분석해서"


def test_a_quote_from_the_cleaned_copy_is_stored_as_the_answer_has_it() -> None:
    text = "제가 로그를 분\u200b석해서 원인을 찾았습니다."
    intake = take_in(text, QUESTION, "ko")

    kept, _ = verify([quote("로그를 분석해서")], intake, QUESTION)

    assert kept[0].quote == "로그를 분\u200b석해서"


def test_a_decomposed_quote_is_the_same_text() -> None:
    intake = take_in("저는 café에서 재고를 점검했습니다.", QUESTION, "ko")

    kept, _ = verify([quote("cafe\u0301에서 재고를")], intake, QUESTION)

    assert kept[0].quote == "café에서 재고를"


def test_one_wrong_letter_is_not_in_the_answer() -> None:
    assert reasons(ANSWER, "제가 로그를 분석하여") == ["not_in_answer"]


def test_too_few_letters_are_no_quote() -> None:
    assert reasons(ANSWER, "제가", "...") == ["too_short", "too_short"]


def test_words_of_the_question_are_no_evidence() -> None:
    text = "문제를 어떻게 해결했는지 말씀드리면, 로그를 나눠 봤습니다."

    assert reasons(text, "문제를 어떻게 해결했는지") == ["question_text"]


def test_a_flagged_span_is_no_evidence() -> None:
    assert reasons(ANSWER, "제가 로그를 분석해서", flagged=(Span(20, 40),)) == [
        "flagged_span"
    ]


def test_the_same_words_outside_a_flagged_span_count() -> None:
    text = "원인을 찾았습니다. 다시 말하지만 원인을 찾았습니다."
    intake = take_in(text, QUESTION, "ko")

    kept, _ = verify([quote("원인을 찾았습니다")], intake, QUESTION, [Span(0, 10)])

    assert kept[0].start > 10


def test_the_same_words_count_once() -> None:
    assert reasons(
        ANSWER, "로그를 분석해서 원인을", "로그를 분석해서", "로그를 분석해서 원인을"
    ) == ["duplicate", "duplicate"]


def test_quotes_note_the_level_they_were_used_for() -> None:
    intake = take_in(ANSWER, QUESTION, "ko")
    kept, _ = verify([quote("제가 로그를 분석해서")], intake, QUESTION)

    assert supporting(kept, 4)[0].as_dict() == {
        "quote": "제가 로그를 분석해서",
        "start": 18,
        "end": 29,
        "verified": True,
        "star": "action",
        "polarity": "for",
        "supports_level": 4,
    }
