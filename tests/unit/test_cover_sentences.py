"""Which sentences of a cover letter an interviewer may read out and ask about."""

import pytest

from interviews.actions.questions import askable_sentences, best_cover_sentence
from interviews.resumes import Profile

FINE = "저는 맡은 일은 배포한 뒤까지 제 일이라고 생각합니다."
PRIVATE = [
    "성실하신 아버지와 자상하신 어머니 밑에서 책임감을 배우며 자랐습니다.",
    "군대에서 분대장을 맡아 책임과 신뢰를 배웠습니다.",
    "교회 청년부 회장을 하며 약속의 가치를 알게 되었습니다.",
    "스물일곱 살의 젊은 나이에 팀을 책임졌습니다.",
    "두 아이의 엄마로서 시간 약속을 누구보다 지킵니다.",
    "삼남매 중 장녀로 자라 책임감이 강합니다.",
    "육군 병장으로 만기 전역하며 원칙을 지켰습니다.",
    "결혼 후에도 신뢰를 지키며 일했습니다.",
    "넉넉하지 못한 집안 형편에서도 정직을 지켰습니다.",
    "제 고향 부산에서 정직의 가치를 배웠습니다.",
    "My father taught me to be responsible for what I promise.",
    "I was raised by strict parents who value trust.",
    "Raised by my grandmother, I learned what trust means.",
    "As a mother of two I keep my promises and earn trust.",
    "In military service I learned to be responsible.",
    "At church I led the sound team and earned trust.",
    "When I was 19 I took responsibility for a shop.",
]
ALLOWED = [
    "인턴 때 매주 회의록을 남겨 팀의 약속을 지켰습니다.",
    "고객의 신뢰를 얻으려면 숫자로 말해야 한다고 배웠습니다.",
    "화장품 매장에서 전세계 손님을 책임지고 응대했습니다.",
    "부채 비율을 검토하며 원칙대로 보고했습니다.",
    "I take responsibility for a service until the night after its release.",
    "Trust grows when a team shares bad news early.",
]


def profile(*sentences: str) -> Profile:
    letter = {"question": None, "answer": " ".join(sentences)}
    return Profile.model_validate({"cover_letter": [letter]})


@pytest.mark.parametrize("private", PRIVATE)
def test_a_private_sentence_is_neither_asked_about_nor_shown_to_a_model(
    private: str,
) -> None:
    letter = profile(private, FINE)

    assert askable_sentences(letter) == [FINE]
    assert best_cover_sentence(letter.model_dump()) == FINE
    assert best_cover_sentence(profile(private).model_dump()) is None


@pytest.mark.parametrize("sentence", ALLOWED)
def test_sentences_about_work_stay(sentence: str) -> None:
    assert askable_sentences(profile(sentence)) == [sentence]
