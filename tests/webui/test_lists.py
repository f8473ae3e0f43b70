"""Lists: what they are narrowed by is told above them and taken off by links; fifty rows are a light page."""

import html
import re

import pytest
from flask.testing import FlaskClient

from letterkit.core.office import Duty, LetterState
from letterkit.store.paging import PAGE
from letterkit.store.tables import Letter

from .office import NOW, Register

MOST_BYTES = 60 * 1024
"""What the HTML of a page may weigh."""


def chosen(page: str) -> dict[str, str]:
    """What the page says that it is narrowed by, and where the link that takes it off leads."""
    told = page.split('<p class="chosen">')[1].split("</p>")[0]
    links = re.findall(r'<a class="choice" href="([^"]+)"[^>]*>([^<]+?)\s*[<×]', told)
    return {words: html.unescape(href) for href, words in links}


def test_each_condition_is_told_in_words_with_a_link_that_takes_it_off(
    registrar: FlaskClient, register: Register
) -> None:
    register.appeal("И-1", channel="email", kind="complaint")
    page = registrar.get("/appeals/?state=new&kind=complaint&since=2024-05-01&overdue=1&reason=течёт&page=1").text
    assert chosen(page) == {
        "вид: жалоба": "/appeals/?state=new&since=2024-05-01&overdue=1&reason=%D1%82%D0%B5%D1%87%D1%91%D1%82",
        "зарегистрировано с: 01.05.2024": "/appeals/?state=new&kind=complaint&overdue=1"
        "&reason=%D1%82%D0%B5%D1%87%D1%91%D1%82",
        "причина: течёт": "/appeals/?state=new&kind=complaint&since=2024-05-01&overdue=1",
        "только просроченные": "/appeals/?state=new&kind=complaint&since=2024-05-01"
        "&reason=%D1%82%D0%B5%D1%87%D1%91%D1%82",
    }


def test_the_form_keeps_what_it_has_no_field_for(registrar: FlaskClient, register: Register) -> None:
    register.appeal("И-1")
    page = registrar.get("/appeals/?state=new&reason=течёт&kind=-&words=И&page=3").text
    form = page.split('<form class="list-bar')[1].split("</form>")[0]
    assert dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)) == {
        "state": "new",
        "reason": "течёт",
    }
    assert '<option value="-" selected>не указан</option>' in form
    assert 'name="words" value="И"' in form


@pytest.mark.parametrize("asked", ["_scheme=javascript&_external=1", "endpoint=x&batch_id=7", "channel=голубь"])
def test_an_address_that_says_what_no_list_knows_is_a_list_all_the_same(
    registrar: FlaskClient, register: Register, asked: str
) -> None:
    register.appeal("И-1", channel="email")
    register.appeal("И-2")
    answer = registrar.get(f"/appeals/?{asked}&kind=-")
    assert answer.status_code == 200
    assert all(href.startswith("/appeals/") for href in chosen(answer.text).values())


@pytest.fixture
def full(register: Register) -> None:
    """A page of appeals, and one of letters that wait for their reviewer."""
    for number in range(PAGE):
        register.appeal(f"И-{number}", channel="email", kind="complaint", subject="ремонт " * 9)
        register.letter()
    with register.office.database.writing() as session:
        for letter in session.query(Letter):
            letter.state, letter.submitted = LetterState.REVIEW, NOW
            letter.number, letter.dated = f"3.08-{letter.id}/24", NOW.date()


@pytest.mark.usefixtures("full")
def test_a_page_of_fifty_rows_is_light(register: Register) -> None:
    heavy = {}
    for duty, path in (
        (Duty.REGISTRY, "/appeals/"),
        (Duty.REGISTRY, "/appeals/replies"),
        (Duty.REVIEWER, "/letters/"),
        (Duty.REVIEWER, "/review"),
        (Duty.ADMINISTRATOR, "/journal"),
    ):
        page = register.client_of(duty).get(path)
        rows, weight = page.text.count("<tr>") - 1, len(page.data)
        assert rows == PAGE, path
        heavy |= {path: weight} if weight > MOST_BYTES else {}
    assert heavy == {}
