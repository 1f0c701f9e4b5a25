"""In hiring nobody reads a level, on no page of the admin (scoring.md §5)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from interviews.models import AICall, AuditEvent, Evaluation, Interview, Report
from interviews.scoring.withhold import is_telling
from tests.integration.admin.test_isolation import address
from tests.integration.admin.world import Side

UNCHECKED = "검증 전이라 보이지 않습니다"
TOLD = {
    "params": {"confidence": {"ownership": 0.343}},
    "raw_output": '{"criterion": "ownership", "level": 5}',
    "output_tokens": 8_317,
    "cost": "0.729000",
}
# What of it would be on a page.
TRACES = ("0.343", "&quot;level&quot;", "8317", "8,317", "0.729")
BUILTIN = "규칙 기반 판단. 이야기 구성 4/4(상황), 구체성 3/3(숫자). 근거 1, 2."


def traces(body: str) -> list[str]:
    return [trace for trace in TRACES if trace in body]


@pytest.fixture
def told(own: Side) -> AICall:
    """A call that judged an answer of a hiring interview."""
    call = own.ai_call()
    AICall.objects.filter(pk=call.pk).update(purpose="judge", outcome="OK", **TOLD)
    return call


@pytest.mark.parametrize("who", ["manager", "operator"])
def test_the_reply_its_settings_and_its_length_are_withheld(
    who: str, told: AICall, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)

    page = client.get(address(AICall, "change", told.pk)).content.decode()
    listed = client.get(address(AICall, "changelist")).content.decode()
    interview = client.get(address(Interview, "change", told.interview_id))

    assert page.count(UNCHECKED) == 4
    assert UNCHECKED in listed
    assert f"/aicall/{told.pk}/" in interview.content.decode()
    for body in (page, listed, interview.content.decode()):
        assert traces(body) == []
    assert not AuditEvent.objects.filter(fields=["raw_output"]).exists()


def test_replies_in_practice_and_about_resumes_are_shown(
    told: AICall, operator: Client
) -> None:
    Interview.objects.filter(pk=told.interview_id).update(kind="practice")
    practice = operator.get(address(AICall, "change", told.pk)).content.decode()
    AICall.objects.filter(pk=told.pk).update(interview=None)
    resume = operator.get(address(AICall, "change", told.pk)).content.decode()

    for body in (practice, resume):
        assert UNCHECKED not in body
        assert {"0.343", "&quot;level&quot;", "0.729"} <= set(traces(body))


def with_reason(row: Evaluation, reason: str) -> Evaluation:
    """The same score record with another reason."""
    record = {**row.record, "rationale": reason}
    Evaluation._base_manager.filter(pk=row.pk).update(record=record)
    return row


@pytest.mark.parametrize("who", ["manager", "operator"])
def test_a_reason_that_counts_is_withheld_with_its_quote_still_there(
    who: str, own: Side, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(who)
    row = with_reason(own.evaluation(), BUILTIN)

    for url in (
        address(Interview, "change", row.interview_id),
        address(Evaluation, "change", row.pk),
    ):
        body = client.get(url).content.decode()
        assert "4/4" not in body
        assert "3/3" not in body
        assert UNCHECKED in body
        assert "ownrow1" in body


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("[1]과 [2, 3]에 직접 한 일이 드러난다.", False),
        ("Quotes [1-3] show an action of their own.", False),
        (BUILTIN, True),
        ("네 번째 설명에 맞는다: 4", True),
        ("근거 ④에 맞는다.", True),
        ("[1]은 수준 넷의 설명과 같다.", True),
        ("[1] fits level four.", True),
        ("[level 4] fits.", True),
    ],
)
def test_a_reason_tells_a_level_by_a_number_or_by_naming_it(
    reason: str,
    expected: bool,  # noqa: FBT001 - a row of the table
) -> None:
    assert is_telling(reason) is expected


def test_a_report_on_hiring_shows_no_reason_that_counts(
    manager: Client, own: Side
) -> None:
    report = own.report()
    criterion = {"criterion": "ownership", "rationale": BUILTIN, "level": None}
    axis = {"key": "technical", "n": 2, "planned": 2, "score": None}
    data = {
        "language": "ko",
        "overall": None,
        "overall_reason": "not_validated",
        "axes": [{**axis, "not_judged_reason": "not_validated"}],
        "strengths": [],
        "improvements": [],
        "questions": [{"order": 1, "criteria": [criterion]}],
        "scorer": {"kind": "builtin_rules"},
    }
    Report.objects.filter(pk=report.pk).update(status="READY", work="NONE", data=data)

    body = manager.get(address(Report, "change", report.pk)).content.decode()

    assert not re.search(r"\d/\d\(", body)
    assert "직무 지식" in body
    assert UNCHECKED in body
