"""Agreement of the subject and its predicate (clause 3.3): «Ваше обращение рассмотрен», «проведено проверка».

Looked at is one stretch between marks with one predicate. A noun that is nominative whichever way it is read, and that
differs from the predicate, is reported only where nothing else in the stretch could be the subject.
"""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import Group, Predicate, group_at
from letterkit.checks.segments import plain, sentences, stretches, without_addresses
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import forms

_COPULAS = frozenset("был была было были будет будут стал стала стало стали".split())
# With these a verb may stand in either number, or agrees with what is counted.
COUNTING = frozenset(
    "ряд большинство меньшинство часть множество количество число половина треть четверть пара десяток сотня "
    "тысяча миллион миллиард группа масса процент доля сколько столько много мало немало несколько остаток".split()
)
_JOINING = frozenset("и или либо да ни друг как чем вместе плюс минус же ли то нет есть пора жаль нельзя можно".split())
_SUBORDINATING = frozenset("что чтобы если когда где куда откуда почему зачем хотя пока поскольку ибо а но".split())
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_SPANS = frozenset("год месяц неделя день ночь сутки час минута зима лето раз".split())
_MONTHS = frozenset(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря год года году г".split()
)


@function_check("grammar.predicate", alone=PROSE)
def predicate(subject: Subject) -> Iterator[Hit]:
    """A predicate that agrees with no subject of its stretch, though there is one for certain."""
    for sentence in sentences(subject):
        tokens = without_addresses(plain(sentence))
        for first, last in stretches(tokens):
            if first and tokens[first - 1].text in ".-/…([":
                continue
            listed = last < len(tokens) and tokens[last].text in ",:;"
            yield from _disagreeing(tokens[first:last], begins=first == 0, listed=listed)


@function_check("grammar.copula", alone=PROSE, words=_COPULAS)
def copula(subject: Subject) -> Iterator[Hit]:
    """«были проведена», «будет приняты»: the two words of one predicate differ."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if token.form not in _COPULAS:
                continue
            found = readings.of(sentence[index + 1]).predicate
            link = readings.of(token).predicate
            if found is None or link is None or not found.short or found.parse.tag.POS != "PRTS":
                continue
            if link.number == found.number and (not link.gender or link.gender == found.gender):
                continue
            following = sentence[index + 1]
            mends = _agreements(token, link, following, found)
            fitting = [words for words, shape in mends if shape in _shapes(sentence, index)]
            chosen = fitting or [words for words, _ in mends]
            yield Hit(token.start, following.end, suggestions=tuple(dict.fromkeys(chosen)))


def _agreements(token: Token, link: Predicate, following: Token, found: Predicate) -> list[tuple[str, tuple[str, str]]]:
    """The two words made to agree, each way that can be made, with the number and gender that they then have."""
    made = []
    agreed = {"VERB", found.number} | ({found.gender} if link.past and found.gender else set())
    if changed := _put(token, link, agreed):
        made.append((f"{changed} {following.text}", (found.number, found.gender)))
    if link.gender or link.number == "plur":
        wanted = {"PRTS", link.number} | ({link.gender} if link.gender else set())
        if changed := _put(following, found, wanted):
            made.append((f"{token.text} {changed}", (link.number, link.gender)))
    return made


def _shapes(sentence: Sequence[Token], at: int) -> frozenset[tuple[str, str]]:
    """Number and gender of the nouns near ``sentence[at]`` that can be the subject."""
    tokens = plain(sentence)
    for first, last in stretches(tokens):
        if tokens[first].start <= sentence[at].start < tokens[last - 1].end:
            place = next((n for n in range(first, last) if tokens[n].start == sentence[at].start), first)
            one = readings.of(tokens[place]).predicate
            if one is not None:
                groups = _nominatives(tokens[first:last], place - first, one, begins=first == 0)
                return frozenset(form[1:3] for group, _ in groups for form in group.possible if form[0] == "nomn")
    return frozenset()


_PERSONS = {"мы": ("1per", "plur"), "вы": ("2per", "plur"), "они": ("3per", "plur"), "он": ("3per", "sing")}
_PERSONS |= {"она": ("3per", "sing"), "оно": ("3per", "sing"), "я": ("1per", "sing")}
_GENDERS = {"он": "masc", "она": "femn", "оно": "neut"}
_BETWEEN = frozenset("не уже также еще всегда обязательно полностью вновь".split())


@function_check("grammar.person", alone=PROSE)
def person(subject: Subject) -> Iterator[Hit]:
    """«мы сообщает», «Вы согласен»: a pronoun and the predicate right after it."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            wanted = _PERSONS.get(token.form)
            if wanted is None:
                continue
            at = index + 1
            while at < len(sentence) - 1 and sentence[at].form in _BETWEEN:
                at += 1
            one = readings.of(sentence[at]).predicate if sentence[at].is_word else None
            if token.form == "мы" and sentence[at].has("VERB", "1per", "plur"):
                continue  # «мы читаем»
            if one is None or _in_person(one, *wanted, _GENDERS.get(token.form, "")):
                continue
            mended = _in_that_person(sentence[at], one, *wanted, _GENDERS.get(token.form, ""))
            if mended:
                yield Hit(sentence[at].start, sentence[at].end, {"word": token.text}, (mended,))


def _in_person(one: Predicate, person_: str, number: str, gender: str) -> bool:
    if one.number != number:
        return False
    if one.person:
        return one.person == person_
    return not (one.gender and gender) or one.gender == gender


def _in_that_person(token: Token, one: Predicate, person_: str, number: str, gender: str) -> str | None:
    wanted = {str(one.parse.tag.POS), number}
    if one.person:
        wanted |= {person_, str(one.parse.tag.tense)}
    else:
        wanted |= ({"past"} if one.past else set()) | ({gender or "masc"} if number == "sing" else set())
    return _put(token, one, wanted)


def _disagreeing(tokens: Sequence[Token], *, begins: bool, listed: bool) -> Iterator[Hit]:
    for at in range(1, len(tokens) - 1):  # «заявка принята и передана»: the first predicate alone
        if tokens[at].form == "и" and _begins_predicate(tokens, at + 1):
            tokens = tokens[:at]
            break
    found = [(at, one) for at, token in enumerate(tokens) if (one := readings.of(token).predicate) is not None]
    main = [(at, one) for at, one in found if tokens[at].form not in _COPULAS]
    if not found or len(main) > 1 or len(found) > 2:
        return
    at, one = main[0] if main else found[0]
    if _unclear(tokens[: at + 1]):
        return
    if one.short and one.gender == "neut" and one.parse.tag.POS == "ADJS":
        return  # «диагонально»: an adverb that the dictionary does not have
    if tokens[at].text[:1].isupper() and not (begins and at == 0):
        return
    infinitive = next((place for place, token in enumerate(tokens) if "INFN" in readings.of(token).pos), len(tokens))
    impersonal = one.number == "sing" and one.gender in ("neut", "")
    if one.number == "plur" and any("NUMR" in readings.of(token).pos for token in tokens[at + 1 :] if token.is_word):
        return  # «на место претендовали четверо»
    if infinitive < len(tokens) and impersonal and one.parse.normal_form not in _ABLE:
        return  # «было решено отремонтировать», «следует обратиться»
    if infinitive < len(tokens) and one.number == "plur" and one.parse.normal_form in _OBLIGED:
        return  # «дом должны были подключить»
    groups = list(_nominatives(tokens, at, one, begins=begins))
    sure = [group for group, certain in groups if certain and group.first < infinitive]
    if len(sure) != 1 or (sure[0].last > at and _unclear(tokens)):
        return
    for group, _ in groups:
        # «подрядчик устранили замечания»: what follows the verb is its object
        object_ = one.transitive and group.first > at and sure[0].last <= at and "accs" in group.possible_cases
        if not object_ and any(_agrees(form, one) for form in group.possible):
            return
    if infinitive < len(tokens) and one.parse.normal_form == "быть" and one.number == "plur":
        if "accs" in sure[0].possible_cases:
            return  # «мусор будут вывозить»: the object of what nobody in particular does
    if infinitive < len(tokens) and impersonal and (sure[0].cases != {"nomn"} or _unclear(tokens)):
        return  # «работы может выполнить подрядчик»
    shape = {form[1:3] for form in sure[0].forms if form[0] == "nomn"}
    if shape == {("sing", "masc"), ("sing", "femn")} and one.number == "plur":
        shape = {("sing", "masc")}  # «глава города поручили»
    if len(shape) != 1:
        return
    number, gender = next(iter(shape))
    together = any(token.form in ("с", "со") for token in tokens[:infinitive])
    if number == "sing" and one.number == "plur" and (together or not begins or (listed and sure[0].first > at)):
        return  # «дом, а также двор убраны»; «доступны вход, двор и подвал»
    yield _hit(tokens, found, at, sure[0], number, gender)


# What only its own subject does: «жители может обратиться»; and what is said of no one: «дом должны были подключить».
_ABLE = frozenset("мочь смочь хотеть захотеть начать продолжать успеть уметь намереваться".split())
_OBLIGED = frozenset("должный готовый обязать обязанный просить мочь хотеть обещать начать планировать".split())


def _begins_predicate(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].form == "не" and at + 1 < len(tokens):
        at += 1
    return readings.of(tokens[at]).predicate is not None


def _hit(
    tokens: Sequence[Token], found: Sequence[tuple[int, Predicate]], at: int, group: Group, number: str, gender: str
) -> Hit:
    """The place from the first word of the predicate to its last, with the words as the subject asks for."""
    places = sorted(place for place, _ in found)
    words = []
    for place in range(places[0], places[-1] + 1):
        one = dict(found).get(place)
        words.append(like(tokens[place], one, number, gender) if one else tokens[place].text)
    mended = None if None in words else " ".join(word or "" for word in words)
    head = tokens[group.last - 1].text
    return Hit(
        tokens[places[0]].start,
        tokens[places[-1]].end,
        {"subject": head},
        (mended,) if mended else (),
    )


def like(token: Token, one: Predicate, number: str, gender: str) -> str | None:
    """The predicate ``token``, read as ``one``, in ``number`` and ``gender`` of its subject."""
    wanted = {str(one.parse.tag.POS), number}
    if one.short or one.past:
        wanted |= {gender} if number == "sing" else set()
    if one.past:
        wanted.add("past")
    elif one.person:
        wanted |= {"3per", str(one.parse.tag.tense)}
    return _put(token, one, wanted)


def _put(token: Token, one: Predicate, wanted: set[str]) -> str | None:
    form = forms.put(one.parse, frozenset(wanted))
    return forms.as_written(token.text, one.parse, form, keeps_yo=True) if form else None


def _unclear(tokens: Sequence[Token]) -> bool:
    """Whether the stretch holds what can hide a subject: numbers, «и», names of bodies in capitals, «который»."""
    for at, token in enumerate(tokens):
        text = token.text
        if not token.is_word:
            following = tokens[at + 1].form if at + 1 < len(tokens) else ""
            before = tokens[at - 1].text if at else ""
            if text[0].isdigit() and following not in _MONTHS and before != "№":
                return True
            if text in "«%":
                return True
            continue
        if (len(text) > 1 and text.isupper()) or not _CYRILLIC.match(text):
            return True
        if token.form in _JOINING or (token.form in _SUBORDINATING and at):
            return True
        if not COUNTING.isdisjoint(token.lemmas) and not readings.of(token).cases.isdisjoint(("nomn", "accs")):
            return True
        if "NUMR" in readings.of(token).pos:
            return True
    return False


def _nominatives(tokens: Sequence[Token], at: int, one: Predicate, *, begins: bool) -> Iterator[tuple[Group, bool]]:
    """(group, certain) of each noun that could be the subject of ``tokens[at]``; ``certain`` when it must be."""
    index = 0
    after_noun = False
    while index < len(tokens):
        token = tokens[index]
        if token.form in readings.PREPOSITIONS:
            index = _after_preposition(tokens, index + 1) or index + 1
            after_noun = True
            continue
        group = group_at(tokens, index)
        if group is None:
            read = readings.of(token)
            if _can_be_nominative(token, read):
                yield Group(index, index + 1, frozenset(), read.forms | read.modifiers), False
            after_noun = False
            index += 1
            continue
        if "nomn" in group.possible_cases and not (after_noun and "gent" in group.possible_cases):
            yield group, _certain(tokens, at, one, group, first=begins and index == 0)
        after_noun = True
        index = group.last


def _certain(tokens: Sequence[Token], at: int, one: Predicate, group: Group, *, first: bool) -> bool:
    """Whether ``group`` can be nothing but the subject of ``one``; ``first``: it begins the sentence."""
    head = tokens[group.last - 1]
    if not _SPANS.isdisjoint(head.lemmas) and group.first > at:
        return False  # «разрешено круглый год»
    if one.transitive and readings.of(head).name and head.text[:1].isupper():
        return False  # «Барак снесут»: a name to the dictionary, so it knows no accusative of the thing
    cases = group.cases
    impersonal = one.number == "sing" and one.gender in ("neut", "")
    plural = any(form[0] == "nomn" and form[1] == "plur" for form in group.forms)
    denied = any(token.form in ("нет", "ни") for token in tokens) or (at > 0 and tokens[at - 1].form == "не")
    if first and (not impersonal or (one.parse.tag.POS == "PRTS" and plural and not denied)):
        cases = cases - {"gent"}  # only «работ проведено», «воды хватает», «сведений не найдено» begin with a genitive
    if head.text[:1].isupper() and not (first and group.last == 1):
        return False
    if one.transitive:
        allowed = {"nomn"}
        if group.first > at:
            return False  # «осмотрели крыша»: the object is in the wrong case, not the subject
    else:
        allowed = {"nomn", "accs"}
    if not cases or not cases <= allowed or "nomn" not in cases:
        return False
    woman = one.gender == "femn" and head.has("NOUN", "anim")  # «врач осмотрела»
    return not woman


def _can_be_nominative(token: Token, read: "readings.Readings") -> bool:
    if not token.is_word:
        return False
    nominative = any(form[0] == "nomn" for form in read.forms | read.modifiers)
    return nominative or not read.known


def _after_preposition(tokens: Sequence[Token], index: int) -> int | None:
    """The index after the noun that a preposition before ``index`` takes, adverbs and participles' words in between."""
    group = group_at(tokens, index)
    if group is not None and group.possible:
        return group.last
    for at in range(index, min(index + 7, len(tokens))):
        read = readings.of(tokens[at]) if tokens[at].is_word else None
        if read is None:
            continue
        if read.predicate is not None:
            return at
        if "NOUN" in read.likely or "NPRO" in read.likely:
            return at + 1
    return None


def _agrees(form: "readings.Form", one: Predicate) -> bool:
    case, number, gender, _ = form
    if case != "nomn":
        return False
    if one.person and one.person != "3per":
        return True  # «мы», «Вы» may be left out
    if one.number != number:
        return False
    return number == "plur" or not one.gender or not gender or gender == one.gender
