"""B13: tokens that one answer sends to a model.

    python bench/prompt_tokens.py [--json]

One extraction and three judgements (anchors ascending, descending, ascending) of a
Korean answer of 150 words, with the shipped rubric, for the criteria of each stage
of the shipped scenarios; half of the answer's sentences are quoted.
Tokens are estimated (``budget.estimate_tokens``, within 5 % of the o200k
vocabulary). The cacheable prefix is the system message. Budget: at most 6,000
tokens in, at least 60 % of them cacheable, for every stage. Exits with 1 if not.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from bench import rows  # noqa: E402
from interviews.ai import render  # noqa: E402
from interviews.ai.base import Prompt  # noqa: E402
from interviews.ai.budget import estimate_tokens  # noqa: E402
from interviews.ai.schemas import (  # noqa: E402
    AnchorOrder,
    CriterionText,
    ExtractInputs,
    JudgeInputs,
    NumberedQuote,
)

MOST_TOKENS = 6_000
LEAST_SHARE = 0.60
QUOTED = 0.5
ORDERS: tuple[AnchorOrder, ...] = ("ascending", "descending", "ascending")
QUESTION = "어려운 문제의 원인을 스스로 찾아 해결한 경험을 구체적으로 말씀해 주십시오."
ANSWER = """
작년 여름에 쇼핑몰 주문 서비스를 맡았을 때 결제 응답이 자주 늦어지는
문제가 있었습니다. 주말마다 주문의 약 3퍼센트가 결제 화면에서 끊겼습니다. 저는
백엔드 담당자로서 두 주 안에 원인을 찾아 해결하는 일을
맡았습니다. 처음에는 서버 대수를 늘리자는 의견이 많았지만, 저는 먼저 사실을
확인하고 싶었습니다. 그래서 일주일 치 로그를 시간대와 결제 수단별로 나누어
비교했고, 느린 요청의 대부분이 포인트 조회를 거친다는 것을 발견했습니다. 재현
환경을 만들어 조회 쿼리의 실행 계획을 살펴보니 색인이 없는 열로 정렬하고
있었습니다. 색인을 추가하는 방법과 결과를 캐시에 두는 방법을 놓고 비용과 위험을
표로 정리해 동료들과 비교했습니다. 데이터가 바로 맞아야 한다는 조건 때문에 캐시는
빼기로 했고, 색인을 추가하면서 조회 범위를 최근 1년으로 줄였습니다. 배포는 전체
트래픽의 5퍼센트부터 시작해 사흘에 걸쳐 늘렸고, 그동안 지표를 매시간 기록했습니다.
그 결과 결제 응답 시간의 중앙값이 2.8초에서 0.6초로 줄었고, 중단된 주문은
0.4퍼센트로 내려갔습니다. 이후에는 느린 쿼리를 매주 점검하는 절차를 문서로 만들어
팀의 규칙으로 정했습니다. 이 일로 저는 장비를 늘리기 전에 먼저 기록을
나누어 보고 근거를 확인하는 습관을 얻었습니다.
"""


@dataclass(frozen=True)
class Measure:
    """What one answer sends when it is judged by these criteria."""

    criteria: tuple[str, ...]
    tokens: int
    prefix_share: float

    @property
    def is_within_budget(self) -> bool:
        """Tell whether both limits are kept."""
        return self.tokens <= MOST_TOKENS and self.prefix_share >= LEAST_SHARE


def measure_all() -> list[Measure]:
    """Measure every set of criteria that a stage of a shipped scenario uses."""
    rubric = {row["key"]: _criterion(row) for row in _content("rubric")["criteria"]}
    sets = {
        tuple(stage["criteria"])
        for scenario in _content("scenarios")
        for stage in scenario["stages"]
        if stage["criteria"]
    }
    return [_measure([rubric[key] for key in keys]) for keys in sorted(sets)]


def prompts(criteria: list[CriterionText]) -> list[Prompt]:
    """Render the four prompts of one answer."""
    answer = " ".join(ANSWER.split())
    extract = ExtractInputs(
        question=QUESTION, criteria=criteria, answer=answer, language="ko"
    )
    quotes = _quotes(answer, [criterion.key for criterion in criteria])
    judgements = [
        JudgeInputs(
            question=QUESTION,
            criteria=criteria,
            quotes=quotes,
            order=order,
            rotation=turn,
            language="ko",
        )
        for turn, order in enumerate(ORDERS)
    ]
    return [
        render("extract", "ko", extract),
        *(render("judge", "ko", inputs) for inputs in judgements),
    ]


def _measure(criteria: list[CriterionText]) -> Measure:
    sent = [prompt.messages for prompt in prompts(criteria)]
    prefix = sum(estimate_tokens(system["content"]) for system, _ in sent)
    rest = sum(estimate_tokens(user["content"]) for _, user in sent)
    return Measure(
        criteria=tuple(criterion.key for criterion in criteria),
        tokens=prefix + rest,
        prefix_share=round(prefix / (prefix + rest), 3),
    )


def _quotes(answer: str, keys: list[str]) -> dict[str, list[NumberedQuote]]:
    """Deal out the quoted sentences, every second one, over the criteria."""
    sentences = [part + "." for part in answer.rstrip(".").split(". ")]
    quoted = sentences[:: round(1 / QUOTED)]
    return {
        key: [
            NumberedQuote(index=index, text=text, star="action", polarity="for")
            for index, text in enumerate(quoted[turn :: len(keys)], start=1)
        ]
        for turn, key in enumerate(keys)
    }


def _content(name: str) -> Any:
    path = ROOT / "interviews" / "content" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _criterion(row: dict[str, Any]) -> CriterionText:
    indicators = row["indicators"]["ko"]
    return CriterionText(
        key=row["key"],
        name=row["name"]["ko"],
        description=row["definition"]["ko"],
        positive_indicators=indicators["positive"],
        negative_indicators=indicators["negative"],
        anchors=[row["anchors"]["ko"][str(level)] for level in range(1, 6)],
    )


def rows_of(measures: list[Measure]) -> list[rows.Row]:
    """The heaviest stage against both limits."""
    most = max(item.tokens for item in measures)
    least = min(item.prefix_share for item in measures)
    what = "tokens of one answer, heaviest stage"
    share = "cacheable share of them, least stage"
    return [
        rows.row("B13", what, "tokens", MOST_TOKENS, [most]),
        rows.row("B13", share, "%", LEAST_SHARE * 100, [least * 100], at_least=True),
    ]


def measure(*, runs: int = 1) -> list[rows.Row]:
    """Both rows; the count knows no chance, so `runs` is ignored."""
    del runs
    measures = measure_all()
    if "--json" not in sys.argv:
        for item in measures:
            names = ", ".join(item.criteria)
            print(f"{item.tokens:5} tokens  {item.prefix_share:.0%} prefix  {names}")
    return rows_of(measures)


if __name__ == "__main__":
    raise SystemExit(rows.main(measure, __doc__))
