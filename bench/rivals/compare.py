"""Engines for .docx templates from npm beside letterkit and docxtpl: the same letters on the same blank, in turns.

    python bench/rivals/compare.py [--letters 300] [--rounds 5] [--format text|json]

Each engine gets the blank in its own tags (templates.py), fills all the letters in one process after a warm-up, and its
last letter is opened and searched for every value. Engines are installed by npm into node_modules beside this file.
Exit 0 when every engine was measured, or when npm or its store is out of reach; 1 when one failed or lost a value.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bench.rivals.templates import DIALECTS, template
from bench.speed import Paths
from bench.speed.demo import Demo
from bench.speed.filling import bare, batch
from bench.speed.timing import timed_ms
from letterkit.compose.fast import compile_blank
from letterkit.compose.fill import fill, leaves
from letterkit.compose.typography import plain
from letterkit.reading import read_docx
from letterkit.settings import load_settings

HERE = Path(__file__).parent
WARM_UP = 30
LIMIT_S = 600
LABELS = {
    "compiled": "letterkit, бланк подготовлен",
    "fill": "letterkit, бланк не подготовлен",
    "docxtpl": "docxtpl, файл открывается для каждого письма",
}
Round = Callable[[], float]
"""All the letters once: milliseconds a letter."""


class NotInstalled(Exception):
    """The engines are not here and cannot be had."""


class EngineFailed(Exception):
    """An engine gave no letter, or one without a value."""


@dataclass(frozen=True)
class EngineRow:
    """Milliseconds a letter over the rounds; ``times`` is how many times as long as the first row."""

    engine: str
    median_ms: float
    best_ms: float
    times: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", choices=("text", "json"), default="text", dest="form")
    asked = parser.parse_args()
    try:
        install()
        with tempfile.TemporaryDirectory(prefix="letterkit-rivals-") as folder:
            rows = measure_engines(asked.letters, asked.rounds, Path(folder))
    except NotInstalled as fault:
        print(f"Соседи из npm не измерены: {fault}.")
        return 0
    except EngineFailed as fault:
        print(fault, file=sys.stderr)
        return 1
    print(json.dumps([vars(row) for row in rows], indent=2) if asked.form == "json" else table(rows, asked.letters))
    return 0


def install() -> None:
    """Have the engines of package-lock.json in node_modules; nothing is done when they are there."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise NotInstalled("нет Node.js или npm")
    stamp = HERE / "node_modules" / ".package-lock.json"
    if stamp.is_file() and stamp.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    done = subprocess.run(["npm", "ci", "--silent"], cwd=HERE, capture_output=True, timeout=LIMIT_S)
    if done.returncode:
        raise NotInstalled("npm не смог их установить")
    stamp.touch()


def measure_engines(letters: int, rounds: int, folder: Path) -> list[EngineRow]:
    """Every engine in turns, so that a busy moment falls on all; the fastest way of ours is the first row."""
    settings = load_settings()
    demo = Demo(Paths(settings.rules_dir, settings.templates_dir, settings.profile_path, settings.data_dir))
    made = batch(demo, letters)
    spent: dict[str, list[float]] = {}
    ways = dict(_engines(demo, made, folder))
    for _ in range(rounds):
        for name, round_ in ways.items():
            spent.setdefault(name, []).append(round_())
    first = statistics.median(spent["compiled"])
    return [
        EngineRow(name, statistics.median(each), min(each), statistics.median(each) / first)
        for name, each in spent.items()
    ]


def _engines(demo: Demo, letters: Any, folder: Path) -> Iterator[tuple[str, Round]]:
    known = compile_blank(demo.blank)
    ours: Mapping[str, Callable[[Any], Any]] = {
        "compiled": known.fill,
        "fill": partial(fill, demo.blank),
        "docxtpl": partial(bare, demo.blank.data),
    }
    for name, one in ours.items():
        for letter in letters[:WARM_UP]:
            one(letter)
        yield name, partial(_in_python, one, letters)
    for name, dialect in DIALECTS.items():
        data, places = template(demo.blank.data, dialect)
        (folder / f"{name}.docx").write_bytes(data)
        values = [places.fill(letter) for letter in letters]
        (folder / f"{name}.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        yield name, partial(_in_node, name, folder, letters[-1])


def _in_python(one: Callable[[Any], Any], letters: Any) -> float:
    return timed_ms(lambda: [one(letter) for letter in letters]) / len(letters)


def _in_node(name: str, folder: Path, last: Mapping[str, Any]) -> float:
    result = folder / f"{name}-filled.docx"
    files = [folder / f"{name}.docx", folder / f"{name}.json", WARM_UP, result]
    done = subprocess.run(
        ["node", HERE / "fill.mjs", name, *map(str, files)], capture_output=True, text=True, timeout=LIMIT_S
    )
    if done.returncode:
        raise EngineFailed(f"{name} не заполнил письмо: {done.stderr.strip()[-400:]}")
    text = plain(read_docx(result.read_bytes(), result.name).text)
    for key, value in leaves({**last, "organisation": {}}):
        if plain(value) not in text:
            raise EngineFailed(f"{name} потерял значение {key}: {value[:80]}")
    return float(json.loads(done.stdout)["ms_per_letter"])


def table(rows: list[EngineRow], letters: int) -> str:
    """The rows as people read them."""
    lines = [f"\nЗаполнить бланк, {letters} писем подряд: мс на письмо (лучшее), во сколько раз дольше первого способа"]
    for row in rows:
        label = LABELS.get(row.engine, f"{row.engine} (Node.js)")
        lines.append(f"    {label}: {_number(row.median_ms)} мс ({_number(row.best_ms)}), {_number(row.times)}")
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.{2 if value < 10 else 1}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
