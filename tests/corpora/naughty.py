"""Strings that break programs, by what they try, and whether an answer may be one.

`kept` must be stored exactly as sent; any other word is the code of the refusal.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from tests.corpora import naughty_code, naughty_words

KEPT: Final = "kept"
LONGEST: Final = 20_000
_BLANKS: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_CONTROLS: Final = [chr(code) for code in (*range(1, 32), *range(127, 160))]
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\u206a\u206f\u2800\u3164\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffa\ufffb\ufffc\ufffd"
)
_NO_LETTERS: Final = (
    "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff\ue000\uf8ff"
    "\U000f0000\U00100000\U000e0001\U000e0041\U000e007f\U000e0100"
)
_SCRIPTS: Final = (
    "λ ж ა հ א ض ܐ ހ क ক ਕ ક କ க క ಕ ക ක ก ກ ཀ က ስ Ꭰ ᐁ ᚁ ᚠ ក ᠠ あ ア ㄅ 漢 한 ㄱ ꀀ Ɐ "
    "ﬁ ﷺ ﷽ ｱ Ａ 𝔘 𝟗 𐍈 𒀀 𓀀 𠀀 𪛖 🂡 ⅷ ½ ٣ ० ๓ ² ① ℡ ™ € ₩ ¿ § ¶ † ‰ ∑ √ ∞ ≠ ─ █ ● ★ ☃ ♞"
)
_HANGUL: Final = (
    "각 갂 힣 뷁 쮁 똠방각하 펲시콜라 가\u11a8 ㅎㅏㄴㄱㅡㄹ ﾡﾢﾤ ᄒᆞᆫ글 ᅀ ㆍ ㅿ ㆆ "
    "까\u0301 ㅋㅋㅋ ㅠㅠ (주)가온 ㈜가온 ㍱ 김씨(金)"
)
_EMOJI: Final = (
    "🙂 👍🏽 👨‍👩‍👧‍👦 🏳️‍🌈 🇰🇷 🇰 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ #️⃣ ❤️ ❤ ☺︎ 🧑🏿‍💻 👩‍❤️‍💋‍👨 🫠 🏻 🏴‍☠️ 🐻‍❄️ 👁️‍🗨️ 🧔🏻‍♀️"
)


class Naughty(NamedTuple):
    """A string, what it tries, and what must come of it as an answer."""

    kind: str
    text: str
    expected: str


def _combining() -> list[str]:
    towers = [letter + "\u0301" * count for letter in "a가" for count in (1, 9, 999)]
    marks = "".join(chr(code) for code in range(0x300, 0x370))
    zalgo = "".join(letter + marks[:40] for letter in "면접 답변입니다")
    return [
        *towers,
        zalgo,
        "a" + marks,
        marks,
        "\u0301",
        "e\u0301 é",
        "Å Å A\u030a",
        "q\u0307\u0323 q\u0323\u0307",
        "ก็็็็็็็็็็็็็็็็็็",
        "ﷺ" * 99,
    ]


def _long() -> dict[str, str]:
    words = "저는 원인을 찾아 고쳤습니다. "
    return {
        "a" * LONGEST: KEPT,
        "가" * LONGEST: KEPT,
        "🙂" * LONGEST: KEPT,
        (words * 2_000)[:LONGEST].strip(): KEPT,
        "a" + " " * 39_999: KEPT,
        " " * 39_999 + "a": KEPT,
        "\n" * 19_999 + "a": KEPT,
        "\u200b" * LONGEST: KEPT,
        "a" * (LONGEST + 1): "too_long",
        "a" + " " * 40_000: "too_long",
        " " * 40_001: "too_long",
        "가" * 100_000: "too_long",
        "a b" * 100_000: "too_long",
    }


def _surrogates() -> list[str]:
    return [
        "\ud800",
        "\udfff",
        "앞\ud83d뒤",
        "\udc00\ud800",
        "a" * 999 + "\udbff",
        "\ud83d \ude42",
        "\udcff",
        "\ud800\ud800\udc00",
    ]


def naughty() -> list[Naughty]:
    """The whole corpus."""
    found = [Naughty("blanks", "", "empty"), Naughty("blanks", " \t\r\n", "empty")]
    found += [Naughty("blanks", sign * 3, "empty") for sign in _BLANKS]
    found += [
        Naughty("NUL", text, "nul")
        for text in ("\0", "a\0b", "\0" * 99, "\0끝", "끝\0", "%00\0", " \0 ")
    ]
    found += [Naughty("control", f"앞{sign}뒤", KEPT) for sign in _CONTROLS]
    found += [Naughty("surrogate", text, "surrogate") for text in _surrogates()]
    found += [Naughty("unseen", f"앞{sign}뒤", KEPT) for sign in _UNSEEN]
    found += [Naughty("unseen", sign * 3, KEPT) for sign in _UNSEEN]
    found += [Naughty("no letter", f"앞{sign}뒤", KEPT) for sign in _NO_LETTERS]
    found += [Naughty("script", sign, KEPT) for sign in _SCRIPTS.split()]
    for text in _HANGUL.split():
        found.append(Naughty("Hangul", text, KEPT))
        found.append(Naughty("Hangul", unicodedata.normalize("NFD", text), KEPT))
    found += [Naughty("emoji", text, KEPT) for text in _EMOJI.split(" ")]
    found += [Naughty("combining", text, KEPT) for text in _combining()]
    found += [Naughty("long", text, code) for text, code in _long().items()]
    for kind, texts in (*naughty_words.KINDS.items(), *naughty_code.KINDS.items()):
        found += [Naughty(kind, text, KEPT) for text in texts]
    return list(dict.fromkeys(found))
