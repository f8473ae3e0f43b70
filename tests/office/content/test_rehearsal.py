"""While a text is written: each mistake once, at its place in the text, with the people whom it meets."""

import pytest

from letterkit.checking.checker import Checker
from letterkit.compose import Blank
from letterkit.office.content.rehearsal import Rehearsal, rehearse

from .conftest import Version

DATIVE = "grammar.soglasno-dative"


@pytest.fixture
def tried(version: Version, blank: Blank, checker: Checker):  # type: ignore[no-untyped-def]
    def made(*changes: tuple[str, str]) -> tuple[str, Rehearsal]:
        reply = version(*changes)
        return reply.source, rehearse(reply, blank, checker)

    return made


def test_a_sound_text_has_nothing_to_tell(tried) -> None:  # type: ignore[no-untyped-def]
    _, found = tried()
    assert (found.stopped, found.seen, found.has_errors) == ((), (), False)
    assert len(found.tried) == 6


def test_a_mistake_stands_at_its_words_and_can_be_mended_there(tried) -> None:  # type: ignore[no-untyped-def]
    source, found = tried(("Крышу отремонтируют", "Согласно приказа крышу отремонтируют"))
    [seen] = found.seen
    assert seen.span is not None
    assert (seen.where, source[seen.span.start : seen.span.end]) == ("text", "Согласно приказа")
    assert seen.suggestions == ("Согласно приказу",)
    assert len(seen.samples) == 6


def test_the_same_mistake_at_two_places_is_told_at_both(tried) -> None:  # type: ignore[no-untyped-def]
    source, found = tried(("{{ contact }}", "Согласно приказа ждите.\n\nСогласно приказа пишите.\n\n{{ contact }}"))
    alike = [seen for seen in found.seen if seen.finding.code == DATIVE]
    places = [seen.span.start for seen in alike if seen.span]
    assert [source[place:].split("\n")[0] for place in places] == [
        "Согласно приказа ждите.",
        "Согласно приказа пишите.",
    ]


def test_a_mistake_that_some_people_meet_names_them(tried) -> None:  # type: ignore[no-untyped-def]
    _, found = tried(("{{ contact }}", "{% if woman %}Согласно приказа ждите ответа.{% endif %}\n\n{{ contact }}"))
    [seen] = [each for each in found.seen if each.finding.code == DATIVE]
    assert {sample.kind for sample in seen.samples} == {"woman"}


def test_a_mistake_in_the_heading_stands_in_the_heading(tried) -> None:  # type: ignore[no-untyped-def]
    _, found = tried(("title: О ремонте крыши", "title: Об ремонте крыши"))
    assert {seen.where for seen in found.seen} == {"title"}


def test_words_of_a_field_are_not_mended_in_the_text(tried) -> None:  # type: ignore[no-untyped-def]
    source, found = tried(("example: в июне 2024 года", "example: согласно приказа"))
    [seen] = [each for each in found.seen if each.finding.code == DATIVE]
    assert seen.suggestions == ()
    assert seen.span is not None
    assert source[seen.span.start : seen.span.end] == "{{ when }}"


def test_a_field_that_nobody_knows_stands_at_its_mark(tried) -> None:  # type: ignore[no-untyped-def]
    source, found = tried(("{{ contact }}", "{{ kontakt }}"))
    [stopped] = found.stopped
    assert stopped.fault.code == "template.unknown-field"
    assert stopped.span is not None
    assert source[stopped.span.start : stopped.span.end] == "{{ kontakt }}"


def test_a_broken_mark_stands_in_its_line(tried) -> None:  # type: ignore[no-untyped-def]
    source, found = tried(("{% if who %}", "{% if who"))
    [stopped] = found.stopped
    assert stopped.fault.code == "template.syntax"
    assert stopped.span is not None
    assert "{% if who" in source[stopped.span.start : stopped.span.end]


def test_who_gets_no_letter_is_named(tried) -> None:  # type: ignore[no-untyped-def]
    _, found = tried(("{% if who %} Работу ведёт {{ who }}.{% endif %}", " Работу ведёт {{ who }}."))
    [stopped] = found.stopped
    assert [(sample.kind, sample.whole) for sample in stopped.samples] == [("woman", False)]
    assert found.has_errors
