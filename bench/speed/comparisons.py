"""Filling, printing and checking a letter, each beside a rival."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from bench.speed.demo import Demo, Paths, warm_up
from bench.speed.filling import filling
from bench.speed.timing import Comparison, Timing, Work, compare_times, timed_ms
from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.parallel import check_many
from letterkit.core.errors import ToolError, ToolMissing
from letterkit.core.letter import Letter

LETTERS_AT_ONCE = 20
FOLDER_LETTERS = 120


def comparisons(paths: Paths) -> Iterator[Comparison]:
    """Every comparison, each as soon as it is made; those whose parts are not installed are left out."""
    demo = Demo(paths)
    yield from filling(demo)
    with suppress(ToolMissing):
        yield from _printing(demo)
    yield from _checking(demo)
    yield _folder(demo)


def _printing(demo: Demo) -> Iterator[Comparison]:
    """Many letters in joined files, in one call of LibreOffice and one by one; raises ToolMissing."""
    from letterkit.pages.convert import Converter
    from letterkit.pages.joined import LETTERS_A_CALL, pdfs_joined

    most, many = [demo.docx] * LETTERS_A_CALL, [demo.docx] * LETTERS_AT_ONCE
    with Converter() as converter:
        converter.pdf(demo.docx)
        together = ("pdf.together", lambda: converter.pdfs(many))
        alone = ("pdf.alone", lambda: [converter.pdf(each) for each in many[:4]])
        joined = ("pdf.joined", lambda: pdfs_joined(most, converter))
        yield compare_times(joined, together, rounds=3, letters=(LETTERS_A_CALL, LETTERS_AT_ONCE))
        yield compare_times(together, alone, rounds=3, letters=(LETTERS_AT_ONCE, 4))


def _checking(demo: Demo) -> Iterator[Comparison]:
    """Rules alone against rules with grammar, an edited letter against an unseen one; a server if there is one."""
    options = CheckOptions(demo.paths.profile, demo.paths.rules, engine="off", pages=False)
    with ExitStack() as opened:
        plain = opened.enter_context(Checker(options))
        embedded = opened.enter_context(Checker(replace(options, engine="embedded")))
        fresh = ("check.embedded", _fresh(demo, embedded))
        yield compare_times(("check.rules", _fresh(demo, plain)), fresh, rounds=15)
        edited = ("check.rules-edited", _recheck_work(demo, plain))
        yield compare_times(edited, ("check.rules", _fresh(demo, plain)), rounds=15)
        yield compare_times(("check.edited", _recheck_work(demo, embedded)), fresh, rounds=15)
        url = demo.paths.languagetool_url or _own_server(demo.paths.languagetool, opened)
        if url:
            served = replace(options, engine="languagetool", languagetool_url=url)
            server = opened.enter_context(Checker(served))
            for letter in islice(demo.others(), 1000, 1030):  # Java is slow until it has compiled what it runs often
                server.check_letter(letter, card=demo.card)
            of_server = ("check.server", _fresh(demo, server))
            yield compare_times(of_server, fresh, rounds=15)
            yield compare_times(("check.server-edited", _recheck_work(demo, server)), of_server, rounds=15)


def _own_server(home: Path, opened: ExitStack) -> str | None:
    """The address of a server started for the measure; None where it is not installed."""
    from letterkit.language.languagetool.server import start

    with suppress(ToolError):
        return opened.enter_context(start(0, home)).url
    return None


def _fresh(demo: Demo, checker: Checker) -> Work:
    """A letter that comes for the first time, to a checker that has seen letters of the same body."""
    letters = demo.others()
    warm_up(demo, checker, letters)
    return lambda: checker.check_letter(next(letters), card=demo.card)


def _recheck_work(demo: Demo, checker: Checker) -> Work:
    """The letter after one sentence has been changed, the rest as it was a moment ago."""
    letters = demo.edited_letters()
    warm_up(demo, checker, letters)
    return lambda: checker.check_letter(next(letters), card=demo.card)


def _folder(demo: Demo) -> Comparison:
    """A folder of new letters by all cores and by one, the start of the processes included in both."""
    options = CheckOptions(demo.paths.profile, demo.paths.rules, engine="embedded", pages=False)
    with tempfile.TemporaryDirectory(prefix="letterkit-bench-") as folder:
        paths = _write_letters(islice(demo.others(), FOLDER_LETTERS), Path(folder))
        together = timed_ms(lambda: list(check_many(paths, options))) / len(paths)
        with ProcessPoolExecutor(1, get_context("spawn")) as new:
            alone = timed_ms(lambda: new.submit(_by_one, paths, options).result()) / len(paths)
    return Comparison(Timing("folder.all", together, together, 1), Timing("folder.one", alone, alone, 1))


def _by_one(paths: Sequence[Path], options: CheckOptions) -> int:
    return len(list(check_many(paths, options, jobs=1)))


def _write_letters(letters: Iterator[Letter], folder: Path) -> list[Path]:
    paths = []
    for number, letter in enumerate(letters):
        path = folder / f"{number:03}.txt"
        path.write_text(letter.text, encoding="utf-8")
        paths.append(path)
    return paths
