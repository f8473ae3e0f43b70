"""Words taken out of rows, of some things of one kind at once: all copies of them that the tables have.

What figures count stays: days, channels, kinds, groups, reasons and results of appeals, states and steps of letters,
lengths of calls, marks of opinions. What the journal is compared with stays too: numbers, approvals with the hashes of
their bytes, sendings. Each function gives the files that these rows have named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from letterkit.office.holds import HoldKind
from letterkit.office.retention.rules import Kind
from letterkit.store.api_tables import ApiCall, RepeatKey
from letterkit.store.batch_tables import (
    Batch,
    BatchChunk,
    BatchFinding,
    BatchRow,
    BatchSending,
    BatchWaiver,
    RowFinding,
)
from letterkit.store.desk_tables import LetterFile
from letterkit.store.directory_tables import DirectoryGrant, DirectoryPerson
from letterkit.store.incoming_tables import AppealText, Incoming, IncomingFile
from letterkit.store.key_tables import LetterKey, RowKey
from letterkit.store.likeness_tables import AppealShingle, LetterLikeness, LikenessKey
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.notice_tables import Notice, NoticeChoice
from letterkit.store.post_tables import RowBarcode
from letterkit.store.register_tables import (
    AppealFile,
    AppealWords,
    Call,
    LetterWords,
    Note,
    Opinion,
    Question,
    Reception,
    Reminder,
)
from letterkit.store.retention_tables import Hold, RemovalAct
from letterkit.store.second_step_tables import CodeApp, OldPassword, RecoveryCode, SecurityKey
from letterkit.store.session_tables import SignIn, SignInFailures
from letterkit.store.signature_tables import FileSignature
from letterkit.store.tables import Appeal, Approval, Dispatch, Letter, LetterWaiver, Person, Presence, Remark, Version

Wiper = Callable[[Session, RemovalAct, Sequence[int]], Iterable[str]]
_OF_PEOPLE: Sequence[Any] = (
    SignIn, DirectoryPerson, CodeApp, SecurityKey, RecoveryCode, OldPassword, Notice, NoticeChoice, Presence, ApiCall,
    RepeatKey,
)  # fmt: skip
"""What an account has besides its person."""
NO_KEY = "0" * 64
"""The key of a row that is like no other letter."""


def wipe(session: Session, act: RemovalAct, kind: Kind, ids: Sequence[int]) -> set[str]:
    """Takes out what is said in the things ``ids``; the files that nothing of theirs names any more."""
    return set(WIPERS[kind](session, act, ids))


def _cases(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterator[str]:
    _holds(session, HoldKind.CASES, ids)
    letters = session.scalars(select(Letter.id).where(Letter.appeal_id.in_(ids))).all()
    yield from _letters(session, act, letters)
    yield from _forget_files(session, AppealFile, AppealFile.appeal_id, ids)
    yield from _mailings(session, Mailing.appeal_id, ids)
    yield from _incoming(session, act, session.scalars(select(Incoming.id).where(Incoming.appeal_id.in_(ids))).all())
    for table in (AppealText, AppealWords, AppealShingle, Note, Question):
        session.execute(delete(table).where(table.appeal_id.in_(ids)))
    _calls(session, act, session.scalars(select(Call.id).where(Call.appeal_id.in_(ids))).all())
    _receptions(session, act, session.scalars(select(Reception.id).where(Reception.appeal_id.in_(ids))).all())
    for appeal in session.scalars(select(Appeal).where(Appeal.id.in_(ids))):
        appeal.card = {"appeal": {"number": appeal.number, "registered": appeal.registered.isoformat()}}
        appeal.applicant, appeal.subject, appeal.visit = "", _note(act), None
        for said in ("closed", "extension", "oral"):
            if (told := getattr(appeal, said)) is not None:
                setattr(appeal, said, _without(told, "why", "consent"))
        appeal.removed_by = act.id
    session.flush()


def _letters(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterator[str]:
    _holds(session, HoldKind.LETTERS, ids)
    of_versions = select(Version.docx, Version.pdf).where(Version.letter_id.in_(ids))
    of_approvals = select(Approval.docx, Approval.pdf).where(Approval.letter_id.in_(ids))
    pdfs = set()
    for docx, pdf in (*session.execute(of_versions), *session.execute(of_approvals)):
        pdfs.add(pdf)
        yield from filter(None, (docx, pdf))
    yield from _signatures(session, pdfs - {None})
    yield from _forget_files(session, LetterFile, LetterFile.letter_id, ids)
    yield from _mailings(session, Mailing.letter_id, ids)
    for table in (LetterWords, LetterKey, LikenessKey, LetterLikeness, Presence):
        session.execute(delete(table).where(table.letter_id.in_(ids)))
    _set(session, Version.letter_id, ids, card={}, title="", text="", report=None, docx=None, pdf=None)
    _set(session, Remark.letter_id, ids, words="", excerpt="")
    _set(session, LetterWaiver.letter_id, ids, reason="", excerpt=None)
    _set(session, Dispatch.letter_id, ids, to="", track=None, handed_to=None)
    for letter in session.scalars(select(Letter).where(Letter.id.in_(ids))):
        letter.card, letter.title, letter.text, letter.returned = {}, _note(act), "", None
        letter.keyed, letter.removed_by = letter.revision, act.id
    session.flush()


def _batches(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterator[str]:
    """The letters of a batch lie in packs, each of many: a batch is removed whole."""
    assert act.listed is not None
    _holds(session, HoldKind.BATCHES, ids)
    for batch in session.scalars(select(Batch).where(Batch.id.in_(ids))):
        yield batch.source
        batch.name, batch.source, batch.content, batch.fault = _note(act), act.listed, None, None
        batch.removed_by = act.id
    yield from filter(None, session.scalars(select(BatchChunk.pack).where(BatchChunk.batch_id.in_(ids))))
    rows = select(BatchRow.id).where(BatchRow.batch_id.in_(ids))
    pdfs = select(BatchRow.pdf).where(BatchRow.batch_id.in_(ids), BatchRow.pdf.is_not(None))
    _holds(session, HoldKind.ROWS, session.scalars(rows).all())
    yield from _signatures(session, pdfs)
    yield from _mailings(session, Mailing.batch_id, ids)
    for table in (RowKey, RowFinding, RowBarcode):
        session.execute(delete(table).where(table.row_id.in_(rows)))
    session.execute(delete(BatchFinding).where(BatchFinding.batch_id.in_(ids)))
    _set(session, BatchWaiver.batch_id, ids, message="", reason="")
    _set(session, BatchSending.batch_id, ids, to="", track=None, handed_to=None)
    _set(session, BatchChunk.batch_id, ids, pack=None)
    nothing: dict[str, Any] = {"card": None, "faults": None, "earlier": None, "reason": None, "stem": None}
    _set(session, BatchRow.batch_id, ids, key=NO_KEY, who="", words="", **nothing)


def _calls(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterable[str]:
    _holds(session, HoldKind.CALLS, ids)
    _set(session, Call.id, ids, caller="", phone=None, told="")
    return ()


def _receptions(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterable[str]:
    _holds(session, HoldKind.RECEPTIONS, ids)
    _set(session, Reception.id, ids, visitor="", subject="", told="")
    return ()


def _opinions(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterable[str]:
    _holds(session, HoldKind.OPINIONS, ids)
    _set(session, Opinion.id, ids, comment="")
    return ()


def _people(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterable[str]:
    """Who they were and what they answered for stays, as letters and the journal have it; how they came in goes."""
    _holds(session, HoldKind.PEOPLE, ids)
    grants = select(SignIn.id).where(SignIn.person_id.in_(ids))
    session.execute(delete(DirectoryGrant).where(DirectoryGrant.sign_in_id.in_(grants)))
    for table in _OF_PEOPLE:
        session.execute(delete(table).where(table.person_id.in_(ids)))
    session.execute(delete(SignInFailures).where(SignInFailures.login.in_(map(str, ids))))
    nothing: dict[str, Any] = {"password": None, "phone": None, "email": None, "scopes": None, "last_sign_in": None}
    _set(session, Person.id, ids, fs_token_uniquifier=None, password_set=None, **nothing)
    return ()


def _reminders(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterable[str]:
    _holds(session, HoldKind.REMINDERS, ids)
    session.execute(delete(Reminder).where(Reminder.id.in_(ids)))
    return ()


def _incoming(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterator[str]:
    _holds(session, HoldKind.INCOMING, ids)
    yield from _forget_files(session, IncomingFile, IncomingFile.incoming_id, ids)
    yield from _messages_where(session, MailMessage.incoming_id, ids)
    session.execute(delete(Incoming).where(Incoming.id.in_(ids)))


def _messages(session: Session, act: RemovalAct, ids: Sequence[int]) -> Iterator[str]:
    _holds(session, HoldKind.MESSAGES, ids)
    yield from _messages_where(session, MailMessage.id, ids)


def _messages_where(session: Session, column: InstrumentedAttribute[Any], ids: Sequence[int]) -> Iterator[str]:
    """What is left of a message is its number in the mailbox: it may lie there still, and is not taken in again."""
    yield from filter(None, session.scalars(select(MailMessage.content).where(column.in_(ids))))
    links: dict[str, Any] = {"incoming_id": None, "mailing_id": None, "message_id": None}
    _set(session, column, ids, sender="", heading="", content=None, why=None, **links)


def _mailings(session: Session, column: InstrumentedAttribute[Any], ids: Sequence[int]) -> Iterator[str]:
    found = session.execute(select(Mailing.id, Mailing.files).where(column.in_(ids))).all()
    for _, files in found:
        yield from (each["sha256"] for each in files.get("files", ()))
    sent = [mailing_id for mailing_id, _ in found]
    yield from _messages_where(session, MailMessage.mailing_id, sent)
    nothing: dict[str, Any] = {"answers": None, "failed": None, "bounced": None}
    _set(session, Mailing.id, sent, to="", heading="", words="", files={"files": []}, **nothing)


def _holds(session: Session, kind: HoldKind, ids: Sequence[int]) -> None:
    """That it was held, and until when, stays with the journal; on what grounds goes with the thing."""
    words = update(Hold).where(Hold.kind == kind, Hold.thing_id.in_(ids)).values(words="")
    session.execute(words.execution_options(synchronize_session=False))


def _signatures(session: Session, pdfs: Any) -> Iterator[str]:
    found = session.scalars(select(FileSignature).where(FileSignature.signed.in_(pdfs))).all()
    for signature in found:
        yield from filter(None, (signature.content, signature.note, signature.copy))
        session.delete(signature)


def _forget_files(
    session: Session, table: Any, column: InstrumentedAttribute[Any], ids: Sequence[int]
) -> Iterator[str]:
    yield from session.scalars(select(table.content).where(column.in_(ids)))
    session.execute(delete(table).where(column.in_(ids)))


def _set(session: Session, column: InstrumentedAttribute[Any], ids: Sequence[int], **values: Any) -> None:
    rows = update(column.class_).where(column.in_(ids)).values(**values)
    session.execute(rows.execution_options(synchronize_session=False))


def _note(act: RemovalAct) -> str:
    """What stands in lists where a subject stood."""
    return f"Уничтожено по акту № {act.number} от {act.on:%d.%m.%Y}"


def _without(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in names}


WIPERS: Mapping[Kind, Wiper] = {
    Kind.CASES: _cases,
    Kind.LETTERS: _letters,
    Kind.DRAFTS: _letters,
    Kind.BATCHES: _batches,
    Kind.RECEPTIONS: _receptions,
    Kind.CALLS: _calls,
    Kind.INCOMING: _incoming,
    Kind.MESSAGES: _messages,
    Kind.REMINDERS: _reminders,
    Kind.OPINIONS: _opinions,
    Kind.PEOPLE: _people,
}
