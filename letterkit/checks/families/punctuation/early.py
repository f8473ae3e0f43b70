"""A comma that likely parts the beginning of a sentence from its predicate (clause 3.3): «До мая школа, должна …».

Before the comma stands nothing that it could close: no clause, no turn, no parenthesis, no row.
"""

from collections.abc import Callable, Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.families.punctuation.extra import OPENING, subject_later
from letterkit.checks.families.punctuation.leading_circumstance import QUESTIONS, is_lead, is_row
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, Form, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_MARKS = ",;:–—(!?…"
_LONGEST = 16
_STATES = frozenset("можно нужно надо нельзя необходимо следует должен должна должно должны нет вправе".split())
# Verbs of what somebody says may be put in: «Деньги, считает комиссия, выплачены».
_SAYING = frozenset(
    "считать говорить сообщать полагать думать казаться знать бывать писать утверждать отвечать помнить понимать "
    "признать признаться пояснять сказать согласиться видеть следовать пояснить сообщить отметить напомнить уточнить "
    "заметить подчеркнуть ответить уверять заверить разуметься случаться просить напоминать".split()
)
# What begins so is or may be set off: «К сожалению», «По мнению», «Согласно», «Кроме того».
_SET_OFF = frozenset(
    "сожаление счастье мнение слово данные данный сведение информация слух взгляд сторона общий частность наконец "
    "кроме помимо вместо согласно вопреки благодаря ввиду вследствие итак например действительно разумеется конечно "
    "возможно вероятно видимо наверное безусловно несомненно следовательно значит напротив наоборот впрочем однако "
    "вообще собственно точный честно иначе прежде образ прочий отличие очередь сообщение расчет оценка "
    "подсчет замысел идея правило сущность существо принцип обычно традиция просьба случай связь соответствие "
    "основание зависимость учет уважаемый добрый здравствуйте спасибо включая начиная несмотря невзирая судя исходя "
    "независимо помощь между прочим сведение пример удивление радость огорчение факт дело "
    "очевидно бесспорно естественно соответственно пожалуйста вот нет да мера признание выражение также наряду".split()
)
_WHOSE = frozenset(("его", "ее", "их"))
_HEAD = 4  # words among which the one that sets the turn off stands
_CLAUSAL = frozenset("INFN GRND VERB PRTS PRED INTJ".split())
_PERSONS = frozenset("я мы вы он она оно они".split())


@function_check("punctuation.verb-comma-doubtful", alone=PROSE)
def verb_comma_doubtful(subject: Subject) -> Iterator[Hit]:
    """«В июне выплата, приостановлена»: a predicate right after the comma, its subject or object before it."""
    for tokens, comma in _beginnings(subject):
        verb = comma + 1
        while verb < len(tokens) - 1 and tokens[verb].form in BEFORE_VERB and not readings.of(tokens[verb]).predicate:
            verb += 1
        if _is_parted(tokens, comma, verb) and not _closes_later(tokens, verb):
            yield take_out(subject.text, tokens, comma)


@function_check("punctuation.lead-doubtful", alone=PROSE)
def lead_doubtful(subject: Subject) -> Iterator[Hit]:
    """«После исключения этой суммы, доход семьи снизился»: a turn with a preposition, and the main clause after it."""
    for tokens, comma in _beginnings(subject):
        if tokens[0].form not in PREPOSITIONS or is_row(tokens, comma) or _counts(tokens, comma):
            continue
        first, last = comma + 1, comma + 1
        while last < len(tokens) and tokens[last].text not in _MARKS:
            last += 1
        if _has_subject(tokens, comma) or not _is_clause(tokens, first, last):
            continue
        yield take_out(subject.text, tokens, comma)


def _beginnings(subject: Subject) -> Iterator[tuple[Sequence[Token], int]]:
    """Sentences whose first mark is a comma after words that are no clause, no turn and no parenthesis."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        comma = next((at for at, token in enumerate(tokens[: _LONGEST + 1]) if token.text in _MARKS), 0)
        if comma < 2 or tokens[comma].text != "," or comma + 1 >= len(tokens) or not tokens[comma + 1].is_word:
            continue
        following = tokens[comma + 1]
        if tokens[0].form in PREPOSITIONS and is_lead(tokens, comma):
            continue  # said by punctuation.lead-comma or punctuation.lead-optional
        if following.form in QUESTIONS or tokens[comma - 1].form in ("том", "то", "тем"):
            continue  # «на вопрос о том, кто …»
        if following.form in OPENING or "который" in following.lemmas or not _is_plain(tokens[:comma]):
            continue
        yield tokens, comma


def _is_plain(tokens: Sequence[Token]) -> bool:
    if tokens[1].form in ("исключением", "конце", "счастью", "сожалению", "несчастью"):
        return False  # «за исключением», «в конце концов»
    for at, token in enumerate(tokens):
        if not token.is_word:
            if not token.text[0].isdigit() and token.text not in "«№%/.":
                return False
            continue
        if token.form in OPENING - {"и", "или"}:
            return False
        if at < _HEAD and not _SET_OFF.isdisjoint(token.lemmas):
            return False
        read = readings.of(token)
        if not read.known and token.text.islower():
            return False
        if token.form in PREPOSITIONS or (at and token.form in ("года", "г")):
            continue
        if read.predicate is not None or read.likely & _CLAUSAL:
            return False
        if (
            "PRTF" in read.pos
            and at
            and readings.of(tokens[at - 1]).nouns
            and not readings.of(tokens[at - 1]).modifiers
        ):
            return False  # «Справка выданная поликлиникой, принята»: the comma closes a turn
        if "CONJ" in read.likely and "NOUN" not in read.likely and token.form not in ("и", "или"):
            return False
        if token.form in _PERSONS and at == len(tokens) - 1:
            return False
    return True


def _is_parted(tokens: Sequence[Token], comma: int, verb: int) -> bool:
    """Whether ``tokens[verb]`` is a predicate that needs what stands before the comma."""
    token = tokens[verb]
    if not token.is_word or not _SAYING.isdisjoint(token.lemmas):
        return False
    one = readings.of(token).predicate
    if one is None:
        return token.form in _STATES and _has_noun(tokens, comma, {"accs", "datv"})
    if one.person in ("1per", "2per") or (not one.transitive and subject_later(tokens, verb, one)):
        return False  # «Зима, идёт снег»
    # «За окном шум, мешает спать» has no subject before the comma that the verb must have
    loose = tokens[0].form in PREPOSITIONS and one.parse.tag.tense == "pres" and not token.form.endswith("ся")
    if not loose and _noun_before(tokens, comma, lambda form: subject_form(form, one)):
        return True
    # «В июне приём, ведут три врача»: the object stands first
    if one.transitive and one.number == "plur" and _noun_before(tokens, comma, lambda form: form[0] == "accs"):
        return True
    impersonal = one.short and one.gender == "neut" and one.number == "sing"
    return impersonal and _has_noun(tokens, comma, {"datv"})


def _noun_before(tokens: Sequence[Token], comma: int, fits: Callable[[Form], bool]) -> bool:
    """Whether a noun that no preposition rules stands before the comma in a form that ``fits``."""
    for at in range(comma):
        before = tokens[at - 1] if at else None
        if before is not None and before.form not in _WHOSE:
            if before.form in PREPOSITIONS or (before.is_word and readings.of(before).modifiers):
                continue
        group = group_at(tokens, at)
        if group is not None and group.last <= comma and any(fits(form) for form in group.forms):
            return True
    return False


def _has_noun(tokens: Sequence[Token], comma: int, cases: set[str]) -> bool:
    """Whether the sentence begins with a noun in one of ``cases`` and nothing but what hangs on it."""
    group = group_at(tokens, 0)
    return group is not None and group.last <= comma and bool(group.cases & cases)


def _counts(tokens: Sequence[Token], comma: int) -> bool:
    """«В доме 12 квартир, живут в них 30 человек»: what there is of something is said before the comma."""
    for at in range(2, comma - 1):
        before, following = tokens[at - 1], tokens[at + 1]
        if tokens[at].text[0].isdigit() and before.is_word and before.form not in PREPOSITIONS:
            if following.is_word and following.text.islower() and following.form not in ("года", "г"):
                return True
    return False


def _has_subject(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a noun that is only a nominative stands before the comma: «На улице мороз, идёт снег»."""
    for at in range(1, comma):
        if tokens[at - 1].form in PREPOSITIONS or readings.of(tokens[at - 1]).modifiers:
            continue
        cases = readings.of(tokens[at]).cases if tokens[at].is_word else frozenset[str]()
        if "nomn" in cases and "gent" not in cases:
            return True
    return False


def _closes_later(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a later comma may close an insertion: another predicate comes right after it."""
    for at in range(verb + 1, len(tokens) - 1):
        if tokens[at].form == "ли":
            return True
        if tokens[at].text in ",–—":
            following = tokens[at + 1]
            read = readings.of(following) if following.is_word else None
            if read is None:
                return False
            row = "INFN" in read.likely and any(
                "INFN" in readings.of(each).likely for each in tokens[verb:at] if each.is_word
            )
            return read.predicate is not None or (bool(read.likely & {"INFN", "PRED"}) and not row)
        if tokens[at].text in ";:(":
            return False
    return False


def _is_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words up to the next mark are a main clause: something said, and what it is said of."""
    token = tokens[first]
    read = readings.of(token)
    if token.form in OPENING or read.likely <= {"CONJ", "PRTF", "GRND"} or read.pos & {"GRND"}:
        return False
    if (
        token.form in PREPOSITIONS
        or token.form in ("то", "ли")
        or any(each.form == "ли" for each in tokens[first:last])
    ):
        return False
    if last < len(tokens) and tokens[last].text not in ",:":
        return False
    return any(
        each.form in _STATES or readings.of(each).predicate is not None or readings.of(each).likely == {"VERB"}
        for each in tokens[first:last]
        if each.is_word
    )
