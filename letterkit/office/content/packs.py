"""A body's own pack of rules and words as a thing that is kept: read, judged beside the rules in force, compared."""

from collections.abc import Iterable, Iterator

from letterkit.checking.checker import Checker
from letterkit.checking.examples.trial import Bench
from letterkit.checking.text_comparison import compare
from letterkit.checks.own.changes import pack_changes
from letterkit.checks.own.format import OwnPack, parse_pack
from letterkit.checks.rule_book import RuleBook
from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.office.content.difference import Difference
from letterkit.office.content.lint import Remark

_HARMLESS = frozenset({"pack.no-line"})
"""A line that a release has taken out already is out: worth a word, no reason to keep a pack from use."""


def pack_of(content: bytes, slug: str) -> OwnPack:
    """The pack ``content``; raises RuleError as ``own.format.parse_pack``, ``pack.name``, ``file.encoding``."""
    file = f"{slug}.yml"
    try:
        pack = parse_pack(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError as fault:
        raise RuleError("file.encoding", file=file) from fault
    if pack.id != slug:
        raise pack.fault("pack.name", ("id",), id=pack.id, name=file)
    return pack


def book_with(book: RuleBook, pack: OwnPack) -> RuleBook:
    """``book`` as it is with ``pack`` in force, in the place of the pack of that name where there is one."""
    others = [each for each in book.own if each.id != pack.id]
    return book.with_own([*others, pack], [each.id for each in (*others, pack)])


def pack_remarks(pack: OwnPack, checker: Checker) -> tuple[Remark, ...]:
    """What of ``pack`` cannot be used, and which examples of its new rules do not hold."""
    book = book_with(checker.book, pack)
    unusable = [fault for fault in book.remarks if fault.file == pack.file]
    faults = [*unusable, *example_faults(book, checker, own_codes(book, pack))]
    return tuple(Remark(fault, Level.WARNING if fault.code in _HARMLESS else Level.ERROR) for fault in faults)


def own_codes(book: RuleBook, pack: OwnPack) -> list[str]:
    """The rules that ``pack`` brings."""
    return [check.code for check in book.checks if check.own == pack.id]


def example_faults(book: RuleBook, checker: Checker, codes: Iterable[str]) -> Iterator[RuleError]:
    """What is wrong with the examples and the patterns of ``codes``: as ``letterkit rules test`` tells it."""
    wanted = list(codes)
    if not wanted:
        return
    bench = Bench(book, checker.profile, checker.options.rules, checker.proofreader)
    yield from (fault.error for fault in bench.faults(wanted))
    yield from (fault.error for fault in bench.slow(wanted))


def pack_difference(old: OwnPack, new: OwnPack) -> Difference:
    """Named changes, and the lines of both files."""
    return Difference(pack_changes(old, new), compare(old.source.strip(), new.source.strip()))
