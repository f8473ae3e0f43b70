"""A letter composed, printed and checked: the very bytes and the report that people then answer for."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from letterkit.checking.provenance import origin
from letterkit.checks.waivers import Waiver
from letterkit.compose.survey_code import SurveyCode, prints_code, survey_code
from letterkit.core.errors import RequestError
from letterkit.core.finding import Level
from letterkit.core.office import Actor
from letterkit.core.outcome import ON_SUBSTANCE
from letterkit.core.report import Report
from letterkit.office.cases.drafting import keep, last_version, waivers_of
from letterkit.office.context import Office
from letterkit.office.feedback import invitations
from letterkit.office.letter_cards import card_of
from letterkit.office.rule_figures import counting
from letterkit.store.tables import Letter, Version


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``docx`` and ``pdf`` are SHA-256 of files in the store; ``pdf`` is None without LibreOffice.

    ``code`` of the survey is printed in it, and told nowhere else.
    """

    docx: str
    pdf: str | None
    report: Report
    made_of: dict[str, Any]
    code: str | None = None

    @property
    def errors(self) -> int:
        return sum(finding.level is Level.ERROR for finding in self.report.findings)


@dataclass(frozen=True, slots=True)
class Basis:
    """The letter as it was when a snapshot of it was begun, with what is waived in it and its newest version then."""

    letter: Letter
    waivers: tuple[Waiver, ...]
    version: int

    def demand_same(self, session: Session, letter: Letter) -> None:
        """Raises RequestError ``letter.meanwhile`` when a number was given or a finding waived since then.

        Changed words have another revision, and are found by it.
        """
        then, version = self.letter, last_version(session, letter).number
        if (then.number, then.dated, self.version) != (letter.number, letter.dated, version):
            raise RequestError("letter.meanwhile")


def basis(session: Session, letter: Letter) -> Basis:
    """What a snapshot of ``letter`` is to be made of."""
    return Basis(letter, waivers_of(session, letter), last_version(session, letter).number)


def make(office: Office, begun: Basis, waivers: tuple[Waiver, ...] | None = None) -> Snapshot:
    """The letter as it would go out now; takes as long as printing does, so never inside a transaction.

    ``waivers`` in place of those of ``begun``. Raises CardError, TemplateError, RequestError ``letter.empty``.
    """
    letter, waivers = begun.letter, begun.waivers if waivers is None else waivers
    if not letter.text.strip():
        raise RequestError("letter.empty")
    office = office.of(letter.body)
    code, asks = _invitation(office, letter)
    printed = office.writing.print_letter(card_of(letter), letter.title, letter.text, letter.blank, waivers, *asks)
    pdf = printed.checked.pdf
    return Snapshot(
        office.files.put(printed.docx),
        office.files.put(pdf) if pdf is not None else None,
        printed.report,
        _made_of(office, letter, printed.report),
        code,
    )


def keep_snapshot(office: Office, session: Session, letter: Letter, by: Actor, why: str, snapshot: Snapshot) -> Version:
    """The snapshot as the next version of the letter."""
    version = keep(session, letter, by, why)
    version.docx, version.pdf = snapshot.docx, snapshot.pdf
    version.report = office.report_json(snapshot.report)
    version.verdict = letter.verdict = snapshot.report.verdict.value
    version.errors = letter.errors = snapshot.errors
    version.made_of = snapshot.made_of
    if snapshot.code is not None:
        invitations.withdraw_others(session, letter.id, snapshot.code)
    counting.version_kept(session, version)
    session.flush()
    return version


def words_hash(letter: Letter | Version) -> str:
    """SHA-256 of what people have written: the heading, the words and the card, without number and date."""
    written = [letter.title, letter.text, letter.card, letter.blank]
    return _sha256(json.dumps(written, ensure_ascii=False, sort_keys=True).encode())


def _invitation(office: Office, letter: Letter) -> tuple[str | None, tuple[SurveyCode, ...]]:
    """A code for an answer that has its number, where the profile has a survey and the blank a place for it (6.9).

    Whoever was told that it takes longer, that somebody else will answer, or a standard refusal is not asked.
    """
    page = office.profile.texts.get("survey")
    if not page or not letter.number or card_of(letter).reply.outcome not in ON_SUBSTANCE:
        return None, ()
    if not prints_code(office.catalogue.blank(letter.blank)):
        return None, ()
    with office.database.writing() as session:
        code = invitations.invite(session, letter.body, letter.id)
    return code, (survey_code(page, code),)


def _made_of(office: Office, letter: Letter, report: Report) -> dict[str, Any]:
    """The hashes of all that the letter was made of and held to (the passport's)."""
    blank, reply = office.catalogue.blank(letter.blank), office.catalogue.reply(letter.reply)
    return {
        **origin(blank, reply, office.checker, report.versions),
        "words": words_hash(letter),
        "number": letter.number,
        "dated": letter.dated.isoformat() if letter.dated else None,
    }


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
