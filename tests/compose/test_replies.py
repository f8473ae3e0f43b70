"""Every reply text of the body, filled with the examples that its own fields give."""

import dataclasses
import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.compose import Catalogue, ComposedLetter
from letterkit.compose.catalogue import ReplyText, parse_reply
from letterkit.compose.inspect import vet_reply
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.errors import CardError, TemplateError
from letterkit.core.outcome import Ground, Outcome
from letterkit.core.people import Gender, Person

IDS = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "templates" / "replies").glob("*.md"))
APPLICANTS = {
    "woman": Applicant(Person("Иванова", "Мария", "Петровна"), address="ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск"),
    "man without a patronymic": Applicant(Person("Ким", "Алексей", None, Gender.MALE), email="kim@example.ru"),
    "organisation": Applicant(organisation="ООО «Сахстрой»", address="ул. Мира, д. 1, г. Южно-Сахалинск"),
    "several people": Applicant(Person("Сидоренко", "Пётр", "Ильич"), collective=True, email="p@example.ru"),
}


def example(reply: ReplyText, demo: CaseCard, applicant: Applicant, *, optional: bool) -> CaseCard:
    """A card for ``reply``: its fields hold their own examples, all of them or only those that must be there."""
    fields = {
        name: tuple(field.example) if isinstance(field.example, list) else field.example
        for name, field in reply.fields.items()
        if optional or field.required
    }
    return dataclasses.replace(
        demo,
        applicant=applicant,
        appeal=dataclasses.replace(demo.appeal, questions=demo.appeal.questions if "answers" in fields else ()),
        reply=dataclasses.replace(
            demo.reply,
            outcome=None,
            title=None,
            delivery=None,
            fields=fields,
            due_date=datetime.date(2024, 7, 1) if "due_date" in reply.source else None,
            body="Ответ по существу." if reply.id == "explained" and not optional else None,
            attachments=("обращение на 2 л. в 1 экз.",) if reply.id == "court" else (),
        ),
    )


@pytest.mark.parametrize("id", IDS)
def test_names_and_fields_of_the_text_are_in_order(id: str, catalogue: Catalogue) -> None:
    reply = catalogue.reply(id)
    vet_reply(reply)
    assert reply.head.purpose
    assert reply.head.outcome
    assert all(field.example is not None for field in reply.fields.values())


@pytest.mark.parametrize("optional", [True, False], ids=["all fields", "required fields"])
@pytest.mark.parametrize("who", APPLICANTS)
@pytest.mark.parametrize("id", IDS)
def test_the_letter_reads_well_whoever_is_addressed(
    id: str, who: str, optional: bool, catalogue: Catalogue, demo: CaseCard, write: Callable[..., ComposedLetter]
) -> None:
    card = example(catalogue.reply(id), demo, APPLICANTS[who], optional=optional)
    made = write(card, id)
    text = made.text.replace("\u00a0", " ").replace("\u2011", "-")
    words = text[text.index("Уважаем") :]
    assert re.match(r"О(?:б|бо)? ", made.title)
    assert not made.title.endswith(".")
    opening = words.split("\n")[1]
    assert re.search(r"обращение", opening)
    assert "министерство строительства Сахалинской области" in opening
    assert opening.endswith("сообщаем.")
    for wrong in ("..", "  ", " ,", " .", ";.", "None", "[", "{", " в в ", "обращениее", ". ,", ": :", "« ", "( "):
        assert wrong not in words, wrong
    for sentence in re.split(r"(?<=[.!?])\s+", words):
        assert not re.match(r"[а-яё]", sentence) or sentence.startswith(("ул.", "г.", "д.", "в 1 экз.")), sentence
    if who in ("organisation", "several people"):
        own = re.sub(r"(?s)\nЕсли у вас останутся вопросы.*", "", words)
        values = " ".join(str(value) for value in card.reply.fields.values())
        for found in re.finditer(r"[а-яё,–] (В(?:ы|ас|ам|ами|аш\w*))\b", own):
            assert found[1] in values, found[0]


LAW_PARTS = {
    "redirect": "части 3 статьи 8",
    "extension": "часть 2 статьи 12",
    Ground.COURT: "части 2 статьи 11",
    Ground.ABUSE: "части 3 статьи 11",
    Ground.UNREADABLE: "части 4 статьи 11",
    Ground.UNCLEAR: "части 4.1 статьи 11",
    Ground.REPEAT: "часть 5 статьи 11",
    Ground.PUBLISHED: "части 5.1 статьи 11",
    Ground.SECRET: "части 6 статьи 11",
}


@pytest.mark.parametrize("key", LAW_PARTS)
def test_a_standard_reply_names_the_part_of_the_law_it_stands_on(
    key: str, catalogue: Catalogue, demo: CaseCard, write: Callable[..., ComposedLetter]
) -> None:
    made = write(example(catalogue.reply(key), demo, APPLICANTS["woman"], optional=False), key)
    text = made.text.replace("\u00a0", " ")
    assert f"{LAW_PARTS[key]} Федерального закона от 02.05.2006 № 59-ФЗ" in text


def test_every_outcome_and_every_ground_has_a_text(catalogue: Catalogue) -> None:
    replies = catalogue.replies()
    assert set(Outcome) == {reply.head.outcome for reply in replies}
    assert set(Ground) == {reply.head.ground for reply in replies} - {None}


def test_several_bodies_are_named_in_the_case_they_need(
    catalogue: Catalogue, demo: CaseCard, write: Callable[..., ComposedLetter]
) -> None:
    made = write(example(catalogue.reply("redirect"), demo, APPLICANTS["woman"], optional=True), "redirect")
    text = made.text.replace("\u00a0", " ")
    assert "на основании части 4 статьи 8" in text
    assert "мы направили копии Вашего обращения в государственную жилищную инспекцию и в администрацию города." in text


def test_an_internal_note_is_asked_for_and_stays_out_of_the_letter(
    catalogue: Catalogue, demo: CaseCard, write: Callable[..., ComposedLetter]
) -> None:
    reply = catalogue.reply("abuse")
    card = example(reply, demo, APPLICANTS["woman"], optional=True)
    assert reply.unprinted == {"witness"}
    made = write(card, "abuse")
    assert str(card.reply.fields["witness"]) not in made.text.replace("\u00a0", " ")
    assert "reply.fields.witness" not in made.used
    without = dataclasses.replace(card, reply=dataclasses.replace(card.reply, fields={}))
    with pytest.raises(CardError, match=r"card\.missing"):
        write(without, "abuse")


def test_a_text_that_prints_an_internal_note_is_refused() -> None:
    text = (
        "---\nid: a\ntitle: О деле\nfields:\n  note: {label: Заметка, printed: false}\n---\n{{ opening }} {{ note }}\n"
    )
    with pytest.raises(TemplateError, match=r"template\.internal-field"):
        vet_reply(parse_reply(text, "a.md"))
