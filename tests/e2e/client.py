"""A candidate by API: the same interview without a browser."""

from __future__ import annotations

import time
from typing import Any

import httpx2

FINAL = {"READY", "RELEASED"}
PASSWORD = "long enough 42"


class ApiCandidate:
    """Registers, is interviewed and reads the report over /api/v1."""

    def __init__(self, url: str, email: str) -> None:
        # No connection outlives its request, so none is left open by a failed test.
        alone = httpx2.Limits(max_keepalive_connections=0)
        self._http = httpx2.Client(base_url=f"{url}/api/v1", timeout=20, limits=alone)
        person = {"email": email, "password": PASSWORD, "full_name": "김하늘"}
        self._http.post("/auth/register", json=person).raise_for_status()
        token = self._http.post(
            "/auth/token", json={"email": email, "password": person["password"]}
        ).json()["access_token"]
        self._http.headers["Authorization"] = f"Bearer {token}"
        self.email = email
        self.interview = ""

    def call(self, method: str, path: str, **options: Any) -> httpx2.Response:
        """One request; errors of the site are raised."""
        answer = self._http.request(method, path, **options)
        answer.raise_for_status()
        return answer

    def start(self, scenario: str = "short", language: str = "ko") -> None:
        """Create with the consents that are offered, and begin."""
        offered = self.call("GET", f"/consents?language={language}")
        consents = offered.json()["items"]
        wanted = {"interview_record", "ai_scoring"}
        created = self.call(
            "POST",
            "/interviews",
            json={
                "position": "백엔드 개발자",
                "scenario": scenario,
                "language": language,
                "consents": [
                    {name: row[name] for name in ("purpose", "version", "language")}
                    for row in consents
                    if row["purpose"] in wanted
                ],
            },
        ).json()
        self.interview = created["id"]
        self.call("POST", f"/interviews/{self.interview}/start")

    def questions(self) -> dict[str, Any]:
        """The polling call."""
        got: dict[str, Any] = self.call(
            "GET", f"/interviews/{self.interview}/questions"
        ).json()
        return got

    def answer_next(self, text: str, seconds: float = 30) -> bool:
        """Answer the open question; False when nothing more comes."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            state = self.questions()
            if state["remaining"] == 0:
                return False
            for row in state["questions"]:
                if row["status"] in {"ASKED", "OPENED"}:
                    path = f"/interviews/{self.interview}/questions/{row['id']}/answer"
                    self.call("POST", path, json={"text": text})
                    return True
            time.sleep(0.1)
        raise AssertionError(f"no question in {seconds} s")

    def complete(self) -> None:
        """Hand it in."""
        self.call("POST", f"/interviews/{self.interview}/complete")

    def report(self, seconds: float = 60) -> dict[str, Any]:
        """Wait for the report."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = self.call("GET", f"/interviews/{self.interview}/report")
            if answer.status_code == 200:
                found: dict[str, Any] = answer.json()
                return found
            time.sleep(0.05)
        raise AssertionError(f"no report in {seconds} s: {answer.text}")
