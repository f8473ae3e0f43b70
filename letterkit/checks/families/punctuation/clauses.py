"""The comma after a clause that opens the sentence (clause 3.3): «Чтобы получить выплату подайте заявление»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.families.punctuation.object import OPENING
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import start_of_main, subject_form
from letterkit.checks.readings import group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

_OPENERS = tuple(
    tuple(opener.split())
    for opener in (
        "если|когда|поскольку|так как|чтобы|для того чтобы|после того как|прежде чем|перед тем как|вместо того чтобы"
        "|в случае если|в связи с тем что|ввиду того что"
    ).split("|")
)
_JOINING = OPENING | frozenset("да какой какая какое какие кто кого кому кем чем сколько".split())
_IMPERSONAL = frozenset("необходимо нужно можно следует нельзя надо вправе".split())
_AIMS = frozenset(("чтобы", "чем", "как"))
"""Last words of openers after which an infinitive may be the predicate."""
_JOINTS = frozenset(("и", "или"))
_LINKS = frozenset(("быть", "стать"))
_SHORTEST_ORDER = 4


@function_check("punctuation.clause-end", alone=PROSE)
def clause_end(subject: Subject) -> Iterator[Hit]:
    """A sentence that begins with a clause and goes on without a comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        forms = tuple(token.form for token in tokens[:5])
        begins = next((len(opener) for opener in _OPENERS if forms[: len(opener)] == opener), None)
        at = _main_clause(tokens, begins) if begins else None
        if at is not None and apart(subject.text, tokens, at):
            yield put_in(tokens, at)


def _main_clause(tokens: Sequence[Token], begins: int) -> int | None:
    """Where the main clause begins, before the first mark: at an order, «нужно», or a predicate with its subject."""
    said: int | None = None
    aims = tokens[begins - 1].form in _AIMS
    for at in range(begins, len(tokens)):
        token = tokens[at]
        if not token.is_word and not token.text[0].isdigit() and token.text not in "№«%":
            return None
        if token.form in _JOINTS and _joins_nouns(tokens, at):
            continue
        if token.form in _JOINING or "который" in token.lemmas:
            return None
        if said is None:
            if readings.of(token).predicate is not None or (aims and readings.of(token).likely == {"INFN"}):
                said = at
            continue
        if _is_order(token):
            return at - 1 if at - 1 > said and readings.of(tokens[at - 1]).likely == {"ADVB"} else at
        purpose = readings.of(tokens[said]).likely == {"INFN"}
        if purpose and token.form in _IMPERSONAL:
            return at - 1 if at - 1 > said and tokens[at - 1].form in ("вам", "вы", "нам", "мы") else at
        if readings.of(token).predicate is not None:
            if not _LINKS.isdisjoint(tokens[said].lemmas) and at - said <= 3:  # «будет построен»
                said = at
                continue
            start = start_of_main(tokens, said, at)
            return start if start is not None else _subject_between(tokens, begins, said, at)
    return None


def _subject_between(tokens: Sequence[Token], begins: int, said: int, verb: int) -> int | None:
    """«Когда дом будет готов комиссия придёт»: the first predicate has its subject, and the second needs one."""
    one, other = readings.of(tokens[said]).predicate, readings.of(tokens[verb]).predicate
    own, group = group_at(tokens, begins), group_at(tokens, said + 1)
    if one is None or other is None or own is None or group is None or group.last != verb:
        return None
    fits = any(subject_form(form, one) for form in own.forms) and any(subject_form(form, other) for form in group.forms)
    return said + 1 if fits and (one.short or not one.transitive) else None


def _joins_nouns(tokens: Sequence[Token], at: int) -> bool:
    """«трещины или ямы»"""
    both = (tokens[at - 1], tokens[at + 1]) if at + 1 < len(tokens) else ()
    return bool(both) and all(token.is_word and readings.of(token).only_noun for token in both)


@of_word
def _is_order(token: Token) -> bool:
    return (
        len(token.text) >= _SHORTEST_ORDER
        and token.text.islower()
        and token.has("VERB", "impr")
        and readings.of(token).likely == {"VERB"}
    )
