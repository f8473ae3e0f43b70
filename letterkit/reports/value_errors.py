"""Why a value was refused, in Russian: pydantic's types of errors, and what others and our own validators say."""

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
_DATABASE: _Table = (
    (r".*unable to open database file.*", "файла базы нет или его не открыть"),
    (r"No such file or directory Is the server running.*", "сервер PostgreSQL не запущен"),
    (r".*(?:password authentication failed|no password supplied|no pg_hba.conf entry).*", "вход отклонён"),
    (r".*role \"(.+?)\" does not exist.*", "пользователя «{0}» нет"),
    (r".*database \"(.+?)\" does not exist.*", "базы «{0}» нет"),
    (r".*invalid connection option \"(.+?)\".*", "в адресе лишнее «{0}»"),
    (r".*(?:too many clients|remaining connection slots).*", "у сервера кончились соединения"),
    (r".*(?:terminating connection|server closed the connection|consuming input failed).*", "сервер прервал связь"),
)
_OURS: _Table = (
    (r"a reason stands twice, or «other» is missing", "одна из причин записана дважды, или нет причины other"),
    (r"a term counts from one thing: from, after or before", "срок считают от чего-то одного: from, after или before"),
    (r"the term (\S+) is missing", "нет срока {0}: без него программа не работает"),
    (r"(\S+) counts from (\S+), which counts from no event", "срок {0} считается от {1}, а тот – ни от какого события"),
    (
        r"days_off says nothing of preceding, following or same",
        "в days_off нет одного из трёх: preceding, following, same",
    ),
    (r"an expression that calls itself", "выражение обращается к самому себе, так в правилах нельзя"),
    (r"an expression longer than (\d+) signs", "выражение длиннее {0} знаков: разделите его на несколько"),
    (r"an expression repeats too much too often", "повторы в выражении слишком велики: уменьшите числа в {{}}"),
    (r"an expression with too many brackets in one another", "в выражении слишком много вложенных скобок"),
    (
        r"an expression that finds an empty place everywhere",
        "выражение находит пустое место в любой строке: замените * на +",
    ),
    (r"the mend «(.+)» cannot be filled: .+", "исправление «{0}» не заполнить: групп с такими именами в выражении нет"),
    (r"a picture or a text box", "картинка или надпись"),
    (r"a note", "знак сноски"),
    (r"a tab or a break", "табуляция или разрыв"),
    (r"a special sign", "особый знак"),
    (r"a field of Word", "поле Word"),
    (r"a link", "ссылка"),
    (r"a section break", "разрыв раздела"),
    (r"a paragraph", "конец абзаца"),
    (r"a cell", "граница ячейки"),
    (r"a tracked change", "непринятое исправление"),
    (r"a smart tag or a content control", "край умной метки или элемента управления содержимым"),
    (r"no such date; wanted .*", "такого дня нет; нужна дата вида 14.05.2024 или 2024-05-14"),
    (r"too long", "слишком длинно"),
    (r"a list of texts and whole numbers is wanted", "нужен список строк и целых чисел"),
    (
        r"text, a whole number, true or false, or a list of them is wanted",
        "нужна строка, целое число, true, false или список",
    ),
    (r"a clause has either rules, or .*", "у пункта есть либо rules, либо not_text, либо not_yet"),
    (
        r"a reason holds for every letter .*",
        "объяснение одно на все письма: {{скобки}} бывают только в message и advice",
    ),
    (r"a line of a list is one line", "строка списка пишется в одну строку"),
    (r"an exception is about words", "исключение — это слова: нужна хотя бы одна буква или цифра"),
    (r"a message ends without a full stop", "сообщение пишут без точки в конце"),
    (r"the mask of numbers has no .*", "в образце номера нужен порядковый номер: {{n}}"),
    (r"a rule needs examples .*", "правилу нужны примеры: что неправильно и что правильно"),
    (r"a code is FAMILY\.name .*", "нужен вид семейство.имя строчными латинскими буквами, например tone.new-word"),
    (r"a clause is its number .*", 'нужен номер пункта в кавычках, например "3.7"'),
    (r"no part of a letter: «(.*)», known: (.+)", "части «{0}» у письма нет; есть: {1}"),
    (
        r"«(.+)» is no mark of words",
        "пометы «{0}» нет, пометы — как в OpenCorpora: NOUN, gent, plur",
    ),
    (r"the mend «(.+)» takes group (\d+) of (\d+)", "замена «{0}» берёт скобку {1}, а скобок {2}"),
    (
        r"not a regular expression: missing \) at position (\d+)",
        "выражение не разобрать: не закрыта круглая скобка, знак {0}",
    ),
    (
        r"not a regular expression: unbalanced parenthesis at position (\d+)",
        "выражение не разобрать: лишняя круглая скобка, знак {0}",
    ),
    (
        r"not a regular expression: (?:unterminated character set|missing \]|bad set) at position (\d+)",
        "выражение не разобрать: не закрыта квадратная скобка, знак {0}",
    ),
    (
        r"not a regular expression: (?:nothing to repeat|multiple repeat) at position (\d+)",
        "выражение не разобрать: повторять нечего (+, * или ? без знака перед ними), знак {0}",
    ),
    (
        r"not a regular expression: bad character range at position (\d+)",
        "выражение не разобрать: в [скобках] неверный промежуток, знак {0}",
    ),
    (
        r"not a regular expression: bad escape (\S+) at position (\d+)",
        "выражение не разобрать: незнакомый знак «{0}», знак {1}",
    ),
    (
        r"not a regular expression: invalid group reference at position (\d+)",
        "выражение не разобрать: такой скобки нет, знак {0}",
    ),
    (
        r"not a regular expression: unknown property at position (\d+)",
        "выражение не разобрать: такого свойства \\p нет, знак {0}",
    ),
    (
        r"not a regular expression: unknown (?:group|extension).* at position (\d+)",
        "выражение не разобрать: такой группы нет, знак {0}",
    ),
    (r"not a regular expression: (.+)", "выражение не разобрать: {0}"),
    (r"«(.+)» names no case, known: (.+)", "«{0}» — не падеж; падежи: {1}"),
    (r"a name holds no «(.+)»", "в имени лишний знак «{0}»"),
    (r"a line that cannot be read", "строку не разобрать"),
    (r"a frame with two prepositions", "перед вопросом стоит не больше одного предлога"),
    (r"the span of ages ends before it begins", "возраст «до» меньше возраста «от»"),
    (r"an empty phrase", "выражение пустое"),
    (r"no set «(.+)»", "набора «{0}» нет среди sets"),
    (r"the phrases of «(.+)» must begin with a word", "выражения набора «{0}» должны начинаться со слова"),
    (r"the phrase «(.+)» must begin with a word", "выражение «{0}» должно начинаться со слова"),
    (r"«(.+)» is no element of a phrase", "«{0}» нельзя написать в выражении"),
    (r"«(.+)» is not a dictionary form \(perhaps «(.+)»\)", "«{0}» — не словарная форма (может быть, «{1}»)"),
    (r"the mend «(.+)» names element (\d+) of (\d+)", "замена «{0}» берёт слово {1}, а слов {2}"),
    (r"the mend «(.+)» names an unknown case «(.+)»", "в замене «{0}» неизвестный падеж «{1}»"),
    (r"the mend «(.+)» has a hole that cannot be read", "в замене «{0}» скобки не разобрать"),
    (r"a waiver names one rule by its code, .*", "нужен код одного правила, вида salutation.gender"),
    (r"a person is wanted", "нужен человек"),
    (r"a list is wanted", "нужен список"),
    (r"a text is wanted", "нужен текст"),
    (r"a number is wanted", "нужно число"),
    (r"a negative sum of money", "сумма меньше нуля"),
    (r"too large to be written in words: (.+)", "число {0} слишком велико, чтобы писать его словами"),
    (r"not a date: (.+)", "{0} — не дата"),
    (r"port in use", "порт занят"),
)


def russian_why(why: str) -> str:
    """``why`` in Russian where it is known, else as it is."""
    kind, _, allowed = why.partition(" ")
    if kind in _PYDANTIC:
        if (kind, allowed) == ("string_too_short", "1"):
            return "нужна непустая строка"
        return _PYDANTIC[kind].format(allowed.replace(" or ", ", ").replace("'", "") if kind in _LISTED else allowed)
    wanted, *more = kind.split("_")
    if wanted in _WANTED and more:
        return f"нужно: {_WANTED[wanted]}"
    return _translate(why, (*_YAML, *_DATABASE, *_NETWORK, *_OURS))


def _translate(said: str, table: Iterable[tuple[str, str]]) -> str:
    for pattern, words in table:
        if found := re.fullmatch(pattern, said, re.S):
            return words.format(*found.groups())
    return said
