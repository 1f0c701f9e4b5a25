"""The room: questions, drafts, answers, and the regions that follow them live."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.actions import interviews, turns
from interviews.models import Answer, Interview, Turn
from tests.conftest import ANSWER_KO

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


def current(interview: Interview) -> Turn:
    rows = Turn.objects.filter(interview=interview).waiting()
    turn: Turn = rows.select_related("interview", "answer")[0]
    return turn


def url(name: str, turn: Turn) -> str:
    args = [turn.interview.public_id, turn.public_id]
    return reverse(f"interviews:{name}", args=args)


def room(turn: Turn) -> str:
    return f"/i/{turn.interview.public_id}/q/{turn.order}/"


def test_the_question_is_shown_and_its_opening_is_noted(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    response = page.get(room(turn))

    assert response.status_code == 200
    assert turn.text in response.text
    assert '<h1 class="question-text" id="q-text" tabindex="-1" lang="ko">' in (
        response.text
    )
    turn.refresh_from_db()
    assert turn.opened_at is not None


def test_a_page_fetched_ahead_is_shown_and_not_noted(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    response = page.get(room(turn), headers={"Sec-Purpose": "prefetch;prerender"})

    assert response.status_code == 200
    turn.refresh_from_db()
    assert (turn.status, turn.opened_at) == ("ASKED", None)


def test_the_room_needs_few_queries(
    page: Client, started: Interview, django_assert_max_num_queries: Any
) -> None:
    address = room(current(started))

    with django_assert_max_num_queries(12):
        page.get(address)


def test_typing_and_answering_cost_few_queries(
    page: Client, started: Interview, django_assert_max_num_queries: Any
) -> None:
    """Two of each are the savepoint that stands for BEGIN and COMMIT here."""
    turn = current(started)
    page.get(room(turn))

    with django_assert_max_num_queries(7):
        page.post(url("draft", turn), {"text": "쓰는 중", "base": 0}, headers=HTMX)
    with django_assert_max_num_queries(17):
        page.post(url("answer-submit", turn), {"text": ANSWER_KO}, headers=HTMX)

    assert Answer.objects.get(turn=turn).status == "READY"


def test_the_next_card_opens_its_question_with_the_answer(
    page: Client, new_interview: Callable[..., Interview], alice: User, now: datetime
) -> None:
    interview = new_interview(scenario_key="standard")
    interviews.start(interview=interview, by=alice, at=now)
    turn = current(interview)

    page.post(url("answer-submit", turn), {"text": ANSWER_KO}, headers=HTMX)

    upcoming = current(interview)
    assert upcoming.pk != turn.pk
    assert (upcoming.status, upcoming.opened_at) == ("OPENED", upcoming.asked_at)


def test_a_next_question_that_is_not_in_the_reply_stays_unopened(
    page: Client, new_interview: Callable[..., Interview], alice: User, now: datetime
) -> None:
    interview = new_interview(scenario_key="standard")
    interviews.start(interview=interview, by=alice, at=now)

    page.post(url("answer-submit", current(interview)), {"text": ANSWER_KO})

    assert current(interview).opened_at is None


def test_the_parts_of_a_story_are_named_only_where_one_is_asked_for(
    page: Client, new_interview: Callable[..., Interview], alice: User, now: datetime
) -> None:
    interview = new_interview(scenario_key="standard")
    interviews.start(interview=interview, by=alice, at=now)
    hint = "상황, 맡은 일, 한 일, 결과를 담으면 좋아요."

    said = {}
    for axis in ("experience", "communication"):
        turn = current(interview)
        Turn.objects.filter(pk=turn.pk).update(axis=axis)
        said[axis] = hint in page.get(room(turn)).text

    assert said == {"experience": True, "communication": False}


def test_later_questions_and_indicators_are_not_in_the_page(
    page: Client, started: Interview
) -> None:
    planned = Turn.objects.filter(interview=started).planned().exclude(text="")

    text = page.get(room(current(started))).text

    assert planned.exists()
    assert not any(turn.text in text for turn in planned)


def test_an_answer_leads_to_where_the_interview_goes_on(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    response = page.post(url("answer-submit", turn), {"text": ANSWER_KO})

    assert response.status_code == 302
    assert response["Location"] == f"/i/{started.public_id}/now/"
    assert Answer.objects.get(turn=turn).text == ANSWER_KO


def test_htmx_gets_the_next_card_and_its_address(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    response = page.post(
        url("answer-submit", turn), {"text": "모르겠습니다"}, headers=HTMX
    )

    assert response.status_code == 200
    assert "<html" not in response.text
    assert response.text.lstrip().startswith('<div id="stage"')
    assert response["HX-Push-Url"] == f"/i/{started.public_id}/q/1-2/"
    assert '<hx-partial id="rail"' in response.text
    assert "HX-Request" in response["Vary"]


def test_pressing_twice_makes_one_answer(page: Client, started: Interview) -> None:
    turn = current(started)

    first = page.post(url("answer-submit", turn), {"text": ANSWER_KO})
    second = page.post(url("answer-submit", turn), {"text": ANSWER_KO})

    assert (first.status_code, second.status_code) == (302, 302)
    assert Answer.objects.exclude(text="").count() == 1


def test_another_answer_to_an_answered_question_is_shown_not_lost(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    page.post(url("answer-submit", turn), {"text": ANSWER_KO})

    response = page.post(url("answer-submit", turn), {"text": "다른 답변이에요."})

    assert response.status_code == 409
    assert "다른 답변이에요." in response.text
    assert ANSWER_KO in response.text
    assert Answer.objects.get(turn=turn).text == ANSWER_KO


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        ("", "", "답변을 써 주세요."),
        ("   \n ", "   \n ", "답변을 써 주세요."),
        ("가나\x00다라", "가나다라", "NUL"),
        ("가" * 350_000, "가" * 350_000, "너무 길어요"),
    ],
)
def test_what_cannot_be_kept_is_named_and_stays_in_the_field(
    page: Client, started: Interview, text: str, kept: str, words: str
) -> None:
    response = page.post(url("answer-submit", current(started)), {"text": text})

    assert response.status_code == 422
    assert words in response.text
    assert f">\n{kept}</textarea>" in response.text
    assert "오류:" in response.text.partition("</title>")[0]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> 저는 이렇게 했습니다.",
        "\u202e저는 이렇게 했습니다\u202c 🙂",
    ],
)
def test_hostile_text_is_kept_exactly_and_shown_as_text(
    page: Client, started: Interview, text: str
) -> None:
    turn = current(started)
    page.post(url("answer-submit", turn), {"text": text})

    shown = page.get(room(turn)).text

    assert Answer.objects.get(turn=turn).text == text
    assert "<script>alert" not in shown


def test_line_ends_of_the_browser_are_undone(page: Client, started: Interview) -> None:
    turn = current(started)

    page.post(url("answer-submit", turn), {"text": "첫 줄이에요.\r\n둘째 줄이에요."})

    assert Answer.objects.get(turn=turn).text == "첫 줄이에요.\n둘째 줄이에요."


def test_a_draft_is_saved_and_shown_again(page: Client, started: Interview) -> None:
    turn = current(started)

    saved = page.post(
        url("draft", turn), {"text": "쓰던 글", "base": "0"}, headers=HTMX
    )

    assert saved.status_code == 200
    assert 'data-state="saved"' in saved.text
    assert f'id="draft-base-{turn.public_id}" name="base" value="1"' in saved.text
    assert "쓰던 글</textarea>" in page.get(room(turn)).text


def test_a_draft_can_be_saved_without_script(page: Client, started: Interview) -> None:
    turn = current(started)

    response = page.post(url("draft", turn), {"text": "쓰던 글", "base": "0"})

    assert response["Location"] == room(turn)
    assert "쓰던 답변을 저장했어요." in page.get(room(turn)).text


def test_of_two_devices_both_texts_are_shown(page: Client, started: Interview) -> None:
    turn = current(started)
    page.post(url("draft", turn), {"text": "첫째 기기의 글", "base": "0"})

    live = page.post(url("draft", turn), {"text": "둘째 글", "base": "0"}, headers=HTMX)
    plain = page.post(url("draft", turn), {"text": "둘째 글", "base": "0"})

    assert (live.status_code, plain.status_code) == (409, 409)
    assert "첫째 기기의 글" in live.text
    assert "첫째 기기의 글</textarea>" in plain.text
    assert "둘째 글</textarea>" in plain.text
    assert Answer.objects.get(turn=turn).draft == "첫째 기기의 글"


def test_after_a_conflict_the_own_text_can_be_chosen(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    page.post(url("draft", turn), {"text": "첫째 기기의 글", "base": "0"})

    page.post(url("draft", turn), {"text": "둘째 글", "base": "0", "keep": "1"})

    assert Answer.objects.get(turn=turn).draft == "둘째 글"


def test_a_draft_that_comes_too_late_stays_on_the_page(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    page.post(url("answer-submit", turn), {"text": ANSWER_KO})

    live = page.post(url("draft", turn), {"text": "쓰던 글", "base": "0"}, headers=HTMX)
    plain = page.post(url("draft", turn), {"text": "쓰던 글", "base": "0"})

    assert (live.status_code, plain.status_code) == (409, 409)
    assert "HX-Redirect" not in live.headers
    assert f'id="elsewhere-{turn.public_id}"' in live.text
    assert "쓰던 글</textarea>" in plain.text


def test_a_draft_that_is_too_long_is_an_error_not_a_loss(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    response = page.post(url("draft", turn), {"text": "가" * 50_000}, headers=HTMX)

    assert response.status_code == 422
    assert 'data-state="error"' in response.text


def test_a_question_can_be_skipped_once(page: Client, started: Interview) -> None:
    turn = current(started)

    first = page.post(url("skip", turn))
    second = page.post(url("skip", turn))

    assert (first.status_code, second.status_code) == (302, 302)
    assert "직접 건너뛰었어요." in page.get(f"/i/{started.public_id}/").text


def test_what_was_typed_is_not_left_behind_by_one_press(
    page: Client, started: Interview
) -> None:
    turn = current(started)

    asked = page.post(url("skip", turn), {"text": "쓰던 글"})

    assert asked.status_code == 409
    assert "쓰던 글이 있어요." in asked.text
    assert "쓰던 글</textarea>" in asked.text
    assert current(started) == turn

    gone_on = page.post(url("skip", turn), {"text": "쓰던 글", "sure": "1"})

    assert gone_on.status_code == 302
    assert current(started) != turn
    left = page.get(room(turn)).text
    assert '<textarea id="left" readonly lang="ko">\n쓰던 글</textarea>' in left


def test_a_saved_draft_is_asked_about_too(page: Client, started: Interview) -> None:
    turn = current(started)
    page.post(url("draft", turn), {"text": "저장한 글", "base": "0"})

    asked = page.post(url("skip", turn))
    emptied = page.post(url("skip", turn), {"text": ""})

    assert asked.status_code == 409
    assert "저장한 글</textarea>" in asked.text
    assert emptied.status_code == 302


@pytest.mark.parametrize("end", [interviews.complete, interviews.cancel])
@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
@pytest.mark.parametrize("name", ["answer-submit", "skip", "draft"])
def test_what_comes_after_the_end_is_shown_and_not_thrown_away(
    page: Client,
    started: Interview,
    end: Callable[..., None],
    headers: dict[str, str],
    name: str,
) -> None:
    turn = current(started)
    end(interview=started, by=started.candidate, at=started.created_at)
    typed = {"text": "끝난 뒤에 낸 글", "sure": "1"}

    late = page.post(url(name, turn), typed, headers=headers)

    assert late.status_code == 409
    if name == "draft" and headers:
        assert f'id="elsewhere-{turn.public_id}"' in late.text
        assert "<textarea" not in late.text
    else:
        assert "면접이 이미 끝나서" in late.text
        assert "끝난 뒤에 낸 글</textarea>" in late.text
        assert "<form id=" not in late.text
    assert ("<html" in late.text) == (not headers)


def test_a_press_after_the_end_leads_to_where_the_interview_is(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    turn = current(started)
    interviews.complete(interview=started, by=alice, at=now)

    live = page.post(url("skip", turn), headers=HTMX)
    plain = page.post(url("skip", turn))

    assert live["HX-Redirect"] == plain["Location"] == f"/i/{started.public_id}/now/"


def test_a_waiting_follow_up_says_so_and_offers_to_reload(
    page: Client, started: Interview
) -> None:
    page.post(url("answer-submit", current(started)), {"text": ANSWER_KO})

    text = page.get(f"/i/{started.public_id}/q/2/").text

    assert "답변을 듣고 추가 질문을 쓰고 있어요." in text
    assert 'aria-busy="true"' in text
    assert "<noscript>" in text
    assert "<textarea" not in text


def test_the_written_follow_up_arrives_by_the_state_view(
    page: Client, started: Interview, run_work: Callable[[Interview], None]
) -> None:
    page.post(url("answer-submit", current(started)), {"text": ANSWER_KO})
    waiting = Turn.objects.get(interview=started, order=2)
    run_work(started)
    query = {"v": "1", "shown": f"{waiting.public_id}:writing"}

    response = page.get(f"/i/{started.public_id}/live/state/", query)

    waiting.refresh_from_db()
    assert '<hx-partial id="stage"' in response.text
    assert waiting.text in response.text.replace("&quot;", '"')
    assert "새 질문이 도착했어요" in response.text


def test_what_comes_in_place_of_a_question_that_was_left_out_has_its_own_address(
    page: Client, started: Interview, now: datetime
) -> None:
    page.post(url("answer-submit", current(started)), {"text": ANSWER_KO})
    waiting = Turn.objects.select_related("interview").get(interview=started, order=2)
    with transaction.atomic():
        started.refresh_from_db()
        started.hold_in_progress()
        turns.leave_out(started, waiting, "off_topic")
    query = {"v": "1", "shown": f"{waiting.public_id}:writing"}

    response = page.get(f"/i/{started.public_id}/live/state/", query)

    assert response["HX-Replace-Url"] == f"/i/{started.public_id}/q/3/"
    left_out = page.get(f"/i/{started.public_id}/q/2/").text
    assert "묻지 않고 지나간 질문이에요" in left_out


def test_the_state_view_is_silent_when_nothing_changed(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    page.get(room(turn))
    started.refresh_from_db()
    query = {"v": str(started.version), "shown": f"{turn.public_id}:answer"}

    response = page.get(f"/i/{started.public_id}/live/state/", query)

    assert response.status_code == 204


def test_no_stage_is_sent_for_an_answer_being_given(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    query = {"v": "0", "shown": f"{turn.public_id}:answer"}

    text = page.get(f"/i/{started.public_id}/live/state/", query).text

    assert '<hx-partial id="stage"' not in text
    assert '<hx-partial id="rail"' in text
    assert "지금 화면으로 가기" not in text


def test_another_tab_is_told_that_the_question_is_answered(
    page: Client, started: Interview
) -> None:
    turn = current(started)
    page.post(url("answer-submit", turn), {"text": ANSWER_KO})
    query = {"v": "0", "shown": f"{turn.public_id}:answer"}

    text = page.get(f"/i/{started.public_id}/live/state/", query).text

    assert f'<hx-partial id="elsewhere-{turn.public_id}"' in text
    assert "지금 화면으로 가기" in text


def test_the_stream_says_that_it_is_not_here_without_an_event_loop(
    page: Client, started: Interview
) -> None:
    assert page.get(f"/i/{started.public_id}/live").status_code == 503


def test_now_leads_to_each_stage_of_an_interview(
    page: Client,
    alice: User,
    now: datetime,
    new_interview: Callable[..., Interview],
) -> None:
    interview = new_interview()
    where = f"/i/{interview.public_id}"

    assert page.get(f"{where}/now/")["Location"] == f"{where}/"
    page.post(f"{where}/start/")
    assert page.get(f"{where}/now/")["Location"] == f"{where}/q/1/"
    interview.refresh_from_db()
    interviews.complete(interview=interview, by=alice, at=now)
    assert page.get(f"{where}/now/")["Location"] == f"{where}/receipt/"
    assert page.get(f"{where}/q/1/")["Location"] == f"{where}/now/"


def test_starting_twice_starts_once(
    page: Client, new_interview: Callable[..., Interview]
) -> None:
    interview = new_interview()

    for _press in range(2):
        response = page.post(f"/i/{interview.public_id}/start/")
        assert response.status_code == 302

    asked = Turn.objects.filter(interview=interview).waiting()
    assert asked.count() == 1


def test_answering_a_submitted_interview_is_a_conflict(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    turn = current(started)
    interviews.complete(interview=started, by=alice, at=now)

    response = page.post(url("answer-submit", turn), {"text": ANSWER_KO})

    assert response.status_code == 409


def test_the_list_tells_states_and_leads_on(page: Client, started: Interview) -> None:
    text = page.get(f"/i/{started.public_id}/").text

    assert f'href="/i/{started.public_id}/q/1/"' in text
    assert "1번 이어하기" in text
    assert "답할 차례" in text


def test_the_list_needs_few_queries(
    page: Client, started: Interview, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        page.get(f"/i/{started.public_id}/")


def test_pages_follow_the_chosen_comfort(
    page: Client, started: Interview, alice: User, now: datetime
) -> None:
    interviews.choose_how_to_answer(
        interview=started,
        shows_timer=False,
        other={"large_text": True, "less_motion": True, "need": ""},
        by=alice,
        at=now,
    )

    text = page.get(room(current(started))).text

    assert 'data-text="large" data-motion="less"' in text
    assert 'role="timer"' not in text


def test_questions_keep_their_language_on_an_english_page(
    page: Client, started: Interview
) -> None:
    page.cookies["django_language"] = "en"

    text = page.get(room(current(started))).text

    assert '<html lang="en"' in text
    assert 'id="q-text" tabindex="-1" lang="ko"' in text
