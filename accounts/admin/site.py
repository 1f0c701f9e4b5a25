"""Our own admin site: its title, its order, its first page, its sign-in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, cast, override
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.admin.models import LogEntry
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.admin.requests import person, roles


@dataclass(frozen=True, slots=True)
class Line:
    """One number of the first page: what it counts and where its rows are."""

    label: StrOrPromise
    count: int
    url: str
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of numbers on the first page."""

    title: StrOrPromise
    lines: Sequence[Line] = field(default_factory=tuple)


type PanelMaker = Callable[[HttpRequest], Panel | None]


def _no_such_page(_request: HttpRequest, **_kwargs: str) -> HttpResponse:
    raise Http404


def _sign_out(_request: HttpRequest) -> HttpResponse:
    return redirect("account_logout")


def _change_password(_request: HttpRequest) -> HttpResponse:
    return redirect("account_change_password")


OUR_PAGES: Final[dict[str, Callable[..., HttpResponse]]] = {
    "view_on_site": _no_such_page,
    "logout": _sign_out,
    "password_change": _change_password,
    "password_change_done": _change_password,
}


class DaehwaAdminSite(AdminSite):
    """The stock admin with our words, our first page and allauth's sign-in."""

    site_header = _("대화 관리")
    site_title = _("대화 관리")
    index_title = _("오늘")
    site_url = "/"
    empty_value_display = "–"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._panels: list[PanelMaker] = []
        self._order: list[type[Model]] = []
        # Erasing people and companies is an action of its own, not a bulk click.
        self.disable_action("delete_selected")

    def add_panel(self, maker: PanelMaker) -> PanelMaker:
        """Show this on the first page; panels come in the order of registration."""
        self._panels.append(maker)
        return maker

    def put_first(self, *models: type[Model]) -> None:
        """The order of lists on the first page and in the sidebar."""
        self._order.extend(models)

    @override
    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What needs somebody, then all lists."""
        made = (maker(request) for maker in self._panels)
        panels = [panel for panel in made if panel is not None]
        return super().index(request, {"panels": panels, **(extra_context or {})})

    @override
    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """Apps and models in the order of work, not of the alphabet."""
        place = {model: place for place, model in enumerate(self._order)}
        apps = list(self._build_app_dict(request, app_label).values())
        for app in apps:
            for row in app["models"]:
                pages: Any = self.get_model_admin(row["model"])
                row["name"] = capfirst(pages.list_name)
            app["models"].sort(key=lambda row: place.get(row["model"], len(place)))
        apps.sort(key=lambda app: place.get(app["models"][0]["model"], len(place)))
        return apps

    @override
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign-in is allauth's, with its limits; staff only from here on."""
        back = request.GET.get(REDIRECT_FIELD_NAME, "") or reverse("admin:index")
        if not request.user.is_authenticated:
            query = urlencode({REDIRECT_FIELD_NAME: back})
            return HttpResponseRedirect(f"{resolve_url('account_login')}?{query}")
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    @override
    def get_urls(self) -> list[Any]:
        """Sign-out and passwords are allauth's; `r/…` says nothing about any row."""
        urls = super().get_urls()
        for pattern in urls:
            if (
                ours := OUR_PAGES.get(getattr(pattern, "name", None) or "")
            ) is not None:
                pattern.callback = self.admin_view(ours)
        return urls

    @override
    def get_log_entries(self, request: HttpRequest) -> QuerySet[LogEntry]:
        """Recent actions on rows that the person still sees; only the index asks."""
        entries = LogEntry.objects.select_related("content_type", "user")
        if roles(request).is_operator:
            return entries
        lazily: Any = SimpleLazyObject(lambda: self._seen_entries(entries, request))
        return cast("QuerySet[LogEntry]", lazily)

    def _seen_entries(
        self, entries: QuerySet[LogEntry], request: HttpRequest
    ) -> QuerySet[LogEntry]:
        mine = entries.filter(user=person(request))
        wanted = Q(pk__in=[])
        for model, pages in self._registry.items():
            if pages.has_view_permission(request):
                rows = pages.get_queryset(request).order_by()
                ids = rows.annotate(id_text=Cast("pk", TextField())).values("id_text")
                kind = ContentType.objects.get_for_model(model)
                wanted |= Q(content_type=kind, object_id__in=ids)
        return mine.filter(wanted)


site: Final = DaehwaAdminSite()
