"""Pages of notices: the number at the bell, the list, a link to the thing, what each person chooses."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from letterkit.core import clock
from letterkit.core.office import Duty
from letterkit.office.cases import appeals
from letterkit.office.content import approval, editing
from letterkit.office.content.version_file import KeptKind
from letterkit.office.notices import letters, listing
from letterkit.office.notices.choices import read_choices
from letterkit.office.notices.kinds import NoticeKind, Ways
from letterkit.office.notices.telling import tell
from letterkit.settings import load_settings
from letterkit.store.tables import Letter, Person

from .office import ClientOf, Register


@pytest.fixture
def returned(register: Register) -> Letter:
    """The executor was told that a letter came back."""
    letter = register.letter(register.appeal())
    with register.office.database.writing() as session:
        row = session.get_one(Letter, letter.id)
        row.submitted = clock.now()
        letters.tell_return(session, register.by(Duty.REVIEWER), row, "Нет <b>ответа</b> на второй вопрос")
    return letter


def number_of(register: Register) -> int:
    """The number of the executor's newest notice."""
    return listing.latest(register.office.database, register.by(Duty.EXECUTOR), 1)[0].id


def at_bell(client: FlaskClient) -> str | None:
    """The number at the bell; None where it is not shown."""
    found = re.search(r'data-unread title="[^"]+"( hidden)?>([^<]*)</b>', client.get("/home").text)
    assert found is not None
    return None if found[1] else found[2]


def test_the_list_tells_what_happened_and_why_and_leads_to_the_thing(
    executor: FlaskClient, register: Register, returned: Letter
) -> None:
    page = executor.get("/notices").text
    assert "Вам вернули ответ на обращение №\u00a0И-345" in page
    assert "Нет &lt;b&gt;ответа&lt;/b&gt; на второй вопрос" in page
    assert "Проверкина А.С. · " in page
    answer = executor.get(f"/notices/{number_of(register)}")
    assert (answer.status_code, answer.location) == (303, f"/letters/{returned.id}")


def test_the_bell_counts_what_is_unread_and_reading_is_seen_at_once(
    executor: FlaskClient, client_of: ClientOf, register: Register, returned: Letter
) -> None:
    assert (at_bell(executor), at_bell(client_of(Duty.SIGNER))) == ("1", None)
    told = executor.get("/notices/now").get_json()
    assert (told["unread"], told["latest"][0]["words"]) == (1, "Вам вернули ответ на обращение №\u00a0И-345")
    executor.get(told["latest"][0]["href"])
    assert at_bell(executor) is None
    assert executor.get("/notices/now").get_json() == {"unread": 0, "latest": []}
    assert "Прочитанные" in executor.get("/notices").text


def test_all_that_the_page_has_shown_is_marked_as_read(
    executor: FlaskClient, register: Register, returned: Letter
) -> None:
    [last] = re.findall(r'name="last" value="(\d+)"', executor.get("/notices").text)
    later_one = register.appeal("И-9")
    appeals.assign(register.office, register.by(Duty.REGISTRY), later_one.id, register.by(Duty.EXECUTOR).id)
    answer = executor.post("/notices/read", data={"last": last}, follow_redirects=True)
    assert "Прочитано: 1 уведомление." in answer.text
    assert at_bell(executor) == "1"
    executor.post("/notices/read", data={"notice": number_of(register)})
    assert at_bell(executor) is None
    assert "Отметить все прочитанными" not in executor.get("/notices").text


def test_another_s_notice_is_not_there(client_of: ClientOf, register: Register, returned: Letter) -> None:
    signer = client_of(Duty.SIGNER)
    number = number_of(register)
    assert signer.get(f"/notices/{number}").status_code == 404
    assert signer.post("/notices/read", data={"notice": number}).status_code == 404
    assert "Уведомлений нет" in signer.get("/notices").text


def test_a_decision_about_a_version_leads_to_its_page(client_of: ClientOf, register: Register) -> None:
    office, clerk = register.office, register.by(Duty.CLERK)
    text = (load_settings().templates_dir / "replies" / "redirect.md").read_bytes()
    editing.create(office, clerk, KeptKind.REPLY, "own", text.replace(b"id: redirect", b"id: own"), "")
    approval.ask(office, clerk, KeptKind.REPLY, "own", 1)
    approval.refuse(office, register.by(Duty.SIGNER), KeptKind.REPLY, "own", 1, "Скажите и о сроке")
    page = client_of(Duty.CLERK).get("/notices").text
    assert "Ваша редакция 1 возвращена: текст ответа «Направлено в другой орган»" in page
    assert "<blockquote>Скажите и о сроке</blockquote>" in page
    [notice] = re.findall(r'href="(/notices/\d+)"', page)
    assert client_of(Duty.CLERK).get(notice).location == "/texts/reply/own"


def test_a_long_list_has_pages_of_fifty(executor: FlaskClient, register: Register) -> None:
    by = register.by(Duty.EXECUTOR)
    facts = {"appeal": "И-1", "due": "2024-06-06"}
    with register.office.database.writing() as session:
        for number in range(51):
            tell(session, None, by.id, NoticeKind.DUE_SOON, f"appeal:{number}", facts)
    assert executor.get("/notices").text.count("<time") == 50
    second = executor.get("/notices?page=2").text
    assert second.count("<time") == 1
    assert "Страница 2 из 2, всего 51" in second


def test_each_chooses_on_their_own_page_what_they_are_told_of(
    executor: FlaskClient, client_of: ClientOf, register: Register
) -> None:
    with register.office.database.writing() as session:
        session.execute(update(Person).values(email="me@example.ru"))
    page = executor.get("/me").text
    assert 'name="mail" value="returned" checked' in page
    assert "Почта – me@example.ru" in page
    assert "letter_waits" not in page
    assert 'name="page" value="letter_waits">' in client_of(Duty.SIGNER).get("/me").text
    clerk = client_of(Duty.CLERK).get("/me").text
    assert re.findall(r'name="page" value="(\w+)"', clerk) == ["version_decided", "retention"]
    answer = executor.post("/notices/choices", data={"page": ["remarked", "letter_waits"], "mail": ["returned"]})
    assert answer.location == "/me#notices"
    chosen = read_choices(register.office.database, register.by(Duty.EXECUTOR))
    assert chosen[NoticeKind.REMARKED] == Ways(True, False)
    assert chosen[NoticeKind.RETURNED] == Ways(False, True)
    assert chosen[NoticeKind.DUE_SOON] == Ways(False, False)
    assert NoticeKind.LETTER_WAITS not in chosen
