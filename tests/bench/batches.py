"""A batch beside the straight way: CPU seconds a letter of one reply text on one blank, filled, printed and checked.

    python tests/bench/batches.py [--straight 100] [--ours 1000] [--slices 10] [--proved 5] [--format text|json]

*Straight*: for each row docxtpl renders the blank (its words are put together as ours are), a process of LibreOffice
turns the file into a PDF (`soffice --headless --convert-to pdf` with a profile used before), and the letter is checked
as any file is: guarded, read, its pages measured on that same PDF, every rule and the embedded grammar engine asked.
LibreOffice is called once a letter, nothing is drawn, nothing is kept.
*Ours*: the Maker of a batch on a hundred rows at a time, as a worker calls it; the database and the store of files are
not in it (tests/bench/workers.py has them).

Both work in this process on different rows of one table, slice by slice in turns, so that a busy moment falls on both;
each has a checker of its own, which has checked some letters before. Counted is CPU time of this process and of the
processes it has waited for, never the clock. Before that some letters are made both ways, and must have the same words,
verdict, findings and number of pages. Exit 1 when they have not, 0 otherwise, also without LibreOffice.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from printed import machine, number, table
from steps import REST, Steps
from straight import Straight
from table import REPLY, cards

from letterkit.compose import Catalogue
from letterkit.core.errors import ToolMissing
from letterkit.flow.batches.chunks import TOGETHER
from letterkit.flow.batches.maker import Maker
from letterkit.flow.batches.results import Made
from letterkit.flow.check import Checker, CheckOptions
from letterkit.reading import read_docx
from letterkit.settings import load_settings

STRAIGHT, OURS = "straight", "ours"
GOAL = 25
WARM_UP = 12
STEPS: Mapping[tuple[str, str], str] = {
    ("letterkit.flow.batches.maker", "compose"): "fill",
    ("straight.PlainOffice", "pdfs"): "office",
    ("letterkit.pages.convert.Converter", "pdfs"): "office",
    ("letterkit.pages.joined", "pdfs_joined"): "cutting",
    ("letterkit.pages.facts", "page_facts"): "facts",
    ("letterkit.ooxml.guard", "inspect"): "reading",
    ("letterkit.reading", "read_docx"): "reading",
    ("letterkit.flow.check", "run_checks"): "checks",
    ("letterkit.flow.placing", "placed"): "checks",
}
WORDS = {
    "fill": "заполнить бланк",
    "office": "LibreOffice",
    "cutting": "соединить, разрезать, доказать",
    "facts": "измерить страницы",
    "reading": "прочесть письмо",
    "checks": "проверить",
    REST: "остальное",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--straight", type=int, default=100, help="letters made the straight way")
    parser.add_argument("--ours", type=int, default=1000, help="letters made as a batch")
    parser.add_argument("--slices", type=int, default=10, help="turns that each way takes")
    parser.add_argument("--proved", type=int, default=5, help="letters made both ways and compared")
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    asked = parser.parse_args()
    settings = load_settings()
    options = CheckOptions(settings.profile_path, settings.rules_dir, engine="embedded")
    catalogue = Catalogue(settings.templates_dir)
    steps = Steps()
    with Checker(options) as checker:
        reply, blank = catalogue.reply(REPLY), catalogue.blank(checker.profile.blank)
        maker = Maker(checker, reply, blank, print=True)
        try:
            with Straight(options, reply, blank, steps) as straight:
                if different := compared(straight, maker, asked.proved):
                    print("\n".join(different), file=sys.stderr)
                    return 1
                for card in cards(WARM_UP, reply, 1001):
                    straight.letter(card)
                measured(straight, maker, steps, asked)
        except ToolMissing:
            print("Рассылка не измерена: нет LibreOffice.")
            return 0
    figures = {
        way: {step: spent / letters * 1000 for step, spent in steps.spent_s[way].items()}
        for way, letters in ((STRAIGHT, asked.straight), (OURS, asked.ours))
    }
    print(json.dumps(figures, indent=2) if asked.form == "json" else told(figures, asked))
    return 0


def compared(straight: Straight, maker: Maker, count: int) -> list[str]:
    """In what the letters of the two ways differ; the batch is a whole chunk, so that its letters are joined."""
    reply = Catalogue(load_settings().templates_dir).reply(REPLY)
    rows = cards(max(count, WARM_UP), reply)
    different = []
    for card, ours in zip(rows[:count], maker.make(rows), strict=False):
        assert isinstance(ours, Made), ours
        one, other = seen(straight.letter(card)), seen(ours)
        different += [
            f"{card.number}: {name}: {one[name]!r} ≠ {other[name]!r}" for name in one if one[name] != other[name]
        ]
    return different


def seen(made: Made) -> dict[str, Any]:
    """What a reader has of a letter."""
    report = made.report
    return {
        "слова": read_docx(made.docx, made.stem).text,
        "итог": report.verdict,
        "страниц": report.facts.get("pages"),
        "замечания": sorted((finding.code, finding.message, finding.excerpt) for finding in report.findings),
        "не проверено": sorted((item.what, item.why) for item in report.not_checked),
    }


def measured(straight: Straight, maker: Maker, steps: Steps, asked: argparse.Namespace) -> None:
    """Slices of both ways in turns."""
    reply = Catalogue(load_settings().templates_dir).reply(REPLY)
    slow = cards(asked.straight, reply, 10_001)
    quick = cards(asked.ours, reply, 20_001)
    with steps.watching(STEPS):
        for turn in range(asked.slices):
            with steps.way(STRAIGHT):
                for card in slow[turn :: asked.slices]:
                    straight.letter(card)
            mine = quick[turn :: asked.slices]
            with steps.way(OURS):
                for start in range(0, len(mine), TOGETHER):
                    outcomes = maker.make(mine[start : start + TOGETHER])
                    assert all(isinstance(one, Made) and one.pdf for one in outcomes)


def told(figures: Mapping[str, Mapping[str, float]], asked: argparse.Namespace) -> str:
    """The table as people read it."""
    one, other = figures[STRAIGHT], figures[OURS]
    rows = [
        (words, number(one.get(step, 0)), number(other.get(step, 0)), times(one.get(step, 0), other.get(step, 0)))
        for step, words in WORDS.items()
    ]
    whole, ours = sum(one.values()), sum(other.values())
    rows.append(("всего", number(whole), number(ours), times(whole, ours)))
    head = ("шаг", "по одному, мс", "рассылкой, мс", "во сколько раз")
    return "\n".join(
        (
            "\nПисьмо по строке таблицы: заполнить, напечатать, проверить; мс процессора на письмо. По одному "
            f"{asked.straight} писем (docxtpl, процесс LibreOffice на письмо, полная проверка), рассылкой {asked.ours}",
            machine(),
            "",
            table(head, rows),
            "",
            f"Отношение {number(whole / ours)}; цель – не меньше {GOAL}.",
        )
    )


def times(slow: float, quick: float) -> str:
    return number(slow / quick) if quick >= 0.05 and slow >= 0.05 else "–"


if __name__ == "__main__":
    sys.exit(main())
