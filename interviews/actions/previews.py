"""What a candidate may see of a question while a model is still writing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from interviews.actions import questions, quotations
from interviews.ai.base import BadCompletion

# As long as most phrases that may not be asked about: a phrase is known for what it
# is before its first letter is shown.
BEHIND: Final = {"ko": 8, "en": 20}


class Preview:
    """Tells a question word by word; falls silent at the first thing it may not say.

    source: the candidate's words, in which quotations must stand.
    """

    def __init__(
        self, tell: Callable[[str], None], *, language: str, source: str
    ) -> None:
        self._tell = tell
        self._behind = BEHIND[language]
        self._source = source
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
        return quotations.quotes_exactly(text, self._source)

    def _sure(self, text: str) -> str:
        """Whole words, some letters behind, and of a quotation only what was said."""
        ended = text[: -self._behind].rpartition(" ")[0]
        opened = quotations.opened(text)
        if opened is None or quotations.stands_in(opened.words, self._source):
            return ended
        return ended[: opened.start].rstrip()
