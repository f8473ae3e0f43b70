"""A replacement put into the form of the words that it replaces: «осуществляется» + «проводиться» → «проводится».

Mends of the rule book use it. What cannot be said in that form gives None, so that no mend is offered.
"""

from typing import TYPE_CHECKING

from letterkit.core.people import Case
from letterkit.russian.forms import ADJECTIVAL, as_written, decline_adjective, put
from letterkit.russian.inflect import Number, inflect
from letterkit.russian.morph import CASE_TAGS, parses
from letterkit.russian.phrase import Token, tokens

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_VERBAL = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
_NOMINAL = frozenset(("NOUN", "NPRO"))
_UNCHANGING = frozenset(("ADVB", "PREP", "CONJ", "PRCL", "INTJ", "PRED"))
_COPIED = {
    "VERB": ("POS", "tense", "person", "number", "gender", "mood", "involvement"),
    "INFN": ("POS",),
    "PRTS": ("POS", "tense", "number", "gender", "voice"),
    "GRND": ("POS",),
    "PRTF": ("POS", "tense", "voice"),
}
_CASES = {tag: case for case, tag in CASE_TAGS.items()} | {
    "loc2": Case.PREPOSITIONAL,
    "loc1": Case.PREPOSITIONAL,
    "gen2": Case.GENITIVE,
    "gen1": Case.GENITIVE,
    "acc2": Case.ACCUSATIVE,
}


def inflect_like(
    replacement: str, original: "str | Parse", *, case: Case | None = None, named: str | None = None
) -> str | None:
    """``replacement`` (dictionary form: infinitive, or nominative phrase) in the form of ``original``, or None.

    ``original`` is the word or words as printed, or a reading already chosen (pymorphy3's Parse). Verbs copy
    tense, person, number, gender, mood, voice; nouns case and number; adjectives agree as the original does.
    Only the first verb (or the head) of a phrase changes: «оказать помощь» → «окажем помощь». ``case`` overrides
    what the ending says (it is often ambiguous: «министерства»). A reflexive verb («осуществляется») is replaced
    only by a reflexive one, unless ``named``, the verb as the rule names it, is reflexive itself («заниматься» →
    «работать»). A capital or capitals of ``original`` pass on to the result.
    """
    printed = original if isinstance(original, str) else str(original.word)
    for reading in _readings(original):
        if reading.tag.POS in _VERBAL and _reflexive(reading) and not _may_replace_reflexive(replacement, named):
            continue
        made = _like(replacement, reading, case)
        if made is not None:
            return _capitals_of(printed, made)
    return None


def _reflexive(reading: "Parse") -> bool:
    return str(reading.normal_form).endswith(("ся", "сь"))


def _may_replace_reflexive(replacement: str, named: str | None) -> bool:
    return (named is not None and named.endswith(("ся", "сь"))) or any(
        one.text.lower().endswith(("ся", "сь")) for one in tokens(replacement)
    )


def agree(adjective: str, noun: "str | Parse") -> str | None:
    """``adjective`` (masculine nominative) in the gender, number and case of ``noun`` as it stands, or None."""
    reading = _adjectival(adjective)
    for like in [parse for parse in _readings(noun) if parse.tag.case and parse.tag.number]:
        return None if reading is None else _adjective_like(adjective, reading, like, None)
    return None


def _readings(original: "str | Parse") -> "list[Parse]":
    """Readings of the word that governs the form: the first verb of the words, else the first noun or adjective."""
    if not isinstance(original, str):
        return [original]
    words = [token.text for token in tokens(original) if not token.fixed]
    for kinds in (_VERBAL - {"PRTF", "PRTS"}, _NOMINAL, ADJECTIVAL | {"PRTS", "ADJS"}):
        for word in words:
            found = [parse for parse in parses(word) if parse.tag.POS in kinds]
            if found and parses(word)[0].tag.POS in kinds:
                return found + [parse for parse in parses(word) if parse not in found]
    return list(parses(words[0])) if words else []


def _like(replacement: str, reading: "Parse", case: Case | None) -> str | None:
    words = tokens(replacement)
    pos = str(reading.tag.POS)
    verb_at = next((at for at, word in enumerate(words) if not word.fixed and _verb(word.text)), None)
    if pos in _VERBAL and verb_at is not None:
        return _with(replacement, words[verb_at], _verb_like(words[verb_at].text, reading, case))
    if pos in ADJECTIVAL:
        for word in words:
            adjective = None if word.fixed else _adjectival(word.text)
            if adjective is not None:
                return _with(replacement, word, _adjective_like(word.text, adjective, reading, case))
        return None
    if pos in _NOMINAL and verb_at is None:
        wanted = case or _CASES.get(str(reading.tag.case))
        if wanted is None:
            return None
        number: Number | None = "plural" if reading.tag.number == "plur" else None
        return inflect(replacement, wanted, number)
    return replacement if pos in _UNCHANGING and verb_at is None else None


def _verb(word: str) -> "Parse | None":
    return next((parse for parse in parses(word) if parse.tag.POS == "INFN"), None)


def _adjectival(word: str) -> "Parse | None":
    return next((parse for parse in parses(word) if parse.tag.POS in ADJECTIVAL and "nomn" in parse.tag), None)


def _verb_like(word: str, like: "Parse", case: Case | None) -> str | None:
    verb, pos = _verb(word), str(like.tag.POS)
    if verb is None:
        return None
    wanted = {str(value) for name in _COPIED[pos] if (value := getattr(like.tag, name))}
    if pos == "PRTF":
        wanted |= {one for one in (like.tag.case, like.tag.number, like.tag.gender) if one}
        if like.tag.animacy:
            wanted.add(str(like.tag.animacy))
        if case is not None:
            wanted = (wanted - {str(like.tag.case)}) | {CASE_TAGS[case]}
    form = put(verb, frozenset(wanted))
    if form is None and pos == "VERB" and "futr" in wanted:
        form = _future(verb, wanted)
    return None if form is None else as_written(word, verb, form, "ё" in word)


def _future(verb: "Parse", wanted: set[str]) -> str | None:
    """«проверим» for «осуществим»; an imperfective verb makes «будем проверять»."""
    if "impf" not in verb.tag:
        return None
    to_be = next(parse for parse in parses("быть") if parse.tag.POS == "INFN")
    will = put(to_be, frozenset(wanted))
    return None if will is None else f"{will} {verb.word}"


def _adjective_like(word: str, adjective: "Parse", like: "Parse", case: Case | None) -> str | None:
    wanted = case or _CASES.get(str(like.tag.case))
    if wanted is None:
        return None
    form = decline_adjective(adjective, wanted, like.tag.gender, like.tag.number, "anim" in like.tag)
    return None if form is None else as_written(word, adjective, form, "ё" in word)


def _with(phrase: str, word: Token, form: str | None) -> str | None:
    return None if form is None else phrase[: word.start] + form + phrase[word.end :]


def _capitals_of(printed: str, made: str) -> str:
    letters = [letter for letter in printed if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return made.upper()
    return made[:1].upper() + made[1:] if letters and letters[0].isupper() else made
