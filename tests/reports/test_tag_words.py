"""Marks of templates are told in words, and a text cut into words and marks is still the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterkit.compose import Catalogue
from letterkit.compose.catalogue import RESERVED
from letterkit.compose.filters import FILTERS
from letterkit.reports.tag_words import FILTER_WORDS, NAMES, MarkKind, describe_mark, pieces, short_label
from letterkit.settings import Settings

LABELS = {
    "why": "Почему туда, одним предложением",
    "others": "Куда ещё направлены копии (если органов несколько)",
    "case": "Номер дела (без знака «№»)",
    "steps": "Шаги со сроками, по одному в строке",
    "done": "Ремонт сделан",
}
REPLIES = Catalogue(Settings(_env_file=None).templates_dir).replies()


@pytest.mark.parametrize(
    ("mark", "kind", "words"),
    [
        ("{{ why }}", "value", "Почему туда"),
        ("{{ why | sentence }}", "value", "Почему туда · отдельным предложением"),
        ("{% if why %}", "if", "если указано, почему туда"),
        ("{% if not why %}", "if", "если не указано, почему туда"),
        ("{% if case %}", "if", "если указан номер дела"),
        ("{% if steps and not case %}", "if", "если указаны шаги со сроками и не указан номер дела"),
        ("{% if done %}", "if", "если заполнено «Ремонт сделан»"),
        ("{% if subject_about %}", "if", "если указан предмет обращения"),
        ("{% for one in steps %}", "loop", "для каждого из шагов со сроками"),
        ("{% elif several %}", "else", "иначе, если заявителей несколько"),
        ("{% if not several %}", "if", "если заявитель один"),
        ("{% if woman %}", "if", "если заявитель – женщина"),
        ("{% if why and several %}", "if", "если указано, почему туда, и заявителей несколько"),
        ("{% if not (why or several) %}", "if", "если не указано, почему туда, и заявитель один"),
        ("{% if answered | count > 1 %}", "if", "если вопросов обращения с ответами больше 1"),
        ("{%- else -%}", "else", "иначе"),
        ("{% endif %}", "end", "конец условия"),
        ("{% for one in others %}", "loop", "для каждого значения «Куда ещё направлены копии»"),
        ("{{ one | into }}", "value", "этот пункт · куда?"),
        ("{% endfor %}", "loop-end", "конец перечня"),
        ('{{ others | count | plural("орган", "органа", "органов") }}', "value", None),
        ("{# потом дописать #}", "note", "пометка: потом дописать"),
        ("{{ }}", "odd", "{{ }}"),
        ("{{ why() }}", "odd", "why()"),
        ("{% set a = 1 %}", "odd", "set a = 1"),
    ],
)
def test_a_mark_is_told(mark: str, kind: str, words: str | None) -> None:
    said = describe_mark(mark, LABELS)
    assert said.kind == kind
    assert words is None or said.words == words


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.id)
def test_every_mark_of_our_own_texts_has_words(reply) -> None:  # type: ignore[no-untyped-def]
    labels = {name: field.label for name, field in reply.fields.items()}
    for source in (reply.head.title, reply.source):
        found = list(pieces(source, labels))
        assert "".join(piece.text for piece in found) == source
        for piece in found:
            if piece.told:
                assert piece.told.kind is not MarkKind.ODD, piece.text
                assert not any(word in piece.told.words for word in ("{", "_", "|")), piece.told.words


@given(st.text(alphabet="аб {}%#|\n\"'ифwhyif", max_size=60))
def test_whatever_is_typed_stays_what_it_is(source: str) -> None:
    assert "".join(piece.text for piece in pieces(source, LABELS)) == source


def test_all_that_texts_may_name_has_words() -> None:
    assert set(FILTER_WORDS) == set(FILTERS)
    assert {name.split(".")[0] for name in NAMES} == RESERVED


def test_a_label_is_short_in_a_chip() -> None:
    assert short_label("Куда направлено (название органа в именительном падеже)") == "Куда направлено"
    assert len(short_label("Очень " * 30)) < 50
