"""One word, one finding: the first place of the letter carries the others."""

import pytest

from letterkit.checks.repeats import gather_repeats
from letterkit.core.finding import Finding, Level


def found(code: str, words: str, start: int, *, word: str = "", level: Level = Level.WARNING) -> Finding:
    end = start + len(words)
    return Finding(code, "3.7", level, "…", excerpt=words, start=start, end=end, word=word)


def test_forms_of_a_word_are_one_finding_with_its_other_places() -> None:
    third, first, second = (
        found("foreign.test", words, start)
        for words, start in (("мониторинга", 90), ("Мониторинг", 10), ("мониторингом", 50))
    )
    (told,) = gather_repeats([third, first, second])
    assert (told.excerpt, [other.excerpt for other in told.others]) == ("Мониторинг", ["мониторингом", "мониторинга"])


def test_what_stands_around_the_word_does_not_part_its_places() -> None:
    pair = [
        found("officialese.test", "данный дом", 0, word="данный"),
        found("officialese.test", "данной улицы", 40, word="данной"),
    ]
    assert [len(told.others) for told in gather_repeats(pair)] == [1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (found("foreign.test", "лимит", 0), found("foreign.test", "мониторинг", 40)),
        (found("foreign.test", "лимит", 0), found("foreign.test", "лимит", 40, level=Level.ADVICE)),
        (found("foreign.test", "лимит", 0), found("jargon.test", "лимит", 40)),
        (found("salutation.test", "Анна", 0), found("salutation.test", "Анна", 40)),
        (found("tone.test", "ну", 0), found("tone.test", "ну и ну", 40)),
    ],
)
def test_other_words_levels_rules_and_matters_stay_apart(one: Finding, other: Finding) -> None:
    assert gather_repeats([one, other]) == [one, other]
