"""Cleaning keeps every place traceable and changes nothing that was meant."""

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.russian.clean import clean, control_free, invisible, lookalikes

NBSP, SHY, ZWSP, BREVE, DIAERESIS, ACUTE = "\u00a0", "\u00ad", "\u200b", "\u0306", "\u0308", "\u0301"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("Министерство сообщает.", "Министерство сообщает."),
        (f"ми{SHY}ни{SHY}стерство", "министерство"),
        (f"{ZWSP}дом{ZWSP} №\ufeff 5", "дом № 5"),
        (f"краи{BREVE}", "край"),
        (f"Е{DIAERESIS}лка и е{DIAERESIS}ж", "Ёлка и ёж"),
        (f"за{ACUTE}мок", "замок"),
        (f"и{SHY}{BREVE}", "й"),
        (f"№{NBSP}59-ФЗ,\u202f5\u2009000", "№ 59-ФЗ, 5 000"),
        ("юго\u2011запад", "юго-запад"),
        ("первая\r\nвторая\rтретья\u2028четвёртая", "первая\nвторая\nтретья\nчетвёртая"),
        ("\u202eдом\u202c", "дом"),
        ("до\x00м\x07", "дом"),
        ("Mинистерство cтpоитeльства", "Министерство строительства"),
        ("C уважением", "С уважением"),
        ("дом 5 c 1 июля", "дом 5 с 1 июля"),
        ("OOO «Рога»", "ООО «Рога»"),
        ("Мicrosoft", "Microsoft"),
    ],
)
def test_what_cannot_be_seen_is_set_right(given_text: str, expected: str) -> None:
    assert clean(given_text).text == expected


@pytest.mark.parametrize(
    "meant",
    [
        "файл MP4 и IT-отдел, SIM-карта, Wi-Fi-роутер",
        "a.petrova@sakhalin.gov.ru",
        "пишите на cо@почта.рф и www.пoчта.рф",
        "в IV квартале XXI века, XX в., XIXв.",
        "класс B, витамин C, категория A",
        "дом 10a, корпус 5B",
        "PDFфайл",
        "café",
    ],
)
def test_what_is_meant_so_stays(meant: str) -> None:
    assert clean(meant).text == meant
    assert lookalikes(meant) == ()


def test_a_text_without_faults_comes_back_as_it_is_with_plain_offsets() -> None:
    text = "Уважаемая Мария Петровна!\n\nВаш дом снесут."
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.span(0, len(text)) == (0, len(text))
    assert cleaned.span(10, 24) == (10, 24)


def test_places_lead_back_to_the_text_as_given() -> None:
    given_text = f"Ваш{NBSP}до{SHY}м у реки и кра{ZWSP}и{BREVE}\r\nконец"
    cleaned = clean(given_text)
    for word in ("дом", "край", "конец"):
        start = cleaned.text.index(word)
        first, last = cleaned.span(start, start + len(word))
        assert clean(given_text[first:last]).text == word


def test_an_empty_place_leads_to_an_empty_place() -> None:
    cleaned = clean(f"до{SHY}м")
    assert cleaned.span(2, 2) == (3, 3)
    assert cleaned.span(3, 3) == (4, 4)
    assert clean("").span(0, 0) == (0, 0)


@given(st.text(alphabet=f"абвией АВMcop{NBSP}{SHY}{ZWSP}{BREVE}{DIAERESIS}{ACUTE}\r\n\u202e.", max_size=60))
def test_every_character_leads_back_inside_the_text_and_in_order(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.ends) >= len(cleaned.text)
    places = [cleaned.span(index, index + 1) for index in range(len(cleaned.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))


@given(st.text(alphabet=f"абвией АВMcop{NBSP}{SHY}{ZWSP}{BREVE}{DIAERESIS}\r\n", max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


def test_lookalikes_name_the_word_as_given_and_as_meant() -> None:
    text = f"В ми{SHY}нистepство."
    (word,) = lookalikes(text)
    assert text[word.start : word.end] == word.text == f"ми{SHY}нистepство"
    assert word.corrected == "министерство"


def test_invisible_marks_are_shown_by_kind() -> None:
    text = f"ми{SHY}нистерство, краи{BREVE}, до{ZWSP}м, \u202eдом, до\x07м\r\n"
    assert [(text[mark.start : mark.end], mark.kind) for mark in invisible(text)] == [
        (SHY, "soft-hyphen"),
        (f"и{BREVE}", "combining"),
        (ZWSP, "zero-width"),
        ("\u202e", "direction"),
        ("\x07", "control"),
    ]


def test_line_ends_of_windows_are_no_invisible_marks() -> None:
    assert invisible("первая\r\nвторая\r\n") == ()


def test_a_value_for_a_document_loses_what_xml_forbids_and_keeps_what_is_meant() -> None:
    value = f"Рога & Копыта <филиал>\x00\x0b№{NBSP}5\ud800 краи{BREVE}\u202e\ufeff{SHY}\r\nконец"
    assert control_free(value) == f"Рога & Копыта <филиал>\n№{NBSP}5 край{SHY}\nконец"


@given(st.text(max_size=80))
def test_a_value_for_a_document_can_stand_in_xml(value: str) -> None:
    from lxml import etree

    root = etree.Element("a")
    root.text = control_free(value)
    assert unicodedata.is_normalized("NFC", root.text or "")
    assert etree.fromstring(etree.tostring(root, encoding="utf-8")).text == (root.text or None)


def test_the_cost_grows_with_the_length_and_not_faster() -> None:
    piece = f"ми{SHY}нистерство cообщает № 5 и краи{BREVE} "
    short, long = (min(_seconds(piece * times) for _ in range(5)) for times in (50, 1600))
    assert long < short * 32 * 4


def _seconds(text: str) -> float:
    start = time.process_time()  # of this process alone, whatever else the machine does
    clean(text)
    return time.process_time() - start
