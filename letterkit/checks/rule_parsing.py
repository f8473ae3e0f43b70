"""A rule as a clerk writes it becomes a check; what is wrong with it is told with its place."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from letterkit.checks.check import Check
from letterkit.checks.kinds import KINDS, InternalRule
from letterkit.core.errors import RuleError
from letterkit.datafile import place_of, validate
from letterkit.yaml_cache import YamlMemory

Place = tuple[int | str, ...]


def parse_rule(text: str, file: str, memory: YamlMemory | None = None) -> Check:
    """One rule file as a check; errors as in ``rulebook.load_rulebook``."""
    return read_rule((memory or YamlMemory(None)).parse(text, file=file, error=RuleError), text, file)


def read_rule(data: Any, text: str, file: str, at: Place = (), kinds: Collection[str] = KINDS.keys()) -> Check:
    """The rule ``data``, which is the part ``at`` of the YAML ``text``; errors as in ``rulebook.load_rulebook``.

    Only ``kinds`` are known.
    """
    kind = data.get("kind") if isinstance(data, dict) else None
    if isinstance(data, dict) and kind not in kinds:
        raise _kind_fault(kind, text, file, at, kinds)
    try:
        rule = validate(data, KINDS.get(str(kind), InternalRule), file=file, error=RuleError, text=text, at=at)
        return rule.check(file)
    except RuleError as fault:
        if fault.file not in (None, file):  # a word list that the rule names
            line, column = place_of(text, (*at, "words"))
            if fault.code == "file.not-found":
                known = ", ".join(sorted(path.name for path in Path(str(fault.file)).parent.glob("*.txt")))
                raise RuleError("rule.no-words", file=file, line=line, column=column, known=known) from fault
        elif fault.line is None:
            line, column = place_of(text, (*at, "code"))
            raise RuleError(fault.code, file=file, line=line, column=column, **fault.details) from fault
        raise


def _kind_fault(kind: object, text: str, file: str, at: Place, kinds: Collection[str]) -> RuleError:
    line, column = place_of(text, (*at, "kind"))
    if kind is None:
        return RuleError("data.missing-key", file=file, line=line, column=column, key="kind")
    near = next(iter(get_close_matches(str(kind), kinds, n=1)), "")
    return RuleError("rule.kind", file=file, line=line, column=column, kind=kind, known=", ".join(kinds), near=near)
