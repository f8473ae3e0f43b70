"""Words: one analyser, readings, dictionary forms."""

from letterkit.russian.morph import analyser, is_known, lemma, lemmas, lexeme, parses


def test_the_analyser_is_made_once() -> None:
    assert analyser() is analyser()


def test_readings_are_kept_between_calls() -> None:
    assert parses("министерства") is parses("министерства")


def test_the_lemma_is_the_dictionary_form_in_lower_case() -> None:
    assert lemma("Министерства") == "министерство"


def test_all_lemmas_of_an_ambiguous_word_are_given() -> None:
    assert {"сталь", "стать"} <= lemmas("стали")


def test_an_invented_word_is_not_known() -> None:
    assert not is_known("зщшткупа")


def test_e_may_stand_for_yo() -> None:
    assert is_known("ученый")
    assert is_known("учёный")


def test_a_lexeme_holds_the_oblique_forms() -> None:
    assert "домами" in {form.word for form in lexeme(parses("дом")[0])}
