"""What can be wrong with a résumé file; every code is one of contract.md's."""

from typing import Literal

Code = Literal[
    "bomb",
    "broken",
    "empty",
    "encrypted",
    "no_text",
    "too_large",
    "too_many_pages",
    "unsupported_type",
]


class ResumeError(Exception):
    """A file that gives no profile: a code for people and machines, and a detail."""

    def __init__(self, code: Code, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: Code = code
        self.detail = detail


class RefusedFile(ResumeError):
    """Refused at the door, before anything opens it."""


class ResumeUnreadable(ResumeError):
    """Accepted, but the reader could not make text of it."""
