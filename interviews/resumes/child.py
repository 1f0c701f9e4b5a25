"""The reader's child process: limits first, then one file in, one JSON line out.

Started by `reader` as `python -I child.py KIND` with the file on standard input. A
hostile file can make a parser loop, eat memory or crash; here it only ends itself.
"""

import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import Final

if __name__ == "__main__":  # -I leaves the project's folder out of the path
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interviews.resumes.documents import Block, Document, FileKind, Finding, clipped
from interviews.resumes.docx import read_docx
from interviews.resumes.errors import Code, ResumeUnreadable
from interviews.resumes.pdf import read_pdf
from interviews.resumes.plain import read_txt

_MEMORY: Final = 512 * 1024 * 1024
_CPU_SECONDS: Final = 10


def limit_process() -> None:
    """Give up memory, time, files, processes and the network, as far as possible."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:  # no such limits here; the parent's clock still holds
        return
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: _CPU_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    _drop_network()
    for name, value in limits.items():
        _limit(name, value)
    _limit(resource.RLIMIT_NPROC, 0)


def _limit(name: int, value: int) -> None:
    import resource  # noqa: PLC0415 - not on every platform

    try:
        resource.setrlimit(name, (value, value))
    except (ValueError, OSError):  # macOS refuses some; the others still hold
        return


def _drop_network() -> None:
    try:
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    except (AttributeError, OSError):  # not Linux, or the kernel does not allow it
        return


def read(kind: FileKind, data: bytes) -> Document:
    """The file as a document; ResumeUnreadable when there is no text in it."""
    blocks: list[Block]
    findings: list[Finding] = []
    pages = 1
    if kind is FileKind.PDF:
        blocks, findings, pages = read_pdf(data)
    elif kind is FileKind.DOCX:
        blocks, findings = read_docx(data)
    else:
        blocks = read_txt(data)
    if not blocks:
        code: Code = "empty" if kind is FileKind.TXT else "no_text"
        raise ResumeUnreadable(code, "No visible text was found in the file.")
    blocks, cut = clipped(blocks)
    if cut:
        findings.append(Finding("truncated", None, "Only the first 200 kB were read."))
    return Document(kind, pages, tuple(blocks), tuple(findings))


def main() -> None:
    """Read standard input, answer on standard output."""
    limit_process()
    reply: dict[str, object]
    try:
        document = read(FileKind(sys.argv[1]), sys.stdin.buffer.read())
        reply = {"document": dataclasses.asdict(document)}
    except ResumeUnreadable as error:
        reply = {"error": {"code": error.code, "detail": error.detail}}
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
