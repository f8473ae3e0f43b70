"""Cards become letters, many at once: composed on one blank, printed together, each checked like any other."""

from collections.abc import Callable, Sequence

from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.letter import Composed, compose
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError
from letterkit.flow.batches.results import Made, Outcome
from letterkit.flow.check import Checked, Checker, Composition
from letterkit.flow.draft import file_stem


class Maker:
    """Letters with the words of ``reply`` on ``blank``; ``print`` asks for PDFs. Raises TemplateError."""

    def __init__(self, checker: Checker, reply: ReplyText, blank: Blank, *, print: bool) -> None:
        self._checker = checker
        self._reply = reply
        self._blank = blank
        self._print = print

    def make(self, cards: Sequence[CaseCard], heard: Callable[[], None] = lambda: None) -> list[Outcome]:
        """A letter of each card, or why there is none; a fault of one does not touch the others.

        ``heard`` is called now and then: whoever waits learns that the work goes on.
        """
        composed = [self._composed(card) for card in cards]
        heard()
        whole = [one for one in composed if isinstance(one, Composed)]
        checked = iter(self._checked(whole, heard))
        return [one if isinstance(one, LetterkitError) else _made(one, next(checked)) for one in composed]

    def _composed(self, card: CaseCard) -> Composed | LetterkitError:
        try:
            return compose(card, self._reply, self._blank, self._checker.profile)
        except LetterkitError as fault:
            return fault

    def _checked(self, letters: Sequence[Composed], heard: Callable[[], None]) -> list[Checked | LetterkitError]:
        together = [Composition(one.docx, f"{_stem(one)}.docx", one.card) for one in letters]
        checked = []
        for outcome in self._checker.check_together(together, pages=self._print):
            checked.append(outcome)
            heard()
        return checked


def _made(composed: Composed, checked: Checked | LetterkitError) -> Outcome:
    if isinstance(checked, LetterkitError):
        return checked
    return Made(_stem(composed), composed.docx, checked.pdf, checked.report)


def _stem(composed: Composed) -> str:
    return file_stem(composed.card) or composed.reply
