"""The report's page: each thing said once, in the reader's words, with its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from interviews.actions import interviews
from interviews.models import Criterion, Interview, Report
from interviews.scoring.wording import REASONS

type Read = Callable[..., str]


@pytest.fixture
def read(alice: User) -> Read:
    """The page's text, as its candidate sees it."""
    client = Client()
    client.force_login(alice)

    def page(interview: Interview, language: str = "ko") -> str:
        return client.get(
            f"/i/{interview.public_id}/report/", headers={"accept-language": language}
        ).text

    return page


def changed(interview: Interview, change: Callable[[dict[str, Any]], None]) -> None:
    """Another stored report."""
    report = Report.objects.get(interview=interview)
    change(report.data)
    Report.objects.filter(pk=report.pk).update(data=report.data)


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for question in data["questions"] for row in question["criteria"]]


def test_what_was_never_asked_is_one_line(
    read: Read,
    started: Interview,
    alice: User,
    now: datetime,
    run_work: Callable[[Interview], None],
) -> None:
    interviews.complete(interview=started, by=alice, at=now)
    run_work(started)

    text = read(started)

    questions = Report.objects.get(interview=started).data["questions"]
    assert f"묻지 않은 질문 {len(questions) - 1}개" in text
    assert text.count('class="section stack"') == 1
    assert "답하지 않아서 점수가 없어요." in text
    assert REASONS["ko"]["not_asked"] in text
    assert "채점하지 않은 연습이에요." in text
    assert "AI가 만든" not in text
    assert 'class="legend"' not in text
    assert "피드백</span>" not in text


def test_a_question_without_a_level_has_no_feedback(
    read: Read, finished: Interview
) -> None:
    def take_levels(data: dict[str, Any]) -> None:
        for question in data["questions"]:
            question["feedback"] = "다시 말한 까닭"
        for row in rows(data):
            row |= {"level": None, "status": "abstained", "evidence": []}
            row |= {"abstain_reasons": ["no_evidence"], "rationale": ""}

    changed(finished, take_levels)

    assert "다시 말한 까닭" not in read(finished)


def test_reasons_cite_the_numbers_of_the_page(read: Read, finished: Interview) -> None:
    text = read(finished)

    data = Report.objects.get(interview=finished).data
    blocks = re.findall(r'<li class="row row-stack">.*?</li>', text, re.DOTALL)
    assert len(blocks) == sum(
        len(question["criteria"])
        for question in data["questions"]
        if question["answer"]
    )
    cited = 0
    for block in blocks:
        found = re.search(r"근거 (\d+(?:, \d+)*)\.</p>", block)
        if found:
            cited += 1
            assert found[1].split(", ") == re.findall(r'href="#mark-(\d+)"', block)
    assert cited
    assert "이 기준 안에서 센 순서" not in text


def test_a_models_citations_are_renumbered_too(read: Read, finished: Interview) -> None:
    def cite(data: dict[str, Any]) -> None:
        first, second = [row for row in rows(data) if row["evidence"]][:2]
        first["rationale"] = "[1]에서 시작했고 [9]는 없다."
        row = {**second["evidence"][0]}
        second |= {"evidence": [row], "rationale": "나중 근거 [1]."}

    changed(finished, cite)

    text = read(finished)

    assert "[1]에서 시작했고 [9]는 없다." in text
    number = re.search(r"나중 근거 \[(\d+)\]", text)
    assert number
    assert f'id="mark-{number[1]}"' in text


def test_names_and_limits_are_in_the_language_of_the_page(
    read: Read, alice: User, finished: Interview
) -> None:
    User.objects.filter(pk=alice.pk).update(language="en")

    text = read(finished, language="en")

    row = next(row for row in rows(Report.objects.get(interview=finished).data))
    criterion = Criterion.objects.get(rubric=finished.rubric, key=row["criterion"])
    assert f'<span class="row-title">{criterion.name_en}</span>' in text
    assert ">Job knowledge</th>" in text
    assert "checked against people" in text
    assert "말의 내용만 봤어요" not in text


def test_the_legend_shows_only_what_is_in_use(read: Read, finished: Interview) -> None:
    def with_polarity(polarity: str) -> Callable[[dict[str, Any]], None]:
        def change(data: dict[str, Any]) -> None:
            for row in rows(data):
                for item in row["evidence"]:
                    item["polarity"] = polarity

        return change

    def legend() -> str:
        found = re.search(r'<p class="legend">.*?</p>', read(finished), re.DOTALL)
        assert found
        return found[0]

    changed(finished, with_polarity("for"))
    assert "mark-for" in legend()
    assert "mark-against" not in legend()

    changed(finished, with_polarity("against"))
    assert "mark-for" not in legend()
    assert "mark-against" in legend()


def test_the_confidence_of_the_rules_is_said_once(
    read: Read, finished: Interview
) -> None:
    text = read(finished)

    assert text.count("확신은 모두 낮아요") == 1
    assert "확신 낮음" not in text


def test_a_range_of_one_level_is_that_level(read: Read, finished: Interview) -> None:
    def agree(data: dict[str, Any]) -> None:
        data["axes"][0] |= {"score": 75.0, "low": 75.0, "high": 75.0}
        data["axes"][1] |= {"score": 62.5, "low": 50.0, "high": 75.0}

    changed(finished, agree)

    text = read(finished)

    assert '<td class="num">4</td>' in text
    assert '<td class="num">3.5 <span class="faint nowrap">(3–4)</span></td>' in text


def test_files_and_another_practice_are_offered_at_the_top(
    read: Read, finished: Interview
) -> None:
    text = read(finished)

    top, _rest = text.split('id="overall-title"')
    for address in ("report.pdf", "report.json", "/practice/new/"):
        assert address in top


def test_the_next_level_is_a_line_of_its_own(read: Read, finished: Interview) -> None:
    text = read(finished)

    data = Report.objects.get(interview=finished).data
    point = data["improvements"][0]
    anchors = Criterion.objects.get(
        rubric=finished.rubric, key=point["criterion"]
    ).anchors["ko"]
    aim = max(point["level"] + 1, 3)
    assert anchors[str(aim)] not in point["text"]
    assert f"다음 수준({aim})의 기준: {anchors[str(aim)]}</span>" in text
