"""Rules of the kind ``speech``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from letterkit.checks.rule_book import load_rulebook
from letterkit.checks.run import check
from letterkit.core.errors import RuleError
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile

RULE = """\
code: tone.own
kind: speech
clause: "1.5"
level: warning
message: Упрёк – «{excerpt}»
why: Упрёки ответу не нужны.
sets:
  applicant: |
    Вам
  duty: |
    следовало|стоило
    надо было
  mind: |
    ~читать|~думать
  thought: |
    (@mind)<2per>
    <COMP>
  others: |
    ~подрядчик
  you: Вы
find:
  - all: [duty, applicant]
    none: [others]
  - all: [you, thought]
    within: sentence
examples:
  wrong: ["[Вам следовало] прийти."]
  right: [Приём закончен.]
"""
NAMED = """\
code: tone.named
kind: existence
clause: "1.5"
level: warning
message: Так не пишут – «{excerpt}»
why: Упрёки ответу не нужны.
find: [{find: Вам стоило}]
examples:
  wrong: ["[Вам стоило] прийти."]
  right: [Приём закончен.]
"""
CLAUSES = """\
clauses:
  "1.5": {asks: Вежливо, rules: [tone]}
no_clause:
  internal: О работе самой программы.
"""

Found = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def found(rules_of: Callable[..., Path], letter_of: Callable[..., Letter], profile: Profile) -> Found:
    book = load_rulebook(rules_of(CLAUSES, own=RULE, named=NAMED), ("own",))

    def of(text: str) -> list[tuple[str, str]]:
        report = check(letter_of((Role.BODY, text)), book=book, profile=profile)
        return [(finding.code, finding.excerpt) for finding in report.findings if finding.family == "tone"]

    return of


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Вам ещё весной следовало прийти.", "Вам ещё весной следовало"),
        ("Прийти надо было Вам самому.", "надо было Вам"),
        ("Приём, как Вы, видимо, думаете, окончен.", "Вы, видимо, думаете"),
        ("Вы пришли, хотя можно было быстрее.", "Вы пришли, хотя можно было быстрее"),
    ],
)
def test_sets_answer_in_any_order(found: Found, text: str, excerpt: str) -> None:
    assert found(text) == [("tone.own", excerpt)]


@pytest.mark.parametrize(
    "text",
    ["Вам написали, что следовало прийти.", "Подрядчику следовало позвонить Вам.", "Прийти надо было вчера."],
)
def test_it_is_silent_over_a_border_by_an_exception_and_for_a_set_alone(found: Found, text: str) -> None:
    assert found(text) == []


def test_a_rule_that_names_the_words_is_heard_alone(found: Found) -> None:
    assert found("Вам стоило прийти.") == [("tone.named", "Вам стоило")]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("all: [duty, applicant]", "all: [duty, nobody]"), ("all: [you, thought]", "all: [thought, you]")],
)
def test_a_set_that_is_not_there_and_an_open_set_in_front_are_faults(
    rules_of: Callable[..., Path], right: str, wrong: str
) -> None:
    with pytest.raises(RuleError):
        load_rulebook(rules_of(CLAUSES, own=RULE.replace(right, wrong)), ("own",))
