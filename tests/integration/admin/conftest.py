"""People of two companies in front of the admin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import models
from django.test import Client

from accounts.models import Company, Membership, User
from tests.integration.admin.world import (
    CANARY,
    MAKERS,
    OF_INTERVIEWS,
    OPERATORS_ONLY,
    Side,
    new_company,
)

PASSWORD = "pw-admin-1"


@pytest.fixture
def own(seeded: None) -> Side:
    """Company A, whose people ask."""
    return Side("ownrow", Company.objects.get(slug="hanbit-soft"))


@pytest.fixture
def foreign(own: Side) -> Side:
    """Company B, which nobody of A may notice."""
    return Side(CANARY, new_company(CANARY))


@pytest.fixture
def member(own: Side) -> Callable[..., User]:
    """Make a member of company A."""

    def make(role: str, company: Company | None = None) -> User:
        user = User.objects.create_user(
            f"{role}@own.example", PASSWORD, full_name="이도윤", is_staff=True
        )
        company = company or own.company
        Membership.objects.create(user=user, company=company, role=role)
        return user

    return make


@pytest.fixture
def manager(member: Callable[..., User], client: Client) -> Client:
    """Signed in as the mightiest person of company A."""
    client.force_login(member("manager"))
    return client


@pytest.fixture
def operator(db: None) -> Client:
    """Signed in as the operator."""
    client = Client()
    client.force_login(User.objects.create_superuser("op@own.example", PASSWORD))
    return client


@pytest.fixture
def rows(own: Side, foreign: Side) -> dict[type[models.Model], list[models.Model]]:
    """What A may not see, of every model; practice for A included."""
    practice = Side(CANARY, own.company, kind="practice")
    made = {model: [make(foreign)] for model, make in MAKERS.items()}
    for model in OF_INTERVIEWS:
        made[model].append(MAKERS[model](practice))
    return made


@pytest.fixture
def own_rows(own: Side) -> dict[type[models.Model], models.Model]:
    """One row of A per model that A has rows of."""
    return {
        model: make(own)
        for model, make in MAKERS.items()
        if model not in OPERATORS_ONLY
    }
