"""The records of interviews; one noun, one file."""

from interviews.models._base import LeaseLost, RowGone
from interviews.models.ai_call import AICall, ProviderHealth
from interviews.models.answer import Answer
from interviews.models.audit import AuditEvent
from interviews.models.evaluation import Evaluation
from interviews.models.interview import Interview
from interviews.models.question import Question
from interviews.models.replay import Heartbeat, Replay
from interviews.models.report import Report
from interviews.models.resume import Resume
from interviews.models.rubric import AXES, Competency, Criterion, Rubric
from interviews.models.scenario import Scenario, Stage
from interviews.models.turn import Turn

__all__ = [
    "AXES",
    "AICall",
    "Answer",
    "AuditEvent",
    "Competency",
    "Criterion",
    "Evaluation",
    "Heartbeat",
    "Interview",
    "LeaseLost",
    "ProviderHealth",
    "Question",
    "Replay",
    "Report",
    "Resume",
    "RowGone",
    "Rubric",
    "Scenario",
    "Stage",
    "Turn",
]
