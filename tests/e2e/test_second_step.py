"""A security key in a real browser: added on one's own page, asked at the door; the key is Chromium's virtual one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from letterkit.core.office import Duty
from letterkit.office.people import accounts
from letterkit.office.people.details import Details
from webui.engine import Engine

from .conftest import PASSWORD, enter_by_keys, flaws, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(params=[1440, 400])
def keyed(browser: "Browser", service: str, served: Engine, request: pytest.FixtureRequest) -> "Iterator[Page]":
    """The page of somebody with a key in their machine, who has not signed in yet."""
    login = f"key{request.param}"
    accounts.add(served.database, None, login, PASSWORD, Details("Ключева", "Анна"), [Duty.EXECUTOR])
    complaints: list[str] = []
    with opened(browser, service.replace("127.0.0.1", "localhost"), complaints, request.param) as page:
        tools = page.context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
        page.goto("/sign-in?next=/me/second-step")
        enter_by_keys(page, login)
        page.get_by_label("Как назвать ключ").wait_for()
        yield page
    assert complaints == []


@pytest.mark.browser
def test_a_key_is_added_and_opens_the_door(keyed: "Page") -> None:
    page = keyed
    assert flaws(page) == []
    page.get_by_label("Как назвать ключ").fill("Ключ на связке")
    page.get_by_role("button", name="Добавить ключ").press("Enter")
    page.get_by_text("Больше они показаны не будут.").wait_for()
    assert page.locator(".recovery-codes li").count() == 10
    assert flaws(page) == []
    code = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_role("link", name="Коды записаны").click()
    page.get_by_role("cell", name="Ключ на связке", exact=True).wait_for()
    login = page.evaluate("document.body.dataset.person")
    page.context.clear_cookies()
    page.goto("/sign-in?next=/me")
    enter_by_keys(page, f"key{page.viewport_size['width']}")
    page.get_by_role("heading", name="Второй шаг входа").wait_for()
    assert flaws(page) == []
    page.get_by_role("button", name="Взять ключ безопасности").press("Enter")
    page.get_by_role("heading", name="Ключева Анна").wait_for()
    assert page.evaluate("document.body.dataset.person") == login
    page.context.clear_cookies()
    page.goto("/sign-in?next=/me")
    enter_by_keys(page, f"key{page.viewport_size['width']}")
    page.get_by_label("Запасной код").fill(code)
    page.get_by_role("button", name="Войти").click()
    page.get_by_text("осталось 9").wait_for()
