"""A second body comes into the service: made by a pattern, approved by somebody else, and its people write by it."""

from typing import TYPE_CHECKING

import pytest

from letterkit.core.office import Duty
from letterkit.office.cases import appeals, drafting, numbering, queue, review
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from webui.engine import Engine

from .conftest import CARD, LOGIN, PASSWORD, SignIn, flaws

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME = "администрация города Вологды"
FILLED = {
    "#body-phone": "(8172) 72-00-42",
    "#body-email": "info@vologda-city.ru",
    "#body-site": "vologda-city.ru",
    "#body-address_lines": "ул. Каменный мост, д. 4,\nг. Вологда, 160000",
    "#body-short_name": "администрация",
    "#texts-number": "ОГ-{n}/{yyyy}",
    "#signers-0-name": "А.Н. Накошев",
    "#signers-0-post": "Глава города\nВологды",
}


@pytest.fixture(scope="module")
def office(engine: Engine) -> Engine:
    """A service with a second administrator."""
    details = Details("Вторых", "Борис", "Ильич")
    accounts.add(engine.database, None, "boris", PASSWORD, details, [Duty.ADMINISTRATOR])
    return engine


def made_by_pattern(page: "Page", slug: str) -> None:
    """A draft of the second body with everything that was left from the pattern replaced, saved and sent on."""
    page.goto("/bodies/new")
    page.fill("#name", NAME)
    page.fill("#id", slug)
    page.click("text=Сделать черновик")
    page.wait_for_url(f"**/bodies/{slug}")
    page.click("[name=do][value=signer-remove-1]")
    page.wait_for_load_state()
    for field, words in FILLED.items():
        page.fill(field, words)
    page.click("text=Сохранить редакцию")
    page.wait_for_url(f"**/bodies/{slug}/versions")
    page.click("text=Отправить на утверждение")
    page.wait_for_load_state()


def approved(page: "Page", slug: str) -> None:
    page.goto(f"/bodies/{slug}/versions")
    page.click("[name=do][value=approve]")
    page.wait_for_load_state()
    assert "действует" in page.inner_text("main")


@pytest.fixture
def chief(office: Engine, sign_in: SignIn) -> "Page":
    """The administrator's page; the service has a second body, made by them and approved by another."""
    page = sign_in(LOGIN)
    if page.request.get("/bodies/vologda").status == 404:
        made_by_pattern(page, "vologda")
        assert page.locator("[name=do][value=approve]").count() == 0  # by another, not by oneself
        approved(sign_in("boris"), "vologda")
    return page


def test_a_second_body_is_made_by_copying_and_its_people_write_by_it(
    office: Engine, sign_in: SignIn, chief: "Page"
) -> None:
    chief.goto("/people/new")
    for field, words in {"#surname": "Вологодская", "#name": "Ольга", "#login": "olga", "#password": PASSWORD}.items():
        chief.fill(field, words)
    chief.select_option("#body", "vologda")
    chief.check("[name=duties][value=executor]")
    chief.check("[name=duties][value=registry]")
    chief.click("text=Добавить")
    chief.wait_for_load_state()
    olga = accounts.by_login(office.database, "olga")
    assert olga.body == "vologda"

    card = {**CARD, "appeal": {**CARD["appeal"], "number": "В-1", "addressed_to": NAME}}  # type: ignore[dict-item]
    anna, desk = accounts.by_login(office.database, "anna").actor, office.office
    appeal = appeals.add(desk, olga.actor, card, olga.id)
    letter = drafting.begin(desk, olga.actor, {**card, "reply": CARD["reply"]}, "explained", appeal_id=appeal.id)
    page = drafting.preview_letter(desk, olga.actor, letter.id, letter.title, letter.text).report.text.replace(
        "\u00a0", " "
    )
    for words in ("АДМИНИСТРАЦИЯ ГОРОДА", "(8172) 72-00-42", "А.Н. Накошев", "администрацию города Вологды"):
        assert words in page

    text = letter.text + "\nКрышу починят до 30 июня 2027 года."
    written = drafting.save(desk, olga.actor, letter.id, letter.revision, letter.title, text)
    review.submit(desk, olga.actor, letter.id, written.revision)
    numbered = numbering.enter(desk, olga.actor, letter.id)
    assert (numbered.number or "").startswith("ОГ-1/")

    everyones = queue.page(desk, anna, queue.LetterFilters(queue.LetterList.ALL))
    assert letter.id not in [each.letter.id for each in everyones.rows]
    other = sign_in("anna")
    assert other.request.get(f"/letters/{letter.id}").status == 404
    assert other.request.get(f"/appeals/{appeal.id}").status == 404


@pytest.mark.usefixtures("chief")
def test_one_sees_for_which_body_one_works(office: Engine, sign_in: SignIn) -> None:
    details = Details("Вологодская", "Ольга", "Ивановна")
    accounts.add(office.database, None, "of-vologda", PASSWORD, details, [Duty.EXECUTOR], body="vologda")
    page = sign_in("of-vologda", 1366)
    assert NAME.casefold() in page.inner_text(".rail .person .name").casefold()


def test_the_form_says_what_is_wrong_while_it_is_written(office: Engine, sign_in: SignIn) -> None:
    page = sign_in(LOGIN)
    page.goto(f"/bodies/{office.checker.profile.id}")
    page.fill("#body-email", "нет такого")
    page.wait_for_selector("#told-body-email .told.error")
    assert page.input_value("#body-email") == "нет такого"
    page.fill("#body-email", office.checker.profile.body.email)
    page.wait_for_selector("#checked img.sample")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_of_bodies_are_for_everybody(office: Engine, sign_in: SignIn, width: int) -> None:
    page = sign_in(LOGIN, width)
    profile = office.checker.profile.id
    for path in ("/bodies", "/bodies/new", f"/bodies/{profile}", f"/bodies/{profile}/versions"):
        page.goto(path)
        assert flaws(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_without_scripts_the_form_works_by_its_buttons(office: Engine, sign_in: SignIn) -> None:
    page = sign_in(LOGIN, script=False)
    page.goto(f"/bodies/{office.checker.profile.id}")
    page.fill("#body-names-nominative", "комитет по спорту")
    page.click("[name=do][value=names]")
    assert page.input_value("#body-names-dative") == "комитету по спорту"
    page.click("[name=do][value=signer-down-0]")
    assert page.input_value("#signers-0-name") == office.checker.profile.signers[1].name
    page.fill("#body-phone", "12")
    page.click(".plain-check")
    assert "не похоже на телефон" in page.inner_text("#told-body-phone")
    assert page.input_value("#body-phone") == "12"
