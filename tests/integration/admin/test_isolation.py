"""The 19 ways through the admin into another company's rows, for every model."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import ApiKey, Company, Membership, User
from interviews.admin import site
from interviews.models import Competency, Question
from tests.integration.admin.world import (
    AT,
    CANARY,
    MAKERS,
    OPERATORS_ONLY,
    SHARED,
    Side,
    fingerprint,
    is_text,
)

REGISTRY = sorted(site._registry, key=lambda model: model.__name__)
TENANT = [model for model in REGISTRY if model not in SHARED]
OWNED = [model for model in TENANT if model not in OPERATORS_ONLY]
MISSING = 987_654_321
NAMES = {model: model.__name__ for model in REGISTRY}
Rows = dict[type[models.Model], list[models.Model]]
OwnRows = dict[type[models.Model], models.Model]


def address(model: type[models.Model], page: str, *args: Any) -> str:
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


def has_canary(response: Any) -> bool:
    """Rows have a number behind the mark; a page may repeat what was searched for."""
    body = response.content.decode("utf-8", "replace") + str(response.headers)
    return re.search(rf"{CANARY}\d", body, re.IGNORECASE) is not None


def without_path(response: Any) -> str:
    """The body, without what repeats the request."""
    body = re.sub(r'(csrf\w*"[^>]*value=")[^"]+', r"\1", response.content.decode())
    body = re.sub(r"X-CSRFToken[^}]*", "", body)
    return body.replace(response.request["PATH_INFO"], "PATH")


def all_models(models_: list[type[models.Model]]) -> Any:
    return pytest.mark.parametrize("model", models_, ids=lambda model: NAMES[model])


def posted_links(model: type[models.Model], rows: Rows) -> dict[str, Any]:
    """Every relation of a model pointed at the other company's row."""
    found = {}
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model in rows:
            found[field.name] = rows[field.related_model][0].pk
    return found


def test_every_registered_model_is_classified() -> None:
    assert set(MAKERS) | SHARED == set(site._registry)
    assert not set(MAKERS) & SHARED


@all_models(list(MAKERS))
def test_the_canary_is_in_every_text_column(
    model: type[models.Model], rows: Rows
) -> None:
    row = model._base_manager.get(pk=rows[model][0].pk)
    skipped = {"password", "time_zone", "file", "accent", "probes", "answer_mode"}
    skipped |= {"skip_reason", "search_keys"}
    for field in model._meta.concrete_fields:
        is_short = (field.max_length or 99) < len(CANARY)
        if (
            is_text(field)
            and not field.choices
            and not is_short
            and field.name not in skipped
        ):
            assert CANARY in str(field.value_from_object(row)), field.name


# 1, 2, 7, 10, 19: lists with their filters, labels and popups


@all_models(REGISTRY)
def test_lists_show_nothing_of_others(
    model: type[models.Model], manager: Client, rows: Rows, own_rows: OwnRows
) -> None:
    for query in ("", "?_popup=1", "?_popup=1&_to_field=id", "?all="):
        response = manager.get(address(model, "changelist") + query)

        assert response.status_code == (403 if model in OPERATORS_ONLY else 200)
        assert not has_canary(response), query


@all_models(REGISTRY)
def test_search_finds_nothing_of_others(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    response = manager.get(address(model, "changelist"), {"q": CANARY})

    assert not has_canary(response)


@all_models(OWNED)
def test_own_rows_are_there(
    model: type[models.Model], manager: Client, own_rows: OwnRows
) -> None:
    row = own_rows[model]
    mark = {} if model in {ApiKey, Company} else {"q": "own"}
    response = manager.get(address(model, "changelist"), mark)

    assert address(model, "change", row.pk) in response.content.decode()


# 3, 4: drop-downs on add and change forms; 9: delete confirmation; 13: history


@all_models(REGISTRY)
def test_the_add_form_offers_nothing_of_others(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    response = manager.get(address(model, "add"))

    assert response.status_code == (200 if model is Question else 403)
    assert not has_canary(response)


@all_models(OWNED)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_pages_of_own_rows_show_nothing_of_others(
    model: type[models.Model], page: str, manager: Client, rows: Rows, own_rows: OwnRows
) -> None:
    response = manager.get(address(model, page, own_rows[model].pk))

    is_deletable = model is Question
    assert response.status_code == (
        403 if page == "delete" and not is_deletable else 200
    )
    assert not has_canary(response)


# 11, 12, 13: pages by a foreign id


@all_models(TENANT)
def test_a_foreign_id_is_as_good_as_none(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    links = {"post": "yes", **posted_links(model, rows)}
    for row, page, (method, data) in itertools.product(
        rows[model],
        ("change", "history", "delete"),
        (("get", {}), ("post", links)),
    ):
        before = fingerprint(row)

        theirs = getattr(manager, method)(address(model, page, row.pk), data)
        missing = getattr(manager, method)(address(model, page, MISSING), data)

        assert theirs.status_code == missing.status_code, (method, page)
        assert theirs.status_code in {403, 404}
        assert without_path(theirs) == without_path(missing)
        assert not has_canary(theirs)
        assert fingerprint(row) == before


@all_models(OWNED)
def test_a_visible_model_answers_404_not_403(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    assert manager.get(address(model, "change", rows[model][0].pk)).status_code == 404


# 5, 6, 8: forged posts


@all_models(REGISTRY)
def test_a_forged_post_creates_nothing_for_others(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    before = model._base_manager.count()

    response = manager.post(
        address(model, "add"),
        {
            **posted_links(model, rows),
            "text_ko": "질문",
            "competency": Competency.objects.first().pk,  # type: ignore[union-attr]
            "kind": "knowledge",
            "difficulty": "2",
            "job_family": "common",
            "is_active": "on",
        },
    )

    assert response.status_code in {200, 403}
    assert model._base_manager.count() == before


@all_models(OWNED)
def test_a_forged_post_links_no_own_row_to_others(
    model: type[models.Model], manager: Client, rows: Rows, own_rows: OwnRows
) -> None:
    row: Any = own_rows[model]
    links = posted_links(model, rows)
    before = {name: getattr(row, f"{name}_id") for name in links}

    manager.post(
        address(model, "change", row.pk),
        {
            **{
                f.name: str(f.value_from_object(row)) for f in row._meta.concrete_fields
            },
            "tags": "",
            "probes_ko": "",
            "probes_en": "",
            "memberships-TOTAL_FORMS": "0",
            "memberships-INITIAL_FORMS": "0",
            **links,
        },
    )

    row = model._base_manager.get(pk=row.pk)
    assert {name: getattr(row, f"{name}_id") for name in links} == before


def company_form(company: Company, **members: Any) -> dict[str, Any]:
    return {
        "name": company.name,
        "name_en": company.name_en,
        "aliases": "",
        "industry": company.industry,
        "ideal_ko": company.ideal_ko,
        "ideal_en": company.ideal_en,
        "description_ko": company.description_ko,
        "description_en": company.description_en,
        "accent": "",
        "retention_days": "180",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-MIN_NUM_FORMS": "0",
        "memberships-MAX_NUM_FORMS": "1000",
        **members,
    }


def test_no_child_is_attached_to_a_foreign_parent(
    manager: Client, own: Side, foreign: Side
) -> None:
    user = own.user()
    before = Membership.objects.count()
    for company in (own.company, foreign.company):
        manager.post(
            address(Company, "change", company.pk),
            company_form(
                company,
                **{
                    "memberships-0-user": user.pk,
                    "memberships-0-role": "manager",
                    "memberships-0-company": foreign.company.pk,
                },
            ),
        )

    assert Membership.objects.count() == before
    assert not Membership.objects.filter(user=user, company=foreign.company).exists()


# 17: forged inline primary key


@pytest.mark.parametrize("deletes", [False, True])
def test_a_forged_inline_key_changes_no_foreign_row(
    deletes: bool,  # noqa: FBT001
    manager: Client,
    own: Side,
    foreign: Side,
) -> None:
    theirs = Membership.objects.get(user=foreign.user())
    before = fingerprint(theirs)

    manager.post(
        address(Company, "change", own.company.pk),
        company_form(
            own.company,
            **{
                "memberships-INITIAL_FORMS": "1",
                "memberships-0-id": theirs.pk,
                "memberships-0-company": own.company.pk,
                "memberships-0-role": "reviewer",
                **({"memberships-0-DELETE": "on"} if deletes else {}),
            },
        ),
    )

    assert fingerprint(theirs) == before


# 14: autocomplete


@all_models(REGISTRY)
def test_autocomplete_finds_nothing_of_others(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    links = [field for field in fields if field.is_relation]
    for field, term in itertools.product(links, ("", CANARY)):
        response = manager.get(
            reverse("admin:autocomplete"),
            {
                "app_label": model._meta.app_label,
                "model_name": str(model._meta.model_name),
                "field_name": field.name,
                "term": term,
            },
        )
        assert response.status_code in {200, 403, 404}
        assert not has_canary(response)


# 15: bulk actions


def test_every_action_is_tried_on_foreign_rows() -> None:
    known = {
        action if isinstance(action, str) else action.__name__
        for pages in site._registry.values()
        for action in pages.actions or ()
    }
    assert known == set(ACTIONS)


ACTIONS = (
    "activate",
    "deactivate",
    "keep_out",
    "let_in",
    "retry_failed",
    "revoke",
    "unblock",
)


@all_models(TENANT)
def test_a_bulk_action_leaves_foreign_rows_alone(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    for row, action, extra in itertools.product(
        rows[model],
        [*ACTIONS, "delete_selected"],
        ({}, {"select_across": "1"}, {"post": "yes"}),
    ):
        before = fingerprint(row)
        response = manager.post(
            address(model, "changelist"),
            {"action": action, "_selected_action": [row.pk], "index": 0, **extra},
        )
        assert not has_canary(response), action
        assert fingerprint(row) == before, action
    assert not has_canary(manager.get(address(model, "changelist")))


@all_models(TENANT)
def test_an_action_on_the_change_page_leaves_foreign_rows_alone(
    model: type[models.Model], manager: Client, rows: Rows, own_rows: OwnRows
) -> None:
    for row in rows[model]:
        before = fingerprint(row)
        for action in ACTIONS:
            for pk in {row.pk, getattr(own_rows.get(model), "pk", row.pk)}:
                manager.post(
                    address(model, "change", pk),
                    {"change_form-action": action, "_selected_action": [row.pk]},
                )
        assert fingerprint(row) == before


# 16: look-ups


@all_models(REGISTRY)
def test_no_column_can_be_read_letter_by_letter(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    expected = 403 if model in OPERATORS_ONLY else 400
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        response = manager.get(
            address(model, "changelist"), {f"{field.name}__startswith": CANARY[:2]}
        )
        assert response.status_code == expected, field.name


@all_models(REGISTRY)
def test_no_relation_outside_the_filters_can_be_looked_through(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    expected = 403 if model in OPERATORS_ONLY else 400
    for field in model._meta.get_fields():
        if not field.is_relation or field.related_model is None:
            continue
        for other in field.related_model._meta.concrete_fields:
            if other.primary_key:
                continue
            lookup = f"{field.name}__{other.name}"
            response = manager.get(address(model, "changelist"), {lookup: CANARY})
            assert response.status_code == expected, lookup


def test_the_password_hash_cannot_be_looked_up_by_operators_either(
    operator: Client,
) -> None:
    for lookup in ("password__startswith", "password", "api_keys__key_hash"):
        response = operator.get(address(User, "changelist"), {lookup: "p"})
        assert response.status_code == 400


def test_a_filter_on_a_foreign_company_shows_no_row_of_it(
    manager: Client, foreign: Side
) -> None:
    foreign.question()
    query = {"company__id__exact": foreign.company.pk}

    response = manager.get(address(Question, "changelist"), query)

    assert not has_canary(response)


# 18: r/<content type>/<pk>


@all_models(REGISTRY)
def test_view_on_site_tells_nothing(
    model: type[models.Model], manager: Client, rows: Rows
) -> None:
    kind = ContentType.objects.get_for_model(model).pk
    for row in rows.get(model, []):
        theirs = manager.get(f"/admin/r/{kind}/{row.pk}/")
        missing = manager.get(f"/admin/r/{kind}/{MISSING}/")
        assert theirs.status_code == missing.status_code == 404
        assert without_path(theirs) == without_path(missing)


# Log entries and the first page


def test_recent_actions_name_only_rows_that_are_still_seen(
    manager: Client, rows: Rows, own_rows: OwnRows
) -> None:
    me = User.objects.get(email="manager@own.example")
    for model, theirs in rows.items():
        for row in theirs:
            log(me, model, row, CANARY)
    log(me, Question, own_rows[Question], "ownlog")

    page = manager.get(reverse("admin:index"))

    assert not has_canary(page)
    assert "ownlog" in page.content.decode()


def test_history_names_only_people_whom_one_may_know(
    manager: Client, foreign: Side
) -> None:
    shared = Question.objects.filter(company=None).first()
    assert shared is not None
    log(foreign.user(), Question, shared, "changed")

    page = manager.get(address(Question, "history", shared.pk))

    assert page.status_code == 200
    assert not has_canary(page)


def log(user: User, model: type[models.Model], row: models.Model, text: str) -> None:
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(model),
        object_id=str(row.pk),
        object_repr=text,
        action_flag=CHANGE,
        action_time=AT,
        change_message="[]",
    )


# The mirror: the same pages do show the canary to the operator


@all_models(TENANT)
def test_the_operator_sees_what_the_others_do_not(
    model: type[models.Model], operator: Client, rows: Rows
) -> None:
    for row in rows[model]:
        found = operator.get(address(model, "changelist"), {"o": "-1"})
        assert has_canary(found) or model is Question
        assert has_canary(operator.get(address(model, "change", row.pk)))
