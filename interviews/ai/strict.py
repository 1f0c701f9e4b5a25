"""Reading a model's reply: one JSON object that meets the schema, or an error.

Nothing is repaired, rounded or guessed. The only kindness is that one Markdown
fence around the object is taken off, because many models cannot help adding it.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, NoReturn

import pydantic_core
from pydantic import BaseModel, ValidationError

from interviews.ai.base import BadCompletion, Completion, Reply

_BLANKS: Final = " \t\r\n"  # JSON's own; others are text around the object
_FENCE: Final = re.compile(r"\A```(?:json|JSON)?[ \t]*\r?\n(.*?)\r?\n?```\Z", re.DOTALL)
_OPEN_FENCE: Final = re.compile(r"\A\s*```(?:json|JSON)?\s*")
_UNSUPPORTED: Final = frozenset(
    {"title", "default", "minLength", "maxLength", "minimum", "maximum", "pattern"}
    | {"minItems", "maxItems", "description"}
)


def read_reply[T: BaseModel](reply: Reply, schema: type[T], *, mark: str = "") -> T:
    """Return the reply as one instance of the schema, spaces put back."""
    text = reply.raw.strip(_BLANKS)
    if not text:
        raise BadCompletion("the reply is empty", reply=reply)
    fenced = _FENCE.match(text)
    data = _load(fenced.group(1) if fenced else text, reply)
    if not isinstance(data, dict):
        raise BadCompletion("the reply must be one JSON object", reply=reply)
    try:
        return schema.model_validate(_each_string(data, _clean(mark)), strict=True)
    except ValidationError as error:
        raise BadCompletion(_in_words(error), reply=reply) from None
    except ValueError as error:
        raise BadCompletion(str(error), reply=reply) from None
    except RecursionError:
        raise BadCompletion("nested too deeply", reply=reply) from None


def completion_of[T: BaseModel](
    reply: Reply, schema: type[T], *, provider: str, mark: str
) -> Completion[T]:
    """Return the reply, read strictly, with all that was measured of it."""
    return Completion(
        value=read_reply(reply, schema, mark=mark),
        raw=reply.raw,
        provider=provider,
        model=reply.model,
        served_as=reply.served_as or reply.model,
        fingerprint=reply.fingerprint,
        request_id=reply.request_id,
        params=dict(reply.params),
        usage=reply.usage,
        latency_ms=reply.latency_ms,
        http_status=reply.http_status,
    )


def read_partial_question(raw: str, *, mark: str = "") -> str:
    """Return the field ``question`` as far as an unfinished reply shows it."""
    # Half a character, as servers send that cut a pair in two, must not end the stream.
    text = _OPEN_FENCE.sub("", raw).encode(errors="replace")
    try:
        data = pydantic_core.from_json(text, allow_partial="trailing-strings")
    except ValueError:
        return ""
    question = data.get("question") if isinstance(data, dict) else None
    if not isinstance(question, str):
        return ""
    return question.replace(mark, " ") if mark else question


@cache
def json_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """Return the schema in the subset that structured output understands.

    Bounds are left out, because servers differ in which they accept; they are
    checked when the reply is read. Made once for each schema: it took a fifth of
    the CPU of a scored answer. Nobody may change what is returned.
    """
    closed: dict[str, Any] = _close(schema.model_json_schema())
    return closed


@cache
def shape(schema: type[BaseModel]) -> str:
    """Return the schema as one short line for people and models to read."""
    whole = json_schema(schema)
    return _shape(whole, whole.get("$defs", {}))


# --- helpers ----------------------------------------------------------------------


def _load(text: str, reply: Reply) -> Any:
    try:
        return json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=_no_duplicates,
        )
    except json.JSONDecodeError as error:
        detail = f"not one JSON object: {error.msg} at character {error.pos}"
        raise BadCompletion(detail, reply=reply) from None
    except ValueError as error:
        raise BadCompletion(str(error), reply=reply) from None
    except RecursionError:
        raise BadCompletion("nested too deeply", reply=reply) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in {float("inf"), float("-inf")}:
        raise ValueError(f"{text[:20]} is out of range")
    return number


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("an object names a key twice")
    return result


def _clean(mark: str) -> Callable[[str], str]:
    def clean(text: str) -> str:
        if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise ValueError("a string holds characters that cannot be stored")
        return text.replace(mark, " ") if mark else text

    return clean


def _each_string(node: Any, change: Callable[[str], str]) -> Any:
    if isinstance(node, str):
        return change(node)
    if isinstance(node, list):
        return [_each_string(item, change) for item in node]
    if isinstance(node, dict):
        return {change(k): _each_string(v, change) for k, v in node.items()}
    return node


def _in_words(error: ValidationError) -> str:
    """Name the places and the rules, never the values."""
    problems = error.errors(
        include_url=False, include_context=False, include_input=False
    )
    lines = [
        f"{'.'.join(str(part)[:40] for part in item['loc'])}: {item['msg']}"
        for item in problems[:5]
    ]
    return "; ".join(lines)


def _close(node: Any) -> Any:
    if isinstance(node, list):
        return [_close(item) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("properties"), dict):
        properties = {key: _close(item) for key, item in node["properties"].items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
            **({"$defs": _named(node["$defs"])} if "$defs" in node else {}),
        }
    return {k: _close(v) for k, v in node.items() if k not in _UNSUPPORTED}


def _named(definitions: dict[str, Any]) -> dict[str, Any]:
    return {name: _close(item) for name, item in definitions.items()}


def _shape(node: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in node:
        return _shape(definitions[node["$ref"].rpartition("/")[2]], definitions)
    if "anyOf" in node:
        return "|".join(_shape(item, definitions) for item in node["anyOf"])
    if "enum" in node:
        return "|".join(json.dumps(value) for value in node["enum"])
    if node["type"] == "array":
        return f"[{_shape(node['items'], definitions)}]"
    if node["type"] != "object":
        return str(node["type"])
    fields = (
        f'"{key}":{_shape(item, definitions)}'
        for key, item in node["properties"].items()
    )
    return "{" + ",".join(fields) + "}"
