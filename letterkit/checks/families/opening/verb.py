"""Clause 3.6: the verb of the first sentence is there, and agrees with the one who considers or with the appeal."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.opening_topic import APPEAL, APPEALS, BODY_NOUN, subject_at
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import morph

_YOUR = frozenset({"ваш", "ваше", "ваша", "вашу", "ваши"})
# What a body does with an appeal: one of these anywhere in the sentence is its verb.
_HANDLES = regex.compile(
    r"(?i)\b(?:рассм[ао]тр|получ|поступ|изуч|провер|зарегистр|сообща|информир|уведом|разъясн|поясн|отве[тч]|направ|переда|перенапр"
    r"|благодар|вник|обсуд|приня|провел|подготов|пересл|возвра|вынужд|готов|рад[аы]?\b|просит|внес|дает|приступ|прочит|разобра|выслуш)\p{L}*"
)
_GERUND = regex.compile(r"(?i)^\W*(?:рассмотрев|изучив|получив|проверив|проанализировав)\b")
_SAYS = frozenset(["сообщать", "информировать", "уведомлять", "разъяснять", "пояснять"])
_BESIDE_VERB = frozenset("вам вас тщательно внимательно настоящим также уже".split())


@function_check("opening.no-verb")
def no_verb(subject: Subject) -> Iterator[Hit]:
    """«Управление Ваше обращение о ремонте дороги.»: what did it do with the appeal?"""
    words = _first_sentence(subject)
    head = subject_at(words)
    if head is None or _HANDLES.search(subject.text, words[head].end, words[-1].end):
        return
    first = _before_comma(words, head)
    of_appeal = any(
        word.form in _YOUR and words[n + 1].lemmas & APPEALS
        for n, word in enumerate(words[:first])
        if n > head and n + 1 < len(words)
    )
    told = any(word.has("VERB") or word.has("PRTS") or word.has("PRED") or word.text in "–—" for word in words[:first])
    if of_appeal and not told:
        last = next(word for word in reversed(words[:first]) if word.is_word or word.text.isdigit())
        yield Hit(words[head].start, last.end)


@function_check("opening.verb-form")
def verb_form(subject: Subject) -> Iterator[Hit]:
    """«Комитет рассмотрело», «Ваше обращение поступили», «комитет сообщаем», «Рассмотрев …, сообщает»: by whom?"""
    words = _first_sentence(subject)
    if words:
        yield from _disagrees(words)
        yield from _we_of_body(words)
        yield from _nobody_says(words)
        yield from _strange_participle(words)


def _first_sentence(subject: Subject) -> Sequence[Token]:
    part = subject.first(Role.OPENING)
    if part is None:
        return ()
    end = next((end for start, end in subject.sentences if start >= part.start), part.end)
    if not APPEAL.search(subject.text, part.start, end):
        return ()
    return [token for token in subject.tokens_of(part) if token.end <= end]


def _before_comma(words: Sequence[Token], start: int) -> int:
    return next((n for n, word in enumerate(words) if n > start and word.text in ",;:"), len(words))


def _disagrees(words: Sequence[Token]) -> Iterator[Hit]:
    head = subject_at(words)
    if head is None:
        return
    at = next((n for n in range(head + 1, _before_comma(words, head)) if _likely(words[n], "VERB")), None)
    if at is None or words[at].text[0].isupper():
        return
    noun, verb = words[head], words[at]
    readings = [parse.tag for parse in morph.parses(noun.text) if {"NOUN", "nomn", "sing"} <= set(parse.tag.grammemes)]
    joined = any(
        word.form in ("и", "или") and any(each.has("NOUN", "nomn", "sing") for each in words[n + 1 : n + 4])
        for n, word in enumerate(words[head:at], head)
    )
    if verb.has("VERB", "plur") and not verb.has("VERB", "sing"):
        wrong = not joined and not verb.has("VERB", "1per")
    elif verb.has("VERB", "past", "sing") and all("anim" not in tag for tag in readings):
        wrong = not any(tag.gender and verb.has("VERB", "past", str(tag.gender)) for tag in readings)
    else:
        return
    if wrong:
        gender = next((str(tag.gender) for tag in readings if tag.gender), "neut")
        yield Hit(verb.start, verb.end, suggestions=_inflect_verb(verb, gender))


def _we_of_body(words: Sequence[Token]) -> Iterator[Hit]:
    """«…, комитет сообщаем»: the body speaks of itself as «it»."""
    for at, word in enumerate(words):
        if not (at and word.lemmas & _SAYS and word.has("VERB", "1per", "plur")):
            continue
        noun = at - 1
        while noun > 0 and words[noun].form in _BESIDE_VERB:
            noun -= 1
        if not (BODY_NOUN.fullmatch(words[noun].text) and words[noun].has("NOUN", "nomn", "sing")):
            return
        begin = noun
        while begin > 0 and words[begin - 1].has("ADJF", "nomn"):
            begin -= 1
        if begin and not words[begin - 1].has("PREP"):
            right = morph.parses(word.text)[0].inflect({"3per", "sing"})
            yield Hit(
                words[noun].start, word.end, suggestions=(f"{_between(words, noun, at)}{right.word}",) if right else ()
            )
        return


def _nobody_says(words: Sequence[Token]) -> Iterator[Hit]:
    """«Рассмотрев Ваше обращение, поступившее в администрацию, сообщает»: nobody is named who does."""
    if not _GERUND.match(words[0].text):
        return
    at = next((n for n, word in enumerate(words) if word.lemmas & _SAYS and word.has("VERB", "3per")), None)
    if at is None:
        return
    begin = at
    while begin > 0 and words[begin - 1].form in _BESIDE_VERB:
        begin -= 1
    if words[begin - 1].text == "," and not any(word.has("NOUN", "nomn") for word in words[at + 1 : at + 4]):
        right = morph.parses(words[at].text)[0].inflect({"1per", "plur"})
        yield Hit(words[at].start, words[at].end, suggestions=(str(right.word),) if right else ())


def _strange_participle(words: Sequence[Token]) -> Iterator[Hit]:
    """«Ваше обращение о ремонте дороги, поступившая в министерство»: no word before it that it could belong to."""
    at = next((n for n, word in enumerate(words) if n and word.form.startswith("поступивш")), None)
    appeal = next((n for n, word in enumerate(words[: at or 0]) if word.lemmas & APPEALS), None)
    if at is None or appeal is None:
        return
    forms = _case_marks(words[at], "PRTF")
    if not forms or any(forms & _case_marks(word, "NOUN") for word in words[:at] if len(word.text) > 1):
        return
    readings = [parse.tag for parse in morph.parses(words[appeal].text) if parse.tag.POS == "NOUN"]
    tag = next((tag for tag in readings if tag.case == "accs"), readings[0] if readings else None)
    right = None
    if tag is not None and tag.gender and tag.number == "sing":
        participle = next(parse for parse in morph.parses(words[at].text) if parse.tag.POS == "PRTF")
        right = participle.inflect({str(tag.case), "sing", str(tag.gender)})
    yield Hit(words[at].start, words[at].end, suggestions=(str(right.word),) if right else ())


def _case_marks(word: Token, part_of_speech: str) -> frozenset[tuple[str, str]]:
    """(case, gender or «plur») of the readings of ``word``."""
    found = set()
    for parse in morph.parses(word.text) if word.is_word else ():
        if part_of_speech == parse.tag.POS:
            found.add((str(parse.tag.case), "plur" if parse.tag.number == "plur" else str(parse.tag.gender)))
    return frozenset(found)


def _likely(word: Token, part_of_speech: str) -> bool:
    return word.is_word and bool(part_of_speech == morph.parses(word.text)[0].tag.POS)


def _inflect_verb(verb: Token, gender: str) -> tuple[str, ...]:
    reading = next(parse for parse in morph.parses(verb.text) if parse.tag.POS == "VERB")
    wanted = {"sing", gender} if reading.tag.tense == "past" else {"sing", "3per"}
    right = reading.inflect(wanted)
    return (str(right.word),) if right else ()


def _between(words: Sequence[Token], noun: int, verb: int) -> str:
    """The words from ``noun`` up to ``verb``, as the mend repeats them."""
    return "".join(f"{word.text} " for word in words[noun:verb])
