"""Events as text/event-stream."""

import orjson

from interviews.events.envelope import Envelope
from interviews.realtime import payloads

TURN = "7b1c9e7a-3f0e-4f43-8a86-2f7d1c9b0e55"
PLACE = f"#stage:has(> #shown[value='{TURN}:writing']) #q-text"


def envelope(name: str, version: int | None, **data: object) -> Envelope:
    data = {"turn_id": TURN, **data}
    return Envelope(
        channel="c",
        name=name,
        version=version,
        is_last=False,
        data=orjson.dumps(data).decode(),
    )


def test_api_clients_get_names_ids_and_json() -> None:
    sent = payloads.for_api([envelope("answer.state", 7, answer_status="SCORED")])

    data = f'{{"turn_id":"{TURN}","answer_status":"SCORED"}}'
    assert sent.decode() == f"event: answer.state\nid: 7\ndata: {data}\n\n"


def test_words_of_a_growing_question_carry_no_id() -> None:
    sent = payloads.for_api([envelope("question.token", None, text="안녕")])

    assert b"id:" not in sent
    assert "안녕".encode() in sent


def test_pages_get_one_change_for_all_durable_events() -> None:
    batch = [envelope("answer.state", 4), envelope("question.ready", 6)]

    assert payloads.for_page(batch) == b"event: changed\nid: 6\ndata: 6\n\n"


def test_pages_get_the_text_escaped_in_an_unnamed_message() -> None:
    text = '<img src=x onerror="alert(1)"> & more'

    sent = payloads.for_page([envelope("question.token", None, text=text)]).decode()

    assert sent == (
        f'data: <hx-partial id="q-text" hx-target="{PLACE}" hx-swap="innerHTML">'
        "&lt;img src=x "
        "onerror=&quot;alert(1)&quot;&gt; &amp; more</hx-partial>\n\n"
    )


def test_line_ends_in_a_text_cannot_forge_an_event() -> None:
    text = "one\r\nevent: done\rdata: x\n\nid: 9"

    sent = payloads.for_page([envelope("question.token", None, text=text)]).decode()

    assert all(not line or line.startswith("data: ") for line in sent.split("\n"))
    assert "\r" not in sent


def test_a_growing_question_is_cut_at_300_characters() -> None:
    sent = payloads.for_page([envelope("question.token", None, text="가" * 999)])

    assert sent.decode().count("가") == 300


def test_the_opening_tells_when_to_reconnect_and_where_we_are() -> None:
    assert payloads.opening(12, retry_ms=1500) == b"retry: 1500\nid: 12\n\n"
