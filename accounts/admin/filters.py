"""Filters of lists that offer only what the person may see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, override

from django.contrib.admin import (
    FieldListFilter,
    ModelAdmin,
    RelatedFieldListFilter,
    SimpleListFilter,
)
from django.db.models import QuerySet
from django.http import HttpRequest
from django_stubs_ext import StrOrPromise

from accounts.admin.columns import spoken

# A BIGINT has at most 19 digits, and what is asked for has fewer.
_TOO_LONG: Final = re.compile(r"[-+]?\d{19,}")


def is_askable(value: str) -> bool:
    """Whether every database can compare a column with this at all.

    The drivers would refuse in the middle of a page: PostgreSQL's a NUL, SQLite's a
    number that no integer has room for. In the list of `__in` each value counts.
    """
    parts = (part.strip() for part in value.split(","))
    return "\x00" not in value and not any(map(_TOO_LONG.fullmatch, parts))


class ScopedRelatedFilter(RelatedFieldListFilter):
    """A filter over a relation: its choices are the rows of that model's own list."""

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        # The relation itself has no name in words.
        self.title = field.remote_field.model._meta.verbose_name

    @override
    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: ModelAdmin[Any]
    ) -> list[tuple[str, StrOrPromise]]:
        other = model_admin.admin_site.get_model_admin(field.remote_field.model)
        return [(str(row.pk), spoken(row)) for row in other.get_queryset(request)]


class ScopedValuesFilter(SimpleListFilter):
    """A filter over the values that occur in the rows the person sees."""

    @override
    def lookups(
        self, request: HttpRequest, model_admin: ModelAdmin[Any]
    ) -> list[tuple[str, str]]:
        name = str(self.parameter_name)
        seen = model_admin.get_queryset(request).order_by(name)
        values = seen.values_list(name, flat=True).distinct()
        return [(value, self.words_for(value)) for value in values if value]

    def words_for(self, value: str) -> str:
        """How the choice is called."""
        return value

    @override
    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        value = self.value()
        if value is None:
            return queryset
        return queryset.filter(**{str(self.parameter_name): value})


def scoped(name: str) -> tuple[str, type[FieldListFilter]]:
    """An entry of `list_filter` for a relation."""
    return (name, ScopedRelatedFilter)


def values_of(name: str, label: Any, words: Any = None) -> type[ScopedValuesFilter]:
    """An entry of `list_filter` for the values of a text field."""
    body: dict[str, Any] = {"parameter_name": name, "title": label}
    if words is not None:
        body["words_for"] = staticmethod(words)
    return type(f"{name.title()}Filter", (ScopedValuesFilter,), body)


def one_of(
    name: str, label: Any, known: Mapping[str, StrOrPromise]
) -> type[SimpleListFilter]:
    """An entry of `list_filter` for a column whose few values are known by name."""

    class Known(SimpleListFilter):
        title = label
        parameter_name = name

        @override
        def lookups(
            self, request: HttpRequest, model_admin: ModelAdmin[Any]
        ) -> list[tuple[str, StrOrPromise]]:
            return list(known.items())

        @override
        def queryset(
            self, request: HttpRequest, queryset: QuerySet[Any]
        ) -> QuerySet[Any] | None:
            value = self.value()
            return queryset.filter(**{name: value}) if value in known else queryset

    return Known
