"""The case card as a form, for every page that asks for it: labels, hints and inputs are those of its one model."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from letterkit.core.card_values import CARD_VALUES, OWN, ValueKind
from letterkit.core.errors import CardError, LetterkitError
from letterkit.reports.field_words import field_words
from letterkit.reports.office_words import CARD_WORDS
from letterkit.reports.wording import sentence
from letterkit.tables.card import card_faults
from letterkit.tables.fields import fields
from webui.errors import capital
from webui.inputs import (
    ChoiceField,
    DateField,
    EmailField,
    FlagField,
    LineField,
    LinesField,
    PhoneField,
    ProseField,
    Width,
    words_of,
)
from webui.letters.layout import APPEAL, APPLICANT, BODY, GROUPS, FieldGroup

CARD = "карточка"


_INPUTS: Mapping[ValueKind, type[LineField | ProseField | FlagField]] = {
    ValueKind.EMAIL: EmailField,
    ValueKind.PHONE: PhoneField,
    ValueKind.PROSE: ProseField,
    ValueKind.DATE: DateField,
    ValueKind.FLAG: FlagField,
    ValueKind.LIST: LinesField,
}


def _input(path: str, width: Width) -> UnboundField:
    value, words = CARD_VALUES[path], fields()[path]
    told: dict[str, Any] = {"hint": words.beside, "width": width}
    if value.words:
        return ChoiceField(words.form_label, words=CARD_WORDS[value.words], **told)
    return _INPUTS.get(value.kind, LineField)(words.form_label, **told)


FIELDS: Mapping[str, UnboundField] = {
    path: _input(path, width) for group in GROUPS for path, width in group.all.items()
} | {BODY: _input(BODY, "whole")}


class CardForm(BaseForm):
    """The card, or the ``groups`` named of it, as typed into a browser (``typed``) or as it is known (``card``).

    ``own`` are the paths of what the chosen reply text asks for; words typed for others are kept in ``answers``.
    """

    def __init__(
        self,
        typed: MultiDict[str, str] | None = None,
        card: Mapping[str, Any] | None = None,
        groups: Sequence[FieldGroup] = (),
    ) -> None:
        # «reply» is what a fault of the choice itself stands at.
        whole = {**FIELDS, "reply": LineField("Текст ответа")}
        super().__init__({path: FIELDS[path] for group in groups for path in group.all} or whole)
        self.own: tuple[str, ...] = ()
        self.answers: dict[str, str] = {}
        self.process(typed)
        for path, words in (typed or {}).items():
            if path.startswith(OWN) and words.strip():
                self.answers[path] = words.replace("\r\n", "\n")
        self.fill(card or {})

    def fill(self, card: Mapping[str, Any], anew: Container[str] = ()) -> None:
        """Puts ``card`` over what stands here; sections named in ``anew`` are emptied first."""
        for each in self:
            if each.name.partition(".")[0] in anew:
                each.process_data("")
            if (value := _at(card, each.name)) and each.name in FIELDS:
                each.process_data(value)
        own = _at(card, OWN.rstrip(".")) or {}
        self.answers |= {f"{OWN}{name}": words for name, value in own.items() if (words := words_of(value))}

    def ask(self, own: Mapping[str, UnboundField]) -> None:
        """Shows ``own``, filled with what is known for them, and of what was asked before nothing else."""
        for path in {*self.own} - {*own, BODY}:
            del self[path]
        self.own = tuple(own)
        for path in (path for path in own if path not in self):
            self[path] = own[path]
            self[path].process(None, self.answers.get(path, ""))

    def demand(self, *paths: str) -> None:
        """What must not be left empty."""
        for path in paths:
            self[path].required = True

    def card(self, *groups: FieldGroup) -> dict[str, Any]:
        """What the form says, or its ``groups`` named, by the keys of a card."""
        card: dict[str, Any] = {}
        paths = [path for group in groups for path in group.all] or dict.fromkeys((*self._of_card(), *self.own))
        for path in (path for path in paths if path in self):
            if (value := self[path].value) not in ("", [], None):
                *sections, name = path.split(".")
                inside = card
                for section in sections:
                    inside = inside.setdefault(section, {})
                inside[name] = value
        return card

    def validate(self, extra_validators: Any = None) -> bool:
        """Notes what no card can hold, all of it at once, and what was demanded and is not there."""
        for fault in card_faults(self.card(), CARD):
            self.note(fault)
        for path in self._of_card():
            if self[path].required and not self[path].data:
                self.note(CardError("card.missing", key=path))
        return not self.errors

    def note(self, fault: LetterkitError) -> None:
        """Puts ``fault`` at the field that it names, or at the top of the page."""
        path = nearest(str(fault.details.get("key", "")), (*self._of_card(), *self.own))
        if isinstance(fault, CardError) and path is not None:
            self[path].errors = self[path].errors or [field_words(fault)]
        else:
            self.form_errors.append(capital(sentence(fault)))

    def any(self, paths: Iterable[str]) -> bool:
        """Whether something stands in one of ``paths``, or is wrong with it."""
        return any(self[path].data or self[path].errors for path in paths)

    @property
    def values(self) -> dict[str, str]:
        """What a browser would send."""
        return {path: self[path].typed for path in self._of_card() if self[path].typed} | self.answers

    def _of_card(self) -> Iterator[str]:
        return (path for path in FIELDS if path in self)


def appeal_form(typed: MultiDict[str, str] | None = None, card: Mapping[str, Any] | None = None) -> CardForm:
    """The two sections of an appeal; the register needs its number and the day of registration."""
    form = CardForm(typed, card, (APPEAL, APPLICANT))
    form.demand("appeal.number", "appeal.registered")
    return form


def nearest(key: str, paths: Container[str]) -> str | None:
    """The path of the field that an error names: ``appeal.questions.0`` stands at ``appeal.questions``."""
    steps = key.split(".")
    found = (".".join(steps[:count]) for count in range(len(steps), 0, -1))
    return next((path for path in found if path in paths), None)


def _at(card: Mapping[str, Any], path: str) -> Any:
    value: Any = card
    for step in path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
