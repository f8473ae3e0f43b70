"""Words about rules that their pages in docs/ and in the service share, and which rules are alike."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import regex

from letterkit.checks.check import fill_holes, holes
from letterkit.office.rule_figures.period import Span
from letterkit.reports.wording import FAMILIES

if TYPE_CHECKING:
    from letterkit.checks.check import Check

RULE_FORMS = ("правило", "правила", "правил")
CASE_FORMS = ("случая", "случаев", "случаев")
"""After «из»."""
FINDING_FORMS = ("замечание", "замечания", "замечаний")
PACKS: Mapping[str, str] = {
    "order-2024": "Порядок 2024 года",
    "language": "русский язык",
    "gost": "ГОСТ Р 7.0.97, общее для обеих редакций",
    "gost-2025": "ГОСТ Р 7.0.97-2025",
    "gost-2016": "ГОСТ Р 7.0.97-2016",
    "iso-24495-1": "ISO 24495-1, простой язык",
    "internal": "внутренние проверки",
}
"""The packs that come with letterkit by the names of their folders; another one stands for itself."""
SPANS: Mapping[Span, str] = {
    Span.MONTH: "за месяц",
    Span.QUARTER: "за квартал",
    Span.YEAR: "за год",
    Span.ALL: "за всё время",
}
MOST_RELATED = 6
_WORD = regex.compile(r"\p{L}{4,}")
_STEM = 5
_HOLE = "\ufffc"
"""Stands for what a finding would name, apart from «…» that a rule has in its words."""
_NAMED = f"«?{_HOLE}»?"
_ENGINE_FIRST = regex.compile(f"{_HOLE} –|«{_HOLE}»,")
_NEEDLESS = (
    regex.compile(rf" \([^()]*{_HOLE}[^()]*\)"),
    regex.compile(rf"(?<=[\w»]){_HOLE}"),
    regex.compile(rf"^(?:«{_HOLE}» – |{_HOLE} (?!–))"),
    # What is named at the end, but not the second half of «здесь – …, а там – …».
    regex.compile(
        rf"(?<=(?:\w+\W+){{2}}\w+\W*)(?<!{_HOLE}[^{_HOLE}]*,[^,{_HOLE}]*)(?: –|(?<!,.*):) "
        rf"{_NAMED}(?:,?\W+(?:(?:и|но) )?{_NAMED})*$"
    ),
)
_MOST_HOLES = 2

Stems = Mapping[str, frozenset[str]]


def openly(sentence: str) -> str:
    """``sentence`` with its holes shown as «…», without a full stop."""
    shown = fill_holes(sentence, dict.fromkeys(holes(sentence), "…")).strip(" .;,")
    return " ".join(shown.split())


def title_of(check: "Check") -> str:
    """What the rule says as a sentence, without the places that it would name; why it says so where too few are left.

    «Слово «…» требует другого падежа – «…»» → «Слово «…» требует другого падежа».
    """
    if not says_more(check.message):
        return openly(check.why.split(". ")[0])
    told = fill_holes(check.message, dict.fromkeys(holes(check.message), _HOLE))
    for pattern in _NEEDLESS:
        told = pattern.sub("", told)
    if told.count(_HOLE) > _MOST_HOLES:
        told, dash, _ = told.partition(" – ")
        told = told if dash and _HOLE not in told else ""
    if not told or _ENGINE_FIRST.match(told):
        return openly(regex.split(r"[.:;] ", check.why, maxsplit=1)[0])
    shown = openly(told.replace(_HOLE, "…").strip())
    return shown[:1].upper() + shown[1:]


def says_more(sentence: str) -> bool:
    """Whether ``sentence`` has words of its own besides its holes."""
    return _WORD.search(openly(sentence)) is not None


def pack_of(check: "Check") -> str:
    """The pack whose folder the file of ``check`` lies in."""
    return check.file.split("/")[1]


def mend_words(check: "Check", mends: bool) -> str:
    """Who mends what ``check`` finds; ``mends``: it gives words to put."""
    if check.safe:
        return "сделает программа, если её попросят"
    return "программа предлагает, решает человек" if mends else "решает человек"


def in_order(families: Iterable[str]) -> list[str]:
    """``families`` in the order in which a letter is read, those without a name last."""
    given = set(families)
    return [*(family for family in FAMILIES if family in given), *sorted(given - FAMILIES.keys())]


def stems_of(checks: "Iterable[Check]") -> Stems:
    """The beginnings of the words that each rule says, by its code: ``related_rules`` compares by them."""
    return {
        check.code: frozenset(
            word[:_STEM] for word in _WORD.findall(f"{check.message} {check.why} {check.advice}".lower())
        )
        for check in checks
    }


def related_rules(check: "Check", checks: "Sequence[Check]", stems: Stems) -> "list[Check]":
    """Rules of the family whose words are most like those of ``check``; of a small family all."""
    family = [each for each in checks if each.family == check.family and each is not check]
    mine = stems[check.code]

    def likeness(other: "Check") -> tuple[float, str]:
        theirs = stems[other.code]
        return -len(mine & theirs) / (len(mine | theirs) or 1), other.code

    return sorted(family, key=likeness)[:MOST_RELATED]
