"""Declension measured on the names of pymorphy3's dictionary that begin with a few syllables.

Surnames and patronymics are declined by ending, so the dictionary judges them from outside; first names are judged
as the engine declines them (it asks the dictionary) and by their endings alone.
"""

from collections.abc import Iterator

import pytest

from letterkit.core.people import Case, Gender
from letterkit.russian.morph import CASE_TAGS, GENDER_TAGS, analyser
from letterkit.russian.names_decline import decline_part
from letterkit.russian.names_endings import by_ending
from letterkit.russian.names_letters import without_yo
from letterkit.russian.names_tables import OBLIQUE, NamePart

_KINDS = {NamePart.NAME: "Name", NamePart.SURNAME: "Surn", NamePart.PATRONYMIC: "Patr"}
_BEGIN = ("ма", "ал", "ге", "са", "ша", "кра", "бар", "во")
_BAD = frozenset(("Erro", "Dist", "Infr"))


def _paradigms(part: NamePart, gender: Gender) -> Iterator[tuple[str, dict[Case, set[str]]]]:
    """Nominatives of the dictionary with the forms that it gives to each case."""
    dictionary = analyser().dictionary
    seen: set[tuple[str, int]] = set()
    known = (one for prefix in _BEGIN for one in dictionary.iter_known_words(prefix))
    for word, tag, _, paradigm, index in known:
        if index or _KINDS[part] not in tag or (word, paradigm) in seen:
            continue
        seen.add((word, paradigm))
        stem = dictionary.build_stem(dictionary.paradigms[paradigm], 0, word)
        forms: dict[Case, set[str]] = {}
        nominatives: list[str] = []
        for prefix, form_tag, suffix in dictionary.build_paradigm_info(paradigm):
            if form_tag.gender != GENDER_TAGS[gender] or form_tag.number == "plur" or form_tag.grammemes & _BAD:
                continue
            for case, name in CASE_TAGS.items():
                if form_tag.case == name:
                    forms.setdefault(case, set()).add(prefix + stem + suffix)
                    if case is Case.NOMINATIVE:
                        nominatives.append(prefix + stem + suffix)
        if nominatives and len(forms) == len(Case):
            yield nominatives[0], forms


def _share_right(part: NamePart, gender: Gender, by_endings: bool) -> tuple[float, int]:
    right = total = 0
    for nominative, forms in _paradigms(part, gender):
        for case in OBLIQUE:
            total += 1
            if by_endings:
                made = by_ending(nominative, part, gender, case)
            else:
                made = decline_part(nominative, part, gender, case)
            right += without_yo(made) in {without_yo(form) for form in forms[case]}
    return right / total, total


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "gender", "least", "by_endings"),
    [
        (NamePart.SURNAME, Gender.MALE, 0.998, False),
        (NamePart.SURNAME, Gender.FEMALE, 0.998, False),
        (NamePart.PATRONYMIC, Gender.MALE, 1.0, False),
        (NamePart.PATRONYMIC, Gender.FEMALE, 1.0, False),
        (NamePart.NAME, Gender.MALE, 0.998, False),
        (NamePart.NAME, Gender.FEMALE, 0.998, False),
        (NamePart.NAME, Gender.MALE, 0.985, True),
        (NamePart.NAME, Gender.FEMALE, 0.985, True),
    ],
)
def test_the_share_of_right_forms(part: NamePart, gender: Gender, least: float, by_endings: bool) -> None:
    share, total = _share_right(part, gender, by_endings)
    assert total > 1_000
    assert share >= least
