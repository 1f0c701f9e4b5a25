"""`verify_scoring_log` finds whatever was changed behind the application's back."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from interviews.models import Answer, Evaluation, Interview


def run() -> str:
    """The command's output."""
    out = StringIO()
    call_command("verify_scoring_log", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_an_untouched_log_holds(finished: Interview) -> None:
    count = Evaluation.objects.filter(interview=finished).count()

    assert run() == f"{count} score records hold.\n"


def test_a_changed_level_is_found(finished: Interview) -> None:
    row = Evaluation.objects.filter(interview=finished, status="SCORED")[0]
    other = 1 if row.level != 1 else 2
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE interviews_evaluation SET level = %s WHERE id = %s", [other, row.pk]
        )

    with pytest.raises(CommandError, match="1 chains are broken"):
        run()


def test_a_removed_record_is_found(finished: Interview) -> None:
    row = Evaluation.objects.filter(interview=finished).order_by("seq")[1]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM interviews_evaluation WHERE id = %s", [row.pk])

    with pytest.raises(CommandError):
        run()


def test_a_changed_answer_is_found(finished: Interview) -> None:
    row = Evaluation.objects.filter(interview=finished)[0]
    Answer.objects.filter(pk=row.answer_id).update(text="다른 말입니다.")

    with pytest.raises(CommandError):
        run()
