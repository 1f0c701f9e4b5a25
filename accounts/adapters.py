"""Our answers to django-allauth's questions."""

from __future__ import annotations

from typing import cast, override

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Everybody who signs up is a candidate; the rest is given by members."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("지금은 쓸 수 없는 계정이에요."),
        "email_password_mismatch": _("이메일이나 비밀번호가 맞지 않아요."),
        "duplicate_email": _("이미 등록한 이메일이에요."),
        "email_taken": _("이미 가입한 이메일이에요."),
        "enter_current_password": _("지금 쓰는 비밀번호를 적어 주세요."),
        "incorrect_password": _("비밀번호가 맞지 않아요."),
        "too_many_login_attempts": _(
            "로그인을 여러 번 실패했어요. 잠시 뒤에 다시 해 주세요."
        ),
        "rate_limited": _("요청이 너무 많아요. 잠시 뒤에 다시 해 주세요."),
    }

    @override
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The operator may close sign-up."""
        return bool(getattr(settings, "SIGNUP_OPEN", True))

    @override
    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: BaseForm,
        commit: bool = True,
    ) -> AbstractBaseUser:
        """Save a new person without any right to the admin, whatever was posted."""
        saved = cast("User", super().save_user(request, user, form, commit=False))
        saved.is_staff = False
        saved.is_superuser = False
        if commit:
            saved.save()
        return saved

    @override
    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Whoever had learned the old one keeps no token either."""
        super().set_password(user, password)
        actions.revoke_tokens_of(user=cast("User", user), at=timezone.now())

    @override
    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Candidates land on their interviews, people with the admin there."""
        user = request.user
        if user.is_authenticated and user.is_staff:
            return resolve_url("admin:index")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @override
    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @override
    def format_email_subject(self, subject: str) -> str:
        """The product's name in front, not the host's."""
        name = _("대화")
        return f"[{name}] {subject}"
