"""The shipped question bank is complete, fair and reads like an interviewer."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import pytest

Question = dict[str, Any]

FOLDER: Final = (
    Path(__file__).resolve().parents[2] / "interviews" / "content" / "questions"
)
FAMILIES: Final = (
    "it_development",
    "data",
    "design",
    "marketing",
    "sales",
    "hr",
    "finance",
    "nursing",
    "manufacturing",
    "logistics",
    "public_service",
    "education",
)
AXES: Final = (
    "technical",
    "experience",
    "problem_solving",
    "communication",
    "responsibility",
    "growth",
)
KINDS: Final = {"behavioural", "situational", "knowledge", "reflection"}
LANGUAGES: Final = ("ko", "en")
MAIN_AXES: Final = ("technical", "experience", "problem_solving")
FIELDS: Final = {
    "key",
    "axis",
    "kind",
    "difficulty",
    "tags",
    "text",
    "good_evidence",
    "probes",
}

HANGUL: Final = re.compile(r"[가-힣]")
LATIN: Final = re.compile(r"[A-Za-z]")
SENTENCE_END: Final = re.compile(r"(?<=[.?!])[\"'”’]?\s+")
POLITE_END: Final = re.compile(
    r"(?:(?:말씀해|설명해|소개해|들려|들어) ?주세요\.|(?:나요|가요|어요|까요)\?)$"
)
KO_REQUEST: Final = re.compile(r"(?:주세요\.|\?)$")
EN_REQUEST: Final = re.compile(
    r"\?$|(?:^|, |\band )(?:tell|describe|explain|choose|pick|share|introduce|name"
    r"|walk|give)\b",
    re.IGNORECASE,
)
# What a Korean employer may not ask (채용절차법 제4조의3), and what nobody may
# infer from answers: emotion, tone, appearance, personality.
FORBIDDEN: Final = {
    "ko": re.compile(
        r"감정|기분|느낌|느끼|느껴|말투|억양|어조|목소리|표정|외모|인상착의|성격|기질"
        r"|mbti|혈액형|가족|부모|형제|자매|배우자|결혼|미혼|기혼|임신|출산|육아|자녀"
        r"|고향|출생|출신|본적|국적|종교|신앙|건강|질병|병력|장애|나이|연령|생년"
        r"|군대|병역|군필|입대|전역|성별|재산|정치 성향"
        r"|(?<![가-힣])(?:키|몸무게|체중)(?:가|는|를|와|도)?(?![가-힣])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:emotion\w*|feel\w*|felt|mood|tone|voice|accent|facial|appearance"
        r"|your looks|personality|temperament|mbti|introvert\w*|extrovert\w*|family"
        r"|families|parents?|siblings?|spouse|husband|wife|marri\w+|marital|pregnan\w+"
        r"|child\w*|birth\w*|hometown|nationality|religio\w+|faith|health\w*|illness"
        r"|disabilit\w+|disabled|ages?|aged|(?:how|years) old|military|army|gender|sex"
        r"|height|weight|politic\w*)\b",
        re.IGNORECASE,
    ),
}


def load(family: str) -> dict[str, Any]:
    """One family's file."""
    text = (FOLDER / f"{family}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def questions_of(family: str) -> list[Question]:
    """The questions of one family."""
    found: list[Question] = load(family)["questions"]
    return found


BANK: Final = [
    question for family in (*FAMILIES, "common") for question in questions_of(family)
]


def prose_of(family: str, language: str) -> Iterator[str]:
    """Every piece of prose that a family's questions have in this language."""
    for question in questions_of(family):
        yield question["text"][language]
        yield question["good_evidence"][language]
        yield from question["probes"][language]


def wrong_language(text: str, language: str) -> bool:
    """Whether the text is not in the language that it is filed under."""
    has_hangul = bool(HANGUL.search(text))
    return not has_hangul if language == "ko" else has_hangul or not LATIN.search(text)


def requests_in(text: str, language: str) -> list[bool]:
    """For each sentence, whether it asks for something."""
    pattern = KO_REQUEST if language == "ko" else EN_REQUEST
    return [bool(pattern.search(part)) for part in SENTENCE_END.split(text)]


def asks_once_at_the_end(text: str, language: str) -> bool:
    """Whether exactly one sentence asks, and it is the last one."""
    asks = requests_in(text, language)
    return asks[-1] and sum(asks) == 1 and text.count("?") <= 1


def words(text: str) -> frozenset[str]:
    """Normalised words."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def pieces(text: str) -> frozenset[str]:
    """Pairs of characters: Korean particles hide likeness from whole words."""
    bare = re.sub(r"\W+", "", text.casefold())
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of parts that two texts have in common."""
    return len(one & other) / len(one | other)


def test_the_folder_holds_exactly_the_thirteen_families() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*FAMILIES, "common"}
    assert len(BANK) >= 200


@pytest.mark.parametrize("family", [*FAMILIES, "common"])
def test_a_file_has_a_name_in_both_languages_and_its_own_key(family: str) -> None:
    data = load(family)
    assert set(data) == {"job_family", "name", "questions"}
    assert data["job_family"] == family
    for language in LANGUAGES:
        assert not wrong_language(data["name"][language], language)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_covers_every_axis_and_every_difficulty(family: str) -> None:
    questions = questions_of(family)
    counts = Counter(question["axis"] for question in questions)
    assert len(questions) >= 13
    assert {axis for axis in MAIN_AXES if counts[axis] < 3} == set()
    assert {axis for axis in AXES if counts[axis] < 1} == set()
    assert {question["difficulty"] for question in questions} == {1, 2, 3}


@pytest.mark.parametrize("axis", AXES)
def test_common_questions_cover_each_axis_at_each_difficulty(axis: str) -> None:
    questions = [one for one in questions_of("common") if one["axis"] == axis]
    assert len(questions) >= 5
    assert {question["difficulty"] for question in questions} == {1, 2, 3}
    assert len(questions_of("common")) >= 36


@pytest.mark.parametrize("family", [*FAMILIES, "common"])
class TestFamily:
    """What holds for each question of a family; failures name the question."""

    def test_fields_and_values_are_known(self, family: str) -> None:
        for question in questions_of(family):
            assert set(question) == FIELDS, question["key"]
            assert question["kind"] in KINDS, question["key"]
            assert type(question["difficulty"]) is int, question["key"]
            for field in ("text", "good_evidence", "probes"):
                assert set(question[field]) == set(LANGUAGES), question["key"]

    def test_a_key_says_family_axis_and_name(self, family: str) -> None:
        for question in questions_of(family):
            assert question["axis"] in AXES
            pattern = rf"{family}\.{question['axis']}\.[a-z0-9]+(?:_[a-z0-9]+)*"
            assert re.fullmatch(pattern, question["key"])
            assert len(question["key"]) <= 120

    def test_tags_are_few_lower_case_and_bilingual(self, family: str) -> None:
        for question in questions_of(family):
            tags = question["tags"]
            assert not tags or 2 <= len(tags) <= 6, question["key"]
            assert sorted({tag.strip().lower() for tag in tags}) == sorted(tags)
            assert len({bool(HANGUL.search(tag)) for tag in tags}) in {0, 2}, tags

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_prose_is_in_its_language_and_tidy(
        self, family: str, language: str
    ) -> None:
        for text in prose_of(family, language):
            assert not wrong_language(text, language), text
            assert text == " ".join(text.split())
            assert text.endswith((".", "?")), text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_question_asks_one_thing_at_the_end(
        self, family: str, language: str
    ) -> None:
        texts = [question["text"][language] for question in questions_of(family)]
        assert [one for one in texts if not asks_once_at_the_end(one, language)] == []

    def test_questions_speak_the_polite_korean_of_interviews(self, family: str) -> None:
        for question in questions_of(family):
            for text in (question["text"]["ko"], *question["probes"]["ko"]):
                assert POLITE_END.search(text), text

    def test_a_question_can_be_taken_in_at_one_hearing(self, family: str) -> None:
        for question in questions_of(family):
            text = question["text"]
            assert 15 <= len(text["ko"]) <= 120, text["ko"]
            assert 6 <= len(text["en"].split()) <= 45, text["en"]

    def test_evidence_is_described_and_probes_come_in_pairs(self, family: str) -> None:
        for question in questions_of(family):
            probes, evidence = question["probes"], question["good_evidence"]
            assert 1 <= len(probes["ko"]) == len(probes["en"]) <= 2, question["key"]
            assert all(probe.endswith("?") for probe in probes["ko"] + probes["en"])
            assert 15 <= len(evidence["ko"]) <= 160, evidence["ko"]
            assert 8 <= len(evidence["en"].split()) <= 50, evidence["en"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_nothing_is_asked_that_may_not_be_asked(
        self, family: str, language: str
    ) -> None:
        tags = [tag for question in questions_of(family) for tag in question["tags"]]
        pattern = FORBIDDEN[language]
        prose = [*prose_of(family, language), *tags]
        assert [text for text in prose if pattern.search(text)] == []


def test_no_key_text_or_evidence_occurs_twice() -> None:
    keys = Counter(question["key"] for question in BANK)
    assert max(keys.values()) == 1
    for language in LANGUAGES:
        for field in ("text", "good_evidence"):
            texts = Counter(question[field][language].casefold() for question in BANK)
            assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("parts", "limit"), [(words, 0.7), (pieces, 0.6)])
def test_no_two_questions_are_nearly_the_same(
    language: str, parts: Any, limit: float
) -> None:
    sets = [(one["key"], parts(one["text"][language])) for one in BANK]
    close = [
        (a, b)
        for (a, left), (b, right) in combinations(sets, 2)
        if jaccard(left, right) >= limit
    ]
    assert close == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_do_not_all_open_alike(language: str) -> None:
    openings = Counter(
        tuple(question["text"][language].casefold().split()[:2]) for question in BANK
    )
    opening, times = openings.most_common(1)[0]
    assert times <= len(BANK) * 0.06, opening


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("결혼 계획이 있으신가요?", "ko"),
        ("키가 얼마나 되시나요?", "ko"),
        ("고향은 어디인가요?", "ko"),
        ("그때 어떤 감정이 드셨나요?", "ko"),
        ("What is your marital status?", "en"),
        ("How did that make you feel?", "en"),
        ("What personality type are you?", "en"),
        ("How old are you?", "en"),
    ],
)
def test_forbidden_subjects_are_recognised(text: str, language: str) -> None:
    assert FORBIDDEN[language].search(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("무엇을 하셨나요? 결과는 어땠나요?", "ko"),
        ("그 일을 말씀해 주세요. 왜 그러셨나요?", "ko"),
        ("일이 많았습니다.", "ko"),
        ("What did you do? What came of it?", "en"),
        ("Tell me about it. Why did you stop?", "en"),
        ("There was much to do.", "en"),
    ],
)
def test_two_requests_or_none_are_recognised(text: str, language: str) -> None:
    assert not asks_once_at_the_end(text, language)


def test_near_duplicates_are_recognised() -> None:
    one = "마감이 겹친 여러 일의 순서를 어떻게 정하셨나요?"
    other = "마감이 겹친 여러 일들의 순서는 어떻게 정하셨나요?"
    assert jaccard(pieces(one), pieces(other)) >= 0.6
    assert jaccard(words("How did you do it?"), words("how did YOU do it")) >= 0.7
