"""The clause that a word stands in: what is before it, what follows, what hangs on a preposition."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from letterkit.checks.tokens import Token
from letterkit.core.people import Case
from letterkit.russian import morph

_STOPS = frozenset(".!?;:()")
NEAR = 4  # words between a subject and its predicate
_GENITIVE = """из от до у для без после около кроме вместо против ради вследствие ввиду из-за из-под вокруг возле внутри
 вдоль мимо напротив среди посреди помимо путем насчет относительно вне накануне свыше ниже выше""".split()
PREPOSITIONS: dict[str, tuple[Case, ...]] = {
    **dict.fromkeys(("в", "во", "на", "о", "об", "при"), (Case.PREPOSITIONAL, Case.ACCUSATIVE)),
    **dict.fromkeys(("к", "ко", "по", "согласно", "благодаря", "вопреки", "навстречу", "подобно"), (Case.DATIVE,)),
    **dict.fromkeys(_GENITIVE, (Case.GENITIVE,)),
    **dict.fromkeys(("с", "со"), (Case.INSTRUMENTAL, Case.GENITIVE)),
    **dict.fromkeys(("над", "перед", "между"), (Case.INSTRUMENTAL,)),
    **dict.fromkeys(("за", "под"), (Case.INSTRUMENTAL, Case.ACCUSATIVE)),
    **dict.fromkeys(("через", "про", "сквозь"), (Case.ACCUSATIVE,)),
}


def in_prepositional(clause: Sequence[Token], at: int) -> bool:
    """Whether a preposition stands before the noun and what agrees with it, or before a noun that it hangs on."""
    for before in range(at - 1, -1, -1):
        token = clause[before]
        if token.form in PREPOSITIONS or (token.is_word and morph.parses(token.text)[0].tag.POS == "PREP"):
            return True
        counted = token.text[0].isdigit()
        if not (
            counted or token.has("ADJF") or token.has("PRTF") or (token.has("NOUN") and clause[before + 1].has("gent"))
        ):
            return False
    return False


def has_object(tokens: Sequence[Token]) -> bool:
    """Whether a noun that can be in the accusative stands among ``tokens`` without a preposition."""
    for at, token in enumerate(tokens):
        readings = morph.parses(token.text) if token.is_word and len(token.text) > 1 else ()
        if any(each.tag.POS == "NOUN" and each.tag.case == "accs" for each in readings) and not in_prepositional(
            tokens, at
        ):
            return True
    return False


def up_to_infinitive(tokens: Sequence[Token]) -> list[Token]:
    """What stands right after a verb and is its own: «обязали убрать двор» has no object."""
    return list(takewhile(lambda token: not token.has("INFN"), tokens[:NEAR]))


def clause_before(before: Sequence[Token]) -> list[Token]:
    """The words of the clause that end where the word in question begins."""
    clause: list[Token] = []
    for token in reversed(before):
        if token.text in _STOPS:
            break
        clause.append(token)
    return _without_openings(clause[::-1])


def _without_openings(clause: list[Token]) -> list[Token]:
    """The clause from its last comma on, or from the conjunction «если», «что», «как» that opens it."""
    for at in range(len(clause) - 1, -1, -1):
        if clause[at].text in ",–—":
            return clause[at:] if at == len(clause) - 1 else clause[at + 1 :]
        if at and clause[at].form in ("если", "что", "чтобы", "когда", "пока", "как", "где", "хотя"):
            return clause[at + 1 :]
    return clause[1:] if clause and clause[0].form in ("если", "когда", "пока", "как", "хотя", "а", "но") else clause


def clause_after(after: Sequence[Token]) -> Iterator[Token]:
    """The words of the clause from the word in question on; those in quotation marks are its name."""
    depth = 0
    for token in after:
        if token.text == "«":
            depth += 1
        elif token.text == "»":
            depth -= 1
        elif depth <= 0:
            if token.text in _STOPS or token.text == ",":
                return
            yield token


def is_verb(token: Token) -> bool:
    """A finite verb or a short participle."""
    return token.is_word and morph.parses(token.text)[0].tag.POS in ("VERB", "PRTS")


def is_light(token: Token) -> bool:
    """A word that may stand between a subject and its verb: «УК уже не отвечает», «УК № 5 убирает»."""
    if not token.is_word:
        return token.text[0].isdigit() or token.text in "№№"
    return morph.parses(token.text)[0].tag.POS in ("ADVB", "PRCL", "NPRO") or "Geox" in morph.parses(token.text)[0].tag


def is_modifier(token: Token) -> bool:
    """An adjective, a participle or a pronoun that stands before a noun."""
    if not token.is_word or "который" in token.lemmas:
        return False
    if token.form == "все":
        return True
    likeliest = morph.parses(token.text)[0].tag.POS
    return likeliest in ("ADJF", "PRTF") or (likeliest == "NPRO" and token.has("ADJF"))
