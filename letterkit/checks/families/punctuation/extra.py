"""Commas where none belongs (clause 3.3): «Однако, сведения не поступили», «Министерство, рассмотрело обращение»."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

# After these words at the head of a sentence no comma is put, if the main clause follows.
_HEADS = frozenset(
    tuple(phrase.split())
    for phrase in (
        "при этом",
        "в связи с этим",
        "в этой связи",
        "вместе с тем",
        "тем не менее",
        "в настоящее время",
        "в то же время",
        "в дальнейшем",
        "в этом случае",
        "в таком случае",
        "в ближайшее время",
        "до настоящего времени",
        "с этой целью",
        "в этих целях",
        "на сегодняшний день",
        "на данный момент",
        "в данный момент",
        "однако",
        "также",
        "поэтому",
        "одновременно",
        "дополнительно",
        "после этого",
        "затем",
        "тогда",
        "поскольку",
        "так как",
        "ранее",
        "ежегодно",
        "повторно",
        "в целом",
        "но",
        "зато",
        "тем самым",
        "сейчас",
        "теперь",
        "пока",
        "здесь",
        "там",
        "потом",
        "уже",
        "сегодня",
        "вскоре",
        "недавно",
        "впоследствии",
        "в итоге",
        "при необходимости",
        "после чего",
        "как только",
    )
)
# Sentences that begin so have no comma before their main clause, unless a turn stands in between.
_BEGINNINGS = tuple(
    tuple(phrase.split())
    for phrase in (
        "на ваше обращение",
        "на ваше заявление",
        "на ваше письмо",
        "на ваш запрос",
        "в ответ на",
        "по результатам рассмотрения",
        "по итогам рассмотрения",
        "по результатам проверки",
        "по результатам проведённой проверки",
        "по итогам проверки",
        "по существу",
        "по вопросу",
        "по вопросам",
        "в дополнение к",
        "в ходе проверки",
        "в ходе осмотра",
        "по состоянию на",
    )
)
_DATE = regex.compile(
    r"(?i)(?:(?:в|с|до|к|за|на|по|начиная с)\s+)?(?:(?:начале|конце|течение)\s+)?"
    r"(?:\d{1,2}\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"|(?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре|текущем|прошлом|этом)"
    r"|\d{4})(?:\s+\d{4})?(?:\s+год(?:а|у)?)?"
)
# Adverbs and conjunctions of one word: no comma follows them, unless another closes what stands in between.
_ADVERBS = frozenset((word,) for word in "поэтому однако также тогда сейчас теперь пока здесь потом затем".split())
# Nothing that explains them can follow, as after «сейчас», «здесь»: «Сейчас, 5 мая, …».
_CONCLUDING = frozenset("поэтому однако также".split())
_DAYS = frozenset("сегодня вчера завтра сейчас теперь".split())
# What may be put in between commas with somebody who says it.
_TELLING = frozenset(
    "сообщить сообщать считать полагать пояснить пояснять уверять заверить заверять утверждать говорить сказать писать "
    "отмечать отметить уточнить уточнять напомнить напоминать думать надеяться ответить отвечать объяснить".split()
)
_SPEAKING = frozenset("сказать говорить признаться выразиться судить".split())
OPENING = frozenset(
    "что чтобы если когда где куда откуда почему хотя пока поскольку как так ли который а но или либо и то есть "
    "именно например особенно включая кроме".split()
)
_LONG_CONJUNCTIONS = frozenset(
    (
        ("прежде", "чем"),
        ("раньше", "чем"),
        ("после", "того"),
        ("до", "того"),
        ("перед", "тем"),
        ("с", "тех"),
        ("в", "то"),
    )
)
_CLAUSES = frozenset("что чтобы если когда где хотя пока поскольку как ли".split())
_ASKED = frozenset("кто кого кому кем чего чему чем сколько куда откуда почему зачем насколько".split())
_INSIDE = frozenset((("в", "том", "числе"), ("а", "также"), ("также",), ("поскольку",), ("что",), ("поэтому",)))
_PERSONS = frozenset("мы вы он она они я".split())
_MARKS = ",;:–—.!?…"


@function_check("punctuation.no-comma-after", alone=PROSE)
def no_comma_after(subject: Subject) -> Iterator[Hit]:
    """A comma after words that are no parenthesis, where the main clause follows."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, last in _between_commas(tokens):
            if last >= len(tokens) or tokens[last].text != ",":
                continue
            words = tuple(token.form for token in tokens[first:last])
            if tuple(token.form for token in tokens[last + 1 : last + 3]) in _LONG_CONJUNCTIONS:
                continue  # «Однако, прежде чем дом снесут, жильцов переселят»
            if not first and words in _ADVERBS and _goes_straight_on(tokens, last + 1):
                yield take_out(subject.text, tokens, last)
                continue
            if not first and is_date(tokens[:last]) and is_date((tokens[0], tokens[last + 1])):
                continue  # «В июне, июле и августе»
            if not _is_main(tokens, last + 1):
                continue
            if {"какой", "который", "чей"} & tokens[last + 1].lemmas or tokens[last + 1].form in _ASKED:
                continue  # «В ответ на Вашу просьбу разъяснить, какой стаж нужен, сообщаем»
            begins = _is_beginning(tokens, last) and _says_at_once(tokens, last + 1)
            heads = not first and (words in _HEADS or is_date(tokens[:last]) or begins)
            if heads or (first and words in _INSIDE and _nominative_follows(tokens, last + 1)):
                yield take_out(subject.text, tokens, last)


@function_check("punctuation.comma-before-and", alone=PROSE, words=("и",))
def comma_before_and(subject: Subject) -> Iterator[Hit]:
    """«осмотрели дом, и составили акт»: one subject, two predicates, one «и»."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 2):
            if tokens[at].text == "," and tokens[at + 1].form == "и" and _homogeneous(tokens, at):
                yield take_out(subject.text, tokens, at)


def _homogeneous(tokens: Sequence[Token], comma: int) -> bool:
    verb = comma + 2
    later = readings.of(tokens[verb]).predicate
    first = comma
    while first and tokens[first - 1].text not in _MARKS:
        first -= 1
    before = [(at, one) for at in range(first, comma) if (one := readings.of(tokens[at]).predicate) is not None]
    if later is None or len(before) != 1 or not before[0][1].has_form_of(later):
        return False
    if any(token.form in ("и", "или", "ни", "либо") or token.form in OPENING for token in tokens[first:comma]):
        return False
    if tokens[before[0][0]].form == tokens[verb].form:
        return False  # «Забор поставлен соседом, и поставлен незаконно»: the word again, with what is new
    if first and not (
        tokens[first - 1].text == "," and before[0][0] == first and first > 1 and _chain(tokens, first, later)
    ):
        return False
    if not first and group_at(tokens, 0) is None and tokens[0].form not in _PERSONS:
        return False
    return not subject_later(tokens, verb, later)


def _chain(tokens: Sequence[Token], first: int, later: Predicate) -> bool:
    """Whether the stretch before ``tokens[first]`` begins the sentence and holds one more predicate of the form."""
    begins = first - 1
    while begins and tokens[begins - 1].text not in _MARKS:
        begins -= 1
    found = [one for token in tokens[begins : first - 1] if (one := readings.of(token).predicate) is not None]
    opening = any(token.form in OPENING for token in tokens[begins : first - 1])
    return begins == 0 and not opening and len(found) == 1 and found[0].has_form_of(later)


def subject_later(tokens: Sequence[Token], verb: int, one: Predicate) -> bool:
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


def _between_commas(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    for at, token in enumerate(tokens):
        if token.text in ",;:–—":
            yield first, at
            first = at + 1


def _says_at_once(tokens: Sequence[Token], first: int) -> bool:
    """Whether a predicate begins here, with its subject at most: «…, подвала и чердака сообщаем» goes on with a row."""
    if tokens[first].form in _PERSONS or readings.of(tokens[first]).predicate is not None:
        return True
    group = group_at(tokens, first)
    return (
        group is not None
        and "nomn" in group.cases
        and group.last < len(tokens)
        and tokens[group.last].is_word
        and readings.of(tokens[group.last]).predicate is not None
    )


def _is_main(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words from ``first`` to the next mark are the main clause and no turn that a second comma closes."""
    last = first
    while last < len(tokens) and tokens[last].text not in ",;:–—":
        last += 1
    if last <= first or not tokens[first].is_word or tokens[first].form in OPENING:
        return False
    read = readings.of(tokens[first])
    if "GRND" in read.pos or "PRTF" in read.pos or (read.pos & {"CONJ"} and tokens[first].form not in ("вы", "мы")):
        return False
    if any("который" in token.lemmas or token.form in _CLAUSES for token in tokens[first:last]):
        return False
    closed = last < len(tokens) and tokens[last].text == ","
    if closed and tokens[first].form in PREPOSITIONS:
        return False
    if (
        closed
        and not any(token.form == "что" for token in tokens[last + 1 : last + 2])
        and any(not _TELLING.isdisjoint(each.lemmas) for each in tokens[first:last])
    ):
        return False  # «Там, сообщил мастер, трубу заменили»
    return any(
        readings.of(token).predicate is not None or "PRED" in readings.of(token).likely
        for token in tokens[first:last]
        if token.is_word
    )


def _goes_straight_on(tokens: Sequence[Token], first: int) -> bool:
    """Whether no comma follows that could close an insertion, or only one before a clause that hangs on a noun."""
    if first + 1 >= len(tokens) or not tokens[first].is_word or tokens[first].form in OPENING:
        return False
    if "GRND" in readings.of(tokens[first]).pos:
        return False
    if tokens[0].form in _CONCLUDING and _is_of_main(tokens, first):
        return True
    comma = next((at for at in range(first, len(tokens)) if tokens[at].text in ",–—;:"), None)
    if comma is None or tokens[comma].text in ";:":
        return True
    if tokens[comma].text != ",":
        return tokens[first].form not in PREPOSITIONS and comma + 1 < len(tokens)
    group = group_at(tokens, first)
    return (
        group is not None
        and group.cases == {"nomn"}
        and comma + 1 < len(tokens)
        and "который" in tokens[comma + 1].lemmas
    )


def _is_of_main(tokens: Sequence[Token], first: int) -> bool:
    """«Поэтому, определить, о чём Вы просите, нельзя», «Поэтому, сегодня, 5 мая, …», «Поэтому, Вы, как …»."""
    token, following = tokens[first], tokens[first + 1]
    if token.form in _DAYS:
        return True
    if token.form in _PERSONS:
        return following.text == ","
    infinitive = readings.of(token).likely == {"INFN"}
    return infinitive and token.form not in _SPEAKING and following.form not in ("ли", "бы")


def _nominative_follows(tokens: Sequence[Token], first: int) -> bool:
    if tokens[first].form in ("вы", "мы", "он", "она", "они"):
        return True
    group = group_at(tokens, first)
    return group is not None and "nomn" in group.possible_cases


def is_date(tokens: Sequence[Token]) -> bool:
    """Whether the words are a date and nothing else, «в 2024 году», «до 5 мая»."""
    return _DATE.fullmatch(" ".join(token.form for token in tokens)) is not None


def _is_beginning(tokens: Sequence[Token], last: int) -> bool:
    """A known beginning with nothing in it that a comma could close: no participle, no clause."""
    words = tuple(token.form for token in tokens[:last])
    if not any(words[: len(each)] == tuple(word.replace("ё", "е") for word in each) for each in _BEGINNINGS):
        return False
    for token in tokens[:last]:
        read = readings.of(token) if token.is_word else None
        if read is not None and (read.pos & {"PRTF", "GRND"} or read.predicate is not None or token.form in OPENING):
            return False
    return True
