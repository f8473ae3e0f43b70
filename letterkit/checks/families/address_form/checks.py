"""Clause 3.5: «Вы» with a capital for one person, «вы» for several, one form throughout, never «ты»."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from letterkit.checks.addressee_lines import addressees, is_group, joint_addressees
from letterkit.checks.engine_reading import READ_BY_ENGINE
from letterkit.checks.families.salutation.form import salutations
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level
from letterkit.russian import morph

_WHERE = READ_BY_ENGINE
_OPENS = '«"(:—–.!?'  # a capital after these may be that of a sentence
_YOU = frozenset("вы вас вам вами ваш ваша ваше ваши вашего вашей вашему вашу вашим вашем ваших вашими".split())
_THOU = frozenset(
    "ты тебя тебе тобой тобою твой твоя твое твои твоего твоей твоему твою твоим твоем твоих твоими".split()
)
# «Заявителя Кузнецовой», «заявителя: Кузнецовой», «заявителю (Кузнецова И.П.)»: a name beside it is of a record.
_NAMED = r"(?!\p{L}|\s*[:,(–—-]?\s+(?-i:[\p{Lu}<_\[])|\s*\((?-i:\p{Lu}))"
_READER = regex.compile(rf"(?i)\b(?P<reader>заявител(?:я|ю|ем|е|ьниц\p{{L}}{{1,2}})){_NAMED}")
# «Заявитель просил», «который подписал заявитель»: of one who did something, not of whoever may.
_DID = regex.compile(
    r"(?i)\b(?P<reader>заявитель)\s+(?:\p{L}+\s+){0,2}?\p{L}{2,}(?:л|лся|[аеё]н)(?!\p{L})|\b\p{L}{3,}(?:л|лся)\s+(?P<reader>заявитель)(?!\p{L})"
)
_THEM = regex.compile(rf"(?i)\b(?P<reader>заявител(?:ям|ями|ей|ях)){_NAMED}")
# What is said of every applicant, or of another one.
_BY_LAW = regex.compile(
    r"(?i)\b(?:закон|стать|правил|порядк|порядок|регламент|положени|кодекс|постановлени|административн)\p{L}*"
    r"|\b(?:если|когда|вправе|должен|должна|обязан|услуг\p{L}*)(?!\p{L})"
)
_OF_YOU = regex.compile(r"(?<=\s|«|\()В(?:ы|ас|ам|ами|аш\p{Ll}{0,3})\b|^\W*Ваш\p{Ll}{0,3}\b")
_GENERAL = regex.compile(
    r"(?i)\bкак\s+заявител|\b(?:кажд|люб|друг|перв|втор|треть|нов|ин|все|всяк|сам|так|эт|одн|коллективн|остальн|предыдущ|прежн|бывш)\p{L}{0,3}\s+заявител"
    r"|\b(?:анкет\p{L}*|бланк\p{L}*|образец|образц\p{L}+|форм[аеуы]|граф\p{L}{1,2}"
    r"|строк\p{L}{1,2}|личност\p{L}+|представител\p{L}+|соавтор\p{L}*|статус\p{L}*)(?!\p{L})"
    r"|\bзаявител\p{L}+\s+(?:–|—|подаёт|подает|указывает|пишет|представляет|предоставляет|получает|имеет|может|платит|выбирает|прилагает|заполняет|приходит)"
)
# «Паспорт заявителя» in a list of papers.
_ITEM = regex.compile(r"(?i)(?:копи|паспорт|подпис|сведени|данны|счёт|счет|дом|адрес|телефон|имя|имени)\p{L}*\s+$")
# Whoever is written to, one person is answered, unless the letter speaks of several.
_ANSWERS = regex.compile(r"(?i)\bваш\p{L}{1,3}\s+(?:\p{L}+\s+)?(?:обращени|заявлени|жалоб|письм|запрос|вопрос)\p{L}*")
_MANY = regex.compile(
    r"(?i)\b(?:жител|жильц|заявители|заявителей|собственник|родител|коллектив|граждане|соседи|уважаемые|коллеги)\p{L}*"
    r"|\b(?:все(?:м|х)?\s+вас|вас\s+все|вам\s+все|вы\s+все)"
)
_QUOTES = frozenset({Shield.QUOTE})


@function_check("address-form.lower")
def lower(subject: Subject) -> Iterator[Hit]:
    """One person is addressed as «вы»."""
    small, capital = _forms(subject)
    several = _several(subject)
    if capital or several or (several is None and not _answers_one(subject)):
        return
    level = Level.ADVICE if several is None else None
    yield from (replace(_swap_case(token), level=level) for token in small)


@function_check("address-form.capital")
def capital(subject: Subject) -> Iterator[Hit]:
    """Several people are addressed as «Вы»."""
    small, capitals = _forms(subject)
    if _several(subject) and not small:
        yield from (_swap_case(token) for token in capitals)


@function_check("address-form.mixed")
def mixed_address(subject: Subject) -> Iterator[Hit]:
    """Both «Вы» and «вы» in one letter: those that do not fit the number of people, or else the rarer ones."""
    small, capitals = _forms(subject)
    if small and capitals:
        several = _several(subject)
        wrong = capitals if several else small if several is False else min(small, capitals, key=len)
        yield from (_swap_case(token) for token in wrong)


@function_check("address-form.thou")
def thou(subject: Subject) -> Iterator[Hit]:
    """«ты», «твой» to a citizen."""
    for token in _prose_tokens(subject):
        if (token.form in _THOU or _second_singular(token)) and not subject.protected.touches(
            token.start, token.end, _QUOTES
        ):
            yield Hit(token.start, token.end)


@function_check("address-form.all-capitals")
def all_capitals(subject: Subject) -> Iterator[Hit]:
    """«ВАМ», «ВАШЕ» inside a sentence that is not all in capitals."""
    if not any(len(token.text) > 1 and token.text.isupper() for token in _yous(subject)):
        return
    tokens = _prose_tokens(subject)
    for number, token in enumerate(tokens):
        if token.form not in _YOU or len(token.text) < 2 or not token.text.isupper():
            continue
        near = [each for each in tokens[max(0, number - 2) : number + 3] if each is not token and each.is_word]
        if any(len(each.text) > 1 and each.text.islower() for each in near):
            yield Hit(token.start, token.end, suggestions=(token.text.capitalize(),))


@function_check("address-form.third-person")
def third_person(subject: Subject) -> Iterator[Hit]:
    """«Ответ направят заявителю», «заявитель просил» in a letter to the very person.

    Advice where it may be said of every applicant: in a sentence of what the law says or of a condition, and in a
    letter that speaks to nobody; «заявитель» as the one who may and must is nearly always of that kind.
    """
    if "аявител" not in subject.prose or (several := _several(subject)) is None:
        return
    spoken_to = any(_forms(subject)) and not several
    for start, end in subject.sentences:
        sentence = subject.text[start:end]
        if "аявител" not in sentence or _GENERAL.search(sentence):
            continue
        # What the law says of every applicant, unless the reader is spoken to beside it.
        at_large = _BY_LAW.search(sentence) is not None and _OF_YOU.search(sentence) is None
        for found in _THEM.finditer(sentence) if several else (*_READER.finditer(sentence), *_DID.finditer(sentence)):
            at = start + found.start("reader")
            if not subject.protected.touches(at, start + found.end("reader"), _QUOTES):
                item = _ITEM.search(sentence[: found.start("reader")])
                level = None if spoken_to and not at_large and not item else Level.ADVICE
                yield Hit(at, start + found.end("reader"), level=level)


@once_a_letter
def _several(subject: Subject) -> bool | None:
    """Whether several people are addressed: by the card, the addressee, the salutation; None when nothing tells."""
    if subject.card and subject.card.applicant.collective:
        return True
    if subject.card and subject.card.applicant.person.name:
        return False
    forms = salutations(subject)
    if joint_addressees(subject) or (is_group(subject) and not any(form.people for form in forms)):
        return True
    if not forms:
        return False if len(addressees(subject)) == 1 else None
    one = len(forms[0].people) == 1  # «Уважаемые Мария Петровна!» is a slip about one person
    return forms[0].collective or (forms[0].respect.lower() == "уважаемые" and not one)


def _answers_one(subject: Subject) -> bool:
    """Whether a text without a salutation answers an appeal that nothing shows to be of several people."""
    return _ANSWERS.search(subject.prose) is not None and _MANY.search(subject.prose) is None


@once_a_letter
def _forms(subject: Subject) -> tuple[list[Token], list[Token]]:
    """(«вы»…, «Вы»…) inside sentences; the first word of a sentence has a capital anyway."""
    starts = {start for start, _ in subject.sentences}
    starts |= {tokens[0].start for part in subject.parts_of(*_WHERE) if (tokens := subject.tokens_of(part))}
    small: list[Token] = []
    capitals: list[Token] = []
    for token in _yous(subject):
        if token.start in starts or subject.protected.touches(token.start, token.end, _QUOTES):
            continue
        if token.text.isupper() and len(token.text) > 1:
            continue
        before = subject.text[max(0, token.start - 40) : token.start].rstrip()[-1:]
        if before in _OPENS and token.text[0].isupper():
            continue
        (capitals if token.text[0].isupper() else small).append(token)
    return small, capitals


def _yous(subject: Subject) -> tuple[Token, ...]:
    """«Вы», «вас», «ВАШЕ» of the title, the text and the attachments, wherever in a sentence."""
    found: list[Token] = []
    for part in subject.parts_of(*_WHERE):
        places = subject.places_of(part)
        tokens = subject.tokens_of(part)
        found += [tokens[at] for at in sorted(at for form in _YOU & places.words for at in places[form])]
    return tuple(found)


def _prose_tokens(subject: Subject) -> tuple[Token, ...]:
    return tuple(token for part in subject.parts_of(*PROSE) for token in subject.tokens_of(part))


def _second_singular(token: Token) -> bool:
    """«Можешь», «получишь»; «вишь» and a name such as «Оболешь» are no verbs to the dictionary alone."""
    if not token.form.endswith(("ешь", "ишь", "ешься", "ишься")) or (token.text[0].isupper() and token.start == 0):
        return False
    readings = morph.parses(token.form)
    return readings[0].is_known and all(parse.tag.person == "2per" and parse.tag.number == "sing" for parse in readings)


def _swap_case(token: Token) -> Hit:
    first = token.text[0]
    return Hit(
        token.start, token.end, suggestions=((first.lower() if first.isupper() else first.upper()) + token.text[1:],)
    )
