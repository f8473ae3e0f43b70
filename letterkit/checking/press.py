"""Letters on their way to a report: read from whatever they came in, printed by LibreOffice, their pages measured."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from letterkit.checking.letter_files import form_of, to_print
from letterkit.core.budget import Budget
from letterkit.core.errors import LetterFileError, LetterkitError, ToolError, ToolFailed, ToolMissing
from letterkit.core.letter import Letter
from letterkit.core.page import PageFacts

if TYPE_CHECKING:
    from letterkit.ooxml.clean import CleanFile
    from letterkit.ooxml.package import Package
    from letterkit.pages.convert import Converter


@dataclass(slots=True)
class PressLetter:
    """A letter on its way: ``docx`` is still to be printed, ``pdf`` has been; ``why_no_pages`` is a wording code.

    ``given`` is the Word file as it came, where ``docx`` is a copy without what reaches out of it. ``package`` is
    ``docx`` opened, kept till it is printed.
    """

    letter: Letter
    docx: bytes | None = None
    given: bytes | None = None
    package: "Package | None" = None
    pdf: bytes | None = None
    facts: PageFacts | None = None
    why_no_pages: str | None = None
    timing_ms: dict[str, float] = field(default_factory=dict)


class Press:
    """One LibreOffice (``soffice``, or the one on PATH), started when it is first needed; threads may share it."""

    def __init__(self, soffice: str | None = None) -> None:
        self._soffice = soffice
        self._converter: Converter | None = None
        self._opening = threading.Lock()

    def close(self) -> None:
        """Removes what LibreOffice left; a later letter starts it anew."""
        if self._converter is not None:
            self._converter.close()
            self._converter = None

    def read(self, data: bytes, name: str, budget: Budget | None = None) -> PressLetter:
        """The letter ``data`` of the file ``name``, if ``budget`` has room for it.

        Raises LetterFileError, and ToolError where only LibreOffice can read the letter.
        """
        began = perf_counter()
        try:
            read = self._read_form(data, name, budget)
            if budget:
                budget.demand_room(len(read.letter.text))
        except (LetterFileError, ToolFailed) as fault:
            fault.file = fault.file or name
            raise
        read.timing_ms["reading"] = since(began)
        return read

    def print(self, reads: Sequence[PressLetter], budget: Budget | None = None) -> None:
        """Prints what came from Word; without LibreOffice the reason is kept and the report says what was not seen."""
        waiting = [read for read in reads if read.docx is not None]
        if not waiting:
            return
        began = perf_counter()
        try:
            converter = self.converter()
            files = [to_print(read.docx, read.letter) for read in waiting if read.docx is not None]
            names = [read.letter.source.name if _prints_its_name(read.letter) else "" for read in waiting]
            pdfs = converter.pdfs(files, limit_s=budget.office_s if budget else None, names=names)
        except ToolMissing as fault:
            mark_unprinted(waiting, _why_none(fault))
            return
        except ToolError as fault:
            if len(waiting) == 1:
                waiting[0].why_no_pages = fault.code
                return
            for read in waiting:
                self.print([read], budget)
            return
        share_ms = since(began) / len(waiting)
        for read, pdf in zip(waiting, pdfs, strict=True):
            _measure(read, pdf)
            read.timing_ms["printing"] = share_ms

    def print_joined(self, reads: Sequence[PressLetter]) -> None:
        """As ``print``, for letters made here, which LibreOffice is given as one document (pages.joined)."""
        from letterkit.pages.joined import printed_joined
        from letterkit.pages.joined_document import LetterPdf

        began = perf_counter()
        try:
            files = [read.docx for read in reads if read.docx is not None]
            printed = printed_joined(files, self.converter(), opened=[read.package for read in reads])
        except ToolMissing as fault:
            mark_unprinted(reads, _why_none(fault))
            return
        share_ms = since(began) / max(len(reads), 1)
        for read, each in zip(reads, printed, strict=True):
            read.package = None
            if isinstance(each, LetterPdf):
                _measure(read, each.pdf, each.facts)
            else:
                read.why_no_pages = each.code
            read.timing_ms["printing"] = share_ms

    def converter(self) -> "Converter":
        """The LibreOffice of this press."""
        with self._opening:
            if self._converter is None:
                from letterkit.pages.convert import Converter

                self._converter = Converter(soffice=self._soffice)
            return self._converter

    def _read_form(self, data: bytes, name: str, budget: Budget | None) -> PressLetter:
        form = form_of(data, name)
        if form == "text":
            from letterkit.reading import read_text
            from letterkit.reading.text import decode

            if budget:  # before each line is asked what it is for
                budget.demand_room(len(decode(data, name)[0]))
            return PressLetter(read_text(data, name), why_no_pages="pages.text")
        if form == "pdf":
            from letterkit.pages.facts import page_facts
            from letterkit.reading import read_pdf

            facts = page_facts(data)
            return PressLetter(read_pdf(data, name, facts), pdf=data, facts=facts)
        from letterkit.ooxml.clean import open_clean
        from letterkit.reading import read_clean

        docx = data
        if form == "office":
            limit_s = budget.office_s if budget else None
            own = name if _FILENAME.search(data) else ""
            docx = self.converter().docx(data, Path(name).suffix.lower(), limit_s, own)
        clean = open_clean(docx, name)
        return PressLetter(read_clean(clean, data), docx=clean.docx, given=docx if _goes_on(clean) else None)


# A name may be a person's: a temporary folder has it only where the letter prints it.
_FILENAME = re.compile(b"FILENAME|" + re.escape("FILENAME".encode("utf-16-le")))


def _prints_its_name(letter: Letter) -> bool:
    return any(each.name == "FILENAME" for each in letter.fields)


def _goes_on(clean: "CleanFile") -> bool:
    """Whether the file as it came is what goes on with remarks in it: macros are left behind for good."""
    return bool(clean.taken) and all(each.kind != "macro" for each in clean.taken)


def read_own(docx: bytes, name: str) -> PressLetter:
    """A letter made here is a Word file, and its guard looks at it as it is opened."""
    from letterkit.ooxml.package import Package
    from letterkit.reading import read_package

    began = perf_counter()
    package = Package.open(docx, name)
    read = PressLetter(read_package(package, docx), docx=docx, package=package)
    read.timing_ms["reading"] = since(began)
    return read


def mark_unprinted(reads: Sequence[PressLetter], why: str) -> None:
    """``reads`` from Word get no pages, for the reason ``why`` (a wording code)."""
    for read in reads:
        if read.docx is not None:
            read.why_no_pages, read.package = why, None


def _why_none(fault: ToolMissing) -> str:
    return "pages.no-libreoffice" if fault.code == "libreoffice.missing" else fault.code


def since(began: float) -> float:
    """Milliseconds since ``began`` (perf_counter)."""
    return (perf_counter() - began) * 1000


def _measure(read: PressLetter, pdf: bytes, facts: PageFacts | None = None) -> None:
    from letterkit.pages.facts import page_facts

    try:
        read.facts = facts or page_facts(pdf)
        read.pdf = pdf
    except LetterkitError as fault:
        read.why_no_pages = fault.code
