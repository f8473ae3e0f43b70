"""Phrases of rule files: what they match, and what is refused when they are written wrong."""

import pytest

from letterkit.checks.function_check import function_check
from letterkit.checks.phrase import PhraseSet, phrase, places_of
from letterkit.checks.tokens import tokens

from ..counted import calls


def found(source: str, text: str) -> list[str]:
    sought = PhraseSet([phrase(source)])
    return [text[match.start : match.end] for _, match in sought.search(tokens(text))]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("в целях", "Это сделано в целях ремонта.", ["в целях"]),
        ("в целях", "Мы пишем о целях ремонта.", []),
        ("~осуществлять контроль", "Отдел осуществляет контроль.", ["осуществляет контроль"]),
        ("~осуществлять контроль", "Отдел осуществляет надзор.", []),
        ("~данный|~указанный вопрос", "По указанному вопросу и данному вопросу.", []),
        (
            "~данный|~указанный ~вопрос",
            "По указанному вопросу и данному вопросу.",
            ["указанному вопросу", "данному вопросу"],
        ),
        ("~проводиться <NOUN>", "Проводится работа.", ["Проводится работа"]),
        ("~проводиться ... ~работа", "Проводится большая и нужная работа.", ["Проводится большая и нужная работа"]),
        ("~проводиться ... ~работа", "Проводится одна два три четыре работа.", []),
        ("~проводиться ... ~работа", "Проводится, хотя и не скоро, работа.", []),
        (
            "~провести надлежащим? ~осмотр",
            "Провели осмотр, провели надлежащим осмотр.",
            ["Провели осмотр", "провели надлежащим осмотр"],
        ),
        ("в случае , если", "В случае, если дом снесут.", ["В случае, если"]),
        ("счёт", "Открыт счет.", ["счет"]),
        ("по [datv]", "Звоните по любым вопросам дома.", ["по любым вопросам"]),
        ("по [datv] ~дом", "Звоните по вопросам дома.", ["по вопросам дома"]),
        ("по [datv]", "Звоните по вторник.", []),
        ("из-за [gent:авария|сбой]", "Стоим из-за новой аварии и из-за дождя.", ["из-за новой аварии"]),
        ("принять _ меры", "Надо принять все меры.", ["принять все меры"]),
    ],
)
def test_a_phrase_matches_by_form_lemma_and_grammar(source: str, text: str, expected: list[str]) -> None:
    assert found(source, text) == expected


def test_many_gaps_and_many_words_that_may_be_missing_are_not_tried_over_and_over() -> None:
    for source in (f"вода{' ...9 вода' * 8} ...9 нет", f"вода{' вода?' * 24} нет"):
        sought, words = phrase(source), tokens("вода " * 100)
        assert calls(lambda sought=sought, words=words: sought.at(words, 0)) < 100_000  # type: ignore[misc]


def test_the_longest_phrase_wins_and_matches_do_not_overlap() -> None:
    sought = PhraseSet([phrase("принять меры"), phrase("принять меры по ~устранение"), phrase("меры по")])
    text = "Решили принять меры по устранению течи и принять меры."
    assert [(number, text[match.start : match.end]) for number, match in sought.search(tokens(text))] == [
        (1, "принять меры по устранению"),
        (0, "принять меры"),
    ]


@pytest.mark.parametrize(
    "source", ["", "<NOUN> дом", "... дом", "дом?", "[gent] дом", "в [дом]", "в [loct:домами]", "~домами", "дом{"]
)
def test_a_phrase_that_cannot_work_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        phrase(source)


def test_places_know_words_and_pairs_of_neighbours() -> None:
    places = places_of(tokens("Так же и он"))

    assert (places["так"], places["так же"], places["же и"]) == ([0], [0], [1])
    assert "так и" not in places.words


def test_a_set_of_phrases_is_woken_by_the_pairs_that_begin_them() -> None:
    sought = PhraseSet([phrase("~принять ~мера"), phrase("впредь ... ~прийти")])

    assert sought.wakes_at(places_of(tokens("Приняты меры")).words)
    assert sought.wakes_at(places_of(tokens("Впредь")).words)
    assert not sought.wakes_at(places_of(tokens("Меры приняты, принято, что меры")).words)


def test_only_a_function_that_looks_at_paragraphs_alone_is_asked_by_their_words() -> None:
    with pytest.raises(RuntimeError, match="alone"):
        function_check("spelling.takzhe", words=("так же",))
