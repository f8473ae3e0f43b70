"""Two clauses that meet without a mark or a conjunction (clause 3.3): «Труба лопнула ночью утром её заварили».

Two words that each make a clause of their own cannot stand in one stretch of words unless something joins them. So the
check asks only for two such words with nothing between them that could join or subordinate, and then for the place
where the second clause begins.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.families.punctuation.clauses import (
    OPENERS,
    QUESTIONS,
    before_question,
    before_where,
    clause_end,
    end_of_stretch,
    the_more,
)
from letterkit.checks.families.punctuation.conjunctions import before_but
from letterkit.checks.families.punctuation.ends import clause_unclosed, run_on
from letterkit.checks.families.punctuation.links import source
from letterkit.checks.families.punctuation.stops import stop_lost
from letterkit.checks.families.punctuation.turns import gerund, participle_end
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, before_verb, subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_NEIGHBOURS = (
    clause_end, clause_unclosed, run_on, before_but, before_question, before_where, participle_end, gerund, source,
    stop_lost, the_more,
)  # fmt: skip
"""Checks that say the same place in words of their own."""
_JOINING = frozenset(
    "и или либо а но да ни что чтобы ли чем как пока хотя раз словно будто если когда однако зато поэтому причем "
    "притом потому так отчего насколько пусть пускай давайте бы".split()
)
_STATES = frozenset("можно нужно нельзя нет есть может вправе необходимо".split())
_BEFORE_STATE = frozenset("да или если то как только".split())
_LINKS = frozenset(
    (
        "быть стать становиться являться оказаться оказываться остаться оставаться казаться считаться бывать выглядеть"
    ).split()
)
# In letters these are seldom or never what the dictionary says.
_NO_CENTRE = frozenset("прав дали стали мели три пошли стой жаль рад равно видно слышно согласно".split())
_NO_VERB = frozenset("давать здравствовать извинить простить".split())
_PRONOUNS = frozenset("мы вы он она они оно я это".split())
_OBJECTS = frozenset("его ее их вам нам ему ей им вас нас всех".split())
_PHASES = frozenset(
    "перестать переставать начать начинать прекратить отказаться отказываться хотеть мочь уметь".split()
)
_SHORT = 4
_NO_ABBREVIATION = 5


@function_check("punctuation.clauses-met", alone=PROSE)
def clauses_met(subject: Subject) -> Iterator[Hit]:
    """Two centres of clauses in one stretch, nothing that joins them, no mark between."""
    said: list[tuple[int, int]] | None = None
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, second, begins in _meetings(tokens):
            start = _place(tokens, first, second, begins)
            if not apart(subject.text, tokens, start):
                continue
            if said is None:
                said = [(hit.start or 0, hit.end or 0) for check in _NEIGHBOURS for hit in check(subject)]
            low, high = tokens[first].start, tokens[second].end
            if any(low < end and begin < high for begin, end in said):
                continue
            yield put_in(tokens, start)


def _meetings(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """(first, second, begin of the stretch) for pairs of centres with only words between them."""
    at = 0
    while at < len(tokens):
        if not _is_inside(tokens, at):
            at += 1
            continue
        last = max(end_of_stretch(tokens, at), at + 1)
        found = [place for place in range(at, last) if _is_centre(tokens, place)]
        found = [place for place in found if not _is_link(tokens, place, found)]
        for first, second in pairwise(found):
            if not any(_joins(tokens, place) for place in range(first + 1, second)) and not _is_split(
                tokens, first, second
            ):
                yield first, second, at
                break
        at = last


def _is_inside(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_word or tokens[at].text[0].isdigit()


def _joins(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.form == "раз" and tokens[at - 1].form in ("еще", "один", "первый", "второй", "этот", "каждый"):
        return False
    if token.form == "чем" and (tokens[at + 1].form in PREPOSITIONS or tokens[at + 1].text[0].isdigit()):
        return False  # «не позже чем за десять дней»
    # «могут быть автоматически добавлены»
    return (
        token.form in _JOINING
        or token.form == "быть"
        or token.form in QUESTIONS
        or token.form in OPENERS
        or "который" in token.lemmas
    )


def _is_split(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Whether something between the two may be more than it seems: a full stop, a word nobody knows.

    A stop after a short word may belong to an abbreviation; after a long one (punctuation.stop-inside tells of it) or
    after words in brackets it ends a sentence whose neighbour begins with a small letter.
    """
    for before, token in pairwise(tokens[first : second + 1]):
        if token.text == ".":
            if before.end < token.start or (before.text.islower() and len(before.text) >= _NO_ABBREVIATION):
                return True
            continue
        if before.text == "." and token.text[0].isupper() and _may_end(tokens, first, token):
            return True
        if token.text in "№%" or token is tokens[second]:
            continue
        if token.is_word and not readings.of(token).known and token.text.islower():
            return True
    return False


def _may_end(tokens: Sequence[Token], first: int, after: Token) -> bool:
    """Whether a word, and no shortening, stands before the stop before ``after``: «провалился пол. В августе …»."""
    at = next(place for place in range(first, len(tokens)) if tokens[place] is after) - 2
    word = tokens[at] if at >= 0 else after
    return word.is_word and readings.of(word).known and bool(readings.of(word).likely & {"NOUN", "NPRO"})


def _is_centre(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word makes a clause: a verb in a personal form, a short form, «можно», «нет»."""
    token = tokens[at]
    if (
        not token.is_word
        or (token.text[0].isupper() and any(each.is_word for each in tokens[:at]))
        or token.form in _NO_CENTRE
    ):
        return False
    before = tokens[at - 1].form if at else ""
    if token.form == "есть" and at and not _PHASES.isdisjoint(tokens[at - 1].lemmas):
        return False  # «перестал есть»
    if token.form in _STATES:
        follows = tokens[at + 1].form if at + 1 < len(tokens) else ""
        return before not in _BEFORE_STATE and follows != "быть"  # «если можно», «то есть», «может быть»
    if before == "быть" or before in PREPOSITIONS:  # «в нем» is no short form of «немой»
        return False
    if token.form == "попало" and before in QUESTIONS:
        return False  # «бросить где попало»
    one = readings.of(token).predicate
    if one is not None and one.parse.tag.POS == "ADJS" and one.gender == "neut":
        return False  # «звучат сходно»: an adverb too
    return _makes_clause(token.text)


@lru_cache(maxsize=WORDS_KEPT)
def _makes_clause(word: str) -> bool:
    read = readings.readings(word)
    if not read.known:
        return False
    if read.predicate is not None:
        return True
    verbs = read.likely <= {"VERB", "PRTS"} and len(word) > _SHORT
    return verbs and _NO_VERB.isdisjoint(parse.normal_form for parse in morph.parses(word))


def _is_link(tokens: Sequence[Token], at: int, found: Sequence[int]) -> bool:
    """«будет завершён», «необходимо было», «стало известно»: a link beside the word that it belongs to."""
    if _LINKS.isdisjoint(tokens[at].lemmas):
        return False
    return any(place != at and abs(place - at) <= 4 and _can_be_linked(tokens[place]) for place in found)


@of_word
def _can_be_linked(token: Token) -> bool:
    one = readings.of(token).predicate
    return token.form in _STATES or (one is not None and one.short) or "PRTS" in readings.of(token).likely


def _place(tokens: Sequence[Token], first: int, second: int, begins: int) -> int:
    """The first word of the second clause, as well as it can be told."""
    start = before_verb(tokens, first, second)
    if start <= first + 1:
        return first + 1
    free = [
        at
        for at in range(first + 1, start)
        if tokens[at - 1].form not in PREPOSITIONS and tokens[at].form not in BEFORE_VERB
    ]
    missing = _denied_noun(tokens, second, free, start)
    if missing is not None:
        return missing
    for at in free:
        if tokens[at].form in _PRONOUNS and (tokens[at].form != "вы" or not _is_second(tokens[first])):
            return at
    if (heads := _subjects(tokens, second, free, start)) and not _agrees_before(tokens, first, second, begins):
        return _best(tokens, _without_own(tokens, first, begins, heads))
    for at in free:
        if tokens[at].form == "то" or ("INFN" in readings.of(tokens[at]).likely and tokens[second].form in _STATES):
            return at
    if tokens[start - 1].form in _OBJECTS and start - 1 in free and not _takes(tokens, first, start - 1, begins):
        return _with_adverb(tokens, first, start - 1)
    heads = _objects(tokens, first, second, free, start)
    if len(heads) > 1 or (heads and not _takes(tokens, first, heads[0], begins)):
        at = _best(tokens, heads)
        return at - 1 if tokens[at - 1].form in ("его", "ее", "их") and at - 1 > first + 1 else at
    return _with_adverb(tokens, first, start)


def _best(tokens: Sequence[Token], heads: Sequence[int]) -> int:
    """The last of the groups, unless it may be a genitive that hangs on the one before it."""
    group = group_at(tokens, heads[-1])
    return heads[0] if group is not None and "gent" in group.possible_cases else heads[-1]


def _without_own(tokens: Sequence[Token], first: int, begins: int, heads: list[int]) -> list[int]:
    """The groups without the one right after the first predicate that is its own subject, «будет администрация»."""
    one, own = readings.of(tokens[first]).predicate, group_at(tokens, first + 1)
    if one is None or own is None or len(heads) < 2 or heads[0] != first + 1:
        return heads
    if not any(subject_form(form, one) for form in own.possible):
        return heads
    before = (group_at(tokens, at) for at in range(begins, first) if tokens[at - 1].form not in PREPOSITIONS)
    named = any(subject_form(form, one) for group in before if group is not None for form in group.forms)
    return heads if named else heads[1:]


def _with_adverb(tokens: Sequence[Token], first: int, start: int) -> int:
    """«лопнула ночью | утром её заварили», «| сразу звоните»: one adverb before the verb goes with it."""
    at = start - 1
    if at > first + 1 and tokens[at].is_word and "ADVB" in readings.of(tokens[at]).likely:
        return at
    for at in range(start - 2, max(first + 1, start - 5), -1):
        if tokens[at].form in PREPOSITIONS:  # «на дорогу | вдоль тротуара поставят»
            group = group_at(tokens, at + 1)
            return at if group is not None and group.last == start else start
    return start


def _denied_noun(tokens: Sequence[Token], second: int, free: Sequence[int], start: int) -> int | None:
    """«… в подвале | замечаний к ним нет», «… | трещин она не нашла»: a genitive that only the denial asks for."""
    if tokens[second].form != "нет" and "не" not in {token.form for token in tokens[start : second + 1]}:
        return None
    for at, forms in _groups(tokens, free, start):
        cases = {form[0] for form in forms}
        before = readings.of(tokens[at - 1]) if tokens[at - 1].is_word else None
        if "gent" in cases and "nomn" not in cases:
            if before is None or not before.likely & {"NOUN", "NUMR", "ADJF"} or tokens[second].form == "нет":
                return at
    return None


def _subjects(tokens: Sequence[Token], second: int, free: Sequence[int], start: int) -> list[int]:
    one = readings.of(tokens[second]).predicate
    if tokens[second].form == "есть":
        return [at for at, group in _groups(tokens, free, start) if {form[0] for form in group} <= {"nomn", "accs"}]
    if one is None:
        return []
    return [
        at
        for at, group in _groups(tokens, free, start)
        if any(subject_form(form, one) for form in group) and not _is_number_part(tokens, at)
    ]


def _objects(tokens: Sequence[Token], first: int, second: int, free: Sequence[int], start: int) -> list[int]:
    one = readings.of(tokens[second]).predicate
    if one is None or not one.transitive:
        return []
    cases = {"accs", "gent"} if tokens[start].form == "не" else {"accs"}
    return [at for at, group in _groups(tokens, free, start) if cases & {form[0] for form in group}]


def _groups(tokens: Sequence[Token], free: Sequence[int], start: int) -> Iterator[tuple[int, frozenset[readings.Form]]]:
    """Places of noun groups that end before ``start``, each with all the forms that it can have."""
    for at in free:
        before = readings.of(tokens[at - 1]) if tokens[at - 1].is_word else None
        possessive = tokens[at - 1].form in ("его", "ее", "их")
        if before is not None and before.modifiers and not possessive and not before.predicate and at - 1 in free:
            continue
        group = group_at(tokens, at)
        if group is not None and group.last <= start:
            yield at, group.possible


def _is_number_part(tokens: Sequence[Token], at: int) -> bool:
    """«15 октября», «60 машин»: the noun belongs to the number before it."""
    return tokens[at - 1].text[0].isdigit()


def _agrees_before(tokens: Sequence[Token], first: int, second: int, begins: int) -> bool:
    """«Дом, который стоит у дороги снесён»: the noun before the clause agrees with the second predicate."""
    one = readings.of(tokens[second]).predicate
    if one is None or begins < 2 or tokens[begins - 1].text != ",":
        return False
    if not any("который" in token.lemmas for token in tokens[begins : begins + 2]):
        return False
    at = begins - 2
    return any(subject_form(form, one) for form in readings.of(tokens[at]).forms) and one.short


def _takes(tokens: Sequence[Token], first: int, at: int, begins: int) -> bool:
    """«закончил работы | заделал», «просим его сообщить»: what follows the first verb at once is its object.

    Not so when the object stands before it, «Трубу заменили | воду дали».
    """
    one = readings.of(tokens[first]).predicate
    if at != first + 1 or (one is not None and not one.transitive):
        return False
    group = group_at(tokens, begins)
    if one is None or group is None or group.last > first or tokens[begins - 1].form in PREPOSITIONS:
        return True
    return "accs" not in group.possible_cases or any(subject_form(form, one) for form in group.forms)


@of_word
def _is_second(token: Token) -> bool:
    return token.has("VERB", "2per")
