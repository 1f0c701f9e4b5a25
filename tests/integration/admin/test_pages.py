"""Every page of the admin opens, searches, stays within its queries and the CSP."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, override

import pytest
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Company, User
from interviews.admin import site
from interviews.models import Question
from tests.integration.admin.conftest import PASSWORD
from tests.integration.admin.test_isolation import (
    REGISTRY,
    OwnRows,
    address,
    all_models,
)
from tests.integration.admin.world import MAKERS, OPERATORS_ONLY, SHARED, Side

# Session, user, roles, count, page, one per scoped filter: and nothing per row.
LIST_QUERIES = 12


class Strict(HTMLParser):
    """Collects what a strict Content-Security-Policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        handlers = [name for name in found if name.startswith("on")]
        is_data = "json" in (found.get("type") or "")
        if "style" in found or handlers or tag == "style":
            self.refused.append(f"<{tag} {attrs}>")
        if tag == "script" and "src" not in found and not is_data:
            self.refused.append("<script>")
        for name in ("href", "src", "action"):
            if (found.get(name) or "").startswith(("javascript:", "data:")):
                self.refused.append(f"<{tag} {name}>")


def refused(response: Any) -> list[str]:
    parser = Strict()
    parser.feed(response.content.decode())
    return parser.refused


@pytest.fixture
def everything(own: Side) -> OwnRows:
    """A row of every model."""
    made: OwnRows = {model: make(own) for model, make in MAKERS.items()}
    for model in SHARED:
        made[model] = model._base_manager.all()[0]
    return made


@all_models(REGISTRY)
def test_every_page_opens_for_the_operator(
    model: type[models.Model], operator: Client, everything: OwnRows
) -> None:
    pages = site.get_model_admin(model)
    row = everything[model]
    urls = [
        address(model, "changelist"),
        address(model, "changelist") + "?q=own&o=-1",
        address(model, "change", row.pk),
        address(model, "history", row.pk),
    ]
    for url in urls:
        response = operator.get(url)
        assert response.status_code == 200, url
        assert refused(response) == []
    assert pages.search_fields
    for url in (address(model, "add"), address(model, "delete", row.pk)):
        response = operator.get(url)
        assert response.status_code in {200, 403}
        assert refused(response) == []


@pytest.mark.parametrize("role", ["manager", "recruiter", "reviewer"])
def test_every_page_opens_for_members(
    role: str, member: Callable[..., User], client: Client, everything: OwnRows
) -> None:
    client.force_login(member(role))
    is_hidden = {
        "manager": set(),
        "recruiter": {"ApiKey"},
        "reviewer": {"ApiKey", "Evaluation", "Report", "AICall"},
    }[role] | {model.__name__ for model in OPERATORS_ONLY}

    for model in REGISTRY:
        expected = 403 if model.__name__ in is_hidden else 200
        for url in (
            address(model, "changelist") + "?q=own",
            address(model, "change", everything[model].pk),
        ):
            response = client.get(url)
            assert response.status_code == expected, url
            assert refused(response) == []


@pytest.mark.parametrize("path", ["/admin/", "/admin/accounts/", "/admin/interviews/"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_first_pages_open(
    path: str, language: str, operator: Client, everything: OwnRows
) -> None:
    response = operator.get(path, headers={"accept-language": language})

    assert response.status_code == 200
    assert refused(response) == []
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("page", ["import", "export"])
def test_the_sheet_pages_keep_the_policy(page: str, manager: Client) -> None:
    response = manager.get(address(Question, page))

    assert response.status_code == 200
    assert refused(response) == []


def test_the_first_page_shows_what_is_broken_first(manager: Client, own: Side) -> None:
    interview = own.interview()
    own.answer(interview)
    own.report(interview)

    body = manager.get(reverse("admin:index")).content.decode()

    assert "만들지 못한 결과" in body
    assert "채점하지 못한 답변" in body
    assert body.index("먼저 볼 것") < body.index('class="module panel"', 10) + 10_000
    assert body.index("먼저 볼 것") < body.index("새로 제출됨")


@all_models(REGISTRY)
@pytest.mark.parametrize("who", ["operator", "manager"])
def test_a_list_asks_no_more_for_more_rows(
    model: type[models.Model],
    who: str,
    request: pytest.FixtureRequest,
    own: Side,
) -> None:
    if who == "manager" and model in OPERATORS_ONLY:
        return
    client: Client = request.getfixturevalue(who)
    make = MAKERS.get(model)
    if make is None:
        with CaptureQueriesContext(
            connection,
        ) as first:
            client.get(address(model, "changelist"))
        assert len(first) <= LIST_QUERIES
        return
    make(own)
    client.get(address(model, "changelist"))
    with CaptureQueriesContext(connection) as few:
        client.get(address(model, "changelist"))
    for _number in range(5):
        make(own)
    with CaptureQueriesContext(connection) as many:
        client.get(address(model, "changelist"))

    assert len(many) <= len(few)
    assert len(many) <= LIST_QUERIES


def test_the_page_of_an_interview_asks_no_more_for_more_answers(
    manager: Client, own: Side
) -> None:
    interview = own.interview()
    url = address(type(interview), "change", interview.pk)
    own.evaluation(interview)
    manager.get(url)
    with CaptureQueriesContext(connection) as few:
        manager.get(url)
    for _number in range(4):
        own.evaluation(interview)
        own.ai_call(interview)
    with CaptureQueriesContext(connection) as many:
        manager.get(url)

    assert len(many) <= len(few)


def test_strangers_go_to_the_sign_in_page(client: Client, db: None) -> None:
    response = client.get("/admin/interviews/question/", follow=True)

    last, _status = response.redirect_chain[-1]
    assert last.startswith("/accounts/login/")
    assert "%2Fadmin%2Finterviews%2Fquestion%2F" in last


def test_candidates_are_refused(client: Client, alice: User) -> None:
    client.force_login(alice)

    assert client.get("/admin/", follow=True).status_code == 403


def test_staff_without_a_company_see_nothing(client: Client, own: Side) -> None:
    person = User.objects.create_user("new@own.example", PASSWORD, is_staff=True)
    client.force_login(person)

    assert client.get("/admin/").status_code == 200
    for model in REGISTRY:
        assert client.get(address(model, "changelist")).status_code == 403


def test_sign_out_and_passwords_are_the_sites_own(manager: Client) -> None:
    assert manager.get("/admin/logout/")["Location"] == "/accounts/logout/"
    target = manager.get("/admin/password_change/")["Location"]
    assert target == "/accounts/password/change/"


def test_every_label_is_in_the_language_of_the_page(
    operator: Client, everything: OwnRows
) -> None:
    """Korean is the source language: a label without Korean was forgotten."""
    latin_is_fine = {"HTTP", "AI", "ms", "SHA-256", "is"}
    for model, row in everything.items():
        page = operator.get(address(model, "change", row.pk)).content.decode()
        parser = Labels()
        parser.feed(page)
        for label in parser.labels:
            has_korean = any("가" <= letter <= "힣" for letter in label)
            assert has_korean or label.strip(": ") in latin_is_fine, (model, label)


class Labels(HTMLParser):
    """The texts of labels."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: list[str] = []
        self._is_in = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_in = tag == "label" and ("for", "searchbar") not in attrs

    @override
    def handle_data(self, data: str) -> None:
        if self._is_in and data.strip():
            self.labels.append(data.strip())
            self._is_in = False


def test_every_list_is_on_the_first_page_of_operators(operator: Client) -> None:
    page = operator.get("/admin/").content.decode()

    for model in REGISTRY:
        assert address(model, "changelist") in page


def test_the_theme_is_small() -> None:
    import gzip  # noqa: PLC0415

    from django.contrib.staticfiles import finders  # noqa: PLC0415

    path = finders.find("css/admin.css")
    assert isinstance(path, str)
    with open(path, "rb") as sheet:  # noqa: PTH123
        assert len(gzip.compress(sheet.read())) <= 3_000


def test_company_names_are_shown_where_rows_belong_to_several(
    operator: Client, own: Side
) -> None:
    own.question()

    body = operator.get(address(Question, "changelist") + "?q=own").content.decode()

    assert Company.objects.get(pk=own.company.pk).name in body
