"""How well letters on the like are found: of a labelled set of appeals, how many of the same group are among the first.

The sets are those of ``bench.intake``. Each appeal asks after all the others by its subject and questions; beside it
the same is asked of a full text index, every word in its dictionary form, ordered by BM25, as search would do it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from letterkit.core.case import Appeal, CaseCard
from letterkit.core.errors import CardError
from letterkit.datafile import parse_yaml, read_text
from letterkit.office.likeness.about import about, likeness
from letterkit.office.likeness.similar import OF_GROUP, groups_of
from letterkit.russian.search_words import form, tokens

FIRST = 5


@dataclass(frozen=True, slots=True)
class LabelledAppeal:
    """What an appeal asks in few words, and the group that it belongs to first of all."""

    said: tuple[str, ...]
    group: str


@dataclass(frozen=True, slots=True)
class LikenessFigures:
    """Shares of the ``asked`` appeals: with one of their group among the first, at the first place.

    ``found``: of those of their group that could stand among the first.
    """

    asked: int
    any_among: float
    first: float
    found: float


def load(folders: Iterable[Path]) -> list[LabelledAppeal]:
    """The appeals of ``folders`` that have a group."""
    appeals = []
    for folder in folders:
        for file in sorted(folder.glob("*.yml")):
            label = parse_yaml(read_text(file, CardError), file=str(file), error=CardError) or {}
            groups = (label.get("other") or {}).get("groups")
            section = label.get("appeal") or {}
            said = (section.get("subject"), *(section.get("questions") or ()))
            if groups and any(said):
                appeals.append(LabelledAppeal(tuple(str(each) for each in said if each), groups[0]))
    return appeals


def by_likeness(appeals: Sequence[LabelledAppeal]) -> LikenessFigures:
    """As letters are found: those have their groups, the appeal has only its words."""
    told = [about(each.said) for each in appeals]
    groups = [groups_of(CaseCard(Appeal(subject=each.said[0], questions=each.said[1:]))) for each in appeals]
    return _count(
        appeals,
        lambda one, other: likeness(told[one], told[other]) + OF_GROUP * groups[one].get(appeals[other].group, 0.0),
    )


def by_index(appeals: Sequence[LabelledAppeal]) -> LikenessFigures:
    """As a full text index finds them."""
    words = [[form(token) for text in each.said for token in tokens(text)] for each in appeals]
    scores: dict[tuple[int, int], float] = {}
    with closing(sqlite3.connect(":memory:")) as plain:
        plain.execute("CREATE VIRTUAL TABLE told USING fts5(words)")
        plain.executemany("INSERT INTO told(rowid, words) VALUES (?, ?)", enumerate(map(" ".join, words)))
        for number, said in enumerate(words):
            query = " OR ".join(f'"{word}"' for word in sorted(set(said)))
            found = plain.execute("SELECT rowid, bm25(told) FROM told WHERE told MATCH ?", (query,))
            scores.update({(number, other): -score for other, score in found})
    return _count(appeals, lambda one, other: scores.get((one, other), 0.0))


def _count(appeals: Sequence[LabelledAppeal], score: Callable[[int, int], float]) -> LikenessFigures:
    asked = any_among = first = found = could = 0
    for one, appeal in enumerate(appeals):
        others = [other for other in range(len(appeals)) if other != one]
        same = sum(appeals[other].group == appeal.group for other in others)
        if not same:
            continue
        top = sorted(others, key=lambda other: -score(one, other))[:FIRST]
        right = [appeals[other].group == appeal.group for other in top]
        asked, any_among, first = asked + 1, any_among + any(right), first + right[0]
        found, could = found + sum(right), could + min(FIRST, same)
    return LikenessFigures(asked, any_among / asked, first / asked, found / could)
