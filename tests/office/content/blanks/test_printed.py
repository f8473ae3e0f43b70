"""Letters printed on a blank show what its file does not: margins, type, the executor's mark, values that vanish."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from letterkit.checking.checker import Checker
from letterkit.compose import Blank, Catalogue
from letterkit.core.finding import Level
from letterkit.core.paper import Zone
from letterkit.office.content.blanks.comparison import compare_letters, look_changes
from letterkit.office.content.blanks.inspection import Inspection, inspect_blank
from letterkit.office.content.blanks.leftovers import without_comments
from letterkit.office.content.blanks.starting import starter_with_comments
from letterkit.office.content.blanks.trying import show
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.version_file import KeptKind, blank_content
from letterkit.office.context import Office

from .conftest import HOME, Spoil, paragraph_with, part_of

pytestmark = pytest.mark.office

BOX = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:{width}pt;height:{height}pt" '
    'type="#_x0000_t202"><v:textbox><w:txbxContent><w:p><w:r><w:t>строка</w:t></w:r></w:p><w:p><w:r>'
    "<w:t>{{{{ closing }}}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


def told(found: Inspection) -> set[tuple[str, str]]:
    """Codes, of rules where a rule has found it, with the level."""
    return {(str(one.error.details.get("rule") or one.error.code), one.level.value) for one in found.remarks}


@pytest.mark.parametrize("id", ["corner", pytest.param("longitudinal", marks=pytest.mark.long)])
def test_nothing_is_wrong_with_what_is_shipped_and_every_value_comes_out(
    id: str, catalogue: Catalogue, printer: Checker
) -> None:
    found = inspect_blank(catalogue.blank(id), printer)
    assert (found.remarks, found.unprinted) == ((), None)
    assert found.proof.is_whole
    assert len(found.proof.fields) == 26
    pages = {field.name: field.pages for field in found.proof.fields}
    assert pages["organisation.phone"] == (1,)
    assert pages["executor"] == (max(page for each in pages.values() for page in each),)
    assert pages["executor"] > (1,)
    counted = {each.letter.name: each.checked.report.facts["pages"] for each in found.trial.letters}
    assert {1, 2} == set(counted.values())


def test_a_narrow_margin_is_a_warning_of_the_blank(spoilt: Spoil, printer: Checker) -> None:
    found = inspect_blank(spoilt(('w:left="1701"', 'w:left="800"')), printer)
    assert told(found) == {("layout.margin", "warning")}
    assert found.proof.is_whole


def test_an_executor_without_a_frame_does_not_stand_in_the_corner(
    blank: Blank, spoilt: Spoil, printer: Checker
) -> None:
    frame = re.search(r"<w:framePr[^>]*/>", part_of(blank))
    assert frame is not None
    found = inspect_blank(spoilt((frame[0], "")), printer)
    assert ("executor.corner", "advice") in told(found)
    assert {one.place.words for one in found.remarks} == {"{{ line }}"}


def test_a_font_that_is_not_there_and_a_size_that_is_not_allowed(spoilt: Spoil, printer: Checker) -> None:
    look = '<w:rPr><w:rFonts w:ascii="Нет Такого" w:hAnsi="Нет Такого"/><w:sz w:val="40"/></w:rPr>'
    found = inspect_blank(
        spoilt(('<w:t xml:space="preserve">{{ sal', look + '<w:t xml:space="preserve">{{ sal')), printer
    )
    assert told(found) == {("blank.size", "warning"), ("blank.font-replaced", "warning")}
    assert {one.place.words for one in found.remarks} == {"{{ salutation }}"}


def test_a_value_in_a_box_that_is_too_small_is_lost_and_in_a_large_one_is_not(
    blank: Blank, spoilt: Spoil, printer: Checker
) -> None:
    closing = paragraph_with("{{ closing }}", part_of(blank))
    small = inspect_blank(spoilt((closing, BOX.format(width=100, height=18))), printer)
    [lost] = small.proof.remarks
    assert (lost.error.code, lost.error.details["key"], lost.level) == ("blank.value-unprinted", "closing", Level.ERROR)
    assert (lost.place.zone, lost.place.words) == (Zone.TEXTBOX, "{{ closing }}")
    large = inspect_blank(spoilt((closing, BOX.format(width=200, height=90))), printer)
    assert large.proof.is_whole


def test_a_field_that_changes_by_itself_is_told_once(blank: Blank, spoilt: Spoil, printer: Checker) -> None:
    closing = paragraph_with("{{ closing }}", part_of(blank))
    field = '<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>01.06.2024</w:t></w:r></w:fldSimple></w:p>'
    found = inspect_blank(spoilt((closing, field + closing)), printer)
    assert [one.error.code for one in found.errors] == ["blank.changing-field"]
    assert "placeholder.changing-field" not in {code for code, _ in told(found)}


def test_a_value_in_hidden_text_is_lost(spoilt: Spoil, printer: Checker) -> None:
    before = '<w:t xml:space="preserve">{{ salutation'
    found = inspect_blank(spoilt((before, f"<w:rPr><w:vanish/></w:rPr>{before}")), printer)
    assert [(one.error.code, one.error.details["key"]) for one in found.proof.remarks] == [
        ("blank.value-unseen", "salutation")
    ]


def test_a_blank_in_which_a_field_is_missing_is_judged_by_its_page_too(spoilt: Spoil, printer: Checker) -> None:
    found = inspect_blank(spoilt(("{{ salutation }}", ""), ('w:left="1701"', 'w:left="800"')), printer)
    assert told(found) == {("blank.missing-field", "error"), ("layout.margin", "warning")}
    assert found.trial.letters == ()


@pytest.mark.parametrize("layout", [pytest.param("corner", marks=pytest.mark.long), "longitudinal"])
def test_the_starter_is_a_blank_in_order_once_its_comments_are_out(layout: str, blank: Blank, printer: Checker) -> None:
    data, count = without_comments(starter_with_comments(layout, printer.profile), "starter.docx")
    assert count == 28
    found = inspect_blank(replace(blank, data=data), printer)
    assert (found.remarks, found.proof.is_whole) == ((), True)


def test_a_letter_for_the_eye_has_the_pages_asked_for(blank: Blank, printer: Checker) -> None:
    for length in (1, 2):
        shown = show(blank, printer, "organisation", length)
        assert [page[:8] for page in shown.pages] == [b"\x89PNG\r\n\x1a\n"] * length


def test_two_versions_are_compared_by_the_same_letter(blank: Blank, spoilt: Spoil, printer: Checker) -> None:
    assert compare_letters(blank, blank, printer, "woman", 1).is_same
    other = spoilt(('<w:t xml:space="preserve">{{ closing', '<w:rPr><w:sz w:val="24"/></w:rPr><w:t>{{ closing'))
    compared = compare_letters(blank, other, printer, "woman", 1)
    [page] = compared.pages
    assert page.boxes
    assert all(box.y_mm > 150 for box in page.boxes)
    [look] = look_changes(blank, other)
    assert (look.label, look.before, look.after) == (
        "заключительная формула",
        "Times New Roman, 14 пт",
        "Times New Roman, 12 пт",
    )


def test_what_only_paper_shows_keeps_a_blank_from_going_live(blank: Blank, spoilt: Spoil, printer: Checker) -> None:
    closing = paragraph_with("{{ closing }}", part_of(blank))
    docx = spoilt((closing, BOX.format(width=100, height=18))).data
    content = blank_content((HOME.templates_dir / "blanks" / "corner.yml").read_bytes(), docx)
    office = cast(Office, SimpleNamespace(checker=printer, profile=printer.profile))
    kind = KINDS[KeptKind.BLANK]
    errors = [
        {one.error.code for one in found if one.level is Level.ERROR}
        for found in (kind.remarks(office, "corner", content), kind.prove(office, "corner", content))
    ]
    assert errors == [set(), {"blank.value-unprinted"}]
