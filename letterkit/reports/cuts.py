"""How a letter over its pages can be shortened, as readers see it: a heading and a row for each passage."""

from collections.abc import Mapping
from dataclasses import dataclass

from letterkit.core.cuts import Cut, CutPlan
from letterkit.core.report import Report
from letterkit.reports.lines import Lines
from letterkit.reports.wording import PAGE_FORMS, plural

LINE_FORMS = ("строка", "строки", "строк")
NAMES: Mapping[str, str] = {
    "length.retelling": "пересказ обращения",
    "length.quotation": "длинная цитата",
    "length.norm": "пересказ закона без связи с делом",
    "length.acts": "перечень правовых актов",
    "length.history": "предыстория",
    "length.list": "длинный перечень",
    "length.repeat": "сказанное второй раз",
    "length.formula": "готовая формула",
    "length.general": "общие слова",
}
"""What each rule of the coach finds."""


@dataclass(frozen=True, slots=True)
class CutRow:
    """A passage: its ``rank``, whether it is among the fewest that suffice, what it is, where, and what it saves."""

    rank: int
    chosen: bool
    what: str
    line: int
    saved_lines: str
    saved_pages: str


def heading(plan: CutPlan) -> str:
    """«Как сократить до 2 страниц – лишних 16 строк»."""
    # The genitive: «до 1 страницы», «до 2 страниц».
    pages = f"{plan.wanted} {PAGE_FORMS[1] if plan.wanted == 1 else PAGE_FORMS[2]}"
    return f"Как сократить до {pages} – лишних {plural(plan.over_lines, LINE_FORMS)}"


def verdict(plan: CutPlan) -> str:
    """What comes of it, in one sentence."""
    if not plan.enough:
        left = f"{plan.left:g}".replace(".", ",")
        return f"Без всего этого останется около {left} страницы: остальное вынесите в приложение."
    many = len(plan.least) > 1
    return f"{'Отмеченных' if many else 'Отмеченного'} знаком → достаточно{'' if plan.measured else ' (по оценке)'}."


def rows(report: Report) -> list[CutRow]:
    """The passages, the dearest first."""
    plan = report.cuts
    if plan is None:
        return []
    lines = Lines(report.text)
    return [_row(cut, plan, lines) for cut in plan.cuts]


def _row(cut: Cut, plan: CutPlan, lines: Lines) -> CutRow:
    return CutRow(
        rank=cut.rank,
        chosen=plan.enough and cut.rank in plan.least,
        what=NAMES.get(cut.code, cut.code),
        line=lines.at(cut.start)[0],
        saved_lines=plural(cut.lines, LINE_FORMS),
        saved_pages=f"{cut.pages:.2f} стр.".replace(".", ",", 1),
    )
