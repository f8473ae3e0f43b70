"""Clause 3.7: turns of offices that one verb says better, found by the words that hang together, not by string.

The words are data (rules/words/officialese.txt); what is fixed in wording is a rule file without Python.
"""

from collections.abc import Iterator, Sequence
from weakref import WeakKeyDictionary

from letterkit.checks import turns
from letterkit.checks.hit import Hit
from letterkit.checks.nounphrase import noun_phrase
from letterkit.checks.plainverbs import PlainVerbs, plain_verbs
from letterkit.checks.registry import function_check
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.people import Case
from letterkit.russian import morph
from letterkit.russian.inflect_like import inflect_like
from letterkit.settings import load_settings

_WHERE = (Role.OPENING, Role.BODY)
_AUXILIARIES = frozenset(("был", "была", "было", "были", "будет", "будут"))
_MOST_FILLERS = 2
_PURPOSES = (("в", "целях"), ("с", "целью"))
_NO_VERB_OF = frozenset(("деятельность", "полномочие", "право", "функция"))
_seen: "WeakKeyDictionary[Subject, dict[str, list[Hit]]]" = WeakKeyDictionary()


@function_check("officialese.empty-verb")
def empty_verb(subject: Subject) -> Iterator[Hit]:
    """«осуществлять контроль», «произведена замена»: the verb is in the noun."""
    yield from _turns(subject)["officialese.empty-verb"]


@function_check("officialese.empty-work")
def empty_work(subject: Subject) -> Iterator[Hit]:
    """«проводится работа по организации …», «приняты меры по устранению …»: work that names another work."""
    yield from _turns(subject)["officialese.empty-work"]


@function_check("officialese.verbal-nouns")
def verbal_nouns(subject: Subject) -> Iterator[Hit]:
    """«осуществление контроля», «организация проведения обследования»: nouns of doing, one on another."""
    yield from _turns(subject)["officialese.verbal-nouns"]


@function_check("officialese.this")
def this(subject: Subject) -> Iterator[Hit]:
    """«данный вопрос» is «этот вопрос»; «данные жителя» and «по данным проверки» are not."""
    for part in subject.parts_of(*_WHERE):
        tokens, places = subject.tokens_of(part), subject.places_of(part)
        for index in places.get("~данный", ()):
            token = tokens[index]
            found = noun_phrase(tokens, index)
            mend = inflect_like("этот", token.text) if token.form != "данными" else "этими"
            if found is None or len(found.tokens) < 2:
                continue
            if not token.has("sing") or found.number == "plur":
                if index and tokens[index - 1].is_word and not tokens[index - 1].has("PREP"):
                    continue
                sure = not tokens[index + 1].has("gent", "sing") and token.form != "данных"
            else:
                sure = True
            end = found.tokens[-1].end if not subject.protected.touches(token.end, found.tokens[-1].end) else token.end
            words = (f"{mend}{subject.text[token.end : end]}",) if mend else ()
            yield Hit(token.start, end, suggestions=words, level=None if sure else Level.ADVICE)


def _turns(subject: Subject) -> dict[str, list[Hit]]:
    found = _seen.get(subject)
    if found is None:
        found = _seen[subject] = _found(subject, plain_verbs(load_settings().rules_dir / "words" / "officialese.txt"))
    return found


def _found(subject: Subject, words: PlainVerbs) -> dict[str, list[Hit]]:
    hits: dict[str, list[Hit]] = {f"officialese.{name}": [] for name in ("empty-verb", "empty-work", "verbal-nouns")}
    for part in subject.parts_of(*_WHERE):
        tokens, places = subject.tokens_of(part), subject.places_of(part)
        taken: set[int] = set()
        for lemmas in (words.verbs | words.mild_verbs | {"принять", "принимать", "приниматься"},):
            for index in sorted({at for lemma in lemmas for at in places.get(f"~{lemma}", ())}):
                if (made := _verb_turn(subject, tokens, index, words)) is not None:
                    code, hit, until = made
                    hits[code].append(hit)
                    taken.update(range(index, until))
        empty = words.nouns | words.mild_nouns
        for index in sorted({at for lemma in empty for at in places.get(f"~{lemma}", ())}):
            if index not in taken and (made_noun := _noun_turn(subject, tokens, index, words)) is not None:
                hit, until = made_noun
                hits["officialese.verbal-nouns"].append(hit)
                taken.update(range(index, until))
    return hits


def _verb_turn(
    subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs
) -> tuple[str, Hit, int] | None:
    accepting = {"принять", "принимать", "приниматься"}
    light = turns.light_reading(tokens[index], words.verbs | words.mild_verbs | accepting)
    if light is None:
        return None
    strong = turns.light_reading(tokens[index], words.verbs) is not None
    start = index
    before = tokens[index - 1].form if index and tokens[index - 1].form in _AUXILIARIES else ""
    at = index + 1
    while at < len(tokens) and at - index <= _MOST_FILLERS and _is_filler(tokens[at]):
        at += 1
    fillers = tokens[index + 1 : at]
    cases = ("nomn",) if light.tag.POS == "PRTS" or str(light.normal_form).endswith("ся") else ("accs", "gent")
    chain = turns.chain_at(tokens, at, cases, words)
    if chain is None or (turns.light_reading(tokens[index], accepting) and not chain.works):
        return _lone_verb(subject, tokens, index, words) if strong else None
    doer = turns.doer_near(tokens, index, chain.end)
    mended, takes_before = turns.plainly(light, before, fillers, chain, words, doer=doer)
    if takes_before:
        start -= 1
    end = tokens[chain.end - 1].end
    if subject.protected.touches(tokens[start].start, end):
        end, mended = chain.core.tokens[-1].end, None
    hit = Hit(
        tokens[start].start,
        end,
        {"noun": chain.core.tokens[-1].text},
        (_capital(mended, tokens[start]),) if mended else (),
        level=None if strong or chain.works or len(chain.links) > 1 else Level.ADVICE,
    )
    return f"officialese.{'empty-work' if chain.works else 'empty-verb'}", hit, chain.end


def _lone_verb(
    subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs
) -> tuple[str, Hit, int] | None:
    """«Контроль осуществляет инспекция»: the noun stands before; «осуществлять» is empty with any noun."""
    for at in range(index - 1, max(-1, index - 9), -1):
        if not tokens[at].is_word:
            break
        if any(lemma in words.plain for lemma in tokens[at].lemmas) and (
            tokens[at].has("NOUN", "nomn") or tokens[at].has("NOUN", "accs")
        ):
            near = index - at <= 2
            start = tokens[at].start if near else tokens[index].start
            return "officialese.empty-verb", Hit(start, tokens[index].end, {"noun": tokens[at].text}), index + 1
    if not any(lemma.startswith("осуществ") for lemma in tokens[index].lemmas):
        return None
    following = noun_phrase(tokens, index + 1, ("accs", "nomn", "gent"))
    noun = following.tokens[-1].text if following else ""
    level = Level.ADVICE if following is not None and following.lemma in _NO_VERB_OF else None
    return "officialese.empty-verb", Hit(tokens[index].start, tokens[index].end, {"noun": noun}, level=level), index + 1


def _noun_turn(subject: Subject, tokens: Sequence[Token], index: int, words: PlainVerbs) -> tuple[Hit, int] | None:
    cases = [case for case in ("gent", "datv", "ablt", "loct", "accs", "nomn") if tokens[index].has("NOUN", case)]
    cases.sort(key=lambda case: case not in _asked_cases(tokens, index))
    chain = turns.chain_at(tokens, index, cases, words)
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
    return hit, index + sum(len(link.tokens) for link in chain.links)


_CASE = {tag: case for case, tag in morph.CASE_TAGS.items()}
_ASKED = {
    "для": ("gent",), "без": ("gent",), "от": ("gent",), "до": ("gent",), "после": ("gent",), "из": ("gent",),
    "целях": ("gent",), "целью": ("gent",), "путём": ("gent",), "путем": ("gent",), "к": ("datv",),
    "по": ("datv", "loct"), "при": ("loct",), "в": ("loct", "accs"), "на": ("accs", "loct"), "о": ("loct",),
    "об": ("loct",), "за": ("accs", "ablt"), "с": ("ablt", "gent"), "под": ("accs",), "через": ("accs",),
}  # fmt: skip


def _asked_cases(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """The cases that the word before asks for."""
    if not index or not tokens[index - 1].is_word:
        return ("nomn",)
    before = tokens[index - 1]
    if before.form in _ASKED:
        return _ASKED[before.form]
    return ("gent",) if before.has("NOUN") else ("accs", "gent")


def _is_filler(token: Token) -> bool:
    if not token.is_word:
        return False
    return morph.parses(token.text)[0].tag.POS in ("ADVB", "PRCL") or token.form in ("также", "вновь")


def _capital(words: str, first: Token) -> str:
    return words[:1].upper() + words[1:] if first.text[:1].isupper() else words
