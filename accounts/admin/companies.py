"""Companies with their members: managers keep their own, operators all."""

from __future__ import annotations

from typing import Any, ClassVar, Final, override

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.admin.columns import column
from accounts.admin.fields import WordsField
from accounts.admin.requests import roles
from accounts.admin.scoped import ScopedAdmin, ScopedStackedInline
from accounts.admin.site import site
from accounts.models import Company, Membership, User
from accounts.permissions import Permission

CANVAS: Final = "#FAFAF6"
CONTRAST: Final = 4.5


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (#RRGGBB), 1 to 21. Source: WCAG 2.2, 1.4.3."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class CompanyForm(forms.ModelForm[Company]):
    """Aliases as words; an accent colour that can be read on our pages."""

    aliases = WordsField(
        label=_("다른 이름"),
        required=False,
        help_text=_("쉼표로 나누어 적습니다. 지원자가 어느 이름으로 찾아도 나옵니다."),
        widget=AdminTextInputWidget,
    )

    def clean_accent(self) -> str:
        """Refuse what cannot be read, with the number."""
        accent: str = self.cleaned_data["accent"]
        if accent and (found := contrast(accent, CANVAS)) < CONTRAST:
            raise ValidationError(
                _(
                    "바탕색과의 대비가 %(found).2f입니다. "
                    "글자로 쓰려면 4.5 이상이어야 합니다."
                ),
                params={"found": found},
            )
        return accent


class MembershipInline(ScopedStackedInline[Membership, Company]):
    """Members. Operators add them; managers change roles and let members go."""

    model = Membership
    verbose_name_plural = pgettext_lazy("여럿", "구성원")
    to_add = Permission.OPERATE
    to_change = Permission.MANAGE
    to_delete = Permission.MANAGE
    autocomplete_fields = ("user",)
    fields = ("user", "role")
    ordering = ("role", "pk")
    labels: ClassVar = {"user": _("사람")}

    @override
    def company_of(self, obj: Any) -> int | None:
        """Rights are asked of the company's page."""
        company_id: int | None = obj.pk if isinstance(obj, Company) else obj.company_id
        return company_id

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("user")

    @override
    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if roles(request).is_operator:
            return self.fields
        return ("show_person", "role")

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only operators say whose membership it is."""
        return () if roles(request).is_operator else ("show_person",)

    show_person = column("user", _("사람"))


@admin.register(Company, site=site)
class CompanyAdmin(ScopedAdmin[Company]):
    """What candidates see of a company, and how long it keeps what they said."""

    row_name = pgettext_lazy("하나", "회사")
    list_name = pgettext_lazy("여럿", "회사")
    form = CompanyForm
    to_add = Permission.OPERATE
    to_change = Permission.MANAGE
    ordering = ("name", "pk")
    list_display = ("name", "name_en", "industry", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "name_en", "slug", "industry")
    inlines = (MembershipInline,)
    labels: ClassVar = {"slug": _("주소 이름")}
    show_slug = column("slug", _("주소 이름"))

    @override
    def company_of(self, obj: Any) -> int | None:
        """The company itself."""
        company_id: int | None = obj.pk
        return company_id

    @override
    def visible(self, user: User) -> QuerySet[Company]:
        rows: QuerySet[Company] = Company.objects.all().run_by(user)
        return rows

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Company | None = None) -> Any:
        """The address is chosen once."""
        slug = "slug" if obj is None else "show_slug"
        names = ("name", "name_en", slug, "aliases", "industry", "is_active")
        seen = ("ideal_ko", "ideal_en", "description_ko", "description_en", "accent")
        return [
            (None, {"fields": names}),
            (_("지원자에게 보이는 글"), {"fields": seen}),
            (_("자료"), {"fields": ("retention_days", "ai_scoring_enabled")}),
        ]

    @override
    def get_readonly_fields(
        self, request: HttpRequest, obj: Company | None = None
    ) -> Any:
        """Whether a company is in use is the operator's to say."""
        is_operator = roles(request).is_operator
        return ("show_slug",) if is_operator else ("show_slug", "is_active")
