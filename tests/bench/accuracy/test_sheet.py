from collections.abc import Callable
from datetime import date

from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

SENTENCE = "Работы начнутся 01.07.2024 и займут два месяца."


def test_common_words_are_not_names_nor_inside_quotes(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of((SENTENCE, "Заявку примет «Надёжная крыша» Петрова, срок небольшой, см. сайт gorod.example.ru."))
    words = {word.text for word in sheet.words}
    assert {"заявку", "примет", "крышу", "рассмотрев"} & words == {"примет"}
    assert not words & {"надёжная", "крыша", "gorod", "example"}
    assert all(sheet.text[word.start : word.end] == word.text for word in sheet.words)


def test_a_sentence_can_be_put_after_a_paragraph_but_not_after_a_list_item(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of((SENTENCE, "Порядок такой:\n1. Подайте заявку.\n2. Ждите ответа."))
    assert [sheet.text[:place].rsplit("\n", 1)[-1] for place in sheet.hosts] == []
    plain = sheet_of()
    assert [plain.text[place - 7 : place] for place in plain.hosts] == ["месяца."]


def test_the_greeting_says_who_is_written_to(sheet_of: Callable[..., Sheet]) -> None:
    assert sheet_of().greeted == "woman"
    assert sheet_of(("Уважаемая Мария Петровна!", "Уважаемые жители!")).greeted == "several"
    assert sheet_of(("Уважаемая Мария Петровна!\n\n", "")).greeted == "nobody"


def test_the_date_of_the_letter_is_read(sheet_of: Callable[..., Sheet]) -> None:
    assert sheet_of().date == date(2024, 5, 20)
    assert sheet_of(("20.05.2024 № 3.08-1201/24", "№ 3.08-1201/24")).date is None


def test_patterns_are_sought_in_the_parts_asked_for_and_not_in_quotes(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of((SENTENCE, "Тип крыши – «Ленина»."))
    assert [match.group() for match in sheet.find("Ленин[аы]")] == ["Ленина"]
    assert len(list(sheet.find("Ленина", quoted=True))) == 2
    assert [match.group() for match in sheet.find("Ленина", Role.ADDRESSEE)] == ["Ленина"]


def test_a_part_is_taken_out_with_its_line_breaks(sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of()
    start, end = sheet.whole(Role.TITLE) or (0, 0)
    assert sheet.text[start:end] == "О ремонте крыши\n\n"
    assert sheet.whole(Role.ESIGN) is None
