"""Education: lines or table records → schools with major, degree and dates."""

import re
from typing import Final

from interviews.resumes.dates import find_period, without_period
from interviews.resumes.documents import Line
from interviews.resumes.forms import Record
from interviews.resumes.linework import parts_of, split_commas, split_label, unbulleted
from interviews.resumes.profile import Education
from interviews.resumes.terms import Field, label_of

_KOREAN: Final = re.compile(
    r"(?:[가-힣A-Za-z]+(?:대학교|대학원|고등학교|전문대학|폴리텍대학|사이버대|대학)"
    r"|[가-힣]{2,6}(?:여고|공고|상고|외고|과고|고)(?=\s|$|\t|\()|[가-힣]{2,6}(?:여대|대)(?=\s))"
    r"(?:\s?(?:[가-힣]{0,8}대학원|[가-힣]{2,5}캠퍼스))?(?:\s?\([가-힣]{2,5}캠퍼스\))?"
)
_WORD: Final = r"[A-Z][\w&.’'-]*"
_ENGLISH: Final = re.compile(
    rf"(?:(?:The +)?(?:{_WORD} +(?:(?:of|for|and|at|the|&) +){{0,2}})*)?"
    r"(?:University|College|Institute|School|Academy|Polytechnic|Conservatory)\b"
    rf"(?: +(?:of|for|at|in) +(?:the +)?{_WORD}(?:(?: +(?:and|of|&))? +{_WORD})*)?"
)
_NOT_SCHOOL: Final = re.compile(
    r"\b(?:high school diploma|school project)\b", re.IGNORECASE
)
_DEGREE: Final = re.compile(
    r"전문학사|공학사|문학사|이학사|경영학사|간호학사|학사|석사|박사|"
    r"\b(?:Bachelor(?:['’]?s)?|Master(?:['’]?s)?|Doctor|"
    r"Associate(?:['’]?s)?)\b(?:\s+of\s+(?:Science|Arts|"
    r"Engineering|Business Administration|Nursing|Fine Arts|Education|Commerce|Laws|"
    r"Philosophy|"
    r"Design|Music|Public Administration|Applied Science|Technology|"
    r"Social Work))?(?:\s+degree)?(?:\s*\((?:Hons|Honours|Honors)\))?|"
    r"\b(?:B\.?\s?Sc|B\.?\s?S|B\.?\s?A|B\.?\s?Eng|BEng|BBA|B\.?\s?Com|BFA|BSN|"
    r"M\.?\s?Sc|M\.?\s?S|M\.?\s?A|"
    r"M\.?\s?Eng|MBA|MFA|M\.?Ed|B\.?Ed|MSN|HND|HNC|Ph\.?\s?D|A\.?\s?A\.?\s?S|"
    r"A\.?\s?A)\b\.?(?:\s*\((?:Hons|Honours|Honors)\))?|"
    r"High School Diploma|\b(?:Advanced )?Diploma\b|\b[A-Z][A-Za-z.]{1,5}(?= in [A-Z])"
)
_STATUS: Final = re.compile(
    r"졸업\s?예정|졸업|재학\s?중?|휴학\s?중?|수료|중퇴|편입|입학|자퇴|(?<![가-힣])과정(?![가-힣])|"
    r"\b(?:graduated|expected|graduation|in progress)\b",
    re.IGNORECASE,
)
_GRADES: Final = re.compile(
    r"(?:평균\s?)?(?:학점|평점|GPA|성적|CGPA)\s*:?\s*\(?\d\.\d+\)?\s*(?:/\s*\d(?:\.\d+)?)?|"
    r"\(?\d\.\d{1,2}\s*/\s*\d(?:\.\d+)?\)?",
    re.IGNORECASE,
)
_SECOND_MAJOR: Final = re.compile(
    r"[(\[]?\s*(?:복수전공|부전공|이중전공|minor in|minor|double major)"
    r"\s*:?\s*[^)\]\t,]*[)\]]?",
    re.IGNORECASE,
)
_MAJOR: Final = re.compile(
    r"[가-힣A-Za-z·&]+(?:학과|학부|전공|계열|학|과|공학|교육|디자인|예술)(?=$|"
    r"[\s\t,(/])(?:\s?(?:[가-힣·]+)?전공)?"
)
_HONOURS: Final = re.compile(
    r"\b(?:summa|magna)?\s?cum laude\b|dean['’]s list.*|with (?:distinction|honou?rs)|"
    r"first class(?: honou?rs)?|우등|수석",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(
    r"^(?:Seoul|Busan|Daejeon|Incheon|Daegu|Gwangju|Suwon|(?:South )?Korea|"
    r"Republic of Korea|USA|UK|Canada|Singapore|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?, ?[A-Z]{2}|서울|부산|대전|대구|인천|광주)$"
)


def has_school(text: str) -> bool:
    """Whether a school is named in the text."""
    return _school(text) is not None


def _school(text: str) -> "re.Match[str] | None":
    bare = _NOT_SCHOOL.sub(lambda match: " " * len(match.group()), text)
    return _KOREAN.search(bare) or _ENGLISH.search(bare)


def education(lines: list[Line], records: list[Record]) -> list[Education]:
    """Every school, in the résumé's order."""
    found = [entry for record in records if (entry := _from_record(record))]
    for group in _groups([unbulleted(line.text) for line in lines]):
        entry = _from_text(group)
        if entry is not None:
            found.append(entry)
    return found


def _groups(texts: list[str]) -> list[list[str]]:
    """Lines of one school each; what stands above the first stands above all."""
    at = [index for index, text in enumerate(texts) if has_school(text)]
    if not at:
        return []
    above = at[0] if at[0] <= 2 else 0
    starts = [max(index - above, 0) for index in at]
    starts = [s for i, s in enumerate(starts) if i == 0 or s > at[i - 1]] or starts[:1]
    ends = [*starts[1:], len(texts)]
    return [texts[a:b] for a, b in zip(starts, ends, strict=True)]


def _from_text(texts: list[str]) -> Education | None:
    start = end = None
    pieces = []
    for text in texts:
        bare = _GRADES.sub("\t", _SECOND_MAJOR.sub("\t", text))
        period = find_period(bare)
        if period is not None and start is None and end is None:
            start, end = (None if period.single else period.start), period.end
            if period.single and "입학" in bare and "졸업" not in bare:
                start, end = period.start, None
            bare = without_period(bare, period)
        pieces.append(_field_value(bare))
    text = "\t".join(pieces)
    school = _school(text)
    if school is None:
        return None
    rest = f"{text[: school.start()]}\t{text[school.end() :]}"
    degree, rest = _degree(rest)
    return Education(
        school=_trimmed(school.group()),
        major=_major(rest),
        degree=degree,
        start=start,
        end=end,
    )


def _field_value(text: str) -> str:
    """«전공: 경영학» without its label; lines about something else stay out."""
    pair = split_label(text)
    if pair is None:
        return text
    named = label_of(pair[0])
    if named in {Field.SCHOOL, Field.MAJOR, Field.DEGREE, Field.STATUS, Field.PERIOD}:
        return pair[1]
    return "" if len(pair[0]) < 30 and not has_school(text) else text


def _degree(text: str) -> tuple[str | None, str]:
    match = _DEGREE.search(text)
    if match is None:
        return None, text
    after = text[match.end() :]
    linked = re.match(r"\s*(?:degree\s+)?in\s+", after)
    rest = f"{text[: match.start()]}\t{after[linked.end() :] if linked else after}"
    return _trimmed(match.group()), rest


def _major(text: str) -> str | None:
    text = _HONOURS.sub("\t", _STATUS.sub("\t", text))
    korean = _MAJOR.search(re.sub(r"[()]", "\t", text))
    if korean is not None:
        return _without_tail(korean.group())
    for part in parts_of(text.replace("(", "\t").replace(")", "\t")):
        if re.fullmatch(r"[가-힣·]{2,12}(?: [가-힣·]{2,10})?", part):
            return _without_tail(part)
        for piece in split_commas(part):
            bare = re.sub(
                r"^(?:major(?:ed)?\s*(?:in|:)?|in|of)\s+",
                "",
                piece,
                flags=re.IGNORECASE,
            )
            bare = bare.strip(" .:-–")
            if re.fullmatch(r"[A-Z][A-Za-z&'’ -]{2,50}", bare) and not _PLACES.match(
                bare
            ):
                return bare
    return None


def _without_tail(text: str) -> str:
    bare = re.sub(r"\s?전공$", "", text.strip())
    return bare or text.strip()


def _trimmed(text: str) -> str:
    return (
        " ".join(text.split()).strip(" ,.-–")
        if not text.endswith(".")
        else text.strip()
    )


def _from_record(record: Record) -> Education | None:
    """A table row; cells that hold two things are taken apart as text is."""
    flat = {named: " ".join(value.split()) for named, value in record.items()}
    school = flat.get(Field.SCHOOL, "")
    if Field.START in flat and find_period(flat.get(Field.STATUS, "")):
        flat.setdefault(Field.END, flat[Field.STATUS])  # «입학 | 졸업» with dates
    period = " ~ ".join(
        flat[named] for named in (Field.START, Field.END) if named in flat
    ) or flat.get(Field.PERIOD, "")
    joined = "\t".join([school, period])
    entry = _from_text([joined]) if has_school(school) else None
    start, end = _record_dates(period, flat)
    if entry is None:
        if not school:
            return None
        entry = Education(school=school)
    return Education(
        school=entry.school,
        major=_record_major(flat) or entry.major,
        degree=_record_degree(flat) or entry.degree,
        start=start,
        end=end,
    )


def _record_dates(period: str, flat: Record) -> tuple[str | None, str | None]:
    found = find_period(period)
    if found is None:
        return None, None
    if not found.single:
        return found.start, found.end
    if Field.START in flat and Field.END not in flat:
        return found.start, None
    return None, found.end


def _record_major(flat: Record) -> str | None:
    value = _SECOND_MAJOR.sub("", flat.get(Field.MAJOR, "")).strip(" ,()/")
    value = _degree(value)[1].replace("\t", " ").strip() if value else ""
    return _without_tail(value) if re.search(r"\w", value) else None


def _record_degree(flat: Record) -> str | None:
    for named in (Field.DEGREE, Field.STATUS, Field.MAJOR):
        match = _DEGREE.search(flat.get(named, ""))
        if match is not None:
            return _trimmed(match.group())
    return None
