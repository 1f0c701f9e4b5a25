"""Companies to practise for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from ninja import Query, Router

from accounts.api_auth.problems import invalid_field
from accounts.api_auth.schema import ApiRequest, LanguageCode
from accounts.api_auth.spec import spec
from accounts.models import Company
from interviews import access
from interviews.api.pages import bad_cursor, page_of
from interviews.api.schemas import CompaniesOut, CompanyOut, CompanyQuery

router = Router(tags=["companies"])

EXAMPLE = {
    "slug": "hanbit-soft",
    "name": "한빛소프트",
    "name_en": "Hanbit Soft",
    "aliases": ["한빛", "㈜한빛소프트"],
    "industry": "it",
    "ideal": "기준을 함께 세우고, 맡은 일은 끝까지 확인하는 사람과 일합니다.",
    "description": "작은 가게의 결제와 정산을 돕는 가상의 회사입니다.",
}


@router.get(
    "",
    response=CompaniesOut,
    operation_id="list_companies",
    summary="Find companies",
    openapi_extra=spec(example={"items": [EXAMPLE], "next_cursor": None}),
)
def list_companies(request: ApiRequest, query: Query[CompanyQuery]) -> dict[str, Any]:
    """By name. The search is tolerant: `주식회사 한빛 소프트` finds 한빛소프트."""
    rows: QuerySet[Company] = Company.objects.filter(is_active=True)
    if query.search:
        rows = rows.matching(query.search)  # type: ignore[attr-defined]
    if query.cursor is not None:
        last = Company.objects.filter(slug=query.cursor).first()
        if last is None:
            raise bad_cursor()
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    page = page_of(rows.order_by("name", "pk"), query, lambda row: str(row.slug))
    language = request.user.language
    return {
        "items": [company_payload(row, language) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@router.get(
    "/{slug:slug}",
    response=CompanyOut,
    operation_id="get_company",
    summary="Read one company",
    openapi_extra=spec(example=EXAMPLE),
)
def get_company(request: ApiRequest, slug: str) -> dict[str, Any]:
    """One company by its slug."""
    company = access.company_for(request.user, slug)
    return company_payload(company, request.user.language)


def company_payload(company: Company, language: LanguageCode | str) -> dict[str, Any]:
    """What CompanyOut shows."""
    is_english = language == "en"
    description = company.description_en if is_english else company.description_ko
    return {
        "slug": company.slug,
        "name": company.name,
        "name_en": company.name_en or None,
        "aliases": company.aliases,
        "industry": company.industry or None,
        "ideal": company.ideal_in(language) or None,
        "description": description or None,
    }


def company_named(slug: str | None) -> Company | None:
    """The company that a body names by slug; an unknown one is a 422."""
    if slug is None:
        return None
    company = Company.objects.filter(slug=slug, is_active=True).first()
    if company is None:
        raise invalid_field("company_id", "no such company", code="unknown_company")
    return company
