"""A noun phrase put into another case or number: «министерство строительства» → «министерству строительства».

Heads and what agrees with them change, the tail in the genitive stays, letter case and quotes are kept; ё is
written only where the phrase itself has it.
"""

from functools import lru_cache
from typing import Literal

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.core.people import Case
from letterkit.russian.forms import ADJECTIVAL, as_written, decline_adjective, decline_noun, put
from letterkit.russian.morph import CASE_TAGS, parses
from letterkit.russian.names_decline import decline_pieces
from letterkit.russian.names_endings import PROPER
from letterkit.russian.names_parse import read_name
from letterkit.russian.phrase import PATTERNS, AgreementGroup, Token, groups, nominative, tokens

Number = Literal["singular", "plural"]
_NUMBER_TAGS = {"singular": "sing", "plural": "plur"}
_COUNTED_PEOPLE = {
    Case.GENITIVE: "человек",
    Case.DATIVE: "человекам",
    Case.INSTRUMENTAL: "человеками",
    Case.PREPOSITIONAL: "человеках",
}
_TITLES = frozenset(("ИП", "КФХ"))  # abbreviations that stand before a person's name
_FEW = frozenset(("два", "две", "три", "четыре"))
_VAGUE = frozenset(("много", "мало", "немного", "немало", "сколько", "столько"))
_TOWN_WORDS = frozenset(("город",))


@lru_cache(maxsize=WORDS_KEPT)
def inflect(phrase: str, case: Case, number: Number | None = None) -> str:
    """``phrase`` (in the nominative, singular or plural) in ``case`` and, if given, ``number``.

    What has no such form (indeclinable words, abbreviations, words in quotes, a phrase that is not in the
    nominative) comes back as it was.
    """
    if case is Case.NOMINATIVE and number is None:
        return phrase
    words = tokens(phrase)
    if words and _is_count(words[0].text):
        return phrase if number else _decline_after_number(phrase, words, case)
    changes: dict[int, str] = {}
    keeps_yo = "ё" in phrase.lower()
    for group in groups(words):
        changes |= _changes(words, group, case, number, keeps_yo)
        changes |= _decline_name(words, group, case, changes)
    return _rebuilt(phrase, words, changes)


def _changes(
    words: tuple[Token, ...], group: AgreementGroup, case: Case, number: Number | None, keeps_yo: bool
) -> dict[int, str]:
    own = _NUMBER_TAGS[number] if number else group.number
    changes: dict[int, str] = {}
    adjectives = dict(group.agreeing)
    if group.reading is not None:
        if group.reading.tag.POS == "NOUN":
            form = decline_noun(group.reading, case, _NUMBER_TAGS[number] if number else None)
            if form is None:  # «строительство» has no plural: the number stays
                own, form = group.number, decline_noun(group.reading, case, None)
            if form is not None:
                changes[group.head] = as_written(words[group.head].text, group.reading, form, keeps_yo)
        else:
            adjectives[group.head] = group.reading
    for index, reading in adjectives.items():
        form = decline_adjective(reading, case, group.gender, own, group.animate)
        if form is not None and reading.word in PATTERNS:
            changes[index] = words[index].text[:-2] + form[len(reading.word) - 2 :]
        elif form is not None:
            changes[index] = as_written(words[index].text, reading, form, keeps_yo)
    return changes


def _decline_name(words: tuple[Token, ...], group: AgreementGroup, case: Case, done: dict[int, str]) -> dict[int, str]:
    """A name that stands beside the head: «министр Иванов И.И.», «город Южно-Сахалинск»."""
    if group.head + 1 >= len(words):
        return {}
    following = words[group.head + 1]
    if group.reading is None:
        if words[group.head].text not in _TITLES:
            return {}
    elif str(group.reading.normal_form) in _TOWN_WORDS and following.text[:1].isupper() and not following.fixed:
        nouns = nominative(following.text, frozenset(("NOUN",)))
        places = [one for one in nouns if "Geox" in one.tag or not one.is_known]
        form = decline_noun(places[0], case, None) if places else None
        return {} if form is None else {group.head + 1: as_written(following.text, places[0], form, True)}
    if group.reading is not None and not group.animate:
        return {}
    first = _name_from(words, group.head + 1)
    if first is None or any(index in done for index in range(first, len(words))):
        return {}
    parsed = read_name(" ".join(word.text for word in words[first:]))
    declined = " ".join(text for _, text in decline_pieces(parsed.order, parsed.person.gender, case)).split(" ")
    return dict(zip(range(first, len(words)), declined, strict=False)) if len(declined) == len(words) - first else {}


def _name_from(words: tuple[Token, ...], start: int) -> int | None:
    """Where a person's name in the nominative begins, if the phrase ends with one."""
    first = len(words)
    while first > start and words[first - 1].text[:1].isupper() and words[first - 1].text[:1].isalpha():
        first -= 1
    for index in range(first, len(words)):
        named = [
            one for one in parses(words[index].text)
            if "nomn" in one.tag and {"Surn", "Name", "Patr"} & one.tag.grammemes and "plur" not in one.tag
        ]  # fmt: skip
        oblique = any(
            {"gent", "sing"} in one.tag and PROPER & one.tag.grammemes and "Fixd" not in one.tag
            for one in parses(words[index].text)
        )
        if named and not oblique:
            return index
    return None


def _is_count(word: str) -> bool:
    """A number after which nouns stand in the genitive: 2 and more, but 21, 31 …; or its word, «пять»."""
    if word.isdigit():
        return not word.endswith("1") or word.endswith("11")
    return word.lower() not in _VAGUE and any(one.tag.POS == "NUMR" and "nomn" in one.tag for one in parses(word))


def _decline_after_number(phrase: str, words: tuple[Token, ...], case: Case) -> str:
    """«5 многоквартирных домов»: after a number the nominative and accusative stay, other cases are plural."""
    if case is Case.NOMINATIVE:
        return phrase
    if case is Case.ACCUSATIVE:  # «три дома», but «трёх человек»
        people = any("anim" in parses(word.text)[0].tag for word in words[1:])
        return (
            _decline_after_number(phrase, words, Case.GENITIVE) if people and words[0].text.lower() in _FEW else phrase
        )
    changes: dict[int, str] = {}
    keeps_yo = "ё" in phrase.lower()
    if not words[0].fixed:
        numeral = next(one for one in parses(words[0].text) if one.tag.POS == "NUMR")
        form = put(numeral, frozenset((CASE_TAGS[case],)))
        if form is not None:
            changes[0] = as_written(words[0].text, numeral, form, keeps_yo)
    for index, word in enumerate(words[1:], start=1):
        if word.fixed:
            break
        readings = [one for one in parses(word.text) if one.tag.case == "gent"]
        noun = next((one for one in readings if one.tag.POS == "NOUN"), None)
        adjective = next((one for one in readings if one.tag.POS in ADJECTIVAL and one.tag.number == "plur"), None)
        if adjective is not None:
            form = decline_adjective(adjective, case, None, "plur", False)
        elif noun is not None:
            form = _COUNTED_PEOPLE.get(case) if noun.normal_form == "человек" else decline_noun(noun, case, "plur")
        else:
            break
        if form is not None:
            changes[index] = as_written(word.text, adjective or noun or readings[0], form, keeps_yo)
        if adjective is None:
            break
    return _rebuilt(phrase, words, changes)


def _rebuilt(phrase: str, words: tuple[Token, ...], changes: dict[int, str]) -> str:
    """``phrase`` with the changed words in their places and all between them as it was."""
    out, at = [], 0
    for index, word in enumerate(words):
        out.append(phrase[at : word.start])
        out.append(changes.get(index, word.text))
        at = word.end
    return "".join(out) + phrase[at:]
