"""What two versions ask otherwise is named; what would stop cards made before is told from what would not."""

from dataclasses import replace

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.changes import BREAKING, Change, ChangeKind
from letterkit.office.content.difference import blank_difference, reply_difference
from letterkit.reports.template_words import change_words, row_lines

from .conftest import Version

ONE_FIELD = "  why:\n    label: Почему\n    example: из-за течи\n"
CHANGES = {
    "a field that may stay empty": (
        [("  when:", f"{ONE_FIELD}  when:"), ("{{ when }}.", "{{ when }}.{% if why %} {{ why }}{% endif %}")],
        [Change(ChangeKind.FIELD_ADDED, "why", after="text", label="Почему")],
    ),
    "a field that must be filled": (
        [("  when:", f"{ONE_FIELD}    required: true\n  when:"), ("{{ when }}.", "{{ when }} {{ why }}.")],
        [Change(ChangeKind.FIELD_ADDED, "why", after="text", stops=True, label="Почему")],
    ),
    "a field that is gone": (
        [("  who:\n    label: Кто\n    type: body\n    example: администрация города\n", "")],
        [Change(ChangeKind.FIELD_REMOVED, "who", before="body", stops=True, label="Кто")],
    ),
    "a field of another type": (
        [("type: body", "type: bodies")],
        [Change(ChangeKind.FIELD_RETYPED, "who", "body", "bodies", stops=True, label="Кто")],
    ),
    "a field that need not be filled any more": (
        [("    required: true\n", "")],
        [Change(ChangeKind.FIELD_OPTIONAL, "when", label="Когда")],
    ),
    "a need": (
        [("[appeal.subject]", "[appeal.subject, reply.due_date]")],
        [Change(ChangeKind.NEED_ADDED, "reply.due_date", stops=True)],
    ),
    "another outcome": (
        [("outcome: explained", "outcome: solved")],
        [Change(ChangeKind.OUTCOME, "", "explained", "solved", stops=True)],
    ),
    "another label": (
        [("label: Когда", "label: Срок")],
        [Change(ChangeKind.LABEL, "when", "Когда", "Срок", label="Срок")],
    ),
    "other words": ([("Крышу отремонтируют", "Крышу починят")], []),
}


@pytest.mark.parametrize(("changes", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_named(changes: list[tuple[str, str]], expected: list[Change], version: Version) -> None:
    found = reply_difference(version(), version(*changes))
    assert list(found.changes) == expected
    assert found.is_breaking is any(change.what in BREAKING for change in expected)
    assert not found.is_none


def test_the_same_text_differs_in_nothing(version: Version) -> None:
    found = reply_difference(version(), version())
    assert found.is_none
    assert not found.is_breaking


def test_words_that_differ_stand_in_brackets(version: Version) -> None:
    found = reply_difference(version(), version(("Крышу отремонтируют", "Крышу починят")))
    assert [line[:24] for line in row_lines(found.rows)] == ["- Крышу [отремонтируют] ", "+ Крышу [починят] {{ whe"]


def test_blanks_differ_in_what_they_print_and_in_their_measures(catalogue: Catalogue) -> None:
    found = blank_difference(catalogue.blank("corner"), catalogue.blank("longitudinal"))
    assert Change(ChangeKind.LAYOUT, "", "corner", "longitudinal") in found.changes
    assert found.is_breaking
    assert blank_difference(catalogue.blank("corner"), catalogue.blank("corner")).is_none


def test_a_field_is_called_as_the_form_of_the_card_calls_it() -> None:
    change = Change(ChangeKind.FIELD_REQUIRED, "why", stops=True, label="Причина")
    assert change_words(change).startswith("поле «Причина» (why) стало обязательным: ")
    assert change_words(replace(change, label="")).startswith("поле «why» стало обязательным: ")


def test_each_kind_of_change_has_its_words() -> None:
    for what in ChangeKind:
        words = change_words(Change(what, "поле", "прежнее", "новое", stops=True))
        assert words[0].islower()
        assert "{" not in words
