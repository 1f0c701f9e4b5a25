"""What operators and members change: people, companies, keys, consent texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import ApiKey, Company, ConsentDocument, Membership, User
from accounts.permissions import Permission, can
from tests.integration.admin.test_isolation import address, company_form
from tests.integration.admin.world import Side

USERS = "/admin/accounts/user/"


def act(client: Client, path: str, action: str, *pks: int) -> Any:
    data = {"action": action, "_selected_action": list(pks), "index": 0}
    return client.post(path, data, follow=True)


def test_the_password_hash_is_on_no_page(operator: Client, own: Side) -> None:
    user = own.user()
    user.set_password("pw-secret-1")
    user.save()

    for path in (USERS, address(User, "change", user.pk)):
        body = operator.get(path).content.decode()
        assert user.password not in body
        assert "md5$" not in body


def test_operators_let_people_in_and_out(operator: Client, own: Side) -> None:
    user = own.user()

    act(operator, USERS, "keep_out", user.pk)
    user.refresh_from_db()
    assert not user.is_active
    act(operator, USERS, "let_in", user.pk)
    user.refresh_from_db()
    assert user.is_active


def test_operators_do_not_lock_themselves_out(operator: Client) -> None:
    me = User.objects.get(email="op@own.example")

    act(operator, USERS, "keep_out", me.pk)
    operator.post(address(User, "change", me.pk), {"full_name": "나", "language": "ko"})

    me.refresh_from_db()
    assert me.is_active
    assert me.is_staff


def test_an_operator_makes_somebody_staff(operator: Client, own: Side) -> None:
    user = own.user()
    form = {
        "full_name": "새 이름",
        "language": "ko",
        "time_zone": "Asia/Seoul",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "password": "x",
        "email": "other@own.example",
    }

    operator.post(address(User, "change", user.pk), form)

    before = user
    user = User.objects.get(pk=user.pk)
    assert user.full_name == "새 이름"
    assert user.is_staff
    assert not user.is_superuser
    assert (user.email, user.password) == (before.email, before.password)


@pytest.mark.parametrize("role", ["manager", "recruiter", "reviewer"])
def test_members_change_no_person(
    role: str, member: Callable[..., User], client: Client, own: Side
) -> None:
    user = own.user()
    client.force_login(member(role))

    response = client.post(address(User, "change", user.pk), {"is_staff": "on"})
    act(client, USERS, "keep_out", user.pk)

    assert response.status_code == 403
    user.refresh_from_db()
    assert user.is_active
    assert not user.is_staff


def test_a_manager_keeps_the_own_company(manager: Client, own: Side) -> None:
    form = company_form(own.company, **{"memberships-TOTAL_FORMS": "0"})
    form |= {"ideal_ko": "끝까지 해내는 사람", "aliases": "한빛, 한빛소프트웨어"}
    form |= {"slug": "stolen"}

    manager.post(address(Company, "change", own.company.pk), form)

    company = Company.objects.get(pk=own.company.pk)
    assert company.ideal_ko == "끝까지 해내는 사람"
    assert company.aliases == ["한빛", "한빛소프트웨어"]
    assert "한빛소프트웨어" in company.search_keys
    assert company.slug == "hanbit-soft"
    assert company.is_active


def test_an_accent_that_cannot_be_read_is_refused_with_its_number(
    manager: Client, own: Side
) -> None:
    form = company_form(own.company, **{"memberships-TOTAL_FORMS": "0"})

    page = manager.post(
        address(Company, "change", own.company.pk), {**form, "accent": "#FFEE00"}
    )

    assert "대비가 1." in page.content.decode()


def test_a_manager_changes_roles_and_lets_members_go(
    manager: Client, own: Side
) -> None:
    one, other = (Membership.objects.get(user=own.user()) for _n in range(2))
    rows = [
        *Membership.objects.filter(company=own.company).order_by("role", "pk"),
    ]
    form = company_form(own.company)
    form |= {
        "memberships-TOTAL_FORMS": str(len(rows)),
        "memberships-INITIAL_FORMS": str(len(rows)),
    }
    for place, row in enumerate(rows):
        form[f"memberships-{place}-id"] = row.pk
        form[f"memberships-{place}-company"] = own.company.pk
        form[f"memberships-{place}-role"] = "reviewer" if row.pk == one.pk else row.role
        if row.pk == other.pk:
            form[f"memberships-{place}-DELETE"] = "on"

    response = manager.post(address(Company, "change", own.company.pk), form)

    assert response.status_code == 302
    assert Membership.objects.get(pk=one.pk).role == "reviewer"
    assert not Membership.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("role", ["recruiter", "reviewer"])
def test_only_managers_change_the_company(
    role: str, member: Callable[..., User], client: Client, own: Side
) -> None:
    client.force_login(member(role))
    url = address(Company, "change", own.company.pk)

    assert client.get(url).status_code == 200
    assert client.post(url, company_form(own.company)).status_code == 403


def test_operators_add_a_company_with_members(operator: Client, own: Side) -> None:
    user = own.user()
    form = company_form(
        Company(name="새 회사"),
        **{"memberships-0-user": user.pk, "memberships-0-role": "manager"},
    )

    response = operator.post(address(Company, "add"), {**form, "slug": "new-one"})

    assert response.status_code == 302
    assert Membership.objects.get(company__slug="new-one").user == user


def test_managers_see_and_end_the_companys_keys_only(
    manager: Client, own: Side
) -> None:
    key = own.api_key()
    token = ApiKey.objects.create(
        kind="person", user=own.user(), prefix="persontk", expires_at=key.expires_at
    )

    page = manager.get("/admin/accounts/apikey/").content.decode()
    act(manager, "/admin/accounts/apikey/", "revoke", key.pk, token.pk)

    assert key.prefix in page
    assert "persontk" not in page
    assert key.key_hash not in page
    key.refresh_from_db()
    token.refresh_from_db()
    assert key.revoked_at is not None
    assert token.revoked_at is None


def test_a_consent_text_is_added_and_never_changed(operator: Client, own: Side) -> None:
    form = {
        "purpose": "video",
        "language": "ko",
        "version": "9",
        "title": "영상",
        "text": "영상을 보관해요.",
        "order": "1",
    }

    operator.post(address(ConsentDocument, "add"), form)

    document = ConsentDocument.objects.get(version="9")
    assert document.sha256 == ConsentDocument.hash_of("영상", "영상을 보관해요.")
    url = address(ConsentDocument, "change", document.pk)
    assert operator.get(url).status_code == 200
    assert operator.post(url, form).status_code == 403
    delete = address(ConsentDocument, "delete", document.pk)
    assert operator.post(delete, {"post": "yes"}).status_code == 403


def test_can_follows_the_role_in_that_company(
    member: Callable[..., User], own: Side, foreign: Side
) -> None:
    person = member("recruiter")
    Membership.objects.create(user=person, company=foreign.company, role="reviewer")

    assert can(person, Permission.EDIT_BANK, own.company.pk)
    assert not can(person, Permission.EDIT_BANK, foreign.company.pk)
    assert can(person, Permission.SEE, foreign.company.pk)
    assert not can(person, Permission.MANAGE, own.company.pk)
    assert not can(person, Permission.EDIT_BANK, None)
    person.is_active = False
    assert not can(person, Permission.SEE, own.company.pk)


def test_operators_do_everything_but_what_nobody_does(db: None) -> None:
    operator = User.objects.create_superuser("op2@own.example", "pw")

    assert can(operator, Permission.OPERATE, None)
    assert not can(operator, Permission.NEVER, None)
