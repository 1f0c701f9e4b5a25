"""The 31 ways in which an endpoint fails, each with its kind and code."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from interviews import ai
from interviews.ai.base import (
    AIError,
    AIMisconfigured,
    AIRateLimited,
    AIRefused,
    AITimeout,
    AIUnavailable,
    BadCompletion,
    Prompt,
)
from interviews.ai.providers.openai_faults import retry_after_s
from interviews.ai.schemas import (
    CriterionText,
    ExtractInputs,
    Extraction,
    FollowUp,
    FollowUpInputs,
    JudgeInputs,
    Judgement,
    NumberedQuote,
)
from tests.stub_llm import Body, Fault, Say, StubLLM

ANSWER = "저는 로그를 나누어 원인을 찾았습니다. 그 결과 시간이 절반으로 줄었습니다."
CRITERION = CriterionText(
    key="root_cause",
    name="원인 파악",
    anchors=[f"{n}단계" for n in range(1, 6)],
)

STATUSES = [
    (1, AIRefused, "H", "LLM_REQUEST_REJECTED"),
    (2, AIMisconfigured, "C", "LLM_AUTH"),
    (3, AIMisconfigured, "C", "LLM_AUTH"),
    (4, AIMisconfigured, "C", "LLM_MODEL_MISSING"),
    (5, AIUnavailable, "T", "LLM_TIMEOUT"),
    (6, AIUnavailable, "T", "LLM_UNAVAILABLE"),
    (7, AIRateLimited, "R", "LLM_RATE_LIMITED"),
    (8, AIRateLimited, "R", "LLM_RATE_LIMITED"),
    (9, AIUnavailable, "T", "LLM_UNAVAILABLE"),
    (10, AIUnavailable, "T", "LLM_UNAVAILABLE"),
    (11, AIUnavailable, "T", "LLM_UNAVAILABLE"),
    (12, AIUnavailable, "T", "LLM_UNAVAILABLE"),
]
REPLIES: list[tuple[int, Any, type[AIError], str, str]] = [
    (18, 0.1, AIUnavailable, "T", "LLM_CUT"),
    (18, 0.5, AIUnavailable, "T", "LLM_CUT"),
    (18, 0.9, AIUnavailable, "T", "LLM_CUT"),
    (20, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (21, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (23, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (24, "[]", BadCompletion, "I", "LLM_INVALID_REPLY"),
    (25, "NaN", BadCompletion, "I", "LLM_INVALID_REPLY"),
    (25, "1e400", BadCompletion, "I", "LLM_INVALID_REPLY"),
    (25, '"5"', BadCompletion, "I", "LLM_INVALID_REPLY"),
    (26, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (27, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (28, None, BadCompletion, "I", "LLM_WRONG_LANGUAGE"),
    (29, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (30, None, BadCompletion, "I", "LLM_INVALID_REPLY"),
    (31, None, AIRefused, "H", "LLM_REFUSED"),
    (31, "content_filter", AIRefused, "H", "LLM_REFUSED"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[StubLLM]:
    """One server for the module."""
    with StubLLM() as running:
        yield running


@pytest.fixture
def stub(server: StubLLM, settings: Any) -> StubLLM:
    """Point the settings at the server, with nothing scripted."""
    server.reset()
    settings.AI_PROVIDER = "openai_compatible"
    settings.OPENAI_API_KEY = "sk-test-not-a-key"
    settings.OPENAI_BASE_URL = server.url
    settings.OPENAI_MODEL = "small"
    settings.OPENAI_JUDGE_MODEL = "large"
    settings.OPENAI_RESPONSE_FORMAT = "json_schema"
    return server


def judge_prompt() -> Prompt:
    """Return a prompt whose reply holds levels, criteria and sentences."""
    quotes = [
        NumberedQuote(index=1, text=ANSWER[:20], star="action", polarity="for"),
        NumberedQuote(index=2, text=ANSWER[22:], star="result", polarity="for"),
    ]
    inputs = JudgeInputs(
        question="원인을 찾은 경험을 말씀해 주십시오.",
        criteria=[CRITERION],
        quotes={"root_cause": quotes},
        language="ko",
    )
    return ai.render("judge", "ko", inputs)


def follow_up_prompt() -> Prompt:
    """Return a prompt whose reply streams a question."""
    inputs = FollowUpInputs(
        question="원인을 찾은 경험을 말씀해 주십시오.",
        answer=ANSWER,
        position="개발자",
        axis="problem_solving",
        intent="대안",
        language="ko",
    )
    return ai.render("follow_up", "ko", inputs)


def whole(timeout_s: float = 5) -> object:
    """Ask for a reply in one piece."""
    return ai.complete(prompt=judge_prompt(), schema=Judgement, timeout_s=timeout_s)


def streamed(timeout_s: float = 5, first_token_s: float = 5) -> object:
    """Ask for a reply in pieces."""
    return ai.stream(
        prompt=follow_up_prompt(),
        schema=FollowUp,
        on_text=lambda _: None,
        first_token_s=first_token_s,
        timeout_s=timeout_s,
    )


def fails(ask: Callable[[], object]) -> AIError:
    """Return the error that asking ends in."""
    with pytest.raises(AIError) as caught:
        ask()
    return caught.value


@pytest.mark.parametrize("ask", [whole, streamed])
@pytest.mark.parametrize(("number", "kind_of", "kind", "code"), STATUSES)
def test_a_status_becomes_the_error_of_the_table(
    stub: StubLLM,
    ask: Callable[[], object],
    number: int,
    kind_of: type[AIError],
    kind: str,
    code: str,
) -> None:
    """Faults 1 to 12, in one piece and streamed, with one request each."""
    stub.script("*", Fault(number))
    error = fails(ask)
    assert type(error) is kind_of
    assert (error.kind, error.code) == (kind, code)
    assert not error.worth_another_try
    assert len(stub.requests) == 1


@pytest.mark.parametrize(("number", "variant", "kind_of", "kind", "code"), REPLIES)
def test_a_bad_reply_becomes_the_error_of_the_table(
    stub: StubLLM,
    number: int,
    variant: Any,
    kind_of: type[AIError],
    kind: str,
    code: str,
) -> None:
    """Faults 18 and 20 to 31 in a reply of one piece."""
    stub.script("*", Fault(number, variant))
    error = fails(whole)
    assert type(error) is kind_of
    assert (error.kind, error.code) == (kind, code)


@pytest.mark.parametrize(("number", "variant", "kind_of", "kind", "code"), REPLIES)
def test_a_bad_stream_becomes_the_error_of_the_table(
    stub: StubLLM,
    number: int,
    variant: Any,
    kind_of: type[AIError],
    kind: str,
    code: str,
) -> None:
    """The same faults in a stream."""
    stub.script("*", Fault(number, variant))
    error = fails(streamed)
    assert type(error) is kind_of
    assert (error.kind, error.code) == (kind, code)


def test_one_fence_is_taken_off(stub: StubLLM) -> None:
    """Fault 22 is none: the object inside is read."""
    stub.script("*", Fault(22), Fault(22))
    assert whole()
    assert streamed()


def test_hangs_end_at_the_deadline(stub: StubLLM) -> None:
    """Faults 16, 17 and 19: before headers, in the body, one byte a second."""
    for number in (16, 17, 19):
        stub.script("*", Fault(number))
        begun = time.monotonic()
        error = fails(lambda: whole(timeout_s=0.6))
        assert type(error) is AITimeout
        assert (error.kind, error.code) == ("T", "LLM_TIMEOUT")
        assert time.monotonic() - begun < 1.5


def test_a_stream_without_a_first_token_is_given_up_early(stub: StubLLM) -> None:
    """The deadline of the first token counts before the one of the whole."""
    stub.script("*", Fault(16))
    begun = time.monotonic()
    error = fails(lambda: streamed(timeout_s=20, first_token_s=0.5))
    assert error.code == "LLM_TIMEOUT"
    assert time.monotonic() - begun < 1.5


def test_a_stream_that_hangs_later_is_given_up_at_the_end(stub: StubLLM) -> None:
    """After the first token the whole deadline counts."""
    stub.script("*", Fault(17))
    begun = time.monotonic()
    error = fails(lambda: streamed(timeout_s=1.2, first_token_s=0.4))
    assert error.code == "LLM_TIMEOUT"
    assert 0.9 < time.monotonic() - begun < 2.2


@pytest.mark.parametrize(
    ("number", "kind", "codes"),
    [
        (13, "T", {"LLM_UNAVAILABLE"}),
        (14, "T", {"LLM_UNAVAILABLE", "LLM_TIMEOUT"}),  # a slow resolver is late
        (15, "C", {"LLM_TLS"}),
    ],
)
def test_no_connection_is_told_apart(
    stub: StubLLM, settings: Any, number: int, kind: str, codes: set[str]
) -> None:
    """Refused and unknown hosts may come back; a wrong certificate will not."""
    settings.OPENAI_BASE_URL = stub.url_for(number)
    error = fails(whole)
    assert error.kind == kind
    assert error.code in codes


def test_a_pause_is_as_long_as_the_server_says(stub: StubLLM) -> None:
    """Retry-After comes through; without it nobody invents one."""
    stub.script("*", Fault(7, 17), Fault(8))
    assert fails(whole).retry_after_s == 17
    assert fails(whole).retry_after_s is None


def test_retry_after_is_read_in_all_its_forms() -> None:
    """Seconds, dates, nonsense, and never negative or endless."""
    assert retry_after_s({"retry-after": "2.5"}) == 2.5
    assert retry_after_s({"retry-after": "-3"}) == 0
    assert retry_after_s({"retry-after": "99999999"}) == 3600
    assert retry_after_s({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
    for nothing in ("", "soon", "inf", "nan"):
        assert retry_after_s({"retry-after": nothing}) is None


def test_too_long_an_input_has_its_own_code(stub: StubLLM) -> None:
    """Shortening may help there, unlike after other rejections."""
    stub.script("*", Fault(1, "maximum context length is 4096 tokens"))
    assert fails(whole).code == "LLM_INPUT_TOO_LONG"


def test_a_server_without_json_schema_is_named_with_the_remedy(
    stub: StubLLM, settings: Any
) -> None:
    """No silent fallback: the operator is told which setting to change."""
    stub.script("*", Fault(1, "response_format: json_schema is not supported"))
    error = fails(whole)
    assert (error.kind, error.code) == ("C", "LLM_RESPONSE_FORMAT")
    assert "OPENAI_RESPONSE_FORMAT=json_object" in error.detail
    settings.OPENAI_RESPONSE_FORMAT = "json_object"
    assert whole()
    assert stub.requests[-1]["response_format"] == {"type": "json_object"}


def test_a_refusal_may_be_tried_again(stub: StubLLM) -> None:
    """Fault 31 is worth one more request, a rejection is not."""
    stub.script("*", Fault(31), Fault(1))
    assert fails(whole).worth_another_try
    assert not fails(whole).worth_another_try


def test_running_out_of_room_doubles_it(stub: StubLLM) -> None:
    """Fault 30: the second try has twice the budget and the same messages."""
    stub.script("*", Fault(30))
    prompt = judge_prompt()
    with pytest.raises(BadCompletion) as caught:
        ai.complete(prompt=prompt, schema=Judgement, timeout_s=5)
    again = ai.repair(prompt, caught.value)
    ai.complete(prompt=again, schema=Judgement, timeout_s=5)
    first, second = stub.requests
    assert second["max_completion_tokens"] == 2 * first["max_completion_tokens"]
    assert second["messages"] == first["messages"]


def test_a_repair_quotes_the_error_and_the_reply(stub: StubLLM) -> None:
    """One more request tells the model what was wrong with which reply."""
    stub.script("*", Fault(26))
    prompt = judge_prompt()
    with pytest.raises(BadCompletion) as caught:
        ai.complete(prompt=prompt, schema=Judgement, timeout_s=5)
    ai.complete(prompt=ai.repair(prompt, caught.value), schema=Judgement, timeout_s=5)
    sent = stub.requests[-1]["messages"]
    assert [m["role"] for m in sent] == ["system", "user", "assistant", "user"]
    assert sent[:2] == prompt.messages
    assert sent[2]["content"] == caught.value.reply.raw
    assert "less than or equal to 5" in sent[3]["content"]


def test_an_error_carries_what_was_measured(stub: StubLLM) -> None:
    """A bad reply is recorded like a good one: raw text, tokens, model served."""
    stub.script("*", Fault(21))
    reply = fails(whole).reply
    assert reply.raw.startswith("Here is my honest opinion")
    assert (reply.model, reply.served_as) == ("large", "large-stub-0001")
    assert reply.usage.input_tokens
    assert reply.http_status == 200
    assert reply.request_id == "req-1"


def test_cut_text_is_dropped(stub: StubLLM) -> None:
    """Half a question is nothing anybody should see in a record."""
    stub.script("*", Fault(18, 0.9))
    assert fails(streamed).reply.raw == ""


def test_the_request_is_what_servers_understand(stub: StubLLM) -> None:
    """Schema, model per purpose, limits: as the protocol wants them."""
    whole()
    streamed()
    judged, asked = stub.requests
    assert (judged["model"], asked["model"]) == ("large", "small")
    schema = judged["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["additionalProperties"] is False
    assert asked["stream"] is True
    assert asked["stream_options"] == {"include_usage": True}
    assert "stream" not in judged


def test_older_servers_get_the_limit_under_its_old_name(
    stub: StubLLM, settings: Any
) -> None:
    """One of the two names, never both."""
    settings.OPENAI_TOKENS_FIELD = "max_tokens"
    whole()
    assert stub.requests[0]["max_tokens"] == 4_000
    assert "max_completion_tokens" not in stub.requests[0]


def test_a_price_of_zero_is_never_invented(stub: StubLLM, settings: Any) -> None:
    """Without a price list a cost is unknown; with one it is exact."""
    completion: Any = whole()
    settings.AI_PRICES = ""
    assert ai.price_of(completion.served_as, completion.usage) is None
    rate = {"input": "1", "output": "2", "currency": "USD", "version": "2026-11"}
    settings.AI_PRICES = json.dumps({"large-stub-0001": rate})
    price = ai.price_of(completion.served_as, completion.usage)
    assert price is not None
    tokens = completion.usage.input_tokens + 2 * completion.usage.output_tokens
    assert price.amount * 1_000_000 == tokens


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"<html>hello</html>",
        b'{"choices": 5}',
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"content": 5}}], "usage": "x", "model": 7}',
        b'{"choices": [{"message": {"content": "{\\"items\\""}}]}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_a_body_that_is_no_completion_is_an_invalid_reply(
    stub: StubLLM, body: bytes
) -> None:
    """Whatever a server sends with status 200, nothing but AIError comes out."""
    stub.script("*", Body(body, headers={"Content-Type": "application/json"}))
    assert fails(whole).kind == "I"


def test_an_error_inside_a_stream_is_an_error(stub: StubLLM) -> None:
    """Some servers begin with 200 and then change their mind."""
    event = b'data: {"error": {"message": "overloaded", "code": 529}}\n\n'
    stub.script("*", Body(event, headers={"Content-Type": "text/event-stream"}))
    assert fails(streamed).code == "LLM_UNAVAILABLE"
    event = b'data: {"error": {"message": "slow", "code": "rate_limit_exceeded"}}\n\n'
    stub.script("*", Body(event, headers={"Content-Type": "text/event-stream"}))
    assert fails(streamed).kind == "R"


def test_an_endless_error_page_is_not_read_to_the_end(stub: StubLLM) -> None:
    """The limit of 1 MB holds for failures, too."""
    stub.script("*", Body(b"x" * 5_000_000, status=503))
    assert isinstance(fails(whole), BadCompletion)


def test_a_compressed_reply_is_refused(stub: StubLLM) -> None:
    """A small reply may unpack to a large one; plain bytes were asked for."""
    packed = gzip.compress(b" " * 10_000_000)
    stub.script("*", Body(packed, headers={"Content-Encoding": "gzip"}))
    assert fails(whole).code == "LLM_UNAVAILABLE"


def test_a_redirect_is_not_followed(stub: StubLLM) -> None:
    """Keys and answers go where the operator said, nowhere else."""
    stub.script("*", Body(b"", status=307, headers={"Location": stub.url + "/x"}))
    error = fails(whole)
    assert (error.kind, len(stub.requests)) == ("C", 1)


def test_an_address_that_is_none_is_a_setup_fault(settings: Any, stub: StubLLM) -> None:
    """A typing error in a setting is told to the operator, not retried."""
    for url in ("ftp://127.0.0.1/v1", "http://[::1/v1"):
        settings.OPENAI_BASE_URL = url
        assert fails(whole).kind == "C"


def test_missing_settings_are_a_sentence(settings: Any, stub: StubLLM) -> None:
    """What to set is in the error."""
    settings.OPENAI_MODEL = ""
    assert "OPENAI_MODEL" in fails(whole).detail
    settings.OPENAI_API_KEY = settings.OPENAI_BASE_URL = ""
    assert "OPENAI_API_KEY" in fails(whole).detail


def test_the_canary_in_a_question_is_an_invalid_reply(stub: StubLLM) -> None:
    """Nothing that leaks the marker is told or returned."""
    prompt = follow_up_prompt()
    reply = {
        "should_ask": True,
        "skip_reason": None,
        "quote": "로그를 나누어",
        "question": f"비밀은 {prompt.canary}입니다. 그다음은 무엇입니까?",
    }
    told: list[str] = []
    for _ in range(2):
        stub.script("*", Say(json.dumps(reply)))
    with pytest.raises(BadCompletion) as caught:
        ai.stream(prompt=prompt, schema=FollowUp, on_text=told.append)
    assert caught.value.code == "LLM_CANARY_LEAKED"
    assert not any(prompt.canary in text for text in told)
    with pytest.raises(BadCompletion):
        ai.complete(prompt=prompt, schema=FollowUp)


def test_the_canary_in_evidence_is_left_to_the_scorer(stub: StubLLM) -> None:
    """A leak there is a reason to abstain, so the reply must come through."""
    inputs = ExtractInputs(
        question="질문", criteria=[CRITERION], answer=ANSWER, language="ko"
    )
    prompt = ai.render("extract", "ko", inputs)
    item = {
        "criterion": "root_cause",
        "quote": prompt.canary,
        "star": "action",
        "polarity": "for",
    }
    stub.script("*", Say(json.dumps({"items": [item]})))
    completion = ai.complete(prompt=prompt, schema=Extraction)
    assert ai.leaks_canary(completion.raw, prompt)


def test_an_error_of_the_listener_ends_the_request(stub: StubLLM) -> None:
    """What ``on_text`` raises comes out unchanged."""

    def stop(_: str) -> None:
        raise KeyError("listener")

    with pytest.raises(KeyError, match="listener"):
        ai.stream(prompt=follow_up_prompt(), schema=FollowUp, on_text=stop)


def test_the_listener_runs_in_the_callers_thread(stub: StubLLM) -> None:
    """It may write to the database there."""
    threads: set[int] = set()
    ai.stream(
        prompt=follow_up_prompt(),
        schema=FollowUp,
        on_text=lambda _: threads.add(threading.get_ident()),
    )
    assert threads == {threading.get_ident()}


def test_a_probe_is_one_small_request(stub: StubLLM) -> None:
    """It holds no candidate's words; a live server that refuses it is alive."""
    ai.probe("stub")
    (body,) = stub.requests
    assert body["messages"] == [{"role": "user", "content": "ping"}]
    assert body["max_completion_tokens"] == 1
    stub.script("*", Fault(1), Fault(9))
    ai.probe("stub")
    assert fails(lambda: ai.probe("stub")).kind == "T"


def test_requests_of_many_threads_run_side_by_side(stub: StubLLM) -> None:
    """Ten calls of half a second take nothing like five seconds."""
    stub.delay_s = 0.5
    try:
        threads = [threading.Thread(target=whole) for _ in range(10)]
        begun = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - begun < 2.5
        assert len(stub.requests) == 10
    finally:
        stub.delay_s = 0
