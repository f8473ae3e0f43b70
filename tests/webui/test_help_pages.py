"""The guide in the browser: its pages, its links and pictures, its search."""

import html
import re
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from letterkit.settings import load_settings
from webui.help.guide import Guide
from webui.help.rendering import render
from webui.help.search import search

from .guidance import anchors, shipped_guide

NOT_THERE = {
    "check.letter",
    "blanks.desk",
    "blanks.compare",
    "blanks.compare_desk",
    "control.message",
    "outgoing.passport",
}


@pytest.fixture(scope="module")
def guide() -> Guide:
    return shipped_guide()


def test_the_guide_helps_with_pages_that_there_are(app: Flask, guide: Guide) -> None:
    """That each page has its «?» is asked where each is (test_access), but for those that its world lacks."""
    assert set(guide.helps) >= NOT_THERE
    assert set(guide.helps) <= {rule.endpoint for rule in app.url_map.iter_rules()}
    for name, anchor in guide.helps.values():
        assert anchor in anchors(guide, name), (name, anchor)


def test_every_link_and_picture_of_the_guide_is_there(guide: Guide) -> None:
    shown = set()
    for page in guide.pages.values():
        for to in re.findall(r'<a href="([^"]+)"', page.rendered.html):
            place = urlsplit(html.unescape(to))
            name = unquote(place.path) or page.name
            assert place.scheme in ("", "http", "https"), to
            assert place.scheme or unquote(place.fragment) in anchors(guide, name), (page.name, to)
        for picture, words in re.findall(r'<img src="pictures/([^"]+)" alt="([^"]*)"', page.rendered.html):
            assert picture in guide.pictures, (page.name, picture)
            assert words
            shown.add(picture)
        assert page.rendered.html.count("<img") == len(re.findall(r'<img src="pictures/', page.rendered.html))
    assert shown == set(guide.pictures)  # none is kept for nothing


def test_every_file_of_the_guide_is_in_its_list(guide: Guide) -> None:
    files = {file for file in load_settings().guide_dir.glob("*.md") if file.name != "README.md"}
    assert files <= {page.file.resolve() for page in guide.pages.values()}


@pytest.mark.parametrize("words", ["рассылка", "рассылками", "РАССЫЛОК", "рассыл"])
def test_a_word_is_found_in_any_form_and_by_its_beginning(guide: Guide, words: str) -> None:
    assert "batch" in [each.page.name for each in search(guide, words)]


def test_what_is_found_is_marked_and_words_of_nowhere_find_nothing(client: FlaskClient) -> None:
    page = client.get("/help?words=просроченное").get_data(as_text=True)
    assert re.search(r"<mark>[Пп]росроч", page)
    assert "в справке нет" in client.get("/help?words=абракадабра").get_data(as_text=True)
    assert "<script>x" not in client.get("/help?words=<script>x</script>").get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/help/..%2Fsettings",
        "/help/README",
        "/help/guide.yml",
        "/help/check.md",
        "/help/pictures/..%2Fguide.yml",
        "/help/pictures/%2Fetc%2Fpasswd",
        "/help/pictures/../../glossary.md",
    ],
)
def test_nothing_but_pages_and_pictures_of_the_guide_is_given_away(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_html_in_a_page_is_shown_as_text_and_links_of_scripts_are_no_links() -> None:
    shown = render("# Т\n\n<script>alert(1)</script> [раз](javascript:alert(1)) [два](batch.md#найти)\n").html
    assert "<script>" not in shown
    assert 'javascript:alert(1)"' not in shown
    assert 'href="batch#' in shown


def test_a_service_without_the_guide_says_so(app: Flask, client: FlaskClient) -> None:
    engine = app.extensions["letterkit"]
    engine.settings = engine.settings.model_copy(update={"home": engine.settings.data_dir})
    assert "Справки нет" in client.get("/help").get_data(as_text=True)
    assert client.get("/help/check").status_code == 404
