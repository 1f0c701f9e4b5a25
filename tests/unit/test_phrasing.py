"""Question templates read naturally whatever the values are."""

import re
import unicodedata

import pytest
from hypothesis import given, strategies as st

from accounts.lines import clean_line
from interviews.resumes.phrasing import (
    BadTemplate,
    MissingValue,
    Variant,
    choose,
    render,
)
from interviews.resumes.sounds import final_sound

SOUNDS = {
    "vowel": (
        "나래 자바 결제 서비스|API|AWS|AWS(클라우드)|Docker|Kubernetes|Redis|Linux"
        "|React|Django|Java|JavaScript|Figma|Node.js|Vue.js|C|C++|DB|MongoDB|ERP|CSS"
        "|Cloud|Kafka|Spark|Swift|Tableau|GitHub|Jenkins|Nginx|2024|제2|S3|EC2"
        "|Photoshop CC|정보처리기사|정보처리기사(2023)|OpenAI|MSA|Azure|Android|Unity"
        "|JLPT N2|X2"
    ),
    "rieul": (
        "한글|SQL|MySQL|PostgreSQL|NoSQL|HTML|R|Excel|Google|Oracle|HTTP/1|1|7|8"
        "|컴퓨터활용능력 1|머신러닝 모델|Power BI Excel|Kotlin DSL|AL|ML|Shell|URL|파일"
    ),
    "consonant": (
        "한빛|한빛랩, 백엔드 개발팀|Python|Spring|Slack|C#|JSON|LAN|CRM|Notion|3|10|100"
        "|GitLab|Internet|TOEIC|OPIc|TOPIK|MATLAB|Chrome|Pipeline|Hadoop|Photoshop"
        "|Adobe Illustrator 프로그램|SCM|HCM|Web|JLPT N1|“한빛”|‘성장’|(한빛)"
        "|TensorFlow 팀|ASP.NET|Basic|노력함.|PM"
    ),
}


@pytest.mark.parametrize(
    ("text", "sound"),
    [(text, sound) for sound, texts in SOUNDS.items() for text in texts.split("|")],
)
def test_the_last_sound_is_the_one_koreans_say(text: str, sound: str) -> None:
    assert final_sound(text) == sound


@pytest.mark.parametrize("text", ["", "…", "“”", "日本", "Привет"])
def test_a_last_sound_that_nobody_can_tell_is_unknown(text: str) -> None:
    assert final_sound(text) == "unknown"


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{x}{을/를} 씁니다.", "Docker", "Docker를 씁니다."),
        ("{x}{을/를} 씁니다.", "SQL", "SQL을 씁니다."),
        ("{x}{으로/로} 만든", "SQL", "SQL로 만든"),
        ("{x}{으로/로} 만든", "Spring", "Spring으로 만든"),
        ("{x}{으로/로} 만든", "React", "React로 만든"),
        ("{x}{은/는} 어떤", "한빛소프트", "한빛소프트는 어떤"),
        ("{x}{은/는} 어떤", "나래랩", "나래랩은 어떤"),
        ("{x}{이/가}", "간호사", "간호사가"),
        ("{x}{과/와} 함께", "개발팀", "개발팀과 함께"),
        ("‘{x}’{이라는/라는} 말", "성장", "‘성장’이라는 말"),
        (
            "“{x}”{이라고/라고} 하셨는데",
            "원인을 찾았습니다.",
            "“원인을 찾았습니다.”라고 하셨는데",
        ),
        ("“{x}”{이라고/라고} 하셨는데", "끝까지 함", "“끝까지 함”이라고 하셨는데"),
        ("{x}{을/를}", "日本", "日本을(를)"),
    ],
)
def test_particles_follow_the_value(template: str, value: str, expected: str) -> None:
    assert render(template, {"x": value}, "ko") == expected


def test_decomposed_hangul_takes_the_same_particle() -> None:
    decomposed = unicodedata.normalize("NFD", "한빛")
    assert render("{x}{을/를}", {"x": decomposed}, "ko") == decomposed + "을"


@pytest.mark.parametrize(
    ("template", "values", "expected"),
    [
        ("{name} 님, 안녕하세요.", {"name": "김하늘"}, "김하늘 님, 안녕하세요."),
        ("{name} 님, 안녕하세요.", {"name": "김하늘 님"}, "김하늘 님, 안녕하세요."),
        ("{name} 님, 안녕하세요.", {"name": "김하늘님"}, "김하늘 님, 안녕하세요."),
        ("지원자 {name} 님", {"name": "지원자님"}, "지원자 님"),
        ("저희 {company}{은/는}", {"company": "저희 회사"}, "저희 회사는"),
        ("{company} 회사의", {"company": "저희 회사"}, "저희 회사의"),
        ("{position} 직무에", {"position": "백엔드 개발 직무"}, "백엔드 개발 직무에"),
        ("{project} 프로젝트를", {"project": "결제 프로젝트"}, "결제 프로젝트를"),
        ("{a} {b}", {"a": "한빛", "b": "한빛 개발자"}, "한빛 개발자"),
    ],
)
def test_no_word_is_said_twice_at_a_seam(
    template: str, values: dict[str, str], expected: str
) -> None:
    assert render(template, values, "ko") == expected


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("as {a/an} {x}, you", "nurse", "as a nurse, you"),
        ("as {a/an} {x}, you", "engineer", "as an engineer, you"),
        ("as {a/an} {x}, you", "HR manager", "as an HR manager, you"),
        ("as {a/an} {x}, you", "UX designer", "as a UX designer, you"),
        ("as {a/an} {x}, you", "university lecturer", "as a university lecturer, you"),
        ("as {a/an} {x}, you", "the head of sales", "as the head of sales, you"),
        ("as {a/an} {x}, you", "백엔드 개발자", "as a 백엔드 개발자, you"),
        ("the {x} role,", "sales role", "the sales role,"),
        ("at the {x}", "The Paper Mill", "at The Paper Mill"),
        (
            "You said, “{x}”. Why?",
            "I compared them.",
            "You said, “I compared them.” Why?",
        ),
        (
            "You said, “{x}”. Why?",
            "I compared them",
            "You said, “I compared them”. Why?",
        ),
    ],
)
def test_english_seams_read_naturally(template: str, value: str, expected: str) -> None:
    assert render(template, {"x": value}, "en") == expected


@pytest.mark.parametrize("values", [{}, {"x": ""}, {"x": " \n"}])
def test_a_hole_is_never_left_open(values: dict[str, str]) -> None:
    with pytest.raises(MissingValue):
        render("{x}{을/를}", values, "ko")


@pytest.mark.parametrize(
    ("template", "language"),
    [
        ("{x", "ko"),
        ("x}", "ko"),
        ("{x}{얼/럴}", "ko"),
        ("{x}{을/를}", "en"),
        ("{a/an} {x}", "ko"),
        ("{}", "ko"),
        ("{x}", "fr"),
    ],
)
def test_a_wrong_template_is_refused(template: str, language: str) -> None:
    with pytest.raises(BadTemplate):
        render(template, {"x": "값"}, language)


def test_values_are_never_read_as_templates() -> None:
    said = render("{x} 직무", {"x": "{secret}", "secret": "비밀"}, "ko")
    assert said == "(secret) 직무"


def test_a_quotation_stays_exactly_as_written() -> None:
    sentence = "끝까지  책임지는 사람이\t되겠습니다."
    said = render("“{cover_sentence}”{이라고/라고}", {"cover_sentence": sentence}, "ko")
    assert said == f"“{sentence}”라고"
    with pytest.raises(MissingValue):
        render("“{cover_sentence}”", {"cover_sentence": "괄호 {x}"}, "ko")


VARIANTS: list[Variant] = [
    {"needs": ["a", "b"], "ko": "{a}{과/와} {b}", "en": "{a} and {b}"},
    {"needs": ["b"], "ko": "{b}만", "en": "only {b}"},
]


def test_the_first_variant_that_can_be_filled_is_chosen() -> None:
    assert choose(VARIANTS, {"a": "사과", "b": "배"}, "ko") == "사과와 배"
    assert choose(VARIANTS, {"a": " ", "b": "pears"}, "en") == "only pears"
    assert choose(VARIANTS, {"a": "사과"}, "ko") is None


@given(value=st.text(min_size=1), other=st.text(min_size=1))
def test_no_brace_or_marker_remains_for_any_value(value: str, other: str) -> None:
    values = {"x": value, "y": other}
    for language, template in (
        (
            "ko",
            "저희 {x}{은/는} {y} 회사{와/과}".replace("{와/과}", "") + "‘{x}’{으로/로}",
        ),
        ("en", "As {a/an} {x}, the {y} role"),
    ):
        try:
            said = render(template, values, language)
        except MissingValue:
            assert not (clean_line(value) and clean_line(other))
            continue
        assert not re.search("[{}\0]", said)
        assert "저희 저희" not in said or "저희 저희" in " ".join([value, other])


@given(st.text())
def test_the_last_sound_is_found_for_any_text(text: str) -> None:
    assert final_sound(text) in {"vowel", "rieul", "consonant", "unknown"}
