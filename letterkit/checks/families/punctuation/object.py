"""A comma that parts a verb from its object or its subject from it (clause 3.3): «заменила, участок трубы»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import Form, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS

OPENING = frozenset(
    "что чтобы если когда где куда откуда почему хотя пока поскольку как так ли который а но или либо и то есть "
    "именно например особенно включая кроме".split()
)
"""Words that open a clause or a turn."""
_MARKS = ",;:–—.!?…(«"
_AFTER = OPENING - {"и", "или", "либо", "но", "а"} | frozenset(("который", "чем", "потому"))
# Prepositions that begin what a verb asks for; turns with others may be put in.
_ASKED = frozenset("в во на к ко с со о об обо из за до через".split())
# «…, в частности», «…, в случае отказа», «…, на мой взгляд», «…, с уважением»
_PUT_IN = frozenset(
    "частность случай взгляд том сожаление счастье пример уважение число общее целое основное принцип сторона слово "
    "дело конец итог образ правило мнение исключение отличие связь сила соответствие учет зависимость цель вид "
    "расчет следующий особенность отдельность том-то свой то том".split()
)
_PREDICATIVE = frozenset(
    "вправе может могут сможет смогут обязан обязана обязано обязаны должен должна должно должны готов "
    "готова готовы".split()
)
_BETWEEN = frozenset("не уже еще также ни пока всегда обязательно полностью частично".split())


@function_check("punctuation.verb-comma", alone=PROSE)
def verb_comma(subject: Subject) -> Iterator[Hit]:
    """«Бригада заменила, участок трубы», «Директор школы, провела беседу»: one clause with a comma in its middle."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(1, len(tokens) - 2):
            if tokens[comma].text != "," or not tokens[comma - 1].is_word or not _ends_clause(tokens, comma + 1):
                continue
            follows = tokens[comma + 2].form
            if follows == "ли" or (follows == "быть" and tokens[comma + 1].form in ("стало", "может", "должно")):
                continue  # «Вопрос, вправе ли школа …», «Превышение, стало быть, есть»
            if _parts_object(tokens, comma) or _parts_subject(tokens, comma):
                yield take_out(subject.text, tokens, comma)


def _ends_clause(tokens: Sequence[Token], first: int) -> bool:
    """Whether the next mark ends the sentence or stands before a clause: nothing between the commas is put in."""
    for at in range(first, len(tokens)):
        if tokens[at].text in ",–—(:":
            following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
            if tokens[at].text == ":":
                return True
            word = tokens[at + 2] if following.form in PREPOSITIONS and at + 2 < len(tokens) else following
            return tokens[at].text == "," and (following.form in _AFTER or "который" in word.lemmas)
    return True


def _parts_object(tokens: Sequence[Token], comma: int) -> bool:
    verb = tokens[comma - 1]
    read = readings.of(verb)
    if not read.likely <= {"VERB", "INFN"} or not read.known or _is_closing(tokens, comma):
        return False
    intransitive = read.predicate is not None and not read.predicate.transitive
    if comma == 1 and intransitive:
        return False  # «Будет, с февраля»: the answer to a question
    transitive = any(parse.tag.POS in ("VERB", "INFN") and "tran" in parse.tag for parse in morph.parses(verb.text))
    after = comma + 1
    if any(is_said(token) for token in tokens[after : _end(tokens, after)]):
        return False
    cases = PREPOSITIONS.get(tokens[after].form)
    if cases is not None:
        group = group_at(tokens, after + 1)
        return (
            tokens[after].form in _ASKED
            and group is not None
            and bool(group.possible_cases & cases)
            and all(_PUT_IN.isdisjoint(token.lemmas) for token in tokens[after + 1 : group.last])
            and not any(token.form in PREPOSITIONS for token in tokens[max(0, comma - 5) : comma - 1])
            and all(token.is_word or token.text in "№»" or token.text[0].isdigit() for token in tokens[after:-1])
        )
    group = group_at(tokens, after)
    if group is None or not transitive or "accs" not in group.cases or _object_before(tokens, comma - 1):
        return False
    # «Мастер пришёл и ушёл, заявка» cannot be; «Дом сдают, ключи в офисе» can
    if not group.cases & {"nomn"} or "INFN" in read.likely or not _nominal(tokens, group.last):
        return True
    one = read.predicate  # «Инспектор составил, протокол на владельца»: the verb has its subject and wants an object
    head = group_at(tokens, 0)
    acts = one is not None and head is not None and any(subject_form(form, one) for form in head.forms)
    return acts and "perf" in morph.parses(verb.text)[0].tag and tokens[group.last].form in PREPOSITIONS


def _is_closing(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a clause or a turn before the comma is closed by it."""
    first = comma - 1
    while first and tokens[first - 1].text not in _MARKS:
        first -= 1
    if first and tokens[first - 1].text != ",":
        return tokens[first - 1].text not in ".!?"
    words = tokens[first:comma]
    if any(
        token.form in OPENING - {"и"} or "который" in token.lemmas or readings.of(token).pos & {"GRND", "PRTF"}
        for token in words
        if token.is_word
    ):
        return True
    # a row of deeds: «осмотрела, проверила, …»
    return bool(first)


def _object_before(tokens: Sequence[Token], verb: int) -> bool:
    """Whether something in the accusative stands before the verb already."""
    one = readings.of(tokens[verb]).predicate
    for at in range(verb):
        if tokens[at].form in PREPOSITIONS or (at and tokens[at - 1].form in PREPOSITIONS):
            continue
        read = readings.of(tokens[at]) if tokens[at].is_word else None
        if read is None:
            continue
        forms: frozenset[Form] = read.nouns
        if any(form[0] == "accs" for form in forms) and not (
            one is not None and any(subject_form(form, one) for form in forms)
        ):
            return True
    return False


def _nominal(tokens: Sequence[Token], at: int) -> bool:
    """Whether words after the noun could say something of it: «…, ключи в офисе», «…, вода чистая»."""
    if at >= len(tokens) or tokens[at].text in _MARKS:
        return False
    read = readings.of(tokens[at]) if tokens[at].is_word else None
    return read is None or "gent" not in {form[0] for form in read.forms | read.modifiers}


@of_word
def is_said(token: Token) -> bool:
    """Whether ``token`` can be a predicate or a part of one."""
    if not token.is_word:
        return False
    read = readings.of(token)
    return read.predicate is not None or bool(read.likely & {"VERB", "INFN", "PRED", "PRTS"}) or token.form == "нет"


def _end(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text not in _MARKS:
        at += 1
    return at


def _parts_subject(tokens: Sequence[Token], comma: int) -> bool:
    """A noun and what hangs on it begin the sentence, and the predicate that agrees with it follows the comma."""
    verb = comma + 1
    while verb < len(tokens) - 1 and tokens[verb].form in _BETWEEN:
        verb += 1
    if "уважаемый" in tokens[0].lemmas or not tokens[verb].is_word:
        return False
    one = readings.of(tokens[verb]).predicate
    if one is None and tokens[verb].form not in _PREDICATIVE:
        return False
    group = group_at(tokens, _begin_of_subject(tokens, comma, one))
    if group is None or group.last > comma:
        return False
    if one is not None and (one.person in ("1per", "2per") or _subject_later(tokens, verb, one)):
        return False
    if not _agrees(tokens, group.forms, group.last - 1, one):
        return False
    return hang(tokens, group.last, comma)


def _begin_of_subject(tokens: Sequence[Token], comma: int, one: Predicate | None) -> int:
    """The first word, or the subject after words that say nothing yet: «Пенсию почтальон, не принёс».

    A thing after a preposition with its noun only where the predicate is no present: «За окном шум, мешает спать».
    """
    past = one is not None and one.parse.tag.tense != "pres" and tokens[0].form in PREPOSITIONS
    for at in range(1, comma):
        if not tokens[at - 1].is_word or is_said(tokens[at - 1]) or tokens[at - 1].form in OPENING:
            break
        if tokens[at - 1].form in PREPOSITIONS or not tokens[at].has("NOUN", "nomn"):
            continue
        person = tokens[at].has("NOUN", "anim", "nomn") and readings.of(tokens[at]).cases == {"nomn"}
        if person or (past and one and any(subject_form(form, one) for form in readings.of(tokens[at]).nouns)):
            return at
    return 0


def _agrees(tokens: Sequence[Token], forms: frozenset[Form], head: int, one: Predicate | None) -> bool:
    if one is None:
        return any(form[0] == "nomn" for form in forms)
    if any(subject_form(form, one) for form in forms):
        return True
    # «директор провела»: a woman may hold the post
    return one.gender == "femn" and tokens[head].has("NOUN", "anim", "masc", "nomn")


def hang(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether genitives, numbers and nouns with prepositions fill the words up to the comma."""
    while at < last:
        token = tokens[at]
        if token.form in PREPOSITIONS:
            if at + 1 < last and tokens[at + 1].text[0].isdigit():
                at += 2  # «после 22 часов»
                continue
            group = group_at(tokens, at + 1)
            if group is None or group.last > last or not group.possible_cases & PREPOSITIONS[token.form]:
                return False
            at = group.last
            continue
        if token.is_word:
            read = readings.of(token)
            if read.pos & {"PRTF", "GRND"} or "gent" not in {form[0] for form in read.forms | read.modifiers}:
                return False
        elif not token.text[0].isdigit() and token.text not in "№«":
            return False
        at += 1
    return True


def _subject_later(tokens: Sequence[Token], verb: int, one: Predicate) -> bool:
    """Whether a noun or pronoun after the verb, before the next mark, could be its own subject."""
    for at in range(verb + 1, len(tokens)):
        if tokens[at].text in _MARKS:
            return False
        read = readings.of(tokens[at]) if tokens[at].is_word else None
        if read is None or tokens[at - 1].form in PREPOSITIONS or "CONJ" in read.likely:
            continue  # the dictionary knows a Mr «И»
        if any(subject_form(form, one) for form in read.forms | read.modifiers) and not one.transitive:
            return True
        if any(subject_form(form, one) for form in read.forms) and not any(form[0] == "accs" for form in read.forms):
            return True
    return False
