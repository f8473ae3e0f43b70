"""A reply text goes through a form and back without losing a byte that nobody has touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.compose.catalogue import FieldPart, ReplyHead, parse_reply
from letterkit.office.content.reply_file import reply_content

from .conftest import HOME

FILES = sorted((HOME.templates_dir / "replies").glob("*.md"))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=80)
LINES = WORDS.map(lambda words: " ".join(words.split())).filter(lambda words: words.strip() == words and words != "")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_text_that_nobody_has_changed_is_the_same_file(path) -> None:  # type: ignore[no-untyped-def]
    before = path.read_bytes()
    reply = parse_reply(before.decode(), path.name)
    assert reply_content(reply.head, reply.source, before) == before
    anew = parse_reply(reply_content(reply.head, reply.source).decode(), path.name)
    assert (anew.head, anew.source) == (reply.head, reply.source)


def test_a_description_with_comments_stays_while_the_words_change() -> None:
    before = "---\nid: a  # имя\ntitle: О ремонте\n---\nСтарые слова.\n".encode()
    head = parse_reply(before.decode(), "a.md").head
    made = reply_content(head, "Новые слова.", before)
    assert made == "---\nid: a  # имя\ntitle: О ремонте\n---\nНовые слова.\n".encode()
    other = reply_content(head.model_copy(update={"title": "О крыше"}), "Новые слова.", before)
    assert b"#" not in other
    assert parse_reply(other.decode(), "a.md").head.title == "О крыше"


@given(title=LINES, label=LINES, example=LINES | st.lists(LINES, min_size=1, max_size=3))
def test_any_description_is_read_as_it_was_written(title: str, label: str, example: str | list[str]) -> None:
    head = ReplyHead(id="a", title=title, clause="2.2", fields={"one": FieldPart(label=label, example=example)})
    read = parse_reply(reply_content(head, "Слова.").decode(), "a.md")
    assert read.head == head
    assert read.source == "Слова.\n"
