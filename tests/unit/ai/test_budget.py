"""Money and tokens: exact, and unknown where nobody knows."""

from decimal import Decimal

import pytest

from interviews.ai.base import Usage
from interviews.ai.budget import (
    Rate,
    estimate_tokens,
    most_tokens,
    price_of,
    read_prices,
)
from interviews.ai.prompts import FOLDER

RATE = Rate(
    input=Decimal("0.25"),
    output=Decimal(2),
    cached=Decimal("0.03"),
    currency="USD",
    version="2026-11",
)


def test_cached_tokens_have_their_own_price() -> None:
    """1,000 tokens in, 600 of them cached, 100 out."""
    usage = Usage(input_tokens=1_000, cached_tokens=600, output_tokens=100)
    price = price_of(usage, RATE)
    assert price is not None
    assert price.amount == Decimal("0.000318")
    assert (price.currency, price.version) == ("USD", "2026-11")


def test_what_is_unknown_is_none_and_never_zero() -> None:
    """No price, no tokens in, no tokens out."""
    whole = Usage(input_tokens=1, cached_tokens=0, output_tokens=1)
    assert price_of(whole, None) is None
    assert price_of(Usage(output_tokens=1), RATE) is None
    assert price_of(Usage(input_tokens=1), RATE) is None


def test_price_lists_are_read_exactly() -> None:
    """Strings and numbers; without a cached price the full one counts."""
    table = read_prices(
        '{"m": {"input": "0.1", "output": 0.2, "currency": "USD", "version": "1"}}'
    )
    assert table["m"].input == table["m"].cached == Decimal("0.1")
    assert table["m"].output == Decimal("0.2")
    assert read_prices("") == read_prices("  ") == {}


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "[]",
        '{"m": 1}',
        '{"m": {"input": 1}}',
        '{"m": {"input": -1, "output": 1, "currency": "USD", "version": "1"}}',
        '{"m": {"input": "NaN", "output": 1, "currency": "USD", "version": "1"}}',
        '{"m": {"input": "a", "output": 1, "currency": "USD", "version": "1"}}',
    ],
)
def test_a_wrong_price_list_is_a_sentence(text: str) -> None:
    """It says what to write."""
    with pytest.raises(ValueError, match="AI_PRICES"):
        read_prices(text)


# Counted once with the o200k vocabulary.
COUNTED = [
    (
        (
            "저는 지난 프로젝트에서 결제 모듈의 응답 시간이 느려지는 문제를 "
            "맡았습니다. 먼저 로그를 분석해서 병목이 데이터베이스 조회에 있다는 "
            "것을 확인했고, 인덱스를 추가하고 캐시를 도입했습니다. "
            "그 결과 평균 응답 시간이 1.2초에서 0.3초로 줄었습니다."
        ),
        74,
        115,
    ),
]


@pytest.mark.parametrize(("text", "plain", "marked"), COUNTED)
def test_the_estimate_is_near_a_real_count(text: str, plain: int, marked: int) -> None:
    """Within a fifth for short texts."""
    for written, counted in ((text, plain), (text.replace(" ", "\ue934"), marked)):
        assert 0.8 * counted <= estimate_tokens(written) <= 1.2 * counted


@pytest.mark.parametrize(("text", "plain", "marked"), COUNTED)
def test_the_upper_estimate_is_one(text: str, plain: int, marked: int) -> None:
    """Not below a real count; of JSON and of prompts not below the near estimate."""
    for written, counted in ((text, plain), (text.replace(" ", "\ue934"), marked)):
        assert counted <= most_tokens(written) <= 3 * counted
    reply = (
        '{"items":[{"criterion":"x","level":4,"rationale":"근거 [1]을 보았습니다."}]}'
    )
    prompts = [path.read_text() for path in FOLDER.glob("*.md")]
    assert prompts
    for written in (reply, *prompts):
        assert estimate_tokens(written) <= most_tokens(written)
