"""Marks where no verb tells the parts of a sentence apart (clause 3.3): the dash of «Задача – обеспечить», the commas
of an address, of repeated «и», of words that tell the source; the needless comma before «как» in «признан как»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in, take_out
from letterkit.checks.families.punctuation.links import source_end
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.core.letter import Role
from letterkit.russian import morph

_AIMS = frozenset("задача цель обязанность долг функция назначение миссия роль приоритет".split())
_NOT_BEFORE_THIS = frozenset(
    "все и но а что как или либо не ни ли же только лишь именно так вот будто даже если".split()
)
_NAME = regex.compile(r"(?P<name>\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:вна|чна|шна|вич|мич|ьич))\b")
_POLITE = frozenset("вы вас вам вами".split())
_ALIKE_AS = frozenset(
    "признать признавать рассматривать рассматриваться расценивать расцениваться расценить квалифицировать оценивать "
    "оцениваться оценить определить определять зарегистрировать использовать использоваться работать служить выступать "
    "действовать воспринимать восприниматься трактовать трактоваться понимать пониматься характеризовать "
    "классифицировать числиться учитывать учитываться обозначить обозначать отразить назвать указать указываться "
    "известный принять принимать признаваться".split()
)
_NO_LIKENESS = frozenset(
    "правило минимум максимум раз только будто если и указать следовать видно известно сообщать писать можно бы это "
    "ранее таковой обычно всегда показать установить говорить отмечать".split()
)
_SOURCES = frozenset(
    "словам мнению утверждению сообщению оценке данным сведениям информации подсчетам расчетам".split()
)
_SURE_SOURCES = frozenset("словам мнению утверждению сообщению".split())
_FOUND = ("установл", "выявл", "начисл", "составл", "произвед", "определ", "рассчит", "проведен", "подготовл", "внесен")


@function_check("punctuation.dash-lost", alone=PROSE)
def dash_lost(subject: Subject) -> Iterator[Hit]:
    """«Наша задача обеспечить безопасность», «Гимназия это муниципальное учреждение»: no verb and no dash."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        at = _before_infinitive(tokens) or _before_this(tokens)
        if at is not None and apart(subject.text, tokens, at):
            before, word = tokens[at - 1], tokens[at]
            yield Hit(before.start, word.end, suggestions=(f"{before.text} – {word.text}",))


def _before_infinitive(tokens: Sequence[Token]) -> int | None:
    head = group_at(tokens, 0)
    if head is None or "nomn" not in head.cases or _AIMS.isdisjoint(tokens[head.last - 1].lemmas):
        return None
    at = head.last
    while at < len(tokens) and tokens[at].is_word and "gent" in _cases(tokens[at]) and not _is_infinitive(tokens[at]):
        at += 1
    if at >= len(tokens) or not tokens[at].is_word or not _is_infinitive(tokens[at]):
        return None
    return None if _says(tokens, 0, at + 12) else at


def _before_this(tokens: Sequence[Token]) -> int | None:
    for at in range(1, len(tokens) - 1):
        if tokens[at].form != "это":
            continue
        before = tokens[at - 1]
        if any(token.text in ",–—:;-" for token in tokens[:at]) or before.form in _NOT_BEFORE_THIS:
            return None
        if before.is_word and "INFN" in readings.of(before).pos:
            return None  # «не может признать это обстоятельство уважительным»
        group = group_at(tokens, at + 1)
        if group is None or "nomn" not in group.cases or _says(tokens, 0, at + 14):
            return None
        head = group_at(tokens, 0)
        named = head is not None and "nomn" in head.cases and tokens[0].form not in PREPOSITIONS
        return at if named or (before.text == "«" and head is None) else None
    return None


@of_word
def _is_infinitive(token: Token) -> bool:
    return readings.of(token).likely == {"INFN"} and token.form != "есть"


def _says(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a predicate or «нет», «можно» stands between the places, before the next mark."""
    for token in tokens[first:last]:
        if token.text in ",;:":
            return False
        if token.is_word and (readings.of(token).predicate is not None or readings.of(token).likely & {"PRED"}):
            return True
    return False


@of_word
def _cases(token: Token) -> frozenset[str]:
    read = readings.of(token)
    return frozenset(form[0] for form in read.forms | read.modifiers)


@function_check("punctuation.vocative")
def vocative(subject: Subject) -> Iterator[Hit]:
    """«Просим Вас Мария Петровна подойти»: the name of the salutation in the text without commas around it."""
    called = subject.first(Role.SALUTATION)
    if called is None:
        return
    names = {" ".join(found["name"].split()) for found in _NAME.finditer(subject.text, called.start, called.end)}
    if not names:
        return
    text = subject.text
    for part in subject.parts_of(*PROSE):
        for found in _NAME.finditer(text, part.start, part.end):
            if " ".join(found["name"].split()) not in names:
                continue
            before, after = text[part.start : found.start()].rstrip(), text[found.end() : part.end].lstrip()
            opened = not before or before[-1] in ",.!?…:;–—-(«\n" or before.endswith(("ый", "ая"))
            closed = not after or after[0] in ",.!?…:;–—)»"
            if opened and closed:
                continue
            word = regex.search(r"[\p{L}\d»]+$", before)
            following = regex.match(r"[\p{L}-]+", after)
            if (word and _is_surname(word.group(), word.start())) or (following and _is_surname(following.group(), 1)):
                continue  # «звоните: Петрова Анна Сергеевна»: somebody is named in full, and may be a namesake
            if not opened and word is not None:
                if word.group().lower() in ("и", "а", "но", "что", "если"):
                    continue
                mended = f"{word.group()}, {found['name']}{'' if closed else ','}"
                yield Hit(part.start + word.start(), found.end(), suggestions=(mended,))
            elif opened and not closed and after[0].isalpha():
                yield Hit(found.start(), found.end(), suggestions=(f"{found['name']},",))


def _is_surname(word: str, at: int) -> bool:
    """Whether ``word``, ``at`` characters after the beginning of its paragraph, is one, if only by its capital."""
    if not word.istitle() or word.lower() in _POLITE:
        return False
    likeliest = morph.parses(word)[0]
    return "Surn" in likeliest.tag or (at > 0 and not likeliest.is_known)


@function_check("punctuation.repeated-and", alone=PROSE)
def repeated_and(subject: Subject) -> Iterator[Hit]:
    """«можно и в школу и в управление»: «и» before each of the members, and no comma between them."""
    for sentence in sentences(subject):
        if sum(token.form == "и" for token in sentence) < 2:
            continue
        tokens = plain(sentence)
        joints = [at for at, token in enumerate(tokens) if token.form == "и"]
        for first, second in pairwise(joints):
            if _repeats(tokens, first, second) and apart(subject.text, tokens, second):
                yield put_in(tokens, second)


def _repeats(tokens: Sequence[Token], first: int, second: int) -> bool:
    if first < 1 or second - first < 2 or second + 1 >= len(tokens) or not tokens[second - 1].is_word:
        return False
    before = readings.of(tokens[first - 1]) if tokens[first - 1].is_word else None
    said = before is not None and (before.predicate is not None or before.likely & {"VERB", "INFN", "PRED", "PRTS"})
    if not said and tokens[first - 1].form not in ("можно", "нужно", "есть", "нет"):
        return False
    one, other = tokens[first + 1], tokens[second + 1]
    if one.form in PREPOSITIONS:
        group = group_at(tokens, first + 2)
        return other.form == one.form and group is not None and group.last == second
    group, later = group_at(tokens, first + 1), group_at(tokens, second + 1)
    if group is None or later is None or group.last != second or not group.cases & later.cases:
        return False
    return not any(token.is_word and readings.of(token).predicate for token in tokens[first + 1 : later.last + 1])


@function_check("punctuation.comma-before-as", alone=PROSE, words=("как",))
def comma_before_as(subject: Subject) -> Iterator[Hit]:
    """«рассматривается, как отказ», «работает, как врач»: «как» means «в качестве», no comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(1, len(tokens) - 2):
            if tokens[comma].text != "," or tokens[comma + 1].form != "как" or not tokens[comma - 1].is_word:
                continue
            near = tokens[max(0, comma - 2) : comma]
            if all(_ALIKE_AS.isdisjoint(token.lemmas) for token in near) or not tokens[comma + 2].is_word:
                continue
            if not _NO_LIKENESS.isdisjoint(tokens[comma + 2].lemmas):
                continue
            read = readings.of(tokens[comma + 2])
            last = next((at for at in range(comma + 2, len(tokens)) if tokens[at].text in ",;:–—"), len(tokens))
            if last < len(tokens) and tokens[last].text == ",":
                following = tokens[last + 1] if last + 1 < len(tokens) else tokens[last]
                if "который" not in following.lemmas and following.form not in ("что", "если", "поэтому", "так"):
                    continue
            if read.likely & {"NOUN", "ADJF", "PRTF"} and not _says(tokens, comma + 2, last):
                yield take_out(subject.text, tokens, comma)


@function_check("punctuation.source-unclosed", alone=PROSE)
def source_unclosed(subject: Subject) -> Iterator[Hit]:
    """«По мнению инспектора нарушений в графике нет»: who says so ends somewhere before, and no comma shows where."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(len(tokens) - 3):
            if tokens[at].form != "по" or tokens[at + 1].form not in _SOURCES:
                continue
            if at and tokens[at - 1].text not in ",":
                if tokens[at - 1].is_word and tokens[at + 1].form in _SURE_SOURCES and _closes(tokens, at):
                    yield Hit(tokens[at - 1].start, tokens[at + 1].end)
                continue
            last = next((place for place in range(at, len(tokens)) if tokens[place].text in ",;:–—"), len(tokens))
            if last < len(tokens) and tokens[last].text != ",":
                continue
            said = next((place for place in range(at + 2, last) if _is_said(tokens[place])), None)
            if said is None or said < at + 3 or tokens[at + 2].form in PREPOSITIONS:
                continue
            if "который" in tokens[at + 2].lemmas:
                continue  # «сосед, по мнению которого проезд закрыт»: the clause opens with it
            if tokens[at + 1].form not in _SURE_SOURCES and tokens[said].form.startswith(_FOUND):
                continue
            if at or source_end(subject.text, tokens) is None:  # said by punctuation.source
                yield Hit(tokens[at].start, tokens[at + 2].end)


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a verb before and none of government: «вызвано по словам мастера аварией»."""
    return readings.of(tokens[at - 1]).likely <= {"NOUN", "NPRO"} and any(
        readings.of(token).predicate is not None for token in tokens[at + 2 : at + 7] if token.is_word
    )


@of_word
def _is_said(token: Token) -> bool:
    return token.is_word and (
        readings.of(token).predicate is not None or token.form in ("нет", "можно", "нельзя", "нужно", "необходимо")
    )
