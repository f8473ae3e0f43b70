"""What a body has of a person, gathered to be given out to them (article 14 of 152-FZ)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from letterkit.core.errors import LetterkitError
from letterkit.core.office import Actor
from letterkit.office import rights
from letterkit.office.batches.results import letter_of
from letterkit.office.citizens.finding import SEEKERS, FoundThing, things_of
from letterkit.office.holds import HoldKind
from letterkit.store import audit
from letterkit.store.batch_tables import BatchChunk, BatchRow
from letterkit.store.database import Database
from letterkit.store.files import Files
from letterkit.store.incoming_tables import AppealText, Incoming, IncomingFile
from letterkit.store.mail_tables import Mailing, MailMessage
from letterkit.store.register_tables import AppealFile, Call, Opinion, Question, Reception
from letterkit.store.tables import Appeal, Approval, Dispatch, Letter

_UNSAFE = re.compile(r"[^\w.,() №-]+")


@dataclass(slots=True)
class GivenThing:
    """A thing that is given out: what is known of it (``facts``, plain JSON) and its ``files``, each by its name.

    ``withheld`` says what of it is not given because other people are in it.
    """

    found: FoundThing
    facts: dict[str, Any]
    files: list[tuple[str, bytes]] = field(default_factory=list)
    withheld: str = ""


def gather(
    database: Database, files: Files, by: Actor | None, codes: Sequence[str], body: str = ""
) -> Sequence[GivenThing]:
    """The things that ``codes`` name, with all that is given out of them; the journal says so first.

    Letters that were never approved, remarks and notes of officials are not the person's. Raises RequestError
    ``citizen.nothing-chosen``, ``hold.gone``, DeniedError.
    """
    if by is not None:
        rights.demand(by, *SEEKERS)
        body = by.body
    with database.reading() as session:
        given = [_gather_thing(files, session, each) for each in things_of(session, body, codes)]
    with database.writing() as session:
        audit.record(session, by, "citizen.exported", "citizen", found=len(given))
    return given


def _gather_thing(files: Files, session: Session, found: FoundThing) -> GivenThing:
    given = GivenThing(found, {})
    match found.kind:
        case HoldKind.CASES:
            _case(files, session, given)
        case HoldKind.LETTERS:
            _letters(files, session, given, Letter.id == found.id)
        case HoldKind.ROWS:
            _row(files, session, given)
        case HoldKind.CALLS:
            given.facts = _facts(session.get_one(Call, found.id), "at", "caller", "phone", "told", "seconds")
        case HoldKind.RECEPTIONS:
            names = ("at", "visitor", "official", "subject", "told")
            given.facts = _facts(session.get_one(Reception, found.id), *names)
        case HoldKind.INCOMING:
            given.facts = _facts(session.get_one(Incoming, found.id), "at", "sender", "heading", "text")
            query = select(IncomingFile.name, IncomingFile.content).where(IncomingFile.incoming_id == found.id)
            given.files += _read(files, session.execute(query).all())
        case HoldKind.MESSAGES:
            message = session.get_one(MailMessage, found.id)
            given.facts = _facts(message, "at", "sender", "heading")
            given.files += _read(files, [("message.eml", message.content)] if message.content else [])
        case HoldKind.OPINIONS:
            given.facts = _facts(session.get_one(Opinion, found.id), "day", "comment")
    return given


def _case(files: Files, session: Session, given: GivenThing) -> None:
    appeal = session.get_one(Appeal, given.found.id)
    names = ("number", "registered", "channel", "kind", "group", "subject", "due", "answered", "result")
    given.facts = _facts(appeal, *names)
    if given.found.is_collective:
        given.withheld = "collective"
        return
    text = session.get(AppealText, appeal.id)
    questions = select(Question.words).where(Question.appeal_id == appeal.id).order_by(Question.number)
    given.facts |= {
        "applicant": _plain(appeal.card.get("applicant", {})),
        "questions": list(session.scalars(questions)),
        "text": text.text if text else "",
        "calls": [
            _facts(call, "at", "caller", "phone", "told")
            for call in session.scalars(select(Call).where(Call.appeal_id == appeal.id).order_by(Call.id))
        ],
        "receptions": [
            _facts(each, "at", "visitor", "official", "subject", "told")
            for each in session.scalars(select(Reception).where(Reception.appeal_id == appeal.id))
        ],
        "mail": [
            _facts(each, "at", "to", "heading", "words")
            for each in session.scalars(
                select(Mailing).where(Mailing.appeal_id == appeal.id, Mailing.letter_id.is_(None))
            )
        ],
    }
    attached = select(AppealFile.name, AppealFile.content).where(AppealFile.appeal_id == appeal.id)
    given.files += _read(files, session.execute(attached.order_by(AppealFile.id)).all())
    _letters(files, session, given, Letter.appeal_id == appeal.id)


def _letters(files: Files, session: Session, given: GivenThing, which: Any) -> None:
    """Approved letters, their bytes as they were signed, and what went by mail."""
    told = []
    for letter in session.scalars(select(Letter).where(which, Letter.state.in_(rights.FROZEN)).order_by(Letter.id)):
        kept = select(Approval).where(
            Approval.letter_id == letter.id, Approval.kind == "approved", Approval.withdrawn.is_(None)
        )
        approval = session.scalars(kept.order_by(Approval.id.desc()).limit(1)).first()
        gone = session.scalar(select(Dispatch).where(Dispatch.letter_id == letter.id))
        told.append(
            {
                **_facts(letter, "number", "dated", "title", "text"),
                "sent": _facts(gone, "at", "channel", "to") if gone else None,
                "mail": [
                    _facts(each, "at", "to", "heading", "words")
                    for each in session.scalars(select(Mailing).where(Mailing.letter_id == letter.id))
                ],
            }
        )
        if approval is not None:
            stem = f"ответ {letter.number or letter.id}"
            names = [(f"{stem}.pdf", approval.pdf), (f"{stem}.docx", approval.docx)]
            given.files += _read(files, [(name, sha256) for name, sha256 in names if sha256])
    given.facts["letters"] = told


def _row(files: Files, session: Session, given: GivenThing) -> None:
    row = session.get_one(BatchRow, given.found.id)
    given.facts = _facts(row, "appeal_number", "appeal_day", "letter_number", "dated", "who")
    given.facts["applicant"] = _plain((row.card or {}).get("applicant", {}))
    pack = session.scalar(select(BatchChunk.pack).where(BatchChunk.id == row.chunk_id)) if row.chunk_id else None
    if pack is None or row.approval_id is None:
        return
    for kind in ("pdf", "docx"):
        if getattr(row, kind):
            try:
                data = letter_of(files, pack, row.number, kind)
            except LetterkitError:
                continue
            given.files.append((safe_name(f"ответ {row.letter_number or row.number}.{kind}"), data))


def _read(files: Files, named: Sequence[Any]) -> Iterator[tuple[str, bytes]]:
    """Those that are there; what is gone or altered is not given out."""
    for name, sha256 in named:
        try:
            yield safe_name(name), files.get(sha256)
        except LetterkitError:
            continue


def safe_name(name: str) -> str:
    """``name`` as a file in an archive may be called."""
    return _UNSAFE.sub("_", name).strip(" .")[:100] or "файл"


def _facts(row: Any, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names if getattr(row, name) not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value
