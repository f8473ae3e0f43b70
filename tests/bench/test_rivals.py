"""What other engines are given: our blank in their tags, and all the values of a letter."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from bench.rivals.templates import DIALECTS, MUSTACHE, Scope, template
from letterkit.compose import Catalogue
from letterkit.compose.fill import leaves
from letterkit.compose.inspect import sentinels
from letterkit.settings import load_settings

BLANKS = Catalogue(load_settings().templates_dir).blanks()


def document(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode("utf-8")


def texts(filled: Any) -> Iterator[str]:
    if isinstance(filled, dict):
        filled = list(filled.values())
    if isinstance(filled, list):
        for each in filled:
            yield from texts(each)
    elif isinstance(filled, str):
        yield filled


@pytest.mark.parametrize("engine", DIALECTS)
@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.id)
def test_no_tag_of_ours_is_left_and_every_place_is_in_the_template(blank: Any, engine: str) -> None:
    docx, letter = template(blank.data, DIALECTS[engine])
    text = document(docx)
    assert not re.search(r"\{%|\{\{", text)
    for scope in (letter, *(rows for _, _, rows in letter.lists.values())):
        for name in (*scope.values, *scope.conditions, *scope.lists):
            assert re.search(rf"\b{name}\b", text), name


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.id)
def test_all_that_the_blank_prints_is_among_the_values(blank: Any) -> None:
    _, letter = template(blank.data, MUSTACHE)
    given = set(texts(letter.fill(sentinels())))
    main = zipfile.ZipFile(io.BytesIO(blank.data)).read("word/document.xml")
    left_out = ("organisation.",) if b"feedback." in main else ("organisation.", "feedback.")  # of 2025 alone
    printed = {value for key, value in leaves(sentinels()) if not key.startswith(left_out)}
    assert printed <= given


def test_one_branch_of_a_choice_is_taken() -> None:
    rows = Scope({}, {"c1": "(row.keep)", "c2": "not (row.keep) and (true)"}, {})
    letter = Scope({}, {}, {"l1": ("row", "paragraphs", rows)})
    filled = letter.fill({"paragraphs": [{"keep": True}, {"keep": False}]})
    assert filled["l1"] == [{"c1": True, "c2": False}, {"c1": False, "c2": True}]
