"""Résumés: upload, watch, correct, confirm, delete."""

from __future__ import annotations

from typing import Any, Final, cast
from uuid import UUID

from django.utils import timezone
from ninja import File, Query, Router, Status, UploadedFile

from accounts.api_auth.problems import FieldError, Problem
from accounts.api_auth.schema import ApiRequest, PageQuery
from accounts.api_auth.spec import spec
from interviews import access
from interviews.actions import reading, resumes
from interviews.api.pages import newest_first
from interviews.api.resume_schemas import ProfileIn, ResumeOut, ResumesOut
from interviews.models import Resume

router = Router(tags=["resumes"])

REFUSALS: Final = {"too_large": 413, "unsupported_type": 415}
SUMMARY: Final = {
    "id": "0d9f6c1c-5f63-4a2b-8f3e-6f3c2b8f1a77",
    "file_name": "이력서.pdf",
    "size_bytes": 84213,
    "status": "PARSED",
    "version": 2,
    "code": None,
    "detail": None,
    "created_at": "2026-11-24T04:30:00.000Z",
    "confirmed_at": None,
}
PROFILE: Final = {
    "name": "김민지",
    "email": "minji@example.com",
    "phone": "010-0000-0000",
    "target_position": "백엔드 개발자",
    "target_company": None,
    "education": [
        {
            "school": "한국대학교",
            "major": "컴퓨터공학",
            "degree": "학사",
            "start": "2019-03",
            "end": "2023-02",
        }
    ],
    "experience": [],
    "projects": [
        {
            "name": "재고 알림 서비스",
            "role": "백엔드",
            "start": "2022-03",
            "end": "2022-08",
            "summary": "재고가 줄면 알려 주는 서비스를 만들었습니다.",
        }
    ],
    "certificates": ["정보처리기사"],
    "skills": ["Python", "Django"],
    "languages": [],
    "cover_letter": [],
}
EXAMPLE: Final = {
    **SUMMARY,
    "visible_text": "김민지\n백엔드 개발자 …",
    "findings": [{"kind": "hidden_text", "page": 2, "detail": None}],
    "profile": PROFILE,
}


@router.post(
    "",
    response={202: ResumeOut},
    operation_id="upload_resume",
    summary="Upload a résumé",
    openapi_extra=spec(
        example={**EXAMPLE, "status": "UPLOADED", "profile": None},
        status=202,
        invalid=["empty", "too_many_pages", "encrypted", "broken", "no_text", "bomb"],
        conflicts=["too_many_resumes"],
        others={
            413: ["too_large"],
            415: ["unsupported_media_type", "unsupported_type"],
        },
    ),
)
def upload_resume(request: ApiRequest, file: File[UploadedFile]) -> Status[Any]:
    """PDF, DOCX or TXT, at most 10 MB, in the form field `file`.

    It is read in the background: poll `GET /resumes/{id}` until `status` is PARSED or
    FAILED.
    """
    _only_the_file(request)
    try:
        resume = resumes.upload(
            by=request.user,
            name=file.name or "",
            data=file.read(),
            at=timezone.now(),
        )
    except resumes.RefusedFile as refusal:
        status = REFUSALS.get(refusal.code, 422)
        raise Problem(status, refusal.code, str(refusal.detail)) from refusal
    except resumes.QuotaFull as full:
        raise Problem(409, "too_many_resumes", f"At most {full.most}.") from full
    return Status(202, reading.resume_payload(resume))


@router.get(
    "",
    response=ResumesOut,
    operation_id="list_resumes",
    summary="List the own résumés",
    openapi_extra=spec(example={"items": [SUMMARY], "next_cursor": None}),
)
def list_resumes(request: ApiRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Newest first."""
    rows = Resume.objects.all().owned_by(request.user)
    page = newest_first(rows.defer("visible_text", "profile", "findings"), query)
    return {
        "items": [_summary(row) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@router.get(
    "/{uuid:resume_id}",
    response=ResumeOut,
    operation_id="get_resume",
    summary="Read one résumé",
    openapi_extra=spec(example=EXAMPLE),
)
def get_resume(request: ApiRequest, resume_id: UUID) -> dict[str, Any]:
    """State, visible text, findings and profile."""
    return reading.resume_payload(access.resume_for(request.user, resume_id))


@router.delete(
    "/{uuid:resume_id}",
    response={204: None},
    operation_id="delete_resume",
    summary="Delete a résumé",
    openapi_extra=spec(),
)
def delete_resume(request: ApiRequest, resume_id: UUID) -> Status[None]:
    """Delete the row and the file. Interviews keep the facts they were planned with."""
    resume = access.resume_for(request.user, resume_id)
    resumes.delete(resume=resume, by=request.user, at=timezone.now())
    return Status(204, None)


@router.patch(
    "/{uuid:resume_id}/profile",
    response=ResumeOut,
    operation_id="correct_resume_profile",
    summary="Correct the profile",
    openapi_extra=spec(
        body={
            "target_position": "데이터 엔지니어",
            "skills": ["Python", "SQL"],
            "version": 2,
        },
        example={**EXAMPLE, "version": 3},
        conflicts=["version_conflict", "wrong_state"],
    ),
)
def correct_profile(
    request: ApiRequest, resume_id: UUID, body: ProfileIn
) -> dict[str, Any]:
    """Replace the fields that are sent; the others stay. Also for a FAILED file.

    Reading a FAILED file again keeps what was corrected before.
    """
    resume = access.resume_for(request.user, resume_id)
    sent = body.model_dump(mode="json", exclude_unset=True, exclude={"version"})
    try:
        resumes.correct_profile(
            resume=resume,
            fields=sent,
            version=body.version,
            by=request.user,
            at=timezone.now(),
        )
    except resumes.ProfileConflict as conflict:
        raise Problem(409, "version_conflict") from conflict
    except resumes.ProfileInvalid as wrong:
        errors = [
            cast("FieldError", {"loc": ["body", *row["loc"]], "msg": row["msg"]})
            for row in wrong.errors
        ]
        raise Problem(422, "invalid", errors=errors) from wrong
    return reading.resume_payload(resume)


@router.post(
    "/{uuid:resume_id}/confirm",
    response=ResumeOut,
    operation_id="confirm_resume",
    summary="Confirm the profile",
    openapi_extra=spec(
        example={
            **EXAMPLE,
            "status": "CONFIRMED",
            "confirmed_at": "2026-11-24T04:32:00.000Z",
        },
        conflicts=["wrong_state"],
    ),
)
def confirm_resume(request: ApiRequest, resume_id: UUID) -> dict[str, Any]:
    """Every field is right: from now on questions may use it. Twice is as once."""
    resume = access.resume_for(request.user, resume_id)
    resumes.confirm(resume=resume, by=request.user, at=timezone.now())
    return reading.resume_payload(resume)


@router.post(
    "/{uuid:resume_id}/retry",
    response={202: ResumeOut},
    operation_id="retry_resume",
    summary="Read a failed file again",
    openapi_extra=spec(
        example={**EXAMPLE, "status": "PARSING"},
        status=202,
        conflicts=["wrong_state"],
    ),
)
def retry_resume(request: ApiRequest, resume_id: UUID) -> Status[Any]:
    """Only for a résumé that is FAILED."""
    resume = access.resume_for(request.user, resume_id)
    resumes.retry(resume=resume, by=request.user, at=timezone.now())
    return Status(202, reading.resume_payload(resume))


def _summary(resume: Resume) -> dict[str, Any]:
    return {
        "id": resume.public_id,
        "file_name": resume.file_name,
        "size_bytes": resume.size_bytes,
        "status": resume.status,
        "version": resume.version,
        "code": resume.code or None,
        "detail": resume.detail or None,
        "created_at": resume.created_at,
        "confirmed_at": resume.confirmed_at,
    }


def _only_the_file(request: ApiRequest) -> None:
    """One file in one field, and nothing else."""
    strange = [*request.POST, *(name for name in request.FILES if name != "file")]
    if strange or len(request.FILES.getlist("file")) > 1:
        raise Problem(
            422,
            "invalid",
            errors=[{"loc": ["file"], "msg": "send one file, and no other field"}],
        )
