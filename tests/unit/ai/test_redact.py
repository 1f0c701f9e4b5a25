"""Protected facts are masked; ordinary sentences stay as they are."""

import time

import pytest

from interviews.ai.redact import redact, redact_facts

MASKED = [
    ("이메일 hong.gd@example.co.kr", "이메일 [이메일]"),
    ("연락처 010-1234-5678", "연락처 [전화번호]"),
    ("연락처 01012345678", "연락처 [전화번호]"),
    ("집 (02) 123-4567", "집 [전화번호]"),
    ("Call +82 10-1234-5678", "Call [전화번호]"),
    ("주민번호 980302-1234567", "주민번호 [식별번호]"),
    ("주민번호 980302-1******", "주민번호 [식별번호]"),
    ("여권 M12345678", "여권 [식별번호]"),
    ("생년월일: 1998년 3월 2일", "[생년월일]"),
    ("1998.03.02생", "[생년월일]"),
    ("저는 98년생입니다", "저는 [생년월일]입니다"),
    ("만 27세", "[생년월일]"),
    ("나이: 27", "[생년월일]"),
    ("주소: 서울시 마포구 월드컵북로 12", "[주소]"),
    ("저는 서울특별시 강남구 테헤란로 123에 삽니다", "저는 [주소]에 삽니다"),
    ("성별: 여", "[개인정보]"),
    ("신장 172cm", "[개인정보]"),
    ("결혼 여부: 미혼", "[개인정보]"),
    ("종교: 불교", "[개인정보]"),
    ("병역: 육군 병장 만기전역", "[개인정보]"),
    ("출신지: 대구", "[개인정보]"),
    ("군대에서 취사병으로 일했습니다.", "[개인정보] [개인정보] 일했습니다."),
    ("제대 후 복학했습니다.", "[개인정보] 복학했습니다."),
    ("교회 청년부에서 음향을 맡았습니다.", "[개인정보] 청년부에서 음향을 맡았습니다."),
    ("스물여섯 살에 창업했습니다.", "[생년월일]에 창업했습니다."),
    ("두 아이의 엄마로서 시간을 아낍니다.", "[가족] 시간을 아낍니다."),
    ("저는 삼남매의 맏이로 컸습니다.", "저는 [가족] [가족] 컸습니다."),
    ("성실하신 아버지 밑에서 책임감을 배웠습니다.", "성실하신 [가족]."),
    ("저희 아버지는 중학교 교사이십니다. 저는 씁니다.", "저희 [가족]. 저는 씁니다."),
]
MASKED_EN = [
    ("jane@example.com", "[e-mail]"),
    ("(415) 555-0100", "[phone]"),
    ("I was born on March 2, 1998.", "I was [date of birth]."),
    ("Date of birth: 02/03/1998", "[date of birth]"),
    ("I am 27 years old", "I am [date of birth]"),
    ("123 Main Street, Apt 4", "[address]"),
    ("Gender: F", "[private]"),
    ("Marital status: single", "[private]"),
    ("As a mother of two I plan well.", "[family] I plan well."),
    ("I was raised by strict parents.", "I was [family]."),
    ("I cook. Raised by two aunts, I learned it early.", "I cook. [family]."),
    ("I left the army in 2019.", "I [private] in 2019."),
    ("I ran sound at church.", "I ran sound at [private]."),
    ("I moved out when I was 19.", "I moved out [date of birth]."),
    ("My father owns a bakery. I bake.", "[family]. I bake."),
    ("SSN 123-45-6789", "SSN [identity number]"),
]
KEPT = [
    "2023-07-15부터 2024-01-31까지 결제 모듈을 개발했습니다.",
    "매출을 30% 올려 1,200만 원을 절감했습니다.",
    "2023년 생산 계획을 세우고 2023.07.15 생활용품을 출시했습니다.",
    "2019.03 - 2023.02 한국대학교 컴퓨터공학과",
    "21세기형 물류 체계를 20대 고객에게 설명했습니다.",
    "React 17과 Python 3.12로 API 응답을 1,500ms에서 300ms로 줄였습니다.",
    "광주 지역 매장 3곳을 돌며 재고를 확인했습니다.",
    "서울시 공공데이터 공모전에서 2등을 했습니다.",
    "주소 체계를 개편하는 사업에 참여했습니다.",
    "키보드 단축키를 정리해 팀에 나누었습니다.",
    "생산 라인 12동 3호기의 불량률을 낮추었습니다.",
    "부모님 대상 설문을 진행했습니다.",
    "서울 전역에 물류망을 깔고 일을 제대로 끝냈습니다.",
    "사회교육을 전공했고 다섯 살 아이들을 가르쳤습니다.",
    "I answered each concern raised by clients and by the mother of a patient.",
    "The army of bugs was gone, and parents of pupils thanked us.",
    "사업자번호 123-45-67890 거래처를 관리했습니다.",
    "I led a team of 5 and cut costs by 12% in 2023.",
    "We drive adoption of 3 new tools.",
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_korean_facts_are_masked(text: str, expected: str) -> None:
    """In the forms that résumés and letters use."""
    assert redact(text) == expected


@pytest.mark.parametrize(("text", "expected"), MASKED_EN)
def test_english_facts_are_masked(text: str, expected: str) -> None:
    """With English words in the brackets."""
    assert redact(text, "en") == expected


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_sentences_stay_exactly(text: str) -> None:
    """A mask in the wrong place would take away what questions are about."""
    assert redact(text) == text
    assert redact(text, "en") == text


SLOW = (
    "가|시|강남시 |a|1|010-|a.|a@a.|아버지 |my father |1 A |가동 |성별: | |육군|12.|로"
)


@pytest.mark.parametrize("unit", SLOW.split("|"))
def test_no_text_makes_masking_slow(unit: str) -> None:
    """20,000 characters of anything take a fraction of a second."""
    text = unit * (20_000 // len(unit))
    begun = time.process_time()
    redact(text)
    assert time.process_time() - begun < 1


def test_lines_stay_where_they_are() -> None:
    """A mask never swallows the next line or the next field."""
    text = "이름\n주소: 서울시 중구 1  이메일: a@b.co\n성별: 남 | 경력 3년\n학력"
    kept = redact(text, keep_contacts=True)
    assert kept == "이름\n[주소]  이메일: a@b.co\n[개인정보]| 경력 3년\n학력"


def test_masking_twice_changes_nothing_more() -> None:
    """Masks are not facts."""
    for text, _ in MASKED:
        once = redact(text)
        assert redact(once) == once


def test_facts_that_are_only_masks_are_left_out() -> None:
    """A question about a bracket would be a strange question."""
    facts = ["010-1234-5678", "생년월일: 1998.03.02", "결제 모듈 개발"]
    assert redact_facts(facts) == ["결제 모듈 개발"]
