"""`manage.py export_openapi`: write docs/openapi.json, or say that it is old."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final, override

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

# By name: the site knows this app, not the other way round.
API: Final = "interview_site.api.api"


def document() -> str:
    """The OpenAPI document as it is committed."""
    schema = import_string(API).get_openapi_schema()
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


class Command(BaseCommand):
    """Write the OpenAPI document."""

    help = "Write docs/openapi.json; with --check, only compare it."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(settings.BASE_DIR) / "docs" / "openapi.json"
        text = document()
        if not options["check"]:
            target.write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {target}.")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            raise CommandError("docs/openapi.json is old: run `export_openapi`.")
