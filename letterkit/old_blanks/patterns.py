"""How requisites are written in old blanks: lines to be filled by hand, values of a letter, words before them."""

import re

from letterkit.old_blanks.lines import HELD, UNDERLINED

_GAP = rf"{HELD}+|_{{3,}}|{UNDERLINED}+"
_LINE = rf"(?:{HELD}+|_{{3,}}|{UNDERLINED}+|[.…]{{4,}}|…[.…]+)"
"""A line to write on: drawn with underscores, with dots, with tabs or spaces that are underlined."""
_DAY = rf"[«\"“][\s_.…\d{UNDERLINED}{HELD}]{{1,20}}[»\"”]"
_YEAR = rf"20(?:\d\d|_+|[.…]{{2,}}|{UNDERLINED}+|[ \u00a0]{{0,4}}(?=г))"
_OF_YEAR = r"(?:\s*(?:года\b|г\.|г\b))"
DATE = (
    rf"{_DAY}\s*(?:{_LINE}|_+)\s*(?:{_YEAR})?{_OF_YEAR}?|{_DAY}\s*(?:[а-я]{{3,8}}\s*)?{_YEAR}{_OF_YEAR}?"
    rf"|_+\.\s?_+\.\s?(?:20)?[_\d]*{_OF_YEAR}?|_+/\s?_+/\s?(?:20)?[_\d]+{_OF_YEAR}?"
    rf"|{_LINE}\s*{_YEAR}{_OF_YEAR}?"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}{_OF_YEAR}?|\d{{1,2}}\s+[а-я]{{3,8}}\s+\d{{4}}{_OF_YEAR}?"
    rf"|{_LINE}(?![_./]*_)"
)
_PIECE = rf"(?:{HELD}+|_+|{UNDERLINED}+|[.…]{{4,}}|…[.…]+|[^\W_]+)"
NUMBER = rf"(?={_LINE}|[\w./–-]*(?:\d|_{{2}}|{HELD}|{UNDERLINED})){_PIECE}(?:[./–-]+{_PIECE})*"
"""Lines to write on and what is written already, joined by strokes: all of them are one number."""
REFERENCE = re.compile(
    rf"(?i)(?:^|\s)на\s*(?:ваш\w*\s*)?(?:исх\.?\s*)?(?:№|N)?\s*(?P<number>{NUMBER})\s*от\s*(?P<date>{DATE})"
)
REGISTRATION = (
    re.compile(rf"(?i)(?:^|\s)(?:от\s+)?(?P<date>{DATE})\s*(?:№|N)\s*(?P<number>{NUMBER})"),
    re.compile(rf"(?i)(?<!на)(?<!на )(?:№|N)\s*(?P<number>{NUMBER})\s+(?:от\s*)?(?P<date>{DATE})"),
    re.compile(rf"(?i)(?:^|\s)(?:от\s+)?(?P<date>{DATE})\s*(?:№|N)(?P<number>)\s*$"),
    re.compile(rf"(?i)\bдата(?:\s+\w+)?\s*:?\s*(?P<date>{DATE})"),
    re.compile(rf"(?i)(?<!на )\b(?:рег|исх)\w*\.?\s*(?:№|номер)\s*:?\s*(?P<number>{NUMBER})"),
    re.compile(rf"(?i)^\s*номер\s*:?\s*(?P<number>{NUMBER})"),
    re.compile(rf"(?i)^\s*(?:от\s+)(?P<date>{DATE})\s*$"),
    re.compile(rf"(?i)^\s*№\s*(?P<number>{NUMBER})\s*$"),
)
RESTRICTION = re.compile(r"(?i)^\s*(?:для служебного пользования|ДСП|конфиденциально)\s*$")
COPY = re.compile(r"(?i)\bэкз(?:\.|емпляр)\s*№?\s*(?P<number>_+|\d+)")
_PHONE = r"[+\d(][\d\s()–-]{3,20}\d(?:,\s*\d[\d–-]{3,}\d)*"
CONTACTS = {
    "organisation.phone": re.compile(
        rf"(?i)(?<!\w)(?:телефон\w*|тел\.?|т\.)(?:\s*/\s*факс\.?)?\s*:?\s*(?P<value>{_PHONE})"
    ),
    "organisation.fax": re.compile(rf"(?i)(?<![\w/])(?<!/ )факс\.?\s*:?\s*(?P<value>{_PHONE})"),
    "organisation.email": re.compile(r"(?P<value>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
    "organisation.site": re.compile(
        r"(?i)(?<![@\w.-])(?P<value>(?:https?://)?(?:www\.)?(?:[\w-]+\.)+(?:ru|рф|su|com|org|net|gov)\b/?)(?!@)"
    ),
    "organisation.okpo": re.compile(r"ОКПО[\s:№]*(?P<value>\d{8,10})"),
    "organisation.ogrn": re.compile(r"ОГРН[\s:№]*(?P<value>\d{13})"),
    "organisation.inn_kpp": re.compile(
        r"ИНН\s*(?:/\s*КПП)?[\s:№]*(?P<value>\d{10,12}(?:\s*/\s*\d{9}|[\s,;]*КПП[\s:№]*\d{9})?)"
    ),
}
BARE_PHONE = re.compile(r"(?<![\d-])(?P<value>(?:(?:\+7|8)[\s-]*)?\(\d{3,5}\)\s*\d[\d\s–-]{2,8}\d)")
LABELLED = re.compile(
    r"(?i)[\s,;]*(?:\bтелефон\w*|\bтел\b|\bт\.(?=\s*[+\d(])|\bфакс|\b[eе]-?mail|\bэл\w*\.?\s*(?:почта|адрес)|\bсайт"
    r"|\bhttps?:|\bwww\.|\bОКПО|\bОГРН|\bИНН|[\w.+-]+@)"
)
"""Where an address ends and another requisite begins."""
ADDRESS = re.compile(
    r"(?i)(?<!\d)\d{6}(?!\d)|\b(?:ул|пр|просп|пр-т|пр-кт|пл|пер|наб|б-р|ш|мкр)\.\s?|\b(?:пр-т|улица|проспект|площадь|переулок"
    r"|набережная|шоссе|бульвар)\b|\b(?:г|пос|с|п|д)\.\s?[А-ЯЁ0-9]"
)
ADDRESS_LABEL = re.compile(r"(?i)^\s*(?:почтовый\s+|юридический\s+)?адрес\s*:\s*")
BODY = re.compile(
    r"(?i)^[«\"\s]*(?:(?:\w+(?:ое|ая|ый|ий)\s+){0,3})(?:министерство|департамент|агентство|комитет|управление|администрация|служба"
    r"|инспекция|прокуратура|палата|учреждение|институт|университет|центр|дума|совет|отдел|мэрия|архив|школа)\b"
)
SUPERIOR = re.compile(
    r"(?i)^\s*(?:правительство\b|прокуратура российской федерации|российская федерация|министерство .*рос)"
)
SALUTATION = re.compile(
    r"(?i)^\s*(?:(?:много|глубоко)?уважаем|дорог(?:ой|ая|ие)\b|здравствуйте|добрый день)[^.;:]{0,90}?"
    rf"(?:[!,_)\s]|\.\.\.|…|{HELD})+$"
)
TITLE = re.compile(r"^\s*(?:О|Об|Обо|По вопросу)\s+(?=\S)")
CLOSING = re.compile(
    r"(?i)^\s*с\s+(?:глубоким\s+|искренним\s+)?(?:уважением|почтением|наилучшими пожеланиями)\s*,?\s*$"
)
ATTACHMENT = re.compile(r"(?i)^\s*приложени[ея]\b")
BESIDE = re.compile(r"(?i)^\s*(?:(?:на\s*)?(?:№|N)|на|от)\s*$")
"""In a cell of its own: date and number stand in the cells around it."""
TO = re.compile(r"(?i)^\s*(?:кому|адресат)\s*:")
PERSON = (
    r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?"
    r"|И\.?\s?О\.?\s?Фамили[яи]|Фамилия\sИ\.?\s?О\.?"
)
SIGNED = re.compile(
    r"^\s*(?P<post>(?=[^\t]*[А-Яа-я\ue000])[^\t]{3,90}?)\s*(?:\t[\t ]*| {3,}|_{3,}\s+|"
    rf"\s*{UNDERLINED}+\s*)(?P<name>{PERSON}|{_GAP})\s*$"
)
NAME_ALONE = re.compile(rf"^\s*(?:_{{3,}}\s*)?(?P<name>{PERSON}|{_GAP})\s*$")
ANY_PERSON = re.compile(rf"(?<!\w)(?:{PERSON})")
EXECUTOR = re.compile(r"(?i)^\s*исп(?:олнитель|олн)?\b[.:]?")
FULL_NAME = re.compile(r"^\s*[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ич|ична|оглы|кызы)\b")
TWO_NAMES = re.compile(r"\b[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ьич|ична)\b")
"""A name and the name of the father, before or behind the family name."""
EXECUTOR_WORD = re.compile(r"(?i)\bисполнител\w*|(?<!\w)исп\.|\bконтактное лицо\b")
BRIEF_PERSON = re.compile(rf"^\s*(?:{PERSON})")
PHONE_ALONE = re.compile(rf"(?i)^\s*(?:тел\.?|т\.)?\s*:?\s*{_PHONE}\s*$")
ARMS = re.compile(r"(?i)^\W*герб\W*$")
RULE = re.compile(r"^[\s_–—-]*$")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
SAMPLE = re.compile(r"(?i)^\W*(?:основной\s+)?(?:текст|содержание)\b(?:\s+\w+){0,2}\W*$")
"""A word that holds the place of those of the letter."""
LATIN = re.compile(r"[A-Za-z]")
