"""What is said of a blank is measured in its file, and written so that it reads back the same."""

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.catalogue import parse_blank
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.head import fields_printed, head_yaml, looks, measured_head, slug_of
from letterkit.office.content.blanks.places import Places

from .conftest import Spoil

BLANKS = ("corner", "corner-2016", "longitudinal", "longitudinal-2016")


@pytest.mark.parametrize("id", BLANKS)
def test_the_geometry_of_a_blank_is_found_in_its_file(id: str, catalogue: Catalogue, profile: Profile) -> None:
    blank = catalogue.blank(id)
    head = measured_head(Places.of(blank.data, blank.file), profile, id, blank.head.label, blank.head)
    assert head.geometry == blank.head.geometry
    assert head.layout == blank.head.layout


def test_a_head_reads_back_as_it_was(catalogue: Catalogue) -> None:
    for blank in catalogue.blanks():
        assert parse_blank(head_yaml(blank.head).decode(), b"", "x.yml").head == blank.head


def test_a_changed_margin_and_type_are_measured(spoilt: Spoil, profile: Profile) -> None:
    blank = spoilt(('w:left="1701"', 'w:left="1134"'))
    head = measured_head(Places.of(blank.data, "x"), profile, "new", "Новый")
    assert (head.geometry.left_mm, head.geometry.right_mm, head.geometry.text_pt) == (20, 15, 14)
    assert (head.id, head.label, head.pack, head.geometry.arms_mm) == ("new", "Новый", "gost-2025", 0)


def test_marks_in_a_loop_print_what_the_loop_goes_over(catalogue: Catalogue) -> None:
    blank = catalogue.blank("corner")
    printed = [name for _, name in fields_printed(Places.of(blank.data, blank.file))]
    assert printed[:3] == ["organisation.superior", "organisation.lines", "organisation.address_lines"]
    assert {"addressee", "paragraphs.text", "signer.post_lines", "signer.name", "executor"} <= set(printed)
    assert looks(Places.of(blank.data, blank.file))["executor"] == "Times New Roman, 10 пт"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Угловой бланк № 2 (щит)", "uglovoi-blank-2-shchit"),
        ("Объявление", "obiavlenie"),
        ("BLANK_new.v2", "blank-new-v2"),
        ("№", "blank"),
        ("ё" * 80, "e" * 60),
    ],
)
def test_a_name_in_latin_letters_is_made_of_any_words(words: str, slug: str) -> None:
    assert slug_of(words) == slug
