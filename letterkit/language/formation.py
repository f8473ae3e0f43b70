"""New words made of known ones as Russian makes them: «энергосетевой», «заселяемость», «загерметизировать».

No dictionary lists them in full. Each way asks for a known rest, of a kind that a slip of the pen seldom leaves.
"""

import re
from collections.abc import Callable

from letterkit.russian import morph

# First halves of adjectives: «девятибалльный», «общедомовой», «внутриквартальный».
_COUNTS = (
    "дву двух трёх трех четырёх четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати "
    "четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати двадцати тридцати сорока пятидесяти "
    "шестидесяти семидесяти восьмидесяти девяносто сто двухсот трёхсот трехсот четырёхсот четырехсот пятисот шестисот "
    "семисот восьмисот девятисот полутора"
)
_WHOLE = (
    "вне внутри водо высоко еже железо жил крупно лесо мало между много нефте низко обще одно около пол полу после "
    "противо само сверх снего средне"
)
# These are no words of their own, so a common noun after them has lost no blank: «соцработник», «потребкооператив».
_BOUND = (
    "авиа авто агро аэро био видео водо газо гидро гос евро кибер медиа микро мини мульти радио сейсмо соц спец супер "
    "тепло теле тех ультра фото хоз электро энерго потреб мед физ проф пром рем сан нейро психо эко этно гео термо "
    "фито онко кардио зоо вело мото метео нац орг инфо нано крио гастро аудио "
    "лже вет спорт тур мета поли интер контр псевдо квази полит парт масс культ эконом пресс сельхоз строй"
)
# Before nouns and adjectives these are prefixes, whatever else they are: «подзона», «созалогодержатель», «пересборка».
_BEFORE_NOMINALS = "со под пред пере пост сверх само взаимо полу недо анти без".split()
_FOR_ADJECTIVES = "|".join(sorted({*_COUNTS.split(), *_WHOLE.split(), *_BOUND.split()}, key=len, reverse=True))
_ADJECTIVE = re.compile(rf"(?:{_FOR_ADJECTIVES})(?P<rest>[а-яё]{{5,}})")
_NOUN = re.compile(rf"(?:{'|'.join(sorted(set(_BOUND.split()), key=len, reverse=True))})(?P<rest>[а-яё]{{5,}})")
_YEARS = re.compile(rf"(?:{'|'.join(sorted(_COUNTS.split(), key=len, reverse=True))})(?P<rest>[а-яё]*лети[еяюй]м?)")
_HOLDING = re.compile(r"(?P<held>[а-яё]{4,})содержащ[а-яё]{2,3}")
_VERB = re.compile(r"(?:от|за|до|пере|про|рас|раз|под|недо|ре|де|дез)(?P<rest>[а-яё]{7,})")
# Before a verb these are no prepositions, so that no blank is lost either.
_AGAIN = re.compile(r"(?:под|пере|недо|пред)(?P<rest>[а-яё]{7,})")
_PREFIXED_NOMINAL = re.compile(rf"(?P<prefix>{'|'.join(_BEFORE_NOMINALS)})(?P<rest>[а-яё]{{5,}})")
# «состороны», «подзащиту»: the blank between a preposition and a noun in the case that it asks for may be lost instead.
_ASKED_BY = {"со": {"ablt", "gent"}, "под": {"ablt", "accs"}, "без": {"gent"}, "сверх": {"gent"}}
_AFTER_SO = re.compile(r"[зсжш][бвгджзклмнпрстфхцчшщ]|щ")
_ADVERB = re.compile(r"(?P<stem>[а-яё]{3,}[сц]к)и|(?P<plain>[а-яё]{4,}[бвгджзлмнпрстф])о")
_DOER = re.compile(r"(?P<verb>[а-яё]{3,}[аеиыя])тел(?:ь|[яюией]|ей|ем|ям|ями|ях|ьн[а-яё]{1,3}|ьск[а-яё]{1,3})")
_VERBAL = frozenset("VERB INFN GRND PRTF PRTS".split())
_QUALITY = re.compile(r"(?P<stem>[а-яё]{5,})ост(?:ь|и|ью|ей|ям|ями|ях)")
_NOMINAL = frozenset("NOUN ADJF PRTF ADJS PRTS".split())
_VOICELESS = frozenset("кпстфхцчшщ")
_VOWELS = frozenset("аеёиоуыэюя")
_ADJECTIVES = frozenset({"ADJF", "ADJS", "PRTF"})
_OF_ACTION = re.compile(r"(?:[нт]ие|ция|ость|ство)$")


def is_formed(low: str, is_common: Callable[[str], bool]) -> bool:
    """Whether unknown ``low``, in lower case, is such a word; ``is_common`` tells which nouns letters use."""
    if _is_negated(low) or _is_compound(low, is_common) or _is_quality(low):
        return True
    return any(way(low) for way in (_is_prefixed_verb, _is_reflexive, _is_prefixed_nominal, _is_adverb, _is_doer))


_PREFIXED = re.compile(
    r"(?:до|вы|за|от|пере|под|при|про|с|у|об|на)(?P<verb>[а-яё]{6,})|не(?P<noun>[а-яё]{4,})"
    r"|(?P<stem>[а-яё]{4,}?)(?:щик|чик)(?:а|у|ом|е|и|ов|ам|ами|ах)?"
)


def may_be_made(low: str) -> bool:
    """Whether unknown ``low`` may be new all the same: «доудержать», «невывоз», «антеннщик»; a slip leaves such too."""
    made = _PREFIXED.fullmatch(low)
    if made is None:
        return False
    if made["stem"]:
        return any(morph.is_known(made["stem"] + end) for end in ("", "а", "я", "ь", "ка"))
    readings = morph.known_parses(made["verb"] or made["noun"])
    kinds = _VERBAL if made["verb"] else {"NOUN"}
    return bool(readings) and all(reading.tag.POS in kinds for reading in readings)


def _is_negated(low: str) -> bool:
    """«неперечисление», «неуведомлённый»: «не» with a noun of action or an adjective; not «небудет», «непозднее»."""
    rest = low.removeprefix("не")
    readings = morph.known_parses(rest) if rest != low else ()
    is_compared = rest.endswith("ее") and any(parse.tag.POS in ("COMP", "ADVB") for parse in readings)
    return not is_compared and any(
        parse.tag.POS in _ADJECTIVES or _OF_ACTION.search(str(parse.normal_form)) for parse in readings
    )


def _is_reflexive(low: str) -> bool:
    """«ужесточившиеся», «маркируется»: of a verb that takes an object."""
    rest, suffix = low[:-2], low[-2:]
    if suffix not in ("ся", "сь"):
        return False
    verbs = [r for r in morph.known_parses(rest) if r.tag.POS in _VERBAL - {"PRTS"} and "tran" in r.tag]
    # Of participles it is «ся»; else «сь» after a vowel: «оказалсь» is a slip.
    return any(suffix == ("сь" if rest[-1] in _VOWELS and r.tag.POS != "PRTF" else "ся") for r in verbs)


def _is_prefixed_nominal(low: str) -> bool:
    """«созалогодержателями», «пересборка», «беззнаковый»; not «состороны», «подзащиту»."""
    made = _PREFIXED_NOMINAL.fullmatch(low)
    if made is None:
        return False
    prefix, rest = made["prefix"], made["rest"]
    if prefix == "без" and rest[0] in _VOICELESS:
        return False  # «безплатный»
    if prefix[-1] == rest[0] and morph.is_known(prefix + rest[1:]):
        return False  # «сооглашение»
    readings = morph.known_parses(rest)
    if not readings or any(reading.tag.POS not in _NOMINAL for reading in readings):
        return False
    if prefix == "со" and not _AFTER_SO.match(rest):
        return True
    asked = _ASKED_BY.get(prefix, set())
    return not any(reading.tag.POS == "NOUN" and reading.tag.case in asked for reading in readings)


def _is_adverb(low: str) -> bool:
    """«управленчески», «возмездно»: of an adjective; not «обеспеченно», a slip in a short participle, nor «шестово»."""
    made = _ADVERB.fullmatch(low)
    if made is None or low.endswith(("ово", "ево")):
        return False
    endings = ("ий",) if made["stem"] else ("ый", "ой", "ий")
    stem = made["stem"] or made["plain"]
    if stem.endswith("нн") and any(reading.tag.POS == "PRTS" for reading in morph.known_parses(stem[:-1] + "о")):
        return False
    return any(reading.tag.POS == "ADJF" for ending in endings for reading in morph.known_parses(stem + ending))


def _is_doer(low: str) -> bool:
    """«удочеритель», «усыновительный»: who or what does what the verb says."""
    made = _DOER.fullmatch(low)
    return made is not None and any(reading.tag.POS == "INFN" for reading in morph.known_parses(made["verb"] + "ть"))


def _is_compound(low: str, is_common: Callable[[str], bool]) -> bool:
    whole = _ADJECTIVE.fullmatch(low)
    if whole and any(parse.is_known and parse.tag.POS in _ADJECTIVES for parse in morph.parses(whole["rest"])):
        return True
    held = _HOLDING.fullmatch(low)
    if held and any(parse.tag.POS == "NOUN" for parse in morph.known_parses(held["held"])):
        return True  # «хризотилсодержащий»
    years = _YEARS.fullmatch(low)
    if years and morph.is_known(years["rest"]):
        return True  # «шестидесятипятилетие»
    bound = _NOUN.fullmatch(low)
    return (
        bound is not None
        and is_common(bound["rest"])
        and any(parse.is_known and parse.tag.POS == "NOUN" for parse in morph.parses(bound["rest"]))
    )


def _is_quality(low: str) -> bool:
    """«собираемость», «обсеменённость»: of an adjective or a participle."""
    quality = _QUALITY.fullmatch(low)
    return quality is not None and any(
        parse.is_known and parse.tag.POS in _ADJECTIVES
        for ending in ("ый", "ий", "ой")
        for parse in morph.parses(quality["stem"] + ending)
    )


def _is_prefixed_verb(low: str) -> bool:
    """«загерметизировать», «дофинансирование»: of a borrowed verb or its noun; «подзахоронить»: of any long one."""
    again = _AGAIN.fullmatch(low)
    if again and (readings := morph.known_parses(again["rest"])) and all(r.tag.POS in _VERBAL for r in readings):
        return True
    prefixed = _VERB.fullmatch(low)
    return prefixed is not None and any(
        parse.normal_form.removesuffix("ся").endswith(("ировать", "ирование"))
        for parse in morph.known_parses(prefixed["rest"])
    )
