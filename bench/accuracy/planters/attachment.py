"""The attachment mark: said in the text and not marked, or marked in a wrong form (NORMS B.8)."""

from collections.abc import Iterator
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, swap
from bench.accuracy.planter import planter
from bench.accuracy.sheet import Sheet
from letterkit.core.letter import Role

_SAID = (
    "Копию акта прилагаем.",
    "Ответ инспекции прилагается.",
    "К письму приложена схема.",
    "Направляем также копию протокола (прилагается).",
    "Подробный расчёт – в приложении.",
    "Снимки места прилагаем.",
)
_RIGHT = "Приложение: акт осмотра на 3 л. в 1 экз."
_WRONG = (
    "Приложение: акт осмотра на 3 листах в 1 экземпляре.",
    "Приложение: акт осмотра на 3 л., в 1 экз.",
    "Приложение: акт осмотра.",
    "Приложение - акт осмотра на 3 л. в 1 экз.",
    "Приложение акт осмотра на 3 л. в 1 экз.",
    "приложение: акт осмотра на 3 л. в 1 экз.",
    "Приложение: акт осмотра 3 л. 1 экз.",
    "Приложение: на __ л. в __ экз.",
    "Приложение: акт осмотра на 3-х л. в 1 экз.",
    "Прил.: акт осмотра на 3 л. в 1 экз.",
    "Приложение: акт осмотра на 3 л в 1 экз",
    "Приложения: акт осмотра на 3 л. в 1 экз.",
)
# Not «приложите чеки», «документы, приложенные к заявлению»: papers of the citizen's own.
_MENTION = r"(?i)прилага(?:ем|ю|[ею]тся)|прилож(?:ен[аоы]?|или)\b|в приложении"


@planter("attachment.no-mark", "attachment", "form", most=12)
def no_mark(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The text says that something is attached; no mark says what."""
    if sheet.first(Role.ATTACHMENT) is None and sheet.hosts:
        at = sheet.hosts[-1]
        for sentence in _SAID:
            yield Edit((at, at), f" {sentence}", (at + 1, at + 1 + len(sentence)), sentence)


@planter("attachment.mark-removed", "attachment|typical", "absence")
def mark_removed(sheet: Sheet, random: Random) -> Iterator[Edit]:
    span = sheet.whole(Role.ATTACHMENT)
    said = any(sheet.find(_MENTION)) or any(sheet.find("возвраща"))
    if span and said:
        yield absence(span)


@planter("attachment.mark-form", "attachment|typography|punctuation|placeholder|spelling|abbreviation", "form", most=24)
def mark_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """A mark in a form of one's own, under a text that speaks of it."""
    if sheet.first(Role.ATTACHMENT) is None and sheet.hosts and sheet.body and sheet.hosts[-1] == sheet.body[1]:
        at = sheet.hosts[-1]
        for mark in _WRONG:
            new = f" Копию акта прилагаем.\n\n{mark}"
            yield Edit((at, at), new, (at + new.index(mark), at + len(new)), mark)


@planter("attachment.right-mark", "", "control", most=6)
def right_mark(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The same, done well."""
    if sheet.first(Role.ATTACHMENT) is None and sheet.hosts and sheet.body and sheet.hosts[-1] == sheet.body[1]:
        yield swap((sheet.hosts[-1], sheet.hosts[-1]), f" Копию акта прилагаем.\n\n{_RIGHT}")


@planter("attachment.own-mark-form", "attachment|typography|punctuation|abbreviation", "form", most=8)
def own_mark_form(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The letter's own mark with its form lost."""
    for match in sheet.find(r"на (\d+) л\. в (\d+) экз\.", Role.ATTACHMENT):
        sheets, copies = match[1], match[2]
        for wrong in (
            f"на {sheets} листах в {copies} экземплярах.",
            f"на {sheets} л., в {copies} экз.",
            f"{sheets} л. {copies} экз.",
            f"на {sheets}-х л. в {copies} экз.",
            f"на л. в {copies} экз.",
        ):
            yield swap(match.span(), wrong, way=wrong.replace(sheets, "N").replace(copies, "N"))


@planter("attachment.list-number", "attachment|consistency", "fact")
def list_number(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The list of attachments counts 1, 3."""
    for match in sheet.find(r"(?m)^[ \t]*2\. .*", Role.ATTACHMENT):
        line = match.group().lstrip()
        start = match.end() - len(line)
        if not regex.search(r"(?m)^[ \t]*3\. ", sheet.text[match.end() :]):
            yield swap((start, match.end()), "3" + line[1:])


@planter("attachment.wrong-number-in-text", "attachment|consistency", "fact")
def wrong_number_in_text(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The text sends the reader to an attachment that the letter has not got."""
    if sheet.first(Role.ATTACHMENT) is not None and sheet.hosts:
        at = sheet.hosts[-1]
        words = " План двора показан в приложении № 7."
        yield Edit((at, at), words, (at + 1, at + len(words)))
