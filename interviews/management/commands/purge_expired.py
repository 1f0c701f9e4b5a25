"""`manage.py purge_expired`: delete what was kept for as long as it may be."""

from __future__ import annotations

from typing import Any, override

from django.core.management.base import BaseCommand
from django.utils import timezone

from interviews.actions import retention


class Command(BaseCommand):
    """The sweep does this once a day; here it is done now, to the end."""

    help = "Delete interviews and résumés past their retention time (RETENTION_DAYS)."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Purge, run after run, until nothing is left."""
        is_all = False
        while not is_all:
            purged = retention.purge_expired(at=timezone.now())
            is_all = purged.is_all
            self.stdout.write(
                f"Deleted {purged.interviews} interviews, {purged.resumes} résumés, "
                f"{purged.files} stray files."
            )
