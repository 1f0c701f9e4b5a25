"""Masking what must never reach a model that thinks up questions.

Masked are contacts, numbers that identify a person, birth and age, addresses, and
what a Korean employer may not ask for (채용절차법 제4조의3): appearance, height,
weight, birthplace, marital status, property, and the family's school, job or
property; also gender, religion, health and military service. Rules, not a promise:
they cover the forms such facts usually take. Lines stay where they are. Answers
that evidence is quoted from are never masked, because quotes must be exact.
"""

import re
from collections.abc import Iterable
from typing import Final

_LABELS: Final = {
    "email": ("이메일", "e-mail"),
    "phone": ("전화번호", "phone"),
    "number": ("식별번호", "identity number"),
    "birth": ("생년월일", "date of birth"),
    "address": ("주소", "address"),
    "private": ("개인정보", "private"),
    "family": ("가족", "family"),
}
_CONTACTS: Final = frozenset({"email", "phone"})
_MASK: Final = re.compile(
    "|".join(rf"\[(?:{re.escape(ko)}|{re.escape(en)})\]" for ko, en in _LABELS.values())
)

# Every repetition below is bounded: people's text must not be able to make the
# masking slow, so that its time grows with the length of the text and no faster.
_BLANK: Final = r"[ \t]{0,4}"
_NEXT: Final = (
    r"(?![ \t]{2}|이메일|e-?mail|전화|휴대|연락처|tel|phone|[가-힣]{2,6} ?[:：])"
)
_END: Final = rf"(?:{_NEXT}[^\n|/·;,])*"  # the rest of a labelled field
_LINE: Final = rf"(?:{_NEXT}[^\n|])*"
_COLON: Final = r"[ \t]{0,4}[:：|\t][ \t]{0,4}"
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE: Final = (
    r"(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)"
    rf"|(?:19|20)?\d{{2}}{_BLANK}[.\-/년]{_BLANK}\d{{1,2}}{_BLANK}[.\-/월]"
    rf"{_BLANK}\d{{1,2}}(?:{_BLANK}일|\.)?"
    rf"|{_MONTH}[ ]\d{{1,2}},?[ ]\d{{4}}"
    rf"|\d{{1,2}}[ ]{_MONTH}[ ]\d{{4}}|\d{{6,8}}(?!\d))"
)
_BORN: Final = r"생(?![산활성명각존태물긴애])"  # not the first syllable of another word
_PROVINCE: Final = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청[남북]|충[남북]|전라[남북]"
    r"|전북|전남|경상[남북]|경[남북]|제주)(?:특별자치시|특별자치도|특별시|광역시|도|시)?"
)
_DISTRICT: Final = r"(?:[가-힣]{1,8}[시군구][ \t]{1,4})"
_DISTRICTS: Final = rf"{_DISTRICT}{{0,3}}(?:[가-힣0-9]{{1,8}}[읍면동][ \t]{{1,4}})?"
_EN_STREET: Final = (
    r"\b\d{1,5} (?:[A-Z][\w'.]{0,20} ){1,4}(?:street|st|avenue|ave|road|rd"
    r"|boulevard|blvd|lane|ln|drive|dr)\b\.?(?:,? (?:apt|unit|suite|#)\.? ?\w+)?"
)
_NUMBER: Final = r"\d{1,5}(?:-\d{1,5})?"
_KO_STREET: Final = (
    rf"[가-힣0-9]{{1,10}}(?:로|길|대로)(?: ?\d{{1,5}}번?(?:가?길))?{_BLANK}{_NUMBER}"
    rf"|[가-힣0-9]{{1,10}}[동읍면리가][ \t]{{1,4}}(?:산 ?)?{_NUMBER}(?:번지)?"
)
_KO_ROOM: Final = (
    rf"(?:{_BLANK},?{_BLANK}(?:\([^)\n]{{0,30}}\)"
    r"|[가-힣A-Za-z]{0,12}(?:아파트|빌라|오피스텔)|\d{1,5}[동층호])){0,5}"
)
_NEAR: Final = r"[^\n.|]{0,20}"
_FAMILY: Final = (
    r"(?<![가-힣])(?:아버지|어머니|아버님|어머님|부친|모친|부모님|조부모님|할아버지|할머니"
    r"|친형|친누나|누나|언니|오빠|남동생|여동생|남편|아내|배우자|장인|장모)"
    r"(?:께서는|께서|은|는|이|가|의|도|과|와|,)?(?=[ \t])[^\n.!?]{0,60}?"
    r"(?:직업|근무|재직|교사|교수|공무원|회사|사업|자영업|운영|의사|변호사|경찰|군인"
    r"|농사|졸업|학벌|출신|재산|부동산|건물|연봉)[^\n.!?]{0,200}"
)
_EN_FAMILY: Final = (
    r"\bmy (?:father|mother|dad|mom|mum|parents?|brother|sister|husband|wife|spouse)"
    r"(?:'s)?\b[^\n.!?]{0,60}?\b(?:works?|worked|job|owns?|owned|runs?|ran|business"
    r"|graduated|teacher|professor|doctor|lawyer|officer|farmer|property"
    r"|is an?|was an?)\b[^\n.!?]{0,200}"
)
_UPBRINGING: Final = (
    r"(?:아버지|어머니|부모님|할머니|할아버지)[^\n.!?]{0,40}(?:밑에서|슬하|손에서?|보고|보며)"
    r"[^\n.!?]{0,60}(?:자라|자랐|성장|배우|배웠)[^\n.!?]{0,60}"
)
_EN_UPBRINGING: Final = (
    r"(?:(?<=\bI was )|^|(?<=[.!?\n] )|(?<=\n))(?:raised|brought up) by [^\n.!?]{0,80}"
)
_KO_KIN: Final = (
    r"(?<![가-힣])(?:(?:[한두세네][ \t])?(?:아이|딸|아들|남매)의[ \t])?(?:엄마|아빠)"
    r"(?:로서|이자|입니다)"
    r"|(?<![가-힣])(?:[두세네삼사][ \t]?남매|장남|장녀|외동[딸아][가-힣]?|맏이|맏딸"
    r"|워킹맘|홀어머니|시부모)[가-힣]{0,4}"
)
_EN_KIN: Final = (
    r"\bas an? (?:working |single ){0,2}(?:mother|father|mom|mum|dad|parent)\b"
    r"(?: of \w{1,8})?"
)
_KO_AGE: Final = (
    r"(?<![가-힣\d])(?:스무|스물[가-힣]{0,2}|서른[가-힣]{0,3}|마흔[가-힣]{0,3}|[2-6]\d)"
    r"[ \t]?살"
)
_EN_AGE: Final = r"\b(?:when I was (?:only |just )?|at the age of )[1-9]\d\b"
_KO_MILITARY: Final = (
    r"(?<![가-힣])(?:군대|군[ \t]?복무|군[ \t]?생활|입대|의경|카투사|신병[ \t]?훈련소"
    r"|(?:취사|운전|행정|통신|의무)병)[가-힣]{0,4}"
    r"|(?<![가-힣])(?:만기[ \t]?)?(?:전역|제대)(?:[했하한][가-힣]{0,4}|[ \t]?[후뒤])"
)
_EN_MILITARY: Final = (
    r"\b(?:military service|national service|conscript(?:ed|ion)?"
    r"|(?:in|joined|left) the (?:army|navy|air force|marines))\b"
)
_BELIEF: Final = (
    r"(?<![가-힣])(?:교회|성당|예배|기독교|천주교|불교|신앙)[가-힣]{0,4}"
    r"|\b(?:church|mosque|christian|catholic|buddhist|muslim)\b"
)
_PRIVATE: Final = (
    r"성별|키|신장|체중|몸무게|혈액형|시력|종교|결혼(?: ?여부)?|혼인 ?여부|호주|취미"
    r"|출신지역?|출생지|본적|고향|국적|장애 ?(?:여부|등급)|보훈|병역(?: ?사항)?"
    r"|군필 ?여부|군별|재산|가족 ?(?:관계|사항)"
)
_EN_PRIVATE: Final = (
    r"gender|sex|height|weight|blood type|religion|marital status|birthplace"
    r"|place of birth|nationality|disability|military service|family"
)

_RULES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("email", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
        # resident and foreigner numbers, passports, driving licences, cards
        ("number", r"(?<!\d)\d{6}[ \t]?-?[ \t]?[1-8*][\d*]{6}(?![\d*])"),
        ("number", r"(?<![A-Z0-9])[MSRGD]\d{8}(?!\d)"),
        ("number", r"(?<!\d)\d{2}-\d{2}-\d{6}-\d{2}(?!\d)"),
        ("number", r"(?<!\d)\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{4}(?!\d)"),
        ("number", r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)"),
        ("phone", r"(?<![\d-])\(?0\d{1,2}\)?[-. ]?\d{3,4}[-. ]\d{4}(?![\d-])"),
        ("phone", r"(?<!\d)01[016789]\d{7,8}(?!\d)"),
        ("phone", r"\+\d{1,3}[-. ]?\(?\d{1,4}\)?(?:[-. ]?\d{2,4}){2,3}(?!\d)"),
        ("phone", r"(?<![\d-])\(\d{3}\)[ -]?\d{3}-\d{4}(?!\d)"),
        ("phone", r"(?<![\d-])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)"),
        ("birth", rf"(?:생년월일|생일|출생일?){_COLON}?{_BLANK}{_DATE}(?:{_BLANK}생)?"),
        ("birth", rf"(?:date of birth|birthday|d\.?o\.?b\.?){_COLON}?{_BLANK}{_DATE}"),
        ("birth", rf"\bborn (?:on |in )?(?:{_DATE}|\d{{4}})"),
        ("birth", rf"{_DATE}{_BLANK}(?:일{_BLANK})?(?:출생|{_BORN})"),
        ("birth", rf"(?<!\d)(?:19|20)?\d{{2}}년[ \t]?{_BORN}"),
        ("birth", r"\(?만?[ \t]{0,4}(?<!\d)[1-9]\d[ \t]{0,4}세(?![가-힣0-9대기])\)?"),
        ("birth", rf"(?<![가-힣])(?:나이|연령){_COLON}{_END}"),
        ("birth", rf"\bage{_COLON}\d{{2}}\b|\b\d{{2}} years old\b|\baged? \d{{2}}\b"),
        ("address", rf"(?<![가-힣])(?:현? ?주소|거주지|본가|address){_COLON}{_LINE}"),
        ("address", rf"{_PROVINCE}[ \t]{{1,4}}{_DISTRICTS}(?:{_KO_STREET}){_KO_ROOM}"),
        ("address", rf"{_DISTRICT}{{1,3}}(?:{_KO_STREET}){_KO_ROOM}"),
        ("address", _EN_STREET),
        ("private", rf"(?<![가-힣])(?:{_PRIVATE}){_COLON}{_END}"),
        ("private", rf"(?<![\w])(?:{_EN_PRIVATE}){_COLON}{_END}"),
        ("private", r"(?<![가-힣])(?:키|신장)[는가이은]? ?\d{3}(?:\.\d)? ?cm"),
        ("private", r"(?<![가-힣])(?:체중|몸무게)[는가이은]? ?\d{2,3} ?kg"),
        ("private", r"(?<![가-힣])[미기이]혼(?:입니다|이며|이고|임)?(?![가-힣])"),
        ("private", rf"(?:[육해공]군|해병대?|의경|카투사){_NEAR}(?:제대|전역|복무|필)"),
        ("private", _KO_MILITARY),
        ("private", _EN_MILITARY),
        ("private", _BELIEF),
        ("birth", _KO_AGE),
        ("birth", _EN_AGE),
        ("family", _UPBRINGING),
        ("family", _EN_UPBRINGING),
        ("family", _KO_KIN),
        ("family", _EN_KIN),
        ("family", _FAMILY),
        ("family", _EN_FAMILY),
    )
)  # fmt: skip


def redact(text: str, language: str = "ko", *, keep_contacts: bool = False) -> str:
    """Return the text with protected facts masked, line by line where they stood."""
    column = 1 if language == "en" else 0
    for kind, pattern in _RULES:
        if not (keep_contacts and kind in _CONTACTS):
            text = pattern.sub(f"[{_LABELS[kind][column]}]", text)
    return text


def redact_facts(facts: Iterable[str], language: str = "ko") -> list[str]:
    """Mask each fact and leave out those that then say nothing."""
    masked = (redact(fact, language) for fact in facts)
    return [fact for fact in masked if re.search(r"\w", _MASK.sub("", fact))]
