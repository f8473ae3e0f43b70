"""«осуществлять контроль за домом» → «проверять дом»: an empty verb and a verbal noun said by one verb.

The verb takes the form of the empty one, the object the case that the verb asks for. «проводится» without a doer
becomes «проверяют», «проведён» agrees with the object: «проведена проверка дома» → «проверен дом».
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from letterkit.checks.noun_phrase import NounPhrase, noun_phrase
from letterkit.checks.plain_verbs import Government, PlainVerb, PlainVerbs
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.inflect_like import inflect_like

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_VERBAL = frozenset(("VERB", "INFN", "PRTS", "GRND"))
_BY_TAG = {tag: case for case, tag in morph.CASE_TAGS.items()}
_MOST_LINKS = 4
_ONLY_SEEN_TO = frozenset(("обеспечить", "организовать"))  # «обеспечена уборка»: nothing is said to be done yet
_BE_PAST = {"masc": "был", "femn": "была", "neut": "было", None: "были"}


@dataclass(frozen=True, slots=True)
class Chain:
    """Verbal nouns that hang on one another («организация проведения обследования дома»).

    ``links`` are the nouns, the last says what is done; ``works``: the first is an empty «работа по …»; ``thing`` is
    the object of the last with its government; ``end`` the number of the token after all.
    """

    links: tuple[NounPhrase, ...]
    plain: PlainVerb | None
    works: bool
    thing: NounPhrase | None
    asked: Government | None
    end: int

    @property
    def core(self) -> NounPhrase:
        return self.links[-1]


def chain_at(tokens: Sequence[Token], index: int, cases: Sequence[str], words: PlainVerbs) -> Chain | None:
    """The chain that begins at ``tokens[index]`` with a noun in one of ``cases``, or None."""
    first = noun_phrase(tokens, index, cases)
    if first is None or _is_company(first):
        return None
    links, end, works = [first], index + len(first.tokens), False
    if first.lemma in words.works:
        works, found = True, _after_work(tokens, end)
        if found is None or found[0].lemma not in words.plain:
            return None
        links, end = [first, found[0]], found[1]
    empty = words.nouns | words.mild_nouns
    if not works and first.lemma not in words.plain and first.lemma not in empty:
        return None
    while len(links) < _MOST_LINKS and links[-1].lemma in empty:
        following = noun_phrase(tokens, end, ("gent",))
        if following is None:
            break
        end_of_following = end + len(following.tokens)
        if following.lemma in words.works and (found := _after_work(tokens, end_of_following)) is not None:
            if found[0].lemma not in words.plain:
                break
            following, end_of_following = found
        elif following.lemma not in words.plain:
            break
        links.append(following)
        end = end_of_following
    plain = words.plain.get(links[-1].lemma)
    if plain is None:
        return None
    thing, asked = _object(tokens, end, plain)
    if thing is not None:
        end += len(thing.tokens) + bool(asked and _noun_government(plain, asked).preposition)
    return Chain(tuple(links), plain, works, thing, asked, end)


def _is_company(found: NounPhrase) -> bool:
    """«теплоснабжающей организацией», «организации»: who does, not what is done."""
    return found.lemma == "организация" and (found.number == "plur" or len(found.tokens) > 1)


def _after_work(tokens: Sequence[Token], index: int) -> tuple[NounPhrase, int] | None:
    """«по ремонту», «по вопросам ремонта» no, «к устранению»: what the work is about."""
    if index < len(tokens) and tokens[index].form in ("работ", "мероприятий", "мер"):  # «комплекс работ по ремонту»
        index += 1
    if index >= len(tokens) or tokens[index].form not in ("по", "к"):
        return None
    found = noun_phrase(tokens, index + 1, ("datv",))
    return None if found is None else (found, index + 1 + len(found.tokens))


def _object(tokens: Sequence[Token], index: int, plain: PlainVerb) -> tuple[NounPhrase | None, Government | None]:
    for before, after in plain.objects:
        start = index
        if before.preposition:
            if start >= len(tokens) or tokens[start].form != before.preposition:
                continue
            start += 1
        found = noun_phrase(tokens, start, (before.case,))
        if found is not None and (not before.nouns or found.lemma in before.nouns):
            return found, after
    return None, None


def _noun_government(plain: PlainVerb | None, asked: Government) -> Government:
    """The government of the noun that answers the verb's ``asked``."""
    return next(before for before, after in plain.objects if after is asked) if plain else asked


def light_reading(token: Token, lemmas: set[str]) -> "Parse | None":
    """The reading of ``token`` as a form of one of the verbs ``lemmas``."""
    for parse in morph.parses(token.text):
        if parse.tag.POS in _VERBAL and fold_word(str(parse.normal_form)) in lemmas:
            return parse
    return None


def plainly(
    light: "Parse",
    before: str,
    fillers: Sequence[Token],
    chain: Chain,
    words: PlainVerbs,
    *,
    doer: bool,
    thing_first: bool = False,
    tail: str = "",
) -> tuple[str | None, bool]:
    """(the turn said by one verb or None, whether the auxiliary ``before`` is part of it).

    ``doer``: somebody is named in the instrumental, so that «проверяют» would have two subjects; ``thing_first``:
    «Вывоз мусора производится» → «Мусор вывозят»; ``tail`` hangs on the object («ход работ»).
    """
    adverbs = _adverbs(chain, words)
    chain = _with_object(chain, words)
    plain = chain.plain
    if plain is None or adverbs is None or (chain.thing is None and not plain.alone):
        return None, False
    kept = [token.text for token in fillers]
    pos, reflexive = str(light.tag.POS), str(light.normal_form).endswith(("ся", "сь"))
    verb = plain.perfective if "perf" in light.tag else plain.imperfective
    if pos == "PRTS":
        if str(light.normal_form) in _ONLY_SEEN_TO:
            return None, False
        said = _short_participle(verb, light, before, chain)
        if said is None or chain.thing is None:
            return None, False
        auxiliary, participle = said
        thing = chain.thing.put(Case.NOMINATIVE)
        said_words = (auxiliary, *kept, *adverbs, participle)
        return _join_words(*((thing, tail, *said_words) if thing_first else (*said_words, thing))), bool(auxiliary)
    if reflexive:
        if doer:
            return None, False
        form, auxiliary = _without_subject(verb, light, before)
        taken = bool(auxiliary)
    else:
        form, auxiliary, taken = inflect_like(verb, light), "", False
    thing = _thing(chain)
    if form is None or (chain.thing is not None and thing is None):
        return None, False
    spoken = (auxiliary, *kept, *adverbs, form)
    return _join_words(*((thing or "", tail, *spoken) if thing_first else (*spoken, thing or ""))), taken


def _with_object(chain: Chain, words: PlainVerbs) -> Chain:
    """«завершение строительства» with nothing after it: the last noun is what the one before is done to."""
    if chain.thing is not None or len(chain.links) < 2 or (chain.plain and chain.plain.alone):
        return chain
    plain = words.plain.get(chain.links[-2].lemma)
    objects = plain.objects if plain else ()
    asked = next((after for before, after in objects if before == Government("", "gent")), None)
    if plain is None or asked is None or chain.links[-1].case != "gent":
        return chain
    return replace(chain, links=chain.links[:-1], plain=plain, thing=chain.links[-1], asked=asked)


def _join_words(*words: str | None) -> str | None:
    return None if None in words else " ".join(word for word in words if word)


def _thing(chain: Chain) -> str | None:
    if chain.thing is None or chain.asked is None:
        return None
    case = _BY_TAG[chain.asked.case]
    words = " ".join(token.text for token in chain.thing.tokens) if case.value == _case_name(chain.thing) else None
    words = words or chain.thing.put(case)
    return words and f"{chain.asked.preposition} {words}".strip()


def _case_name(found: NounPhrase) -> str:
    return _BY_TAG[found.case].value


def _adverbs(chain: Chain, words: PlainVerbs) -> list[str] | None:
    """Adverbs for the adjectives of the verbal nouns; None when one cannot be said so."""
    adverbs: list[str] = []
    for link in chain.links:
        for reading in link.modifiers:
            adverb = words.adverbs.get(_dictionary_form(reading))
            if adverb is None:
                return None
            if adverb and adverb not in adverbs:
                adverbs.append(adverb)
    return adverbs


def _dictionary_form(reading: "Parse") -> str:
    """«соответствующий» and no verb for a participle."""
    named = forms.put(reading, frozenset(("sing", "masc", "nomn"))) if reading.tag.POS == "PRTF" else None
    return fold_word(named or str(reading.normal_form))


def _infinitive(verb: str) -> "Parse | None":
    return next((parse for parse in morph.parses(verb) if parse.tag.POS == "INFN"), None)


def _short_participle(verb: str, light: "Parse", before: str, chain: Chain) -> tuple[str, str] | None:
    """(auxiliary, «проверена») agreeing with the object; only for a verb with a direct object."""
    reading = _infinitive(verb)
    if reading is None or chain.thing is None or chain.asked is None or chain.asked != Government("", "accs"):
        return None
    number, gender = chain.thing.number, chain.thing.gender
    wanted = {"PRTS", "past", "pssv", number} | ({gender} if gender else set())
    form = forms.put(reading, frozenset(wanted))
    if form is None:
        return None
    auxiliary = ""
    if before in ("будет", "будут"):
        auxiliary = "будет" if number == "sing" else "будут"
    elif before in _BE_PAST.values():
        auxiliary = _BE_PAST[gender]
    return auxiliary, form


def _without_subject(verb: str, light: "Parse", before: str) -> tuple[str | None, str]:
    """(«проверяют», auxiliary): nobody in particular does it."""
    reading = _infinitive(verb)
    if reading is None:
        return None, ""
    if light.tag.POS == "INFN":
        return (verb, "будут") if before in ("будет", "будут") else (None, "")
    tense = str(light.tag.tense)
    wanted = {"VERB", "plur", tense} | ({"3per"} if tense != "past" else set())
    return forms.put(reading, frozenset(wanted)), ""


def doer_near(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a noun in the instrumental without a preposition stands in the clause before ``start`` or at ``end``."""
    if noun_phrase(tokens, end, ("ablt",)) is not None:
        return True
    for index in _clause_before(tokens, start):
        token = tokens[index]
        if not token.has("NOUN", "ablt") or token.has("NOUN", "nomn") or token.has("ADVB"):  # «весной» is no doer
            continue
        if not _after_preposition(tokens, index):
            return True
    return False


def _clause_before(tokens: Sequence[Token], start: int) -> Iterator[int]:
    for index in range(start - 1, max(-1, start - 15), -1):
        if not tokens[index].is_word and not tokens[index].text[0].isdigit() and tokens[index].text not in "«»№":
            return
        yield index


def _after_preposition(tokens: Sequence[Token], index: int) -> bool:
    for before in range(index - 1, max(-1, index - 4), -1):
        reading = morph.parses(tokens[before].text)[0].tag.POS if tokens[before].is_word else None
        if reading == "PREP":
            return True
        if reading not in forms.ADJECTIVAL:
            return False
    return False
