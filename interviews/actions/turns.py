"""Questions and answers of a running interview: ask, open, save, answer, go on."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from interviews.actions import audit, evaluations, plans, questions, reading
from interviews.events import AnswerState, QuestionReady, publish
from interviews.jobs import Job, enqueue
from interviews.models import Answer, AuditEvent, Interview, Turn
from interviews.scoring.intake import take_in
from interviews.scoring.text import sha256_text
from interviews.states import AnswerStatus, TransitionNotAllowed, TurnStatus

MAX_CHARACTERS: Final = 20_000


class AlreadyAnswered(Exception):
    """This turn has its answer; nothing was changed."""


class AnswerInvalid(Exception):
    """The text cannot be kept as it is.

    code: `empty`, `too_long`, `nul`, `surrogate`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class DraftConflict(Exception):
    """Another tab or device saved meanwhile; both texts are kept."""

    def __init__(self, saved_text: str, version: int) -> None:
        super().__init__("another device saved meanwhile")
        self.saved_text = saved_text
        self.version = version


def check_text(text: str, *, may_be_empty: bool = False) -> None:
    """Raise AnswerInvalid for what no database and no reader can take."""
    if "\0" in text:
        raise AnswerInvalid("nul", "The text contains a NUL character.")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise AnswerInvalid("surrogate", "The text contains half a character.")
    if len(text.strip()) > MAX_CHARACTERS or len(text) > 2 * MAX_CHARACTERS:
        raise AnswerInvalid("too_long", f"At most {MAX_CHARACTERS} characters.")
    if not may_be_empty and not text.strip():
        raise AnswerInvalid("empty", "The answer is empty.")


@transaction.atomic
def open_turn(*, turn: Turn, at: datetime) -> None:
    """The candidate looks at the question; starts nothing, is logged once.

    Raises TransitionNotAllowed when the interview is not in progress any more.
    """
    if turn.status != TurnStatus.ASKED:
        return
    turn.interview.hold_in_progress()  # before its turns, as handing in: no deadlock
    with contextlib.suppress(TransitionNotAllowed):  # another tab has noted it
        turn.open(at=at)


def save_draft(
    *, turn: Turn, text: str, base: int | None, by: User, at: datetime
) -> Answer:
    """Keep what is typed so far; of two devices' texts both are kept.

    Raises DraftConflict after the commit, so that the other text is not lost.
    """
    del by
    check_text(text, may_be_empty=True)
    answer = _answer_to(turn)
    with transaction.atomic():
        turn.interview.hold_in_progress()
        if not turn.is_waiting:
            raise AlreadyAnswered
        saved = answer.save_draft(text, base=base, at=at)
        if not saved and answer.status != AnswerStatus.DRAFT:
            raise AlreadyAnswered
    if not saved and answer.draft != text:
        raise DraftConflict(answer.draft, answer.draft_version)
    return answer


@transaction.atomic
def submit_answer(
    *,
    turn: Turn,
    text: str,
    by: User,
    at: datetime,
    mode: str = "text",
    sees_next: bool = False,
) -> Answer:
    """Hand in one answer, exactly once; what follows is asked at once.

    sees_next: the reply shows the next question, so it is opened in the same commit.
    """
    check_text(text)
    interview = turn.interview
    interview.hold_in_progress()
    answer = _answer_to(turn)
    try:
        answer.submit(text=text, sha256=sha256_text(_nfc(text)), mode=mode, at=at)
        turn.be_answered(at=at)
    except TransitionNotAllowed as refused:
        raise AlreadyAnswered from refused
    evaluations.want(interview, turn, answer)
    audit.record(AuditEvent.Type.ANSWER_SUBMITTED, answer, by=by, at=at)
    _tell(interview, turn, answer)
    asked = _go_on_after(interview, turn, answer, at=at)
    if asked is not None and sees_next:
        asked.open(at=at)
    return answer


@transaction.atomic
def skip_turn(
    *, turn: Turn, by: User, at: datetime, text: str = "", sees_next: bool = False
) -> None:
    """The candidate leaves a question out; that is no fault.

    text: what was typed and not saved yet, kept as the draft; sees_next: as for
    submit_answer().
    """
    interview = turn.interview
    interview.hold_in_progress()
    if text:
        _answer_to(turn).save_draft(text, base=None, at=at)
    turn.skip("candidate")
    audit.record(AuditEvent.Type.QUESTION_SKIPPED, turn, by=by, at=at)
    asked = advance(interview, at=at)
    if asked is not None and sees_next:
        asked.open(at=at)


def leave_out(interview: Interview, turn: Turn, reason: str) -> Turn | None:
    """Nothing to ask about: the record says why, and the interview goes on.

    Returns the question that was asked now.
    """
    turn.skip(reason[:40])
    return advance(interview, at=questions.now())


def advance(interview: Interview, *, at: datetime) -> Turn | None:
    """Ask the next question, or have it written while the candidate is told so.

    The caller holds the interview's row. Returns the question that was asked now.
    """
    turn: Turn | None = Turn.objects.filter(interview=interview).next_up()
    if turn is None:
        publish(_nothing_more(interview))
    elif turn.status != TurnStatus.PLANNED:
        return None  # something waits already
    elif turn.kind == "followup":
        return _begin_follow_up(interview, turn, at=at)
    elif turn.text:
        plans.put(interview, turn, at=at)
        return turn
    else:
        _begin_writing(turn, at=at)
    return None


def ask_again_gently(interview: Interview, turn: Turn) -> None:
    """The answer missed the question: one gentle re-ask in the follow-up's place."""
    parent = turn.parent
    text = _reask_text(interview, parent) if parent else ""
    if parent is None or not text or _was_asked_again(parent):
        leave_out(interview, turn, "off_topic")
        return
    turn.prepare(text=text, source=Turn.Source.TEMPLATE)
    plans.put(interview, turn)


def _answer_to(turn: Turn) -> Answer:
    """The row that keeps the answer; a question that was never asked has none."""
    answer = reading.answer_of(turn)
    if answer is None:
        raise TransitionNotAllowed(turn.status, TurnStatus.ANSWERED)
    return answer


def _go_on_after(
    interview: Interview, turn: Turn, answer: Answer, *, at: datetime
) -> Turn | None:
    """One gentle re-ask for an answer that is no attempt; then on.

    Returns the question that was asked now.
    """
    text = _reask_text(interview, turn)
    intake = take_in(answer.text, turn.text, interview.language)
    if intake.non_attempt and text and turn.attempt == 1 and turn.kind != "followup":
        again = Turn.objects.create(
            interview=interview,
            order=turn.order,
            attempt=2,
            stage=turn.stage,
            kind=turn.kind,
            axis=turn.axis,
            criteria=turn.criteria,
            parent=turn,
            text=text,
            source=Turn.Source.TEMPLATE,
        )
        plans.put(interview, again, at=at)
        return again
    return advance(interview, at=at)


def _begin_follow_up(interview: Interview, turn: Turn, *, at: datetime) -> Turn | None:
    answered = questions.answered_turn(turn)
    if answered is None:
        return leave_out(interview, turn, "parent_not_answered")
    intake = take_in(answered.answer.text, answered.text, interview.language)
    if intake.non_attempt:
        return leave_out(interview, turn, intake.non_attempt)
    _begin_writing(turn, at=at)
    return None


def _begin_writing(turn: Turn, *, at: datetime) -> None:
    turn.generate(at=at)
    enqueue(Job.GENERATE_QUESTION, turn_id=turn.pk)


def _reask_text(interview: Interview, turn: Turn) -> str:
    stage = plans.stage_of(interview, turn)
    text: str = stage["texts"].get("reask", {}).get(interview.language, "")
    return text


def _was_asked_again(turn: Turn) -> bool:
    return Turn.objects.filter(
        interview_id=turn.interview_id, stage=turn.stage, attempt=2
    ).exists()


def _tell(interview: Interview, turn: Turn, answer: Answer) -> None:
    publish(
        AnswerState(
            interview=interview.public_id,
            turn_id=turn.public_id,
            answer_status=answer.status,
            version=interview.version,
        )
    )


def _nothing_more(interview: Interview) -> QuestionReady:
    last = Turn.objects.filter(interview=interview).in_order().reverse()[0]
    return QuestionReady(
        interview=interview.public_id,
        turn_id=last.public_id,
        order=last.order,
        status=last.status,
        version=interview.touch(),
    )


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
