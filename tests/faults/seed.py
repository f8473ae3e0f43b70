"""Puts forty faults into letterkit, one at a time, and tells which of them the tests find.

    python tests/faults/seed.py [--everything] [--only 7,12] [--whole]

faults.yml beside has the faults. Each is put into a copy of the checkout, and the tests that ought to notice it run
there as in `make test`; with --everything those too that `make test-all` alone runs, with --whole all tests where these
find nothing. One line is printed for each fault: its number, its file, the test that has found it. In the end these
tests run once more without any fault: what fails then too has found nothing. Exit 0 when every fault was found, 1 when
not.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

HERE = Path(__file__).resolve().parent
HOME = HERE.parents[1]
FAULTS = HERE / "faults.yml"
COUNT = 40
_PYTHON = Path(".venv", "bin", "python")
_FRONT_END, _DIST = Path("webui", "frontend"), Path("webui", "static", "dist")
_LINKED = (Path(".venv"), Path("var"), _DIST, _FRONT_END / "node_modules")
_ALL_TESTS = ("tests",)
_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/\S+?\.py::.*?)(?: - .*)?$", re.MULTILINE)
_PASSED, _FAILURES, _STOPPED, _NOTHING = 0, 1, 2, 5
_LINES_TOLD = 15


@dataclass(frozen=True, slots=True)
class Fault:
    """Where ``old``, which stands once in ``file``, has ``new`` instead, and which ``tests`` ought to notice it."""

    number: int
    room: str
    file: str
    old: str
    new: str
    why: str
    tests: Sequence[str]
    build: str = ""
    needs: str = ""

    @contextmanager
    def put_into(self, copy: Path) -> Iterator[None]:
        """In the block ``copy`` has the fault."""
        place = copy / self.file
        right = place.read_text("utf-8")
        place.write_text(right.replace(self.old, self.new), "utf-8")
        try:
            if self.build:
                _build(copy)
            yield
        finally:
            place.write_text(right, "utf-8")
            if self.build:
                _link(copy, _DIST)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of tests came to: those that failed, or ``trouble`` for which it says nothing."""

    failed: Sequence[str] = field(default_factory=tuple)
    trouble: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--everything", action="store_true", help="run what only `make test-all` runs too")
    parser.add_argument("--only", type=_numbers, help="numbers of faults")
    parser.add_argument("--whole", action="store_true", help="run all tests where those of the fault find nothing")
    asked = parser.parse_args()
    faults = read_faults()
    with copied() as copy:
        if wrong := [fault for fault in faults if (copy / fault.file).read_text("utf-8").count(fault.old) != 1]:
            for fault in wrong:
                print(f"{fault.number}  {fault.file}: «{fault.old}» does not stand there once")
            return 1
        chosen = [fault for fault in faults if not asked.only or fault.number in asked.only]
        found = {fault.number: test for fault in chosen if (test := look(fault, copy, asked))}
        found = _without_always_failing(found, copy)
    print(f"{len(found)} of {len(chosen)} faults found")
    return int(len(found) < len(chosen))


def read_faults() -> list[Fault]:
    """The faults of faults.yml, numbered as they stand there."""
    read = YAML(typ="safe").load(FAULTS.read_text("utf-8"))
    faults = [Fault(number, **each) for number, each in enumerate(read, 1)]
    assert len(faults) == COUNT
    return faults


def look(fault: Fault, copy: Path, asked: argparse.Namespace) -> str | None:
    """The first test that notices ``fault`` in ``copy``; prints the line of the fault."""
    began = time.monotonic()
    with fault.put_into(copy):
        run = run_tests(copy, fault.tests, everything=asked.everything)
        if asked.whole and not run.failed and not run.trouble:
            run = run_tests(copy, _ALL_TESTS, everything=asked.everything)
    said = f"found by {run.failed[0]}" if run.failed else f"ERROR {run.trouble}" if run.trouble else "NOT FOUND"
    print(f"{fault.number:2}  {fault.file}  {said}  {time.monotonic() - began:.0f} s", flush=True)
    return run.failed[0] if run.failed else None


def run_tests(copy: Path, tests: Sequence[str], *, everything: bool, first: bool = True) -> Run:
    """Runs ``tests`` in ``copy``, until the ``first`` of them fails."""
    options = [*(["-x"] if first else []), *(["--everything"] if everything else [])]
    command = [str(copy / _PYTHON), "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *options, *tests]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(copy)
    with tempfile.TemporaryFile("w+") as told:  # no pipe: a process left behind would keep it open for ever
        done = subprocess.run(command, cwd=copy, env=environment, stdout=told, stderr=subprocess.STDOUT, check=False)
        told.seek(0)
        said = told.read()
    failed = tuple(_FAILED.findall(said))
    # Told to stop at the first failure, pytest-xdist ends as if somebody had interrupted it.
    if failed and done.returncode in (_FAILURES, _STOPPED):
        return Run(failed)
    if done.returncode in (_PASSED, _NOTHING):  # of some modules `make test` runs nothing
        return Run()
    last = "\n".join(said.strip().splitlines()[-_LINES_TOLD:])
    return Run(trouble=f"pytest ended with {done.returncode}:\n{last}\n")


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the checkout as it stands, changes that are not committed too; what takes long to make is linked."""
    listed = ["git", "ls-files", "-co", "-z", "--exclude-standard"]
    names = subprocess.run(listed, cwd=HOME, capture_output=True, check=True).stdout.decode().split("\0")
    with tempfile.TemporaryDirectory(prefix="letterkit-faults-") as folder:
        copy = Path(folder)
        for name in names:
            if (HOME / name).is_file():  # one that was removed and not committed is listed too
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(HOME / name, copy / name)
        for name in _LINKED:
            _link(copy, name)
        yield copy


def _link(copy: Path, name: Path) -> None:
    """What lies at ``name`` in the checkout lies there in ``copy`` too."""
    place = copy / name
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    if not place.is_symlink() and (HOME / name).exists():
        place.symlink_to(HOME / name)


def _build(copy: Path) -> None:
    """Builds the front end of ``copy`` into a folder of its own; that of the checkout stays as it is."""
    (copy / _DIST).unlink(missing_ok=True)
    subprocess.run(["npm", "run", "--silent", "build"], cwd=copy / _FRONT_END, check=True)


def _without_always_failing(found: dict[int, str], copy: Path) -> dict[int, str]:
    """``found`` without tests that fail when there is no fault."""
    if not found:
        return found
    run = run_tests(copy, sorted(set(found.values())), everything=True, first=False)
    if run.trouble:
        print(f"the tests could not be run without a fault: {run.trouble}")
    for number, test in found.items():
        if test in run.failed:
            print(f"{number:2}  {test} fails without the fault too")
    return {number: test for number, test in found.items() if test not in run.failed}


def _numbers(typed: str) -> set[int]:
    return {int(each) for each in typed.split(",")}


if __name__ == "__main__":
    sys.exit(main())
