"""Commas before conjunctions that set one thing against or beside another (clause 3.3): «не лично, а по почте»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.families.punctuation.clauses import JOINING, QUESTIONS
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_LETTERED = frozenset(
    "пункт пункта пункте пунктом подпункт подпункта подпункте литера литеры литер лит п пп ч корпус корпуса "
    "корпусе дом дома доме д класс класса классе строение группа группы группе категория категории подъезд блок "
    "секция буква буквы форма формы и или да".split()
)
# Fixed expressions have no comma inside: «ни днём ни ночью».
_NEITHER = frozenset(
    (("днем", "ночью"), ("слуху", "духу"), ("конца", "края"), ("свет", "заря"), ("рыба", "мясо"), ("жив", "мертв"))
)


@function_check("punctuation.before-but", alone=PROSE)
def before_but(subject: Subject) -> Iterator[Hit]:
    """«не лично а через представителя», «старый но прочный», «как отопление так и вода»."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 1):
            token, before, following = tokens[at], tokens[at - 1], tokens[at + 1]
            if not before.is_word or not following.is_word or not token.text.islower() or len(before.text) < 2:
                continue
            if not apart(subject.text, tokens, at):
                continue
            if _needs_comma(tokens, at):
                yield put_in(tokens, at)


def _needs_comma(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``tokens[at]`` is a conjunction before which a comma stands."""
    before, following = tokens[at - 1], tokens[at + 1]
    match tokens[at].form:
        case "но" | "зато":
            return before.form not in JOINING
        case "однако":
            return before.form not in JOINING and before.form not in QUESTIONS
        case "ни":
            return _twice_neither(tokens, at)
        case "и":
            return following.form in PREPOSITIONS and _twice_and(tokens, at)
        case "а":
            if before.form == "ну":
                return False  # «Ну а мелкий шрифт …»
            named = before.form in _LETTERED or len(following.text) == 1
            return not named and (before.text[:1].islower() or at == 1)
        case "так":
            return following.form == "и" and _has_likeness(tokens, at)
    return False


def _twice_and(tokens: Sequence[Token], at: int) -> bool:
    """«получить и на почте и на карту»: the first «и» right after the verb, the same preposition after both."""
    for place in range(at - 3, max(0, at - 6), -1):
        if not all(token.is_word for token in tokens[place:at]):
            return False
        if tokens[place].form == "и":
            verb = readings.of(tokens[place - 1]).likely
            return tokens[place + 1].form == tokens[at + 1].form and bool(verb) and verb <= {"VERB", "INFN", "PRTS"}
    return False


def _twice_neither(tokens: Sequence[Token], at: int) -> bool:
    """«нет ни лифта ни мусоропровода»: an earlier «ни» in one stretch, nouns after both."""
    for place in range(at - 1, max(-1, at - 6), -1):
        if not tokens[place].is_word or tokens[place].form == "не":
            return False  # «ни разу не меняли ни проводки»: the first «ни» is no conjunction
        if tokens[place].form == "ни":
            if "тот" in tokens[place + 1].lemmas and "другой" in tokens[at + 1].lemmas:
                return False  # «ни того ни другого»: one expression
            if (tokens[place + 1].form, tokens[at + 1].form) in _NEITHER:
                return False
            first, second = readings.of(tokens[place + 1]), readings.of(tokens[at + 1])
            return at - place > 1 and bool((first.nouns or first.modifiers) and (second.nouns or second.modifiers))
    return False


def _has_likeness(tokens: Sequence[Token], at: int) -> bool:
    """«как …» before «так и» in one stretch."""
    for place in range(at - 1, -1, -1):
        if not tokens[place].is_word and not tokens[place].text[0].isdigit():
            return False
        if tokens[place].form == "как":
            return tokens[place + 1].form not in ("раз", "и", "правило", "только") and at - place > 1
    return False
