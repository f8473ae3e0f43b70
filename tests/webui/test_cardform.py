"""The form of the card: what goes in comes out, every field of a card has its place, every fault its field."""

import pytest
from werkzeug.datastructures import MultiDict

from letterkit.checking.greeting import greeting
from letterkit.core.card_values import CARD_VALUES, OWN, known_words
from letterkit.core.errors import CardError
from letterkit.datafile import parse_yaml
from letterkit.reports.field_words import TYPES, field_words
from letterkit.settings import load_settings
from letterkit.tables.card import card_faults, parse_card, read_card
from webui.inputs import LineField, LinesField, iso_day
from webui.letters.cardform import FIELDS, CardForm, nearest
from webui.letters.changes import changes

SAMPLE = load_settings().templates_dir / "samples" / "demo.yml"
NOT_ASKED = {"number", "date", "reply.fields"}
"""Number and date are given on registration, the fields of a reply text are asked for by it."""


def sample() -> dict[str, object]:
    card = parse_yaml(SAMPLE.read_text(encoding="utf-8"), file="карточка", error=CardError)
    assert isinstance(card, dict)
    return card


def typed(values: dict[str, str]) -> CardForm:
    return CardForm(MultiDict(values))


def test_every_path_of_a_card_is_a_field_of_the_form():
    assert set(FIELDS) == set(CARD_VALUES) - NOT_ASKED


def test_a_choice_offers_exactly_what_a_card_may_say():
    for path, field in ((each.name, each) for each in CardForm() if each.name in FIELDS):
        assert set(getattr(field, "words", ())) == set(known_words(path)), path


def test_ids_of_fields_differ_and_have_no_dots():
    ids = [field.id for field in CardForm()]
    assert len(set(ids)) == len(ids)
    assert not any("." in each for each in ids)


def test_a_card_comes_back_from_the_form_as_it_went_in():
    card = sample()
    answers = card["reply"]["fields"]  # type: ignore[index]
    own = {f"{OWN}{name}": (LinesField if isinstance(answers[name], list) else LineField)(name) for name in answers}
    filled = CardForm(card=card)
    sent = CardForm(MultiDict(filled.values))
    sent.ask(own)
    back = parse_card(sent.card(), "карточка")
    whole = parse_card({name: part for name, part in card.items() if name not in ("number", "date")}, "карточка")
    assert back == whole


def test_an_empty_form_is_an_empty_card():
    assert CardForm().card() == {}
    assert typed({"appeal.number": "  ", "appeal.questions": "\n \n"}).card() == {}


def test_questions_are_one_a_line():
    assert typed({"appeal.questions": "Когда?\n\n Сколько? \n"}).card() == {
        "appeal": {"questions": ["Когда?", "Сколько?"]}
    }


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14.05.2024", "2024-05-14"),
        ("2024-05-14", "2024-05-14"),
        ("14 мая 2024 г.", "2024-05-14"),
        ("31.02.2024", None),
    ],
)
def test_a_day_is_taken_however_it_is_written(written: str, day: str | None):
    assert iso_day(written) == day
    assert typed({"appeal.sent": written}).card() == {"appeal": {"sent": day or written}}


def test_a_fault_inside_a_list_stands_at_the_field_of_the_list():
    assert nearest("appeal.questions.0", FIELDS) == "appeal.questions"
    assert nearest("number", FIELDS) is None


def test_all_faults_are_told_at_once_each_at_its_field():
    form = typed({"applicant.name": "Мар5я", "appeal.registered": "31.02.2024", "appeal.channel": "pigeon"})
    assert not form.validate()
    assert form.errors == {
        "appeal.registered": ["Такого дня нет; нужна дата вида 14.05.2024 или 2024-05-14."],
        "appeal.channel": ["Выберите одно из списка."],
        "applicant.name": ["В имени лишний знак «5»."],
    }


def test_what_is_too_long_is_told_in_russian():
    form = typed({"appeal.group": "я" * 3000, "applicant.name": "я" * 3000, "appeal.questions": "Когда?\n" * 101})
    assert not form.validate()
    assert form.errors == {
        "appeal.group": ["Предел длины — 2000."],
        "applicant.name": ["Предел длины — 2000."],
        "appeal.questions": ["Предел длины — 100."],
    }


def test_a_card_without_faults_has_none():
    assert card_faults(sample(), "карточка") == ()


def test_faults_of_a_whole_section_end():
    (fault,) = card_faults({"appeal": "И-345"}, "карточка")
    assert fault.details["key"] == "appeal"


def test_line_ends_of_a_browser_are_no_change():
    form = typed({"appeal.questions": "Когда?\r\nСколько?", "csrf_token": "x", "appeal.sent": " "})
    assert form.values == {"appeal.questions": "Когда?\nСколько?"}


def test_a_pasted_card_is_read_as_it_is_written():
    assert read_card('{"appeal": {"number": "И-1"}}', "карточка") == {"appeal": {"number": "И-1"}}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("appeal:\n  numbr: И-1\n", "data.unknown-key", 2),
        ("appeal: {number: И-1", "yaml.syntax", 1),
        ("appeal:\n  registered: 31.02.2024\n", "data.bad-value", 2),
        ("[1, 2]", "data.not-a-mapping", 1),
    ],
)
def test_a_fault_of_a_pasted_card_names_its_line(text: str, code: str, line: int):
    with pytest.raises(CardError) as caught:
        read_card(text, "карточка")
    assert (caught.value.code, caught.value.line) == (code, line)


def test_changes_name_fields_in_the_words_of_the_form():
    before = typed({"reply.outcome": "cannot", "appeal.sent": "2024-05-13", "applicant.name": "Мария"})
    after = typed(
        {"reply.outcome": "solved", "appeal.sent": "13.05.2024", "applicant.name": "Мария", f"{OWN}why": "так"}
    )
    told = [(each.label, each.before, each.after) for each in changes(before, after)]
    assert told == [("Исход", "решить нельзя", "вопрос решён"), ("Поле ответа «why»", "", "так")]
    assert [each.label for each in changes(before, after, own=False)] == ["Исход"]


def test_the_greeting_is_that_of_the_letter():
    told = greeting(parse_card(sample(), "карточка"))
    assert told.salutation == "Уважаемая Мария Петровна!"
    assert told.addressee[0] == "Ивановой М.П."
    assert told.fault is None


def test_who_cannot_be_greeted_yet_is_told_why():
    told = greeting(parse_card({"applicant": {"name": "Саша"}}, "карточка"))
    assert (told.salutation, told.addressee) == ("", ())
    assert told.fault is not None
    assert field_words(told.fault) == "По имени «Саша» не узнать, мужчина это или женщина: укажите пол."


def test_every_type_of_a_reply_s_field_has_words():
    import typing

    from letterkit.compose.catalogue import FieldType

    assert set(TYPES) == set(typing.get_args(FieldType))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (CardError("card.missing", key="appeal.number"), "Заполните это поле: без него не начать."),
        (
            CardError("card.outcome-differs", key="reply.outcome", value="solved", wants="cannot", reply="cannot"),
            "Здесь «вопрос решён», а выбранный текст ответа – «решить нельзя»: "
            "выберите другой текст или исправьте это поле.",
        ),
        (
            CardError("card.answers-differ", key="reply.fields.answers", questions=2, answers=1),
            "Вопросов в обращении 2, ответов 1: ответьте на каждый, по порядку.",
        ),
        (CardError("card.bad-field", key="reply.fields.x", type="date"), "Здесь нужно другое: дата: 14.05.2024."),
    ],
)
def test_a_fault_at_its_field_does_not_name_the_field(fault: CardError, words: str):
    assert field_words(fault) == words
