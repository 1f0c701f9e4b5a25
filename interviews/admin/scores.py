"""Evaluations and reports: what the AI said, with its quotes. Nobody edits them."""

from __future__ import annotations

from typing import Any, override

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.admin.columns import (
    NOTHING,
    PUBLIC_ID,
    column,
    json_text,
    link,
    page_language,
    words,
)
from accounts.admin.filters import one_of
from accounts.admin.requests import person
from accounts.admin.scoped import ScopedAdmin
from accounts.admin.site import site
from accounts.models import User
from accounts.permissions import Permission
from interviews.actions import audit
from interviews.admin.report_text import content_of
from interviews.admin.withheld import UNCHECKED, reason_shown
from interviews.admin.words import (
    EVALUATION,
    REPORT,
    confidence_of,
    scorer_of,
    who_and_what,
    why,
)
from interviews.models import AuditEvent, Competency, Criterion, Evaluation, Report


def interview_page(row: Any) -> str | None:
    """The address of the interview that a row belongs to."""
    if row.interview_id is None:
        return None
    return reverse("admin:interviews_interview_change", args=[row.interview_id])


class ScorePages[M: (Evaluation, Report)](ScopedAdmin[M]):
    """Managers and recruiters read, reviewers do not, and every look is recorded."""

    to_view = Permission.SEE_SCORES
    ordering = ("-pk",)
    list_select_related = ("interview__candidate", "interview__company")
    search_fields = ("interview__candidate__email", "interview__position")
    extra_lookups = frozenset({"interview__id__exact"})

    show_interview = link("interview__public_id", _("면접"), interview_page)
    show_candidate = column("interview__candidate__email", _("지원자"))
    show_company = column("interview__company", _("회사"))
    show_id = PUBLIC_ID

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show it, and record that it was seen."""
        row = self.get_object(request, object_id)
        if row is not None:
            seen = AuditEvent.Type.REPORT_SEEN
            audit.record(seen, row, by=person(request), at=timezone.now())
        return super().change_view(request, object_id, form_url, extra_context)


@admin.register(Evaluation, site=site)
class EvaluationAdmin(ScorePages[Evaluation]):
    """One answer × criterion."""

    row_name = pgettext_lazy("하나", "평가")
    list_name = pgettext_lazy("여럿", "평가")
    list_display = (
        "show_created",
        "show_interview",
        "show_candidate",
        "show_criterion",
        "show_status",
        "show_level",
        "show_scorer",
    )
    # Neither filter nor order by level: both would give withheld ones away.
    list_filter = (one_of("status", _("상태"), EVALUATION),)
    readonly_fields = fields = (
        "show_interview",
        "show_candidate",
        "show_company",
        "show_criterion",
        "show_axis",
        "show_status",
        "show_level",
        "show_confidence",
        "show_quotes",
        "show_rationale",
        "show_scorer",
        "show_version",
        "show_record",
        "show_hash",
        "show_created",
    )

    show_criterion = column("criterion_name", _("기준"), order="criterion")
    show_axis = column("axis_name", _("역량"))
    show_status = words("status", _("상태"), EVALUATION, order="status")
    show_version = column("scorer_version", _("채점기의 판"))
    show_hash = column("log_hash", _("기록의 SHA-256"))
    show_created = column("created_at", _("채점한 때"), order="pk")

    @admin.display(description=_("수준"))
    def show_level(self, row: Evaluation) -> str:
        """The level, where people may see it."""
        if not row.interview.shows_levels:
            return str(UNCHECKED)
        return NOTHING if row.level is None else str(row.level)

    @admin.display(description=_("채점 기록"))
    def show_record(self, row: Evaluation) -> str | SafeString:
        """All that was stored; it holds the levels of all samples."""
        if not row.interview.shows_levels:
            return str(UNCHECKED)
        return json_text(row.record)

    @admin.display(description=_("확신"))
    def show_confidence(self, row: Evaluation) -> str:
        """In words: nothing is calibrated that could be a percentage."""
        if not row.interview.shows_levels:
            return str(UNCHECKED)
        return confidence_of(row.record, page_language()) or NOTHING

    @admin.display(description=_("채점"))
    def show_scorer(self, row: Evaluation) -> str:
        """Rules or a model: numbers of rules must not pass for a model's."""
        return scorer_of(row.record)

    @admin.display(description=_("근거 (답변에서 그대로)"))
    def show_quotes(self, row: Evaluation) -> SafeString:
        """The verified quotes."""
        quotes = ((quote["quote"],) for quote in row.evidence())
        listed = format_html_join("", "<li><q>{}</q></li>", quotes)
        return format_html("<ul>{}</ul>", listed or NOTHING)

    @admin.display(description=_("까닭"))
    def show_rationale(self, row: Evaluation) -> str:
        """Why this level, or why none."""
        shown = reason_shown(row.record, shows_levels=row.interview.shows_levels)
        reasons = row.record.get("abstain_reasons", [])
        return str(shown) or ", ".join(map(why, reasons)) or NOTHING

    @override
    def visible(self, user: User) -> QuerySet[Evaluation]:
        """With the names of criterion and axis: evaluations themselves keep keys."""
        rows: Any = Evaluation.objects.all()
        name = f"name_{page_language()}"
        of_rubric = Criterion.objects.filter(
            rubric=OuterRef("interview__rubric"), key=OuterRef("criterion")
        )
        axes = Competency.objects.filter(key=OuterRef("axis"))
        shown: QuerySet[Evaluation] = rows.shown_to(user).annotate(
            criterion_name=Coalesce(Subquery(of_rubric.values(name)[:1]), "criterion"),
            axis_name=Coalesce(Subquery(axes.values(name)[:1]), "axis"),
        )
        return shown

    @override
    def title_of(self, obj: Evaluation) -> str:
        """Whose, on which criterion."""
        named: Any = obj
        return f"{who_and_what(obj.interview)} · {named.criterion_name}"


@admin.register(Report, site=site)
class ReportAdmin(ScorePages[Report]):
    """What the evaluations of one interview come to."""

    row_name = pgettext_lazy("하나", "결과")
    list_name = pgettext_lazy("여럿", "결과")
    list_display = (
        "show_created",
        "show_interview",
        "show_candidate",
        "show_company",
        "show_status",
        "show_ready",
    )
    list_filter = (one_of("status", _("상태"), REPORT),)
    readonly_fields = fields = (
        "show_interview",
        "show_candidate",
        "show_company",
        "show_status",
        "show_code",
        "show_data",
        "show_built",
        "show_created",
        "show_ready",
        "show_id",
    )

    show_status = words("status", _("상태"), REPORT, order="status")
    show_code = column("code", _("오류"))

    show_built = column("built_count", _("만든 횟수"))
    show_created = column("created_at", _("만들기 시작한 때"), order="pk")
    show_ready = column("ready_at", _("다 된 때"), order="ready_at")

    @admin.display(description=_("요약"))
    def show_data(self, row: Report) -> str:
        """In words; hiring reports were built without levels."""
        return content_of(row, page_language()) or NOTHING

    @override
    def title_of(self, obj: Report) -> str:
        """Whose, for which job."""
        return who_and_what(obj.interview)

    @override
    def visible(self, user: User) -> QuerySet[Report]:
        rows: Any = Report.objects.all()
        shown: QuerySet[Report] = rows.shown_to(user)
        return shown
