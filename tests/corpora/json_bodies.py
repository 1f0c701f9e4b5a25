"""JSON that must be read, must be refused, or may be either: never a crash.

All are made from one body that is right, so that the same corpus tests every reader:
operations of the API, and the replies of a model.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

SEED: Final = 20_261_124
MOST_CUTS: Final = 400
NO_NUMBERS: Final = (
    "NaN nan Infinity -Infinity inf 01 00 -01 +1 .5 5. -.5 1e 1e+ 1.e5 0x1F 0b1 0o7 "
    "1_000 1,000 - -- 1.2.3 1e5e5 ∞ ½ ٣ 1n 1f"
)
NUMBERS: Final = (
    "0 -0 1 -1 1.0 1e5 1E-5 9007199254740993 18446744073709551616 1e308 1e309 -1e400 "
    "1e999999 0.1e-999999"
)
READ, REFUSED, EITHER = "read", "refused", "either"


class Body(NamedTuple):
    """What is sent, and what must come of it."""

    name: str
    data: bytes
    expected: str


def bodies(right: dict[str, Any]) -> list[Body]:
    """The whole corpus for a body that is right and has at least one field."""
    return [
        *_read(right),
        *_cut(right),
        *_grammar(right),
        *_numbers(right),
        *_letters(right),
        *_values(right),
        *_extremes(right),
        *_damaged(right),
    ]


def dumped(value: Any) -> bytes:
    """JSON in UTF-8, letters as they are."""
    return json.dumps(value, ensure_ascii=False).encode()


def _read(right: dict[str, Any]) -> Iterator[Body]:
    plain = dumped(right)
    shapes = {
        "as it is": plain,
        "letters escaped": json.dumps(right, ensure_ascii=True).encode(),
        "no blanks": json.dumps(right, separators=(",", ":")).encode(),
        "many blanks": json.dumps(right, indent=40).encode(),
        "blanks of all kinds": plain.replace(b": ", b" \t\r\n: \n\r\t "),
        "blanks around": b"\n\t \r" + plain + b"\n" * 99,
        "fields the other way round": dumped(dict(reversed(right.items()))),
        "names escaped": plain.replace(
            b'"' + _first(right), b'"' + _escaped(_first(right)), 1
        ),
    }
    for name, data in shapes.items():
        yield Body(name, data, READ)


def _first(right: dict[str, Any]) -> bytes:
    return next(iter(right)).encode()


def _escaped(text: bytes) -> bytes:
    return "".join(f"\\u{ord(letter):04x}" for letter in text.decode()).encode()


def _cut(right: dict[str, Any]) -> Iterator[Body]:
    """After each byte, but for the last: also in the middle of a letter."""
    plain = dumped(right)
    for end in range(min(len(plain), MOST_CUTS)):
        yield Body(f"cut after {end} bytes", plain[:end], REFUSED)
    for start in range(1, min(len(plain), 20)):
        yield Body(f"begun at byte {start}", plain[start:], REFUSED)


def _grammar(right: dict[str, Any]) -> Iterator[Body]:
    plain = dumped(right)
    inside = plain[1:-1]
    first = b'"' + _first(right) + b'"'
    wrong = {
        "comma at the end": b"{" + inside + b",}",
        "comma at the start": b"{," + inside + b"}",
        "two commas": b"{" + inside + b",,}",
        "no colon": plain.replace(b":", b" ", 1),
        "two colons": plain.replace(b":", b"::", 1),
        "equals sign": plain.replace(b":", b"=", 1),
        "comment": b"{/* a */" + inside + b"}",
        "comment to the end of the line": b"{// a\n" + inside + b"}",
        "comment with a hash": b"# a\n" + plain,
        "single quotes": plain.replace(b'"', b"'"),
        "no quotes around a name": plain.replace(first, _first(right), 1),
        "no braces": inside,
        "two bodies": plain + plain,
        "two bodies on two lines": plain + b"\n" + plain,
        "a word before": b"json " + plain,
        "a word after": plain + b" done",
        "a brace too many": plain + b"}",
        "a bracket for a brace": plain[:-1] + b"]",
        "in brackets": b"[" + plain + b"]",
        "as a text": json.dumps(plain.decode()).encode(),
        "base64": b"eyJhIjogMX0=",
        "XML": b"<a>1</a>",
        "form": b"text=a&base=1",
        "YAML": b"text: a\n",
        "callback": b"f(" + plain + b")",
        "guard": b")]}',\n" + plain,
        "no-break space": b"\xc2\xa0" + plain,
        "zero-width space": plain + "\u200b".encode(),
        "form feed": b"\f" + plain,
        "NUL after": plain + b"\0",
        "NUL before": b"\0" + plain,
        "NUL between": plain.replace(b": ", b":\0", 1),
        "byte order mark": b"\xef\xbb\xbf" + plain,
        "two byte order marks": b"\xef\xbb\xbf" * 2 + plain,
        "UTF-16": plain.decode().encode("utf-16"),
        "UTF-16 without a mark": plain.decode().encode("utf-16-le"),
        "UTF-32": plain.decode().encode("utf-32"),
        "UTF-7": b"+AHs-" + plain[1:],
        "only blanks": b" \n\t",
        "nothing": b"",
    }
    for name, data in wrong.items():
        yield Body(name, data, REFUSED)
    value = dumped(next(iter(right.values())))
    yield Body(
        "a name twice", b"{" + first + b":" + value + b"," + inside + b"}", EITHER
    )


def _numbers(right: dict[str, Any]) -> Iterator[Body]:
    """Numbers, and what looks like one, in a field where none belongs."""
    for text in NO_NUMBERS.split():
        yield Body(f"number {text}", _with(right, text.encode()), REFUSED)
    for text in [*NUMBERS.split(), "9" * 400, "9" * 5_000, "0." + "1" * 5_000]:
        yield Body(
            f"number {text[:20]} ({len(text)})", _with(right, text.encode()), REFUSED
        )


def _with(right: dict[str, Any], value: bytes) -> bytes:
    """The right body with another value in its first field."""
    name = next(iter(right))
    rest = dumped({key: item for key, item in right.items() if key != name})[1:]
    comma = b", " if rest != b"}" else b""
    return b'{"' + name.encode() + b'": ' + value + comma + rest


def _letters(right: dict[str, Any]) -> Iterator[Body]:
    """Texts that are none, in a field of their own and in a name."""
    wrong = {
        "raw line end": b'"a\nb"',
        "raw tab": b'"a\tb"',
        "raw NUL": b'"a\0b"',
        "raw escape": b'"a\x1bb"',
        "unknown escape": rb'"\x41"',
        "escape of an apostrophe": rb'"\'"',
        "short escape": rb'"\u12"',
        "escape of no digits": rb'"\uzzzz"',
        "escape at the end": b'"a\\"',
        "NUL escaped": rb'"\u0000"',
        "high half": rb'"\ud800"',
        "low half": rb'"a\udc00b"',
        "halves the wrong way round": rb'"\udc00\ud800"',
        "high half twice": rb'"\ud800\ud800"',
        "half as bytes": b'"\xed\xa0\x80"',
        "byte that begins nothing": b'"\x80"',
        "byte that is never used": b'"\xff\xfe"',
        "letter cut short": b'"\xe2\x82"',
        "letter spelled too long": b'"\xc0\xaf"',
        "letter beyond the last": b'"\xf4\x90\x80\x80"',
        "Latin 1": b'"caf\xe9"',
        "CP949": '"가나"'.encode("cp949"),
        "never closed": b'"abc',
    }
    plain = dumped(right)
    for name, text in wrong.items():
        yield Body(f"text: {name}", _with(right, text), REFUSED)
        yield Body(f"name: {name}", b"{" + text + b": 1, " + plain[1:], REFUSED)


def _values(right: dict[str, Any]) -> Iterator[Body]:
    """Another kind of value: at the top, and in each field."""
    others: dict[str, Any] = {
        "null": None,
        "true": True,
        "number": 7,
        "list": [],
        "list of lists": [[[]]],
        "list of nulls": [None] * 3,
        "object": {"a": 1},
        "empty object": {},
    }
    for name, value in others.items():
        if name != "empty object":
            yield Body(f"all of it is {name}", dumped(value), REFUSED)
    yield Body("all of it is text", b'"text"', REFUSED)
    yield Body("all of it is an empty object", b"{}", EITHER)
    for field in right:
        for name, value in others.items():
            data = dumped({**right, field: value})
            yield Body(f"{field} is {name}", data, EITHER)
    for stranger in (
        "no_such_field",
        "__proto__",
        "constructor",
        "",
        " ",
        "id",
        "$ref",
    ):
        yield Body(f"field {stranger!r}", dumped({**right, stranger: "x"}), REFUSED)


def _extremes(right: dict[str, Any]) -> Iterator[Body]:
    """Far more of something than anybody sends."""
    plain = dumped(right)
    for depth in (500, 5_000, 100_000):
        yield Body(f"{depth} lists", b"[" * depth + b"]" * depth, REFUSED)
        yield Body(f"{depth} lists, not closed", b"[" * depth, REFUSED)
        deep = b'{"a":' * depth + b"1" + b"}" * depth
        yield Body(f"{depth} objects", deep, REFUSED)
        yield Body(
            f"{depth} lists in a field",
            _with(right, b"[" * depth + b"]" * depth),
            REFUSED,
        )
    crowd = b",".join(b'"k%d":%d' % (number, number) for number in range(20_000))
    yield Body("20,000 fields", b"{" + crowd + b"," + plain[1:], REFUSED)
    yield Body(
        "100,000 nulls", _with(right, b"[" + b"null," * 99_999 + b"null]"), REFUSED
    )
    yield Body(
        "name of 100,000 letters", b'{"' + b"k" * 100_000 + b'":1,' + plain[1:], REFUSED
    )
    yield Body(
        "a megabyte of text", _with(right, b'"' + b"a" * 1_000_000 + b'"'), REFUSED
    )
    yield Body("a megabyte of blanks", b" " * 1_000_000 + plain, READ)
    yield Body(
        "a megabyte of escapes",
        _with(right, b'"' + rb"\u0061" * 160_000 + b'"'),
        REFUSED,
    )


def _damaged(right: dict[str, Any]) -> Iterator[Body]:
    """A few bytes changed by chance."""
    chance = random.Random(SEED)  # noqa: S311 - reproducible damage
    plain = dumped(right)
    signs = [
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b":",
        b",",
        b"\\",
        b"0",
        b"\0",
        b"\xff",
        b"e",
        b"",
    ]
    for number in range(60):
        data = plain
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data = data[:at] + chance.choice(signs) + data[at + chance.randint(0, 2) :]
        yield Body(f"damaged {number}", data, EITHER)
