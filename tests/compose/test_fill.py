import dataclasses
import io
import time
import zipfile
from collections.abc import Mapping

import pytest
from docx import Document
from docx.oxml.ns import qn

from letterkit.compose import Blank, Catalogue
from letterkit.compose.fill import fill
from letterkit.compose.inspect import REQUIRED, blank_fields, sentinels
from letterkit.compose.vetting import vet_blank
from letterkit.core.errors import TemplateError


@pytest.fixture
def corner(catalogue: Catalogue) -> Blank:
    return catalogue.blank("corner")


def patched(blank: Blank, old: str, new: str, part: str = "word/document.xml") -> Blank:
    """``blank`` with ``old`` replaced in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank.data)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name).decode("utf-8")
            if name == part:
                assert old in data
                data = data.replace(old, new, 1)
            made.writestr(name, data)
    return dataclasses.replace(blank, data=out.getvalue())


def context(**changes: object) -> Mapping[str, object]:
    return {**sentinels(), **changes}


HOSTILE = "Рога & Копыта <филиал> {{ date }} {% if x %} {_{ }_} </w:t> ]]> \"'&amp; None"


@pytest.mark.parametrize("key", ["number", "title", "salutation", "closing", "copy_number"])
def test_a_hostile_value_comes_through_to_the_letter(corner: Blank, key: str) -> None:
    filled = fill(corner, context(**{key: HOSTILE}))
    assert HOSTILE in filled.text
    assert any(HOSTILE in paragraph.text for paragraph in _everything(filled.docx))


def test_a_hostile_value_in_a_list_comes_through(corner: Blank) -> None:
    filled = fill(corner, context(addressee=(HOSTILE, "вторая")))
    assert HOSTILE in filled.text


def _everything(docx: bytes) -> list:  # type: ignore[type-arg]
    document = Document(io.BytesIO(docx))
    return document.paragraphs + [
        p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs
    ]


def test_the_same_values_give_the_same_bytes(corner: Blank) -> None:
    assert fill(corner, sentinels()).docx == fill(corner, sentinels()).docx


def test_a_value_that_the_blank_does_not_print_fails_the_fill_and_is_named(corner: Blank) -> None:
    blank = patched(corner, "{{ salutation }}", "Уважаемые граждане!")
    with pytest.raises(TemplateError) as caught:
        fill(blank, sentinels())
    assert (caught.value.code, caught.value.details["key"]) == ("blank.value-lost", "salutation")


def test_a_value_lost_in_a_comment_of_the_file_is_missed(corner: Blank) -> None:
    blank = patched(
        corner, '<w:t xml:space="preserve">{{ closing }}</w:t>', "<w:t>С уважением,</w:t><!-- {{ closing }} -->"
    )
    with pytest.raises(TemplateError) as caught:
        fill(blank, sentinels())
    assert caught.value.code == "blank.value-outside-text"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("{{ salutation }} {{ phone }}", "template.unknown-field"),
        ("{{ salutation }} {{ salutation.__class__ }}", "template.unknown-field"),
        ("{{ salutation }} {{ salutation.upper() }}", "template.forbidden"),
        ("{{ salutation }} {% for i in range(99999999) %}{{ i }}{% endfor %}", "template.forbidden"),
        ("{{ salutation }} {{ salutation", "blank.tag-unclosed"),
        ("{{ salutation }} {% if date %}", "blank.lint"),
        ("{{ salutation | reversed }}", "blank.lint"),
        ("{{ salutation }} }}", "template.leftover"),
        ("{{ salutation }} None", "template.leftover"),
    ],
)
def test_a_bad_blank_is_refused_with_its_reason_and_at_once(corner: Blank, new: str, code: str) -> None:
    began = time.process_time()  # of this process alone, whatever else the machine does
    with pytest.raises(TemplateError) as caught:
        fill(patched(corner, "{{ salutation }}", new), sentinels())
    assert caught.value.code == code
    assert caught.value.file == corner.file
    assert time.process_time() - began < 3


def test_an_empty_value_is_never_printed_as_none(corner: Blank) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(corner, context(salutation=None))
    assert (caught.value.code, caught.value.details["name"]) == ("template.empty-value", "salutation")


def test_a_missing_value_is_told_by_name(corner: Blank) -> None:
    given = {name: value for name, value in sentinels().items() if name != "salutation"}
    with pytest.raises(TemplateError) as caught:
        fill(corner, given)
    assert (caught.value.code, caught.value.details["name"]) == ("template.unknown-field", "salutation")


def test_a_file_that_is_no_word_document_is_refused(corner: Blank) -> None:
    for data in (b"", b"PK\x03\x04 not a zip", corner.data[: len(corner.data) // 2]):
        with pytest.raises(TemplateError) as caught:
            vet_blank(dataclasses.replace(corner, data=data))
        assert caught.value.code.startswith(("docx.", "file."))


def test_every_blank_prints_all_that_a_letter_needs(catalogue: Catalogue) -> None:
    for blank in catalogue.blanks():
        vet_blank(blank)
        used = blank_fields(blank)
        assert all(any(name == one or one.startswith(f"{name}.") for one in used) for name in REQUIRED)


def test_the_properties_of_the_file_name_the_letter_and_the_body_and_no_person(corner: Blank) -> None:
    properties = Document(io.BytesIO(fill(corner, context(title="О «доме» & дворе")).docx)).core_properties
    assert (properties.title, properties.author, properties.language) == ("О «доме» & дворе", "щит-name", "ru-RU")
    assert not properties.last_modified_by


def test_nothing_that_an_old_blank_says_of_its_author_goes_into_a_letter(corner: Blank) -> None:
    document, out = Document(io.BytesIO(corner.data)), io.BytesIO()
    document.core_properties.title, document.core_properties.author = "Ответ Петрову", "Секретарь Иванова"
    document.styles.element.find(".//{*}rPrDefault//{*}lang").set(qn("w:val"), "en-US")
    document.save(out)
    app = '<Relationship Id="rId77" Type="http://x/extended-properties" Target="docProps/app.xml"/></Relationships>'
    blank = patched(dataclasses.replace(corner, data=out.getvalue()), "</Relationships>", app, "_rels/.rels")
    with zipfile.ZipFile(made := io.BytesIO(blank.data), "a") as archive:
        archive.writestr("docProps/app.xml", "<Properties><Company>ООО «Ромашка»</Company></Properties>")
    docx = fill(dataclasses.replace(blank, data=made.getvalue()), context(title="О доме")).docx
    letter = Document(io.BytesIO(docx))
    said = letter.core_properties
    assert (said.title, said.author, said.language) == ("О доме", "щит-name", "ru-RU")
    assert letter.styles.element.find(".//{*}rPrDefault//{*}lang").get(qn("w:val")) == "ru-RU"
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert [name for name in archive.namelist() if name.startswith("docProps/")] == ["docProps/core.xml"]
