"""The object of a verb in the wrong case (clause 3.3): «осмотрела крыша», «рассмотрев жалоба», «провели осмотра»."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from letterkit.checks import readings
from letterkit.checks.families.grammar.verb import BODIES
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import put
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_MODAL = frozenset("необходимо нужно надо можно нельзя следует просим прошу предлагаем рекомендуем вправе".split())


@function_check("grammar.object-case", alone=PROSE)
def object_case(subject: Subject) -> Iterator[Hit]:
    """«комиссия осмотрела крыша», «рассмотрев жалоба»: the object stands in the nominative."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for first, last in stretches(tokens):
            yield from _objects(tokens[first:last])


def _objects(tokens: Sequence[Token]) -> Iterator[Hit]:
    for at, token in enumerate(tokens[:-1]):
        verb = _transitive(token)
        if verb is None:
            continue
        group = group_at(tokens, at + 1)
        if group is None or not group.possible:
            continue
        if verb.normal_form in _TAKING and _stands_in_genitive(tokens, at, group):
            mended = put(tokens, group, "accs")
            if mended:
                yield Hit(tokens[group.first].start, tokens[group.last - 1].end, {"word": token.text}, (mended,))
            continue
        if group.possible_cases != {"nomn"}:
            continue
        head = tokens[group.last - 1]
        if (
            head.text[:1].isupper()
            or any(form[1] != "sing" for form in group.forms)
            or _is_subject(tokens, at, verb, group)
        ):
            continue
        mended = put(tokens, group, "accs")
        if mended:
            yield Hit(tokens[group.first].start, head.end, {"word": token.text}, (mended,))


# Verbs whose whole object is meant: «провели осмотра» cannot be a part of it.
_TAKING = frozenset(
    "провести проводить выполнить выполнять направить направлять рассмотреть составить составлять подготовить "
    "организовать организовывать осуществить осуществлять произвести производить завершить начать вынести "
    "подписать отремонтировать построить осмотреть обследовать проверить утвердить согласовать нарушить нарушать "
    "изменить продлить устранить".split()
)


_TIMES = frozenset(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь год день число утро вечер ночь "
    "неделя месяц род раз".split()
)


def _stands_in_genitive(tokens: Sequence[Token], at: int, group: Group) -> bool:
    """A countable thing in the singular that can only be genitive, where nothing is denied."""
    head = tokens[group.last - 1]
    if group.possible_cases != {"gent"} or head.has("NOUN", "anim") or not _TIMES.isdisjoint(head.lemmas):
        return False  # «рассмотрели первого марта»
    if not head.text.islower() or any(token.form in ("не", "ни", "нет", "без", "нельзя") for token in tokens[:at]):
        return False
    return not {"много", "мало", "больше", "меньше", "часть"} & {token.form for token in tokens}


@of_word
def _transitive(token: Token) -> "Parse | None":
    parses = morph.parses(token.text) if token.is_word else ()
    likely = [parse for number, parse in enumerate(parses) if not number or parse.score >= 0.05]
    if not likely or any(parse.tag.POS not in ("VERB", "INFN", "GRND") or "tran" not in parse.tag for parse in likely):
        return None
    return likely[0]


def _is_subject(tokens: Sequence[Token], at: int, verb: "Parse", group: Group) -> bool:
    """Whether the group after the verb can be its subject, or that of another verb of the stretch."""
    if verb.tag.POS == "GRND":
        return any(readings.of(token).predicate is not None for token in tokens[at + 1 :])
    predicates = [place for place, token in enumerate(tokens) if readings.of(token).predicate is not None]
    if verb.tag.person == "1per":
        return any(place != at for place in predicates)  # «заставим компания»: «мы» is the subject
    if verb.tag.POS == "INFN":
        asked = any(token.form in _MODAL for token in tokens[:at])
        return not asked or any(place > at for place in predicates)
    if predicates != [at] or any(token.form in ("что", "как", "чем", "это") for token in tokens):
        return True
    one = readings.of(tokens[at]).predicate
    if one is None:
        return True
    return not any(_surely_before(tokens, index, at, one) for index in range(at))


def _surely_before(tokens: Sequence[Token], index: int, at: int, one: "readings.Predicate") -> bool:
    """A noun group before the verb, without a preposition, that is nominative and agrees with it."""
    if index and (tokens[index - 1].form in PREPOSITIONS or readings.of(tokens[index - 1]).modifiers):
        return False
    if tokens[index].form in ("мы", "вы", "они", "он", "она") and at == index + 1:
        return True
    group = group_at(tokens, index)
    if group is None or group.last > at or group.cases != {"nomn"}:
        return False
    if "accs" in group.possible_cases and BODIES.isdisjoint(tokens[group.last - 1].lemmas):
        return False  # «Такое правило содержит статья 23»
    number, gender = next(iter(group.forms))[1:3]
    return one.number == number and (number == "plur" or not one.gender or one.gender == gender)
