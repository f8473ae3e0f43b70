"""What a pack adds to a list of words or takes out of it holds wherever that list is read."""

import pickle

import pytest

from letterkit.checks.own.lists import LISTS
from letterkit.language.lexicon import load_lexicon
from letterkit.word_lists import shipped_lists, words_file

from .conftest import Over, Said, excerpts, pack


def adds(name: str, *lines: str) -> str:
    return f"words:\n  {name}:\n    add:\n" + "".join(f'      - "{line}"\n' for line in lines)


def takes(name: str, *lines: str) -> str:
    return f"words:\n  {name}:\n    remove:\n" + "".join(f'      - "{line}"\n' for line in lines)


@pytest.mark.parametrize(
    ("code", "name", "line", "words", "found"),
    [
        ("foreign.has-russian", "foreign.txt", "кукурузник = самолёт", "Прилетел кукурузник.", "кукурузник"),
        ("tone.colloquial", "colloquial.txt", "кукурузник = самолёт", "Прилетел кукурузник.", "кукурузник"),
        ("jargon.unexplained", "jargon.txt", "кукурузник : самолёт полей", "Прилетел кукурузник.", "кукурузник"),
        ("officialese.verb-and-noun", "verb-and-noun.txt", "дать, давать + кукурузник = помочь, помогать",
         "Мы дали кукурузник.", "дали кукурузник"),
        ("grammar.governed", "government.txt", "порхать = на чём ; чего", "Самолёты порхали полей.", "полей"),
        ("abbreviation.not-expanded", "abbreviations.txt", "ЫЦЩ = ыцовый цех", "Закрыт ЫЦЩ.", "ЫЦЩ"),
        ("law.no-name", "acts.txt", "999-ФЗ | 01.02.2003 | О кукурузниках",
         "По Федеральному закону от 01.02.2003 № 999-ФЗ дом снесут.", "Федеральному закону от 01.02.2003 № 999-ФЗ"),
        ("officialese.empty-verb", "officialese.txt", "[глаголы] выпекать", "Мы выпекаем осмотр домов.",
         "выпекаем осмотр домов"),
    ],
)  # fmt: skip
def test_an_added_line_holds(over: Over, said: Said, code: str, name: str, line: str, words: str, found: str) -> None:
    book = over(adds(name, line))
    assert book.remarks == ()
    assert found in excerpts(said(book, words, code))
    without = said(over(), words, code)
    assert found not in excerpts(without) or without[0].advice != said(book, words, code)[0].advice


@pytest.mark.parametrize(
    ("code", "name", "taken", "words"),
    [
        ("foreign.has-russian", "foreign.txt", "лимит", "Исчерпан лимит."),
        ("officialese.empty-verb", "officialese.txt", "[глаголы] осуществлять", "Мы осуществляем осмотр домов."),
        ("officialese.verb-and-noun", "verb-and-noun.txt", "внести, вносить + оплата", "Просим внести оплату."),
        ("grammar.governed", "government.txt", "удовлетворять", "Это удовлетворяет требованиям дома."),
    ],
)
def test_a_line_taken_out_is_silent(over: Over, said: Said, code: str, name: str, taken: str, words: str) -> None:
    book = over(takes(name, taken))
    assert book.remarks == ()
    assert said(book, words, code) == []
    if code != "grammar.governed":
        assert said(over(), words, code) != []


def test_a_request_may_be_added_and_taken_out(over: Over, said: Said) -> None:
    assert excerpts(said(over(), "Копайте яму.", "tone.order")) == ["Копайте"]
    assert said(over(adds("requests.txt", "копать")), "Копайте яму.", "tone.order") == []
    assert said(over(), "Позвоните нам.", "tone.order") == []
    assert excerpts(said(over(takes("requests.txt", "позвонить")), "Позвоните нам.", "tone.order")) == ["Позвоните"]


def test_a_line_of_the_same_words_takes_the_place_of_the_shipped_one(over: Over, said: Said) -> None:
    (found,) = said(over(adds("foreign.txt", "лимит = черта")), "Исчерпан лимит.", "foreign.has-russian")
    assert ["черта" in each for each in found.suggestions] == [True]


def test_one_spelling_of_several_is_heard_before_the_shipped_line(over: Over, said: Said) -> None:
    listed = next(entry for entry in shipped_lists_of("foreign.txt") if "," in entry.split("=")[0])
    word = listed.split(",")[0].strip()
    (found,) = said(over(adds("foreign.txt", f"{word} = кукурузник")), f"Вот {word}.", "foreign.has-russian")
    assert found.suggestions == ("кукурузник",)


def test_an_entry_is_added_with_its_notes(over: Over, said: Said) -> None:
    lines = "      - |\n        кукурузник = самолёт\n        кроме: белый кукурузник\n"
    book = over(f"words:\n  foreign.txt:\n    add:\n{lines}")
    words = "Прилетел кукурузник. Прилетел белый кукурузник."
    assert book.remarks == ()
    assert len(said(book, words, "foreign.has-russian")) == 1


def test_a_bad_line_is_told_and_the_others_hold(over: Over, said: Said) -> None:
    book = over(adds("foreign.txt", "кукурузник = самолёт", "без ответа", "аэродром = поле"))
    assert [(remark.code, remark.line, remark.details["text"]) for remark in book.remarks] == [
        ("pack.bad-line", 7, "без ответа")
    ]
    assert len(said(book, "Аэродром принял кукурузник.", "foreign.has-russian")) == 2


@pytest.mark.parametrize("name", sorted(LISTS))
def test_no_line_makes_a_list_unreadable_for_the_rules(over: Over, name: str) -> None:
    """Whatever is written is either taken or told; the rules are read after it."""
    lines = ("=", "а = б | xyz > foo", "[нет] а", "? =", "| | |", "a + b = c, d | в foo > bar", "кроме: слово")
    book = over(adds(name, *lines))
    assert len(book.checks) == len(over().checks)
    assert {remark.code for remark in book.remarks} <= {"pack.bad-line", "pack.no-section"}


def test_what_is_not_there_cannot_be_taken_out(over: Over) -> None:
    (remark,) = over(takes("foreign.txt", "кукурузник")).remarks
    assert (remark.code, remark.line, remark.details["list"]) == ("pack.no-line", 6, "foreign.txt")


def test_a_section_that_is_not_there_is_told(over: Over) -> None:
    remarks = over(adds("officialese.txt", "[слова] кукурузник", "кукурузник")).remarks
    assert [remark.code for remark in remarks] == ["pack.no-section"] * 2


def test_an_unknown_list_is_told_unless_a_rule_of_the_pack_reads_it(over: Over, said: Said) -> None:
    lines = adds("planes.txt", "кукурузник = самолёт")
    (remark,) = over(lines).remarks
    assert (remark.code, remark.line) == ("pack.no-list", 4)
    rule = """\
rules:
  - code: tone.planes
    kind: wordlist
    words: planes.txt
    level: advice
    message: Не пишите «{excerpt}»
    why: Так решено у нас.
    examples: {wrong: ["Прилетел [кукурузник]."], right: ["Прилетел самолёт."]}
"""
    book = over(lines + rule)
    assert book.remarks == ()
    assert excerpts(said(book, "Видели кукурузники.", "tone.planes")) == ["кукурузники"]


def test_words_of_the_house_are_known_to_spelling(over: Over) -> None:
    book = over(adds("dictionary.txt", "Кукурузовка"))
    assert not load_lexicon(shipped_lists()).is_house("Кукурузовку")
    assert load_lexicon(book.lists).is_house("Кукурузовку")


def test_lists_cross_into_other_processes_and_are_in_force_for_one_thread_at_a_time(over: Over) -> None:
    lists = over(adds("foreign.txt", "кукурузник = самолёт")).lists
    again = pickle.loads(pickle.dumps(lists))
    assert again == lists
    assert again != shipped_lists()
    with again.reading():
        assert words_file("foreign.txt") == lists.file("foreign.txt")
    assert words_file("foreign.txt") == shipped_lists().file("foreign.txt")


def test_the_table_of_lists_names_every_list() -> None:
    assert sorted(LISTS) == sorted(path.name for path in shipped_lists().folder.glob("*.txt"))


def shipped_lists_of(name: str) -> list[str]:
    """The lines of a list as it came."""
    lines = (shipped_lists().folder / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("#", " "))]


def test_packs_change_a_list_one_after_another(over: Over, said: Said) -> None:
    book = over(adds("foreign.txt", "кукурузник = самолёт"))
    assert pack("").words == {}
    assert len(said(book, "Исчерпан лимит, прилетел кукурузник.", "foreign.has-russian")) == 2
