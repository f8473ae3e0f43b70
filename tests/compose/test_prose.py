from letterkit.compose.prose import Row, parse


def test_paragraphs_lists_and_questions_are_told_apart() -> None:
    lists = "Список:\n- раз;\n  и ещё;\n* два.\n\n1. Первое\n2) Второе"
    text = f"Первый абзац,\nвторая строка.\n\n{lists}\n\n> Когда?\n\nОтвет."
    assert parse(text) == (
        Row("text", "Первый абзац, вторая строка."),
        Row("text", "Список:"),
        Row("item", "– раз; и ещё;"),
        Row("item", "– два."),
        Row("item", "1. Первое"),
        Row("item", "2) Второе"),
        Row("question", "Когда?"),
        Row("text", "Ответ."),
    )


def test_nothing_else_is_markup() -> None:
    text = "# не заголовок, **не жирно**, `не код`, <b>не HTML</b>, 5*5"
    assert parse(text) == (Row("text", text),)


def test_a_number_inside_a_sentence_begins_no_list() -> None:
    assert parse("Срок до 01.09.2024. Деньги – 1.5 млн") == (Row("text", "Срок до 01.09.2024. Деньги – 1.5 млн"),)


def test_a_paragraph_may_be_expanded() -> None:
    rows = parse("до\n\nтело\n\nпосле", lambda text: "раз\n\n- два" if text == "тело" else None)
    assert rows == (Row("text", "до"), Row("text", "раз"), Row("item", "– два"), Row("text", "после"))


def test_empty_text_has_no_rows() -> None:
    assert parse(" \n\n \n") == ()
