"""Export the question bank to a CSV or XLSX file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand

from interviews.admin.question_rows import QuestionRows
from interviews.admin.sheets import SafeCSV, SafeXLSX
from interviews.models import Question


class Command(BaseCommand):
    """`export_questions bank.xlsx [--company SLUG]`."""

    help = "Export the question bank to a CSV or XLSX file."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--company", help="only this company's questions")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        rows = Question.objects.order_by("key")
        if options["company"]:
            rows = rows.filter(company__slug=options["company"])
        writer = SafeXLSX() if path.suffix.lower() == ".xlsx" else SafeCSV()
        table = QuestionRows().export(
            rows, force_native_type=isinstance(writer, SafeXLSX)
        )
        path.write_bytes(writer.export_data(table))
        self.stdout.write(f"{len(table)} questions → {path}")
