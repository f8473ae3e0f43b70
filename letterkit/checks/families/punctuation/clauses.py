"""Commas of subordinate clauses and of conjunctions (clause 3.3): «просим сообщить когда», «не лично а по почте»."""

import re
from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import before_verb, start_of_main, subject_form
from letterkit.checks.readings import PREPOSITIONS, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_ASKING = frozenset(
    "сообщить сообщать знать понимать понять разъяснить разъяснять указать указывать уточнить уточнять учесть "
    "учитывать напомнить напоминать выяснить выяснять объяснить объяснять узнать известно неизвестно понятно "
    "непонятно ясно видно установить проверить решить решать отметить отмечать полагать считать убедиться "
    "пояснить пояснять информировать проинформировать уведомить уведомлять помнить забыть доказать подтвердить "
    "утверждать надеяться писать написать ответить показать определить рассказать просить сомневаться заявить "
    "подчеркнуть предупредить заверить ожидать спрашивать спросить интересоваться заметить известный думать "
    "рассчитывать обещать следовать означать свидетельствовать обсудить обсуждать посмотреть подсказать "
    "следить проследить проверять контролировать показывать".split()
)
# After these «как» likens or measures as often as it asks, if no subject and verb of its own follow.
_WATCHING = frozenset("следить проследить проверять контролировать показывать".split())
_ASKED = frozenset("чем чему чего".split())
QUESTIONS = frozenset(
    "что где когда почему зачем куда откуда как какой какая какое какие какого какую какой каким каких каком кто "
    "кого кому кем сколько насколько чей чья чье чьи который которая которое которые которого которую".split()
)
_BETWEEN = frozenset("вас вам его ее их им нас нам также дополнительно еще".split())
_NO_CLAUSE = frozenset("правило минимум максимум раз то бы либо нибудь угодно ни попало".split())
_PROPER = frozenset("следует надо нужно положено полагается угодно".split())
_WHOSE = frozenset("чей чья чье чьи чьего чьей чьих чьим чьими".split())
_WHERE = _WHOSE | frozenset(("где", "когда", "если", "хотя", "пока", "чем", "как"))
_LINKED = re.compile(
    r"^(?:должен|должн[аоы]|обязан[аоы]?|вправе|рад[аы]?|готов[аоы]?|способ(?:ен|н[аоы])|нужно|можно|нельзя)$"
)
_MEASURES = frozenset(
    "через вдвое втрое вчетверо впятеро вдесятеро наполовину вдвоем втроем вчетвером впятером вшестером".split()
)
_TIMES = frozenset("день год время момент случай период месяц раз".split())
OPENERS = frozenset("если когда поскольку хотя чтобы".split())
_NO_COMMA_BEFORE_IF = frozenset("а но и или что даже только лишь особенно как то кроме случае хотя ведь разве".split())
JOINING = frozenset("и или либо а но да".split())
_UNKNOWN = frozenset("неизвестно непонятно неясно".split())
_IMPERSONAL = frozenset("необходимо нужно можно следует нельзя надо вправе неизвестно".split())


def end_of_stretch(tokens: Sequence[Token], at: int) -> int:
    """Where the stretch ends; a full stop inside a sentence belongs to a shortened word, «по ул. Мира»."""
    while at < len(tokens) and (
        tokens[at].is_word
        or tokens[at].text[0].isdigit()
        or tokens[at].text in "№«%"
        or (tokens[at].text == "." and at + 1 < len(tokens))
    ):
        at += 1
    return at


def _begin_of_stretch(tokens: Sequence[Token], at: int) -> int:
    while at and (tokens[at - 1].is_word or tokens[at - 1].text[0].isdigit() or tokens[at - 1].text in "№«%"):
        at -= 1
    return at


def _predicates(tokens: Sequence[Token], first: int, last: int) -> list[tuple[int, Predicate]]:
    """The main predicates of the stretch: a link with its participle counts once."""
    found = [(at, one) for at in range(first, last) if (one := readings.of(tokens[at]).predicate) is not None]
    return [
        (at, one)
        for number, (at, one) in enumerate(found)
        if not (
            one.parse.normal_form in ("быть", "стать") and number + 1 < len(found) and found[number + 1][0] - at <= 3
        )
        and tokens[at - 1].form != "быть"  # «могут быть использованы»
        and not (one.parse.normal_form == "быть" and _LINKED.search(tokens[at - 1].form))  # «должен был подать»
    ]


@function_check("punctuation.before-question", alone=PROSE, words=QUESTIONS | _ASKED | {"ли"})
def before_question(subject: Subject) -> Iterator[Hit]:
    """«просим сообщить когда Вам удобно»: a clause after a verb of speech or thought."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 1):
            word = at + 1 if tokens[at].form in PREPOSITIONS and at + 2 < len(tokens) else at
            if tokens[at + 1].form == "ли" and not _ASKING.isdisjoint(tokens[at - 1].lemmas):
                if apart(subject.text, tokens, at) and readings.of(tokens[at]).predicate is not None:
                    yield put_in(tokens, at)
                continue
            if tokens[word].form not in QUESTIONS | _ASKED:
                continue
            asks = at - 2 if at > 1 and tokens[at - 1].form in _BETWEEN else at - 1
            verb = readings.of(tokens[asks])
            about = tokens[asks].form in ("том", "тем", "тому") and asks and tokens[asks - 1].form in PREPOSITIONS
            if about and tokens[word].form not in ("что", "как"):
                if _predicates(tokens, word + 1, end_of_stretch(tokens, word)) and apart(subject.text, tokens, at):
                    yield put_in(tokens, at)
                continue
            if _ASKING.isdisjoint(tokens[asks].lemmas) or _asks_nothing(tokens, asks, word):
                continue
            if not verb.likely <= {"VERB", "INFN", "PRTS", "PRED", "ADJS", "GRND", "ADVB", "CONJ"}:
                continue
            following = tokens[word + 1]
            if following.form in ("и", "или") and tokens[word].form not in _ASKED:
                continue  # «объясняем почему и рассказываем»: the question is one word
            last = end_of_stretch(tokens, word)
            if following.form in _PROPER and last == word + 2:
                continue  # «сообщит куда следует»
            clause = _predicates(tokens, word + 1, last) or any(
                readings.of(one).pos & {"PRED", "INFN"} for one in tokens[word + 1 : last]
            )
            soon = tokens[word].form == "как" and following.form == "можно"  # «как можно скорее»
            if tokens[word].form in _ASKED or not _WATCHING.isdisjoint(tokens[asks].lemmas):
                # «проверяет как жилые, так и …», «знает чем», «спросите чего угодно»
                clause = _predicates(tokens, word + 1, last)
                soon = soon or (tokens[word].form == "как" and _compares_both(tokens, last))
            if clause and not soon and following.form not in _NO_CLAUSE and apart(subject.text, tokens, at):
                yield put_in(tokens, at)


def _compares_both(tokens: Sequence[Token], last: int) -> bool:
    """«как …, так и …»"""
    return [token.form for token in tokens[last : last + 3]] == [",", "так", "и"]


def _asks_nothing(tokens: Sequence[Token], asks: int, word: int) -> bool:
    """«трубу, заметить которую трудно», «подключена неизвестно кем и неизвестно зачем»: no question after the verb."""
    if tokens[word].form.startswith("котор"):
        return bool(asks) and tokens[asks - 1].text == ","
    again = any(token.form in _UNKNOWN for token in tokens[word + 2 : word + 3])
    return tokens[asks].form in _UNKNOWN and tokens[word + 1].form in JOINING and again


@function_check("punctuation.before-where", alone=PROSE, words=_WHERE)
def before_where(subject: Subject) -> Iterator[Hit]:
    """«площадка где играют дети», «в случае когда»: a clause after a noun; «обратитесь если», «закрыт хотя»."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 1):
            form, before = tokens[at].form, tokens[at - 1]
            if (
                form not in _WHERE
                or not tokens[at].text.islower()
                or not before.is_word
                or tokens[at + 1].form in _NO_CLAUSE
            ):
                continue
            last = end_of_stretch(tokens, at)
            clause = _predicates(tokens, at + 1, last) or any(
                readings.of(one).likely & {"INFN", "PRED"} for one in tokens[at + 1 : last]
            )
            clause = clause or form == "чем"
            if clause and apart(subject.text, tokens, at) and _opens_clause(tokens, at, last):
                yield put_in(tokens, at)


def _opens_clause(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the word before ``tokens[at]`` (где, когда, если, хотя) ends the clause that it hangs on."""
    form, before = tokens[at].form, tokens[at - 1]
    read = readings.of(before)
    if before.form in JOINING:
        return False  # «не пускать её, пока нет замка и пока не проведена проверка»
    if form == "чем":
        return _compares(tokens, at)
    if form in _WHOSE:
        named = read.only_noun or before.form in ("те", "тех", "тем", "тому", "тот", "того", "всем", "всех", "лица")
        return named and bool(_predicates(tokens, at + 1, last))
    if form == "где":
        return read.only_noun or before.form in ("там", "туда", "оттуда")
    if form == "как" and tokens[at + 1].form != "только":
        return False
    if form == "когда":
        if not _predicates(tokens, at + 1, last) or not (read.only_noun or read.predicate is not None):
            return False
        timed = not _TIMES.isdisjoint(before.lemmas)
        return timed or bool(_predicates(tokens, _begin_of_stretch(tokens, at), at))
    if form in ("пока", "как"):  # «Деньги пока не пришли» has one predicate
        begins = _begin_of_stretch(tokens, at)
        said = any(readings.of(one).predicate is not None for one in tokens[begins:at])
        return said and bool(_predicates(tokens, at + 1, last)) and not _are_joined(tokens, at + 1, last)
    if form == "хотя" and read.likely <= {"ADJF", "PRTF", "ADVB"} and _predicates(tokens, at + 1, last):
        return at > 1
    plain_word = read.likely <= {"NOUN", "VERB", "INFN", "PRTS", "ADJS", "PRED"}
    return at > 1 and plain_word and before.form not in _NO_COMMA_BEFORE_IF


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """«дороже чем обычно», «позже чем мы ждали»; «не позже чем в мае», «больше чем за год» measure and compare not."""
    read, following = readings.of(tokens[at - 1]), tokens[at + 1]
    if at < 2 or "COMP" not in read.likely or tokens[at - 2].form in ("не", "ни") or not following.is_word:
        return False
    if following.form in PREPOSITIONS:
        return at + 2 < len(tokens) and not {"прошлый", "соседний", "другой", "остальной"}.isdisjoint(
            tokens[at + 2].lemmas
        )
    return not readings.of(following).pos & {"NUMR"} and following.form not in _MEASURES


@function_check("punctuation.clause-end", alone=PROSE)
def clause_end(subject: Subject) -> Iterator[Hit]:
    """No comma after a clause: «дом, в котором Вы живёте включён», «если Вы не согласны Вы можете»."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        hit = opening_clause(subject.text, tokens)
        if hit is not None:
            yield hit
        for at in range(1, len(tokens) - 2):
            if tokens[at].text == ",":
                hit = relative_clause(subject.text, tokens, at)
                if hit is not None:
                    yield hit


def relative_clause(text: str, tokens: Sequence[Token], comma: int) -> Hit | None:
    word = comma + 2 if tokens[comma + 1].form in PREPOSITIONS else comma + 1
    if "который" not in tokens[word].lemmas and tokens[word].form != "где":
        return None
    last = end_of_stretch(tokens, word)
    found = _predicates(tokens, word + 1, last)
    if len(found) < 2 or _are_joined(tokens, found[0][0], found[1][0]):
        return None
    verb, one = found[1]
    first = comma
    while first and tokens[first - 1].is_word:
        first -= 1
    if _predicates(tokens, first, comma):
        return None
    group = group_at(tokens, first)
    many = one.person == "3per" and one.number == "plur" and one.transitive  # «дом, который стоит у дороги снесут»
    if group is None or not (
        any(subject_form(form, one) for form in group.possible) or (many and "accs" in group.possible_cases)
    ):
        return None
    start = before_verb(tokens, found[0][0], verb)
    return put_in(tokens, start) if apart(text, tokens, start) else None


def _are_joined(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(
        token.form in JOINING or token.form in QUESTIONS or token.form in OPENERS for token in tokens[first:last]
    )


def opening_clause(text: str, tokens: Sequence[Token]) -> Hit | None:
    """A sentence that begins with a clause and goes on without a comma."""
    begins = after_opener(tokens)
    if begins is None:
        return None
    last = end_of_stretch(tokens, begins)
    purpose = tokens[begins - 1].form in ("чтобы", "чем", "как") and tokens[0].form != "так"
    found = _predicates(tokens, begins, last)
    heads = [(at, one) for at, one in found]
    if purpose:
        infinitive = next((at for at in range(begins, last) if "INFN" in readings.of(tokens[at]).likely), None)
        if infinitive is not None and not any(at < infinitive for at, _ in heads):
            return _after_purpose(text, tokens, infinitive, last, heads)
        if tokens[begins - 1].form == "чтобы":
            return None
    if len(heads) == 1:
        return _before_order(text, tokens, heads[0][0], last)
    if len(heads) < 2 or _are_joined(tokens, heads[0][0], heads[1][0]):
        return None
    between = next(
        (at for at in range(heads[0][0] + 1, heads[1][0]) if tokens[at].form in ("то", "тогда") and at + 1 < last), None
    )
    start = between if between is not None else start_of_main(tokens, heads[0][0], heads[1][0])
    if start is None:
        start = _object_of_many(tokens, heads[0][0], *heads[1])
    return put_in(tokens, start) if start is not None and apart(text, tokens, start) else None


def _before_order(text: str, tokens: Sequence[Token], first: int, last: int) -> Hit | None:
    """«Если вода не поступает звоните диспетчеру»: an order after the predicate of the clause."""
    for at in range(first + 1, last):
        if tokens[at].form in JOINING or tokens[at].form in QUESTIONS or tokens[at].form in OPENERS:
            return None
        ordered = len(tokens[at].text) > 3 and tokens[at].text.islower() and tokens[at].has("VERB", "impr")
        if ordered and readings.of(tokens[at]).likely == {"VERB"}:
            return put_in(tokens, at) if apart(text, tokens, at) else None
    return None


def _object_of_many(tokens: Sequence[Token], first: int, verb: int, one: Predicate) -> int | None:
    """«показания не переданы плату начисляют»: an object between the two verbs, nobody in particular does it."""
    if one.person != "3per" or one.number != "plur" or not one.transitive:
        return None
    group = group_at(tokens, first + 1)
    if group is None or group.last != verb or "accs" not in group.possible_cases:
        return None
    return first + 1


def after_opener(tokens: Sequence[Token]) -> int | None:
    forms = [token.form for token in tokens[:5]]
    for opener in (
        ["если"], ["когда"], ["поскольку"], ["так", "как"], ["чтобы"], ["для", "того", "чтобы"],
        ["после", "того", "как"],
        ["прежде", "чем"], ["перед", "тем", "как"], ["вместо", "того", "чтобы"],
        ["в", "случае", "если"], ["в", "связи", "с", "тем", "что"], ["ввиду", "того", "что"],
    ):  # fmt: skip
        if forms[: len(opener)] == opener:
            return len(opener)
    return None


def _after_purpose(
    text: str, tokens: Sequence[Token], infinitive: int, last: int, heads: Sequence[tuple[int, Predicate]]
) -> Hit | None:
    """«Чтобы получить выплату подайте заявление»: an order, «необходимо» or a subject with its verb follows."""
    for at in range(infinitive + 1, last):
        token = tokens[at]
        if token.form in JOINING or token.form in QUESTIONS:
            return None
        if len(token.text) > 3 and token.has("VERB", "impr") and readings.of(token).likely == {"VERB"}:
            start = at - 1 if "ADVB" in readings.of(tokens[at - 1]).likely else at
            return put_in(tokens, start) if start > infinitive + 1 and apart(text, tokens, start) else None
        if token.form in _IMPERSONAL and at > infinitive + 1:
            start = at - 1 if tokens[at - 1].form in ("вам", "вы", "нам", "мы") else at
            return put_in(tokens, start) if apart(text, tokens, start) else None
    if heads:
        begins = start_of_main(tokens, infinitive, heads[0][0])
        if begins is not None and apart(text, tokens, begins):
            return put_in(tokens, begins)
    return None


@function_check("punctuation.the-more", alone=PROSE)
def the_more(subject: Subject) -> Iterator[Hit]:
    """«Чем раньше подано заявление тем быстрее …»: the two halves are parted by a comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if len(tokens) < 5 or tokens[0].form != "чем" or "COMP" not in readings.of(tokens[1]).pos:
            continue
        last = end_of_stretch(tokens, 1)
        for at in range(3, last - 1):
            if (
                tokens[at].form == "тем"
                and "COMP" in readings.of(tokens[at + 1]).pos
                and apart(subject.text, tokens, at)
            ):
                yield put_in(tokens, at)
