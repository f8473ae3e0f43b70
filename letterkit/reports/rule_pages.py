"""Pages about the rules, one a rule and an index by family and by clause, made from the rule files themselves.

What a rule says of its own wrong examples is what it really says: the examples are tried while the pages are made.
Rules of the grammar engine are shown without it, so that the pages are the same wherever they are made.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.check import Need
from letterkit.reports.rule_examples import apply_mend, right_lines, wrong_lines
from letterkit.reports.rule_words import (
    RULE_FORMS,
    Stems,
    in_order,
    openly,
    pack_of,
    related_rules,
    says_more,
    stems_of,
)
from letterkit.reports.wording import FAMILIES, LEVEL_FORMS, plural

if TYPE_CHECKING:
    from letterkit.checking.examples.trial import Bench
    from letterkit.checks.check import Check, Example
    from letterkit.checks.clauses import Clause, Standard
    from letterkit.checks.rule_book import RuleBook
    from letterkit.core.finding import Finding

INDEX = "README.md"
MADE = "<!-- Страница создана программой: letterkit rules docs. -->"
MOST_EXAMPLES = 8
_NEEDS = {
    None: "текста письма",
    Need.CARD: "карточки обращения (`--card`)",
    Need.PAGES: "страниц письма (.docx, .pdf и LibreOffice)",
    Need.LAYOUT: "вида листа и шрифта (.docx, .pdf)",
    Need.REGISTRATION: "текста письма; пока письму из реестра не дали номер, правило не спрашивают",
    Need.PROOFREADER: "проверки языка",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What pages are made from: rules in force and, of other packs, at rest; the standards of all packs.

    ``home`` and ``docs`` are the ways from the folder of the pages to the project and to its docs/.
    """

    book: "RuleBook"
    bench: "Bench"
    resting: "tuple[Check, ...]" = ()
    standards: "tuple[Standard, ...]" = ()
    home: str = "../.."
    docs: str = ".."

    @property
    def checks(self) -> "tuple[Check, ...]":
        return (*self.book.checks, *self.resting)


def rule_pages(shelf: Shelf) -> dict[str, str]:
    """Every page by the name of its file: ``CODE.md`` for each rule, and the index."""
    stems = stems_of(shelf.checks)
    pages = {f"{check.code}.md": "\n".join(_page(check, shelf, stems)) + "\n" for check in shelf.checks}
    return {**pages, INDEX: "\n".join(_index(shelf)) + "\n"}


def _page(check: "Check", shelf: Shelf, stems: Stems) -> Iterator[str]:
    found = [_findings(check, example, shelf.bench) for example in check.wrong]
    yield from (f"# {check.code}", "", MADE, "", f"**{_sentence(check.message)}**", "")
    facts = _facts(check, shelf, any(finding.suggestions for each in found for finding in each))
    yield from ("| | |", "| --- | --- |", *(f"| {name} | {told} |" for name, told in facts), "")
    yield from ("## Почему это важно", "", check.why, "")
    if check.wrong:
        yield from ("## Неправильно", "", *_wrong(check, found), "")
    if says_more(check.advice):
        yield from ("## Как исправить", "", _sentence(check.advice), "")
    if check.right:
        yield from ("## Правильно", "", *_blocks(right_lines(each) for each in check.right[:MOST_EXAMPLES]), "")
    if neighbours := related_rules(check, shelf.checks, stems):
        yield from ("## Соседние правила", "", *(f"- {_link(each)} – {_open(each.message)}" for each in neighbours), "")
    yield "---"
    yield ""
    yield (
        f"Файл правила: [{check.file}]({shelf.home}/{check.file}). Испытать: `letterkit rules test {check.code}`. "
        f"Принять замечание под ответственность: [исключения]({shelf.docs}/guide/waivers.md)."
    )


def _facts(check: "Check", shelf: Shelf, mends: bool) -> Iterator[tuple[str, str]]:
    yield "Степень", LEVEL_FORMS[check.level][0]
    yield "Пункт Порядка", _clause_of(check, shelf.book)
    yield "Семейство", f"[{check.family}]({INDEX}#{check.family}) – {FAMILIES.get(check.family, check.family)}"
    pack = f"`{pack_of(check)}`"
    yield "Набор правил", f"{pack}, в профиле не включён" if check in shelf.resting else pack
    yield "Исправление", _mend(check, mends)
    yield "Нужно для проверки", _NEEDS[check.needs]


def _clause_of(check: "Check", book: "RuleBook") -> str:
    clause = book.clauses.by_number.get(check.clause or "")
    if clause is not None:
        return f"[{clause.number}]({INDEX}#{_anchor(clause)}) – {clause.asks}"
    why = book.clauses.no_clause.get(check.code) or book.clauses.no_clause.get(check.family, "")
    return f"– {why}".rstrip()


def _mend(check: "Check", mends: bool) -> str:
    if check.safe:
        return "сделает `letterkit fix`"
    return "программа предлагает, решает человек" if mends else "решает человек"


def _wrong(check: "Check", found: "Sequence[Sequence[Finding]]") -> Iterator[str]:
    blocks = []
    for example, findings in list(zip(check.wrong, found, strict=True))[:MOST_EXAMPLES]:
        lines = wrong_lines(example, findings)
        if len(findings) == 1 and (better := apply_mend(example, findings[0])):
            lines += ["", "Вместо этого:", better]
        blocks.append(lines)
    yield from _blocks(blocks)
    if (left := len(check.wrong) - MOST_EXAMPLES) > 0:
        yield from ("", f"Ещё {plural(left, ('пример', 'примера', 'примеров'))} – в файле правила.")


def _findings(check: "Check", example: "Example", bench: "Bench") -> "Sequence[Finding]":
    return () if check.needs is Need.PROOFREADER else bench.try_example(check, example).findings


def _blocks(blocks: Iterable[Sequence[str]]) -> Iterator[str]:
    for number, lines in enumerate(blocks):
        if number:
            yield ""
        yield from ("```text", *lines, "```")


def _index(shelf: Shelf) -> Iterator[str]:
    book = shelf.book
    checks = sorted(shelf.checks, key=lambda check: check.code)
    levels = ", ".join(
        plural(sum(check.level is level for check in checks), forms) for level, forms in LEVEL_FORMS.items()
    )
    yield from ("# Правила", "", MADE, "")
    howto = f"[за пять минут]({shelf.docs}/guide/write-rule.md)"
    yield f"Всего {plural(len(checks), RULE_FORMS)}: {levels}. Как написать своё – {howto}."
    yield from ("", "[По семействам](#по-семействам) · [По пунктам Порядка](#по-пунктам-порядка)", "")
    yield from ("## По семействам", "")
    for family in in_order(check.family for check in checks):
        yield from ("", f'### <a id="{family}"></a>{family} – {FAMILIES.get(family, family)}', "")
        yield from ("| правило | пункт | степень | замечание |", "| --- | --- | --- | --- |")
        for check in checks:
            if check.family == family:
                cells = (_link(check), check.clause or "–", LEVEL_FORMS[check.level][0], _open(check.message))
                yield "| " + " | ".join(cells) + " |"
    yield from ("", "## По пунктам Порядка", "")
    yield from ("| пункт | чего требует | кто следит |", "| --- | --- | --- |")
    for clause in book.clauses.by_number.values():
        told = _coverage_words(clause, [check for check in checks if check.clause == clause.number])
        yield f'| <a id="{_anchor(clause)}"></a>{clause.number} | {clause.asks} | {told} |'
    yield from ("", "Пункта Порядка нет у правил:", "")
    yield from (f"- [{name}](#{name}) – {why}" for name, why in book.clauses.no_clause.items())
    for standard in shelf.standards:
        served = standard.served_by(checks)
        yield from ("", f"## {standard.title}", "", "| пункт | чего требует | кто следит |", "| --- | --- | --- |")
        for clause in standard.clauses:
            yield f"| {clause.number} | {clause.asks} | {_coverage_words(clause, served[clause.number])} |"


def _coverage_words(clause: "Clause", serving_checks: "Sequence[Check]") -> str:
    serving = ", ".join(map(_link, serving_checks))
    unseen = f"По тексту не проверить. {clause.not_text}" if clause.not_text else f"Пока нет: {clause.not_yet}"
    told = serving or unseen
    also = ", ".join(f"`{name}`" for name in clause.also)
    return told + (f"<br>Служат и ему: {also}" if also else "")


def _link(check: "Check") -> str:
    return f"[{check.code}]({check.code}.md)"


def _anchor(clause: "Clause") -> str:
    return f"clause-{clause.number.replace('.', '-')}"


def _sentence(template: str) -> str:
    told = _open(template)
    return told if told.endswith("…") else f"{told}."


def _open(sentence: str) -> str:
    """``sentence`` as ``openly`` tells it, fit for a cell of a table."""
    return openly(sentence).replace("|", "\\|").replace("<", "&lt;")
