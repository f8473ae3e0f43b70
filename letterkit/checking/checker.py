"""A letter from anywhere becomes a report: read, printed where it can be, asked every rule, findings put on pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from letterkit.checking.letter_files import read_letter
from letterkit.checking.press import Press, PressLetter, mark_unprinted, read_own, since
from letterkit.checking.profile import parse_profile
from letterkit.checking.text_alone import is_text_alone, text_alone
from letterkit.checking.waiver_files import waivers_of
from letterkit.checks.check import Need
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.checks.run import check as run_checks
from letterkit.checks.subject import for_engine
from letterkit.checks.waivers import Waiver
from letterkit.core import meters
from letterkit.core.budget import Budget
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterkitError, ProfileError, ToolError, ToolMissing
from letterkit.core.garbage import set_aside_what_is_loaded
from letterkit.core.letter import Letter
from letterkit.core.profile import Profile
from letterkit.core.report import Report
from letterkit.datafile import read_text
from letterkit.language.lexicon import SPELLING_LISTS
from letterkit.pages.locate import PageMap

if TYPE_CHECKING:
    from letterkit.language.ports import Proofreader

EngineChoice = Literal["auto", "languagetool", "embedded", "off"]

_LETTERS_TO_LOAD = 10
"""After so many letters all that a long-lived process needs has been loaded."""

NOT_REGISTERED = "registration.later"
"""Why a letter that is still to be registered is not asked for its number and date: a wording code."""
MAX_PICTURES = 10
"""Pages shown in a report: a letter has one or two; a book would make a file that no browser opens."""
MAX_PICTURE_BYTES = 40_000_000
"""All pictures of a letter together: a page of words takes 0.1 MB, a photograph over all of it some 4."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How to check; it crosses into worker processes.

    ``memory`` is where the rules are kept read between runs, ``own`` the files of the body's own
    packs. ``printed`` asks to keep the PDF and pictures of its pages, ``word`` to keep the letter as a Word file.
    Those of ``own_names`` are in force besides those that the profile names. ``waivers`` are those of the case; each
    letter may have its own. ``text_only``: what is given is the text of a letter without its other parts.
    """

    profile: Path
    rules: Path
    memory: Path | None = None
    card: CaseCard | None = None
    waivers: tuple[Waiver, ...] = ()
    engine: EngineChoice = "auto"
    languagetool_url: str | None = None
    soffice: str | None = None
    pages: bool = True
    printed: bool = False
    word: bool = False
    own: tuple[Path, ...] | None = None
    own_names: tuple[str, ...] = ()
    text_only: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A page (1-based) as PNG."""

    page: int
    width_mm: float
    height_mm: float
    png: bytes


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """A report with what its readers need beside it: what each clause asks, in Russian, and the letter as printed.

    ``pictures`` and ``pdf`` are kept when the options ask for them and there are pages; ``docx``, in whose text the
    findings have their places, when they ask for it and the letter is a Word file or could be made one.
    ``why_no_pages`` is a wording code where the letter could not be printed.
    """

    report: Report
    clause_titles: Mapping[str, str]
    pictures: tuple[Picture, ...] = ()
    pdf: bytes | None = None
    docx: bytes | None = None
    why_no_pages: str | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """A letter made here, to be checked with others; ``name`` is that of its file."""

    docx: bytes
    name: str
    card: CaseCard


class Checker:
    """Checks letters with one rule book, one grammar engine and one LibreOffice, which are closed with it.

    Threads may share it. One made ``beside`` another, for another profile, has its engine, its LibreOffice and, where
    the packs are the same, its rule book: whoever has opened the other closes them.
    ``why_no_language`` is a wording code where the engine that was to be taken by itself does not load.
    Raises ProfileError and RuleError when made; ToolMissing when the engine asked for by name does not answer.
    """

    def __init__(self, options: CheckOptions, beside: "Checker | None" = None) -> None:
        self.options = options
        source = read_text(options.profile, ProfileError)
        self.profile: Profile = parse_profile(source, str(options.profile))
        self.profile_sha256 = sha256(source.encode()).hexdigest()
        self.book: RuleBook = self._open_book(beside)
        self.memory = Memory()
        self.proofreader: Proofreader | None = None
        self.why_no_language: str | None = None
        if beside and self._is_spelt_as(beside):
            self.proofreader, self.why_no_language = beside.proofreader, beside.why_no_language
        else:
            self._open_proofreader()
        self.clause_titles = {number: clause.asks for number, clause in self.book.clauses.by_number.items()}
        self.press: Press = beside.press if beside else Press(options.soffice)
        self._letters = 0

    def __enter__(self) -> "Checker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes what LibreOffice left; a later check starts it anew."""
        self.press.close()

    def without_language(self) -> "Checker":
        """The same rules, pages and press without the grammar engine; closed with this one."""
        plain = copy(self)
        plain.options, plain.proofreader = replace(self.options, engine="off"), None
        plain.why_no_language = None
        return plain

    def check_file(self, path: Path) -> CheckedLetter:
        """The letter at ``path``, with the waivers beside it; raises as ``check_bytes``, and RuleError."""
        return self.check_bytes(read_letter(path), path.name, waivers_of(path))

    def check_bytes(
        self,
        data: bytes,
        name: str,
        waivers: Sequence[Waiver] = (),
        *,
        card: CaseCard | None = None,
        registered: bool = True,
        budget: Budget | None = None,
        text_only: bool | None = False,
    ) -> CheckedLetter:
        """The letter ``data`` of the file ``name``, compared with ``card`` (that of the options when not given).

        One that is not ``registered`` yet is not asked for its number and date. What ``budget`` leaves no time for is
        named as not checked. With ``text_only`` it is a text without the other parts of a letter, and is not printed;
        None: it is one where no such part is read (``is_text_alone``).
        Raises LetterFileError, and ToolError where only LibreOffice can read the letter.
        """
        until = budget.until() if budget else None
        read = self.press.read(data, name, budget)
        self._print([read], budget, text_only=bool(text_only))
        return self._finish(read, waivers, card, registered, until=until, text_only=text_only)

    def check_letter(
        self,
        letter: Letter,
        waivers: Sequence[Waiver] = (),
        *,
        card: CaseCard | None = None,
        registered: bool = True,
        budget: Budget | None = None,
        text_only: bool = False,
    ) -> Report:
        """A letter that has been read already, without its pages; the rest as in ``check_bytes``."""
        if budget:
            budget.demand_room(len(letter.text))
        until = budget.until() if budget else None
        read = PressLetter(letter, why_no_pages="pages.off")
        return self._finish(read, waivers, card, registered, until=until, text_only=text_only).report

    def check_letters(self, letters: Sequence[Letter]) -> Iterator[Report]:
        """The report of each of ``letters`` as ``check_letter`` gives it; the grammar engine reads them together."""
        self.proofread_together(letters)()
        return map(self.check_letter, letters)

    def check_files(self, paths: Sequence[Path]) -> Iterator[tuple[Path, "CheckedLetter | LetterkitError"]]:
        """Each of ``paths`` with its outcome, in order: a letter that cannot be read does not stop the others.

        Letters made in Word are printed together, which costs a tenth of printing each alone.
        """
        reads: dict[Path, PressLetter | LetterkitError] = {}
        for path in paths:
            try:
                reads[path] = self.press.read(read_letter(path), path.name)
            except LetterkitError as fault:
                reads[path] = fault
        self._print([read for read in reads.values() if isinstance(read, PressLetter)])
        for path, read in reads.items():
            if isinstance(read, LetterkitError):
                yield path, read
                continue
            try:
                yield path, self._finish(read, waivers_of(path))
            except LetterkitError as fault:
                yield path, fault

    def check_together(
        self, letters: Sequence[Composition], *, pages: bool = True
    ) -> Iterator["CheckedLetter | LetterkitError"]:
        """Each of ``letters`` with its outcome, in order, printed all in one, or not at all without ``pages``.

        The PDF is always kept, pictures never are.
        """
        reads: list[PressLetter | LetterkitError] = []
        for one in letters:
            try:
                reads.append(read_own(one.docx, one.name))
            except LetterkitError as fault:
                reads.append(fault)
        whole = [read for read in reads if isinstance(read, PressLetter)]
        proofread = self.proofread_together([read.letter for read in whole])
        if self.options.pages and pages:
            self.press.print_joined(whole)
        else:
            mark_unprinted(whole, "pages.off")
        proofread()
        for read, one in zip(reads, letters, strict=True):
            if isinstance(read, LetterkitError):
                yield read
                continue
            try:
                yield replace(self._finish(read, (), one.card, bool(one.card.number), drawn=False), pdf=read.pdf)
            except LetterkitError as fault:
                yield fault

    def proofread_together(self, letters: Sequence[Letter]) -> Callable[[], None]:
        """Has the grammar engine read all that is new in ``letters`` at once; what is given back waits for that."""
        if self.proofreader is None:
            return lambda: None
        answer = self.proofreader.begin(for_engine(letters, self.profile))

        def read_through() -> None:
            with suppress(ToolError):  # each letter asks for itself, and says why it got no answer
                answer()

        return read_through

    def _print(self, reads: Sequence[PressLetter], budget: Budget | None = None, *, text_only: bool = False) -> None:
        if self.options.pages and not (text_only or self.options.text_only):
            self.press.print(reads, budget)
        else:
            mark_unprinted(reads, "pages.off")

    def _finish(
        self,
        read: PressLetter,
        waivers: Sequence[Waiver],
        card: CaseCard | None = None,
        registered: bool = True,
        *,
        drawn: bool = True,
        until: float | None = None,
        text_only: bool | None = False,
    ) -> CheckedLetter:
        text_only = is_text_alone(read.letter.parts) if text_only is None else text_only or self.options.text_only
        absent = dict.fromkeys((Need.PAGES, Need.LAYOUT), read.why_no_pages) if read.why_no_pages else {}
        if self.why_no_language:
            absent[Need.PROOFREADER] = self.why_no_language
        if not registered:
            absent[Need.REGISTRATION] = NOT_REGISTERED
        began = perf_counter()
        pages = PageMap(read.letter.text, read.facts) if read.facts is not None else None
        report = run_checks(
            text_alone(read.letter) if text_only else read.letter,
            book=self.book,
            profile=self.profile,
            card=card or self.options.card,
            facts=read.facts,
            page_map=pages,
            proofreader=self.proofreader,
            waivers=(*waivers, *self.options.waivers),
            absent=absent,
            memory=self.memory,
            until=until,
            text_only=text_only,
        )
        read.timing_ms["checks"] = since(began)
        if pages is not None:
            from letterkit.checking.page_places import place_on_pages

            began = perf_counter()
            report = place_on_pages(report, pages)
            read.timing_ms["placing"] = since(began)
        if read.letter.notes:
            report = replace(report, facts={**report.facts, "notes": ", ".join(read.letter.notes)})
        timing = {**report.timing_ms, **read.timing_ms, "total": sum(read.timing_ms.values())}
        report = replace(report, timing_ms=timing)
        meters.tell("check", report.verdict.value, value=timing["total"] / 1000)
        for why in {item.why for item in report.not_checked}:
            meters.tell("unchecked", why)
        self._letters += 1
        if self._letters == _LETTERS_TO_LOAD:  # threads may miss it by counting at once: a little time, no more
            set_aside_what_is_loaded()
        docx = (read.given or read.docx) if self.options.word else None
        if not (self.options.printed and drawn):
            return CheckedLetter(report, self.clause_titles, docx=docx, why_no_pages=read.why_no_pages)
        return CheckedLetter(report, self.clause_titles, self._pictures(read), read.pdf, docx, read.why_no_pages)

    def _pictures(self, read: PressLetter) -> tuple[Picture, ...]:
        if read.pdf is None or read.facts is None:
            return ()
        from letterkit.pages.preview import png

        drawn: list[Picture] = []
        room_bytes = MAX_PICTURE_BYTES
        for page in read.facts.pages[:MAX_PICTURES]:
            picture = png(read.pdf, page.number)
            room_bytes -= len(picture)
            if room_bytes < 0:
                break
            drawn.append(Picture(page.number, page.width_mm, page.height_mm, picture))
        return tuple(drawn)

    def _open_book(self, beside: "Checker | None") -> RuleBook:
        """The rules of the profile's packs: a book is some megabytes, and bodies mostly have the same."""
        options = self.options
        if beside is not None and beside.profile.packs == self.profile.packs:
            return beside.book.with_own(options.own or ()) if options.own or beside.options.own else beside.book
        names = (*self.profile.packs, *options.own_names)
        return load_rulebook(options.rules, names, options.memory, options.own)

    def _is_spelt_as(self, beside: "Checker") -> bool:
        """Whether the grammar engine of ``beside`` knows the same words."""
        return all(self.book.lists.file(name) == beside.book.lists.file(name) for name in SPELLING_LISTS)

    def _open_proofreader(self) -> None:
        if self.options.engine == "off":
            return
        from letterkit.language.proofreader import open_proofreader

        words = self.book.lists if self.book.lists.changed else None
        try:
            self.proofreader = open_proofreader(
                self.options.engine, self.options.languagetool_url, rules=self.options.rules, words=words
            )
        except ToolMissing as fault:
            if self.options.engine != "auto":
                raise
            self.why_no_language = fault.code


def check_file(path: Path, options: CheckOptions) -> Report:
    """One letter, everything opened and closed for it; errors as in ``Checker``."""
    with Checker(options) as checker:
        return checker.check_file(path).report


def check_bytes(data: bytes, name: str, options: CheckOptions) -> Report:
    """As ``check_file``, for a letter that is not on disk."""
    with Checker(options) as checker:
        return checker.check_bytes(data, name).report
