"""Thanks in an appeal, as its subject: «благодарность за новый дом», «благодарность специалисту отдела»."""

from collections.abc import Iterator

import regex

from letterkit.core.people import Case, Person
from letterkit.intake.values import Span
from letterkit.russian.inflect import inflect
from letterkit.russian.morph import parses
from letterkit.russian.names import decline
from letterkit.russian.names_nominative import nominative
from letterkit.russian.phrase_nominative import phrase_nominative

_THANKS = regex.compile(
    r"(?i)(?<!\p{L})(?<!заранее\s)(?:благодар(?:ю|им|ит|ят|ность|ности|ны|на|ен)|(?:по|от)благодарить|спасибо|"
    r"признательн\p{L}+)(?!\p{L})"
)
_INSIDE = r"(?:[^.!?;:()\n]|\n(?!\s*\n)|(?<=(?<!\p{L})(?:ул|г|с|пос|пгт|пр|пер|им|д))\.)"
"""A sign inside a sentence, the stop of a short word too."""
_FOR = regex.compile(
    rf"(?i){_INSIDE}{{0,70}}?\s(?P<what>за\s+(?!внимани|отве|понимани|рассмотрени|ранее)\p{{L}}{_INSIDE}{{3,110}})"
)
_WHOM = regex.compile(
    rf"(?i)[^\S\n]+(?:(?:вас|вам|лично|от\s+души|всех|наш\p{{L}}+|ваш\p{{L}}+)\s+(?:и\s+)?)*(?P<whom>\p{{L}}{_INSIDE}{{5,80}})"
)
_CLAUSE = regex.compile(
    r",?\s+(?:котор\p{L}+|что|как|и\s+(?:особ|отдельн|лично|хоч|прош)|а\s|но\s|за\s+то\s|,)|,\s|\s[–—-]\s"
)
_CASES = {"accs": Case.ACCUSATIVE, "gent": Case.GENITIVE, "datv": Case.DATIVE}
_WHOSE = frozenset("мой наш свой ваш этот".split())
_MOST_WORDS = 12


def thanks_of(text: str, story: Span) -> Iterator[tuple[str, Span]]:
    """What the story of an appeal gives thanks for and to whom, as a subject, each with its place."""
    for said in _THANKS.finditer(text, *story):
        if (given := _FOR.match(text, said.end())) is not None:
            words = _plain_words(given["what"])[:_MOST_WORDS]
            if len(words) > 1:
                yield f"благодарность {' '.join([words[0].lower(), *words[1:]])}", (said.start(), given.end())
        if (given := _WHOM.match(text, said.end())) is not None and (whom := _dative(given["whom"])):
            yield f"благодарность {whom}", (said.start(), given.end())


def _plain_words(said: str) -> list[str]:
    """The words of the first clause, without «ваш» and «наш»."""
    words = _CLAUSE.split(" ".join(said.split()))[0].split()
    return [word for word in words if parses(word.lower())[0].normal_form not in _WHOSE]


def _dative(said: str) -> str | None:
    """«специалиста отдела переселения» → «специалисту отдела переселения»; None for what is nobody."""
    words = _plain_words(said)
    words = words[: next((at for at, word in enumerate(words) if word.lower() in ("за", "из", "с", "от")), len(words))]
    read = parses(words[0].lower())[0].tag if words else None
    if read is None or read.POS not in ("NOUN", "ADJF") or read.case not in _CASES:
        return None
    common = next((at for at, word in enumerate(words) if word[0].isupper()), len(words))
    named = phrase_nominative(" ".join(words[:common][:_MOST_WORDS]), (read.case,)) if common else ""
    if named is None:
        return None
    person = (
        decline(nominative(" ".join(words[common:]), _CASES[read.case]), Case.DATIVE) if words[common:] else Person()
    )
    parts = (named and inflect(named, Case.DATIVE), person.surname, person.name, person.patronymic)
    return " ".join(part for part in parts if part)
