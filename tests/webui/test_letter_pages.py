"""Pages of letters before review: lists, a new letter, the card, versions."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from letterkit.core.errors import ToolFailed
from letterkit.core.office import Duty
from letterkit.office.cases import drafting
from letterkit.pages.convert import Converter
from letterkit.store.tables import Appeal, Version

from .office import Register

BEGUN = {
    "do": "begin",
    "reply": "redirect",
    "appeal.number": "И-777",
    "appeal.registered": "2024-06-01",
    "appeal.subject": "уборка двора",
    "applicant.surname": "Лебедев",
    "applicant.name": "Илья",
    "applicant.patronymic": "Ильич",
    "reply.outcome": "redirected",
    "reply.fields.why": "Работу управляющих компаний проверяет инспекция",
}


def test_pages_that_could_not_be_printed_say_why(
    register: Register, executor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = register.letter()
    asked = {"title": "О ремонте", "text": "Крышу починят.\n\nДо весны.", "revision": 1}

    def silent(*given: Any, **named: Any) -> Any:
        raise ToolFailed("libreoffice.time-out", limit_s=60)

    monkeypatch.setattr(Converter, "pdfs", silent)
    shown = executor.post(f"/letters/{letter.id}/preview", json=asked).json
    assert (shown["pages"], shown["page_count"]) == ([], 0)
    assert shown["why"].startswith("Страниц нет: LibreOffice не ответил и остановлен")


def value_of(page: str, name: str) -> str:
    """What stands in the input ``name``."""
    tag = next(found[0] for found in re.finditer(r"<input[^>]*>", page) if f'name="{name}"' in found[0])
    found = re.search(r'value="([^"]*)"', tag)
    return found[1] if found else ""


def error_of(page: str, id: str) -> str:
    found = re.search(rf'id="{id}-error"[^>]*>([^<]*)<', page)
    return found[1] if found else ""


def test_a_letter_is_begun_from_the_form_with_gaps_for_what_is_not_known_yet(executor: FlaskClient, register: Register):
    answer = executor.post("/letters/new", data=BEGUN)
    assert answer.status_code == 303
    letter = drafting.read_letter(register.office, register.by(Duty.EXECUTOR), int(answer.location.split("/")[2]))
    assert answer.location == f"/letters/{letter.id}/edit"
    assert "Работу управляющих компаний проверяет инспекция." in letter.text
    assert "[указать: куда направлено]" in letter.text
    assert letter.card["executor"]["surname"] == "Исполнева"


def test_what_was_typed_stays_when_the_letter_cannot_begin(executor: FlaskClient):
    answer = executor.post(
        "/letters/new", data={**BEGUN, "applicant.surname": "Лебедев5", "pasted": "a: [", "words": ""}
    )
    page = answer.text
    assert answer.status_code == 422
    assert error_of(page, "applicant-surname") == "В имени лишний знак «5»."
    assert value_of(page, "applicant.surname") == "Лебедев5"
    assert value_of(page, "reply.fields.why") == "Работу управляющих компаний проверяет инспекция"
    assert re.search(r'value="redirect" checked', page)
    assert "a: [" in page


def test_a_day_that_no_calendar_has_stays_in_sight(executor: FlaskClient):
    page = executor.post("/letters/new", data={**BEGUN, "appeal.registered": "31.02.2024"}).text
    assert value_of(page, "appeal.registered") == "31.02.2024"
    assert error_of(page, "appeal-registered").startswith("Такого дня нет")


def test_what_a_reply_text_cannot_do_without_is_told_at_its_field(executor: FlaskClient):
    answer = executor.post("/letters/new", data={**BEGUN, "appeal.subject": ""})
    assert answer.status_code == 422
    assert error_of(answer.text, "appeal-subject") == "Заполните это поле: без него не начать."


def test_an_outcome_that_the_reply_text_does_not_say_is_told(executor: FlaskClient):
    page = executor.post("/letters/new", data={**BEGUN, "reply.outcome": "solved"}).text
    assert error_of(page, "reply-outcome").startswith("Здесь «вопрос решён», а выбранный текст ответа – «направлено")


def test_a_letter_without_a_reply_text_is_not_begun(executor: FlaskClient):
    page = executor.post("/letters/new", data={**BEGUN, "reply": ""}).text
    assert error_of(page, "reply") == "Выберите текст ответа: с него начнётся письмо."


@pytest.mark.parametrize("wrong", [{"reply": "no-such"}, {"blank": "no-such"}])
def test_a_reply_text_or_a_blank_that_is_there_no_more_loses_nothing(executor: FlaskClient, wrong: dict[str, str]):
    answer = executor.post("/letters/new", data={**BEGUN, **wrong})
    assert answer.status_code == 422
    assert value_of(answer.text, "applicant.surname") == "Лебедев"


def test_reply_texts_that_fit_come_first(executor: FlaskClient):
    page = executor.post(
        "/letters/new", data={"do": "replies", "reply.outcome": "no_answer", "reply.ground": "court"}
    ).text
    offered = re.findall(r'id="reply-([a-z_]+)" value=', page)
    assert offered[0] == "court"
    assert page.index("Подходят") < page.index('id="reply-court"') < page.index("Остальные тексты")
    assert len(offered) == 16


def test_a_chosen_reply_text_shows_its_fields_and_what_was_typed_for_another_is_kept(executor: FlaskClient):
    page = executor.post(
        "/letters/new/replies", data={"reply": "court", "reply.fields.why": "потому", "reply.outcome": "no_answer"}
    ).text
    assert 'id="reply-fields-how"' in page
    assert '<input type="hidden" name="reply.fields.why" value="потому">' in page
    assert "<html" not in page


def test_the_form_is_filled_from_an_appeal_of_the_register(executor: FlaskClient, register: Register):
    appeal = register.appeal()
    page = executor.get(f"/letters/new?appeal={appeal.id}").text
    assert value_of(page, "applicant.surname") == "Иванова"
    assert value_of(page, "appeal.registered") == "2024-05-14"
    assert value_of(page, "appeal") == str(appeal.id)
    assert "Уважаемая Мария Петровна!" in page


def test_an_appeal_is_found_by_words_and_taken_without_losing_the_rest(executor: FlaskClient, register: Register):
    appeal = register.appeal()
    typed = {"reply.title": "О доме", "applicant.name": "Пётр"}
    found = executor.post("/letters/new", data={**typed, "words": "иванова", "do": "find"}).text
    assert f'name="take" value="{appeal.id}"' in found
    assert value_of(found, "applicant.name") == "Пётр"
    page = executor.post("/letters/new", data={**typed, "words": "иванова", "take": appeal.id}).text
    assert value_of(page, "reply.title") == "О доме"
    assert value_of(page, "applicant.name") == "Мария"
    assert 'name="appeal"' not in executor.post("/letters/new", data={"appeal": appeal.id, "do": "unlink"}).text


def test_a_letter_from_an_appeal_is_linked_to_it(executor: FlaskClient, register: Register):
    appeal = register.appeal("И-777", registered="2024-06-01", subject="уборка двора")
    answer = executor.post("/letters/new", data={**BEGUN, "appeal": appeal.id})
    letter = drafting.read_letter(register.office, register.by(Duty.EXECUTOR), int(answer.location.split("/")[2]))
    assert letter.appeal_id == appeal.id


def test_a_card_of_another_appeal_is_refused(executor: FlaskClient, register: Register):
    answer = executor.post("/letters/new", data={**BEGUN, "appeal": register.appeal().id})
    assert answer.status_code == 422
    assert "письмо отвечает на обращение № И-345" in answer.text.replace("Письмо", "письмо")


def test_a_pasted_card_fills_the_form_but_number_and_date_are_left_to_registration(executor: FlaskClient):
    pasted = "number: 3.08-1/24\nappeal: {number: И-9, questions: [Когда?]}\nreply: {fields: {why: так}}"
    page = executor.post("/letters/new", data={"do": "paste", "pasted": pasted, "applicant.name": "Пётр"}).text
    assert value_of(page, "appeal.number") == "И-9"
    assert value_of(page, "applicant.name") == "Пётр"
    assert value_of(page, "reply.fields.why") == "так"
    assert "Номер и дата письма из карточки не взяты" in page
    assert "3.08-1/24" not in page


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("appeal:\n  numbr: 1\n", "Карточка, строка 2, столбец 3: поля «appeal.numbr» нет"),
        ("appeal: {", "Карточка, строка 1"),
        ("", "Карточка не вставлена"),
    ],
)
def test_a_pasted_card_with_a_fault_stays_and_names_the_place(executor: FlaskClient, pasted: str, told: str):
    answer = executor.post("/letters/new", data={"do": "paste", "pasted": pasted})
    assert answer.status_code == 422
    assert error_of(answer.text, "pasted").startswith(told)
    assert pasted in answer.text


def test_addressee_and_salutation_are_shown_while_the_card_is_typed(executor: FlaskClient):
    typed = {"applicant.surname": "Лебедев", "applicant.name": "Илья", "applicant.patronymic": "Ильич"}
    part = executor.post("/letters/new/addressee", data=typed).text
    assert "Лебедеву И.И." in part
    assert "Уважаемый Илья Ильич!" in part
    assert "укажите пол" in executor.post("/letters/new/addressee", data={"applicant.name": "Саша"}).text
    assert "Заполните имя заявителя" in executor.post("/letters/new/addressee", data={}).text


def test_own_letters_are_listed_with_deadline_state_and_who_changed_them(executor: FlaskClient, register: Register):
    register.letter(register.appeal())
    page = executor.get("/letters").text
    assert "О переселении из аварийного дома" in page
    assert "остал" in page
    assert "черновик" in page
    assert "Исполнева А.С." in page


def test_letters_are_found_by_the_words_of_what_is_shown(executor: FlaskClient, register: Register):
    register.letter(register.appeal())
    assert "О переселении" in executor.get("/letters?words=иванова+И-345").text
    assert "Под условия ничего не подходит" in executor.get("/letters?words=водопровод").text
    assert "Под условия ничего не подходит" in executor.get("/letters?state=sent").text


def test_an_empty_list_says_what_to_do(executor: FlaskClient, registrar: FlaskClient):
    assert "начните новый ответ" in executor.get("/letters").text
    assert "сдаст его на проверку" in registrar.get("/letters").text


def test_the_registry_does_not_see_a_draft(registrar: FlaskClient, register: Register):
    register.letter()
    assert "О переселении" not in registrar.get("/letters?all=1").text


def card_form(register: Register, client: FlaskClient, letter_id: int) -> dict[str, Any]:
    """The form of the card as a browser would send it back."""
    page = client.get(f"/letters/{letter_id}/card").text
    form = {
        "revision": value_of(page, "revision"),
        "letter": str(letter_id),
        "do": "save",
        "reply": "",
        "blank": "corner",
    }
    from webui.letters.cardform import CardForm

    return (
        form | CardForm(card=drafting.read_letter(register.office, register.by(Duty.EXECUTOR), letter_id).card).values
    )


def test_a_saved_card_keeps_the_words_and_what_the_form_does_not_ask(executor: FlaskClient, register: Register):
    letter = register.letter()
    form = card_form(register, executor, letter.id) | {"applicant.address": "ул. Мира, д. 1, г. Холмск"}
    answer = executor.post(f"/letters/{letter.id}/card", data=form)
    assert answer.location == f"/letters/{letter.id}/edit"
    now = register.now(letter)
    assert now.card["applicant"]["address"] == "ул. Мира, д. 1, г. Холмск"
    assert now.card["reply"]["fields"] == letter.card["reply"]["fields"]
    assert now.card["reply"]["title"] == letter.card["reply"]["title"]
    assert (now.title, now.text) == (letter.title, letter.text)
    assert now.revision == letter.revision + 1


def test_the_form_makes_a_version_and_a_pause_in_typing_does_not(executor: FlaskClient, register: Register):
    letter = register.letter()

    def versions() -> int:
        with register.office.database.reading() as session:
            return len(session.scalars(select(Version).filter_by(letter_id=letter.id)).all())

    before = versions()
    words = {"title": letter.title, "text": f"{letter.text}\nЕщё слово.", "revision": letter.revision}
    assert executor.post(f"/letters/{letter.id}/save", json=words).status_code == 200
    assert versions() == before
    form = words | {"text": f"{letter.text}\nЕщё два слова.", "revision": register.now(letter).revision}
    assert executor.post(f"/letters/{letter.id}/save", data=form).status_code == 303
    assert versions() == before + 1


def test_another_reply_text_begins_the_words_anew(executor: FlaskClient, register: Register):
    letter = register.letter()
    form = card_form(register, executor, letter.id) | {"reply": "explained", "reply.outcome": "explained"}
    executor.post(f"/letters/{letter.id}/card", data=form)
    now = register.now(letter)
    assert now.reply == "explained"
    assert now.text != letter.text
    assert set(now.card["reply"].get("fields", {})) <= set(register.office.catalogue.reply("explained").fields)


def test_a_card_changed_meanwhile_is_shown_beside_what_was_typed_and_saved_when_asked_again(
    executor: FlaskClient, register: Register
):
    letter = register.letter()
    form = card_form(register, executor, letter.id)
    executor.post(f"/letters/{letter.id}/card", data={**form, "applicant.address": "ул. Мира, д. 1"})
    answer = executor.post(f"/letters/{letter.id}/card", data={**form, "appeal.subject": "переселение"})
    assert answer.status_code == 409
    shown = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td>', answer.text)
    assert [label for label, _, _ in shown] == ["О чём", "Почтовый адрес"]
    assert value_of(answer.text, "appeal.subject") == "переселение"
    again = executor.post(
        f"/letters/{letter.id}/card",
        data={**form, "appeal.subject": "переселение", "revision": value_of(answer.text, "revision")},
    )
    assert again.status_code == 303
    assert register.now(letter).card["appeal"]["subject"] == "переселение"


def test_a_card_with_a_fault_is_not_saved(executor: FlaskClient, register: Register):
    letter = register.letter()
    form = card_form(register, executor, letter.id) | {"applicant.name": "М1"}
    answer = executor.post(f"/letters/{letter.id}/card", data=form)
    assert answer.status_code == 422
    assert error_of(answer.text, "applicant-name") == "В имени лишний знак «1»."
    assert register.now(letter).revision == letter.revision


def test_versions_tell_who_when_and_why_and_what_differs(executor: FlaskClient, register: Register):
    letter = register.letter()
    by = register.by(Duty.EXECUTOR)
    drafting.save(register.office, by, letter.id, 1, letter.title, f"{letter.text}\nЕщё один абзац.", kept=True)
    executor.post(
        f"/letters/{letter.id}/card", data=card_form(register, executor, letter.id) | {"appeal.subject": "переезд"}
    )
    page = executor.get(f"/letters/{letter.id}/versions").text
    assert [words in page for words in ("письмо начато", "сохранён текст", "изменена карточка")] == [True] * 3
    assert "Слова письма те же." in page
    assert "<ins>переезд</ins>" in page
    page = executor.get(f"/letters/{letter.id}/versions?before=1&after=2").text
    assert "<ins>Ещё один абзац.</ins>" in page
    assert "Изменено абзацев: 1" in page


def test_a_version_is_restored_and_what_stood_there_stays_a_version(executor: FlaskClient, register: Register):
    letter = register.letter()
    changed = drafting.save(register.office, register.by(Duty.EXECUTOR), letter.id, 1, "О другом", "Слова.", kept=True)
    answer = executor.post(f"/letters/{letter.id}/versions/1/restore", data={"revision": changed.revision})
    assert answer.location == f"/letters/{letter.id}/edit"
    assert register.now(letter).text == letter.text
    assert "Слова." in executor.get(f"/letters/{letter.id}/versions?after=2").text


def test_a_version_is_not_restored_over_what_was_not_seen(executor: FlaskClient, register: Register):
    letter = register.letter()
    answer = executor.post(f"/letters/{letter.id}/versions/1/restore", data={"revision": 99}, follow_redirects=True)
    assert "Письмо изменено" in answer.text
    assert register.now(letter).revision == letter.revision


def test_a_letter_under_review_shows_its_card_and_versions_without_buttons_to_change_them(register: Register):
    letter = register.letter()
    with register.office.database.writing() as session:
        row = session.get_one(type(letter), letter.id)
        row.state, row.submitted = "review", row.created
    reader = register.client_of(Duty.REGISTRY)
    card = reader.get(f"/letters/{letter.id}/card").text
    assert "можно смотреть, но не менять" in card
    assert "Сохранить карточку" not in card
    assert "Восстановить" not in reader.get(f"/letters/{letter.id}/versions").text


REDIRECT = {"reply": "redirect", "reply.outcome": "redirected", "do": "begin", "blank": "corner"}


def asked_form(register: Register, appeal: Appeal, **fields: str) -> dict[str, str]:
    from webui.letters.cardform import CardForm

    own = {f"reply.fields.{name}": value for name, value in fields.items()}
    return CardForm(card=appeal.card).values | REDIRECT | own | {"appeal": str(appeal.id)}


def test_a_standard_reply_with_wrong_evidence_is_not_begun(executor: FlaskClient, register: Register):
    form = asked_form(register, register.appeal(), to_body="соответствующий орган")
    answer = executor.post("/letters/new", data=form)
    assert answer.status_code == 422
    assert "не название органа" in answer.text
    assert 'id="reply-fields-to_body-error"' in answer.text


def test_what_a_standard_reply_lacks_is_told_on_its_card_and_filled_in_without_new_words(
    executor: FlaskClient, register: Register
):
    appeal = register.appeal()
    letter_id = int(executor.post("/letters/new", data=asked_form(register, appeal)).location.split("/")[2])
    before = drafting.read_letter(register.office, register.by(Duty.EXECUTOR), letter_id)
    handed = executor.post(f"/letters/{letter_id}/submit", data={"revision": str(before.revision)})
    assert handed.location == f"/letters/{letter_id}/card"
    page = executor.get(f"/letters/{letter_id}/card").text
    assert "На чём держится типовой ответ" in page
    assert 'id="reply-fields-to_body-error"' in page
    form = card_form(register, executor, letter_id) | {"reply.fields.to_body": "государственная жилищная инспекция"}
    assert executor.post(f"/letters/{letter_id}/card", data=form).status_code == 303
    now = drafting.read_letter(register.office, register.by(Duty.EXECUTOR), letter_id)
    assert now.card["reply"]["fields"]["to_body"] == "государственная жилищная инспекция"
    assert now.text == before.text
    assert 'id="reply-fields-to_body-error"' not in executor.get(f"/letters/{letter_id}/card").text


def test_an_ordinary_letter_is_asked_for_no_evidence(executor: FlaskClient, register: Register):
    assert "На чём держится типовой ответ" not in executor.get(f"/letters/{register.letter().id}/card").text
