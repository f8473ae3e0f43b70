"""Why a value was refused, in Russian: by the types of pydantic's errors, our own codes, and what others say."""

import errno
import os
import re
from collections.abc import Iterable, Mapping

_Table = tuple[tuple[str, str], ...]

# By the types of pydantic's errors; {0} is what the type of the value allows.
_PYDANTIC: Mapping[str, str] = {
    "greater_than_equal": "нужно: число от {0}",
    "greater_than": "нужно: число больше {0}",
    "less_than_equal": "нужно: число до {0}",
    "less_than": "нужно: число меньше {0}",
    "literal_error": "допустимо: {0}",
    "enum": "допустимо: {0}",
    "string_pattern_mismatch": "не подходит под образец '{0}'",
    "string_too_short": "нужно не меньше {0} знаков",
    "string_too_long": "предел длины — {0}",
    "too_long": "предел длины — {0}",
    "too_short": "строк должно быть не меньше {0}",
    "path_type": "такой путь не годится",
}
# The types of all others begin with what was wanted: int_type, int_parsing, int_from_float.
_WANTED: Mapping[str, str] = {
    "string": "строка (число возьмите в кавычки)",
    "int": "целое число",
    **dict.fromkeys(("float", "finite", "decimal"), "число"),
    "bool": "true или false",
    **dict.fromkeys(("date", "datetime"), "дата вида 2024-05-14"),
    **dict.fromkeys(("list", "tuple", "set", "frozen"), "список"),
    **dict.fromkeys(("dict", "mapping", "model"), "вложенные поля"),
}
_LISTED = ("literal_error", "enum")
# Neither the YAML reader nor the drivers of databases and networks have codes for these.
_YAML: _Table = (
    (r"mapping values are not allowed .*", "лишнее двоеточие: возьмите строку в кавычки"),
    (r"could not find expected ':'", "нет двоеточия после имени поля"),
    (r"expected ',' or '[}\]]'.*", "не закрыта скобка"),
    (r"expected <block end>.*", "сбит отступ, или строка начинается со скобки: тогда возьмите её в кавычки"),
    (r"did not find expected .*", "сбит отступ или не закрыта кавычка"),
    (r"found unexpected end of stream", "не закрыта кавычка"),
    (r"found character '\\t' .*", "отступ сделан табуляцией: замените её пробелами"),
    (r"found unexpected ':'", "лишнее двоеточие: возьмите строку в кавычки"),
    (r"found undefined alias.*", "звёздочка в начале значения: возьмите его в кавычки"),
    (r"found duplicate key.*", "поле записано дважды"),
    (r".*special characters are not allowed", "в файле есть управляющие знаки"),
    (r"found unhashable key", "имя поля не может быть списком или вложенными полями"),
    (
        r"a value that is not of its tag",
        "значение не подходит к метке «!!» перед ним: уберите её",
    ),
    (
        r"could not determine a constructor for the tag.*",
        "восклицательный знак в начале: возьмите значение в кавычки",
    ),
    (r"but found another document", "в файле несколько частей, разделённых чертой «---»: оставьте одну"),
    (r"expected '<document start>'.*", "в начале файла стоит не имя поля"),
    (r"expected the node content.*", "лишний знак там, где должно стоять значение"),
    (r".*codec can't decode.*", "файл не в кодировке UTF-8"),
)
_NETWORK: _Table = (
    (r".*(?:Connection refused|Max retries exceeded|Failed to establish).*", "по этому адресу никто не отвечает"),
    (r".*(?:[Tt]imed? ?out|Timeout).*", "ответа не дождались"),
    (
        r".*(?:Name or service not known|Failed to resolve|getaddrinfo|could not translate host name).*",
        "такого адреса нет",
    ),
)
# What the system says of a file or of an address, by its own words for each error.
_SYSTEM: Mapping[str, str] = {
    os.strerror(number): words
    for number, words in {
        errno.EACCES: "нет прав",
        errno.EPERM: "нет прав",
        errno.EROFS: "диск открыт только для чтения",
        errno.ENOSPC: "на диске нет места",
        errno.EDQUOT: "на диске нет места",
        errno.ENOENT: "нет такого файла или папки",
        errno.EEXIST: "на этом месте уже лежит другое",
        errno.EISDIR: "это папка",
        errno.ENOTDIR: "это не папка",
        errno.ELOOP: "ссылки ходят по кругу",
        errno.ENAMETOOLONG: "имя слишком длинное",
        errno.EBUSY: "занято другой программой",
        errno.EIO: "диск не читается или не пишется",
        errno.EMFILE: "открыто слишком много файлов",
        errno.ENOEXEC: "это не программа",
        errno.ECONNREFUSED: "по этому адресу никто не отвечает",
        errno.ECONNRESET: "связь прервана",
        errno.EPIPE: "связь прервана",
        errno.ETIMEDOUT: "ответа не дождались",
        errno.ENETUNREACH: "сеть недоступна",
        errno.EHOSTUNREACH: "узел недоступен",
        errno.EADDRINUSE: "порт занят",
        errno.EADDRNOTAVAIL: "у этой машины нет такого адреса",
    }.items()
}
_DATABASE: _Table = (
    (r"database or disk is full", "на диске нет места"),
    (r".*unable to open database file.*", "файла базы нет или его не открыть"),
    (r"No such file or directory Is the server running.*", "сервер PostgreSQL не запущен"),
    (r".*(?:password authentication failed|no password supplied|no pg_hba.conf entry).*", "вход отклонён"),
    (r".*role \"(.+?)\" does not exist.*", "пользователя «{0}» нет"),
    (r".*database \"(.+?)\" does not exist.*", "базы «{0}» нет"),
    (r".*invalid connection option \"(.+?)\".*", "в адресе лишнее «{0}»"),
    (r".*(?:too many clients|remaining connection slots).*", "у сервера кончились соединения"),
    (r".*(?:terminating connection|server closed the connection|consuming input failed).*", "сервер прервал связь"),
)
# What the library of expressions says; {0} is the place.
_EXPRESSION: _Table = (
    (
        r"missing \) at position (\d+)",
        "выражение не разобрать: не закрыта круглая скобка, знак {0}",
    ),
    (
        r"unbalanced parenthesis at position (\d+)",
        "выражение не разобрать: лишняя круглая скобка, знак {0}",
    ),
    (
        r"(?:unterminated character set|missing \]|bad set) at position (\d+)",
        "выражение не разобрать: не закрыта квадратная скобка, знак {0}",
    ),
    (
        r"(?:nothing to repeat|multiple repeat) at position (\d+)",
        "выражение не разобрать: повторять нечего (+, * или ? без знака перед ними), знак {0}",
    ),
    (
        r"bad character range at position (\d+)",
        "выражение не разобрать: в [скобках] неверный промежуток, знак {0}",
    ),
    (
        r"bad escape (\S+) at position (\d+)",
        "выражение не разобрать: незнакомый знак «{0}», знак {1}",
    ),
    (
        r"invalid group reference at position (\d+)",
        "выражение не разобрать: такой скобки нет, знак {0}",
    ),
    (
        r"unknown property at position (\d+)",
        "выражение не разобрать: такого свойства \\p нет, знак {0}",
    ),
    (
        r"unknown (?:group|extension).* at position (\d+)",
        "выражение не разобрать: такой группы нет, знак {0}",
    ),
    (r"(.+)", "выражение не разобрать: {0}"),
)
# The codes of our own refusals (``core.errors``), and of what a blank would lose (``compose.losses``).
_OURS: Mapping[str, str] = {
    "name.odd-sign": "в имени лишний знак «{0}»",
    "date.none": "такого дня нет; нужна дата вида 14.05.2024 или 2024-05-14",
    "value.too-long": "слишком длинно",
    "value.no-list": "нужен список строк и целых чисел",
    "value.no-plain": "нужна строка, целое число, true, false или список",
    "profile.ages": "возраст «до» меньше возраста «от»",
    "profile.mask": "в образце номера нужен порядковый номер: {{n}}",
    "clause.one-of-three": "у пункта есть либо rules, либо not_text, либо not_yet",
    "match.element": "у образца нет слова {0}: в нём их {1}",
    "match.relation": "«{0}» – не сравнение; пишут номера двух слов и признаки: 1 2 case number gender person",
    "match.span": "«{0}» – не место; пишут номер слова или два через дефис: 2, 2-3",
    "mend.element": "замена «{0}» берёт слово {1}, а слов {2}",
    "mend.case": "в замене «{0}» неизвестный падеж «{1}»",
    "mend.hole": "в замене «{0}» скобки не разобрать",
    "expression.too-long": "выражение длиннее {0} знаков: разделите его на несколько",
    "expression.recursion": "выражение обращается к самому себе, так в правилах нельзя",
    "expression.too-heavy": "повторы в выражении слишком велики: уменьшите числа в {{}}",
    "expression.too-deep": "в выражении слишком много вложенных скобок",
    "expression.empty-match": "выражение находит пустое место в любой строке: замените * на +",
    "list.several-lines": "строка списка пишется в одну строку",
    "exception.no-words": "исключение — это слова: нужна хотя бы одна буква или цифра",
    "list.unreadable-line": "строку не разобрать",
    "list.two-prepositions": "перед вопросом стоит не больше одного предлога",
    "rule.code": "нужен вид семейство.имя строчными латинскими буквами, например tone.new-word",
    "rule.clause": 'нужен номер пункта в кавычках, например "3.7"',
    "rule.part": "части «{0}» у письма нет; есть: {1}",
    "rule.full-stop": "сообщение пишут без точки в конце",
    "rule.holes-in-reason": "объяснение одно на все письма: {{скобки}} бывают только в message и advice",
    "rule.no-examples": "правилу нужны примеры: что неправильно и что правильно",
    "mend.group": "замена «{0}» берёт скобку {1}, а скобок {2}",
    "mend.unfillable": "исправление «{0}» не заполнить: групп с такими именами в выражении нет",
    "speech.no-set": "набора «{0}» нет среди sets",
    "speech.no-first-word": "выражения набора «{0}» должны начинаться со слова",
    "waiver.code": "нужен код одного правила, вида salutation.gender",
    "phrase.empty": "выражение пустое",
    "phrase.no-first-word": "выражение «{0}» должно начинаться со слова",
    "phrase.case": "«{0}» — не падеж; падежи: {1}",
    "phrase.element": "«{0}» нельзя написать в выражении",
    "phrase.mark": "пометы «{0}» нет, пометы — как в OpenCorpora: NOUN, gent, plur",
    "phrase.dictionary-form": "«{0}» — не словарная форма (может быть, «{1}»)",
    "filter.person": "нужен человек",
    "filter.list": "нужен список",
    "filter.text": "нужен текст",
    "filter.number": "нужно число",
    "reasons.twice": "одна из причин записана дважды, или нет причины other",
    "sum.negative": "сумма меньше нуля",
    "number.too-large": "число {0} слишком велико, чтобы писать его словами",
    "date.unreadable": "{0} — не дата",
    "term.one-start": "срок считают от чего-то одного: from, after или before",
    "term.missing": "нет срока {0}: без него программа не работает",
    "directory.idle-group": "группа «{0}» ничего не даёт: назовите обязанности (duties) или орган (body)",
    "term.no-event": "срок {0} считается от {1}, а тот – ни от какого события",
    "retention.no-span": "нужен срок: years, months или days, либо forever: true – но не то и другое",
    "retention.no-kind": "нет вида {0}: у каждого вида должен быть срок, хотя бы forever: true",
    "retention.then": "у вида {0} может стоять then: {1} или keep",
    "term.days-off": "в days_off нет одного из трёх: preceding, following, same",
    "address.web": "нужен адрес вида https://узел",
    "address.postgresql": "нужен адрес вида postgresql://имя:пароль@узел/база",
    "address.mail": "нужен адрес почты вида имя@узел.рф",
    "key.short": "ключ короче {0} знаков",
    "path.no-folder": "такой папки нет",
    "path.no-file": "такого файла нет",
    "path.no-program": "такой программы нет",
    "server.port-taken": "порт занят",
    "loss.picture": "картинка или надпись",
    "loss.note": "знак сноски",
    "loss.break": "табуляция или разрыв",
    "loss.special-sign": "особый знак",
    "loss.field": "поле Word",
    "loss.link": "ссылка",
    "loss.section": "разрыв раздела",
    "loss.paragraph": "конец абзаца",
    "loss.cell": "граница ячейки",
    "loss.tracked-change": "непринятое исправление",
    "loss.control": "край умной метки или элемента управления содержимым",
}


def russian_why(why: str) -> str:
    """``why`` in Russian where it is known, else as it is."""
    code, *details = why.split("\t")
    if code == "expression.unreadable":
        return _translate(details[0], _EXPRESSION)
    if code in _OURS:
        return _OURS[code].format(*details)
    kind, _, allowed = why.partition(" ")
    if kind in _PYDANTIC:
        if (kind, allowed) == ("string_too_short", "1"):
            return "нужна непустая строка"
        return _PYDANTIC[kind].format(allowed.replace(" or ", ", ").replace("'", "") if kind in _LISTED else allowed)
    wanted, *more = kind.split("_")
    if wanted in _WANTED and more:
        return f"нужно: {_WANTED[wanted]}"
    system = re.fullmatch(r"(?:\[Errno -?\d+\] )?(.+?)(?:: '.*')?", why, re.S)
    if system and system[1] in _SYSTEM:
        return _SYSTEM[system[1]]
    return _translate(why, (*_YAML, *_DATABASE, *_NETWORK))


def _translate(said: str, table: Iterable[tuple[str, str]]) -> str:
    for pattern, words in table:
        if found := re.fullmatch(pattern, said, re.S):
            return words.format(*found.groups())
    return said
