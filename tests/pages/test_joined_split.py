"""A PDF is cut only where nothing is in doubt: made here page by page, without LibreOffice."""

import io
from collections.abc import Callable, Iterator, Sequence

import docx
import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DictionaryObject, Fit, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from letterkit.core.box import Box
from letterkit.core.errors import LetterFileError
from letterkit.core.page import Page, PageFacts, PageWord
from letterkit.ooxml.join import Marks
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.ooxml.keep_together import kept_at_end
from letterkit.pages.page_breaks import is_settled
from letterkit.pages.preview import PageText
from letterkit.pages.print_proof import holds, same_pages
from letterkit.pages.split import split
from letterkit.pages.tags import tag_words

# (words of the page, names of the destinations on it)
Pages = list[tuple[str, tuple[str, ...]]]
MARKS = [Marks("a1", "a2"), Marks("b1", "b2"), Marks("c1", "c2")]
TITLES = [{"title": "First"}, {"title": "Second", "creator": "Ministry"}, {}]
WHOLE: Pages = [("alpha", ("a1", "a2")), ("beta", ("b1",)), ("gamma", ()), ("delta", ("b2",)), ("last", ("c1", "c2"))]


def pdf(pages: Pages, draw: Callable[[Canvas, int], None] = lambda canvas, number: None) -> bytes:
    """A page for each of ``pages``, with an outline of them all."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setTitle("Whole")
    for number, (text, _) in enumerate(pages):
        canvas.drawString(100, 700, text)
        draw(canvas, number)
        canvas.showPage()
    canvas.save()

    def mark(writer: PdfWriter) -> None:
        for number, (text, names) in enumerate(pages):
            writer.add_outline_item(title=text, page_number=number)
            for name in names:
                writer.add_named_destination(name, number)

    return with_tags(changed(out.getvalue(), mark), [text for text, _ in pages])


def with_tags(data: bytes, texts: Sequence[str]) -> bytes:
    """A paragraph of one document for each page, which names its words, as LibreOffice has it."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        tags = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        document = opened.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Document, P=tags, K=pikepdf.Array()))
        for page, text in zip(opened.pages, texts, strict=True):
            page.contents_add(b"/Text <</MCID 0>> BDC", prepend=True)
            page.contents_add(b"EMC")
            element = pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name.Text, P=document, Pg=page.obj, K=0, ActualText=text
            )
            document.K.append(opened.make_indirect(element))
        tags["/K"], tags["/RoleMap"] = document, pikepdf.Dictionary(Text=pikepdf.Name.P, Other=pikepdf.Name.P)
        opened.Root["/StructTreeRoot"] = tags
        opened.Root["/OutputIntents"] = pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1)])
        made = io.BytesIO()
        opened.save(made)
    return made.getvalue()


def changed(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def cut_apart(data: bytes) -> list[bytes]:
    """The PDFs of the letters, in whose cutting nothing is in doubt."""
    cut = split(data, MARKS, TITLES)
    assert cut is not None
    return [each.pdf for each in cut]


def words(data: bytes) -> list[str]:
    return [page.extract_text().strip() for page in PdfReader(io.BytesIO(data)).pages]


def test_each_letter_gets_the_pages_between_its_marks() -> None:
    cut = cut_apart(pdf(WHOLE))
    assert [words(each) for each in cut] == [["alpha"], ["beta", "gamma", "delta"], ["last"]]


def test_a_letter_has_its_own_title_or_none() -> None:
    cut = cut_apart(pdf(WHOLE))
    said = [PdfReader(io.BytesIO(each)).metadata or {} for each in cut]
    assert [each.get("/Title") for each in said] == ["First", "Second", None]
    assert [each.get("/Author") for each in said] == [None, "Ministry", None]
    assert {each.get("/Producer") for each in said} == {"ReportLab PDF Library - (opensource)"}


def test_nothing_of_the_whole_is_left_in_a_letter() -> None:
    cut = cut_apart(pdf(WHOLE))
    for each in cut:
        reader = PdfReader(io.BytesIO(each))
        assert not reader.outline
        assert not reader.named_destinations
        assert not {"/Names", "/Dests", "/Outlines", "/AcroForm"} & set(reader.trailer["/Root"])
        kept = [reader.get_object(number) for number in range(1, reader.trailer["/Size"])]
        pages = [thing for thing in kept if isinstance(thing, dict) and thing.get("/Type") == "/Page"]
        assert len(pages) == len(reader.pages), "a page that is not shown"


def tags_of(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K", ())
    for each in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from tags_of(each)


def test_each_letter_has_the_tags_of_its_own_pages_and_no_others() -> None:
    for each, texts in zip(cut_apart(pdf(WHOLE)), (["alpha"], ["beta", "gamma", "delta"], ["last"]), strict=True):
        with pikepdf.open(io.BytesIO(each)) as letter:
            root = letter.Root.StructTreeRoot
            paragraphs = [tag for tag in tags_of(root) if tag.S == "/Text"]
            assert [str(tag.ActualText) for tag in paragraphs] == texts
            assert [tag.Pg for tag in paragraphs] == [page.obj for page in letter.pages]
            owners = dict(zip(list(root.ParentTree.Nums)[::2], list(root.ParentTree.Nums)[1::2], strict=True))
            assert [owners[page.obj.StructParents][0].objgen for page in letter.pages] == [
                tag.objgen for tag in paragraphs
            ]
            assert dict(root.RoleMap) == {"/Text": pikepdf.Name.P}


def test_a_whole_without_tags_is_not_cut() -> None:
    def bare(writer: PdfWriter) -> None:
        del writer._root_object["/StructTreeRoot"]

    assert split(changed(pdf(WHOLE), bare), MARKS, TITLES) is None


def test_what_is_laid_over_a_page_is_told_aloud_too() -> None:
    with pikepdf.open(io.BytesIO(pdf(WHOLE))) as whole, pikepdf.open(io.BytesIO(pdf(WHOLE))) as over:
        root = whole.Root.StructTreeRoot
        root["/ParentTree"] = whole.make_indirect(
            pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([root.K.K[0]])]))
        )
        whole.pages[0].obj["/StructParents"] = 0
        whole.pages[0].add_overlay(over.pages[1])
        tag_words(whole, whole.pages[0], "laid over")
        assert [str(tag.ActualText) for tag in tags_of(root) if "/ActualText" in tag][-1] == "laid over"
        drawn = b"".join(each.read_bytes() for each in [whole.pages[0].obj.Contents])
        assert drawn.count(b"BDC") == drawn.count(b"EMC") == 2
        assert len(root.ParentTree.Nums[1]) == 2


DOUBTFUL: dict[str, Pages] = {
    "a mark is missing": [*WHOLE[:3], ("delta", ()), WHOLE[4]],
    "a mark too many": [*WHOLE[:4], ("last", ("c1", "c2", "d1"))],
    "another mark in its place": [*WHOLE[:4], ("last", ("c1", "d2"))],
    "a page before the first letter": [("cover", ()), *WHOLE],
    "a page between letters": [WHOLE[0], ("stray", ()), *WHOLE[1:]],
    "a page after the last letter": [*WHOLE, ("stray", ())],
    "letters in another order": [WHOLE[4], *WHOLE[:4]],
    "two letters on one page": [("alpha", ("a1", "a2", "b1")), ("beta", ()), ("delta", ("b2",)), WHOLE[4]],
    "a letter that ends before it begins": [WHOLE[0], ("delta", ("b2",)), ("beta", ("b1",)), WHOLE[4]],
    "no marks at all": [(text, ()) for text, _ in WHOLE],
}


@pytest.mark.parametrize("pages", DOUBTFUL.values(), ids=DOUBTFUL)
def test_a_pdf_whose_marks_do_not_agree_is_not_cut(pages: Pages) -> None:
    assert split(pdf(pages), MARKS, TITLES) is None


def test_what_is_no_pdf_is_not_cut() -> None:
    assert split(b"%PDF-1.7 and no more", MARKS, TITLES) is None


def test_a_page_with_a_form_is_not_cut() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        if number == 0:
            canvas.beginForm("stamp")
            canvas.drawString(0, 0, "form")
            canvas.endForm()
        if number == 2:
            canvas.doForm("stamp")

    assert split(pdf(WHOLE, draw), MARKS, TITLES) is None


def test_a_link_to_another_page_is_not_cut_and_one_to_a_site_is_kept() -> None:
    inside = Link(rect=(0, 0, 10, 10), target_page_index=4, fit=Fit.fit())
    assert split(changed(pdf(WHOLE), lambda writer: writer.add_annotation(1, inside)), MARKS, TITLES) is None
    outside = Link(rect=(0, 0, 10, 10), url="https://example.org")
    cut = cut_apart(changed(pdf(WHOLE), lambda writer: writer.add_annotation(1, outside)))
    notes = [page.get("/Annots", []) for each in cut for page in PdfReader(io.BytesIO(each)).pages]
    assert [len(each) for each in notes] == [0, 1, 0, 0, 0]
    assert notes[1][0].get_object()["/A"]["/URI"] == "https://example.org"


def test_what_hangs_on_a_page_unseen_is_left_behind() -> None:
    def hang(writer: PdfWriter) -> None:
        secret = DictionaryObject({NameObject("/Secret"): TextStringObject("delta of another")})
        for page in writer.pages:
            page[NameObject("/PieceInfo")] = secret
            page["/Resources"].get_object()[NameObject("/Properties")] = DictionaryObject({NameObject("/MC0"): secret})

    cut = cut_apart(changed(pdf(WHOLE), hang))
    assert [words(each) for each in cut] == [["alpha"], ["beta", "gamma", "delta"], ["last"]]
    assert not any(b"of another" in each for each in cut)


def test_a_font_that_leads_to_a_page_is_not_taken_along() -> None:
    def tie(writer: PdfWriter) -> None:
        for font in writer.pages[0]["/Resources"]["/Font"].values():
            font.get_object()[NameObject("/Odd")] = DictionaryObject(
                {NameObject("/P"): writer.pages[3].indirect_reference}
            )

    assert split(changed(pdf(WHOLE), tie), MARKS, TITLES) is None


def other_words(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[0].Contents
    contents.write(
        contents.read_bytes().replace(b"beta", b"zeta").replace(b"alpha", b"omega").replace(b"last", b"lost")
    )


def other_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.BaseFont = pikepdf.Name.Courier


def other_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox[1] = 10


def without_a_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]


def with_a_page_too_many(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def with_a_note(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Text)])


SPOILING = (other_words, other_font, other_paper, without_a_page, with_a_page_too_many, with_a_note)


@pytest.mark.parametrize("spoil", SPOILING)
def test_a_letter_that_was_not_written_as_it_stands_in_the_whole_is_not_given_out(
    spoil: Callable[[pikepdf.Pdf], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, whole = pikepdf.Pdf.save, pdf(WHOLE)

    def spoiled(self: pikepdf.Pdf, *args: object, **options: object) -> None:
        spoil(self)
        real(self, *args, **options)  # type: ignore[arg-type]

    assert split(whole, MARKS, TITLES) is not None
    monkeypatch.setattr(pikepdf.Pdf, "save", spoiled)
    assert split(whole, MARKS, TITLES) is None


@pytest.fixture(scope="module")
def letter() -> Joinable:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Министерство"
    made.add_paragraph("Уважаемая Мария Петровна! Ответ № 12-34 готов,").add_run(" приложен").font.all_caps = True
    made.add_paragraph("Северо\u2011западный район.")
    out = io.BytesIO()
    made.save(out)
    found = joinable(out.getvalue())
    assert found is not None
    return found


HELD = {
    "as typed": ["Министерство\r\nУважаемая Мария Петровна! Ответ № 12-34 готов, ПРИЛОЖЕН\r\nСеверо-западный район."],
    "on two numbered pages": [
        "Министерство 1\r\nУважаемая Мария Петровна! Ответ № 12-\r\n34 готов, ПРИЛОЖЕН",
        "Министерство 2\r\nСеверо\ufffeзападный район.",
    ],
}
NOT_HELD = {
    "a word is missing": ["Министерство Уважаемая Мария Петровна! Ответ № 12-34 готов, Северо-западный район."],
    "a word too many": [f"{HELD['as typed'][0]} Иванова"],
    "another number of the same digits": [HELD["as typed"][0].replace("12-34", "21-43")],
    "another name": [HELD["as typed"][0].replace("Мария", "Дарья")],
    "nothing": [""],
}


@pytest.mark.parametrize("pages", HELD.values(), ids=HELD)
def test_a_print_with_the_words_of_the_letter_is_known(letter: Joinable, pages: list[str]) -> None:
    assert holds(letter, pages)


@pytest.mark.parametrize("pages", NOT_HELD.values(), ids=NOT_HELD)
def test_a_print_with_other_words_is_known(letter: Joinable, pages: list[str]) -> None:
    assert not holds(letter, pages)


def test_pages_are_the_same_only_when_each_word_stands_in_its_place() -> None:
    def facts(*pages: tuple[tuple[str, float], ...]) -> PageFacts:
        return PageFacts(
            tuple(
                Page(number, 210, 297, tuple(PageWord(word, Box(x_mm, 20, 10, 5)) for word, x_mm in page))
                for number, page in enumerate(pages, start=1)
            )
        )

    one = facts((("Ответ", 30),), (("готов", 30),))
    assert same_pages(one, facts((("Ответ", 30.09),), (("готов", 30),)))
    assert not same_pages(one, facts((("Ответ", 30.2),), (("готов", 30),)))
    assert not same_pages(one, facts((("Ответы", 30),), (("готов", 30),)))
    assert not same_pages(one, facts((("Ответ", 30),)))
    assert not same_pages(one, facts((("Ответ", 30), ("да", 50)), (("готов", 30),)))


def page(*lines: tuple[float, str]) -> Page:
    """A page with a line of text at each height in mm."""
    found = [PageWord(word, Box(30.0, top, 10.0, 5.0)) for top, said in lines for word in said.split()]
    return Page(1, 210.0, 297.0, tuple(found))


def inked(*lines: tuple[float, str]) -> Callable[[], PageText]:
    """The same page by its ink: capitals are 3.6 mm high where the box of a word is 5 mm."""
    return lambda: PageText("", tuple((top + 1.0, top + 4.6) for top, _ in lines), 297.0)


def not_asked() -> PageText:
    raise AssertionError("the boxes tell it")


def unreadable() -> PageText:
    raise LetterFileError("pdf.broken")


def full(words: str, bottom_mm: float) -> list[tuple[float, str]]:
    return [(float(top), words) for top in range(20, int(bottom_mm), 6)]


@pytest.fixture(scope="module")
def signed() -> Joinable:
    """A letter whose last words are kept with the signature."""
    made = docx.Document()
    made.add_paragraph("Сообщаем. " * 90)
    for words in ("Крышу отремонтируют.", "С уважением,", "Министр"):
        made.add_paragraph(words).paragraph_format.keep_with_next = words != "Министр"
    out = io.BytesIO()
    made.save(out)
    found = joinable(out.getvalue())
    assert found is not None
    return found


END = [(100.0, "Крышу отремонтируют."), (106.0, "С уважением,"), (112.0, "Министр")]


def test_the_end_that_is_kept_together_goes_back_as_far_as_paragraphs_hold_on_to_the_next(signed: Joinable) -> None:
    kept = ["".join(node.itertext()) for node in kept_at_end(signed)]
    assert kept == ["Министр", "С уважением,", "Крышу отремонтируют."]


def test_a_letter_is_settled_when_its_last_page_has_room_and_more_than_the_kept_end(signed: Joinable) -> None:
    first = full("Сообщаем.", 277)
    much = full("Сообщаем. Сообщаем. Сообщаем.", 98)
    assert is_settled(signed, [page(*full("Сообщаем.", 200), (260.0, "Исполнитель"))], not_asked)
    assert is_settled(signed, [page(*first), page(*much, *END)], not_asked)
    assert not is_settled(signed, [page(*first)], inked(*first)), "one more line would not fit"
    assert not is_settled(signed, [page(*first), page(*END)], not_asked), "nothing but the end on the last page"
    assert not is_settled(signed, [page(*first), page((20.0, "Сообщаем."), *END)], not_asked), "one line before the end"


def test_where_boxes_leave_doubt_the_ink_decides_whether_there_is_room(signed: Joinable) -> None:
    lines = [*full("Сообщаем.", 266), (271.4, "Исполнитель")]
    assert is_settled(signed, [page(*lines)], inked(*lines))
    assert not is_settled(signed, [page(*lines)], unreadable)
    closer = [*lines[:-1], (269.9, "Исполнитель")]
    assert not is_settled(signed, [page(*closer)], inked(*closer))
