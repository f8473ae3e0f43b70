"""One finding a span: of two about the same words the better one stands."""

import pytest

from letterkit.checks.duplicates import one_a_span
from letterkit.core.finding import Finding, Level


def over(
    code: str, start: int, end: int, level: Level = Level.WARNING, *, mend: str = "", safe: bool = False
) -> Finding:
    return Finding(code, None, level, "…", start=start, end=end, suggestions=(mend,) if mend else (), safe=safe)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (over("jargon.test", 0, 10, Level.WARNING), over("officialese.test", 0, 10, Level.ADVICE, mend="иначе")),
        (over("spelling.test", 0, 10, mend="так", safe=True), over("foreign.test", 0, 10, mend="иначе")),
        (over("officialese.test", 0, 10, mend="так"), over("jargon.test", 0, 10)),
        (over("grammar.test", 0, 10, Level.ERROR), over("punctuation.test", 0, 10)),
        (over("officialese.one", 0, 12), over("officialese.other", 0, 8)),
        (over("law.test", 4, 20, Level.WARNING), over("officialese.test", 0, 20, Level.ADVICE)),
    ],
)
def test_the_graver_then_the_surer_then_the_longer_stands(better: Finding, worse: Finding) -> None:
    assert one_a_span([worse, better]) == [better] == one_a_span([better, worse])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (over("officialese.test", 0, 40), over("jargon.test", 20, 30)),  # a word of a turn
        (over("typography.quotes", 0, 20), over("law.test", 0, 20)),  # marks and words
        (over("grammar.test", 0, 20), over("officialese.test", 0, 20)),  # the form and the word
        (over("outcome.test", 0, 20), over("tone.test", 0, 20)),  # what is said and how
        (over("readability.test", 0, 200), over("tone.test", 0, 190)),  # a sentence
        (over("punctuation.test", 5, 5), over("punctuation.other", 5, 5)),  # marks to be put
        (over("jargon.test", 0, 10), over("foreign.test", 10, 20)),
    ],
)
def test_what_asks_about_something_else_stands_beside(one: Finding, other: Finding) -> None:
    assert one_a_span([one, other]) == [one, other]


def test_one_that_was_silenced_silences_nobody() -> None:
    graver = over("spelling.test", 0, 10, Level.ERROR)
    between = over("foreign.test", 4, 14, Level.WARNING)
    milder = over("jargon.test", 8, 18, Level.ADVICE)
    assert one_a_span([milder, between, graver]) == [milder, graver]
