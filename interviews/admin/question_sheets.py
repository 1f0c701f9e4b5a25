"""Import and export of the bank as pages: upload, preview with row errors, confirm."""

from __future__ import annotations

from typing import Any, ClassVar, Final, override

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm, ImportForm

from accounts.admin.requests import person, roles
from accounts.permissions import Permission
from interviews.admin.question_rows import QuestionRows
from interviews.admin.sheets import FILE_BYTES, FORMATS, BadSheet, SafeXLSX
from interviews.admin.uploads import PrivateUploads, name_of, ticket_for
from interviews.models import Question

IMPORT_PAGE: Final = "admin:interviews_question_import"
LIST_PAGE: Final = "admin:interviews_question_changelist"


class UploadForm(ImportForm):  # type: ignore[misc]  # untyped library
    """A file of bounded size, with labels in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["import_file"].label = _("가져올 파일 (CSV, XLSX)")
        self.fields["format"].label = _("형식")
        self.fields["format"].choices[0] = ("", _("골라 주세요"))

    def clean_import_file(self) -> Any:
        """Refuse what no question bank needs."""
        upload = self.cleaned_data["import_file"]
        if upload.size > FILE_BYTES:
            said = _("파일은 %(n)d MB까지 올릴 수 있습니다.")
            raise forms.ValidationError(said % {"n": FILE_BYTES // 1_000_000})
        return upload


class DownloadForm(ExportForm):  # type: ignore[misc]  # untyped library
    """Which format; which rows is decided by the list's filters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].label = _("형식")
        self.fields["format"].choices[0] = ("", _("골라 주세요"))


class QuestionSheets(ImportExportMixin):  # type: ignore[misc]  # untyped library
    """Mix into the bank's admin. Rows and companies are those of the person."""

    resource_classes: ClassVar = [QuestionRows]
    formats: ClassVar = list(FORMATS)
    export_formats: ClassVar = list(FORMATS)
    import_formats: ClassVar = list(FORMATS)
    import_form_class = UploadForm
    export_form_class = DownloadForm
    tmp_storage_class = PrivateUploads
    skip_admin_log = False
    import_template_name = "admin/import_export/import.html"
    export_template_name = "admin/import_export/export.html"

    @override
    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may write questions may write many."""
        return roles(request).may_somewhere(Permission.EDIT_BANK)

    @override
    def has_export_permission(self, request: HttpRequest) -> bool:
        """What is seen on the list can be taken along."""
        return roles(request).may_somewhere(Permission.SEE)

    @override
    def get_resource_kwargs(
        self, request: HttpRequest, *_args: Any, **_kwargs: Any
    ) -> dict[str, Any]:
        return {"user": person(request), "roles": roles(request)}

    # Export

    @override
    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """The list as it is filtered; the library has no answer to a wrong filter."""
        try:
            rows: QuerySet[Question] = super().get_export_queryset(request)
        except IncorrectLookupParameters as wrong:
            raise BadRequest(str(wrong)) from wrong
        return rows

    @override
    def get_valid_export_item_pks(self, request: HttpRequest) -> QuerySet[Any]:
        """Only rows of the person's own list, whatever was posted."""
        rows: QuerySet[Question] = self.get_queryset(request)
        return rows.order_by().values_list("pk", flat=True)

    @override
    def get_export_data(
        self,
        file_format: Any,
        request: HttpRequest,
        queryset: QuerySet[Question],
        **kwargs: Any,
    ) -> bytes:
        """The file; numbers stay numbers in XLSX."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        is_native = isinstance(file_format, SafeXLSX)
        table = self.get_data_for_export(
            request, queryset, force_native_type=is_native, **kwargs
        )
        data: bytes = file_format.export_data(table)
        return data

    @override
    def get_export_filename(
        self, request: HttpRequest, queryset: Any, file_format: Any
    ) -> str:
        day = timezone.localdate().isoformat()
        return f"daehwa-questions-{day}.{file_format.get_extension()}"

    # Import

    @override
    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """All rows or none; new keys come from the upload, so that they stay."""
        form = kwargs.pop("form")
        upload = form.cleaned_data.get("import_file_name") or (
            form.cleaned_data["import_file"].tmp_storage_name
        )
        return {**kwargs, "upload": upload, "rollback_on_validation_errors": True}

    @override
    def get_confirm_form_initial(
        self, request: HttpRequest, import_form: Any
    ) -> dict[str, Any]:
        """The form gets a ticket for the upload, never the file's name."""
        initial: dict[str, Any] = super().get_confirm_form_initial(request, import_form)
        if "import_file_name" in initial:
            name = initial["import_file_name"]
            initial["import_file_name"] = ticket_for(name, person(request))
        return initial

    @override
    def get_confirm_form_kwargs(
        self, request: HttpRequest, import_form: Any = None
    ) -> dict[str, Any]:
        """Exchange the ticket for the name; a forged one leaves nothing to read."""
        kwargs: dict[str, Any] = super().get_confirm_form_kwargs(request, import_form)
        if kwargs["data"] is not None:
            data = kwargs["data"].copy()
            ticket = data.get("import_file_name", "")
            data["import_file_name"] = name_of(ticket, person(request)) or ""
            kwargs["data"] = data
        return kwargs

    @override
    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import what was previewed; once, and only by the one who saw the preview."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method == "POST" and not self._is_confirmable(request):
            messages.error(
                request, _("미리보기가 오래되었습니다. 파일을 다시 올려 주세요.")
            )
            return HttpResponseRedirect(reverse(IMPORT_PAGE))
        response: HttpResponse = super().process_import(request, **kwargs)
        return response

    def _is_confirmable(self, request: HttpRequest) -> bool:
        form = self.create_confirm_form(request)
        if not form.is_valid() or form.cleaned_data["format"] not in {"0", "1"}:
            return False
        try:
            PrivateUploads(name=form.cleaned_data["import_file_name"]).read()
        except FileNotFoundError:
            return False
        return True

    @override
    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Nothing was written if a row became wrong since the preview."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, _("그사이 바뀐 것이 있어 가져오지 못했습니다."))
            return HttpResponseRedirect(reverse(IMPORT_PAGE))
        response: HttpResponse = super().process_result(result, request)
        return response

    @override
    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        said = _(
            "질문을 가져왔습니다: 새로 %(new)d개, 바꿈 %(update)d개, 그대로 %(skip)d개."
        )
        messages.success(request, said % result.totals)

    @override
    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """A file that cannot be read says why; nothing of the library's innards."""
        said = str(e) if isinstance(e, BadSheet) else _("파일을 읽을 수 없습니다.")
        form.add_error("import_file", said)
