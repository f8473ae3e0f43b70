"""A comma after a plain circumstance at the head of a sentence (clause 3.3): «После осмотра, мы составили акт»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.punctuation.extra import is_date
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

# Turns with other prepositions («согласно», «благодаря», «при», «по») may be set off by a comma.
_SIMPLE = frozenset("в во на с со до после для из к за у через около под над между перед".split())
# «В частности», «на наш взгляд», «в случае …»: a comma may follow.
_PARENTHETIC = frozenset(
    "частность общее целое сторона взгляд сожаление счастье пример слово конец счет сомнение дело сущность принцип "
    "образ правило удивление огорчение радость случай связь сила отличие цель избежание исключение основание учет "
    "соответствие зависимость вид ответ вопрос просьба предложение мысль мнение точка результат итог помощь "
    "уважение рамка ход отношение часть адрес смысл следующий этот тот том то чем все".split()
)
_MARKS = ",;:–—"
_PRONOUNS = frozenset("вы мы он она оно они".split())
_OBJECTS = frozenset("его ее их вам нам вас".split())


@function_check("punctuation.circumstance-comma", alone=PROSE)
def circumstance_comma(subject: Subject) -> Iterator[Hit]:
    """A preposition with its noun (and what hangs on it), a comma, then the main clause to the end without a mark."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        if len(tokens) < 4 or tokens[0].form not in _SIMPLE:
            continue
        comma = next((at for at, token in enumerate(tokens) if token.text in _MARKS), None)
        if comma is None or comma < 2 or tokens[comma].text != "," or not _is_circumstance(tokens, comma):
            continue
        if any(token.text in _MARKS or token.form == "ли" for token in tokens[comma + 1 :]):
            continue
        if not is_date(tokens[:comma]) and _is_main_clause(tokens, comma + 1):  # dates: punctuation.no-comma-after
            before = tokens[comma - 1]
            yield Hit(before.start, tokens[comma].end, suggestions=(before.text,))


def _is_circumstance(tokens: Sequence[Token], comma: int) -> bool:
    """Whether nothing but nouns, each after its preposition or in the genitive alone, stands before the comma."""
    at = 0
    while at < comma:
        cases = PREPOSITIONS.get(tokens[at].form)
        group = group_at(tokens, at + 1 if cases else at)
        if group is None and cases and at + 2 < comma and tokens[at + 1].text[0].isdigit():
            at += 2  # «после 22 часов»
            continue
        if group is None and cases and at + 1 < comma and readings.of(tokens[at + 1]).cases & cases:
            at += 2  # «до начала»: a noun that is a verb too
            continue
        if group is None or group.last > comma or not tokens[group.last - 1].text.islower():
            return False
        words = tokens[group.first : group.last]
        if not _PARENTHETIC.isdisjoint(words[-1].lemmas):
            return False
        if any("PRTF" in readings.of(token).pos for token in words[1:]):
            return False
        if cases is None and at and tokens[at - 1].text[0].isdigit():
            at = group.last
            continue
        if cases is None:
            if at == 0 or group.possible_cases & {"nomn"} or "gent" not in group.possible_cases:
                return False
        elif not group.possible_cases & cases:
            return False
        at = group.last
    return True


def _is_main_clause(tokens: Sequence[Token], first: int) -> bool:
    """Whether a verb, a pronoun or a noun in the nominative with its verb follows at once."""
    begins = first
    while (
        first + 1 < len(tokens) and tokens[first].form in BEFORE_VERB and readings.of(tokens[first]).predicate is None
    ):
        first += 1
    if first >= len(tokens) or not tokens[first].is_word:
        return False
    read = readings.of(tokens[first])
    if read.predicate is not None or (read.likely == {"VERB"} and tokens[first].has("VERB", "impr")):
        return True
    found = [one for token in tokens[begins:] if token.is_word and (one := readings.of(token).predicate) is not None]
    if len(found) != 1:
        return False
    if tokens[begins].form in _PRONOUNS:
        return True
    if tokens[begins].form in _OBJECTS and first + 1 < len(tokens):
        return readings.of(tokens[begins + 1]).predicate is not None
    group = group_at(tokens, begins)
    return group is not None and group.cases == {"nomn"} and any(subject_form(form, found[0]) for form in group.forms)
