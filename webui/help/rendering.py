"""Pages of the guide as HTML: markdown-it-py, no HTML of the page's own, headings that can be linked to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False})
_NO_SIGN_OF_ANCHORS = re.compile(r"[^\w\- ]")
_PAGE = re.compile(r"^(?!\w+:)(?:\.\./)?([\w-]+)\.md(#.*)?$")
"""A link to another page, as it is written for whoever reads the files."""
_NOTE = re.compile(r"^<!--.*-->\n", re.MULTILINE)
"""What a page that the program makes says of itself."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; ``anchor`` is nothing for the words under the title itself."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page: its HTML without the title, and what it says."""

    html: str
    sections: tuple[Section, ...]


def anchor_of(heading: str) -> str:
    """The name of a heading in links, the one that sites for source code give it too."""
    return _NO_SIGN_OF_ANCHORS.sub("", heading.casefold()).strip().replace(" ", "-")


def render(text: str) -> RenderedPage:
    """The page ``text``, in Markdown; HTML in it is shown as text."""
    tokens = _without_title(_MARKDOWN.parse(_NOTE.sub("", text)))
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(_words(tokens[number + 1])))
        for child in token.children or ():
            _mend(child)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return RenderedPage(_scrolling(html), tuple(_sections(tokens)))


def _without_title(tokens: Sequence[Token]) -> list[Token]:
    """The title is printed by the page around."""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return list(tokens[3:])
    return list(tokens)


def _mend(token: Token) -> None:
    """Links to files become links to pages beside this one; pictures are fetched when they come into sight."""
    if token.type == "link_open":
        token.attrSet("href", _PAGE.sub(r"\1\2", str(token.attrGet("href"))))
    elif token.type == "image":
        token.attrSet("loading", "lazy")


def _scrolling(html: str) -> str:
    """Tables and programs that are wider than the page are moved by keys too."""
    html = html.replace("<table>", '<div class="table" tabindex="0"><table>').replace("</table>", "</table></div>")
    return html.replace("<pre>", '<pre tabindex="0">')


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    anchor = heading = ""
    said: list[str] = []
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            yield Section(anchor, heading, " ".join(said))
            heading, said = _words(tokens[number + 1]), []
            anchor = anchor_of(heading)
        elif token.type == "inline" and tokens[number - 1].type != "heading_open":
            said.append(_words(token))
        elif token.type in ("fence", "code_block"):
            said.append(" ".join(token.content.split()))
    yield Section(anchor, heading, " ".join(said))


def _words(token: Token) -> str:
    """The words of a line, without marks."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else "" if child.type == "image" else child.content
        for child in token.children or ()
    )
