"""Commas lost at introductory words and at a name in the text (clause 3.3): «Вода вероятно появится»."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import morph

Phrase = tuple[str, ...]


def _phrases(words: str) -> frozenset[Phrase]:
    return frozenset(tuple(each.split()) for each in words.split("|"))


# Introductory and nothing else, wherever they stand.
_ALWAYS = _phrases(
    "к сожалению|к счастью|по-видимому|по всей видимости|по всей вероятности|во-первых|во-вторых|в-третьих|в-четвертых"
    "|на наш взгляд|на мой взгляд|на ваш взгляд|с нашей точки зрения|по нашему мнению|по вашему мнению|по моему мнению"
    "|по нашим данным|по нашим сведениям|по вашим словам|по их словам|по его словам|по ее словам|наверное|вероятно"
    "|видимо|конечно|разумеется|пожалуй|следовательно|иначе говоря|иными словами|другими словами|с одной стороны"
    "|с другой стороны|более того|мало того|без сомнения|к слову|стало быть|кстати говоря|строго говоря"
    "|собственно говоря|честно говоря|как известно|само собой разумеется|например|в частности|как правило"
    "|кстати сказать|кстати"
)
# In the middle these are adverbs as often as not; at the head the words after them tell.
_DOUBTFUL = _phrases("возможно|несомненно|безусловно|очевидно|бесспорно|естественно|значит")
_HEADS = (
    _ALWAYS
    | _DOUBTFUL
    | _phrases(
        "таким образом|кроме того|помимо того|помимо этого|кроме этого|сверх того|итак|увы|словом|короче говоря"
        "|к примеру|по сути дела"
    )
)
_LONGEST = max(map(len, _HEADS))
# They begin a turn as well: «ходить по нему, например рыбачить».
_TURNS = _phrases("например|в частности|как правило")
# What follows an introductory word without a comma, or makes it no introductory word.
_GOES_WITH = frozenset("же ли что как и бы только лишь".split())
_JOINS = frozenset("и а но или да что если когда поскольку хотя однако либо не как".split())
_WITHOUT_COMMA = frozenset("и а но или".split())
_STATES = frozenset("нет можно нельзя нужно необходимо следует".split())
_OF_VERB = frozenset("не уже был была было были".split())
_NAME = regex.compile(r"(?P<name>\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+(?:вна|чна|шна|вич|мич|ьич))\b")
_POLITE = frozenset("вы вас вам вами".split())
_MARKS = ",.!?…:;–—"


@function_check("punctuation.introductory", alone=PROSE)
def introductory(subject: Subject) -> Iterator[Hit]:
    """«Возможно мастер придёт», «Вы, наверное знаете», «вода вероятно появится»: one comma or both are lost."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first in range(len(tokens) - 1):
            phrase = _phrase_at(tokens, first)
            if phrase is None:
                continue
            last = first + len(phrase)
            if last >= len(tokens) or tokens[last].form in _GOES_WITH or (
                tokens[last].text != "," and not subject.text[tokens[last - 1].end : tokens[last].start].isspace()
            ):  # fmt: skip
                continue
            hit = _lost_inside(tokens, first, phrase) if first else _lost_at_head(tokens, phrase)
            if hit is not None:
                yield hit


def _phrase_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """The longest of the phrases that begins here."""
    forms = tuple(token.form for token in tokens[at : at + _LONGEST])
    known = _ALWAYS if at else _HEADS
    return next((forms[:length] for length in range(_LONGEST, 0, -1) if forms[:length] in known), None)


def _lost_at_head(tokens: Sequence[Token], phrase: Phrase) -> Hit | None:
    last = len(phrase)
    following = tokens[last]
    if not following.is_word and not following.text[0].isdigit() and following.text != "«":
        return None
    read = readings.of(following) if following.is_word else None
    if phrase in _DOUBTFUL and (following.form == "не" or not _is_said_before_mark(tokens, last)):
        return None
    if read is not None:
        cases = {(form[0], form[2]) for form in read.forms | read.modifiers}
        if (
            phrase[-1] in ("того", "этого")
            and any(case == "gent" for case, _ in cases)
            and following.form not in _POLITE
        ):
            if not any(case == "nomn" for case, _ in cases):
                return None  # «Кроме того факта»
        if phrase in _DOUBTFUL and ("INFN" in read.likely or ("nomn", "neut") in cases or following.form == "то"):
            return None  # «Возможно продление срока», «Возможно продлить»
        if phrase == ("таким", "образом") and (read.predicate or following.form in _STATES | _POLITE):
            return None  # «Таким образом можно выиграть время»
    return _put_commas(tokens, 0, last, "")


def _lost_inside(tokens: Sequence[Token], first: int, phrase: Phrase) -> Hit | None:
    last = first + len(phrase)
    before, following = tokens[first - 1], tokens[last]
    closed = following.text == ","
    read = readings.of(following) if following.is_word else None
    if tokens[first].text[0].isupper() or before.form in ("собой", "судя") or (phrase[0] == "с" and before.text != ","):
        return None  # the sentence before has lost its stop; «Судя по нашим данным»; «лишь с одной стороны»
    if (read is None and not closed) or (read is not None and read.likely & {"GRND", "PRTF"}):
        return None
    if before.text == ",":
        sure = not closed and _ends_before(tokens, last, phrase)
        return _put_commas(tokens, first, last, "") if sure else None
    if not before.is_word and not before.text[0].isdigit():
        return None
    if closed and before.form in _JOINS:
        return None
    if phrase == ("кстати",) and readings.of(before).predicate is not None and not closed:
        return None  # «помощь пришлась кстати людям»
    return _put_commas(tokens, first, last, before.text + ("" if before.form in _WITHOUT_COMMA else ",") + " ")


def _put_commas(tokens: Sequence[Token], first: int, last: int, before: str) -> Hit:
    """The phrase with a comma after it, and with ``before``, the word that it follows, where a comma is lost there."""
    start = tokens[first - 1].start if before else tokens[first].start
    words = before + " ".join(token.text for token in tokens[first:last]) + ","
    after = "" if tokens[last].text == "," else f" {tokens[last].text}"
    return Hit(start, tokens[last].end, suggestions=(words + after,))


def _ends_before(tokens: Sequence[Token], last: int, phrase: Phrase) -> bool:
    """Whether the word after an introductory one with a comma before it cannot begin a turn that it belongs to."""
    following = tokens[last]
    read = readings.of(following)
    denied = readings.of(tokens[last + 1]) if following.form == "не" and last + 1 < len(tokens) else None
    if (denied or read).likely & {"PRTF", "GRND", "ADJF"}:
        return False  # «рамы, к счастью не вывезенные», «на коляску, к счастью пустую»
    verb = following.form in _OF_VERB or read.predicate is not None or read.likely <= {"VERB", "INFN", "PRED"}
    if phrase in _TURNS:
        return verb and "INFN" not in read.likely
    return verb or not any(token.text in ",–—" for token in tokens[last:])


def _is_said_before_mark(tokens: Sequence[Token], first: int) -> bool:
    """Whether a predicate stands before the next mark."""
    for token in tokens[first:]:
        if token.text in _MARKS:
            return False
        if token.is_word and (
            readings.of(token).predicate is not None
            or readings.of(token).likely & {"PRED", "VERB"}
            or token.form in _STATES
        ):
            return True
    return False


@function_check("punctuation.vocative")
def vocative(subject: Subject) -> Iterator[Hit]:
    """«Просим Вас Мария Петровна подойти»: the name of the salutation in the text without commas around it."""
    called = subject.first(Role.SALUTATION)
    if called is None:
        return
    text = subject.text
    names = {" ".join(found["name"].split()) for found in _NAME.finditer(text, called.start, called.end)}
    for part in subject.parts_of(*PROSE) if names else ():
        for found in _NAME.finditer(text, part.start, part.end):
            before, after = text[part.start : found.start()].rstrip(), text[found.end() : part.end].lstrip()
            opened = not before or before[-1] in _MARKS + "-(«\n" or before.endswith(("ый", "ая"))
            closed = not after or after[0] in _MARKS + ")»"
            word, following = regex.search(r"[\p{L}\d»]+$", before), regex.match(r"[\p{L}-]+", after)
            if (opened and closed) or " ".join(found["name"].split()) not in names:
                continue
            if (word and _is_surname(word.group(), word.start())) or (following and _is_surname(following.group(), 1)):
                continue  # «звоните: Петрова Анна Сергеевна»: somebody is named in full, and may be a namesake
            mended = f"{found['name']}{'' if closed else ','}"
            if opened:
                if following:
                    yield Hit(found.start(), found.end(), suggestions=(mended,))
            elif word is not None and word.group().lower() not in _JOINS:
                mended = f"{word.group()}, {mended}"
                yield Hit(part.start + word.start(), found.end(), suggestions=(mended,))


def _is_surname(word: str, at: int) -> bool:
    """Whether ``word``, ``at`` characters after the beginning of its paragraph, is one, if only by its capital."""
    if not word.istitle() or word.lower() in _POLITE:
        return False
    likeliest = morph.parses(word)[0]
    return "Surn" in likeliest.tag or (at > 0 and not likeliest.is_known)
