"""Answers to the survey (6.9): nothing of who gave them, one for a code, one for a visitor of an open survey."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.feedback import OPEN, Source
from letterkit.core.office import Actor, Duty
from letterkit.deadlines.quarter import Quarter, quarter_of
from letterkit.office import rights
from letterkit.office.context import Office
from letterkit.office.feedback import invitations
from letterkit.office.feedback.personal_data import private_in
from letterkit.office.feedback.reasons import FILE, Reasons, reasons_in
from letterkit.office.holds import HoldKind, blocked_ids
from letterkit.settings import load_settings
from letterkit.store import audit
from letterkit.store.register_tables import Opinion

READERS = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY, Duty.CLERK, Duty.ADMINISTRATOR)
"""Who may read what people think: it holds nobody's name."""
KEEPERS = (Duty.CLERK, Duty.REGISTRY)
"""Who files comments, and enters opinions that came otherwise."""
BY_HAND = (Source.POST, Source.EMAIL, Source.VISIT, Source.PHONE, Source.SITE, Source.GOSUSLUGI, Source.VK)
"""The ways by which an opinion comes that somebody of the office enters."""
COMMENT_LIMIT = 2000
_MARKS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Answers:
    """``clear`` and ``polite`` are marks of 1 to 5; None is a question left out."""

    clear: int | None = None
    polite: int | None = None
    in_time: bool | None = None
    solved: bool | None = None
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        marks = (self.clear, self.polite, self.in_time, self.solved)
        return all(mark is None for mark in marks) and not self.comment.strip()


def answer_by_code(office: Office, typed: str, answers: Answers) -> Opinion:
    """What the receiver of a reply thinks of it; the code is used by it.

    Raises as ``invitations.invitee_of``; RequestError ``survey.empty``, ``survey.bad-mark``, ``survey.too-long``,
    ``survey.private`` with ``found``, the kinds of personal data in the comment.
    """
    demand_fit(answers)
    reasons = reasons_of(office)
    with office.database.writing() as session:
        invited = invitations.use(session, typed)
        opinion = _opinion(invited.body, Source.LETTER, answers, reasons)
        opinion.group = invited.group
        session.add(opinion)
        session.flush()
        return opinion


def answer_openly(office: Office, body: str, source: Source, answers: Answers, visitor: str) -> Opinion:
    """What somebody thinks who followed the link on the site or in a social network.

    ``visitor`` tells two visitors apart and is not kept: only a digest of it with the body and the quarter is, so that
    each says it once a quarter. Raises as ``answer_by_code``; RequestError ``survey.unknown``, ``survey.twice``.
    """
    if source not in OPEN:
        raise RequestError("survey.unknown")
    demand_fit(answers)
    opinion = _opinion(body, source, answers, reasons_of(office))
    opinion.key = _key(body, visitor)
    with office.database.writing() as session:
        if session.scalar(select(Opinion.id).filter_by(body=body, key=opinion.key)) is not None:
            raise RequestError("survey.twice")
        session.add(opinion)
        try:
            session.flush()
        except IntegrityError:  # the same visitor in the same moment
            raise RequestError("survey.twice") from None
        return opinion


def enter(office: Office, by: Actor, source: Source, answers: Answers) -> Opinion:
    """An opinion that came by post, by telephone, at a visit; raises as ``answer_by_code``, ``survey.unknown``."""
    rights.demand(by, *KEEPERS)
    if source not in BY_HAND:
        raise RequestError("survey.unknown")
    demand_fit(answers)
    opinion = _opinion(by.body, source, answers, reasons_of(office))
    with office.database.writing() as session:
        session.add(opinion)
        session.flush()
        audit.record(session, by, "opinion.entered", f"opinion:{opinion.id}", kind=source.value)
        return opinion


def move(office: Office, by: Actor, opinion_id: int, reason: str) -> Opinion:
    """Files the comment under another reason. Raises RequestError ``opinion.gone``, ``opinion.no-reason``."""
    rights.demand(by, *KEEPERS)
    if reason not in reasons_of(office).titles:
        raise RequestError("opinion.no-reason")
    with office.database.writing() as session:
        opinion = session.get(Opinion, opinion_id)
        if opinion is None or opinion.body != by.body or not opinion.comment:
            raise RequestError("opinion.gone")
        before, opinion.reason = opinion.reason, reason
        audit.record(session, by, "opinion.moved", f"opinion:{opinion.id}", reason=reason, reason_before=before)
        return opinion


def commented_opinions(office: Office, by: Actor, quarter: Quarter) -> Sequence[Opinion]:
    """Opinions of ``quarter`` with a comment, the latest first."""
    rights.demand(by, *READERS)
    query = select(Opinion).where(
        Opinion.body == by.body, Opinion.day.between(quarter.first, quarter.last), Opinion.comment != ""
    )
    if not by.has(Duty.REGISTRY):  # what is blocked only the registry comes upon
        query = query.where(Opinion.id.not_in(blocked_ids(HoldKind.OPINIONS)))
    with office.database.reading() as session:
        return session.scalars(query.order_by(Opinion.day.desc(), Opinion.id.desc())).all()


def reasons_of(office: Office) -> Reasons:
    """The reasons in force."""
    return reasons_in(load_settings().rules_file(FILE))


def demand_fit(answers: Answers) -> None:
    """Raises RequestError for answers that nobody could keep: see ``answer_by_code``."""
    if answers.is_empty:
        raise RequestError("survey.empty")
    if any(mark is not None and mark not in _MARKS for mark in (answers.clear, answers.polite)):
        raise RequestError("survey.bad-mark")
    if len(answers.comment) > COMMENT_LIMIT:
        raise RequestError("survey.too-long", limit=COMMENT_LIMIT)
    if found := private_in(answers.comment):
        raise RequestError("survey.private", found=found)


def _opinion(body: str, source: Source, answers: Answers, reasons: Reasons) -> Opinion:
    comment = "\n".join(line.strip() for line in answers.comment.strip().splitlines())
    return Opinion(
        body=body,
        day=clock.today(),
        channel=source.value,
        clear=answers.clear,
        polite=answers.polite,
        in_time=answers.in_time,
        solved=answers.solved,
        comment=comment,
        reason=reasons.of(comment),
    )


def _key(body: str, visitor: str) -> str:
    return hashlib.sha256(f"{body}\n{quarter_of(clock.today())}\n{visitor}".encode()).hexdigest()
