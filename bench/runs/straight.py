"""The straight way to a letter of a table: docxtpl, a process of LibreOffice, the whole check, letter after letter."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from bench.runs.steps import Steps
from bench.speed.filling import bare
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.press import Press
from letterkit.checks.paragraph_cache import Memory
from letterkit.compose.catalogue import Blank, ReplyText
from letterkit.compose.context import reply_context
from letterkit.compose.letter import letter_context, with_defaults
from letterkit.compose.reply import words_of
from letterkit.core.case import CaseCard
from letterkit.core.errors import ToolMissing
from letterkit.language.cache import CachingProofreader
from letterkit.office.batches.results import RowLetter
from letterkit.ooxml import formats, guard_parts, package, styles
from letterkit.pages import office
from letterkit.russian import syntax

_LIMIT_S = 120
_LEFT_BY_LETTERS = (
    *(styles._STYLES, formats._FORMATS, package._RELATIONS),
    *(guard_parts._PASSED, guard_parts._TYPES, guard_parts._TARGETS),
    syntax._known,
)
"""What parts of files and sentences have left for those that are the same in the next letter."""


class PlainOffice:
    """LibreOffice as a script calls it: a process for each file, with a profile that was used before.

    ``prepared``: the profile is the one that letterkit prepares, with which LibreOffice starts four times as quickly.
    """

    def __init__(self, *, prepared: bool) -> None:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise ToolMissing("libreoffice.missing", looked_for="soffice")
        self._program = program
        self._home = tempfile.TemporaryDirectory(prefix="letterkit-straight-")
        self.last = b""
        if prepared:
            office.prepare_profile(self._profile, program)

    @property
    def _profile(self) -> Path:
        return Path(self._home.name) / "profile"

    def pdf(self, docx: bytes) -> bytes:
        folder = Path(self._home.name)
        letter = folder / "letter.docx"
        letter.write_bytes(docx)
        order = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(letter)]
        subprocess.run(
            [self._program, f"-env:UserInstallation={self._profile.as_uri()}", *order],
            check=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LIMIT_S,
        )
        result = letter.with_suffix(".pdf")
        self.last = result.read_bytes()
        result.unlink()
        return self.last

    def pdfs(self, docx: Sequence[bytes], marked: bool = False) -> list[bytes]:
        """As ``Converter.pdfs`` is asked by a checker, a process for each."""
        return [self.pdf(each) for each in docx]

    def close(self) -> None:
        self._home.cleanup()


class _Calls(Press):
    def __init__(self, plain: PlainOffice) -> None:
        super().__init__()
        self._plain = plain

    def converter(self) -> Any:
        return self._plain


class StraightChecker(Checker):
    """The whole check of a letter, as if it were the first; its pages are printed by ``PlainOffice``, in one call."""

    def __init__(self, options: CheckOptions, *, prepared: bool) -> None:
        super().__init__(options)
        self.plain = PlainOffice(prepared=prepared)
        self.press = _Calls(self.plain)

    def forget(self) -> None:
        """What was found in letters before is not known any more: no part or sentence of the next one is spared.

        What is known of single words stays.
        """
        self.memory = Memory()
        if isinstance(self.proofreader, CachingProofreader):
            self.proofreader = self.proofreader.fresh()
        for shelf in _LEFT_BY_LETTERS:
            shelf.clear()


class Straight:
    """Makes letters of one reply text on one blank; used as a context manager."""

    def __init__(self, options: CheckOptions, reply: ReplyText, blank: Blank, steps: Steps, *, prepared: bool) -> None:
        self._reply, self._blank, self._steps = reply, blank, steps
        self._checker = StraightChecker(options, prepared=prepared)

    def __enter__(self) -> "Straight":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._checker.plain.close()

    def letter(self, card: CaseCard) -> RowLetter:
        """The letter of ``card``, printed and checked."""
        profile = self._checker.profile
        with self._steps.step("fill"):
            whole = with_defaults(card, profile, self._reply)
            context = reply_context(whole, self._reply, profile)
            words = words_of(self._reply, context, title=whole.reply.title, several=False)
            docx = bare(self._blank.data, letter_context(whole, words.title, words.rows, profile))
        name = f"{whole.number}.docx".replace("/", "-")
        self._checker.forget()
        checked = self._checker.check_bytes(docx, name, card=whole)
        return RowLetter(name, docx, self._checker.plain.last, checked.report)
