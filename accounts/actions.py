"""What people do with their accounts over the API: register, sign in, change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import time_zones
from accounts.models import ApiKey, User

# A token that was just looked up need not be looked up again at once. Revoking
# empties the entry here; other processes notice within this time.
REMEMBERED_S: Final = 1


class EmailTaken(Exception):
    """Somebody has registered with this address."""


class PasswordRefused(Exception):
    """The password is too easy; messages: what to change."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(*messages)
        self.messages = messages


class UnknownTimeZone(Exception):
    """No such name in the time zone database."""


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new bearer token; `shown` is seen once and stored nowhere."""

    shown: str
    key: ApiKey


def register(
    *, email: str, password: str, full_name: str, language: str
) -> tuple[User, EmailAddress]:
    """A new candidate; roles are given by members, never asked for.

    Raises EmailTaken, PasswordRefused.
    """
    address = email.strip().lower()
    draft = User(email=address, full_name=full_name)
    try:
        validate_password(password, draft)
    except ValidationError as refusal:
        raise PasswordRefused(list(refusal.messages)) from refusal
    if EmailAddress.objects.filter(email=address).exists():
        raise EmailTaken
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                address, password, full_name=full_name, language=language
            )
            known = EmailAddress.objects.create(user=user, email=address, primary=True)
    except IntegrityError as twin:
        raise EmailTaken from twin
    return user, known


def confirms_addresses() -> bool:
    """Whether an address must be confirmed by mail before it opens anything."""
    return bool(settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory")


def may_sign_in(*, user: User) -> bool:
    """False while the address must be confirmed first."""
    if not confirms_addresses():
        return True
    return bool(EmailAddress.objects.filter(user=user, verified=True).exists())


def issue_token(*, user: User, at: datetime) -> IssuedToken:
    """A bearer token for this person, valid for API_TOKEN_DAYS."""
    prefix, shown, key_hash = ApiKey.new_secret()
    key = ApiKey.objects.create(
        kind=ApiKey.Kind.PERSON,
        user=user,
        prefix=prefix,
        key_hash=key_hash,
        created_at=at,
        expires_at=at + timedelta(days=settings.API_TOKEN_DAYS),
    )
    return IssuedToken(shown=shown, key=key)


def key_of(*, shown: str, at: datetime) -> ApiKey | None:
    """The usable key of a person that `shown` opens, with its user; else None."""
    prefix = shown.removeprefix("dhw_").partition("_")[0]
    if not shown.startswith("dhw_") or len(shown) > 100 or not prefix.isalnum():
        return None
    key_hash = ApiKey.hash_of(shown)
    remembered = caches["payloads"].get(_remembered(key_hash))
    if isinstance(remembered, ApiKey):
        return remembered
    usable = ApiKey.objects.all().usable(at).select_related("user")
    key: ApiKey | None = usable.filter(prefix=prefix, kind=ApiKey.Kind.PERSON).first()
    if key is None or not compare_digest(key.key_hash, key_hash):
        return None
    key.mark_used(at=at)
    caches["payloads"].set(_remembered(key_hash), key, REMEMBERED_S)
    return key


def revoke_token(*, key: ApiKey, at: datetime) -> None:
    """The token opens nothing any more."""
    key.revoke(at=at)
    forget_key(key=key)


@transaction.atomic
def keep_out(*, people: Iterable[User]) -> list[User]:
    """These may not sign in any more; those of them who could until now."""
    let_in = [person for person in people if person.is_active]
    User.objects.filter(pk__in=[person.pk for person in let_in]).update(is_active=False)
    for person in let_in:
        forget_keys_of(user=person)
    return let_in


@transaction.atomic
def revoke_tokens_of(*, user: User, at: datetime) -> None:
    """All tokens of a person open nothing any more."""
    for key in user.api_keys.filter(revoked_at=None, kind=ApiKey.Kind.PERSON):
        revoke_token(key=key, at=at)


def forget_key(*, key: ApiKey) -> None:
    """Look the key up again at its next use."""
    caches["payloads"].delete(_remembered(key.key_hash))


def forget_keys_of(*, user: User) -> None:
    """The same for all keys of a person, because something about them changed."""
    for key in user.api_keys.filter(revoked_at=None):
        forget_key(key=key)


def update_me(*, user: User, changes: dict[str, str]) -> User:
    """Change full_name, language or time_zone. Raises UnknownTimeZone."""
    zone = changes.get("time_zone")
    if zone is not None and zone not in time_zones.known():
        raise UnknownTimeZone
    User.objects.filter(pk=user.pk).update(**changes)
    forget_keys_of(user=user)
    user.refresh_from_db()
    return user


def _remembered(key_hash: str) -> str:
    return f"key:{key_hash}"
