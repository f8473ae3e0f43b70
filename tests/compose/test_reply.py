import pytest

from letterkit.compose.catalogue import parse_reply
from letterkit.compose.prose import ProseRow
from letterkit.compose.reply import LONGEST_KEPT, kept_together, words_of
from letterkit.core.errors import TemplateError


def words(
    source: str, *, several: bool = False, title: str | None = None, **context: object
) -> tuple[str, tuple[ProseRow, ...]]:
    reply = parse_reply(f"---\nid: t\ntitle: О деле.\n---\n{source}", "t.md")
    made = words_of(reply, context, title=title, several=several)
    return made.title, made.rows


def test_the_title_has_no_full_stop_and_the_card_may_give_its_own() -> None:
    assert words("текст")[0] == "О деле"
    assert words("текст", title="О доме")[0] == "О доме"


def test_marks_of_a_list_inside_a_value_make_no_list() -> None:
    _, rows = words("{{ x }}", x="1. Не пункт")
    assert rows == (ProseRow("text", "1. Не пункт", keep=True),)


def test_a_value_with_paragraphs_of_its_own_brings_them_along() -> None:
    _, rows = words("до\n\n{{ x }}\n\nпосле", x="Раз.\n\n- два;\n- три.")
    assert [(row.kind, row.text) for row in rows] == [
        ("text", "до"), ("text", "Раз."), ("item", "– два;"), ("item", "– три."), ("text", "после"),
    ]  # fmt: skip


def test_a_value_that_looks_like_a_template_is_only_text() -> None:
    _, rows = words("{{ x }}, {{ y }}", x="Иванов {{ date }}", y="{% if %} </w:t> & <b>")
    assert rows[0].text == "Иванов {{ date }}, {% if %} </w:t> & <b>"


def test_braces_of_the_template_itself_are_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        words("дата: }} {{ '{{' }}")
    assert caught.value.code == "template.leftover"


def test_a_reply_without_words_is_refused() -> None:
    with pytest.raises(TemplateError) as caught:
        words("{% if x %}текст{% endif %}", x=False)
    assert caught.value.code == "reply.empty"


def test_small_vy_goes_into_the_template_s_words_and_not_into_values() -> None:
    _, rows = words("Мы получили Ваше письмо: {{ x }}", several=True, x="«Жду Вашего ответа»")
    assert rows[0].text == "Мы получили ваше письмо: «Жду Вашего ответа»"


def test_three_lines_of_text_stay_with_the_signature() -> None:
    long, short = "а" * 300, "б" * 30
    rows = kept_together((ProseRow("text", long), ProseRow("text", short), ProseRow("text", short)))
    assert [row.keep for row in rows] == [True, True, True]
    rows = kept_together((ProseRow("text", short), ProseRow("text", long)))
    assert [row.keep for row in rows] == [False, True]


def test_a_very_long_paragraph_may_break() -> None:
    assert not kept_together((ProseRow("text", "а" * (LONGEST_KEPT + 1)),))[0].keep


def test_a_question_stays_with_its_answer_and_a_colon_with_its_list() -> None:
    tail = tuple(ProseRow("text", "а" * 200) for _ in range(3))
    rows = kept_together(
        (
            ProseRow("question", "Когда?"),
            ProseRow("text", "Скоро."),
            ProseRow("text", "Список:"),
            ProseRow("item", "– раз"),
            *tail,
        )
    )
    assert [row.keep for row in rows][:4] == [True, False, True, False]
