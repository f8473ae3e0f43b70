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


def repeated(piece: str) -> Callable[[int], str]:
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
    "blanks and lines": lambda length: "а" + repeated("    \n  \n\n \t \n")(length - 2) + "а",
    "trailing spaces": lambda length: "Дом отремонтируют." + " " * length + "\nДом отремонтируют.",
    "columns": repeated("дом    \tсад\t"),
    "spaces": lambda length: "а" + " " * (length - 2) + "а",
    "lines": lambda length: "а" + "\n" * (length - 2) + "а",
    "one word": _long_word,
    "one capital word": lambda length: _long_word(length).upper(),
    "one letter": repeated("а"),
    "hyphens": repeated("кол-во-"),
    "opening brackets": repeated("("),
    "opening quotes": repeated("«"),
    "straight quotes": repeated('"'),
    "quotes and words": repeated("«дом "),
    "digits": repeated("7"),
    "digits and dots": repeated("12.05."),
    "digits and spaces": repeated("8 914 5"),
    "clauses": repeated("п. 1 ч. 2 ст. 3, "),
    "dots": repeated("."),
    "commas": repeated(","),
    "dashes": repeated("–"),
    "dashes and spaces": repeated("– "),
    "а а а": repeated("а "),
    "words of a capital": repeated("Иван "),
    "initials": repeated("И."),
    "surnames and initials": repeated("Ершов И.П., "),
    "и и и": repeated("дом и "),
    "numbers": repeated("№ 5 от "),
    "acts": repeated("Федеральный закон от "),
    "urls": repeated("http://a.ru/"),
    "mail": repeated("a.b-"),
    "mail signs": repeated("a@"),
    "marks": repeated("{{ "),
    "words in lines": repeated("дом\n"),
    "words in Latin": repeated("office "),
    "marks by chance": _by_chance('()«»"„“[].,;:–-!?№%/ '),
    "marks and letters by chance": _by_chance('()«»".,:–-оеаинт     '),
    "capitals by chance": _by_chance("АИОВ. , "),
    "digits by chance": _by_chance("0123456789.,-/№ "),
    "short words by chance": _by_chance("аиоевснк    "),
    "odd signs": repeated("\u0301\u200b☺"),
}
