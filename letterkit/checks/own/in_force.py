"""Packs of a body put over the rules that come with letterkit, part by part: what cannot be used is told and left."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from letterkit.checks.check import Check, Run
from letterkit.checks.clauses import Clauses
from letterkit.checks.hit import Hit
from letterkit.checks.own.exceptions import Exceptions
from letterkit.checks.own.format import EVERYWHERE, LevelChange, OwnPack, load_pack
from letterkit.checks.rule_parsing import read_rule
from letterkit.checks.subject import Subject
from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.word_lists import WordLists
from letterkit.yaml_cache import YamlMemory

OWN_KINDS = ("existence", "replace", "pattern", "match", "wordlist", "government", "speech")
"""Kinds of rules that need no Python and no allow-list: those a body can write."""
INTERNAL = "internal"
_GRAVITY = {Level.ERROR: 0, Level.WARNING: 1, Level.ADVICE: 2}


def chosen_packs(
    own: Iterable[Path | OwnPack], names: Collection[str], memory: YamlMemory
) -> tuple[tuple[OwnPack, ...], list[RuleError]]:
    """Those of the packs ``own`` that are in force for a profile that names ``names``, and those that cannot be read.

    What comes last has the last word: the pack that is in force everywhere, before those that the profile names.
    """
    remarks: list[RuleError] = []
    found: dict[str, OwnPack] = {}
    for each in own:
        if (each.stem if isinstance(each, Path) else each.id) not in (EVERYWHERE, *names):
            continue
        try:
            pack = load_pack(each, memory) if isinstance(each, Path) else each
        except RuleError as fault:
            remarks.append(fault)
            continue
        found[pack.id] = pack
    told = {str(fault.file) for fault in remarks}
    remarks += [
        RuleError("rule.no-pack", file=f"{name}.yml", pack=name)
        for name in names
        if name not in found and not any(Path(file).stem == name for file in told) and name != EVERYWHERE
    ]
    return tuple(found[name] for name in dict.fromkeys((EVERYWHERE, *names)) if name in found), remarks


def own_rules(
    packs: Iterable[OwnPack], clauses: Clauses, shipped: Mapping[str, Check], known: Collection[str]
) -> tuple[dict[str, Check], list[RuleError]]:
    """The new rules of ``packs`` by their codes, and what is wrong with the others.

    ``known`` are the codes of all rules that come with letterkit, ``shipped`` those in force.
    """
    remarks: list[RuleError] = []
    found: dict[str, Check] = {}
    families = sorted({code.split(".", 1)[0] for code in known} - {INTERNAL})
    for pack in packs:
        for number, data in enumerate(pack.rules):
            at = ("rules", number)
            try:
                check = read_rule(data, pack.source, pack.file, at, OWN_KINDS)
            except RuleError as fault:
                remarks.append(fault)
                continue
            other = shipped.get(check.code) or found.get(check.code)
            if other or check.code in known:
                file = other.file if other else "rules/"
                remarks.append(pack.fault("rule.twice", (*at, "code"), rule=check.code, other=file))
            elif check.family not in families:
                near = next(iter(get_close_matches(check.family, families, n=1)), "")
                remarks.append(pack.fault("rule.no-family", (*at, "code"), family=check.family, near=near))
            elif check.clause is not None and check.clause not in clauses.by_number:
                remarks.append(pack.fault("rule.no-clause", (*at, "clause"), clause=check.clause))
            else:
                found[check.code] = replace(check, own=pack.id, at=at)
    return found, remarks


def adjust_checks(
    checks: Mapping[str, Check], packs: Sequence[OwnPack], known: Collection[str], lists: WordLists
) -> tuple[dict[str, Check], list[RuleError]]:
    """``checks`` with the levels and exceptions of ``packs``, and reading ``lists``; and what names no rule.

    ``known`` are the codes of all rules that there are, in force or not.
    """
    remarks: list[RuleError] = []
    made = dict(checks)
    for pack in packs:
        for code, level in pack.levels.items():
            if fault := _unusable(pack, ("levels", code), code, known):
                remarks.append(fault)
            elif code in made:
                _put_level(made, made[code], level)
        for code, spared in pack.exceptions.items():
            if fault := _unusable(pack, ("exceptions", code), code, known):
                remarks.append(fault)
            elif code in made:
                made[code] = replace(made[code], run=_silent(made[code].run, Exceptions(spared)))
    if lists.changed:
        made = {code: replace(check, run=_reading(lists, check.run)) for code, check in made.items()}
    return made, remarks


def _unusable(pack: OwnPack, at: tuple[str, ...], code: str, known: Collection[str]) -> RuleError | None:
    if code.startswith(f"{INTERNAL}."):
        return pack.fault("pack.internal", at, rule=code)
    if code not in known:
        near = next(iter(get_close_matches(code, known, n=1)), "")
        return pack.fault("pack.no-rule", at, rule=code, near=near)
    return None


def _put_level(made: dict[str, Check], check: Check, change: LevelChange) -> None:
    level = change.grade
    if level is None:
        del made[check.code]
    else:
        made[check.code] = replace(check, level=level, run=_no_graver(check.run, level))


def _no_graver(run: Run, level: Level) -> Run:
    """Findings that a rule holds for graver than itself are no graver than ``level``; milder ones stay so."""

    def milder(subject: Subject) -> Iterator[Hit]:
        for hit in run(subject):
            graver = hit.level is not None and _GRAVITY[hit.level] < _GRAVITY[level]
            yield replace(hit, level=level) if graver else hit

    return milder


def _silent(run: Run, exceptions: Exceptions) -> Run:
    def spared(subject: Subject) -> Iterator[Hit]:
        return exceptions.without(subject, run(subject))

    return spared


def _reading(lists: WordLists, run: Run) -> Run:
    """``run`` with ``lists`` in force from its beginning to its end, whoever asks for it."""

    def read(subject: Subject) -> Iterable[Hit]:
        with lists.reading():
            return tuple(run(subject))

    return read
