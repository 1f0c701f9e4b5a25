"""The candidate's pages; event streams are answered in asgi.py before these."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from interviews.views import (
    account,
    consent,
    finish,
    home,
    how,
    live,
    practice,
    profile,
    report,
    resumes,
    room,
)

app_name = "interviews"


class TurnNumber(StringConverter):
    """The place of a question in its interview: 7, or 7-2 where it was asked again."""

    regex = r"[1-9][0-9]?(?:-[2-9])?"


register_converter(TurnNumber, "turn_number")

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", home.home, name="home"),
    path("me/state/", home.home_state, name="home-state"),
    path("me/resumes/", resumes.resumes, name="resumes"),
    path("me/resumes/upload/", resumes.resume_upload, name="resume-upload"),
    path("me/resumes/<uuid:public_id>/", resumes.resume, name="resume"),
    path(
        "me/resumes/<uuid:public_id>/profile/",
        profile.resume_profile,
        name="resume-profile",
    ),
    path(
        "me/resumes/<uuid:public_id>/confirm/",
        resumes.resume_confirm,
        name="resume-confirm",
    ),
    path(
        "me/resumes/<uuid:public_id>/retry/", resumes.resume_retry, name="resume-retry"
    ),
    path(
        "me/resumes/<uuid:public_id>/delete/",
        resumes.resume_delete,
        name="resume-delete",
    ),
    path("me/resumes/<uuid:public_id>/file/", resumes.resume_file, name="resume-file"),
    path(
        "me/resumes/<uuid:public_id>/state/", resumes.resume_state, name="resume-state"
    ),
    path("me/resumes/<uuid:public_id>/live", resumes.resume_live, name="resume-live"),
    path("me/account/export/", account.account_export, name="account-export"),
    path("me/account/delete/", account.account_delete, name="account-delete"),
    path("practice/new/", practice.practice_new, name="practice-new"),
    path("i/<uuid:public_id>/", room.interview_list, name="list"),
    path("i/<uuid:public_id>/now/", room.room_now, name="room-now"),
    path("i/<uuid:public_id>/consent/", consent.consent, name="consent"),
    path(
        "i/<uuid:public_id>/consent/withdraw/",
        consent.consent_withdraw,
        name="consent-withdraw",
    ),
    path("i/<uuid:public_id>/how/", how.how, name="how"),
    path("i/<uuid:public_id>/start/", room.start, name="start"),
    path("i/<uuid:public_id>/q/<turn_number:number>/", room.room, name="room"),
    path("i/<uuid:public_id>/t/<uuid:turn_id>/draft/", room.draft, name="draft"),
    path(
        "i/<uuid:public_id>/t/<uuid:turn_id>/answer/",
        room.answer_submit,
        name="answer-submit",
    ),
    path("i/<uuid:public_id>/t/<uuid:turn_id>/skip/", room.skip, name="skip"),
    path(
        "i/<uuid:public_id>/t/<uuid:turn_id>/retry/",
        finish.retry_answer,
        name="retry-answer",
    ),
    path("i/<uuid:public_id>/live", live.live, name="live"),
    path("i/<uuid:public_id>/live/state/", live.live_state, name="live-state"),
    path("i/<uuid:public_id>/check/", finish.check, name="check"),
    path("i/<uuid:public_id>/complete/", finish.complete, name="complete"),
    path("i/<uuid:public_id>/receipt/", finish.receipt, name="receipt"),
    path(
        "i/<uuid:public_id>/receipt/state/",
        finish.receipt_state,
        name="receipt-state",
    ),
    path("i/<uuid:public_id>/report/", report.report, name="report"),
    path("i/<uuid:public_id>/report/retry/", finish.retry_report, name="retry-report"),
    path("i/<uuid:public_id>/report.json", report.report_json, name="report-json"),
    path("i/<uuid:public_id>/report.pdf", report.report_pdf, name="report-pdf"),
    path("i/<uuid:public_id>/cancel/", finish.cancel, name="cancel"),
    path(
        "i/<uuid:public_id>/delete/", finish.interview_delete, name="interview-delete"
    ),
]
