"""What stands after a comma agrees with a noun before it (clause 3.3): «дом, которая построена»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks import readings
from letterkit.checks.families.grammar_predicate import like
from letterkit.checks.hit import Hit
from letterkit.checks.mainclause import BEFORE_VERB
from letterkit.checks.readings import PREPOSITIONS, Form, group_at
from letterkit.checks.registry import function_check
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.russian import forms, morph

_REACH = 25
_MARKS = ",;:–—.!?…([/-"
_ADDING = frozenset("и или либо а также как".split())


@function_check("grammar.relative")
def relative(subject: Subject) -> Iterator[Hit]:
    """«который» that has the gender or number of no noun before it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 1):
            if "который" in tokens[at].lemmas and tokens[at].text.islower():
                hit = _which(tokens, at)
                if hit is not None:
                    yield hit


def _which(tokens: Sequence[Token], at: int) -> Hit | None:
    comma = at - 2 if tokens[at - 1].form in PREPOSITIONS else at - 1
    if comma < 1 or tokens[comma].text != ",":
        return None
    shapes = {form[1:3] for form in readings.of(tokens[at]).modifiers}
    nouns = list(_nouns_before(tokens, comma))
    if not nouns or None in nouns:
        return None
    found = {form[1:3] for forms_ in nouns if forms_ for form in forms_}
    plural = any(number == "plur" for number, _ in shapes)
    if any(_same(shape, other) for shape in shapes for other in found) or (plural and _several(tokens, comma)):
        return None
    last = tokens[comma - 1]
    read = readings.of(last)
    if not read.only_noun:
        return None
    cases = {form[0] for form in readings.of(tokens[at]).modifiers}
    mends = []
    for form in sorted(read.nouns):
        for case in sorted(cases):
            mends += _which_as(tokens[at], case, form)
    return Hit(tokens[at].start, tokens[at].end, {"word": last.text}, tuple(dict.fromkeys(mends))[:3])


def _nouns_before(tokens: Sequence[Token], comma: int) -> Iterator[frozenset[Form] | None]:
    """Forms of the nouns and pronouns of the sentence before the comma; None for a word that may be anything."""
    for token in tokens[max(0, comma - _REACH) : comma]:
        if not token.is_word:
            if token.text in "«%" or token.text[0].isdigit():
                yield None
            continue
        read = readings.of(token)
        if not read.known or read.fixed or (len(token.text) > 1 and token.text.isupper()) or "NUMR" in read.pos:
            yield None
        elif read.forms:
            yield read.forms
        elif read.likely <= {"ADJF", "PRTF"} and read.modifiers:
            yield read.modifiers  # «тот, который», «первая, которую»


def _same(shape: tuple[str, str], other: tuple[str, str]) -> bool:
    return shape[0] == other[0] and (shape[0] == "plur" or not shape[1] or not other[1] or shape[1] == other[1])


def _several(tokens: Sequence[Token], comma: int) -> bool:
    """«стол и стул, которые»: things named one after another."""
    return any(token.form in _ADDING or token.text == "," for token in tokens[:comma])


def _which_as(token: Token, case: str, form: Form) -> list[str]:
    parse = next((each for each in morph.parses(token.text) if each.tag.case == case), None)
    if parse is None:
        return []
    wanted = {case, form[1]} | ({form[2]} if form[2] else set())
    changed = forms.put(parse, frozenset(wanted))
    return [changed] if changed else []


@function_check("grammar.participle-after")
def participle_after(subject: Subject) -> Iterator[Hit]:
    """«обращение, поступивший в министерство»: a participle turn that agrees with no noun before or after it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 1):
            if tokens[at - 1].text == "," and _is_participle(tokens[at].text):
                hit = _turn(tokens, at)
                if hit is not None:
                    yield hit


@lru_cache(maxsize=20_000)
def _is_participle(word: str) -> bool:
    parses = morph.parses(word)
    kinds = {str(parse.tag.POS) for parse in parses}
    return word.islower() and parses[0].is_known and "PRTF" in kinds and kinds <= {"PRTF", "ADJF"}


def _turn(tokens: Sequence[Token], at: int) -> Hit | None:
    head = tokens[at - 2]
    read = readings.of(head)
    own = readings.of(tokens[at]).modifiers
    following = tokens[at + 1]
    if not read.only_noun or (head.text[:1].isupper() and at > 2):
        return None
    if following.form not in PREPOSITIONS and not _doer(following):
        return None
    nouns = list(_nouns_before(tokens, at - 1))
    if not any(readings.of(token).predicate is not None for token in tokens):
        return None  # a scrap of a sentence, whose noun may stand elsewhere
    if None in nouns or any(_fits(form, own) for forms_ in nouns if forms_ for form in forms_):
        return None
    for place in range(at + 1, min(at + _REACH, len(tokens))):
        if tokens[place].text in ".!?;":
            break
        governed = {tokens[place - 1].form, tokens[place].form} & PREPOSITIONS.keys()
        if not governed and tokens[place].is_word and readings.of(tokens[place]).forms & own:
            return None
    if any(form[1] == "plur" for form in own) and _several(tokens, at - 1):
        return None
    parse = morph.parses(tokens[at].text)[0]
    mends = []
    for form in sorted(read.nouns):
        wanted = {"PRTF", form[0], form[1]} | ({form[2]} if form[2] else set()) | ({form[3]} if form[3] else set())
        changed = forms.put(parse, frozenset(wanted))
        mends += [changed] if changed else []
    return Hit(tokens[at].start, tokens[at].end, {"word": head.text}, tuple(dict.fromkeys(mends))[:3])


def _doer(token: Token) -> bool:
    read = readings.of(token)
    return read.only_noun and read.cases <= {"ablt", "datv"}


def _fits(form: Form, own: frozenset[Form]) -> bool:
    return any(form[:3] == other[:3] or (form[0] == other[0] and form[1] == other[1] == "plur") for other in own)


@function_check("grammar.predicate-after")
def predicate_after(subject: Subject) -> Iterator[Hit]:
    """«Работы, выполненные в мае, принято»: a subject, a turn or clause between commas, a predicate that differs."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        group = group_at(tokens, 0)
        if group is None or not group.forms or tokens[group.last - 1].has("NOUN", "anim"):
            continue
        first = _next_comma(tokens, group.last)
        second = _next_comma(tokens, first + 1) if first is not None else None
        if first is None or second is None or second + 1 >= len(tokens):
            continue
        hit = _split(tokens, group.forms, group.last, first, second)
        if hit is not None:
            yield hit


def _next_comma(tokens: Sequence[Token], at: int) -> int | None:
    for place in range(at, len(tokens)):
        if tokens[place].text in _MARKS:
            return place if tokens[place].text == "," else None
    return None


def _split(tokens: Sequence[Token], own: frozenset[Form], last: int, first: int, second: int) -> Hit | None:
    for token in tokens[last:first]:
        read = readings.of(token) if token.is_word else None
        if read is None or token.form in PREPOSITIONS or token.form in _ADDING:
            return None
        if "gent" not in {form[0] for form in read.forms | read.modifiers}:
            return None
    turn = tokens[first + 1]
    opens = turn.form in PREPOSITIONS and first + 2 < second and "который" in tokens[first + 2].lemmas
    if (
        not (_is_participle(turn.text) and readings.of(turn).modifiers & own)
        and not opens
        and "который" not in turn.lemmas
    ):
        return None
    verb = second + 1
    while verb < len(tokens) - 1 and tokens[verb].form in BEFORE_VERB and readings.of(tokens[verb]).predicate is None:
        verb += 1
    one = readings.of(tokens[verb]).predicate
    if one is None or not one.short or one.parse.tag.POS != "PRTS":
        return None
    if turn.form not in PREPOSITIONS and "который" not in turn.lemmas:
        own = own & readings.of(turn).modifiers
    shapes = {form[1:3] for form in own if form[0] == "nomn"}
    cases = {form[0] for form in own} - ({"gent"} if one.gender != "neut" else set())
    if len(shapes) != 1 or not cases <= {"nomn", "accs"}:
        return None
    number, gender = next(iter(shapes))
    if one.number == number and (number == "plur" or not gender or one.gender == gender):
        return None
    if _is_main_elsewhere(tokens, verb + 1, one.number, one.gender):
        return None
    mended = like(tokens[verb], one, number, gender)
    return Hit(tokens[verb].start, tokens[verb].end, {"subject": tokens[last - 1].text}, (mended,) if mended else ())


def _is_main_elsewhere(tokens: Sequence[Token], at: int, number: str, gender: str) -> bool:
    """Whether a noun after the predicate could be its subject."""
    for token in tokens[at:]:
        if token.text in _MARKS:
            return False
        if token.is_word and any(
            _same((number, gender), form[1:3]) for form in readings.of(token).forms if form[0] == "nomn"
        ):
            return True
    return False
