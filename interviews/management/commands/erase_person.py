"""`manage.py erase_person EMAIL`: delete one person and all that is about them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from interviews.actions import retention


class Command(BaseCommand):
    """Asks first: it cannot be undone."""

    help = "Erase one person: account, résumés, interviews, reports, sign-ins."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom, and whether to ask."""
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Erase."""
        person = User.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has registered with this address.")
        if not options["yes"] and not _agrees(person):
            raise CommandError("Nothing was erased.")
        receipt = retention.erase_person(person=person, by=None, at=timezone.now())
        self.stdout.write(
            f"Erased: {receipt.interviews} interviews, {receipt.answers} answers, "
            f"{receipt.resumes} résumés, {receipt.files} files. Receipt {receipt.id}."
        )


def _agrees(person: User) -> bool:
    typed = input(f"Type {person.email} again to erase all of it for good: ")
    return typed.strip().lower() == person.email
