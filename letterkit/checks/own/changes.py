"""What a new version of a body's pack changes otherwise than the one before, each change by its name."""

from collections.abc import Iterator, Mapping
from typing import Any

from letterkit.checks.own.format import OwnPack, RuleException
from letterkit.compose.changes import Change, ChangeKind

_IN = {
    "phrase": (ChangeKind.SPARED, ChangeKind.UNSPARED),
    "sentence": (ChangeKind.SENTENCE_SPARED, ChangeKind.SENTENCE_UNSPARED),
}


def pack_changes(old: OwnPack, new: OwnPack) -> tuple[Change, ...]:
    """Everything that ``new`` says otherwise than ``old``, by ``ChangeKind``."""
    found = [*_levels(old, new), *_words(old, new), *_exceptions(old, new), *_rules(old, new)]
    if old.title != new.title:
        found.append(Change(ChangeKind.TITLE, "", old.title, new.title))
    return tuple(sorted(found, key=lambda change: (list(ChangeKind).index(change.what), change.name)))


def _levels(old: OwnPack, new: OwnPack) -> Iterator[Change]:
    for code in sorted(old.levels.keys() | new.levels.keys()):
        before, after = old.levels.get(code), new.levels.get(code)
        if (before and before.level) != (after and after.level):
            yield Change(ChangeKind.RULE_LEVEL, code, before.level if before else None, after.level if after else None)
        elif before and after and before.reason != after.reason:
            yield Change(ChangeKind.RULE_REASON, code, before.reason, after.reason)


def _words(old: OwnPack, new: OwnPack) -> Iterator[Change]:
    for name in sorted(old.words.keys() | new.words.keys()):
        before, after = old.words.get(name), new.words.get(name)
        added, added_now = before.add if before else (), after.add if after else ()
        taken, taken_now = before.remove if before else (), after.remove if after else ()
        yield from (Change(ChangeKind.WORD_ADDED, name, after=line) for line in added_now if line not in added)
        yield from (Change(ChangeKind.WORD_DROPPED, name, line) for line in added if line not in added_now)
        yield from (Change(ChangeKind.WORD_TAKEN, name, after=line) for line in taken_now if line not in taken)
        yield from (Change(ChangeKind.WORD_RETURNED, name, after=line) for line in taken if line not in taken_now)


def _exceptions(old: OwnPack, new: OwnPack) -> Iterator[Change]:
    for code in sorted(old.exceptions.keys() | new.exceptions.keys()):
        before, after = _exceptions_of(old, code), _exceptions_of(new, code)
        for key in sorted(after.keys() - before.keys()):
            yield Change(_IN[after[key].within][0], code, after=after[key].words)
        for key in sorted(before.keys() - after.keys()):
            yield Change(_IN[before[key].within][1], code, before[key].words)


def _exceptions_of(pack: OwnPack, code: str) -> Mapping[tuple[str, str], RuleException]:
    return {(each.words, each.within): each for each in pack.exceptions.get(code, ())}


def _rules(old: OwnPack, new: OwnPack) -> Iterator[Change]:
    before, after = _by_code(old), _by_code(new)
    for code in sorted(after.keys() - before.keys()):
        yield Change(ChangeKind.RULE_ADDED, code, after=str(after[code].get("message", "")))
    for code in sorted(before.keys() - after.keys()):
        yield Change(ChangeKind.RULE_REMOVED, code, str(before[code].get("message", "")))
    for code in sorted(before.keys() & after.keys()):
        one, other = before[code], after[code]
        keys = [key for key in (*one, *(key for key in other if key not in one)) if one.get(key) != other.get(key)]
        if keys:
            yield Change(ChangeKind.RULE_CHANGED, code, after=", ".join(keys))


def _by_code(pack: OwnPack) -> Mapping[str, Mapping[str, Any]]:
    return {str(rule.get("code", f"№ {number}")): rule for number, rule in enumerate(pack.rules, 1)}
