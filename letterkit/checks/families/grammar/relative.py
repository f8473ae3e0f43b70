"""What stands after a comma agrees with a noun before it (clause 3.3): «дом, которая построена»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks import readings
from letterkit.checks.families.grammar.predicate import like
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, Form, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.core.finding import Level
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import forms, morph

_REACH = 25
_MARKS = ",;:–—.!?…([/-"
_ADDING = frozenset("и или либо а также как".split())


@function_check("grammar.relative", alone=PROSE)
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
    if comma < 1 or tokens[comma].text != "," or tokens[at + 1].form in ("часу", "году"):
        return None  # «сообщите соседям, в котором часу вернётесь»
    start = _pointed_at(tokens, comma) or _object_at(tokens, comma) or _clause_start(tokens, comma)
    near, level = _governed_at(tokens, comma), None
    if _may_mean(tokens, at, comma, start):
        # «дом стоит у дороги, который»: another noun may be meant, though hardly ever
        if not near or _may_mean(tokens, at, comma, near):
            return None
        level = Level.ADVICE
    last = tokens[comma - 1]
    read = readings.of(last)
    if not read.only_noun:
        return None
    cases = {form[0] for form in readings.of(tokens[at]).modifiers}
    mends = []
    for form in sorted(read.nouns):
        for case in sorted(cases):
            mends += _which_as(tokens[at], case, form)
    return Hit(tokens[at].start, tokens[at].end, {"word": last.text}, tuple(dict.fromkeys(mends))[:3], level=level)


def _may_mean(tokens: Sequence[Token], at: int, comma: int, start: int) -> bool:
    """Whether «который» may belong to a word between ``start`` and the comma, or it is hard to say."""
    shapes = {form[1:3] for form in readings.of(tokens[at]).modifiers}
    nouns = list(_nouns_before(tokens, comma, start))
    if not nouns or None in nouns:
        return True
    if ("sing", "femn") in shapes and tokens[comma - 1].has("NOUN", "anim", "masc") and not _is_man(tokens[comma - 1]):
        # «регистратор, которая ответила»: a post named in the masculine that a woman holds
        return not _of_a_man(tokens[at + 1])
    found = {form[1:3] for forms_ in nouns if forms_ for form in forms_}
    plural = any(number == "plur" for number, _ in shapes)
    return any(_same(shape, other) for shape in shapes for other in found) or (plural and _several(tokens, comma))


def _of_a_man(verb: Token) -> bool:
    """«сотрудник, которая принимал»: the verb knows better."""
    one = readings.of(verb).predicate if verb.is_word else None
    return one is not None and one.past and one.gender == "masc"


def _governed_at(tokens: Sequence[Token], comma: int) -> int:
    """The place of the one noun, with its adjectives, between a preposition or a dash and the comma; 0 without it."""
    for at in range(max(1, comma - 3), comma):
        group = group_at(tokens, at)
        if group is not None and group.last == comma and group.possible:
            before = tokens[at - 1]
            if before.form in PREPOSITIONS and at > 1 and tokens[at - 2].has("NOUN"):
                return 0  # «дом на улице, который построили»
            return at if before.form in PREPOSITIONS or before.text in ("–", "—") else 0
    return 0


@function_check("grammar.which-object", alone=PROSE, words=("которая",))
def which_object(subject: Subject) -> Iterator[Hit]:
    """«справку, которая выдаст работодатель»: the clause has a subject of its own, «которая» is its object."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 2):
            if tokens[at].form == "которая" and tokens[at - 1].text == "," and _has_own_subject(tokens, at + 1):
                yield Hit(tokens[at].start, tokens[at].end, suggestions=("которую",))


# Who is a man by the word itself, and beings that are no people.
_MEN = frozenset(
    "мужчина отец муж сын брат дед внук дядя племянник мальчик юноша парень жених вдовец господин зять тесть".split()
)


def _is_man(noun: Token) -> bool:
    return bool(noun.lemmas & _MEN)


_PRONOUNS = {"мы": ("1per", "plur"), "вы": ("2per", "plur"), "я": ("1per", "sing")}


def _has_own_subject(tokens: Sequence[Token], at: int) -> bool:
    """A nominative and a transitive verb that agrees with it, one right after the other."""
    group = group_at(tokens, at)
    if group is not None and group.possible_cases == {"nomn"} and group.last < len(tokens):
        return _acts(tokens, group.last, group.forms)
    if tokens[at].form in _PRONOUNS:
        one = readings.of(tokens[at + 1]).predicate
        person, number = _PRONOUNS[tokens[at].form]
        return one is not None and one.transitive and one.number == number and one.person in ("", person)
    group = group_at(tokens, at + 1)
    one = readings.of(tokens[at]).predicate if tokens[at].is_word else None
    if one is None or group is None or group.possible_cases != {"nomn"}:
        return False
    return one.gender != "femn" and _acts(tokens, at, group.forms)


def _acts(tokens: Sequence[Token], verb: int, own: frozenset[Form]) -> bool:
    one = readings.of(tokens[verb]).predicate if tokens[verb].is_word else None
    return one is not None and one.transitive and any(subject_form(form, one) for form in own)


def _pointed_at(tokens: Sequence[Token], comma: int) -> int:
    """The place of «тот» in «тот суд, который»: it promises that the clause is about this very noun; 0 without it."""
    for at in range(max(0, comma - 3), comma - 1):
        if tokens[at].form in _POINTING:
            group = group_at(tokens, at)
            if group is not None and group.last == comma and group.possible:
                return at
    return 0


_POINTING = frozenset("тот та то те того той тому тем тех тем ту".split())


def _object_at(tokens: Sequence[Token], comma: int) -> int:
    """«рассмотрело Ваше обращение, которая»: the place of the object right after its verb; 0 for anything else."""
    for at in range(max(1, comma - 3), comma):
        group = group_at(tokens, at)
        if group is None or group.last != comma or not group.possible:
            continue
        verb = readings.of(tokens[at - 1]) if tokens[at - 1].is_word else None
        return at if verb is not None and verb.likely and verb.likely <= {"VERB", "INFN", "GRND"} else 0
    return 0


def _clause_start(tokens: Sequence[Token], comma: int) -> int:
    """Where the clause that ends at ``comma`` begins, if it is one by itself: what stands before it is not meant."""
    start = comma
    while start and tokens[start - 1].text not in _MARKS:
        start -= 1
    words = [token for token in tokens[start:comma] if token.is_word]
    if not start or not words or words[0].form in PREPOSITIONS or readings.of(words[0]).pos & {"PRTF", "GRND"}:
        return 0
    own = [at for at, token in enumerate(words) if readings.of(token).predicate is not None]
    opened = any("который" in token.lemmas for token in words[:2])
    return start if own and not opened else 0


def _nouns_before(tokens: Sequence[Token], comma: int, start: int = 0) -> Iterator[frozenset[Form] | None]:
    """Forms of the nouns and pronouns of the sentence before the comma; None for a word that may be anything."""
    for token in tokens[max(start, comma - _REACH) : comma]:
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


@function_check("grammar.participle-after", alone=PROSE)
def participle_after(subject: Subject) -> Iterator[Hit]:
    """«обращение, поступивший в министерство»: a participle turn that agrees with no noun before or after it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 1):
            if tokens[at - 1].text == "," and _is_participle(tokens[at].text):
                hit = _turn(tokens, at)
                if hit is not None:
                    yield hit


# Participles that name people.
_POSTS = ("заведующ", "управляющ", "учащ", "обучающ", "служащ", "трудящ", "верующ")


@lru_cache(maxsize=WORDS_KEPT)
def _is_participle(word: str) -> bool:
    parses = morph.parses(word)
    kinds = {str(parse.tag.POS) for parse in parses}
    if word.startswith(_POSTS):
        return False
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
    if read.cases == {"nomn"} and None not in nouns:
        nouns = [read.forms]  # «бригада, состоящую»: whatever stands before, the subject has the turn
    if not any(readings.of(token).predicate is not None or token.form == "есть" for token in tokens):
        return None  # a scrap of a sentence, whose noun may stand elsewhere
    if _is_woman(tokens, head, own):
        return None
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


def _is_woman(tokens: Sequence[Token], head: Token, own: frozenset[Form]) -> bool:
    """«Регистратор, принятая на работу в мае, признала ошибку»: a post of a woman, whose deed is feminine too."""
    if not head.has("NOUN", "anim", "masc") or not any(form[:3] == ("nomn", "sing", "femn") for form in own):
        return False
    found = [one for token in tokens if token.is_word and (one := readings.of(token).predicate)]
    return any(one.gender == "femn" for one in found)


@of_word
def _doer(token: Token) -> bool:
    read = readings.of(token)
    return read.only_noun and read.cases <= {"ablt", "datv"}


def _fits(form: Form, own: frozenset[Form]) -> bool:
    return any(form[:3] == other[:3] or (form[0] == other[0] and form[1] == other[1] == "plur") for other in own)


@function_check("grammar.predicate-after", alone=PROSE)
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
