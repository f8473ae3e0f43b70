"""Lists of words are known by name with the rules that ask them, and read line by line as people write them."""

from pathlib import Path

import pytest

from letterkit.checks.lists import ListLine, words_files, words_of
from letterkit.checks.own.lists import LISTS
from letterkit.checks.rule_book import load_rulebook
from letterkit.core.errors import RequestError, RuleError

RULES = Path(__file__).parents[2] / "rules"
ALL_PACKS = ("order-2024", "gost-2025", "language")

MADE = """# Слова для пробы.
#   слово = замена

# Деньги
лимит = предел
    кроме: лимит бюджетных обязательств
    совет: назовите сумму
транш = часть

[прочее]
# Разное
ёмкость : сосуд
"""
ABOUT = "lists: {made: {title: Проба, rules: [tone.x]}}\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "made.txt").write_text(MADE, encoding="utf-8")
    (tmp_path / "words" / "lists.yml").write_text(ABOUT, encoding="utf-8")
    return tmp_path


def test_every_list_has_a_title_and_rules_that_there_are() -> None:
    book = load_rulebook(RULES, ALL_PACKS)
    lists = words_files(RULES)
    assert len(lists) == len(list((RULES / "words").glob("*.txt")))
    for each in lists:
        assert each.title != each.name
        assert each.is_for
        assert each.lines
        assert set(each.rules) <= book.by_code.keys(), each.name
    assert {each.name for each in lists} == {path.stem for path in (RULES / "words").glob("*.txt")}


def test_a_rule_that_names_its_list_is_named_by_it() -> None:
    named = 0
    for path in RULES.glob("*/*.*.yml"):
        for line in filter(_is_list, path.read_text(encoding="utf-8").splitlines()):
            assert path.stem in words_of(RULES, line.split(":")[1].strip().removesuffix(".txt")).rules
            named += 1
    assert named >= 4


def _is_list(line: str) -> bool:
    return line.startswith(("words: ", "pairs: ")) and line.rstrip().endswith(".txt")


def test_entries_stand_under_their_headings_with_their_notes(rules: Path) -> None:
    found = words_of(rules, "made")
    assert (found.title, found.is_for, found.rules) == ("Проба", "Слова для пробы.\n  слово = замена", ("tone.x",))
    notes = ("кроме: лимит бюджетных обязательств", "совет: назовите сумму")
    assert found.lines == (
        ListLine(5, "Деньги", "лимит = предел", notes),
        ListLine(8, "Деньги", "транш = часть"),
        ListLine(12, "Разное", "ёмкость : сосуд"),
    )


def test_a_word_is_found_in_any_letters_and_in_the_notes(rules: Path) -> None:
    limit, tranche, vessel = words_of(rules, "made").lines
    assert vessel.has("ЕМКОСТЬ")
    assert limit.has("Бюджетных  обязательств")
    assert not tranche.has("предел")


@pytest.mark.parametrize("name", ["no-such", "../profile", "lists", ""])
def test_a_list_that_is_not_there_is_refused(rules: Path, name: str) -> None:
    with pytest.raises(RequestError) as refused:
        words_of(rules, name)
    assert refused.value.code == "words.unknown"


def test_what_is_said_of_lists_is_read_strictly(rules: Path) -> None:
    (rules / "words" / "lists.yml").write_text("lists: {made: {title: Проба, rule: x}}\n", encoding="utf-8")
    with pytest.raises(RuleError) as refused:
        words_files(rules)
    assert refused.value.line == 1


def test_a_list_of_which_nothing_is_said_goes_by_its_name(rules: Path) -> None:
    (rules / "words" / "bare.txt").write_text("# Без описания\nслово\n", encoding="utf-8")
    found = words_of(rules, "bare")
    assert (found.title, found.rules, len(found.lines)) == ("bare", (), 1)


def test_the_rules_named_for_people_are_those_that_change_with_the_list() -> None:
    """lists.yml tells the main ones, ``own.lists`` all of them: nothing may be named that does not ask the list."""
    for each in words_files(RULES):
        kind = LISTS[f"{each.name}.txt"]
        assert [code for code in each.rules if not kind.asks(code)] == [], each.name
