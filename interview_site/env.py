"""Typed readers of the environment that say what to set when a value is wrong."""

import os
import secrets
import stat
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def text(name: str, default: str = "") -> str:
    """The variable as text, blanks at both ends removed."""
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """true/false, yes/no, on/off, 1/0."""
    value = text(name).lower()
    if not value:
        return default
    if value in TRUE | FALSE:
        return value in TRUE
    raise ImproperlyConfigured(f"{name}={value!r}: set it to true or false.")


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number between low and high."""
    value = text(name) or str(default)
    if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(
            f"{name}={value!r}: set a whole number from {low} to {high}."
        )
    return int(value)


def money(name: str) -> Decimal | None:
    """An amount such as 0.50, or None when it is not set."""
    value = text(name)
    if not value:
        return None
    try:
        amount = Decimal(value)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise ImproperlyConfigured(f"{name}={value!r}: set an amount such as 0.50.")
    return amount


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words."""
    value = text(name) or default
    if value not in allowed:
        raise ImproperlyConfigured(
            f"{name}={value!r}: set one of {', '.join(allowed)}."
        )
    return value


def folder(name: str, default: Path) -> Path:
    """A folder that exists after this call."""
    path = Path(text(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={path}: cannot make this folder ({error.strerror}); "
            "set one that this user may write to."
        ) from error
    return path


def secret(name: str, file: Path, *, may_create: bool) -> str:
    """The secret from the environment, else from its own file.

    may_create: make a random one per installation (embedded mode only), so that
    one command is enough and no secret has a usable default.
    """
    if value := text(name):
        return value
    if not file.exists():
        if not may_create:
            raise ImproperlyConfigured(f"Set {name} to a long random text.")
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(64))
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    return file.read_text().strip()


def mailer(name: str) -> Mapping[str, Any]:
    """MAILERS entry from `smtp://user:password@host:587?tls=true`.

    Without a URL mails are written to the console, for the operator to read.
    """
    url = text(name)
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{name}: set smtp://user:password@host:587?tls=true or smtps://…:465."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": options.get("tls", "").lower() in TRUE,
            "timeout": 10,
        },
    }
