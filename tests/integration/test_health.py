"""/readyz and who works on what: somebody must be there for the questions."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from interviews.models import Heartbeat

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("queue", "age_s", "status"),
    [("live", 30, 200), ("live", 90, 503), ("scoring", 1, 503)],
)
def test_a_site_is_ready_when_somebody_writes_questions(
    client: Client, db: None, queue: str, age_s: int, status: int
) -> None:
    at = timezone.now() - timedelta(seconds=age_s)
    Heartbeat.objects.create(name=queue, at=at)

    response = client.get("/readyz")

    assert response.status_code == status
    assert response.json()["checks"]["worker"] is (status == 200)


def test_compose_gives_each_queue_to_one_kind_of_worker() -> None:
    compose = (ROOT / "compose.yaml").read_text()

    taken = re.findall(r"run_worker --queues (\S+)", compose)

    assert "live" in taken
    queues = sorted(name for names in taken for name in names.split(","))
    assert queues == sorted(settings.CELERY_TASK_QUEUES)
