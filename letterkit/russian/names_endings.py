"""A name put into a case by the look of its ending: our own table first, pytrovich for the rest."""

from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.core.people import Case, Gender
from letterkit.russian.morph import CASE_TAGS, UNUSUAL, analyser, lexeme, parses
from letterkit.russian.names_tables import OBLIQUE, Ending, NamePart, endings, exceptions

if TYPE_CHECKING:
    from pytrovich.maker import PetrovichDeclinationMaker

VOWELS = frozenset("аеёиоуыэюя")
PROPER = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn"))
MASCULINE_STEM = Ending(0, ("а", "у", "а", "ом", "е"))
MASCULINE_SOFT = Ending(1, ("я", "ю", "я", "ем", "е"))


def by_ending(word: str, part: NamePart, gender: Gender, case: Case) -> str:
    """``word`` (lower case, no hyphen) in ``case``; a word that no rule knows comes back as it is."""
    return word if case is Case.NOMINATIVE else _forms(word, part, gender)[OBLIQUE.index(case)]


@lru_cache(maxsize=4096)
def _forms(word: str, part: NamePart, gender: Gender) -> tuple[str, ...]:
    """``word`` in each of OBLIQUE: one rule holds for all of them, and is dear to find."""
    found = _own_ending(word, part, gender)
    if found is not None:
        return tuple(found.form(word, case) for case in OBLIQUE)
    longest = _longest(word, part, gender)
    usual = [longest.form(word, case) for case in OBLIQUE] if longest is not None else _by_pytrovich(word, part, gender)
    if part is not NamePart.SURNAME:
        return tuple(usual)
    nouns = (_as_noun(word, gender, case) for case in OBLIQUE)
    return tuple(other if noun is None else noun for noun, other in zip(nouns, usual, strict=True))


def _own_ending(word: str, part: NamePart, gender: Gender) -> Ending | None:
    """What holds for this very word, or for words of one syllable."""
    found = exceptions().get((part, gender), {}).get(word)
    if found is not None or part is not NamePart.SURNAME or gender is not Gender.MALE:
        return found
    if sum(letter in VOWELS for letter in word) > 1:
        return None
    if word.endswith("ой"):
        return MASCULINE_SOFT  # Цой, Ной: nouns, unlike Толстой
    if word.endswith(("ин", "ых", "их")) or (word.endswith(("ов", "ев")) and len(word) == 3):
        return MASCULINE_STEM  # Грин, Мин, Рих, Лев
    return None


def _longest(word: str, part: NamePart, gender: Gender) -> Ending | None:
    table = endings().get((part, gender), {})
    return next((table[word[start:]] for start in range(1, len(word)) if word[start:] in table), None)


def _as_noun(word: str, gender: Gender, case: Case) -> str | None:
    """Surnames that are common nouns keep the noun's stress and vowels: Ткачом, Кузнецу, Левшой.

    Asked only where the ending leaves them open: -ец, -яц, and the instrumental after hissing letters.
    """
    whole = word.endswith(("ец", "яц")) and gender is Gender.MALE
    hissing = case is Case.INSTRUMENTAL and (
        word.endswith(("жа", "ча", "ша", "ща", "ца")) or (gender is Gender.MALE and word.endswith(tuple("жчшщц")))
    )
    if not (whole or hissing) or not analyser().word_is_known(word):
        return None
    for parse in parses(word):
        tag = parse.tag
        if parse.is_known and tag.POS == "NOUN" and {"nomn", "sing"} in tag and not PROPER & tag.grammemes:
            for form in lexeme(parse):
                wanted = CASE_TAGS[Case.GENITIVE if case is Case.ACCUSATIVE and whole else case]
                if form.tag.case == wanted and form.tag.number == "sing" and not UNUSUAL & form.tag.grammemes:
                    return str(form.word)
    return None


@lru_cache(maxsize=1)
def _maker() -> "PetrovichDeclinationMaker":
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


def _by_pytrovich(word: str, part: NamePart, gender: Gender) -> list[str]:
    """As its ``make`` does for one case after another, looking each time for the rule that holds for all of them."""
    from pytrovich.enums import Case as TheirCase
    from pytrovich.enums import Gender as TheirGender
    from pytrovich.enums import NamePart as TheirPart

    their_part = {
        NamePart.NAME: TheirPart.FIRSTNAME,
        NamePart.SURNAME: TheirPart.LASTNAME,
        NamePart.PATRONYMIC: TheirPart.MIDDLENAME,
    }[part]
    their_gender = TheirGender.MALE if gender is Gender.MALE else TheirGender.FEMALE
    maker = _maker()
    ways = ((their_gender.str(), True), (TheirGender.ANDROGYNOUS.str(), False))
    sought = (maker._exception_indices[their_part], maker._suffix_indices[their_part])
    rules = (index.find_first_match(word, *way) for way in ways for index in sought)
    rule = next(filter(None, rules), None)
    if rule is None:
        return [word] * len(OBLIQUE)
    return [maker.apply_mod2name(rule.mods[TheirCase[case.name]], word) for case in OBLIQUE]
