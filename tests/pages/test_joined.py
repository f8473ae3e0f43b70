"""Letters printed in one document are, to the millimetre and to the word, those that are printed alone."""

import dataclasses
import io
import random
import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from pypdf import PdfReader

from letterkit.checking.profile import load_profile
from letterkit.compose import Catalogue, compose
from letterkit.core.box import around
from letterkit.core.case import CaseCard
from letterkit.core.errors import LetterFileError, ToolFailed, ToolMissing
from letterkit.core.page import PageFacts
from letterkit.core.people import Person
from letterkit.core.profile import Profile
from letterkit.ooxml.joinable import joinable
from letterkit.ooxml.package import Package
from letterkit.pages import joined
from letterkit.pages.convert import Converter
from letterkit.pages.facts import page_facts
from letterkit.pages.joined import pdfs_joined, printed_joined
from letterkit.pages.joined_document import LetterPdf, Sheaf
from letterkit.pages.print_proof import WITHIN_MM, same_pages
from letterkit.tables.card import load_card

ROOT = Path(__file__).resolve().parents[2]
BLANKS = ("corner", "longitudinal", "corner-2016", "longitudinal-2016")
SOME_BLANKS = [BLANKS[0], *(pytest.param(blank, marks=pytest.mark.long) for blank in BLANKS[1:])]
TWO_PAGES, THREE_PAGES = 25, 60
# Paragraphs of the body; what else the letter has.
KINDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0, ()),
    (0, ("restricted",)),
    (TWO_PAGES, ("attachments",)),
    (0, ("no executor",)),
    (THREE_PAGES, ("restricted", "attachments")),
    (TWO_PAGES, ("no executor", "attachments")),
)
SHORT: tuple[int, tuple[str, ...]] = (0, ("no executor",))
LEFT_MM, BOTTOM_MM = 30, 297 - 20
MARK_TOLERANCE_MM = 2.5


class Counting(Converter):
    """A converter that remembers how many files each call had, and whether they were to keep their marks."""

    def __init__(self, change: Callable[[list[bytes]], list[bytes]] | None = None) -> None:
        super().__init__()
        self.calls: list[tuple[int, bool]] = []
        self._change = change

    def pdfs(self, docx: Sequence[bytes], marked: bool = False) -> list[bytes]:
        self.calls.append((len(docx), marked))
        made = super().pdfs(docx, marked)
        return self._change(made) if self._change and marked else made


@pytest.fixture(scope="module")
def converter() -> Iterator[Counting]:
    with Counting() as made:
        yield made


@pytest.fixture(scope="module")
def demo() -> CaseCard:
    return load_card(ROOT / "templates" / "samples" / "demo.yml")


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile(ROOT / "rules" / "profile.yml")


@pytest.fixture(scope="module")
def write(profile: Profile) -> Callable[..., bytes]:
    catalogue = Catalogue(ROOT / "templates")

    def write_(card: CaseCard, blank: str = "corner") -> bytes:
        return compose(card, catalogue.reply("by_date"), catalogue.blank(blank), profile).docx

    return write_


def varied(demo: CaseCard, paragraphs: int, has: tuple[str, ...], word: Callable[[], str]) -> CaseCard:
    """The demo card with ``word()`` in every field that a letter prints."""
    body = "\n\n".join(f"{number}. Пункт работ {word()}." for number in range(1, paragraphs + 1))
    person = Person(word().capitalize() + "ова", "Мария", "Петровна")
    mark = dataclasses.replace(
        demo.executor, person=Person(word().capitalize() + "ова", "Анна", "Сергеевна"), unit=f"отдел {word()}"
    )
    reply = dataclasses.replace(
        demo.reply,
        title=f"О {word()}",
        body=body or f"Сообщаем: {word()}.",
        restricted="restricted" in has,
        copy_number=word() if "restricted" in has else None,
        attachments=(f"{word()} на 2 л. в 1 экз.",) if "attachments" in has else (),
    )
    return dataclasses.replace(
        demo,
        number=f"3.08-{word()}",
        appeal=dataclasses.replace(demo.appeal, number=f"И-{word()}"),
        applicant=dataclasses.replace(
            demo.applicant, person=person, address=f"ул. {word()}, д. 1, г. {word()}, 693000"
        ),
        reply=reply,
        executor=dataclasses.replace(mark, person=Person(), unit=None, phone=None, email=None)
        if "no executor" in has
        else mark,
        signer=dataclasses.replace(demo.signer, name=f"И.О. {word().capitalize()}"),
    )


def apart(converter: Counting) -> int:
    """How many letters were printed from files of their own."""
    return sum(count for count, marked in converter.calls if not marked)


SENTINEL = re.compile("щъэ[а-я]{8}", re.IGNORECASE)


def sentinels(seed: int) -> Callable[[], str]:
    """Words that no letter holds by chance and no other seed gives."""
    rng = random.Random(seed)
    return lambda: "щъэ" + "".join(rng.choice("абвгдежзиклмнопрстуфхцчшы") for _ in range(8))


def found_in(text: str) -> set[str]:
    return {match.lower() for match in SENTINEL.findall(text)}


def everything_in(pdf: bytes) -> str:
    """All text that the file holds in any of its streams and strings, whichever way it is written there."""
    reader = PdfReader(io.BytesIO(pdf))
    pieces = [pdf]
    for number in range(1, reader.trailer["/Size"]):
        pending: list[object] = [reader.get_object(number)]
        while pending:
            thing = pending.pop()
            if isinstance(thing, dict):
                pending += [*thing.values(), *map(str, thing)]
                if hasattr(thing, "get_data"):
                    pieces.append(thing.get_data())
            elif isinstance(thing, list):
                pending += thing
            elif isinstance(thing, str):
                pieces.append(thing.encode("utf-8", "replace"))
            elif isinstance(thing, bytes):
                pieces.append(thing)
    whole = b"\n".join(pieces)
    unhexed = b"\n".join(
        bytes.fromhex(text.decode() if len(text) % 2 == 0 else text.decode() + "0")
        for text in re.findall(rb"<([0-9A-Fa-f]{8,})>", whole)
    )
    ways = [data.decode(code, "replace") for data in (whole, unhexed) for code in ("utf-8", "cp1251", "utf-16-be")]
    ways += [data[1:].decode("utf-16-be", "replace") for data in (whole, unhexed)]
    return "\n".join([*ways, *(page.extract_text() for page in reader.pages)])


def shown(pdf: bytes) -> str:
    """The words on all pages, without spaces: a narrow column breaks long words."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def drawn(pdf: bytes) -> list[bytes]:
    """What each page draws, apart from the numbers that its fonts give to letters and from tags for screen readers."""
    apart = rb"^/\S+\s*(?:<<.*?>>)?B(?:MC|DC)\n|^EMC\n|<[0-9A-F]*>|/F\d+"
    pages = PdfReader(io.BytesIO(pdf)).pages
    return [re.sub(apart, b"", page["/Contents"].get_data(), flags=re.MULTILINE) for page in pages]


def printed(results: Sequence[object]) -> list[bytes]:
    assert all(isinstance(each, bytes) for each in results)
    return [each for each in results if isinstance(each, bytes)]


@pytest.fixture(scope="module")
def sixty(demo: CaseCard, write: Callable[..., bytes]) -> list[bytes]:
    return [write(varied(demo, *KINDS[seed % 4], word=sentinels(seed))) for seed in range(60)]


@pytest.fixture(scope="module")
def sixty_printed(sixty: list[bytes], converter: Counting) -> list[bytes]:
    converter.calls.clear()
    results = printed(pdfs_joined(sixty, converter))
    assert converter.calls[0] == (3, True), "two documents of many letters, and one letter beside them"
    assert apart(converter) <= 20, "most of them were cut out of the documents"
    return results


@pytest.mark.office
def test_every_letter_holds_its_own_words_and_none_of_another(sixty: list[bytes], sixty_printed: list[bytes]) -> None:
    pages = set()
    for docx_, pdf in zip(sixty, sixty_printed, strict=True):
        package = Package.open(docx_, "")
        own = found_in(" ".join("".join(package.xml(part).itertext()) for part in package if part.endswith(".xml")))
        assert len(own) >= 8
        reader = PdfReader(io.BytesIO(pdf))
        pages.add(len(reader.pages))
        assert found_in(shown(pdf)) == own
        assert found_in(everything_in(pdf)) == own
    assert pages == {1, 2}


@pytest.mark.office
def test_foreign_words_would_be_seen_wherever_they_hide(sixty_printed: list[bytes]) -> None:
    """The search above finds what it looks for: in a title, in a note on a page, in a stream."""
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

    alien = sentinels(1000)()
    for place in ("title", "page", "stream"):
        writer = PdfWriter(clone_from=io.BytesIO(sixty_printed[0]))
        if place == "title":
            writer.add_metadata({"/Title": alien})
        elif place == "page":
            writer.pages[0][NameObject("/Odd")] = DictionaryObject({NameObject("/T"): TextStringObject(alien)})
        else:
            stream = StreamObject()
            stream.set_data(alien.encode("utf-16-be"))
            writer.pages[0][NameObject("/Odd")] = writer._add_object(stream.flate_encode())
        out = io.BytesIO()
        writer.write(out)
        assert alien in found_in(everything_in(out.getvalue())), place


@pytest.mark.office
def test_title_and_author_are_those_of_the_letter(sixty: list[bytes], sixty_printed: list[bytes]) -> None:
    titles = set()
    for docx_, pdf in zip(sixty, sixty_printed, strict=True):
        core = docx.Document(io.BytesIO(docx_)).core_properties
        said = PdfReader(io.BytesIO(pdf)).metadata or {}
        assert (said["/Title"], said["/Author"]) == (core.title, core.author)
        titles.add(said["/Title"])
    assert len(titles) == 60


@pytest.mark.office
def test_fonts_do_not_tell_in_which_order_other_letters_used_their_characters(
    sixty: list[bytes], converter: Counting
) -> None:
    def tables(pdf: bytes) -> dict[str, bytes]:
        fonts = PdfReader(io.BytesIO(pdf)).pages[0]["/Resources"]["/Font"].values()
        return {str(font.get_object()["/BaseFont"]): font.get_object()["/ToUnicode"].get_data() for font in fonts}

    forward = printed(pdfs_joined(sixty[:8], converter))
    backward = printed(pdfs_joined(sixty[7::-1], converter))[::-1]
    assert [tables(pdf) for pdf in forward] == [tables(pdf) for pdf in backward]


def assert_facts_are_those_of_the_pdfs(results: Sequence[object]) -> None:
    """What was read before a letter was cut out, word by word, is what is read in the file that is given out."""
    known = 0
    for each in results:
        assert isinstance(each, LetterPdf)
        if each.facts is not None:
            assert each.facts == page_facts(each.pdf)
            known += 1
    assert known > len(results) / 2


def mark_bottom(page: PageFacts, surname: str) -> tuple[float, float] | None:
    """(left, bottom) in mm of the executor's surname on the last page; None when it is not there."""
    words = [word.box for word in page.pages[-1].words if word.text == surname]
    box = around(words)
    return None if box is None else (box.x_mm, box.bottom_mm)


@pytest.mark.office
@pytest.mark.parametrize("blank", SOME_BLANKS)
def test_every_word_and_line_stands_where_it_stands_alone(
    blank: str, demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    cards = [varied(demo, *kind, word=sentinels(number)) for number, kind in enumerate(KINDS)]
    letters = [write(card, blank) for card in cards]
    usual, alone = converter.pdfs(letters), converter.pdfs(letters, marked=True)
    converter.calls.clear()
    results = printed_joined(letters, converter)
    together = [each.pdf for each in results if isinstance(each, LetterPdf)]
    assert converter.calls[0] == (2, True)
    assert apart(converter) <= 2, "most of them were cut out of the document"
    assert_facts_are_those_of_the_pdfs(results)
    for card, tagged, one, other in zip(cards, usual, alone, together, strict=True):
        first, second = page_facts(one), page_facts(other)
        assert same_pages(first, second)
        assert drawn(other) in (drawn(one), drawn(tagged)), "LibreOffice 25.2 tags what is printed apart"
        last = card.executor.person.surname
        if last is None:
            continue
        places = mark_bottom(first, last), mark_bottom(second, last)
        for place in places:
            assert place is not None
            assert abs(place[0] - LEFT_MM) < MARK_TOLERANCE_MM
            assert 0 < BOTTOM_MM - place[1] < 25, "in the foot of the last page"
        assert max(abs(a - b) for a, b in zip(*places, strict=True)) <= WITHIN_MM  # type: ignore[arg-type]
    assert {len(page_facts(pdf).pages) for pdf in together} == {1, 2, 3}


@pytest.mark.office
@pytest.mark.long
@pytest.mark.parametrize("blank", ["corner", "corner-2016"])
def test_letters_that_end_at_any_height_of_the_page_break_where_they_break_alone(
    blank: str, demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    """In one document some letters whose mark just finds no room any more break elsewhere: those are printed apart."""
    letters = [write(varied(demo, count, (), sentinels(count)), blank) for count in range(45)]
    alone = converter.pdfs(letters)
    converter.calls.clear()
    together = printed(pdfs_joined(letters, converter))
    assert 0 < apart(converter) < len(letters) / 2
    for count, (one, other) in enumerate(zip(alone, together, strict=True)):
        assert same_pages(page_facts(one), page_facts(other)), count
    assert len({len(page_facts(pdf).pages) for pdf in together}) > 1


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize("blank", SOME_BLANKS)
def test_short_letters_are_printed_without_headers_that_they_do_not_show(
    blank: str, demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    """Those that have a second page have its number there, whatever stood beside them."""
    cards = [varied(demo, *SHORT, word=sentinels(seed)) for seed in range(6)]
    cards[2:2] = [varied(demo, TWO_PAGES, (), word=sentinels(seed)) for seed in range(6, 11)]
    letters = [write(card, blank) for card in cards]
    alone = converter.pdfs(letters, marked=True)
    converter.calls.clear()
    results = printed_joined(letters, converter)
    assert converter.calls == [(4, True)], "two documents and the longest letter of each, nothing in doubt"
    assert_facts_are_those_of_the_pdfs(results)
    pages = []
    for one, other in zip(alone, results, strict=True):
        assert isinstance(other, LetterPdf)
        assert same_pages(page_facts(one), page_facts(other.pdf))
        assert drawn(one) == drawn(other.pdf)
        pages.append([page.words[0].text for page in page_facts(other.pdf).pages[1:]])
    assert pages == [[]] * 2 + [["2"]] * 5 + [[]] * 4


@pytest.mark.long
@pytest.mark.office
def test_a_letter_that_goes_on_to_a_second_page_after_all_has_its_number_there(
    demo: CaseCard, write: Callable[..., bytes], converter: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that looked short, the longest among them, by which the others are judged."""
    short = [write(varied(demo, *SHORT, word=sentinels(seed))) for seed in range(5)]
    long = [write(varied(demo, TWO_PAGES, (), word=sentinels(seed))) for seed in range(5, 10)]
    letters = [*short, *long]
    alone = converter.pdfs(letters, marked=True)
    monkeypatch.setattr(joined, "LINES_A_PAGE", 1_000)
    converter.calls.clear()
    results = printed_joined(letters, converter)
    assert converter.calls == [(2, True), (2, True)], "without headers, then with them"
    for one, other in zip(alone, results, strict=True):
        assert isinstance(other, LetterPdf)
        assert same_pages(page_facts(one), page_facts(other.pdf))
    assert [len(page_facts(each).pages) for each in alone] == [1] * 5 + [2] * 5


@pytest.mark.office
def test_of_letters_without_headers_only_those_of_one_page_are_cut_out(
    demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    letters = [write(varied(demo, count, (), word=sentinels(count))) for count in (0, TWO_PAGES, 0, THREE_PAGES)]
    opened = [joinable(each) for each in letters]
    sheaf = Sheaf.of([each for each in opened if each is not None], bare=True)
    found = sheaf.cut(converter.pdfs([sheaf.docx], marked=True)[0])
    assert [each is not None for each in found] == [True, False, True, False]


def lowered(letter: bytes) -> bytes:
    """``letter`` with an empty header on its first page that is too high for the margin."""
    package = Package.open(letter, "")
    empty = next(
        part for part in package if b"<w:hdr" in package.content(part) and b"<w:r>" not in package.content(part)
    )
    higher = package.content(empty).replace(b"</w:pPr>", b'<w:spacing w:before="2800"/></w:pPr>')
    assert higher != package.content(empty)
    package.put(empty, higher)
    return package.save()


@pytest.mark.long
@pytest.mark.office
def test_headers_that_take_room_without_being_seen_are_printed_with_the_letters(
    demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    letters = [lowered(write(varied(demo, *SHORT, word=sentinels(seed)))) for seed in range(5)]
    alone = converter.pdfs(letters, marked=True)
    converter.calls.clear()
    results = printed_joined(letters, converter)
    assert converter.calls[:2] == [(2, True), (2, True)], "without headers, which the witness gainsays, then with them"
    for one, other in zip(alone, results, strict=True):
        assert isinstance(other, LetterPdf)
        assert page_facts(one).pages[0].words[0].box.y_mm > 60
        assert same_pages(page_facts(one), page_facts(other.pdf))


def picture(seed: int) -> bytes:
    """A PNG of noise, no two seeds alike."""
    rng, side = random.Random(seed), 24
    rows = b"".join(b"\0" + rng.randbytes(side) for _ in range(side))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def pictured(seed: int) -> bytes:
    """A letter with a picture, a link, a list and a header of its own, two pages long."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = f"Верх письма {seed}"
    made.sections[0].footer.paragraphs[0].add_run(f"Низ письма {seed} ").add_picture(
        io.BytesIO(picture(100)), width=Mm(10)
    )
    made.sections[0].different_first_page_header_footer = True
    made.sections[0].first_page_footer.paragraphs[0].text = f"Первый низ {seed}"
    made.add_paragraph(f"Письмо {seed}").paragraph_format.space_before = Mm(12)
    made.add_paragraph().add_run().add_picture(io.BytesIO(picture(seed)), width=Mm(30))
    link = made.part.relate_to(f"https://example.org/{seed}", f"{RELATED}/hyperlink", is_external=True)
    made.add_paragraph()._p.append(
        parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>')
    )
    number = made.part.numbering_part.element.num_lst[0].numId
    for row in range(3):
        paragraph = made.add_paragraph(f"Строка {row}")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )
    for row in range(40):
        made.add_paragraph(f"Пункт {row} письма {seed}.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.long
@pytest.mark.office
def test_pictures_lists_headers_and_footers_stay_with_their_letter(converter: Counting) -> None:
    letters = [pictured(seed) for seed in range(5)]
    alone = converter.pdfs(letters)
    converter.calls.clear()
    results = printed_joined(letters, converter)
    together = [each.pdf for each in results if isinstance(each, LetterPdf)]
    # LibreOffice 25.2 prints the first footer of another section: the witness sees it, and each is printed alone.
    assert converter.calls[0] == (2, True)
    assert apart(converter) in (0, len(letters))
    if not apart(converter):
        assert_facts_are_those_of_the_pdfs(results)
    for seed, (one, other) in enumerate(zip(alone, together, strict=True)):
        assert same_pages(page_facts(one), page_facts(other))
        pictures = [
            [image.data for page in PdfReader(io.BytesIO(pdf)).pages for image in page.images] for pdf in (one, other)
        ]
        assert set(pictures[0]) == set(pictures[1])
        assert len(set(pictures[1])) == 2, "its own and that of the footer"
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(other)).pages)
        assert f"Первый низ {seed}" in text
        assert f"Верх письма {seed}" in text
        assert {int(number) for number in re.findall(r"(?:письма|Письмо|низ) (\d+)", text)} == {seed}


@pytest.mark.office
def test_letters_of_several_blanks_and_of_other_makes_come_back_in_their_order(
    demo: CaseCard, write: Callable[..., bytes], converter: Counting
) -> None:
    letters, words = [], []
    for seed in range(12):
        blank = BLANKS[seed % 2]
        letters.append(write(varied(demo, 1, (), sentinels(seed)), blank))
        words.append(found_in("".join(Package.open(letters[-1], "").xml("word/document.xml").itertext())))
    odd = docx.Document()
    odd.add_paragraph("Северо-западный район")
    out = io.BytesIO()
    odd.save(out)
    letters[5:5] = [out.getvalue(), b"no letter at all"]
    results = pdfs_joined(letters, converter)
    fault = results.pop(6)
    assert isinstance(fault, LetterFileError)
    assert fault.code == "docx.not-zip"
    other = printed([results.pop(5)])[0]
    assert [word.text for word in page_facts(other).pages[0].words] == ["Северо-западный", "район"]
    assert [found_in(shown(pdf)) for pdf in printed(results)] == words


def swapped(pdfs: list[bytes]) -> list[bytes]:
    """The joined PDF with two pages exchanged, their marks left where they were."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(pdfs[0]))
    one, other = writer.pages[1], writer.pages[2]
    contents = one.raw_get("/Contents"), other.raw_get("/Contents")
    for page, content in zip((other, one), contents, strict=True):
        page[next(key for key in page if key == "/Contents")] = content
    out = io.BytesIO()
    writer.write(out)
    return [out.getvalue(), *pdfs[1:]]


def moved(pdfs: list[bytes]) -> list[bytes]:
    """The letter printed alone a millimetre lower than it is."""
    from pypdf import PdfWriter, Transformation

    writer = PdfWriter(clone_from=io.BytesIO(pdfs[1]))
    for page in writer.pages:
        page.add_transformation(Transformation().translate(0, -72 / 25.4))
    out = io.BytesIO()
    writer.write(out)
    return [pdfs[0], out.getvalue()]


def unmarked(pdfs: list[bytes]) -> list[bytes]:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(io.BytesIO(pdfs[0]), import_outline=False)
    writer.root_object.pop("/Dests", None)
    writer.root_object.pop("/Names", None)
    out = io.BytesIO()
    writer.write(out)
    return [out.getvalue(), *pdfs[1:]]


@pytest.mark.office
@pytest.mark.parametrize(
    "change", [swapped, *(pytest.param(each, marks=pytest.mark.long) for each in (moved, unmarked))]
)
def test_where_anything_is_in_doubt_each_letter_is_printed_from_its_own_file(
    change: Callable[[list[bytes]], list[bytes]], demo: CaseCard, write: Callable[..., bytes]
) -> None:
    letters = [write(varied(demo, 1, (), sentinels(seed))) for seed in range(5)]
    own = [found_in("".join(Package.open(each, "").xml("word/document.xml").itertext())) for each in letters]
    with Counting(change) as doubtful:
        results = printed(pdfs_joined(letters, doubtful))
    assert doubtful.calls == [(2, True), (5, False)]
    assert [found_in(shown(pdf)) for pdf in results] == own


class Failing(Converter):
    """A converter that dies of some letters, and prints the others without LibreOffice."""

    def __init__(self, deadly: str) -> None:
        super().__init__()
        self._deadly = deadly
        self.calls: list[tuple[int, bool]] = []

    def pdfs(self, docx: Sequence[bytes], marked: bool = False) -> list[bytes]:
        self.calls.append((len(docx), marked))
        texts = ["".join(Package.open(each, "").xml("word/document.xml").itertext()) for each in docx]
        if any(self._deadly in text for text in texts):
            raise ToolFailed("libreoffice.time-out", limit_s=60)
        return [f"%PDF {text}".encode() for text in texts]


def plain(text: str) -> bytes:
    made = docx.Document()
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_failure_is_looked_for_by_halves_and_only_its_letter_is_lost() -> None:
    failing = Failing("плохое")
    letters = [plain(f"письмо {number}" if number != 11 else "плохое письмо") for number in range(16)]
    results = pdfs_joined(letters, failing)
    fault = results.pop(11)
    assert isinstance(fault, ToolFailed)
    assert fault.code == "libreoffice.time-out"
    assert results == [f"%PDF письмо {number}".encode() for number in range(16) if number != 11]
    with_it = [call for call in failing.calls if call[1]]
    assert with_it[0] == (2, True)
    assert len(failing.calls) < 16, "halves, not one by one"


def test_letters_are_printed_a_group_at_a_time_and_few_of_them_without_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    printing = Failing("nothing is deadly")
    groups: list[int] = []

    def proved(group: Sequence[object], *_: object) -> list[None]:
        groups.append(len(group))
        return [None] * len(group)

    monkeypatch.setattr(joined, "_prove_group", proved)
    letters = [plain(f"письмо {number}") for number in range(13)]
    assert pdfs_joined(letters, printing, at_once=5) == [f"%PDF письмо {number}".encode() for number in range(13)]
    assert groups == [5, 5]
    assert printing.calls == [(5, False), (5, False), (3, False)]


def test_a_letter_alone_outlives_a_libreoffice_that_others_have_killed() -> None:
    class Unlucky(Failing):
        """Killed from outside, twice."""

        killed = 0

        def pdfs(self, docx: Sequence[bytes], marked: bool = False) -> list[bytes]:
            if self.killed < joined.TRIES_ALONE - 1:
                self.killed += 1
                raise ToolFailed("libreoffice.died", status=-9, said="")
            return super().pdfs(docx, marked)

    assert pdfs_joined([plain("письмо")], Unlucky("nothing is deadly")) == ["%PDF письмо".encode()]


def test_no_letters_make_no_pdfs_and_start_nothing() -> None:
    with Converter(soffice="no-such-office") as nobody:
        assert pdfs_joined([], nobody) == []


def test_a_missing_libreoffice_is_said_at_once() -> None:
    with Converter(soffice="no-such-office") as nobody, pytest.raises(ToolMissing):
        pdfs_joined([plain("письмо")] * 5, nobody)


@pytest.mark.office
def test_a_killed_libreoffice_costs_only_the_letter_that_kills_it(
    tmp_path: Path, demo: CaseCard, write: Callable[..., bytes]
) -> None:
    """A program that dies whenever a file before it holds a word, and else is the real one."""
    from letterkit.pages import office

    deadly = sentinels(2)()
    letters = [write(varied(demo, 1, (), sentinels(seed))) for seed in range(6)]
    program = tmp_path / "soffice"
    looks = tmp_path / "looks.py"
    looks.write_text(
        "import pathlib, sys, zipfile\n"
        "bodies = (zipfile.ZipFile(path).read('word/document.xml') for path in pathlib.Path().glob('*.docx'))\n"
        f"sys.exit(any({deadly!r}.encode() in body for body in bodies))\n",
        encoding="utf-8",
    )
    script = f'{sys.executable} {looks} || kill -9 $$\nexec {office.find()} "$@"\n'
    program.write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
    program.chmod(0o755)
    with Converter(soffice=str(program)) as mortal:
        results = pdfs_joined(letters, mortal)
    fault = results.pop(2)
    assert isinstance(fault, ToolFailed)
    assert fault.code == "libreoffice.died"
    for seed, pdf in zip((0, 1, 3, 4, 5), printed(results), strict=True):
        assert sentinels(seed)() in shown(pdf).lower()
