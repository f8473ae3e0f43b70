"""Every example of every list of words: its line is found in it, and its first mend makes of it what is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import regex

from letterkit.checks.check import Check
from letterkit.checks.hit import Hit
from letterkit.checks.lists import ListLine, WordsFile, words_files, words_of
from letterkit.checks.own.lists import LISTS
from letterkit.checks.own.words import head_of
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import tokens
from letterkit.checks.word_list import word_list
from letterkit.core.errors import RuleError
from letterkit.core.letter import Letter, Role
from letterkit.core.profile import Profile
from letterkit.word_lists import ListedExample, changed_list, list_lines, listed_example

RULES = Path(__file__).resolve().parents[2] / "rules"

Letters = Callable[..., Letter]


def places(listed: WordsFile, line: ListLine, text: str) -> set[int]:
    """Where the words of ``line`` stand in ``text``."""
    seen = tokens(text)
    file = RULES / "words" / f"{listed.name}.txt"
    if LISTS[file.name].read is word_list:
        return {seen[first].start for entry, first, _ in word_list(file).search(seen) if entry.line == line.number}
    words = [lemma for token in tokens(head_of(line.words)) for lemma in token.lemmas]
    return {token.start for token in seen if not token.lemmas.isdisjoint(words)}


def is_about(hit: Hit, at: set[int]) -> bool:
    assert hit.start is not None
    assert hit.end is not None
    return any(hit.start <= place < hit.end for place in at)


def faults(line: ListLine, example: ListedExample, listed: WordsFile, rules: list[Check], subject: Subject) -> str:
    at = places(listed, line, example.wrong)
    hits = [hit for rule in rules for hit in rule.run(subject) if is_about(hit, at)]
    if not hits:
        return "nothing is found"
    mends = [
        f"{example.wrong[: hit.start]}{hit.suggestions[0]}{example.wrong[hit.end :]}" for hit in hits if hit.suggestions
    ]
    return "" if example.mended in ("", *mends) else f"it becomes {mends}"


@pytest.mark.parametrize("listed", words_files(RULES), ids=lambda listed: listed.name)
def test_every_example_of_a_list_holds(listed: WordsFile, book: RuleBook, profile: Profile, letter_of: Letters) -> None:
    rules = [book.by_code[code] for code in listed.rules if code in book.by_code]

    def told() -> Iterator[str]:
        for line in listed.lines:
            for example in line.examples:
                subject = Subject(letter_of((Role.BODY, example.wrong)), profile)
                if fault := faults(line, example, listed, rules, subject):
                    yield f"{listed.name}.txt:{line.number}: {example.wrong} – {fault}, not {example.mended!r}"

    assert list(told()) == []


@pytest.mark.parametrize("name", ["abbreviations", "colloquial", "foreign", "officialese", "verb-and-noun"])
def test_what_says_one_thing_by_another_has_an_example(name: str) -> None:
    lines = words_of(RULES, name).lines
    assert [line.words for line in lines if regex.search("[=>]", line.words) and not line.examples] == []


def test_an_example_is_a_sentence_and_what_becomes_of_it() -> None:
    assert listed_example("пример: Лимит, исчерпан. => Предел исчерпан.") == ListedExample(
        "Лимит, исчерпан.", "Предел исчерпан."
    )
    assert listed_example("пример: Лимит исчерпан.") == ListedExample("Лимит исчерпан.")
    assert listed_example("кроме: пример") is None


@pytest.mark.parametrize("note", ["пример:", "пример: => Предел.", "пример: Лимит. =>", "образец: Лимит."])
def test_an_example_that_says_nothing_is_refused_with_its_place(note: str) -> None:
    text = changed_list(Path("words.txt"), f"лимит = предел\n    {note}\n")
    for read in (word_list, lambda file: list(list_lines(file))):
        with pytest.raises(RuleError) as caught:
            read(text)
        assert (caught.value.code, caught.value.line) == ("words.line", 2)


def test_an_example_without_a_line_is_refused() -> None:
    with pytest.raises(RuleError):
        list(list_lines(changed_list(Path("words.txt"), "[работы]\n    пример: Идёт работа.\n")))
