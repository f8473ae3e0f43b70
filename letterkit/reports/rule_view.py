"""One rule as its page in the service shows it: what it says, its facts, its examples with what is said of each.

As in docs/rules/, the wrong examples are tried when the page is made: what is shown is what the rule really says. Rules
of the grammar engine are shown untried.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.check import Need
from letterkit.reports.mends import MendWords, mends_of, verb
from letterkit.reports.rule_examples import apply_mend, marked_lines, right_lines
from letterkit.reports.rule_words import (
    PACKS,
    mend_words,
    openly,
    pack_of,
    related_rules,
    says_more,
    stems_of,
    title_of,
)
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS

if TYPE_CHECKING:
    from letterkit.checking.examples.trial import Bench
    from letterkit.checks.check import Check, Example
    from letterkit.core.finding import Finding

MOST_EXAMPLES = 8
NEEDS = {
    None: "текст письма",
    Need.CARD: "карточка обращения",
    Need.PAGES: "страницы письма",
    Need.LAYOUT: "вид листа и шрифта: файл .docx или .pdf",
    Need.REGISTRATION: "номер и дата письма; пока письму не дали номер, правило не спрашивают",
    Need.PROOFREADER: "проверка языка",
}


@dataclass(frozen=True, slots=True)
class ExampleRemark:
    """What is said of a wrong example, and the words to put instead."""

    message: str
    verb: str
    mends: tuple[MendWords, ...]


@dataclass(frozen=True, slots=True)
class WrongExample:
    """A wrong example: its lines in pieces (words, whether they are the wrong ones), and itself with the mend made."""

    lines: tuple[tuple[tuple[str, bool], ...], ...]
    said: tuple[ExampleRemark, ...]
    better: str | None


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule for its page; ``no_clause`` says why the Order asks for nothing of the kind, where it does not.

    ``more`` wrong examples are not shown. ``about`` are (name, words) of what is known of it.
    """

    code: str
    message: str
    why: str
    advice: str
    level: str
    level_words: str
    clause: str | None
    asks: str
    no_clause: str
    about: tuple[tuple[str, str], ...]
    wrong: tuple[WrongExample, ...]
    more: int
    right: tuple[str, ...]
    related: "tuple[Check, ...]"


def rule_view(check: "Check", bench: "Bench") -> RuleView:
    """``check``, a rule of the book of ``bench``."""
    book = bench.book
    clause = book.clauses.by_number.get(check.clause or "")
    wrong = tuple(_wrong(check, example, bench) for example in check.wrong[:MOST_EXAMPLES])
    return RuleView(
        code=check.code,
        message=title_of(check),
        why=check.why,
        advice=openly(check.advice) if says_more(check.advice) else "",
        level=check.level.value,
        level_words=LEVEL_FORMS[check.level][0],
        clause=check.clause,
        asks=clause.asks if clause else "",
        no_clause=book.clauses.no_clause.get(check.code) or book.clauses.no_clause.get(check.family, ""),
        about=(
            ("Семейство", FAMILIES.get(check.family, check.family)),
            ("Набор правил", PACKS.get(pack_of(check), pack_of(check))),
            ("Исправляет", mend_words(check, any(said.mends for each in wrong for said in each.said))),
            ("Нужно для проверки", NEEDS[check.needs]),
            ("Файл", check.file),
        ),
        wrong=wrong,
        more=len(check.wrong) - len(wrong),
        right=tuple("\n".join(right_lines(example)) for example in check.right[:MOST_EXAMPLES]),
        related=tuple(related_rules(check, book.checks, stems_of(book.checks))),
    )


def _wrong(check: "Check", example: "Example", bench: "Bench") -> WrongExample:
    found = () if check.needs is Need.PROOFREADER else bench.try_example(check, example).findings
    said = tuple(dict.fromkeys(ExampleRemark(each.message, verb(each), tuple(mends_of(each)[:1])) for each in found))
    return WrongExample(
        tuple(map(tuple, marked_lines(example))), said, apply_mend(example, found[0]) if _is_plain(found) else None
    )


def _is_plain(found: "Sequence[Finding]") -> bool:
    """Whether the words with the mend made tell anything: of several mends only one could be shown."""
    return len(found) == 1
