"""Word lists: how a line is read and refused, what is found, and that every line of our own lists is alive."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from letterkit.checks.agreement import replace_words
from letterkit.checks.tokens import tokens
from letterkit.checks.word_list import ListEntry, WordList, beginnings, wake, word_list
from letterkit.core.errors import RuleError
from letterkit.core.people import Case
from letterkit.russian import inflect, morph

WORDS = Path(__file__).resolve().parents[2] / "rules" / "words"
LISTS = {name: word_list(WORDS / name) for name in ("foreign.txt", "jargon.txt", "colloquial.txt", "borrowed.txt")}


def listed(tmp_path: Path, text: str) -> WordList:
    path = tmp_path / "words.txt"
    path.write_text(text, encoding="utf-8")
    return word_list(path)


def found(words: WordList, text: str) -> list[str]:
    seen = tokens(text)
    return [text[seen[first].start : seen[last - 1].end] for _, first, last in words.search(seen)]


def mended(words: WordList, text: str) -> list[str]:
    """The whole text with each mend of the first word that is found."""
    seen = tokens(text)
    entry, first, last = next(words.search(seen))
    made = replace_words(text, seen, first, last, entry)
    return [text[: made.start] + words_ + text[made.end :] for words_ in made.suggestions]


def test_a_line_gives_spellings_answers_level_exceptions_and_advice(tmp_path: Path) -> None:
    notes = "    кроме: лимит средств, лимит дня\n    совет: Назовите число\n    область: бюджет\n"
    words = listed(tmp_path, f"# список\n? лимит, лимиты = предел | граница # хвост\n{notes}")
    first, second = words.entries
    assert (first.source, second.source, first.line) == ("лимит", "лимиты", 2)
    assert (first.answers, first.advice_only, first.advice) == (("предел", "граница"), True, "Назовите число")
    assert second.area == "бюджет"
    assert [each.source for each in second.exceptions] == ["лимит средств", "лимит дня"]


def test_a_colon_gives_an_explanation(tmp_path: Path) -> None:
    (entry,) = listed(tmp_path, "счёт эскроу : счёт в банке, с которого платят после сдачи дома\n").entries
    assert (entry.explanation, entry.answers) == ("счёт в банке, с которого платят после сдачи дома", ())


@pytest.mark.parametrize("line", ["мониторинг", "= проверка", "мониторинг =", "    кроме: мониторинг цен", "? : ?"])
def test_a_line_that_means_nothing_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    with pytest.raises(RuleError) as caught:
        listed(tmp_path, f"# список\n{line}\n")
    assert (caught.value.code, caught.value.line) == ("words.line", 2)


def test_an_unknown_note_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        listed(tmp_path, "лимит = предел\n    когда: всегда\n")
    assert (caught.value.code, caught.value.line) == ("words.line", 2)


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("лимит = предел", "Лимиты исчерпаны, о лимите пишут.", ["Лимиты", "лимите"]),
        ("лимит = предел\n  кроме: лимит бюджетных обязательств", "Лимита бюджетных обязательств нет.", []),
        ("лимит = предел\n  кроме: годовой лимит", "Есть годовой лимит и лимит дня.", ["лимит"]),
        ("красная линия : граница", "Дом стоит за красными линиями.", ["красными линиями"]),
        ("вектор развития = направление развития", "Вектора развития нет, вектор есть.", ["Вектора развития"]),
        ("обновить = сделать новым", "Сайт обновился, обновлённый сайт работает.", ["обновился", "обновлённый"]),
        ("счёт эскроу : счёт", "На счетах эскроу лежат деньги.", ["счетах эскроу"]),
        ("лимит = предел", "Лимитчики уехали.", []),
        ("узел : место", "За узлом следит завод, узла нет.", ["узлом", "узла"]),
        ("лежак : труба\n  рядом: подвал, засор", "Лежак засорился. Лежак в подвале заменят.", ["Лежак"]),
        ("лежак : труба\n  рядом: подвал, засор", "На пляже стоит лежак. Подвал сухой.", []),
    ],
)  # fmt: skip
def test_words_are_found_in_any_form_but_not_in_exceptions(
    tmp_path: Path, line: str, text: str, expected: list[str]
) -> None:
    assert found(listed(tmp_path, line + "\n"), text) == expected


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("мониторинг = проверка", "Ежегодный мониторинг проведён.", "Ежегодная проверка проведена."),
        ("мониторинг = проверка", "Проведён мониторинг цен.", "Проведена проверка цен."),
        ("мониторинг = проверка", "Отдел проводит мониторинг цен.", "Отдел проводит проверку цен."),
        ("мониторинг = проверка", "Мониторинг проводят каждый год.", "Проверку проводят каждый год."),
        ("мониторинг = проверка", "В июне мы осуществим мониторинг цен.", "В июне мы осуществим проверку цен."),
        ("мониторинг = проверка", "Мониторинг осуществим в июне.", "Проверку осуществим в июне."),
        ("мониторинг = проверка", "По итогам мониторинга цены снизили.", "По итогам проверки цены снизили."),
        ("мониторинг = проверка", "Работа ведётся по нашему мониторингу.", "Работа ведётся по нашей проверке."),
        ("тендер = торги", "Тендер состоится в мае.", "Торги состоятся в мае."),
        ("тендер = торги", "Открытый тендер прошёл в мае.", "Открытые торги прошли в мае."),
        ("дедлайн = срок", "О дедлайнах сообщим.", "О сроках сообщим."),
        ("кейс = пример", "Эти кейсы изучили.", "Эти примеры изучили."),
        ("алерт = сигнал", "Мы заняты алертом.", "Мы заняты сигналом."),
        ("тикет = заявка", "Мы заняты тикетами.", "Мы заняты заявками."),
        ("патология = отклонение", "Мы писали о патологии.", "Мы писали об отклонении."),
        ("дефектовка = осмотр", "У нас нет дефектовки.", "У нас нет осмотра."),
        ("обучающийся = ученик", "Книгу дали обучающемуся.", "Книгу дали ученику."),
        ("девелопер = застройщик", "Девелопера оштрафовали.", "Застройщика оштрафовали."),
        ("обновить = освежить", "Сведения обновлены.", "Сведения освежены."),
        ("актуализировать = обновлять", "Список актуализируется раз в год.", "Список обновляется раз в год."),
        ("актуализировать = обновить", "Актуализировав список, отдел ответит.", "Обновив список, отдел ответит."),
        ("актуализировать = обновить", "Мы актуализировали данные.", "Мы обновили данные."),
        ("актуализировать = обновить", "Дело в актуализированном списке.", "Дело в обновленном списке."),
        ("приоритетный = первоочередной", "О приоритетных работах.", "О первоочередных работах."),
        ("актуальный = важный", "Вопрос актуален.", "Вопрос важен."),
        ("онлайн = через интернет", "Онлайн записаться можно.", "Через интернет записаться можно."),
        ("апробация = испытание", "Новая апробация завершена.", "Новое испытание завершено."),
    ],
)
def test_the_mend_takes_the_form_of_the_words_and_what_agrees_changes_too(
    tmp_path: Path, line: str, text: str, expected: str
) -> None:
    assert expected in mended(listed(tmp_path, line + "\n"), text)


def test_a_replacement_that_agrees_is_preferred_to_one_that_changes_its_neighbours(tmp_path: Path) -> None:
    words = listed(tmp_path, "тендер = торги | конкурс\n")
    assert mended(words, "Открытый тендер прошёл.") == ["Открытый конкурс прошёл."]


def test_no_mend_is_offered_where_a_far_word_would_have_to_change(tmp_path: Path) -> None:
    assert mended(listed(tmp_path, "тендер = торги\n"), "Идёт тендер на ремонт, который начался в мае.") == []


AT_ONCE = 100
# Some thousands of lines: a test for each would take longer to begin than to run. Each says which lines it means.
ENTRIES = [
    pytest.param(name, words.entries[first : first + AT_ONCE], id=f"{name}:{words.entries[first].line}")
    for name, words in LISTS.items()
    for first in range(0, len(words.entries), AT_ONCE)
]


def forms_of(entry: ListEntry) -> set[str]:
    """The dictionary form and at least one more, as a letter may have them."""
    reading = morph.parses(entry.source)[0]
    if unchanging(entry):
        return {entry.source}
    if len(entry.words) == 1 and not reading.is_known and entry.source[-1] in "бвгджзклмнпрстфхцчшщ":
        return {entry.source, entry.source + "а", entry.source + "ами"}
    first, rest = entry.words[0], entry.source.removeprefix(entry.words[0])
    reading = morph.parses(first)[0]
    if reading.tag.POS != "INFN" and (rest or reading.tag.POS == "NOUN"):
        cases = (Case.NOMINATIVE, Case.GENITIVE, Case.INSTRUMENTAL)
        return {inflect.inflect(entry.source, case) for case in cases}
    wanted: tuple[set[str], ...] = ({"VERB", "past", "plur"}, {"VERB", "3per", "sing"})
    if reading.tag.POS != "INFN":
        wanted = ({str(reading.tag.POS), "plur", "gent"}, {str(reading.tag.POS), "femn", "sing", "datv"})
    forms = {
        str(form.word) + rest
        for form in morph.lexeme(reading)
        if any(marks <= form.tag.grammemes for marks in wanted)
        and (reading.tag.POS != "PRTF" or (reading.tag.tense, reading.tag.voice) == (form.tag.tense, form.tag.voice))
    }
    return forms | {entry.source}


def company(entry: ListEntry) -> str:
    """A word without which the entry does not count, as the end of a sentence."""
    return f" – {min(entry.beside)}" if entry.beside else ""


def unchanging(entry: ListEntry) -> bool:
    """Adverbs, and words new to the dictionary that end in a vowel as «саммари» does."""
    reading = morph.parses(entry.source)[0]
    indeclinable = "Fixd" in reading.tag or reading.tag.POS in {"ADVB", "PRCL"}
    return len(entry.words) == 1 and (indeclinable or (not reading.is_known and entry.source[-1] in "иоуе"))


@pytest.mark.parametrize(("name", "entries"), ENTRIES)
def test_no_line_of_our_lists_is_dead(name: str, entries: Sequence[ListEntry]) -> None:
    assert [entry.source for entry in entries if len(forms_of(entry)) < 2 and not unchanging(entry)] == []
    dead = []
    for entry in entries:
        for form in forms_of(entry):
            text = f"Мы пишем: {form}{company(entry)}."
            seen = tokens(text)
            hits = [
                (each.line, seen[first].start, seen[last - 1].end) for each, first, last in LISTS[name].search(seen)
            ]
            if hits != [(entry.line, 10, 10 + len(form))]:
                dead.append((entry.line, form, hits))
    assert dead == []


@pytest.mark.parametrize(("name", "entries"), ENTRIES)
def test_every_answer_can_be_put_in_place_of_its_word(name: str, entries: Sequence[ListEntry]) -> None:
    unfit = []
    for entry in (each for each in entries if each.answers):
        for form in forms_of(entry):
            text = f"Мы пишем: {form}{company(entry)}."
            seen = tokens(text)
            _, first, last = next(LISTS[name].search(seen))
            suggestions = replace_words(text, seen, first, last, entry).suggestions
            put = [tokens(f"Мы пишем: {words}{company(entry)}.") for words in suggestions]
            if not put or any(each.line == entry.line for again in put for each, _, _ in LISTS[name].search(again)):
                unfit.append((entry.line, form, suggestions))
    assert unfit == []


@pytest.mark.parametrize(("name", "entries"), ENTRIES)
def test_every_form_of_a_word_wakes_its_line(name: str, entries: Sequence[ListEntry]) -> None:
    spellings = defaultdict(set)
    for entry in LISTS[name].entries:
        spellings[entry.line] |= set(beginnings(entry.words[0]))
    asleep = []
    for entry in entries:
        reading = morph.parses(entry.words[0])[0]
        plain = {str(form.word) for form in morph.lexeme(reading) if not {"Supr", "COMP"} & form.tag.grammemes}
        if not {wake(form) for form in plain} <= spellings[entry.line]:
            asleep.append((entry.line, entry.source))
    assert asleep == []


def test_the_lists_are_as_large_as_promised() -> None:
    terms = {entry.line for entry in LISTS["jargon.txt"].entries}
    words = {entry.line for entry in LISTS["foreign.txt"].entries}
    assert (len(words) >= 250, len(terms) >= 80) == (True, True)


def test_no_word_is_listed_twice() -> None:
    for words in LISTS.values():
        sources = [entry.source for entry in words.entries]
        assert sorted(set(sources)) == sorted(sources)
