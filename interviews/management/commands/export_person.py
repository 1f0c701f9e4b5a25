"""`manage.py export_person EMAIL`: all personal data of one person as JSON."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts.models import User
from interviews.actions import retention


class Command(BaseCommand):
    """The same file that the person can download; the audit trail records it."""

    help = "Write everything personal of one person as JSON."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and where to."""
        parser.add_argument("email")
        parser.add_argument("--output", help="a new file, readable by you alone")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        person = User.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has registered with this address.")
        data = retention.export_person(person=person, by=None, at=timezone.now())
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        if not options["output"]:
            self.stdout.write(text)
            return
        try:
            descriptor = os.open(
                options["output"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600
            )
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}.") from error
        with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
            handle.write(text + "\n")
        self.stdout.write(f"Wrote {options['output']}.")
