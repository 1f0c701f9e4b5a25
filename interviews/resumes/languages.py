"""Languages with their levels: words, or a test with its score."""

import re
from typing import Final

from interviews.resumes.dates import without_dates
from interviews.resumes.documents import Line
from interviews.resumes.forms import Record
from interviews.resumes.linework import split_commas, unwrapped
from interviews.resumes.profile import SpokenLanguage
from interviews.resumes.terms import Field

# Each language with its English name and the tests that people name instead of it.
_TESTS: Final = (
    (
        "영어",
        "English",
        (
            r"TOEIC(?:[ -]?(?:Speaking|스피킹))?|토익(?: ?스피킹)?|TOEFL(?: ?iBT)?|토플"
            r"|OPIc|오픽|TEPS|텝스|IELTS|G-?TELP"
        ),
    ),
    ("일본어", "Japanese", r"JLPT|JPT"),
    ("중국어", "Chinese", r"HSK|TSC"),
    ("프랑스어", "French", r"DELF|DALF"),
    ("독일어", "German", r"TestDaF|Goethe-Zertifikat"),
    ("스페인어", "Spanish", r"DELE"),
    ("한국어", "Korean", r"TOPIK"),
)
_TEST: Final = re.compile(
    "|".join(rf"(?P<t{i}>{row[2]})" for i, row in enumerate(_TESTS)), re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    r"영어|일본어|일어|중국어|한국어|국어|프랑스어|불어|독일어|스페인어|베트남어|러시아어|"
    r"아랍어|태국어|이탈리아어|포르투갈어|인도네시아어|"
    r"\b(?:English|Korean|Japanese|Chinese|Mandarin(?: Chinese)?|Cantonese|French|"
    r"German|"
    r"Spanish|Vietnamese|Russian|Arabic|Portuguese|Italian|Hindi|Thai|Dutch|Tamil|"
    r"Swedish|"
    r"Danish|Norwegian|Finnish|Polish|Turkish|Indonesian|Malay|Tagalog|Igbo|Yoruba|"
    r"Swahili|Bengali|Urdu|Punjabi|Greek|Hebrew|Czech|Ukrainian|Hungarian|Romanian)\b"
)
# Any other language counts where its level is set apart: «Zulu – native».
_OTHER: Final = re.compile(r"(?:[A-Z][a-z]{2,14}|[가-힣]{1,7}어)(?=\s*[(:–—-]|\t)")
_EMPTY: Final = re.compile(r"\(\s*\)|\[\s*\]")


def is_korean(text: str) -> bool:
    """Whether a text is written in Korean rather than in English."""
    hangul = len(re.findall("[가-힣]", text))
    return hangul * 3 > len(re.findall("[A-Za-z]", text))


def names_language(text: str) -> bool:
    """Whether a language or one of the tests is named."""
    return bool(_SPOKEN.search(text) or _TEST.search(text))


def names_test(text: str) -> bool:
    """Whether a language test is named."""
    return bool(_TEST.search(text))


def languages(
    lines: list[Line], records: list[Record], *, korean: bool
) -> list[SpokenLanguage]:
    """Every language with a level, in the résumé's order."""
    found: list[SpokenLanguage] = []
    for record in records:
        found += _from_record(record, korean=korean)
    for text in unwrapped(lines):
        found += _from_line(text, korean=korean)
    return found


def _from_record(record: Record, *, korean: bool) -> list[SpokenLanguage]:
    flat = {named: " ".join(value.split()) for named, value in record.items()}
    parts = [flat[key] for key in (Field.TEST, Field.LEVEL) if flat.get(key)]
    named = flat.get(Field.LANGUAGE)
    if named is None:
        return tests_in(" ".join(parts), korean=korean)
    if not _SPOKEN.search(named) and _TEST.search(named):
        return tests_in(" ".join([named, *parts]), korean=korean)
    if not parts:
        return _from_line(named, korean=korean)
    return [SpokenLanguage(language=named, level=" ".join(parts))]


def _from_line(text: str, *, korean: bool) -> list[SpokenLanguage]:
    text = re.sub(r"\s*\t\s*", "\t", without_dates(text)).strip()
    pieces = split_commas(text)
    if sum(_starts(piece) for piece in pieces) < 2:
        pieces = [piece for piece in re.split(r"\s*[|│·]\s*|\s/\s|\t", text) if piece]
    if sum(_starts(piece) for piece in pieces) >= 2:
        return [e for piece in _glued(pieces) for e in _one(piece, korean=korean)]
    return _one(text, korean=korean)


def _starts(piece: str) -> bool:
    return any(form.match(piece) for form in (_SPOKEN, _OTHER, _TEST))


def _glued(pieces: list[str]) -> list[str]:
    """Pieces that name no language go with the one before."""
    glued: list[str] = []
    for piece in pieces:
        if glued and not _starts(piece):
            glued[-1] += f", {piece}"
        else:
            glued.append(piece)
    return glued


def _one(text: str, *, korean: bool) -> list[SpokenLanguage]:
    spoken = _SPOKEN.match(text)
    if spoken is None and not _TEST.match(text):
        spoken = _OTHER.match(text)
    if spoken is None:
        return tests_in(text, korean=korean)
    rest = text[spoken.end() :].replace("\t", " ").strip()
    rest = re.sub(r"^[\s:–—,/|-]+", "", rest)
    inner = re.fullmatch(r"\(([^()]*)\)", rest)
    level = " ".join(_EMPTY.sub("", inner[1] if inner else rest).split())
    level = level.strip(" :-–—|,/")
    return [SpokenLanguage(language=spoken.group(), level=level or None)]


def tests_in(text: str, *, korean: bool) -> list[SpokenLanguage]:
    """«TOEIC 905점»: the test tells the language, and is the level with its score."""
    text = " ".join(_EMPTY.sub("", without_dates(text)).split())
    found = []
    for piece in split_commas(text):
        match = _TEST.search(piece)
        if match is None:
            continue
        index = next(i for i in range(len(_TESTS)) if match[f"t{i}"])
        level = piece[match.start() :]
        if level.count(")") > level.count("("):
            level = level.replace(")", "", 1)
        level = re.sub(r"\s*:\s*", " ", level)
        level = re.sub(r"\s+(?:취득|보유)$", "", level).strip(" :-–,/")
        found.append(
            SpokenLanguage(language=_TESTS[index][0 if korean else 1], level=level)
        )
    return found
