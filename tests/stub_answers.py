"""What the stub model answers: it reads our prompts as a model would.

It finds the data block by its random name, reads the labels, quotes exactly (spaces
still replaced by the mark, as models copy them) and answers in the prompt's language.
"""

import json
import re
from itertools import cycle
from typing import Any

BLOCK = re.compile(r"<<(\w+)\n(.*)\n\1>>", re.DOTALL)
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
STARS = ("situation", "task", "action", "result")
SHAPES = {
    '"star":': "extract",
    '"level":1|2': "judge",
    '"should_ask"': "follow_up",
    '"education"': "resume",
    '{"quote":string|null,"question"': "ask",
}


def purpose_of(body: dict[str, Any]) -> str:
    """Return what a request is for, by its schema's name or the shape it asks for."""
    asked = body.get("response_format", {}).get("json_schema", {}).get("name")
    if asked:
        return str(asked)
    system = body["messages"][0]["content"]
    return next((name for key, name in SHAPES.items() if key in system), "probe")


def answer(body: dict[str, Any]) -> str:
    """Return a valid reply to a request, as JSON text."""
    purpose = purpose_of(body)
    if purpose not in ANSWERS:
        return "ok"
    reply = ANSWERS[purpose](body["messages"], is_korean=_is_korean(body))
    return json.dumps(reply, ensure_ascii=False)


def other_language(purpose: str, body: dict[str, Any]) -> str:
    """Return a reply that is valid but for its language."""
    reply = ANSWERS[purpose](body["messages"], is_korean=not _is_korean(body))
    if reply.get("quote"):  # the quote would bring the right language in
        reply["question"] = "なぜですか？それはどういう意味ですか。"
    return json.dumps(reply, ensure_ascii=False)


def data_of(messages: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return the labelled lines of the data block."""
    found = BLOCK.search(messages[1]["content"])
    if found is None:
        return []
    tag, block = found.groups()
    # Labels carry the block's name if one of the texts has lines of its own.
    owner = f"{tag} " if block.startswith(f"[{tag} ") else ""
    entries = re.split(rf"^\[{owner}([^\]]*)\] ", block, flags=re.MULTILINE)[1:]
    return list(zip(entries[::2], entries[1::2], strict=True))


def _is_korean(body: dict[str, Any]) -> bool:
    return "규칙" in body["messages"][0]["content"][:200]


def _order(messages: list[dict[str, str]]) -> list[str]:
    """Return the criteria in the order of the task line."""
    task = messages[1]["content"].rsplit(":", 1)[1]
    return [key.strip() for key in task.split(",")]


def _sentences(text: str) -> list[str]:
    parts = (part.strip(" \ue000\uf8ff\uf0a7\t\n") for part in SENTENCE.findall(text))
    return [part for part in parts if part]


def _extract(messages: list[dict[str, str]], *, is_korean: bool) -> dict[str, Any]:
    del is_korean
    text = next((text for label, text in data_of(messages) if label == "answer"), "")
    quotes = _sentences(text)[:4]
    items = [
        {"criterion": key, "quote": quote, "star": star, "polarity": "for"}
        for key in _order(messages)
        for quote, star in zip(quotes, cycle(STARS), strict=False)
    ]
    return {"items": items}


def _judge(messages: list[dict[str, str]], *, is_korean: bool) -> dict[str, Any]:
    labels = [label.split() for label, _ in data_of(messages)]
    said = (
        "근거 [1]에 행동이 드러납니다." if is_korean else "Quote [1] shows an action."
    )
    items = [
        {
            "criterion": key,
            "level": min(4, 2 + sum(label[0] == key for label in labels)),
            "rationale": said,
        }
        for key in _order(messages)
    ]
    return {"items": items}


def _follow_up(messages: list[dict[str, str]], *, is_korean: bool) -> dict[str, Any]:
    text = next((text for label, text in data_of(messages) if label == "answer"), "")
    quotes = _sentences(text)
    if not quotes or len(quotes[0]) < 5:
        reason = "인용할 말이 없습니다." if is_korean else "There is nothing to quote."
        return {
            "should_ask": False,
            "skip_reason": reason,
            "quote": None,
            "question": None,
        }
    quote = quotes[0][:60].rstrip()
    plain = PRIVATE_USE.sub(" ", quote)
    question = (
        f"“{plain}”라고 하셨는데, 왜 그 방법을 고르셨습니까?"
        if is_korean
        else f"You said “{plain}”. Why did you choose that way?"
    )
    return {
        "should_ask": True,
        "skip_reason": None,
        "quote": quote,
        "question": question,
    }


QUESTIONS = {
    "ko": [
        "그 일에서 직접 맡으신 부분은 무엇입니까?",
        "그때 함께한 사람들과 어떻게 의견을 맞추셨습니까?",
        "그 일을 하면서 무엇을 새로 배우셨습니까?",
        "다시 한다면 무엇을 다르게 하시겠습니까?",
    ],
    "en": [
        "Which part of it was your own work?",
        "How did you reach agreement with the others involved?",
        "What did you learn from it that was new to you?",
        "What would you do differently if you did it again?",
    ],
}


def _ask(messages: list[dict[str, str]], *, is_korean: bool) -> dict[str, Any]:
    lines = [text for label, text in data_of(messages) if label in {"fact", "cover"}]
    quote = lines[0][:60].rstrip() if lines else None
    plain = PRIVATE_USE.sub(" ", quote) if quote else ""
    about = ""
    if plain:
        about = f"“{plain}”라고 쓰셨습니다. " if is_korean else f"You wrote “{plain}”. "
    asked = PRIVATE_USE.sub(" ", " ".join(text for _, text in data_of(messages)))
    choices = QUESTIONS["ko" if is_korean else "en"]
    fresh = [text for text in choices if text not in asked]
    return {"quote": quote, "question": f"{about}{(fresh or choices)[0]}"}


def _resume(messages: list[dict[str, str]], *, is_korean: bool) -> dict[str, Any]:
    del is_korean
    text = PRIVATE_USE.sub(" ", "\n".join(text for _, text in data_of(messages)))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    email = re.search(r"[\w.+-]+@[\w.-]+\w", text)
    phone = re.search(r"01\d-\d{4}-\d{4}", text)
    empty: list[Any] = []
    return {
        "name": lines[0][:100] if lines else None,
        "email": email.group() if email else None,
        "phone": phone.group() if phone else None,
        "target_position": None,
        "target_company": None,
        "education": empty,
        "experience": empty,
        "projects": empty,
        "certificates": empty,
        "skills": empty,
        "languages": empty,
        "cover_letter": [{"question": None, "answer": text[:2_000]}] if text else empty,
    }


ANSWERS = {
    "extract": _extract,
    "judge": _judge,
    "follow_up": _follow_up,
    "ask": _ask,
    "resume": _resume,
}
