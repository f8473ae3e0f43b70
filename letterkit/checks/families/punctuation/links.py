"""Commas at words that link clauses and at parentheses (clause 3.3): «в связи с чем», «то есть», «к сожалению»."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, start_of_main, subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

# Before these words a comma always stands, wherever they link what goes before with what follows.
_LINKS = regex.compile(
    r"(?<=(?P<before>[\p{L}\d»)%]+)\s)(?P<link>в\s+связи\s+с\s+чем|вследствие\s+чего|в\s+результате\s+чего"
    r"|на\s+основании\s+чего|после\s+чего|благодаря\s+чему|в\s+силу\s+чего|из-за\s+чего|поэтому(?!\s+(?:вопрос|адрес|повод|дел|договор|закон|объект|факт|обращени|заключени|решени|приказ)[ую])|причём|причем|притом"
    r"|то\s+есть|несмотря\s+на|невзирая\s+на)(?=\s+\p{L})"
)
_NO_COMMA_AFTER = frozenset(
    "и а но или либо именно только лишь даже что не узнать спросить указать понять да также это как если когда".split()
)
# Parentheses that nothing else is; in the middle of a sentence commas stand on both sides.
_PARENTHESES = regex.compile(
    r"(?P<before>[\p{L}\d»)]+)(?P<open>,?)\s(?P<words>к\s+сожалению|к\s+счастью|по\s+нашему\s+мнению|по-видимому"
    r"|по\s+всей\s+видимости|во-первых|во-вторых|в-третьих)(?P<close>,?)(?=\s(?P<after>[\p{L}\d«]+))"
)
_HINT = regex.compile(r"сожалению|счастью|мнению|видимо|-первых|-вторых|-третьих")
_CONJUNCTIONS = frozenset("и а но или что если когда однако так как поскольку".split())
_SOURCES = frozenset(
    (
        ("по", "словам"),
        ("по", "информации"),
        ("по", "мнению"),
        ("по", "сообщению"),
        ("по", "данным"),
        ("по", "сведениям"),
    )
)


@function_check("punctuation.before-link", alone=PROSE, seeks=(_LINKS,))
def before_link(subject: Subject) -> Iterator[Hit]:
    """«документы не поданы в связи с чем выплата прекращена»."""
    for part in subject.parts_of(*PROSE):
        for found in _LINKS.finditer(subject.text, part.start, part.end):
            before = found["before"]
            if found["link"].endswith("на") and "VERB" in readings.readings(before).likely:
                continue  # «явился несмотря на запрет»
            if found["link"] == "поэтому" and "INFN" in readings.readings(before).likely:
                continue  # «Стену сносить поэтому нельзя»
            if before.lower() in _NO_COMMA_AFTER or (found["link"] == "то есть" and before.lower() in ("и", "все")):
                continue
            yield Hit(found.start("before"), found.end("link"), suggestions=(f"{before}, {found['link']}",))


@function_check("punctuation.parenthesis", alone=PROSE)
def parenthesis(subject: Subject) -> Iterator[Hit]:
    """«Вы к сожалению не представили», «Вы, к сожалению не представили»: one comma or both are missing."""
    for part in subject.parts_of(*PROSE):
        if not _HINT.search(subject.text, part.start, part.end):
            continue
        for found in _PARENTHESES.finditer(subject.text, part.start, part.end):
            joined = found["before"].lower() in _CONJUNCTIONS
            if (found["open"] and found["close"]) or (joined and found["close"]):
                continue
            opened = "" if joined else ","
            after = found["after"]
            if after == "не" and (following := regex.compile(r"\s+не\s+(\p{L}+)").match(subject.text, found.end())):
                after = following.group(1)  # «рамы, к счастью не вывезенные»
            if found["open"] and not found["close"] and (after == "для" or _opens_turn(after)):
                continue  # «срок, к счастью для бюджета, истекает в декабре»
            words = subject.text[found.start("before") : found.end("close")]
            mended = f"{found['before']}{found['open'] or opened} {found['words']},"
            if mended != words:
                yield Hit(found.start("before"), found.end("close"), suggestions=(mended,))


def _opens_turn(word: str) -> bool:
    """Whether a turn that the comma before sets off goes on with ``word``: «на коляску, к счастью пустую»."""
    read = readings.readings(word)
    return read.predicate is None and bool(read.likely & {"ADJF", "PRTF", "GRND"}) and "NOUN" not in read.likely


@function_check("punctuation.source", alone=PROSE)
def source(subject: Subject) -> Iterator[Hit]:
    """«По словам жителей снег не убирали»: who says so is set off by a comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        at = source_end(subject.text, tokens)
        if at is not None:
            yield put_in(tokens, at)


def source_end(text: str, tokens: Sequence[Token]) -> int | None:
    """The word of the sentence before which the comma of «по словам …» at its head is lost; None when none is."""
    if tuple(token.form for token in tokens[:2]) not in _SOURCES:
        return None
    if len(tokens) < 4 or tokens[2].form in PREPOSITIONS:
        return None  # «по данным на 1 мая»
    last = next((at for at, token in enumerate(tokens) if token.text in ",;:–—.!?"), len(tokens))
    at = _end_of_source(tokens, last)
    return at if at is not None and at < last and apart(text, tokens, at) else None


def _end_of_source(tokens: Sequence[Token], last: int) -> int | None:
    """Where the genitives after «по словам» end; None when the next word may be one of them."""
    verb = next((at for at in range(2, last) if readings.of(tokens[at]).predicate is not None), None)
    one = readings.of(tokens[verb]).predicate if verb is not None else None
    impersonal = one is not None and one.short and one.gender == "neut"
    if impersonal and tokens[1].form not in ("словам", "мнению"):
        return None  # «по данным проверки установлено»: that is where it was found
    start = start_of_main(tokens, 2, verb) if verb is not None else None
    if start is not None and start > 2:
        return start
    at = 2
    while at < (last if verb is None else verb):
        group = group_at(tokens, at)
        if group is None or "gent" not in group.possible_cases:
            break
        at = group.last
    if at >= last:
        return None
    word = readings.of(tokens[at])
    if at == 2 or tokens[at].form in PREPOSITIONS or "gent" in {form[0] for form in word.forms | word.modifiers}:
        return None
    return at if word.likely & {"NOUN", "ADJF", "VERB", "PRTS", "NPRO"} else None


@function_check("punctuation.compound", alone=PROSE, words=("и",))
def compound(subject: Subject) -> Iterator[Hit]:
    """«Работы завершены и двор открыт»: two clauses, each with a subject and a predicate of its own."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if not any(token.form == "и" for token in tokens):
            continue
        first, last = next(iter(stretches(tokens)), (0, 0))
        if first == 0:
            hit = _two_clauses(tokens[:last]) or _new_clause(tokens[:last])
            if hit is not None and subject.text[hit.start or 0 : hit.end].count(" ") <= 1:
                yield hit


def _two_clauses(tokens: Sequence[Token]) -> Hit | None:
    joints = [at for at, token in enumerate(tokens) if token.form == "и"]
    if len(joints) != 1 or joints[0] < 2 or any(token.form in _CONJUNCTIONS - {"и"} for token in tokens):
        return None
    at = joints[0]
    if not _clause(tokens[:at]) or not _clause(tokens[at + 1 :]):
        return None
    return put_in(tokens, at)


def _new_clause(tokens: Sequence[Token]) -> Hit | None:
    """«Специалисты проверили систему отопления и температура выросла»: a noun that can be nothing but a subject."""
    joints = [at for at, token in enumerate(tokens) if token.form == "и"]
    if len(joints) != 1 or joints[0] < 2 or any(token.form in _CONJUNCTIONS - {"и"} for token in tokens):
        return None
    at = joints[0]
    head, group = group_at(tokens, 0), group_at(tokens, at + 1)
    if head is None or group is None or group.possible_cases != {"nomn"} or group.last >= len(tokens):
        return None
    first = [one for token in tokens[head.last : at] if (one := readings.of(token).predicate) is not None]
    second = readings.of(tokens[before_predicate(tokens, group.last)]).predicate
    if len(first) != 1 or second is None or not any(subject_form(form, second) for form in group.forms):
        return None
    if not any(subject_form(form, first[0]) for form in head.forms) or not tokens[at - 1].is_word:
        return None
    # «Дома и подвал осушили»: what stands before «и» must not be one more subject of the second predicate
    if (
        any(form[0] == "nomn" and form[1] == "plur" for form in readings.of(tokens[at - 1]).nouns)
        and second.number == "plur"
    ):
        return None
    return put_in(tokens, at)


def before_predicate(tokens: Sequence[Token], at: int) -> int:
    """The place of the predicate after the words that may stand between it and its subject; the last at most."""
    while at < len(tokens) - 1 and tokens[at].form in BEFORE_VERB and readings.of(tokens[at]).predicate is None:
        at += 1
    return at


def _clause(tokens: Sequence[Token]) -> bool:
    """A noun in the nominative at the head, its genitives, then the only predicate, which agrees with it."""
    group = group_at(tokens, 0)
    if group is None or not group.cases or not group.cases <= {"nomn", "accs", "gent"}:
        return False
    predicates = [(at, one) for at, token in enumerate(tokens) if (one := readings.of(token).predicate) is not None]
    if len(predicates) != 1:
        return False
    at, one = predicates[0]
    shapes = {form[1:3] for form in group.forms if form[0] == "nomn"}
    if len(shapes) != 1:
        return False
    number, gender = next(iter(shapes))
    if one.number != number or (one.gender and gender and one.gender != gender) or one.person not in ("", "3per"):
        return False
    if "accs" in group.cases and one.transitive:
        return False
    return all(
        "gent" in {form[0] for form in readings.of(token).forms | readings.of(token).modifiers} or token.form == "не"
        for token in tokens[group.last : at]
    )
