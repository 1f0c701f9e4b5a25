"""Deleting an interview over the API: its candidate, once it is over."""

from __future__ import annotations

from accounts.models import User
from interviews.actions import interviews
from interviews.models import Interview
from tests.conftest import NOW
from tests.integration.api.conftest import Caller, caller_for


def test_a_finished_interview_is_deleted_with_its_report(
    as_alice: Caller, finished: Interview
) -> None:
    path = f"/interviews/{finished.public_id}"

    gone = as_alice("DELETE", path)

    assert gone.status_code == 204
    assert not gone.content
    for below in ("", "/report", "/transcript", "/consents"):
        assert as_alice("GET", f"{path}{below}").status_code == 404
    assert as_alice("GET", "/interviews").json()["items"] == []


def test_an_open_interview_is_called_off_before_it_is_deleted(
    as_alice: Caller, started: Interview, alice: User
) -> None:
    path = f"/interviews/{started.public_id}"

    early = as_alice("DELETE", path)
    interviews.cancel(interview=started, by=alice, at=NOW)
    late = as_alice("DELETE", path)

    assert (early.status_code, early.json()["code"]) == (409, "wrong_state")
    assert late.status_code == 204


def test_a_recruiter_deletes_no_interview_of_a_candidate(
    finished: Interview, ritu: User
) -> None:
    company = ritu.memberships.get().company
    Interview.objects.filter(pk=finished.pk).update(kind="hiring", company=company)
    path = f"/interviews/{finished.public_id}"
    as_ritu = caller_for(ritu)

    assert as_ritu("GET", path).status_code == 200
    assert as_ritu("DELETE", path).status_code == 404
    assert Interview.objects.exists()
