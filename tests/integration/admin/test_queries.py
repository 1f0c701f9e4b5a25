"""No query, empty or hostile, is an error of ours at any address of the admin."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import pytest
from django.contrib.admin.options import (
    IS_FACETS_VAR,
    IS_POPUP_VAR,
    SOURCE_MODEL_VAR,
    TO_FIELD_VAR,
)
from django.contrib.admin.views import main
from django.db import models
from django.test import Client, RequestFactory

from accounts.admin.scoped import ScopedAdmin
from accounts.models import User
from interviews.admin import site
from interviews.models import Interview, Question
from tests.integration.admin.test_isolation import REGISTRY, address, all_models
from tests.integration.admin.world import MAKERS, Side

# Read one by one; those that change little are tried together.
OF_FORMS: Final = (IS_POPUP_VAR, SOURCE_MODEL_VAR, "_changelist_filters")
OF_LISTS: Final = (
    main.ERROR_FLAG,
    main.ORDER_VAR,
    main.PAGE_VAR,
    main.SEARCH_VAR,
    "id__exact",
    "pk__in",
)
LITTLE: Final = (*OF_FORMS, IS_FACETS_VAR, main.ALL_VAR)
OF_LOOK_UPS: Final = ("app_label", "model_name", "field_name", "term")
OTHER_PAGES: Final = (
    "/admin/",
    "/admin/interviews/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/password_change/",
    "/admin/jsi18n/",
    "/admin/r/1/1/",
    "/admin/no-such-page/",
)
# Address; parameters to try one by one; parameters to try together.
type Page = tuple[str, Sequence[str], Sequence[str]]

# Empty; what no text column of PostgreSQL holds; what no integer column holds.
VALUES: Final = ("", "\x00<b>'\u202e", "9" * 25)


@pytest.fixture(params=["operator", "recruiter"])
def visitor(request: pytest.FixtureRequest, member: Callable[..., User]) -> Client:
    """Signed in; a crash of a view is an answer of 500 like in production."""
    client: Client
    if request.param == "operator":
        client = request.getfixturevalue("operator")
    else:
        client = Client()
        client.force_login(member("recruiter"))
    client.raise_request_exception = False
    return client


def filters_of(model: type[models.Model]) -> list[str]:
    """The parameters with which the operator's list can be filtered."""
    pages: Any = site.get_model_admin(model)
    request = RequestFactory().get("/")
    request.user = User(pk=0, is_superuser=True)
    found = []
    for entry in pages.get_list_filter(request):
        name = getattr(entry, "parameter_name", None)
        if name is None:
            name = entry if isinstance(entry, str) else f"{entry[0]}__id"
            name = f"{name}__exact"
        found.append(name)
    return [*found, *pages.extra_lookups]


def pages_of(model: type[models.Model], row: Any) -> Iterator[Page]:
    """Each address of a model with the parameters that it reads."""
    columns = [field.name for field in model._meta.concrete_fields]
    lists = [TO_FIELD_VAR, *OF_LISTS, *filters_of(model)]
    yield address(model, "changelist"), lists, LITTLE
    yield address(model, "add"), [TO_FIELD_VAR], [*OF_FORMS, *columns]
    yield address(model, "change", row.pk), [TO_FIELD_VAR], OF_FORMS
    yield address(model, "delete", row.pk), [TO_FIELD_VAR], OF_FORMS
    yield address(model, "history", row.pk), [main.PAGE_VAR], OF_FORMS


def errors(client: Client, pages: Iterable[Page]) -> list[str]:
    """The queries that ended in a 500."""
    found = []
    for url, alone, together in pages:
        queries = [{name: value} for name, value in itertools.product(alone, VALUES)]
        queries += [dict.fromkeys(together, value) for value in VALUES]
        queries.append(dict.fromkeys([*alone, *together], ""))
        failed = (q for q in queries if client.get(url, q).status_code >= 500)
        found.extend(f"{url} {query}" for query in failed)
    return found


@all_models(REGISTRY)
def test_no_query_is_an_error_of_ours(
    model: type[models.Model], visitor: Client, own: Side
) -> None:
    make = MAKERS.get(model)
    row = make(own) if make else model._base_manager.all()[0]

    assert errors(visitor, pages_of(model, row)) == []


def test_nor_at_the_pages_beside_the_lists(visitor: Client, own: Side) -> None:
    own.question()
    sheets = [address(Question, page) for page in ("import", "process_import")]
    few = [(url, (), (*OF_LISTS, "next")) for url in (*OTHER_PAGES, *sheets)]
    # An export is made of the list, whatever it is filtered by.
    export = (address(Question, "export"), (*OF_LISTS, *filters_of(Question)), LITTLE)
    look_up = ("/admin/autocomplete/", OF_LOOK_UPS, LITTLE)

    assert errors(visitor, [*few, export, look_up]) == []


@all_models(REGISTRY)
@pytest.mark.parametrize("key", ["%00", "9" * 25, "_", "_00"])
def test_nor_is_a_key_that_no_row_has(
    model: type[models.Model], key: str, operator: Client, own: Side
) -> None:
    meta = model._meta
    base = f"/admin/{meta.app_label}/{meta.model_name}/{key}"
    for page in ("change", "delete", "history"):
        assert operator.get(f"{base}/{page}/").status_code in {403, 404}, page


def test_nor_is_a_word_that_no_text_has(operator: Client, own: Side) -> None:
    own.user()
    query = {"app_label": "accounts", "model_name": "membership", "field_name": "user"}

    found = operator.get("/admin/autocomplete/", {**query, "term": "own\x00"})

    assert found.json()["results"] == []


def test_an_empty_field_name_means_the_key(operator: Client, own: Side) -> None:
    """Django looks for a field without a name there."""
    url = address(Interview, "change", own.interview().pk)

    assert operator.get(url, {TO_FIELD_VAR: ""}).status_code == 200


@pytest.mark.parametrize("value", ["\x00", "9" * 19, "1," + "9" * 19, "-" + "9" * 25])
def test_a_filter_by_what_no_column_holds_is_refused(
    value: str, operator: Client, own: Side
) -> None:
    url = address(Interview, "changelist")

    assert operator.get(url, {"company__id__exact": value}).status_code == 400


def test_every_page_of_a_row_is_one_of_ours() -> None:
    assert all(isinstance(pages, ScopedAdmin) for pages in site._registry.values())
