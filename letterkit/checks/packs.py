"""Packs of rules: folders of rules/ that a profile names, with what a pack brings along (``pack.yml`` in it)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from letterkit.checks.clauses import ClauseEntry, Standard
from letterkit.core.errors import RuleError
from letterkit.datafile import parse_model, read_text

MANIFEST = "pack.yml"


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of rules; ``limits`` are numbers of its own, for a profile that does not name others.

    ``standard`` is what the pack maps to rules, which may be those of other packs.
    """

    folder: Path
    limits: Mapping[str, float]
    manifest: str = ""
    standard: Standard | None = None

    def files(self) -> Iterator[Path]:
        """Its rule files, in order."""
        return (path for path in sorted(self.folder.rglob("*.yml")) if path.name != MANIFEST)


class _Manifest(BaseModel):
    """``includes`` names packs whose rules this one shares with others, such as the two editions of a standard.

    ``standard`` is the name of a standard whose ``clauses`` the pack maps to rules.
    """

    model_config = ConfigDict(extra="forbid")

    includes: list[str] = []
    limits: dict[str, float] = {}
    standard: str = ""
    clauses: dict[str, ClauseEntry] = {}


_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def packs_of(rules: Path, names: Iterable[str]) -> tuple[Pack, ...]:
    """The packs ``names`` and those that they include, each once, an included one before who includes it.

    Raises RuleError ``rule.no-pack`` and those of a manifest that cannot be read.
    """
    found: dict[str, Pack] = {}
    begun: set[str] = set()
    for name in names:
        _gather(rules, name, found, begun)
    return tuple(found.values())


def _gather(rules: Path, name: str, found: dict[str, Pack], begun: set[str]) -> None:
    if name in begun:
        return
    begun.add(name)
    folder = rules / name
    if not _NAME.fullmatch(name) or not folder.is_dir():
        raise RuleError("rule.no-pack", file=str(folder), pack=name)
    path = folder / MANIFEST
    text = read_text(path, RuleError) if path.is_file() else ""
    manifest = parse_model(text, _Manifest, file=str(path), error=RuleError) if text else _Manifest()
    for other in manifest.includes:
        _gather(rules, other, found, begun)
    clauses = tuple(each.clause(number) for number, each in manifest.clauses.items())
    standard = Standard(manifest.standard, clauses) if clauses else None
    found[name] = Pack(folder, manifest.limits, text, standard)
