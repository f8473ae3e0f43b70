import io

import pytest
from docx import Document
from sample_letters import SAMPLES, in_word

from letterkit.core.errors import LetterFileError
from letterkit.core.letter import Letter
from letterkit.core.paper import Zone
from letterkit.reading import read_docx, read_text


def roles_of(letter: Letter) -> list[tuple[str, str]]:
    return [(part.role.value, " ".join(letter.text_of(part).split())) for part in letter.parts]


@pytest.mark.parametrize("name", SAMPLES)
def test_word_and_plain_text_give_the_same_letter(name: str) -> None:
    typed, word = read_text(SAMPLES[name].encode(), name), read_docx(in_word(SAMPLES[name]), name)
    assert roles_of(word) == roles_of(typed)
    assert word.text.split() == typed.text.split()


def test_the_source_is_named() -> None:
    letter = read_docx(in_word(SAMPLES["bare"]), "bare.docx")
    assert (letter.source.name, letter.source.kind, len(letter.source.sha256)) == ("bare.docx", "docx", 64)


def test_the_cells_of_the_head_are_told_apart() -> None:
    letter = read_docx(in_word(SAMPLES["redirected"]), "letter.docx")
    assert len({paragraph.group for paragraph in letter.paragraphs if paragraph.zone is Zone.TABLE}) == 2


def in_cells(*rows: str) -> Letter:
    """A letter below a table of ``rows``, «|» between their cells."""
    document = Document()
    table = document.add_table(rows=0, cols=max(row.count("|") for row in rows) + 1)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row.split("|"), strict=False):
            cell.text = words
    for line in SAMPLES["bare"].splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return read_docx(out.getvalue(), "letter.docx")


@pytest.mark.parametrize(
    ("rows", "data"),
    [
        (
            ("14.05.2024|№|01-12/345", "На №|И-45|от|02.05.2024"),
            ["14.05.2024", "№ 01-12/345", "На № И-45 от 02.05.2024"],
        ),
        (("14.05.2024|№|01-12|на №|И-45|от|02.05.2024",), ["14.05.2024", "№ 01-12", "на № И-45 от 02.05.2024"]),
        (("|№||на №|И-45|от|02.05.2024",), ["№", "на № И-45 от 02.05.2024"]),
        (("|№|", "На №||от|"), ["№", "На № от"]),
        (("от|14.05.2024|№|01-12|Ивановой М.П.",), ["14.05.2024", "№ 01-12"]),
        (("14.05.2024", "На № И-45|от 02.05.2024"), ["14.05.2024", "На № И-45 от 02.05.2024"]),
        (("№|Адрес",), ["№"]),
    ],
)
def test_requisites_are_read_across_the_cells_of_a_row(rows: tuple[str, ...], data: list[str]) -> None:
    head = in_cells(*rows)
    wanted = {"date", "number", "reference"}
    assert [words for role, words in roles_of(head) if role in wanted] == data


def test_a_letter_without_words_is_empty() -> None:
    with pytest.raises(LetterFileError) as caught:
        read_docx(in_word("\n"), "letter.docx")
    assert caught.value.code == "file.empty"
