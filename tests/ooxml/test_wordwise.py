import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.ooxml.edit import expected_text
from letterkit.ooxml.word_changes import word_by_word


@pytest.mark.parametrize(
    ("was", "now", "changed"),
    [
        ("Уважаемый Мария Петровна", "Уважаемая Мария Петровна", [("ый", "ая")]),
        ("согласно приказа", "Согласно приказу", [("с", "С"), ("а", "у")]),
        ("согласно приказа", "в соответствии с приказом", [("согласно", "в соответствии с"), ("а", "ом")]),
        ("наш приказ", "нашего приказа", [("ш", "шего"), ("з", "за")]),
        ("раз,два", "раз, два", [("", " ")]),
        ("раз  два", "раз два", [(" ", "")]),
        ("в течении года", "в течение года", [("и", "е")]),
        ("один два", "", [("один два", "")]),
        ("один", "один", []),
    ],
)
def test_only_the_words_that_differ_are_changed(was: str, now: str, changed: list[tuple[str, str]]) -> None:
    text = f"а {was} б"
    assert [(text[start:end], new) for start, end, new in word_by_word(text, (2, 2 + len(was), now))] == changed


@given(st.text("аб в,.", max_size=20), st.text("аб в,.", max_size=20))
def test_the_finer_changes_together_are_the_change(was: str, now: str) -> None:
    text = f"<{was}>"
    assert expected_text(text, word_by_word(text, (1, 1 + len(was), now))) == f"<{now}>"
