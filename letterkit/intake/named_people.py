"""People whom an appeal names, and what stands at their names and near them."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.core.people import Case
from letterkit.intake.addresses import Address
from letterkit.intake.capitals import with_capitals
from letterkit.intake.fields import LabelledLine
from letterkit.intake.named_person import NamedPerson
from letterkit.intake.names_in_fields import FOR_OTHERS, REPRESENTS, cyrillic, is_known_name, names_in_fields
from letterkit.intake.same_people import as_one_each
from letterkit.intake.signers_in_lists import listed_signers
from letterkit.intake.values import Span
from letterkit.intake.zones import Zones
from letterkit.russian.entity import Entity
from letterkit.russian.morph import is_known, parses
from letterkit.russian.names_decline import is_initial
from letterkit.russian.names_gender import gender_of_patronymic
from letterkit.russian.names_nominative import nominative
from letterkit.russian.persons import persons

_FROM = regex.compile(r"(?i)(?<!\p{L})от\s+(?:[^.;:()\d]{0,90}[\s,])?$")
_I_AM = regex.compile(
    r"(?i)(?:(?<!\p{L})я\s*,|меня\s+зовут|зовут\s+меня|(?<!\p{L})(?:пишет|обращается|"
    r"беспокоит)(?:\s+к)?(?:\s+вам)?|заявление)\W+(?:[\p{L}-]+[ ,]+){0,4}$"
)
_OFFICIAL = regex.compile(
    r"(?i)(?:министр|губернатор|глав|мэр|прокурор|президент|директор|начальник|руководител|председател|депутат|тов|господин|господ|г-н)\p{L}*\.?(?:\s+\p{L}[^\n,:]{0,80})?\s*$"
)
_TO_BE_ANSWERED = regex.compile(
    r"(?i)(?:ответ\p{L}*|письмо)[^.!?\n]{0,60}?(?:на\s+имя|присл|направ|высл|выда|вруч|дать|сообщ|адрес)[^.!?\n]{0,50}$|"
    r"ответ\p{L}*\s*[:–—-]\s*$|отвечать\W{1,3}$|контактн\p{L}+\s+лиц\p{L}+[^.!?\n]{0,20}$|уполномоч\p{L}+[^.!?\n]{0,60}$"
)
"""Whom to answer, of many who write: «Ответ просим прислать старшей по дому …»."""
_GREETED = regex.compile(r"(?i)уважаем\p{L}{2,3}\s+(?:\p{L}+\s+)?$|здравствуйте,?\s+$")
_CALLED_BEFORE = regex.compile(r"(?i)(?:^|[.!?\n]\s*|(?:вам|вас|вами|здравствуйте|день|прошу),\s+)$")
_TO_YOU = regex.compile(r"(?i)(?<!\p{L})вам,\s+$")
_CALLED_AFTER = regex.compile(r"\s*[,!]")
_TO_POST = regex.compile(
    r"(?i)^\W*(?:(?:и\.\s?о\.|врио|перво\p{L}+|заместител\p{L}+)\s+)?(?:министру|губернатору|мэру|прокурору|президенту|директору|"
    r"начальнику|руководителю|председателю|главе|депутату)(?!\p{L})[^\n,.:]{0,80}$"
)
_EXECUTOR = regex.compile(r"(?i)исп(?:\.|олнител\p{L}+)[\s:–—-]*$")
_SIGNED = regex.compile(
    r"(?i)(?:уважени\p{L}+|надежд\p{L}+|благодарност\p{L}+|приветом|спасибо)(?:\s+к\s+вам)?\W{0,12}(?:\p{L}+\W{1,3})?$"
)
_WHOSE = regex.compile(rf"(?i){FOR_OTHERS}(?:\s+\p{{Ll}}+){{0,3}},?\s+$")
"""«опекун недееспособного …»: whose guardian somebody is who was named a little before."""
_BY_PROXY = regex.compile(r"(?i)\s+по\s+доверенности\s+(?:№?\s*[\d./-]+\s+)?(?:от\s+[\d.]+\s+)?(?-i:\p{Lu}\p{Ll}+)")
"""«от представителя Погорелых М.Л. по доверенности Зуба К.Д.»: the first is spoken for."""
_OF_ONE_PHRASE = regex.compile(r"(?i)[\s,–—-]+(?!от\s)(?:(?:я|\p{L}+)\s+){0,3}(?:и\s+)?")
"""What stands between a name and «опекун …» of the same person: «Вингун Лидии Захаровны, бабушки и …»."""
_ACTS = regex.compile(r"(?i)^[^\n]{0,12}действу\p{L}+\s+(?:по|на основании)\s+[^\n]{0,20}доверенност")
_IS_FOR = regex.compile(
    rf"(?i)[\s,(–—-]{{1,4}}(?:[^\n.,]{{0,30}}\sи\s)?(?:законн\p{{L}}+\s+)?{FOR_OTHERS}"
    r"(?!(?:\s+по\s+доверенности)?\s*[–—:-]\s*(?-i:\p{Lu}))|\s*\(по\s+доверенности"
)
_GUARDIAN_OF = regex.compile(
    r"(?i)(?<!\p{L})(?:представител(?:ь|ем|ю)|(?:адвокат|опекун|защитник)(?:ом|у)?|попечител(?:ь|ем|ю))(?:\s+\p{Ll}+){0,4},?\s+$"
)
"""«Я опекун своего внука …»: whose guardian stands in the genitive, which the word itself is not."""
_REPRESENTED = regex.compile(
    r"(?i)(?:заявител\p{L}*|в\s+интересах(?:\s+\p{Ll}+){0,3}|подопечн\p{L}+|за\s+сво\p{L}+\s+\p{L}+|доверител\p{L}*|(?:мо[ейя]\p{L}*\s+)?(?:мат[ьер]\p{L}*|от(?:ец|ц[аеу])|бабушк\p{L}+|дедушк\p{L}+|сын\p{L}*|доч[ьер]\p{L}*))\W{1,4}$"
)
_SPOKEN_FOR = regex.compile(r"(?i)(?:в\s+интересах(?:\s+\p{Ll}+){0,3}|подопечн\p{L}+|доверител\p{L}+)\W{1,4}$")
_WRITES_FOR = regex.compile(
    r"(?i)(?<!\p{L})(?:пишу|обращаюсь|прошу)\s+(?:\p{Ll}+\s+){0,2}?(?:за|от\s+имени|в\s+интересах|по\s+просьбе|по\s+поручению)\s+"
    r"(?:сво\p{L}+\s+|моей\s+|моего\s+)?(?:мам|мат|отц|пап|бабушк|дедушк|сын|доч|брат|сестр|муж|жен|родител|тёт|тет|дяд|внук)\p{L}*"
)
"""«Пишу за отца», «Отец: Лыткин Геннадий Фомич»: who writes speaks for a relative who is named so."""
_PART = r"[А-ЯЁ][а-яё]*(?:-[А-ЯЁа-яё][а-яё]+)?"
_LONE = regex.compile(
    rf"(?m)^(?:(?i:[^\n]{{0,90}}(?:спасибо|уважением|благодарностью|надеждой)),?)?[^\S\n]*+(?P<name>(?:[А-ЯЁ]\.[^\S\n]?)?{_PART}(?:[^\S\n]+{_PART}){{0,2}})(?=[^\S\n]*(?:$|[,.(/]|"
    rf"\s{{3,}}|[^\S\n]\d))"
)
_IN_SMALL = regex.compile(
    r"\n[^\S\n]*(?P<name>[а-яё]{3,}[^\S\n]+[А-ЯЁа-яё][а-яё]{2,}|[А-ЯЁ][а-яё]{2,}[^\S\n]+[а-яё]{3,})[^\S\n]*(?:[,.\d(+]|\s*$)"
)
"""A name and a surname of which one at least begins with a small letter, in a line of their own at the end."""
_INTRODUCED = regex.compile(
    rf"(?<!\p{{L}})(?i:я|меня\s+зовут|зовут\s+меня|пишет(?:\s+вам)?|обращается(?:\s+к\s+вам)?),?\s+"
    rf"(?P<name>{_PART}(?:[^\S\n]+{_PART}){{1,2}})(?![\p{{L}}.])"
)
_CALLED_IN_SMALL = regex.compile(
    r"(?i)(?:меня\s+зовут|зовут\s+меня)\s+(?-i:(?P<name>\p{Ll}{3,}[^\S\n]+\p{Ll}{2,}))(?!\p{L})"
)
_SHOUTED_NAME = regex.compile(
    r"(?m)^[^\S\n]*\p{Lu}{3,}(?:-\p{Lu}+)?(?:[^\S\n]+\p{Lu}{3,}){1,2}(?=[^\S\n]*(?:$|[,.(\d+]))"
)
"""«ШАРИПОВА НАРГИЗА»: in a line of its own."""
_YOURS = regex.compile(r"(?i)(?:ваш|твой|ваша|твоя)\s+")
_RELATIVE = regex.compile(
    r"(?i)(?<!\p{L})(?:жена|муж|супруг\p{L}?|мама|мать|отец|папа|сын|дочь|дочка|сестра|брат|внук|внучка|и\s+с\s+\p{L}+)"
    r"\s*[:(–—-]?\s*$"
)
_REACHED = regex.compile(
    r"[^\n]{0,40}?(?:\n[^\S\n]*)?(?:адрес|прожив|\d{6}|г\.|ул\.|тел|сот\.|\+7|8[ (-]?9|[\w.]+@|кв\.\s?\d+,\s[\w.]+@)"
)
_FROM_WHOM = regex.compile(
    r"(?im)^[^\S\n]*от\s+(?:(?:(?:граждан|пенсионер|жител|ветеран|инвалид|собственни)\p{L}*|гр(?:\.|-\p{L}+)|(?:[IVX]{1,3}|[123])\S{0,2}\s+групп\p{L}+)\s+){0,3}"
    r"(?P<name>\p{Cyrillic}[\p{Cyrillic}-]+(?:[^\S\n]+\p{Cyrillic}[\p{Cyrillic}-]+){1,2})(?=[^\S\n]*(?:,|$|\d|\())"
)
_FROM_IN_LINES = regex.compile(
    r"(?<!\p{L})от\s+(?P<name>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?:\s+\p{Lu}\p{Ll}+)\s+\p{Lu}\p{Ll}+(?:вича|ича|вны|ичны|ишны))(?!\p{L})"
)
"""A name that lines of a narrow column break: «от Мороз / Ольги / Станиславовны»."""
_LATIN = regex.compile(r"(?m)^[^\S\n]*([A-Z][a-z]{2,})[^\S\n]+([A-Z][a-z]{2,})[^\S\n]*$")
_OF_NAMES = frozenset(("Name", "Patr", "Surn"))
_WHO_WRITES = frozenset(("after «от»", "named by a form"))
_NOT_NAMES = frozenset(
    "баба дед ген тётя тетя дядя семья обращение заявление жалоба приложение приложения ответ спасибо всего"
    " здравствуйте россия тел".split()
)
_BEFORE_NAME = regex.compile(r"(?P<word>\p{Lu}[\p{L}-]+)[^\S\n]{1,2}$")
_OVER_LINES = regex.compile(r"(?<!\p{L})от\s+(?:\p{Ll}+\s+){0,3}(?P<word>\p{Lu}[\p{L}-]+)[^\S\n]*\n[^\S\n]*$")
_AFTER_NAME = regex.compile(r"[^\S\n]{1,2}(?P<word>\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}.])")
_TITLES = regex.compile(
    r"(?i)уважаем|дорог|ваш[аеиу]?$|тво[йя]$|господин|госпож|гражд|товарищ|председател|директор|начальник|министр|глав|пенсионер|инвалид|"
    r"заявител|представител|жител|жильц|жильцы|родител|собственник|дольщик|сосед|ветеран|опекун|адвокат|подпис|прошу|имени|фельдшер|учител|воспитател|медсестр|"
    r"библиотекар|тралмастер|ип$"
)
NEAR_HEAD = 400
"""Characters from the beginning in which «от» says who writes, wherever the head ends."""


def named_people(
    text: str, labelled: tuple[LabelledLine, ...], zones: Zones, places: tuple[Address, ...]
) -> list[NamedPerson]:
    """All whom ``text`` names, one a person."""
    named = [
        *names_in_fields(text, labelled),
        *_in_text(text, labelled, zones, places),
        *_lone(text, labelled, zones, places),
        *_people_of_lists(text, zones),
    ]
    merged = as_one_each(named)
    for one in merged:
        if _WHO_WRITES & one.signs or {"alone in a line", "in the close"} <= one.signs:
            # «предоставить Цою …» is said of who writes, «Юрий Мстиславович, сообщаем …» is quoted by them
            one.signs.discard("written to")
        one.represents &= "spoken for" not in one.signs
    writing = (one for one in merged if "written to" not in one.signs)
    by_place = sorted(writing, key=lambda one: max(one.places))
    for one in by_place[:1]:
        one.signs.add("first named")
    for one in by_place[-1:]:
        one.signs.add("last named")
    for one in merged:
        person = one.person
        one.signs |= {
            sign
            for sign, holds in {
                "in three words": all((person.surname, person.name, person.patronymic))
                and not is_initial(person.name or ""),
                "without a surname": not person.surname,
                "with initials": bool(person.name and is_initial(person.name)),
                "again": len(set(one.places)) > 1,
                "reached": one.reached,
                "represents": one.represents,
                "represented": one.represented,
            }.items()
            if holds
        }
    return merged


def _in_text(
    text: str, labelled: tuple[LabelledLine, ...], zones: Zones, places: tuple[Address, ...]
) -> Iterator[NamedPerson]:
    cased = with_capitals(text)
    writes_for = _WRITES_FOR.search(text) is not None
    ends: list[Span] = []
    for entity in persons(cased):
        start, end = _with_surname(cased, entity)
        line_start = text.rfind("\n", 0, start) + 1
        before, line_before = text[max(0, start - 120) : start], text[line_start:start]
        line_end = text.find("\n", end)
        after = text[end : line_end if line_end >= 0 else len(text)]
        if _EXECUTOR.search(before) or any(line.start <= start < line.at for line in labelled):
            continue
        came_from = bool(_FROM.search(before)) and (zones.in_head(start) or start < NEAR_HEAD)
        reached = bool(_REACHED.match(text[end : end + 90])) or any(0 <= each.start - end < 60 for each in places)
        official = _OFFICIAL.search(before if not line_before.strip() else line_before)
        post = official is not None and not came_from  # «Министру от Зайца»: the post is another's
        alone = not line_before.strip(" –—-•*\t,.()") and len(after) < 90
        found = {
            "after «от»": came_from,
            "after «я»": bool(_I_AM.search(before)),
            "a post before": post,
            "a post, no dative": post and not _is_dative(cased[start:end]),
            "written to": not (zones.in_close(start) or came_from)
            and not _TO_BE_ANSWERED.search(before)
            and (
                _is_only_dative(cased[start:end])
                or bool(_TO_POST.search(line_before))
                or _is_called(before, text, start, end)
            ),
            "alone in a line": alone,
            "in the close": zones.in_close(start) and (alone or not _stands_in_sentence(line_before)),
            "in the head": zones.in_head(start),
            "told in the story": not zones.in_close(start) and not zones.in_head(start) and not alone,
            "after «с уважением»": bool(_SIGNED.search(before)),
            "to be answered": bool(_TO_BE_ANSWERED.search(before)),
            "spoken for": bool(_SPOKEN_FOR.search(before[-60:]))
            or (writes_for and bool(_RELATIVE.search(line_before) or _REPRESENTED.search(before[-60:]))),
            "quoted": text.count("«", 0, start) > text.count("»", 0, start),
            "a relative": bool(_RELATIVE.search(line_before)),
        }
        whose = _WHOSE.search(before)
        is_whose = whose is not None and any(
            _OF_ONE_PHRASE.fullmatch(text, other, start - len(before) + whose.start()) for _, other in ends
        )
        by_proxy = bool(_WHOSE.search(before)) and bool(_BY_PROXY.match(text, end))
        is_whose |= bool(_GUARDIAN_OF.search(before)) and _is_in_genitive(cased[start:end])
        ends.append((start, end))
        found["spoken for"] |= is_whose or by_proxy
        represents = not (is_whose or by_proxy) and bool(
            REPRESENTS.search(before[-90:]) or _ACTS.match(text[end : end + 80]) or _IS_FOR.match(text, end)
        )
        yield NamedPerson(
            nominative(cased[start:end], Case.GENITIVE if came_from or found["spoken for"] else None),
            [(start, end)],
            {sign for sign, holds in found.items() if holds},
            represents=represents,
            represented=is_whose or by_proxy or (not represents and bool(_REPRESENTED.search(before[-60:]))),
            reached=reached,
        )


def _is_called(before: str, text: str, start: int, end: int) -> bool:
    """Whether a name is called out to: «Уважаемый Роман Викторович», «Роман Викторович, обращаюсь к Вам»."""
    if _GREETED.search(before):
        return True
    words = text[start:end].split()
    return (
        len(words) == 2
        and any("Patr" in each.tag for each in parses(words[1].lower()))
        and bool(_CALLED_BEFORE.search(before) and _CALLED_AFTER.match(text, end))
        and (not _I_AM.search(before) or bool(_TO_YOU.search(before)))
    )


def _with_surname(text: str, entity: Entity) -> Span:
    """The place of a name and a patronymic with the surname that no dictionary has: «Бережного Артёма Игоревича»."""
    start, end = entity.start, entity.end
    if yours := _YOURS.match(text, start, end):
        start = yours.end()
    if len(text[start:end].split()) != 2 or "." in entity.text:
        return start, end
    if (after := _AFTER_NAME.match(text, end)) and not _TITLES.match(after["word"]):
        return start, after.end()
    before = _BEFORE_NAME.search(text, max(0, start - 40), start) or _OVER_LINES.search(text, max(0, start - 90), start)
    if before and not _TITLES.match(before["word"]) and (before.start() and text[before.start() - 1] not in ".!?"):
        return before.start("word"), end
    return start, end


def _stands_in_sentence(before: str) -> bool:
    return bool(regex.search(r"\p{L}{3,}\s+\p{Ll}{4,}\s", before))


def _lone(
    text: str, labelled: tuple[LabelledLine, ...], zones: Zones, places: tuple[Address, ...]
) -> Iterator[NamedPerson]:
    """Names of one to three words that stand in a line of their own in the close, of any words at all."""
    cased = with_capitals(text)
    spans = [(entity.start, entity.end) for entity in persons(cased)] + [(each.start, each.end) for each in places]
    for match in _LONE.finditer(_SHOUTED_NAME.sub(lambda said: said[0].title(), text)):
        start, end = match.span("name")
        words = match["name"].split()
        in_close = zones.in_close(start) or (len(words) > 1 and not text[match.end() :].strip().count("\n"))
        is_whole = _is_whole(words)
        if not (in_close or (zones.in_head(start) and (is_whole or len(words) == 2))) or any(
            one < end and start < other for one, other in spans
        ):
            continue
        if words[0].lower() in _NOT_NAMES or any(line.start <= start < line.end for line in labelled):
            continue
        named = is_whole or (len(words) > 1 and any(is_known_name(word) for word in words))
        if zones.in_head(start) and not named and not (len(words) == 2 and _REACHED.match(text, end)):
            continue
        if not named and not (any(map(_can_be_name, words)) and all(map(_may_belong, words))):
            continue
        zone = "in the close" if in_close else "in the head"
        yield NamedPerson(nominative(match["name"]), [(start, end)], {"alone in a line", zone})
    for match in _INTRODUCED.finditer(text):
        start, end = match.span("name")
        words = match["name"].split()
        if any(one < end and start < other for one, other in spans) or any(map(_TITLES.match, words)):
            continue
        if _is_whole(words) or (any(map(_can_be_name, words)) and all(map(_may_belong, words))):
            yield NamedPerson(nominative(match["name"]), [(start, end)], {"after «я»"})
    for pattern, begin, signs in (
        (_IN_SMALL, zones.story[1] if zones.story[1] < len(text) else 0, ("alone in a line", "in the close")),
        (_CALLED_IN_SMALL, 0, ("after «я»",)),
    ):
        for match in pattern.finditer(text, begin):
            start, end = match.span("name")
            words = match["name"].lower().split()
            if any(one < end and start < other for one, other in spans) or not any(map(is_known_name, words)):
                continue
            if all(is_known_name(word) or _can_stand_for_surname(word) for word in words):
                name = " ".join(word.capitalize() for word in words)
                yield NamedPerson(nominative(name), [(start, end)], set(signs))
    for match in _FROM_WHOM.finditer(cased, 0, max(zones.story[0], NEAR_HEAD)):
        start, end = match.span("name")
        words = match["name"].split()
        if any(one < end and start < other for one, other in spans) or any(map(_TITLES.match, words)):
            continue
        if any(map(_can_be_name, words)) and all(map(_may_belong, words)):
            name = " ".join(word[:1].upper() + word[1:] for word in words)
            yield NamedPerson(nominative(name, Case.GENITIVE), [(start, end)], {"after «от»", "in the head"})
    for match in _FROM_IN_LINES.finditer(cased, 0, max(zones.story[0], NEAR_HEAD)):
        name = " ".join(match["name"].split())
        yield NamedPerson(nominative(name, Case.GENITIVE), [match.span("name")], {"after «от»", "in the head"})
    for match in _LATIN.finditer(text):
        if zones.in_close(match.start()):
            yield NamedPerson(
                nominative(cyrillic(f"{match[2]} {match[1]}")),
                [(match.start(1), match.end(2))],
                {"alone in a line", "in the close"},
            )


def _people_of_lists(text: str, zones: Zones) -> Iterator[NamedPerson]:
    """People of a list of signers whom no dictionary tells to be people."""
    known = [(entity.start, entity.end) for entity in persons(with_capitals(text))]
    for start, end in listed_signers(text, zones):
        words = text[start:end].split()
        if any(one < end and start < other for one, other in known) or not any(map(_can_be_name, words)):
            continue
        yield NamedPerson(nominative(text[start:end]), [(start, end)], {"alone in a line", "in the close"})


def _is_whole(words: Sequence[str]) -> bool:
    """Whether the last of three words is a patronymic: a whole name, whatever the dictionary takes the others for."""
    return len(words) == 3 and gender_of_patronymic(words[-1]) is not None


def _can_be_name(word: str) -> bool:
    return not is_known(word.lower()) or any({"Name", "Surn"} & each.tag.grammemes for each in parses(word.lower())[:3])


def _can_stand_for_surname(word: str) -> bool:
    return not any(
        each.is_known and each.tag.POS in ("VERB", "INFN", "PREP", "CONJ", "PRCL") for each in parses(word)[:2]
    )


def _may_belong(word: str) -> bool:
    read = parses(word.lower())
    return (
        not read[0].is_known or bool({"Name", "Surn", "Patr", "Geox"} & read[0].tag.grammemes) or "NOUN" in read[0].tag
    )


def _is_dative(name: str) -> bool:
    words = [word for word in name.split() if not is_initial(word) and "." not in word]
    words = [word for word in words if any("Patr" in each.tag for each in parses(word.lower()))] or words
    forms = [each for word in words for each in parses(word.lower()) if {"Surn", "Name", "Patr"} & each.tag.grammemes]
    return not forms or any("datv" in each.tag for each in forms) or words[-1][-1:].lower() in "ую"


def _is_in_genitive(name: str) -> bool:
    """Whether a part of ``name`` is in the genitive or the accusative and nothing else, and all of it can be."""
    cases = [
        {each.tag.case for each in parses(word.lower()) if _OF_NAMES & each.tag.grammemes and each.tag.number == "sing"}
        for word in name.split()
        if "." not in word
    ]
    told = [found for found in cases if found]
    return any(found <= {"gent", "accs"} for found in told) and all("gent" in found for found in told)


def _is_only_dative(name: str) -> bool:
    """Whether ``name`` is in the dative and in no other case: of people to whom something is written."""
    words = [word for word in name.split() if "." not in word]
    told = [word for word in words if any("Patr" in each.tag for each in parses(word.lower()))] or words
    cases = [{each.tag.case for each in parses(word.lower()) if _OF_NAMES & each.tag.grammemes} for word in told]
    return bool(cases) and all(found <= {"datv", "loct"} for found in cases if found) and any(cases)
