"""Ends that live interviews must hear of, as in the API: people kept out, keys ended.

The pages are those of `accounts.admin`, which knows no interviews.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import override

from django.contrib import admin

from accounts.admin.keys import ApiKeyAdmin
from accounts.admin.site import site
from accounts.admin.users import UserAdmin
from accounts.models import ApiKey, User
from interviews.events import SessionEnded, key_holder, publish, user_holder

site.unregister([User, ApiKey])


@admin.register(User, site=site)
class WatchingUserAdmin(UserAdmin):
    """People, whose streams end with their right to sign in."""

    @override
    def end_streams_of(self, people: Iterable[User]) -> None:
        for one in people:
            publish(SessionEnded(holder=user_holder(one.pk)))


@admin.register(ApiKey, site=site)
class WatchingApiKeyAdmin(ApiKeyAdmin):
    """Keys, with which their streams end."""

    @override
    def end_streams_of(self, keys: Iterable[ApiKey]) -> None:
        for key in keys:
            publish(SessionEnded(holder=key_holder(key.pk)))
