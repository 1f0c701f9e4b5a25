"""Signing out, or changing a password, ends the streams that rest on it."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest

from interviews.events import SessionEnded, publish, session_holder, user_holder


def connect() -> None:
    """Listen; called once, when the apps are ready."""
    user_logged_out.connect(_end_session, dispatch_uid="streams-of-a-session")
    for changed in (password_changed, password_reset, password_set):
        changed.connect(_end_sessions, dispatch_uid="streams-of-a-person")


def _end_session(request: HttpRequest | None, **_kwargs: Any) -> None:
    session_key = request.session.session_key if request is not None else None
    if session_key:
        publish(SessionEnded(holder=session_holder(session_key)))


def _end_sessions(user: Any, **_kwargs: Any) -> None:
    """A new password ends the other sessions; this one just connects again."""
    publish(SessionEnded(holder=user_holder(user.pk)))
