"""Which letters may be joined, and what each keeps for itself in the joined document."""

import pytest
from lxml import etree
from word_files import W, docx, pack, paragraph, run, story, unpack

from letterkit.ooxml.join import Marks, join
from letterkit.ooxml.joinable import Joinable, joinable
from letterkit.ooxml.joining_tables import FEWEST_TO_GUESS, count_paragraphs
from letterkit.ooxml.names import local
from letterkit.ooxml.package import Package
from letterkit.ooxml.styles import value

SHEET = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/>'
SECTION = f"<w:sectPr>{SHEET}</w:sectPr>"
STYLES = story(
    "styles", '<w:style w:type="paragraph" w:default="1" w:styleId="Base"><w:name w:val="Normal"/></w:style>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = story(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)
FRAME = '<w:framePr w:w="5669" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'


def letter(*content: str, more: dict[str, str] | None = None, section: str = SECTION) -> bytes:
    body = "".join(content or (paragraph("Уважаемая Мария Петровна!"), paragraph("Сообщаем.")))
    return docx(body + section, {"word/styles.xml": STYLES, **(more or {})})


def opened(*files: bytes) -> list[Joinable]:
    found = [joinable(file) for file in files]
    assert None not in found
    return [one for one in found if one]


def joined(*files: bytes) -> Package:
    """The files as one package; the marks of letter n are «n-first» and «n-last», those of the characters 0."""
    letters = opened(*files)
    assert len({one.likeness for one in letters}) == 1
    marks = [Marks(f"{number}-first", f"{number}-last") for number in range(len(letters) + 1)]
    return Package.open(join(letters, marks), "joined.docx")


def sections(package: Package) -> list[etree._Element]:
    return list(package.xml("word/document.xml").iter(f"{{{W}}}sectPr"))


def ids(package: Package, tag: str) -> list[str]:
    return [value(node, "id") or "" for node in package.xml("word/document.xml").iter(f"{{{W}}}{tag}")]


def text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{{{W}}}t"))


def test_letters_follow_one_another_after_a_section_with_all_their_characters() -> None:
    package = joined(letter(paragraph("Ваня"), paragraph("и Яна")), letter(paragraph("Юля"), paragraph("ждёт")))
    words = text(package.xml("word/document.xml"))
    assert words.endswith("Ваняи ЯнаЮляждёт")
    characters = [text(one) for one in package.xml("word/document.xml").iter(f"{{{W}}}p") if text(one)][:-4]
    assert all(list(each) == sorted(set(each)) for each in characters)
    assert set(characters[0]) == set("Ваня и Яна Юля ждёт")


def test_each_letter_is_a_section_on_a_new_page_numbered_from_one() -> None:
    found = sections(joined(letter(), letter(), letter()))
    assert len(found) == 4
    for section in found:
        names = [local(node.tag) for node in section]
        assert names == ["type", "pgSz", "pgMar", "pgNumType"]
        assert value(section[0]) == "nextPage"
        assert value(section[-1], "start") == "1"


def test_a_first_number_of_its_own_is_kept() -> None:
    own = letter(section=f'<w:sectPr>{SHEET}<w:pgNumType w:start="7"/></w:sectPr>')
    starts = [value(section.find(f"{{{W}}}pgNumType"), "start") for section in sections(joined(letter(), own))]
    assert starts == ["1", "1", "7"]


def test_marks_enclose_each_letter_and_its_own_bookmarks_are_left_out() -> None:
    mark = '<w:bookmarkStart w:id="0" w:name="place"/><w:bookmarkEnd w:id="0"/>'
    files = [letter(paragraph(mark, "Первое"), paragraph("письмо", mark)), letter(paragraph(mark), paragraph("второе"))]
    package = joined(*files)
    names = [value(node, "name") for node in package.xml("word/document.xml").iter(f"{{{W}}}bookmarkStart")]
    assert names == ["0-first", "0-last", "1-first", "1-last", "2-first", "2-last"]
    assert ids(package, "bookmarkStart") == ids(package, "bookmarkEnd") == sorted(set(ids(package, "bookmarkStart")))
    between = package.xml("word/document.xml").iter(f"{{{W}}}t", f"{{{W}}}bookmarkStart")
    order = [node.text or value(node, "name") for node in between]
    assert order[-7:] == ["1-first", "Первое", "письмо", "1-last", "2-first", "второе", "2-last"]


def test_every_letter_has_its_own_headers_and_equal_ones_are_kept_once() -> None:
    def with_header(words: str) -> bytes:
        section = (
            '<w:sectPr><w:footerReference w:type="first" r:id="rId3"/>'
            f'<w:headerReference w:type="default" r:id="rId2"/>{SHEET}<w:titlePg/></w:sectPr>'
        )
        header, footer = story("hdr", paragraph(words)), story("ftr", paragraph("Общий низ"))
        return letter(more={"word/header1.xml": header, "word/footer1.xml": footer}, section=section)

    package = joined(with_header("Первый верх"), with_header("Второй верх"), with_header("Первый верх"))
    relations = package.relations("word/document.xml")
    seen = []
    for section in sections(package)[1:]:
        names = [local(node.tag) for node in section]
        assert names[:2] == ["headerReference", "footerReference"], "a header is named before a footer"
        assert names[-1] == "titlePg"
        parts = [relations[value(node, "id") or ""].target for node in section[:2]]
        seen.append(tuple(parts))
    assert [text(package.xml(header)) for header, _ in seen] == ["Первый верх", "Второй верх", "Первый верх"]
    assert [text(package.xml(footer)) for _, footer in seen] == ["Общий низ"] * 3
    assert seen[0] == seen[2] != seen[1]
    assert not any("Reference" in local(node.tag) for node in sections(package)[0])


def test_lists_begin_again_in_every_letter() -> None:
    listed = letter(
        paragraph("раз", properties=NUMBERED),
        paragraph("два", properties=NUMBERED),
        paragraph("конец"),
        more={"word/numbering.xml": NUMBERING},
    )
    package = joined(listed, listed)
    used = [value(node) for node in package.xml("word/document.xml").iter(f"{{{W}}}numId")]
    assert used[0] == used[1] != used[2] == used[3]
    lists = {value(node, "numId"): node for node in package.xml("word/numbering.xml") if local(node.tag) == "num"}
    for name in used:
        assert value(lists[name].find(f"{{{W}}}abstractNumId")) == "0"
        override = lists[name].find(f"{{{W}}}lvlOverride")
        assert value(override, "ilvl") == "0"
        assert value(override[0]) == "3", "the first number that the list has alone"


def test_a_joined_document_is_never_long_enough_for_libreoffice_to_guess_its_pages() -> None:
    long = letter(*[paragraph(f"строка {number}") for number in range(90)])
    for count in (1, 3, 20):
        body = joined(*[long] * count).xml("word/document.xml")[0]
        assert count_paragraphs(body) <= 0
        tables = [node for node in body if local(node.tag) == "tbl"]
        assert all(local(node.getprevious().tag) == "p" for node in tables), "or they would merge into one"
    assert joinable(letter(*[paragraph("строка")] * (FEWEST_TO_GUESS + 1))) is None


def test_the_letters_themselves_stay_as_they_were() -> None:
    letters = opened(letter(), letter())
    before = [etree.tostring(one.root) for one in letters]
    marks = [Marks(f"{number}a", f"{number}b") for number in range(3)]
    assert join(letters, marks) == join(letters, marks)
    assert [etree.tostring(one.root) for one in letters] == before


DIFFERENT = {
    "styles": {"word/styles.xml": STYLES.replace("Normal", "Other")},
    "settings": {"word/settings.xml": story("settings", '<w:defaultTabStop w:val="709"/>')},
    "numbering": {"word/numbering.xml": NUMBERING},
}


@pytest.mark.parametrize("more", DIFFERENT.values(), ids=DIFFERENT)
def test_letters_unlike_in_what_a_document_has_once_are_told_apart(more: dict[str, str]) -> None:
    one, other = opened(letter(), letter(more=more))
    assert one.likeness != other.likeness


def test_letters_unlike_in_words_headers_and_titles_are_alike() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>О {}</dc:title></cp:coreProperties>'
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    made = []
    for title in ("крыше", "дороге"):
        contents = unpack(letter(paragraph(title), paragraph("конец")))
        contents["docProps/core.xml"] = core.format(title).encode()
        link = f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/></Relationships>'
        contents["_rels/.rels"] = contents["_rels/.rels"].replace(b"</Relationships>", link.encode())
        made.append(pack(contents))
    one, other = opened(*made)
    assert one.likeness == other.likeness
    assert [one.description, other.description] == [{"title": "О крыше"}, {"title": "О дороге"}]


def field(code: str) -> str:
    """A complex field whose instruction Word has cut in two."""
    runs = (
        '<w:fldChar w:fldCharType="begin"/>',
        f"<w:instrText>{code[:3]}</w:instrText>",
        f"<w:instrText>{code[3:]}</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{one}</w:r>" for one in runs)


END = paragraph("конец")
HEADED = f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>{SHEET}</w:sectPr>'
SAFER_ALONE = {
    "two sections": letter(paragraph("", properties=SECTION), END),
    "a table at the end": letter(END, "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    "a frame at the end": letter(paragraph("текст"), paragraph("Петрова", properties=FRAME)),
    "no section": letter(section=""),
    "number of pages": letter(paragraph(field(" NUMPAGES ")), END),
    "number of pages in the header": letter(
        more={"word/header1.xml": story("hdr", paragraph('<w:fldSimple w:instr="NUMPAGES"/>'))}, section=HEADED
    ),
    "reference to a bookmark": letter(paragraph(field(" REF place ")), END),
    "link to a bookmark": letter(paragraph(f'<w:hyperlink w:anchor="place">{run("сюда")}</w:hyperlink>'), END),
    "link by field": letter(paragraph(field(' HYPERLINK \\l "place" ')), END),
    "footnote": letter(paragraph('<w:r><w:footnoteReference w:id="1"/></w:r>'), END),
    "text box": letter(paragraph("<w:r><mc:AlternateContent/></w:r>"), END),
    "old drawing": letter(paragraph("<w:r><w:pict/></w:r>"), END),
    "change that is tracked": letter(paragraph(f'<w:ins w:id="1">{run("слово")}</w:ins>'), END),
    "line numbers": letter(section=f'<w:sectPr>{SHEET}<w:lnNumType w:countBy="1"/></w:sectPr>'),
    "list by style": letter(
        more={
            "word/styles.xml": STYLES.replace("<w:name", f"<w:pPr>{NUMBERED}</w:pPr><w:name"),
            "word/numbering.xml": NUMBERING,
        }
    ),
    "mirrored margins": letter(more={"word/settings.xml": story("settings", "<w:mirrorMargins/>")}),
    "headers of even pages": letter(more={"word/settings.xml": story("settings", "<w:evenAndOddHeaders/>")}),
    "comments": letter(more={"word/comments.xml": story("comments", "")}),
    "no Word file": b"PK\x03\x04 and no more",
    "nothing": b"",
}


@pytest.mark.parametrize("file", SAFER_ALONE.values(), ids=SAFER_ALONE)
def test_what_depends_on_the_whole_document_is_not_joined(file: bytes) -> None:
    assert joinable(file) is None


MAY_BE_JOINED = {
    "page number": letter(paragraph(field(" PAGE ")), END),
    "link to a site": letter(paragraph(field(' HYPERLINK "https://example.org" ')), END),
    "frame before the end": letter(paragraph("Петрова", properties=FRAME), END),
    "list of its own": letter(paragraph("раз", properties=NUMBERED), END, more={"word/numbering.xml": NUMBERING}),
    "notes nobody refers to": letter(more={"word/footnotes.xml": story("footnotes", "")}),
}


@pytest.mark.parametrize("file", MAY_BE_JOINED.values(), ids=MAY_BE_JOINED)
def test_what_prints_alike_anywhere_is_joined(file: bytes) -> None:
    package = joined(file, file)
    assert len(sections(package)) == 3


def test_a_letter_that_refers_to_what_it_has_not_is_not_joined() -> None:
    broken = letter(paragraph(f'<w:hyperlink r:id="rId77">{run("сюда")}</w:hyperlink>'), END)
    with pytest.raises(KeyError):
        join(opened(broken), [Marks("a", "b"), Marks("c", "d")])
