"""The interviewer's sentences for follow-ups, in both languages.

Each asks one thing. In Korean the quote ends in a verb and is taken up with
라고, which needs no choice of particle.
"""

import re
from typing import Final

LEAD: Final = {
    "ko": "“{quote}”라고 말씀하셨는데요.",
    "en": "You said, “{quote}”.",
}

# For a result without a deed: whose work was it?
OWN_PART: Final = {
    "ko": "그 가운데 직접 하신 일은 무엇이었나요?",
    "en": "Which part of that did you do yourself?",
}

QUESTIONS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "ko": {
        "technical": (
            "그 방법을 쓰신 이유를 조금 더 자세히 설명해 주시겠어요?",
            "그 일을 어떤 순서로 하셨는지 조금 더 자세히 들려주시겠어요?",
            "그 방법이 맞지 않는 경우는 언제라고 보시나요?",
        ),
        "experience": (
            "그렇게 하기로 결정하실 때 무엇을 근거로 판단하셨나요?",
            "그 가운데 혼자 결정하신 부분은 무엇이었나요?",
            "그 일을 하시면서 가장 고민하셨던 점은 무엇이었나요?",
        ),
        "problem_solving": (
            "그때 함께 생각해 보신 다른 방법은 무엇이었고, 왜 고르지 않으셨나요?",
            "그 방법에는 어떤 한계가 있었나요?",
            "그것이 원인이라는 점은 어떻게 확인하셨나요?",
        ),
        "communication": (
            "의견이 가장 크게 달랐던 점은 무엇이었고, 어떻게 풀어 가셨나요?",
            "그때 상대방은 무엇을 걱정하고 있었나요?",
            "합의한 뒤에는 일이 어떻게 진행되었나요?",
        ),
        "responsibility": (
            "그 때문에 일정이나 동료에게 부담이 생긴다면 어떻게 하시겠어요?",
            "같은 일이 다시 생기지 않게 무엇을 바꾸셨나요?",
            "그때 가장 먼저 누구에게 알리셨나요?",
        ),
        "growth": (
            "그 변화에 망설이는 사람이 있었다면 어떻게 설득하셨나요?",
            "나아졌다는 것은 무엇으로 확인하셨나요?",
            "그 뒤로 일하는 방식에서 달라진 점은 무엇인가요?",
        ),
    },
    "en": {
        "technical": (
            "Could you explain in a little more detail why you did it that way?",
            "Could you take me through how you did that, step by step?",
            "When would that not be the right approach?",
        ),
        "experience": (
            "What did you base that decision on?",
            "Which part of that did you decide on your own?",
            "What did you find hardest to decide there?",
        ),
        "problem_solving": (
            "What other options did you consider, and why did you not choose them?",
            "What were the limits of that approach?",
            "How did you make sure that this was the cause?",
        ),
        "communication": (
            "Where did views differ most along the way, and how did you work it out?",
            "What was the other person worried about at that point?",
            "What happened after you had reached agreement?",
        ),
        "responsibility": (
            "What would you do if that put a deadline or a colleague under strain?",
            "What did you change so that it would not happen again?",
            "Who was the first person you told?",
        ),
        "growth": (
            "If anyone hesitated about that change, how did you win them over?",
            "How could you tell that it had got better?",
            "What is different about the way you work since then?",
        ),
    },
}

# Intents that a change of career brings along, asked before the usual ones.
SPECIAL: Final = {
    "ko": (
        (
            re.compile(r"새 일"),
            "새로 하실 일에서도 그대로 통한다고 보시는 이유는 무엇인가요?",
        ),
        (
            re.compile(r"분야를 바꾸"),
            "그 일이 분야를 바꾸기로 한 결정에 어떤 영향을 주었나요?",
        ),
    ),
    "en": (
        (
            re.compile(r"carries over", re.IGNORECASE),
            "Why do you expect that to hold in the new work?",
        ),
        (
            re.compile(r"change fields", re.IGNORECASE),
            "How did that shape your decision to change fields?",
        ),
    ),
}
