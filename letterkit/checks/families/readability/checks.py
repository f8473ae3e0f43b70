"""Clause 3.7 by measure: long sentences, strings of genitives, passive, references to acts, brackets, indexes.

Limits stand in rules/profile.yml. What the writer cannot put more simply is not counted: titles of acts, quotations,
names, addresses and the formulas of the Order.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.noun_phrase import NounPhrase, noun_phrase
from letterkit.checks.plain_verbs import sections
from letterkit.checks.protected_spans import Shield
from letterkit.checks.spans import Spans
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.reader import HARDEST_GRADE
from letterkit.russian import morph
from letterkit.word_lists import words_file

_FEW_WORDS = 60  # a shorter letter is too small a sample for shares and indexes
_LEAST_VERBS = 10
_LEAST_PASSIVE = 6
_LEAST_VERBAL_NOUNS = 10
_SURE_CHAIN = 4
_ROW = 3
_WAS = frozenset(("был", "была", "было", "были", "будет", "будут"))
# The code of a phone, «8 (34145) 0-00-00», is no explanation inside another.
_CODE = r"\(\d{2,6}\)(?=[ \u00a0-]?\d)"
_NESTED = regex.compile(rf"\((?:[^()\n]|{_CODE})*+\((?!\d{{2,6}}\)[ \u00a0-]?\d)[^()\n]*\)(?:[^()\n]|{_CODE})*\)")
_PIECES = regex.compile(r"[^;]+")
_DOING = regex.compile(r"(?:ние|тие|нье)$")


@function_check("readability.long-sentence", alone=PROSE)
def long_sentence(subject: Subject) -> Iterator[Hit]:
    """Sentences with more words of the writer's own than the profile allows."""
    limits = subject.profile.limits
    words = Spans((token.start, token.end) for token in subject.tokens if token.is_word)
    for start, end in subject.sentences:
        pieces = [(start + piece.start(), start + piece.end()) for piece in _PIECES.finditer(subject.text[start:end])]
        if len(words.begun_in(start, end)) <= limits["sentence_words"]:
            continue
        count = max(_own_words(subject, *piece) for piece in pieces)
        if count > limits["sentence_words"]:
            details = {"count": str(count), "limit": f"{limits['sentence_words']:.0f}"}
            yield Hit(start, end, details, level=None if count > limits["sentence_words_most"] else Level.ADVICE)


@function_check("readability.genitive-chain", alone=(Role.BODY,))
def genitive_chain(subject: Subject) -> Iterator[Hit]:
    """«вопрос обеспечения проведения ремонта крыши»: genitives that hang on one another."""
    least = int(subject.profile.limits["genitive_chain"])
    prepositional = _lists()["в предлогах"]
    for part in subject.parts_of(Role.BODY):
        tokens = subject.tokens_of(part)
        free_from = 0
        for index, token in enumerate(tokens):
            if index < free_from or not (token.is_word and _may_head(token.text)) or token.form in prepositional:
                continue
            chain = _genitives(tokens, index + 1)
            if len(chain) < least:
                continue
            free_from = index + 1 + sum(len(link.tokens) for link in chain)
            # The name of a body at the end of a chain is not the writer's; the chain before it is.
            own = list(takewhile(lambda link: not _is_protected(subject, link), chain))
            if own and len(own) >= (least if len(own) == len(chain) else max(_SURE_CHAIN, least)):
                end = own[-1].tokens[-1].end
                level = None if len(own) >= max(_SURE_CHAIN, least) else Level.ADVICE
                yield Hit(token.start, end, {"count": str(len(own))}, level=level)


@function_check("readability.verbal-nouns")
def verbal_nouns(subject: Subject) -> Iterator[Hit]:
    """The share of nouns of doing in -ние and -тие."""
    things = _lists()["предметы"]
    if sum(_names_doing(token.text, things) for token in _prose_words(subject)) < _LEAST_VERBAL_NOUNS:
        return
    words = [token for token in _prose_words(subject) if not subject.protected.touches(token.start, token.end)]
    doing = [token for token in words if _names_doing(token.text, things)]
    most = subject.profile.limits["verbal_noun_share"]
    if len(words) >= _FEW_WORDS and len(doing) >= _LEAST_VERBAL_NOUNS and len(doing) / len(words) > most:
        yield Hit(details=_shares(len(doing) / len(words), most))


@function_check("readability.passive")
def passive(subject: Subject) -> Iterator[Hit]:
    """The share of passive among the verbs."""
    middle = _lists()["не страдательные"]
    verbs = [voice for token in _prose_words(subject) if (voice := _voice(token.text, middle))]
    most = subject.profile.limits["passive_share"]
    share = verbs.count("passive") / len(verbs) if verbs else 0
    if len(verbs) >= _LEAST_VERBS and verbs.count("passive") >= _LEAST_PASSIVE and share > most:
        yield Hit(details=_shares(share, most))


@function_check("readability.passive-row", alone=PROSE, words=_WAS)
def passive_row(subject: Subject) -> Iterator[Hit]:
    """«Осмотр был проведён, акт был составлен, копия была направлена»: passive with «был» three times in a sentence."""
    for part in subject.parts_of(*PROSE):
        tokens = subject.tokens_of(part)
        passives = [
            (before.start, token.end)
            for before, token in pairwise(tokens)
            if before.form in _WAS and morph.parses(token.text)[0].tag.POS == "PRTS"
        ]
        for start, end in subject.sentences.begun_in(part.start, part.end) if len(passives) >= _ROW else ():
            row = [span for span in passives if start <= span[0] < end]
            if len(row) >= _ROW:
                yield Hit(row[0][0], row[-1][1], {"count": str(len(row))})


@function_check("readability.act-references")
def act_references(subject: Subject) -> Iterator[Hit]:
    """More references to acts in one paragraph than the profile allows; the third in one sentence."""
    most = int(subject.profile.limits["law_references"])
    acts = [span for span in subject.protected.spans if span.shield is Shield.ACT]
    starts = [span.start for span in acts]
    for part in subject.parts_of(*PROSE):
        here = acts[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
        for start, end in subject.sentences.begun_in(part.start, part.end) if len(here) >= most else ():
            inside = [span for span in here if start <= span.start < end]
            if len(inside) >= most:
                yield Hit(start, end, {"count": str(len(inside)), "limit": str(most - 1)})
                break
        else:
            if len(here) > most:
                yield Hit(part.start, part.end, {"count": str(len(here)), "limit": str(most)})


@function_check("readability.nested-brackets", alone=PROSE, seeks=(_NESTED,))
def nested_brackets(subject: Subject) -> Iterator[Hit]:
    """Brackets inside brackets."""
    for part in subject.parts_of(*PROSE):
        for found in _NESTED.finditer(subject.text, part.start, part.end):
            yield Hit(found.start(), found.end())


@function_check("readability.long-paragraph")
def long_paragraph(subject: Subject) -> Iterator[Hit]:
    """A paragraph of more sentences than the profile allows."""
    most = int(subject.profile.limits["paragraph_sentences"])
    for part in subject.parts_of(*PROSE):
        count = len(subject.sentences.begun_in(part.start, part.end))
        if count > most and "\n" not in subject.text_of(part).strip():
            yield Hit(part.start, part.end, {"count": str(count), "limit": str(most)})


@function_check("readability.index")
def index(subject: Subject) -> Iterator[Hit]:
    """The published indexes of the text beyond what the reader of the profile can be asked (letterkit.russian)."""
    measured = subject.readability
    limits = subject.profile.limits
    if measured.words < _FEW_WORDS:
        return
    hard = (
        measured.flesch_oborneva < limits["flesch_least"]
        or measured.fk_plainrussian > limits["grade_most"]
        or measured.mean_sentence > limits["mean_sentence_words"]
        or measured.grade > limits.get("reader_grade", HARDEST_GRADE)
    )
    if hard:
        values = {
            "flesch": measured.flesch_oborneva,
            "grade": measured.fk_plainrussian,
            "mean": measured.mean_sentence,
            "flesch_least": limits["flesch_least"],
            "grade_most": limits["grade_most"],
            "mean_most": limits["mean_sentence_words"],
            "years": measured.grade,
            "schooling": subject.profile.reader.schooling,
        }
        yield Hit(details={name: f"{value:.0f}".replace("-", "−") for name, value in values.items()})


def _own_words(subject: Subject, start: int, end: int) -> int:
    return sum(
        1
        for token in subject.tokens
        if start <= token.start < end and token.is_word and not subject.protected.touches(token.start, token.end)
    )


@lru_cache(maxsize=8192)
def _may_head(word: str) -> bool:
    tags = [parse.tag for parse in morph.parses(word)]
    return len(word) > 1 and any("NOUN" in tag for tag in tags) and not any("PREP" in tag for tag in tags)


def _genitives(tokens: Sequence[Token], start: int) -> list[NounPhrase]:
    chain: list[NounPhrase] = []
    while start < len(tokens) and (tokens[start].has("gent") or tokens[start].has("gen2")):
        found = noun_phrase(tokens, start, ("gent",))
        if found is None:
            break
        chain.append(found)
        start += len(found.tokens)
    follows = tokens[start] if start < len(tokens) else None
    if (
        chain
        and follows is not None
        and (follows.has("VERB") or follows.has("PRTS"))
        and chain[-1].tokens[-1].has("nomn")
    ):
        chain.pop()  # «в целях безопасности трубы заменят»: the last noun is the subject
    return chain


def _prose_words(subject: Subject) -> Iterator[Token]:
    for part in subject.parts_of(*PROSE):
        yield from (token for token in subject.tokens_of(part) if token.is_word)


@lru_cache(maxsize=8192)
def _names_doing(word: str, things: frozenset[str]) -> bool:
    parse = morph.parses(word)[0]
    lemma = str(parse.normal_form)
    return parse.tag.POS == "NOUN" and bool(_DOING.search(lemma)) and lemma not in things


def _lists() -> Mapping[str, frozenset[str]]:
    return sections(words_file("readability.txt"))


@lru_cache(maxsize=8192)
def _voice(word: str, middle: frozenset[str]) -> str | None:
    """«active», «passive» or None for a word that is no verb; an infinitive counts as active."""
    parse = morph.parses(word)[0]
    if parse.tag.POS == "PRTS":
        return "passive"
    if parse.tag.POS not in ("VERB", "INFN"):
        return None
    lemma = str(parse.normal_form)
    is_passive = lemma.endswith(("ся", "сь")) and lemma not in middle and _is_transitive(lemma[:-2])
    return "passive" if is_passive else "active"


def _is_transitive(verb: str) -> bool:
    return any(parse.tag.POS == "INFN" and "tran" in parse.tag and parse.is_known for parse in morph.parses(verb))


def _shares(share: float, most: float) -> dict[str, str]:
    return {"share": f"{share:.0%}".replace("%", " %"), "limit": f"{most:.0%}".replace("%", " %")}


def _is_protected(subject: Subject, link: NounPhrase) -> bool:
    return subject.protected.touches(link.tokens[0].start, link.tokens[-1].end)
