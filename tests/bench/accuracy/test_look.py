from collections.abc import Callable, Sequence

import pytest

from bench.accuracy.look import Look, docx_of
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role
from letterkit.reading import read_docx

LOOKS = [Look(), Look(size_pt=14, numbers="words"), Look(mark="right"), Look(alone=True, other_font="Arial")]
_SAID_TWICE = (Role.PAGE_NUMBER, Role.OTHER)


def words_of(sheet: Sheet) -> list[tuple[Role, list[str]]]:
    return [(part.role, sheet.words_of(part).split()) for part in sheet.letter.parts if part.role not in _SAID_TWICE]


@pytest.mark.parametrize("look", LOOKS, ids=range(len(LOOKS)))
def test_the_letter_in_word_has_the_same_parts(look: Look, sheet_of: Callable[..., Sheet]) -> None:
    sheet = sheet_of()
    printed = Sheet(read_docx(docx_of(sheet.letter, look), "made.docx"))
    assert words_of(printed) == words_of(sheet)


def test_the_words_of_every_open_letter_are_kept(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        printed = read_docx(docx_of(sheet.letter, Look()), "made.docx")
        lost = set(sheet.text.split()) - set(printed.text.split())
        assert lost == set(), sheet.name
