"""Thousands of spoilt letters and tables through the way that a stranger's file goes.

    nice python tests/hostile/mutate.py [--count 2000] [--seed 1] [--kinds .docx,.pdf] [--first 0] [--keep FOLDER]
                                          [--engine off|embedded]

One sample of each kind is made of the case of the demo; letters are checked with their pages printed and drawn, tables
read to their last row and marked. A process does it, and whoever watches it ends it where a file takes over 20 s.
Printed are what became of the files, every traceback with the seeds that lead to it (also of a single check that failed
inside a report), every hang, and how much memory was taken. Exit 0 when there was no traceback and no hang.
"""

import argparse
import io
import multiprocessing
import resource
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mutants import WAYS, mutant

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue
from letterkit.compose.letter import compose
from letterkit.core.budget import Budget
from letterkit.core.errors import LetterkitError
from letterkit.office.register.table import read_table
from letterkit.office.register.template import register_template
from letterkit.pages import convert, office
from letterkit.pages.process import run
from letterkit.reports.sheet_words import fault_words
from letterkit.reports.wording import sentence
from letterkit.tables import error_table, read_sheet, template_table
from letterkit.tables.card import load_card

HOME = Path(__file__).resolve().parents[2]
LONGEST_S = 20.0
BUDGET = Budget(300_000, 3600, office_s=15)
Samples = dict[str, tuple[bytes, ...]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: ``code`` of a refusal or «read»; ``trace`` where something else was raised."""

    code: str
    trace: str | None = None


def samples() -> Samples:
    """A letter in every form and tables of both kinds."""
    catalogue, profile = Catalogue(HOME / "templates"), load_profile(HOME / "rules" / "profile.yml")
    card = load_card(HOME / "templates" / "samples" / "demo.yml")
    docx = compose(card, catalogue.reply("by_date"), catalogue.blank(profile.blank), profile).docx
    with convert.Converter() as converter:
        pdf = converter.pdf(docx)
        forms = {suffix: _saved_as(docx, suffix) for suffix in (".odt", ".rtf", ".doc")}
    tables = register_template(profile), template_table(catalogue.reply("redirect"), profile)
    return {".docx": (docx,), ".pdf": (pdf, _unpacked(pdf)), ".xlsx": tables} | {
        suffix: (data,) for suffix, data in forms.items()
    }


def _saved_as(docx: bytes, suffix: str) -> bytes:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        work, program = Path(folder), office.find()
        office.prepare_profile(work / "profile", program)
        (work / "letter.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", suffix[1:], "letter.docx"]
        run(command, folder=work, limit_s=60, extra={}, largest_file_bytes=10**8, memory_bytes=convert.MEMORY_BYTES)
        return (work / f"letter{suffix}").read_bytes()


def _unpacked(pdf: bytes) -> bytes:
    """The same PDF with the operators of its pages in plain sight."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(io.BytesIO(pdf))
    for page in writer.pages:
        plain = DecodedStreamObject()
        contents = page.get_contents()
        plain.set_data(contents.get_data() if contents is not None else b"")
        page[NameObject("/Contents")] = writer._add_object(plain)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def feed(pipe: Connection, engine: Any) -> None:
    """Takes (kind, seed, bytes) from ``pipe`` and answers with an Outcome, till there is no more."""
    catalogue = Catalogue(HOME / "templates")
    options = CheckOptions(
        HOME / "rules" / "profile.yml",
        HOME / "rules",
        engine=engine,
        printed=True,
    )
    with Checker(options) as checker:
        pipe.send(None)
        while (asked := pipe.recv()) is not None:
            kind, seed, data = asked
            if kind == ".xlsx":
                pipe.send(_outcome(lambda data=data, seed=seed: _table(data, seed, catalogue)))
            else:
                pipe.send(_outcome(lambda data=data, kind=kind: _letter(data, kind, checker)))


def _letter(data: bytes, kind: str, checker: Checker) -> Outcome:
    report = checker.check_bytes(data, f"письмо{kind}", budget=BUDGET).report
    failed = [finding.message for finding in report.findings if finding.code == "internal.check-failed"]
    return Outcome("read", f"check failed: {failed[0]}" if failed else None)


def _table(data: bytes, seed: int, catalogue: Catalogue) -> Outcome:
    if seed % 2:
        sheet: Any = read_sheet(data, "таблица.xlsx", catalogue.reply("redirect"))
    else:
        sheet = read_table(data, "таблица.xlsx")
    faults = [*sheet.faults, *(fault for row in sheet.rows() for fault in row.faults)]
    error_table(sheet, faults, fault_words)
    return Outcome("read")


def _outcome(work: Callable[[], Outcome]) -> Outcome:
    try:
        return work()
    except LetterkitError as fault:
        told = sentence(fault)
        return Outcome(fault.code, f"no sentence: {told}" if "непредвиденный отказ" in told else None)
    except Exception:
        return Outcome("traceback", traceback.format_exc())


class Watched:
    """The process that reads the files; begun anew where it was ended or has died."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._begin()

    def ask(self, kind: str, seed: int, data: bytes) -> Outcome:
        self._pipe.send((kind, seed, data))
        with suppress(EOFError):
            if self._pipe.poll(LONGEST_S):
                answer: Outcome = self._pipe.recv()
                return answer
            self.end()
            self._begin()
            return Outcome("hang", f"no answer within {LONGEST_S:.0f} s")
        self._process.join()
        code = self._process.exitcode
        self._begin()
        return Outcome("died", f"the process ended with {code}")

    def end(self) -> None:
        self._process.terminate()
        self._process.join(5)
        self._process.kill()
        self._process.join()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=feed, args=(theirs, self._engine), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join(WAYS))
    parser.add_argument("--engine", choices=("off", "embedded"), default="embedded")
    parser.add_argument("--keep", type=Path, help="folder for the files that had a traceback or hung")
    asked = parser.parse_args()
    given, kinds = samples(), asked.kinds.split(",")
    ended: dict[str, Counter[str]] = defaultdict(Counter)
    faults: dict[str, list[str]] = defaultdict(list)
    slowest, began = (0.0, ""), time.monotonic()
    watched = Watched(asked.engine)
    for number in range(asked.first, asked.first + asked.count):
        kind, seed = kinds[number % len(kinds)], asked.seed * 1_000_000 + number
        way, data = mutant(kind, given[kind][seed % len(given[kind])], seed)
        started = time.monotonic()
        outcome = watched.ask(kind, seed, data)
        slowest = max(slowest, (time.monotonic() - started, f"{kind} {seed} {outcome.code}"))
        ended[kind][outcome.code] += 1
        if number % 200 == 199:
            print(f"{number + 1 - asked.first} files, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        if outcome.trace:
            faults[outcome.trace].append(f"{kind} {seed} {way}")
            print(f"{kind} {seed} {way}: {outcome.trace.strip().splitlines()[-1]}", file=sys.stderr, flush=True)
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{seed}{kind}").write_bytes(data)
    watched.end()
    for kind, counts in ended.items():
        print(kind, sum(counts.values()), dict(counts.most_common()))
    for trace, where in faults.items():
        print(f"\n{len(where)} times, {', '.join(where[:5])}\n{trace}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"{asked.count} files, {time.monotonic() - began:.0f} s; slowest {slowest[0]:.1f} s: {slowest[1]}")
    print(f"largest process {peak:.0f} MB; faults: {sum(map(len, faults.values()))}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
