"""Uploaded sheets between preview and confirmation: one folder, one owner, one day."""

from __future__ import annotations

import re
import time
import uuid
from pathlib import Path
from typing import Any, Final, override

from django.conf import settings
from django.core import signing
from import_export.tmp_storages import BaseStorage

from accounts.models import User

KEPT_S: Final = 24 * 3600
_NAME: Final = re.compile(r"[0-9a-f]{32}")
_SALT: Final = "interviews.admin.uploads"


class PrivateUploads(BaseStorage):  # type: ignore[misc]  # untyped library
    """Files that only our own process reads; the name alone opens none of them."""

    @override
    def save(self, data: bytes) -> None:
        """Write the upload; forget uploads that nobody confirmed."""
        folder = _folder()
        for path in folder.iterdir():
            if path.stat().st_mtime < time.time() - KEPT_S:
                path.unlink(missing_ok=True)
        self.name = uuid.uuid4().hex
        path = folder / self.name
        path.touch(mode=0o600)
        path.write_bytes(data)

    @override
    def read(self) -> bytes:
        """The upload again. Raises FileNotFoundError once it was confirmed."""
        return self._path().read_bytes()

    @override
    def remove(self) -> None:
        """The upload is in the database now."""
        self._path().unlink(missing_ok=True)

    def _path(self) -> Path:
        if not _NAME.fullmatch(self.name or ""):
            raise FileNotFoundError(self.name)
        return _folder() / self.name


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def ticket_for(name: str, user: User) -> str:
    """What the confirmation form carries instead of the name; good for this person."""
    return signing.dumps({"name": name, "user": user.pk}, salt=_SALT)


def name_of(ticket: str, user: User) -> str | None:
    """The name behind a ticket, or None if it is forged, old or another person's."""
    try:
        found: Any = signing.loads(ticket, salt=_SALT, max_age=KEPT_S)
    except signing.BadSignature:
        return None
    return str(found["name"]) if found["user"] == user.pk else None
