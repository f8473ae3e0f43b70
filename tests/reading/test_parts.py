import time
from collections import Counter

import pytest
from odd_letters import Made, as_docx, as_txt, made_letters
from sample_letters import SAMPLES

from letterkit.core.letter import Letter, Role
from letterkit.reading import read_docx, read_text

ODD = made_letters()


def words_by_role(letter: Letter) -> Counter[tuple[str, str]]:
    return Counter((part.role.value, word) for part in letter.parts for word in letter.text_of(part).split())


def wrongly_read(made: Made, letter: Letter) -> dict[str, list[tuple[str, str]]]:
    """Words that were not read in their role, and in which they were; page numbers are not in the marked texts."""
    expected = made.expected()
    found = Counter({pair: n for pair, n in words_by_role(letter).items() if pair[0] != "page_number"})
    return {"missing": sorted((expected - found).elements()), "instead": sorted((found - expected).elements())}


RIGHT: dict[str, list[tuple[str, str]]] = {"missing": [], "instead": []}


def typed(text: str) -> Letter:
    return read_text(text.encode(), "letter.txt")


def roles_of(text: str) -> list[tuple[str, str]]:
    letter = typed(text)
    return [(part.role.value, " ".join(letter.text_of(part).split())) for part in letter.parts]


@pytest.mark.parametrize("made", [made for made in ODD if made.missing_form != "txt"], ids=lambda made: made.name)
def test_odd_letters_typed_by_hand_are_read_word_for_word(made: Made) -> None:
    assert wrongly_read(made, typed(as_txt(made))) == RIGHT


@pytest.mark.parametrize("made", [made for made in ODD if made.missing_form != "docx"], ids=lambda made: made.name)
def test_odd_letters_from_word_are_read_word_for_word(made: Made) -> None:
    assert wrongly_read(made, read_docx(as_docx(made), f"{made.name}.docx")) == RIGHT


@pytest.mark.parametrize("made", [made for made in ODD if made.missing_form is None], ids=lambda made: made.name)
def test_windows_line_ends_change_no_role(made: Made) -> None:
    assert wrongly_read(made, typed(as_txt(made, newline="\r\n"))) == RIGHT


@pytest.mark.parametrize("made", ODD, ids=lambda made: made.name)
def test_parts_stand_in_order_and_never_overlap(made: Made) -> None:
    letter = typed(as_txt(made))
    assert all(one.end <= two.start for one, two in zip(letter.parts, letter.parts[1:], strict=False))
    assert all(letter.text_of(part) == letter.text_of(part).strip() for part in letter.parts)
    covered = sum(len("".join(letter.text_of(part).split())) for part in letter.parts)
    without = {"от"}
    assert covered >= sum(len(word) for word in letter.text.split() if word not in without)


def test_there_are_more_than_thirty_odd_letters() -> None:
    assert len(ODD) > 45


def test_a_letter_of_the_ministry_has_all_its_parts() -> None:
    assert [role for role, _ in roles_of(SAMPLES["redirected"])] == [
        "letterhead",
        "date",
        "number",
        "reference",
        "addressee",
        "title",
        "salutation",
        "opening",
        "body",
        "closing",
        "signature",
        "executor",
    ]


def test_every_paragraph_of_the_text_is_a_part_and_only_the_first_is_the_opening() -> None:
    text = "Уважаемый Иван!\n\n" + "\n\n".join(
        f"{n}. Сообщаем, что дом № {n} отремонтируют до конца 2024 года." for n in range(1, 5)
    )
    assert [role for role, _ in roles_of(text)] == ["salutation", "opening", "body", "body", "body"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("20.05.2024 № 3.08-1201/24", [("date", "20.05.2024"), ("number", "№ 3.08-1201/24")]),
        ("от 20.05.2024 № 3.08-1201/24", [("date", "20.05.2024"), ("number", "№ 3.08-1201/24")]),
        ("«20» мая 2024 г. № 15", [("date", "«20» мая 2024 г."), ("number", "№ 15")]),
        ("12 мая 2024 года", [("date", "12 мая 2024 года")]),
        ("Исх. № 415 от 03.06.2024", [("number", "Исх. № 415"), ("date", "03.06.2024")]),
        ("№ 01-08/944", [("number", "№ 01-08/944")]),
        ("N 3.08-38-р", [("number", "N 3.08-38-р")]),
        ("На № И-345 от 14.05.2024", [("reference", "На № И-345 от 14.05.2024")]),
        ("на № ______ от ______", [("reference", "на № ______ от ______")]),
        ("На обращение от 28.10.2024", [("reference", "На обращение от 28.10.2024")]),
        ("на вх. № 98 от 17.01.2025", [("reference", "на вх. № 98 от 17.01.2025")]),
        ("__________ № __________", [("date", "__________"), ("number", "№ __________")]),
        (
            "20.05.2024 № 5 На № 7 от 14.05.2024",
            [("date", "20.05.2024"), ("number", "№ 5"), ("reference", "На № 7 от 14.05.2024")],
        ),
    ],
)
def test_a_line_of_reference_data_is_cut_into_its_parts(line: str, expected: list[tuple[str, str]]) -> None:
    text = f"МИНИСТЕРСТВО\n\n{line}\n\nУважаемая Мария!\n\nСообщаем, что Ваш дом отремонтируют до 1 сентября 2024 года."
    assert roles_of(text)[1:-2] == expected


@pytest.mark.parametrize(
    "line",
    [
        "Уважаемая Мария Петровна!",
        "Уважаемый(ая) заявитель!",
        "Уважаемая, Мария Петровна!",
        "Уважаемые Иван Иванович и Мария Петровна!",
        "Уважаемый господин Прохоров!",
        "Уважаемые господа!",
        "Ув. Мария Петровна!",
        "Здравствуйте, Мария Петровна!",
        "Здравствуйте!",
        "Добрый день!",
        "Доброго времени суток, Мария!",
        "УВАЖАЕМАЯ МАРИЯ ПЕТРОВНА!",
        "Уважаемый М.П. Иванов!",
        "Уважаемая Мария Петровна",
        "Уважаемый <PERSON_1>!",
        "Уважаемая Кызы Оглы Мария-Анна!",
    ],
)
def test_salutations_of_all_kinds_are_seen(line: str) -> None:
    found = roles_of(f"{line}\n\nРассмотрев Ваше обращение, сообщаем, что дом отремонтируют в 2024 году.")
    assert [role for role, _ in found] == ["salutation", "opening"]
    assert found[0][1] == line


@pytest.mark.parametrize("mark", ["!", ","])
def test_a_salutation_that_runs_on_is_cut_from_the_text(mark: str) -> None:
    found = roles_of(f"Уважаемая Мария Петровна{mark} сообщаем, что дом № 10 отремонтируют до 1 сентября 2024 года.")
    assert found == [
        ("salutation", f"Уважаемая Мария Петровна{mark}"),
        ("opening", "сообщаем, что дом № 10 отремонтируют до 1 сентября 2024 года."),
    ]


def test_a_polite_sentence_in_the_text_is_no_salutation() -> None:
    text = "Уважаемая Мария!\n\nСообщаем, что дом отремонтируют в 2024 году.\n\n"
    text += "Уважаемые жители дома могут узнать срок на сайте министерства."
    assert [role for role, _ in roles_of(text)] == ["salutation", "opening", "body"]


def test_a_body_that_signs_without_a_name_is_a_signature_without_a_name() -> None:
    assert roles_of(SAMPLES["bare"])[-1] == ("signature", "Управление физической культуры и спорта")


def test_a_stamp_between_post_and_name_is_told_from_both() -> None:
    letter = typed(SAMPLES["stamped"])
    assert "".join(letter.text_of(part) for part in letter.parts_of(Role.SIGNATURE)).split() == [
        "Министр",
        "строительстваСахалинской",
        "областиИ.О.",
        "Фамильев",
    ]
    assert [letter.text_of(part) for part in letter.parts_of(Role.ESIGN)] == [
        "ПОДПИСАНО ЭП",
        "Владелец Фамильев И.О.",
        "Действителен с 10.01.2024 по 10.04.2025",
    ]


def test_an_empty_text_has_no_parts() -> None:
    from letterkit.reading.parts import assign

    assert assign("", ()) == ()


def test_the_cost_of_reading_grows_with_the_length_and_not_with_its_square() -> None:
    def seconds(times: int) -> float:
        long = SAMPLES["redirected"].replace("Ответ Вы получите от неё.\n", "Ответ Вы получите от неё.\n\n" * times)
        began = time.process_time()  # of this process alone, whatever else the machine does
        letter = typed(long)
        assert letter.parts[-1].role is Role.EXECUTOR
        return time.process_time() - began

    assert min(seconds(6000) for _ in range(2)) < min(seconds(750) for _ in range(3)) * 8 * 4


MARKED = """\
15.05.2024 № 12
На № И-345 от 14.05.2024

Для служебного пользования
Экз. № 1

{addressee}

О ремонте крыши

Уважаемый Эмиль!

Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 10, поступившее в министерство, сообщаем.

Крышу Вашего дома отремонтируют до 1 сентября 2024 года, работы начнутся в июле.

С уважением,

Министр строительства                                        И.О. Фамильев

{executor}
"""


@pytest.mark.parametrize(
    "addressee", ["Лисицыну Эмилю\nlis@example.ru", "Ивановой М.П.", "______________\nул. Мира, д. 5"]
)
def test_a_mark_of_restriction_or_a_blank_name_keeps_the_addressee(addressee: str) -> None:
    text = MARKED.format(addressee=addressee, executor="Петрова Анна Сергеевна,\n(4242) 00-00-00")
    roles = dict(roles_of(text))
    assert roles["addressee"].startswith(addressee.split("\n")[0])
    assert roles["restriction"].startswith("Для служебного")


@pytest.mark.parametrize(
    "executor",
    [
        "С.И. Рогов,\nглавный специалист отдела ремонта,\n+7 (4242) 00-00-00",
        "____________,\nотдел жилищных программ,\n+7 (4242) 00-00-00",
    ],
)
def test_initials_or_a_blank_before_the_phone_are_the_executor(executor: str) -> None:
    roles = dict(roles_of(MARKED.format(addressee="Ивановой М.П.", executor=executor)))
    assert roles["executor"].startswith(executor[:6])


def test_a_date_and_a_number_may_be_named() -> None:
    roles = dict(roles_of("Управление транспорта\n\nДата: 12.09.2025\nНомер: Д-3301\nНа № О-902 от 15.08.2025\n"))
    assert (roles["date"], roles["number"]) == ("12.09.2025", "Номер: Д-3301")


def test_initials_of_a_street_name_nobody() -> None:
    roles = roles_of(
        "МИНИСТЕРСТВО ОБРАЗОВАНИЯ\n\nул. М. Горького, д. 73, г. Ижевск, 426051\n(3412) 00-00-00\n\n11.11.2025 № 9\n"
    )
    assert "addressee" not in [role for role, _ in roles]


def test_a_name_that_never_changes_is_addressed_with_a_surname_that_does() -> None:
    head = "МИНИСТЕРСТВО ТРУДА\n\n11.11.2025 № 9\nНа отзыв от 01.11.2025\n\n"
    roles = roles_of(
        head
        + "Абдулгапуровой Умукусум\nс. Гуниб, ул. Ярагинского, 3,\n368340\n\nУважаемая Умукусум!\n\nПлата возвращена.\n"
    )
    assert ("reference", "На отзыв от 01.11.2025") in roles
    assert ("addressee", "Абдулгапуровой Умукусум с. Гуниб, ул. Ярагинского, 3, 368340") in roles


@pytest.mark.parametrize(
    "last",
    [
        "Владелец гаража о сносе знает: 2 апреля он приходил к нам.",
        "Сертификат на уголь выдан 3 марта, его номер 1847.",
        "Действителен пропуск до 1 июля.",
        "Исполнитель работ – общество «Север», оно придёт до 5 июля.",
        "Справки о дровах: тел. (4242) 00-00-11.",
    ],
)
def test_last_words_of_the_text_are_no_marks_below_it(last: str) -> None:
    letter = read_text(
        f"Уважаемая Мария Петровна!\n\nДорогу починят.\n\n{last}\n\nМинистр      И.О. Фамильев\n".encode(), "a.txt"
    )
    assert [part.role for part in letter.parts if letter.text[part.start : part.end].startswith(last)] == [Role.BODY]


SAID = "Рассмотрев Ваше обращение по вопросу ремонта крыши дома № 10, сообщаем, что её починят в мае."


@pytest.mark.parametrize(
    "greeting",
    [
        "Уважаемая\nМария Петровна!",
        "Уважаемый Иван\nИванович,",
        "Уважаемые Иван Иванович\nи Мария Петровна!",
        "Доброго времени суток, уважаемый\nпациент!",
        "Доброго времени суток,\nуважаемый пациент!",
    ],
)
def test_a_greeting_of_two_lines_is_one(greeting: str) -> None:
    assert roles_of(f"{greeting}\n\n{SAID}") == [("salutation", greeting.replace("\n", " ")), ("opening", SAID)]


def test_words_below_a_greeting_are_no_part_of_it() -> None:
    text = f"Уважаемый Иван Иванович\nРады сообщить, что дом построен!\n\n{SAID}"
    assert roles_of(text)[0] == ("salutation", "Уважаемый Иван Иванович")


def test_two_greetings_under_each_other_stay_two() -> None:
    greetings = ["Уважаемый Иван Иванович,", "Уважаемая Мария Петровна!"]
    assert [words for role, words in roles_of("\n".join([*greetings, "", SAID])) if role == "salutation"] == greetings


@pytest.mark.parametrize(
    "stamp",
    [
        "Документ подписан\nэлектронной подписью\nСертификат\n00A1B2C3D4E5F6\nВладелец:\nКичигина Вера\nСтепановна\n"
        "Действителен\nс 10.01.2025 по\n10.04.2026",
        "Документ подписан электронной подписью\nСертификат:\n5F3A90C1D2E47B6\n0\nКому выдан:\n"
        "Кичигина Вера Степановна\nСрок действия:\nс 10.01.2025 по 10.04.2026",
    ],
)
def test_a_narrow_stamp_is_one_whose_words_go_on_below(stamp: str) -> None:
    letter = typed(f"Уважаемая Мария!\n\n{SAID}\n\nМинистр строительства      В.С. Кичигина\n\n{stamp}\n")
    assert [letter.text_of(part) for part in letter.parts_of(Role.ESIGN)] == [stamp]


@pytest.mark.parametrize("name", ["«Средняя школа\n№ 9»", "Средняя школа\n№ 9"])
def test_the_number_in_the_name_of_a_body_is_not_that_of_the_letter(name: str) -> None:
    letter = typed(f"Учреждение\n{name}\nгорода Кимры\n\n18.07.2025 № 204\n\nУважаемая Мария!\n\n{SAID}\n")
    assert [letter.text_of(part) for part in letter.parts_of(Role.NUMBER)] == ["№ 204"]
    assert letter.text.startswith(letter.text_of(next(letter.parts_of(Role.LETTERHEAD))) + "\n\n18.07")


def test_an_address_with_a_phone_above_all_names_is_the_bodys() -> None:
    contacts = "Юности ул., 10, Чусовой, 618204\nТел. (34256) 0-00-00\nchusovoy@omvd59.ru"
    head = f"МИНИСТЕРСТВО ДЕЛ\n\nОТДЕЛ\nпо Чусовскому округу\n\n{contacts}\n\n16.09.2025 № 3/26\n\n"
    roles = roles_of(f"{head}Пермяку И.З.\nул. Мира, д. 9, кв. 33\n\nУважаемый Иван!\n\n{SAID}\n")
    assert [role for role, _ in roles][:4] == ["letterhead", "date", "number", "addressee"]
    assert roles[0][1].endswith("chusovoy@omvd59.ru")
    assert roles[3][1].startswith("Пермяку И.З.")


@pytest.mark.parametrize(
    "copies",
    [
        "Копии: 1. Администрация Заречного муниципального округа.\n2. Комитет по охране природы Заречной области.",
        "Копии направлены:\n1. Управляющая компания «Берег».\n2. Государственная жилищная инспекция.",
        "Разослано:\nадресату;\nв Заречную центральную районную больницу.",
        "Копия: в прокуратуру города Заречного.",
    ],
)
def test_a_list_of_copies_below_the_signature_leaves_the_signature_its_name(copies: str) -> None:
    signed = "Директор                                        Н.Н. Пыхтеева"
    end = f"С уважением,\n\n{signed}\n\n{copies}\n\nТамм Юхан Оттович\n8 (800) 000-00-00"
    found = dict(roles_of(f"Уважаемая Анна Петровна!\n\nРемонт крыши Вашего дома закончили 12 мая 2025 года.\n\n{end}"))
    assert (found["signature"], found["other"]) == ("Директор Н.Н. Пыхтеева", " ".join(copies.split()))
    assert found["executor"].startswith("Тамм Юхан")


def test_copies_named_in_the_text_stay_in_the_text() -> None:
    text = "Уважаемая Анна Петровна!\n\nПришлите нам бумаги.\n\nКопии:\n1. Договор найма квартиры.\n2. Счёт за март."
    assert "other" not in dict(roles_of(f"{text}\n\nС уважением,\n\nДиректор          Н.Н. Пыхтеева"))
