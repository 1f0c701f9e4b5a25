"""Quotation marks of every kind, apostrophes, and what counts as exactly said."""

import pytest

from interviews.actions.quotations import opened, quoted, quotes_exactly, unquoted

ANSWER = (
    "저는 재시도 간격을 두 배로 늘렸습니다.\n그래서 I'm sure, the team's build passed."
)


@pytest.mark.parametrize(
    "marked",
    [
        "“{}”",
        '"{}"',
        "‘{}’",
        "'{}'",
        "「{}」",
        "『{}』",
        "«{}»",
        "《{}》",
        "〈{}〉",
        "`{}`",
        '“{}"',
    ],
)
def test_words_between_marks_of_every_kind_are_a_quotation(marked: str) -> None:
    question = f"그때 {marked.format('팀장을 해고했습니다')}라고 하셨는데, 왜입니까?"

    assert list(quoted(question)) == ["팀장을 해고했습니다"]
    assert not quotes_exactly(question, ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        "Why didn't the team's plan change, and what did you do in the '90s?",
        "What did your users' teams’ reports say, and why don’t they?",
    ],
)
def test_apostrophes_are_no_quotation(text: str) -> None:
    assert list(quoted(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "“재시도 간격을 두 배로”라고 하셨는데, 왜입니까?",
        "You said “I'm sure, the team's build passed,” so what came next?",
        "You said 'I'm sure, the team's build' so what came next?",
        "“늘렸습니다. 그래서 I'm sure”라고 하셨는데, 왜입니까?",
        "‘재시도 간격’을 “두 배로 늘렸습니다.”라고 하셨는데, 왜입니까?",
    ],
)
def test_what_was_said_may_be_quoted(text: str) -> None:
    assert list(quoted(text))
    assert quotes_exactly(text, ANSWER)


def test_every_quotation_counts() -> None:
    assert not quotes_exactly("“재시도 간격”과 “팀장”이라고 하셨습니다.", ANSWER)
    assert not quotes_exactly("“재시도 간격을 세 배로”라고 하셨습니다.", ANSWER)
    assert not quotes_exactly("“.,”라고 하셨습니다.", ANSWER)


def test_a_quotation_that_is_still_open_is_known_by_its_beginning() -> None:
    begun = opened("“재시도 간격”이라고 하셨고 『팀장을 해")

    assert begun is not None
    assert begun.words == "팀장을 해"
    assert opened("“재시도 간격”이라고 하셨고, the team's plan") is None


def test_the_rest_of_a_question_has_no_quotation() -> None:
    assert unquoted("“왜 늦지?”라고 하셨는데, 왜?").count("?") == 1
