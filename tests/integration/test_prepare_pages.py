"""Before an interview: practice, consent, how to answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Consent, User
from interviews.actions import resumes
from interviews.models import AuditEvent, Interview

FILLED = {"position": "백엔드 개발자", "company": "", "resume": "", "language": "ko"}


@pytest.fixture
def page(client: Client, alice: User, seeded: None) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


@pytest.fixture
def draft(page: Client) -> Interview:
    """An interview that waits for consents."""
    page.post("/practice/new/", FILLED | {"scenario": "short", "create": "1"})
    return Interview.objects.get()


def test_the_proposal_is_shown_with_its_reason_and_can_be_overridden(
    page: Client,
) -> None:
    response = page.post("/practice/new/", FILLED, follow=True)

    assert response.status_code == 200
    assert 'id="proposal"' in response.text
    for key in ("standard", "career_change", "short"):
        assert f'name="scenario" value="{key}"' in response.text
    assert "제안" in response.text
    assert not Interview.objects.exists()


def test_the_proposal_has_an_address_and_takes_the_focus(page: Client) -> None:
    response = page.post("/practice/new/", FILLED)

    again = page.get(response["Location"]).text
    assert response.status_code == 302
    assert '<h2 id="proposal" tabindex="-1" autofocus>진행 고르기</h2>' in again
    assert 'type="hidden" name="position" value="백엔드 개발자"' in again
    assert 'name="position" required' not in again


def test_one_can_go_back_and_change_what_was_asked(page: Client) -> None:
    asked = FILLED | {"company": "한빛소프트", "language": "en"}
    where = page.post("/practice/new/", asked)["Location"]

    text = page.get(f"{where}&change=1").text

    assert 'value="한빛소프트"' in text
    assert re.search(r'name="language" value="en"[^>]* checked', text)
    assert "data-error-summary" not in text
    assert 'id="proposal"' not in text


def test_an_address_that_is_out_of_date_asks_again(page: Client) -> None:
    response = page.get("/practice/new/", FILLED | {"company": "zzzz"})

    assert response.status_code == 422
    assert "‘zzzz’ 회사를 찾지 못했어요." in response.text
    assert 'id="proposal"' not in response.text


def test_going_on_without_a_format_says_so(page: Client) -> None:
    response = page.post("/practice/new/", FILLED | {"create": "1"})

    assert response.status_code == 422
    assert response.text.count("어떻게 진행할지 골라 주세요.") == 2
    assert 'href="#scenario-0"' in response.text
    assert 'id="scenario-0"' in response.text
    assert not Interview.objects.exists()


def test_practice_leads_to_the_consents(page: Client) -> None:
    chosen = FILLED | {"scenario": "short", "create": "1"}

    response = page.post("/practice/new/", chosen)

    interview = Interview.objects.get()
    assert response["Location"] == f"/i/{interview.public_id}/consent/"
    assert (interview.scenario.key, interview.kind) == ("short", "practice")


@pytest.mark.parametrize(
    "name", ["㈜한빛 소프트", "한빛소프트", "hanbit software", "주식회사 한빛소프트"]
)
def test_a_company_is_found_by_tolerant_name(page: Client, name: str) -> None:
    chosen = FILLED | {"company": name, "scenario": "short", "create": "1"}

    page.post("/practice/new/", chosen)

    company = Interview.objects.select_related("company").get().company
    assert company is not None
    assert company.slug == "hanbit-soft"


def test_the_company_that_was_found_is_named(page: Client) -> None:
    asked = FILLED | {"company": "㈜ 한빛 소프트"}

    text = page.post("/practice/new/", asked, follow=True).text

    assert "<dd>한빛소프트 " in text
    assert "적은 이름: ㈜ 한빛 소프트" in text


def test_an_unknown_company_gets_the_nearest_names(page: Client) -> None:
    response = page.post("/practice/new/", FILLED | {"company": "한빛소프"})

    assert response.status_code == 422
    assert "혹시 한빛소프트" in response.text
    assert 'value="한빛소프"' in response.text


def test_a_company_that_nobody_knows_can_be_left_out(page: Client) -> None:
    asked = FILLED | {"company": "zzzz"}

    refused = page.post("/practice/new/", asked)
    without = page.post("/practice/new/", asked | {"no_company": "1"}, follow=True)

    assert refused.status_code == 422
    assert "고를 수 있는 회사" in refused.text
    assert "한빛소프트" in refused.text
    assert 'name="no_company" value="1">회사 없이 계속<' in refused.text
    assert "<dd>회사 없음</dd>" in without.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("position", ""),
        ("position", "   "),
        ("position", "가" * 121),
        ("position", "개발\x00자"),
        ("position", "가" * 350_000),
        ("language", "fr"),
        ("resume", "11111111-1111-4111-8111-111111111111"),
        ("scenario", "no-such"),
    ],
)
def test_bad_values_are_named_and_nothing_is_made(
    page: Client, field: str, value: str
) -> None:
    chosen = FILLED | {"scenario": "short", "create": "1", field: value}

    response = page.post("/practice/new/", chosen)

    assert response.status_code == 422
    assert "고칠 곳이 있어요" in response.text
    assert not Interview.objects.exists()


def test_direction_marks_do_not_get_into_a_position(page: Client) -> None:
    marked = "\u202e백엔드\u202c  개발자\u200b"

    page.post(
        "/practice/new/",
        FILLED | {"position": marked, "scenario": "short", "create": "1"},
    )

    assert Interview.objects.get().position == "백엔드 개발자"


def test_another_persons_resume_cannot_be_chosen(
    page: Client, sam: User, now: datetime
) -> None:
    resume = resumes.upload(by=sam, name="cv.txt", data=b"Sam Resume", at=now)
    chosen = FILLED | {"resume": str(resume.public_id), "scenario": "short"}

    response = page.post("/practice/new/", chosen | {"create": "1"})

    assert response.status_code == 422
    assert "cv.txt" not in response.text


def test_the_practice_page_needs_few_queries(
    page: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        page.get("/practice/new/")


def test_no_consent_is_ticked_beforehand_and_versions_are_shown(
    page: Client, draft: Interview
) -> None:
    text = page.get(f"/i/{draft.public_id}/consent/").text

    assert " checked" not in text
    assert text.count('class="consent') == 3
    assert "SHA-256" in text
    assert 'name="video"' not in text


def _consents(page: Client, draft: Interview, **answers: str) -> Any:
    text = page.get(f"/i/{draft.public_id}/consent/").text
    version = text.partition('interview_record_version" value="')[2].partition('"')[0]
    purposes = ("interview_record", "ai_scoring", "service_improvement")
    versions = {f"{purpose}_version": version for purpose in purposes}
    return page.post(f"/i/{draft.public_id}/consent/", versions | answers)


def test_a_missing_required_consent_is_named(page: Client, draft: Interview) -> None:
    response = _consents(page, draft, ai_scoring="yes")

    assert response.status_code == 422
    assert 'href="#interview_record-0">면접 기록: 동의하는지 골라' in response.text
    assert 'id="ai_scoring-0" value="yes" checked' in response.text


def test_the_facts_of_a_consent_begin_as_sentences_do(
    page: Client, draft: Interview
) -> None:
    page.cookies["django_language"] = "en"

    text = page.get(f"/i/{draft.public_id}/consent/").text

    facts = re.findall(r"<dt>[^<]+</dt><dd>(.)", text)
    assert len(facts) > 10
    assert not [first for first in facts if first.islower()]


def test_refusing_the_required_one_says_what_follows(
    page: Client, draft: Interview
) -> None:
    response = _consents(page, draft, interview_record="no")

    assert response.status_code == 422
    assert "이 동의가 없으면 면접을 시작할 수 없어요." in response.text


def test_an_old_text_is_not_agreed_to(page: Client, draft: Interview) -> None:
    answers = {"interview_record": "yes", "interview_record_version": "1999-01"}

    response = page.post(f"/i/{draft.public_id}/consent/", answers)

    assert response.status_code == 422
    assert "안내문이 바뀌었어요." in response.text


def test_consents_lead_to_how_to_answer(page: Client, draft: Interview) -> None:
    response = _consents(page, draft, interview_record="yes", ai_scoring="yes")

    draft.refresh_from_db()
    assert response["Location"] == f"/i/{draft.public_id}/how/"
    assert draft.ai_consent
    assert Consent.objects.count() == 2


def test_a_consent_can_be_taken_back(page: Client, started: Interview) -> None:
    page.post(f"/i/{started.public_id}/consent/withdraw/", {"purpose": "ai_scoring"})

    text = page.get(f"/i/{started.public_id}/consent/").text
    started.refresh_from_db()
    assert not started.ai_consent
    assert "거둠" in text


@pytest.mark.parametrize(
    "purpose", ["", "video", "no_such", "내 주민번호는", "ai_scoring\0", "x" * 5000]
)
def test_only_a_consent_that_was_given_can_be_taken_back(
    purpose: str, page: Client, started: Interview
) -> None:
    url = f"/i/{started.public_id}/consent/withdraw/"

    response = page.post(url, {"purpose": purpose})

    started.refresh_from_db()
    assert response.status_code == 404
    assert started.ai_consent
    assert not AuditEvent.objects.filter(type="CONSENT_WITHDRAWN").exists()


def test_a_consent_is_taken_back_once(page: Client, started: Interview) -> None:
    url = f"/i/{started.public_id}/consent/withdraw/"
    page.post(url, {"purpose": "ai_scoring"})
    started.refresh_from_db()

    response = page.post(url, {"purpose": "ai_scoring"})

    assert response.status_code == 302
    assert AuditEvent.objects.filter(type="CONSENT_WITHDRAWN").count() == 1
    assert Interview.objects.get(pk=started.pk).version == started.version


def test_a_draft_interview_asks_for_consents_first(
    page: Client, draft: Interview
) -> None:
    for name in ("", "how/", "now/"):
        response = page.get(f"/i/{draft.public_id}/{name}", follow=True)
        assert response.redirect_chain[-1][0] == f"/i/{draft.public_id}/consent/"


def test_how_to_answer_is_kept(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    interview = new_interview()
    chosen = {"shows_timer": "no", "comfort": ["large_text"], "need": "천천히"}

    response = page.post(f"/i/{interview.public_id}/how/", chosen)

    interview.refresh_from_db()
    assert response["Location"] == f"/i/{interview.public_id}/"
    assert not interview.shows_timer
    assert interview.accommodations == {
        "large_text": True,
        "less_motion": False,
        "need": "천천히",
    }


@pytest.mark.parametrize(
    "chosen", [{}, {"shows_timer": "maybe"}, {"shows_timer": "yes", "need": "가" * 501}]
)
def test_a_wrong_choice_is_named(
    page: Client, new_interview: Callable[..., Interview], chosen: dict[str, str]
) -> None:
    interview = new_interview()

    response = page.post(f"/i/{interview.public_id}/how/", chosen)

    assert response.status_code == 422


def test_choosing_after_the_end_is_a_conflict(
    page: Client, finished: Interview
) -> None:
    response = page.post(f"/i/{finished.public_id}/how/", {"shows_timer": "yes"})

    assert response.status_code == 409


def test_the_newest_confirmed_resume_is_suggested_with_its_position(
    page: Client, alice: User, now: datetime
) -> None:
    resume = resumes.upload(by=alice, name="cv.txt", data=b"Alice Resume", at=now)
    resumes.parse(resume_id=resume.pk, at=now)
    resume.refresh_from_db()
    fields = {"target_position": "데이터 분석가"}
    resumes.correct_profile(resume=resume, fields=fields, by=alice, at=now)
    resumes.confirm(resume=resume, by=alice, at=now)

    text = page.get("/practice/new/").text

    assert 'value="데이터 분석가"' in text
    assert re.search(rf'value="{resume.public_id}"[^>]* checked', text)
