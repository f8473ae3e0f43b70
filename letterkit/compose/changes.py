"""What a new version of a reply text or a blank asks otherwise than the one before, and what of it is felt by others.

Words may change freely. What cards, drafts and tables were made for may not, unless somebody has looked at them: a
field that comes, goes or takes another kind of value, a need, the outcome and the ground that a reply stands for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from letterkit.compose.catalogue import Blank, BlankHead, FieldPart, ReplyText
from letterkit.compose.inspect import blank_fields


class ChangeKind(StrEnum):
    """Kinds of changes, in the order in which they are told."""

    FIELD_ADDED = "field-added"
    FIELD_REMOVED = "field-removed"
    FIELD_RETYPED = "field-retyped"
    FIELD_REQUIRED = "field-required"
    FIELD_OPTIONAL = "field-optional"
    FIELD_HIDDEN = "field-hidden"
    FIELD_SHOWN = "field-shown"
    FIELD_EVIDENCE = "field-evidence"
    NEED_ADDED = "need-added"
    NEED_REMOVED = "need-removed"
    OUTCOME = "outcome"
    GROUND = "ground"
    DUE_DAYS = "due-days"
    CLAUSE = "clause"
    NAME = "name"
    TITLE = "title"
    PURPOSE = "purpose"
    LABEL = "label"
    HINT = "hint"
    EXAMPLE = "example"
    LAYOUT = "layout"
    PACK = "pack"
    GEOMETRY = "geometry"
    RULE_LEVEL = "rule-level"
    RULE_REASON = "rule-reason"
    WORD_ADDED = "word-added"
    WORD_DROPPED = "word-dropped"
    WORD_TAKEN = "word-taken"
    WORD_RETURNED = "word-returned"
    SPARED = "spared"
    UNSPARED = "unspared"
    SENTENCE_SPARED = "sentence-spared"
    SENTENCE_UNSPARED = "sentence-unspared"
    RULE_ADDED = "rule-added"
    RULE_REMOVED = "rule-removed"
    RULE_CHANGED = "rule-changed"
    VALUE = "value"


BREAKING = frozenset({
    ChangeKind.FIELD_ADDED, ChangeKind.FIELD_REMOVED, ChangeKind.FIELD_RETYPED, ChangeKind.FIELD_REQUIRED,
    ChangeKind.NEED_ADDED, ChangeKind.OUTCOME, ChangeKind.GROUND, ChangeKind.LAYOUT,
})  # fmt: skip
"""What cards and tables made for the version before may not suit any more."""


@dataclass(frozen=True, slots=True)
class Change:
    """``name`` is a field, a need, a measure of a blank, a value of a profile by its place; ``label``: how the form of
    the card calls a field.

    ``before`` and ``after`` are None where there was nothing. ``stops`` tells that no letter can be made any more of
    what suited the version before.
    """

    what: ChangeKind
    name: str = ""
    before: str | None = None
    after: str | None = None
    stops: bool = False
    label: str = ""

    @property
    def breaking(self) -> bool:
        return self.what in BREAKING


def reply_changes(old: ReplyText, new: ReplyText) -> tuple[Change, ...]:
    """All but the words of the text itself, by ``ChangeKind``."""
    found = [*_fields(old.fields, new.fields), *_needs(old, new), *_head(old, new)]
    return tuple(sorted(found, key=lambda change: list(ChangeKind).index(change.what)))


def blank_changes(old: Blank, new: Blank) -> tuple[Change, ...]:
    """What the blank prints, its layout, its pack and its measures; raises TemplateError for an unreadable one."""
    before, after = set(blank_fields(old)), set(blank_fields(new))
    found = [Change(ChangeKind.FIELD_ADDED, name) for name in sorted(after - before)]
    found += [Change(ChangeKind.FIELD_REMOVED, name, stops=True) for name in sorted(before - after)]
    found += _of_blank(old.head, new.head)
    return tuple(found)


def is_breaking(changes: tuple[Change, ...]) -> bool:
    return any(change.breaking for change in changes)


def _fields(old: Mapping[str, FieldPart], new: Mapping[str, FieldPart]) -> Iterator[Change]:
    for name, field in new.items():
        if name not in old:
            yield Change(ChangeKind.FIELD_ADDED, name, after=field.type, stops=field.required, label=field.label)
    for name, field in old.items():
        if name in new:
            yield from (replace(change, label=new[name].label) for change in _field(name, field, new[name]))
        else:
            yield Change(ChangeKind.FIELD_REMOVED, name, before=field.type, stops=True, label=field.label)


def _field(name: str, old: FieldPart, new: FieldPart) -> Iterator[Change]:
    if old.type != new.type:
        yield Change(ChangeKind.FIELD_RETYPED, name, old.type, new.type, stops=True)
    if old.required != new.required:
        yield Change(ChangeKind.FIELD_REQUIRED if new.required else ChangeKind.FIELD_OPTIONAL, name, stops=new.required)
    if old.printed != new.printed:
        yield Change(ChangeKind.FIELD_SHOWN if new.printed else ChangeKind.FIELD_HIDDEN, name)
    if old.evidence != new.evidence:
        yield Change(ChangeKind.FIELD_EVIDENCE, name, _text(old.evidence), _text(new.evidence))
    if old.label != new.label:
        yield Change(ChangeKind.LABEL, name, old.label, new.label)
    if old.hint != new.hint:
        yield Change(ChangeKind.HINT, name, old.hint, new.hint)
    if old.example != new.example:
        yield Change(ChangeKind.EXAMPLE, name, _text(old.example), _text(new.example))


def _needs(old: ReplyText, new: ReplyText) -> Iterator[Change]:
    for need in new.head.needs:
        if need not in old.head.needs:
            yield Change(ChangeKind.NEED_ADDED, need, stops=True)
    for need in old.head.needs:
        if need not in new.head.needs:
            yield Change(ChangeKind.NEED_REMOVED, need)


def _head(old: ReplyText, new: ReplyText) -> Iterator[Change]:
    for what, before, after in (
        (ChangeKind.OUTCOME, old.head.outcome, new.head.outcome),
        (ChangeKind.GROUND, old.head.ground, new.head.ground),
        (ChangeKind.DUE_DAYS, old.head.due_days, new.head.due_days),
        (ChangeKind.CLAUSE, old.head.clause, new.head.clause),
        (ChangeKind.NAME, old.head.name, new.head.name),
        (ChangeKind.TITLE, old.head.title, new.head.title),
        (ChangeKind.PURPOSE, old.head.purpose, new.head.purpose),
    ):
        if before != after:
            yield Change(what, "", _text(before), _text(after), stops=what in (ChangeKind.OUTCOME, ChangeKind.GROUND))


def _of_blank(old: BlankHead, new: BlankHead) -> Iterator[Change]:
    for what, before, after in (
        (ChangeKind.LAYOUT, old.layout, new.layout),
        (ChangeKind.PACK, old.pack, new.pack),
        (ChangeKind.LABEL, old.label, new.label),
    ):
        if before != after:
            yield Change(what, "", before, after)
    measured = new.geometry.model_dump()
    for name, before_mm in old.geometry.model_dump().items():
        if before_mm != measured[name]:
            yield Change(ChangeKind.GEOMETRY, name, f"{before_mm:g}", f"{measured[name]:g}")


def _text(value: object) -> str | None:
    if value is None:
        return None
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
