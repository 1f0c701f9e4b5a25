"""Résumé files → visible text → a profile; no database, no network, limits first."""

from interviews.resumes.documents import Document, FileKind, Finding
from interviews.resumes.errors import RefusedFile, ResumeError, ResumeUnreadable
from interviews.resumes.profile import Profile
from interviews.resumes.reader import read_document
from interviews.resumes.reading import cover_sentences, facts, merge, profile_from
from interviews.resumes.sniff import MAX_BYTES, check_upload

__all__ = [
    "MAX_BYTES",
    "Document",
    "FileKind",
    "Finding",
    "Profile",
    "RefusedFile",
    "ResumeError",
    "ResumeUnreadable",
    "check_upload",
    "cover_sentences",
    "facts",
    "merge",
    "profile_from",
    "read_document",
]
