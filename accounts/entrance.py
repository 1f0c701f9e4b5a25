"""allauth's forms of sign-in, passwords and addresses, with our labels and words.

Sign-up is told apart: allauth builds it upon `accounts.forms.SignupExtras`.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _

from accounts.words import OwnWords


class LoginForm(OwnWords, forms.LoginForm):
    """Sign in."""


class AddEmailForm(OwnWords, forms.AddEmailForm):
    """One more address."""


class ResetPasswordForm(OwnWords, forms.ResetPasswordForm):
    """Ask for the link."""


class ReauthenticateForm(OwnWords, forms.ReauthenticateForm):
    """The password once more."""


class NewPassword(OwnWords):
    """The summary of errors calls the fields what the page calls them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("지금 비밀번호"),
            "password1": _("새 비밀번호"),
            "password2": _("새 비밀번호 한 번 더"),
        }
        for name, label in labels.items():
            if name in self.fields:
                self.fields[name].label = label
        words = _("새 비밀번호를 적어 주세요.")
        self.fields["password1"].error_messages["required"] = words


class ChangePasswordForm(NewPassword, forms.ChangePasswordForm):
    """Another password."""


class SetPasswordForm(NewPassword, forms.SetPasswordForm):
    """The first password."""


class ResetPasswordKeyForm(NewPassword, forms.ResetPasswordKeyForm):
    """A new password by the link."""
