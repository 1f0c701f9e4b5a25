"""What logs show, and what they must never show."""

import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings

from interview_site import logs


@pytest.fixture(autouse=True)
def _our_logs_afterwards() -> Iterator[None]:
    handlers = logging.root.handlers[:]
    yield
    logs.configure(settings.LOGGING)
    logging.root.handlers[:] = handlers


def fail_with(secret: str) -> None:
    raise ValueError(len(secret))


@pytest.mark.parametrize("style", ["console", "json"])
def test_a_traceback_shows_lines_and_no_values(
    capsys: pytest.CaptureFixture[str], style: str
) -> None:
    logs.configure({"format": style})

    answer = "my answer, my name"
    try:
        fail_with(answer)
    except ValueError:
        logging.getLogger("interviews").exception("It failed")

    said = capsys.readouterr().err
    assert "fail_with" in said
    assert "my name" not in said.replace(f'"{answer}"', "")


def test_json_logs_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure({"format": "json"})

    logging.getLogger("interviews").warning("질문 %s", 3)

    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "질문 3"
    assert line["level"] == "warning"
    assert line["logger"] == "interviews"


def test_a_site_that_is_not_ready_yet_is_no_news(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure({"format": "console"})

    for path in ("/readyz", "/i/1/"):
        request = SimpleNamespace(path=path)
        logging.getLogger("django.request").error(
            "Service Unavailable: %s", path, extra={"request": request}
        )

    said = capsys.readouterr().err
    assert "/readyz" not in said
    assert "/i/1/" in said
