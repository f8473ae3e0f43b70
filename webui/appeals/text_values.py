"""Words of an appeal's text as the value that somebody takes them for: names in the nominative, days as days."""

import re
from collections.abc import Callable, Mapping

from letterkit.office.incoming.settling import QUESTIONS, plain_value
from letterkit.russian.morph import parses
from letterkit.russian.names_gender import gender_of
from letterkit.russian.names_nominative import nominative
from letterkit.russian.phrase_nominative import phrase_nominative

_LIMIT = 3000
_NAME = {"surname": "Surn", "name": "Name", "patronymic": "Patr"}
_ABOUT = re.compile(r"(?i)^(?:по\s+вопрос(?:у|ам)|по\s+поводу|касательно|относительно)\s+")
_ON = re.compile(r"(?i)^об?о?\s+")


def taken_values(path: str, words: str) -> Mapping[str, str]:
    """Values by path that ``words`` give when they are taken for ``path``; ``applicant`` is the whole name."""
    said = " ".join(words[:_LIMIT].split()).strip(" ,;:")
    if not said:
        return {}
    if path in _TAKEN:
        return _TAKEN[path](said)
    if path == QUESTIONS:
        return {path: " ".join(words[:_LIMIT].split())}
    return {path: str(plain_value(path, said.rstrip(".")))}


def _whole_name(said: str) -> Mapping[str, str]:
    person = nominative(said)
    found = {f"applicant.{part}": value for part in _NAME if (value := getattr(person, part))}
    gender = person.gender or gender_of(person)
    return {**found, "applicant.gender": gender.value} if gender else found


def _part_of_name(part: str, grammeme: str) -> Callable[[str], Mapping[str, str]]:
    def nominative_part(said: str) -> Mapping[str, str]:
        return {f"applicant.{part}": _in_nominative(said, grammeme)}

    return nominative_part


def _in_nominative(word: str, grammeme: str) -> str:
    """A name as it is called; one that may stand in the nominative already stays as it is."""
    read = [each for each in parses(word.lower()) if grammeme in each.tag]
    if not read or any({"nomn", "sing"} in each.tag for each in read):
        return word
    made = read[0].inflect({"nomn"})
    return made.word.title() if made else word


def _subject(said: str) -> Mapping[str, str]:
    said = said.rstrip(".!?")
    named = _ABOUT.match(said)
    cases = ("gent", "accs") if named else ("loct",) if _ON.match(said) else ()
    bare = _ON.sub("", _ABOUT.sub("", said))
    return {"appeal.subject": (phrase_nominative(bare, cases) if cases else None) or bare}


_TAKEN: Mapping[str, Callable[[str], Mapping[str, str]]] = {
    "applicant": _whole_name,
    **{f"applicant.{part}": _part_of_name(part, grammeme) for part, grammeme in _NAME.items()},
    "appeal.subject": _subject,
    "appeal.repeat_of": lambda said: {"appeal.repeat_of": said.strip("№ .")},
}
