"""manage.py compile_catalogs: translations, where gettext is not installed."""

from pathlib import Path
from typing import Any, override

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_catalogs() -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; returns those."""
    done = []
    for folder in settings.LOCALE_PATHS:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            polib.pofile(str(source)).save_as_mofile(str(target))
            done.append(target)
    return done


class Command(BaseCommand):
    """The same as compilemessages, in Python alone."""

    help = "Compile translations that have changed."
    requires_system_checks = []

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Compile."""
        for target in compile_catalogs():
            self.stdout.write(f"compiled {target}")
