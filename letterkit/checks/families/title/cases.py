"""The words of the title among themselves: «О чём?» asks for one case, and each noun after another for its own."""

from collections.abc import Iterator, Sequence

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import morph

_ABOUT = frozenset({"о", "об", "обо"})
_CLAUSE = frozenset("что как почему когда где куда откуда чтобы если который".split())
_OPEN_END = frozenset(
    "о об обо в во на с со к ко у по за из изо от до для при над под без про через между и или а но не ни либо".split()
)
# Cases in which a noun may follow a noun without a preposition: «ремонт крыши», «помощь детям», «управление домом».
_AFTER_NOUN = ("gent", "gen2", "datv", "ablt")
_TAKES_ACCUSATIVE = frozenset("в во на за про через под по с со о об обо".split())
# «О доме номер пять», «О доме площадь 40 кв. м»: measures and labels stand as they are.
_LABELS = frozenset({"номер", "площадь", "литера", "форма"})


@function_check("title.case")
def case(subject: Subject) -> Iterator[Hit]:
    """«О бесплатной путёвки», «О продлении срока рассмотрение», «О ремонте крыши и возврат взносов»."""
    part = subject.first(Role.TITLE)
    words = subject.tokens_of(part) if part else ()
    if len(words) < 3 or words[0].form not in _ABOUT or any(_begins_clause(word) for word in words):
        return
    seen: set[int] = set()
    for at, hit in (*_head(words), *_chain(words), *_row(words)):
        if at not in seen:
            seen.add(at)
            yield hit


@function_check("title.cut")
def cut(subject: Subject) -> Iterator[Hit]:
    """«О ремонте дороги по»: the title breaks off at a preposition or a conjunction."""
    part = subject.first(Role.TITLE)
    words = subject.tokens_of(part) if part else ()
    if len(words) > 1 and (words[-1].form in _OPEN_END or words[-1].text in (",", "№", "–", "—", ":")):
        yield Hit(words[-1].start, words[-1].end)


def _begins_clause(word: Token) -> bool:
    """Whether the title is more than a noun with its words: «О том, что…», «…, который…», a verb."""
    return word.form in _CLAUSE or word.form.startswith("котор") or _is(word, "VERB")


def _head(words: Sequence[Token]) -> Iterator[tuple[int, Hit]]:
    """The adjectives right after «О» and their noun: the prepositional case."""
    if _adjective(words[1]) and words[1].text.islower() and not words[1].has("loct"):
        yield 1, Hit(words[1].start, words[1].end)
        return
    at = 1
    while at < len(words) and _adjective(words[at]) and words[at].has("loct"):
        at += 1
    if at < 2 or at >= len(words) or not _plain_noun(words[at]):
        return  # after «О» itself the rules of prepositions see a wrong case
    if not (words[at].has("NOUN", "loct") or words[at].has("NOUN", "loc2")):
        yield at, _hit(words[at], "loct")


def _chain(words: Sequence[Token]) -> Iterator[tuple[int, Hit]]:
    """A noun that follows a noun, with an adjective between at most: the genitive, or what the first one governs."""
    for at in range(2, len(words)):
        noun = words[at]
        if words[at - 1].has("PRTF", "actv"):
            return  # «О сведениях, составляющих охраняемую законом тайну»: the participle has objects of its own
        if _is(words[at - 1], "INFN"):
            return  # «О невозможности запретить владельцу ремонт дома»: so has the infinitive
        if not _plain_noun(noun) or any(noun.has("NOUN", case) for case in _AFTER_NOUN) or noun.lemmas & _LABELS:
            continue
        before = words[at - 1]
        if _agree(before, noun):
            continue  # «о другом налогоплательщике»: «другом» is no friend here
        if _adjective(before) and at > 2:
            before = words[at - 2]
        if _plain_noun(before) and not _is_apposition(before, noun) and before.lemmas.isdisjoint(_LABELS):
            yield at, _hit(noun, "gent")


def _row(words: Sequence[Token]) -> Iterator[tuple[int, Hit]]:
    """A noun after «и» in a case that no noun before it has."""
    for at in range(3, len(words)):
        joined = words[at - 1].form == "и" or (words[at - 2].form == "и" and _adjective(words[at - 1]))
        noun = words[at]
        if not joined or not _plain_noun(noun) or not noun.has("NOUN", "nomn"):
            continue
        others = (*_AFTER_NOUN, "loct", "loc2")
        if any(noun.has("NOUN", case) for case in others):
            continue
        takes = any(word.form in _TAKES_ACCUSATIVE for word in words[1 : at - 1])
        if not (noun.has("NOUN", "accs") and takes):
            yield at, _hit(noun, "loct", sure=False)


def _adjective(word: Token) -> bool:
    """An adjective that governs nothing: «занятой соседом парковке» has a participle."""
    return _is(word, "ADJF") and not word.has("PRTF")


def _plain_noun(word: Token) -> bool:
    """A known common noun and nothing else."""
    return word.is_word and word.text.islower() and _is(word, "NOUN") and morph.parses(word.text)[0].is_known


def _is(word: Token, part_of_speech: str) -> bool:
    return word.is_word and bool(part_of_speech == morph.parses(word.text)[0].tag.POS)


def _agree(word: Token, noun: Token) -> bool:
    """Whether ``word`` may be an adjective of ``noun``, whatever else it may be."""
    return any(
        word.has("ADJF", case, number) and noun.has("NOUN", case, number)
        for case in ("loct", "accs", "nomn")
        for number in ("sing", "plur")
    )


def _is_apposition(one: Token, other: Token) -> bool:
    """«О враче терапевте», «О матери инвалиде»: two people in one case."""
    return one.has("NOUN", "anim", "loct") and other.has("NOUN", "anim", "loct")


def _hit(noun: Token, case: str, *, sure: bool = True) -> Hit:
    reading = next(each for each in morph.parses(noun.text) if each.tag.POS == "NOUN")
    number = reading.tag.number
    right = reading.inflect({case, number} if number else {case})
    mends = (str(right.word),) if right and sure and str(right.word) != noun.form else ()
    return Hit(noun.start, noun.end, suggestions=mends)
