"""A comma after the turn that leads a sentence in (clause 3.3): «По результатам проверки, водителю объявлен выговор».

After plain words of time, place and purpose it is a mistake; after «согласно …», «в связи с …» it is allowed to the
author and only advised against (Rosenthal, § 20).
"""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.families.punctuation.extra import OPENING
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

QUESTIONS = frozenset("то тем кто кого кому кем чей сколько какой какая какие какое какую чего чему чем зачем".split())
_MARKS = ",;:–—(!?…"
_LONGEST = 18
# After these a comma may stand: «В частности», «На наш взгляд», «Кроме школы», «По мнению жильцов».
_PARENTHETIC = frozenset(
    "частность общее целое сторона взгляд сожаление счастье счастие любой всякий общий основной реальность "
    "действительность пример слово сомнение сущность существо принцип правило удивление огорчение радость мнение точка "
    "сообщение данные данная данный сведение информация слух мера идея логика отличие исключение наряду добавление "
    "довершение крайний видимость вероятность подсчет расчет оценка утверждение заявление показание "
    "свидетельство замысел задумка преимущество обыкновение традиция совесть правда признание выражение просьба том "
    "что чем кто тот число очередь возможность прогноз заключение версия".split()
)
_SUMMED = frozenset("изложенного вышеизложенного сказанного вышесказанного указанного вышеуказанного".split())
_NEVER = frozenset("кроме помимо вместо включая исключая среди наряду несмотря невзирая несмотря".split())
# Turns that the author may set off.
_FREE = frozenset("согласно вопреки благодаря ввиду вследствие при по насчет относительно касательно ради без".split())
_FREE_NOUNS = frozenset(
    "связь соответствие случай сила основание цель целях причина зависимость учет избежание рамка отношение вид "
    "повод ответ вопрос дополнение порядок отсутствие наличие условие нарушение исполнение недостаток".split()
)
_TIMES = frozenset("результат итог окончание завершение истечение состояние ход период день время".split())
_PREDICATES = frozenset("необходимо нужно надо можно нельзя следует нет достаточно возможно невозможно".split())


@function_check("punctuation.lead-comma", alone=PROSE)
def lead_comma(subject: Subject) -> Iterator[Hit]:
    """A comma after a plain circumstance at the head, whatever follows in the main clause."""
    return (take_out(subject.text, tokens, comma) for tokens, comma in _leads(subject) if not _is_free(tokens, comma))


@function_check("punctuation.lead-optional", alone=PROSE)
def lead_optional(subject: Subject) -> Iterator[Hit]:
    """A comma after a turn that may be set off but need not be, «В соответствии с графиком, уборка …»."""
    return (take_out(subject.text, tokens, comma) for tokens, comma in _leads(subject) if _is_free(tokens, comma))


def _leads(subject: Subject) -> Iterator[tuple[Sequence[Token], int]]:
    """The sentences that begin with a preposition, each with the comma that parts the turn from the main clause."""
    for sentence in sentences(subject):
        if sentence[0].form not in PREPOSITIONS or sentence[0].form in _NEVER:
            continue
        tokens = plain(sentence)
        comma = next((at for at, token in enumerate(tokens[:_LONGEST]) if token.text in _MARKS), 0)
        if comma > 1 and tokens[comma].text == "," and comma + 2 < len(tokens):
            if is_lead(tokens, comma):
                yield tokens, comma


def is_lead(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the sentence begins with a turn, and its main clause follows the comma for certain."""
    return _is_turn(tokens, comma) and _is_main(tokens, comma)


def _is_turn(tokens: Sequence[Token], comma: int) -> bool:
    """Whether nouns with their prepositions, genitives, numbers and names fill the words before the comma."""
    if tokens[comma - 1].form == "концов":
        return False  # «в конце концов»
    if readings.of(tokens[comma - 1]).likely == {"ADJF"} and tokens[comma - 1].text.islower():
        return False  # «для простой, не цветной карты»
    at = 0
    while at < comma:
        token = tokens[at]
        if not token.is_word:
            if not token.text[0].isdigit() and token.text not in "№«.%/":
                return False
            counts = (
                token.text[0].isdigit() and at and tokens[at - 1].is_word and tokens[at - 1].form not in PREPOSITIONS
            )
            if counts and at + 1 < comma and tokens[at + 1].text.islower() and tokens[at + 1].form not in ("года", "г"):
                return False  # «В доме 12 квартир, живут в них 30 человек»
            at += 1
            continue
        read = readings.of(token)
        if token.form in _SUMMED and at == comma - 1:
            return True
        if token.form in OPENING or read.predicate is not None or read.pos & {"GRND"} or "PRTF" in read.likely:
            return False
        if not _PARENTHETIC.isdisjoint(token.lemmas) or "INFN" in read.likely:
            return False
        cases = PREPOSITIONS.get(token.form)
        if cases is not None:
            at += 1
            group = group_at(tokens, at)
            if group is not None and group.last <= comma and group.possible_cases & cases:
                at = group.last
            elif at < comma and tokens[at].is_word and tokens[at].form not in PREPOSITIONS:
                if tokens[at].form in OPENING or not _PARENTHETIC.isdisjoint(tokens[at].lemmas):
                    return False
                at += 1
            if not _PARENTHETIC.isdisjoint(tokens[at - 1].lemmas):
                return False
            continue
        has = {form[0] for form in read.forms | read.modifiers}
        strange = not read.known or token.text[0].isupper()
        if not strange and (has.isdisjoint({"gent", "ablt"}) or not read.likely & {"NOUN", "ADJF", "NUMR"}):
            return False
        at += 1
    return True


def _is_main(tokens: Sequence[Token], comma: int) -> bool:
    """Whether a clause follows that runs to the end, or to a clause that hangs on it; no row and no insertion."""
    first = comma + 1
    token = tokens[first]
    if not token.is_word or token.form in OPENING or token.form in PREPOSITIONS or token.form in QUESTIONS:
        return False
    if "который" in token.lemmas:
        return False
    if readings.of(token).pos & {"GRND"} or _may_open_turn(token):
        return False
    last = first
    while last < len(tokens) and tokens[last].text not in _MARKS:
        last += 1
    if last < len(tokens) and tokens[last].text in ",–—(":
        following = tokens[last + 1] if last + 1 < len(tokens) else tokens[last]
        word = tokens[last + 2] if following.form in PREPOSITIONS and last + 2 < len(tokens) else following
        if not (following.form in OPENING - {"и", "или", "либо"} or "который" in word.lemmas):
            return False
    if any(each.form == "ли" for each in tokens[first:last]):
        return False
    if not any(_is_said(each) for each in tokens[first:last] if each.is_word):
        return False
    return not is_row(tokens, comma)


@of_word
def _may_open_turn(token: Token) -> bool:
    """A conjunction, or a participle, which an adjective may look like: «На жалобу, связанную с пропажей, …»."""
    likely = readings.of(token).likely
    return likely <= {"PRTF", "CONJ"} or ("PRTF" in likely and likely <= {"PRTF", "ADJF"})


@of_word
def _is_said(token: Token) -> bool:
    read = readings.of(token)
    return read.predicate is not None or read.likely == {"VERB"} or token.form in _PREDICATES


def is_row(tokens: Sequence[Token], comma: int) -> bool:
    """«В школе, саду и клубе прошли встречи»: the noun after the comma has the case of the one before it."""
    group = group_at(tokens, comma + 1)
    if group is None:
        return False
    before = readings.of(tokens[comma - 1])
    cases = {form[0] for form in before.nouns | before.modifiers}
    governed: set[str] = set()
    for at in range(comma):
        governed |= PREPOSITIONS.get(tokens[at].form, frozenset())
    shared = group.cases & cases & governed
    after = tokens[group.last] if group.last < len(tokens) else None
    if after is not None and after.form in ("не", "нет"):
        return False
    joined = after is not None and after.form in ("и", "или")
    if joined and cases == {"gent"} and "gent" in group.possible_cases and not _says_of_many(tokens, group.last):
        return True  # «На восстановление плит, ограды и дорожки выделено»
    return bool(shared) and (joined or not group.cases & {"nomn", "datv"})


def _says_of_many(tokens: Sequence[Token], first: int) -> bool:
    """Whether a predicate in the plural follows before the next mark: «…, крыши и подвалы осмотрят»."""
    for token in tokens[first:]:
        if token.text in _MARKS:
            return False
        one = readings.of(token).predicate if token.is_word else None
        if one is not None and one.number == "plur":
            return True
    return False


def _is_free(tokens: Sequence[Token], comma: int) -> bool:
    head = tokens[:4]
    if not _TIMES.isdisjoint(lemma for token in tokens[:3] for lemma in token.lemmas):
        return False
    return tokens[0].form in _FREE or any(not _FREE_NOUNS.isdisjoint(token.lemmas) for token in head)
