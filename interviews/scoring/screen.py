"""Stage 1: raise flags for people; never lower or zero a score.

A flag is a question to a person ("please check"), not a verdict. Spans of the
kinds in `QUARANTINED` are merely not accepted as evidence. Answers *about*
prompts, JSON or security are ordinary answers: patterns ask for text that is
addressed to the grader.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from interviews.scoring.intake import Intake
from interviews.scoring.text import Span, sentences, squeeze

QUARANTINED: Final = frozenset(
    {"instruction", "role_marker", "fake_json", "copied_rubric", "encoded_block"}
)
DUPLICATION_FLAG_AT: Final = 0.4
MIN_COPIED_LETTERS: Final = 16
_SHINGLE: Final = 16

# White space is bounded everywhere: two unbounded runs side by side would make
# an answer of blanks take quadratic time.
_INSTRUCTION: Final = re.compile(
    r"""
    (?:이전|앞선|앞의|위의|위|기존|지금까지의|모든)\s{0,9}(?:모든\s{0,9})?(?:지시
      |명령|규칙
      |프롬프트|지침|안내|설정)[가-힣]*\s{0,9}[가-힣\s]{0,8}(?:무시|잊|따르지|취소
        |삭제)
    | (?:이|본|제|내|해당)\s{0,9}(?:답변|지원자|응답|답)(?:에|을|를|은|는|에게|에는
      |에게는)?\s{0,9}[가-힣\s]{0,14}(?:만점|최고\s{0,9}(?:점|등급|수준|점수)
        |[45]\s{0,9}점
      |100\s{0,9}점|레벨\s{0,9}[45]|수준\s{0,9}[45]|합격)[가-힣\s]{0,12}(?:주세요
        |부여|매겨|처리
      |주십시오|평가해|채점|줘|달라|하세요|해라|주시기)
    | (?:만점|최고\s{0,9}(?:점수?|등급|수준)|5\s{0,9}점|100\s{0,9}점|레벨\s{0,9}5
      |수준\s{0,9}5)(?:을|를
      |으로|로)?\s{0,9}(?:주세요|주십시오|부여(?:하|해)\s{0,9}(?:주|라|세|십)
        |매겨\s{0,9}(?:주
      |라)|줘|평가해\s{0,9}주|채점해\s{0,9}주|출력)
    | (?:평가자|채점자|채점관|채점기|평가\s{0,9}(?:AI|인공지능|모델|시스템)|인공지능
      |AI)(?:는|은|에게|님|야|께)[^.!?\n]{0,30}(?:주세요|주십시오|하세요|하라|해라
      |하십시오|말\s{0,9}것|줘)
    | (?:너는|당신은)\s{0,9}(?:이제|지금부터|평가|채점)[^.!?\n]{0,40}(?:이다|입니다|야
      |하라|해라|하세요)
    | (?:ignore|disregard|forget|override|bypass)\s{1,9}(?:(?:all|any|the|your|these
      |those|of|my)\s{1,9}){0,4}(?:previous|prior|above|earlier|preceding|existing
      |original|grading|scoring|system)\b[^.!?\n]{0,25}
    | (?:give|assign|award|grant|return|output|set)\s{1,9}(?:(?:me|this|the|it|a|an|my
      |him|her)\s{1,9}){0,3}(?:answer|candidate|response
        |applicant)?\s{0,9}(?:a\s{1,9}|an\s{1,9}
      |the\s{1,9})?(?:score|level|grade|rating|mark|full|maximum|max|highest|top
        |perfect
      |5\b|five\b|100\b)[^.!?\n]{0,40}
    | (?:rate|score|grade|mark|evaluate|judge)\s{1,9}(?:(?:me|this|the|it|my
      |as)\s{1,9}){1,3}(?:answer|candidate|response|applicant)?\s{0,9}(?:as|at|with
      |a)?\s{0,9}(?:a\s{1,9}|the\s{1,9})?(?:level\s{0,9})?(?:[45]\b|five|100|full
        |maximum|highest
      |top|perfect|excellent)
    | \byou\s{1,9}are\s{1,9}(?:now\s{1,9})?(?:a|an
      |the)\s{1,9}(?:\w+\s{1,9}){0,3}(?:grader|evaluator
      |rater|judge|assistant|scorer)\b
    | \b(?:as|dear|attention|note\s{1,9}to|message\s{1,9}to|hey)\s{1,9}(?:the\s{1,9}
      |an?\s{1,9})?(?:grader|evaluator|rater|ai\s{1,9}(?:grader|judge|model|evaluator)
      |scoring\s{1,9}(?:system|model)|llm)\b
    | \b(?:all\s{1,9}criteria|every\s{1,9}criterion)\s{1,9}(?:are|is|must\s{1,9}be
      |should\s{1,9}be)\s{1,9}(?:level\s{0,9})?(?:met|5|five|fully)
    | \b(?:new|updated|important)\s{1,9}(?:system\s{1,9})?instructions?\s{0,9}[:：]
    | \bthis\s{1,9}(?:answer|candidate|response)\s{1,9}(?:deserves|must\s{1,9}(?:get
      |receive)
      |should\s{1,9}(?:get|receive|be\s{1,9}(?:given|rated|scored)))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT_ATTACKS: Final = re.compile(
    r"인젝션|공격|방어|탐지|탈옥|우회|취약|필터|차단|막기|막았|막는|사칭|피싱"
    r"|inject|attack|defen[cs]|detect|jailbreak|filter|malicious|vulnerab|phishing",
    re.IGNORECASE,
)
_PATTERNS: Final = {
    "role_marker": re.compile(
        r"""^[^\S\n]{0,9}\#*\s{0,9}\[?(?:system|assistant|developer|시스템
          |어시스턴트)\]?\s{0,9}[:：>]
          | <\|[^|\n]{1,30}\|> | \[/?INST\] | <</?SYS>>
          | ^[^\S\n]{0,9}\#{2,}\s{0,9}(?:instruction|system|response|지시|시스템)
          | </?\s{0,9}(?:answer|data|candidate|system|user|assistant|document
            |quotes?)[\w\s-]{0,20}>
          | (?:end\s{1,9}of\s{1,9}(?:the\s{1,9})?(?:answer|data|candidate)
            |답변\s{0,9}(?:의\s{0,9})?끝\s{0,9}[.\]>=-]{2,})""",
        re.VERBOSE | re.IGNORECASE | re.MULTILINE,
    ),
    "fake_json": re.compile(
        r"""\{[^{}]{0,400}["'“]?(?:level|criterion|rationale|verdict|grade|total_score
          |final_score|score|evidence|점수|등급
            |수준)["'”]?\s{0,9}[:：]\s{0,9}["'\d\[][^{}]{0,400}\}?
          | ["“](?:level|score|점수|등급|수준)["”]\s{0,9}[:：]\s{0,9}["“]?[45]\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "encoded_block": re.compile(
        r"""(?<![\w/.:+=-])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])
          (?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{32,}={0,2}
          | \b(?:[0-9a-fA-F]{2}\s?){32,}\b | (?:\\u[0-9a-fA-F]{4}){5,}
          | (?:%[0-9a-fA-F]{2}){8,} | (?:&\#x?[0-9a-fA-F]{2,6};){5,}
            | \b(?:[01]{8}\s?){5,}""",
        re.VERBOSE,
    ),
}
_ALERT: Final = re.compile(
    r"""죽고\s{0,9}싶|자살(?!\s{0,9}(?:예방|률|방지|위험\s{0,9}환자|상담))
      |자해(?!\s{0,9}(?:예방
      |환자|방지))
      |(?:극단적(?:인)?\s{0,9}선택|목숨을\s{0,9}끊)|(?:당신|너|면접관|사람들?
        |그\s{0,9}사람|걔
        |팀장|상사)[가-힣]*\s{0,9}[가-힣\s]{0,6}죽(?:이|여)\s{0,9}버?리?(?:겠
          |고\s{0,9}싶|ㄹ|릴)
      |(?:불을\s{0,9}지르|폭탄을?\s{0,9}(?:설치|터뜨)|칼로\s{0,9}찌르)[가-힣]*겠
      |\b(?:kill|hurt|harm|cut)\s{1,9}(?:myself|you|them\s{1,9}all|everyone)\b
        |\bsuicidal\b
        |\bcommit\s{1,9}suicide\b
      |\b(?:want|going)\s{1,9}to\s{1,9}die\b
        |\bend\s{1,9}my\s{1,9}(?:own\s{1,9})?life\b|\bshoot\s{1,9}(?:you
        |everyone|them\s{1,9}all)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a person should look at; offsets are those of `nfc_text`."""

    code: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The flagged range."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Screening:
    """What stage 1 noticed.

    duplication_ratio: share of the text that repeats an earlier sentence, 0-1.
    """

    flags: tuple[Flag, ...]
    duplication_ratio: float

    @property
    def codes(self) -> tuple[str, ...]:
        """Each code once, in a fixed order."""
        return tuple(sorted({flag.code for flag in self.flags}))

    @property
    def flagged_spans(self) -> tuple[Span, ...]:
        """Ranges that may not be used as evidence."""
        return tuple(f.span for f in self.flags if f.code in QUARANTINED)

    @property
    def needs_a_person_now(self) -> bool:
        """A threat of harm to the speaker or to others."""
        return any(flag.code == "alert" for flag in self.flags)


def screen(intake: Intake, rubric_texts: Iterable[str] = ()) -> Screening:
    """Look for text that is addressed to the grader, copied, encoded or alarming.

    rubric_texts: anchors, definitions and indicators in the answer's language.
    """
    text = intake.cleaned.translate(_FULL_WIDTH)
    found = [("instruction", span) for span in _instructions(text)]
    for code, pattern in _PATTERNS.items():
        found.extend((code, Span(*m.span())) for m in pattern.finditer(text))
    found.extend(("copied_rubric", span) for span in _copied(text, rubric_texts))
    found.extend(("alert", Span(*m.span())) for m in _ALERT.finditer(text))
    ratio, repeats = _duplication(text)
    if ratio >= DUPLICATION_FLAG_AT:
        found.extend(("duplication", span) for span in repeats)
    flags = [_stored(intake, code, span) for code, span in found]
    return Screening(tuple(sorted(flags, key=lambda f: (f.start, f.code))), ratio)


def _stored(intake: Intake, code: str, span: Span) -> Flag:
    stored = intake.to_stored(span.start, span.end)
    return Flag(code, stored.start, stored.end)


def _instructions(text: str) -> Iterator[Span]:
    """Sentences that contain an order to the grader."""
    if not _INSTRUCTION.search(text):
        return
    for span in sentences(text):
        hit = _INSTRUCTION.search(text, span.start, span.end)
        if hit and not _ABOUT_ATTACKS.search(text, span.start, span.end):
            yield span


def _copied(text: str, rubric_texts: Iterable[str]) -> list[Span]:
    """Stretches of at least `MIN_COPIED_LETTERS` letters taken from the rubric."""
    index = [i for i, char in enumerate(text) if char.isalnum()]
    said = "".join(text[i].casefold()[:1] for i in index)
    if len(said) < MIN_COPIED_LETTERS:
        return []
    known = {said[i : i + _SHINGLE] for i in range(len(said) - _SHINGLE + 1)}
    hits: set[int] = set()
    for rubric_text in rubric_texts:
        for piece in _shingles(rubric_text) & known:
            hits.update(_letters_of(piece, said))
    return list(_runs(hits, index))


@lru_cache(maxsize=512)
def _shingles(rubric_text: str) -> frozenset[str]:
    """All stretches of `_SHINGLE` letters; a rubric's texts come again and again."""
    wanted = squeeze(rubric_text)
    return frozenset(
        wanted[i : i + _SHINGLE] for i in range(len(wanted) - _SHINGLE + 1)
    )


def _letters_of(piece: str, said: str) -> Iterator[int]:
    at = said.find(piece)
    while at >= 0:
        yield from range(at, at + len(piece))
        at = said.find(piece, at + 1)


def _runs(hits: set[int], index: list[int]) -> Iterator[Span]:
    """Join neighbouring letters into ranges of the text."""
    run: list[int] = []
    for letter in sorted(hits):
        if run and letter != run[-1] + 1:
            yield Span(index[run[0]], index[run[-1]] + 1)
            run = []
        run.append(letter)
    if run:
        yield Span(index[run[0]], index[run[-1]] + 1)


def _duplication(text: str) -> tuple[float, list[Span]]:
    """Share of letters in sentences that were said before, and where."""
    seen: set[str] = set()
    total = repeated = 0
    spans: list[Span] = []
    for span in sentences(text):
        said = squeeze(text[span.start : span.end])
        total += len(said)
        if said in seen:
            repeated += len(said)
            spans.append(span)
        seen.add(said)
    return (repeated / total if total else 0.0), spans
