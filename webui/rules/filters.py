"""What rules are narrowed by: level, what happened, family, clause, pack; each with how many rules a choice leaves."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from letterkit.checks.check import Check
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Level
from letterkit.office.rule_figures.figures import RuleFigures
from letterkit.reports.rule_words import PACKS, in_order, pack_of
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS
from webui.filters import Choice, Filter, Shape

FILTERS = ("level", "happened", "family", "clause", "pack")
"""The filters by their names in the address."""
_LABELS: Mapping[str, str] = {
    "level": "Степень",
    "happened": "Что было {}",
    "family": "О чём",
    "clause": "Пункт Порядка",
    "pack": "Набор",
}
NO_CLAUSE = "none"
"""What the address calls the rules that no clause of the Order asks for."""
HAPPENED: Mapping[str, str] = {
    "fired": "срабатывали",
    "taken": "исправляли",
    "waived": "отклоняли",
    "silent": "не срабатывали",
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its figures and ``traits``: what each filter may know it by."""

    check: Check
    figures: RuleFigures
    traits: Mapping[str, frozenset[str]]


def traits_of(check: Check, figures: RuleFigures, book: RuleBook) -> Mapping[str, frozenset[str]]:
    """What ``check`` is filtered by. Of a pack of the body are also the rules that it changes."""
    changing = {pack.id for pack in book.own if check.code in pack.levels or check.code in pack.exceptions}
    counted = {"fired": figures.found, "taken": figures.taken, "waived": figures.waived}
    return {
        "level": frozenset({check.level.value}),
        "happened": frozenset(name for name, count in counted.items() if count) or frozenset({"silent"}),
        "family": frozenset({check.family}),
        "clause": frozenset({check.clause or NO_CLAUSE}),
        "pack": frozenset({check.own or pack_of(check), *changing}),
    }


def sift(
    rows: Iterable[RuleRow], chosen: Mapping[str, str], has_words: Callable[[RuleRow], bool], book: RuleBook, when: str
) -> tuple[list[RuleRow], list[Filter]]:
    """The rows that ``has_words`` and every filter let through, and the filters; ``when`` are the words of the period.

    The count beside a choice is what it would leave with the words and all other filters as they are.
    """
    found: list[RuleRow] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
    for row in filter(has_words, rows):
        missed = [name for name in FILTERS if chosen[name] and chosen[name] not in row.traits[name]]
        if not missed:
            found.append(row)
        for name in FILTERS if not missed else missed if len(missed) == 1 else ():
            counts[name].update(row.traits[name])
    words = _words(book)
    return found, [_filter(name, counts[name], chosen[name], words[name], when) for name in FILTERS]


def _filter(name: str, counts: Counter[str], chosen: str, words: Mapping[str, str], when: str) -> Filter:
    ordered = [*words, *sorted(counts.keys() - words.keys())]
    if name == "family":
        ordered = in_order(counts.keys() | ({chosen} & FAMILIES.keys()))
    choices = [
        Choice(value, words.get(value, value), counts[value])
        for value in ordered
        if counts[value] or (value == chosen and value in words)
    ]
    if name == "level":
        return Filter(name, _LABELS[name], chosen, [Choice("", "все", counts.total()), *choices], Shape.PILLS)
    return Filter(name, _LABELS[name].format(when), chosen, choices, anything="неважно")


def _words(book: RuleBook) -> Mapping[str, Mapping[str, str]]:
    """The words of each value of each filter, in the order in which they are shown."""
    clauses = {number: f"п. {number} – {clause.asks}" for number, clause in book.clauses.by_number.items()}
    return {
        "level": {level.value: LEVEL_FORMS[level][0] for level in Level},
        "happened": HAPPENED,
        "family": FAMILIES,
        "clause": {**clauses, NO_CLAUSE: "без пункта: Порядок об этом не говорит"},
        "pack": {**PACKS, **{pack.id: pack.title for pack in book.own}},
    }
