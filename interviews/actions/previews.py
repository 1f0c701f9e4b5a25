"""What a candidate may see of a question while a model is still writing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from interviews.actions import questions
from interviews.ai.base import BadCompletion

# As long as most phrases that may not be asked about: a phrase is known for what it
# is before its first letter is shown.
BEHIND: Final = {"ko": 8, "en": 20}
OPENING = re.compile(r"[“\"‘「]")


class Preview:
    """Tells a question word by word; falls silent at the first thing it may not say.

    answer: what quotations must stand in; None where nothing is quoted.
    """

    def __init__(
        self, tell: Callable[[str], None], *, language: str, answer: str | None
    ) -> None:
        self._tell = tell
        self._behind = BEHIND[language]
        self._answer = answer
        self._told = ""
        self._is_silent = False

    def hear(self, text: str) -> None:
        """Take the question so far; tell what of it is sure by now."""
        self._is_silent = self._is_silent or not self._may_go_on(text)
        if self._is_silent:
            return
        sure = self._sure(text)
        if len(sure) > len(self._told):
            self._told = sure
            self._tell(sure)

    def _may_go_on(self, text: str) -> bool:
        try:
            questions.check_so_far(text)
        except BadCompletion:
            return False
        return self._answer is None or questions.quotes_exactly(text, self._answer)

    def _sure(self, text: str) -> str:
        """Whole words, some letters behind, and of a quotation only what was said."""
        ended = text[: -self._behind].rpartition(" ")[0]
        closed = [match.end() for match in questions.QUOTED.finditer(text)]
        opened = OPENING.search(text, closed[-1] if closed else 0)
        if self._answer is None or opened is None:
            return ended
        if questions.quotes_exactly(f"{text.rstrip()}”", self._answer):
            return ended
        return ended[: opened.start()].rstrip()
