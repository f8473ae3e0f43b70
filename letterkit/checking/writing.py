"""A letter while a person writes it: checked after every change, its findings shown in the editor's own text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from letterkit.checking.checker import NOT_REGISTERED, CheckedLetter, Checker
from letterkit.checking.draft import file_stem
from letterkit.checking.typed_text import TypedPlaces
from letterkit.checks.rule_book import RuleBook, can_err
from letterkit.checks.run import BROKEN
from letterkit.checks.waivers import Waiver
from letterkit.compose import Catalogue, StartingText, WrittenLetter, compose_written, starting_text
from letterkit.compose.survey_code import SurveyCode
from letterkit.core.case import CaseCard
from letterkit.core.cuts import Cut
from letterkit.core.finding import Finding
from letterkit.core.letter import Role
from letterkit.core.report import NotChecked, Report, Verdict
from letterkit.reading import read_docx

_SEEN_LATER = frozenset({"pages.off", NOT_REGISTERED})


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the editor shows it.

    It stands at ``typed[start:end]``, and each of ``suggestions`` can be typed there instead. Both are None where it is
    about what was not typed in the text; ``where`` is the part of the letter it is in, None when something is missing.
    ``others`` are the other places of its word that were typed.
    """

    finding: Finding
    start: int | None
    end: int | None
    suggestions: tuple[str, ...]
    where: Role | None
    others: "tuple[Remark, ...]" = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A cut of the plan for a letter that is too long, at ``typed[start:end]``."""

    cut: Cut
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Live:
    """What is known of the letter without printing it; ``remarks`` in the order of the report.

    ``verdict`` and ``not_checked`` leave out what only pages or registration can tell; ``report`` has it all.
    ``places`` leads from the report's text to the editor's.
    """

    written: WrittenLetter
    report: Report
    verdict: Verdict
    not_checked: tuple[NotChecked, ...]
    remarks: tuple[Remark, ...]
    cuts: tuple[Passage, ...]
    places: TypedPlaces

    @property
    def facts(self) -> Mapping[str, int | float | str | None]:
        return self.report.facts

    @property
    def salutation(self) -> str:
        return self.written.salutation

    @property
    def addressee(self) -> tuple[str, ...]:
        return self.written.addressee


@dataclass(frozen=True, slots=True)
class PrintedLetter:
    """The letter with its pages: ``stem`` names its files, ``live`` says where in the editor the findings are.

    ``checked`` holds the report, the PDF and the pictures of pages, as far as LibreOffice could make them.
    """

    stem: str
    docx: bytes
    checked: CheckedLetter
    live: Live

    @property
    def report(self) -> Report:
        return self.checked.report

    @property
    def pages(self) -> int | None:
        """How many pages it has; None when it could not be printed."""
        pages = self.report.facts["pages"]
        return None if pages is None else int(pages)


class Writing:
    """Letters written by hand on the blanks of ``catalogue``, checked by ``checker``; several threads may share it.

    ``checker`` is to keep what it prints, if anything is to be printed.
    """

    def __init__(self, checker: Checker, catalogue: Catalogue) -> None:
        self._checker = checker
        self._catalogue = catalogue

    def start(self, card: CaseCard, reply_id: str) -> StartingText:
        """The reply text ``reply_id`` filled with as much of ``card`` as there is.

        Raises RequestError ``reply.unknown``, CardError and TemplateError as ``compose.starting_text``.
        """
        return starting_text(card, self._catalogue.reply(reply_id), self._checker.profile, gaps=True)

    def live(self, card: CaseCard, title: str, text: str, blank_id: str | None, waivers: Sequence[Waiver] = ()) -> Live:
        """The letter as it stands in the editor, checked without its pages; None stands for the blank of the body.

        Raises RequestError (``blank.unknown``, ``writing.*``), CardError, TemplateError as ``compose_written``.
        """
        written = self._compose(card, title, text, blank_id)
        letter = read_docx(written.docx, _name(written))
        report = self._checker.check_letter(letter, waivers, card=written.card, registered=_is_registered(card))
        return _live(written, text, report, self._checker.book)

    def print_letter(
        self,
        card: CaseCard,
        title: str,
        text: str,
        blank_id: str | None,
        waivers: Sequence[Waiver] = (),
        survey: SurveyCode | None = None,
    ) -> PrintedLetter:
        """The same letter checked with its pages, to be looked at or to go to review; errors as in ``live``.

        ``survey`` invites to say what one thinks of it, where the blank has a place for that.
        """
        written = self._compose(card, title, text, blank_id, survey)
        checked = self._checker.check_bytes(
            written.docx, _name(written), waivers, card=written.card, registered=_is_registered(card)
        )
        live = _live(written, text, checked.report, self._checker.book)
        return PrintedLetter(_stem(written), written.docx, checked, live)

    def _compose(
        self, card: CaseCard, title: str, text: str, blank_id: str | None, survey: SurveyCode | None = None
    ) -> WrittenLetter:
        blank = self._catalogue.blank(blank_id or self._checker.profile.blank)
        return compose_written(card, title, text, blank, self._checker.profile, survey)


def _is_registered(card: CaseCard) -> bool:
    """Number and date come together, on registration: before it nobody can write them (clause 4.1)."""
    return card.number is not None


def _live(written: WrittenLetter, text: str, report: Report, book: RuleBook) -> Live:
    places = TypedPlaces(report.text, text, written)
    not_checked = tuple(item for item in report.not_checked if item.why not in _SEEN_LATER)
    return Live(
        written=written,
        report=report,
        verdict=_verdict(report, not_checked, book),
        not_checked=not_checked,
        remarks=tuple(_remark(finding, report, places) for finding in report.findings),
        cuts=tuple(_passages(report, places)),
        places=places,
    )


def _remark(finding: Finding, report: Report, places: TypedPlaces) -> Remark:
    span = places.span(finding.start, finding.end)
    where = _role(report, finding.start)
    others = (_remark(other, report, places) for other in finding.others)
    typed = tuple(other for other in others if other.start is not None)
    if span is None or finding.start is None or finding.end is None:
        return Remark(finding, None, None, (), where, typed)
    mends = (places.mend(words, finding.start, finding.end) for words in finding.suggestions)
    return Remark(finding, *span, tuple(mend for mend in mends if mend is not None), where, typed)


def _passages(report: Report, places: TypedPlaces) -> list[Passage]:
    cuts = report.cuts.cuts if report.cuts else ()
    spans = ((cut, places.span(cut.start, cut.end)) for cut in cuts)
    return [Passage(cut, *span) for cut, span in spans if span is not None]


def _role(report: Report, offset: int | None) -> Role | None:
    if offset is None:
        return None
    return next((part.role for part in report.parts if part.start <= offset < part.end), None)


def _verdict(report: Report, not_checked: Sequence[NotChecked], book: RuleBook) -> Verdict:
    """READY also when nothing is missing but what is seen later: pages when it is printed, number when it is given."""
    if report.verdict is not Verdict.INCOMPLETE:
        return report.verdict
    lost = any(item.why in BROKEN or can_err(book.by_code[item.what]) for item in not_checked)
    return Verdict.INCOMPLETE if lost else Verdict.READY


def _name(written: WrittenLetter) -> str:
    return f"{_stem(written)}.docx"


def _stem(written: WrittenLetter) -> str:
    return file_stem(written.card) or written.blank
