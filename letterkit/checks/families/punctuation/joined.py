"""A comma before a single «и», «или», and before «как» that means «в качестве» (clause 3.3): «смету, и акты»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.families.punctuation.object import OPENING, hang, is_said
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import Predicate, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian.prepositions import PREPOSITIONS

_JOINTS = frozenset(("и", "или"))
_REPEATED = frozenset("и или либо ни то да не только но а".split())
_STRONG = ";:–—.!?…(«"
_NEAR = 10
"""Words in which another «и» may belong to the same row."""
_MEMBER = 4
"""Words of a member of a row that is surely no turn put in."""
_PERSONS = frozenset("я мы вы он она оно они".split())
_WHOSE = frozenset(("его", "ее", "их"))
_BEFORE_VERB = frozenset("не уже еще также затем потом тут там его ее их".split())
_ALIKE_AS = frozenset(
    "признать признавать рассматривать рассматриваться расценивать расцениваться расценить квалифицировать оценивать "
    "оцениваться оценить определить определять зарегистрировать использовать использоваться работать служить выступать "
    "действовать воспринимать восприниматься трактовать трактоваться понимать пониматься характеризовать числиться "
    "классифицировать учитывать учитываться обозначить обозначать указать указываться принять принимать".split()
)
_NO_LIKENESS = frozenset("правило минимум максимум раз только будто если и бы это ранее обычно всегда".split())


@function_check("punctuation.comma-before-and", alone=PROSE, words=_JOINTS)
def comma_before_and(subject: Subject) -> Iterator[Hit]:
    """«, и» or «, или» between likes or two deeds of one subject, where nothing before asks for the comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(1, len(tokens) - 2):
            if tokens[comma].text != "," or tokens[comma + 1].form not in _JOINTS or not _is_single(tokens, comma):
                continue
            first, last = _stretch(tokens, comma)
            if last < len(tokens) - 1 or _opens(tokens, first, comma):
                continue
            before = tokens[first:comma]
            if any(is_said(token) for token in before) and (
                _joins_nouns(tokens, first, comma, last) or _joins_verbs(tokens, first, comma, last)
            ):
                yield take_out(subject.text, tokens, comma)


def _is_single(tokens: Sequence[Token], comma: int) -> bool:
    near = (*tokens[max(0, comma - _NEAR) : comma], *tokens[comma + 2 : comma + 2 + _NEAR])
    return _REPEATED.isdisjoint(token.form for token in near)


def _stretch(tokens: Sequence[Token], comma: int) -> tuple[int, int]:
    """Where the words begin after the last strong mark or «сообщаем, что», and where those after «и» end."""
    first = comma
    while first and tokens[first - 1].text not in _STRONG:
        first -= 1
    said = next((at for at in range(first, comma) if tokens[at].text == "," and tokens[at + 1].form == "что"), None)
    if said is not None and _is_told_by_us(tokens[first:said]):
        first = said + 2
    last = comma + 2
    while last < len(tokens) and tokens[last].text not in "," + _STRONG:
        last += 1
    return first, last


def _is_told_by_us(tokens: Sequence[Token]) -> bool:
    found = [one for token in tokens if token.is_word and (one := readings.of(token).predicate) is not None]
    return len(found) == 1 and found[0].person == "1per"


def _opens(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """Whether a clause or a turn may stand before, which the comma closes; members of a row between commas do not."""
    for token in tokens[first:comma]:
        if token.form in OPENING or "который" in token.lemmas:
            return True
        if token.is_word and readings.of(token).pos & {"GRND", "PRTF"}:
            return True
    begins = comma
    while begins > first and tokens[begins - 1].text != ",":
        begins -= 1
    if begins == first:
        return False
    word, before = readings.of(tokens[begins]), readings.of(tokens[begins - 2])
    alike = comma - begins <= _MEMBER and tokens[begins - 2].is_word and _cases(word) & _cases(before)
    return not (alike or (word.predicate is not None and _has_form(tokens[first : begins - 1], word.predicate)))


def _cases(read: readings.Readings) -> frozenset[str]:
    return frozenset(form[0] for form in read.forms | read.modifiers)


def _has_form(tokens: Sequence[Token], one: Predicate) -> bool:
    return any(other is not None and other.has_form_of(one) for other in map(_predicate, tokens))


def _predicate(token: Token) -> Predicate | None:
    return readings.of(token).predicate if token.is_word else None


def _joins_nouns(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """«изучила смету ремонта, и акты приёмки»: after «и» a noun with what hangs on it, alike one before the comma."""
    at = comma + 2
    if tokens[comma + 1].form == "или" and last - at <= 2 and "ADVB" in readings.of(tokens[at]).likely:
        return True  # «взять у нас, или онлайн»
    asked = PREPOSITIONS.get(tokens[at].form)
    group = group_at(tokens, at + bool(asked) + (tokens[at].form in _WHOSE))
    if group is None or group.last > last or not hang(tokens, group.last, last):
        return False
    if any(is_said(token) for token in tokens[at:last]):
        return False
    for place in range(comma - 1, max(first, comma - 6) - 1, -1):
        token = tokens[place]
        if not token.is_word or not token.text.islower() or token.form in PREPOSITIONS:
            return False
        read = readings.of(token)
        shared = {form[0] for form in read.nouns} & group.cases
        if shared and read.pos.isdisjoint({"PRTF", "ADJF"}):
            governed = _preposition(tokens, place)
            if asked is not None:
                return governed == tokens[at].form
            # after a preposition only the noun of its case is alike: «о сроке, и порядке»
            return governed is None or bool(PREPOSITIONS[governed] & shared)
        if "gent" not in _cases(read):
            return False
    return False


def _preposition(tokens: Sequence[Token], at: int) -> str | None:
    """The preposition right before the noun ``tokens[at]`` and its adjectives."""
    while at and tokens[at - 1].is_word and readings.of(tokens[at - 1]).modifiers:
        at -= 1
    return tokens[at - 1].form if at and tokens[at - 1].form in PREPOSITIONS else None


def _joins_verbs(tokens: Sequence[Token], first: int, comma: int, last: int) -> bool:
    """«осмотрел Вас дома, и выписал», «можно отдать, или отправить»: one form, and no subject of its own after «и»."""
    verb = comma + 2
    while verb < last and (tokens[verb].form in _BEFORE_VERB or readings.of(tokens[verb]).likely == {"ADVB"}):
        verb += 1
    if verb >= last or not tokens[verb].is_word:
        return False
    before, after = tokens[first:comma], tokens[verb + 1 : last]
    one = readings.of(tokens[verb]).predicate
    if one is None:
        infinitive = readings.of(tokens[verb]).likely == {"INFN"}
        return (
            infinitive
            and any(token.is_word and readings.of(token).likely == {"INFN"} for token in before)
            and not any(_predicate(token) for token in after)
        )
    begun = [other for token in before if (other := _predicate(token)) is not None]
    if len(begun) != 1 or not begun[0].has_form_of(one) or any(_predicate(token) == one for token in before):
        return False
    if any(token.form in _PERSONS for token in after) or not _PERSONS.isdisjoint(
        t.form for t in tokens[comma + 2 : verb]
    ):
        return False
    group = group_at(tokens, first)
    named = group is not None and any(subject_form(form, begun[0]) for form in group.forms)
    named = named or not readings.of(tokens[first]).known
    if not named and _PERSONS.isdisjoint(token.form for token in before):
        return False  # «Заявку приняли, и завтра позвонят»: two clauses without subjects
    nouns = (readings.of(token).forms for token in after if token.is_word)
    return not any(subject_form(form, one) for forms in nouns for form in forms)


@function_check("punctuation.comma-before-as", alone=PROSE, words=("как",))
def comma_before_as(subject: Subject) -> Iterator[Hit]:
    """«рассматривается, как отказ», «работает, как врач»: «как» means «в качестве», no comma."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for comma in range(1, len(tokens) - 2):
            if tokens[comma].text != "," or tokens[comma + 1].form != "как" or not tokens[comma + 2].is_word:
                continue
            near, likened = tokens[max(0, comma - 2) : comma], tokens[comma + 2]
            last = next((at for at in range(comma + 2, len(tokens)) if tokens[at].text in "," + _STRONG), len(tokens))
            if (
                not all(_ALIKE_AS.isdisjoint(token.lemmas) for token in near)
                and _NO_LIKENESS.isdisjoint(likened.lemmas)
                and readings.of(likened).likely & {"NOUN", "ADJF", "PRTF"}
                and (last == len(tokens) or tokens[last].text != ",")
                and not any(is_said(token) for token in tokens[comma + 2 : last])
            ):
                yield take_out(subject.text, tokens, comma)
