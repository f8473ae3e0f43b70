"""All rules in force: files of the packs that the profile names, each becoming one frozen ``Check``."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from letterkit.checks.check import Check, Need
from letterkit.checks.clauses import Clauses, load_clauses
from letterkit.checks.kinds import KINDS
from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.datafile import read_text, validate
from letterkit.yamlmemory import YamlMemory

# Cheap before dear: text rules first, then what needs pages, then the grammar engine.
_COST = {None: 0, Need.CARD: 0, Need.PAGES: 1, Need.PROOFREADER: 2}


@dataclass(frozen=True)
class RuleBook:
    """``checks`` stand in the order in which they run; ``version`` is a digest of every file read."""

    checks: tuple[Check, ...]
    clauses: Clauses
    version: str
    by_code: Mapping[str, Check]

    def check(self, code: str) -> Check:
        """The rule ``code``; raises RuleError ``rule.unknown``."""
        try:
            return self.by_code[code]
        except KeyError:
            raise RuleError("rule.unknown", rule=code) from None


def load_rulebook(rules: Path, packs: Iterable[str], memory: Path | None = None) -> RuleBook:
    """The rules of ``packs`` (folders of ``rules``) and clauses.yml; the file ``memory`` makes the next time faster.

    Raises RuleError with file, line and column: ``yaml.syntax``, ``data.*``, ``rule.kind``, ``rule.name``,
    ``rule.twice``, ``rule.no-function``, ``rule.no-pack``.
    """
    digest, remembered = sha256(), YamlMemory(memory)
    checks: dict[str, Check] = {}
    for path in _files(rules, packs):
        text = read_text(path, RuleError)
        digest.update(text.encode())
        check = parse_rule(text, str(path.relative_to(rules.parent)), remembered)
        if path.stem != check.code:
            raise RuleError("rule.name", file=check.file, rule=check.code)
        if check.code in checks:
            raise RuleError("rule.twice", file=check.file, rule=check.code, other=checks[check.code].file)
        checks[check.code] = check
    remembered.keep()
    for path in (*sorted((rules / "words").glob("*.txt")), *sorted((rules / "proofing").glob("*.yml"))):
        digest.update(read_text(path, RuleError).encode())
    clauses = load_clauses(rules / "clauses.yml")
    ordered = tuple(sorted(checks.values(), key=lambda check: _COST[check.needs]))
    return RuleBook(ordered, clauses, digest.hexdigest()[:12], MappingProxyType(checks))


def parse_rule(text: str, file: str, memory: YamlMemory | None = None) -> Check:
    """One rule file as a check; errors as in ``load_rulebook``."""
    data = (memory or YamlMemory(None)).parse(text, file=file, error=RuleError)
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        raise RuleError("rule.kind", file=file, kind=kind, known=", ".join(KINDS))
    try:
        return validate(data, KINDS[kind], file=file, error=RuleError, text=text).check(file)
    except RuleError as fault:
        fault.file = fault.file or file
        raise


def can_err(check: Check) -> bool:
    """Whether leaving ``check`` out could hide an error."""
    return check.level is Level.ERROR


def _files(rules: Path, packs: Iterable[str]) -> Iterator[Path]:
    for pack in ("internal", *packs):
        folder = rules / pack
        if not folder.is_dir():
            raise RuleError("rule.no-pack", file=str(folder), pack=pack)
        yield from sorted(folder.rglob("*.yml"))
