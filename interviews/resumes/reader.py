"""Read a résumé in a child process that can be killed; the parent's side."""

import contextlib
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from interviews.resumes.documents import Document, FileKind
from interviews.resumes.errors import Code, ResumeUnreadable
from interviews.resumes.sniff import check_upload

WALL_SECONDS: Final = 15.0
MAX_REPLY: Final = 1024 * 1024
_CHILD: Final = Path(__file__).with_name("child.py")


class _Error(BaseModel):
    code: Code
    detail: str


class _Reply(BaseModel):
    """The child's one line; a child that was taken over can say nothing else."""

    model_config = ConfigDict(extra="forbid")
    document: Document | None = None
    error: _Error | None = None


def read_document(data: bytes, name: str) -> Document:
    """The visible text of a résumé file with what was found in it.

    Raises RefusedFile or ResumeUnreadable, nothing else, and ends within seconds.
    """
    kind = check_upload(name, data, len(data))
    try:
        reply = _Reply.model_validate_json(_run_child(kind, data))
    except ValidationError as error:
        raise _broken() from error
    if reply.error is not None:
        raise ResumeUnreadable(reply.error.code, reply.error.detail)
    if reply.document is None:
        raise _broken()
    return reply.document


def _broken() -> ResumeUnreadable:
    return ResumeUnreadable("broken", "The file could not be read.")


def _run_child(kind: FileKind, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="resume-") as folder:
        with tempfile.TemporaryFile() as source:
            source.write(data)
            source.seek(0)
            child = subprocess.Popen(  # noqa: S603  # our own file, no shell
                [sys.executable, "-I", str(_CHILD), kind.value],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env={},
                start_new_session=True,
            )
        try:
            return _first_line(child)
        finally:
            _end(child)


def _first_line(child: "subprocess.Popen[bytes]") -> bytes:
    """What the child says until it closes; empty when it is late or says too much."""
    assert child.stdout is not None  # noqa: S101  # asked for as PIPE above
    deadline = time.monotonic() + WALL_SECONDS
    said = b""
    with child.stdout:
        while len(said) <= MAX_REPLY:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([child.stdout], [], [], left)[0]:
                return b""
            piece = os.read(child.stdout.fileno(), 65536)
            if not piece:
                return said if _ended_well(child) else b""
            said += piece
    return b""


def _ended_well(child: "subprocess.Popen[bytes]") -> bool:
    try:
        return child.wait(timeout=1.0) == 0
    except subprocess.TimeoutExpired:
        return False


def _end(child: "subprocess.Popen[bytes]") -> None:
    """End whatever is left of the child's process group, and collect it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
