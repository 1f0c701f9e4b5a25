"""Import questions from a CSV or XLSX file, all rows or none."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Company
from interviews.admin.question_rows import QuestionRows
from interviews.admin.sheets import BadSheet, SafeCSV, SafeXLSX


class Command(BaseCommand):
    """`import_questions bank.csv [--company SLUG] [--dry-run]`."""

    help = "Import questions from a CSV or XLSX file, all rows or none."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--company", help="short name; without it, the shared bank")
        parser.add_argument("--dry-run", action="store_true")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        table = read(options["file"])
        if options["company"]:
            add_company(table, options["company"])
        rows = QuestionRows()
        result = rows.import_data(
            table, dry_run=options["dry_run"], rollback_on_validation_errors=True
        )
        if problems := problems_of(result):
            raise CommandError("\n".join(problems))
        for row, note in result.notes:
            self.stdout.write(f"{row}행: {note}")
        counts = result.totals
        self.stdout.write(
            f"new {counts['new']}, updated {counts['update']}, same {counts['skip']}"
        )


def read(path: Path) -> Any:
    """The table in the file; the format follows from its name."""
    reader = SafeXLSX() if path.suffix.lower() == ".xlsx" else SafeCSV()
    try:
        return reader.create_dataset(path.read_bytes())
    except (BadSheet, OSError) as error:
        raise CommandError(str(error)) from error


def add_company(table: Any, slug: str) -> None:
    """Put every row into this company's bank, unless the file says where."""
    if not Company.objects.filter(slug=slug).exists():
        raise CommandError(f"No company has the short name {slug}.")
    if "company" not in table.headers:
        table.append_col(lambda _row: slug, header="company")


def problems_of(result: Any) -> list[str]:
    """One sentence per problem, with row and column."""
    said = [str(error.error) for error in result.base_errors]
    for number, errors in result.row_errors():
        said += [f"{number + 1}행: {error.error}" for error in errors]
    for row in result.invalid_rows:
        for column, errors in row.error_dict.items():
            said += [f"{row.number + 1}행, {column} 열: {error}" for error in errors]
    return said
