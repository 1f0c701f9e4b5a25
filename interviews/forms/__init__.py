"""What the candidate's pages accept. Forms validate and do nothing else."""

from interviews.forms.pages import (
    AnswerForm,
    HistoryForm,
    HowForm,
    PracticeForm,
    ResumeUploadForm,
)

__all__ = [
    "AnswerForm",
    "HistoryForm",
    "HowForm",
    "PracticeForm",
    "ResumeUploadForm",
]
