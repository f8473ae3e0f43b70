"""Clause 3.6: the first paragraph names the question considered and, where possible, the body or official addressed."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.commas import put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import MISSING, Hit
from letterkit.checks.opening_topic import APPEAL, BODY_NOUN, names_question, subject_at
from letterkit.checks.outcome_words import verb
from letterkit.checks.reply_kind import Standard, kind
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.checks.tokens import tokens as tokens_of
from letterkit.core.letter import Part, Role
from letterkit.russian import entities, morph

# «Обе бумаги Вы уже прислали» in the middle of a paragraph tells of papers, not of an appeal.
_SENT_LATER = regex.compile(
    r"(?i)вы\s.*\b(?:хот|прислал|направил|подал|указ|рассказ|позвонил|сообща|сообщил|требу)\p{L}*$"
)
_GERUND = regex.compile(r"(?i)^\s*(?:рассмотрев|изучив|получив|проверив|проанализировав)\b")
_SAYS = frozenset(["сообщать", "информировать", "уведомлять", "разъяснять", "пояснять"])
_DOES = frozenset([*_SAYS, "рассмотреть", "получить", "изучить", "проверить"])
_LINKS = frozenset("что чтобы где когда куда откуда как почему если кто чей пока".split())
_MODIFIERS = ("ADJF", "PRTF")


@function_check("opening.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """The letter has no text of its own."""
    if subject.first(Role.OPENING) is None:
        yield MISSING


@function_check("opening.no-appeal")
def no_appeal(subject: Subject) -> Iterator[Hit]:
    """The first paragraph does not say that an appeal is answered."""
    for part in _first(subject):
        text = subject.text_of(part)
        first = next((end for start, end in subject.sentences if start >= part.start), part.end) - part.start
        if not any(found.end() <= first or not _SENT_LATER.match(found.group()) for found in APPEAL.finditer(text)):
            yield _whole(part, subject)


@function_check("opening.no-question")
def no_question(subject: Subject) -> Iterator[Hit]:
    """«Ваше обращение рассмотрено»: an appeal, but about what? What could not be read or understood cannot be named."""
    if any(kind(subject, standard) for standard in (Standard.UNREADABLE, Standard.UNCLEAR)):
        return
    for part in _first(subject):
        if APPEAL.search(subject.text_of(part)) and not names_question(subject, part):
            yield _whole(part, subject)


@function_check("opening.no-body")
def no_body(subject: Subject) -> Iterator[Hit]:
    """The body or official addressed is not named; the Order asks for it where possible."""
    for part in _first(subject):
        text = subject.text_of(part)
        if APPEAL.search(text) and not BODY_NOUN.search(text) and not entities.bodies(text):
            yield _whole(part, subject)


@function_check("opening.gerund-comma")
def gerund_comma(subject: Subject) -> Iterator[Hit]:
    """«Рассмотрев Ваше обращение по вопросу … управление … сообщает»: the clause is not closed by a comma."""
    for part in _first(subject):
        yield from _inner_gerund(subject, _first_sentence(subject, part))
    for _, tokens in _gerund_openings(subject):
        says = next((n for n, token in enumerate(tokens) if n and token.lemmas & _SAYS), None)
        if says is None:
            continue
        subject_at = _subject_noun(tokens, says)
        begin = says if subject_at is None else subject_at
        if begin and not any(token.text == "," for token in tokens[max(0, begin - 1) : begin]):
            before = tokens[begin - 1]
            words = subject.text[before.start : tokens[begin].end]
            mended = f"{before.text}, {words[len(before.text) :].lstrip()}"
            yield Hit(before.start, tokens[begin].end, {"word": tokens[begin].text}, (mended,))


@function_check("opening.subject-comma")
def subject_comma(subject: Subject) -> Iterator[Hit]:
    """«Управление … на Ваше обращение …, сообщает»: a comma parts the subject from its verb."""
    for part in _first(subject):
        tokens = _first_sentence(subject, part)
        if subject_at(tokens) is None:
            continue
        commas = [n for n, token in enumerate(tokens) if token.text == ","]
        says = next((n for n, token in enumerate(tokens) if token.lemmas & _DOES and token.has("VERB")), None)
        if says and commas[:1] == [says - 1]:
            comma, word = tokens[says - 1], tokens[says]
            yield Hit(comma.start, word.end, suggestions=(f" {word.text}",))


@function_check("opening.dangling")
def dangling(subject: Subject) -> Iterator[Hit]:
    """«Рассмотрев Ваше обращение, Вам направлен ответ»: nobody in the sentence is the one who considered."""
    for _, tokens in _gerund_openings(subject):
        clause_end = _clause_end(tokens)
        main = tokens[clause_end + 1 :] if clause_end is not None else []
        verbs = [token for token in main[:12] if token.has("VERB") or token.has("PRTS")]
        # «Вопрос будет решён»: the auxiliary says nothing of who does it.
        told = verbs[1:] if len(verbs) > 1 and "быть" in verbs[0].lemmas and verbs[1].has("PRTS") else verbs
        if told and _impersonal(told[0]):
            yield Hit(tokens[0].start, told[0].end, {"word": told[0].text})


@function_check("opening.split")
def split(subject: Subject) -> Iterator[Hit]:
    """«Рассмотрев Ваше обращение …, поступившее в … . Сообщаем»: the first sentence has no verb of its own."""
    for part, tokens in _gerund_openings(subject):
        if not tokens or tokens[-1].text != "." or any(_finite(tokens, place) for place in range(1, len(tokens))):
            continue
        following = next((token for token in subject.tokens_of(part) if token.start >= tokens[-1].end), None)
        if following is not None and following.lemmas & _SAYS:
            last = tokens[-2]
            mend = f"{subject.text[last.start : last.end]}, {following.form}"
            yield Hit(last.start, following.end, suggestions=(mend,), safe=True)


@function_check("opening.question-case")
def question_case(subject: Subject) -> Iterator[Hit]:
    """«По вопросу переселение», «по вопросу переселению»: after «по вопросу» stands the genitive."""
    for part in _first(subject):
        tokens = subject.tokens_of(part)
        for by, about, word in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if (by.form, about.form) != ("по", "вопросу") or not word.is_word or not word.text.islower():
                continue
            likeliest = morph.parses(word.text)[0]
            plain = likeliest.tag.POS == "NOUN" and likeliest.is_known and not word.has("gent")
            if plain and likeliest.tag.case in ("nomn", "accs", "datv"):
                right = likeliest.inflect({"gent"})
                mends = (f"по вопросу {right.word}",) if right else ()
                yield Hit(by.start, word.end, suggestions=mends, safe=bool(mends))


@function_check("opening.card-question")
def card_question(subject: Subject) -> Iterator[Hit]:
    """The first paragraph speaks of something else than the card's subject."""
    wanted = subject.card.appeal.subject if subject.card else None
    if not wanted:
        return
    themes = {frozenset(token.lemmas) for token in tokens_of(wanted) if token.has("NOUN") and len(token.text) > 3}
    for part in _first(subject):
        spoken = frozenset().union(*(token.lemmas for token in subject.tokens_of(part)))
        if themes and not any(theme & spoken for theme in themes):
            yield _whole(part, subject, wanted)


def _first(subject: Subject) -> list[Part]:
    part = subject.first(Role.OPENING)
    return [part] if part else []


def _whole(part: Part, subject: Subject, asked: str = "") -> Hit:
    text = subject.text_of(part)
    lead = len(text) - len(text.lstrip())
    return Hit(part.start + lead, part.start + len(text.rstrip()), {"subject": asked})


def _first_sentence(subject: Subject, part: Part) -> Sequence[Token]:
    end = next((end for start, end in subject.sentences if start >= part.start), part.end)
    return [token for token in subject.tokens_of(part) if token.end <= end]


def _inner_gerund(subject: Subject, tokens: Sequence[Token]) -> Iterator[Hit]:
    """«Администрация, рассмотрев Ваше обращение о ремонте дороги сообщает»: opened by a comma, not closed."""
    at = next((n for n, token in enumerate(tokens) if n > 1 and _GERUND.match(token.text)), None)
    if at is None or tokens[at - 1].text != ",":
        return
    says = next((n for n, token in enumerate(tokens) if n > at and token.lemmas & _SAYS), None)
    if says is not None and tokens[says - 1].text not in (",", "и", "–", "—"):
        yield put_in(tokens, says, {"word": tokens[says].text})


def _gerund_openings(subject: Subject) -> Iterator[tuple[Part, Sequence[Token]]]:
    for part in _first(subject):
        if _GERUND.match(subject.text_of(part)):
            yield part, _first_sentence(subject, part)


def _finite(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token is a verb of the main clause, not of «…, который не работает»."""
    found = verb(tokens[place].text) if tokens[place].is_word else None
    if found is None or found.form not in ("VERB", "PRTS"):
        return False
    begin = next((n + 1 for n in range(place - 1, -1, -1) if tokens[n].text in ",;:("), 0)
    return not any(token.form in _LINKS or token.form.startswith("котор") for token in tokens[begin:place])


def _subject_noun(tokens: Sequence[Token], says: int) -> int | None:
    """Index where the noun phrase that is the verb's subject begins: the last body noun before it in the nominative."""
    if not tokens[says].has("VERB", "3per"):
        return None
    for at in range(says - 1, 0, -1):
        token = tokens[at]
        if token.text == ",":
            return None
        if BODY_NOUN.fullmatch(token.text) and token.has("NOUN", "nomn", "sing"):
            while at > 1 and any(tokens[at - 1].has(mark, "nomn") for mark in _MODIFIERS):
                at -= 1
            return at
    return None


def _impersonal(word: Token) -> bool:
    """«направлен», «сообщается»: nobody does it («сообщаем» can be read as a participle too, but is a verb)."""
    return (word.has("PRTS") and not word.has("VERB")) or (word.form.endswith("ся") and word.has("VERB", "impf"))


def _clause_end(tokens: Sequence[Token]) -> int | None:
    """Index of the comma that closes the gerund clause: the last one before the main verb."""
    commas = [n for n, token in enumerate(tokens) if token.text == ","]
    for comma in commas:
        following = tokens[comma + 1 : comma + 2]
        if following and not following[0].has("PRTF") and not following[0].form.startswith("котор"):
            return comma
    return None
