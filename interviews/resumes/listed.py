"""Skills, certificates and languages: lists in lines, commas or table rows."""

import re
from typing import Final

from interviews.resumes.dates import find_period, without_period
from interviews.resumes.documents import Line
from interviews.resumes.forms import Record
from interviews.resumes.linework import (
    is_sentence,
    split_commas,
    split_label,
    unbulleted,
)
from interviews.resumes.profile import SpokenLanguage
from interviews.resumes.terms import Field, label_of

_ISSUER: Final = re.compile(
    r"공단|협회|진흥원|위원회|상공회의소|산업인력|재단|평가원|교육원|국시원|보건복지부|장관|경찰청|연구원|"
    r"데이터산업|개발원|한국생산성본부|금융감독원|학회|"
    r"\b(?:association|institute|board|council|authority|foundation|society|services|"
    r"issued|ministry|commission|agency|AWS|Google|Microsoft|Oracle|Amazon Web Services|"
    r"Coursera|HubSpot|Meta|Scrum Alliance|Linux Foundation|HRD Korea|KCCI|ASQ|SHRM|APICS|ASCM)\b",
    re.IGNORECASE,
)
_TESTS: Final = {
    "영어": r"TOEIC(?:\s?(?:Speaking|스피킹))?|토익(?:\s?스피킹)?|TOEFL(?:\s?iBT)?|토플|OPIc|오픽|TEPS|텝스|IELTS|G-?TELP",
    "일본어": r"JLPT|JPT",
    "중국어": r"HSK|TSC",
    "프랑스어": r"DELF|DALF",
    "독일어": r"TestDaF|Goethe-Zertifikat",
    "스페인어": r"DELE",
    "한국어": r"TOPIK",
}
_ENGLISH_NAMES: Final = {
    "영어": "English", "일본어": "Japanese", "중국어": "Chinese", "프랑스어": "French",
    "독일어": "German", "스페인어": "Spanish", "한국어": "Korean",
}  # fmt: skip
_TEST: Final = re.compile(
    "|".join(rf"(?P<t{i}>{pattern})" for i, pattern in enumerate(_TESTS.values())),
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"영어|일본어|일어|중국어|한국어|프랑스어|불어|독일어|스페인어|베트남어|러시아어|아랍어|태국어|"
    r"\b(?:English|Korean|Japanese|Chinese|Mandarin|Cantonese|French|German|Spanish|Vietnamese|"
    r"Russian|Arabic|Portuguese|Italian|Hindi|Thai|Dutch)\b"
)
_BRACKET_DATE: Final = re.compile(r"\(\s*\)|\[\s*\]")
_SKILL_LEVEL: Final = re.compile(
    r"\s*[(\[](?:상|중|하|중상|중하|고급|중급|초급|능숙|숙련|advanced|intermediate|basic|beginner|"
    r"expert|proficient|[0-9.]+\s?(?:년|years?)[^)]*)[)\]]$|\s+(?:상|중|하)$|\s+[★●○☆]+$|[★●○☆■□]{2,}",
    re.IGNORECASE,
)
_SKILL_SPLIT: Final = re.compile(r"\t|\s*[|│•·∙ㆍ▪]\s*|\s/\s")
_CERT_SPLIT: Final = re.compile(r"\t|\s*[|│∙ㆍ•]\s*|\s+[/·–—-]\s+")
_NOT_A_NAME: Final = re.compile(
    r"^(?:취득|합격|최종합격|발급|유효|보유|issued|expected|expires|valid|in progress)?[\s\d.,:()\-–~/년월일]*(?:취득|합격|최종합격|발급|보유)?$",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(r"^(?:취득일|발급일|issued|obtained)\s*:?\s*", re.IGNORECASE)


def skills(lines: list[Line], records: list[Record]) -> list[str]:
    """Every skill once, in the résumé's order."""
    found: list[str] = []
    for record in records:
        found += _skills_of(record.get(Field.SKILLS, ""))
    for text in _unwrapped(lines):
        found += _skills_of(text)
    return _unique(found)


def _unwrapped(lines: list[Line]) -> list[str]:
    """Lines, with a list that goes on after a comma put together."""
    texts: list[str] = []
    for line in lines:
        text = unbulleted(line.text)
        if texts and texts[-1].rstrip().endswith(","):
            texts[-1] += f" {text}"
        elif text:
            texts.append(text)
    return texts


def _skills_of(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        pair = split_label(unbulleted(line))
        bare = pair[1] if pair else unbulleted(line)
        for piece in _SKILL_SPLIT.split(bare):
            found += [_SKILL_LEVEL.sub("", part) for part in split_commas(piece)]
    return [
        name
        for part in found
        if (name := part.strip(" .-")) and len(name) <= 60 and not is_sentence(name)
    ]


def certificates(
    lines: list[Line], records: list[Record]
) -> tuple[list[str], list[SpokenLanguage]]:
    """Certificates, and the language tests that people list among them."""
    names: list[str] = []
    spoken: list[SpokenLanguage] = []
    texts = [unbulleted(line.text) for line in lines]
    for record in records:
        value = record.get(Field.CERTIFICATE, "")
        level = record.get(Field.LEVEL, "")
        if _TEST.search(value) and level:
            value = f"{value} {level}"
        texts += value.split("\n")
    for text in texts:
        for part in _certificate_parts(text):
            if _TEST.search(part) and "한국사" not in part:
                spoken += _tests(part, korean=_is_korean(text + "".join(names)))
            else:
                names.append(part)
    return _unique(names), spoken


def _certificate_parts(text: str) -> list[str]:
    pair = split_label(text)
    if pair is not None and (label_of(pair[0]) or len(pair[0]) <= 8):
        text = pair[1]
    kept: list[str] = []
    for piece in _CERT_SPLIT.split(_without_dates(text)):
        for part in split_commas(piece):
            bare = _BRACKET_DATE.sub("", _without_issuer(part)).strip(" .,-–:")
            bare = _HEAD.sub("", bare)
            if _NOT_A_NAME.match(bare) or (kept and _ISSUER.search(bare)):
                continue
            if kept and re.fullmatch(r"(?:취득|합격|보유|최종합격)", bare):
                continue
            kept.append(re.sub(r"\s+(?:취득|합격|보유|최종합격)$", "", bare))
    return kept


def _without_issuer(text: str) -> str:
    """«SQLD (한국데이터산업진흥원)»: the bracket is not part of the name."""
    match = re.fullmatch(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]", text.strip())
    if match is not None and (_ISSUER.search(match[2]) or _NOT_A_NAME.match(match[2])):
        return match[1]
    return text


def _without_dates(text: str) -> str:
    for _ in range(4):
        period = find_period(text)
        if period is None:
            break
        text = without_period(text, period)
    return _BRACKET_DATE.sub("", re.sub(r"[(\[]\s*\t\s*[)\]]", "\t", text))


def languages(lines: list[Line], records: list[Record]) -> list[SpokenLanguage]:
    """Every language with a level, in the résumé's order."""
    found: list[SpokenLanguage] = []
    for record in records:
        found += _language_record(record)
    for line in lines:
        found += _language_line(unbulleted(line.text))
    return found


def _language_record(record: Record) -> list[SpokenLanguage]:
    flat = {named: " ".join(value.split()) for named, value in record.items()}
    parts = [flat[key] for key in (Field.TEST, Field.LEVEL) if flat.get(key)]
    named = flat.get(Field.LANGUAGE)
    if named is None:
        return _tests(" ".join(parts), korean=True)
    if not _SPOKEN.search(named) and _TEST.search(named):
        return _tests(" ".join([named, *parts]), korean=True)
    if not parts:
        return _language_line(named)
    return [SpokenLanguage(language=named, level=" ".join(parts))]


def _language_line(text: str) -> list[SpokenLanguage]:
    text = re.sub(r"\s*\t\s*", "\t", _without_dates(text)).strip()
    pieces = split_commas(text)
    several = [piece for piece in pieces if _SPOKEN.match(piece)]
    if len(several) >= 2:
        return [entry for piece in _glued(pieces) for entry in _one_language(piece)]
    pieces = [piece for piece in re.split(r"\s*[|│·]\s*|\t", text) if piece]
    if sum(bool(_SPOKEN.match(piece)) for piece in pieces) >= 2:
        return [entry for piece in pieces for entry in _one_language(piece)]
    return _one_language(text)


def _glued(pieces: list[str]) -> list[str]:
    glued: list[str] = []
    for piece in pieces:
        if glued and not _SPOKEN.match(piece):
            glued[-1] += f", {piece}"
        else:
            glued.append(piece)
    return glued


def _one_language(text: str) -> list[SpokenLanguage]:
    spoken = _SPOKEN.match(text)
    if spoken is None:
        return _tests(text, korean=_is_korean(text))
    rest = text[spoken.end() :].replace("\t", " ").strip()
    inner = re.fullmatch(r"\(([^()]*)\)", rest)
    level = (inner[1] if inner else rest).strip(" :-–—|,/")
    level = " ".join(_BRACKET_DATE.sub("", level).split())
    return [SpokenLanguage(language=spoken.group(), level=level or None)]


def _tests(text: str, *, korean: bool) -> list[SpokenLanguage]:
    """«TOEIC 905점»: the test tells the language, and is the level with its score."""
    text = " ".join(_BRACKET_DATE.sub("", _without_dates(text)).split())
    found = []
    for piece in split_commas(text):
        match = _TEST.search(piece)
        if match is None:
            continue
        index = next(i for i in range(len(_TESTS)) if match[f"t{i}"])
        name = list(_TESTS)[index]
        level = piece[match.start() :].strip(
            " :-–,/()" if "(" not in piece else " :-–,/"
        )
        level = re.sub(r"\s*:\s*", " ", level)
        level = re.sub(r"\s+(?:취득|보유)$", "", level)
        language = name if korean else _ENGLISH_NAMES[name]
        found.append(SpokenLanguage(language=language, level=level))
    return found


def _is_korean(text: str) -> bool:
    return bool(re.search("[가-힣]", text))


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
