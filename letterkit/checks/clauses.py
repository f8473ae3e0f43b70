"""Clauses of the Order as data: what each asks, which families serve it, or why no text can show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, model_validator

from letterkit.checks.check import Check, Need
from letterkit.core.errors import BadValue, RuleError
from letterkit.core.finding import Finding, Level
from letterkit.core.report import ClauseState, StandardClause, StandardStates
from letterkit.datafile import load_model

NO_CLAUSE = "–"
"""Stands for the clause of what no clause asks for."""


@dataclass(frozen=True, slots=True)
class Clause:
    """``asks`` in a few Russian words; ``rules`` (codes or whole families) serve it.

    Else ``not_text`` says why no rule can, or ``not_yet`` which rules are still to come. ``also`` names rules of other
    clauses that serve this one besides.
    """

    number: str
    asks: str
    rules: tuple[str, ...]
    not_text: str | None
    not_yet: str | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clauses:
    """Every clause of the Order by its number, in the Order's own sequence.

    ``no_clause`` says of families (or rules) why no clause asks for what they watch.
    """

    by_number: Mapping[str, Clause]
    no_clause: Mapping[str, str] = field(default_factory=dict)

    def faults(self, checks: Iterable[Check]) -> list[tuple[str, str]]:
        """(clause, rule) pairs on which this file and the rules disagree: named and absent, or there and not named.

        The clause of a rule without one is «–».
        """
        checks = tuple(checks)
        by_clause: dict[str, set[str]] = {}
        for check in checks:
            if check.clause is not None:
                by_clause.setdefault(check.clause, set()).add(check.code)
        faults = self._without_clause(checks) + self._serving_besides(checks)
        for number in sorted(self.by_number.keys() | by_clause.keys()):
            clause, codes = self.by_number.get(number), by_clause.get(number, set())
            named = set(clause.rules) if clause else set()
            families = {code.split(".", 1)[0] for code in codes}
            faults += [(number, rule) for rule in sorted(named) if rule not in codes and rule not in families]
            faults += [
                (number, code) for code in sorted(codes) if code not in named and code.split(".", 1)[0] not in named
            ]
        return faults

    def _without_clause(self, checks: Iterable[Check]) -> list[tuple[str, str]]:
        bare = {check.code for check in checks if check.clause is None}
        families = {code.split(".", 1)[0] for code in bare}
        unsaid = [code for code in sorted(bare) if not {code, code.split(".", 1)[0]} & self.no_clause.keys()]
        return [(NO_CLAUSE, rule) for rule in (*unsaid, *sorted(self.no_clause.keys() - bare - families))]

    def _serving_besides(self, checks: Iterable[Check]) -> list[tuple[str, str]]:
        clauses: dict[str, set[str | None]] = {}
        for check in checks:
            for name in (check.code, check.family):
                clauses.setdefault(name, set()).add(check.clause)
        return [
            (clause.number, rule)
            for clause in self.by_number.values()
            for rule in clause.also
            if not clauses.get(rule, set()) - {clause.number}
        ]

    def states(
        self,
        checks: Iterable[Check],
        findings: Iterable[Finding],
        unmade: frozenset[str],
        broken: frozenset[str] = frozenset(),
    ) -> dict[str, ClauseState]:
        """The state of each served clause; ``unmade`` holds codes of checks not made, ``broken`` of those that failed.

        An error or a warning breaks a clause; advice alone leaves advice; a clause is met only when its checks were
        made and are silent. Comparisons with a card that is not there, the layout of a typed text and mere advice leave
        a clause unchecked only when nothing else serves it (docs/decisions/0003).
        """
        return self.states_of(served_clauses(tuple(checks), unmade, broken), findings)

    def states_of(self, served: Mapping[str | None, bool], findings: Iterable[Finding]) -> dict[str, ClauseState]:
        """As ``states``, of the clauses that are ``served_clauses``, by this module's function of that name."""
        levels: dict[str | None, set[Level]] = {}
        for finding in findings:
            levels.setdefault(finding.clause, set()).add(finding.level)
        return {
            number: _state(levels[number], open_) if number in levels else _SILENT[open_]
            for number in self.by_number
            if (open_ := served.get(number)) is not None
        }


@dataclass(frozen=True)
class Standard:
    """Clauses of the standard ``title``, each with the rules that serve it, whatever clause of the Order these have."""

    title: str
    clauses: tuple[Clause, ...]

    def served_by(self, checks: Sequence[Check]) -> Mapping[str, tuple[Check, ...]]:
        """The checks that serve each clause; none where a person has to look."""
        return {
            clause.number: tuple(check for check in checks if not {check.code, check.family}.isdisjoint(clause.rules))
            for clause in self.clauses
        }

    def states(
        self,
        served: Mapping[str, Sequence[Check]],
        findings: Sequence[Finding],
        unmade: frozenset[str],
        broken: frozenset[str],
    ) -> StandardStates:
        """The states of the clauses that are ``served``, meant as in ``Clauses.states``."""
        levels: dict[str, set[Level]] = {}
        for finding in findings:
            levels.setdefault(finding.code, set()).add(finding.level)
        rows = []
        for clause in self.clauses:
            if serving := served[clause.number]:
                told = set[Level]().union(*(levels.get(check.code, ()) for check in serving))
                open_ = _is_open(serving, unmade, broken)
                state = _state(told, open_) if told else _SILENT[open_]
                rows.append(StandardClause(clause.number, clause.asks, state))
        return StandardStates(self.title, tuple(rows))

    def faults(self, checks: Iterable[Check]) -> list[tuple[str, str]]:
        """(clause, rule) pairs of rules that are named here and are nowhere."""
        known = {name for check in checks for name in (check.code, check.family)}
        return [
            (clause.number, rule)
            for clause in self.clauses
            for rule in (*clause.rules, *clause.also)
            if rule not in known
        ]


_SILENT = {False: ClauseState.MET, True: ClauseState.NOT_CHECKED}


def served_clauses(checks: Sequence[Check], unmade: frozenset[str], broken: frozenset[str]) -> dict[str | None, bool]:
    """The clauses that ``checks`` watch, and whether those left out leave one of them unchecked."""
    serving: dict[str | None, list[Check]] = {}
    for check in checks:
        serving.setdefault(check.clause, []).append(check)
    return {clause: _is_open(those, unmade, broken) for clause, those in serving.items()}


def _is_open(serving: Sequence[Check], unmade: frozenset[str], broken: frozenset[str]) -> bool:
    """Whether the checks of a clause that were left out leave it unchecked."""
    left_out = [check for check in serving if check.code in unmade] if unmade else []
    return len(left_out) == len(serving) or any(check.code in broken or _could_break(check) for check in left_out)


def _state(levels: set[Level], is_open: bool) -> ClauseState:
    """The state of a clause of which findings of ``levels`` tell, one of whose checks may have been missed."""
    if levels & {Level.ERROR, Level.WARNING}:
        return ClauseState.BROKEN
    return ClauseState.NOT_CHECKED if is_open else ClauseState.ADVICE


def _could_break(check: Check) -> bool:
    """Whether a check left out could have broken its clause; one that has nothing to look at, or only advises, not."""
    return check.needs not in (Need.CARD, Need.LAYOUT) and check.level is not Level.ADVICE


class ClauseEntry(BaseModel):
    """A clause as a file has it."""

    model_config = ConfigDict(extra="forbid")

    asks: str
    rules: tuple[str, ...] = ()
    not_text: str | None = None
    not_yet: str | None = None
    also: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_of_three(self) -> "ClauseEntry":
        if sum(map(bool, (self.rules, self.not_text, self.not_yet))) != 1:
            raise BadValue("clause.one-of-three")
        return self

    def clause(self, number: str) -> Clause:
        """The clause ``number``."""
        return Clause(number, self.asks, self.rules, self.not_text, self.not_yet, self.also)


class _ClausesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    clauses: dict[str, ClauseEntry]
    no_clause: dict[str, str] = {}


def load_clauses(path: Path) -> Clauses:
    """The clauses of ``path`` (rules/clauses.yml); raises RuleError with the place."""
    read = load_model(path, _ClausesFile, RuleError)
    clauses = {number: each.clause(number) for number, each in read.clauses.items()}
    return Clauses(MappingProxyType(clauses), MappingProxyType(read.no_clause))
