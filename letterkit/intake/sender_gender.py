"""Whether a man or a woman writes, where the name does not say it: «я осталась», «я согласен», «мы с мужем»."""

from collections.abc import Iterator

import regex

from letterkit.core.people import Gender, Person
from letterkit.russian.morph import parses
from letterkit.russian.names_decline import is_initial

_I = regex.compile(r"(?i)(?<![\p{L}-])я(?![\p{L}-])")
_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_BEFORE = regex.compile(r"(?P<word>\p{L}+)\s$")
_TO_CLAUSE_END = regex.compile(r"[^.!?,;:()«»\n–—]{0,60}")
_MOST_WORDS = 4
_AGREEING = frozenset(("VERB", "ADJS", "PRTS"))
_ALONE = {"сам": "masc", "один": "masc", "сама": "femn", "одна": "femn"}
_SAID = (
    (
        Gender.FEMALE,
        r"я,?\s+(?:\p{L}+\s+){0,2}(?:пенсионерка|мать|мама|вдова|бабушка|жительница|учительница|собственница|медсестра)|"
        r"(?:мо(?:й|его|ему|им)\s+муж\p{L}{0,2}|муж\s+мой|с\s+мужем\s+мы|мы\s+с\s+мужем)|живу\s+(?:\p{L}+\s+)?одна|пенсионерк[аи]",
    ),
    (
        Gender.MALE,
        r"я,?\s+(?:\p{L}+\s+){0,2}(?:пенсионер|отец|папа|вдовец|дедушка|житель|собственник)|"
        r"(?:мо(?:я|ей|ю)\s+жен\p{L}{1,2}|жена\s+моя|мы\s+с\s+женой|с\s+женой\s+мы)|живу\s+(?:\p{L}+\s+)?один|пенсионера?",
    ),
)
_PATTERNS = tuple((gender, regex.compile(rf"(?i)(?<!\p{{L}})(?:{said})(?!\p{{L}})")) for gender, said in _SAID)
_GENDERS = {"femn": Gender.FEMALE, "masc": Gender.MALE}
_NEAR = 30


def gender_of_sender(person: Person, text: str) -> Gender | None:
    """The gender that the name says, or else the writer's own words, or a short name («Тоня»)."""
    if person.gender:
        return person.gender
    told = [*_by_words_of_self(text), *(gender for gender, pattern in _PATTERNS for _ in pattern.finditer(text))]
    women, men = told.count(Gender.FEMALE), told.count(Gender.MALE)
    if women != men:
        return Gender.FEMALE if women > men else Gender.MALE
    return _of_short_name(person.name or "")


def _by_words_of_self(text: str) -> Iterator[Gender]:
    """The gender of the past tense and of the short adjectives that go with «я»: the first one of each clause."""
    for match in _I.finditer(text):
        clause = _TO_CLAUSE_END.match(text, match.end())
        after = _WORD.findall(clause[0])[:_MOST_WORDS] if clause else []
        before = _BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
        for word in (*after, *([before["word"]] if before else [])):
            gender = _ALONE.get(word.lower()) or _agreeing(word.lower())
            if gender is not None:
                yield _GENDERS[gender]
                break


def _agreeing(word: str) -> str | None:
    tag = parses(word)[0].tag
    return tag.gender if tag.POS in _AGREEING and tag.number == "sing" and tag.gender in _GENDERS else None


def _of_short_name(name: str) -> Gender | None:
    """«Ася» and «Тоня» are of women alone, «Саша» of nobody in particular; syllables and initials tell nothing."""
    if is_initial(name) or len(name.split()) != 1:
        return None
    read = [each.tag for each in parses(name.lower()) if "Name" in each.tag and each.is_known and "nomn" in each.tag]
    genders = {tag.gender for tag in read if tag.number == "sing"}
    return _GENDERS.get(next(iter(genders)) or "") if len(genders) == 1 else None
