"""How a person asks to be answered (2.5, 3.9): by post, by e-mail, by voice, into their own hands."""

from collections.abc import Iterator, Sequence

import regex

from letterkit.intake.fields import Label, LabelledLine

_OF_LABEL = (
    ("email", regex.compile(r"(?i)(?<!\p{L})эл(?:ектр\p{L}*|\.|_)|e-?mail|имейл|\S@\S")),
    ("post", regex.compile(r"(?i)почт|письм|бумаг|адрес|заказн|(?<!\d)\d{6}(?!\d)|(?<!\p{L})(?:ул|кв)\.|а/я")),
    ("personal", regex.compile(r"(?i)лично|руки")),
    ("oral", regex.compile(r"(?i)телефон|устн|звон")),
)
_SENTENCE = regex.compile(r"(?:[^.!?\n]|\.(?=\S|\s+(?:\d|\p{Ll}))|\n(?!\s*(?:\n|\p{Lu})))+")
_ASKED = regex.compile(
    r"(?i)^\s*(?:ответ|письмо)\s+(?:на|по)(?!\p{L})|(?<!\p{L})(?:ответ\p{L}*(?:\s+\p{L}+){0,2}\s+[–—]|пожалуйста|прошу|просим|треб\p{L}+|уведом\p{L}+|прос\p{L}{2,3}|можно|можете|лучше|нужно|надо|надлежит|желател\p{L}+|хот\p{L}{1,6}|"
    r"удобн\p{L}+|достаточно|хватит|устроит|жд(?:у|[её]м)|ответьте|отвечайте|ответить|отвечать|(?:на|от|пере)?пишите|писать|(?:при|вы)?шлите|"
    r"выслать|прислать|присылай\p{L}*|направ(?:ьте|ить|ляйте)|отправ(?:ьте|ить|ляйте)|(?:пере|по)?звон(?:ите|ить)|сообщите|"
    r"скажите|заберу|забер[её]м|забрать|получу|(?:при|подъ)еду|приду|подойду|зайду|буду)(?!\p{L})"
)
_ANSWER = regex.compile(
    r"(?i)(?<!\p{L})(?:ответ(?!ств|чик)|отвеч|письм|(?:на)?пи(?:ш|са)|(?:при|вы)?(?:шл|сла)|сообщ|скаж|звон|позвон|перезвон|результат|уведом|корреспонденц|забер|забрать)"
)
_CHANNELS = (
    ("email", r"e-?mail|емейл|имейл|(?<!\p{L})мыло|электронн\p{L}*|(?<!\p{L})эл\.\s?\p{L}+|[\w.+-]+@[\w.-]+|"
              r"(?<!\p{L})на\s+(?:\p{L}+\s+){0,2}(?:почту|ящик)(?!\s+росс)|на\s+(?:это\s+письмо|(?:этот|тот)\s+же\s+адрес)"),
    ("oral", r"(?<!можно\s)(?:пере|по)звон(?:ите|ить|ком|ок|ка)(?!\s+можно)|(?<!\p{L})звонком(?!\p{L})|по\s+телефону|"
             r"(?<!\p{L})устн\p{L}+|голосом"),
    ("personal", r"на\s+руки|в\s+(?:\p{L}+\s+)?руки|нарочно|забер[уеё]\p{L}*|"
                 r"забрать(?=\W*$|\s+(?:его|ответ|письм|документ|справк|копи|бумаг|сам|лично|могу|можно))|"
                 r"(?:получу|приду|подойду|(?:при|подъ)еду|зайду)\s+сам\p{L}?|сам\p{L}?\s+(?:получу|приду|приеду|зайду)|"
                 r"(?:выдать|вручить|передать|отдать|получить)[^,]{0,20}\sлично(?!\s+себе)"),
    ("post", r"(?<!электронной\s)почтой|по\s+(?:(?!электрон)\p{L}+\s+)?почте|почтов\p{L}+|"
             r"(?<!\p{L})письмом(?!\s+(?:от|№|\p{Lu}-?\d))|(?:ответ\p{L}*\s+(?:\p{L}+\s+){0,2}письменно|письменно\s+(?:\p{L}+\s+){0,2}ответ\p{L}*)(?!\p{L})|заказн\p{L}+|"
             r"на\s+бума[гж]\p{L}+|бумажн\p{L}+|бумагой|конверт\p{L}*|"
             r"(?<!(?:дом\p{L}*|здани\p{L}*|кварти\p{L}*|участ\p{L}*|объект\p{L}*|стоящ\p{L}*|находящ\p{L}*|"
             r"расположенн\p{L}*)\s+)по\s+(?:\p{L}+\s+){0,2}адресу|"
             r"на\s+(?:\p{L}+\s+)?адрес|по\s+месту\s+жительства|(?<!\d)\d{6},\s\p{L}"),
)  # fmt: skip
_FOUND = tuple((name, regex.compile(f"(?i){pattern}")) for name, pattern in _CHANNELS)
_TO_BE_WRITTEN_TO = regex.compile(r"(?i)(?:адрес\p{L}*\s+)?для\s+(?:корреспонденции|переписки|писем|почты)")
_ONLY_WRITTEN = regex.compile(r"(?i)письмом|адрес\p{L}*")
_ONE_LINE = 120
_REFUSED_AFTER = regex.compile(
    r"(?i)(?:(?!телефон|интернет|компьютер|почт|адрес)[^,.;–—]){0,25}?\s"
    r"(?:не\s|нет(?!\p{L})|некогда|неудобно|трудно)"
)
"""Not across another way of answering: «пришлите письмом телефона у меня нет» refuses no letter."""
_REFUSED_BEFORE = regex.compile(r"(?i)(?<!\p{L})(?:без|не|не\s+(?:надо|нужно|\p{L}+ть))\s+(?:по\s+)?$")
_ANSWERED = regex.compile(r"(?i)(?:ответил|сообщил|прислал|написал|позвонил|отвечал|пришло|получил)\p{L}*(?!\p{L})")


def wish_of(text: str, labelled: Sequence[LabelledLine]) -> str | None:
    """``personal``, ``oral``, ``email`` or ``post``; None when nothing is said of it."""
    for line in labelled:
        if line.label is Label.WISH:
            told = (text[line.at : line.end], line.words)
            found = next((name for said in told for name, pattern in _OF_LABEL if pattern.search(said)), None)
            if found:
                return found
    said = next(_wishes(text), None)
    if said is None and (to := _TO_BE_WRITTEN_TO.search(text)):
        return next((name for name, pattern in _FOUND if pattern.search(text, to.end(), to.end() + _ONE_LINE)), None)
    return said


def _wishes(text: str) -> Iterator[str]:
    """Those of the sentences of ``text``, from the last on."""
    for sentence in reversed(list(_SENTENCE.finditer(text))):
        said = sentence[0]
        if not (_ASKED.search(said) and _ANSWER.search(said)) or (_ANSWERED.search(said) and not _prays(said)):
            continue
        found = {}
        for name, pattern in _FOUND:
            spans = (each.span() for each in pattern.finditer(said))
            match = next((span for span in spans if not _is_refused(said, *span)), None)
            if match is not None:
                found[name] = match
        if "post" in found and "email" in found and _ONLY_WRITTEN.fullmatch(said[slice(*found["post"])].split()[-1]):
            del found["post"]
        if found:
            yield min(found, key=lambda name: found[name])


def _prays(said: str) -> bool:
    return bool(regex.search(r"(?i)(?<!\p{L})(?:прошу|просим|пожалуйста|лучше)(?!\p{L})", said))


def _is_refused(said: str, begin: int, end: int) -> bool:
    return bool(_REFUSED_AFTER.match(said, end) or _REFUSED_BEFORE.search(said[:begin]))
