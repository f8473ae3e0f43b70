"""Noun phrases: the noun with what agrees with it, and the same put into another case."""

import pytest

from letterkit.checks.noun_phrase import noun_phrase
from letterkit.checks.tokens import tokens
from letterkit.core.people import Case


@pytest.mark.parametrize(
    ("text", "case", "words"),
    [
        ("жилых домов города", "gent", "жилых домов"),
        ("деятельностью компании", "ablt", "деятельностью"),
        ("рабочий посёлок растёт", "nomn", "рабочий посёлок"),
        ("нового детского сада", "gent", "нового детского сада"),
        ("крыши дома", "gent", "крыши"),
        ("крышу дома", "gent", None),
        ("жилых дома", "gent", None),
        ("для дома", "gent", None),
        ("старым новым домам", "datv", "старым новым домам"),
    ],
)
def test_a_noun_is_found_with_what_agrees_with_it(text: str, case: str, words: str | None) -> None:
    found = noun_phrase(tokens(text), 0, (case,))
    assert (" ".join(token.text for token in found.tokens) if found else None) == words


@pytest.mark.parametrize(
    ("text", "stands_in", "case", "put"),
    [
        ("текущей деятельностью", "ablt", Case.ACCUSATIVE, "текущую деятельность"),
        ("жилых домов", "gent", Case.ACCUSATIVE, "жилые дома"),
        ("многодетных семей", "gent", Case.DATIVE, "многодетным семьям"),
        ("новых жителей", "gent", Case.ACCUSATIVE, "новых жителей"),
        ("Красной крыши", "gent", Case.NOMINATIVE, "Красная крыша"),
        ("счётчику", "datv", Case.GENITIVE, "счётчика"),
    ],
)
def test_a_phrase_is_put_into_another_case(text: str, stands_in: str, case: Case, put: str) -> None:
    found = noun_phrase(tokens(text), 0, (stands_in,))
    assert found is not None
    assert found.put(case) == put
