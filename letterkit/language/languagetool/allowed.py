"""The allow-list: which rules of the engine are shown, under which code, how loudly (rules/proofing/allowed.yml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.datafile import load_model

FILE = Path("proofing") / "allowed.yml"


@dataclass(frozen=True, slots=True)
class ShownRule:
    """How the matches of one engine rule are shown; without ``message`` the engine's own words stay."""

    code: str
    level: Level
    safe: bool
    message: str | None


@dataclass(frozen=True, slots=True)
class AllowList:
    """``by_rule`` names every rule we show; ``rules`` are those of them that the engine itself runs."""

    by_rule: Mapping[str, ShownRule]
    rules: frozenset[str]
    refused: frozenset[str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Group(_Strict):
    code: str = Field(pattern=r"^(spelling|grammar|punctuation|typography)\.[a-z][a-z-]*$")
    level: Level
    rules: tuple[str, ...] = Field(min_length=1)
    safe: bool = False
    message: str | None = None


class _RefusedRules(_Strict):
    why: str
    rules: tuple[str, ...] = Field(min_length=1)


class _File(_Strict):
    groups: tuple[_Group, ...]
    own: tuple[_Group, ...]
    refused: tuple[_RefusedRules, ...]


def load_allowed(rules_dir: Path) -> AllowList:
    """The allow-list of ``rules_dir``; RuleError ``proofing.rule-twice`` (``rule``) when a rule stands there twice."""
    path = rules_dir / FILE
    file = load_model(path, _File, RuleError)
    by_rule: dict[str, ShownRule] = {}
    refused: set[str] = set()
    for group in (*file.groups, *file.own):
        for rule in group.rules:
            if rule in by_rule:
                raise RuleError("proofing.rule-twice", file=str(path), rule=rule)
            by_rule[rule] = ShownRule(group.code, group.level, group.safe, group.message)
    for reason in file.refused:
        for rule in reason.rules:
            if rule in by_rule or rule in refused:
                raise RuleError("proofing.rule-twice", file=str(path), rule=rule)
            refused.add(rule)
    return AllowList(by_rule, frozenset(rule for group in file.groups for rule in group.rules), frozenset(refused))
