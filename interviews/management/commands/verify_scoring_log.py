"""`manage.py verify_scoring_log`: walk every chain of score records."""

from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from interviews.actions import scoring_log


class Command(BaseCommand):
    """Check each record against its answer, and each chain link by link."""

    help = "Verify the score records of all interviews; exit code 1 names what broke."

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many links hold, or where the first break of each chain is."""
        verified, broken = scoring_log.verify_all()
        for line in broken:
            self.stderr.write(line)
        if broken:
            raise CommandError(f"{len(broken)} chains are broken")
        self.stdout.write(f"{verified} score records hold.")
