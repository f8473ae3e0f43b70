"""Signs of an appeal: grounds of a standard reply (4.3), how the answer is to come (2.5, 3.9), limited health (5.2)."""

import regex

from letterkit.core.outcome import Ground
from letterkit.intake.fields import Label, LabelledLine
from letterkit.intake.rudeness import OBSCENE, THREAT
from letterkit.intake.values import FoundValue, Span
from letterkit.russian.morph import is_known

_COURT = regex.compile(
    r"(?i)(?:решени\p{L}+|постановлени\p{L}+|определени\p{L}+|приказ\p{L}*|приговор\p{L}*|акт\p{L}*|суд)[^.!?\n]{0,60}(?:суд\p{L}*|приговор\p{L}*)|судебн\p{L}+\s+(?:решени|приказ|акт|постановлени)\p{L}+|приговор\p{L}*|судь[яюией]\p{L}*"
)
_AGAINST_COURT = regex.compile(
    r"(?i)(?:отмен\p{L}*|пересмотр\p{L}*|измен(?:ить|ите)|обжал\p{L}+|признать\s+(?:незаконн\p{L}+|недействительн\p{L}+)|не\s*соглас\p{L}+\s+с|оспор\p{L}+)[^.!?\n]{0,90}(?:суд(?:а|ом|у|ь[июя]|ебн\p{L}+)(?!\p{L})|суд\s|приговор|решени\p{L}+\s+суд)"
)
_NOT_CARRIED_OUT = regex.compile(r"(?i)не\s+исполн\p{L}+|исполнительн\p{L}+\s+лист|пристав\p{L}*")
_PUBLISHED = regex.compile(
    r"(?i)(?:на\s+(?:\p{L}+\s+){0,3}сайте)[^.!?]{0,120}(?:ответ\p{L}*|разъяснени\p{L}+|опубликова\p{L}+|размещ\p{L}+|вывеш\p{L}+|повес\p{L}+)|(?:ответ\p{L}*|разъяснени\p{L}+|опубликова\p{L}+|размест\p{L}+|размещ\p{L}+|повес\p{L}+)[^.!?]{0,90}на\s+(?:\p{L}+\s+){0,3}сайте"
)
_SAME_AGAIN = regex.compile(
    r"(?i)(?:нового?|новых|добавить)[^.!?]{0,40}(?:нет|нечего|не\s+(?:произошло|появил\p{L}+))|(?:нет|нечего|ничего)\s+(?:\p{L}+\s+){0,3}(?:нов\p{L}+|добавить)|доводы\s+(?:те\s+же|прежние)|(?:те\s+же|прежние)\s+(?:доводы|обстоятельства)|(?:обстоятельства|доводы)\s+(?:\p{L}+\s+)?(?:прежние|те\s+же)|просто\s+повторя\p{L}+|повторю\s+вс[её]"
    r"|(?:пишу|обращаюсь|прошу)\s+(?:\p{L}+\s+){0,3}(?:в\s+(?:третий|четв[её]ртый|пятый|шестой|седьмой|десятый|который)\s+раз|опять\s+то\s+же)"
)
_VAGUE_TEXT = regex.compile(
    r"(?i)вы\s+(?:прекрасно\s+|сами\s+)?знаете\s+о\s+ч[её]м|сами\s+понимаете|"
    r"сами\s+знаете|вы\s+сопоставите|без\s+этих"
)
_WISHES = (
    ("personal", r"(?:ответ\p{L}*|письмо|его)[^.!?\n]{0,60}(?:заберу|забер[её]м|получу\s+лично|лично\s+в\s+руки|"
                 r"в\s+руки|приду\s+за)|(?:выдать|вручить|получить|отдать|передать)[^.!?\n]{0,40}(?:в\s+руки|лично|на\s+руки|нарочно)|(?:сам[аи]?\s+(?:приду|заберу|приеду|зайду)|заберу\s+сам[аи]?)"),
    ("oral", r"(?:перезвон\p{L}+|позвонит[еь])[^.!?\n]{0,80}(?:писать|письм\p{L}+|"
             r"бумаг\p{L}*)\s+(?:\p{L}+\s+)?(?:не\s+надо|не\s+нужно|не\s+требуется|ничего)|(?:отве\p{L}+|сообщ\p{L}+)[^.!?\n]{0,40}(?:устно|по\s+телефону|звонком)|(?:писать|письма)\s+(?:ничего\s+)?не\s+(?:надо|нужно)[^.!?\n]{0,40}(?:позвон|перезвон|скаж)\p{L}*|(?:хватит|достаточно|устроит)\s+(?:устного|звонка|по\s+телефону)"),
    ("email", r"(?:отве\p{L}+|письмо|сообщ\p{L}+)[^.!?\n]{0,60}(?:на\s+(?:\p{L}+\s+){0,2}(?:e-?mail|емейл|имейл|"
              r"мыло|почту(?!\p{L})(?!\s+росс))|электронн\p{L}+(?:\s+(?:почт|письм|адрес|вид|форм)\p{L}*)?|по\s+e-?mail)|сюда\s+же,?\s+на\s+почту"),
    ("post", r"(?:отве\p{L}+|письмо|прислать|пришлите|шлите|выслать|вышлите|"
             r"направ\p{L}+)[^.!?\n]{0,70}(?:(?<!электронной\s)(?:обычной\s+)?почтой|по\s+(?:обычной\s+)?почте(?!\s*не)|заказн\p{L}+|на\s+бумаг\p{L}+|бумагой|бумажн\p{L}+|в\s+конверте|по\s+(?:почтовому|домашнему|указанному)\s+адресу|на\s+(?:мой\s+|домашний\s+)?(?:почтовый\s+)?адрес)|на\s+бумажке|(?:мне|нам)[^.!?\n]{0,30}на\s+бумаге"),
)  # fmt: skip
_WISHED = tuple((name, regex.compile(f"(?i){pattern}")) for name, pattern in _WISHES)
_OF_LABEL = (
    ("email", regex.compile(r"(?i)эл\p{L}*\.?|e-?mail|имейл")),
    ("post", regex.compile(r"(?i)почт|письм|бумаг|адрес")),
    ("personal", regex.compile(r"(?i)лично|руки")),
    ("oral", regex.compile(r"(?i)телефон|устн|звон")),
)
_LIMITED = regex.compile(
    r"(?i)(?<!\p{L})(?:инвалид(?:а|у|ом|ка|ки|ке|ность|ности|ностью)?(?:-\p{L}+)?|незряч\p{L}+|слабовидящ\p{L}+|колясочни(?:к|ца)\p{L}*|(?:я|мне|сам\p{L}?)\s+[^.!?\n]{0,40}(?:на\s+коляске|в\s+коляске)|ОВЗ|ограниченны\p{L}+\s+возможност\p{L}+)(?!\p{L})"
)
_UNREADABLE = 0.68
_ENOUGH_WORDS = 8


def ground_of(text: str, story: Span, *, asks: bool, repeats: int) -> FoundValue[Ground] | None:
    """The sign of a ground of a standard reply (4.3), where the text shows one; a person decides."""
    if is_unreadable(text[story[0] : story[1]]) or is_unreadable(text):
        return FoundValue(Ground.UNREADABLE, (), 0.85)
    rude = list(OBSCENE.finditer(text)) + list(THREAT.finditer(text))
    if rude and (len(rude) > 1 or THREAT.search(text) or "*" in rude[0][0]):
        return FoundValue(Ground.ABUSE, tuple(match.span() for match in rude), min(0.95, 0.7 + 0.08 * len(rude)))
    against = _AGAINST_COURT.search(text)
    if (
        against
        and _COURT.search(text)
        and not (_NOT_CARRIED_OUT.search(text) and not regex.search(r"(?i)отмен|пересмотр", against[0]))
    ):
        return FoundValue(Ground.COURT, (against.span(),), 0.85)
    published = _PUBLISHED.search(text)
    if (
        published
        and regex.search(r"(?i)ответ", text)
        and regex.search(r"(?i)то\s+же|так(?:ой|же)|соглас\p{L}+|уже", text)
    ):
        return FoundValue(Ground.PUBLISHED, (published.span(),), 0.6)
    again = _SAME_AGAIN.search(text)
    if again and repeats:
        return FoundValue(Ground.REPEAT, (again.span(),), 0.8)
    if regex.search(r"(?i)благодар|спасибо|предлага", text) and not asks:
        return None
    if not asks or _VAGUE_TEXT.search(text):
        return FoundValue(Ground.UNCLEAR, (), 0.6)
    return None


def is_unreadable(text: str) -> bool:
    """Whether less than two thirds of what stands in ``text`` are words: noise of a scan, a broken encoding."""
    pieces = regex.findall(r"\S+", text)
    if not pieces:
        return False
    known = sum(bool(word := piece.strip('.,;:!?()«»"-–—…')) and _is_word(word) for piece in pieces)
    return len(pieces) >= _ENOUGH_WORDS and known / len(pieces) < _UNREADABLE


def _is_word(piece: str) -> bool:
    if any(letter.isdigit() for letter in piece) or "@" in piece:
        return True
    return (
        (piece.isalpha() and len(piece) > 1 and is_known(piece.lower())) or "-" in piece or piece.lower() in "ияаовкусо"
    )


def wish_of(text: str, labelled: tuple[LabelledLine, ...]) -> str | None:
    """How the person asks to be answered: ``personal``, ``oral``, ``email``, ``post``; None when nothing is said."""
    for line in labelled:
        if line.label is Label.WISH:
            return next((name for name, pattern in _OF_LABEL if pattern.search(text, line.at, line.end)), None)
    return next((name for name, pattern in _WISHED if pattern.search(text)), None)


def is_limited_in_health(text: str) -> bool:
    """Whether the writer says that they, or whom they write for, are disabled (5.2)."""
    return _LIMITED.search(text) is not None
