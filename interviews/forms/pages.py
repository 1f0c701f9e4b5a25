"""The forms of the pages, but for the profile."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from accounts.forms import LineField
from accounts.models import Company, Language, User
from accounts.words import OwnWords
from interviews.actions import turns
from interviews.models import Resume, Scenario

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ANSWER_ERRORS: Final[dict[str, str | _StrPromise]] = {
    "empty": _("답변을 써 주세요. 답하기 어려우면 건너뛰어도 돼요."),
    "too_long": _("답변이 너무 길어요. 20,000자까지 쓸 수 있어요."),
    "nul": _(
        "보이지 않는 NUL 문자가 들어 있었어요. "
        "그 문자만 뺐으니 확인하고 다시 눌러 주세요."
    ),
    "surrogate": _(
        "깨진 글자가 들어 있었어요. 그 글자만 뺐으니 확인하고 다시 눌러 주세요."
    ),
}
UNKEEPABLE: Final = re.compile("[\x00\ud800-\udfff]")
SUGGESTIONS: Final = 3
NAMED: Final = 8


class AnswerForm(forms.Form):
    """The words of an answer, exactly as typed; the browser's line ends undone."""

    text = forms.Field(widget=forms.Textarea, required=False)
    base = forms.IntegerField(required=False, min_value=0)
    keep = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, *args: Any, may_be_empty: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_be_empty = may_be_empty

    def clean_text(self) -> str:
        """Name what cannot be kept."""
        text = self.typed
        try:
            turns.check_text(text, may_be_empty=self.may_be_empty)
        except turns.AnswerInvalid as refused:
            message = ANSWER_ERRORS.get(refused.code, refused.message)
            raise forms.ValidationError(message, code=refused.code) from refused
        return text

    @property
    def typed(self) -> str:
        """What the person wrote, before any check."""
        return str(self.data.get("text", "")).replace("\r\n", "\n")

    @property
    def presentable(self) -> str:
        """The same without what no page can carry, for the field."""
        return UNKEEPABLE.sub("", self.typed)


class HowForm(OwnWords):
    """How the candidate wants to answer. No reasons are asked."""

    shows_timer = forms.ChoiceField(
        label=_("시간"),
        widget=forms.RadioSelect,
        choices=[("yes", _("권장 시간 표시")), ("no", _("시간 표시 없이"))],
    )
    comfort = forms.MultipleChoiceField(
        label=_("그 밖에"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("large_text", _("큰 글자")), ("less_motion", _("움직임 줄이기"))],
    )
    need = forms.CharField(
        label=_("다른 도움이 필요하면 적어 주세요"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def other(self) -> dict[str, Any]:
        """What the interview keeps beside the timer."""
        chosen = self.cleaned_data["comfort"]
        return {
            "large_text": "large_text" in chosen,
            "less_motion": "less_motion" in chosen,
            "need": self.cleaned_data["need"],
        }


class PracticeForm(OwnWords):
    """What to practise: step one; with a scenario, step two."""

    position = LineField(
        label=_("직무"),
        help_text=_("지원할 일을 한 줄로 써 주세요. 예: 백엔드 개발자"),
        max_length=120,
        error_messages={
            "required": _("직무를 써 주세요."),
            "max_length": _("직무는 120자까지 쓸 수 있어요."),
        },
        widget=forms.TextInput(attrs={"list": "positions", "autocomplete": "off"}),
    )
    company = LineField(
        label=_("회사"),
        help_text=_("이름을 쓰면 찾아 드려요. 비워 두면 회사 없이 연습해요."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("회사 이름은 120자까지 쓸 수 있어요.")},
        widget=forms.TextInput(attrs={"list": "companies", "autocomplete": "off"}),
    )
    resume = forms.ChoiceField(
        label=_("쓸 이력서"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("확인을 마친 이력서만 쓸 수 있어요. 확인한 항목만 질문에 써요."),
    )
    language = forms.ChoiceField(
        label=_("면접 언어"), widget=forms.RadioSelect, choices=Language.choices
    )
    scenario = forms.ChoiceField(
        label=_("진행"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("어떻게 진행할지 골라 주세요."),
            "invalid_choice": _("어떻게 진행할지 골라 주세요."),
        },
    )

    def __init__(
        self,
        *args: Any,
        user: User,
        page_language: str,
        needs_scenario: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.typed_company = ""
        self._page_language = page_language
        self._field("scenario").required = needs_scenario
        self._resumes = {
            str(row.public_id): row
            for row in Resume.objects.all().owned_by(user).confirmed().order_by("-id")
        }
        for key, row in list(self._resumes.items())[:1]:
            # Nothing is asked twice: the newest résumé knows what it is for.
            self.initial.setdefault("resume", key)
            wanted = row.profile.get("target_position") or ""
            self.initial.setdefault("position", wanted[:120])
        self._companies = list(
            Company.objects.filter(is_active=True).order_by("name", "pk")
        )
        self.scenarios = list(Scenario.objects.all().active().order_by("pk"))
        self._field("resume").choices = [
            *((key, row.file_name) for key, row in self._resumes.items()),
            ("", _("이력서 없이")),
        ]
        self._field("scenario").choices = [
            (row.key, row.name_in(page_language)) for row in self.scenarios
        ]

    @property
    def company_names(self) -> list[str]:
        """Suggestions while typing."""
        return [row.name_in(self._page_language) for row in self._companies]

    def clean_company(self) -> Company | None:
        """The company of this name, tolerantly; nothing typed means none."""
        typed = self.typed_company = self.cleaned_data["company"]
        if not typed:
            return None
        found = Company.objects.filter(is_active=True).named(typed)
        if found is not None:
            return found
        raise forms.ValidationError(self._unknown(typed), code="unknown_company")

    def clean_resume(self) -> Resume | None:
        """One of the person's own confirmed résumés, or none."""
        return self._resumes.get(self.cleaned_data["resume"])

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        return field

    def _unknown(self, typed: str) -> str:
        """Which name was not found, and which ones there are."""
        values = {"name": typed, "names": ", ".join(self._nearest(typed))}
        if values["names"]:
            return (
                gettext("‘%(name)s’ 회사를 찾지 못했어요. 혹시 %(names)s인가요?")
                % values
            )
        names = self.company_names
        if not names:
            return gettext("이 사이트에는 고를 수 있는 회사가 아직 없어요.")
        values["names"] = ", ".join(names[:NAMED])
        text = gettext("‘%(name)s’ 회사를 찾지 못했어요. 고를 수 있는 회사: %(names)s")
        return text % values + (" …" if len(names) > NAMED else "")

    def _nearest(self, typed: str) -> list[str]:
        by_name = {
            name.casefold(): row.name_in(self._page_language)
            for row in self._companies
            for name in (row.name, row.name_en, *row.aliases)
            if name
        }
        part = typed.casefold()
        close = difflib.get_close_matches(part, by_name, n=SUGGESTIONS, cutoff=0.5)
        close += [name for name in by_name if part in name or name in part]
        return list(dict.fromkeys(by_name[name] for name in close))[:SUGGESTIONS]


class ResumeUploadForm(OwnWords):
    """One file."""

    file = forms.FileField(
        label=_("이력서 파일"),
        help_text=_(
            "PDF, DOCX, TXT · 10 MB까지 · 한글(HWP) 문서는 PDF로 저장해서 올려 주세요. "
            "그림만 있는 파일은 읽지 못해요."
        ),
        allow_empty_file=True,  # the action names an empty file by its code
        max_length=255,
        error_messages={
            "required": _("파일을 골라 주세요."),
            "max_length": _("파일 이름이 너무 길어요."),
            "invalid": _("파일을 받지 못했어요. 다시 골라 주세요."),
            "missing": _("파일을 받지 못했어요. 다시 골라 주세요."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt"}),
    )


class HistoryForm(forms.Form):
    """Filters of the list of interviews; whatever is unknown means «all»."""

    PERIODS: Final = {"30": 30, "90": 90, "365": 365}

    kind = forms.ChoiceField(
        label=_("종류"),
        required=False,
        choices=[("", _("모두")), ("practice", _("연습")), ("hiring", _("채용"))],
    )
    period = forms.ChoiceField(
        label=_("기간"),
        required=False,
        choices=[
            ("", _("전체")),
            ("30", _("최근 30일")),
            ("90", _("최근 90일")),
            ("365", _("최근 1년")),
        ],
    )

    @property
    def chosen_kind(self) -> str:
        """`practice`, `hiring` or empty."""
        return str(self.cleaned_data.get("kind", ""))

    @property
    def days(self) -> int | None:
        """How many days back, None for all."""
        return self.PERIODS.get(self.cleaned_data.get("period", ""))
