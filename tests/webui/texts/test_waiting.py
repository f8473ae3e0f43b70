"""Whoever approves finds all that waits in one list, whatever its kind, and on the first page after sign-in."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from letterkit.checks.own import edit
from letterkit.compose.filters import quote
from letterkit.core.office import Actor, Duty
from letterkit.office.content import approval, editing
from letterkit.office.content.approval_queue import waiting
from letterkit.office.content.pack_draft import change
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.rule_words import title_of
from webui.engine import Engine

from ...office.content.bodies import TOWN, profile_of
from ..conftest import People
from .test_texts import REDIRECT, form_of, words


def of(people: People, duty: Duty) -> Actor:
    return people[duty].actor


@pytest.fixture
def asked(shipped: Engine, clerk: FlaskClient, people: People) -> None:
    """A text with a breaking change, a profile and own rules, all sent by the clerk."""
    office, by = shipped.office, of(people, Duty.CLERK)
    clerk.post(f"{REDIRECT}/save", data=form_of(shipped, **{"field-2-type": "list", "field-2-example": "а"}))
    approval.ask(office, by, KeptKind.REPLY, "redirect", 2)
    body = shipped.checker.profile.id
    source = editing.content_of(office, KeptKind.PROFILE, body).decode().replace("(4242)", "(4243)")
    editing.save(office, by, KeptKind.PROFILE, body, source.encode(), 1)
    approval.ask(office, by, KeptKind.PROFILE, body, 2)
    change(office, by, "own", 0, lambda text: edit.put_level(text, "tone.order", "advice", "Так решено."), "Степень")
    approval.ask(office, by, KeptKind.PACK, "own", 1)


def test_all_kinds_wait_in_one_list_with_what_they_break(asked: None, signer: FlaskClient, shipped: Engine) -> None:
    page = signer.get("/texts/waiting").text
    body = shipped.checker.profile.id
    for href in (REDIRECT, f"/bodies/{body}/versions", "/rules/own"):
        assert f'href="{href}"' in page
        assert signer.get(href).status_code == 200
    told = words(page)
    assert "Поле «Куда ещё направлены копии (если вопросы решают несколько органов)» другого вида" in told
    assert "текст ответа, редакция 2 Бланкова А.С." in told
    rule = quote(title_of(shipped.checker.book.check("tone.order")))
    assert f"Степень правила {rule}" in told
    assert "tone.order" not in told
    assert "заголовок: был" not in told
    assert "(4243)" in told
    home = signer.get("/home").text
    assert "Утвердить новые редакции" in home
    assert home.count("Бланкова А.С.") == 3
    assert "есть ломающие изменения" in home


def test_who_has_sent_it_sees_that_another_person_is_to_decide(asked: None, clerk: FlaskClient) -> None:
    page = words(clerk.get("/texts/waiting").text)
    assert "Вашего решения ничего не ждёт" in page
    assert page.index("Ваши редакции ждут другого человека") < page.index("текст ответа, редакция 2")
    assert "Утвердить новые редакции" not in clerk.get("/home").text


def test_what_has_been_decided_waits_no_more(asked: None, signer: FlaskClient) -> None:
    signer.post(f"{REDIRECT}/versions/2/refuse", data={"reason": "Нет."})
    assert REDIRECT not in signer.get("/texts/waiting").text


def test_the_profile_of_another_body_waits_for_its_own_people(shipped: Engine, people: People) -> None:
    office, chief = shipped.office, of(people, Duty.ADMINISTRATOR)
    town = profile_of(TOWN)
    editing.create(office, chief, KeptKind.PROFILE, TOWN["id"], town.source.encode())
    approval.ask(office, chief, KeptKind.PROFILE, TOWN["id"], 1)
    signer = of(people, Duty.SIGNER)
    assert waiting(office, signer) == []
    assert [each.is_own for each in waiting(office, chief)] == [True]
    [theirs] = waiting(office, replace(signer, body=TOWN["id"]))
    assert (theirs.kept.slug, theirs.is_own, theirs.difference) == (TOWN["id"], False, None)
