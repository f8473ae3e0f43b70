"""The sample case as a card, a letter and a .docx, to be timed over and over."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path

from letterkit.checking.checker import Checker
from letterkit.checks.subject import PROSE
from letterkit.core.case import CaseCard
from letterkit.core.letter import Letter, Part
from letterkit.core.profile import Profile

_TO_WARM = 12  # letters: the checker sets aside what it has loaded at its tenth
SENTENCE = "до 01.12.2024"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where rules, templates, the profile and the jars of a LanguageTool server are."""

    rules: Path
    templates: Path
    profile: Path
    languagetool: Path
    languagetool_url: str | None = None


class Demo:
    """One page of some two hundred words, as the clerk's templates make it."""

    def __init__(self, paths: Paths) -> None:
        from letterkit.checking.profile import load_profile
        from letterkit.compose import Catalogue
        from letterkit.compose.letter import compose
        from letterkit.reading import read_docx
        from letterkit.tables.card import load_card

        self.paths = paths
        self.profile: Profile = load_profile(paths.profile)
        self.card: CaseCard = load_card(paths.templates / "samples" / "demo.yml")
        catalogue = Catalogue(paths.templates)
        self.reply = catalogue.reply("by_date")
        self.blank = catalogue.blank(self.profile.blank)
        self.docx = compose(self.card, self.reply, self.blank, self.profile).docx
        self.letter: Letter = read_docx(self.docx, "demo.docx")
        self._numbers, self._days = count(1), count()

    def others(self) -> Iterator[Letter]:
        """Letters like the sample, no two of this demo with a paragraph of text in common, without end."""
        return (_with_every_paragraph(self.letter, f" (лист {number} дела)") for number in self._numbers)

    def edited_letters(self) -> Iterator[Letter]:
        """The sample after one sentence has been changed, each time otherwise, without end."""
        for turn in self._days:
            date = f"до {turn % 28 + 1:02}.{turn // 28 % 12 + 1:02}.{2025 + turn // 336 % 60}"
            yield replace(self.letter, text=self.letter.text.replace(SENTENCE, date, 1))


def warm_up(demo: Demo, checker: Checker, letters: Iterator[Letter]) -> None:
    """Load dictionaries, models and the blank, as in a process that has worked for a minute."""
    for letter in islice(letters, _TO_WARM):
        checker.check_letter(letter, card=demo.card)


def _with_every_paragraph(letter: Letter, words: str) -> Letter:
    """``letter`` with ``words`` put in before the last mark of each paragraph of the opening and the body."""
    pieces: list[str] = []
    parts: list[Part] = []
    done = moved = 0
    for part in letter.parts:
        start = part.start + moved
        if part.role in PROSE and part.end - part.start > 1:
            pieces += [letter.text[done : part.end - 1], words]
            done = part.end - 1
            moved += len(words)
        parts.append(replace(part, start=start, end=part.end + moved))
    pieces.append(letter.text[done:])
    return replace(letter, text="".join(pieces), parts=tuple(parts))
