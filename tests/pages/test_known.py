"""What has been read before is not read again, and nothing is read otherwise for it."""

import io
from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject
from reportlab.pdfgen.canvas import Canvas

from letterkit.pages import known as known_module
from letterkit.pages.facts import page_facts, reading
from letterkit.pages.known import Known, Operations

LINES = b"q 0 0 0 rg\nBT\n85.2 772 Td /F1 14 Tf[<01>3<02>1]TJ\nET\nQ\n"
STREAMS = {
    "lines that stand for themselves": LINES,
    "the same lines again": LINES * 3,
    "no end of the last line": LINES.rstrip(),
    "operands on a line before their operator": b"BT\n85.2 772\nTd\n/F1\n14 Tf\n[<01>\n3 <02>]\nTJ ET",
    "a string of hexadecimals over two lines": b"BT /F1 14 Tf <01\n02> Tj ET",
    "a dictionary in one line": b"BT\n/Span<</ActualText<FEFF00A0>>>\nBDC\n<01>Tj\nEMC\nET",
    "a string over two lines": b"BT /F1 14 Tf (one\nET\ntwo) Tj ET",
    "an operator in a comment": b"BT % ET\n/F1 14 Tf [<01>] TJ\nET",
    "a dictionary over two lines": b"/Span << /ActualText\n<FEFF0031> >> BDC\nBT [<01>] TJ ET\nEMC",
    "a picture in the text": b"q\nBI /W 1 /H 1 /BPC 8 /CS /G ID \nEI\nQ\n",
    "ends of lines of another kind": LINES.replace(b"\n", b"\r\n"),
    "nothing": b"",
}


WANTED = frozenset(b"q Q BT ET Td Tf Tj TJ BDC EMC".split())


def said(content: bytes, known: Known) -> Operations:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return [each for each in known.operations(known.content(stream, None), WANTED) if each[1] in WANTED]


_NUMBERS = st.one_of(st.integers(-999, 999).map(str), st.sampled_from(["12.5", ".5", "-0.25", "+3", "7."]))
_HEX = st.text("0123456789abcdefABCDEF", max_size=7).map(lambda digits: f"<{digits}>")
_ARRAYS = st.lists(st.one_of(_HEX, _NUMBERS), max_size=6).map(lambda items: f"[{' '.join(items)}]")
_OPERANDS = st.lists(st.one_of(_NUMBERS, _HEX, _ARRAYS, st.sampled_from(["/F1", "/GS0", "/A.b-c"])), max_size=4)
_LINES = st.lists(
    st.tuples(_OPERANDS, st.sampled_from("q Q BT ET Td Tf Tj TJ rg re W* n".split())).map(
        lambda each: " ".join([*each[0], each[1]])
    ),
    max_size=6,
)


@given(_LINES)
def test_plain_lines_are_read_as_pypdf_reads_them(lines: list[str]) -> None:
    content = "\n".join(lines).encode()
    assert said(content, Known(alike=True)) == said(content, Known())


@pytest.mark.parametrize(
    "line", [b"1.2.3 Td", b"[<01> [2]] TJ", b"true Tj", b"<< /A 1 >> BDC", b"1-2 Td", b"--5 Td", b"/F#31 12 Tf", b"1 2"]
)
def test_what_is_not_plain_is_left_to_pypdf(line: bytes) -> None:
    assert known_module._plain(line) is None


@pytest.mark.parametrize("content", STREAMS.values(), ids=STREAMS)
def test_operators_are_the_same_line_by_line_and_at_once(content: bytes) -> None:
    known = Known(alike=True)
    at_once = said(content, Known())
    assert said(content, known) == at_once
    assert said(content, known) == at_once


def test_a_line_that_comes_again_is_not_taken_apart_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    real = known_module._operations

    def counted(line: bytes, wanted: Container[bytes]) -> Operations | None:
        parsed.append(line)
        return real(line, wanted)

    monkeypatch.setattr(known_module, "_operations", counted)
    known = Known(alike=True)
    said(LINES, known)
    said(LINES.replace(b"772", b"753") * 2, known)
    assert len(parsed) == len(set(parsed))
    assert sum(b"Td" in line for line in parsed) == 2


def drawn(pages: int) -> bytes:
    """Pages alike but for a number, with what stands at another place, size, angle and spacing from page to page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for number in range(pages):
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 780, "The same words on every page")
        canvas.drawString(72, 760 - number, f"Lower from page to page {number}")
        canvas.setFont("Times-Roman", 12 + number)
        canvas.drawString(72, 700, "Larger and larger")
        canvas.saveState()
        canvas.rotate(number)
        canvas.drawString(200, 300, "Turned and turned")
        canvas.restoreState()
        text = canvas.beginText(72, 600)
        text.setCharSpace(number)
        text.textOut("Wider and")
        text.setRise(number)
        text.textOut(" wider")
        canvas.drawText(text)
        canvas.drawString(-300, 500, "Beside the paper")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pages_of(pdf: bytes) -> list[bytes]:
    """Each page as a document of its own."""
    made = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        writer = PdfWriter()
        writer.add_page(page)
        out = io.BytesIO()
        writer.write(out)
        made.append(out.getvalue())
    return made


def test_pages_of_one_make_are_read_as_each_is_alone() -> None:
    pdf = drawn(5)
    together = reading(pdf, Known(alike=True)).facts
    assert together == page_facts(pdf)
    assert [page.words for page in together.pages] == [page_facts(each).pages[0].words for each in pages_of(pdf)]
    boxes = [{word.text: word.box for word in page.words} for page in page_facts(pdf).pages]
    assert len({each["same"] for each in boxes}) == 1
    for moved in ("Lower", "Larger", "Turned", "Wider", "wider"):
        assert len({each[moved] for each in boxes}) == 5, moved


def test_words_beside_the_paper_are_no_facts_and_yet_are_told() -> None:
    read = reading(drawn(1), Known())
    assert "Beside" not in {word.text for word in read.facts.pages[0].words}
    assert "Beside the paper" in read.words[0]


def test_a_part_of_a_reading_is_numbered_from_its_own_first_page() -> None:
    whole = reading(drawn(5), Known())
    part = whole.part(2, 3)
    assert [page.number for page in part.facts.pages] == [1, 2]
    assert [page.words for page in part.facts.pages] == [page.words for page in whole.facts.pages[2:4]]
    assert part.words == whole.words[2:4]
