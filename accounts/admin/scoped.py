"""Base of every page of the admin: rows, links and rights begin with the person.

`ModelAdmin.get_queryset` alone leaves nine ways into other companies' rows open
(reliability.md §4). Here each of them goes through `visible` or through roles.
"""

from __future__ import annotations

from typing import Any, ClassVar, override

from django.contrib import admin
from django.contrib.admin import ListFilter, ShowFacets
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import (
    ActionLocation,
    BaseModelAdmin,
    get_content_type_for_model,
)
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import (
    ChoiceField,
    Field as FormField,
    ModelChoiceField,
    ModelMultipleChoiceField,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from accounts.admin.columns import spoken
from accounts.admin.filters import is_askable
from accounts.admin.pages import BoundedPaginator
from accounts.admin.requests import person, roles
from accounts.models import User
from accounts.permissions import Permission

LOOKUPS = frozenset(
    "exact in isnull gte lt year month day id__exact pk__exact".split()  # noqa: SIM905
)


class ScopedRows[M: Model](BaseModelAdmin[M]):
    """What pages and inlines share: roles decide, choices are visible rows only."""

    to_view: ClassVar[Permission] = Permission.SEE
    to_add: ClassVar[Permission] = Permission.NEVER
    to_change: ClassVar[Permission] = Permission.NEVER
    to_delete: ClassVar[Permission] = Permission.NEVER
    labels: ClassVar[dict[str, StrOrPromise]] = {}

    def company_of(self, obj: Any) -> int | None:
        """The company that owns the row; None: nobody's, so the operator's."""
        company_id: int | None = getattr(obj, "company_id", None)
        return company_id

    def may(self, request: HttpRequest, permission: Permission, obj: Any) -> bool:
        """Whether the person may do this to the row, or to any row."""
        held = roles(request)
        if obj is None:
            return held.may_somewhere(permission)
        return held.may(permission, self.company_of(obj))

    @override
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Which rows is decided by `visible`."""
        return roles(request).may_somewhere(self.to_view)

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.to_add, obj)

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.to_change, obj)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, self.to_delete, obj)

    @override
    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def choices_for(
        self, db_field: ForeignKey[Any, Any] | ManyToManyField[Any, Any], request: Any
    ) -> QuerySet[Any]:
        """The rows that a link may point to: those of the other model's own list."""
        other = db_field.remote_field.model
        try:
            rows = self.admin_site.get_model_admin(other).get_queryset(request)
        except NotRegistered as missing:
            raise ImproperlyConfigured(
                f"{type(self).__name__}.{db_field.name} needs choices_for()"
            ) from missing
        return rows

    @override
    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        kwargs["queryset"] = self.choices_for(db_field, request)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None:
            named: Any = field
            named.label_from_instance = spoken
        return field

    @override
    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        kwargs["queryset"] = self.choices_for(db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @override
    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """Labels and the empty choice are ours."""
        if db_field.name in self.labels:
            kwargs["label"] = self.labels[db_field.name]
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        _ask_in_our_words(field)
        return field


class ScopedAdmin[M: Model](ScopedRows[M], admin.ModelAdmin[M]):
    """A list and its pages, read-only unless a subclass names who may do what."""

    show_facets = ShowFacets.NEVER
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 200
    paginator = BoundedPaginator
    view_on_site = False
    # What one row and many of them are called: in English the two differ.
    row_name: ClassVar[StrOrPromise]
    list_name: ClassVar[StrOrPromise]
    # Look-ups in links of ours, beside those of `list_filter`.
    extra_lookups: ClassVar[frozenset[str]] = frozenset()

    def visible(self, user: User) -> QuerySet[M]:
        """The rows that this person may see; every page starts from them."""
        raise NotImplementedError

    def title_of(self, obj: M) -> str:
        """What people call this row."""
        return spoken(obj)

    @override
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The list under its own name."""
        named = {"title": capfirst(self.list_name)}
        return super().changelist_view(request, {**named, **(extra_context or {})})

    @override
    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: M | None = None,
    ) -> Any:
        """What it is, and which one: never a bare number."""
        name = capfirst(self.row_name)
        context["title"] = gettext("Add %s") % name if obj is None else name
        context["subtitle"] = None if obj is None else self.title_of(obj)
        context["list_name"] = self.list_name
        return super().render_change_form(request, context, add, change, form_url, obj)

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        rows = self.visible(person(request))
        if not self.has_view_permission(request):
            rows = rows.none()
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    @override
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> M | None:
        """The row with this key; an empty `_to_field` names no other field."""
        return super().get_object(request, object_id, from_field or None)

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """What no text can hold is found nowhere."""
        rows = queryset if "\x00" not in search_term else queryset.none()
        return super().get_search_results(request, rows, search_term)

    @override
    def get_action_choices(
        self,
        request: HttpRequest,
        default_choices: list[tuple[str, str]] | None = None,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> list[tuple[str, str]]:
        """The empty choice in our words."""
        first = default_choices or [("", gettext("할 일 고르기"))]
        return super().get_action_choices(request, first, action_location)

    @override
    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what filters offer: a look-up can read a column letter by letter."""
        if not is_askable(value):
            return False
        if lookup in self.extra_lookups:
            return True
        names = {_parameter(entry) for entry in self.get_list_filter(request)}
        names |= {self.date_hierarchy or "pk", "pk", "id"}
        return any(
            lookup == name or lookup.removeprefix(f"{name}__") in LOOKUPS
            for name in names
            if lookup.startswith(name)
        )

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Missing and not visible look the same."""
        raise Http404

    @override
    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What was done by people whom this person may know of."""
        if not is_askable(unquote(object_id)):
            raise Http404
        known = self.admin_site.get_model_admin(User).get_queryset(request)
        entries = LogEntry.objects.filter(
            object_id=unquote(object_id),
            content_type=get_content_type_for_model(self.model),
            user__in=known.order_by().values("pk"),
        ).select_related("user", "content_type")
        pages = self.get_paginator(request, entries.order_by("action_time", "pk"), 100)
        page = pages.get_page(request.GET.get(PAGE_VAR, 1))
        seen = {
            "action_list": page,
            "page_range": pages.get_elided_page_range(page.number),
            "pagination_required": pages.count > 100,
        }
        context = {**seen, **(extra_context or {})}
        return super().history_view(request, object_id, context)


class ScopedStackedInline[C: Model, P: Model](ScopedRows[C], admin.StackedInline[C, P]):
    """Rows edited on the page of their parent; rights are asked of the parent."""

    extra = 0


def _ask_in_our_words(field: Any) -> None:
    """Django's empty choice has no Korean."""
    asked = gettext("골라 주세요")
    if isinstance(field, ModelChoiceField):
        if field.empty_label is not None:
            field.empty_label = asked
    elif isinstance(field, ChoiceField):
        said: Any = field.choices
        field.choices = [
            (key, asked if key in ("", None) else label) for key, label in said
        ]


def _parameter(entry: Any) -> str:
    """The name that an entry of `list_filter` has in the address."""
    if isinstance(entry, type) and issubclass(entry, ListFilter):
        return str(getattr(entry, "parameter_name", ""))
    return str(entry[0] if isinstance(entry, list | tuple) else entry)
