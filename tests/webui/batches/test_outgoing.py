"""Approved letters of a batch go out from its page and are seen wherever letters are looked for."""

import io
import json

import openpyxl
import pytest
from flask.testing import FlaskClient

from letterkit.core import clock
from letterkit.core.mail import MailingKind, MailingState
from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.integrity.batches import batches
from letterkit.store.mail_tables import Mailing

from ..office import ClientOf
from .conftest import HEAD, Desk, cells, letter, words, wrong


@pytest.fixture
def registry(client_of: ClientOf, desk: Desk) -> FlaskClient:
    return client_of(Duty.REGISTRY)


def approved(desk: Desk, count: int) -> int:
    batch_id = desk.made(*(cells(number) for number in range(1, count + 1)))
    assert desk.approve(batch_id).status_code == 303
    return batch_id


def test_the_registry_marks_all_letters_of_a_way_as_sent(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 3)
    page = desk.page(batch_id, Duty.REGISTRY)
    assert "Почтой: 3 письма" in page
    assert "Отметить отправленными" not in desk.page(batch_id, Duty.SIGNER)
    today = clock.today()
    form = {"channel": "post", "count": "3", "sent_on": today.isoformat(), "track": "17"}
    answer = registry.post(f"/batches/{batch_id}/send", data=form, follow_redirects=True)
    told = words(answer.text)
    assert f"Отправлено {today:%d.%m.%Y}: 3 письма, почта, список № 17" in told
    assert "Отметить отправленными" not in told
    assert told.count(f"отправлено {today:%d.%m.%Y} почта, Приёмкина А.С.") == 3
    journal = words(desk.client_of(Duty.ADMINISTRATOR).get(f"/journal?about=batch&number={batch_id}").text)
    assert "письма рассылки отправлены писем 3, канал почта" in journal


def test_as_many_go_out_as_the_page_has_told_of_and_rows_are_named_by_their_numbers(
    desk: Desk, registry: FlaskClient
) -> None:
    batch_id = approved(desk, 2)
    unfit = [
        (told, "письма изменились или их стало больше или меньше") for told in ({"count": "1"}, {"count": "двое"}, {})
    ]
    unfit += [({"rows": typed}, "не номера строк") for typed in ("все", "5–2", "0", "1–99999999", "2 3")]
    for told, why in unfit:
        answer = registry.post(f"/batches/{batch_id}/send", data={"channel": "post", **told})
        assert (told, answer.status_code) == (told, 422)
        assert why in words(answer.text)
        assert told.get("rows", "") in answer.text
    assert not any(row.sending_id for row in desk.rows(batch_id))


def test_chosen_rows_alone_go_out(desk: Desk, registry: FlaskClient) -> None:
    batch_id, gone = approved(desk, 6), set[int]()
    for typed, sent in (("2", {2}), ("3–4", {3, 4}), (" 5 ; 7 ", {5, 7})):
        data = {"channel": "post", "rows": typed}
        assert registry.post(f"/batches/{batch_id}/send", data=data).status_code == 303
        gone |= sent
        assert {row.number for row in desk.rows(batch_id) if row.sending_id} == gone


def test_one_letter_goes_out_from_the_page_of_its_row(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 2)
    page = words(registry.get(f"/batches/{batch_id}/rows/2").text)
    assert "Отметить вручение" in page
    assert "Записать" not in words(desk.client_of(Duty.EXECUTOR).get(f"/batches/{batch_id}/rows/2").text)
    refused = registry.post(f"/batches/{batch_id}/rows/2/send", data={"channel": "visit", "handed_to": " "})
    assert refused.status_code == 422
    assert "не сказано, кому письмо вручено" in words(refused.text).casefold()
    form = {"channel": "visit", "handed_to": "Иванова Мария"}
    answer = registry.post(f"/batches/{batch_id}/rows/2/send", data=form, follow_redirects=True)
    assert "отправлено" in words(answer.text)
    assert "лично в руки, Приёмкина А.С." in words(answer.text)
    assert [bool(row.sending_id) for row in desk.rows(batch_id)] == [True, False]


@pytest.mark.both_databases
def test_a_row_that_came_back_goes_by_post_once_and_journal_and_passport_tell_of_it(
    desk: Desk, registry: FlaskClient
) -> None:
    head = (*HEAD[:-1], "Электронная почта", "Как отправить ответ")
    rows = [(*cells(number)[:-1], "ivanova@example.ru", "электронная почта") for number in (1, 2)]
    batch_id = desk.made(*rows, head=head)
    assert desk.approve(batch_id).status_code == 303
    assert registry.post(f"/batches/{batch_id}/send", data={"channel": "email", "count": "2"}).status_code == 303
    by = desk.people[Duty.REGISTRY]
    with desk.engine.database.writing() as session:
        mailing = dict.fromkeys(("to", "heading", "words", "message_id"), "words")
        told = {"kind": MailingKind.REPLY, "state": MailingState.BOUNCED, "files": {}, "at": clock.now()}
        where = {"batch_id": batch_id, "row_id": desk.rows(batch_id)[0].id, "by_id": by.id, "due": clock.now()}
        session.add(Mailing(**mailing, **told, **where))
    row, by_post = f"/batches/{batch_id}/rows/2", {"channel": "post", "to": "г. Корсаков, ул. Мира, 1", "track": "17"}
    page = words(registry.get(row).text)
    assert "Электронная почта вернула ответ" in page
    assert "Отметить отправленным вручную" in page
    sent = words(registry.post(f"{row}/send", data=by_post, follow_redirects=True).text)
    assert f"отправлено {clock.today():%d.%m.%Y} почта" in sent
    assert "Отметить" not in sent
    assert registry.post(f"{row}/send", data=by_post).status_code == 422
    assert registry.post(f"/batches/{batch_id}/rows/3/send", data=by_post).status_code == 422
    made = json.loads(registry.get(f"{row}/passport.json").data)
    assert (made["sent"]["channel"], made["sent"]["track"]) == ("post", "17")
    again = [each["details"] for each in made["steps"] if each["action"] == "batch.sent"][-1]
    assert (again["row"], again["channel"]) == (2, "post")
    journal = words(desk.client_of(Duty.ADMINISTRATOR).get(f"/journal?about=batch&number={batch_id}").text)
    assert "строка 2, ещё раз" in journal
    with desk.engine.database.reading() as session:
        assert list(batches(session)) == []


def test_the_message_with_the_letter_of_the_first_row_is_shown_before_any_goes(
    desk: Desk, registry: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (*HEAD[:-1], "Электронная почта", "Как отправить ответ")
    rows = [(*cells(number)[:-1], f"ivanova{number}@example.ru", "электронная почта") for number in (1, 2)]
    batch_id = desk.made(*rows, head=head)
    desk.approve(batch_id)
    assert "Как выглядит письмо" not in desk.page(batch_id, Duty.REGISTRY)
    monkeypatch.setattr(desk.engine, "settings", desk.engine.settings.model_copy(update={"smtp_url": "files"}))
    page = desk.page(batch_id, Duty.REGISTRY)
    assert "Как выглядит письмо: строка 2" in page
    assert "Кому ivanova1@example.ru Тема Ответ № 3.08-1/26 на обращение № И-1 от" in page
    assert "Ответ – в приложенном файле" in page
    assert "ivanova2@example.ru" in words(registry.get(f"/batches/{batch_id}/rows/3").text)
    assert "Как выглядит письмо" not in desk.page(batch_id, Duty.SIGNER)


def test_lists_of_dispatches_name_whom_and_where(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 2)
    before = registry.get(f"/batches/{batch_id}/to-send/post.xlsx").data
    registry.post(f"/batches/{batch_id}/send", data={"channel": "post", "count": "2"})
    after = registry.get(f"/batches/{batch_id}/sendings/1.xlsx").data
    for data in (before, after):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        assert [cell.value for cell in sheet[2]][:3] == [1, "Иванова Мария", "ул. Мира, д. 1"]
        assert sheet.max_row == 3
    kept = json.loads(registry.get(f"/batches/{batch_id}/sendings/1.json").data)
    assert [each["row"] for each in kept] == [2, 3]


def test_the_register_and_the_passport_tell_what_has_gone(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 1)
    registry.post(f"/batches/{batch_id}/send", data={"channel": "post", "count": "1"})
    sheet = openpyxl.load_workbook(io.BytesIO(registry.get(f"/batches/{batch_id}/register.xlsx").data)).active
    assert sheet is not None
    told = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (told["Как отправлено"], told["Кто отправил"]) == ("почта", "Приёмкина А.С.")
    made = json.loads(registry.get(f"/batches/{batch_id}/rows/2/passport.json").data)
    assert made["sent"]["by"] == "Приёмкина Анна Сергеевна"


def test_the_appeal_shows_the_letter_of_the_batch_and_is_done_when_it_has_gone(
    desk: Desk, registry: FlaskClient
) -> None:
    day = f"{clock.today():%d.%m.%Y}"
    card = {"appeal": {"number": "И-1", "registered": day, "subject": "уборка"}, "applicant": {"surname": "Иванова"}}
    known = appeals.add(desk.engine.office, desk.people[Duty.REGISTRY].actor, card)
    batch_id = approved(desk, 1)
    page = registry.get(f"/appeals/{known.id}").text
    assert f"/batches/{batch_id}/rows/2/letter.pdf" in page
    assert "утверждено" in words(page)
    assert f"/batches/{batch_id}/rows/2" in registry.get("/appeals/").text
    registry.post(f"/batches/{batch_id}/send", data={"channel": "post", "count": "1"})
    told = words(registry.get(f"/appeals/{known.id}").text)
    assert f"отправлено {day}" in told
    assert "ответ дан" in told


def test_letters_of_batches_are_found_among_letters(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 3)
    number = desk.rows(batch_id)[1].letter_number
    for sought in (number, "И-2", "ИВАНОВА и-2"):
        page = registry.get("/letters/", query_string={"words": sought}).text
        assert f'/batches/{batch_id}/rows/3"' in page
        assert f'/batches/{batch_id}/rows/2"' not in page
    assert "Письма рассылок" not in registry.get("/letters/?words=Сидоров").text


def test_letters_that_are_not_approved_are_no_register(desk: Desk, registry: FlaskClient) -> None:
    desk.made(cells(1))
    assert "Письма рассылок" not in registry.get("/letters/?words=Иванова").text


def test_the_registry_is_told_that_letters_wait(desk: Desk, registry: FlaskClient) -> None:
    assert "Отправить рассылки" not in registry.get("/home").text
    batch_id = approved(desk, 2)
    assert f"/batches/{batch_id}#sending" in registry.get("/home").text


def test_rows_are_narrowed_by_whether_they_have_gone(desk: Desk, registry: FlaskClient) -> None:
    batch_id = approved(desk, 3)
    registry.post(f"/batches/{batch_id}/send", data={"channel": "post", "rows": "3"})
    for only, numbers in (("sent", {3}), ("to_send", {2, 4})):
        page = registry.get(f"/batches/{batch_id}?only={only}").text
        assert {number for number in (2, 3, 4) if f'/rows/{number}"' in page} == numbers


def test_a_finding_of_many_letters_is_answered_for_and_taken_back(desk: Desk) -> None:
    batch_id = desk.made(cells(1), cells(2), outcome=lambda row: wrong(row) if row.number == 2 else letter(row))
    reviewer = desk.client_of(Duty.REVIEWER)
    assert "принять под ответственность" not in desk.page(batch_id, Duty.EXECUTOR)
    page = reviewer.get(f"/batches/{batch_id}").text
    finding = page.partition("form=waive-")[2].partition("#")[0]
    assert f"/findings/{finding}/waive" in reviewer.get(f"/batches/{batch_id}?form=waive-{finding}").text
    refused = reviewer.post(f"/batches/{batch_id}/findings/{finding}/waive", data={"reason": " "})
    assert refused.status_code == 422
    assert "напишите причину" in words(refused.text)
    answer = reviewer.post(
        f"/batches/{batch_id}/findings/{finding}/waive", data={"reason": "так в законе"}, follow_redirects=True
    )
    assert "Принято под ответственность: так в законе" in words(answer.text)
    assert "2 без ошибок" in words(answer.text)
    assert "Принято под ответственность" in words(reviewer.get(f"/batches/{batch_id}/rows/2").text)
    answer = reviewer.post(f"/batches/{batch_id}/waivers/1/withdraw", follow_redirects=True)
    assert "Замечание снова в силе" in words(answer.text)
    assert "1 нужно исправить" in words(answer.text)


def test_whoever_receives_a_letter_of_a_batch_finds_it_approved(desk: Desk, client: FlaskClient) -> None:
    approved(desk, 2)
    answer = client.post(
        "/passport", data={"files": [(io.BytesIO(b"pdf 2"), "a.pdf"), (io.BytesIO(b"pdf 9"), "b.pdf")]}
    )
    assert "это утверждённый файл" in words(answer.text)
    assert "такого утверждённого файла здесь нет" in words(answer.text)
