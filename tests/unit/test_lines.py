"""Names and positions are one visible line, whichever door they come in by."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from accounts.lines import clean_line
from interviews.resumes import phrasing

HANGUL_FILLERS = "\u115f\u1160\u3164\uffa0"
INVISIBLE = [
    "",
    " \t\r\n\u3000\u00a0",
    "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    "\u202a\u202e\u2066\u2069\u200e\u200f",
    HANGUL_FILLERS,
    "\u2800\u034f\ufe0f\U000e0041\U000e0100",
    "\x1f\x7f\x85\u2028",
]


@pytest.mark.parametrize("text", INVISIBLE)
def test_nothing_is_left_of_what_nobody_sees(text: str) -> None:
    assert clean_line(text) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("백엔드\n개발자", "백엔드 개발자"),
        ("  김\t하늘 ", "김 하늘"),
        ("\u202e개발자\u202c", "개발자"),
        ("김\u3164하늘", "김하늘"),
        ("C++ / C#", "C++ / C#"),
        ("O’Neil-Łukasiewicz", "O’Neil-Łukasiewicz"),
        ("\u1112\u1161\u11ab", "\u1112\u1161\u11ab"),
        ("★", "★"),
    ],
)
def test_what_is_seen_stays(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@given(st.text())
def test_a_clean_line_is_clean(text: str) -> None:
    line = clean_line(text)

    assert clean_line(line) == line == line.strip()
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cf", "Zl", "Zp"}


@pytest.mark.parametrize("name", [*INVISIBLE, "님", " 님 ", "\u3164님"])
def test_a_template_never_names_somebody_who_has_no_name(name: str) -> None:
    variants: list[phrasing.Variant] = [
        {"needs": ["name"], "ko": "안녕하세요, {name} 님.", "en": "Hello, {name}."},
        {"needs": [], "ko": "안녕하세요.", "en": "Hello."},
    ]

    assert phrasing.choose(variants, {"name": name}, "ko") == "안녕하세요."


def test_an_honorific_that_belongs_to_a_name_is_not_said_twice() -> None:
    said = phrasing.render("안녕하세요, {name} 님.", {"name": "김하늘님"}, "ko")

    assert said == "안녕하세요, 김하늘 님."
