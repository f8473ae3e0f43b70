"""Clause 3.7: turns of offices that one verb says better, found by the words that hang together, not by string.

The words are data (rules/words/officialese.txt); what is fixed in wording is a rule file without Python.
"""

from collections.abc import Iterator, Sequence, Set

from letterkit.checks import light_verbs
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.noun_phrase import NounPhrase, cases_after, noun_phrase
from letterkit.checks.plain_verbs import PlainVerbs, plain_verbs
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.people import Case
from letterkit.russian import morph
from letterkit.russian.inflect_like import inflect_like
from letterkit.word_lists import words_file

_WHERE = (Role.OPENING, Role.BODY)
_AUXILIARIES = frozenset(("был", "была", "было", "были", "будет", "будут"))
_MOST_FILLERS = 2
_NOUN_BEFORE = 8  # words
_MOMENTS = frozenset(("момент", "время", "период", "этап"))
_PURPOSES = (("в", "целях"), ("с", "целью"))


@function_check("officialese.empty-verb", alone=_WHERE)
def empty_verb(subject: Subject) -> Iterator[Hit]:
    """«осуществлять контроль», «произведена замена»: the verb is in the noun."""
    yield from _turns(subject)["officialese.empty-verb"]


@function_check("officialese.empty-work", alone=_WHERE)
def empty_work(subject: Subject) -> Iterator[Hit]:
    """«проводится работа по организации …», «приняты меры по устранению …»: work that names another work."""
    yield from _turns(subject)["officialese.empty-work"]


@function_check("officialese.verbal-nouns", alone=_WHERE)
def verbal_nouns(subject: Subject) -> Iterator[Hit]:
    """«осуществление контроля», «организация проведения обследования»: nouns of doing, one on another."""
    yield from _turns(subject)["officialese.verbal-nouns"]


@function_check("officialese.this", alone=_WHERE)
def this(subject: Subject) -> Iterator[Hit]:
    """«данный вопрос» is «этот вопрос»; «данные жителя» and «по данным проверки» are not."""
    words = _words()
    for part in subject.parts_of(*_WHERE):
        tokens = subject.tokens_of(part)
        for index in _at(tokens, words.pointers):
            found = _this_noun(tokens, index)
            token = tokens[index]
            mend = inflect_like("этот", token.text)
            if found is None or mend is None:
                continue
            if found.lemma in _MOMENTS and index and tokens[index - 1].form in ("в", "на"):
                continue  # officialese.time
            may_be_data = _may_be_data(tokens, index, found)
            if may_be_data and found.lemma not in words.no_data:
                continue
            # «в данном случае» is a set phrase, not an official's «данный»
            sure = token.form.startswith("данн") and not may_be_data and found.lemma != "случай"
            end = found.tokens[-1].end if not subject.protected.touches(token.end, found.tokens[-1].end) else token.end
            mended = f"{mend}{subject.text[token.end : end]}"
            level = None if sure else Level.ADVICE
            yield Hit(token.start, end, suggestions=(mended,), level=level, word=token.text)


def _this_noun(tokens: Sequence[Token], index: int) -> NounPhrase | None:
    """The noun that «данный» at ``index`` points at; None where it is no pointer: «персональных данных жильцов»."""
    token = tokens[index]
    if not (token.has("ADJF") or token.has("PRTF")):
        return None
    found = noun_phrase(tokens, index)
    if found is None or len(found.tokens) < 2:
        return None
    before = tokens[index - 1] if index else token
    described = before is not token and (before.has("ADJF") or before.has("NOUN")) and not before.has("PREP")
    data = token.form.startswith("данн") and found.number == "plur"
    return None if data and described else found


def _may_be_data(tokens: Sequence[Token], index: int, found: NounPhrase) -> bool:
    """«данные дома», «данных домов» can be data about houses."""
    is_data = tokens[index].form in ("данные", "данных")
    return is_data and found.number == "plur" and len(found.tokens) == 2 and tokens[index + 1].has("gent")


@once_a_letter
def _turns(subject: Subject) -> dict[str, list[Hit]]:
    return _find_hits(subject, _words())


def _words() -> PlainVerbs:
    return plain_verbs(words_file("officialese.txt"))


def _find_hits(subject: Subject, words: PlainVerbs) -> dict[str, list[Hit]]:
    hits: dict[str, list[Hit]] = {f"officialese.{name}": [] for name in ("empty-verb", "empty-work", "verbal-nouns")}
    for part in subject.parts_of(*_WHERE):
        tokens = subject.tokens_of(part)
        taken: set[int] = set()
        for index in _at(tokens, words.all_verbs):
            if (made := _verb_turn(subject, tokens, index, words)) is not None:
                code, hit, until = made
                hits[code].append(hit)
                taken.update(range(index, until))
        for index in _at(tokens, words.all_nouns):
            if index not in taken and (made_noun := _noun_turn(subject, tokens, index, words)) is not None:
                hit, until = made_noun
                hits["officialese.verbal-nouns"].append(hit)
                taken.update(range(index, until))
    return hits


def _at(tokens: Sequence[Token], lemmas: Set[str]) -> list[int]:
    return [index for index, token in enumerate(tokens) if not lemmas.isdisjoint(token.lemmas)]


def _verb_turn(subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs) -> tuple[str, Hit, int] | None:
    light = light_verbs.light_reading(tokens[index], words.verbs | words.mild_verbs | words.work_verbs)
    if light is None:
        return None
    strong = light_verbs.light_reading(tokens[index], words.verbs) is not None
    start = index
    before = tokens[index - 1].form if index and tokens[index - 1].form in _AUXILIARIES else ""
    at = index + 1
    while at < len(tokens) and at - index <= _MOST_FILLERS and _is_filler(tokens[at]):
        at += 1
    fillers = tokens[index + 1 : at]
    cases = ("nomn",) if light.tag.POS == "PRTS" or str(light.normal_form).endswith(("ся", "сь")) else ("accs", "gent")
    chain = light_verbs.chain_at(tokens, at, cases, words)
    if chain is None or (light_verbs.light_reading(tokens[index], words.work_verbs) and not chain.works):
        return _lone_verb(subject, tokens, index, words) if strong else None
    doer = light_verbs.doer_near(tokens, index, chain.end)
    mended, takes_before = light_verbs.plainly(light, before, fillers, chain, words, doer=doer)
    if takes_before:
        start -= 1
    end = tokens[chain.end - 1].end
    if subject.protected.touches(tokens[start].start, chain.core.tokens[-1].end):
        return None
    hit = Hit(
        tokens[start].start,
        end,
        {"noun": chain.core.tokens[-1].text},
        (_capital(mended, tokens[start]),) if mended else (),
        level=None if strong or chain.works or len(chain.links) > 1 else Level.ADVICE,
    )
    return f"officialese.{'empty-work' if chain.works else 'empty-verb'}", hit, chain.end


def _lone_verb(subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs) -> tuple[str, Hit, int] | None:
    """«Контроль осуществляет инспекция»: the noun stands before; «осуществлять» is empty with any noun.

    Advice: what stands first is often a payment or a carriage whose doer or day is the news.
    """
    light = light_verbs.light_reading(tokens[index], words.verbs)
    before = tokens[index - 1].form if index and tokens[index - 1].form in _AUXILIARIES else ""
    until = index - bool(before)
    for at in range(max(0, index - _NOUN_BEFORE), until):
        chain = light_verbs.chain_at(tokens, at, ("nomn", "accs"), words)
        if chain is None or chain.end > until or light is None or (at and tokens[at - 1].has("PREP")):
            continue
        tail = tokens[chain.end : until]
        if tail and (chain.thing is None or not all(token.has("gent") for token in tail)):
            continue
        doer = light_verbs.doer_near(tokens, at, index + 1)
        mended, _ = light_verbs.plainly(light, before, (), chain, words, doer=doer, thing_first=True, tail=_text(tail))
        mends = (_capital(mended, tokens[at]),) if mended else ()
        hit = Hit(tokens[at].start, tokens[index].end, {"noun": chain.core.tokens[-1].text}, mends, level=Level.ADVICE)
        return "officialese.empty-verb", hit, index + 1
    for at in range(index - 1, max(-1, index - _NOUN_BEFORE - 1), -1):
        if not tokens[at].is_word:
            break
        if any(lemma in words.plain for lemma in tokens[at].lemmas) and (
            tokens[at].has("NOUN", "nomn") or tokens[at].has("NOUN", "accs")
        ):
            near = index - at <= 2
            start = tokens[at].start if near else tokens[index].start
            hit = Hit(start, tokens[index].end, {"noun": tokens[at].text}, level=Level.ADVICE)
            return "officialese.empty-verb", hit, index + 1
    if not any(lemma.startswith("осуществ") for lemma in tokens[index].lemmas):
        return None
    following = noun_phrase(tokens, index + 1, ("accs", "nomn", "gent"))
    noun = following.tokens[-1].text if following else ""
    # No noun of doing near: «чтобы его осуществить» may be meant as it is said.
    hit = Hit(tokens[index].start, tokens[index].end, {"noun": noun}, level=Level.ADVICE)
    return "officialese.empty-verb", hit, index + 1


def _noun_turn(subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs) -> tuple[Hit, int] | None:
    chain = light_verbs.chain_at(tokens, index, cases_after(tokens[index - 1] if index else None), words)
    if chain is None or len(chain.links) < 2:
        return None
    strong = chain.links[0].lemma in words.nouns or len(chain.links) > 2
    start = index
    if index >= 2 and (tokens[index - 2].form, tokens[index - 1].form) in _PURPOSES:
        start, strong = index - 2, True
    core = chain.core.put(_CASE[chain.links[0].case])
    if start < index:
        core = chain.core.put(Case.GENITIVE)
        core = f"для {core}" if core else None
    end = chain.core.tokens[-1].end
    until = index + sum(len(link.tokens) for link in chain.links)
    described = index > 0 and any(tokens[index - 1].has(pos, chain.links[0].case) for pos in ("ADJF", "PRTF"))
    if described:  # «финансовое обеспечение выплат» is more than the payments
        return None
    if chain.links[0].case == "nomn" and _predicate_breaks(tokens, index, until, chain.links[0], chain.core):
        core = None
    mends = (_capital(core, tokens[start]),) if core and chain.plain else ()
    hit = Hit(
        tokens[start].start,
        end,
        {"noun": chain.core.tokens[-1].text},
        mends,
        level=None if strong else Level.ADVICE,
    )
    if subject.protected.touches(tokens[start].start, end):
        return None
    return hit, until


def _predicate_breaks(tokens: Sequence[Token], start: int, until: int, old: NounPhrase, new: NounPhrase) -> bool:
    """Whether a verb near by agrees with ``old`` and not with ``new``: «выполнение … начато», but «замена … начата»."""
    if (old.number, old.gender) == (new.number, new.gender):
        return False
    near = (*tokens[max(0, start - _NOUN_BEFORE) : start], *tokens[until : until + _NOUN_BEFORE])
    tags = [morph.parses(token.text)[0].tag for token in near if token.is_word]
    return any(tag.POS in ("VERB", "PRTS", "ADJS") and tag.number == old.number for tag in tags)


_CASE = {tag: case for case, tag in morph.CASE_TAGS.items()}


def _is_filler(token: Token) -> bool:
    if not token.is_word:
        return False
    if token.form in ("все", "всё"):  # «принять все меры»
        return False
    return morph.parses(token.text)[0].tag.POS in ("ADVB", "PRCL") or token.form in ("также", "вновь")


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _capital(words: str, first: Token) -> str:
    return words[:1].upper() + words[1:] if first.text[:1].isupper() else words
