"""Polling, drafts, answers: cheap, exactly once, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from accounts.models import User
from interviews.actions import interviews, reading
from interviews.api.question_schemas import QuestionsOut
from interviews.models import Answer, Interview, Turn
from tests.conftest import ANSWER_KO, NOW
from tests.integration.api.conftest import Caller

# Several processes count a person's requests in the database they share.
LIMIT_QUERIES = 0 if settings.EMBEDDED else 1

type Work = Callable[[Interview], None]


def now_asked(caller: Caller, interview: Interview) -> dict[str, Any]:
    """The question that can be answered now."""
    body = caller("GET", f"/interviews/{interview.public_id}/questions").json()
    found: dict[str, Any] = next(
        q for q in body["questions"] if q["status"] in {"ASKED", "OPENED"}
    )
    return found


def path_of(interview: Interview, question: dict[str, Any], what: str) -> str:
    """Where a question is answered, saved or left out."""
    return f"/interviews/{interview.public_id}/questions/{question['id']}/{what}"


def test_planned_questions_are_not_shown(as_alice: Caller, started: Interview) -> None:
    answer = as_alice("GET", f"/interviews/{started.public_id}/questions")

    body = answer.json()
    planned = Turn.objects.filter(interview=started, status="PLANNED")
    assert answer.status_code == 200
    assert body["status"] == "IN_PROGRESS"
    assert len(body["questions"]) == 1
    assert body["total"] == Turn.objects.filter(interview=started).count()
    assert body["remaining"] == body["total"] > 1
    for turn in planned:
        assert str(turn.public_id) not in answer.content.decode()
        assert not turn.text or turn.text not in answer.content.decode()


def test_the_payload_is_what_the_schema_says(
    as_alice: Caller, finished: Interview
) -> None:
    for is_owner in (True, False):
        payload = reading.questions_payload(finished, is_owner=is_owner)
        again = QuestionsOut.model_validate(payload).model_dump(
            mode="json", exclude_unset=True
        )
        assert again == payload


def test_nothing_changed_is_a_304_of_one_query(
    as_alice: Caller, started: Interview, django_assert_num_queries: Any
) -> None:
    path = f"/interviews/{started.public_id}/questions"
    first = as_alice("GET", path)

    with django_assert_num_queries(1 + LIMIT_QUERIES):
        second = as_alice("GET", path, If_None_Match=first["ETag"])

    assert first["ETag"].startswith('W/"')
    assert first["Cache-Control"] == "private, no-cache"
    assert second.status_code == 304
    assert second["ETag"] == first["ETag"]
    assert not second.content


def test_polling_costs_few_queries(
    as_alice: Caller,
    started: Interview,
    django_assert_max_num_queries: Any,
    django_assert_num_queries: Any,
) -> None:
    path = f"/interviews/{started.public_id}/questions"

    with django_assert_max_num_queries(4 + LIMIT_QUERIES):
        cold = as_alice("GET", path)
    with django_assert_num_queries(1 + LIMIT_QUERIES):
        warm = as_alice("GET", path)

    assert cold.content == warm.content


def test_typing_and_answering_cost_few_queries(
    as_alice: Caller, started: Interview, django_assert_max_num_queries: Any
) -> None:
    """Two of each are the savepoint that stands for BEGIN and COMMIT here."""
    question = now_asked(as_alice, started)
    as_alice("GET", f"/interviews/{started.public_id}/questions")

    with django_assert_max_num_queries(5 + LIMIT_QUERIES):
        as_alice("PUT", path_of(started, question, "draft"), {"text": "쓰는 중"})
    with django_assert_max_num_queries(12 + LIMIT_QUERIES):
        as_alice("POST", path_of(started, question, "answer"), {"text": ANSWER_KO})

    assert Answer.objects.get(turn__public_id=question["id"]).status == "READY"


def test_each_visible_change_has_its_own_etag(
    as_alice: Caller, started: Interview
) -> None:
    path = f"/interviews/{started.public_id}/questions"
    question = now_asked(as_alice, started)
    tags = [as_alice("GET", path)["ETag"]]

    as_alice("PUT", path_of(started, question, "draft"), {"text": "쓰는 중"})
    tags.append(as_alice("GET", path)["ETag"])
    draft = now_asked(as_alice, started)
    as_alice("POST", path_of(started, question, "answer"), {"text": ANSWER_KO})
    tags.append(as_alice("GET", path)["ETag"])

    assert len(set(tags)) == 3
    assert (draft["draft"], draft["draft_version"]) == ("쓰는 중", 1)
    assert as_alice("GET", path, If_None_Match=tags[0]).status_code == 200


@pytest.mark.parametrize("tag", ["*", "", "x", '"x"', 'W/"999999-owner"', "\x7f" * 9])
def test_no_made_up_etag_hides_the_questions(
    as_alice: Caller, started: Interview, tag: str
) -> None:
    path = f"/interviews/{started.public_id}/questions"

    assert as_alice("GET", path, If_None_Match=tag).status_code in {200, 304}
    assert as_alice("GET", path, If_None_Match=tag).status_code == (
        304 if tag == "*" else 200
    )


def test_an_answer_is_kept_exactly_as_sent(
    as_alice: Caller, started: Interview, run_work: Work
) -> None:
    question = now_asked(as_alice, started)
    text = f"  {ANSWER_KO}\r\n\t\u202e<script>alert(1)</script> 😀 e\u0301 \n"

    answer = as_alice("POST", path_of(started, question, "answer"), {"text": text})

    body = answer.json()
    assert answer.status_code == 201
    assert body["turn_id"] == question["id"]
    assert body["answer_status"] in {"SUBMITTED", "READY"}
    started.refresh_from_db()
    assert body["version"] == started.version
    assert Answer.objects.get(turn__public_id=question["id"]).text == text


def test_a_second_answer_changes_nothing(as_alice: Caller, started: Interview) -> None:
    question = now_asked(as_alice, started)
    path = path_of(started, question, "answer")
    as_alice("POST", path, {"text": ANSWER_KO})

    second = as_alice("POST", path, {"text": "다른 답변입니다."})
    draft = as_alice("PUT", path_of(started, question, "draft"), {"text": "늦은 초안"})
    skip = as_alice("POST", path_of(started, question, "skip"))

    assert (second.status_code, second.json()["code"]) == (409, "already_answered")
    assert (draft.status_code, draft.json()["code"]) == (409, "already_answered")
    assert (skip.status_code, skip.json()["code"]) == (409, "wrong_state")
    assert Answer.objects.get(turn__public_id=question["id"]).text == ANSWER_KO


@pytest.mark.parametrize("status", ["GENERATING", "SKIPPED", "PLANNED"])
def test_a_question_that_was_never_asked_takes_no_answer(
    as_alice: Caller, started: Interview, status: str
) -> None:
    Turn.objects.filter(interview=started).waiting().delete()
    turn = Turn.objects.filter(interview=started, status="PLANNED")[0]
    reason = "parent_not_answered" if status == "SKIPPED" else ""
    Turn.objects.filter(pk=turn.pk).update(status=status, skip_reason=reason)
    path = f"/interviews/{started.public_id}/questions/{turn.public_id}"

    answer = as_alice("POST", f"{path}/answer", {"text": ANSWER_KO})
    draft = as_alice("PUT", f"{path}/draft", {"text": "초안"})

    # What is still to come is not there for anybody.
    expected = 404 if status == "PLANNED" else 409
    assert (answer.status_code, draft.status_code) == (expected, expected)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "empty"),
        ({"text": " \n\t "}, "empty"),
        ({"text": "가" * 20_001}, "too_long"),
        ({"text": "x" * 1_000_000}, "too_long"),
        ({"text": "a\x00b"}, "invalid"),
        ({"text": None}, "invalid"),
        ({"text": 5}, "invalid"),
        ({"text": ["a"]}, "invalid"),
        ({}, "invalid"),
        ([], "invalid"),
        ({"text": "ok", "take_id": "x"}, "invalid"),
        ({"text": "ok", "score": 100}, "invalid"),
    ],
)
def test_what_is_no_answer_is_refused_and_the_question_stays_open(
    as_alice: Caller, started: Interview, body: Any, code: str
) -> None:
    question = now_asked(as_alice, started)

    answer = as_alice("POST", path_of(started, question, "answer"), body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert now_asked(as_alice, started)["id"] == question["id"]


def test_twenty_thousand_characters_are_an_answer(
    as_alice: Caller, started: Interview
) -> None:
    question = now_asked(as_alice, started)

    answer = as_alice(
        "POST", path_of(started, question, "answer"), {"text": "가" * 20_000}
    )

    assert answer.status_code == 201


def test_two_devices_never_overwrite_silently(
    as_alice: Caller, started: Interview
) -> None:
    question = now_asked(as_alice, started)
    path = path_of(started, question, "draft")
    first = as_alice("PUT", path, {"text": "전화기에서", "base": 0})

    stale = as_alice("PUT", path, {"text": "노트북에서", "base": 0})

    row = Answer.objects.get(turn__public_id=question["id"])
    assert first.json()["draft_version"] == 1
    assert first.json()["saved_at"].endswith("Z")
    assert (stale.status_code, stale.json()["code"]) == (409, "draft_conflict")
    assert stale.json()["draft_version"] == 1
    assert (row.draft, row.other_draft) == ("전화기에서", "노트북에서")


def test_a_conflict_keeps_both_texts_also_under_an_idempotency_key(
    as_alice: Caller, started: Interview
) -> None:
    question = now_asked(as_alice, started)
    path = path_of(started, question, "draft")
    as_alice("PUT", path, {"text": "하나", "base": 0})

    as_alice("PUT", path, {"text": "둘", "base": 0}, Idempotency_Key="k")

    assert Answer.objects.get(turn__public_id=question["id"]).other_draft == "둘"


def test_a_skipped_question_is_followed_by_the_next(
    as_alice: Caller, started: Interview, run_work: Work
) -> None:
    question = now_asked(as_alice, started)

    skipped = as_alice("POST", path_of(started, question, "skip"))

    assert skipped.status_code == 200
    assert skipped.json()["status"] == "SKIPPED"
    assert now_asked(as_alice, started)["order"] > question["order"]


def test_what_has_not_begun_or_is_over_takes_no_answer(
    as_alice: Caller, started: Interview, alice: User
) -> None:
    question = now_asked(as_alice, started)
    interviews.cancel(interview=started, by=alice, at=NOW)

    for method, what, body in (
        ("POST", "answer", {"text": ANSWER_KO}),
        ("PUT", "draft", {"text": "x"}),
        ("POST", "skip", None),
    ):
        answer = as_alice(method, path_of(started, question, what), body)
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


def test_a_planned_question_cannot_be_answered(
    as_alice: Caller, started: Interview
) -> None:
    planned = Turn.objects.filter(interview=started, status="PLANNED").first()
    assert planned is not None

    answer = as_alice(
        "POST",
        path_of(started, {"id": planned.public_id}, "answer"),
        {"text": ANSWER_KO},
    )

    assert answer.status_code == 404


def test_events_without_the_stream_server_say_where_we_are_and_end(
    as_alice: Caller, as_sam: Caller, started: Interview
) -> None:
    path = f"/interviews/{started.public_id}/events"

    answer = as_alice("GET", path)

    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/event-stream")
    assert f"id: {started.version}" in text
    assert "event: interview.state" in text
    assert as_sam("GET", path).status_code == 404


def test_a_whole_interview_over_the_api(
    as_alice: Caller, started: Interview, run_work: Work
) -> None:
    base = f"/interviews/{started.public_id}"
    for _step in range(30):
        run_work(started)
        body = as_alice("GET", f"{base}/questions").json()
        if body["remaining"] == 0:
            break
        question = now_asked(as_alice, started)
        as_alice("POST", path_of(started, question, "answer"), {"text": ANSWER_KO})
    done = as_alice("POST", f"{base}/complete")
    before = as_alice("GET", f"{base}/report")
    run_work(started)
    after = as_alice("GET", f"{base}/report")
    transcript = as_alice("GET", f"{base}/transcript").json()["items"]

    assert done.status_code == 200
    assert before.status_code in {200, 202}
    assert after.status_code == 200
    assert after.json()["overall"] is not None
    assert as_alice("GET", base).json()["overall"] == after.json()["overall"]
    assert [row["speaker"] for row in transcript[:2]] == ["interviewer", "candidate"]
    assert transcript[1]["text"] == ANSWER_KO
