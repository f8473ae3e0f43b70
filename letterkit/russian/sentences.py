"""Where sentences of an office letter end: razdel, mended for its abbreviations, initials, lists and line breaks."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from letterkit.russian.abbreviations import HOUSES, OF_PLACES, STREETS
from letterkit.russian.remembered import cache_by_text

if TYPE_CHECKING:
    from razdel.segmenters.sentenize import SentSegmenter, SentSplit

# Shortened words that something always follows, whatever letter it begins with.
_HEADS = frozenset((*STREETS, *OF_PLACES, *HOUSES)) | frozenset(
    """
    абз адм ал вл влад вх гл доб зав зам инв инж исп исх кад мкрн мр нач пгр под подп подр помещ пом постан прил
    прим прот распор расп расч рег соор соц соотв тер техн тех тел туп упр утв уч уч-к участ факс цит эл экз ген
    корр отв пред разд сокр см ср п пп ст ч
    """.split()
)
# Units after a number: what begins with a capital after them is a new sentence.
_UNITS = frozenset("р л с ч м см км га мин сек час эт экз стр шт чел руб коп тыс кв куб".split())
_HYPHEN_HEADS = ("р-н", "пр-т", "пр-кт", "пр-д", "б-р", "г-д", "мк-н", "м-н", "с-з")
# After a surname with initials these begin a sentence, for they are no surnames.
_STARTERS = frozenset(
    """
    он она они оно это эти эта этот в во на по о об от с со к ко у за при как все его её их вы мы ваш ваша ваше вам вас
    кроме также однако если для до из но и а так такой что чтобы после поэтому тем уже просим сообщаем ответ решение
    """.split()
)
_ACTS = frozenset(
    """
    административного бюджетного гражданского градостроительного договора жилищного закона земельного
    инструкции кодекса конституции контракта методики налогового областного перечня плана положения порядка
    постановления правил приказа программы протокола распоряжения регламента семейного соглашения стандарта
    стратегии указа устава федерального требований трудового уголовного
    """.split()
)
_YEAR = re.compile(r"(?:\b(?:1[789]|20)\d\d|\d\d\.\d\d\.(?:\d\d)?\d\d)\s*г$")
# «В 2024 г. Правительством …»: a sentence does not consist of a date alone.
_ONLY_YEAR = re.compile(r"\s*(?:[А-ЯЁ][а-яё]{0,8}\s+){0,2}(?:с|по|до)?\s*(?:\d{4}\s*[–—-]\s*)?\d{4}\s*гг?$")
# «№ 3.08-38-р», «№ 5-п»: the letter is part of the number of an act.
_ACT_LETTER = re.compile(r"\d-(?:р|п|пр|рп|од|пг|ра|па|к|о)$")
_LIST_AFTER_COLON = re.compile(r"(?<!\d)[:;]\s*\d{1,2}$")
_NUMBER_UNIT = re.compile(r"\d\s*([а-яё]+)$")
_CLAUSE_NUMBER = re.compile(
    r"\b(?:п|пп|подп|ст|ч|гл|разд|пункт\w*|подпункт\w*|стать\w*|част\w*|глав\w*|раздел\w*|абзац\w*)\.?\s*\d+(?:\.\d+)*$",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"(?:\d\s?[-«\"]?|\b(?:лит|литер\w*|корп|корпус\w*|стр|строени\w*|категори\w*|групп\w*|класс\w*|секци\w*|блок\w*)\.?\s+«?)"
    r"[А-ЯЁA-Z]$"
)
# «в 5:10. Что …», «провалился пол. В …», «подписан им. Снег …»: here these shorten nothing.
_WHOLE_WORD = re.compile(r"(?:\d:\d\d|(?<![\w-])пол|\w(?:н|на|но|ны|т|та|то|ты)\sим)$")
_SURNAME_INITIALS = re.compile(
    r"[А-ЯЁа-яё-]*"
    r"(?:[оеё]в|[иы]н|[сц]к(?:ий|ого|ому|им|ом)|[оеё]ва|[иы]на|[оеё]в(?:у|ым|ой|ых)|[иы]н(?:у|ым|ой)|ск(?:ая|ую)|енко|"
    r"[ую]к|[ую]ка|[ую]ку|ян|яна|яну|дзе|швили|ых|их|ич|ича|ичу|ко)\s+[А-ЯЁ]\.\s*[А-ЯЁ]$"
)
_PLACE_ENDING = re.compile(r"(?:ской|цкой|области|края|района|города|округа)\s+[А-ЯЁ]\.\s*[А-ЯЁ]$")
_BULLET = re.compile(r"\s*(?:[-–—•·*]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[а-яёa-z]\)\s)", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r]+")
# All that razdel may cut at; without a space after it, it cuts nothing.
_MAY_END = re.compile(r"[.?!…;\"„'»”’)\]}(]\s")

# Lines no longer than this in a block, and nearly as long as its longest, were broken to fit a width.
_WRAPPED_MIN, _WRAPPED_MAX = 50, 110


@cache_by_text
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Starts and ends of the sentences of ``text``, without the spaces around them.

    The end of a paragraph ends a sentence. Where a block of lines was broken to fit a width (of 50–110
    characters), a full line goes on in the next one. A list mark («1.», «а)») belongs to the sentence after it.
    """
    segment = _segmenter()
    found: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        paragraph = text[start:end]
        if "\n" in paragraph or "\r" in paragraph:
            paragraph = paragraph.replace("\r", " ").replace("\n", " ")
        if _MAY_END.search(paragraph) is None:
            found.append((start + len(paragraph) - len(paragraph.lstrip()), start + len(paragraph.rstrip())))
            continue
        found.extend((start + piece.start, start + piece.stop) for piece in segment(paragraph))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: lines, or blocks of lines broken at equal length."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        line = match.span()
        if block and text.count("\n", block[-1][1], line[0]) > 1:
            yield from _join_lines(text, block)
            block = []
        if text[line[0] : line[1]].strip():
            block.append(line)
        elif block:
            yield from _join_lines(text, block)
            block = []
    yield from _join_lines(text, block)


def _join_lines(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of ``block``, full ones together with the line that goes on after them."""
    if not block:
        return
    longest = max(end - start for start, end in block)
    wrapped = _WRAPPED_MIN <= longest <= _WRAPPED_MAX
    start, end = block[0]
    for (before, _), line in pairwise(block):
        full = wrapped and end - before >= 0.75 * longest
        if not full or _BULLET.match(text, line[0]) or text[start:end].rstrip().endswith((";", ":")):
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


@cache
def _segmenter() -> "SentSegmenter":
    from razdel.rule import JOIN, SPLIT
    from razdel.segmenters.sentenize import RULES, SentSegmenter, SentSplitter, is_lower_alpha

    def goes_on(split: "SentSplit") -> str | None:
        """Joins most of what razdel's rules join, before what stands on the left is sought, which is dearer."""
        right = split.right_token
        return JOIN if not split.right_space_prefix or not right or is_lower_alpha(right) else None

    def office(split: "SentSplit") -> str | None:
        right = split.right_token
        if not right or not split.left_token or not split.right_space_prefix:
            return None
        if split.delimiter == ";" or right in "№%":
            return JOIN
        if split.delimiter != "." or not (right[0].isupper() or right.isdigit() or right in '«"(№'):
            return None
        ends = _ends_after_dot(split.buffer, split.left.rstrip(), right, split.right)
        return None if ends is None else SPLIT if ends else JOIN

    empty_side, _, _, *others = (rule.function for rule in RULES)
    return SentSegmenter(SentSplitter(window=36), [goes_on, empty_side, office, *others])


def _ends_after_dot(sentence: str, left: str, right: str, after: str) -> bool | None:
    """Does ``sentence`` end at the dot between ``left`` and ``right``? None: let razdel say."""
    last = re.search(r"[\w-]+$", left)
    if last is None:
        return None
    word = last.group().lower()
    capital = right[0].isupper()

    if word in ("N", "n") or (right == "N" and re.match(r"\s*N\s*\d", after)):
        return False
    if capital and left.endswith("г") and _ONLY_YEAR.fullmatch(sentence):
        return False
    if capital and (_YEAR.search(left) or _ACT_LETTER.search(left)):
        return True
    if _LIST_AFTER_COLON.search(left):
        return False
    if capital and left[-1].isupper():
        if _LETTERED.search(left) or _ends_with_surname(left):
            return True
        initial_follows = re.match(r"\s*\w\.", after)
        if (
            right.lower() in _STARTERS
            and not initial_follows
            and re.search(r"[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?)?[А-ЯЁ]$", left)
        ):
            return True
    unit = _NUMBER_UNIT.search(left)
    if capital and unit and unit.group(1) in _UNITS:
        return True
    if capital and _WHOLE_WORD.search(left):
        return True
    if capital and left.endswith((" пр", "т.д", "т. д", "т.п", "т. п")) and " и " in left[-8:]:
        return True
    if word.isdigit() or re.fullmatch(r"[\d.]+", word):
        return False if right.lower() in _ACTS and _CLAUSE_NUMBER.search(left) else None
    if word.endswith(_HYPHEN_HEADS) or word in _HEADS:
        return False
    return None


def _ends_with_surname(left: str) -> bool:
    """«… Ивановой М.П»: initials after a surname can end a sentence; before one («области И.О») they cannot."""
    return _SURNAME_INITIALS.search(left) is not None and _PLACE_ENDING.search(left) is None
