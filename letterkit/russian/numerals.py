"""How Russian numerals decline: six cases in the order of core.people.Case."""

from typing import Literal

GrammaticalGender = Literal["masculine", "feminine", "neuter"]
Forms = tuple[str, str, str, str, str, str]


def _same_oblique(nominative: str, genitive: str, dative: str, instrumental: str) -> Forms:
    """Numerals whose accusative is the nominative and whose prepositional is the genitive."""
    return (nominative, genitive, dative, nominative, instrumental, genitive)


def _soft(nominative: str, stem: str) -> Forms:
    """пять, пяти, пяти, пять, пятью, пяти."""
    return (nominative, f"{stem}и", f"{stem}и", nominative, f"{stem}ью", f"{stem}и")


ONE: dict[GrammaticalGender, Forms] = {
    "masculine": ("один", "одного", "одному", "один", "одним", "одном"),
    "feminine": ("одна", "одной", "одной", "одну", "одной", "одной"),
    "neuter": ("одно", "одного", "одному", "одно", "одним", "одном"),
}
TWO: dict[GrammaticalGender, Forms] = {
    "masculine": _same_oblique("два", "двух", "двум", "двумя"),
    "feminine": _same_oblique("две", "двух", "двум", "двумя"),
    "neuter": _same_oblique("два", "двух", "двум", "двумя"),
}
# 3–9 at their own places; 0 stands alone.
UNITS: tuple[Forms, ...] = (
    ("ноль", "нуля", "нулю", "ноль", "нулём", "нуле"),
    ONE["masculine"],
    TWO["masculine"],
    _same_oblique("три", "трёх", "трём", "тремя"),
    _same_oblique("четыре", "четырёх", "четырём", "четырьмя"),
    _soft("пять", "пят"),
    _soft("шесть", "шест"),
    _soft("семь", "сем"),
    ("восемь", "восьми", "восьми", "восемь", "восемью", "восьми"),
    _soft("девять", "девят"),
)
TEENS: tuple[Forms, ...] = tuple(
    _soft(f"{stem}ь", stem)
    for stem in (
        "десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат",
        "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат",
    )
)  # fmt: skip
TENS: tuple[Forms, ...] = (
    _soft("двадцать", "двадцат"),
    _soft("тридцать", "тридцат"),
    ("сорок", "сорока", "сорока", "сорок", "сорока", "сорока"),
    _same_oblique("пятьдесят", "пятидесяти", "пятидесяти", "пятьюдесятью"),
    _same_oblique("шестьдесят", "шестидесяти", "шестидесяти", "шестьюдесятью"),
    _same_oblique("семьдесят", "семидесяти", "семидесяти", "семьюдесятью"),
    _same_oblique("восемьдесят", "восьмидесяти", "восьмидесяти", "восемьюдесятью"),
    ("девяносто", "девяноста", "девяноста", "девяносто", "девяноста", "девяноста"),
)
HUNDREDS: tuple[Forms, ...] = (
    ("сто", "ста", "ста", "сто", "ста", "ста"),
    ("двести", "двухсот", "двумстам", "двести", "двумястами", "двухстах"),
    ("триста", "трёхсот", "трёмстам", "триста", "тремястами", "трёхстах"),
    ("четыреста", "четырёхсот", "четырёмстам", "четыреста", "четырьмястами", "четырёхстах"),
    ("пятьсот", "пятисот", "пятистам", "пятьсот", "пятьюстами", "пятистах"),
    ("шестьсот", "шестисот", "шестистам", "шестьсот", "шестьюстами", "шестистах"),
    ("семьсот", "семисот", "семистам", "семьсот", "семьюстами", "семистах"),
    ("восемьсот", "восьмисот", "восьмистам", "восемьсот", "восемьюстами", "восьмистах"),
    ("девятьсот", "девятисот", "девятистам", "девятьсот", "девятьюстами", "девятистах"),
)


def _masculine_scale(word: str) -> tuple[Forms, Forms]:
    return (
        (word, f"{word}а", f"{word}у", word, f"{word}ом", f"{word}е"),
        (f"{word}ы", f"{word}ов", f"{word}ам", f"{word}ы", f"{word}ами", f"{word}ах"),
    )


# Thousands, millions …: singular and plural, and the gender that «один» and «два» take.
SCALES: tuple[tuple[GrammaticalGender, Forms, Forms], ...] = (
    (
        "feminine",
        ("тысяча", "тысячи", "тысяче", "тысячу", "тысячей", "тысяче"),
        ("тысячи", "тысяч", "тысячам", "тысячи", "тысячами", "тысячах"),
    ),
    ("masculine", *_masculine_scale("миллион")),
    ("masculine", *_masculine_scale("миллиард")),
    ("masculine", *_masculine_scale("триллион")),
)
