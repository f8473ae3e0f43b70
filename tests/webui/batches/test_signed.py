"""Signatures and the post of a batch from its pages."""

import io

import openpyxl
import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty
from letterkit.pages.facts import page_facts

from ..office import ClientOf
from .conftest import Desk, cells, words


@pytest.fixture
def registry(client_of: ClientOf, desk: Desk) -> FlaskClient:
    return client_of(Duty.REGISTRY)


@pytest.fixture
def approved(desk: Desk) -> int:
    batch_id = desk.made(*(cells(number) for number in (1, 2)))
    assert desk.approve(batch_id).status_code == 303
    return batch_id


def test_a_file_that_is_no_signature_is_told_by_its_name(registry: FlaskClient, approved: int) -> None:
    assert "Подписано писем: 0 из" in words(registry.get(f"/batches/{approved}/signatures").text)
    form = {"files": (io.BytesIO(b"not a signature"), "чужая.sig")}
    answer = registry.post(f"/batches/{approved}/signatures", data=form)
    assert answer.status_code == 422
    assert "чужая.sig : это не электронная подпись" in words(answer.text)
    assert registry.post(f"/batches/{approved}/signatures").status_code == 422


def test_the_post_has_envelopes_a_list_and_takes_numbers_back(registry: FlaskClient, approved: int) -> None:
    assert "Ждут отправки: 2 письма" in words(registry.get(f"/batches/{approved}/post").text)
    pages = page_facts(registry.get(f"/batches/{approved}/post/envelopes.pdf?size=c5").data).pages
    assert [round(page.width_mm) for page in pages] == [229, 229]
    book = openpyxl.load_workbook(io.BytesIO(registry.get(f"/batches/{approved}/post/list.xlsx").data))
    row = next(row for row in book.active.iter_rows() if row[0].value == 2 and isinstance(row[1].value, str))
    row[2].value = "69300095000019"
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    form = {"table": (out, "список.xlsx")}
    told = registry.post(f"/batches/{approved}/post/barcodes", data=form, follow_redirects=True).text
    assert "Записаны номера: 1 письмо" in words(told)
    assert "Отправление 69300095000019" in words(registry.get(f"/batches/{approved}/rows/3").text)
    wrong = {"table": (io.BytesIO("Номер письма;ШПИ\n1;69300095000018\n".encode()), "a.csv")}
    answer = registry.post(f"/batches/{approved}/post/barcodes", data=wrong)
    assert answer.status_code == 422
    assert "строка 2, столбец b" in words(answer.text).lower()
