"""A full stop that is lost or made a comma between two sentences (clause 3.3): «… его убрали Вот ответ»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.spelling.capitals import NAMED
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian.morph import parses

# Written with a capital in the middle of a sentence these are no names, and begin a sentence.
_BEGINNERS = frozenset(
    "если когда поскольку чтобы для вот это эти этот эта эту этого этих его ее их он она они оно мы также поэтому "
    "однако теперь сейчас после при по в на с из к до за у от во со не но так там здесь тогда затем кроме каждый "
    "каждая каждую каждое каждые все всего нам нас кто что как где почему пока если хотя потом сначала ранее "
    "тем".split()
)
_VERBS = frozenset(("VERB", "INFN", "PRTS"))
# No respect gives these a capital, whatever follows.
_NEVER_CAPITAL = frozenset("его ее их это он она они мы нам".split())
_JOINING = frozenset("и или либо а но что чтобы если когда как чем который которая которое которые".split())
_NEW_CLAUSE = frozenset("а но однако зато и что чтобы если когда".split())
# Respect or the law may give these a capital.
_CEREMONIAL = frozenset(
    "министерство департамент управление администрация комитет правительство президент губернатор министр глава "
    "прокуратура суд фонд закон кодекс правила порядок положение устав конституция указ приказ дума собрание совет "
    "инспекция служба агентство учреждение центр отдел мэр мэрия портал договор программа заказчик подрядчик заявитель "
    "исполнитель сторона покупатель продавец поставщик арендатор арендодатель стандарт".split()
)
# Bodies, places and acts whose name may stand without quotation marks: «…, Дом культуры», «…, Единый портал».
_CALLED = _CEREMONIAL | frozenset(
    "дом палата дворец школа больница поликлиника университет институт колледж союз ассоциация станция парк банк "
    "почта государственный федеральный территориальный единый жилищный гражданский трудовой налоговый земельный "
    "градостроительный муниципальный городской областной районный краевой национальный общественный технический "
    "многофункциональный региональный российский уголовный бюджетный семейный избирательный пенсионный социальный "
    "федерация область край округ район республика роспотребнадзор гост снип санпин санитарный высший общество "
    "компания концерн завод церковь храм собор монастырь новый бог день вооруженный армия флот север восток запад юг "
    "восточный западный северный южный дальний верхний нижний большой малый красный первый мира победа отечество "
    "родина год".split()
)
# What has a name of its own after it, written without quotation marks: «посёлок Рассвет», «кинотеатр Победа».
_GENERIC = frozenset(
    "улица переулок проспект площадь бульвар набережная шоссе поселок село деревня станица хутор станция остановка "
    "город микрорайон район квартал комплекс кинотеатр ресторан гостиница санаторий лагерь парк сквер совхоз колхоз "
    "озеро река бухта мыс остров завод фабрика дворец корабль судно теплоход поезд система трасса дорога маршрут "
    "товарищество кооператив участок объект здание ярмарка рынок".split()
)
_OPENING_PARTS = frozenset("VERB INFN PRTS ADVB GRND PREP CONJ PRCL COMP PRED ADJS".split())
_STATING = frozenset("VERB INFN PRTS ADJS PRED".split())
_NAME_MARKS = frozenset("Name Surn Patr Geox Orgn Trad Abbr Init".split())
_NAME_SHARE = 0.3


@function_check("punctuation.stop-lost", alone=PROSE)
def stop_lost(subject: Subject) -> Iterator[Hit]:
    """A capital in the middle of a sentence, a predicate on both sides of it, and no full stop before it."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(2, len(tokens) - 1):
            token, before = tokens[at], tokens[at - 1]
            if not (token.is_word and token.text[0].isupper() and (len(token.text) == 1 or token.text[1:].islower())):
                continue
            word = at - 2 if before.text == "," else at - 1
            if not tokens[word].text.islower() or not tokens[word].is_word or len(tokens[word].text) < 3:
                continue
            if tokens[word].form in _JOINING or tokens[word].form in PREPOSITIONS:
                continue  # «сообщили, что Дворец спорта закрыт»
            if not subject.text[before.end : token.start].isspace() or not _begins(tokens, at):
                continue
            if _is_called(tokens, word):
                continue
            ends = token.form in _NEVER_CAPITAL or _is_said(tokens, at, len(tokens))
            if ends and _is_said(tokens, _clause(tokens, word), word + 1):
                mended = f"{tokens[word].text}. {token.text}"
                yield Hit(tokens[word].start, token.end, suggestions=(mended,))


@function_check("punctuation.stop-doubtful", alone=PROSE)
def stop_doubtful(subject: Subject) -> Iterator[Hit]:
    """The same where only likely: the word with the capital is no name that we know, and both sides say something."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(3, len(tokens) - 1):
            token, before = tokens[at], tokens[at - 1]
            if not (token.is_word and token.text[0].isupper() and (len(token.text) == 1 or token.text[1:].islower())):
                continue
            comma = before.text == ","
            word = at - 2 if comma else at - 1
            if not _ends_words(tokens, word, comma) or not _gap(subject.text, before, token):
                continue
            if not _may_begin(tokens, at, comma) or (not comma and _is_called(tokens, word)):
                continue
            if _is_stated(tokens[at:]) and _is_stated(tokens[_clause(tokens, word) : word + 1]):
                shown = subject.text[tokens[word].start : before.start].rstrip() if comma else ""
                shown = shown or subject.text[tokens[word].start : token.start].rstrip()
                yield Hit(tokens[word].start, token.end, suggestions=(f"{shown}. {token.text}",))


def _ends_words(tokens: Sequence[Token], word: int, comma: bool) -> bool:
    """Whether a sentence can end with ``tokens[word]``: a common word; before a comma a number or a quotation too."""
    token = tokens[word]
    if not token.is_word:
        return comma and (token.text == "«" or (token.text[0].isdigit() and tokens[word - 1].text != "№"))
    if not token.text.islower() or len(token.text) < 3:
        return False
    return token.form not in _JOINING and token.form not in PREPOSITIONS and token.form not in ("кв", "пом", "стр")


def _gap(text: str, before: Token, token: Token) -> bool:
    """Whether a space, or an aside in brackets that ends with one, stands between the two."""
    gap = text[before.end : token.start]
    return gap.isspace() or (gap.rstrip().endswith(")") and gap[-1:].isspace() and "\n" not in gap)


def _may_begin(tokens: Sequence[Token], at: int, comma: bool) -> bool:
    token, following = tokens[at], tokens[at + 1]
    if following.is_word and not following.text.islower() and following.form not in ("вы", "вам", "вас"):
        ours = "ваш" in following.lemmas
        if not (ours or (token.form in PREPOSITIONS or token.form in _BEGINNERS)):
            return False  # «Правительство Сахалинской области»
    if token.form in _BEGINNERS or token.form in PREPOSITIONS:
        return len(token.text) > 2 or following.text.islower() or following.text[0].isdigit()
    read = readings.readings(token.form)
    if not read.known or len(token.text) < 3 or _is_name(token) or not {"вы", "ваш"}.isdisjoint(token.lemmas):
        return False
    if not _CEREMONIAL.isdisjoint(token.lemmas):
        return comma and _acts(tokens, at)
    if not _CALLED.isdisjoint(token.lemmas):
        return False
    if read.likely <= _OPENING_PARTS:
        return True
    if not (following.is_word or following.text in ",–—«№" or following.text[0].isdigit()):
        return False
    word = at - 2 if comma else at - 1
    if not comma and (not tokens[word].is_word or not _GENERIC.isdisjoint(tokens[word].lemmas)):
        return False
    group = group_at([token._replace(text=token.form), *tokens[at + 1 : at + 6]], 0)
    if group is None:
        noun = {form[0] for form in read.nouns} & {"nomn"}  # «Право» is a conjunction too, says the dictionary
        return bool((read.likely <= {"NUMR", "NPRO", "ADJF", "PRTF", "ADVB"} and comma) or noun)
    if comma:
        return bool(group.possible_cases & {"nomn", "accs", "datv", "ablt"}) or read.likely <= {"ADJF", "PRTF", "NUMR"}
    return bool(group.cases & {"nomn", "accs", "datv"}) and not group.cases <= {"gent"}


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a body, «…, Отдел жилья проверил», is at once followed by what it did."""
    group = group_at(tokens, at)
    verb = at + 1 if group is None else group.last
    while verb < len(tokens) - 1 and tokens[verb].is_word and "gent" in readings.of(tokens[verb]).cases:
        verb += 1
    one = readings.of(tokens[verb]).predicate if tokens[verb].is_word else None
    return group is not None and one is not None and any(subject_form(form, one) for form in group.forms)


@of_word
def _is_name(token: Token) -> bool:
    """Whether the word with its capital is likely somebody's or some place's name."""
    found = [(parse.tag.grammemes, parse.score) for parse in parses(token.text)]
    return sum(score for marks, score in found if marks & _NAME_MARKS) >= _NAME_SHARE


def _is_stated(tokens: Sequence[Token]) -> bool:
    """Whether the words hold a predicate, or a dash between a noun and what it is."""
    return any(
        token.text in "–—" or token.form == "нет" or (token.is_word and readings.of(token).likely & _STATING)
        for token in tokens
    )


def _is_called(tokens: Sequence[Token], word: int) -> bool:
    """«кнопку Сохранить», «выберите Изображение»: what something is called, with the quotation marks left out."""
    return any(not NAMED.isdisjoint(token.lemmas) for token in tokens[max(0, word - 1) : word + 1])


def _clause(tokens: Sequence[Token], word: int) -> int:
    """Where the clause of ``word`` begins, when a conjunction says so: «…, а 1 октября 2024 года | Дом культуры»."""
    for at in range(word, 0, -1):
        if tokens[at - 1].text == "," and tokens[at].form in _NEW_CLAUSE:
            return at
    return 0


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether ``tokens[at]`` begins a sentence: a small word, or a common noun at once with its predicate."""
    token = tokens[at]
    if token.form in _BEGINNERS:
        return tokens[at + 1].text.islower() or tokens[at + 1].text[0].isdigit() or len(token.text) > 2
    read = readings.of(token)
    if (
        not read.known
        or read.name
        or "ваш" in token.lemmas
        or not _CEREMONIAL.isdisjoint(token.lemmas)
        or not (tokens[at + 1].text.islower() or (read.likely <= _VERBS and tokens[at + 1].text[0].isdigit()))
    ):
        return False
    group = group_at(tokens, at)
    if read.likely <= _VERBS and len(token.text) > 4:
        return True  # «… на квартиру Приложите документы»: no name is a verb
    if group is None:
        return False
    if "nomn" not in group.cases or group.last >= len(tokens):
        return _object_first(tokens, group)
    verb = group.last
    if tokens[at - 1].text == "," and tokens[verb].form in PREPOSITIONS and verb + 2 < len(tokens):
        verb += 2  # «…, Деньги на это есть»
    while verb < len(tokens) - 1 and (
        (tokens[verb].form in BEFORE_VERB and readings.of(tokens[verb]).predicate is None)
        or (
            tokens[verb].is_word and "gent" in readings.of(tokens[verb]).cases and tokens[verb].form not in PREPOSITIONS
        )
    ):
        verb += 1
    one = readings.of(tokens[verb]).predicate if tokens[verb].is_word else None
    if one is not None and any(subject_form(form, one) for form in group.forms):
        return True
    return _object_first(tokens, group)


def _object_first(tokens: Sequence[Token], group: Group) -> bool:
    """«… фундамента Решение комиссия примет», «… выбрать Квартиру Вам предложат»: an object before its verb.

    The noun has to be in the accusative or dative; a verb follows before the next mark, with nothing that joins.
    """
    if not group.cases & {"accs", "datv"}:
        return False
    for token in tokens[group.last : group.last + 7]:
        if not token.is_word or token.form in _JOINING:
            return False
        one = readings.of(token).predicate
        if one is not None:
            return one.transitive
    return False


def _is_said(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words hold a predicate."""
    return any(
        readings.of(token).predicate is not None
        or readings.of(token).likely <= {"PRED", "VERB"}
        or token.form in ("нет", "есть", "можно", "нельзя", "нужно")
        for token in tokens[first:last]
        if token.is_word
    )
