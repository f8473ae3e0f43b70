"""A clause at the head of a sentence or after a noun that no comma closes (clause 3.3): «Если холодно звоните»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.families.punctuation.clauses import (
    OPENERS,
    QUESTIONS,
    after_opener,
    end_of_stretch,
    opening_clause,
    relative_clause,
)
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, before_verb, start_of_main, subject_form
from letterkit.checks.readings import PREPOSITIONS, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

_JOINING = frozenset("и или либо а но да не ни что".split())
_SUBJECTS = frozenset("вы мы он она оно они".split())
_OBJECTS = frozenset("его ее их это там тогда".split())
_IMPERSONAL = frozenset("следует необходимо нужно надо нельзя можно придется".split())
_RECIPIENTS = frozenset("вам нам ему ей им".split())
_MODAL = frozenset("можно нужно надо нельзя необходимо".split())
# Other adverbs may belong to the clause: «Если Вы просто позвоните, …».
_STATES = frozenset("трудно неудобно нельзя нет можно нужно надо неизвестно невозможно сложно тяжело готово".split())
_AT_ONCE = frozenset("сразу срочно обязательно немедленно незамедлительно пожалуйста".split())
# What a letter asks its reader to do; «захотите», «получите» are no orders.
_ORDERS = frozenset(
    "сообщить сообщать позвонить звонить написать писать подать подавать приложить прикладывать обратиться обращаться "
    "прислать присылать отправить отправлять принести приносить направить направлять указать прийти приходить вызвать "
    "вызывать закрыть проверить проверять заполнить передать передавать представить предоставить оставить взять "
    "кипятить пользоваться сохранить сохранять подождать дождаться выбрать посмотреть спросить попросить уточнить "
    "подтвердить подписать собрать оплатить установить записаться зарегистрироваться зайти войти скачать распечатать "
    "показать предъявить приехать требовать потребовать".split()
)


@function_check("punctuation.clause-unclosed", alone=PROSE)
def clause_unclosed(subject: Subject) -> Iterator[Hit]:
    """No comma where the main clause begins with an order, a pronoun or a noun that can belong to nothing before it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for begins in _beginnings(tokens):
            at = _place(tokens, begins, end_of_stretch(tokens, begins))
            if at is None or not apart(subject.text, tokens, at):
                continue
            if (
                opening_clause(subject.text, tokens)
                if begins < 7
                else relative_clause(subject.text, tokens, begins - 2)
            ):
                continue  # said by punctuation.clause-end
            yield put_in(tokens, at)


@function_check("punctuation.run-on", alone=PROSE)
def run_on(subject: Subject) -> Iterator[Hit]:
    """«Проект готов строители начнут работу»: two clauses, each with its subject, and no mark between them.

    The first says what is or goes on by itself (no object can follow), the subject of the second is nothing else.
    """
    for sentence in sentences(subject):
        tokens = plain(sentence)
        last = end_of_stretch(tokens, 0)
        head = group_at(tokens, 0)
        if head is None or any(token.form in _JOINING | QUESTIONS | OPENERS for token in tokens[:last]):
            continue
        found = [(at, one) for at in range(last) if (one := readings.of(tokens[at]).predicate) is not None]
        if len(found) != 2 or found[0][1].transitive or found[0][1].parse.normal_form in ("быть", "стать"):
            continue
        (said, first), (verb, later) = found
        if not any(subject_form(form, first) for form in head.forms):
            continue
        at = _new_subject(tokens, 0, said, verb, later)
        if at is not None and tokens[at - 1].is_word and apart(subject.text, tokens, at):
            yield put_in(tokens, at)


def _beginnings(tokens: Sequence[Token]) -> Iterator[int]:
    """The words after the conjunctions that open a clause: at the head, or «который» after a comma."""
    begins = after_opener(tokens)
    if begins is None and tokens and tokens[0].form in ("пока", "хотя", "раз"):
        begins = 1
    if begins is None and [token.form for token in tokens[:2]] == ["как", "только"]:
        begins = 2
    if begins is not None:
        yield begins
    for at in range(2, len(tokens) - 3):
        if tokens[at].text == ",":
            word = at + 2 if tokens[at + 1].form in PREPOSITIONS else at + 1
            if "который" in tokens[word].lemmas:
                yield word + 1


def _place(tokens: Sequence[Token], begins: int, last: int) -> int | None:
    """The first word of the main clause; None when the clause may well go on."""
    said: int | None = None
    joined = begins
    for at in range(begins, last):
        token = tokens[at]
        if token.form in QUESTIONS or token.form in OPENERS:
            return None
        if token.form in _JOINING - {"не", "ни"}:
            joined = at
            continue
        if said is not None and tokens[at - 1].form not in _JOINING:
            place = _begins_main(tokens, begins, said, joined, at, last)
            if place is not None:
                return place
        if _is_said(token):
            said = at
    return None


@of_word
def _is_said(token: Token) -> bool:
    if not token.is_word:
        return False
    read = readings.of(token)
    return read.predicate is not None or read.likely <= {"VERB", "INFN", "PRTS"} or token.form in _STATES


def _begins_main(tokens: Sequence[Token], begins: int, said: int, joined: int, at: int, last: int) -> int | None:
    token, one = tokens[at], readings.of(tokens[said]).predicate
    if _is_order(token):
        between = {each.form for each in tokens[joined:at]}
        second = one is None or one.person == "2per"
        if "вы" in between - {tokens[begins].form} and said < joined:
            return None
        if joined > said and second and "INFN" not in readings.of(tokens[said]).likely:
            return None
        return at - 1 if tokens[at - 1].form in _AT_ONCE and at - 1 > said else at
    if token.form in _SUBJECTS and joined < said:
        return at if _is_new_pronoun(tokens, begins, at, last) else None
    if token.form in _MODAL and tokens[at - 1].form in _OBJECTS and at - 2 >= said and joined < said:
        return at - 1 if tokens[at - 2].form not in PREPOSITIONS else None
    if token.form in _IMPERSONAL and one is not None and one.person != "2per" and _rules_infinitive(tokens, at, last):
        start = at - 1 if tokens[at - 1].form in _RECIPIENTS and at - 1 > said else at
        return start if start > said and _has_subject(tokens, begins, said, one) else None
    if joined > said or (one is None and tokens[said].form != "готово"):
        return None
    later = readings.of(token).predicate if token.is_word else None
    if later is None or before_verb(tokens, said, at) == said + 1:
        return None
    if one is not None and _is_object(tokens, begins, said, at, later):
        return said + 1
    if one is not None and tokens[begins - 1].form == "чтобы":
        return start_of_main(tokens, said, at) if one.past and not later.past and not later.short else None
    return _new_subject(tokens, begins, said, at, later)


def _rules_infinitive(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether an infinitive follows soon and no preposition, negation or adverb stands before the impersonal word."""
    before = tokens[at - 1]
    follows = any("INFN" in readings.of(each).likely for each in tokens[at + 1 : min(at + 3, last)] if each.is_word)
    return (
        follows
        and before.form not in PREPOSITIONS
        and (readings.of(before).only_noun or readings.of(before).predicate is not None or before.form in _RECIPIENTS)
    )


def _is_new_pronoun(tokens: Sequence[Token], begins: int, at: int, last: int) -> bool:
    """«Если не согласитесь с оценкой Вы можете»: a verb with its subject before the pronoun, another verb after it."""
    verbs = [
        place
        for place in range(begins, at)
        if readings.of(tokens[place]).predicate is not None or (tokens[place].is_word and _is_second(tokens[place]))
    ]
    # «переведём» is an order in form too, and no predicate to the readings
    later = [
        readings.of(each).predicate is not None or readings.of(each).likely == {"VERB"}
        for each in tokens[at + 1 : min(at + 4, last)]
        if each.is_word
    ]
    if not verbs or not any(later) or tokens[at - 1].form in PREPOSITIONS:
        return False
    own = {token.form for token in tokens[begins : verbs[-1]]}
    one = readings.of(tokens[verbs[-1]]).predicate
    return (
        bool(own & _SUBJECTS)
        or _is_second(tokens[verbs[-1]])
        or (one is not None and _has_subject(tokens, begins, verbs[-1], one))
    )


def _is_object(tokens: Sequence[Token], begins: int, said: int, verb: int, later: Predicate) -> bool:
    """«Когда снег сошёл двор убрали»: nobody in particular does it, and the first verb can have no object."""
    one = readings.of(tokens[said]).predicate
    if (
        one is None
        or one.transitive
        or later.number != "plur"
        or not later.transitive
        or later.person in ("1per", "2per")
    ):
        return False
    group = group_at(tokens, said + 1)
    return (
        group is not None
        and group.last == before_verb(tokens, said + 1, verb)
        and "accs" in group.possible_cases
        and not any(subject_form(form, one) and subject_form(form, later) for form in group.forms)
        and _has_subject(tokens, begins, said, one)
    )


@of_word
def _is_second(token: Token) -> bool:
    """A verb that speaks of the reader: its subject «Вы» may stay unsaid."""
    return token.has("VERB", "2per")


@of_word
def _is_order(token: Token) -> bool:
    return (
        token.is_word
        and token.text.islower()
        and len(token.text) > 4
        and (not _ORDERS.isdisjoint(token.lemmas) or not token.has("VERB", "indc"))
        and readings.of(token).likely == {"VERB"}
        and token.has("VERB", "impr", "plur")
    )


def _new_subject(tokens: Sequence[Token], begins: int, said: int, verb: int, later: Predicate) -> int | None:
    """«Когда дом будет готов комиссия придёт»: the first predicate has its subject, ``verb`` has one of its own.

    The nominative must be nothing but that, or it could be an object of what goes before.
    """
    one = readings.of(tokens[said]).predicate
    if not _has_subject(tokens, begins, said, one):
        return None
    start = before_verb(tokens, said, verb)
    for at in range(max(said + 1, start - 4), start):
        if tokens[at - 1].form in PREPOSITIONS or tokens[at].form in BEFORE_VERB:
            continue
        if at > said + 1 and readings.of(tokens[at - 1]).modifiers:
            continue
        group = group_at(tokens, at)
        if group is None or group.last > start:
            continue
        # «ремонт не закончен проезд закрыт»: a short participle takes no object
        free = at == said + 1 and one is not None and one.short and not later.transitive
        if group.possible_cases != {"nomn"} and not free:
            continue
        rest = tokens[group.last : start]
        if any(subject_form(form, later) for form in group.forms) and all(
            each.is_word and "gent" in readings.of(each).cases for each in rest
        ):
            return at
    return None


def _has_subject(tokens: Sequence[Token], begins: int, said: int, one: Predicate | None) -> bool:
    if any(token.form in _SUBJECTS or token.text.lower() == "всё" for token in tokens[begins:said]):
        return True
    if one is None:
        return False
    for at in range(begins, said):
        if tokens[at - 1].form in PREPOSITIONS:
            continue
        group = group_at(tokens, at)
        if group is not None and any(subject_form(form, one) for form in group.forms):
            return True
        many = one.person == "3per" and one.number == "plur" and one.transitive
        if group is not None and many and "accs" in group.possible_cases:
            return True
    return False
