"""Skills and certificates: lists in lines, commas or table rows."""

import re
from typing import Final

from interviews.resumes.dates import find_period, without_dates
from interviews.resumes.documents import Line
from interviews.resumes.forms import Record
from interviews.resumes.languages import names_test, tests_in
from interviews.resumes.linework import (
    is_sentence,
    split_commas,
    split_label,
    unbulleted,
    unwrapped,
)
from interviews.resumes.profile import SpokenLanguage
from interviews.resumes.terms import Field, label_of

_ISSUER: Final = re.compile(
    r"공단|협회|진흥원|위원회|상공회의소|산업인력|재단|평가원|교육원|국시원|보건복지부|장관|경찰청|"
    r"연구원|데이터산업|개발원|생산성본부|금융감독원|학회|[가-힣]{2,}부$|[가-힣]{2,}청$|"
    r"\b(?:association|institute|board|council|authority|foundation|society|services|"
    r"issued|ministry|commission|agency|AWS|Google|Microsoft|Oracle|Coursera|HubSpot|"
    r"Meta|"
    r"Scrum Alliance|Cisco|Red Hat|SAP|Adobe|Autodesk|IBM|VMware|Salesforce|HRD Korea|"
    r"KCCI|ASQ|SHRM|APICS|ASCM|PMI|ISC2|CompTIA)\b",
    re.IGNORECASE,
)
_SKILL_LEVEL: Final = re.compile(
    r"\s*[(\[](?:상|중|하|중상|중하|고급|중급|초급|능숙|숙련|advanced|intermediate|basic|"
    r"beginner|expert|proficient|[0-9.]+\s?(?:년|years?)[^)]*)[)\]]$|\s+(?:상|중|하)$|"
    r"\s+[★●○☆]+$|[★●○☆■□]{2,}",
    re.IGNORECASE,
)
_SKILL_SPLIT: Final = re.compile(r"\t|\s*[|│•·∙ㆍ▪]\s*|\s/\s")
_CERT_SPLIT: Final = re.compile(r"\t|\s*[|│∙ㆍ•]\s*|\s+[/·–—-]\s+")
_NOT_A_NAME: Final = re.compile(
    r"(?:취득|합격|최종합격|발급|유효|보유|issued|expected|expires|valid|in progress)?"
    r"[\s\d.,:()\-–~/년월일]*(?:취득|합격|최종합격|발급|보유|제\S*호)?",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"^(?:취득일|발급일|issued(?: by)?|obtained)\s*:?\s*", re.IGNORECASE
)
_DONE: Final = re.compile(r"\s+(?:취득|합격|보유|최종합격)$")
_GRADE: Final = re.compile(
    r"(?:associate|professional|practitioner|specialty|expert|foundation|foundations|"
    r"fundamentals|advanced|level \w+|tier \w+)",
    re.IGNORECASE,
)
# «Infra AWS, Docker»: the kind stands before a list without a colon.
_KIND: Final = re.compile(
    r"^(?:languages?|infra(?:structure)?|back-?end|front-?end|databases?|db|tools?|devops|"
    r"cloud|frameworks?|libraries|etc|os|언어|도구|프레임워크|데이터베이스|인프라|기타)"
    r"\.?\s+(?=\S.*,)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")


def skills(lines: list[Line], records: list[Record]) -> list[str]:
    """Every skill once, in the résumé's order."""
    found: list[str] = []
    for record in records:
        found += _skills_of(record.get(Field.SKILLS, ""))
    for text in unwrapped(lines):
        found += _skills_of(text)
    return _unique(found)


def _skills_of(text: str) -> list[str]:
    found = []
    for line in text.split("\n"):
        pair = split_label(unbulleted(line))
        bare = pair[1] if pair else _KIND.sub("", unbulleted(line))
        for piece in _SKILL_SPLIT.split(bare):
            found += [_SKILL_LEVEL.sub("", part) for part in split_commas(piece)]
    return [
        name
        for part in found
        if (name := part.strip(" .-")) and len(name) <= 60 and not is_sentence(name)
    ]


def certificates(
    lines: list[Line], records: list[Record], *, korean: bool
) -> tuple[list[str], list[SpokenLanguage]]:
    """Certificates, and the language tests that people list among them."""
    names: list[str] = []
    spoken: list[SpokenLanguage] = []
    texts = unwrapped(lines)
    for record in records:
        texts += _recorded(record).split("\n")
    for text in texts:
        for part in _certificate_parts(text):
            if names_test(part):
                spoken += tests_in(part, korean=korean)
            else:
                names.append(part)
    return _unique(names), spoken


def _recorded(record: Record) -> str:
    """A table row's certificate, a language test with its score."""
    value, level = record.get(Field.CERTIFICATE, ""), record.get(Field.LEVEL, "")
    if level and (names_test(value) or re.fullmatch(r"\d급", level)):
        return f"{value} {level}"
    return value


def _certificate_parts(text: str) -> list[str]:
    pair = split_label(text)
    if pair is not None and (label_of(pair[0]) or len(pair[0]) <= 8):
        text = pair[1]
    text = _BRACKETS.sub(_without_note, text)
    dated = find_period(text) is not None
    kept: list[str] = []
    for piece in _CERT_SPLIT.split(without_dates(text)):
        for part in split_commas(piece):
            bare = _DONE.sub("", _HEAD.sub("", part.strip(" .,-–:/")))
            if _NOT_A_NAME.fullmatch(bare) or (kept and _ISSUER.search(bare)):
                continue
            if kept and _GRADE.fullmatch(bare):
                kept[-1] += f" – {bare}" if "–" in text else f" - {bare}"
            elif not (kept and dated):  # beside a date stands who gave it
                kept.append(bare)
    return kept


def _without_note(match: "re.Match[str]") -> str:
    """A bracket with a date or an issuer is no part of the name."""
    inner = match[1]
    if find_period(inner) or _ISSUER.search(inner) or _NOT_A_NAME.fullmatch(inner):
        return ""
    return match.group()


def _unique(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
