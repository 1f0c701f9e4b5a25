"""How form fields look, and what sign-up asks beside e-mail and password."""

from __future__ import annotations

from typing import Any, Final, cast, override

from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import time_zones
from accounts.lines import clean_line
from accounts.models import Language, User
from accounts.words import OwnWords

NAME_LENGTH: Final = 80


class DaehwaFormRenderer(TemplatesSetting):
    """Fields with label, hint and error in one piece (`templates/ui/field.html`)."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def page_language() -> str:
    """The language that the visitor reads right now, as a person's language."""
    code = (translation.get_language() or "").partition("-")[0]
    return code if code in Language.values else Language.KO


class LineField(forms.CharField):
    """One line of text as people see it."""

    @override
    def to_python(self, value: Any) -> str:
        """Tidy what was typed; NUL is refused by name later, not dropped."""
        text = str(super().to_python(value) or "")
        return text if "\0" in text else clean_line(text)


class SignupExtras(OwnWords):
    """What our sign-up adds to allauth's. The role is never a field."""

    # As on the page, so that the summary of errors goes down it.
    field_order = ("email", "password1", "full_name", "terms", "privacy")

    full_name = LineField(
        label=_("이름"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("면접 질문에서 이 이름으로 불러요."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("이름은 80자까지 쓸 수 있어요.")},
    )
    language = forms.ChoiceField(
        choices=Language.choices,
        required=False,
        initial=page_language,
        widget=forms.HiddenInput,
    )
    # The browser knows where it is (app.js); without it the site's own place counts.
    time_zone = forms.Field(
        required=False, widget=forms.HiddenInput(attrs={"data-time-zone": True})
    )
    terms = forms.BooleanField(
        label=_("이용 약관에 동의해요"),
        error_messages={"required": _("가입하려면 이용 약관에 동의해 주세요.")},
    )
    privacy = forms.BooleanField(
        label=_("개인정보 안내를 읽었어요"),
        error_messages={"required": _("개인정보 안내를 읽고 표시해 주세요.")},
    )

    def signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Keep name, language and place; allauth has saved e-mail and password."""
        person = cast("User", user)
        person.full_name = self.cleaned_data["full_name"]
        person.language = self.cleaned_data["language"] or page_language()
        if self.cleaned_data["time_zone"] in time_zones.known():
            person.time_zone = self.cleaned_data["time_zone"]
        person.save(update_fields=["full_name", "language", "time_zone"])


class AccountForm(OwnWords):
    """What a person changes of themselves without being asked who they are."""

    full_name = LineField(
        label=_("이름"),
        max_length=NAME_LENGTH,
        required=False,
        help_text=_("면접 질문에서 이 이름으로 불러요."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("이름은 80자까지 쓸 수 있어요.")},
    )
    language = forms.ChoiceField(
        label=_("언어"),
        choices=Language.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("언어를 골라 주세요."),
            "invalid_choice": _("언어를 골라 주세요."),
        },
    )
    time_zone = forms.ChoiceField(
        label=_("시간대"),
        help_text=_("화면의 시각을 이곳의 시각으로 보여 드려요."),
        error_messages={
            "required": _("시간대를 골라 주세요."),
            "invalid_choice": _("시간대를 골라 주세요."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["time_zone"])
        field.choices = time_zones.choices(str(self.initial.get("time_zone", "")))


class PasswordForm(OwnWords):
    """The password once more, before something that cannot be undone."""

    password = forms.CharField(
        label=_("비밀번호"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("비밀번호를 적어 주세요.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Only the right one."""
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("비밀번호가 맞지 않아요."), code="wrong")
        return password
