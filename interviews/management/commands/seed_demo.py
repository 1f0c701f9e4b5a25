"""`manage.py seed_demo`: accounts, companies, résumés and finished interviews."""

from typing import override

from django.core.management.base import BaseCommand
from django.utils import timezone

from interviews.actions import demo


class Command(BaseCommand):
    """Seed the demonstration; running it again changes nothing."""

    help = "Seed the demonstration data and print the accounts."

    @override
    def handle(self, *args: object, **options: object) -> None:
        """Print one line per account."""
        for account in demo.seed(at=timezone.now()):
            self.stdout.write(
                f"{account['role']:<10} {account['email']:<26} {account['password']}"
            )
