"""How long background work has taken, and whether it still moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from interviews.actions import evaluations
from interviews.models import Interview
from interviews.templatetags.ui import clock
from interviews.views import words

STALLED_S: Final = 60


def state_of(
    code: str, beats: Iterable[datetime | None], at: datetime
) -> tuple[str, str]:
    """(state of the line, the cause in words if it does not simply go on).

    code: what the next attempt waits for. beats: when somebody was last seen at it.
    """
    if code:
        return "retry", words.work_code(code)
    last = max((beat for beat in beats if beat is not None), default=at)
    if (at - last).total_seconds() > STALLED_S:
        return "stalled", _("멈췄다면 저절로 다시 시작해요.")
    return "running", ""


def unjudged_because(interview: Interview) -> str:
    """Why nobody judges its answers now: no_consent, switched_off; empty: they are."""
    if evaluations.may_judge(interview):
        return ""
    return "switched_off" if interview.ai_consent else "no_consent"


def failed_report(interview: Interview) -> dict[str, Any]:
    """A report that could not be combined, with the button that tries again."""
    return {
        "state": "failed",
        "words": _("결과를 모으지 못했어요. 답변은 그대로 있어요."),
        "action_url": reverse("interviews:retry-report", args=[interview.public_id]),
        "action_label": _("다시 하기"),
    }


def elapsed(since: datetime | None, at: datetime) -> str:
    """`0:41 지남`; nothing for None."""
    if since is None:
        return ""
    return _("%s 지남") % clock((at - since).total_seconds())
