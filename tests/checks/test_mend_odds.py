"""The tagger has the last word on what rules guess by grammar."""

import pytest

from letterkit.checks.mend_odds import weigh_findings
from letterkit.checks.rule_book import RuleBook
from letterkit.core.finding import Finding, Level
from letterkit.core.letter import Letter, Part, Role, Source


def weighed(book: RuleBook, text: str, was: str, mend: str, code: str, level: Level = Level.ERROR) -> list[Level]:
    """The levels of what is left of a finding about ``was`` in ``text``."""
    letter = Letter(Source("a.txt", "text", ""), text, (), (Part(Role.BODY, 0, len(text)),))
    start = text.index(was)
    told = Finding(code, None, level, "…", "", was, start, start + len(was), suggestions=(mend,))
    return [finding.level for finding in weigh_findings([told], letter, book)]


def test_what_the_sentence_refutes_is_not_told(book: RuleBook) -> None:
    text = "В связи с изложенным комитет предлагает отклонить законопроект."
    assert weighed(book, text, "изложенным комитет", "изложенным комитетом", "grammar.governed") == []


def test_what_it_bears_out_stays_an_error(book: RuleBook) -> None:
    text = "Ваша жалоба направлена на рассмотрение в администрацию муниципального район."
    assert weighed(book, text, "муниципального район", "муниципального района", "grammar.governed") == [Level.ERROR]


def test_advice_that_it_bears_out_is_a_warning(book: RuleBook) -> None:
    text = "Ваша жалоба направлена на рассмотрение в администрацию муниципального район."
    left = weighed(book, text, "муниципального район", "муниципального района", "grammar.governed", Level.ADVICE)
    assert left == [Level.WARNING]


@pytest.mark.parametrize("code", ["grammar.soglasno-dative", "grammar.paronym"])
def test_fixed_turns_and_words_are_not_weighed(book: RuleBook, code: str) -> None:
    text = "Работы выполнены согласно сметных расчетов подрядчика."
    left = weighed(book, text, "согласно сметных расчетов", "согласно сметным расчетам", code)
    assert left == [Level.ERROR]
