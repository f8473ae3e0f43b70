"""What differs between two cards, field by field, in people's words."""

from dataclasses import dataclass

from letterkit.core.card_values import OWN
from webui.letters.cardform import FIELDS, CardForm


@dataclass(frozen=True, slots=True)
class Change:
    """A field of which two cards say different things; nothing where one of them is silent."""

    label: str
    before: str
    after: str


def changes(before: CardForm, after: CardForm, *, own: bool = True) -> list[Change]:
    """The fields whose values differ, in the order of the form; with ``own`` those of reply texts last."""
    told = [Change(before[path].label.text, before[path].shown, after[path].shown) for path in FIELDS]
    if own:
        told += [
            Change(f"Поле ответа «{path.removeprefix(OWN)}»", before.answers.get(path, ""), after.answers.get(path, ""))
            for path in sorted({*before.answers, *after.answers})
        ]
    return [each for each in told if each.before != each.after]
