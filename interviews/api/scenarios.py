"""Orders of stages, and which of them fits a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Router

from accounts.api_auth.problems import invalid_field
from accounts.api_auth.schema import ApiRequest
from accounts.api_auth.spec import spec
from accounts.models import User
from interviews.actions import proposals
from interviews.api.schemas import ProposalOut, ProposeIn, ScenariosOut
from interviews.models import Resume, Scenario

router = Router(tags=["scenarios"])


@router.get(
    "",
    response=ScenariosOut,
    operation_id="list_scenarios",
    summary="List the scenarios",
    openapi_extra=spec(
        example={
            "items": [
                {
                    "key": "standard",
                    "name": "기본 면접",
                    "description": "열다섯 단계로 된 면접이에요.",
                    "minutes": 40,
                    "stages": [
                        {
                            "order": 1,
                            "key": "intro",
                            "name": "자기소개",
                            "kind": "template",
                            "axis": "communication",
                        }
                    ],
                }
            ],
            "next_cursor": None,
        }
    ),
)
def list_scenarios(request: ApiRequest) -> dict[str, Any]:
    """All scenarios that can be chosen, with their stages in order."""
    rows = Scenario.objects.all().active().prefetch_related("stages").order_by("pk")
    return {
        "items": [_scenario(row, request.user.language) for row in rows],
        "next_cursor": None,
    }


@router.post(
    "/propose",
    response=ProposalOut,
    operation_id="propose_scenario",
    summary="Propose a scenario",
    openapi_extra=spec(
        body={
            "position": "백엔드 개발자",
            "major": "컴퓨터공학",
            "past_roles": [{"role": "간호사", "company": "한마음병원", "years": 4}],
        },
        example={
            "scenario": "career_change",
            "reason": "‘간호사’ 경력이 지원하신 백엔드 개발자 직무와 다른 분야라서 "
            "직무 전환 면접을 권해요.",
        },
        invalid=["unknown_resume"],
    ),
)
def propose_scenario(request: ApiRequest, body: ProposeIn) -> dict[str, str]:
    """Which scenario fits, and why. Creates nothing; the candidate may override it."""
    proposal = proposals.propose_scenario(
        position=body.position,
        language=body.language or request.user.language,
        at=timezone.now(),
        resume=resume_named(request.user, body.resume_id),
        major=body.major,
        past_roles=[
            proposals.PastRole(
                role=one.role,
                company=one.company,
                years=one.years,
                part_time=one.part_time,
            )
            for one in body.past_roles
        ],
    )
    return {"scenario": proposal.scenario, "reason": proposal.reason}


def resume_named(user: User, public_id: UUID | None) -> Resume | None:
    """The own résumé that a body names; another's and a missing one are a 422."""
    if public_id is None:
        return None
    own = Resume.objects.all().owned_by(user)
    resume: Resume | None = own.filter(public_id=public_id).first()
    if resume is None:
        raise invalid_field("resume_id", "no such résumé", code="unknown_resume")
    return resume


def _scenario(scenario: Scenario, language: str) -> dict[str, Any]:
    is_english = language == "en"
    description = scenario.description_en if is_english else scenario.description_ko
    stages = sorted(scenario.stages.all(), key=lambda stage: stage.order)
    return {
        "key": scenario.key,
        "name": scenario.name_in(language),
        "description": description or None,
        "minutes": scenario.minutes,
        "stages": [
            {
                "order": stage.order,
                "key": stage.key,
                "name": stage.name_en if is_english else stage.name_ko,
                "kind": stage.kind,
                "axis": stage.axis or None,
            }
            for stage in stages
        ],
    }
