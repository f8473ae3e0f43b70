"""Data of people other than the applicant, the signer and the executor do not belong in a reply (152-FZ)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.checks.families.consistency.people import NamedPerson, parse_person, people_of
from letterkit.checks.function_check import function_check
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import PROSE, Subject
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.russian import morph

_POST = regex.compile(
    r"(?i)\b(?:министр|заместител|начальник|директор|руководител|председател|глав[аеуы]|губернатор|мэр|инспектор|специалист|консультант|прокурор|судь|депутат|инженер|мастер|врач|архитектор|юрист|нотариус|сотрудник|исполнител|оператор|диспетчер|представител|секретар|советник|пристав|эксперт|уполномоченн|врио|комисси|обратитесь|обратиться|позвоните|контактн|приём|прием|медсест|фельдшер|учител|воспитател|педагог|тренер|психолог|логопед|библиотекар|участков|слесар|электрик|дворник|вахт|водител|кассир|менеджер|бухгалтер|куратор|завуч|хирург|терапевт|педиатр|стоматолог|кардиолог|невролог|окулист|ветеринар|комендант|офицер|майор|капитан|лейтенант|полковник|подполковник|сержант|рядов|солдат|адвокат|следовател|дознавател|оценщик|предпринимател|фермер|егер|лесничи|лесник|преподавател|методист|хранител|художник|писател|поэт|композитор|артист|краевед|спасател|л[её]тчи|почтальон|социальн\p{L}+\s+работни|механик|заведующ|ответственн|поручаю|возлагаю|назначить|провер[яи]|работни)\p{L}*"
)
_PRIVATE = regex.compile(
    r"(?i)\b(?:гражданин|гражданк|гр\.|сосед|собственник|нанимател|жил[еь]?ц|жител|проживающ|проживает|заявител|жалоб|обращени|должник|задолженност|супруг|сын|доч|мать|отец|наследник|паспорт|пенсионер|семь|хозя(?!йств)|владел|ученик|учениц|одноклас|пациент)\p{L}*"
)
# «начальник отдела дорожного хозяйства Е.В. Клочков»: a post, its words, and at once the name.
_WITH_POST = regex.compile(
    r"(?i)\b(?:министр|заместител|начальник|директор|руководител|председател|глав[аеуы]\b|губернатор|мэр\b|инспектор|специалист|консультант|прокурор|судь[яиюе]\b|депутат|инженер"
    r"|мастер|врач|архитектор|юрист|нотариус|регистратор|диспетчер|секретар|советник|пристав|эксперт|уполномоченн|врио|медсестр|медицинск\p{L}+\s+сестр|фельдшер|учител|воспитател"
    r"|педагог|психолог|бухгалтер|куратор|завуч|хирург|терапевт|педиатр|стоматолог|кардиолог|невролог|окулист|офтальмолог|ветеринар|комендант|лейтенант|капитан|майор|полковник"
    r"|подполковник|сержант|следовател|дознавател|участков(?:ый|ого|ому|ым)\b|адвокат|оценщик|лесничи|преподавател|ректор|декан|методист|заведующ|управляющ(?:ий|его|ему|им)\b"
    r"|контрол[её]р|кассир|водител|сотрудни[кц]|работни[кц])\p{L}*(?P<of>(?:[\s\u00a0][\p{L}№«»\d-]+){0,14})\s+$"
)
_NO_WORD_OF_POST = frozenset({"VERB", "INFN", "PRTS", "GRND", "NPRO"})
# «заниматься у Лидии Францевны Крюгер»: one who does so by trade.
_SERVED_BY = regex.compile(
    r"(?i)\b(?:заним|уч|обуча|леч|наблюда|консультир)\p{L}*(?:ся|сь)\s+(?:\p{L}+\s+){0,2}у\s*$|\bзаписа\p{L}+\s+(?:\p{L}+\s+)?к\s*$"
)
_NAMED_AFTER = regex.compile(
    r"(?i)\b(?:им\.|имени|памяти|ул\.|улиц\p{L}+|пр-т|проспект\p{L}*|пер\.|площад\p{L}+|бульвар\p{L}*|памятник\p{L}*|бюст\p{L}*|мемориал\p{L}*|музе\p{L}+|в\s+честь(?:\s+\p{L}+)?|парк\p{L}*|сквер\p{L}*|школ\p{L}+)\s*[«\"]?$"
)
_PASSPORT = GuardedPattern(
    r"(?i)\b(?:паспорт\p{L}*|серия|серии)\b[^\n.]{0,30}?(?P<span>\d{2}\s?\d{2}\s*(?:№|N|номер)?\s*\d{6})(?!\d)"
)
_SNILS = GuardedPattern(r"(?<!\d)(?P<span>\d{3}-\d{3}-\d{3}[\s-]\d{2})(?!\d)")
_INN = GuardedPattern(r"(?i)\bИНН\D{0,12}(?P<span>\d{12})(?!\d)")
_ACCOUNT = GuardedPattern(
    r"(?i)\bсч[её]т\p{L}*\D{0,20}(?P<span>\d{5}(?:[ \u00a0]?\d){15}|\d{4}(?:\s\d{4}){3}(?:\s\d{4})?)(?!\d)"
)
_POLICY = GuardedPattern(r"(?i)\bполис\p{L}*\D{0,20}(?P<span>\d{4}(?:\s?\d{4}){3})(?!\d)")
_LICENCE = GuardedPattern(
    r"(?i)\b(?:водительск\p{L}+\s+(?:прав\p{L}*|удостоверени\p{L}+)|прав[аы]\s+водител\p{L}+)[^\d\n.]{0,30}(?P<span>\d{2}\s?\d{2}\s?\d{6})(?!\d)"
)
_CARD = GuardedPattern(r"(?i)\bкарт\p{L}*\D{0,20}(?P<span>\d{4}\s?\d{4}\s?\d{4}\s?\d{4})(?!\d)")
_BORN = GuardedPattern(
    r"(?P<span>\d{1,2}\.\d{1,2}\.\d{4})\s*(?:г\.\s*р\.|г\.р\.|года\s+рождения|г\.\s+рождения)|(?i:дата\s+рождения|родил(?:ся|ась))\W{1,3}(?P<other>\d{1,2}\.\d{1,2}\.\d{4})"
)
_OWNER = regex.compile(
    r"(?i)\b(?:собственник|нанимател|жил[еь]ц|проживает|проживающ|должник|задолженност|сосед|владел|долг|хозя)\p{L}*"
)
# «Ваш отец, …», «у Вашего мужа …»: the reader's own family is no secret from the reader.
_OWN_FAMILY = regex.compile(
    r"(?i)\b(?:Ваш\p{L}*|Вы)\b[^.;:!?\n]{0,60}\b(?:отец|отц\p{L}+|мат(?:ь|ер\p{L}+)|сын\p{L}*|доч(?:ь|ер\p{L}+)|муж\p{L}{0,2}|жен\p{L}{0,2}|супруг\p{L}*"
    r"|дед\p{L}{0,3}|дедушк\p{L}+|бабушк\p{L}+|прадед\p{L}*|внук\p{L}{0,2}|внучк\p{L}{1,2}|брат\p{L}{0,2}|сест[ре]\p{L}{0,2}|сестёр|дяд\p{L}{1,2}|т[её]т[ия]\p{L}{0,2}|т[её]тк\p{L}{1,2}|реб[её]н\p{L}+|родственни\p{L}+"
    r"|подопечн\p{L}+|свекров\p{L}*|т[её]щ\p{L}{1,2}|тест[ьяюе]\p{L}?|зят[ьяюе]\p{L}?|племянни\p{L}+)"
)
# «Полковник Сухарев, Ваш отец»
_THEN_FAMILY = regex.compile(r"(?i)^\s*,\s*Ваш\p{L}*\s")
_OF_APPLICANT = regex.compile(
    r"(?i)(?:\b(?:обращени|заявлени|жалоб|претензи|довод)\p{L}*\s+(?:гр\.\s+|\p{L}+:?\s+){0,2}"
    r"|\bзаявител\p{L}*\s*[:,(–—-]?\s*(?:гр\.\s+|гражданин\p{L}*\s+|гражданк\p{L}+\s+)?"
    r"|^\s*(?:гражданин|гражданк|абонент|глав|пенсионер|инвалид|ветеран|предпринимател)\p{L}*(?:\s+\p{L}+){0,3}\s+"
    r"|\b(?:разъясня|отказ)\p{L}*\s+(?:\p{L}+\s+){0,3})$"
)
_YOURS = regex.compile(r"(?i)\bваш\p{L}*\s+(?:\p{L}+\s+)?$")
_NAMES = regex.compile(
    r"\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s\p{Lu}\p{Ll}+){1,2}|\p{Lu}\p{Ll}+\s(?:\p{Lu}\.\s?){1,2}|(?:\p{Lu}\.\s?){1,2}\p{Lu}\p{Ll}+"
)
_SURNAME_BEFORE = regex.compile(r"(?<=\p{Ll}\s)(?P<word>\p{Lu}\p{Ll}{2,})\s$")
_MOBILE = regex.compile(r"(?<!\d)(?:\+7|8)[\s(\-]*9\d{2}[\s)\-]*\d{3}[\s\-]?\d{2}[\s\-]?\d{2}(?!\d)")
# One man or woman, by what they are; people in general («инвалидам положена льгота») are nobody's secret.
_ONE = (
    r"(?i)\b(?:сосед(?:а|у|ом|е)?|соседк[аиуейо]{1,2}|жил[еь]ц(?:а|у|ом|е)?|жиличк[аиуейо]{1,2}|жительниц[аыуейо]{1,2}|гражданин(?:а|у|ом|е)?|гражданк[аиуейо]{1,2}|гр\."
    r"|наниматель(?:ниц[аыуейо]{1,2})?|нанимател[яюем]{1,2}|должник(?:а|у|ом|е)?|должниц[аыуейо]{1,2}|пенсионерк[аиуейо]{1,2}|пенсионер(?:а|у|ом|е)?"
    r"|одноклассник(?:а|у|ом|е)?|одноклассниц[аыуейо]{1,2}|ученик(?:а|у|ом|е)?|учениц[аыуейо]{1,2}|пациентк[аиуейо]{1,2}|пациент(?:а|у|ом|е)?|мальчик(?:а|у|ом|е)?|девочк[аиуейо]{1,2})"
)
_ONE_OTHER = GuardedPattern(_ONE)
_SURNAME_ALONE = GuardedPattern(rf"{_ONE}\s+(?-i:(?P<surname>\p{{Lu}}\p{{Ll}}{{2,}})(?!\p{{L}}|-\p{{L}}|\s\p{{Lu}}))")
_ILLNESS = GuardedPattern(
    r"(?i)\bдиагноз\p{L}*\s*[–—:-]\s*\p{L}{4,}|\b(?:с|установлен|поставлен)\s+диагноз\p{L}*\s+«?\p{L}{4,}|\b(?:страда(?:ет|ющ\p{L}+)|боле(?:ет|ющ\p{L}+))\s+(?!от\b|из-за\b)\p{L}{4,}"
    r"|\bбол(?:ен|ьна)\s+\p{L}{3,}(?:ом|ем|ой|ей|езом)\b|\bна\s+уч[её]те\s+(?:у|в)\s+(?:\p{L}+\s+){0,2}(?:психиатр|нарколог|психоневро|диспансер)\p{L}*"
    r"|\bинвалид\p{L}*(?:ность\p{L}*)?\s+(?:I{1,3}|[123]|перв\p{L}+|втор\p{L}+|треть\p{L}+)(?:-[йя])?\s+групп\p{L}*|\bреб[её]н\p{L}+-инвалид\p{L}*"
    r"|\b(?:алкоголик|алкоголичк|наркоман|шизофрени|эпилепси)\p{L}*|\b(?:ранее\s+)?судим(?:а|ость\p{L}*)?\b|\bна\s+иждивении\s+(?:двое|трое|\p{L}+ер[оы]|\p{L}+\s+)?\p{L}*(?:дет|реб[её]н|мать|отец|муж|жен)\p{L}*|\bмуж\p{L}*-инвалид\p{L}*|\bосвободил\p{L}+\s+из\s+колони\p{L}*|\b(?:ВИЧ|СПИД)\b"
)
_GOES_ON = regex.compile(r"(?i)^\W*(?:у\s+н(?:его|её|ее)|он|она|ей|ему)\b")
_OF_READER = regex.compile(r"(?i)\b(?:ваш\p{L}*|вы|у\s+вас|вам)\b[^,;:–—]{0,40}$|\b(?:вас|вам|вы)(?:\s+же)?,\s+$")
_TOLD_BY_READER = regex.compile(
    r"(?i)\bпо\s+Ваш(?:им|ему)\s+(?:словам|мнению|сообщению|сведениям)|\bкак\s+Вы\s+(?:пишете|сообщили|сообщаете|указали|указываете|говорите)"
)
_ANY_OF_KIND = regex.compile(r"(?i)\b(?:или|либо|и)\s+$")
_LIVES = GuardedPattern(
    r"(?i)\bпрожива(?:ющ(?:ий|ая|его|ей|ему|им|ую)|ет)\s+(?:по\s+адресу:?\s+|на\s+)(?P<span>(?:г\.\s*\p{L}[\p{L}-]*,\s*)?(?:ул\.|улиц\p{L}|пр-т|пер\.|переул\p{L}+|проспект\p{L}?)\s*[\p{L}\s-]{2,30},?\s*(?:д\.|дом\p{L}?)\s*\d+\p{L}?)(?!,?\s*кв)"
)
_FLAT = regex.compile(r"(?i)\b(?:кв\.|квартир\p{L}*)\s*(?:№\s*)?(?P<flat>\d{1,4})(?!\d|[.,]\d|\s*(?:кв\.|м\b|%))")


@function_check("privacy.person")
def person(subject: Subject) -> Iterator[Hit]:
    """Somebody's full name or surname with initials who is neither the applicant nor an official."""
    known = _People([*_parties(subject), *_officials(subject)])
    nobody_known = subject.first(Role.ADDRESSEE) is None and subject.first(Role.SALUTATION) is None
    for one in (_with_surname(subject, each) for each in people_of(subject)):
        if subject.role_at(one.start) not in READ_BY_ENGINE or not (one.surname or one.patronymic) or one in known:
            continue
        before = subject.text[max(0, one.start - 70) : one.start]
        after = subject.text[one.end : one.end + 40]
        line = before.rsplit("\n", 1)[-1]
        if _NAMED_AFTER.search(before) or _is_official(line) or regex.match(r"\s*[,(–—-]\s*тел", after):
            continue
        if regex.match(r"\s*[,(–—-]\s*", after) and _POST.match(after.lstrip(" ,(–—-")):
            continue
        if _SERVED_BY.search(line) or _is_of_family(line, after):
            continue
        if nobody_known and _OF_APPLICANT.search(line):
            continue  # a letter without a salutation speaks of its reader: «на обращение Котова И.П. сообщаем»
        private = _PRIVATE.search(line) is not None
        if not one.surname and (not private or _is_vocative(before, after)):
            continue  # «приём ведёт Анна Сергеевна», «Ваше обращение, Анна Сергеевна, рассмотрено»
        yield Hit(one.start, one.end, level=None if private else Level.ADVICE)


def _officials(subject: Subject) -> Iterator[NamedPerson]:
    """Those who are once named with their post: at every other mention they act for their body too."""
    for one in people_of(subject):
        before = subject.text[max(0, one.start - 160) : one.start]
        found = _WITH_POST.search(before) if one.surname else None
        if found and _PRIVATE.search(before, found.start()) is None and _is_of_post(found["of"]):
            yield one


def _is_of_post(words: str) -> bool:
    """Whether ``words`` may go on with a post: «отдела дорожного хозяйства», not «составил акт на»."""
    tags = (morph.parses(word)[0].tag for word in regex.findall(r"\p{L}+", words))
    return all(tag.POS not in _NO_WORD_OF_POST for tag in tags)


def _is_of_family(before: str, after: str) -> bool:
    """Whether the line ``before`` a name speaks of a relative of the reader and of nobody else after that."""
    if _THEN_FAMILY.search(after):
        return True
    found = list(_OWN_FAMILY.finditer(before))
    return bool(found) and _ONE_OTHER.search(before, found[-1].end()) is None


def _is_vocative(before: str, after: str) -> bool:
    """Whether the name stands between commas or at the head of a line: the reader is called by it."""
    opened = before.rstrip(" ")[-1:] in (",", "\n", "") and not regex.search(
        r"(?i)(?:сосед|хозя|владел|собственни|жил[еь]ц|супруг|наследни|жительниц|жител|пенсионер|учени|пациент)\p{L}*\s*,\s*$",
        before,
    )
    return opened and after.lstrip(" ")[:1] in (",", "!", ".")


@function_check(
    "privacy.document", alone=READ_BY_ENGINE, seeks=(_PASSPORT, _SNILS, _INN, _ACCOUNT, _CARD, _POLICY, _LICENCE)
)
def document(subject: Subject) -> Iterator[Hit]:
    """Numbers of a passport, СНИЛС, ИНН, of an account, a card, a policy or a driving licence."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for pattern, what in (
            (_PASSPORT, "номер паспорта"),
            (_SNILS, "СНИЛС"),
            (_INN, "ИНН"),
            (_ACCOUNT, "номер счёта"),
            (_CARD, "номер банковской карты"),
            (_POLICY, "номер полиса"),
            (_LICENCE, "номер водительского удостоверения"),
        ):
            for found in pattern.finditer(subject.text, part.start, part.end):
                start, end = found.span("span")
                yield Hit(start, end, {"what": what})


@function_check("privacy.birth-date", alone=READ_BY_ENGINE, seeks=(_BORN,))
def birth_date(subject: Subject) -> Iterator[Hit]:
    """A date of birth."""
    for part in subject.parts_of(*READ_BY_ENGINE):
        for found in _BORN.finditer(subject.text, part.start, part.end):
            yield Hit(*(found.span("span") if found["span"] else found.span("other")))


@function_check("privacy.phone", alone=PROSE, seeks=(_MOBILE,))
def phone(subject: Subject) -> Iterator[Hit]:
    """Somebody's mobile phone in the text of the letter."""
    for part in subject.parts_of(*PROSE):
        for found in _MOBILE.finditer(subject.text, part.start, part.end):
            sentence = subject.text[max(part.start, found.start() - 90) : found.start()]
            private = _PRIVATE.search(sentence) and not _POST.search(sentence)
            yield Hit(found.start(), found.end(), level=None if private else Level.ADVICE)


@function_check("privacy.surname")
def surname(subject: Subject) -> Iterator[Hit]:
    """«Сосед Кротов», «гражданка Белова»: a surname alone, by what its bearer is to the reader."""
    for part in subject.parts_of(*PROSE):
        for found in _SURNAME_ALONE.finditer(subject.text, part.start, part.end):
            word = found["surname"]
            if "Surn" in morph.parses(word)[0].tag and parse_person(word) not in _known_people(subject):
                yield Hit(*found.span("surname"))


@function_check("privacy.health")
def health(subject: Subject) -> Iterator[Hit]:
    """An illness, a disability or a conviction of somebody named or pointed at."""
    people = sorted(start for start, _ in strangers(subject))
    pointed = False
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        here = _ONE_OTHER.search(sentence) is not None or bisect_left(people, start) < bisect_left(people, end)
        pointed = here or (pointed and _GOES_ON.search(sentence) is not None)
        for found in _ILLNESS.finditer(sentence) if pointed else ():
            before = sentence[: found.start()]
            named_own = _OWN_FAMILY.search(before) is not None and _ONE_OTHER.search(before) is None
            if not _OF_READER.search(before) and not named_own and not _ANY_OF_KIND.search(before):
                yield Hit(start + found.start(), start + found.end())


@function_check("privacy.other-address")
def other_address(subject: Subject) -> Iterator[Hit]:
    """Where somebody else lives, to the house; a flat is the matter of ``other_flat``."""
    own = "".join(subject.text_of(part) for part in subject.parts_of(Role.ADDRESSEE))
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        for found in _LIVES.finditer(sentence):
            if not _OF_READER.search(sentence[: found.start()]) and not _same_house(found["span"], own):
                yield Hit(start + found.start("span"), start + found.end("span"))


# «Вы сообщили, что в квартире № 15 …»: the letter gives back what it was told.
_READER_TOLD = regex.compile(
    r"(?i)\W*(?:в\s+обращении\s+)?вы\s+(?:также\s+)?(?:сообщ|пиш|писал|жалу|пожалов|указ|спраш|спрос|прос|попрос)\p{L}*"
)


@function_check("privacy.other-flat")
def other_flat(subject: Subject) -> Iterator[Hit]:
    """The flat of somebody else, with what is said of them."""
    own = {
        found["flat"]
        for part in subject.parts_of(Role.ADDRESSEE)
        for found in _FLAT.finditer(subject.text, part.start, part.end)
    }
    if not own:
        return
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        if _READER_TOLD.match(sentence):
            continue
        for found in _FLAT.finditer(sentence):
            others = _OWNER.search(sentence) is not None and _YOURS.search(sentence[: found.start()]) is None
            if found["flat"] not in own and others:
                yield Hit(start + found.start(), start + found.end())


@once_a_letter
def strangers(subject: Subject) -> frozenset[tuple[int, int]]:
    """Places of the people named who are neither the applicant nor the signer nor the executor."""
    known = _known_people(subject)
    return frozenset((one.start, one.end) for one in people_of(subject) if one not in known)


@once_a_letter
def _known_people(subject: Subject) -> "_People":
    return _People(_parties(subject))


def of_reader(before: str) -> bool:
    """Whether what follows ``before`` is the reader's own: «Ваш долг», «у Вашей дочери»."""
    return _OF_READER.search(before) is not None


def told_by_reader(sentence: str) -> bool:
    """Whether the reader has told what ``sentence`` says: «по Вашим словам», «как Вы пишете»."""
    return _TOLD_BY_READER.search(sentence) is not None


def _with_surname(subject: Subject, one: NamedPerson) -> NamedPerson:
    """``one`` with the capitalised word before a name and patronymic: «Лапин» is an adjective to the dictionary."""
    found = _SURNAME_BEFORE.search(subject.text, max(0, one.start - 40), one.start)
    if one.surname or not one.patronymic or found is None:
        return one
    start = found.start("word")
    return replace(one, text=subject.text[start : one.end], start=start, surname=found["word"])


def _is_official(before: str) -> bool:
    """Whether a post, and not a neighbour, stands nearest before the name: «инспектор Орлов», not «у соседа Орлова»."""
    post = max((found.end() for found in _POST.finditer(before)), default=-1)
    private = max((found.end() for found in _PRIVATE.finditer(before)), default=-1)
    return post > private


def _same_house(one: str, own: str) -> bool:
    """Whether the house of ``one`` is that of the reader: the same street name and number."""
    words = regex.findall(r"\p{Lu}\p{Ll}{2,}|\d+", one)
    return bool(words) and all(regex.search(rf"\b{word[:5]}", own) for word in words)


@once_a_letter
def _parties(subject: Subject) -> list[NamedPerson]:
    """The applicant, the signer, the executor: those named in their own parts, and on the card."""
    own = (Role.ADDRESSEE, Role.SALUTATION, Role.SIGNATURE, Role.ESIGN, Role.EXECUTOR, Role.CLOSING)
    people = [one for one in people_of(subject) if subject.role_at(one.start) in own]
    for part in subject.parts_of(Role.EXECUTOR, Role.SIGNATURE, Role.ADDRESSEE):
        people += [parse_person(found) for found in _NAMES.findall(subject.text_of(part))]
    card = subject.card
    for each in (card.applicant.person, card.executor.person) if card else ():
        if each.full:
            people.append(parse_person(each.full))
    people += [parse_person(signer.name) for signer in subject.profile.signers]
    return people


class _People:
    """``people`` to be asked whether somebody is among them; only those of a like name are compared."""

    def __init__(self, people: Iterable[NamedPerson]) -> None:
        self._by_name: dict[object, dict[object, NamedPerson]] = {}
        for one in people:
            for key in _keys(one):
                whole = (one.surname, one.initials, one.name, one.patronymic)
                self._by_name.setdefault(key, {}).setdefault(whole, one)

    def __contains__(self, one: NamedPerson) -> bool:
        return any(_same(one, other) for key in _keys(one) for other in self._by_name.get(key, {}).values())


def _keys(one: NamedPerson) -> Iterator[object]:
    if one.surname:
        yield from _lemmas(one.surname)
    if one.name:
        yield one.name, one.patronymic


def _same(one: NamedPerson, other: NamedPerson) -> bool:
    if one.surname and other.surname:
        if (
            one.initials
            and other.initials
            and len(one.initials) == len(other.initials)
            and one.initials != other.initials
        ):
            return False  # the reader's husband or sister, of the same surname
        return bool(_lemmas(one.surname) & _lemmas(other.surname))
    return bool(one.name and one.name == other.name and one.patronymic == other.patronymic)


@lru_cache(maxsize=WORDS_KEPT)
def _lemmas(surname: str) -> frozenset[str]:
    """Beginnings that both a man's and a woman's form share («иванов»)."""
    lemmas = {lemma.lower() for lemma in morph.lemmas(surname)} | {surname.lower()}
    return frozenset(lemma.rstrip("аяой") or lemma for lemma in lemmas)
