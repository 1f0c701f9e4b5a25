"""Characters that fonts and editors leave behind, made plain."""

import re
import unicodedata
from typing import Final

# Symbol fonts put bullets into the private area; readers see a dot or a square.
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# PDF fonts without a proper map give control characters where people see a space.
_BLANK: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00a0\u3000\u2000-\u200a\u202f]"
)
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile(" {2,}")
_COMPATIBLE: Final = {
    ord("\u2011"): "-",
    ord("\uff1a"): ":",
    ord("\uff5e"): "~",
    ord("\u223c"): "~",
    ord("\uff0c"): ",",
    ord("\uff08"): "(",
    ord("\uff09"): ")",
    ord("\uff0e"): ".",
    ord("\uff20"): "@",
    ord("\ufb01"): "fi",
    ord("\ufb02"): "fl",
    ord("\ufb00"): "ff",
    ord("\ufb03"): "ffi",
    ord("\ufb04"): "ffl",
}


def clean(text: str) -> str:
    """NFC text with plain spaces, line ends as `\\n`, and nothing that hides."""
    text = _BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", _BLANK.sub(" ", text))
    text = _PRIVATE.sub("\u2022", text).translate(_COMPATIBLE)
    return unicodedata.normalize("NFC", text)


_WIDE: Final = re.compile(r"(?<=[^\s.!?])(?<!^[가-힣])(?<!\s[가-힣]) {2,}(?=\S)| {4,}")


def wide_blanks(text: str) -> str:
    """Blanks that people type to make columns become tabs; «성  명» stays one word."""
    return _WIDE.sub("\t", text)


def clean_line(text: str) -> str:
    """One line: as `clean`, with runs of blanks made one and ends trimmed."""
    text = clean(text).replace("\n", " ")
    parts = [_SPACES.sub(" ", part).strip() for part in text.split("\t")]
    return "\t".join(part for part in parts if part)
