"""The course of one appeal as its page shows it: how far it is, what it lacks, what was noted (7.4–7.12)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, AppealState, Duty, LetterState
from letterkit.core.outcome import Outcome
from letterkit.deadlines.counting import CountedDeadline, reckon_deadline
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.control import closing, extension, questions
from letterkit.office.control.terms import due_by
from letterkit.office.letter_cards import card_of
from letterkit.russian.calendar import Weekend
from letterkit.store import audit
from letterkit.store.register_tables import Note, Question
from letterkit.store.tables import Appeal, Dispatch, Letter

_NOTE_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Redirect:
    """A letter that has sent the appeal on to ``receiver``; ``late`` days after the seventh (7.7), 0 in time."""

    letter: Letter
    on: datetime.date
    receiver: str
    late: int


@dataclass(frozen=True, slots=True)
class Course:
    """Where an appeal stands; ``lacks`` as ``closing.lacks``, ``short`` the terms that end first while it is open.

    ``told_late``: the applicant was told of the extension less than three days before the end, or after it.
    """

    appeal: Appeal
    first: CountedDeadline
    bounds: extension.Bounds
    questions: Sequence[Question]
    notes: Sequence[Note]
    redirects: Sequence[Redirect]
    lacks: tuple[str, ...]
    short: Sequence[tuple[str, datetime.date]]
    told_late: str

    @property
    def is_open(self) -> bool:
        return self.appeal.state != AppealState.DONE

    @property
    def can_extend(self) -> bool:
        """Whether there is something left to prolong, and nobody has yet."""
        open_term = self.is_open and self.appeal.extended_to is None and self.appeal.term == "review"
        return open_term and clock.today() <= self.bounds.ends


def course_of(office: Office, by: Actor, appeal_id: int) -> Course:
    """The course of an appeal that ``by`` may see; raises RequestError ``appeal.gone``."""
    weekend: Weekend = office.of(by.body).profile.weekend  # type: ignore[assignment]
    with office.database.reading() as session:
        appeal = rights.appeal_seen(session, by, appeal_id)
        notes = session.scalars(select(Note).filter_by(appeal_id=appeal.id).order_by(Note.id.desc())).all()
        known = extension.bounds(appeal, weekend)
        last = reckon_deadline(appeal.registered, "redirect", weekend).deadline.due
        sent = select(Letter, Dispatch.at).join(Dispatch, Dispatch.letter_id == Letter.id)
        rows = session.execute(
            sent.where(Letter.appeal_id == appeal.id, Letter.state == LetterState.SENT).order_by(Letter.id)
        )
        gone = [(letter, at) for letter, at in rows if card_of(letter).reply.outcome is Outcome.REDIRECTED]
        return Course(
            appeal=appeal,
            first=due_by(appeal, weekend),
            bounds=known,
            questions=questions.questions_of(session, appeal),
            notes=notes,
            redirects=[_redirect(letter, at, last) for letter, at in gone],
            lacks=closing.lacks(session, appeal),
            short=[("redirect", last), ("notice", known.notice)],
            told_late=_told_late(appeal, known),
        )


def note(office: Office, by: Actor, appeal_id: int, words: str) -> Note:
    """Enters what has become of the appeal (7.6).

    Raises RequestError ``note.empty``, ``appeal.gone``, DeniedError.
    """
    rights.demand(by, Duty.EXECUTOR, Duty.REGISTRY, Duty.REVIEWER, Duty.SIGNER)
    words = "\n".join(" ".join(line.split()) for line in words.strip().splitlines())
    if not words:
        raise RequestError("note.empty")
    if len(words) > _NOTE_LIMIT:
        raise RequestError("note.too-long", limit=_NOTE_LIMIT)
    with office.database.writing() as session:
        appeal = rights.appeal_held(session, by, appeal_id)
        made = Note(appeal_id=appeal.id, at=clock.now(), by_id=by.id, words=words)
        session.add(made)
        audit.record(session, by, "appeal.noted", f"appeal:{appeal.id}")
        return made


def _told_late(appeal: Appeal, known: extension.Bounds) -> str:
    """``ended`` when the term was over, ``notice`` when less than three days were left, else nothing."""
    told = (appeal.extension or {}).get("told")
    if not told:
        return ""
    on = datetime.date.fromisoformat(told)
    if on > known.ends:
        return "ended"
    return "notice" if on > known.notice else ""


def _redirect(letter: Letter, at: datetime.datetime, last: datetime.date) -> Redirect:
    fields = card_of(letter).reply.fields
    others = fields.get("other_bodies") or ()
    bodies = [fields.get("to_body"), *(others if isinstance(others, (list, tuple)) else [others])]
    on = at.astimezone().date()
    return Redirect(letter, on, ", ".join(str(body) for body in bodies if body), max(0, (on - last).days))
