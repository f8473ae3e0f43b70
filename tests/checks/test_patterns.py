"""Rules of the kind ``pattern``."""

from collections.abc import Callable
from pathlib import Path

from letterkit.checks.rule_book import load_rulebook
from letterkit.checks.run import check
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile

RULE = """\
code: tone.own
kind: pattern
clause: "1.5"
level: error
message: Так не пишут – «{excerpt}»
why: Вздохи ответу не нужны.
find: ['увы\\s+и\\s+ах', 'увы', '\\bах\\b']
examples:
  wrong: ["[Увы и ах], срок прошёл."]
  right: [Срок прошёл.]
"""
CLAUSES = """\
clauses:
  "1.5": {asks: Вежливо, rules: [tone]}
no_clause:
  internal: О работе самой программы.
"""


def test_a_place_that_two_patterns_find_is_told_of_once(
    rules_of: Callable[..., Path], letter_of: Callable[..., Letter], profile: Profile
) -> None:
    book = load_rulebook(rules_of(CLAUSES, own=RULE), ("own",))
    letter = letter_of((Role.BODY, "Увы и ах, срок прошёл. Увы, прошёл и другой, ах."))
    found = check(letter, book=book, profile=profile).findings
    assert [finding.excerpt for finding in found if finding.code == "tone.own"] == ["Увы и ах", "Увы", "ах"]
