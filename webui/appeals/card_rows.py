"""A proposed card as rows to be confirmed: each value with its input, how sure it is and how it was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field

from letterkit.office.incoming.settling import (
    EXECUTOR,
    PRIORITY,
    QUESTIONS,
    REASON,
    REPRESENTATIVE,
    SettledCard,
    proposed_values,
    settled_card,
)
from letterkit.reports.field_words import value_label
from letterkit.reports.intake_text import WISHES, likelihood_words
from letterkit.reports.office_words import GROUNDS
from letterkit.store.incoming_tables import Incoming
from webui.appeals.text_marks import anchor_of
from webui.inputs import FlagField, LineField
from webui.letters.cardform import CardForm, appeal_form
from webui.letters.layout import APPEAL, APPLICANT

GROUP = "appeal.group"
GIVEN = ("appeal.number", "appeal.registered")
"""What the registry gives: nothing of it stands in an appeal."""
_OF_PERSON = ("surname", "name", "patronymic", "gender")
APPLICANT_ROWS = (
    *(f"applicant.{name}" for name in (*_OF_PERSON, "organisation", "collective", "address", "email")),
    REPRESENTATIVE,
    PRIORITY,
)
APPEAL_ROWS = ("appeal.channel", "appeal.kind", "appeal.subject")
MORE_ROWS = ("appeal.addressed_to", "appeal.sent", "appeal.repeat_of", "appeal.attachments", REASON)
_ORDER = (*APPLICANT_ROWS, *APPEAL_ROWS, GROUP, QUESTIONS, *MORE_ROWS)
_ONLY_WHERE_READ = frozenset({"applicant.organisation", "applicant.collective", REPRESENTATIVE, PRIORITY})
_LONG = frozenset({"applicant.address", "appeal.subject", "appeal.addressed_to", "appeal.attachments"})
_SURE = {"уверенно": "sure", "вероятно": "likely"}


@dataclass(frozen=True, slots=True)
class ReadHow:
    """How a value was read: how surely in words with its tone, from a scan or not, the ``anchor`` of its place."""

    words: str
    tone: str
    is_scan: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """A value of the card; ``proposed`` is what was read, as its input has it, ``how`` None where nothing was."""

    key: str
    label: str
    field: Field
    proposed: str
    how: ReadHow | None
    is_confirmed: bool
    is_folded: bool = False

    @property
    def is_long(self) -> bool:
        """Whether it may need more than a line."""
        return self.key in _LONG


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question; ``is_read``: it stands so in the text."""

    key: str
    words: str
    is_read: bool
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class CardSheet:
    """The whole card of what came in, as its page shows it."""

    form: CardForm
    settled: SettledCard
    given: Sequence[Field]
    applicant: Sequence[CardRow]
    appeal: Sequence[CardRow]
    more: Sequence[CardRow]
    group: CardRow
    groups: Sequence[tuple[str, int]]
    questions: Sequence[QuestionRow]
    questions_how: ReadHow | None
    signs: Sequence[tuple[str, str]]


def card_form(typed: MultiDict[str, str] | None = None, values: Mapping[str, Any] | None = None) -> CardForm:
    """The fields of an appeal and what the register keeps beside it, as typed or as they are known."""
    form = appeal_form(typed)
    for path, field in (
        (REPRESENTATIVE, LineField(value_label(REPRESENTATIVE))),
        (REASON, LineField(value_label(REASON))),
        (PRIORITY, FlagField("без очереди, пункт 5.2")),
    ):
        form[path] = field
        form[path].process(typed, "")
    for path, value in (values or {}).items():
        if path in form:
            form[path].process_data(value)
    return form


def typed_values(form: MultiDict[str, str]) -> tuple[dict[str, Any], list[str]]:
    """What the page has sent: values by path, and the keys of those that are confirmed."""
    fields = card_form(form)
    values = {field.name: field.value for field in fields if field.name != QUESTIONS}
    ticked = set(form.getlist("confirmed"))
    asked = [
        (words, f"{QUESTIONS}.{at}" in ticked) for at, words in enumerate(form.getlist("question")) if words.strip()
    ]
    values |= {QUESTIONS: [words for words, _ in asked], EXECUTOR: form.get("person", "")}
    confirmed = [key for key in ticked if not key.startswith(f"{QUESTIONS}.")]
    return values, confirmed + [f"{QUESTIONS}.{at}" for at, (_, is_ticked) in enumerate(asked) if is_ticked]


def card_sheet_of(it: Incoming, defaults: Mapping[str, Any]) -> CardSheet:
    """The card of ``it`` as it stands now; ``defaults`` are what the registry would give it."""
    settled, proposed = settled_card(it), proposed_values(it.reading)
    form = card_form(values={**defaults, **settled.values})
    read_form = card_form(values=proposed)

    def row(path: str, folded: bool = False) -> CardRow:
        how = read_how(it.reading, path) if path in proposed else None
        label = value_label(path)
        field = form[path]
        return CardRow(path, label, field, read_form[path].typed, how, path in settled.confirmed, folded)

    asked = settled.values.get(QUESTIONS) or []
    was = proposed.get(QUESTIONS, [])
    return CardSheet(
        form=form,
        settled=settled,
        given=[form[path] for path in GIVEN],
        applicant=[row(path, path in _ONLY_WHERE_READ and not settled.values.get(path)) for path in APPLICANT_ROWS],
        appeal=[row(path) for path in APPEAL_ROWS],
        more=[row(path, not settled.values.get(path) and path != "appeal.sent") for path in MORE_ROWS],
        group=row(GROUP),
        groups=[(each["group"], round(each["likelihood"] * 100)) for each in (it.reading or {}).get("groups", ())],
        questions=[
            QuestionRow(f"{QUESTIONS}.{at}", words, words in was, f"{QUESTIONS}.{at}" in settled.confirmed)
            for at, words in enumerate(asked)
        ],
        questions_how=read_how(it.reading, QUESTIONS) if was else None,
        signs=signs_of(it.reading),
    )


def read_how(reading: Mapping[str, Any] | None, path: str) -> ReadHow | None:
    """How the value at ``path`` was read."""
    if reading is None:
        return None
    places, sure = reading["places"].get(path, []), reading["confidence"].get(path, reading["read_confidence"])
    scanned = [part for part in reading["parts"] if part["read_by"] == "ocr"]
    is_scan = any(part["start"] < end and start < part["end"] for part in scanned for start, end in places)
    words = likelihood_words(sure)
    return ReadHow(words, _SURE.get(words, "doubtful"), is_scan, anchor_of(path) if places else "")


def place_of(key: str) -> tuple[int, str]:
    """Where the value ``key`` stands on the page, for sorting."""
    path = QUESTIONS if key.startswith(QUESTIONS) else key
    return _ORDER.index(path) if path in _ORDER else len(_ORDER), key


def signs_of(reading: Mapping[str, Any] | None) -> Sequence[tuple[str, str]]:
    """What else was seen, that is no value of the card: a label and words each."""
    if reading is None:
        return ()
    ground = reading["card"].get("reply", {}).get("ground")
    told = (
        ("Телефон", reading["phone"]),
        ("Просит ответить", WISHES.get(reading["delivery_wish"] or "")),
        ("Льгота", "инвалидность: приём без очереди (пункт 5.2)" if reading["benefit"] else None),
        (
            "Чей вопрос",
            "похоже, другого органа: переадресация за семь дней (пункт 7.7)" if reading["other_body"] else None,
        ),
        ("Основание типового ответа", f"{GROUNDS.get(ground, ground)} (пункт 4.3)" if ground else None),
        ("Подписали ещё", ", ".join(reading["people"])),
    )
    return [(label, words) for label, words in told if words]


assert {*APPLICANT_ROWS, *APPEAL_ROWS, *MORE_ROWS, GROUP, QUESTIONS, *GIVEN} >= {*APPEAL.all, *APPLICANT.all}
