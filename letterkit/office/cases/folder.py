"""The folder of a letter: all that its page shows of it, read in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from letterkit.core.mail import ON_ITS_WAY, MailingState
from letterkit.core.office import Actor
from letterkit.core.outcome import Channel
from letterkit.office import rights
from letterkit.office.cases.approval import authors, is_agreed_by_another
from letterkit.office.cases.drafting import last_version
from letterkit.office.cases.snapshots import words_hash
from letterkit.office.context import Office
from letterkit.store import audit
from letterkit.store.file_signatures import signature_of
from letterkit.store.mail_tables import Mailing
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Approval, AuditEntry, Dispatch, Letter, LetterWaiver, Remark, Version

Row = TypeVar("Row", Approval, Remark, LetterWaiver)


@dataclass(frozen=True, slots=True)
class Folder:
    """``shown`` is the newest version that was composed; ``is_made`` says that it has the letter's present words.

    ``earlier`` are the composed versions before it, newest first, without their reports. ``wrote`` are the people
    (ids) who have written in the letter, ``agreed_for`` whether somebody else than the reader has agreed to its words.
    ``signature`` is that of the approved PDF, ``mailings`` how the letter went by mail, newest first.
    """

    letter: Letter
    shown: Version | None
    is_made: bool
    earlier: Sequence[Version]
    remarks: Sequence[Remark]
    waivers: Sequence[LetterWaiver]
    approvals: Sequence[Approval]
    steps: Sequence[AuditEntry]
    sent: Dispatch | None
    wrote: frozenset[int]
    agreed_for: bool
    signature: FileSignature | None
    mailings: Sequence[Mailing]

    @property
    def approval(self) -> Approval | None:
        """The approval in force, if there is one."""
        return next((each for each in reversed(self.approvals) if each.kind == "approved"), None)

    @property
    def is_on_its_way(self) -> bool:
        """Whether the letter is in the queue of the mail, or may have gone by it."""
        return any(each.state in ON_ITS_WAY for each in self.mailings)

    @property
    def came_back(self) -> bool:
        """Whether the letter went by mail and was not delivered."""
        last = next((each for each in self.mailings if each.state != MailingState.CANCELLED), None)
        by_mail = self.sent is not None and self.sent.channel == Channel.EMAIL
        return by_mail and last is not None and last.state == MailingState.BOUNCED

    @property
    def open_remarks(self) -> Sequence[Remark]:
        """The remarks that nobody has dealt with yet."""
        return [each for each in self.remarks if each.resolved is None]


def folder(office: Office, by: Actor, letter_id: int) -> Folder:
    """The folder of the letter, if ``by`` may see it; raises RequestError ``letter.gone``."""
    with office.database.reading() as session:
        letter = rights.readable_letter(session, by, letter_id)
        newest = last_version(session, letter)
        composed = select(Version).filter_by(letter_id=letter.id).where(Version.docx.is_not(None))
        composed = composed.order_by(Version.number.desc())
        shown = session.scalars(composed.limit(1)).first()
        older = composed.where(Version.id != shown.id).options(defer(Version.report)) if shown else None
        approvals = _rows(session, Approval, letter, withdrawn=None)
        pdf = next((each.pdf for each in reversed(approvals) if each.kind == "approved"), None)
        return Folder(
            letter=letter,
            shown=shown,
            is_made=newest is shown and words_hash(newest) == words_hash(letter),
            earlier=list(session.scalars(older)) if older is not None else [],
            remarks=_rows(session, Remark, letter),
            waivers=_rows(session, LetterWaiver, letter, withdrawn=None),
            approvals=approvals,
            steps=audit.of_subject(session, f"letter:{letter.id}"),
            sent=session.scalar(select(Dispatch).filter_by(letter_id=letter.id)),
            wrote=frozenset(authors(session, letter)),
            agreed_for=newest is shown and is_agreed_by_another(session, by, letter, newest),
            signature=signature_of(session, pdf),
            mailings=session.scalars(select(Mailing).filter_by(letter_id=letter.id).order_by(Mailing.id.desc())).all(),
        )


def _rows(session: Session, table: type[Row], letter: Letter, **where: object) -> list[Row]:
    return list(session.scalars(select(table).filter_by(letter_id=letter.id, **where).order_by(table.id)))
