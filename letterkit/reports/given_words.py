"""That a field has been filled, said of its label: «указан номер дела», «указаны шаги», «указано, почему туда»."""

from letterkit.compose.filters import quote
from letterkit.core.people import Case
from letterkit.russian.inflect import inflect
from letterkit.russian.morph import lemmas, parses
from letterkit.russian.names_endings import PROPER
from letterkit.russian.phrase import AgreementGroup, Token, groups, tokens

_GIVEN = {"masc": "указан", "femn": "указана", "neut": "указано", "plur": "указаны"}
_EACH = {"femn": "каждой"}
_ASKING = frozenset(
    ("кто", "что", "какой", "который", "чей", "сколько", "где", "куда", "откуда", "когда", "почему", "зачем", "как")
)


def given_words(label: str, *, no: bool = False) -> str:
    """«указан телефон органа», «не указана дата решения»; of a question, «указано, почему туда,» with its last comma.

    A label that is neither a noun with what hangs on it nor a question is quoted: «заполнено „Решено“».
    """
    words, not_ = tokens(label), "не " if no else ""
    if _is_question(words):
        return f"{not_}указано, {lower_label(label)},"
    head = _head(words)
    form = head and _GIVEN.get("plur" if _is_row(words) or head.number == "plur" else head.gender or "")
    return f"{not_}{form} {lower_label(label)}" if form else f"{not_}заполнено {quote(label)}"


def each_words(label: str) -> str:
    """«для каждого из шагов со сроками»; of what is no noun in the plural, «для каждого значения „Куда ещё“»."""
    head = _head(tokens(label))
    if head is None or head.reading is None or head.number != "plur":
        return f"для каждого значения {quote(label)}"
    return f"для {_EACH.get(head.gender or '', 'каждого')} из {lower_label(inflect(label, Case.GENITIVE))}"


def counted_words(label: str) -> str:
    """«вопросов обращения с ответами», of which there are so many; what is no noun in the plural stays as it is."""
    head = _head(tokens(label))
    is_many = head is not None and head.reading is not None and head.number == "plur"
    return lower_label(inflect(label, Case.GENITIVE)) if is_many else f"значений {quote(label)}"


def lower_label(label: str) -> str:
    """``label`` inside a sentence: its first letter small, unless the word is a name or an abbreviation."""
    first = next(iter(tokens(label)), None)
    if first is None or first.fixed or PROPER & parses(first.text)[0].tag.grammemes:
        return label
    return label[:1].lower() + label[1:]


def _is_question(words: tuple[Token, ...]) -> bool:
    """«Почему туда», «До какого числа ждём ответа», «Есть ли решение»."""
    asks = any(not word.fixed and lemmas(word.text) & _ASKING for word in words[:2])
    return asks or any(word.text.lower() == "ли" for word in words[:3])


def _head(words: tuple[Token, ...]) -> AgreementGroup | None:
    """The noun that a label is about; none of a whole sentence («Ремонт сделан»)."""
    head = next(groups(words), None)
    after = words[head.head + 1 : head.head + 2] if head else ()
    return None if any(parses(word.text)[0].tag.POS in ("PRTS", "ADJS", "VERB") for word in after) else head


def _is_row(words: tuple[Token, ...]) -> bool:
    """«Имя и адрес»: two nouns beside each other."""
    heads = [group.head for group in groups(words)][:2]
    return len(heads) > 1 and any(word.text.lower() in ("и", ",") for word in words[heads[0] + 1 : heads[1]])
