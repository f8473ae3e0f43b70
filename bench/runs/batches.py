"""A batch beside the straight way: CPU seconds a letter of one reply text on one blank, filled, printed and checked.

    python bench/runs/batches.py [--straight 100] [--ours 1000] [--slices 5] [--proved 5] [--format text|json]

*Straight*: for each row docxtpl renders the blank (its words are put together as ours are), a process of LibreOffice
turns the file into a PDF (`soffice --headless --convert-to pdf`), and the letter is checked as any file is: guarded,
read, its pages measured on that same PDF, every rule and the embedded grammar engine asked. LibreOffice is called once
a letter, nothing is drawn, and what was found in letters before is not remembered. It is measured twice: with a profile
that LibreOffice has made for itself and used before, as scripts have it, and with the one that letterkit prepares,
which starts much sooner.
*Ours*: the Maker of a batch on so many rows at a time as a worker takes; the database and the store of files are
not in it (bench/runs/workers.py has them).

All work in this process on different rows of one table, slice by slice in turns, so that a busy moment falls on all;
each has a checker of its own, which has checked some letters before. Counted is CPU time of this process and of the
processes it has waited for, never the clock. Before that some letters are made both ways, and must have the same words,
verdict, findings and number of pages. Exit 1 when they have not, 0 otherwise, also without LibreOffice.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from bench.runs.printed import machine, number, table
from bench.runs.steps import REST, Steps
from bench.runs.straight import Straight
from bench.runs.table import REPLY, cards
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.compose import Catalogue
from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import CaseCard
from letterkit.core.errors import ToolMissing
from letterkit.office.batches.chunks import TOGETHER
from letterkit.office.batches.letter_maker import Maker
from letterkit.office.batches.results import RowLetter
from letterkit.reading import read_docx
from letterkit.settings import load_settings

STRAIGHT, PREPARED, OURS = "straight", "prepared", "ours"
GOAL = 25
WARM_UP = 12
LEAST_MS = 0.05
STEPS: Mapping[tuple[str, str], str] = {
    ("letterkit.office.batches.letter_maker", "compose"): "fill",
    ("straight.PlainOffice", "pdfs"): "office",
    ("letterkit.pages.convert.Converter", "pdfs"): "office",
    ("letterkit.pages.joined", "printed_joined"): "cutting",
    ("letterkit.pages.facts", "page_facts"): "facts",
    ("letterkit.pages.joined_document", "reading"): "facts",
    ("letterkit.ooxml.guard", "inspect"): "reading",
    ("letterkit.reading", "read_docx"): "reading",
    ("letterkit.checking.checker", "read_own"): "reading",
    ("letterkit.language.cache.CachingProofreader", "matches"): "grammar",
    ("letterkit.checking.checker", "run_checks"): "checks",
    ("letterkit.checking.page_places", "place_on_pages"): "checks",
}
WORDS = {
    "fill": "заполнить бланк",
    "office": "LibreOffice",
    "cutting": "соединить, разрезать, доказать",
    "facts": "измерить страницы",
    "reading": "прочесть письмо",
    "grammar": "прочесть грамматикой",
    "checks": "проверить",
    REST: "остальное",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--straight", type=int, default=100, help="letters made the straight way")
    parser.add_argument("--ours", type=int, default=1000, help="letters made as a batch")
    parser.add_argument("--slices", type=int, default=5, help="turns that each way takes")
    parser.add_argument("--proved", type=int, default=5, help="letters made both ways and compared")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    asked = parser.parse_args()
    settings = load_settings()
    options = CheckOptions(settings.profile_path, settings.rules_dir, engine="embedded")
    steps = Steps()
    with ExitStack() as stack:
        checker = stack.enter_context(Checker(options))
        catalogue = Catalogue(settings.templates_dir)
        reply, blank = catalogue.reply(REPLY), catalogue.blank(checker.profile.blank)
        maker = Maker(checker, reply, blank, print=True)
        try:
            straight = {
                way: stack.enter_context(Straight(options, reply, blank, steps, prepared=way == PREPARED))
                for way in (STRAIGHT, PREPARED)
            }
        except ToolMissing:
            print("Рассылка не измерена: нет LibreOffice.")
            return 0
        for way in straight.values():
            if different := find_differences(way, maker, cards(max(asked.proved, WARM_UP), reply), asked.proved):
                print("\n".join(different), file=sys.stderr)
                return 1
            for card in cards(WARM_UP, reply, 1001):
                way.letter(card)
        measure_slices(straight, maker, steps, reply, asked)
    letters = {STRAIGHT: asked.straight, PREPARED: asked.straight, OURS: asked.ours}
    figures = {
        way: {step: spent / count * 1000 for step, spent in steps.spent_s[way].items()}
        for way, count in letters.items()
    }
    print(json.dumps(figures, indent=2) if asked.form == "json" else format_table(figures, asked))
    return 0


def find_differences(straight: Straight, maker: Maker, rows: Sequence[CaseCard], count: int) -> list[str]:
    """In what the first ``count`` letters of the two ways differ; ours are made all together, to be joined."""
    different = []
    for card, ours in zip(rows[:count], maker.make(rows), strict=False):
        assert isinstance(ours, RowLetter), ours
        one, other = reader_view(straight.letter(card)), reader_view(ours)
        different += [
            f"{card.number}: {name}: {one[name]!r} ≠ {other[name]!r}" for name in one if one[name] != other[name]
        ]
    return different


def reader_view(made: RowLetter) -> dict[str, Any]:
    """What a reader has of a letter."""
    report = made.report
    return {
        "слова": read_docx(made.docx, made.stem).text,
        "итог": report.verdict,
        "страниц": report.facts.get("pages"),
        "замечания": sorted((finding.code, finding.message, finding.excerpt) for finding in report.findings),
        "не проверено": sorted((item.what, item.why) for item in report.not_checked),
    }


def measure_slices(
    straight: Mapping[str, Straight], maker: Maker, steps: Steps, reply: ReplyText, asked: argparse.Namespace
) -> None:
    """Slices of all ways in turns."""
    slow = {way: cards(asked.straight, reply, 10_001 * place) for place, way in enumerate(straight, 1)}
    quick = cards(asked.ours, reply, 50_001)
    with steps.watching(STEPS):
        for turn in range(asked.slices):
            for name, way in straight.items():
                with steps.way(name):
                    for card in slow[name][turn :: asked.slices]:
                        way.letter(card)
            mine = quick[turn :: asked.slices]
            with steps.way(OURS):
                for start in range(0, len(mine), TOGETHER[-1]):
                    outcomes = maker.make(mine[start : start + TOGETHER[-1]])
                    assert all(isinstance(one, RowLetter) and one.pdf for one in outcomes)


def format_table(figures: Mapping[str, Mapping[str, float]], asked: argparse.Namespace) -> str:
    """The table as people read it."""
    columns = [{**figures[way], "all": sum(figures[way].values())} for way in (STRAIGHT, PREPARED, OURS)]
    rows = [
        (words, *(number(column.get(step, 0)) for column in columns), times(columns[0], columns[2], step))
        for step, words in {**WORDS, "all": "всего"}.items()
    ]
    head = ("шаг", "по одному", "по одному, профиль letterkit", "рассылкой", "во сколько раз")
    title = (
        f"\nПисьмо по строке таблицы: мс процессора на письмо. По одному {asked.straight} писем (docxtpl, процесс "
        f"LibreOffice на письмо, полная проверка), рассылкой {asked.ours}"
    )
    plain, prepared = (number(column["all"] / columns[2]["all"]) for column in columns[:2])
    ratios = f"Отношение {plain}, с подготовленным профилем LibreOffice {prepared}; цель – не меньше {GOAL}."
    return "\n".join((title, machine(), "", table(head, rows), "", ratios))


def times(slow: Mapping[str, float], quick: Mapping[str, float], step: str) -> str:
    one, other = slow.get(step, 0), quick.get(step, 0)
    return number(one / other) if min(one, other) >= LEAST_MS else "–"


if __name__ == "__main__":
    sys.exit(main())
