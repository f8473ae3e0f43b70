from letterkit.compose.prose import ProseRow, parse


def test_paragraphs_lists_and_questions_are_told_apart() -> None:
    lists = "Список:\n- раз;\n  и ещё;\n* два.\n\n1. Первое\n2) Второе"
    text = f"Первый абзац,\nвторая строка.\n\n{lists}\n\n> Когда?\n\nОтвет."
    assert parse(text) == (
        ProseRow("text", "Первый абзац, вторая строка."),
        ProseRow("text", "Список:"),
        ProseRow("item", "– раз; и ещё;"),
        ProseRow("item", "– два."),
        ProseRow("item", "1. Первое"),
        ProseRow("item", "2) Второе"),
        ProseRow("question", "Когда?"),
        ProseRow("text", "Ответ."),
    )


def test_nothing_else_is_markup() -> None:
    text = "# не заголовок, **не жирно**, `не код`, <b>не HTML</b>, 5*5"
    assert parse(text) == (ProseRow("text", text),)


def test_a_number_inside_a_sentence_begins_no_list() -> None:
    assert parse("Срок до 01.09.2024. Деньги – 1.5 млн") == (ProseRow("text", "Срок до 01.09.2024. Деньги – 1.5 млн"),)


def test_a_paragraph_may_be_expanded() -> None:
    rows = parse("до\n\nтело\n\nпосле", lambda text: "раз\n\n- два" if text == "тело" else None)
    assert rows == (
        ProseRow("text", "до"),
        ProseRow("text", "раз"),
        ProseRow("item", "– два"),
        ProseRow("text", "после"),
    )


def test_empty_text_has_no_rows() -> None:
    assert parse(" \n\n \n") == ()
