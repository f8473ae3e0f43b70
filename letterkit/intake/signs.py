"""Signs of an appeal: grounds of a standard reply (4.3), limited health (5.2)."""

import regex

from letterkit.core.outcome import Ground
from letterkit.intake.group_vectors import UNCLEAR, shipped_vectors, words_of
from letterkit.intake.rudeness import INSULT, OBSCENE, THREAT
from letterkit.intake.values import FoundValue, Span
from letterkit.russian.morph import is_known

_COURT = regex.compile(
    r"(?i)(?:решени\p{L}+|постановлени\p{L}+|определени\p{L}+|приказ\p{L}*|приговор\p{L}*|акт\p{L}*|суд)[^.!?\n]{0,60}(?:суд\p{L}*|приговор\p{L}*)|судебн\p{L}+\s+(?:решени|приказ|акт|постановлени)\p{L}+|приговор\p{L}*|судь[яюией]\p{L}*"
)
_AGAINST_COURT = regex.compile(
    r"(?i)(?:отмен\p{L}*|пересмотр\p{L}*|измен(?:ить|ите)|обжал\p{L}+|я\s+с\s+этим\s+не\s+соглас\p{L}+|признать\s+(?:незаконн\p{L}+|недействительн\p{L}+)|не\s*соглас\p{L}+\s+с|оспор\p{L}+)[^.!?\n]{0,90}(?:суд(?:а|ом|у|ь[июя]|ебн\p{L}+)?(?!\p{L})|приговор|решени\p{L}+\s+суд)"
)
_DISPUTED = regex.compile(
    r"(?i)(?:решени\p{L}+|приказ\p{L}*|определени\p{L}+)\s+(?:\p{L}+\s+){0,2}суд\p{L}+|(?<!\p{L})суд(?:ья|ьи|ь[юе])?\s(?:\p{L}+\s+){0,6}(?:отказал|вынес|решил|постановил|выселил)\p{L}*"
)
_AGAINST = regex.compile(
    r"(?i)не\s*соглас\p{L}+|отмен(?:ить|ите)|пересмотр\p{L}*|обжал\p{L}+|незаконн\p{L}+|несправедлив\p{L}+"
)
_NOT_CARRIED_OUT = regex.compile(r"(?i)не\s+исполн\p{L}+|исполнительн\p{L}+\s+лист|пристав\p{L}*")
_PUBLISHED = regex.compile(
    r"(?i)(?:тот\s+же|такой\s+же|то\s+же)\s+(?:\p{L}+,?\s+){0,4}на\s+(?:\p{L}+\s+){0,3}сайт|сайт\p{L}*[^!?]{0,120}?(?<!\p{L})(?:ответ|отвечали|разъяснени)|(?:ответ\p{L}*|отвечали|разъяснени\p{L}+)[^.!?]{0,90}на\s+(?:\p{L}+\s+){0,3}сайт"
)
_SAME_AGAIN = regex.compile(
    r"(?i)(?:нового?|новых|других\s+доводов|добавить)[^.!?]{0,40}(?:нет|нечего|не\s+(?:произошло|появил\p{L}+))|(?:нет|нечего|ничего)\s+(?:\p{L}+\s+){0,3}(?:нов\p{L}+|добавить)|доводы\s+(?:те\s+же|прежние)|(?:те\s+же|прежние)\s+(?:доводы|обстоятельства)|(?:обстоятельства|доводы)\s+(?:\p{L}+\s+)?(?:прежние|те\s+же)|просто\s+повторя\p{L}+|повторю\s+вс[её]"
    r"|(?:пишу|обращаюсь|прошу)\s+(?:\p{L}+\s+){0,3}(?:(?:в\s+)?(?:третий|четв[её]ртый|пятый|шестой|седьмой|десятый|который)\s+раз|опять\s+то\s+же)"
)
_LIMITED = regex.compile(
    r"(?i)(?<!\p{L})(?:инвалид(?:а|у|ом|ка|ки|ке|ность|ности|ностью)?(?:-\p{L}+)?|незряч\p{L}+|слабовидящ\p{L}+|колясочни(?:к|ца)\p{L}*|(?:я|мне|сам\p{L}?)\s+[^.!?\n]{0,40}(?:на\s+коляске|в\s+коляске)|(?:перв|втор|треть)\p{L}{2,3}\s+групп\p{L}|ОВЗ|ограниченны\p{L}+\s+возможност\p{L}+)(?!\p{L})"
)
_LATER = 900
_UNREADABLE = 0.68
_ENOUGH_WORDS = 8


def ground_of(text: str, story: Span, *, repeats: int) -> FoundValue[Ground] | None:
    """The sign of a ground of a standard reply (4.3), where the text shows one; a person decides."""
    if is_unreadable(text[story[0] : story[1]]) or is_unreadable(text):
        return FoundValue(Ground.UNREADABLE, (), 0.85)
    rude = [*OBSCENE.finditer(text), *THREAT.finditer(text), *INSULT.finditer(text)]
    if len({match[0].lower() for match in rude}) > 1 or THREAT.search(text) or any("*" in match[0] for match in rude):
        return FoundValue(Ground.ABUSE, tuple(match.span() for match in rude), min(0.95, 0.7 + 0.08 * len(rude)))
    against = _AGAINST_COURT.search(text)
    if (
        against
        and _COURT.search(text)
        and not (_NOT_CARRIED_OUT.search(text) and not regex.search(r"(?i)отмен|пересмотр", against[0]))
    ):
        return FoundValue(Ground.COURT, (against.span(),), 0.85)
    disputed = None if _NOT_CARRIED_OUT.search(text) else _DISPUTED.search(text)
    if disputed and _AGAINST.search(text, disputed.end(), disputed.end() + _LATER):
        return FoundValue(Ground.COURT, (disputed.span(),), 0.7)
    published = _PUBLISHED.search(text)
    if published:
        return FoundValue(Ground.PUBLISHED, (published.span(),), 0.6)
    again = _SAME_AGAIN.search(text)
    if again and repeats:
        return FoundValue(Ground.REPEAT, (again.span(),), 0.8)
    return FoundValue(Ground.UNCLEAR, (), 0.6) if _is_unclear(text) else None


def _is_unclear(text: str) -> bool:
    """Whether ``text`` is more like appeals whose sense nobody understood than like those of any subject."""
    alike = shipped_vectors().likeness(words_of(text), frozenset())
    unclear = alike.pop(UNCLEAR, 0.0)
    return unclear > max(alike.values(), default=0.0)


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


def is_limited_in_health(text: str) -> bool:
    """Whether the writer says that they, or whom they write for, are disabled (5.2)."""
    return _LIMITED.search(text) is not None
