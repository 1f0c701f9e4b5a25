"""Combine evaluations into the report; the arithmetic is in interviews/scoring."""

from __future__ import annotations

import logging
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from interviews.actions import audit, report_data
from interviews.events import InterviewState, ReportState, publish
from interviews.jobs import Job, enqueue
from interviews.models import Answer, AuditEvent, Interview, Report
from interviews.scoring.record import RecordBroken
from interviews.states import InterviewStatus, ReportStatus

log = logging.getLogger(__name__)


def open_report(interview: Interview, *, at: datetime) -> Report:
    """Handing in begins the report; it is combined when no answer is left to judge."""
    report = Report.objects.create(interview=interview, created_at=at)
    nudge(interview)
    return report


def nudge(interview: Interview) -> None:
    """Combine if the interview is handed in and every answer has ended."""
    report = Report.objects.filter(interview=interview).first()
    if report is None or _is_judging(interview):
        return
    if report.status == ReportStatus.PENDING:
        report.want_work()
    elif report.status in {ReportStatus.READY, ReportStatus.FAILED}:
        report.rebuild()
    else:
        return
    enqueue(Job.COMBINE_REPORT, report_id=report.pk)


def combine(*, report_id: int) -> None:
    """Build the report from the records, check every one of them, and show it."""
    report = Report.claim(report_id)
    if report is None:
        return
    interview = Interview.objects.with_parts().get(pk=report.interview_id)
    try:
        data = report_data.build(interview)
    except RecordBroken as broken:
        log.error("Report %s: record broken, %s", report.pk, broken.invariant)  # noqa: TRY400 - the trace would quote answers
        _fail(report, interview, "RECORD_BROKEN")
        return
    with transaction.atomic():
        version = interview.touch()
        report.finish_work()
        if _is_judging(interview):
            return  # an answer is judged again; its end combines once more
        at = timezone.now()
        report.be_ready(data=data, at=at)
        _close(interview, data["overall"], at=at)
        audit.record(AuditEvent.Type.REPORT_READY, report, by=None, at=at)
        publish(
            InterviewState(
                interview=interview.public_id,
                status=interview.status,
                version=version,
            )
        )
        publish(
            ReportState(
                interview=interview.public_id,
                status=report.status,
                version=interview.version,
            )
        )


@transaction.atomic
def retry(*, report: Report, by: User, at: datetime) -> None:
    """A person presses retry on a report that could not be combined."""
    report.rebuild()
    enqueue(Job.COMBINE_REPORT, report_id=report.pk)
    audit.record(AuditEvent.Type.REPORT_RETRIED, report, by=by, at=at)


def give_up(report: Report) -> None:
    """Every attempt died: say so; a person can retry."""
    _fail(report, Interview.objects.get(pk=report.interview_id), "WORKER_DIED")


def _fail(report: Report, interview: Interview, code: str) -> None:
    with transaction.atomic():
        version = interview.touch()
        report.fail_work(code)
        report.fail(code)
        publish(
            ReportState(
                interview=interview.public_id,
                status=report.status,
                version=version,
            )
        )


def _is_judging(interview: Interview) -> bool:
    return Answer.objects.all().of_interview(interview).unjudged().exists()


def _close(interview: Interview, overall: float | None, *, at: datetime) -> None:
    number = Decimal(str(overall)) if overall is not None else None
    if interview.status == InterviewStatus.SUBMITTED:
        interview.be_scored(overall=number, at=at)
    else:
        interview.set_overall(number)
