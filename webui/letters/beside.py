"""What stands beside a letter that is being written: the appeal with its files, and what was written to them before."""

from collections.abc import Sequence
from dataclasses import dataclass

from letterkit.core.case import CaseCard
from letterkit.core.office import LetterState
from letterkit.office.cases.answers import answers_to
from letterkit.office.register import attached, attached_pages, repeats
from letterkit.office.register.attached_pages import Look
from letterkit.store.register_tables import AppealFile
from letterkit.store.tables import Appeal, Letter
from letterkit.tables.card import parse_card
from webui.access import actor
from webui.engine import engine
from webui.letters.cardform import CARD
from webui.letters.facts import appeal_rows

_SHOWN_APART = ("Номер", "О чём")


@dataclass(frozen=True, slots=True)
class EarlierAppeal:
    """An earlier appeal of the same applicant; ``letters`` answered it, ``is_linked``: this one repeats it."""

    appeal: Appeal
    letters: Sequence[Letter]
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """The appeal, its questions and facts, its files with whether each can be looked at, the earlier appeals."""

    appeal: Appeal | None
    questions: Sequence[str]
    rows: Sequence[tuple[str, str]]
    files: Sequence[tuple[AppealFile, bool]]
    earlier: Sequence[EarlierAppeal]


def beside(appeal: Appeal | None, card: CaseCard | None = None) -> Beside:
    """What is known for a letter that answers ``appeal``, by ``card`` where that says more than the register."""
    read = card or parse_card(appeal.card if appeal else {}, CARD)
    rows = [row for row in appeal_rows(read) if appeal is None or row[0] not in _SHOWN_APART]
    if appeal is None:
        return Beside(None, read.appeal.questions, rows, (), ())
    office, by = engine().office, actor()
    files = attached.files_of(office, by, appeal.id)
    earlier = repeats.of_same_applicant(office, by, appeal.id)
    linked = {each.id for each in repeats.linked_appeals(office, by, appeal.id).earlier}
    letters = answers_to(office, by, earlier)
    return Beside(
        appeal,
        read.appeal.questions,
        rows,
        [(file, attached_pages.look_of(file) is not Look.NOTHING) for file in files],
        [
            EarlierAppeal(
                each,
                [letter for letter in letters.get(each.id, ()) if letter.state == LetterState.SENT],
                each.id in linked,
            )
            for each in earlier
        ],
    )
