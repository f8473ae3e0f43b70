"""A value that is printed and that nobody can read is told with its place; what only looks odd is left alone."""

from pathlib import Path

import pytest

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.core.finding import Level
from letterkit.core.paper import Zone
from letterkit.office.content.blanks.inspection import inspect_blank
from letterkit.office.content.blanks.places import Places
from letterkit.office.content.blanks.proof import Proof, prove
from letterkit.office.content.lint import lint_path
from letterkit.office.content.remark import Remark
from letterkit.ooxml.package import Package
from letterkit.reports.blank_comments import add_comments
from letterkit.reports.wording import sentence_of

from .conftest import Spoil, paragraph_with, part_of, rewritten

pytestmark = pytest.mark.office

SALUTATION = "{{ salutation }}"
WHITE, BLACK, DARK = '<w:color w:val="FFFFFF"/>', '<w:color w:val="000000"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'
FRAME = (
    '<w:framePr w:w="4000" w:h="600" w:hRule="exact" w:wrap="{wrap}" w:vAnchor="page" w:hAnchor="page" '
    'w:x="1900" w:y="9000"/>'
)
RECTANGLE = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="position:absolute;margin-left:0;'
    'margin-top:{top}pt;width:300pt;height:40pt;z-index:{layer}" {fill} stroked="f"><v:textbox><w:txbxContent>'
    "<w:p>{inside}</w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)
CLEAR, PAPER, YELLOW = 'filled="f"', 'fillcolor="white"', 'fillcolor="yellow"'
ROW = (
    '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{height}" '
    'w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/>{turned}</w:tcPr>{inside}</w:tc></w:tr>'
    "</w:tbl><w:p/>"
)
CLEAR_TEXT = (
    '<w:color w:val="000000"/><w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="{share}"/></w14:srgbClr></w14:solidFill>'
    "</w14:textFill>"
)


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, set_: str = "") -> str:
    return f"<w:p><w:pPr>{set_}</w:pPr>{''.join(runs)}</w:p>"


def over(inside: str = "", fill: str = CLEAR, top: int = -6, layer: int = 1) -> str:
    """A rectangle over the line it hangs in, or under it."""
    return RECTANGLE.format(inside=inside, fill=fill, top=top, layer=layer)


def made(blank: Blank, body: str) -> Blank:
    """The blank with ``body`` in place of the paragraph of the salutation."""
    old = paragraph_with(SALUTATION, part_of(blank))
    return rewritten(blank, lambda xml: xml.replace(old, body, 1))


def proof_of(blank: Blank, printer: Checker) -> Proof:
    return prove(blank, Places.of(blank.data, blank.file), printer.press)


def told(remark: Remark) -> tuple[str, object]:
    return remark.error.code, remark.error.details["key"]


ALIKE = {"nearly-white", "black-on-black", "yellow-on-yellow", "low-row"}
"""Found as «white» and «tight-line» are."""
UNSEEN = {
    "white": ("faint", paragraph(run(SALUTATION, WHITE))),
    "nearly-white": ("faint", paragraph(run(SALUTATION, '<w:color w:val="E8E8E8"/>'))),
    "black-on-black": ("faint", paragraph(run(SALUTATION, BLACK + '<w:shd w:val="clear" w:fill="202020"/>'))),
    "yellow-on-yellow": ("faint", paragraph(run(SALUTATION, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>'))),
    "transparent": ("faint", paragraph(run(SALUTATION, CLEAR_TEXT.format(share=95000)))),
    "under-a-figure": ("faint", paragraph(run(SALUTATION), over(fill=PAPER, top=-2))),
    "three-points": ("tiny", paragraph(run(SALUTATION, '<w:sz w:val="6"/>'))),
    "half-beside-the-sheet": ("cut", paragraph(run(SALUTATION), set_='<w:ind w:left="9000" w:right="-4000"/>')),
    "low-row": ("cut", ROW.format(height=160, turned="", inside=paragraph(run(SALUTATION)))),
    "tight-line": ("cut", paragraph(run(SALUTATION), set_='<w:spacing w:line="120" w:lineRule="exact"/>')),
    "under-a-box": ("overlapped", paragraph(run(SALUTATION), over(run("Слова надписи поверх обращения")))),
    "in-a-box-on-words": ("overlapped", paragraph(run("Слова под надписью"), over(run(SALUTATION)))),
}


@pytest.mark.parametrize(
    ("fault", "body"),
    [pytest.param(*seen, id=name, marks=[pytest.mark.long] * (name in ALIKE)) for name, seen in UNSEEN.items()],
)
def test_a_value_that_nobody_can_read_is_an_error_at_its_place(
    fault: str, body: str, blank: Blank, printer: Checker
) -> None:
    proof = proof_of(made(blank, body), printer)
    remark = next(one for one in proof.remarks if one.error.details["key"] == "salutation")
    assert (remark.error.code, remark.level) == (f"blank.value-{fault}", Level.ERROR)
    assert remark.place.words in (SALUTATION, f"Слова под надписью{SALUTATION}")
    sentence = sentence_of(remark.error)
    assert sentence.startswith("«обращение к заявителю»: ")
    assert SALUTATION in sentence or fault == "faint"
    assert "на странице 1" in sentence or body == UNSEEN["tight-line"][1]


INNOCENT = {
    "grey": paragraph(run(SALUTATION, '<w:color w:val="808080"/>')),
    "blue": paragraph(run(SALUTATION, '<w:color w:val="1F4E9C"/>')),
    "white-on-dark": paragraph(run(SALUTATION, WHITE + DARK)),
    "the-colour-that-suits-a-dark-ground": paragraph(run(SALUTATION, DARK)),
    "capitals": paragraph(run(SALUTATION, "<w:caps/>")),
    "small-capitals": paragraph(run(SALUTATION, "<w:smallCaps/>")),
    "half-clear": paragraph(run(SALUTATION, CLEAR_TEXT.format(share=40000))),
    "seven-points": paragraph(run(SALUTATION, '<w:sz w:val="14"/>')),
    "over-a-grey-line": paragraph(
        run(SALUTATION), set_='<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="808080"/></w:pBdr>'
    ),
    "on-a-yellow-figure": paragraph(run(SALUTATION), over(fill=YELLOW, layer=-1)),
    "on-underscores": paragraph(run("_" * 30), over(run(SALUTATION))),
    "on-a-pale-stamp": paragraph(
        run("ОБРАЗЕЦ", '<w:color w:val="E0E0E0"/><w:sz w:val="80"/>'), over(run(SALUTATION), top=4)
    ),
    "row-that-is-high-enough": ROW.format(height=330, turned="", inside=paragraph(run(SALUTATION))),
    "up-the-sheet": ROW.format(
        height=2600, turned='<w:textDirection w:val="btLr"/>', inside=paragraph(run(SALUTATION))
    ),
    "frame-that-moves-the-text-aside": paragraph(run(SALUTATION), set_=FRAME.format(wrap="around")),
    "seen-elsewhere": paragraph(run(SALUTATION)) + paragraph(run(SALUTATION, WHITE)),
}


@pytest.mark.long
@pytest.mark.parametrize("body", INNOCENT.values(), ids=INNOCENT)
def test_a_look_that_can_be_read_is_left_alone(body: str, blank: Blank, printer: Checker) -> None:
    proof = proof_of(made(blank, body), printer)
    assert ([told(one) for one in proof.remarks], len(proof.fields)) == ([], 26)


def test_a_frame_laid_over_the_text_is_told_of_both(blank: Blank, printer: Checker) -> None:
    found = proof_of(made(blank, paragraph(run(SALUTATION), set_=FRAME.format(wrap="none"))), printer)
    assert {told(one): one.error.details["words"] for one in found.remarks} == {
        ("blank.value-overlapped", "salutation"): "абзацы текста",
        ("blank.value-overlapped", "paragraphs"): "обращение к заявителю",
    }
    assert {one.place.zone for one in found.remarks} == {Zone.FRAME, Zone.BODY}


@pytest.mark.parametrize("hidden", ["run", "style"])
def test_hidden_text_is_told_whether_the_run_or_its_style_hides_it(
    hidden: str, blank: Blank, spoilt: Spoil, printer: Checker
) -> None:
    style = '<w:style w:type="character" w:styleId="Tайный"><w:name w:val="t"/><w:rPr><w:vanish/></w:rPr></w:style>'
    look = "<w:vanish/>" if hidden == "run" else '<w:rStyle w:val="Tайный"/>'
    given = spoilt(("</w:styles>", style + "</w:styles>"), part="word/styles.xml")
    found = proof_of(made(given, paragraph(run(SALUTATION, look))), printer)
    assert [told(one) for one in found.remarks] == [("blank.value-unseen", "salutation")]


def test_it_is_told_in_the_list_the_commented_copy_and_by_lint(blank: Blank, printer: Checker, tmp_path: Path) -> None:
    white = made(blank, paragraph(run(SALUTATION, WHITE)))
    found = inspect_blank(white, printer)
    [remark] = [one for one in found.remarks if one.error.code == "blank.value-faint"]
    assert found.errors == (remark,)
    copy = Package.open(add_comments(white.data, "белый.docx", found.remarks), "белый.docx")
    part = copy.related_part(copy.main, "comments")
    assert part is not None
    assert sentence_of(remark.error) in "".join(map(str, copy.xml(part).itertext()))
    path = tmp_path / "белый.docx"
    path.write_bytes(white.data)
    linted = lint_path(path, printer.profile, blank, printer)
    assert [told(one) for one in linted if one.level is Level.ERROR] == [("blank.value-faint", "salutation")]
