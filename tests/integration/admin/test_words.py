"""What the admin calls things, in both languages: rows, lists, filters, states."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import models
from django.test import Client
from django.utils import translation

from accounts.models import Company, User
from interviews.admin import site
from interviews.models import (
    AICall,
    Criterion,
    Evaluation,
    Interview,
    Question,
    Rubric,
    Scenario,
)
from tests.integration.admin.test_isolation import (
    REGISTRY,
    OwnRows,
    address,
    all_models,
)
from tests.integration.admin.world import MAKERS, SHARED, Side


@pytest.fixture
def everything(own: Side) -> OwnRows:
    """A row of every model."""
    made: OwnRows = {model: make(own) for model, make in MAKERS.items()}
    for model in SHARED:
        made[model] = model._base_manager.all()[0]
    return made


def english(client: Client, url: str) -> str:
    """The page in English."""
    client.cookies["django_language"] = "en"
    return client.get(url).content.decode()


def test_the_conversation_and_the_outcome_keep_their_own_english(
    operator: Client, own: Side
) -> None:
    """The product's name and the report are called by the same Korean words."""
    call = own.ai_call()

    page = english(operator, address(Interview, "change", call.interview_id))
    calls = english(operator, address(AICall, "changelist"))

    assert '<a href="#transcript">Conversation</a>' in page
    assert '<th scope="col">Outcome</th>' in page
    assert "Daehwa admin" in page
    assert "<summary>Outcome</summary>" in calls


@all_models(REGISTRY)
def test_rows_lists_and_counts_are_named_in_english(
    model: type[models.Model], operator: Client, everything: OwnRows
) -> None:
    pages = site.get_model_admin(model)
    with translation.override("en"):
        one, many = str(pages.row_name), str(pages.list_name)
    row = everything[model]

    listed = english(operator, address(model, "changelist"))
    shown = english(operator, address(model, "change", row.pk))

    assert one != many
    assert f"<h1>{many}</h1>" in listed
    assert "to view" not in listed
    assert f"<h1>{one}</h1>" in shown
    assert not re.search(r"<h2>[0-9a-f]{8}-", shown)


def test_stages_criteria_and_members_are_several_in_english(
    operator: Client, everything: OwnRows
) -> None:
    for model, heading in (
        (Scenario, "Stages"),
        (Rubric, "Criteria"),
        (Company, "Members"),
    ):
        page = english(operator, address(model, "change", everything[model].pk))
        assert re.search(rf'class="inline-heading">\s*{heading}\s*</h2>', page)


def test_filters_are_called_what_columns_are(operator: Client, own: Side) -> None:
    own.interview()

    body = operator.get(address(Interview, "changelist")).content.decode()

    titles = re.findall(r"<summary>(.*?)</summary>", body)
    assert titles == ["상태", "종류", "회사", "진행 방식", "언어"]


def test_empty_choices_and_times_are_in_korean(operator: Client, own: Side) -> None:
    Interview.objects.filter(pk=own.interview().pk).update(
        created_at=datetime(2026, 11, 24, 11, 43, tzinfo=UTC)
    )

    form = operator.get(address(Question, "add")).content.decode()
    listed = operator.get(address(Interview, "changelist")).content.decode()

    assert "Select an option" not in form
    assert form.count("골라 주세요") >= 2
    assert "2026년 11월 24일 오후 8:43" in listed


def test_codes_are_shown_in_words(operator: Client, own: Side) -> None:
    row = own.evaluation()
    interview = row.interview
    Interview.objects.filter(pk=interview.pk).update(kind="practice")
    record = {**row.record, "level": None, "abstain_reasons": ["no_evidence"]}
    Evaluation._base_manager.filter(pk=row.pk).update(
        status="ABSTAINED", level=None, record=record, criterion="ownership"
    )
    AICall.objects.filter(pk=own.ai_call(interview).pk).update(purpose="judge")

    page = operator.get(address(Interview, "change", interview.pk)).content.decode()
    listed = operator.get(address(Evaluation, "changelist")).content.decode()

    for body in (page, listed):
        assert "ABSTAINED" not in re.sub(r"<[^>]*>", "", body)
        assert "판단하지 않음" in body
    assert "판단할 말이 답변에 없음" in page
    assert "<td>수준 판단</td>" in page
    name = Criterion.objects.filter(key="ownership")[0].name_ko
    assert f'<td class="field-show_criterion">{name}</td>' in listed


def test_names_of_companies_and_formats_follow_the_page(
    operator: Client, own: Side
) -> None:
    own.interview()

    body = english(operator, address(Interview, "changelist"))

    assert f'<td class="field-show_company">{own.company.name_in("en")}</td>' in body


def test_stages_are_read_as_sentences(
    operator: Client, member: Callable[..., User], client: Client, own: Side
) -> None:
    scenario = Scenario.objects.get(key="short")
    stage = scenario.stages.order_by("order")[0]
    client.force_login(member("recruiter"))

    for reader in (operator, client):
        body = reader.get(address(Scenario, "change", scenario.pk)).content.decode()
        assert f"<li>{stage.texts['variants'][0]['ko']}</li>" in body
        assert Criterion.objects.filter(key=stage.criteria[0])[0].name_ko in body
    assert "&quot;variants&quot;" not in body
