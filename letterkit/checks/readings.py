"""What a word of a letter can be, worked out once a word: the readings that rules of grammar and commas ask for.

Two questions are kept apart. ``forms`` and ``possible`` count every reading of the dictionary: a rule is silent where
one of them excuses the writer. ``likely`` readings leave out those that hardly occur («плата» as a form of «плат»): a
rule speaks only where all of them say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from letterkit.checks.tokens import Token, fold_word
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

Form = tuple[str, str, str, str]
"""Case, number, gender (empty in the plural), and animacy where the accusative shows it."""

_LIKELY = 0.05
_RARE_CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs", "voct": "nomn"}
_PREDICATIVE = frozenset(("VERB", "PRTS", "ADJS"))
_MODIFYING = frozenset(("ADJF", "PRTF"))
_NOMINAL = frozenset(("NOUN", "NPRO"))
_NOUN = frozenset(("NOUN",))
_BEFORE_NOUN = _MODIFYING | {"NOUN", "NUMR"}
# Homonyms that stand in no letter: «вод» the driving, «данна», «гот», «плат», «быль», «мая», «сум».
_NEVER = frozenset("вод гот плат быль данна мая сум".split())
_PERSONAL = frozenset(("Surn", "Name", "Patr"))
_UNDECLINED = frozenset(("его", "ее", "их"))


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb in a personal form, a short adjective or participle. ``gender`` is empty where the form shows none."""

    parse: "Parse"
    number: str
    gender: str
    person: str
    past: bool
    short: bool
    transitive: bool

    def has_form_of(self, other: "Predicate") -> bool:
        """Whether both stand in one form, as predicates of one subject do."""
        return (self.number, self.gender, self.person, self.past, self.short) == (
            other.number,
            other.gender,
            other.person,
            other.past,
            other.short,
        )


@dataclass(frozen=True)
class Readings:
    """``pos``, ``forms`` (of nouns and pronouns), ``modifiers`` of every reading; ``likely``, ``nouns`` of the likely.

    ``predicate`` is there for a word that is nothing else, ``fixed`` for one that is not declined.
    """

    known: bool
    pos: frozenset[str]
    likely: frozenset[str]
    forms: frozenset[Form]
    nouns: frozenset[Form]
    modifiers: frozenset[Form]
    predicate: Predicate | None
    fixed: bool
    name: bool

    @cached_property
    def cases(self) -> frozenset[str]:
        """Every case in which the word can stand as a noun or pronoun."""
        return cases_of(self.forms)

    @cached_property
    def only_noun(self) -> bool:
        """Whether the word is likely a noun and nothing else, and one that is declined."""
        return self.known and self.likely == _NOUN and not self.fixed


@lru_cache(maxsize=WORDS_KEPT)
def cases_of(forms: frozenset[Form]) -> frozenset[str]:
    """The cases among ``forms``."""
    return frozenset(form[0] for form in forms)


@lru_cache(maxsize=WORDS_KEPT)
def plain_parses(word: str) -> "tuple[Parse, ...]":
    """Every way to read ``word`` in a letter: no surname in small letters, no homonym that stands in none."""
    known = morph.parses(word)
    if fold_word(word) in PREPOSITIONS:  # «в» is an abbreviation too, in no letter
        return tuple(parse for parse in known if parse.tag.POS == "PREP") or known
    parses = tuple(parse for parse in known if fold_word(parse.normal_form) not in _NEVER) or known
    if word.islower():  # «машину» is no Mr Mashin
        parses = tuple(parse for parse in parses if not _PERSONAL & parse.tag.grammemes) or parses
    return parses


def grammemes_of(parse: "Parse") -> frozenset[str]:
    """The marks of ``parse``, a second genitive and the like marked as the case that it is."""
    return frozenset(_RARE_CASES.get(mark, mark) for mark in parse.tag.grammemes)


@lru_cache(maxsize=WORDS_KEPT)
def readings(word: str) -> Readings:
    """What ``word`` can be; letter case does not matter."""
    parses = plain_parses(word)
    likely = [parse for number, parse in enumerate(parses) if not number or parse.score >= _LIKELY]
    return Readings(
        known=parses[0].is_known,
        pos=frozenset(str(parse.tag.POS) for parse in parses),
        likely=frozenset(str(parse.tag.POS) for parse in likely),
        forms=frozenset(each for parse in parses if parse.tag.POS in _NOMINAL for each in _forms(parse)),
        nouns=frozenset(each for parse in likely if parse.tag.POS == "NOUN" for each in _forms(parse)),
        modifiers=frozenset(each for parse in parses if parse.tag.POS in _MODIFYING for each in _forms(parse)),
        predicate=_predicate(likely),
        fixed=any("Fixd" in parse.tag or "Abbr" in parse.tag for parse in likely),
        name=any(mark in parse.tag for parse in parses for mark in ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")),
    )


def of(token: Token) -> Readings:
    """The readings of ``token``."""
    return readings(token.text)


def _forms(parse: "Parse") -> Iterable[Form]:
    tag = parse.tag
    case = _RARE_CASES.get(str(tag.case), str(tag.case))
    number = str(tag.number or "sing")
    genders = [""] if number == "plur" else [str(tag.gender or "")]
    if number == "sing" and ("ms-f" in tag or "Ms-f" in tag):
        genders = ["masc", "femn"]
    for gender in genders:
        shows_life = case == "accs" and (number == "plur" or gender == "masc")
        if not shows_life or (tag.POS in _MODIFYING and "anim" not in tag and "inan" not in tag):
            life = ""
        else:
            life = "anim" if "anim" in tag else "inan"
        yield case, number, gender, life


def _predicate(likely: "Sequence[Parse]") -> Predicate | None:
    if any(parse.tag.POS not in _PREDICATIVE for parse in likely):
        return None
    verbs = [parse for parse in likely if "impr" not in parse.tag]
    if not verbs or len(verbs) < len(likely):
        return None
    # «перечислена» is a participle before it is an adjective, whose feminine would be «перечисленна»
    first = verbs[0]
    if first.tag.POS == "ADJS":
        first = next((parse for parse in verbs if parse.tag.POS == "PRTS"), first)
    tag = first.tag
    return Predicate(
        parse=first,
        number=str(tag.number or ""),
        gender=str(tag.gender or "") if tag.number == "sing" else "",
        person=str(tag.person or ""),
        past=tag.tense == "past" and tag.POS == "VERB",
        short=tag.POS != "VERB",
        transitive=any(parse.tag.POS == "VERB" and "tran" in parse.tag for parse in verbs),
    )


class Group(NamedTuple):
    """A noun with the words before it that agree with it: ``tokens[first:last]``, head last.

    ``forms`` are the likely ones that all its words share, ``possible`` all that they share at all.
    """

    first: int
    last: int
    forms: frozenset[Form]
    possible: frozenset[Form]

    @property
    def cases(self) -> frozenset[str]:
        return cases_of(self.forms)

    @property
    def possible_cases(self) -> frozenset[str]:
        return cases_of(self.possible)


def group_at(tokens: Sequence[Token], index: int, most: int = 5) -> Group | None:
    """The noun group that begins at ``tokens[index]``, with the forms in which all its words agree; None without any.

    ``forms`` is empty where its words do not agree with one another.
    """
    shared: frozenset[Form] | None = None
    found: Group | None = None
    for at in range(index, min(index + most, len(tokens))):
        token = tokens[at]
        read = readings(token.text) if token.is_word and len(token.text) > 1 else None
        if read is None or not read.known or token.form in _UNDECLINED:
            break
        if read.likely == _NOUN or ("NOUN" in read.likely and at > index) or (read.nouns and read.modifiers):
            likely, possible = (
                (read.nouns, read.forms) if shared is None else (shared & read.nouns, shared & read.forms)
            )
            if found is None or possible:
                found = Group(index, at + 1, likely, possible)
        if not read.modifiers or not read.likely <= _BEFORE_NOUN:
            break
        shared = read.modifiers if shared is None else shared & read.modifiers
    return found


def likeliest(word: str) -> "Parse":
    """«Осуществим», «допустим» in a letter is what we shall do, not what can be done."""
    found = morph.parses(word)
    if found[0].tag.POS != "ADJS":
        return found[0]
    return next((each for each in found if each.tag.POS == "VERB" and each.tag.person == "1per"), found[0])
