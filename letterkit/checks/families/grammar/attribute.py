"""An adjective or pronoun that agrees in no form with the noun after it (clause 3.3): «старом трубу», «та суд».

``grammar.agreement`` compares gender and number where the case is shared; here no reading of the two words is alike.
Silent where the word may stand without a noun («у каждого квартира своя»), belong to another noun («нужных жителям
справок») or be a part of the predicate («считаем полным ответ»).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from letterkit.checks import readings
from letterkit.checks.families.grammar.cases import PLACES, case
from letterkit.checks.families.grammar.chain import participle
from letterkit.checks.families.grammar.checks import GOVERNING, agreement
from letterkit.checks.families.grammar.places import unspoken
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import modifier_as, noun_as, pair_as
from letterkit.checks.readings import PREPOSITIONS, Form
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_JOINING = frozenset(("и", "или", "либо", "а", ",", "как", "так", "но"))
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
# Pronouns that stand without a noun in no letter, whatever their form.
_ATTRIBUTIVE = frozenset("свой какой самый наш ваш данный".split())
# Pronouns that often do («каждому начислят выплату»), but hardly in the feminine.
_OFTEN_ALONE = frozenset("тот этот такой другой каждый любой иной".split())
# Participles that are adjectives in a letter and govern nothing, by their beginnings.
_NO_VERB = ("управляющ", "действующ", "текущ", "существующ", "предыдущ", "будущ")
# «учитывая изложенное», «на основании вышеизложенного», «в среднем плата», «на русском буквы».
_STANDS_ALONE = frozenset(
    "изложить сказать указать перечислить вышеизложенный нижеследующий вышеуказанный упомянуть отметить "
    "несовершеннолетний".split()
)
_ADVERBIAL = frozenset(
    "целом общем основном дальнейшем среднем последующем частном прошлом будущем настоящем ближайшем итоге новую "
    "чистую открытую тихую целое дальнейшему прежнему последнее новому".split()
)
_COUNTED = frozenset("этаж подъезд квартал этап очередь класс смена кабинет половина линия инстанция".split())
_COMPANIES = frozenset(("компания", "организация"))
# «по данным счётчика», «сведения с данными заявителя»: a noun more often than not.
_FIGURES = frozenset("данные данных данным данными".split())
_GENITIVE_AFTER = frozenset("достойный полный лишенный чуждый исполненный".split())
_LINKING = frozenset(
    "быть стать становиться являться считать считаться признать признавать признаться оказаться остаться оставить "
    "оставаться сделать делать сделаться назвать называть найти находить казаться показаться выглядеть держать "
    "представляться мочь".split()
)
_AMOUNTS = frozenset("все это то ничего что много мало всего самого чего нечто столько сколько больше меньше".split())
_SUCH_THING = frozenset("такое это другое иное".split())
_OF_WHICH = frozenset("виной причиной пример примером подтверждением доказательством свидетельством помехой".split())
_AND_SOME = frozenset("с половиной четвертью третью лишним небольшим".split())
_HALVES = frozenset("полгода полчаса полдня полмесяца полсотни полвека полминуты".split())
_REACH = 7
_LIKELY = 0.02
_LIKELY_NOUN = 0.1


@function_check("grammar.attribute", alone=PROSE)
def attribute(subject: Subject) -> Iterator[Hit]:
    """«сильном дождь», «до какого число», «управляющую компании»."""
    yield from unspoken(_attributes(subject), subject, agreement, participle, case)


def _attributes(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if not token.is_word or not (token.text.islower() or (index == 0 and token.text[1:].islower())):
                continue
            kind = _kind(token.form)
            noun = sentence[index + 1]
            if kind and _is_noun(noun.text) and subject.text[token.end : noun.start].strip(" \u00a0\n") == "":
                hit = _differing(sentence, index, kind)
                if hit is not None:
                    yield hit


@lru_cache(maxsize=WORDS_KEPT)
def _kind(word: str) -> str:
    """What the word is before a noun; empty for one of which nothing can be said.

    ``plain`` adjective; ``ordinal`` numeral; ``thing``, ``person``: it may also be a noun («новое», «дежурный»);
    ``asking``: it governs a case («верный»); ``pronoun``, ``alone``: a pronoun that may stand alone; ``passive``.
    """
    parses = morph.parses(word)
    likely = [parse for number, parse in enumerate(parses) if not number or parse.score >= _LIKELY]
    likely = [parse for parse in likely if parse.tag.POS != "NOUN" or parse.score >= _LIKELY_NOUN] or likely
    if not parses[0].is_known or len(word) < 2:
        return ""
    if word in _FIGURES:
        return ""
    if word.startswith(_NO_VERB):
        return "plain" if not any(parse.tag.POS == "NOUN" or _masculine_oblique(parse) for parse in parses) else ""
    kinds = {str(parse.tag.POS) for parse in likely}
    adjectives = [parse for parse in likely if parse.tag.POS in ("ADJF", "PRTF")]
    if not adjectives or not kinds <= {"ADJF", "PRTF", "NOUN"}:
        return ""
    if any("Anum" in parse.tag for parse in likely):
        return "ordinal"
    lemma = fold_word(str(adjectives[0].normal_form))
    if any("Apro" in parse.tag for parse in likely):
        return "pronoun" if lemma in _ATTRIBUTIVE else "alone" if lemma in _OFTEN_ALONE else ""
    if "NOUN" in kinds:
        things = [parse for parse in likely if parse.tag.POS == "NOUN"]
        return "thing" if all(parse.tag.gender == "neut" for parse in things) and "PRTF" not in kinds else ""
    if lemma in _STANDS_ALONE:
        return ""
    if any("Subx" in parse.tag for parse in likely):
        return "person" if "PRTF" not in kinds else ""
    if any(fold_word(str(parse.normal_form)) in GOVERNING for parse in likely):
        return "asking" if kinds == {"ADJF"} and lemma not in _GENITIVE_AFTER else ""
    if "PRTF" in kinds:
        return "passive" if all("pssv" in parse.tag for parse in likely if parse.tag.POS == "PRTF") else ""
    return "plain" if all(parse.tag.POS in ("ADJF", "ADVB", "NOUN") for parse in parses) else ""


def _masculine_oblique(parse: "Parse") -> bool:
    return parse.tag.gender in ("masc", "neut") and parse.tag.case not in ("nomn", "accs")


@lru_cache(maxsize=WORDS_KEPT)
def _is_noun(word: str) -> bool:
    read = readings.readings(word)
    return (
        read.likely == {"NOUN"}
        and word.islower()
        and read.known
        and not read.fixed
        and len(word) > 2
        and word not in _HALVES
    )


def _differing(sentence: Sequence[Token], index: int, kind: str) -> Hit | None:
    word, noun = sentence[index], sentence[index + 1]
    own, theirs = readings.of(word).modifiers, readings.of(noun).forms
    if _alike(own, theirs):
        return None
    before = sentence[index - 1] if index else None
    preposition = before if before is not None and before.form in PREPOSITIONS else None
    if before is not None and _is_excused(sentence, index, own, before):
        return None
    if kind == "alone" and not _clear_pronoun(word, own, theirs, preposition):
        return None
    if kind == "ordinal" and _COUNTED.isdisjoint(noun.lemmas):
        return None  # «с первого жители переехали на второй»
    if not PLACES.isdisjoint(word.lemmas) and "gent" in {form[0] for form in theirs}:
        return None  # «из приёмной губернатора»
    if kind == "asking" and {form[0] for form in theirs} & {"datv", "ablt"}:
        return None
    if kind == "person" and "gent" in {form[0] for form in theirs}:
        return None  # «дежурный школы»
    if word.form in ("прошлое", "будущее", "настоящее") and "accs" not in {form[0] for form in theirs}:
        return None  # «плату за прошлое поставщик не начислит»
    if kind in ("thing", "person") and not _clear_thing(own, theirs, before):
        return None
    if (
        index == 0
        and kind in ("plain", "thing", "person")
        and any(form[:3] == ("gent", "sing", "masc") for form in own)
    ):
        return None  # «Смелого пуля боится»
    if word.form in _SUCH_THING and "datv" in {form[0] for form in theirs}:
        return None  # «предлагать такое матери»
    if noun.form == "рода":
        return None  # «такого рода вопросы» stands before another noun
    if word.form.startswith("управляющ") and any(form[0] in ("ablt", "gent") for form in theirs):
        if not _COMPANIES & noun.lemmas or any(form[:3] == ("nomn", "sing", "masc") for form in own):
            return None  # «управляющий домом»: grammar.manager-instrumental; «управляющий двора»
    if kind == "passive" and ({form[0] for form in theirs} & {"ablt", "datv"} or index == 0):
        return None
    if (
        kind in ("passive", "asking") and _belongs_further(sentence, index, own, far=kind == "passive")
    ) or _predicative(sentence, index, own):
        return None
    if noun.has("NOUN", "anim") and any(form[:3] == ("nomn", "sing", "femn") for form in own):
        return None  # «наша директор»
    if any(form[1] == "plur" and form[0] in ("datv", "nomn") for form in own) and preposition is None:
        hangs = before is not None and readings.of(before).only_noun and {form[0] for form in theirs} == {"gent"}
        if hangs:
            pass  # «жители верхним этажей»
        elif kind not in ("plain", "asking") or index == 0 or ("datv", "plur") in {form[:2] for form in own}:
            return None  # «новым жильцам», «прибывшим выдали»
    mends = _mends(word, noun, own, theirs, preposition)
    return Hit(word.start, noun.end, suggestions=mends)


def _alike(own: frozenset[Form], theirs: frozenset[Form]) -> bool:
    """Whether the words agree in some form; «сухих ветки» share the accusative, but one is of what lives."""
    lives = {form[3] for form in theirs if form[0] == "accs"}
    fitting = frozenset(form for form in own if not (form[0] == "accs" and form[3] and form[3] not in lives | {""}))
    return bool(_shapes(fitting) & _shapes(theirs))


def _shapes(found: frozenset[Form]) -> set[tuple[str, str, str]]:
    return {(case_, number, gender if number == "sing" else "") for case_, number, gender, _ in found}


def _is_excused(sentence: Sequence[Token], index: int, own: frozenset[Form], before: Token) -> bool:
    """Words before that take the adjective to themselves, count, or join it to another."""
    earlier = sentence[max(0, index - 4) : index]
    word = sentence[index].form
    if before.form in ("в", "во", "на", "по", "за") and (word in _ADVERBIAL or word.endswith(("ском", "цком"))):
        return True
    if _is_counted(sentence, index) or (before.form == "с" and word in ("лишним", "небольшим")):
        return True  # «шесть с лишним лет»
    if word == "тому" and before.form in _OF_WHICH:
        return True  # «виной тому поле рапса»
    if word.startswith("так") and any(one.form == "что" for one in earlier):
        return True  # «что же такое квота»
    if before.text == "," and word.startswith("как"):
        return False  # «спросили, какого квартиру дадут»
    if before.form in _AMOUNTS or before.text in ",(«–—-:" or before.form in ("как", "чем", "не", "ни"):
        return True
    if before.is_word and _shapes(readings.of(before).forms) & _shapes(own):
        return True  # «дом новый», «вопросы важные»
    plural = readings.of(sentence[index + 1]).forms
    joined = any(one.form in _JOINING for one in earlier)
    return joined and any(form[1] == "plur" for form in plural)


def _is_counted(sentence: Sequence[Token], index: int) -> bool:
    """«две новых школы», «5 последних года»: a number before the adjectives of the noun."""
    for token in reversed(sentence[max(0, index - 6) : index]):
        if token.form in _AND_SOME:
            continue  # «три с половиной квадратных метра»
        if token.text[0].isdigit() or (token.is_word and "NUMR" in readings.of(token).pos):
            return True
        if not token.is_word or not readings.of(token).modifiers:
            return False
    return False


def _clear_pronoun(word: Token, own: frozenset[Form], theirs: frozenset[Form], preposition: Token | None) -> bool:
    if preposition is not None:
        feminine = all(form[2] == "femn" for form in own)
        # «по этом причине»; in the genitive and the instrumental «этого», «этим» may stand alone
        shared = {form[0] for form in own} & {form[0] for form in theirs if form[1] == "sing"}
        alike = shared & PREPOSITIONS[preposition.form] & {"loct", "datv"}
        return feminine or word.form.startswith("так") or bool(alike)
    cases = {form[0] for form in own} & {form[0] for form in theirs}
    subject = any(form[:2] == ("nomn", "sing") and form[2] == "masc" for form in own)
    return bool(cases) and all(form[1] == "sing" for form in own) and not subject


def _clear_thing(own: frozenset[Form], theirs: frozenset[Form], before: Token | None) -> bool:
    """Whether «новое» and the like cannot be a noun of its own here."""
    if before is not None and (before.form in PREPOSITIONS or readings.of(before).only_noun):
        return True
    cases = {form[0] for form in own}
    return bool(cases & {form[0] for form in theirs}) or cases == {"loct"}


def _belongs_further(sentence: Sequence[Token], index: int, own: frozenset[Form], *, far: bool) -> bool:
    """«нужных жителям справок»: a noun further on that the word agrees with."""
    shapes = _shapes(own)
    for token in sentence[index + 2 : index + 2 + _REACH]:
        if not token.is_word:
            return False
        read = readings.of(token)
        if token.form in PREPOSITIONS:
            if not far:
                return False
            continue
        if _shapes(read.forms) & shapes:
            return True
        if not far and not read.modifiers and not read.forms:
            return False
    return False


def _predicative(sentence: Sequence[Token], index: int, own: frozenset[Form]) -> bool:
    """«считаем полным ответ», «вода стала чистой»: the instrumental of a predicate."""
    if not any(form[0] == "ablt" for form in own):
        return False
    near = sentence[max(0, index - 6) : index]
    if any(not _LINKING.isdisjoint(token.lemmas) for token in near if token.is_word):
        return True
    governed = bool(near) and (near[-1].form in PREPOSITIONS or readings.of(near[-1]).only_noun)
    return not governed and any(form[0] == "ablt" and form[2] != "femn" for form in own)


def _mends(
    word: Token, noun: Token, own: frozenset[Form], theirs: frozenset[Form], preposition: Token | None
) -> tuple[str, ...]:
    """The noun in the form of the word before it, and that word in the form of the noun."""
    asked = PREPOSITIONS[preposition.form] if preposition is not None else frozenset(_CASES) - {"loct"}
    genders = {gender for _, number, gender, _ in theirs if number == "sing"}
    made = []
    for form in sorted(own, key=_place):
        if form[0] in asked and (form[1] == "plur" or form[2] in genders):
            changed = noun_as(noun, form[0], form[1])
            made += [f"{word.text} {changed}"] if changed else []
    for form in sorted(theirs, key=_place):
        if form[0] in asked:
            changed = modifier_as(word, form, noun)
            made += [f"{changed} {noun.text}"] if changed else []
    if not made:
        made = pair_as(word, noun, theirs, asked)
    return tuple(dict.fromkeys(made))[:3]


def _place(form: Form) -> tuple[int, Form]:
    return _CASES.index(form[0]), form
