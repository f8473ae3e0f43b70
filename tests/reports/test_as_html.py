"""The page that a reviewer opens: whole in one file, safe, and every mark leads somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from letterkit.checking.checker import CheckedLetter
from letterkit.reports.as_html import document

VOID = {"meta", "img", "br", "link", "input"}


class Page(HTMLParser):
    """What the tests ask of the page: its ids, links, addresses, words, and whether tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        self.sources += [value or "" for name, value in attrs if name in ("src", "srcset", "data", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.words += data


@pytest.fixture
def html(checked: CheckedLetter) -> str:
    return document([checked])


def test_tags_are_closed_in_order_and_ids_stand_once(html: str) -> None:
    page = Page(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_to_something_in_the_page(html: str) -> None:
    page = Page(html)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.links) > 10


def test_marks_and_findings_lead_to_each_other(html: str) -> None:
    page = Page(html)
    for number in (1, 2, 3, 5):
        assert f"a1-f{number}" in page.ids
    assert "#a1-f1" in page.links
    assert "#a1-m1" in page.links
    assert "a1-m1" in page.ids


def test_nothing_is_asked_of_the_network(html: str) -> None:
    page = Page(html)
    assert all(source.startswith("data:") for source in page.sources)
    assert not re.search(r"url\(|@import|<link|https?://", html)
    assert "default-src 'none'" in html


def test_the_whole_text_of_the_letter_is_there(html: str, checked: CheckedLetter) -> None:
    body = html[html.index('<div class="text">') : html.index("Страницы")]
    shown = Page(f"<div>{body[: body.index('</section>')]}").words
    for line in checked.report.text.split("\r\n"):
        assert line in shown


def test_the_letter_cannot_bring_tags_of_its_own(checked: CheckedLetter) -> None:
    evil = "<script>alert(1)</script>"
    report = replace(checked.report, text=evil, findings=(), parts=(), source=replace(checked.report.source, name=evil))
    html = document([replace(checked, report=report)])
    assert evil not in html
    assert html.count("<script>") == 1


def test_a_box_lies_in_per_cent_of_its_page(html: str) -> None:
    [style] = re.findall(r'class="box error"[^>]*style="([^"]+)"', html)
    assert style == "left:14.286%;top:33.670%;width:28.571%;height:1.684%"


def test_several_letters_share_a_page_with_a_table_of_verdicts(checked: CheckedLetter) -> None:
    html = document([checked, checked])
    page = Page(html)
    assert {"a1", "a2"} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "2 письма" in page.words


def test_a_letter_without_pages_has_no_page_pictures(checked: CheckedLetter) -> None:
    assert "<img" not in document([replace(checked, pictures=())])


def test_pages_that_are_left_out_are_told_of(checked: CheckedLetter) -> None:
    report = replace(checked.report, facts={**checked.report.facts, "pages": 200})
    assert "Остальные страницы (199) здесь не показаны" in document([replace(checked, report=report)])
