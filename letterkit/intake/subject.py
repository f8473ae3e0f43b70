"""What an appeal is about, in the words that will stand after «по вопросу» (clause 3.6): in the nominative."""

from functools import lru_cache

import regex

from letterkit.core.people import Case
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.values import FoundValue
from letterkit.intake.zones import Zones
from letterkit.russian.inflect import inflect
from letterkit.russian.morph import parses
from letterkit.russian.phrase_nominative import phrase_nominative
from letterkit.russian.vectors import counts

_TITLE = regex.compile(
    r"(?m)^[^\S\n]*(?i:(?:жалоба|обращение|заявление|предложение|претензия|запрос)\s+)?(?P<what>(?:О|Об|Обо|о|об|на|по)\s+\p{L}[^\n]{5,140}?)[.\s]*$"
)
_NAMED = regex.compile(
    r"(?i)(?<!\p{L})(?:по\s+(?:вопрос(?:у|ам)|поводу)|касательно|относительно|насч[её]т)\s+(?P<what>\p{L}[^.!?;:\n]{5,120}(?:\n[^.!?;:\n]{3,80})?)"
)
_FIRST_VERB = regex.compile(
    r"(?i)^\W*(?:(?:очень|убедительно)\s+)?(?:(?:у?прошу|просим|просит|требу\p{L}+|предлага\p{L}+|ходатайству\p{L}+|настаива\p{L}+|умоляю|хо(?:чу|тим)|хотел\p{L}*\s+бы|хотелось\s+бы|подскажите|скажите|сообщите|разъясните|объясните|ответьте|назовите|поясните|уточните|просьба)"
    r"(?:\s+(?:вас|мне|нам|также|ещё|еще|пожалуйста|министерство|срочно|лично|от\s+вас|по\s+возможности|\p{L}*\s*простым\s+языком))*[\s,:]*)"
)
_TELLING = frozenset(
    """
    сообщить разъяснить объяснить ответить пояснить уточнить узнать сказать назвать подсказать знать понять дать
    помочь принять провести рассмотреть решить оказать выяснить указать написать распорядиться взять поручить
    спросить разобраться посодействовать
    """.split()
)
_LIGHT_NOUNS = frozenset(
    "мера поручение ответ помощь содействие распоряжение образ возможность информация сведение".split()
)
_QUESTION_WORD = regex.compile(
    r"(?i)(?<!\p{L})(?:когда|где|куда|кто|что|как(?:ой|ая|ие|ое|ую|ом|ого|им|их)?|сколько|почему|зачем|ли|на\s+какой|в\s+каком(?:\s+году)?|можно|будет|полагается|имеет\s+право)(?!\p{L})"
)
_ENDS = regex.compile(
    r"[,;:!?()–—]|(?<!(?<!\p{L})(?:ул|д|г|пр|кв|пос|с|им|обл|р|п|пер|стр|корп|тыс|руб))\.|\s(?:чтобы|потому|так\s+как|если|пока|который\p{L}*|котор\p{L}+|где|когда|"
    r"до\s+тех|и\s+(?:сообщить|ответить|разъяснить|объяснить|написать|вернуть|обязать|не\s+))\s"
)
_SUFFIXES = ("ение", "ание", "ование", "яние", "ирование", "ка", "ство", "а", "")
_NOUNS = dict(
    each.split(":")
    for each in """
    отремонтировать:ремонт починить:ремонт ремонтировать:ремонт построить:строительство строить:строительство
    сдать:сдача сдавать:сдача переселить:переселение расселить:расселение выдать:выдача дать:предоставление
    получить:получение вернуть:возврат платить:оплата оплатить:оплата убрать:уборка чистить:уборка почистить:уборка
    подключить:подключение включить:включение проверить:проверка выделить:выделение предоставить:предоставление
    признать:признание пересчитать:перерасчёт посчитать:расчёт считать:расчёт поставить:установка
    установить:установка заменить:замена менять:замена снести:снос продлить:продление открыть:открытие
    закрыть:закрытие перенести:перенос передвинуть:перенос отменить:отмена записать:запись перевести:перевод
    поменять:замена купить:покупка засыпать:ремонт асфальтировать:асфальтирование благоустроить:благоустройство
    отключить:отключение возместить:возмещение компенсировать:компенсация наказать:наказание уволить:увольнение
    организовать:организация начать:начало закончить:окончание завершить:завершение достроить:достройка
    утеплить:утепление осмотреть:осмотр обследовать:обследование назначить:назначение исключить:исключение
    внести:внесение расторгнуть:расторжение выплатить:выплата перечислить:перечисление устранить:устранение
    понудить:понуждение обязать:понуждение пригласить:приглашение прислать:направление добавить:увеличение
    засчитать:зачёт списать:списание привлечь:привлечение расчистить:расчистка вывезти:вывоз осветить:освещение
    огородить:ограждение
    """.split()
)
_MOST_WORDS = 14
_EMPTY_SUBJECTS = regex.compile(
    r"(?i)\W*(?:жкх|прочее|другое|обращение|жалоба|заявление|вопрос|без темы|re|"
    r"fwd?|срочно|помогите|вопросы?|просьба|здравствуйте)?\W*$"
)


def subject(
    text: str, labelled: tuple[LabelledLine, ...], zones: Zones, asked: tuple[FoundValue[str], ...]
) -> FoundValue[str] | None:
    """The subject by what the writer calls it: a title, «Тема:», «по вопросу …»; else made of what is asked."""
    title = _title(text, zones)
    if title is not None:
        return title
    said = _NAMED.search(text, 0, zones.story[1])
    if said is not None and (made := _from(said["what"], ("gent", "accs"))) is not None and len(made.split()) > 1:
        return FoundValue(made, (said.span("what"),), 0.8)
    for line in labelled:
        if line.label is Label.SUBJECT:
            given = regex.sub(r"^(?i:(?:re|fwd?)\s*:\s*)+", "", text[line.at : line.end]).strip(" .!?)")
            if len(given.split()) > 2 and not _EMPTY_SUBJECTS.match(given):
                made = _from(given, ("loct",)) if given.lower().startswith(("о ", "об ")) else given
                return FoundValue(_small(made or given), ((line.at, line.end),), 0.75)
    for question in asked:
        made = _of_question(question.value)
        if made is not None:
            return FoundValue(made, question.places, 0.6)
    return None


def _title(text: str, zones: Zones) -> FoundValue[str] | None:
    for match in _TITLE.finditer(text, 0, max(zones.story[0], 1) + 250):
        what = match["what"]
        preposition = what.split()[0].lower()
        if preposition in ("на", "по") and not match[0].strip().lower().startswith(
            ("жалоба", "обращение", "претензия", "заявление", "запрос")
        ):
            continue
        if regex.search(r"[.!?]\s", what) or match.start() > zones.story[0] + 200:
            continue
        made = _from(" ".join(what.split()[1:]), {"на": ("accs",), "по": ("datv",)}.get(preposition, ("loct",)))
        if made is not None:
            return FoundValue(_small(_lower_shouting(made)), (match.span("what"),), 0.92)
    return None


def _from(what: str, cases: tuple[str, ...]) -> str | None:
    words = " ".join(what.split())
    cut = regex.split(r"[;:]|,\s+(?:котор|поступ|напр|прошу|прос)|\s+(?:прошу|сообщаю|пишу|обращаюсь)\s", words)[0]
    made = phrase_nominative(" ".join(cut.split()[:_MOST_WORDS]), cases)
    return _small(made.rstrip(" ,.")) if made else None


def _lower_shouting(text: str) -> str:
    letters = [letter for letter in text if letter.isalpha()]
    return text.lower() if letters and sum(map(str.isupper, letters)) > 0.8 * len(letters) else text


def _small(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _of_question(question: str) -> str | None:
    """«прошу отремонтировать дорогу по ул. Лесной» → «ремонт дороги по ул. Лесной»."""
    rest = _FIRST_VERB.sub("", question, count=1)
    words = list(regex.finditer(r"\p{L}+(?:-\p{L}+)*", rest))
    for index, word in enumerate(words[:14]):
        noun = _noun_of(word[0])
        if noun is None:
            continue
        tail = rest[word.end() :]
        subject_of = _subject_before(rest, words[:index]) if _is_finite(word[0]) else None
        stop = _ENDS.search(tail)
        obj = " ".join(tail[: stop.start() if stop else len(tail)].split())
        if subject_of and not _object(obj):
            obj = f"{subject_of} {obj}".strip()
        made = f"{noun} {_in_genitive(obj)}".strip()
        if len(made.split()) > 1:
            return " ".join(made.split()[:_MOST_WORDS])
    bare = _QUESTION_WORD.sub("", rest)
    noun_at = next((match for match in regex.finditer(r"\p{L}+(?:-\p{L}+)*", bare) if _is_noun(match[0])), None)
    if noun_at is None:
        return None
    phrase = bare[noun_at.start() :]
    stop = _ENDS.search(phrase)
    cut = " ".join(phrase[: stop.start() if stop else len(phrase)].split()[:8])
    return _small(phrase_nominative(cut, ("nomn", "accs", "gent", "datv", "loct", "ablt")) or cut)


def _is_finite(word: str) -> bool:
    return parses(word.lower())[0].tag.POS in ("VERB", "PRTS")


def _is_noun(word: str) -> bool:
    read = parses(word.lower())[0]
    return read.tag.POS == "NOUN" and len(word) > 2 and read.normal_form not in _LIGHT_NOUNS


def _object(words: str) -> bool:
    first = words.split()
    return bool(first) and any(
        each.tag.POS in ("NOUN", "ADJF") and each.tag.case in ("accs", "nomn")
        for each in parses(first[0].lower().strip("«»,"))[:2]
    )


def _subject_before(text: str, words: "list[regex.Match[str]]") -> str | None:
    start = next(
        (
            word
            for word in words
            if parses(word[0].lower())[0].tag.POS in ("NOUN", "ADJF") and "nomn" in parses(word[0].lower())[0].tag
        ),
        None,
    )
    return text[start.start() : words[-1].end()] if start and words else None


def _in_genitive(words: str) -> str:
    """The first noun of an object and what agrees with it in the genitive; the rest as it is."""
    base = phrase_nominative(words, ("accs", "nomn", "gent"))
    return inflect(base, Case.GENITIVE) if base else words


@lru_cache(maxsize=4096)
def _noun_of(word: str) -> str | None:
    """The noun that names the deed of a verb: «выдать» → «выдача»; None for verbs of telling and those without one."""
    verb = next((each for each in parses(word.lower())[:1] if each.tag.POS in ("VERB", "INFN", "PRTS")), None)
    if verb is None:
        return None
    infinitive = verb.normal_form
    reflexive = infinitive.endswith(("ся", "сь"))
    base = infinitive[:-2] if reflexive else infinitive
    if base in _TELLING or base in ("быть", "мочь", "стать", "есть", "хотеть", "иметь"):
        return None
    if base in _NOUNS:
        return _NOUNS[base]
    known = counts()
    made = [stem + suffix for stem in _stems(base) for suffix in _SUFFIXES if stem]
    nouns = [
        noun
        for noun in dict.fromkeys(made)
        if known.get(noun, 0) > 200 and noun.endswith(("ение", "ание", "яние", "ка", "ство"))
    ]
    return max(nouns, key=lambda noun: known[noun], default=None)


_MUTATIONS = (
    ("ст", "щ"),
    ("т", "щ"),
    ("т", "ч"),
    ("с", "ш"),
    ("з", "ж"),
    ("д", "ж"),
    ("д", "жд"),
    ("б", "бл"),
    ("п", "пл"),
    ("в", "вл"),
    ("м", "мл"),
)


def _stems(infinitive: str) -> list[str]:
    if infinitive.endswith("ить"):
        stem = infinitive[:-3]
        return [stem, *(stem[: -len(one)] + other for one, other in _MUTATIONS if stem.endswith(one))]
    if infinitive.endswith(("ать", "ять", "еть")):
        return [infinitive[:-3]]
    return [infinitive[:-2]]
