"""What the file of a blank says by itself is told at its place: marks, fields, typed data, what Word leaves behind."""

import pytest

from letterkit.compose import Blank, Catalogue
from letterkit.core.finding import Level
from letterkit.core.paper import Zone
from letterkit.core.profile import Profile
from letterkit.office.content.blanks.inspection import file_remarks
from letterkit.office.content.blanks.leftovers import without_comments
from letterkit.office.content.remark import Cell, Remark
from letterkit.reports.blank_comments import add_comments

from .conftest import Spoil, paragraph_with, part_of

HEAD = Cell(1, 1, 1)


def told(remarks: tuple[Remark, ...]) -> list[tuple[str, str, str]]:
    return [(remark.error.code, remark.level.value, remark.place.words) for remark in remarks]


def test_what_is_shipped_is_in_order(catalogue: Catalogue, profile: Profile) -> None:
    assert {blank.id: file_remarks(blank, profile) for blank in catalogue.blanks()} == {
        "corner": (),
        "corner-2016": (),
        "longitudinal": (),
        "longitudinal-2016": (),
    }


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("{{ salutation }}", "{{ salutation }", "blank.tag-unclosed", "{{ salutation }"),
        ("{{ closing }}", "{{ closing }} {{ row.text }}", "blank.loop-name-outside", "{{ row.text }}"),
        ("{{ closing }}", "{{ closing }} {{ range(9) }}", "template.forbidden", "{{ range(9) }}"),
        ("{{ closing }}", "{% set a = 1 %}", "template.forbidden", "{% set a = 1 %}"),
        ("{%p for line in addressee %}", "", "blank.block-stray", "{%p endfor %}"),
        ("{{ salutation }}", "{{ salutation }} {% if date %}", "blank.block-unclosed", "{% if date %}"),
        ("{{ salutation }}", "{{ salutation + }}", "blank.tag-unread", "{{ salutation + }}"),
        ("{{ salutation }}", "{{ salutation | shout }}", "blank.filter-unknown", "{{ salutation | shout }}"),
        ("{{ salutation }}", "{% p if date %}", "blank.tag-space", "{% p if date %}"),
        ("{%p if title %}", "Слова {%p if title %}", "blank.tag-not-alone", "{%p if title %}"),
        ("{{ salutation }}", "{%tr if date %}", "blank.tag-outside-table", "{%tr if date %}"),
    ],
)
def test_a_mark_that_cannot_work_is_told_with_its_own_words(
    before: str, after: str, code: str, words: str, spoilt: Spoil, profile: Profile
) -> None:
    found = [each for each in file_remarks(spoilt((before, after)), profile) if each.error.code == code]
    assert [(each.level, each.place.words) for each in found][:1] == [(Level.ERROR, words)]


def test_a_field_that_changes_by_itself_is_an_error_with_its_words(spoilt: Spoil, profile: Profile) -> None:
    field = '</w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>01.01.2020</w:t></w:r></w:fldSimple><w:r><w:t>'
    [found] = [
        each
        for each in file_remarks(spoilt(("{{ closing }}", "{{ closing }}" + field)), profile)
        if each.error.code == "blank.changing-field"
    ]
    assert (found.level, found.place.words, found.error.details["field"]) == (Level.ERROR, "01.01.2020", "DATE")


def test_the_place_is_counted_as_people_count(spoilt: Spoil, profile: Profile) -> None:
    [typo, missing] = file_remarks(spoilt(("{{ organisation.phone }}", "{{ organisation.phon }}")), profile)
    assert (typo.error.code, typo.error.details["near"]) == ("blank.unknown-field", "organisation.phone")
    assert (typo.place.cell, typo.place.line, typo.place.zone) == (HEAD, 12, Zone.TABLE)
    assert missing.error.code == "blank.missing-field"
    assert missing.error.details["label"] == "телефон органа"
    assert missing.place.paragraph is None


def test_offsets_of_a_place_are_those_of_its_words(blank: Blank, spoilt: Spoil, profile: Profile) -> None:
    from letterkit.office.content.blanks.places import Places

    broken = spoilt(("{{ closing }}", "{{ closin }}"))
    remark = next(one for one in file_remarks(broken, profile) if one.error.code == "blank.unknown-field")
    assert Places.of(broken.data, "x").text[remark.place.start : remark.place.end] == "{{ closin }}"


def test_a_mark_set_in_two_ways_is_advice(spoilt: Spoil, profile: Profile) -> None:
    two = '{{ salu</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">tation }}'
    assert told(file_remarks(spoilt(("{{ salutation }}", two)), profile)) == [
        ("blank.tag-two-looks", "advice", "{{ salutation }}")
    ]


def test_a_mark_cut_by_runs_of_one_look_is_nothing_to_tell(spoilt: Spoil, profile: Profile) -> None:
    cut = '{{ salu</w:t></w:r><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">tation }}'
    assert file_remarks(spoilt(("{{ salutation }}", cut)), profile) == ()


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("e-mail: {{", "e-mail: MINSTROY@sakhalin.gov.ru {{", "blank.typed", "MINSTROY@sakhalin.gov.ru"),
        ("e-mail: {{", "e-mail: old@sakhalin.gov.ru {{", "blank.typed-differs", "old@sakhalin.gov.ru"),
        ("тел. {{", "тел. (4242) 11-22-33 {{", "blank.typed-differs", "(4242) 11-22-33"),
        ("тел. {{", "тел. 8 (4242) 00-00-00 {{", "blank.typed", "8 (4242) 00-00-00"),
        ("ОКПО {{", "ОКПО 12345678 {{", "blank.typed-differs", "12345678"),
        ("{{ closing }}", "Министром строительства И.О. Фамильев {{ closing }}", "blank.typed", "И.О. Фамильев"),
        (
            "{{ salutation }}",
            "От министерства строительства Сахалинской области {{ salutation }}",
            "blank.typed",
            "министерства строительства Сахалинской области",
        ),
    ],
)
def test_data_of_the_body_that_are_typed_are_found(
    before: str, after: str, code: str, words: str, spoilt: Spoil, profile: Profile
) -> None:
    assert [each[::2] for each in told(file_remarks(spoilt((before, after)), profile))] == [(code, words)]


def test_an_address_is_held_to_that_of_the_profile(blank: Blank, spoilt: Spoil, profile: Profile) -> None:
    contacts = paragraph_with("organisation.site", part_of(blank))
    for typed, code in (
        ("Коммунистический проспект, д. 32,", "blank.typed"),
        ("ул. Ленина, д. 5, г. Южно-Сахалинск, 693000", "blank.typed-differs"),
    ):
        line = contacts.replace("{{ organisation.site }}", typed)
        assert told(file_remarks(spoilt((contacts, line + contacts)), profile)) == [
            (code, "warning" if code == "blank.typed" else "error", typed)
        ]


def test_the_name_of_another_body_is_an_error(spoilt: Spoil, profile: Profile) -> None:
    [remark] = file_remarks(spoilt(("{{ organisation.site }}", "{{ organisation.site }} ДЕПАРТАМЕНТ ЛЕСА")), profile)
    assert (remark.error.code, remark.level, remark.clause) == ("blank.other-body", Level.ERROR, "3.2")


def test_comments_of_word_are_an_error_and_can_be_taken_out(blank: Blank, profile: Profile, spoilt: Spoil) -> None:
    from dataclasses import replace

    remarks = file_remarks(spoilt(("{{ closing }}", "{{ closin }}")), profile)
    copy = replace(blank, data=add_comments(blank.data, "corner.docx", remarks))
    assert {each.error.code for each in file_remarks(copy, profile)} == {"blank.comment"}
    plain, count = without_comments(copy.data, "corner.docx")
    assert count == len(remarks) > 0
    assert file_remarks(replace(blank, data=plain), profile) == ()
    assert b"comments" not in plain


def test_changes_not_accepted_and_hidden_words_are_told(blank: Blank, spoilt: Spoil, profile: Profile) -> None:
    run = '<w:r><w:t xml:space="preserve">{{ closing }}</w:t></w:r>'
    changed = f'<w:ins w:id="7" w:author="x" w:date="2024-01-01T00:00:00Z">{run}</w:ins>'
    assert told(file_remarks(spoilt((run, changed)), profile)) == [("blank.change", "error", "{{ closing }}")]
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
    assert told(file_remarks(spoilt((run, hidden + run)), profile)) == [("blank.hidden", "warning", "{{ closing }}")]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_word_file_has_its_refusal_as_the_only_remark(
    content: bytes, blank: Blank, profile: Profile
) -> None:
    from dataclasses import replace

    [remark] = file_remarks(replace(blank, data=content), profile)
    assert remark.error.code.startswith(("docx.", "file."))


def test_the_phone_of_an_executor_is_not_called_the_bodys(spoilt: Spoil, profile: Profile) -> None:
    blank = spoilt(("{{ closing }}", "{{ closing }}</w:t></w:r></w:p><w:p><w:r><w:t>Исп. Иванова М.П. 8(4242)00-00-09"))
    [found] = file_remarks(blank, profile)
    assert found.error.code == "blank.typed-executor"
    assert "executor" in str(found.error.details["tag"])


def test_an_english_head_is_the_bodys_own(spoilt: Spoil, profile: Profile) -> None:
    blank = spoilt(("e-mail:", "1 Lenina street, Yuzhno-Sakhalinsk, 693000</w:t></w:r></w:p><w:p><w:r><w:t>e-mail:"))
    assert file_remarks(blank, profile) == ()
