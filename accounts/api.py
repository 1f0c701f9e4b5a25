"""Registering, tokens and the own account, over the API.

What interviews must hear of (a revoked token, an erased person) is added to these
routers by `interviews.api.people`.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Status
from pydantic import AfterValidator, StringConstraints

from accounts import actions
from accounts.api_auth import limits
from accounts.api_auth.problems import FieldError, Problem, invalid_field
from accounts.api_auth.schema import (
    ApiRequest,
    In,
    LanguageCode,
    Out,
    Str,
    Time,
    without_nul,
)
from accounts.api_auth.spec import spec
from accounts.lines import clean_line
from accounts.models import User

auth = Router(tags=["auth"])
users = Router(tags=["users"])

USER_EXAMPLE: Final = {
    "id": "5b0c1f0e-7c9e-4a55-9a6e-0d6f9a3b2c11",
    "email": "minji@example.com",
    "full_name": "김민지",
    "language": "ko",
    "time_zone": "Asia/Seoul",
    "created_at": "2026-11-24T04:30:00.000Z",
}


def is_email(text: str) -> str:
    """The same rule as the sign-up page."""
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError("not an e-mail address") from None
    return text


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=254),
    AfterValidator(without_nul),
    AfterValidator(is_email),
]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=80),
    AfterValidator(without_nul),
    AfterValidator(clean_line),
]


class RegisterIn(In):
    """A new candidate. A role is never a field."""

    email: Email = Field(description="Used to sign in; compared without case.")
    password: Str = Field(max_length=128, description="At least 8 characters.")
    full_name: Name = Field("", description="What questions call the person.")
    language: LanguageCode = Field("ko", description="Language of pages and mails.")


class TokenIn(In):
    """E-mail and password, as on the sign-in page."""

    email: Str = Field(max_length=254)
    password: Str = Field(max_length=128)


class TokenOut(Out):
    """A bearer token. It is shown once and outlives restarts."""

    access_token: str
    token_type: Literal["bearer"]
    expires_in: int = Field(description="Seconds until it ends.")


class UserOut(Out):
    """The person themselves; never a password or its hash."""

    id: str
    email: str
    full_name: str
    language: LanguageCode
    time_zone: str
    created_at: Time


class RegisteredOut(UserOut):
    """The new account, as far as may be told."""

    id: str | None = Field(  # type: ignore[assignment]
        description="null where the address must be confirmed first."
    )
    created_at: Time | None = Field(  # type: ignore[assignment]
        description="null where the address must be confirmed first."
    )


class MeIn(In):
    """What a person may change about themselves; fields left out stay."""

    full_name: Name | None = None
    language: LanguageCode | None = None
    time_zone: Str | None = Field(
        None, max_length=64, description="IANA name, such as Asia/Seoul."
    )


@auth.post(
    "/register",
    auth=None,
    response={201: RegisteredOut},
    operation_id="register",
    summary="Register as a candidate",
    openapi_extra=spec(
        body={
            "email": "minji@example.com",
            "password": "long-enough-passphrase",
            "full_name": "김민지",
            "language": "ko",
        },
        example=USER_EXAMPLE,
        status=201,
        conflicts=["email_taken"],
        invalid=["password_refused"],
        others={403: ["signup_closed"]},
    ),
)
def register(request: HttpRequest, body: RegisterIn) -> Status[dict[str, object]]:
    """Create an account. Everybody who registers is a candidate.

    Where the site sends mail, the address must be confirmed before a token is given,
    and a registered one gets a message that says so: the answer is the same for both,
    without `id` and `created_at`. Without mail it is 409 `email_taken`.
    """
    _count_address(request)
    adapter = get_adapter(request)
    if not adapter.is_open_for_signup(request):
        raise Problem(403, "signup_closed")
    try:
        user, address = actions.register(
            email=body.email,
            password=body.password,
            full_name=body.full_name,
            language=body.language,
        )
    except actions.EmailTaken as twin:
        if not actions.confirms_addresses():
            raise Problem(409, "email_taken") from twin
        adapter.send_account_already_exists_mail(body.email)
        return Status(201, _untold(body))
    except actions.PasswordRefused as refusal:
        errors: list[FieldError] = [
            {"loc": ["body", "password"], "msg": text} for text in refusal.messages
        ]
        raise Problem(422, "password_refused", errors=errors) from refusal
    if not actions.confirms_addresses():
        return Status(201, user_payload(user))
    address.send_confirmation(request, signup=True)
    return Status(201, _untold(body))


@auth.post(
    "/token",
    auth=None,
    response=TokenOut,
    operation_id="create_token",
    summary="Get a bearer token",
    openapi_extra=spec(
        body={"email": "minji@example.com", "password": "long-enough-passphrase"},
        example={
            "access_token": "dhw_k3m9x2ab_…",
            "token_type": "bearer",
            "expires_in": 2592000,
        },
        others={401: ["sign_in_failed"], 403: ["email_unverified"]},
    ),
)
def create_token(request: HttpRequest, body: TokenIn) -> dict[str, object]:
    """Exchange e-mail and password for a token; at most 10 times a minute."""
    _count_address(request)
    email = body.email.strip().lower()
    limits.enforce(request, email, limits.sign_in_rate())
    user = _person(request, email, body.password)
    if not actions.may_sign_in(user=user):
        raise Problem(403, "email_unverified")
    now = timezone.now()
    issued = actions.issue_token(user=user, at=now)
    return {
        "access_token": issued.shown,
        "token_type": "bearer",
        "expires_in": int((issued.key.expires_at - now).total_seconds()),
    }


@users.get(
    "/me",
    response=UserOut,
    operation_id="get_me",
    summary="Read the own account",
    openapi_extra=spec(example=USER_EXAMPLE),
)
def get_me(request: ApiRequest) -> dict[str, object]:
    """Who the token belongs to."""
    return user_payload(request.user)


@users.patch(
    "/me",
    response=UserOut,
    operation_id="update_me",
    summary="Change the own account",
    openapi_extra=spec(body={"language": "en"}, example=USER_EXAMPLE),
)
def update_me(request: ApiRequest, body: MeIn) -> dict[str, object]:
    """Change name, language or time zone; e-mail and password change on the site."""
    sent = body.model_dump(exclude_unset=True)
    for name, value in sent.items():
        if value is None:
            raise invalid_field(name, "null is not allowed; leave the field out")
    try:
        user = actions.update_me(user=request.user, changes=sent)
    except actions.UnknownTimeZone as unknown:
        raise invalid_field("time_zone", "not an IANA time zone") from unknown
    return user_payload(user)


def user_payload(user: User) -> dict[str, object]:
    """What UserOut shows."""
    return {
        "id": str(user.public_id),
        "email": user.email,
        "full_name": user.full_name,
        "language": user.language,
        "time_zone": user.time_zone,
        "created_at": user.date_joined,
    }


def _untold(body: RegisterIn) -> dict[str, object]:
    """What was sent, and nothing that says whether there is a new account."""
    sent = body.model_dump(include={"email", "full_name", "language"})
    unknown = dict.fromkeys(("id", "created_at"))
    return {**sent, **unknown, "time_zone": settings.TIME_ZONE}


def _count_address(request: HttpRequest) -> None:
    address = get_adapter(request).get_client_ip(request)
    limits.enforce(request, address, limits.address_rate())


def _person(request: HttpRequest, email: str, password: str) -> User:
    """Whose e-mail and password these are; wrong ones count as on the page."""
    try:
        user = get_adapter(request).authenticate(
            request, email=email, password=password
        )
    except ValidationError as too_many:
        raise Problem(429, "rate_limited", headers={"Retry-After": "60"}) from too_many
    if not isinstance(user, User) or not user.is_active:
        raise Problem(401, "sign_in_failed")
    return user
