"""manage.py prepare: everything between a new version and its first request."""

from typing import Any, override

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from interview_site.management.commands.compile_catalogs import compile_catalogs
from interviews.actions import content


def migrate() -> None:
    """Bring the database to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    if settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
        call_command("createcachetable", verbosity=0)


class Command(BaseCommand):
    """Safe to run again; run it once per deployment, before the processes start."""

    help = "Migrate, load rubric, questions and consents, collect static files."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        compile_catalogs()
        migrate()
        content.load_content()
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        self.stdout.write("Prepared.")
