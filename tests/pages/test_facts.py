"""Words and boxes against poppler's, on LibreOffice's pages and on pages made to be difficult."""

import html
import io
import re
import subprocess
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from letterkit.core.box import Box
from letterkit.core.errors import LetterFileError
from letterkit.core.page import PageFacts
from letterkit.pages import facts as facts_module
from letterkit.pages import lines
from letterkit.pages.facts import count_pages, page_facts, reading

MM = 25.4 / 72
A4 = (595.28, 841.89)
CYRILLIC = "Cyrillic"
_BBOX = re.compile(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*?)</word>')

# Poppler and we take the height of a line from different fields of the font; widths are the same numbers.
ACROSS_MM, DOWN_MM = 0.3, 1.0


@pytest.fixture(scope="module", autouse=True)
def cyrillic_font() -> None:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Liberation Serif:style=Regular"], capture_output=True, text=True, check=True
    )
    pdfmetrics.registerFont(TTFont(CYRILLIC, found.stdout))


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF of what ``draw`` draws, by reportlab."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, **options)
    canvas.setFont(CYRILLIC, 12)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(made, **options)
    return made.getvalue()


def said_by_poppler(pdf: bytes, folder: Path) -> list[dict[str, list[tuple[float, ...]]]]:
    """For each page, boxes in mm by word: left, top, right, bottom."""
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-cropbox", "-bbox", str(path), "-"]
    pages = []
    for page in subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("<page ")[1:]:
        words: dict[str, list[tuple[float, ...]]] = {}
        for *sides, word in _BBOX.findall(page):
            words.setdefault(html.unescape(word), []).append(tuple(float(side) * MM for side in sides))
        pages.append(words)
    return pages


def assert_as_poppler(pdf: bytes, folder: Path) -> None:
    ours, theirs = page_facts(pdf).pages, said_by_poppler(pdf, folder)
    assert len(ours) == len(theirs)
    for page, words in zip(ours, theirs, strict=True):
        assert sorted(word.text for word in page.words) == sorted(word for word, boxes in words.items() for _ in boxes)
        for word in page.words:
            box = word.box
            sides = (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm)
            nearest = min(words[word.text], key=lambda other: abs(other[0] - sides[0]) + abs(other[1] - sides[1]))
            allowed = (ACROSS_MM, DOWN_MM, ACROSS_MM, DOWN_MM)
            too_far = [abs(a - b) > limit for a, b, limit in zip(sides, nearest, allowed, strict=True)]
            assert not any(too_far), (word, nearest)


def texts(facts: PageFacts, page: int = 1) -> list[str]:
    return [word.text for word in facts.pages[page - 1].words]


@pytest.mark.office
@pytest.mark.parametrize("size", [1, 9])
def test_libreoffice_pages_have_the_words_and_boxes_that_poppler_sees(
    pdfs: dict[int, bytes], size: int, tmp_path: Path
) -> None:
    facts = page_facts(pdfs[size])
    assert (facts.pages[0].width_mm, facts.pages[0].height_mm) == pytest.approx((210, 297), abs=0.1)
    assert any(word.endswith(("-", "\u00ad")) for word in texts(facts))
    assert_as_poppler(pdfs[size], tmp_path)


@pytest.mark.office
def test_letters_set_apart_are_one_word(facts: dict[int, PageFacts]) -> None:
    assert "приказываю" in texts(facts[1])


@pytest.mark.office
def test_words_come_in_the_order_of_the_text(facts: dict[int, PageFacts]) -> None:
    words = texts(facts[1])
    column = words.index("Ивановой")
    assert words[column : column + 8] == ["Ивановой", "М.П.", "ул.", "Ленина,", "д.", "10,", "кв.", "5,"]
    assert words[words.index("Рассмотрев") :][:4] == ["Рассмотрев", "Ваше", "обращение", "по"]


def test_all_ways_of_showing_text_keep_their_places(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 780, "Standard AVATAR (brackets) WAVE")
        canvas.setFont("Courier", 10)
        canvas.drawString(72, 760, "Courier text")
        text = canvas.beginText(72, 700)
        text.setFont(CYRILLIC, 12)
        text.setWordSpace(6)
        text.setCharSpace(0.5)
        text.textLine("Слова через шаг")
        text.setHorizScale(70)
        text.textLine("Узкий набор строки")
        text.setHorizScale(100)
        text.setRise(4)
        text.textLine("Приподнятые буквы")
        text.setRise(0)
        canvas.drawText(text)
        canvas.setFont(CYRILLIC, 12)
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Повёрнутые слова")
        canvas.restoreState()
        canvas.saveState()
        canvas.scale(2, 2)
        canvas.drawString(50, 150, "Увеличенные слова")
        canvas.restoreState()
        canvas.beginForm("stamp")
        canvas.setFont(CYRILLIC, 10)
        canvas.drawString(0, 0, "Внутри бланка")
        canvas.endForm()
        canvas.saveState()
        canvas.translate(100, 200)
        canvas.doForm("stamp")
        canvas.restoreState()

    assert_as_poppler(drawn(draw), tmp_path)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_cropped_pages_are_measured_as_shown(turn: int, tmp_path: Path) -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn
        pdf.pages[0].CropBox = [30, 40, 560, 820]

    pdf = changed(drawn(lambda canvas: canvas.drawString(72, 700, "Ответ на обращение")), crop)
    page = page_facts(pdf).pages[0]
    size = (530 * MM, 780 * MM) if turn % 180 == 0 else (780 * MM, 530 * MM)
    assert (page.width_mm, page.height_mm) == pytest.approx(size)
    assert_as_poppler(pdf, tmp_path)


def test_words_beyond_the_edge_are_not_on_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "виден")
        canvas.drawString(700, 700, "снаружи")

    assert texts(page_facts(drawn(draw))) == ["виден"]


def test_words_beside_the_paper_are_no_facts_and_yet_are_told() -> None:
    read = reading(drawn(lambda canvas: canvas.drawString(-300, 500, "снаружи листа")))
    assert texts(read.facts) == []
    assert read.words == ("снаружи листа",)


def test_a_part_of_a_reading_is_numbered_from_its_own_first_page() -> None:
    def draw(canvas: Canvas) -> None:
        for number in range(5):
            canvas.drawString(72, 700, f"страница {number}")
            canvas.showPage()
            canvas.setFont(CYRILLIC, 12)

    whole = reading(drawn(draw))
    part = whole.part(2, 3)
    assert [page.number for page in part.facts.pages] == [1, 2]
    assert [page.words for page in part.facts.pages] == [page.words for page in whole.facts.pages[2:4]]
    assert part.words == whole.words[2:4] == ("страница 2", "страница 3")


def test_many_threads_read_as_one_does() -> None:
    pdfs = [drawn(lambda canvas, word=word: canvas.drawString(72, 700, word)) for word in ("Первый", "Второй")] * 8
    with ThreadPoolExecutor(4) as threads:
        assert [texts(facts) for facts in threads.map(page_facts, pdfs)] == [["Первый"], ["Второй"]] * 8


def test_gaps_part_words_where_spaces_are_not_printed() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Уважаемая")
        canvas.drawString(72 + canvas.stringWidth("Уважаемая") + 2.5, 700, "Мария")
        canvas.drawString(72, 680, "слит")
        canvas.drawString(72 + canvas.stringWidth("слит") + 0.3, 680, "но")

    assert texts(page_facts(drawn(draw))) == ["Уважаемая", "Мария", "слитно"]


def test_a_word_printed_twice_over_itself_is_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Жирный")
        canvas.drawString(72.4, 700, "Жирный")
        canvas.drawString(72, 600, "Жирный")

    assert texts(page_facts(drawn(draw))) == ["Жирный", "Жирный"]


def test_a_space_that_an_operator_prints_alone_parts_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 740, "Много слов с пробелами между ними, чтобы было видно, что их печатают")
        at = 72.0
        for piece in ("Ува", "жаемая", " ", "Мария", " ", "Петровна"):
            canvas.drawString(at, 700, piece)
            at += canvas.stringWidth(piece)

    assert texts(page_facts(drawn(draw)))[-3:] == ["Уважаемая", "Мария", "Петровна"]


def test_a_soft_hyphen_is_seen_as_a_hyphen_where_a_line_ends_and_not_at_all_elsewhere() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "рас\u00adсмотре\u00ad")
        canvas.drawString(72, 680, "ние")

    assert texts(page_facts(drawn(draw))) == ["рассмотре-", "ние"]


def test_ligatures_are_letters_and_replacement_text_is_taken() -> None:
    def mark(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(b"/Span << /ActualText <FEFF0414043004420430> >> BDC " + content + b" EMC")

    plain = drawn(lambda canvas: canvas.drawString(72, 700, "pro\ufb01le"))
    assert texts(page_facts(plain)) == ["profile"]
    marked = changed(drawn(lambda canvas: canvas.drawString(72, 700, "12345")), mark)
    assert texts(page_facts(marked)) == ["Дата"]


def test_a_font_that_names_no_letters_gives_unreadable_signs_not_wrong_letters() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"BT /F9 12 Tf 72 700 Td <00240025> Tj ET")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=pikepdf.Name.Unknown,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=[
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.CIDFontType2,
                    BaseFont=pikepdf.Name.Unknown,
                    DW=500,
                    FontDescriptor=pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, Flags=4),
                )
            ],
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F9=font))
        pdf.pages[0].Contents = stream

    facts = page_facts(changed(drawn(lambda canvas: canvas.drawString(72, 700, "а")), forget))
    assert texts(facts) == ["\ufffd\ufffd"]
    assert facts.pages[0].words[0].box.width_mm == pytest.approx(12 * MM, abs=0.5)  # PDFium's own shapes are as wide


def test_the_appearance_of_a_visible_annotation_is_on_the_page_and_a_hidden_one_is_not() -> None:
    def stamp(pdf: pikepdf.Pdf) -> None:
        form = pikepdf.Stream(
            pdf,
            b"BT /F1 10 Tf 10 10 Td (SIGNED) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 100, 40],
            Resources=pikepdf.Dictionary(
                Font=pikepdf.Dictionary(
                    F1=pikepdf.Dictionary(
                        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
                    )
                )
            ),
        )
        annotations = [
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Stamp,
                Rect=[200, 100, 400, 180],
                F=flags,
                AP=pikepdf.Dictionary(N=pdf.make_indirect(form)),
            )
            for flags in (4, 2)
        ]
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array(annotations))

    words = page_facts(changed(drawn(lambda canvas: canvas.drawString(72, 700, "Письмо")), stamp)).pages[0].words
    assert [word.text for word in words] == ["Письмо", "SIGNED"]
    # The 100 × 40 form fills 200 × 80 points: twice its size, from (200, 100).
    assert words[1].box.x_mm == pytest.approx((200 + 2 * 10) * MM, abs=0.05)
    assert words[1].box.width_mm == pytest.approx(2 * 6 * 6 * MM, abs=0.05)


def test_a_scan_has_pages_without_words() -> None:
    facts = page_facts(drawn(lambda canvas: canvas.rect(100, 100, 300, 300, fill=1)))
    assert len(facts.pages) == 1
    assert texts(facts) == []


@pytest.mark.parametrize("level", [3, 4, 6])
def test_a_file_locked_only_against_copying_is_read(level: int) -> None:
    locked = pikepdf.Encryption(owner="secret", user="", R=level, aes=level >= 4, metadata=level >= 4)
    pdf = changed(drawn(lambda canvas: canvas.drawString(72, 700, "Ответ")), lambda _: None, encryption=locked)
    assert texts(page_facts(pdf)) == ["Ответ"]


@pytest.mark.parametrize("level", [3, 4, 6])
def test_a_file_that_needs_a_password_is_refused(level: int) -> None:
    locked = pikepdf.Encryption(owner="secret", user="riddle", R=level, aes=level >= 4, metadata=level >= 4)
    pdf = changed(drawn(lambda canvas: canvas.drawString(72, 700, "Ответ")), lambda _: None, encryption=locked)
    with pytest.raises(LetterFileError) as raised:
        page_facts(pdf)
    assert raised.value.code == "pdf.password"


def test_what_is_not_a_pdf_is_broken() -> None:
    whole = drawn(lambda canvas: canvas.drawString(72, 700, "Ответ"))
    for damaged in (b"", b"%PDF-1.7", b"PK\x03\x04", b"\0" * 1000, whole[:100], whole[: len(whole) // 10]):
        with pytest.raises(LetterFileError) as raised:
            page_facts(damaged)
        assert raised.value.code == "pdf.broken"


def test_a_damaged_pdf_is_read_or_refused_but_never_crashes() -> None:
    whole = drawn(lambda canvas: canvas.drawString(72, 700, "Ответ"))
    for at in range(0, len(whole), 997):
        damaged = whole[:at] + bytes(255 - byte for byte in whole[at : at + 8]) + whole[at + 8 :]
        try:
            outcome = str(len(page_facts(damaged).pages))
        except LetterFileError as fault:
            outcome = fault.code
        assert outcome in {"1", "pdf.broken", "pdf.too-heavy", "pdf.password"}


def test_more_than_500_pages_are_too_many_and_are_counted() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(501):
            canvas.showPage()

    pdf = drawn(draw)
    assert count_pages(pdf) == 501
    with pytest.raises(LetterFileError) as raised:
        page_facts(pdf)
    assert (raised.value.code, raised.value.details) == ("pdf.too-many-pages", {"pages": 501, "limit": 500})


def test_a_bomb_is_too_heavy() -> None:
    def swell(pdf: pikepdf.Pdf) -> None:
        bomb = zlib.compress(b" " * (facts_module.MAX_STREAM_BYTES + 1), 9)
        pdf.pages[0].Contents = pikepdf.Stream(pdf, bomb, Filter=pikepdf.Name.FlateDecode)

    pdf = changed(drawn(lambda canvas: canvas.drawString(72, 700, "а")), swell)
    assert len(pdf) < 100_000
    with pytest.raises(LetterFileError) as raised:
        page_facts(pdf)
    assert raised.value.code == "pdf.too-heavy"


def _nested(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A form that calls others ten thousand million times."""
    inner = pdf.make_indirect(_form(pdf, b"q " * 1000, None))
    for _ in range(10):
        inner = pdf.make_indirect(_form(pdf, b"/X Do " * 10, inner))
    return inner


def _nest_in_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=_nested(pdf)))
    pdf.pages[0].Contents = pdf.make_stream(b"/X Do")


def _nest_in_glyph(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 0, 0],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=pikepdf.Dictionary(a=pdf.make_indirect(pikepdf.Stream(pdf, b"500 0 0 0 500 500 d1 /X Do"))),
        Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[500],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=_nested(pdf))),
    )
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 20 Tf 72 700 Td (a) Tj ET")


@pytest.mark.parametrize("nest", [_nest_in_page, _nest_in_glyph])
def test_forms_within_forms_do_not_multiply_without_end(nest: Callable[[pikepdf.Pdf], None]) -> None:
    with pytest.raises(LetterFileError) as raised:
        page_facts(changed(drawn(lambda canvas: canvas.drawString(72, 700, "а")), nest))
    assert raised.value.code == "pdf.too-heavy"


def _swollen(content: bytes, media: tuple[int, int] = (595, 842)) -> bytes:
    """A page that may show a font, a picture of 16 million dots, an empty form and one that calls itself twice."""

    def swell(pdf: pikepdf.Pdf) -> None:
        itself = pdf.make_indirect(_form(pdf, b"/F Do /F Do", None))
        itself.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=itself))
        picture = pikepdf.Stream(pdf, b"", Subtype=pikepdf.Name.Image, Width=4000, Height=4000)
        empty = _form(pdf, b"", None)
        page = pdf.pages[0]
        page.Resources.XObject = pikepdf.Dictionary(F=itself, P=pdf.make_indirect(picture), E=pdf.make_indirect(empty))
        page.MediaBox = pikepdf.Array([0, 0, *media])
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf (a) Tj ET " + content)

    return changed(drawn(lambda canvas: canvas.drawString(72, 700, "a")), swell)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"/F Do", (595, 842)),
        (b"/E Do " * 30_000, (595, 842)),
        (b"/E %c\nDo " * 30_000, (595, 842)),
        (b"/P Do " * 500, (595, 842)),
        (b"BT /F1 9 Tf " + b"(%s) Tj 0 9 Td " % (b"a" * 30_000) * 100 + b"ET", (595, 842)),
        (b"BT /F1 9 Tf " + b"(a) Tj -9 0 Td " * 10_000 + b"ET", (595, 842)),
        (b"1 " * 10_000_000, (595, 842)),
        (b"", (15_000, 842)),
    ],
    ids=["a form in itself", "forms", "forms of an odd call", "pictures", "glyphs", "pieces", "bytes", "a mile"],
)
def test_what_would_hold_a_reader_or_a_viewer_is_too_heavy(content: bytes, media: tuple[int, int]) -> None:
    with pytest.raises(LetterFileError) as raised:
        page_facts(_swollen(content, media))
    assert raised.value.code == "pdf.too-heavy"


def test_a_word_is_compared_with_those_around_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Box] = []

    def counted(box: Box, other: Box) -> bool:
        compared.append(other)
        return same_place(box, other)

    same_place = lines._same_place
    monkeypatch.setattr(lines, "_same_place", counted)
    places = b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n % 100 * 5, n // 100 * 5) for n in range(3_000))
    found = page_facts(_swollen(b"BT /F1 1 Tf %s %s ET" % (places, places))).pages[0].words
    assert len(found) == 1 + 3_000  # what is printed over itself once
    assert len(compared) < 10_000


def _form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None) -> pikepdf.Stream:
    form = pikepdf.Stream(pdf, content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 100])
    if inner is not None:
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    return form
