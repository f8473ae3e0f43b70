"""What a pattern needs is never missing where it matches."""

from pathlib import Path

import pytest
import regex

from letterkit.checks.kinds import PatternRule
from letterkit.checks.literals import cue_of, may_match, needed_pieces
from letterkit.checks.prefilter import Cues, Paragraph
from letterkit.checks.rule_book import load_rulebook
from letterkit.core.errors import RuleError
from letterkit.datafile import parse_yaml, read_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        (r"#(?:ССЫЛКА!|Н/Д)", {"#ссылка!", "#н/д"}),
        (r"(?<![\w.])(?:т\.\s?к\.|и\s+пр\.)", {"т.", "пр."}),
        (r"(?:след|отд)\.(?=\s)", {"след.", "отд."}),
        (r"принят[оы]?(?!\p{L})/", {"принят/", "принято/", "приняты/"}),
        (r"(?:д|кв)?\.?\d", set()),
        (r"(?<=\S\s)[–—](?=\p{L})", {"–", "—"}),
        (r"в\s+соответстви(?P<end>е)", {"соответствие"}),
        (r"(?:стр\.)?\d+/\d+", {"/"}),
        (r"\p{L}+", set()),
        (r"(?:/)*\d", set()),
        (r"а|\d", set()),
        (r"(?<broken", set()),
    ],
)
def test_a_pattern_needs_the_rarest_piece_that_every_match_holds(source: str, pieces: set[str]) -> None:
    assert needed_pieces(source) == pieces


def test_letter_case_does_not_hide_a_match() -> None:
    assert may_match(r"ДД\.ММ")("срок: дд.мм.гггг")


def test_every_example_of_every_pattern_rule_holds_what_its_pattern_needs() -> None:
    for check in load_rulebook(ROOT / "rules", ("gost-2025",)).checks:
        if check.kind != "pattern":
            continue
        file = ROOT / check.file
        rule = PatternRule.model_validate(parse_yaml(read_text(file, RuleError), file=check.file, error=RuleError))
        texts = [example.text for example in (*check.wrong, *check.right) if example.text]
        for source in rule.find:
            pattern = regex.compile(source, regex.V1 | (regex.IGNORECASE if rule.ignore_case else 0))
            cues = Cues([cue_of(check.code, source)])
            for text in texts:
                plain = text.replace("[", "").replace("]", "")
                (heard,) = cues.hear([Paragraph(plain.lower(), frozenset())])
                assert heard or not pattern.search(plain), (check.code, source, plain)
