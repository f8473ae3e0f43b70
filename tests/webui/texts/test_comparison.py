"""Versions of a text beside each other: each paragraph inside the conditions and lists around it."""

import re

from flask.testing import FlaskClient

from letterkit.checking.text_comparison import compare
from letterkit.compose import Catalogue
from letterkit.settings import Settings
from webui.engine import Engine
from webui.texts.comparison import Row, Side, changed_rows, compare_blocks

from .test_texts import REDIRECT, form_of

REDIRECTED = Catalogue(Settings(_env_file=None).templates_dir).reply("redirect")
BEFORE = """Первое.
{% if several %}
{% for one in copies %}
Копия: {{ one }}.
{% endfor %}
{% else %}
Одному.
{% endif %}
Последнее."""


def told(rows: tuple[Row, ...]) -> list[str]:
    """The right side, a bar for each block around a paragraph."""
    return [f"{'|' * row.after.depth}{said(row.after)}" for row in rows]


def said(side: Side) -> str:
    return "".join(run.piece.told.words if run.piece.told else run.piece.text for _, runs in side.parts for run in runs)


def rows_of(before: str, after: str) -> tuple[Row, ...]:
    rows = compare_blocks(compare(before, after), REDIRECTED, REDIRECTED)
    assert rows is not None
    return rows


def test_a_paragraph_stands_inside_every_block_around_it() -> None:
    rows = rows_of(BEFORE, BEFORE)
    assert [line.rstrip() for line in told(rows)] == [
        "Первое.",
        "|если заявителей несколько",
        "||для каждого значения «copies»",
        "||Копия: этот пункт.",
        "|иначе",
        "|Одному.",
        "Последнее.",
    ]


def test_what_differs_keeps_the_beginnings_of_its_blocks() -> None:
    rows = changed_rows(rows_of(BEFORE, BEFORE.replace("Копия:", "Копии:")))
    assert [row.kind for row in rows] == ["same", "same", "changed"]
    assert [row.after.depth for row in rows] == [1, 2, 2]


def test_a_condition_inside_a_sentence_frames_its_words_and_ends_in_its_line() -> None:
    rows = rows_of("", "Вам{% if several %} обоим{% endif %} ответят.\nЕщё.")
    [(_, runs)] = rows[0].after.parts
    assert [(run.piece.text, run.frame) for run in runs if not run.piece.told] == [
        ("Вам", 0),
        (" обоим", 1),
        (" ответят.", 0),
    ]
    assert rows[1].after.depth == 0


def test_the_pages_of_versions_and_of_an_approval_show_blocks(
    shipped: Engine, clerk: FlaskClient, signer: FlaskClient
) -> None:
    source = shipped.catalogue.reply("redirect").source + "\n\n{% if several %}\n\nОтветят каждому.\n\n{% endif %}\n"
    assert clerk.post(f"{REDIRECT}/save", data=form_of(shipped, source=source)).status_code == 303
    clerk.post(f"{REDIRECT}/versions/2/ask")
    for page in (clerk.get(f"{REDIRECT}/versions").text, signer.get(REDIRECT).text):
        table = page[page.index('<table class="versions">') :]
        assert re.search(r'class="nest hue-1 nest-b-head">\s*<ins>Если', table)
        assert re.search(r'class="nest hue-1">\s*<ins>Ответят каждому\.</ins>', table)
