"""What the rules of orthography make of a word that no dictionary has: «подитожила», «сверхяркий», «шёвинист».

Each rule knows a class of mistakes and what is right in its place. It speaks where the word as written is unknown and
what it makes of it is a word of the dictionary, or is put together of one as the rule says («безынициативный», «без»
and «инициативный»). Words are in small letters; е may stand for ё.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.language.joints import ASKING, HYPHENED, joints
from letterkit.russian import morph

_SHORTEST = 5  # letters: a shorter word is a letter away from many
_SHORTEST_REST = 4
_VOWELS = "аеёиоуыэюя"
_STANDS_BEFORE_NOUNS = ("без", "в", "из", "об", "от", "под", "с", "над", "через")
"""Prepositions too: «безинтереса» has lost a blank."""
_RUSSIAN = (*_STANDS_BEFORE_NOUNS, "вз", "воз", "роз", "раз", "пред", "сверх", "меж", "небез")
_COUNTING = ("двух", "трёх", "трех", "четырёх", "четырех")
_FOREIGN = tuple("дез диз ин интер кон контр пан пост суб супер транс гипер ад".split())
_ABBREVIATED = tuple("полит спорт гос пед мед спец воен парт дет проф фин хоз".split())
_KEEPS_I = (*_COUNTING, *_FOREIGN, *_ABBREVIATED, "меж", "сверх")
"""After these и is heard as it is written: «сверхизвестный», «двухизотопный», «политинформация»."""
_TURNS_TO_Y = tuple(prefix for prefix in _RUSSIAN if prefix not in ("меж", "сверх", "через"))
_HARD_SIGN = (*_RUSSIAN, *_COUNTING, *_FOREIGN)
_COUNTS = ("пят", "шест", "сем", "восьм")
_TENS_AND_HUNDREDS = {
    **{f"{count}идесятью": f"{count}ьюдесятью" for count in _COUNTS},
    **{f"{count}истами": f"{count}ьюстами" for count in _COUNTS},
    "восьмидесятью": "восемьюдесятью", "восьмистами": "восемьюстами",
    "двухстами": "двумястами", "двустами": "двумястами", "трехстами": "тремястами", "трестами": "тремястами",
    "четырехстами": "четырьмястами", "четырестами": "четырьмястами", "четыремястами": "четырьмястами",
    "полуторами": "полутора", "полуторых": "полутора", "полуторастами": "полутораста",
    "девяностами": "девяноста",
}  # fmt: skip
_VERBAL = frozenset("VERB INFN GRND".split())
_AFTER = {
    first: frozenset(second.split())
    for first, second in (
        ("как", "бы раз будто только же ни"), ("что", "ли же угодно"), ("если", "бы б же"), ("так", "как что же вот"),
        ("то", "есть ли"), ("все", "равно же еще"), ("всё", "равно же ещё"), ("потому", "что"), ("вряд", "ли"),
        ("хотя", "бы"), ("тем", "более"), ("не", "только был была было были будет будут за надо нужно все"),
        ("до", "сих"), ("кто", "бы"), ("где", "бы"), ("ни", "один одна одного"), ("или", "же"), ("а", "то"),
        ("он", "же"), ("она", "же"), ("они", "же"), ("мы", "же"), ("вы", "же"), ("ты", "же"),
        ("в", "общем целом итоге"),
    )
}  # fmt: skip
"""What is written apart however quickly it is said."""
# Letters that one hears alike or that a rule tells apart, in what stands around them.
_SWAPS = tuple(
    (re.compile(where), others)
    for where, others in (
        (r"(?<=[жшчщ])[оёе]", "оёе"),  # шовинист, ночёвка
        (r"(?<=[жш])[уюыия]", "уюиа"),  # жюри, брошюра, жизнь
        (r"(?<=[чщ])[яюы]", "ауи"),
        (r"(?<=ц)[ыиэе]", "ыие"),  # куцый, цирк
        (r"(?<=^п)р[еи](?=[а-яё]{4})", ("ре", "ри")),
        (r"[еио](?=нск[а-яё]{1,3}$)", "еи"),  # сестринский
        (r"(?<!^)[еиё](?=[кц](?:[а-яё]{0,3})$)", "еи"),  # телефончик, маслице
        (r"[еиоа](?=ньк[а-яё]{1,3}$)", "ео"),  # душенька, шубонька
        (r"[аяе](?=нн?[а-яё]{0,3}$)", "аея"),  # очерченный
        (r"[уюая](?=щ[а-яё]{2,3}(?:ся)?$)", "уюая"),  # колющий
        (r"[оеыи](?=ва(?:ть|л|ла|ло|ли|в|я|ем|ет|ют|нн)[а-яё]*$)", "оеыи"),
        (r"(?<=.)нн(?=[а-яё]{2,3}$)", ("н",)),
        (r"(?<=[аеёиоуыэюя])н(?=[а-яё]{1,3}$)", ("нн",)),
        (r"(?<=^[а-яё])[зс](?=[бвгджзклмнпрстфхцчшщ])|^[зс](?=[бвгджзклмнпрстфхцчшщ])", "зс"),
        (r"(?<=^бе)[зс]|(?<=^ра)[зс]|(?<=^во)[зс]|(?<=^чере)[зс]|(?<=^ни)[зс]", "зс"),
        (r"[ъь](?!ся$|$)|(?<=[бвгджзклмнпрстфхцчшщ])(?=[еёюя])", ("ъ", "ь", "")),  # фельдъегерь, военюрист
    )
)


@lru_cache(maxsize=WORDS_KEPT)
def right_spellings(word: str) -> tuple[str, ...]:
    """What ``word``, which no dictionary has, should be by a rule of orthography, the surest first."""
    if word in _TENS_AND_HUNDREDS:
        return (_TENS_AND_HUNDREDS[word],)
    if len(word) < _SHORTEST:
        return tuple(_split_words(word))
    found = [*_split_words(word), *_after_prefix(word), *_halves(word), *_hyphenate(word), *_swap_letters(word)]
    return tuple(dict.fromkeys(each for each in found if each != word))


def _split_words(word: str) -> Iterator[str]:
    """«незнаю» → «не знаю», «чтото» → «что-то», «помоему» → «по-моему», «какраз» → «как раз»."""
    if "-" in word:
        return
    first, rest = word[:2], word[2:]
    if first == "не" and len(rest) > 2:
        parts = {str(parse.tag.POS) for parse in morph.known_parses(rest)}
        if parts and parts <= _VERBAL:
            yield f"не {rest}"
        elif not parts:
            yield from (f"не {right}" for right in right_spellings(rest) if _is_verb(right))
    if first == "по" and morph.is_known(f"по-{rest}"):
        yield f"по-{rest}"
    for length in range(1, len(word)):
        first, rest = word[:length], word[length:]
        if joints(first, rest) == HYPHENED and (first in ASKING or rest in ASKING or len(first) > 1):
            yield f"{first}-{rest}"
        elif rest in _AFTER.get(first, ()):
            yield f"{first} {rest}"


def _is_verb(word: str) -> bool:
    return any(parse.tag.POS in _VERBAL for parse in morph.known_parses(word))


def _after_prefix(word: str) -> Iterator[str]:
    """«подитожить» → «подытожить», «двухызотопный» → «двухизотопный», «сверхяркий» → «сверхъяркий»."""
    for prefix in _TURNS_TO_Y:
        rest = word.removeprefix(prefix)
        if rest != word and rest.startswith("и") and _is_rest(rest, prefix):
            yield f"{prefix}ы{rest[1:]}"
    for prefix in _KEEPS_I:
        rest = word.removeprefix(prefix)
        if rest != word and rest.startswith("ы") and _is_rest(f"и{rest[1:]}", prefix):
            yield f"{prefix}и{rest[1:]}"
    for prefix in _HARD_SIGN:
        rest = word.removeprefix(prefix)
        if rest == word:
            continue
        bare = rest.lstrip("ьъ")
        if bare[:1] in tuple("еёюя") and not rest.startswith("ъ") and _is_rest(bare, prefix):
            yield f"{prefix}ъ{bare}"
        if bare[:1] in tuple("аоуэ") and bare != rest and _is_rest(bare, prefix):
            yield prefix + bare
    for prefix in _ABBREVIATED:
        rest = word.removeprefix(prefix)
        if rest != word and rest.startswith(("ъ", "ь")) and _is_rest(rest[1:], prefix):
            yield prefix + rest[1:]


def _is_rest(rest: str, prefix: str) -> bool:
    """Whether ``rest`` is a word that takes ``prefix``, rather than one that stood after a preposition."""
    if len(rest) < _SHORTEST_REST:
        return False
    if morph.is_known(prefix + rest):
        return True
    readings = morph.known_parses(rest)
    if prefix not in _STANDS_BEFORE_NOUNS:
        return bool(readings)
    return bool(readings) and all(
        parse.tag.POS not in ("NOUN", "NPRO") or str(parse.normal_form).endswith("ость") for parse in readings
    )


def _halves(word: str) -> Iterator[str]:
    """«полулицы» → «пол-улицы», «пол-литра» stays, «пол-часа» → «полчаса», «получебного» → «пол учебного»."""
    rest = re.fullmatch(r"пол-?([а-яё]{3,})", word)
    if rest is None:
        return
    readings = morph.known_parses(rest[1])
    if any({"NOUN", "gent", "sing"} <= parse.tag.grammemes for parse in readings):
        yield f"пол-{rest[1]}" if rest[1][0] in _VOWELS + "л" else f"пол{rest[1]}"
    elif any({"ADJF", "gent", "sing"} <= parse.tag.grammemes for parse in readings):
        yield f"пол {rest[1]}"


_BOUND = frozenset(
    "авиа авто агро аэро био вело гео гидро зоо изо кибер кино крио макро мега метео микро моно мото мульти нейро "
    "палео поли псевдо радио сейсмо стерео теле термо турбо ультра фито фото электро энерго".split()
)
"""No words of their own: «крио-камера» is one word («мини-» and «макси-» keep their hyphen)."""
_COORDINATED = frozenset("военно народно научно учебно судебно массово северо юго".split())
_TOGETHER = frozenset("военнослужащий военнопленный военнообязанный народнохозяйственный".split())


def _hyphenate(word: str) -> Iterator[str]:
    """«медикосудебный» → «медико-судебный»; «ранне-цветущий» → «раннецветущий», «крио-камера» → «криокамера»."""
    first, hyphen, second = word.partition("-")
    if hyphen:
        is_one = morph.is_known(first + second) or (first in _BOUND and morph.is_known(second))
        if len(second) >= _SHORTEST_REST and is_one:
            yield first + second
        return
    for length in range(4, len(word) - _SHORTEST_REST):
        first, second = word[:length], word[length:]
        if _is_coordinated(first) and _is_adjective(second):
            if not any(str(parse.normal_form) in _TOGETHER for parse in morph.parses(word)):
                yield f"{first}-{second}"


def _is_coordinated(first: str) -> bool:
    """«народно-» and «физико-», the stem of a science; not «велико-»."""
    if first.endswith("ико"):
        readings = morph.known_parses(first[:-1] + "а")
        return bool(readings) and all(parse.tag.POS == "NOUN" for parse in readings)
    return first in _COORDINATED


def _is_adjective(word: str) -> bool:
    return any(parse.tag.POS == "ADJF" and "Apro" not in parse.tag.grammemes for parse in morph.known_parses(word))


def _swap_letters(word: str) -> Iterator[str]:
    """Words of the dictionary that differ by what one of the rules about letters tells apart."""
    for where, others in _SWAPS:
        for place in where.finditer(word):
            for other in others:
                made = word[: place.start()] + other + word[place.end() :]
                if made != word and morph.is_known(made) and not _is_odd(made):
                    yield made


_ODD = frozenset("Name Surn Patr Geox Orgn Trad Abbr Erro Dist Infr Slng Arch".split())


def _is_odd(word: str) -> bool:
    """Whether the dictionary has ``word`` as a name or as a word out of use alone."""
    return all(parse.tag.grammemes & _ODD for parse in morph.known_parses(word))
