"""All rules in force: files of the packs that the profile names, each becoming one frozen ``Check``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from letterkit.checks.check import Check, Need
from letterkit.checks.clauses import Clauses, load_clauses, served
from letterkit.checks.cues import Cues
from letterkit.checks.kinds import KINDS, InternalRule
from letterkit.checks.packs import packs_of
from letterkit.core.errors import RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.core.report import ClauseState
from letterkit.core.shelf import Shelf
from letterkit.datafile import place_of, read_text, validate
from letterkit.yamlmemory import YamlMemory

# Cheap before dear: text rules first, then what needs pages, then the grammar engine.
_COST = {None: 0, Need.CARD: 0, Need.REGISTRATION: 0, Need.LAYOUT: 1, Need.PAGES: 1, Need.PROOFREADER: 2}
_MOST_LEFT_OUT = 32  # letters with and without a card, pages, a number, a proofreader
_LAST = frozenset({"length"})  # counts what the mends of the others save


@dataclass(frozen=True)
class RuleBook:
    """``checks`` stand in the order in which they run; ``version`` is a digest of every file read.

    ``limits`` are those that the packs bring along.
    """

    checks: tuple[Check, ...]
    clauses: Clauses
    version: str
    by_code: Mapping[str, Check]
    limits: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def cues(self) -> Cues:
        """What the rules wait for."""
        return Cues(cue for check in self.checks for cue in check.cues)

    def states(
        self, findings: Iterable[Finding], unmade: frozenset[str], broken: frozenset[str]
    ) -> dict[str, ClauseState]:
        """The state of each clause; errors and meanings as in ``Clauses.states``."""
        named = self._served.of((unmade, broken), lambda: served(self.checks, unmade, broken))
        return self.clauses.told(named, findings)

    @cached_property
    def _served(self) -> Shelf[tuple[frozenset[str], frozenset[str]], Mapping[str | None, bool]]:
        """By what was left out: letter after letter it is the same."""
        return Shelf(_MOST_LEFT_OUT)

    def check(self, code: str) -> Check:
        """The rule ``code``; raises RuleError ``rule.unknown``."""
        try:
            return self.by_code[code]
        except KeyError:
            near = next(iter(get_close_matches(code, self.by_code, n=1)), "")
            raise RuleError("rule.unknown", rule=code, near=near) from None

    def completed(self, profile: Profile) -> Profile:
        """``profile`` with the limits of the packs where it names none of its own."""
        return replace(profile, limits={**self.limits, **profile.limits}) if self.limits else profile


def load_rulebook(rules: Path, packs: Iterable[str], memory: Path | None = None) -> RuleBook:
    """The rules of ``packs`` (folders of ``rules``) and clauses.yml; the file ``memory`` makes the next time faster.

    A pack may include others (letterkit.checks.packs). Raises RuleError with file, line and column: ``yaml.syntax``,
    ``data.*``, ``rule.kind``, ``rule.name``, ``rule.twice``, ``rule.no-clause``, ``rule.no-function``,
    ``rule.no-words``, ``rule.no-pack``.
    """
    digest, remembered = sha256(), YamlMemory(memory)
    checks: dict[str, Check] = {}
    chosen = packs_of(rules, ("internal", *packs))
    clauses = load_clauses(rules / "clauses.yml")
    for path in (path for pack in chosen for path in pack.files()):
        text = read_text(path, RuleError)
        digest.update(text.encode())
        check = parse_rule(text, str(path.relative_to(rules.parent)), remembered)
        if path.stem != check.code:
            raise _fault("rule.name", check, text, "code", rule=check.code, name=path.name)
        if check.code in checks:
            raise _fault("rule.twice", check, text, "code", rule=check.code, other=checks[check.code].file)
        if check.clause is not None and check.clause not in clauses.by_number:
            raise _fault("rule.no-clause", check, text, "clause", clause=check.clause)
        checks[check.code] = check
    remembered.keep()
    for path in (*sorted((rules / "words").glob("*.txt")), *sorted((rules / "proofing").glob("*.yml"))):
        digest.update(read_text(path, RuleError).encode())
    digest.update("".join(pack.manifest for pack in chosen).encode())
    limits = {name: limit for pack in chosen for name, limit in pack.limits.items()}
    ordered = tuple(sorted(checks.values(), key=lambda check: (check.family in _LAST, _COST[check.needs])))
    return RuleBook(ordered, clauses, digest.hexdigest()[:12], MappingProxyType(checks), MappingProxyType(limits))


def parse_rule(text: str, file: str, memory: YamlMemory | None = None) -> Check:
    """One rule file as a check; errors as in ``load_rulebook``."""
    data = (memory or YamlMemory(None)).parse(text, file=file, error=RuleError)
    kind = data.get("kind") if isinstance(data, dict) else None
    if isinstance(data, dict) and kind not in KINDS:
        raise _kind_fault(kind, text, file)
    try:
        return validate(data, KINDS.get(str(kind), InternalRule), file=file, error=RuleError, text=text).check(file)
    except RuleError as fault:
        if fault.file not in (None, file):  # a word list that the rule names
            line, column = place_of(text, ("words",))
            if fault.code == "file.not-found":
                known = ", ".join(sorted(path.name for path in Path(str(fault.file)).parent.glob("*.txt")))
                raise RuleError("rule.no-words", file=file, line=line, column=column, known=known) from fault
        elif fault.line is None:
            line, column = place_of(text, ("code",))
            raise RuleError(fault.code, file=file, line=line, column=column, **fault.details) from fault
        raise


def _kind_fault(kind: object, text: str, file: str) -> RuleError:
    line, column = place_of(text, ("kind",))
    if kind is None:
        return RuleError("data.missing-key", file=file, line=line, column=column, key="kind")
    near = next(iter(get_close_matches(str(kind), KINDS, n=1)), "")
    return RuleError("rule.kind", file=file, line=line, column=column, kind=kind, known=", ".join(KINDS), near=near)


def _fault(code: str, check: Check, text: str, key: str, **details: object) -> RuleError:
    line, column = place_of(text, (key,))
    return RuleError(code, file=check.file, line=line, column=column, **details)


def can_err(check: Check) -> bool:
    """Whether leaving ``check`` out could hide an error."""
    return check.level is Level.ERROR
