"""The mark of attachments: it agrees with the text, and has the form of GOST R 7.0.97."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.checks.check import Need
from letterkit.checks.families.attachment.list import has_mark
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role

_SAID = regex.compile(
    r"(?i)\bприлага(?:ем|ю)\b|\bприлага[ею]тся\b(?=\s*(?:[.)]|$)|\s+к\s+(?:настоящему\s+)?(?:письму|ответу))"
    r"|\b(?:в|согласно)\s+приложени[июя]{1,2}\b(?:\s+к\s+(?:письму|ответу)|(?!\s+(?:к|№|«|\p{L}+(?:ом|ой)\b)))"
    r"|\bприложени\p{L}+\s+к\s+(?:настоящему\s+)?(?:письму|ответу)|\bприлож(?:ен|ена|ено|ены|или|ил)\b(?!\s+(?:(?:вс\p{L}+|больш\p{L}+)\s+)?(?:усили|сил|рук))"
)
_APPLICATION = regex.compile(
    r"(?i)(?:мобильн|электронн)\p{L}+\s+(?:\p{L}+\s+)?$|(?:через|установи\p{L}*|скача\p{L}*)\s+(?:\p{L}+\s+)?$"
)
_THEIRS = regex.compile(
    r"(?i)\bк\s+(?:(?:ваш|сво|эт)\p{L}+\s+)?(?:(?:обращени|заявлени|жалоб|заявк|договор|приказ|постановлени|акт)\p{L}*|нему|ней)\b"
)
# «К жалобе Вы приложили справку», «к договору не приложен чек»: papers of the reader's.
_TO_THEIRS = regex.compile(
    r"(?i)\bк\s+(?:(?:ваш|сво|эт)\p{L}+\s+)?(?:обращени|заявлени|жалоб|заявк|договор|приказ|постановлени|акт|отч[её]т|запрос|ходатайств|иск)\p{L}*\s+(?:[\p{L}]+\s+){0,3}$"
    r"|\b[Вв]ы\s+(?:\p{L}+\s+){0,2}$|\bне\s+$|\bВами\s+$"
)
# «в приложении для записи», «в приложении «Госуслуги»»: a program.
_PROGRAM = regex.compile(
    r"\s+(?:для\s+(?:запис|оплат|заказ|передач|связ|вызов|покупк|телефон|смартфон)\p{L}*|«(?:Госуслуг|Мо[йяеё]\b|Добродел)|на\s+(?:телефон|смартфон)\p{L}*)"
)
_MARK = regex.compile(r"(?i)\s*приложени[ея](?:\s*(?:№|N)?\s*\d+)?")
_COUNTED = regex.compile(
    r"(?i)\bна\s+\d+(?:\s*\(\p{L}[^)]*\))?\s*(?:л\.|л\b|лист\p{L}*|стр)|\bв\s+\d+\s*экз|\bв\s+электронн\p{L}+\s+виде|\b\d+\s+файл|\bфайл\p{L}*\b"
    r"|\bдиск\b|\bтолько\s+в\s+адрес|\bвсего\s+на\s+\d+\s*л"
)
_LONG_WORDS = regex.compile(
    r"(?i)(?<=\d\s)(?P<sheets>лист(?:ах|е|а|ов)?)\b|(?<=\d\s)(?P<copies>экземпляр\p{L}*)|(?<=\d\s)(?P<bare>л|экз)(?![.\p{L}])"
)
# «На л. в 1 экз.», «на 2 л. в экз.»: the number is lost; «на 3-х л.»: an ending is added to it.
_NO_COUNT = regex.compile(r"(?i)\bна\s+(?:л\.|лист(?:ах|е)\b)|(?<=\bл\.\s)в\s+экз\b\.?")
_ENDING = regex.compile(r"(?i)\b(?P<number>\d+)-?(?:х|ти|и|м|ми|ом)(?=\s+(?:л|экз)\b)")
_COMMA = regex.compile(r"(?<=\bл)\.?,(?=\s*в\s+\d)")
_BARE = regex.compile(r"(?i)\s*приложени[ея]\s*[:.–—-]?\s*на\s+\d+\s*л[^\p{L}]*(?:в\s+\d+\s*экз)?[.\s]*$")


_INSIDE = regex.compile(r"Приложени[ея]\s*(?:№\s*\d+\s*)?:")
_ATTACHES = frozenset("прилагаем прилагаю прилагается прилагаются".split())
_OF_PAPERS = frozenset("копия образец бланк фотография снимок".split())
_PAPERS = frozenset(
    """
    акт смета копия справка схема план протокол ответ письмо образец бланк заявление фотография снимок решение
    график перечень список выписка заключение договор таблица расчет памятка отчет постановление приказ
    квитанция свидетельство уведомление чертеж карта анкета уведомление счет ведомость инструкция
    """.split()
)


@function_check("attachment.missing")
def missing(subject: Subject) -> Iterator[Hit]:
    """The text speaks of an attachment, and no mark names it."""
    if subject.first(Role.ATTACHMENT) is not None or has_mark(subject):
        return
    for part in subject.parts_of(*PROSE):
        for found in _SAID.finditer(subject.text, part.start, part.end):
            around = subject.text[max(part.start, found.start() - 40) : found.start()]
            after = subject.text[found.end() : found.end() + 40]
            if (
                _APPLICATION.search(around)
                or _THEIRS.search(after)
                or _PROGRAM.match(after)
                or _TO_THEIRS.search(around)
                or regex.search(r"(?i)\bк\s+ваш\p{L}*\s+\p{L}+\s*$", around)
            ):
                continue
            yield Hit(*found.span())
            return


@function_check("attachment.unmentioned")
def unmentioned_attachment(subject: Subject) -> Iterator[Hit]:
    """«Приложение: на 2 л.» though the text names no document that goes with it."""
    part = subject.first(Role.ATTACHMENT)
    if part is None or not _BARE.fullmatch(subject.text_of(part)):
        return
    prose = subject.prose
    if not regex.search(r"(?i)прилага|приложени|направля\p{L}+|копи\p{L}+", prose):
        yield Hit(part.start, part.start + len(subject.text_of(part).rstrip()))


@function_check("attachment.incomplete")
def incomplete(subject: Subject) -> Iterator[Hit]:
    """«Смету и акт осмотра прилагаем», and the mark names the estimate alone."""
    marks = list(subject.parts_of(Role.ATTACHMENT))
    named = frozenset().union(*(token.lemmas for part in marks for token in subject.tokens_of(part)))
    if not named & _PAPERS:  # «Приложение: на 5 л.» names nothing, and leaves nothing out
        return
    for start, end in subject.sentences:
        tokens = [token for token in subject.tokens if start <= token.start < end]
        said = next((n for n, token in enumerate(tokens) if token.form in _ATTACHES), None)
        if said is None:
            continue
        lost = [token for token, names in _find_papers(tokens[:said]) if not names & named]
        if lost:
            yield Hit(lost[0].start, tokens[said].end, {"what": lost[0].text.lower()})


def _find_papers(tokens: Sequence[Token]) -> Iterator[tuple[Token, frozenset[str]]]:
    """The papers that the verb after ``tokens`` takes, in its own clause and case, each with the names that fit it.

    A copy of an act may stand in the mark as the act.
    """
    begin = next((n + 1 for n in range(len(tokens) - 1, -1, -1) if tokens[n].text in ":;–—("), 0)
    clause = tokens[begin:]
    for number, token in enumerate(clause):
        case = token.has("NOUN", "accs") or token.has("NOUN", "nomn")
        of_another = number > 0 and bool(clause[number - 1].lemmas & _PAPERS)
        if case and token.lemmas & _PAPERS and not of_another:
            following = clause[number + 1 : number + 3] if token.lemmas & _OF_PAPERS else ()
            if token.lemmas & _OF_PAPERS and number and clause[number - 1].form in ("его", "ее", "их"):
                following = tokens[:begin]  # «акт составлен: его копия прилагается»
            yield token, token.lemmas.union(*(each.lemmas for each in following))


@function_check("attachment.form")
def form(subject: Subject) -> Iterator[Hit]:
    """A mark inside a paragraph, without the number of sheets or copies, with words written out or a needless comma."""
    parts = list(subject.parts_of(Role.ATTACHMENT))
    for start, end in subject.sentences if not parts else ():
        inside = _INSIDE.match(subject.text, start, end) and not any(part.start == start for part in subject.parts)
        if inside:
            yield Hit(start, end, {"what": "она стоит не отдельной строкой под текстом"})
    whole = "\n".join(subject.text_of(part) for part in parts)
    for part in parts[:1]:
        text = subject.text_of(part)
        end = part.start + len(text.rstrip())
        mark = _MARK.match(text)
        if mark and text[mark.end() :].lstrip()[:1] not in (":", "–", "—", ""):
            word = mark.group().strip()
            start = part.start + mark.start() + len(mark.group()) - len(mark.group().lstrip())
            what = {"what": "после слова «Приложение» нет двоеточия"}
            yield Hit(start, start + len(word), what, (f"{word}:",), safe=True)
        elif not _COUNTED.search(whole) and not _NO_COUNT.search(whole):
            yield Hit(part.start, end, {"what": "не указано число листов и экземпляров"})
    for part in parts:
        for found in _LONG_WORDS.finditer(subject.text, part.start, part.end):
            right = "экз." if found["copies"] or found.group().lower().startswith("э") else "л."
            mend = right[:-1] if subject.text[found.end() : found.end() + 1] == "." else right
            what = {"what": "«л.» и «экз.» пишут сокращённо, с точкой"}
            yield Hit(found.start(), found.end(), what, (mend,), safe=True)
        for found in _NO_COUNT.finditer(subject.text, part.start, part.end):
            yield Hit(found.start(), found.end(), {"what": "не указано число листов или экземпляров"})
        for found in _ENDING.finditer(subject.text, part.start, part.end):
            yield Hit(
                found.start(), found.end(), {"what": "число листов пишут без наращения"}, (found["number"],), safe=True
            )
        for found in _COMMA.finditer(subject.text, part.start, part.end):
            yield Hit(found.start(), found.end(), {"what": "перед «в … экз.» запятая не нужна"}, (".",), safe=True)


@function_check("attachment.card-differs", needs=Need.CARD)
def card_differs(subject: Subject) -> Iterator[Hit]:
    """The card has attachments, and the letter has no mark of them."""
    if subject.card and subject.card.reply.attachments and subject.first(Role.ATTACHMENT) is None:
        yield Hit(details={"card": subject.card.reply.attachments[0]})
