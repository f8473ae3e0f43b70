"""Lines with a label: «Фамилия: Иванова», «Кому: министерство», «Суть:»; of forms and heads of messages."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

import regex


class Label(StrEnum):
    """What a labelled line tells."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    SURNAME = "surname"
    NAME = "name"
    PATRONYMIC = "patronymic"
    REPRESENTATIVE = "representative"
    PERSON = "person"
    ADDRESSEE = "addressee"
    DATE = "date"
    SUBJECT = "subject"
    WISH = "wish"
    FILES = "files"
    CATEGORY = "category"
    CONTACT = "contact"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line that begins with a label: the whole at ``start``–``end``, its value from ``at``, without blanks."""

    label: Label
    words: str
    start: int
    end: int
    at: int


_LINE = regex.compile(
    r"(?m)^[^\S\n]*(?:[>*#•–-]+[^\S\n]*|\d{1,2}[.)][^\S\n]*)*"
    r"(?P<label>\p{L}[\p{L}\d .,()/№_-]{1,58}?)[^\S\n]*\*?[^\S\n]*(?::(?!//)|\s[–—-]\s|\t|\|)"
    r"[^\S\n|]*(?P<value>[^\n]*?)[^\S\n]*$"
)
_IN_BRACKETS = regex.compile(
    r"(?m)^[^\S\n]*\[(?P<label>\p{L}[\p{L} .-]{1,40})\][^\S\n]*:?[^\S\n]*\n?(?P<value>[^\n\[]*?)[^\S\n]*$"
)
_BARE_LINE = regex.compile(
    r"(?mi)^[^\S\n]*(?P<label>фамилия|имя|отчество|почтовый адрес|адрес|электронная почта|телефон|кому)[^\S\n]+"
    r"(?P<value>(?-i:[\p{Lu}\d+])[^\n]*?|\S+@\S+)[^\S\n]*$"
)
_LABEL_ALONE = regex.compile(
    r"(?mi)^[^\S\n]*(?P<label>фамилия|имя|отчество|почтовый адрес|адрес(?: проживания)?|электронная почта|телефон|"
    r"кому|куда направить|тема|ваше сообщение|сообщение|текст(?: обращения)?)[^\S\n]*\n"
    r"[^\S\n]*(?P<value>\S[^\n]*?)[^\S\n]*$"
)
_FEWEST_BARE = 3
"""So many lines that begin with the label of a form and have no colon make a form."""
_LABELS = (
    (Label.EMAIL, r"e-?mail|эл(?:ектр\p{L}*|\.)\s*(?:адрес|почт)\p{L}*|reply-to|адрес\p{L}* эл\p{L}*"),
    (Label.REPRESENTATIVE, r"представител\p{L}*(?: (?:заявител|по довер)\p{L}*.*)?|в (?:его|её|ее) интересах.*"),
    (Label.SURNAME, r"фамили[яи]"),
    (Label.NAME, r"имя"),
    (Label.PATRONYMIC, r"отчество(?: \(.*\))?"),
    (
        Label.WISH,
        r"(?:\p{L}+ )?(?:способ|форма|вид|как)\s.*отве\p{L}+|получить ответ(?: .*)?|(?:почта )?для ответа|"
        r"ответ\p{L}*(?: .*)?",
    ),
    (
        Label.ADDRESSEE,
        r"кому(?: .*)?|куда(?: направ(?!.*ответ).*)?|получатель|ведомство|адресат|to|(?:отправлено|направлено) во?|"
        r"(?:во? |к )?(?:кому|(?:наименование |название |как\p{L}{2,3} )?орган\p{L}*(?: власти)?)",
    ),
    (
        Label.ADDRESS,
        r"(?!.*(?:проблем|объект|происш|событи|нарушени|участк))"
        r".*(?:адрес|место жительства|место проживания|прожива\p{L}+|куда (?:ответить|писать|\p{L}+ ответ)).*",
    ),
    (Label.PHONE, r"(?:контактн\p{L}+ )?(?:тел\p{L}*|моб\p{L}*|сот\p{L}*)(?:[ .](?:тел|номер)\p{L}*)?(?: \p{L}+)?"),
    (Label.CONTACT, r"контакт(?:ы|ные данные|)|связь"),
    (
        Label.PERSON,
        r"ф\.? ?и\.? ?о\.?(?: .*)?|фамили[яи],? и(?:мя|\.).*|имя(?:,| и) фамили[яи].*|"
        r"(?:имя )?(?:заявител|автор|отправител|посетител|гражданин|"
        r"пользовател)\p{L}*"
        r"(?: \(.*\))?|от(?: кого)?|from|кто(?: обращается| пишет)?",
    ),
    (Label.DATE, r"дата(?: (?!рожд).*)?|(?:\p{L}+ )?(?:создано|поступило|отправлено|подано)|когда|date|sent"),
    (Label.SUBJECT, r"тема(?: .*)?|subject|заголовок|рубрика|раздел"),
    (Label.FILES, r"(?:при(?:креп|лож)\p{L}+|вложени|файл)\p{L}*(?: \p{L}+)?|вложения?|вложено|прил|прикл"),
    (Label.CATEGORY, r"категори\p{L}*|(?:социальн\p{L}+ )?(?:положение|статус)|льгот\p{L}*"),
    (Label.TEXT, r"(?:текст|суть|содержание|сообщение|вопрос|обращение|предложение)(?: .*)?"),
    (Label.OTHER, r"пол|год рождения|content-type|телефон.*|дата рождения"),
)
_YOURS = regex.compile(r"(?i)^ваш\p{L}{0,2}\s+")
_PATTERNS = tuple((label, regex.compile(f"(?i)(?:{pattern})")) for label, pattern in _LABELS)
_ENDS_BEFORE_TEXT = 6
_BY_PROXY = regex.compile(r"(?i)представитель по доверенности")


def labelled_lines(text: str) -> tuple[LabelledLine, ...]:
    """The labelled lines of ``text`` in their order; a label with nothing after it has its value in the lines below."""
    found = []
    forms = [list(form.finditer(text)) for form in (_BARE_LINE, _LABEL_ALONE)]
    bare = [lines for lines in forms if len(lines) >= _FEWEST_BARE]
    lines = [*_LINE.finditer(text), *_IN_BRACKETS.finditer(text), *chain.from_iterable(bare)]
    for line in sorted(lines, key=lambda each: each.start()):
        label = _label(_YOURS.sub("", line["label"].replace("_", " ").strip(" .,")))
        if label is Label.NAME and len(line["value"].split()) > 1:
            label = Label.PERSON
        if label is not None:
            found.append(
                LabelledLine(label, line["label"], line.start("label"), line.end("value"), line.start("value"))
            )
    return tuple(found)


def _label(words: str) -> Label | None:
    if len(words.split()) > _ENDS_BEFORE_TEXT and not _BY_PROXY.match(words):
        return None
    return next((label for label, pattern in _PATTERNS if pattern.fullmatch(words)), None)
