"""Rules of the kind ``match``: what their patterns find in a sentence, what excuses it, and what they put there."""

from pathlib import Path
from typing import Any

import pytest

from letterkit.checking.profile import load_profile
from letterkit.checking.text_alone import line_letter
from letterkit.checks.match_rule import MatchRule
from letterkit.checks.subject import Subject

PROFILE = load_profile(Path(__file__).resolve().parents[2] / "rules" / "profile.yml")
PAIR = {"find": "<=ADJF> <=NOUN>", "differ": "1 2 case number gender"}
COUNTED = {"find": "# (~день|~час)<NOUN>", "differ": "1 2 count", "mend": "{1} {2~1:count}"}


def rule(*entries: dict[str, Any]) -> MatchRule:
    examples = {"wrong": ["Дом [сдан]."], "right": ["Дом строят."]}
    written = {
        "code": "grammar.tried",
        "kind": "match",
        "level": "error",
        "message": "Так не пишут",
        "why": "Есть норма.",
    }
    return MatchRule.model_validate({**written, "find": list(entries), "examples": examples})


def found(text: str, *entries: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    subject = Subject(line_letter(text, "письмо"), PROFILE)
    return [(text[hit.start : hit.end], hit.suggestions) for hit in rule(*entries).work().run(subject)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Виден большой двора.", ["большой двора"]),
        ("Виден большой двор.", []),
        ("Двор стал большой. Двора не видно.", []),  # two sentences
    ],
)
def test_words_that_agree_in_no_reading_are_found(text: str, expected: list[str]) -> None:
    assert [words for words, _ in found(text, PAIR)] == expected


def test_a_number_asks_for_the_form_of_what_it_counts() -> None:
    assert found("Ждали 30 дня и 21 час, потом 3 часа.", COUNTED) == [("30 дня", ("30 дней",))]


def test_a_preposition_has_the_cases_that_it_takes() -> None:
    entry = {"find": "<PREP> ~который", "differ": "1 2 case", "span": 2, "mend": "{2~1:case}"}
    assert found("Дом, о которого Вы пишете, и дом, в котором Вы живёте.", entry) == [("которого", ("котором",))]


def test_a_phrase_that_touches_the_words_excuses_them_and_one_elsewhere_only_from_nowhere() -> None:
    text = "Мы сообщает срок, но не цену."
    entry = {"find": "мы <=VERB>", "differ": "1 2 person number"}
    assert len(found(text, entry)) == len(found(text, {**entry, "unless": "не _"})) == 1
    assert found(text, {**entry, "unless": "_ сообщает"}) == found(text, {**entry, "nowhere": "не"}) == []


def test_a_mend_that_would_be_found_again_is_not_offered() -> None:
    entry = {**COUNTED, "mend": ["{1} {2:nomn,sing}", "{1} {2~1:count}"]}
    assert found("Ждали 30 дня.", entry) == [("30 дня", ("30 дней",))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"find": "<NOUN,?gent>"},
        {"find": "<NOUN>", "differ": "1 2 case"},
        {"find": "<NOUN> <NOUN>", "agree": "1 2 tense"},
        {"find": "<NOUN>", "span": "2-3"},
        {"find": "<NOUN>", "mend": "{2}"},
        {"find": "<NOUN>", "mend": "{1"},
    ],
)
def test_a_pattern_that_cannot_work_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        rule(wrong)
