"""The main pages for eyes and hands that differ: at 200 %, in colours of the system, without motion, by keys alone."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from letterkit.office.cases import review
from letterkit.office.people import accounts
from webui.engine import Engine

from .conftest import ANSWER, OPENING, SLIP, add_appeal, begin, enter, flaws, hand_in
from .test_keyboard import _LAST, _SEEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_RAIL_FITS = "[...document.querySelectorAll('.rail')].every((rail) => rail.scrollHeight <= rail.clientHeight)"
Places = list[tuple[str, str]]
"""(who looks, at what); nobody is a visitor."""

_COVERED = """() => {
    const here = document.activeElement;
    if (here === document.body) return null;
    const shown = here.closest(".drop") ?? here;  // the field of a zone is as small as a point
    const box = shown.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const told = shown.outerHTML.slice(0, 120);
    if (right - left < 1 || bottom - top < 1) return `out of the window: ${told}`;
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return shown.contains(over) || over.contains(shown) ? "" : `${over.outerHTML.slice(0, 120)} covers ${told}`;
}"""
_LOST = """() => {
    const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const all = (wanted) => [...document.querySelectorAll(wanted)].filter(seen);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const { backgroundColor } = getComputedStyle(at);
            if (!/, 0\\)|transparent/.test(backgroundColor)) return backgroundColor;
        }
        return getComputedStyle(document.documentElement).backgroundColor;
    };
    const isDrawn = (button) => {
        const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(button);
        return borderTopStyle !== "none" && parseFloat(borderTopWidth) && borderTopColor !== ground(button.parentNode);
    };
    const look = (element) => ["outlineStyle", "borderBottomColor", "backgroundColor", "fontWeight"]
        .map((name) => getComputedStyle(element)[name]).join();
    const alike = ([one, other]) => {
        const [first, second] = [document.querySelector(one), document.querySelector(other)];
        return first && second && look(first) === look(second);
    };
    return [
        ...all(".btn, .choice, .outcome-card, .mend").filter((each) => !isDrawn(each)),
        ...all(":has(> svg.icon)").filter((each) => getComputedStyle(each.querySelector("svg")).color === ground(each)),
        ...all(".badge, .verdict, .result, .due, .count, .finding, .flash").filter((each) => !each.textContent.trim()),
    ].map((element) => element.outerHTML.slice(0, 120)).concat([
        [".jobs a[aria-current]", ".jobs a:not([aria-current])"],
        [".sections a[aria-current]", ".sections a:not([aria-current])"],
        [".choice[aria-current]", ".choice:not([aria-current])"],
        [".tabs a.active", ".tabs a:not(.active)"],
        [".dots .here", ".dots .next"],
        [".dots .done", ".dots .next"],
    ].filter(alike));
}"""
"""Buttons without a border, pictures as dark as their ground, states without a word, what is told by colour alone."""
_MOVES = """() => {
    const moves = (element) => ["", "::before", "::after"].some((part) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part || null);
        return animationName !== "none" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
            || scrollBehavior === "smooth";
    });
    return [...document.querySelectorAll("*")].filter(moves).map((element) => element.outerHTML.slice(0, 120));
}"""
_ZONE = """() => {
    const here = document.activeElement;
    if (here === document.body) return "";
    return here.closest("main") ? "main" : here.closest(".skip, .rail, .sections, .bottom").className.split(" ")[0];
}"""


@pytest.fixture(scope="module")
def places(engine: Engine) -> Places:
    vera = accounts.by_login(engine.database, "vera").actor
    appeal, draft = add_appeal(engine), begin(engine, add_appeal(engine))
    letter = hand_in(engine, begin(engine, add_appeal(engine)), "\n".join((OPENING, SLIP, ANSWER)))
    review.take(engine.office, vera, letter)
    review.remark(engine.office, vera, letter, "Какого графика?", "Согласно графика")
    return [
        ("", "/sign-in"),
        ("", "/"),
        ("anna", "/home"),
        ("anna", f"/appeals/{appeal}"),
        ("anna", f"/letters/prepare/{appeal}"),
        ("anna", f"/letters/{draft}/edit"),
        ("anna", "/notices"),
        ("anna", "/design"),
        ("vera", f"/letters/{letter}"),
        ("lida", "/appeals/new"),
        ("lida", "/calls/new"),
        ("lida", "/control"),
    ]


def visited(browser: "Browser", service: str, places: Places, **how: Any) -> "Iterator[tuple[str, Page]]":
    """Each place in a browser that is told ``how``; those of one person one after another."""
    who = None
    page: Page
    for login, path in places:
        if login != who:
            context = browser.new_context(base_url=service, **{"reduced_motion": "reduce", **how})
            page, who = context.new_page(), login
            page.set_default_timeout(60_000)
            if login:
                enter(page, login)
        page.goto(path)
        if path.endswith("/edit"):
            page.wait_for_selector(".cm-content")
        yield path, page
    for context in browser.contexts:
        context.close()


@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.office
def test_at_200_percent_nothing_is_wider_than_the_window_and_nothing_covers_the_focus(
    browser: "Browser", service: str, places: Places
) -> None:
    """A window of 1440 × 900 at 200 % is one of 720 × 450."""
    for path, page in visited(browser, service, places, viewport={"width": 720, "height": 450}):
        assert page.evaluate("document.documentElement.scrollWidth") <= 720, path
        assert page.evaluate(_RAIL_FITS), path
        for _ in range(60):
            page.keyboard.press("Tab")
            fault = page.evaluate(_COVERED)
            if fault is None:
                break
            assert (path, fault) == (path, "")


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_system_buttons_icons_states_and_the_focus_are_seen(
    browser: "Browser", service: str, places: Places, scheme: str
) -> None:
    for path, page in visited(browser, service, places, forced_colors="active", color_scheme=scheme):
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        assert (path, page.evaluate(_LOST)) == (path, [])
        for _ in range(12):
            page.keyboard.press("Tab")
            assert page.evaluate(_LAST) or page.evaluate(_SEEN), (
                path,
                page.evaluate("document.activeElement.outerHTML.slice(0, 160)"),
            )


@pytest.mark.browser
@pytest.mark.office
def test_nothing_moves_for_those_who_ask_for_no_motion(browser: "Browser", service: str, places: Places) -> None:
    for path, page in visited(browser, service, places):
        assert (path, page.evaluate(_MOVES)) == (path, [])


@pytest.mark.browser
@pytest.mark.office
def test_keys_go_from_the_rail_to_the_page_and_never_back(browser: "Browser", service: str, places: Places) -> None:
    inside = [(who, path) for who, path in places if who]
    for path, page in visited(browser, service, inside, viewport={"width": 1440, "height": 900}):
        page.evaluate("document.activeElement.blur()")
        zones: list[str] = []
        for _ in range(200):
            page.keyboard.press("Tab")
            zone = page.evaluate(_ZONE)
            if not zone or (zones and zone == "skip" != zones[-1]):
                break
            if not zones or zones[-1] != zone:
                zones.append(zone)
        order = ["skip", "rail", "sections", "main", "bottom"]
        assert (path, zones) == (path, [zone for zone in order if zone in zones])


@pytest.mark.journey
@pytest.mark.browser
@pytest.mark.office
def test_what_opens_over_a_page_takes_the_focus_and_escape_gives_it_back(
    browser: "Browser", service: str, places: Places
) -> None:
    """Menus, the search, the form of an action, the card beside a letter; in both schemes axe finds nothing in them."""
    opened = {
        "/home": (".create > summary", ".person > summary", "[data-find]"),
        "/edit": (".more-menu > summary", ".source [data-card]"),
        "/letters/": ("#return > summary", ".more-menu > summary"),
    }
    wanted = [place for place in places if re.search(r"/home$|/edit$|^/letters/\d+$", place[1])]
    for path, page in visited(browser, service, wanted, viewport={"width": 1440, "height": 900}):
        for opener in opened[next(each for each in opened if path.endswith(each) or path.startswith(each))]:
            page.locator(opener).first.focus()
            page.keyboard.press("Enter")
            page.wait_for_selector(
                "dialog[open] :is(input, .inside form), details[open]:has(> summary:focus), .act[open] :focus"
            )
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                assert (path, opener, scheme, flaws(page)) == (path, opener, scheme, [])
            if ".act" in opener or "#return" in opener:
                for _ in range(20):
                    page.keyboard.press("Tab")
                    assert page.evaluate("document.activeElement.closest('.act[open]') !== null")
            page.keyboard.press("Escape")
            page.wait_for_function("!document.querySelector('dialog[open], .act[open], .menu[open]')")
            assert page.evaluate("opener => document.activeElement.matches(opener)", opener), (path, opener)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_a_report_full_of_findings_is_read_in_both_schemes(browser: "Browser", service: str, width: int) -> None:
    for _, page in visited(browser, service, [("", "/")], viewport={"width": width, "height": 900}):
        page.fill(
            "[name=text]", "\n".join((OPENING, SLIP, "Ваше обращение рассмотренно , ответ будет в кратчайшие сроки."))
        )
        page.click("[data-begin]")
        page.wait_for_selector(".finding .mend")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for tab in page.locator(".tabs a").all():
                tab.click()
                assert (scheme, tab.inner_text(), flaws(page)) == (scheme, tab.inner_text(), [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
