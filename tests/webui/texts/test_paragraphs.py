"""A reply text as it is read: what stands inside which condition or list."""

import re
from collections.abc import Iterable, Iterator

import pytest

from letterkit.compose import Catalogue
from letterkit.reports.tag_words import MARK, SourcePiece
from letterkit.settings import Settings
from webui.texts.paragraphs import Block, Frame, Inside, Paragraph, read_line, read_paragraphs

LABELS = {"steps": "Шаги со сроками", "why": "Почему туда"}
REPLIES = Catalogue(Settings(_env_file=None).templates_dir).replies()


def told(found: tuple[Paragraph | Block, ...]) -> list[object]:
    """Paragraphs as lines, blocks as lists of what they say and hold."""
    return [
        [part for words, inside in each.parts for part in (words, *told(inside))]
        if isinstance(each, Block)
        else f"{each.kind}: {line(each.pieces)}"
        for each in found
    ]


def line(pieces: Inside) -> str:
    """The words of a line, values in braces, frames in brackets."""
    return "".join(
        f"[{' '.join(f'{line((mark,))}{line(inside)}' for mark, inside in each.parts)}]"
        if isinstance(each, Frame)
        else f"{{{each.told.words}}}"
        if each.told
        else each.text
        for each in pieces
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Раз.\n\n> Два?\n- три", ["text: Раз.", "question: Два?", "item: три"]),
        (
            "До.\n{% if steps %}\nВнутри.\n{% else %}\nНет.\n{% endif %}\nПосле.",
            ["text: До.", ["Если указаны шаги со сроками", "text: Внутри.", "Иначе", "text: Нет."], "text: После."],
        ),
        (
            "{% if why %}\n{% for one in steps %}- {{ one }}{% if loop.last %}.{% else %};{% endif %}\n{% endfor %}\n"
            "{% endif %}",
            [
                [
                    "Если указано, почему туда",
                    [
                        "Для каждого из шагов со сроками",
                        "item: {этот пункт}[{если пункт последний}. {иначе};]",
                    ],
                ]
            ],
        ),
        ("{% for one in steps %}{{ one }}{% endfor %}", [["Для каждого из шагов со сроками", "text: {этот пункт}"]]),
        (
            "Мы {% if why %}ответили, {% if steps %}да{% endif %}{% endif %} Вам.",
            ["text: Мы [{если указано, почему туда}ответили, [{если указаны шаги со сроками}да]] Вам."],
        ),
        (
            "Раз {% if why %}два\n\nтри{% endif %} четыре",
            ["text: Раз ", ["Если указано, почему туда", "text: два", "text: три"], "text:  четыре"],
        ),
    ],
)
def test_a_text_is_paragraphs_blocks_and_frames(source: str, expected: list[object]) -> None:
    assert told(read_paragraphs(source, LABELS)) == expected


def test_a_block_says_how_much_is_in_it() -> None:
    [block] = read_paragraphs("{% if why %}\nРаз.\n{% for one in steps %}\nДва.\n{% endfor %}\n{% endif %}", LABELS)
    assert isinstance(block, Block)
    assert (block.paragraphs, block.depth) == (2, 1)


def test_a_title_has_frames_alone() -> None:
    assert line(read_line("{% if why %}О доме{% else %}О дороге{% endif %}", LABELS)) == (
        "[{если указано, почему туда}О доме {иначе}О дороге]"
    )


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.id)
def test_no_word_of_our_own_texts_is_lost(reply) -> None:  # type: ignore[no-untyped-def]
    labels = {name: field.label for name, field in reply.fields.items()}
    bare = re.sub(r"^(> |- )", "", MARK.sub("", reply.source), flags=re.MULTILINE)
    assert "".join("".join(printed(read_paragraphs(reply.source, labels))).split()) == "".join(bare.split())


def printed(found: Iterable[Paragraph | Block | Frame | SourcePiece]) -> Iterator[str]:
    """The words that stand in the letter as they are, in order."""
    for each in found:
        if isinstance(each, SourcePiece):
            yield "" if each.told else each.text
        elif isinstance(each, Paragraph):
            yield "".join(printed(each.pieces))
        else:
            yield "".join(word for _, inside in each.parts for word in printed(inside))
