"""Words that ask for a case or a preposition (clause 3.3): «уверены о качестве», «соответствует требований».

What each word asks for stands in rules/words/government.txt.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.government import Frame, Governor, governors, plain_preposition
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import numbers, put
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import Group, group_at
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.finding import Level
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph
from letterkit.russian.abbreviations import MONTHS
from letterkit.russian.prepositions import PREPOSITIONS
from letterkit.word_lists import WordList, words_file

_REACH_BACK = 4
# Words that may stand between a word and what it governs.
_BETWEEN = frozenset(
    "вас вам нас нам его ее их ему ей им также уже еще вновь повторно дополнительно лишь только".split()
)
_TIMES = frozenset(MONTHS) | frozenset(
    "год месяц неделя день сутки час раз квартал полугодие срок период время число ряд случай цель".split()
)
_THAT = {"gent": "того", "datv": "тому", "accs": "то", "ablt": "тем", "loct": "том"}
_GOVERNING = frozenset(("NOUN", "VERB", "INFN", "GRND", "PRTF", "PRTS", "ADJF", "ADJS"))
_POSTS = ("управляющ", "заведующ")  # participles that are posts; grammar.manager-instrumental sees to them
_VOWELS = "аиоуэ"


@function_check("grammar.governed", alone=PROSE)
def wrong_government(subject: Subject) -> Iterator[Hit]:
    """A noun after a word of the list, with a preposition or in a case that this word does not take."""
    listed = words_file("government.txt")
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            for governor in _asking(token.text, listed) if token.is_word else ():
                if governor.after and not _stands_before(sentence, index, governor.after):
                    continue
                hit = _wrong(subject.text, sentence, index, governor)
                if hit is not None:
                    yield hit
                    break


@lru_cache(maxsize=WORDS_KEPT)
def _asking(word: str, listed: WordList) -> tuple[Governor, ...]:
    """The governors that ``word`` is a form of, whichever way it is likely read; none where it may be another word."""
    parses = [parse for number, parse in enumerate(morph.parses(word)) if not number or parse.score >= 0.05]
    if parses[0].tag.POS == "NOUN":  # «право» may be other words, which stand elsewhere
        parses = [parse for parse in parses if parse.tag.POS == "NOUN"]
    if any(parse.tag.POS not in _GOVERNING for parse in parses):
        return ()
    if parses[0].tag.POS == "PRTF" and (fold_word(word).startswith(_POSTS) or "NOUN" in readings.readings(word).pos):
        return ()
    if any(parse.tag.POS == "PRTF" and {"Subx", "datv", "plur"} <= parse.tag.grammemes for parse in parses):
        return ()  # «нуждающимся квартиры дают»
    found = [governors(listed).get(str(parse.normal_form).replace("ё", "е"), ()) for parse in parses]
    return found[0] if found and all(found) else ()


def _stands_before(sentence: Sequence[Token], index: int, lemmas: frozenset[str]) -> bool:
    return any(not lemmas.isdisjoint(token.lemmas) for token in sentence[max(0, index - _REACH_BACK) : index])


def _wrong(text: str, sentence: Sequence[Token], index: int, governor: Governor) -> Hit | None:
    at = index + 1
    while at < len(sentence) - 1 and at - index <= 2 and sentence[at].form in _BETWEEN:
        at += 1
    level = Level.ADVICE if governor.mild else None
    form = sentence[at].form
    if form in PREPOSITIONS or form in ("против",):
        return _with_preposition(text, sentence, index, at, governor, level)
    moved = _past_object(sentence, index, at, governor)
    if moved is not None:
        return _with_preposition(text, sentence, index, moved, governor, level)
    return _without_preposition(sentence, index, at, governor, level)


def _past_object(sentence: Sequence[Token], index: int, at: int, governor: Governor) -> int | None:
    """«направили запрос в компании»: the preposition after the object, for frames that are about certain nouns."""
    if not any(frame.nouns and frame.preposition for frame in governor.wrong) or sentence[index].has("NOUN"):
        return None
    group = group_at(sentence, at)
    if group is None or not group.possible or group.last >= len(sentence) - 1:
        return None
    return group.last if sentence[group.last].form in PREPOSITIONS else None


def _with_preposition(
    text: str, sentence: Sequence[Token], index: int, at: int, governor: Governor, level: Level | None
) -> Hit | None:
    preposition = plain_preposition(sentence[at].form)
    wrong = [frame for frame in governor.wrong if frame.preposition == preposition]
    right = {frame.case for frame in governor.right if frame.preposition == preposition}
    if not wrong or at + 1 >= len(sentence):
        return None
    that = sentence[at + 1]
    if preposition == "за" and that.form == "счет":
        return None  # «возместить за счёт взносов»
    if that.form in _THAT.values() and at + 2 < len(sentence) and sentence[at + 2].text == ",":
        return _that(sentence, index, at, governor, wrong, level)
    group = group_at(sentence, at + 1)
    if group is None or not group.possible or group.possible_cases & right:
        return None
    if any(readings.of(word).fixed or word.text.isupper() for word in sentence[group.first : group.last]):
        return None
    head = sentence[group.last - 1]
    if not _TIMES.isdisjoint(head.lemmas):
        return None
    frame = next((each for each in wrong if each.case in group.possible_cases and _about(each, head)), None)
    if frame is None:
        return None
    chosen = next((each for each in governor.right if each.preposition), governor.right[0])
    mends = _mends(sentence, group, chosen, [each.case for each in wrong])
    return Hit(sentence[at].start, head.end, {"word": sentence[index].text}, mends, level=level)


def _that(
    sentence: Sequence[Token], index: int, at: int, governor: Governor, wrong: Sequence[Frame], level: Level | None
) -> Hit | None:
    """«указываем о том, что»: → «на то, что»; «подтверждаем о том, что» → «подтверждаем, что»."""
    that = sentence[at + 1]
    chosen = next((each for each in governor.right if each.preposition), governor.right[0])
    if not any(_THAT[frame.case] == that.form and not frame.nouns for frame in wrong):
        return None
    if not chosen.preposition and chosen.case == "accs":
        start = sentence[at - 1].end
        return Hit(start, sentence[at + 2].end, {"word": sentence[index].text}, (",",), level=level)
    mended = _join_preposition(chosen.preposition, _THAT[chosen.case])
    return Hit(sentence[at].start, that.end, {"word": sentence[index].text}, (mended,), level=level)


def _without_preposition(
    sentence: Sequence[Token], index: int, at: int, governor: Governor, level: Level | None
) -> Hit | None:
    bare = {frame.case: frame for frame in governor.wrong if not frame.preposition}
    if not bare or at != index + 1:
        return None
    word = sentence[index]
    group = group_at(sentence, at)
    if group is None or not group.possible or _is_modified(sentence, index):
        return None
    if sentence[at].form == "друг" or _is_asked(sentence, index, group):
        return None  # «противоречат друг другу»
    right = {frame.case for frame in governor.right if not frame.preposition}
    head = sentence[group.last - 1]
    if group.possible_cases & right:
        return None
    if "accs" in group.possible_cases and "accs" not in bare and head.has("NOUN", "anim"):
        return None  # «наградило инженера»: whom, not of what
    if "accs" in right and ("gent" in bare and _is_negated(sentence, index)):
        return None
    wrong = [frame for case, frame in bare.items() if case in group.possible_cases and _about(frame, head)]
    if not wrong and "accs" in bare and "nomn" in group.possible_cases:
        wrong = [bare["accs"]]
    if not wrong or not _TIMES.isdisjoint(head.lemmas) or _may_be_subject(sentence, word, group):
        return None
    if any(not token.text.isalpha() or readings.of(token).fixed for token in sentence[group.first : group.last]):
        return None
    chosen = governor.right[0]
    mends = _mends(sentence, group, chosen, [*bare, "nomn"])
    return Hit(sentence[group.first].start, head.end, {"word": word.text}, mends, level=level)


_ASKING = frozenset("где куда как когда кому чем негде некогда некуда нечем зачем".split())


def _is_asked(sentence: Sequence[Token], index: int, group: Group) -> bool:
    """«Где же заниматься детям?»: the dative is whose the infinitive is."""
    person = sentence[group.last - 1].has("NOUN", "anim") and "datv" in group.possible_cases
    return (
        person
        and "INFN" in readings.of(sentence[index]).pos
        and any(token.form in _ASKING for token in sentence[:index])
    )


def _mends(sentence: Sequence[Token], group: Group, chosen: Frame, cases: Sequence[str]) -> tuple[str, ...]:
    """The group in the case asked for, in each number in which it can stand in ``cases``."""
    changed = [put(sentence, group, chosen.case, number) for number in numbers(sentence, group, cases)]
    return tuple(dict.fromkeys(_join_preposition(chosen.preposition, words) for words in changed if words))


def _is_modified(sentence: Sequence[Token], index: int) -> bool:
    """«соответствующие договоры»: the word is an adjective of the noun after it, or of one further on."""
    if not readings.of(sentence[index]).modifiers:
        return False
    own = readings.of(sentence[index]).modifiers
    for token in sentence[index + 1 : index + 6]:
        if not token.is_word:
            return False
        if readings.of(token).forms & own:
            return True
    return False


def _has_subject(sentence: Sequence[Token], one: readings.Predicate) -> bool:
    """«Мэрия способствует развитие»: the sentence begins with a noun that can only be the subject."""
    group = group_at(sentence, 0)
    if group is None or group.cases != {"nomn"}:
        return False
    return any(subject_form(form, one) for form in group.forms)


def _may_be_subject(sentence: Sequence[Token], word: Token, group: Group) -> bool:
    """«располагает министерство», «касается жителей»: the noun after a verb agrees with it."""
    one = readings.of(word).predicate
    if one is None or _has_subject(sentence, one):
        return False
    return any(
        form[0] == "nomn" and form[1] == one.number and (not one.gender or not form[2] or form[2] == one.gender)
        for form in group.possible
    )


def _is_negated(sentence: Sequence[Token], index: int) -> bool:
    return any(token.form in ("не", "ни", "нет", "без", "нельзя") for token in sentence[max(0, index - 4) : index])


def _about(frame: Frame, head: Token) -> bool:
    return not frame.nouns or not frame.nouns.isdisjoint(head.lemmas)


def _join_preposition(preposition: str, words: str) -> str:
    """The preposition as it sounds before the words: «об исполнении», «во внимание», «со стороны»."""
    first = words[:1].lower()
    if preposition == "о" and first in _VOWELS:
        preposition = "об"
    elif preposition == "в" and words[:2].lower() in ("вс", "вл", "вн", "вт"):
        preposition = "во"
    elif (
        preposition == "с"
        and words[:2].lower() in ("ст", "сс", "св", "ср", "вс", "сл")
        and words[:3].lower()
        in (
            "сте",
            "все",
            "ссы",
        )
    ):
        preposition = "со"
    return f"{preposition} {words}".strip()
