"""Letters whose words a person writes: what the editor begins with, and what comes of it."""

import dataclasses
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import regex
from hypothesis import example as once_failed
from hypothesis import given
from hypothesis import strategies as st

from letterkit.compose import Catalogue, ComposedLetter, WrittenLetter, compose_written, starting_text
from letterkit.compose.gaps import gap_for
from letterkit.compose.ledger import CLOSE, OPEN
from letterkit.compose.lines import TypedLine, fit, lines_of
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.errors import CardError, RequestError, RuleError
from letterkit.core.people import Person
from letterkit.core.profile import Profile
from letterkit.datafile import parse_yaml
from letterkit.reading import read_docx

from .conftest import HOME
from .test_replies import APPLICANTS, IDS, example

Change = Callable[..., CaseCard]
Write = Callable[..., WrittenLetter]


@pytest.fixture(scope="module")
def brackets() -> list[regex.Pattern[str]]:
    """What the rule for prompts left in a letter looks for."""
    file = HOME / "rules" / "order-2024" / "placeholder.bracket.yml"
    rule = parse_yaml(file.read_text(encoding="utf-8"), file=str(file), error=RuleError)
    assert isinstance(rule, dict)
    return [regex.compile(pattern, regex.IGNORECASE) for pattern in rule["find"]]


@pytest.fixture(scope="module")
def hand(demo: CaseCard, catalogue: Catalogue, profile: Profile) -> Write:
    """A letter of the demo card with these words."""

    def hand_(text: str, title: str = "О ремонте", card: CaseCard = demo, blank: str = "corner") -> WrittenLetter:
        return compose_written(card, title, text, catalogue.blank(blank), profile)

    return hand_


def printed(written: WrittenLetter) -> list[str]:
    """The paragraphs between the salutation and the closing."""
    lines = read_docx(written.docx, "письмо.docx").text.split("\n")
    return lines[lines.index(written.salutation) + 1 : lines.index("С уважением,")]


# --- from a reply text to the editor and on


@pytest.mark.parametrize("optional", [True, False], ids=["all fields", "required fields"])
@pytest.mark.parametrize("who", APPLICANTS)
@pytest.mark.parametrize("id", IDS)
def test_the_text_of_a_reply_comes_back_from_the_editor_as_the_same_letter(
    id: str,
    who: str,
    optional: bool,
    catalogue: Catalogue,
    profile: Profile,
    demo: CaseCard,
    write: Callable[..., ComposedLetter],
    hand: Write,
) -> None:
    card = example(catalogue.reply(id), demo, APPLICANTS[who], optional=optional)
    composed = write(card, id)
    started = starting_text(card, catalogue.reply(id), profile)
    assert started.title == composed.title
    assert "\n\n" not in started.text
    assert hand(started.text, started.title, card=started.card).docx == composed.docx


def test_the_demo_card_begins_as_plain_lines(demo: CaseCard, catalogue: Catalogue, profile: Profile) -> None:
    lines = starting_text(demo, catalogue.reply("by_date"), profile).text.split("\n")
    assert lines[0].startswith("Рассмотрев Ваше обращение")
    assert "– до 01.09.2024 – строители сдадут дом;" in lines
    assert "> 1. Когда переселят жителей дома № 10 по ул. Ленина?" in lines


def test_the_outcome_of_the_reply_text_goes_on_with_the_card(
    changed: Change, catalogue: Catalogue, profile: Profile
) -> None:
    reply = catalogue.reply("by_date")
    assert starting_text(changed(reply={"outcome": None}), reply, profile).card.reply.outcome is reply.head.outcome


# --- a card that is not complete yet


@pytest.mark.parametrize("id", IDS)
def test_what_the_executor_does_not_know_yet_is_a_gap_that_rules_find(
    id: str, demo: CaseCard, catalogue: Catalogue, profile: Profile, hand: Write, brackets: list[regex.Pattern[str]]
) -> None:
    plan = replace(demo.reply, fields={}, outcome=None, due_date=None, body=None, attachments=(), title=None)
    started = starting_text(replace(demo, reply=plan), catalogue.reply(id), profile, gaps=True)
    reply = catalogue.reply(id)
    wanted = {gap_for(field.label) for field in reply.fields.values() if field.required and field.printed}
    wanted |= {"[указать дату]"} if "reply.due_date" in reply.head.needs else set()
    wanted |= {f"[указать: ответ на вопрос {n}]" for n in (1, 2)} if "answers" in reply.fields else set()
    found = set(regex.findall(r"\[[^\]\n]*\]", started.text))
    assert found == wanted
    for gap in found:
        assert any(pattern.fullmatch(gap) for pattern in brackets), gap
    assert printed(hand(started.text, started.title, card=started.card))


def test_a_reply_of_the_writers_own_words_begins_with_one_gap(
    changed: Change, catalogue: Catalogue, profile: Profile
) -> None:
    card = changed(appeal={"questions": ()}, reply={"fields": {}, "outcome": None, "due_date": None})
    assert "[указать: ответ по существу]" in starting_text(card, catalogue.reply("explained"), profile, gaps=True).text


def test_an_answer_given_already_stands_and_the_other_is_a_gap(
    changed: Change, catalogue: Catalogue, profile: Profile
) -> None:
    card = changed(reply={"fields": {"answers": ("Дом признан аварийным.",)}, "outcome": None, "due_date": None})
    lines = starting_text(card, catalogue.reply("explained"), profile, gaps=True).text.split("\n")
    assert lines[2] == "Дом признан аварийным."
    assert lines[4] == "[указать: ответ на вопрос 2]"


def test_without_gaps_the_same_card_is_refused(changed: Change, catalogue: Catalogue, profile: Profile) -> None:
    with pytest.raises(CardError, match=r"card\.missing.*decision"):
        starting_text(changed(reply={"fields": {}}), catalogue.reply("by_date"), profile)


@pytest.mark.parametrize(
    ("parts", "key"),
    [({"appeal": {"subject": None}}, "appeal.subject"), ({"reply": {"fields": {"лишнее": "да"}}}, "reply.fields")],
)
def test_gaps_stand_for_nothing_but_the_reply_itself(
    parts: dict[str, Any], key: str, changed: Change, catalogue: Catalogue, profile: Profile
) -> None:
    with pytest.raises(CardError) as caught:
        starting_text(changed(**parts), catalogue.reply("by_date"), profile, gaps=True)
    assert str(caught.value.details["key"]).startswith(key)


def test_nobody_to_write_to_is_refused_in_the_editor_too(demo: CaseCard, hand: Write) -> None:
    with pytest.raises(CardError, match=r"card\.missing"):
        hand("Ремонт начнут в мае.", card=dataclasses.replace(demo, applicant=Applicant()))
    unknown = Applicant(Person("Ким", "Саша"), email="k@example.ru")
    with pytest.raises(CardError, match=r"card\.gender-unknown"):
        hand("Ремонт начнут в мае.", card=dataclasses.replace(demo, applicant=unknown))


@pytest.mark.parametrize(
    ("label", "gap"),
    [
        ("Что будет сделано, одним-двумя предложениями", "[указать: что будет сделано]"),
        ("Почему нельзя (продолжение фразы «…»)", "[указать: почему нельзя]"),
        ("[?]", "[указать]"),
        ("слово " * 30, "[указать: " + " ".join(["слово"] * 10) + "]"),
    ],
)
def test_a_gap_says_in_short_what_its_field_asks(label: str, gap: str) -> None:
    assert gap_for(label) == gap


# --- what is written


@pytest.mark.parametrize("blank", ["corner", "longitudinal", "corner-2016", "longitudinal-2016"])
def test_a_line_is_a_paragraph_and_blank_lines_are_none(blank: str, hand: Write) -> None:
    text = "Первый.\n\n \t\n- один;\r\n*  два.\n2. три\n>Когда?\n>\n  Последний. "
    written = hand(text, blank=blank)
    assert printed(written) == ["Первый.", "– один;", "– два.", "2. три", "Когда?", "Последний."]
    assert [line.kind for line in written.lines] == ["text", "item", "item", "item", "question", "text"]


def test_two_questions_in_a_row_are_two_paragraphs(hand: Write) -> None:
    assert printed(hand("> Когда?\n> Где?")) == ["Когда?", "Где?"]


@pytest.mark.parametrize("text", ["{{ date }}", "{% if x %} {# #} }}", "{{", "<w:p/> & &amp;", f"а{OPEN}0{CLOSE}б"])
def test_nothing_in_the_text_is_a_template(text: str, hand: Write) -> None:
    kept = text.replace(OPEN, "").replace(CLOSE, "")
    written = hand(text, title=text)
    assert printed(written) == [kept]
    assert written.title == kept


@pytest.mark.parametrize("text", ["", " \n\t\n", ">\n> "])
def test_a_letter_may_have_no_words_yet(text: str, hand: Write) -> None:
    written = hand(text, title="")
    assert written.lines == ()
    assert printed(written) == []
    assert written.card.reply.title is None


def test_the_card_gets_its_defaults_and_the_title_written(changed: Change, hand: Write) -> None:
    written = hand("Да.", title=" О  ремонте\nдома ", card=changed(signer={"post": None, "name": None}))
    assert written.card.reply.title == written.title == "О ремонте дома"
    assert written.card.signer.name
    assert written.salutation == "Уважаемая Мария\u00a0Петровна!".replace("\u00a0", " ")
    assert written.addressee[0].replace("\u00a0", " ") == "Ивановой М.П."


@pytest.mark.parametrize(
    ("title", "text", "code"),
    [
        ("О ремонте", "а" * 20_001, "writing.text-too-long"),
        ("О" * 2_001, "Да.", "writing.title-too-long"),
        ("О ремонте", "а\n" * 1_001, "writing.too-many-paragraphs"),
    ],
)
def test_a_text_that_is_no_letter_is_refused(title: str, text: str, code: str, hand: Write) -> None:
    with pytest.raises(RequestError) as caught:
        hand(text, title)
    assert caught.value.code == code


def test_the_longest_text_allowed_becomes_a_letter(hand: Write) -> None:
    assert len(printed(hand("я" * 20_000))[0]) == 20_000
    assert len(printed(hand("я\n" * 1_000))) == 1_000


# --- where each printed character was typed


def typed(line: TypedLine, text: str) -> list[str]:
    return [text[start:end] for start, end in zip(line.begins, line.ends, strict=True)]


def test_marks_and_joined_spaces_lead_back_to_what_was_typed() -> None:
    text = " *  дом №  5,\tИ. О. Фамильев – (4242) 00-00-00"
    (line,) = lines_of(text)
    assert line.printed == "– дом\u00a0№\u00a05, И.О.\u00a0Фамильев\u00a0– (4242)\u00a000\u201100\u201100"
    places = typed(line, text)
    assert places[:3] == ["*", "  ", "д"]
    assert places[line.printed.index("№") + 1] == "  "
    assert places[line.printed.index(",") + 1] == "\t"
    assert places[line.printed.index("О")] == "О"
    assert places[line.printed.index("\u2011")] == "-"


def test_a_letter_and_its_breve_are_one_and_unseen_signs_are_left_out() -> None:
    text = "мои\u0306 \u200bдом\u00ad"
    (line,) = lines_of(text)
    assert line.printed == "мой дом\u00ad"
    assert typed(line, text)[2] == "и\u0306"
    assert "".join(typed(line, text)[4:7]).replace("\u200b", "") == "дом"


SIGNS = st.sampled_from([*"абвИОФ  \t\u00a0\u2003.,–—-•*>№5812()«»\u0306\u200b\u00ad\x07{}", "\n", "\r\n", "ул. "])


@given(st.lists(SIGNS, max_size=60).map("".join))
@once_failed("— \x07\u0306")
def test_every_printed_sign_leads_to_a_place_that_holds_it(text: str) -> None:
    last = 0
    for line in lines_of(text):
        assert line.printed.strip() == line.printed != ""
        assert len(line.begins) == len(line.ends) == len(line.printed)
        for sign, start, end in zip(line.printed, line.begins, line.ends, strict=True):
            assert last <= start < end
            was = fit(text[start:end])
            if sign.isspace():
                assert was[0].isspace()
            else:
                assert sign in was or (sign in "–\u2011" and was in "-–—•*")
            last = start
        last = line.ends[-1]


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_what_was_printed_is_printed_the_same_when_typed_again(text: str) -> None:
    lines = lines_of(text)
    again = "\n".join(f"> {line.words}" if line.kind == "question" else line.words for line in lines)
    assert [line.printed for line in lines_of(again)] == [line.printed for line in lines]
