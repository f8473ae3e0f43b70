"""A comma before a single «и» that joins likes further apart (clause 3.3): «смету ремонта, и акты приёмки»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, Form, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

_JOINTS = frozenset(("и", "или"))
_REPEATED = frozenset("и или либо ни то да".split())
_MARKS = ",;:–—.!?…(«"
# Words that open a clause which the comma could close.
_OPENERS = frozenset(
    "что чтобы если когда где куда откуда почему зачем хотя пока поскольку как так ли чем сколько кто кого кому "
    "чего чему кем например также кроме помимо включая особенно именно а но зато однако то бы раз".split()
)
_PRONOMINAL = frozenset("который какой чей".split())
_NOMINATIVE = frozenset("я мы вы он она оно они это кто все всё".split())
_WHOSE = frozenset(("его", "ее", "их"))
# Impersonal clauses have these, and no subject.
_STATES = frozenset("нет можно нельзя нужно надо необходимо следует жаль пора видно слышно больше".split())


@function_check("punctuation.comma-joined", alone=PROSE, words=_JOINTS)
def comma_joined(subject: Subject) -> Iterator[Hit]:
    """«, и» or «, или» between like members or two deeds of one subject, where nothing before asks for the comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(2, len(tokens) - 2):
            if tokens[comma].text != "," or tokens[comma + 1].form not in _JOINTS:
                continue
            first, last = _stretch(tokens, comma)
            if _opens(tokens, first, comma) or not _single(tokens, first, comma, last):
                continue
            if _like_nouns(tokens, first, comma, last) or _like_deeds(tokens, first, comma, last):
                yield take_out(subject.text, tokens, comma)


def _stretch(tokens: Sequence[Token], comma: int) -> tuple[int, int]:
    """Where the words before the comma begin and those after «и» end, both to the next mark."""
    first = comma
    while first and tokens[first - 1].text not in _MARKS:
        first -= 1
    last = comma + 2
    while last < len(tokens) and tokens[last].text not in _MARKS:
        last += 1
    return first, last


def _opens(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """Whether a clause or a turn stands between the mark before and the comma, which closes it.

    «Сообщаем, что мастер осмотрел кран, и заменил»: a clause with a subject of its own is looked at all the same when
    the main clause speaks of «мы», see ``_like_deeds``.
    """
    begins = first + 1 if _is_said_of(tokens, first) else first
    for at in range(begins, comma):
        token = tokens[at]
        read = readings.of(token) if token.is_word else None
        if token.form in _OPENERS or not _PRONOMINAL.isdisjoint(token.lemmas):
            return True
        if read is not None and (read.pos & {"GRND"} or (read.pos & {"PRTF"} and first)):
            return True
    return (
        bool(first) and tokens[first - 1].text == "," and not _is_said_of(tokens, first) and not _goes_on(tokens, first)
    )


def _is_said_of(tokens: Sequence[Token], first: int) -> bool:
    """«Сообщаем, что |»: the sentence begins with a verb of the first person and its «что»."""
    if first < 2 or tokens[first - 1].text != "," or tokens[first].form != "что" or _marks(tokens[: first - 1]):
        return False
    said = [one for token in tokens[: first - 1] if (one := readings.of(token).predicate) is not None]
    return len(said) == 1 and said[0].person == "1per"


def _goes_on(tokens: Sequence[Token], first: int) -> bool:
    """Whether the stretch is one more member of a row, a noun or a deed: «осмотрели кран, заменили прокладку, и …»."""
    if _marks(tokens[: first - 1]) and any(token.text != "," for token in tokens[: first - 1] if not token.is_word):
        return False
    for token in tokens[: first - 1]:
        if token.form in _OPENERS or not _PRONOMINAL.isdisjoint(token.lemmas):
            return False
        if token.is_word and readings.of(token).pos & {"GRND", "PRTF"}:
            return False
    read = readings.of(tokens[first])
    return read.predicate is not None or read.only_noun


def _marks(tokens: Sequence[Token]) -> bool:
    return any(token.text in _MARKS for token in tokens)


def _single(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """Whether no other conjunction stands near that this one could repeat."""
    in_row = bool(first) and not _is_said_of(tokens, first)
    near = [*tokens[0 if in_row else first : comma], *tokens[comma + 2 : last + 2]]
    forms = [token.form for token in near if token.is_word]
    return _REPEATED.isdisjoint(forms) and "только" not in forms


def _like_nouns(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """«изучила смету ремонта, и акты приёмки»: after «и» nothing but a noun with what hangs on it, in a case that a
    noun before the comma has, from which only genitives part it."""
    after = comma + 2
    if last < len(tokens) and tokens[last].text not in ".!?…":
        return False
    preposition = PREPOSITIONS.get(tokens[after].form)
    begins = after + 1 if preposition else after
    if begins >= last:
        return False
    group = group_at(tokens, begins + (tokens[begins].form in _WHOSE))
    if group is None or not group.cases or not _hang(tokens, group.last, last):
        return False
    if not any(_is_verb(token) for token in tokens[first:comma]):
        return False
    if preposition is not None and group.possible_cases & preposition and _in_place(tokens, first, comma):
        return True
    if preposition is None and _like_adjectives(tokens, comma, group.possible):
        return True
    for at in range(comma - 1, max(first, comma - 6), -1):
        token = tokens[at]
        if not token.is_word or not token.text.islower():
            return False
        read = readings.of(token)
        cases = {form[0] for form in read.nouns}
        if (_is_verb(token) and not cases) or token.form in PREPOSITIONS:
            return False
        if cases & group.cases and read.pos.isdisjoint({"PRTF", "ADJF"}):
            governed = _preposition(tokens, at)
            if preposition is not None:
                return governed == tokens[after].form
            # after a preposition only the noun of that case is alike: «о сроке, и порядке»
            return governed is None or bool(PREPOSITIONS[governed] & group.cases & cases)
        if not cases and "gent" not in {form[0] for form in read.modifiers}:
            return False
    return False


def _in_place(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """«подать в кассу, |»: a preposition with its noun ends the stretch."""
    return any(
        tokens[at].form in PREPOSITIONS
        and (group := group_at(tokens, at + 1)) is not None
        and bool(group.possible_cases & PREPOSITIONS[tokens[at].form])
        and all("gent" in readings.of(token).cases for token in tokens[group.last : comma])
        for at in range(comma - 2, max(first, comma - 6), -1)
    )


def _like_adjectives(tokens: Sequence[Token], comma: int, forms: frozenset[Form]) -> bool:
    """«на электронную, и безбумажную запись»: two adjectives of one noun that stands after the second."""
    one, other = readings.of(tokens[comma - 1]), readings.of(tokens[comma + 2])
    shared = one.modifiers & other.modifiers & forms
    return bool(shared) and one.likely == {"ADJF"} == other.likely and "nomn" not in {form[0] for form in shared}


def _preposition(tokens: Sequence[Token], at: int) -> str | None:
    """The preposition right before the noun ``tokens[at]`` and its adjectives."""
    while at and tokens[at - 1].is_word and readings.of(tokens[at - 1]).modifiers:
        at -= 1
    return tokens[at - 1].form if at and tokens[at - 1].form in PREPOSITIONS else None


def _hang(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether genitives and nouns with prepositions fill the rest: no clause begins with a noun in the nominative."""
    while at < last:
        token = tokens[at]
        if token.form in PREPOSITIONS:
            group = group_at(tokens, at + 1)
            if group is None or not group.possible_cases & PREPOSITIONS[token.form]:
                return False
            at = group.last
            continue
        if not token.is_word:
            return False
        read = readings.of(token)
        if _is_verb(token) or "gent" not in {form[0] for form in read.forms | read.modifiers}:
            return False
        at += 1
    return True


@of_word
def _is_verb(token: Token) -> bool:
    if not token.is_word:
        return False
    read = readings.of(token)
    return read.predicate is not None or bool(read.likely & {"VERB", "INFN", "PRED", "PRTS"}) or token.form in _STATES


def _like_deeds(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """Two predicates of one form with the subject of the first only, «врач осмотрел Вас дома, и выписал»."""
    verb = _verb_after_and(tokens, comma + 2, last)
    if verb is None:
        return False
    one = readings.of(tokens[verb]).predicate
    order = one is None
    before = [at for at in range(first, comma) if _is_verb(tokens[at])]
    if not before:
        return False
    begun = [at for at in before if readings.of(tokens[at]).predicate is not None]
    if order:
        return tokens[verb].form not in _STATES and _is_order(tokens[verb]) and _is_order(tokens[first])
    assert one is not None
    if len(begun) != 1 or not _same(readings.of(tokens[begun[0]]).predicate, one):
        return False
    if tokens[begun[0]].form == tokens[verb].form:
        return False  # «Дом обследован, и обследован тщательно»
    if one.person in ("1per", "2per"):
        return True
    if any(token.form in _STATES for token in tokens[first:last]):
        return False
    own = one.gender or one.number == "sing"
    if not own and not _has_subject(tokens, first, begun[0], one):
        return False  # «заявку приняли, и завтра позвонят»: two clauses without subjects
    if not (_has_subject(tokens, first, begun[0], one) or (first and not _is_said_of(tokens, first))):
        return False
    if _turns_round(tokens, first, comma, last):
        return False
    return not _other_subject(tokens, comma + 2, last, verb, one)


_OBLIQUE = {"вы": ("вам", "вас"), "мы": ("нам", "нас"), "они": ("им", "их")}


def _turns_round(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """«Вы трижды звонили, и трижды Вам обещали»: who acted first is now the one whom the deed of others concerns."""
    after = {token.form for token in tokens[comma + 1 : last]}
    return any(not after.isdisjoint(_OBLIQUE.get(token.form, ())) for token in tokens[first:comma])


def _verb_after_and(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """The verb that the words after «и» begin with, adverbs and nouns with prepositions aside."""
    while at < last:
        token = tokens[at]
        if not token.is_word:
            return None
        read = readings.of(token)
        if read.predicate is not None or _is_order(token):
            return at
        if token.form in PREPOSITIONS:
            group = group_at(tokens, at + 1)
            if group is None or not group.possible_cases & PREPOSITIONS[token.form] or group.last >= last:
                return None
            at = group.last
            continue
        if read.likely <= {"ADVB", "PRCL"} or token.form in ("не", "уже", "также", "тогда", "вам", "ее", "его", "их"):
            at += 1
            continue
        return None
    return None


@of_word
def _is_order(token: Token) -> bool:
    return (
        token.is_word
        and token.has("VERB", "impr", "plur")
        and readings.of(token).likely == {"VERB"}
        and len(token.text) > 4
        and not token.has("VERB", "indc")
    )


def _same(one: Predicate | None, other: Predicate) -> bool:
    return one is not None and (one.number, one.gender, one.person, one.past, one.short) == (
        other.number,
        other.gender,
        other.person,
        other.past,
        other.short,
    )


def _has_subject(tokens: Sequence[Token], first: int, verb: int, one: Predicate) -> bool:
    """Whether a pronoun or a noun before the first verb, or a word that no dictionary has, can be its subject."""
    for at in range(first, verb):
        token = tokens[at]
        if not token.is_word or (at and tokens[at - 1].form in PREPOSITIONS):
            continue
        if token.form in _NOMINATIVE:
            return True
        group = group_at(tokens, at)
        if group is not None and any(subject_form(form, one) for form in group.forms):
            return True
        if at == first and not readings.of(token).known:
            return True
    return False


def _other_subject(tokens: Sequence[Token], at: int, last: int, verb: int, one: Predicate) -> bool:
    """Whether anything after «и» may be the subject of its verb."""
    for place in range(at, last):
        token = tokens[place]
        if place == verb or not token.is_word or tokens[place - 1].form in PREPOSITIONS:
            continue
        if token.form in _NOMINATIVE - {"вы"}:
            return True
        read = readings.of(token)
        if "NUMR" in read.likely and not one.transitive:
            return True  # «, и у хозяйства остаётся девять дней»
        if any(subject_form(form, one) for form in read.forms | read.modifiers):
            accusative = any(form[0] == "accs" for form in read.forms | read.modifiers)
            if not (accusative and one.transitive):
                return True
    return one.short and one.gender == "neut"
