"""Texts that a check must not choke on, each of any length: prose, and what a file or a stranger may send instead."""

import io
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

LETTERS = Path(__file__).parents[2] / "tests" / "letters"
PARAGRAPH = 600  # characters of a paragraph of prose
_SHORT = 18  # characters of a short paragraph: 300,000 make 16,000
_SENTENCE_LONG = 62
_SENTENCE = re.compile(r"[А-ЯЁ][^.!?\n]{20,200}[.!?](?=\s)")


def sentences(length: int) -> list[str]:
    """Sentences of the letters in tests/letters, about ``length`` characters of them, in an order of their own.

    A number stands in each: what was read in one must not spare reading the next.
    """
    chance = random.Random(length)
    known = [
        found
        for path in sorted(LETTERS.rglob("*.txt"))
        for found in _SENTENCE.findall(path.read_text(encoding="utf-8"))
    ]
    made: list[str] = []
    while length > 0:
        chance.shuffle(known)
        for one in known:
            made.append(f"{one[:-1]} по пункту {chance.randrange(10**6)}{one[-1]}")
            length -= len(made[-1]) + 1
            if length <= 0:
                break
    return made


def prose(length: int) -> str:
    """Paragraphs of a few sentences each."""
    paragraphs, held = [], ""
    for one in sentences(length):
        held += one + " "
        if len(held) > PARAGRAPH:
            paragraphs.append(held.strip())
            held = ""
    return "\n".join([*paragraphs, held.strip()])


def one_paragraph(length: int) -> str:
    """The same prose without a line break."""
    return " ".join(sentences(length))


def one_sentence(length: int) -> str:
    """The same words without a full stop."""
    return " ".join(re.sub(r"[.!?]", ",", one).lower() for one in sentences(length))


def short_paragraphs(length: int) -> str:
    """Paragraphs of two words and a number."""
    words = re.findall(r"[а-яё]{4,8}", one_paragraph(length * 3))
    pairs = (f"{one} {two}"[:_SHORT].capitalize() for one, two in zip(words[::2], words[1::2], strict=False))
    return "\n".join(f"{pair} {number}" for pair, number in zip(pairs, range(length // _SHORT), strict=False))


def neighbours(length: int) -> str:
    """Paragraphs of running text, a sentence each, that name somebody: rules about people have work in each."""
    names = ("Кротов", "Белов", "Зайцев", "Соколов", "Ершов", "Голубев", "Воронин", "Сомов")
    return "\n".join(
        f"Сосед {names[at % len(names)]} сообщил, что дом № {at} будет отремонтирован в мае."
        for at in range(length // _SENTENCE_LONG)
    )


def sentence_a_paragraph(length: int) -> str:
    """The same prose, a paragraph for each sentence."""
    return "\n".join(sentences(length))


def in_word(text: str) -> bytes:
    """``text`` as a Word file, a paragraph for each line."""
    from docx import Document

    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repeater(piece: str) -> Callable[[int], str]:
    """``piece`` over and over."""
    return lambda length: (piece * (length // len(piece) + 1))[:length]


def _brackets_in_one_another(length: int) -> str:
    deep = length * 5 // 14
    return "(" * deep + "а" + ")" * deep + " «" * (deep * 2 // 5)


def _long_word(length: int) -> str:
    chance = random.Random(length)
    return "".join(chance.choice("оеаинтсрвлкмдпу") for _ in range(length))


def _by_chance(signs: str) -> Callable[[int], str]:
    """``signs`` in an order that never comes again, so that nothing met before spares any work."""
    return lambda length: "".join(random.Random(length).choices(signs, k=length))


TEXTS: Mapping[str, Callable[[int], str]] = {
    "prose": prose,
    "one paragraph": one_paragraph,
    "one sentence": one_sentence,
    "short paragraphs": short_paragraphs,
    "neighbours": neighbours,
    "sentence a paragraph": sentence_a_paragraph,
    "nested brackets": _brackets_in_one_another,
    "blanks and lines": lambda length: "а" + repeater("    \n  \n\n \t \n")(length - 2) + "а",
    "trailing spaces": lambda length: "Дом отремонтируют." + " " * length + "\nДом отремонтируют.",
    "columns": repeater("дом    \tсад\t"),
    "spaces": lambda length: "а" + " " * (length - 2) + "а",
    "lines": lambda length: "а" + "\n" * (length - 2) + "а",
    "one word": _long_word,
    "one capital word": lambda length: _long_word(length).upper(),
    "one letter": repeater("а"),
    "hyphens": repeater("кол-во-"),
    "opening brackets": repeater("("),
    "opening quotes": repeater("«"),
    "straight quotes": repeater('"'),
    "quotes and words": repeater("«дом "),
    "digits": repeater("7"),
    "digits and dots": repeater("12.05."),
    "digits and spaces": repeater("8 914 5"),
    "clauses": repeater("п. 1 ч. 2 ст. 3, "),
    "dots": repeater("."),
    "commas": repeater(","),
    "dashes": repeater("–"),
    "dashes and spaces": repeater("– "),
    "а а а": repeater("а "),
    "words of a capital": repeater("Иван "),
    "initials": repeater("И."),
    "surnames and initials": repeater("Ершов И.П., "),
    "и и и": repeater("дом и "),
    "numbers": repeater("№ 5 от "),
    "acts": repeater("Федеральный закон от "),
    "urls": repeater("http://a.ru/"),
    "mail": repeater("a.b-"),
    "mail signs": repeater("a@"),
    "marks": repeater("{{ "),
    "words in lines": repeater("дом\n"),
    "words in Latin": repeater("office "),
    "marks by chance": _by_chance('()«»"„“[].,;:–-!?№%/ '),
    "marks and letters by chance": _by_chance('()«»".,:–-оеаинт     '),
    "capitals by chance": _by_chance("АИОВ. , "),
    "digits by chance": _by_chance("0123456789.,-/№ "),
    "short words by chance": _by_chance("аиоевснк    "),
    "odd signs": repeater("\u0301\u200b☺"),
}
