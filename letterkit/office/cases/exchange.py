"""What other systems are given of a letter: its words and files, and the appeal that it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from letterkit.checking.draft import file_stem
from letterkit.compose.letter import with_defaults
from letterkit.core.case import CaseCard
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor
from letterkit.core.profile import Body
from letterkit.office import rights
from letterkit.office.cases.approval import approval_of
from letterkit.office.cases.letter_files import list_files
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.store import audit
from letterkit.store.file_signatures import signature_of


@dataclass(frozen=True, slots=True)
class ExchangedLetter:
    """An approved letter; ``files`` are names and bytes, its PDF first, then what goes with it, and ``signature``.

    ``sha256`` is that of the PDF. ``pages`` is how many sheets it has.
    """

    card: CaseCard
    title: str
    body: Body
    sha256: str
    stem: str
    pages: int
    files: Sequence[tuple[str, bytes]]
    signature: tuple[str, bytes] | None


def letter_to_exchange(office: Office, by: Actor, letter_id: int) -> ExchangedLetter:
    """The letter as other systems take it over; noted in the journal.

    Raises RequestError ``letter.gone``, ``export.not-approved``, ``export.no-pdf``, ToolFailed ``file.altered``.
    """
    with office.database.writing() as session:
        letter = rights.lock_letter(session, by, letter_id)
        approval = approval_of(session, letter)
        if approval is None:
            raise RequestError("export.not-approved")
        if approval.pdf is None:
            raise RequestError("export.no-pdf")
        profile = office.of(letter.body).profile
        card = with_defaults(card_of(letter), profile)
        stem = file_stem(card) or f"letter-{letter.id}"
        held = signature_of(session, approval.pdf)
        beside = list_files(session, letter.id)
        audit.record(session, by, "letter.exported", f"letter:{letter.id}", kind="exchange", pdf=approval.pdf)
        report = approval.version.report or {}
        title = approval.version.title
    pages = int(report.get("facts", {}).get("pages") or 1)
    named = [(f"{stem}.pdf", approval.pdf), *((each.name, each.content) for each in beside)]
    files = [(name, office.files.get(sha256)) for name, sha256 in named]
    signature = (f"{stem}.pdf.sig", office.files.get(held.content)) if held is not None else None
    return ExchangedLetter(card, title, profile.body, approval.pdf, stem, pages, files, signature)
