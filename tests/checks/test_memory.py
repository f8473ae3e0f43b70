"""What rules remember of a paragraph changes nothing that they say."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from letterkit.checking.profile import load_profile
from letterkit.checks import registry
from letterkit.checks.hit import Hit
from letterkit.checks.paragraph_cache import Memory
from letterkit.checks.rule_book import RuleBook, load_rulebook
from letterkit.checks.run import check
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding
from letterkit.core.letter import Part, Role
from letterkit.core.profile import Profile
from letterkit.reading import read_text
from letterkit.settings import load_settings

LETTERS = sorted((Path(__file__).parent.parent / "letters").glob("f*.txt"))[:8]


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_profile(load_settings().profile_path)


@pytest.fixture(scope="module")
def book(profile: Profile) -> RuleBook:
    return load_rulebook(load_settings().rules_dir, profile.packs)


def findings(text: str, book: RuleBook, profile: Profile, memory: Memory | None) -> tuple[Finding, ...]:
    letter = read_text(text.encode(), "letter.txt")
    return check(letter, book=book, profile=profile, memory=memory).findings


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_letter_checked_again_has_the_same_findings(path: Path, book: RuleBook, profile: Profile) -> None:
    memory = Memory()
    text = path.read_text(encoding="utf-8")
    first = findings(text, book, profile, memory)
    assert first == findings(text, book, profile, memory) == findings(text, book, profile, None)


def test_a_paragraph_seen_in_one_letter_is_judged_in_its_place_in_another(book: RuleBook, profile: Profile) -> None:
    memory = Memory()
    texts = [path.read_text(encoding="utf-8") for path in LETTERS]
    for text in texts:
        findings(text, book, profile, memory)
    moved = ["\n" * 3 + text for text in texts]
    assert [findings(text, book, profile, memory) for text in moved] == [
        findings(text, book, profile, None) for text in moved
    ]


def test_an_edited_sentence_is_judged_anew(book: RuleBook, profile: Profile) -> None:
    memory = Memory()
    text = LETTERS[0].read_text(encoding="utf-8")
    findings(text, book, profile, memory)
    worse = text.replace("С уважением", "В целях недопущения этого работаем.\n\nС уважением")
    assert (
        findings(worse, book, profile, memory)
        == findings(worse, book, profile, None)
        != findings(text, book, profile, None)
    )


def test_no_more_paragraphs_are_held_than_the_memory_is_given() -> None:
    memory = Memory(most=3)
    for number in range(10):
        memory.of(f"абзац {number}", Part(Role.BODY, 0, 7 + len(str(number)))).by_rule["rule"] = ()
    assert len(memory) == 3


def test_what_was_found_is_given_back_for_the_same_words_elsewhere() -> None:
    memory = Memory()
    memory.of("\n\nабзац\n\n", Part(Role.BODY, 2, 7)).by_rule["rule"] = ("found",)
    assert memory.of("другой текст\n\nабзац\n\n", Part(Role.BODY, 14, 19)).by_rule == {"rule": ("found",)}


def test_a_paragraph_that_every_rule_was_asked_of_is_not_asked_of_again(profile: Profile) -> None:
    text = "Первый абзац.\n\nВторой абзац.\n"
    memory, asked = Memory(), []

    def work(part: Part) -> tuple[str, ...]:
        asked.append(part.start)
        return ("found",) if part.start else ()

    for _ in range(2):
        subject = Subject(read_text(text.encode(), "a.txt"), profile, memory=memory)
        assert [found for _, found in subject.recall(None, "rule", work)] == ["found"] * (len(subject.parts) - 1)
        subject.settle()
    assert len(asked) == len(subject.parts)
    assert memory.of(text, subject.parts[0]).by_rule == {}


def test_a_paragraph_that_another_thread_settles_meanwhile_is_still_asked_of(profile: Profile) -> None:
    letter, memory = read_text("Первый абзац.\n\nВторой абзац.\n".encode(), "a.txt"), Memory()
    one, other = (Subject(letter, profile, memory=memory) for _ in range(2))
    assert "rule" not in one.awake
    assert other.recall(None, "rule", lambda part: ("found",))
    other.settle()
    roles = tuple(part.role for part in one.parts)
    assert one.recall(roles, "rule", lambda part: ("found",)) == [(part, "found") for part in one.parts]


def test_the_same_words_in_another_part_of_the_letter_are_another_paragraph() -> None:
    memory = Memory()
    memory.of("абзац", Part(Role.BODY, 0, 5)).by_rule["rule"] = ("found",)
    assert memory.of("абзац", Part(Role.TITLE, 0, 5)).by_rule == {}


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_a_function_of_paragraphs_finds_in_each_alone_what_it_finds_in_the_letter(
    path: Path, book: RuleBook, profile: Profile
) -> None:
    subject = Subject(read_text(path.read_bytes(), path.name), book.complete(profile))
    of_paragraphs = [logic for logic in registry.functions().values() if logic.alone]
    assert {logic.code: found(logic.run(subject)) for logic in of_paragraphs} == {
        logic.code: found(
            hit.move(part.start) for part in subject.parts_of(*logic.alone) for hit in logic.run(subject.alone(part))
        )
        for logic in of_paragraphs
    }


def found(hits: Iterable[Hit]) -> set[tuple[int | None, int | None, tuple[str, ...]]]:
    return {(hit.start, hit.end, hit.suggestions) for hit in hits}
