"""Words that show a sentence to be about a criterion of the default rubric.

An indicator says that something was done well; a theme only says what the talk
is about. So a theme makes a sentence relevant and adds nothing to a level.
Criteria of other rubrics have no theme: their question, name, description and
indicators must do.
"""

import re
from re import Pattern
from typing import Final

_KO: Final = {
    "job_knowledge": """
원리 개념 구조 방식 이유 때문 장점 단점 특징 차이 기준 정의 의미 쓰이 쓰입 사용
적합 효율 알고 이해 공부 자격 기술 지식 도구 언어 모델 알고리즘 중요""",
    "practical_skill": """
직접 실제 만들 개발 구현 작성 분석 설계 적용 활용 사용 써서 썼 씁니다 써 운영
처리 개선 측정 비교 자동 구축 다뤘 다루 담당 해결 조사""",
    "own_contribution": """
맡 담당 역할 제가 기여 주도 제안 개발 만들 진행 준비 기획 정리 작성 설계 운영
참여 직접 처리 줄었 줄였 늘었 늘렸""",
    "transfer": """
배웠 배운 배우 깨달 느꼈 습관 경험 도움 활용 적용 연결 이후 앞으로 뒤로 직무
살려 이어 비슷 통해 덕분""",
    "problem_analysis": """
원인 문제 왜 확인 분석 살펴 조사 로그 데이터 재현 찾 알아보 파악 측정 오류 현상
발견 점검 물어 대조 기록 차이 쪼개 불량 막혔 막혀 막히 보니 알아냈 고장 멈췄 꼬이""",
    "solution_judgement": """
방법 대안 선택 비교 기준 결정 해결 고쳤 고치 수정 바꿨 바꾸 만들 제안 도입 적용
줄었 줄였 줄이 개선 추가 우선 대신 되돌 예방 재발 없어졌 판단 더니 뚫""",
    "collaboration": """
함께 같이 팀 동료 의견 이야기 공유 나눠 나누 나눴 회의에 회의를 회의가
회의록 도와 도왔 부탁 요청 설명 상의 의논 물어 여쭤 협업 협력 소통 전달 보고 안내 역할
맞추 맞췄 보호자 고객""",
    "conflict_resolution": """
의견 갈등 갈렸 동의 다르 달랐 달라 반대 불만 충돌 설득 설명
이유 합의 조율 타협 대화 이해 요구 걱정 근거 양보 제안 부딪 자고_했 자고_하 고_싶었
생각이_갈""",
    "ownership": """
책임 끝까지 실수 알렸 알리 보고 마감 약속 수습 마무리 점검 맡 다시 재발
끝냈 지켰 사과드 사과하 사과했 챙기 챙겼 해결""",
    "integrity": """
원칙 기준 솔직 규정 규칙 지키 지켰 거절 안전 투명 공정 신뢰 정직 사실대로 숨기
절차 양심 옳 손해 책임 사과드 사과하 사과했 실수 알렸 알리 말씀드렸 말씀드리고
털어놓 돌려드 돌려_드 돌려주 돌려_주 알려_드 알려_주 모른_척""",
    "learning": """
배우 배웠 배운 공부 연습 익히 익혔 부족 피드백 강의 자격 노력 나아 향상 꾸준
기록 질문 스터디 모르 개선 녹음 되풀이 거듭""",
    "change": """
바꾸 바꿨 바뀌 변화 새로 도입 시도 적응 전환 설득 시범 제안 방식 달라 반대 망설
개선 더니 없어졌""",
    "clarity": """
강점 경력 경험 근무 년간 년째 담당 때문 맡 사람입니다 살부터 예를 이유 일을 일하
일해 일했 전공 졸업 지금까지 지금은 지원 첫째 해_온 해_왔""",
}
_EN: Final = {
    "job_knowledge": """
because reason works means concept principle difference advantage drawback
downside used useful important know understand tool language model method certif
stud skill standard""",
    "practical_skill": """
built build wrote write made make used use using applied set ran run implement
develop design analy automat measur fix creat test deploy handled prepared
rewrote practice found compar check chang add solv reduc doubl calculat""",
    "own_contribution": """
role responsib led lead proposed made built wrote designed developed handled
organised organized prepared drew ran set planned created part noted sorted
arranged went_from went_up went_down""",
    "transfer": """
learn taught apply experience since lesson habit similar skill carry useful help
transfer relevant future""",
    "problem_analysis": """
cause problem why saw wrote count record show narrow split defect compar
 check found find look investigat analy log data reproduc
traced error bug issue noticed discover measur asked""",
    "solution_judgement": """
option solution solve propos chose choose decid compar fix fixed chang replac add reduc
instead alternative priorit criteria risk prevent suggested""",
    "collaboration": """
team together colleague asked listen shar help meeting explain told talk discuss
agree feedback customer people everyone we role communicat""",
    "conflict_resolution": """
disagree conflict differ wanted_to talked opinion view argu persuad convinc agree
compromis explain reason listen concern worried complain insist suggest common""",
    "ownership": """
responsib mistake promis deadline finish report told called fault fix again
check own follow sure apolog""",
    "integrity": """
honest principle rule policy trust fair safe right transparent refus told truth
admit gave_back give_it_back returned mistake apolog standard notice corners""",
    "learning": """
learn stud practi course feedback weak lack improv better read habit
taught train skill book record repeat""",
    "change": """
chang new adapt switch introduc tri instead differ convinc persuad pilot moved
start adopt way now""",
    "clarity": """
because first reason example worked studied experience applied background
career graduat major strength years""",
}


def _pattern(words: str, *, at_start: bool) -> Pattern[str]:
    """Korean words may stand anywhere, English ones begin a word; `_` is a space."""
    lead = r"\b" if at_start else ""
    choices = "|".join(word.replace("_", r"\s") for word in words.split())
    return re.compile(f"{lead}(?:{choices})", re.IGNORECASE)


THEMES: Final[dict[str, dict[str, Pattern[str]]]] = {
    "ko": {key: _pattern(words, at_start=False) for key, words in _KO.items()},
    "en": {key: _pattern(words, at_start=True) for key, words in _EN.items()},
}


def is_about(sentence: str, criterion: str, language: str) -> bool:
    """Tell whether a sentence is about a criterion of the default rubric."""
    pattern = THEMES[language].get(criterion)
    return bool(pattern and pattern.search(sentence))


def subjects(text: str, language: str) -> int:
    """How many criteria of the default rubric a text is about.

    Clarity does not count: it is no subject, one can be clear about everything.
    """
    patterns = THEMES[language].items()
    return sum(key != "clarity" and bool(p.search(text)) for key, p in patterns)
