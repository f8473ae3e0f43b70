"""Public bodies and organisations named in a letter, by their head noun and the words that belong to it.

«министерство строительства Сахалинской области» is one body in any case; so are «государственная жилищная инспекция»,
«УМВД России по Сахалинской области», «ООО «Рога»». Words inside titles of acts («О порядке …») name no body.
"""

import re
from collections.abc import Iterator, Sequence

from letterkit.russian.entity import Entity, without_overlaps
from letterkit.russian.morph import parses
from letterkit.russian.words import Word, words

# Heads that are bodies by themselves, in small letters too.
_SURE = frozenset(
    """министерство администрация прокуратура правительство инспекция роспотребнадзор росреестр ростехнадзор росприроднадзор
    росгвардия росавтодор минстрой минфин минэкономразвития горжилинспекция госжилинспекция стройнадзор госстройнадзор казначейство
    водоканал""".split()
)
# Heads that are bodies only with a name of their own after or before them («управление физической культуры и спорта»).
_NAMED = frozenset(
    """управление департамент агентство комитет служба фонд дума суд совет комиссия отдел отделение учреждение предприятие
    центр палата дирекция собрание секретариат аппарат инспекторат бюро институт университет школа больница поликлиника""".split()
)
_ABBREVIATIONS = frozenset(
    "УМВД МВД МЧС ФНС УФНС ФССП УФССП ФАС УФАС ГЖИ ФСБ УФСБ СК СУ ФСИН УФСИН МИД Минобороны МФЦ БТИ СФР ПФР ФСС ГИБДД".split()
)
_FORMS = r"(?:ООО|АО|ПАО|ОАО|ЗАО|НАО|МУП|ГУП|ФГУП|МКУ|МБУ|МАУ|ГБУ|ГКУ|ГАУ|ФГБУ|ФГКУ|ТСЖ|ТСН|ЖСК|ЖК|СНТ|ДНТ|АНО|НКО|ИП|ГУ|УК|НО)"
_ORGANISATION = re.compile(rf"(?<![\w-]){_FORMS}\s?(?:«[^«»\n]+»|\"[^\"\n]+\")")
_QUOTED = re.compile(r"\s?(?:«[^«»\n]{1,80}(?:«[^«»\n]{1,60}»)?»?)")
_ACT_TITLE = re.compile(r"«(?:О|Об|Обо)\s[^«»]*(?:«[^«»]*»[^«»]*)*»|\"(?:О|Об|Обо)\s[^\"]*\"")

# Genitives that follow a body without being its name («инспекция проверки не проводила»).
_STRAY = frozenset(
    """проверка заявление обращение решение ответ информация мера нарушение срок документ вопрос работа письмо жалоба сведение
    возможность право основание средство деньги запрос предложение помощь услуга претензия материал результат год месяц день
    дом квартира помещение жильё житель гражданин собственник заявитель адрес договор оплата плата""".split()
)
_ON_WHAT = re.compile(
    r"дел|вопрос|развити|труд|надзор|контрол|управлени|тариф|строительств|регулировани|защит|информаци|связ|охран|город|район|област|кра[юя]"
    r"|республик|округ|культур|физическ|туризм|сельск|рыболовств|лесн|государственн|жилищн|имуществ|ветеринар|внутренн|экономик"
    r"|социальн|молод|спорт|эколог|недвижимост|архитектур|градостроительств|ценов|благоустройств|гражданск|чрезвычайн|миграци"
    r"|экологическ|технологическ|Сахалин|Дальневосточн|[А-ЯЁ]"
)
_NOT_A_NAME_PART = frozenset(
    """данный указанный соответствующий названный уполномоченный управляющий иной другой любой каждый какой который такой этот
    тот ваш наш свой весь сам самый новый старый компетентный ответственный настоящий""".split()
)
_LONGEST_TAIL = 14


def bodies(text: str) -> tuple[Entity, ...]:
    """Bodies and organisations named in ``text`` with all the words of their names. Offsets in ``text``."""
    titles = [match.span() for match in _ACT_TITLE.finditer(text)]
    found = [Entity("body", *match.span(), match.group()) for match in _ORGANISATION.finditer(text)]
    found.extend(Entity("body", start, end, text[start:end]) for start, end in _by_heads(text))
    return without_overlaps([body for body in found if not any(start < body.start < end for start, end in titles)])


def _by_heads(text: str) -> Iterator[tuple[int, int]]:
    tokens = words(text)
    done = -1
    for place, token in enumerate(tokens):
        if place <= done or token.kind != "word":
            continue
        head = _head(token.text)
        if head is None:
            continue
        first = _first_adjective(text, tokens, place)
        last, end = _tail(text, tokens, place)
        quoted = _QUOTED.match(text, end) if head in _NAMED or head in _SURE else None
        if quoted and not _ACT_TITLE.match(quoted.group().strip()):
            end = quoted.end()
        if head in _NAMED and first == place and end == token.end:
            continue
        done = last
        yield tokens[first].start, end


def _head(word: str) -> str | None:
    """The dictionary form when ``word`` can be the head of a body's name."""
    if word in _ABBREVIATIONS:
        return word
    low = word.lower()
    if low[:4] not in _HEAD_STARTS:
        return None
    return next((parse.normal_form for parse in parses(low) if parse.normal_form in _HEADS), None)


_HEADS = _SURE | _NAMED
_HEAD_STARTS = frozenset(head[:4] for head in _HEADS)


def _first_adjective(text: str, tokens: Sequence[Word], place: int) -> int:
    """The first of the adjectives before the head that agree with it: «государственная жилищная» инспекция."""
    heads = [parse.tag for parse in parses(tokens[place].text)]
    first = place
    while first and _adjoin(text, tokens[first - 1], tokens[first]):
        before = tokens[first - 1]
        fits = any(
            parse.tag.POS == "ADJF"
            and "Apro" not in parse.tag
            and parse.normal_form not in _NOT_A_NAME_PART
            and any(parse.tag.case == head.case and parse.tag.number == head.number for head in heads)
            for parse in parses(before.text)
        )
        if not fits:
            break
        first -= 1
    return first


def _tail(text: str, tokens: Sequence[Word], place: int) -> tuple[int, int]:
    """The last token of the body's name and where it ends: genitives, «по …», «в сфере …», and lists of them."""
    last = place
    here = place + 1
    while here < len(tokens) and here - place <= _LONGEST_TAIL and _adjoin(text, tokens[here - 1], tokens[here]):
        taken = _group(text, tokens, here, "gent") or _link(text, tokens, here)
        if not taken:
            break
        here = taken
        last = taken - 1
    return last, tokens[last].end


def _group(text: str, tokens: Sequence[Word], here: int, *cases: str) -> int | None:
    """The token after a group «adjectives + noun» in one of ``cases`` that begins at ``here``, or None."""
    place = here
    while place < len(tokens) and (place == here or _adjoin(text, tokens[place - 1], tokens[place])):
        word = tokens[place]
        if word.text == "РФ" or (word.text == "России" and "gent" in cases):
            return place + 1
        if word.text in ("г", "гор") and text[word.end : word.end + 1] == "." and place + 1 < len(tokens):
            return place + 2 if tokens[place + 1].text[0].isupper() else None
        if _head(word.text) and place > here - 1 and not word.text.isupper() and place == here:
            return None
        tags = [(parse.tag, parse.normal_form) for parse in parses(word.text) if parse.tag.case in cases]
        if not tags:
            return None
        if any(tag.POS == "NOUN" and normal not in _STRAY for tag, normal in tags):
            return place + 1
        if not any(tag.POS in ("ADJF", "PRTF") and "Apro" not in tag and normal not in _NOT_A_NAME_PART for tag, normal in tags):
            return None
        place += 1
    return None


def _link(text: str, tokens: Sequence[Word], here: int) -> int | None:
    """The token after «и …», «по …», «в сфере …», «, … и …», «№ 5» that goes on with the name, or None."""
    word = tokens[here].text.lower()
    if here + 1 >= len(tokens) or not _adjoin(text, tokens[here], tokens[here + 1]):
        return None
    following = tokens[here + 1].text
    if word == "и":
        return _group(text, tokens, here + 1, "gent", "datv")
    if word in ("по", "на") and _ON_WHAT.match(following):
        return _group(text, tokens, here + 1, "datv", "loct")
    if word == "в" and following.lower() in ("сфере", "области", "городе", "районе"):
        return here + 2
    return None


def _adjoin(text: str, left: Word, right: Word) -> bool:
    """Only one gap (a line break at most) between the words."""
    between = text[left.end : right.start]
    return between in (" ", "\u00a0", "\n", ". ", ".", " \n", "\r\n") and (between[0] != "." or left.text in ("г", "гор"))
