"""Clause 3.3: a dash that has grown into the words on both its sides, «Срок-до 5 мая», «курьер–мы»."""

from collections.abc import Iterator

import regex

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.letter import Role
from letterkit.russian import morph
from letterkit.russian.abbreviations import MONTHS

# No compound word with one hyphen ends in these.
_AFTER_DASH = frozenset(
    "это в во на с со по к ко для от до из у за при без о об но и а мы вы он она оно они не там здесь тут нет есть "
    "только уже еще так все их его ее если что как когда вот значит поэтому можно нужно нельзя будет будут".split()
)
# «кол-во», «пр-во», «гос-во»: the end of a word whose middle is left out.
_CUT_SHORT = frozenset({"во", "но"})
# Between these a glued dash means «from … to …».
_SPANS = frozenset(MONTHS) | frozenset(
    "понедельник вторник среда четверг пятница суббота воскресенье весна лето осень зима утро день вечер ночь".split()
)
_JOINED = regex.compile(r"(?<![\p{L}\d\-–—])(?P<one>\p{L}{3,})(?P<mark>[-–—])(?P<two>\p{L}+)(?![\p{L}\d\-–—.@/])")


@function_check("typography.dash-in-word", alone=(Role.TITLE, *PROSE), seeks=(_JOINED,))
def dash_in_word(subject: Subject) -> Iterator[Hit]:
    """A hyphen or a dash between two words that make no compound; the mend parts them with a dash and spaces.

    A hyphen may have come to stand between two words, or in the middle of one that is cut short: a person sees which.
    """
    for part in subject.parts_of(Role.TITLE, *PROSE):
        for found in _JOINED.finditer(subject.text, part.start, part.end):
            one, mark, two = found.group("one", "mark", "two")
            if not two[0].islower() or one.lower() in (two.lower(), "кое"):
                continue
            if mark == "-" and (two in _CUT_SHORT or morph.is_known(f"{one}-{two}".lower())):
                continue  # «Гран-при»
            if _is_clause(one, two) or (mark != "-" and _are_apart(one, two)):
                yield Hit(found.start(), found.end(), suggestions=(f"{one} – {two}",), safe=mark != "-")


def _is_clause(one: str, two: str) -> bool:
    """Whether ``two`` begins what the dash introduces: a small word, or a verb after what is no verb."""
    if two.replace("ё", "е") in _AFTER_DASH:
        return True
    first, second = readings.readings(one), readings.readings(two)
    return first.known and second.known and second.likely == {"VERB"} and not first.pos & {"VERB", "INFN"}


def _are_apart(one: str, two: str) -> bool:
    """Two common words of which neither names a time: «какао–компот», «путь–открыть» are no «май–июнь», «два–три».

    Two adjectives, adverbs or numerals with a dash between them may be a span or a compound.
    """
    first, second = readings.readings(one), readings.readings(two)
    if not one.islower() or not first.known or not second.known:
        return False
    if "NOUN" not in first.likely & second.likely and first.likely & second.likely:
        return False
    return not any(parse.normal_form in _SPANS for word in (one, two) for parse in morph.parses(word))
