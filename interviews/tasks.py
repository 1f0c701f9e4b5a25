"""One screen of tasks: id in, one action call. A task may run twice.

Expected ends, noted without a trace: somebody else took the work over (LeaseLost), or
the row was erased under it (RowGone, a kind of it).
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from interviews.actions import evaluations, generation, plans, reports, resumes
from interviews.actions.leases import unless_gone
from interviews.jobs import Job
from interviews.models import Answer, Interview, LeaseLost, Report, Resume, Turn


@shared_task(name=Job.PARSE_RESUME.value, throws=(LeaseLost,))
def parse_resume(*, resume_id: int) -> None:
    """Read a résumé's file."""
    with unless_gone(Resume, resume_id):
        resumes.parse(resume_id=resume_id, at=timezone.now())


@shared_task(name=Job.PLAN_QUESTIONS.value, throws=(LeaseLost,))
def plan_questions(*, interview_id: int) -> None:
    """Write the generated stages' questions ahead."""
    with unless_gone(Interview, interview_id):
        plans.write_ahead(interview_id=interview_id)


@shared_task(name=Job.GENERATE_QUESTION.value, throws=(LeaseLost,))
def generate_question(*, turn_id: int) -> None:
    """Write the question that the candidate waits for."""
    with unless_gone(Turn, turn_id):
        generation.generate(turn_id=turn_id)


@shared_task(name=Job.SCORE_ANSWER.value, throws=(LeaseLost,))
def score_answer(*, answer_id: int) -> None:
    """Judge one answer on its criteria."""
    with unless_gone(Answer, answer_id):
        evaluations.score(answer_id=answer_id)


@shared_task(name=Job.COMBINE_REPORT.value, throws=(LeaseLost,))
def combine_report(*, report_id: int) -> None:
    """Combine the evaluations into the report."""
    with unless_gone(Report, report_id):
        reports.combine(report_id=report_id)
