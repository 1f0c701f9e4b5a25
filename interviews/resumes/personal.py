"""Name, contact and what the person applies for, from the top of the résumé."""

import re
from typing import Final

from interviews.resumes.documents import Line
from interviews.resumes.linework import is_sentence, parts_of, unbulleted
from interviews.resumes.roles import role_like
from interviews.resumes.terms import Field, is_heading, is_title, label_of

_EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}")
_MOBILE: Final = re.compile(
    r"(?<![\d-])(?:\+?82[-. ]?\(?0?\)?1[016789]|"
    r"01[016789])[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?!\d)"
)
_PHONE: Final = re.compile(
    r"(?<![\w.-])\+?\(?\d{1,5}\)?(?:[-. ]\(?\d{2,6}\)?){1,4}(?![\w-])"
)
_SURNAMES: Final = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원"
    "천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부"
)
_KOREAN_NAME: Final = re.compile(
    rf"(?:[{_SURNAMES}]\s?[가-힣]\s?[가-힣]|[{_SURNAMES}]\s?[가-힣]|(?:남궁|황보|제갈|선우|독고|"
    rf"사공)\s?[가-힣]{{1,2}})"
)
_ENGLISH_NAME: Final = re.compile(
    r"[A-Z][a-zA-Z’'-]+(?:\s+(?:[A-Z]\.|[A-Z][a-zA-Z’'-]+|de|van|von|la|bin)){1,3}"
)
_NOT_NAMES: Final = re.compile(
    r"\b(?:street|road|avenue|university|college|resume|curriculum|vitae|cover|letter|"
    r"email|phone|seoul|korea|page|profile|summary|contact)\b",
    re.IGNORECASE,
)
_APPLIES: Final = re.compile(
    r"^(?:application for|applying for|지원분야|지원직무|희망직무)"
    r"\s*:?\s*(?P<what>.+)$",
    re.IGNORECASE,
)
_AT: Final = re.compile(r"(?P<position>.+?)\s+(?:at|@)\s+(?P<company>[A-Z].+)")
_SEX: Final = re.compile(r"[(\[]?(?:남|여)(?:자|성)?(?:$|[\s,)\]/])")
_LATIN: Final = re.compile(r"[A-Z][A-Za-z-]*,?")
_TOP: Final = 8


def personal(
    found: dict[Field, str], lines: list[Line], every: list[str]
) -> dict[str, str | None]:
    """The scalar fields: labelled values first, then the shape of the top lines."""
    text = "\n".join(every)
    name = _labelled_name(found.get(Field.NAME)) or _name_on_top(lines)
    position = found.get(Field.POSITION)
    company = found.get(Field.TARGET_COMPANY)
    if position is None:
        position, at = _position_on_top(lines, name)
        company = company or at
    return {
        "name": name,
        "email": _first(_EMAIL, found.get(Field.EMAIL), text),
        "phone": _phone(found.get(Field.PHONE), text),
        "target_position": _plain(position),
        "target_company": _plain(company),
    }


def _plain(value: str | None) -> str | None:
    bare = " ".join(value.split()).strip(" :-–|") if value else ""
    return bare or None


def _labelled_name(value: str | None) -> str | None:
    if not value:
        return None
    bare = re.split(r"[(/|\t,]|\s{2,}|영문|한자|한문", value)[0].strip()
    if re.fullmatch(r"(?:[가-힣]\s?){2,5}", bare):
        return bare.replace(" ", "")
    return _spoken(bare) or None


def _first(pattern: "re.Pattern[str]", *texts: str | None) -> str | None:
    for text in texts:
        match = pattern.search(text) if text else None
        if match is not None:
            return match.group()
    return None


def _phone(labelled: str | None, text: str) -> str | None:
    mobile = _first(_MOBILE, labelled, text)
    if mobile is not None:
        return mobile
    for source in (labelled or "", "\n".join(text.split("\n")[:20])):
        for match in _PHONE.finditer(source):
            digits = sum(sign.isdigit() for sign in match.group())
            if 8 <= digits <= 15 and not re.search(
                r"(?:19|20)\d\d[-. ]", match.group()
            ):
                return match.group().strip()
    return None


def _name_on_top(lines: list[Line]) -> str | None:
    """The largest line that looks like a name, or else the first one."""
    top = [line for line in lines[:_TOP] if not is_title(line.text)]
    named = [(line, name) for line in top if (name := _name_in(line.text))]
    if not named:
        return None
    largest = max(line.size for line, _ in named)
    return next(name for line, name in named if line.size >= largest - 0.5)


def _name_in(text: str) -> str | None:
    for part in parts_of(text):
        bare = re.sub(
            r"의?\s*(?:이력서|자기소개서|입사지원서|포트폴리오)$", "", part
        ).strip(" ,")
        bare = re.sub(
            r"^(?:이력서|지원자|résumé|resume)\s*[:-]?\s*",
            "",
            bare,
            flags=re.IGNORECASE,
        )
        bare = re.split(r"\s*[(/]", bare)[0].strip()
        name = None if is_heading(bare) or label_of(bare) else _as_name(bare)
        if name is not None:
            return name
    return None


def _as_name(bare: str) -> str | None:
    """A name alone, with its Latin form or a sex behind it, or beside a role."""
    words = bare.split()
    if not words:
        return None
    if _KOREAN_NAME.fullmatch(bare):
        return bare.replace(" ", "")
    head = bare.split(",", maxsplit=1)[0]
    if _ENGLISH_NAME.fullmatch(head) and not _looks_else(bare):
        return _spoken(head)
    return _first_word(words) or _beside_role(bare, words)


def _first_word(words: list[str]) -> str | None:
    """«정은솔 Jung Eunsol», «강유진 여, 1994년생»."""
    if not _KOREAN_NAME.fullmatch(words[0]):
        return None
    latin = all(map(_LATIN.fullmatch, words[1:]))
    return words[0] if latin or _SEX.match(words[1]) else None


def _beside_role(bare: str, words: list[str]) -> str | None:
    """«백엔드 개발자 홍가온»."""
    if not 2 <= len(words) <= 5 or not role_like(bare):
        return None
    ends = (words[-1], words[0])
    return next((w for w in ends if len(w) == 3 and _KOREAN_NAME.fullmatch(w)), None)


def _spoken(name: str) -> str:
    """A name in capitals, as people write it."""
    return name.title() if name.isupper() else name


def _looks_else(text: str) -> bool:
    return bool(_NOT_NAMES.search(text)) or role_like(text)


def _position_on_top(
    lines: list[Line], name: str | None
) -> tuple[str | None, str | None]:
    """A headline such as «백엔드 개발자» near the name, and the company it names."""
    for line in lines[:_TOP]:
        text = unbulleted(line.text)
        applies = _APPLIES.match(text)
        if applies is not None:
            at = _AT.match(applies["what"])
            return (at["position"], at["company"]) if at else (applies["what"], None)
    for line in lines[:_TOP]:
        if is_sentence(line.text) or is_title(line.text):
            continue
        for part in parts_of(line.text):
            bare = part.replace(name, "").strip(" ,|()-") if name else part
            if (
                3 <= len(bare) <= 50
                and role_like(bare)
                and not re.search(r"[\d@]", bare)
            ):
                return bare, None
    return None, None
