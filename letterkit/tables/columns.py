"""The columns that a table of cases may have for one reply text, under every header by which they are known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from letterkit.compose.catalogue import FieldPart, ReplyText
from letterkit.compose.context import paths_of
from letterkit.core.card_values import OWN
from letterkit.core.profile import Profile
from letterkit.language.edit_distance import distance
from letterkit.tables.body_examples import OF_BODY, examples_of, is_of_body, own_example
from letterkit.tables.fields import ColumnType, FieldWords, fields
from letterkit.tables.spelling import bare, in_any_order, key

FULL_NAME = "full_name"

WHO = ("applicant.surname", "applicant.name", "applicant.organisation", "applicant.collective")
"""A letter needs somebody to speak to: one of these."""
# What a label says after these is an explanation: it belongs into the hint.
_EXPLAINED = re.compile(r"\s*[(\[,;:]")
# Slips that are forgiven, by length of the header: in a short one a letter more makes another word.
_SLIPS = ((10, 2.0), (5, 1.0))


@dataclass(frozen=True, slots=True)
class KnownColumn:
    """One column: what it fills (``path``), its Russian header, what may stand in it."""

    path: str
    header: str
    type: ColumnType
    hint: str = ""
    example: str | list[str] | None = None
    width: int = 30
    required: bool = False
    is_of_body: bool = False
    """Whether its example differs from body to body."""

    @property
    def fills(self) -> tuple[str, ...]:
        """The paths of the card that its cells fill."""
        section, _, name = self.path.rpartition(".")
        if name != FULL_NAME:
            return (self.path,)
        return tuple(f"{section}.{part}" for part in ("surname", "name", "patronymic"))


@dataclass(frozen=True)
class KnownColumns:
    """All columns for one reply text by path; ``needed`` are groups of paths of which a table must have one."""

    by_path: Mapping[str, KnownColumn]
    needed: tuple[tuple[str, ...], ...]
    _by_key: dict[str, str] = field(default_factory=dict)
    _by_words: Mapping[frozenset[str], frozenset[str]] = field(default_factory=dict)

    def find(self, header: str) -> KnownColumn | None:
        """The column called ``header``, whatever its letter case, spaces, dots, brackets and the order of its words."""
        path = self._by_key.get(bare(header)) or self._of_words(in_any_order(header, remarks=True))
        path = path or self._by_key.get(key(header)) or self._of_words(in_any_order(header))
        return self.by_path[path] if path else None

    def columns_of(self, header: str) -> tuple[KnownColumn, ...]:
        """The columns that ``header`` says a part of: «Номер» may be that of the appeal and that of the reply.

        Those whose own header it is a part of come first.
        """
        said = in_any_order(header)
        paths = {path for words, some in self._by_words.items() if said and said <= words for path in some}
        columns = (column for path, column in self.by_path.items() if path in paths)
        return tuple(sorted(columns, key=lambda column: not said <= in_any_order(column.header)))

    def _of_words(self, words: frozenset[str]) -> str | None:
        paths = self._by_words.get(words, frozenset())
        return next(iter(paths)) if len(paths) == 1 else None

    def guess(self, header: str) -> KnownColumn | None:
        """The one column that ``header`` is a slip of the pen away from; None when there is none, or more than one."""
        given = key(header)
        allowed = next((slips for length, slips in _SLIPS if len(given) >= length), 0.0)
        near = {path for known, path in self._by_key.items() if _is_near(given, known, allowed)}
        return self.by_path[near.pop()] if len(near) == 1 else None

    def filling(self, paths: Iterable[str]) -> tuple[KnownColumn, ...]:
        """Those that fill one of ``paths``."""
        wanted = set(paths)
        return tuple(each for each in self.by_path.values() if wanted & set(each.fills))


def known_columns(reply: ReplyText, profile: Profile | None = None) -> KnownColumns:
    """The columns of the card and those of ``reply``, with what it needs marked as required.

    Examples that differ from body to body are those of ``profile``.
    """
    needed = tuple(_required_paths(reply))
    by_path, keys, names = _columns_by_key(fields(), needed, examples_of(profile) if profile else {})
    for name, own in reply.fields.items():
        path = f"{OWN}{name}"
        by_path[path] = _own_column(path, own, keys, profile)
        for header in (path, by_path[path].header, own.label, _short(own.label)):
            # A label with its explanation in brackets may differ from another in nothing else.
            keys.setdefault(bare(header), path)
            keys.setdefault(key(header), path)
            names.setdefault(header, path)
    return KnownColumns(by_path, needed, keys, _by_words(names))


def columns_from(told: Mapping[str, FieldWords], needed: tuple[tuple[str, ...], ...]) -> KnownColumns:
    """The columns ``told`` and no others; of each group of ``needed`` a table must have one."""
    by_path, keys, names = _columns_by_key(told, needed, {})
    return KnownColumns(by_path, needed, keys, _by_words(names))


def _columns_by_key(
    told: Mapping[str, FieldWords], needed: tuple[tuple[str, ...], ...], examples: Mapping[str, str]
) -> tuple[dict[str, KnownColumn], dict[str, str], dict[str, str]]:
    """The columns ``told`` by path; their paths by the keys of their names, and by the names themselves."""
    required = {group[0] for group in needed if len(group) == 1}
    by_path: dict[str, KnownColumn] = {}
    keys: dict[str, str] = {}
    names: dict[str, str] = {}
    for path, words in told.items():
        by_path[path] = KnownColumn(
            path,
            words.header,
            words.type,
            words.hint,
            examples.get(path, words.example),
            words.width,
            required=path in required,
            is_of_body=path in OF_BODY,
        )
        for name in (path, words.header, *words.names):
            keys.setdefault(key(name), path)
            names.setdefault(name, path)
    return by_path, keys, names


def _by_words(names: Mapping[str, str]) -> Mapping[frozenset[str], frozenset[str]]:
    """The paths of names by their words in any order: more than one where columns differ in their order alone."""
    found: dict[frozenset[str], frozenset[str]] = {}
    for name, path in names.items():
        if words := in_any_order(name):
            found[words] = found.get(words, frozenset()) | {path}
    return found


def _own_column(path: str, own: FieldPart, taken: Mapping[str, str], profile: Profile | None) -> KnownColumn:
    """A header as short as the label allows; a label that another column bears leaves the path."""
    header = next(
        (name for name in (_short(own.label), own.label) if name and taken.get(bare(name), path) == path), path
    )
    rest = own.label[len(_short(own.label)) :].strip(" ,;:") if header == _short(own.label) else own.label
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    example = own_example(own, profile)
    shown = example if isinstance(example, list) or example is None else str(example)
    width = 16 if own.type in ("date", "number", "money", "flag") else 40
    return KnownColumn(path, header, own.type, rest, shown, width, required=own.required, is_of_body=is_of_body(own))


def _required_paths(reply: ReplyText) -> Iterator[tuple[str, ...]]:
    yield WHO
    for need in reply.head.needs:
        yield paths_of(need)
    for name, own in reply.fields.items():
        if own.required:
            yield (f"{OWN}{name}",)


def _short(label: str) -> str:
    return _EXPLAINED.split(label, maxsplit=1)[0].strip()


def _is_near(given: str, known: str, allowed: float) -> bool:
    return allowed > 0 and abs(len(given) - len(known)) <= 2 and distance(given, known) <= allowed
