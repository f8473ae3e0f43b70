"""A table that was read: its faults, what is known of it, and that nothing begins by itself."""

import pytest

from letterkit.core.office import BatchState, Duty, RowState
from webui.batches import preview

from .conftest import HEAD, Desk, broken, cells, letter, words


def test_every_fault_is_told_with_its_row_and_column(desk: Desk) -> None:
    page = desk.page(desk.send(cells(1), cells(2, c1="31.02.2026"), cells(3, c2="")))
    assert "1 строка верна" in page
    assert "2 с ошибками" in page
    assert "Строка 3 B Дата регистрации 31.02.2026 Такого дня нет" in page
    assert "Строка 4 D" not in page
    assert "Строка 4 C О чём обращение пусто Ячейка пустая" in page
    assert "Составить 1 письмо" in page


def test_a_table_without_a_column_is_refused_with_the_reason(desk: Desk) -> None:
    batch_id = desk.send(cells(1)[:5], head=HEAD[:5])
    page = desk.page(batch_id)
    assert desk.batch(batch_id).state == BatchState.REFUSED
    assert "Нет столбца «Куда направлено»" in page
    assert "Скачать таблицу с отметками" in page
    assert "Загрузить исправленную" in page


def test_a_file_that_is_no_table_offers_no_marks(desk: Desk) -> None:
    batch_id = desk.send(head=("%PDF-1.7",))
    page = desk.page(batch_id)
    assert "письма составить нельзя Это не таблица, а файл PDF" in page
    assert "Скачать таблицу с отметками" not in page


def test_faults_of_many_rows_are_turned_over_fifty_at_a_time(desk: Desk) -> None:
    batch_id = desk.send(*(cells(number, c2="") for number in range(80)))
    first, second = desk.page(batch_id), desk.page(batch_id, query="?faulty=2")
    assert first.count("Ячейка пустая") == 50
    assert second.count("Ячейка пустая") == 30
    assert "Страница 2 из 2, всего 80" in second


def test_nothing_begins_before_somebody_says_so(desk: Desk) -> None:
    batch_id = desk.send(cells(1), cells(2))
    assert desk.worker.step(batch_id) is False
    answer = desk.client_of(Duty.EXECUTOR).post(f"/batches/{batch_id}/confirm", follow_redirects=True)
    assert "Письма готовятся" in words(answer.text)
    assert desk.batch(batch_id).state == BatchState.RUNNING


def test_a_batch_is_confirmed_once(desk: Desk) -> None:
    batch_id = desk.send(cells(1))
    executor = desk.client_of(Duty.EXECUTOR)
    executor.post(f"/batches/{batch_id}/confirm")
    again = executor.post(f"/batches/{batch_id}/confirm")
    assert again.status_code == 422


def test_a_reviewer_looks_and_begins_nothing(desk: Desk) -> None:
    page = desk.page(desk.send(cells(1)), Duty.REVIEWER)
    assert "Составить письма может исполнитель или приёмная" in page
    assert "Составить 1 письмо" not in page


def test_the_same_table_is_known_whatever_its_order_and_name(desk: Desk) -> None:
    desk.made(cells(1), cells(2))
    page = desk.page(desk.send(cells(2), cells(1)))
    assert "Эта же таблица уже загружалась: «таблица.csv»" in page


def test_rows_answered_earlier_are_left_out_unless_they_are_asked_for(desk: Desk) -> None:
    desk.made(cells(1))
    executor = desk.client_of(Duty.EXECUTOR)
    batch_id = desk.send(cells(1), cells(2))
    page = desk.page(batch_id)
    assert "Похоже, уже отвечали: 1 строка" in page
    assert "такое же письмо" in page
    assert "Составить 1 письмо" in page
    executor.post(f"/batches/{batch_id}/confirm")
    assert [row.state for row in desk.rows(batch_id)] == [RowState.CANCELLED, RowState.WAITING]

    other = desk.send(cells(1), cells(3))
    executor.post(f"/batches/{other}/confirm", data={"again": "1"})
    assert [row.state for row in desk.rows(other)] == [RowState.WAITING, RowState.WAITING]


def test_a_letter_that_was_not_made_is_no_answer(desk: Desk) -> None:
    desk.made(cells(1), outcome=broken)
    assert "уже отвечали" not in desk.page(desk.send(cells(1), cells(2)))


def test_a_preview_shows_a_row_and_leads_to_its_neighbours(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    batch_id = desk.send(cells(1), cells(2, c2=""), cells(3))
    monkeypatch.setattr(preview, "_preview_letter", lambda seen: {"letter": None, "error": f"строка {seen.row.number}"})
    executor = desk.client_of(Duty.EXECUTOR)
    part = executor.post(f"/batches/{batch_id}/preview", data={"row": "3"}, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="preview"')
    assert "Строка <b>4</b>" in part  # the next good one
    assert 'name="row" value="2"' in part
    whole = executor.post(f"/batches/{batch_id}/preview").text
    assert "Таблица прочитана" in whole
    assert "Строка <b>2</b>" in whole


@pytest.mark.office
def test_a_preview_is_a_letter_on_paper_that_is_kept_nowhere(desk: Desk) -> None:
    batch_id = desk.send(cells(1), number="1")
    part = desk.client_of(Duty.EXECUTOR).post(f"/batches/{batch_id}/preview", headers={"HX-Request": "true"}).text
    assert 'src="data:image/png;base64,' in part
    assert "Номер появится на бланке" in part
    [row] = desk.rows(batch_id)
    assert (row.state, row.docx, row.dated) == (RowState.WAITING, None, None)


def test_letters_are_asked_for_by_their_own_rows(desk: Desk) -> None:
    batch_id = desk.made(cells(1), cells(2), outcome=letter)
    answer = desk.client_of(Duty.EXECUTOR).get(f"/batches/{batch_id}/rows/3/letter.docx")
    assert answer.data == b"docx 3"
