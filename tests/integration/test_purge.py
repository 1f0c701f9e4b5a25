"""The purge of what was kept long enough: bounded, once a day, files included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, override

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Company, Consent, User
from interview_site import background, health
from interviews.actions import interviews, resumes, retention
from interviews.models import AuditEvent, Heartbeat, Interview, Resume, Turn
from tests.conftest import NOW

LONG = timedelta(days=181)


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """A folder for files of its own."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
    }
    return tmp_path


@pytest.fixture
def resume(media: Path, alice: User) -> Resume:
    """Alice's résumé."""
    data = "경력: 한빛랩 백엔드 개발자".encode()
    return resumes.upload(by=alice, name="haneul.txt", data=data, at=NOW)


def test_a_finished_interview_goes_after_the_retention_time(
    finished: Interview, alice: User
) -> None:
    kept = retention.purge_expired(at=NOW + timedelta(days=179))
    gone = retention.purge_expired(at=_after(finished))

    assert (kept.interviews, gone.interviews) == (0, 1)
    assert not Interview.objects.exists()
    assert not Consent.objects.filter(user=alice).exists()
    assert AuditEvent.objects.get(type="INTERVIEW_PURGED").actor is None


def _after(interview: Interview) -> datetime:
    """Long after everything in it, the report's own clock included."""
    ready = interview.report.ready_at
    assert ready is not None
    return max(ready, NOW) + LONG


@pytest.mark.parametrize("status", ["READY", "CANCELLED"])
def test_an_interview_that_never_ended_goes_too(
    new_interview: Callable[..., Interview], alice: User, status: str
) -> None:
    interview = new_interview()
    if status == "CANCELLED":
        interviews.cancel(interview=interview, by=alice, at=NOW)

    assert retention.purge_expired(at=NOW + LONG).interviews == 1


@pytest.mark.parametrize("field", ["opened_at", "answered_at"])
def test_recent_activity_keeps_an_old_interview(started: Interview, field: str) -> None:
    turn = Turn.objects.filter(interview=started).order_by("order").first()
    assert turn is not None
    Turn.objects.filter(pk=turn.pk).update(**{field: NOW + timedelta(days=100)})

    assert retention.purge_expired(at=NOW + LONG).interviews == 0


def test_an_interview_that_is_still_to_come_is_kept(
    new_interview: Callable[..., Interview],
) -> None:
    interview = new_interview()
    later = NOW + timedelta(days=300)
    Interview.objects.filter(pk=interview.pk).update(scheduled_time=later)

    assert retention.purge_expired(at=NOW + LONG).interviews == 0


def test_the_company_decides_how_long_its_hiring_interviews_are_kept(
    finished: Interview,
) -> None:
    company = Company.objects.get(slug="hanbit-soft")
    Company.objects.filter(pk=company.pk).update(retention_days=30)
    ready = finished.report.ready_at
    assert ready is not None
    at = max(ready, NOW) + timedelta(days=31)
    Interview.objects.filter(pk=finished.pk).update(company=company)
    practice = retention.purge_expired(at=at)
    Interview.objects.filter(pk=finished.pk).update(kind="hiring")
    hiring = retention.purge_expired(at=at)

    assert (practice.interviews, hiring.interviews) == (0, 1)


def test_an_unused_resume_goes_with_its_file(
    resume: Resume, media: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        early = retention.purge_expired(at=NOW + timedelta(days=179))
        late = retention.purge_expired(at=NOW + LONG)

    assert (early.resumes, late.resumes) == (0, 1)
    assert not Resume.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_resume_in_use_is_kept(resume: Resume, started: Interview) -> None:
    Interview.objects.filter(pk=started.pk).update(
        resume=resume, started_at=NOW + timedelta(days=170)
    )

    assert retention.purge_expired(at=NOW + LONG).resumes == 0


def test_a_run_is_bounded_and_says_that_more_is_left(
    new_interview: Callable[..., Interview],
) -> None:
    for _n in range(3):
        new_interview()

    first = retention.purge_expired(at=NOW + LONG, limit=2)
    second = retention.purge_expired(at=NOW + LONG, limit=2)

    assert (first.interviews, first.is_all) == (2, False)
    assert (second.interviews, second.is_all) == (1, True)


def test_a_file_without_a_row_goes_after_a_day_and_a_missing_one_is_reported(
    resume: Resume, media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stray = media / "resumes" / "2026" / "stray.pdf"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"%PDF-")
    at = timezone.now()

    young = retention.purge_expired(at=at)
    (media / resume.file.name).unlink()
    old = retention.purge_expired(at=at + timedelta(days=2))

    assert (young.files, old.files) == (0, 1)
    assert not stray.exists()
    assert "1 résumés have no file" in caplog.text


class Stubborn(InMemoryStorage):
    """A storage whose files cannot be deleted."""

    @override
    def delete(self, name: str) -> None:
        """As a file that another process holds, or a folder without rights."""
        raise PermissionError(13, "Permission denied")


class Away(InMemoryStorage):
    """A storage that is not there."""

    @override
    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """As a disk that was not mounted."""
        raise OSError(5, "Input/output error")

    @override
    def exists(self, name: str) -> bool:
        """The folder seems to be there."""
        return True


def stored_in(storage: type[InMemoryStorage]) -> dict[str, Any]:
    return {"default": {"BACKEND": f"{storage.__module__}.{storage.__qualname__}"}}


def test_a_file_that_cannot_be_deleted_keeps_no_other_work(
    db: None, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STORAGES = {**settings.STORAGES, **stored_in(Stubborn)}
    default_storage.save("resumes/stray.txt", ContentFile(b"x"))

    purged = retention.purge_expired(at=timezone.now() + timedelta(days=3))

    assert purged.files == 0
    assert "A file without a row stays: PermissionError" in caplog.text
    assert "stray.txt" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_storage_that_is_away_ends_no_sweep(
    settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STORAGES = {**settings.STORAGES, **stored_in(Away)}

    background.sweep_round()

    assert "The purge stopped, the storage is away: Input/output error" in caplog.text


def test_the_purge_runs_once_a_day_whoever_sweeps(db: None) -> None:
    first = retention.purge_daily(at=NOW)
    twin = retention.purge_daily(at=NOW + timedelta(seconds=15))
    next_day = retention.purge_daily(at=NOW + timedelta(days=1))

    assert first is not None
    assert twin is None
    assert next_day is not None
    assert Heartbeat.objects.get(name=retention.PURGE).at == NOW + timedelta(days=1)


def test_the_next_sweep_goes_on_with_what_is_left(
    new_interview: Callable[..., Interview], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _n in range(2):
        new_interview()
    monkeypatch.setattr(retention.purge_expired, "__kwdefaults__", {"limit": 1})
    runs = [
        retention.purge_daily(at=NOW + LONG + timedelta(seconds=15 * n))
        for n in range(4)
    ]

    assert [run.interviews if run else None for run in runs] == [1, 1, 0, None]


def test_a_purge_is_no_sign_of_a_worker_and_outlives_a_restart(db: None) -> None:
    Heartbeat.objects.create(name=retention.PURGE, at=timezone.now())
    Heartbeat.objects.create(name="live", at=timezone.now() - timedelta(hours=1))

    assert not health._worker_consumes()
    background.bury_the_dead()
    assert Heartbeat.objects.get().name == retention.PURGE


def test_the_purge_can_be_run_by_hand(
    new_interview: Callable[..., Interview], monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = new_interview()
    Interview.objects.filter(pk=interview.pk).update(created_at=timezone.now() - LONG)
    out = StringIO()

    call_command("purge_expired", stdout=out)

    assert out.getvalue().startswith("Deleted 1 interviews, 0 résumés")
