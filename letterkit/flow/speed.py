"""How fast the work goes, beside a rival in the same run: ratios travel between machines, seconds do not."""

import io
import statistics
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from letterkit.checks.run import check
from letterkit.core.case import CaseCard
from letterkit.core.errors import ToolMissing
from letterkit.core.letter import Letter
from letterkit.core.profile import Profile
from letterkit.flow.check import Checker, CheckOptions
from letterkit.proofing.cache import Cached
from letterkit.proofing.engine import Proofreader

Work = Callable[[], object]

LETTERS_AT_ONCE = 20
SENTENCE = "до 01.12.2024"


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a letter over ``rounds``; ``code`` names what was timed (letterkit.cli.bench has the words)."""

    code: str
    median_ms: float
    best_ms: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``ours`` against ``rival``, timed in turns."""

    ours: Timing
    rival: Timing

    @property
    def ratio(self) -> float:
        """How many times as long the rival takes."""
        return self.rival.median_ms / self.ours.median_ms


@dataclass(frozen=True, slots=True)
class Paths:
    """Where rules, templates and the profile are; ``languagetool_url`` when a server is to be timed too."""

    rules: Path
    templates: Path
    profile: Path
    languagetool_url: str | None = None


def comparisons(paths: Paths) -> Iterator[Comparison]:
    """Every comparison, each as soon as it is made; those whose parts are not installed are left out."""
    made = _Demo(paths)
    yield made.filling()
    with suppress(ToolMissing):
        yield made.printing()
    yield from made.checking()


class _Demo:
    """The sample case as a card, a letter and a .docx, to be timed over and over."""

    def __init__(self, paths: Paths) -> None:
        from letterkit.compose import Catalogue
        from letterkit.compose.letter import compose
        from letterkit.flow.card import load_card
        from letterkit.flow.profile import load_profile
        from letterkit.reading import read_docx

        self.paths = paths
        self.profile: Profile = load_profile(paths.profile)
        self.card: CaseCard = load_card(paths.templates / "samples" / "demo.yml")
        catalogue = Catalogue(paths.templates)
        self.reply = catalogue.reply("by_date")
        self.blank = catalogue.blank(self.profile.blank)
        self.docx = compose(self.card, self.reply, self.blank, self.profile).docx
        self.letter: Letter = read_docx(self.docx, "demo.docx")

    def filling(self) -> Comparison:
        """Our fill, with its guard and proofs, against docxtpl alone on the same blank and the same words."""
        from docxtpl import DocxTemplate

        from letterkit.compose.context import reply_context
        from letterkit.compose.letter import compose, letter_context, with_defaults
        from letterkit.compose.reply import words_of

        whole = with_defaults(self.card, self.reply, self.profile)
        words = words_of(
            self.reply, reply_context(whole, self.reply, self.profile), title=whole.reply.title, several=False
        )
        context = letter_context(whole, words, self.profile)

        def bare() -> bytes:
            template = DocxTemplate(io.BytesIO(self.blank.data))
            template.render(dict(context), autoescape=True)
            out = io.BytesIO()
            template.save(out)
            return out.getvalue()

        return _compared(
            ("fill.letterkit", lambda: compose(self.card, self.reply, self.blank, self.profile)),
            ("fill.docxtpl", bare),
            rounds=15,
        )

    def printing(self) -> Comparison:
        """Many letters in one call of LibreOffice against one by one; raises ToolMissing."""
        from letterkit.pages.convert import Converter

        many = [self.docx] * LETTERS_AT_ONCE
        with Converter() as converter:
            converter.pdf(self.docx)
            return _compared(
                ("pdf.together", lambda: converter.pdfs(many)),
                ("pdf.alone", lambda: [converter.pdf(each) for each in many[:4]]),
                rounds=3,
                letters=(LETTERS_AT_ONCE, 4),
            )

    def checking(self) -> Iterator[Comparison]:
        """Rules alone against rules with grammar, an edited letter against an unseen one; a server if there is one."""
        options = CheckOptions(self.paths.profile, self.paths.rules, engine="off", pages=False)
        with Checker(options) as plain, Checker(replace(options, engine="embedded")) as embedded:
            rules, fresh = self._checked(plain), self._fresh(embedded)
            yield _compared(("check.rules", rules), ("check.embedded", fresh), rounds=9)
            yield _compared(("check.edited", self._edited(embedded)), ("check.embedded", fresh), rounds=9)
            if self.paths.languagetool_url:
                served = replace(options, engine="languagetool", languagetool_url=self.paths.languagetool_url)
                with Checker(served) as server:
                    yield _compared(("check.server", self._fresh(server)), ("check.embedded", fresh), rounds=9)
                    yield _compared(
                        ("check.server-edited", self._edited(server)), ("check.server", self._fresh(server)), 9
                    )

    def _checked(self, checker: Checker) -> Work:
        return lambda: self._check(checker, self.letter, checker.proofreader)

    def _fresh(self, checker: Checker) -> Work:
        """The letter as one that comes for the first time: nothing of it is remembered."""
        proofreader = checker.proofreader
        assert isinstance(proofreader, Cached)
        return lambda: self._check(checker, self.letter, proofreader.fresh())

    def _edited(self, checker: Checker) -> Work:
        """The letter after one sentence has been changed, the rest as it was a moment ago."""
        turn = 0

        def work() -> object:
            nonlocal turn
            turn += 1
            text = self.letter.text.replace(SENTENCE, f"до {turn % 28 + 1:02}.{turn // 28 % 12 + 1:02}.2025", 1)
            return self._check(checker, replace(self.letter, text=text), checker.proofreader)

        self._check(checker, self.letter, checker.proofreader)
        return work

    def _check(self, checker: Checker, letter: Letter, proofreader: Proofreader | None) -> object:
        return check(letter, book=checker.book, profile=checker.profile, card=self.card, proofreader=proofreader)


def _compared(
    ours: tuple[str, Work], rival: tuple[str, Work], rounds: int, letters: tuple[int, int] = (1, 1)
) -> Comparison:
    """Time the two in turns, so that a busy moment falls on both; ``letters`` is how many each call makes."""
    sides = (ours, rival)
    spent: tuple[list[float], list[float]] = ([], [])
    for _, work in sides:
        work()
    for _ in range(rounds):
        for side, (_, work) in enumerate(sides):
            began = perf_counter()
            work()
            spent[side].append((perf_counter() - began) * 1000 / letters[side])
    first, second = (
        Timing(code, statistics.median(each), min(each), rounds) for (code, _), each in zip(sides, spent, strict=True)
    )
    return Comparison(first, second)
