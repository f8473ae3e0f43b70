"""All rules in force: files of the packs that the profile names, each becoming one frozen ``Check``."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from letterkit.checks.check import Check, Need
from letterkit.checks.clauses import Clauses, Standard, load_clauses, served_clauses
from letterkit.checks.own.format import OwnPack
from letterkit.checks.own.in_force import adjust_checks, chosen_packs, own_rules
from letterkit.checks.own.words import own_lists
from letterkit.checks.packs import MANIFEST, packs_of
from letterkit.checks.prefilter import Cues
from letterkit.checks.rule_parsing import parse_rule
from letterkit.core.errors import RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.lru_cache import Shelf
from letterkit.core.profile import Profile
from letterkit.core.report import ClauseState, StandardStates
from letterkit.datafile import place_of, read_text
from letterkit.word_lists import WordLists, shipped_lists
from letterkit.yaml_cache import YamlMemory

__all__ = ["RuleBook", "can_err", "load_rulebook", "parse_rule"]

# Cheap before dear: text rules first, then what needs pages, then the grammar engine.
_COST = {None: 0, Need.CARD: 0, Need.REGISTRATION: 0, Need.LAYOUT: 1, Need.PAGES: 1, Need.PROOFREADER: 2}
_MOST_LEFT_OUT = 32  # letters with and without a card, pages, a number, a proofreader
_LAST = frozenset({"length"})  # counts what the mends of the others save


@dataclass(frozen=True)
class RuleBook:
    """``checks`` stand in the order in which they run; ``version`` is a digest of every file read.

    ``limits`` are those that the packs bring along. ``own`` are the packs of the body that are in force, ``remarks``
    what of them cannot be used, ``lists`` the words that the rules look into. ``shipped`` are the rules without the
    body's changes, ``own_names`` the packs that its profile names besides those that come with letterkit. Files of the
    checks are named from ``home`` on. ``standards`` are those that the packs map to rules besides the Order.
    """

    checks: tuple[Check, ...]
    clauses: Clauses
    version: str
    by_code: Mapping[str, Check]
    limits: Mapping[str, float] = field(default_factory=dict)
    own: tuple[OwnPack, ...] = ()
    remarks: tuple[RuleError, ...] = ()
    lists: WordLists = field(default_factory=shipped_lists)
    shipped: "ShippedRules | None" = field(default=None, repr=False)
    own_names: tuple[str, ...] = ()
    home: Path | None = None
    standards: tuple[Standard, ...] = ()

    @cached_property
    def cues(self) -> Cues:
        """What the rules wait for."""
        return Cues(cue for check in self.checks for cue in check.cues)

    def checks_for(self, awake: Container[str]) -> Iterator[Check]:
        """The checks to be made of a letter that wakes the rules ``awake``: the others wait for cues not heard there.

        Checks that need more than the letter are always among them: one that cannot be made is told of.
        """
        return (check for check, waits in self._waiting if not waits or check.code in awake)

    @cached_property
    def _waiting(self) -> tuple[tuple[Check, bool], ...]:
        """Each check with whether it waits for cues."""
        return tuple((check, bool(check.cues) and check.needs is None) for check in self.checks)

    def states(
        self, findings: Iterable[Finding], unmade: frozenset[str], broken: frozenset[str]
    ) -> dict[str, ClauseState]:
        """The state of each clause; errors and meanings as in ``Clauses.states``."""
        named = self._served.of((unmade, broken), lambda: served_clauses(self.checks, unmade, broken))
        return self.clauses.states_of(named, findings)

    def standard_states(
        self, findings: Sequence[Finding], unmade: frozenset[str], broken: frozenset[str]
    ) -> tuple[StandardStates, ...]:
        """How a letter with these findings stands to each standard; meanings as in ``states``."""
        return tuple(standard.states(served, findings, unmade, broken) for standard, served in self._serving_standards)

    @cached_property
    def _serving_standards(self) -> list[tuple[Standard, Mapping[str, tuple[Check, ...]]]]:
        return [(standard, standard.served_by(self.checks)) for standard in self.standards]

    @cached_property
    def _served(self) -> Shelf[tuple[frozenset[str], frozenset[str]], Mapping[str | None, bool]]:
        """By what was left out: letter after letter it is the same."""
        return Shelf(_MOST_LEFT_OUT)

    def misfiled_rules(self) -> list[tuple[str, str]]:
        """(clause, rule) on which clauses.yml and the rules that come with letterkit disagree (``Clauses.faults``)."""
        return self.clauses.faults(self.shipped.checks.values() if self.shipped else self.checks)

    def check(self, code: str) -> Check:
        """The rule ``code``; raises RuleError ``rule.unknown``."""
        try:
            return self.by_code[code]
        except KeyError:
            near = next(iter(get_close_matches(code, self.by_code, n=1)), "")
            raise RuleError("rule.unknown", rule=code, near=near) from None

    def with_own(self, own: Iterable[Path | OwnPack], names: Sequence[str] = ()) -> "RuleBook":
        """The same rules with other packs of the body; what does not depend on these is not read again.

        Those of ``names`` are in force besides those that the profile names.
        """
        assert self.shipped is not None
        return _put_over(self.shipped, own, (*self.own_names, *names), YamlMemory(None))

    def place_of(self, check: Check, path: Sequence[int | str]) -> str:
        """«rules/own/tone.own.yml, строка 7», the line on which ``path`` of the rule's file stands; read when asked."""
        try:
            text = read_text((self.home or Path()) / check.file, RuleError)
            return f"{check.file}, строка {place_of(text, path)[0]}"
        except (RuleError, ValueError):
            return check.file  # moved since, or of a rule that is in no file

    def complete(self, profile: Profile) -> Profile:
        """``profile`` with the limits of the packs where it names none of its own."""
        return replace(profile, limits={**self.limits, **profile.limits}) if self.limits else profile


def load_rulebook(
    rules: Path, packs: Iterable[str], memory: Path | None = None, own: Iterable[Path | OwnPack] | None = None
) -> RuleBook:
    """The rules of ``packs`` (folders of ``rules``) and clauses.yml; the file ``memory`` makes the next time faster.

    ``own`` are packs of the body (letterkit.checks.own.format): that called «own» is in force, others when ``packs``
    names them. What of them cannot be used is left out, and told in ``RuleBook.remarks``: they stop nothing. Only where
    there are none (None) a name that is no folder is an error.
    A pack may include others (letterkit.checks.packs). Raises RuleError with file, line and column: ``yaml.syntax``,
    ``data.*``, ``rule.kind``, ``rule.name``, ``rule.twice``, ``rule.no-clause``, ``rule.no-function``,
    ``rule.no-words``, ``rule.no-pack``.
    """
    packs, remembered = tuple(packs), YamlMemory(memory)
    folders = [name for name in packs if own is None or (rules / name).is_dir()]
    shipped = _load_shipped(rules, folders, remembered)
    book = _put_over(shipped, own or (), [name for name in packs if name not in folders], remembered)
    remembered.keep()
    return book


@dataclass(frozen=True)
class ShippedRules:
    """Rules that come with letterkit, of some packs, as they are without a body's changes; ``rules`` is their folder.

    ``sources`` are their texts, by their files' names.
    """

    rules: Path
    checks: Mapping[str, Check]
    sources: Mapping[str, str]
    clauses: Clauses
    digest: str
    limits: Mapping[str, float]
    standards: tuple[Standard, ...] = ()


def _load_shipped(rules: Path, packs: Iterable[str], memory: YamlMemory) -> ShippedRules:
    """The rules of ``packs``; errors as in ``load_rulebook``."""
    digest = sha256()
    checks: dict[str, Check] = {}
    sources: dict[str, str] = {}
    chosen = packs_of(rules, ("internal", *packs))
    clauses = load_clauses(rules / "clauses.yml")
    for path in (path for pack in chosen for path in pack.files()):
        text, file = read_text(path, RuleError), str(path.relative_to(rules.parent))
        digest.update(text.encode())
        check = parse_rule(text, file, memory)
        if path.stem != check.code:
            raise _fault("rule.name", check, text, "code", rule=check.code, name=path.name)
        if check.code in checks:
            raise _fault("rule.twice", check, text, "code", rule=check.code, other=checks[check.code].file)
        if check.clause is not None and check.clause not in clauses.by_number:
            raise _fault("rule.no-clause", check, text, "clause", clause=check.clause)
        checks[check.code], sources[file] = check, text
    for path in (*sorted((rules / "words").glob("*.txt")), *sorted((rules / "proofing").glob("*.yml"))):
        digest.update(read_text(path, RuleError).encode())
    digest.update("".join(pack.manifest for pack in chosen).encode())
    limits = {name: limit for pack in chosen for name, limit in pack.limits.items()}
    standards = tuple(pack.standard for pack in chosen if pack.standard is not None)
    return ShippedRules(rules, checks, sources, clauses, digest.hexdigest(), MappingProxyType(limits), standards)


def _put_over(
    shipped: ShippedRules, own: Iterable[Path | OwnPack], names: Sequence[str], memory: YamlMemory
) -> RuleBook:
    """``shipped`` with the packs of ``own`` that are in force everywhere, or for a profile that names ``names``."""
    packs, remarks = chosen_packs(own, names, memory)
    lists, of_words = own_lists(shipped_lists(), packs)
    known = shipped.checks.keys() | (_all_codes(shipped.rules) if packs else set())
    checks = dict(shipped.checks)
    with lists.reading():
        for check in shipped.checks.values():
            source = shipped.sources[check.file]
            if any(name in source for name in lists.changed):  # it takes the list in when it is read
                checks[check.code] = parse_rule(source, check.file, memory)
        new, of_rules = own_rules(packs, shipped.clauses, checks, known)
    checks, of_changes = adjust_checks(checks | new, packs, known | new.keys(), lists)
    ordered = tuple(sorted(checks.values(), key=lambda check: (check.family in _LAST, _COST[check.needs])))
    changed = sha256("".join((shipped.digest, *(pack.source for pack in packs))).encode()).hexdigest()
    return RuleBook(
        ordered,
        shipped.clauses,
        (changed if packs else shipped.digest)[:12],
        MappingProxyType(checks),
        shipped.limits,
        packs,
        (*remarks, *of_words, *of_rules, *of_changes),
        lists,
        shipped,
        tuple(names),
        shipped.rules.parent,
        shipped.standards,
    )


def _all_codes(rules: Path) -> set[str]:
    """The codes of all rules that come with letterkit, in whichever pack: files are named after them."""
    return {path.stem for path in rules.glob("*/*.yml") if path.name != MANIFEST and "." in path.stem}


def _fault(code: str, check: Check, text: str, key: str, **details: object) -> RuleError:
    line, column = place_of(text, (key,))
    return RuleError(code, file=check.file, line=line, column=column, **details)


def can_err(check: Check) -> bool:
    """Whether leaving ``check`` out could hide an error."""
    return check.level is Level.ERROR
