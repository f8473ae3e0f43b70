"""How well appeals are read: the fields, questions and groups of a labelled set beside what ``letterkit.intake`` finds.

A set is a folder of pairs: NN-name.txt, the appeal as it was sent, and NN-name.yml, the card that a careful clerk would
write. A field is right when it says what the label says: names, dates, numbers and addresses letter by letter (case, ё
and white space aside), the subject and the list of attachments when they share most of their words with the label's.
"""

import datetime
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex

from letterkit.core.errors import CardError
from letterkit.core.people import Person
from letterkit.datafile import parse_yaml, read_text
from letterkit.intake import AppealReading, read_appeal
from letterkit.intake.subject_words import roots_of
from letterkit.office.register.classifier import classifier
from letterkit.russian.names_letters import without_yo

_JOINING = regex.compile(r"^(?:(?:и|а|но|еще|также|\d{1,2}[.)]|[а-я]\))\s+)+")
SHARED = 0.5
"""F1 of the words of a subject, or of a list of attachments, from which it says the same."""
_FORMS = {
    "общество с ограниченной ответственностью": "ооо",
    "индивидуальный предприниматель": "ип",
    "специализированный застройщик": "сз",
    "садоводческое некоммерческое товарищество": "снт",
    "товарищество собственников жилья": "тсж",
    "товарищество собственников недвижимости": "тсн",
    "гаражно-строительный кооператив": "гск",
    "жилищно-строительный кооператив": "жск",
}
"""A form of ownership written out and in short is one: a reading keeps what a letter has, a clerk may shorten it."""
_BY_WORDS = frozenset(("appeal.subject", "appeal.attachments"))
_FIELDS = (
    *("appeal.sent appeal.subject appeal.addressed_to appeal.kind appeal.repeat_of appeal.attachments".split()),
    *("applicant.surname applicant.name applicant.patronymic applicant.gender applicant.organisation".split()),
    *("applicant.collective applicant.address applicant.email applicant.phone reply.ground".split()),
    *("other.other_body other.delivery_wish other.benefit other.representative other.people".split()),
)


@dataclass
class IntakeFigures:
    """What was counted over a set; ``faults`` tell where a reading and its label differ."""

    appeals: int = 0
    right: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    top_three: int = 0
    first: int = 0
    grouped: int = 0
    slowest_ms: float = 0.0
    total_ms: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def fields_right(self) -> float:
        """The share of fields, said by a label or by a reading, that are the same in both."""
        return sum(self.right.values()) / max(1, sum(self.said.values()))

    @property
    def questions_right(self) -> float:
        """The share of the labels' questions that were read word for word."""
        return self.questions["right"] / max(1, self.questions["labelled"])


def measure(folder: Path, step: int = 1) -> IntakeFigures:
    """Reads the appeals of the set in ``folder``: all of them, or each ``step``-th."""
    figures = IntakeFigures()
    groups = classifier().group_words
    for text_file in sorted(folder.glob("*.txt"))[::step]:
        label_file = text_file.with_suffix(".yml")
        label = parse_yaml(read_text(label_file, CardError), file=str(label_file), error=CardError) or {}
        text = read_text(text_file, CardError)
        if not figures.appeals:
            read_appeal(text, groups)  # dictionaries are read once, which no appeal should be blamed for
        begun = time.perf_counter()
        reading = read_appeal(text, groups)
        spent = (time.perf_counter() - begun) * 1000
        figures.appeals += 1
        figures.total_ms += spent
        figures.slowest_ms = max(figures.slowest_ms, spent)
        _compare(figures, text_file.stem, label, reading)
    return figures


def _compare(figures: IntakeFigures, name: str, label: Mapping[str, Any], reading: AppealReading) -> None:
    read = dict(_read(reading))
    for path in _FIELDS:
        section, _, key = path.partition(".")
        wanted, got = (label.get(section) or {}).get(key), read.get(path)
        if not wanted and not got:
            continue
        figures.said[path] += 1
        if _same(path, wanted, got):
            figures.right[path] += 1
        else:
            figures.faults.append(f"{name} {path}: {wanted!r} / {got!r}")
    wanted_questions = [_fold(each) for each in (label.get("appeal") or {}).get("questions") or []]
    got_questions = [_fold(each) for each in reading.card.appeal.questions]
    figures.questions["labelled"] += len(wanted_questions)
    figures.questions["read"] += len(got_questions)
    figures.questions["right"] += sum(each in got_questions for each in wanted_questions)
    for each in wanted_questions:
        if each not in got_questions:
            figures.faults.append(f"{name} question missed: {each}")
    for each in got_questions:
        if each not in wanted_questions:
            figures.faults.append(f"{name} question added: {each}")
    codes = (label.get("other") or {}).get("groups") or []
    if codes:
        figures.grouped += 1
        ranked = [each.code for each in reading.groups]
        figures.top_three += codes[0] in ranked
        figures.first += bool(ranked) and ranked[0] in codes
        if codes[0] not in ranked:
            figures.faults.append(f"{name} group: {codes} / {ranked}")


def _read(reading: AppealReading) -> Iterator[tuple[str, Any]]:
    for path, found in reading.found.items():
        value = found.value
        yield path, getattr(value, "value", value)
    yield "other.other_body", reading.other_body
    yield "other.delivery_wish", reading.delivery_wish
    yield "other.benefit", reading.benefit
    yield "other.representative", reading.representative and _name(reading.representative.value)
    yield "other.people", [_name(each.value) for each in reading.people]


def _name(person: Person) -> str:
    return " ".join(part for part in (person.surname, person.name, person.patronymic) if part)


def _same(path: str, wanted: Any, got: Any) -> bool:
    if isinstance(got, datetime.date):
        return bool(wanted == f"{got:%d.%m.%Y}" or wanted == got)
    if path in _BY_WORDS:
        return likeness(str(wanted or ""), str(got or "")) >= SHARED
    if isinstance(wanted, list) or isinstance(got, (list, tuple)):
        return sorted(map(_bare, wanted or ())) == sorted(map(_bare, got or ()))
    if isinstance(wanted, bool) or isinstance(got, bool):
        return bool(wanted) == bool(got)
    if path == "applicant.organisation":
        wanted, got = _in_short(wanted), _in_short(got)
    return _bare(wanted or "") == _bare(got or "")


def _in_short(organisation: Any) -> str:
    said = " ".join(str(organisation or "").lower().split())
    for form, short in _FORMS.items():
        said = said.replace(form, short)
    return said


def _bare(value: Any) -> str:
    return regex.sub(r"[^\p{L}\d]+", "", without_yo(str(value).lower()))


def _fold(text: str) -> str:
    """A question word for word: case, ё, its end mark, a number in a list and a joining word before it aside."""
    return _JOINING.sub("", " ".join(without_yo(text.lower()).split()).rstrip(" .;,!?"))


def likeness(one: str, other: str) -> float:
    a, b = (_content(text) for text in (one, other))
    common = len(a & b)
    return 2 * common / (len(a) + len(b)) if a and b else 0.0


def _content(text: str) -> frozenset[str]:
    return frozenset(roots_of(text))
