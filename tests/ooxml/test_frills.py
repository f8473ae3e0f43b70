"""Headers are left out only where the first page shows nothing of them, and then all of them."""

import pytest
from lxml import etree
from word_files import W, docx, paragraph, run, story

from letterkit.ooxml.join import Marks, join
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.unseen_headers import unseen_headers

SHEET = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/>'
USUAL, FIRST = '<w:headerReference w:type="default" r:id="rId2"/>', '<w:headerReference w:type="first" r:id="rId3"/>'
STYLE = '<w:style w:type="paragraph" w:default="1" w:styleId="Base"><w:name w:val="Normal"/>{}</w:style>'
NUMBER = paragraph('<w:fldSimple w:instr="PAGE"/>')


def line(properties: str = "") -> str:
    """A line with nothing on it."""
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


CENTRED = '<w:jc w:val="center"/>'


def letter(
    first: str = line(CENTRED),
    *,
    usual: str = NUMBER,
    style: str = "",
    section: str = f"{USUAL}{FIRST}{SHEET}<w:titlePg/>",
) -> Joinable:
    """A letter with the number of the page on every page but the first, which has ``first`` at its head."""
    parts = {
        "word/styles.xml": story("styles", STYLE.format(style)),
        "word/header1.xml": story("hdr", usual),
        "word/header2.xml": story("hdr", first),
    }
    made = joinable(docx(paragraph("Сообщаем.") + f"<w:sectPr>{section}</w:sectPr>", parts))
    assert made is not None
    return made


def test_a_first_page_with_an_empty_line_or_with_nothing_at_its_head_shows_no_header() -> None:
    assert unseen_headers(letter()) is not None
    assert unseen_headers(letter(section=f"{USUAL}{SHEET}<w:titlePg/>")) is not None
    assert unseen_headers(letter(line('<w:rPr><w:sz w:val="20"/></w:rPr>'))) is not None


def test_letters_lose_the_same_when_their_headers_are_the_same() -> None:
    assert unseen_headers(letter()) == unseen_headers(letter())
    assert unseen_headers(letter()) != unseen_headers(letter(usual=paragraph("Продолжение")))
    spaced = line('<w:spacing w:before="2000"/>')
    assert unseen_headers(letter(spaced)) not in (None, unseen_headers(letter()))
    narrow = SHEET.replace('w:top="1134"', 'w:top="600"')
    assert unseen_headers(letter(section=f"{USUAL}{FIRST}{narrow}<w:titlePg/>")) not in (None, unseen_headers(letter()))


SEEN = {
    "a word on the first page": letter(paragraph(run("Правительство"))),
    "a space, which may be underlined": letter(paragraph(run(" "))),
    "the number of the first page": letter(NUMBER),
    "a line drawn under nothing": letter(line('<w:pBdr><w:bottom w:val="single"/></w:pBdr>')),
    "two lines": letter(line() * 2),
    "a table": letter(f"<w:tbl><w:tr><w:tc>{line()}</w:tc></w:tr></w:tbl>{line()}"),
    "one header for all pages": letter(section=f"{USUAL}{FIRST}{SHEET}"),
    "a first page like the others": letter(section=f'{USUAL}{FIRST}{SHEET}<w:titlePg w:val="0"/>'),
    "a frame around the page": letter(
        section=f'{USUAL}{FIRST}{SHEET}<w:pgBorders><w:top w:val="single"/></w:pgBorders><w:titlePg/>'
    ),
    "a footer": letter(section=f'{USUAL}<w:footerReference w:type="first" r:id="rId3"/>{SHEET}<w:titlePg/>'),
    "a style with a line": letter(style='<w:pPr><w:pBdr><w:top w:val="single"/></w:pBdr></w:pPr>'),
    "a style with a ground": letter(style='<w:pPr><w:shd w:fill="FF0000"/></w:pPr>'),
}


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
def test_what_may_show_on_the_first_page_stays(seen: Joinable) -> None:
    assert unseen_headers(seen) is None


def test_a_bare_document_says_nothing_of_headers_and_all_else_as_before() -> None:
    letters = [letter(), letter()]
    marks = [Marks(f"{number}a", f"{number}b") for number in range(3)]
    before = [etree.tostring(each.root) for each in letters]
    whole, bare = (Package.open(join(letters, marks, each), "").xml("word/document.xml") for each in (False, True))
    said = [[local(node.tag) for node in section] for section in bare.iter(f"{{{W}}}sectPr")]
    assert said == [["type", "pgSz", "pgMar", "pgNumType"]] * 3
    for node in [*whole.iter(f"{{{W}}}headerReference", f"{{{W}}}titlePg")]:
        node.getparent().remove(node)
    assert etree.tostring(whole) == etree.tostring(bare)
    assert [etree.tostring(each.root) for each in letters] == before
