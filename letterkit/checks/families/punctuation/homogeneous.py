"""A comma lost in a row of likes of any kind (clause 3.3): «вымыли проветрили», «в саду поликлинике и доме»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

_JOINTS = frozenset(("и", "или"))
_AUXILIARY = frozenset("быть стать мочь бывать являться казаться хотеть давать пойти начать кончить".split())
_STREETS = frozenset("улица улицам улицах улицы домах площадях переулках проспектах остановках станциях".split())
_PARTS_OF_NAMES = frozenset(
    "большая малая новая старая верхняя нижняя первая вторая третья северная южная западная восточная".split()
)
_FIXED = frozenset("год месяц день час станция метро город село улица проспект тип вид класс имя номер слово".split())


@function_check("punctuation.likes", alone=PROSE)
def likes(subject: Subject) -> Iterator[Hit]:
    """Two verbs of one form, two nouns of one oblique case or two nominatives side by side, more of the row near."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 1):
            word, before = tokens[at], tokens[at - 1]
            if not word.is_word or not before.is_word or word.form == before.form:
                continue
            if not (_verbs(tokens, at) or _nouns(tokens, at) or _after_genitive(tokens, at) or _streets(tokens, at)):
                continue
            if apart(subject.text, tokens, at):
                yield put_in(tokens, at)


def _verbs(tokens: Sequence[Token], at: int) -> bool:
    """«осмотрел проверил и составил»: two personal forms of one kind, neither of them auxiliary."""
    if not readings.of(tokens[at - 1]).known or not readings.of(tokens[at]).known:
        return False
    if at > 1 and tokens[at - 2].form in PREPOSITIONS:
        return False  # «в нем должен разобраться суд» has no «немой»
    one, other = readings.of(tokens[at - 1]).predicate, readings.of(tokens[at]).predicate
    if one is None and other is not None:  # «вымыли» may be an order too
        past = tokens[at - 1].has("VERB", "past", "plur") and readings.of(tokens[at - 1]).likely == {"VERB"}
        return past and other.past and other.number == "plur" and _AUXILIARY.isdisjoint(tokens[at - 1].lemmas)
    if one is None or other is None or not one.has_form_of(other):
        return False
    if not _AUXILIARY.isdisjoint(tokens[at - 1].lemmas | tokens[at].lemmas):
        return False
    return one.parse.tag.POS == other.parse.tag.POS and tokens[at].text.islower()


def _nouns(tokens: Sequence[Token], at: int) -> bool:
    """«в школе, детском саду поликлинике и доме»: a row begun by a comma or a preposition, going on with «и»."""
    before, word = readings.of(tokens[at - 1]), readings.of(tokens[at])
    if (
        not before.only_noun
        or not word.only_noun
        or not (tokens[at - 1].text + tokens[at].text).islower()
        or before.name
        or word.name
    ):
        return False
    if not _FIXED.isdisjoint(tokens[at - 1].lemmas) or min(len(tokens[at].text), len(tokens[at - 1].text)) < 3:
        return False
    end = at + 1
    while end < len(tokens) and end < at + 4 and tokens[end].is_word and tokens[end].form not in _JOINTS:
        if "gent" not in {form[0] for form in readings.of(tokens[end]).forms | readings.of(tokens[end]).modifiers}:
            return False
        end += 1
    if end + 1 >= len(tokens) or (tokens[end].form not in _JOINTS and tokens[end].text != ","):
        return False
    later = group_at(tokens, end + 1)
    if later is None:
        return False
    shared = {form[0] for form in before.nouns} & {form[0] for form in word.nouns} & later.cases
    own = {form[0] for form in word.nouns}
    first = at - 1
    while first and tokens[first - 1].is_word and readings.of(tokens[first - 1]).modifiers:
        first -= 1
    opens = tokens[first - 1] if first else None
    if opens is None:
        return False
    earlier = (
        opens.text == "," and first > 1 and bool({form[0] for form in readings.of(tokens[first - 2]).nouns} & shared)
    )
    ruled = tokens[at - 1].form.endswith(("ние", "нием", "нию", "нии", "ция", "цией", "ции", "ство", "ством", "ству"))
    if "loct" in shared and PREPOSITIONS.get(opens.form, frozenset()) & {"loct"} and "gent" not in own:
        return True
    if shared & {"ablt", "datv", "loct"} and "gent" not in own and earlier and not ruled:
        return True
    # «на субботник вышли учителя, родители ученики и выпускники»
    return bool(shared & {"nomn", "accs"}) and earlier and tokens[end].form in _JOINTS and own <= {"nomn", "accs"}


def _after_genitive(tokens: Sequence[Token], at: int) -> bool:
    """«вошли ремонт кровли замена лифтов и утепление»: a nominative after the genitive of another nominative."""
    word, before = readings.of(tokens[at]), readings.of(tokens[at - 1])
    if (
        not tokens[at].text.islower()
        or not word.only_noun
        or not before.only_noun
        or {form[0] for form in word.nouns} not in ({"nomn"}, {"accs"})
    ):
        return False
    case = next(iter(word.nouns))[0]
    if "gent" not in before.cases:
        return False
    first = at - 2
    while (
        first > 0
        and tokens[first].is_word
        and "gent" in {form[0] for form in readings.of(tokens[first]).forms | readings.of(tokens[first]).modifiers}
    ):
        first -= 1
    head = readings.of(tokens[first]) if tokens[first].is_word else None
    if head is None or not head.only_noun or case not in {form[0] for form in head.nouns}:
        return False
    if first and tokens[first - 1].form in PREPOSITIONS:
        return False
    end = at + 1
    while end < len(tokens) and tokens[end].is_word and tokens[end].form not in _JOINTS:
        if "gent" not in {form[0] for form in readings.of(tokens[end]).forms | readings.of(tokens[end]).modifiers}:
            return False
        end += 1
    if end + 1 >= len(tokens) or (tokens[end].form not in _JOINTS and tokens[end].text != ","):
        return False
    later = group_at(tokens, end + 1)
    if later is None or case not in later.cases:
        return False
    return any(
        readings.of(token).predicate is not None or readings.of(token).likely & {"VERB", "INFN"}
        for token in tokens[max(0, first - 6) : first]
        if token.is_word
    )


def _streets(tokens: Sequence[Token], at: int) -> bool:
    """«на улицах Лесной, Полевой Садовой и Речной»: names that are adjectives, in a row."""
    one, other = tokens[at - 1], tokens[at]
    if not (one.text[0].isupper() and other.text[0].isupper()) or not _PARTS_OF_NAMES.isdisjoint(one.lemmas):
        return False
    shared = readings.of(one).modifiers & readings.of(other).modifiers
    if not any(form[1:3] == ("sing", "femn") for form in shared):
        return False
    near = tokens[max(0, at - 8) : at - 1]
    joined = at + 1 < len(tokens) and (tokens[at + 1].form in _JOINTS or tokens[at + 1].text == ",")
    return joined and any(token.form in _STREETS for token in near)
