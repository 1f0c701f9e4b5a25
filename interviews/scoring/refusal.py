"""Whether an answer says no more than that there will be none.

The words of a refusal also stand in real answers («절차를 건너뛰지 않고 확인했습니다»,
"I couldn't say no, so I did both"). So they count only as what a sentence comes to in
the end: little before them, nothing but courtesies and small words after them.
"""

import re
from typing import Final

from interviews.scoring.text import count_letters, sentences

MAX_SENTENCES: Final = 4
MAX_AFTER: Final = 6  # letters that say something, behind the refusal
MAX_ELSEWHERE: Final = 8  # letters of a sentence that is none, "네, 죄송합니다"
MAX_LETTERS: Final = {"ko": 28, "en": 50}
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")

_KOREAN: Final = r"""
    모르겠(?!다[는고며면]|으면|더라)[가-힣]* | 모릅니다 | 몰라요(?!라) | 모르는데요
  | 답변?[을은]?\s*(?:(?:하지|드리지)\s*[않못]|못\s*[하드])[가-힣]*
  | 준비를?\s*못\s*[했해][가-힣]*
  | (?:답하|대답하|답변하|말하|말씀드리)고\s*싶지\s*않[가-힣]*
  | (?:답변?|대답|말씀|말)[을를이은는]?\s*(?:(?:하|드리)기)?[가는도에]?\s*
    (?:좀\s*|조금\s*)?(?:어[렵려]|힘들|곤란|거부|거절|생략)[가-힣]*
  | (?:^|(?<=[\s,]))(?:패스|스킵)
    (?=[\s.!?~…,]|$|요|입니다|하[겠고]|할|해\s?[주도]|드)[가-힣]*
  | (?:건너[뛰뛸]|넘[기길]|넘어[가갈갔])
    (?:겠|게|고\s?싶|어?\s?주|도\s?[될되]|으?면\s?(?:안|좋|합)|시?죠
      |기\s?(?:부탁|[.!]|$))[가-힣]*
  | 다음\s*질문[가-힣]*
  | (?:할\s*말|드릴\s*말씀)[이은도]?\s*없[가-힣]*
  | (?:생각|기억|떠오르|떠올)[가-힣]*\s*(?:잘\s*)?
    (?:안\s*[나납났난]|(?:나지|지)가?\s*않)[가-힣]*
  | (?:떠오르|생각나|기억나|생각하|기억하)는\s*
    (?:게|것이|일이|경험이)\s*(?:잘\s*)?없[가-힣]*
  | (?:경험|내용|사례|(?<=\s)적)[이은도]?\s*
    없(?:습니다|었습니다|어요|어서|는데요|네요|고요)
  | 노코멘트 | 무응답
"""
_ENGLISH: Final = r"""
    \bi\s+(?:really\s+|honestly\s+)?(?:don't|do\s+not|dont|cannot|can't|couldn't)\s+
      (?:know|remember|recall|think\s+of|answer|say)\b
  | \b(?:prefer|rather|choose|want|like)\s+not\s+to\s+(?:answer|say|respond|share)\b
  | \bi\s+(?:do\s+not|don't)\s+(?:want|wish)\s+to\s+(?:answer|say|respond|share)\b
  | \bi(?:'d|\s+would)?\s+rather\s+not\b | \bdecline\s+to\b
  | (?:^|\b(?:please|i(?:'ll|'d)?|i\s+will|(?:can|could|may)\s+(?:we|i)|let'?s|let\s+me
      |(?:like|want|going|have)\s+to)\s+)(?:skip|pass)\b
  | \b(?:(?:can|could|may)\s+(?:we|i)|let's|let\s+us)\s+move\s+on\b
  | \bi(?:'m|\s+am)\s+(?:not\s+able|unable)\s+to\s+(?:answer|say|respond|think)\b
  | \bi\s+have\s+no\s+(?:\w+\s+){0,2}(?:experience|example|answer|story)s?\b[^.!?,]*
  | \bno\s+comment\b | \bnext\s+question\b | \bno\s+idea\b
  | \bnot\s+sure\s+(?:what|how)\s+to\s+(?:say|answer)\b
  | \bnothing\s+(?:comes\s+to\s+mind|to\s+(?:say|add)|i\s+can\s+think\s+of)\b
  | \bi\s+(?:haven't|have\s+(?:not|never))\s+(?:had|done|any)\b
      (?![^.!?]*(?:\d|\b(?:years?|months?|late|miss|error|accident|complain|delay|defect
      |absen|fail|injur))) [^.!?]*
  | \bi\s+(?:do\s+not|don't)\s+have\s+(?:any|an?|such|that)\s+(?:\w+\s+){0,2}
      (?:experience|example|idea|answer|story|case|situation|memory|comment|thought)s?\b
      [^.!?,]*
"""
_REFUSAL: Final = re.compile(f"{_KOREAN}|{_ENGLISH}", re.VERBOSE | re.IGNORECASE)
_SMALL: Final = re.compile(
    r"""죄송|감사|양해|부탁|면접관|솔직히|일단|글쎄|아직은?|그런|특별(?:히|한)|따로
      |[이그]\s?질문[은이에]?|좀\s?그렇[가-힣]*
      |(?<=\s)것\s?같[가-힣]* | 드[리립려][가-힣]*
      |\b(?:sorry|thanks?|thank\s+you|please|honestly|well|um+|uh+|hmm+|let's)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FUNCTION_WORDS: Final = re.compile(
    r"""\b(?:what|how|to|say|answer|about|that|this|it|one|the|question|of|any(?:thing)?
      |an?|examples?|right|now|at|all|moment|time|like|such|situation|experience|there
      |in|for|me|my|think|thing|something|with|on|give|share|here|mind|and|so|but|i|i'm
      |am|would|be|yet|really)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "마감을 어긴 적이 없습니다", "3년 동안 … 적이 없습니다" praise a record.
_CLEAN_RECORD: Final = re.compile(
    r"(?:어긴|늦은|빠진|빠뜨린|빠트린|놓친|미룬|밀린|지각한|결근한|넘긴|틀린|잃은)\s*적"
    r"|\d+\s*(?:년|개월|달|주)\s?(?:간|동안)?.*적[이은도]?\s*없"
)
# Something done comes before the refusal: "로그를 나눠 봤지만 원인은 모르겠습니다".
_DONE: Final = re.compile(
    r"(?<!생각해\s)(?<!떠올려\s)(?<!고민해\s)(?<!준비를\s)(?<!준비)(?<!생각을\s)(?<!생각)"
    r"[가-힣]*(?<!없)(?<!않)(?<!못)(?<!생각)(?<!고민)(?<!준비)[했봤렸었았꿨췄뒀](?:지만|는데|고|으나)\s"
    r"|\bi\s+(?!tried|wanted|hoped|needed|wished|prepared|planned|practi[sc]ed)[a-z]{2,}ed\b",
    re.IGNORECASE,
)


def is_refusal(text: str) -> bool:
    """True when nothing but refusals and courtesies is said, in few words.

    In either language: people refuse in whichever is at hand.
    """
    spans = sentences(text)
    if len(spans) > MAX_SENTENCES:
        return False
    refused = False
    for span in spans:
        sentence = text[span.start : span.end].replace("’", "'")
        if _refuses(sentence):
            refused = True
        elif count_letters(_SMALL.sub("", sentence)) > MAX_ELSEWHERE:
            return False
    return refused


def _refuses(sentence: str) -> bool:
    hits = list(_REFUSAL.finditer(sentence))
    if not hits or _CLEAN_RECORD.search(sentence):
        return False
    limit = MAX_LETTERS["en" if _LATIN.search(sentence) else "ko"]
    if count_letters(_SMALL.sub("", sentence)) > limit:
        return False
    if _DONE.search(sentence, 0, hits[-1].start()):
        return False
    after = _SMALL.sub("", sentence[hits[-1].end() :])
    return count_letters(_FUNCTION_WORDS.sub("", after)) <= MAX_AFTER
