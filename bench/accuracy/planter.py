"""What a planter is, and how its edits become letters with one defect each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from random import Random

from bench.accuracy.edit import Edit
from bench.accuracy.look import Look
from bench.accuracy.sheet import Sheet
from letterkit.core.case import CaseCard

Plant = Callable[[Sheet, Random], Iterable[Edit]]

MOST = 6
"""Letters of one half that a planter is used on, unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Planter:
    """Puts one kind of defect into letters.

    ``families`` are those that a finding may come under, the first gives the row of the table; none for a control,
    whose letters stay right. ``follows`` are families in which the defect rightly has consequences.
    """

    name: str
    families: tuple[str, ...]
    kind: str
    plant: Plant
    most: int = MOST
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlantedLetter:
    """``letter`` with one defect; ``faults`` and ``look`` as in Edit. A control has no families."""

    letter: str
    planter: str
    families: tuple[str, ...]
    kind: str
    way: str
    text: str
    faults: tuple[tuple[int, int], ...]
    card: CaseCard | None = None
    follows: tuple[str, ...] = ()
    look: Look | None = None

    @property
    def family(self) -> str:
        return self.families[0] if self.families else ""

    @property
    def wrong(self) -> str:
        """The words at fault; empty when something is missing."""
        return self.text[slice(*self.faults[0])] if self.faults else ""


def planter(name: str, families: str, kind: str, *, most: int = MOST, follows: str = "") -> Callable[[Plant], Planter]:
    """Make a planter of a function; ``families`` as in labels («a|b»), ``follows`` likewise."""

    def made(plant: Plant) -> Planter:
        return Planter(name, _split(families), kind, plant, most, _split(follows))

    return made


def plant_defects(planters: Iterable[Planter], sheets: Sequence[Sheet]) -> Iterator[PlantedLetter]:
    """Every planter on at most ``most`` of ``sheets``, its ways in equal shares; the same for the same letters."""
    for each in planters:
        used: Counter[str] = Counter()
        ranked = sorted(sheets, key=lambda sheet: _digest(each.name, sheet.name))
        for sheet in ranked:
            if used.total() >= each.most:
                break
            random = Random(_digest(sheet.name, each.name))
            edits = [edit for edit in each.plant(sheet, random) if _changes(edit, sheet)]
            if not edits:
                continue
            fewest = min(used[edit.way] for edit in edits)
            edit = random.choice([edit for edit in edits if used[edit.way] == fewest])
            used[edit.way] += 1
            yield PlantedLetter(
                sheet.name,
                each.name,
                each.families,
                edit.kind or each.kind,
                edit.way,
                edit.apply(sheet.text),
                edit.faults,
                edit.card or sheet.card,
                each.follows,
                edit.look,
            )


def _changes(edit: Edit, sheet: Sheet) -> bool:
    return edit.card is not None or edit.look is not None or edit.new != sheet.text[slice(*edit.place)]


def _digest(*names: str) -> int:
    """A number that is the same in every run; hash() is not."""
    return int.from_bytes(blake2b("\0".join(names).encode(), digest_size=8).digest())


def _split(families: str) -> tuple[str, ...]:
    return tuple(families.split("|")) if families else ()
