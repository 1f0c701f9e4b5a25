"""The one door: which provider answers, and what a schema cannot check."""

import multiprocessing
from typing import Any

import pytest

from interviews import ai
from interviews.ai.base import AIMisconfigured, AITimeout, BadCompletion
from interviews.ai.providers.fake import SCRIPT
from interviews.ai.schemas import (
    AskedQuestion,
    AskInputs,
    CriterionText,
    ExtractInputs,
    Extraction,
    FollowUp,
    FollowUpInputs,
    JudgeInputs,
    Judgement,
    Language,
    Level,
    NumberedQuote,
)
from tests.stub_llm import Fault, StubLLM

CRITERION = CriterionText(key="root_cause", name="원인 파악")


@pytest.fixture(autouse=True)
def fake(settings: Any) -> Any:
    """Let the fake answer, with nothing scripted."""
    settings.AI_PROVIDER = "fake"
    SCRIPT.reset()
    yield
    SCRIPT.reset()


def judge(language: Language, rationale: str, criterion: str = "root_cause") -> Any:
    """Have one judgement with this rationale."""
    quotes = [NumberedQuote(index=1, text="로그", star="action", polarity="for")]
    inputs = JudgeInputs(
        question="질문",
        criteria=[CRITERION],
        quotes={"root_cause": quotes},
        language=language,
    )
    level = Level(criterion=criterion, level=3, rationale=rationale)
    SCRIPT.add("judge", Judgement(items=[level]))
    prompt = ai.render("judge", language, inputs)
    return ai.complete(prompt=prompt, schema=Judgement)


def ask(language: Language, question: str) -> Any:
    """Have one question asked."""
    SCRIPT.add("ask", AskedQuestion(quote=None, question=question))
    inputs = AskInputs(stage="a", axis="b", position="c", language=language)
    return ai.complete(prompt=ai.render("ask", language, inputs), schema=AskedQuestion)


def test_the_settings_choose_the_provider(settings: Any) -> None:
    """Each name gives its own provider, always the same one."""
    for name, is_model in (("builtin", False), ("fake", True)):
        settings.AI_PROVIDER = name
        assert (ai.provider().name, ai.provider().is_model) == (name, is_model)
        assert ai.provider() is ai.provider()


def test_an_unknown_provider_is_a_setup_fault(settings: Any) -> None:
    """Never the builtin rules in its place."""
    settings.AI_PROVIDER = "oracle"
    with pytest.raises(AIMisconfigured, match="oracle"):
        ai.provider()


def test_a_failed_provider_is_never_replaced(settings: Any) -> None:
    """The error comes out; no rules answer instead."""
    SCRIPT.add("judge", AITimeout("late"))
    with pytest.raises(AITimeout):
        judge("ko", "근거 [1]")


def test_each_call_is_one_request() -> None:
    """A bad reply is not tried again behind the caller's back."""
    SCRIPT.add("extract", "prose", "prose")
    inputs = ExtractInputs(
        question="질문", criteria=[CRITERION], answer="답", language="ko"
    )
    with pytest.raises(BadCompletion):
        ai.complete(prompt=ai.render("extract", "ko", inputs), schema=Extraction)
    assert len(SCRIPT.calls) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "React와 Redux를 쓰신 까닭은 무엇입니까?"),
        ("ko", "“I used React and Redux for the state of the page”는 어떤 뜻입니까?"),
        ("en", "Why did you choose that way?"),
        ("en", "You worked at 한빛소프트. What did you do there?"),
        ("ko", "[1] 3.5 → 4"),
        ("en", ""),
    ],
)
def test_text_in_the_right_language_passes(language: Language, text: str) -> None:
    """Foreign terms, names and quotes are normal."""
    if text:
        assert ask(language, text).value.question == text
    assert judge(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "Why did you choose that way?"),
        ("ko", "なぜその方法を選びましたか。"),
        ("en", "왜 그 방법을 고르셨습니까?"),
        ("en", "为什么选择这种方法？"),
    ],
)
def test_text_in_another_language_is_refused(language: Language, text: str) -> None:
    """With its own code, so that the second time a person is asked."""
    for attempt in (ask, judge):
        with pytest.raises(BadCompletion) as caught:
            attempt(language, text)
        assert caught.value.code == "LLM_WRONG_LANGUAGE"
        assert text in caught.value.reply.raw


def test_a_judgement_of_an_unknown_criterion_is_refused() -> None:
    """Unknown and missing are both named, for the repair."""
    with pytest.raises(BadCompletion) as caught:
        judge("ko", "근거 [1]", criterion="charisma")
    assert "charisma" in caught.value.hint
    assert "'root_cause' is missing" in caught.value.hint


@pytest.mark.parametrize(
    "fields",
    [
        {"should_ask": True, "question": "왜입니까?"},
        {"should_ask": True, "quote": "로그"},
        {"should_ask": False},
    ],
)
def test_a_half_follow_up_is_refused(fields: dict[str, Any]) -> None:
    """A question has a quote; a skip has a reason."""
    empty: dict[str, Any] = {"skip_reason": None, "quote": None, "question": None}
    SCRIPT.add("follow_up", FollowUp(**empty | fields))
    inputs = FollowUpInputs(
        question="질문",
        answer="로그를 보았습니다.",
        position="",
        axis="a",
        intent="i",
        language="ko",
    )
    with pytest.raises(BadCompletion):
        ai.complete(prompt=ai.render("follow_up", "ko", inputs), schema=FollowUp)


def test_probing_is_for_endpoints(settings: Any) -> None:
    """Rules are always there; a model says if it is not."""
    SCRIPT.add("probe", AITimeout("late"))
    with pytest.raises(AITimeout):
        ai.probe("fake")
    ai.probe("fake")
    settings.AI_PROVIDER = "builtin"
    ai.probe("fake")


def _ask_in_child(url: str, results: Any) -> None:
    """Ask from a forked worker process."""
    from django.conf import settings  # noqa: PLC0415 - in the child

    settings.OPENAI_BASE_URL = url
    results.put(ask("ko", "무엇입니까?").value.question)


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_forked_worker_has_connections_of_its_own(settings: Any) -> None:
    """Celery forks after the parent may have used the client already."""
    settings.AI_PROVIDER = "openai_compatible"
    settings.OPENAI_MODEL = "stub"
    with StubLLM() as stub:
        settings.OPENAI_BASE_URL = stub.url
        ask("ko", "무엇입니까?")
        context = multiprocessing.get_context("fork")
        results = context.Queue()
        child = context.Process(target=_ask_in_child, args=(stub.url, results))
        child.start()
        assert results.get(timeout=10)
        child.join(10)
        assert child.exitcode == 0
        assert len(stub.requests) == 2


def test_a_restarted_server_is_found_again(settings: Any) -> None:
    """An old connection that the server closed costs no answer."""
    settings.AI_PROVIDER = "openai_compatible"
    settings.OPENAI_MODEL = "stub"
    with StubLLM() as stub:
        settings.OPENAI_BASE_URL = stub.url
        stub.script("*", Fault(18, 0.5))
        with pytest.raises(Exception, match="LLM_CUT"):
            ask("ko", "무엇입니까?")
        assert ask("ko", "무엇입니까?")
        port = stub.port
    with StubLLM(port=port):
        assert ask("ko", "무엇입니까?")
