"""What no criterion, anchor or question may ask about, and why.

Emotion, tone, accent, appearance and personality type are not behaviour; the
protected facts of 채용절차법 제4조의3 and of equal-treatment law are nobody's
business in an interview. Words about third persons ("an upset customer") pass.
"""

import re
from dataclasses import dataclass
from re import Pattern
from typing import Final, override

type Rule = tuple[str, Pattern[str]]


def _rule(code: str, ko: str, en: str) -> Rule:
    return code, re.compile(
        rf"(?<![가-힣])(?:{ko})|\b(?:{en})\b", re.IGNORECASE | re.VERBOSE
    )


# Categories that may be said of somebody else in a story about work.
_ABOUT_OTHERS_OK: Final = frozenset({"emotion", "voice", "appearance", "health"})
_OTHERS: Final = re.compile(
    r"고객|손님|환자|보호자|사용자|민원인|동료|상대|학생|아이|어르신|팀원|상사|대상자|입주민"
    r"|customers?|clients?|patients?|guests?|users?|students?|colleagues?|teammates?"
    r"|callers?|residents?|child(?:ren)?|others?|people",
    re.IGNORECASE,
)
_RULES: Final[tuple[Rule, ...]] = (
    _rule(
        "emotion",
        r"""감정\s?(?:상태|표현|기복|적\s?안정)|감정을\s?(?:드러|숨기|조절)|표정|밝은\s?인상
          |눈빛|시선\s?처리|미소|긴장(?:한|하는)\s?(?:모습|기색)|자신감\s?있는\s?(?:태도|모습|표정)
          |열정이\s?느껴|진심이\s?느껴|차분한\s?(?:태도|모습)""",
        r"""facial\s+expressions?|(?:looks?|seems?|appears?|sounds?)\s+(?:\w+\s+)?
          (?:happy|nervous|confident|calm|enthusiastic|anxious|sincere|sad|angry)
          |emotional\s+(?:state|stability)|eye\s+contact|shows?\s+(?:warmth|emotion)|smil(?:e|es|ing)
          |body\s+language""",
    ),
    _rule(
        "voice",
        r"목소리|말투|어조|억양|사투리|발음|음색|말의\s?(?:빠르기|속도)",
        r"accents?|tone\s+of\s+voice|pronunciation|intonation|speaking\s+(?:pace|speed)"
        r"|native\s+(?:speaker|english)|dialect",
    ),
    _rule(
        "appearance",
        r"외모|용모|복장|옷차림|인상이\s?좋|키가\s|신장은|체중|몸무게|체격|얼굴"
        r"|화장(?!품|실|대)",
        r"appearance|good[\s-]?looking|attractive|well[\s-]groomed|dress(?:ed)?\s+(?:well|smart)"
        r"|height|weight\s+and|your\s+weight|physique",
    ),
    _rule(
        "personality",
        r"MBTI|혈액형|성격\s?(?:유형|검사)|내향적|외향적|내성적|에니어그램|DISC\s?유형|성격의\s?장단점",
        r"MBTI|personality\s+(?:type|test|trait)s?|introvert(?:ed)?|extrovert(?:ed)?|extravert"
        r"|enneagram|blood\s+type|big\s+five",
    ),
    _rule(
        "family",
        r"""결혼|기혼|미혼|배우자|남편|아내|연애|임신|출산\s?(?:계획|예정)|자녀(?:가|는|를|\s?계획)
          |부모님|아버지|어머니|시부모|홀어머니|가족\s?(?:관계|사항|구성)|가정\s?(?:형편|환경)
          |형제|장남|장녀|외동|맏이|맏딸|워킹맘|[두세네삼사]\s?남매
          |(?:엄마|아빠)(?:로서|이자|입니다)|(?:아이|딸|아들|남매)의?\s?(?:엄마|아빠)""",
        r"""married|marital|spouse|husband|wife|pregnan(?:t|cy)|children\s+do\s+you
          |(?:have|having|plan(?:ning)?)\s+(?:any\s+)?(?:children|kids|a\s+family)
          |(?:your|my)\s+(?:parents?|father|mother|dad|mom|mum|family|kids|sons?|daughters?)
          |(?:I\s+was|were\s+you|you\s+were)\s+(?:raised|brought\s+up)|^raised\s+by
          |a\s+working\s+(?:mother|mom|mum|father)""",
    ),
    _rule(
        "origin",
        r"출신\s?(?:지역|지|학교|고교)|고향|본적|어느\s?지역\s?출신|출생지|국적|인종|피부색",
        r"where\s+are\s+you\s+from|hometown|birthplace|place\s+of\s+birth|nationality"
        r"|race(?!\s+conditions?)|ethnic(?:ity)?|skin\s+colou?r|mother\s+tongue",
    ),
    _rule(
        "age_gender",
        r"나이(?:가|는|를|에)|연령|몇\s?살|생년월일|성별|여자(?:로서|라서)|남자(?:로서|라서)"
        r"|여성으로서|남성으로서|성적\s?지향|병역|군필"
        r"|군대(?:는|에서|를|\s?시절)|군\s?(?:복무|생활)|입대|제대(?=[했하한\s]|후)|의경|카투사"
        r"|(?:스무|스물[가-힣]{0,2}|서른[가-힣]{0,3}|마흔[가-힣]{0,3}|쉰[가-힣]{0,3}|[1-9]\d)\s?살",
        r"how\s+old|your\s+age|date\s+of\s+birth|gender|as\s+a\s+(?:woman|man|mother|father)"
        r"|sexual\s+orientation|military\s+service|conscript(?:ed|ion)?|national\s+service"
        r"|when\s+I\s+was\s+(?:only\s+|just\s+)?[1-9]\d|at\s+the\s+age\s+of|as\s+a\s+soldier",
    ),
    _rule(
        "belief",
        r"종교|신앙|교회|성당|예배|미사(?!일)|정치\s?(?:성향|적\s?견해)|지지하는\s?정당|노조\s?가입",
        r"religion|religious|church|political\s+(?:views?|party|opinions?)|union\s+member",
    ),
    _rule(
        "health",
        r"건강\s?상태|지병|병력|장애\s?(?:여부|등급|가\s?있)|질병이\s?있|우울증",
        r"your\s+health|disabilit(?:y|ies)|medical\s+(?:history|condition)|disabled|illness(?:es)?",
    ),
    _rule(
        "property",
        r"재산(?!세|권)|자가인가|전세(?!계|\s?버스|기)|월세|집안\s?형편|부채가\s?있|대출이\s?있",
        r"own\s+a\s+(?:home|house|car)|your\s+(?:property|debts?|wealth|savings)",
    ),
)
SUGGESTIONS: Final = {
    "emotion": (
        "느낌 대신 행동을 물어 주세요. 예: ‘화난 고객에게 무엇을 했는지 말한다’.",
        "Ask what was done: “says what they did for an upset customer”.",
    ),
    "voice": (
        "소리 대신 내용을 물어 주세요. 예: ‘요점을 먼저 말하고 예를 든다’.",
        "Rate what is said, not how it sounds: “leads with the point and an example”.",
    ),
    "appearance": (
        "겉모습은 묻지 않습니다. 일에 필요한 행동으로 바꿔 주세요.",
        "Appearance is not asked about; name behaviour that the work needs.",
    ),
    "personality": (
        "성격 대신 한 일을 물어 주세요. 예: ‘의견이 다를 때 한 일을 말한다’.",
        "Ask for deeds, not types: “says what they did when views differed”.",
    ),
}
_OTHER_SUGGESTION: Final = (
    "개인정보라 물을 수 없습니다. 일에 필요한 조건이나 행동으로 바꿔 주세요.",
    "This is a protected fact and may not be asked; name what the work itself needs.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase that may not be asked about, where it is, and what to ask instead."""

    where: str
    code: str
    phrase: str
    suggestion_ko: str
    suggestion_en: str

    @override
    def __str__(self) -> str:
        """Name the place and the phrase."""
        return f"{self.where}: “{self.phrase}” ({self.code})"


def lint(text: str, *, where: str = "") -> list[Finding]:
    """Every forbidden phrase in one text."""
    findings = []
    for code, pattern in _RULES:
        for match in pattern.finditer(text):
            if code in _ABOUT_OTHERS_OK and _OTHERS.search(text):
                continue
            ko, en = SUGGESTIONS.get(code, _OTHER_SUGGESTION)
            findings.append(Finding(where, code, match.group().strip(), ko, en))
    return findings
