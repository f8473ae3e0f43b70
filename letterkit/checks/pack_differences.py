"""Which rules two rule books of one release treat otherwise: a dry run need ask no others first."""

from collections.abc import Hashable

from letterkit.checks.own.lists import kind_of
from letterkit.checks.rule_book import RuleBook


def differing(old: RuleBook, new: RuleBook) -> frozenset[str]:
    """The codes that only one of the two has, or has with another level, other exceptions, words or logic."""
    codes = old.by_code.keys() | new.by_code.keys()
    return frozenset(code for code in codes if _signature(old, code) != _signature(new, code))


def _signature(book: RuleBook, code: str) -> Hashable:
    check = book.by_code.get(code)
    if check is None:
        return None
    packs = [pack for pack in book.own if code in pack.levels or code in pack.exceptions]
    levels = tuple(pack.levels[code].level for pack in packs if code in pack.levels)
    spared = frozenset((each.words, each.within) for pack in packs for each in pack.exceptions.get(code, ()))
    own = next((str(pack.rules[int(check.at[1])]) for pack in book.own if check.own == pack.id), "")
    named = own or (book.shipped.sources.get(check.file, "") if book.shipped else "")
    lists = (each for name, each in book.lists.changed.items() if kind_of(name).asks(code) or name in named)
    return (own, levels, spared, frozenset(lists))
