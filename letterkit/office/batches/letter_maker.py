"""Cards become letters, many at once: composed on one blank, printed together, each checked like any other."""

from collections.abc import Iterable, Sequence
from typing import Any

from letterkit.checking.checker import CheckedLetter, Checker, Composition
from letterkit.checking.draft import file_stem
from letterkit.checking.provenance import origin
from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.fast import compile_blank
from letterkit.compose.letter import ComposedLetter, compose
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError, ToolFailed, ToolMissing
from letterkit.office.batches.results import Outcome, RowLetter


class Maker:
    """Letters with the words of ``reply`` on ``blank``; ``print`` asks for PDFs. Raises TemplateError."""

    def __init__(self, checker: Checker, reply: ReplyText, blank: Blank, *, print: bool) -> None:
        self._checker = checker
        self._reply = reply
        self._blank = compile_blank(blank)
        self._print = print
        self._origin = origin(blank, reply, checker, {})

    def made_of(self, outcomes: Iterable[Outcome]) -> dict[str, Any]:
        """The hashes of what the letters among ``outcomes`` were made of and held to."""
        versions = next((one.report.versions for one in outcomes if isinstance(one, RowLetter)), {})
        return {**self._origin, "versions": dict(versions)}

    def make(self, cards: Sequence[CaseCard]) -> list[Outcome]:
        """A letter of each card, or why there is none; a fault of one does not touch the others."""
        composed = [self._compose(card) for card in cards]
        checked = iter(self._check([one for one in composed if isinstance(one, ComposedLetter)]))
        return [one if isinstance(one, LetterkitError) else _outcome_of(one, next(checked)) for one in composed]

    def _compose(self, card: CaseCard) -> ComposedLetter | LetterkitError:
        try:
            return compose(card, self._reply, self._blank, self._checker.profile)
        except LetterkitError as fault:
            return fault

    def _check(self, letters: Sequence[ComposedLetter]) -> list[CheckedLetter | LetterkitError]:
        """What LibreOffice has failed at it is given once more, alone; a letter that then has no pages is no letter."""
        together = [Composition(one.docx, f"{_stem(one)}.docx", one.card) for one in letters]
        checked = list(self._checker.check_together(together, pages=self._print))
        for index, outcome in enumerate(checked):
            if _mishap(outcome):
                [again] = self._checker.check_together([together[index]], pages=self._print)
                checked[index] = _mishap(again) or again
        return checked


def _mishap(checked: CheckedLetter | LetterkitError) -> ToolFailed | None:
    """What LibreOffice broke down with; raises ToolMissing ``disk.full``, for which no letter is to blame."""
    if isinstance(checked, LetterkitError):
        return None
    why = checked.why_no_pages or ""
    if why == "disk.full":
        raise ToolMissing(why)
    return ToolFailed(why) if why.startswith("libreoffice.") else None


def _outcome_of(composed: ComposedLetter, checked: CheckedLetter | LetterkitError) -> Outcome:
    if isinstance(checked, LetterkitError):
        return checked
    return RowLetter(_stem(composed), composed.docx, checked.pdf, checked.report)


def _stem(composed: ComposedLetter) -> str:
    return file_stem(composed.card) or composed.reply
