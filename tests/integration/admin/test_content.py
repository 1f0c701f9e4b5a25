"""Scenarios, rubrics, questions, interviews, the breaker and the log in the admin."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import models
from django.test import Client

from accounts.admin.scoped import ScopedAdmin, ScopedRows
from accounts.models import User
from interviews.admin.interviews import InterviewAdmin
from interviews.admin.questions import QuestionAdmin
from interviews.models import (
    Answer,
    AuditEvent,
    Evaluation,
    Interview,
    ProviderHealth,
    Question,
    Report,
    Rubric,
    Scenario,
    Stage,
)
from tests.integration.admin.test_isolation import address, has_canary
from tests.integration.admin.test_people import act
from tests.integration.admin.world import AT, Side


def scenario_form(scenario: Scenario) -> dict[str, Any]:
    rows = list(Stage.objects.filter(scenario=scenario).order_by("order"))
    form: dict[str, Any] = {
        "name_ko": scenario.name_ko,
        "name_en": scenario.name_en,
        "description_ko": scenario.description_ko,
        "description_en": scenario.description_en,
        "minutes": scenario.minutes,
        "is_active": "on",
        "stages-TOTAL_FORMS": len(rows),
        "stages-INITIAL_FORMS": len(rows),
    }
    for place, row in enumerate(rows):
        values = {
            "id": row.pk,
            "scenario": scenario.pk,
            "order": row.order,
            "key": row.key,
            "kind": row.kind,
            "name_ko": row.name_ko,
            "name_en": row.name_en,
            "axis": row.axis,
            "parent_key": row.parent_key,
            "prep_s": row.prep_s,
            "answer_s": row.answer_s,
            "criteria": json.dumps(row.criteria),
            "texts": json.dumps(row.texts, ensure_ascii=False),
        }
        if row.use_bank:
            values["use_bank"] = "on"
        form |= {f"stages-{place}-{name}": value for name, value in values.items()}
    return form


@pytest.fixture
def standard(seeded: None) -> Scenario:
    scenario: Scenario = Scenario.objects.get(key="standard")
    return scenario


@pytest.mark.parametrize("key", ["standard", "career_change", "short"])
def test_the_shipped_scenarios_pass_their_own_checks(
    key: str, standard: Scenario, operator: Client
) -> None:
    scenario = Scenario.objects.get(key=key)
    before = list(Stage.objects.filter(scenario=scenario).order_by("order").values())

    response = operator.post(
        address(Scenario, "change", scenario.pk), scenario_form(scenario)
    )

    assert response.status_code == 302
    after = list(Stage.objects.filter(scenario=scenario).order_by("order").values())
    assert after == before


def test_two_stages_swap_places(standard: Scenario, operator: Client) -> None:
    form = scenario_form(standard)
    form["stages-0-order"], form["stages-1-order"] = 2, 1

    response = operator.post(address(Scenario, "change", standard.pk), form)

    assert response.status_code == 302
    keys = Stage.objects.filter(scenario=standard).order_by("order")
    assert list(keys.values_list("key", "order"))[:3] == [
        ("motivation", 1),
        ("intro", 2),
        ("skill", 3),
    ]


VARIANT = {"needs": [], "ko": "안녕하세요?", "en": "Hello?"}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("texts", {"variants": [{**VARIANT, "en": ""}]}, "en 글이 없어요"),
        ("texts", {"variants": [{**VARIANT, "ko": "{skill}?"}]}, "needs에 없어요"),
        ("texts", {"variants": [{**VARIANT, "ko": "{을/룰}"}]}, "틀이 잘못"),
        ("texts", {"variants": [{**VARIANT, "needs": ["shoe"]}]}, "needs를 확인"),
        ("texts", {"variants": [{**VARIANT, "needs": ["name"]}]}, "needs가 빈"),
        ("texts", {"variants": [VARIANT], "poem": VARIANT}, "쓰지 않는 이름"),
        ("texts", {"variants": "x"}, "목록이어야"),
        ("texts", [1], "모양이어야"),
        ("criteria", ["no_such_thing"], "평가 기준표에 없어요"),
        ("criteria", {"a": 1}, "목록이어야"),
        ("criteria", ["ownership"], "하나도 없어요"),
        ("parent_key", "motivation", "추가 질문에만"),
    ],
)
def test_a_stage_that_cannot_be_asked_is_refused(
    field: str, value: Any, message: str, standard: Scenario, operator: Client
) -> None:
    form = scenario_form(standard)
    is_json = field != "parent_key"
    form[f"stages-0-{field}"] = json.dumps(value) if is_json else value
    before = list(Stage.objects.order_by("pk").values())

    page = operator.post(address(Scenario, "change", standard.pk), form)

    assert page.status_code == 200
    assert message in page.content.decode()
    assert list(Stage.objects.order_by("pk").values()) == before


def test_broken_json_and_doubled_places_are_refused(
    standard: Scenario, operator: Client
) -> None:
    form = scenario_form(standard)
    form["stages-0-texts"] = "{"
    broken = operator.post(address(Scenario, "change", standard.pk), form)
    form = scenario_form(standard)
    form["stages-0-order"] = 2
    doubled = operator.post(address(Scenario, "change", standard.pk), form)

    assert broken.status_code == doubled.status_code == 200
    assert "다른 단계와 같습니다" in doubled.content.decode()


def test_members_read_scenarios_and_change_none(
    standard: Scenario, ritu: User, client: Client
) -> None:
    client.force_login(ritu)
    url = address(Scenario, "change", standard.pk)

    assert client.get(url).status_code == 200
    assert client.post(url, scenario_form(standard)).status_code == 403


@pytest.mark.parametrize("who", ["operator", "manager"])
def test_snapshots_and_records_are_changed_by_nobody(
    who: str, request: pytest.FixtureRequest, own: Side
) -> None:
    client: Client = request.getfixturevalue(who)
    rows: list[models.Model] = [
        Rubric.objects.all()[0],
        own.evaluation(),
        own.report(),
        own.ai_call(),
        own.interview(),
        own.used_resume(),
    ]
    for row in rows:
        model = type(row)
        assert client.post(address(model, "change", row.pk), {}).status_code == 403
        assert client.get(address(model, "add")).status_code == 403
        delete = address(model, "delete", row.pk)
        assert client.post(delete, {"post": "yes"}).status_code == 403
        assert model._base_manager.filter(pk=row.pk).exists()


# Interviews


def test_the_page_of_an_interview_shows_conversation_quotes_and_calls(
    finished: Interview, operator: Client
) -> None:
    body = operator.get(address(Interview, "change", finished.pk)).content.decode()

    answer = Answer.objects.filter(turn__interview=finished)[0]
    judged: Any = Evaluation.objects.filter(interview=finished, status="SCORED")
    assert answer.text[:40] in body
    assert judged[0].evidence()[0]["quote"] in body
    assert "AI 호출" in body
    seen = AuditEvent.objects.get(type="TRANSCRIPT_SEEN")
    assert seen.object_id == str(finished.public_id)
    assert seen.fields == ["transcript", "evaluations"]


def score_pages(row: Evaluation) -> tuple[str, str]:
    """Where the level of one answer could be read."""
    return (
        address(Interview, "change", row.interview_id),
        address(Evaluation, "change", row.pk),
    )


def test_confidence_is_a_count_of_samples_on_both_pages(
    operator: Client, own: Side
) -> None:
    row = own.evaluation()
    Interview.objects.filter(pk=row.interview_id).update(kind="practice")

    for url in score_pages(row):
        assert "채점 3번 중 2번 일치" in operator.get(url).content.decode()


def test_in_hiring_quotes_are_shown_and_no_level(
    manager: Client, operator: Client, own: Side
) -> None:
    """scoring.md §5: until people's ratings were compared, not even to operators."""
    row = own.evaluation()

    for client in (manager, operator):
        for url in score_pages(row):
            body = client.get(url).content.decode()
            assert "ownrow1" in body
            assert "ownrowbecause" in body
            assert "검증 전이라 보이지 않습니다" in body
            assert "채점 3번 중" not in body
            assert "/ 5" not in body
            assert "level_samples" not in body
        listed = client.get(address(Evaluation, "changelist"))
        assert "검증 전이라 보이지 않습니다" in listed.content.decode()
        filtered = client.get(address(Evaluation, "changelist"), {"level": "2"})
        assert filtered.status_code == 400


def test_practice_is_not_shown_to_the_company_it_was_for(
    finished: Interview, ritu: User, client: Client
) -> None:
    Interview.objects.filter(pk=finished.pk).update(
        company=ritu.memberships.get().company
    )
    client.force_login(ritu)

    assert client.get(address(Interview, "change", finished.pk)).status_code == 404


def test_reviewers_see_the_conversation_without_scores(
    member: Callable[..., User], client: Client, own: Side
) -> None:
    interview = own.interview()
    own.evaluation(interview)
    Interview.objects.filter(pk=interview.pk).update(overall="87.5")
    client.force_login(member("reviewer"))

    page = client.get(address(Interview, "change", interview.pk)).content.decode()
    listed = client.get(address(Interview, "changelist")).content.decode()

    answer = Answer.objects.get(turn__interview=interview)
    assert answer.text in page
    for body in (page, listed):
        assert "87.5" not in body
        assert "/evaluation/" not in body
    assert "ownrowbecause" not in page


def test_a_manager_here_and_reviewer_there_sees_scores_only_here(
    member: Callable[..., User], client: Client, own: Side, foreign: Side
) -> None:
    person = member("manager")
    person.memberships.create(company=foreign.company, role="reviewer")
    client.force_login(person)
    here, there = own.evaluation(), foreign.evaluation()

    assert client.get(address(Evaluation, "change", here.pk)).status_code == 200
    assert client.get(address(Evaluation, "change", there.pk)).status_code == 404
    page = client.get(address(Interview, "change", there.interview_id))
    assert page.status_code == 200
    assert f"/evaluation/{there.pk}/" not in page.content.decode()


def test_drafts_and_accommodations_are_on_no_page(operator: Client, own: Side) -> None:
    answer = own.answer()
    Answer.objects.filter(pk=answer.pk).update(
        status="DRAFT", submitted_at=None, draft="초안입니다", text=""
    )
    interview = answer.turn.interview
    Interview.objects.filter(pk=interview.pk).update(
        accommodations={"note": "배려 요청"}
    )

    body = operator.get(address(Interview, "change", interview.pk)).content.decode()

    assert "초안입니다" not in body
    assert "배려 요청" not in body


def test_failed_work_is_tried_again(manager: Client, own: Side) -> None:
    interview = own.interview()
    answer, report = own.answer(interview), own.report(interview)

    page = act(manager, address(Interview, "changelist"), "retry_failed", interview.pk)

    assert "2건을 다시 합니다" in page.content.decode()
    answer.refresh_from_db()
    report.refresh_from_db()
    assert answer.work == report.work == "PENDING"


def test_what_may_not_be_judged_is_left_alone_and_said(
    manager: Client, own: Side
) -> None:
    interview = own.interview()
    own.answer(interview)
    Interview.objects.filter(pk=interview.pk).update(ai_consent=False)

    page = act(manager, address(Interview, "changelist"), "retry_failed", interview.pk)

    assert "1건은 AI 채점에 동의하지 않았거나" in page.content.decode()
    assert Answer.objects.get(turn__interview=interview).work == "FAILED"


def test_calls_of_one_interview_can_be_listed(manager: Client, own: Side) -> None:
    interview = own.interview()
    call, other = own.ai_call(interview), own.ai_call()

    url = f"{address(type(call), 'changelist')}?interview__id__exact={interview.pk}"
    body = manager.get(url).content.decode()

    assert address(type(call), "change", call.pk) in body
    assert address(type(call), "change", other.pk) not in body


# Questions


def test_activating_reaches_only_the_own_questions(manager: Client, own: Side) -> None:
    mine, shared = own.question(), Question.objects.filter(company=None)[0]

    page = act(
        manager, address(Question, "changelist"), "deactivate", mine.pk, shared.pk
    )

    mine.refresh_from_db()
    shared.refresh_from_db()
    assert not mine.is_active
    assert shared.is_active
    assert "질문 1개를 바꿨습니다" in page.content.decode()
    assert "공용 질문" in page.content.decode()
    act(manager, address(Question, "changelist"), "activate", mine.pk)
    mine.refresh_from_db()
    assert mine.is_active


def test_a_shared_question_is_read_but_not_changed_by_members(
    manager: Client, own: Side
) -> None:
    shared = Question.objects.filter(company=None)[0]
    url = address(Question, "change", shared.pk)

    assert manager.get(url).status_code == 200
    assert manager.post(url, {"text_ko": "바꿈"}).status_code == 403
    delete = address(Question, "delete", shared.pk)
    assert manager.post(delete, {"post": "yes"}).status_code == 403


def test_no_member_makes_a_question_shared(manager: Client, own: Side) -> None:
    mine = own.question()
    form = {
        "text_ko": "질문",
        "competency": mine.competency_id,
        "kind": "knowledge",
        "difficulty": "1",
        "job_family": "common",
        "company": "",
    }

    assert manager.post(address(Question, "add"), form).status_code == 200
    assert manager.post(address(Question, "change", mine.pk), form).status_code == 200
    mine.refresh_from_db()
    assert mine.company == own.company


@pytest.mark.parametrize("role", ["manager", "recruiter", "reviewer"])
def test_deleting_a_question_is_the_managers(
    role: str, member: Callable[..., User], client: Client, own: Side
) -> None:
    client.force_login(member(role))
    mine = own.question()

    client.post(address(Question, "delete", mine.pk), {"post": "yes"})

    assert Question.objects.filter(pk=mine.pk).exists() == (role != "manager")


# The machinery


def test_operators_close_the_breaker(operator: Client, own: Side) -> None:
    health = own.provider_health()

    act(operator, address(ProviderHealth, "changelist"), "unblock", health.pk)

    health.refresh_from_db()
    assert health.open_since is None
    assert health.failures == 0


def test_a_look_at_a_report_is_recorded(manager: Client, own: Side) -> None:
    report = own.report()

    manager.get(address(Report, "change", report.pk))

    event = AuditEvent.objects.get(type="REPORT_SEEN")
    assert event.object_id == str(report.public_id)
    assert event.actor == User.objects.get(email="manager@own.example").public_id
    assert event.at > AT


# Negative controls: each guard removed lets something through


def test_without_scoped_rows_the_list_would_leak(
    manager: Client, foreign: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign.question()
    everything = Question.objects.all
    monkeypatch.setattr(QuestionAdmin, "visible", lambda _self, _user: everything())

    assert has_canary(manager.get(address(Question, "changelist"), {"q": "zqkan"}))


def test_without_scoped_choices_the_form_would_leak(
    manager: Client, foreign: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unscoped(_self: Any, db_field: Any, _request: Any) -> Any:
        return db_field.remote_field.model._default_manager.all()

    monkeypatch.setattr(QuestionAdmin, "choices_for", unscoped)

    assert has_canary(manager.get(address(Question, "add")))


def test_without_our_lookup_rule_columns_could_be_read(
    manager: Client, own: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{address(Question, 'changelist')}?text_ko__startswith=zz"
    assert manager.get(url).status_code == 400

    monkeypatch.setattr(
        ScopedAdmin, "lookup_allowed", super(ScopedRows, ScopedAdmin).lookup_allowed
    )

    assert manager.get(url).status_code == 200


def test_without_the_practice_rule_practice_would_be_seen(
    manager: Client, own: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = Side("zqkan", own.company, kind="practice").interview()
    url = address(Interview, "change", practice.pk)
    assert manager.get(url).status_code == 404

    monkeypatch.setattr(
        InterviewAdmin, "visible", lambda _self, _user: Interview.objects.all()
    )

    assert manager.get(url).status_code == 200


# Bounded queries


def test_scores_of_large_companies_are_checked_row_by_row(
    manager: Client, own: Side, foreign: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviews.querysets._seen.FEW", 0)
    practice = Side("zqkan", own.company, kind="practice")
    mine, hidden = own.evaluation(), [foreign.evaluation(), practice.evaluation()]

    page = manager.get(address(Evaluation, "changelist"))

    assert address(Evaluation, "change", mine.pk) in page.content.decode()
    assert not has_canary(page)
    for row in hidden:
        assert manager.get(address(Evaluation, "change", row.pk)).status_code == 404


def test_a_list_counts_no_further_than_its_limit(
    operator: Client, own: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.admin.pages.LIMIT", 60)

    first = operator.get(address(Question, "changelist"))
    last = operator.get(address(Question, "changelist"), {"p": "2"})

    assert first.context["cl"].result_count == 60
    assert len(first.context["cl"].result_list) == 50
    keys = {row.pk for row in first.context["cl"].result_list}
    assert len(last.context["cl"].result_list) == 10
    assert not keys & {row.pk for row in last.context["cl"].result_list}
