"""Cases that stand in the wrong place (clause 3.3): «для жители», «о принятом решение».

Only groups whose every word the dictionary knows and whose every reading is wrong are reported.
"""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as, numbers, put
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.proofing.agreement import touches

# Compound prepositions that end in a noun: what follows is in the genitive.
_COMPOUND = {
    "в": "целях рамках ходе отношении",
    "на": "основании",
    "по": "итогам результатам",
    "при": "помощи",
    "с": "целью помощью учетом",
    "во": "исполнение избежание",
}
GENITIVE_AFTER = {before: frozenset(words.split()) for before, words in _COMPOUND.items()}
# «с месяц», «по май», «удар о стену»: senses in which these prepositions take the accusative.
_MEASURES = frozenset(
    "месяц год неделя метр час полчаса километр минута день сутки число май сторона пояс стена землю пол предмет "
    "борт колено щиколотка грудь горло плечо локоть уши "
    "январь февраль март апрель июнь июль август сентябрь октябрь ноябрь декабрь".split()
)
_REACH_BACK = 6
_ADVERBS_TOO = frozenset("внутри вокруг навстречу мимо накануне вдоль касательно относительно".split())
_OWN_RULE = frozenset(("согласно", "благодаря", "вопреки"))
_SIZES = frozenset("размер величина высота рост длина ширина объем площадь".split())
PLACES = frozenset(
    "набережная столовая ванная прихожая гостиная кладовая мостовая душевая учительская операционная приемная "
    "проходная прачечная парикмахерская мастерская закусочная котельная кочегарная".split()
)


@function_check("grammar.case", alone=PROSE)
def case(subject: Subject) -> Iterator[Hit]:
    """A noun after a preposition in a case that this preposition does not take."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            allowed = _cases_after(sentence, index)
            if allowed is None or (token.text.isupper() and len(token.text) > 1):
                continue
            yield from _after_preposition(sentence, index, allowed)


def _cases_after(sentence: Sequence[Token], index: int) -> frozenset[str] | None:
    """The cases that may follow ``sentence[index]``; None where it asks for none."""
    form = sentence[index].form
    if form == "надо":
        return None  # «взять с собой надо направление»
    if form in PREPOSITIONS:
        if form == "с" and index + 1 < len(sentence) and sentence[index + 1].text == ".":
            return None
        return PREPOSITIONS[form]
    before = sentence[index - 1].form if index else ""
    if form in GENITIVE_AFTER.get(before, ()):
        return frozenset(("gent",))
    return None


def _after_preposition(sentence: Sequence[Token], index: int, allowed: frozenset[str]) -> Iterator[Hit]:
    group = group_at(sentence, index + 1)
    if group is None or _doubtful(sentence, index, group):
        return
    if sentence[index].form == "по" and all(form[1] == "plur" for form in readings.of(sentence[group.last - 1]).forms):
        allowed = frozenset(("datv",))  # «по окончании» is singular; «по вопросах» is nothing
    if group.possible:
        if sentence[index].form in _OWN_RULE and "gent" in group.possible_cases:
            return  # grammar.soglasno-dative
        if not group.possible_cases & allowed:
            yield from _wrong_case(sentence, group, allowed)
        return
    yield from _disagreeing(sentence, index, group, allowed)


def _doubtful(sentence: Sequence[Token], index: int, group: Group) -> bool:
    """Names, words in capitals and «в депутаты» are left alone."""
    words = sentence[group.first : group.last]
    if any(not word.text.isalpha() or word.text[:1].isupper() for word in words):
        # «для Вашей семья»: a polite capital is no name
        if any(
            not word.text.isalpha() or (word.text[:1].isupper() and not word.form.startswith("ваш")) for word in words
        ):
            return True
    head = readings.of(words[-1])
    following = sentence[group.last] if group.last < len(sentence) else None
    if words[-1].form == "тысяча" and following is not None and "NUMR" in readings.of(following).pos:
        return True  # «в тысяча девятьсот пятом году»: of an ordinal only the last word has cases
    if head.fixed or head.name or any("NUMR" in readings.of(word).pos for word in words):
        return True
    before = sentence[index].form
    if before in _ADVERBS_TOO and group.possible_cases <= {"nomn", "accs"}:
        return True  # «внутри пустота», «вокруг построили стену»
    if len(words) > 1 and words[-2].has("NOUN", "femn") and not PLACES.isdisjoint(words[-2].lemmas):
        return True  # «на набережной скамейки»: the adjective is a noun
    if group.possible_cases == {"ablt"} and words[0].has("PRTF", "pssv"):
        return True  # «отличается от измеренной станцией»: the agent, and the noun is left out
    if words[-1].form == "рода":
        return True  # «к такого рода обещаниям»
    if before in ("в", "во", "на", "за", "про", "через", "под") and words[-1].has("NOUN", "anim"):
        return True  # «избран в депутаты», «вошли в решатель»
    if before == "за" and "nomn" in group.possible_cases:
        return True  # «что за дом»
    if before in ("о", "об", "с", "со", "по") and not _MEASURES.isdisjoint(words[-1].lemmas | words[0].lemmas):
        return True
    if before in ("о", "об") and touches(
        " ".join([*(each.text for each in sentence[max(0, index - 4) : index + 1]), ""])
    ):
        return True  # «перетёрся о стенку плиты»
    if before == "по" and "accs" in group.possible_cases:
        if any(token.form in ("с", "со", "от") for token in sentence[max(0, index - _REACH_BACK) : index]):
            return True  # «с четвёртого по шестой этаж»
    earlier = sentence[index - 1] if index else None
    if earlier is not None and (earlier.form == words[0].form or not _SIZES.isdisjoint(earlier.lemmas)):
        return True  # «бок о бок», «размером с дом»
    if index and sentence[index - 1].form in ("и", "или", "как", "ни") and len(words) > 1:
        return True  # «в летнем и в зимнем режимах»
    return words[-1].form in ("раз", "часа", "ура", "что", "веб", "онлайн")


def _wrong_case(sentence: Sequence[Token], group: Group, allowed: frozenset[str]) -> Iterator[Hit]:
    head = readings.of(sentence[group.last - 1])
    if head.likely != {"NOUN"} or head.pos - {"NOUN", "ADVB"}:
        return
    if len(group.possible_cases) > 1 and group.last - group.first == 1 and "ADVB" in head.pos:
        return
    stands = numbers(sentence, group, group.possible_cases) or [""]
    mends = tuple(
        words
        for tag in _order(allowed)
        for number in stands
        if (words := put(sentence, group, tag, number)) is not None
    )[:3]
    if mends:
        yield Hit(
            sentence[group.first].start,
            sentence[group.last - 1].end,
            {"word": sentence[group.first - 1].text},
            tuple(dict.fromkeys(mends)),
        )


def _disagreeing(sentence: Sequence[Token], index: int, group: Group, allowed: frozenset[str]) -> Iterator[Hit]:
    """«в данной учреждении», «о принятом решение»: the words before the noun stand in another form than the noun."""
    *before, noun = sentence[group.first : group.last]
    following = sentence[group.last].form if group.last < len(sentence) else ""
    if len(before) != 1 or following in ("и", "или", ","):
        return
    word, head = before[0], readings.of(noun)
    read = readings.of(word)
    if head.pos != {"NOUN"} or (_stands_alone(word) and not _all_of(word, head)):
        return
    fits = frozenset(form for form in read.modifiers if form[0] in allowed)
    ours = frozenset(form for form in head.forms if form[0] in allowed)
    if not fits:
        return
    if ours:
        return  # grammar.agreement sees to words that share a case
    same = {form[1:3] for form in fits} & {form[1:3] for form in head.forms}
    if len(same) != 1 or (not _all_of(word, head) and (next(iter(same))[0] != "sing" or head.cases & {"ablt", "datv"})):
        return
    if "PRTF" not in read.pos and any(form[2] == "neut" for form in fits):
        return
    tag = next(form[0] for form in sorted(fits, key=_likelier) if form[1:3] in same)
    changed = noun_as(noun, tag, next(iter(same))[0])
    mends = [f"{word.text} {changed}"] if changed else []
    if mends:
        yield Hit(word.start, noun.end, {"word": sentence[index].text}, tuple(mends))


def _stands_alone(word: Token) -> bool:
    """«при этом работы», «в целом плата»: an adjective that is used without a noun."""
    return word.has("Apro") and not word.form.startswith(("ваш", "наш", "данн"))


def _all_of(word: Token, head: "readings.Readings") -> bool:
    """«всем вопросах»: both in the plural, the noun in a case that nothing else asks for."""
    return (
        "весь" in word.lemmas
        and head.cases <= {"datv", "ablt", "loct"}
        and all(form[1] == "plur" for form in head.forms)
    )


def _likelier(form: "readings.Form") -> int:
    return ("gent", "datv", "ablt", "loct", "accs").index(form[0]) if form[0] != "nomn" else 9


def _order(allowed: frozenset[str]) -> list[str]:
    first = {"loct": 0, "gent": 0, "datv": 0, "ablt": 0, "accs": 1}
    return sorted(allowed, key=lambda tag: first.get(tag, 2))
