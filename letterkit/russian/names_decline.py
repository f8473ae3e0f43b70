"""One part of a person's name in any case: exceptions, then the dictionary, then the ending.

Hyphens and words written apart are declined piece by piece, as each piece would be alone. The exceptions: first
parts that stay («Бонч-Бруевича», «Жан-Поля», «фон Бюлову»), fathers' names before «оглы», and Korean or Chinese given
names, of which only the last word changes («Пак Чен Иру»).
"""

from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case, Gender
from letterkit.russian.names_dictionary import knows, name_forms
from letterkit.russian.names_endings import VOWELS, by_ending
from letterkit.russian.names_letters import keep_capitals, without_yo
from letterkit.russian.names_tables import NamePart, exceptions, lists

PATRONYMIC_ENDS = {
    Gender.MALE: ("ович", "евич", "вич", "ьич", "мич", "кич", "тич", "нич"),
    Gender.FEMALE: ("овна", "евна", "ична", "вишна", "инишна", "тишна", "мишна"),
}


@lru_cache(maxsize=WORDS_KEPT)
def decline_part(text: str, part: NamePart, gender: Gender | None, case: Case) -> str:
    """``text`` (one part of a name, in the nominative) in ``case``, letter case kept; ё only where ``text`` has it.

    Without ``gender``: the form that men and women share, or else the nominative as it is.
    Initials («М.», «М.П.») do not change.
    """
    if case is Case.NOMINATIVE or is_initial(text):
        return text
    declined = _decline_by_gender(text, part, gender, case)
    # Who writes Петр writes Ильей: an ending brings no ё of its own into a name without it.
    return declined if "ё" in text.lower() else without_yo(declined)


def _decline_by_gender(text: str, part: NamePart, gender: Gender | None, case: Case) -> str:
    if gender is None:
        male, female = (decline_part(text, part, one, case) for one in Gender)
        return male if male == female else text
    words = text.split(" ")
    if part is NamePart.PATRONYMIC and _has_particle(words):
        return text
    if len(words) > 1:
        return " ".join(_words(words, part, gender, case))
    return _decline_hyphenated(text, part, gender, case)


def is_initial(text: str) -> bool:
    """Whether ``text`` is an initial or initials, printed with full stops or as one letter."""
    return text.endswith(".") or len(text) == 1 or not text


_GLIDES = ("ао", "оа", "оу", "уа", "уэ", "юа", "юэ", "ие")
"""Two vowels of one syllable: Хуа, Хоа, Юэ, Юань, Лиен."""


def is_east_asian(words: "list[str] | tuple[str, ...]") -> bool:
    """Whether ``words`` read as a Korean, Chinese or Vietnamese name: short words that are no Russian names."""
    return len(words) > 1 and all(_is_syllable(word) for word in words)


def _is_syllable(word: str) -> bool:
    low = word.lower()
    vowels = sum(letter in VOWELS for letter in low)
    if is_initial(word) or not (vowels == 1 or (vowels == 2 and any(pair in low for pair in _GLIDES))):
        return False
    return len(word) <= 3 or not knows(low, "Name")


def decline_pieces(
    pieces: tuple[tuple[NamePart, str], ...], gender: Gender | None, case: Case
) -> tuple[tuple[NamePart, str], ...]:
    """Each part of one person's name in ``case``; a surname before «Чен Ир» stays as it is."""
    given = next((text for part, text in pieces if part is NamePart.NAME), "")
    fixed = is_east_asian(given.split(" "))
    return tuple(
        (part, text if fixed and part is NamePart.SURNAME else decline_part(text, part, gender, case))
        for part, text in pieces
    )


def _has_particle(words: list[str]) -> bool:
    particles = lists()["patronymic_male"] | lists()["patronymic_female"]
    return words[-1].lower().rsplit("-", 1)[-1] in particles


def _words(words: list[str], part: NamePart, gender: Gender, case: Case) -> list[str]:
    if part is NamePart.NAME and is_east_asian(words):
        return [*words[:-1], _decline_hyphenated(words[-1], part, gender, case)]
    particles = lists()["particle"]
    return [word if word.lower() in particles else _decline_hyphenated(word, part, gender, case) for word in words]


def _decline_hyphenated(word: str, part: NamePart, gender: Gender, case: Case) -> str:
    if "-" in word and part is NamePart.NAME:
        whole = _from_dictionary(word.lower(), gender, case)
        if whole is not None:
            return keep_capitals(word, whole)
    pieces = word.split("-")
    stays_first, stays_before = lists()["stays_first"], lists()["stays_before"]
    first_stays = part is not NamePart.SURNAME and pieces[-1].lower() in stays_before
    declined = []
    for index, piece in enumerate(pieces):
        stays = not piece or (index < len(pieces) - 1 and (first_stays or piece.lower() in stays_first))
        if part is NamePart.PATRONYMIC and index < len(pieces) - 1:
            stays = not without_yo(piece.lower()).endswith(PATRONYMIC_ENDS[gender])
        declined.append(piece if stays else _piece(piece, part, gender, case))
    return "-".join(declined)


def _piece(word: str, part: NamePart, gender: Gender, case: Case) -> str:
    low = word.lower()
    return keep_capitals(word, _piece_lower(low, part, gender, case))


def _piece_lower(low: str, part: NamePart, gender: Gender, case: Case) -> str:
    if part is NamePart.PATRONYMIC and not without_yo(low).endswith(PATRONYMIC_ENDS[gender]):
        if low in exceptions().get((part, gender), {}):
            return low
        part = NamePart.NAME  # a father's or a second name as it is: «Гасан»
    if part is NamePart.NAME and low not in exceptions().get((part, gender), {}):
        known = _from_dictionary(low, gender, case)
        if known is not None:
            return known
    return by_ending(low, part, gender, case)


def _from_dictionary(low: str, gender: Gender, case: Case) -> str | None:
    forms = name_forms(low, gender)
    return None if forms is None else forms[case]
