"""Cover letters: topics, questions and the answers under them."""

import re
from dataclasses import dataclass
from typing import Final

from interviews.resumes.linework import is_sentence, joined
from interviews.resumes.profile import LetterPart
from interviews.resumes.terms import squeezed

_TOPICS: Final = (
    "성장과정|성장배경|지원동기|입사동기|입사후포부|입사후계획|포부|성격의장단점|성격장단점|"
    "성격|장단점|장점|단점|생활신조|학교생활|학창시절|가치관|직무역량|직무경험|직무적합성|"
    "나의강점|강점|약점|보완점|사회경험|경력및경험|경험|협업경험|협업|갈등|도전|실패|성공|"
    "문제해결|의사소통|책임|성취|팀워크|전문성|역량|경쟁력|지원이유|비전|목표|자기계발|"
    "직업관|간호관|교육관|고객|마무리말|마무리|맺음말|및|과|와|의|사례|경험|본인의|나의|저의|"
    "입사후|입사|후|계획|노력|극복|해결|관리|직무|업무|지원|동기|회사|선택|이유|교직관"
)
_TOPIC_LINE: Final = re.compile(rf"(?:{_TOPICS}){{1,6}}")
_CORE: Final = re.compile(
    "성장과정|성장배경|지원동기|입사동기|포부|장단점|생활신조|학교생활|학창시절|가치관|지원이유|"
    "직무역량|직무경험|강점|사회경험|성격|협업|문제해결|간호관|교육관|교직관|직업관|도전|"
    "갈등|극복|입사후계획|보완점"
)
_NUMBER: Final = re.compile(
    r"^\s*(?:(?:Q|문항|질문|항목)?\s*\d{1,2}\s*[.)번:\]]\s*|Q\s*[.:]\s*|[①-⑳]\s*|\[\s*(?:문항|"
    r"질문)\s*\d+\s*\]\s*)",
    re.IGNORECASE,
)
_DECORATION: Final = re.compile(r"^[\s■□◆◇▶●○◎◉◈▣☆★※*#\[【<《「]+|[\s\]】>》」:]+$")
_ASKS: Final = re.compile(
    r"(?:\?|(?:기술|서술|작성|설명|말씀|소개|적어|써)\S{0,6}\s?"
    r"(?:주세요|주십시오|바랍니다|시오|하라|해라|주시기 바랍니다)\.?)"
    r"\s*(?:[(\[][^()\[\]]{1,30}[)\]])?\s*$"
)
_LENGTH_NOTE: Final = re.compile(
    r"\s*[(\[]\s*(?:최대|최소|공백)?[^()\[\]]{0,12}\d[\d,]*\s*(?:자|byte|bytes|"
    r"words)[^()\[\]]{0,12}[)\]]\s*$",
    re.IGNORECASE,
)
_ENGLISH_ASKS: Final = re.compile(
    r"^(?:why|what|how|describe|tell|explain|please|when|where|who|give|"
    r"share)\b.*[?.:]?$",
    re.IGNORECASE,
)
_DEAR: Final = re.compile(r"^(?:dear\b|to whom it may concern)", re.IGNORECASE)
_CLOSING: Final = re.compile(
    r"^(?:sincerely|best regards|kind regards|regards|yours (?:sincerely|faithfully|"
    r"truly)"
    r"|respectfully|감사합니다|지원자\s)[\s,.!]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a letter; `asks` when its place already says it is a question."""

    text: str
    bold: bool = False
    asks: bool = False


def is_topic(text: str) -> bool:
    """«1. 성장과정», «지원동기 및 입사 후 포부»: a cover letter's own headings."""
    bare = _LENGTH_NOTE.sub("", _NUMBER.sub("", text))
    if len(bare) > 30:
        return False
    form = squeezed(bare)
    return bool(_CORE.search(form)) and bool(_TOPIC_LINE.fullmatch(form))


def begins_letter(text: str) -> bool:
    """«Dear …»: a letter without a heading."""
    return len(text) <= 60 and bool(_DEAR.match(text))


def ends_letter(text: str) -> bool:
    """«Sincerely,»: what follows is no part of the letter."""
    closing = _CLOSING.match(text)
    return closing is not None and closing.end() == len(text) and "감사" not in text


def asks(text: str) -> bool:
    """A question as application forms put it."""
    return len(text) <= 220 and bool(_ASKS.search(text))


def _is_question(line: LetterLine) -> bool:
    text = line.text
    if line.asks or is_topic(text):
        return True
    if len(text) <= 220 and asks(text) and (line.bold or _NUMBER.match(text)):
        return True
    if (
        _NUMBER.match(text)
        and len(text) <= 120
        and (not is_sentence(text) or asks(text))
    ):
        return True
    if asks(text) and len(text) <= 160 and "?" not in text:
        return True
    if line.bold and len(text) <= 120:
        return not is_sentence(text) or bool(_ENGLISH_ASKS.match(text))
    return len(text) <= 140 and text.endswith("?") and bool(_ENGLISH_ASKS.match(text))


def bare_question(text: str) -> str:
    """A question without number, marks and the note on its length."""
    text = _NUMBER.sub("", _DECORATION.sub("", text))
    return _DECORATION.sub("", _LENGTH_NOTE.sub("", text)).strip()


def letter_parts(lines: list[LetterLine], *, flowing: bool) -> list[LetterPart]:
    """Questions with the lines below them; a letter without questions is one part."""
    parts: list[tuple[str | None, list[str]]] = []
    for line in lines:
        if _is_question(line):
            parts.append((bare_question(line.text) or None, []))
            continue
        if not parts:
            parts.append((None, []))
        parts[-1][1].append(line.text)
    return [
        LetterPart(question=question, answer=answer)
        for question, texts in parts
        if (answer := joined(_body(texts), flowing=flowing))
    ]


def _body(texts: list[str]) -> list[str]:
    """An English letter without its salutation and its closing."""
    if texts and _DEAR.match(texts[0]) and len(texts[0]) <= 60:
        texts = texts[1:]
    for index in range(max(len(texts) - 4, 0), len(texts)):
        closing = _CLOSING.match(texts[index])
        if closing and closing.end() == len(texts[index]):
            if "감사" in texts[index]:
                return texts[: index + 1]
            return texts[:index]
    return texts
