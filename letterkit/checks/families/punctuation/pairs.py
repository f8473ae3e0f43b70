"""A comma before a single «и» or «или» that joins two like words (clause 3.3): «паспорт, и справку»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.commas import take_out
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import BEFORE_VERB, subject_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word

_JOINING = frozenset("и или либо да ни то не а но".split())
_HEADS = frozenset(
    "что чтобы если когда где куда откуда почему зачем хотя пока поскольку как ли который какой чей сколько чем "
    "например также кроме помимо включая".split()
)
_PRONOMINAL = frozenset("который какой чей".split())
_STOPS = ";:–—.!?…("
_ROW = 10  # words in which another «и» may belong to the same row
_MEMBER = 4  # words of a member of a row that is surely no turn put in


@function_check("punctuation.comma-between-two", alone=PROSE, words=("и", "или"))
def comma_between_two(subject: Subject) -> Iterator[Hit]:
    """Two nouns in one case or two infinitives, a comma and «и» between, and nothing around that could ask for it.

    The comma would be right after a clause or a turn, between repeated «и», and before a second clause.
    """
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(1, len(tokens) - 2):
            if tokens[at].text != "," or tokens[at + 1].form not in ("и", "или"):
                continue
            if not _one_joint(tokens, at):
                continue
            if _two_subjects(tokens, at) or (_like(tokens, at) and _needless(tokens, at)) or _two_ways(tokens, at):
                before = tokens[at - 1]
                yield Hit(before.start, tokens[at].end, suggestions=(before.text,))


def _one_joint(tokens: Sequence[Token], comma: int) -> bool:
    """Whether no other conjunction that could repeat this one stands in the sentence."""
    return not any(
        token.form in ("и", "или", "либо", "ни") for at, token in enumerate(tokens) if token.is_word and at != comma + 1
    )


def _like(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the word before the comma and the noun after «и» share a case, by all likely readings."""
    first = readings.of(tokens[comma - 1])
    if not first.only_noun or not tokens[comma - 1].text.islower():
        return False
    at = comma + 2
    if tokens[at].form in PREPOSITIONS:
        return _same_preposition(tokens, comma)
    group = group_at(tokens, at)
    cases = {form[0] for form in first.nouns}
    if group is None:  # «транспорта и дорог»: a short adjective too
        return tokens[at].is_word and "NOUN" in readings.of(tokens[at]).pos and cases <= readings.of(tokens[at]).cases
    return bool(cases & group.cases)


def _two_subjects(tokens: Sequence[Token], comma: int) -> bool:
    """«Староста, и дворник убрали двор»: two nouns in the singular begin the sentence, their verb is in the plural."""
    first, second = group_at(tokens, 0), group_at(tokens, comma + 2)
    if first is None or second is None or tokens[comma + 1].form != "и" or any(
        token.text == "," for token in tokens[comma + 1 :]
    ):  # fmt: skip
        return False
    if not all(any(form[:2] == ("nomn", "sing") for form in group.forms) for group in (first, second)):
        return False
    if not all(_is_hanging(token) for token in tokens[first.last : comma]):
        return False
    verb = second.last
    while verb < len(tokens) - 1 and (tokens[verb].form in BEFORE_VERB or _is_hanging(tokens[verb])):
        verb += 1
    one = readings.of(tokens[verb]).predicate if tokens[verb].is_word else None
    # «Лифт, и окна заменили»: what they did may have been done to them
    return one is not None and one.number == "plur" and one.person in ("", "3per") and not one.short


@of_word
def _is_hanging(token: Token) -> bool:
    if not token.is_word or token.form in PREPOSITIONS:
        return False
    read = readings.of(token)
    return read.predicate is None and "gent" in {form[0] for form in read.forms | read.modifiers}


@function_check("punctuation.row-end-comma")
def row_end_comma(subject: Subject) -> Iterator[Hit]:
    """«строительства, транспорта, и связи», «…, где учится брат, или сестра»: a comma before the last of a row."""
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at in range(3, len(tokens) - 2):
            if tokens[at].text != "," or tokens[at + 1].form not in ("и", "или") or not _one_joint_near(tokens, at):
                continue
            if _last_of_row(tokens, at) or _of_one_clause(tokens, at):
                yield take_out(subject.text, tokens, at)


def _one_joint_near(tokens: Sequence[Token], comma: int) -> bool:
    """Whether no other conjunction that could repeat this one stands in the words around, up to a strong mark."""
    return not any(
        token.form in ("и", "или", "либо", "ни")
        for token in (*tokens[max(0, comma - _ROW) : comma], *tokens[comma + 2 : comma + 2 + _ROW])
    )


def _last_of_row(tokens: Sequence[Token], comma: int) -> bool:
    """Two short members before the comma, the last of them between commas, one more after «и», all in one case."""
    begins = comma
    while begins and tokens[begins - 1].is_word:
        begins -= 1
    if not 0 < comma - begins <= _MEMBER or begins < 2 or tokens[begins - 1].text != ",":
        return False
    first, middle, last = tokens[begins - 2], _member(tokens, begins), _member(tokens, comma + 2)
    if middle is None or last is None or not first.is_word or not first.text.islower() or not readings.of(first).nouns:
        return False
    if not all(_is_hanging(token) for token in tokens[begins + middle[0] : comma]):
        return False
    shared = {form[0] for form in readings.of(first).nouns}
    for _, cases in (middle, last):
        shared &= cases or shared
    if not shared or _is_parted(tokens, begins):
        return False
    end = comma + 2
    while end < len(tokens) and (tokens[end].is_word or tokens[end].text[0].isdigit()):
        end += 1
    return shared == {"gent"} or not any(_is_clause_word(token) for token in tokens[comma + 2 + last[0] : end])


def _member(tokens: Sequence[Token], at: int) -> tuple[int, frozenset[str]] | None:
    """How many words the noun at ``at`` takes with its adjectives, and its cases; none shown by «ЖКХ»."""
    token = tokens[at]
    if token.form in ("его", "ее", "их") and at + 1 < len(tokens):
        owned = _member(tokens, at + 1)
        return owned and (owned[0] + 1, owned[1])
    if token.is_word and token.text.isupper() and len(token.text) > 1:
        return 1, frozenset()
    group = group_at(tokens, at)
    if group is None or not group.cases or not token.text.islower() or readings.of(token).pos & {"PRTF", "GRND"}:
        return None
    return group.last - at, group.cases


def _is_parted(tokens: Sequence[Token], begins: int) -> bool:
    """Whether the stretch before the middle member holds a turn or is a clause put in, which the commas may close."""
    first = begins - 1
    while first and tokens[first - 1].text not in "," + _STOPS:
        first -= 1
    stretch = [token for token in tokens[first : begins - 1] if token.is_word]
    return any(
        token.form in _HEADS or not _PRONOMINAL.isdisjoint(token.lemmas) or readings.of(token).pos & {"GRND", "PRTF"}
        for token in stretch
    )


def _of_one_clause(tokens: Sequence[Token], comma: int) -> bool:
    """«в школе, где учится его брат, или сестра.»: two subjects of the verb right before them end the sentence."""
    if tokens[comma + 1].form != "или":
        return False
    second = group_at(tokens, comma + 2)
    if second is None or second.last < len(tokens) - 1 or "nomn" not in second.cases:
        return False
    if not tokens[second.last - 1].has("NOUN", "anim"):
        return False  # «Отремонтируют школу, где учится брат, или детский сад»
    begins = comma - 1
    while begins and tokens[begins - 1].is_word and readings.of(tokens[begins - 1]).predicate is None:
        begins -= 1
    verb = begins - 1
    one = readings.of(tokens[verb]).predicate if verb >= 0 and tokens[verb].is_word else None
    if one is None:
        return False
    if tokens[begins].form in ("его", "ее", "их"):
        begins += 1
    first = group_at(tokens, begins)
    return first is not None and first.last == comma and any(subject_form(form, one) for form in first.forms)


def _two_ways(tokens: Sequence[Token], comma: int) -> bool:
    """«можно отдать лично, или отправить по почте», «взять у нас, или по почте»: one clause that nothing opens."""
    before, after = tokens[:comma], tokens[comma + 2 :]
    if any(token.text in "," + _STOPS for token in (*before, *after[:-1])) or any(
        token.form in _HEADS or not _PRONOMINAL.isdisjoint(token.lemmas) for token in tokens
    ):
        return False
    if any(readings.of(token).pos & {"PRTF", "GRND"} for token in before if token.is_word):
        return False
    infinitives = [at for at, token in enumerate(after) if token.is_word and "INFN" in readings.of(token).likely]
    if any(_is_clause_word(token) for at, token in enumerate(after) if at not in infinitives):
        return False
    if infinitives:
        return infinitives[0] == 0 and any(token.is_word and readings.of(token).likely == {"INFN"} for token in before)
    adverb = len(after) <= 2 and "ADVB" in readings.of(tokens[comma + 2]).likely  # «у нас, или онлайн»
    other = tokens[comma + 1].form == "или" and (tokens[comma + 2].form in PREPOSITIONS or adverb)
    return other and any(_is_clause_word(token) or token.has("VERB", "impr") for token in before)


def _same_preposition(tokens: Sequence[Token], comma: int) -> bool:
    """«на почте, и на карту» no; «в школе, и в саду»: the same preposition right before the noun of the first."""
    word = tokens[comma + 2].form
    for at in range(comma - 1, max(-1, comma - 5), -1):
        if not tokens[at].is_word:
            return False
        if tokens[at].form in PREPOSITIONS:
            return tokens[at].form == word
    return False


def _needless(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the stretches on both sides hold one clause at most and the stretch before opens nothing to be closed."""
    first = comma
    while first and tokens[first - 1].text not in "," + _STOPS:
        first -= 1
    if first and tokens[first - 1].text in ".:" and (tokens[first - 1].text == ":" or first == 2):
        return _starts_row(tokens, first, comma)
    if first and tokens[first - 1].text != ",":
        return False
    before = tokens[first:comma]
    if first and (not _continues(tokens, first) or any(token.text == "," for token in tokens[: first - 1])):
        return False
    if any(token.form in _HEADS or not _PRONOMINAL.isdisjoint(token.lemmas) for token in before):
        return False
    if first and any("PRTF" in readings.of(token).pos or "GRND" in readings.of(token).pos for token in before):
        return False
    last = comma + 2
    while last < len(tokens) and tokens[last].text not in "," + _STOPS:
        last += 1
    said = any(_makes_said(token) for token in tokens[:comma])
    if any(_is_clause_word(token) for token in tokens[comma + 2 : last]):
        return not said and not first and _belongs_to_first(tokens, comma, last)
    if _resumes(tokens, last):
        return False
    return (said or _ends_with_noun(tokens, comma + 2, last)) and not _is_nominal(tokens, comma + 2, last)


def _resumes(tokens: Sequence[Token], last: int) -> bool:
    """«…, и конфликтов, поверьте, станет меньше»: an insertion between commas, and the predicate right after it."""
    if last >= len(tokens) or tokens[last].text != ",":
        return False
    end = next((at for at in range(last + 1, len(tokens)) if tokens[at].text in "," + _STOPS), len(tokens))
    if end >= len(tokens) - 1 or tokens[end].text != ",":
        return False
    stop = next((at for at in range(end + 1, len(tokens)) if tokens[at].text in "," + _STOPS), len(tokens))
    return tokens[end + 1].form not in _JOINING and any(_is_clause_word(token) for token in tokens[end + 1 : stop])


@of_word
def _makes_said(token: Token) -> bool:
    return (
        _is_clause_word(token) or token.has("VERB", "impr") or (token.is_word and "ADJS" in readings.of(token).likely)
    )


def _starts_row(tokens: Sequence[Token], first: int, comma: int) -> bool:
    """«одно из двух: квартиру, или деньги», «3. Передайте акт, и план»: a row or an item with no other mark in it."""
    after = tokens[comma + 2 :]
    if any(token.text in "," + _STOPS for token in after[:-1]) or any(_is_clause_word(token) for token in after):
        return False
    before = tokens[first:comma]
    if any(token.form in _HEADS or readings.of(token).pos & {"PRTF", "GRND"} for token in before if token.is_word):
        return False
    if tokens[first - 1].text == ":":
        return not any(_is_clause_word(token) for token in before)
    return any(_makes_said(token) for token in before) and not _is_nominal(tokens, comma + 2, len(tokens))


def _belongs_to_first(tokens: Sequence[Token], comma: int, last: int) -> bool:
    """«Деньги за март, и апрель перечислены»: the one predicate agrees with the head, not with what follows «и»."""
    if _is_missing(tokens, comma, last):
        return True
    found = [(at, one) for at in range(comma + 2, last) if (one := readings.of(tokens[at]).predicate) is not None]
    verbs = sum(
        _is_clause_word(tokens[at])
        and not ("NOUN" in readings.of(tokens[at]).likely and _after_preposition(tokens, at))
        for at in range(comma + 2, last)
    )
    head, second = group_at(tokens, 0), group_at(tokens, comma + 2)
    if len(found) != 1 or verbs != 1 or head is None or (second is None and tokens[comma + 2].form in PREPOSITIONS):
        return False
    at, one = found[0]
    if not any(subject_form(form, one) for form in head.forms):
        return False
    own = [form for word in tokens[comma + 2 : at] for form in readings.of(word).nouns]
    many = one.transitive and one.number == "plur"  # «Снимки в деле, и данные проверят»
    return not any(subject_form(form, one) or (many and form[0] == "accs") for form in own)


def _is_missing(tokens: Sequence[Token], comma: int, last: int) -> bool:
    """«Новых доводов, и обстоятельств нет», «Суббот в июне, и июле нет»: the one denial, and no subject before it."""
    words = [token for token in tokens[comma + 2 : last] if _is_clause_word(token) or token.form == "нет"]
    first, second = readings.of(tokens[comma - 1]), group_at(tokens, comma + 2)
    if [token.form for token in words] != ["нет"] or second is None or "ли" in {token.form for token in tokens}:
        return False
    shared = {form[0] for form in first.nouns} & second.cases
    if "gent" in second.cases:  # «Трубы в порядке, и течи нет»
        return "gent" in shared and "nomn" not in {form[0] for form in first.nouns}
    return bool(shared) and "nomn" not in second.cases


def _after_preposition(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at - 1].form in PREPOSITIONS


def _ends_with_noun(tokens: Sequence[Token], first: int, last: int) -> bool:
    group = group_at(tokens, first)
    return group is not None and group.last == last


def _is_nominal(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«и вода чистая», «и школа недалеко»: a clause without a verb."""
    group = group_at(tokens, first + 1 if tokens[first].form in PREPOSITIONS else first)
    if group is None or group.last >= last:
        return False
    following = readings.of(tokens[group.last]) if tokens[group.last].is_word else None
    if following is None or tokens[group.last].form in PREPOSITIONS:
        return following is not None and "nomn" in group.cases and not group.cases & {"accs", "gent"}
    return "gent" not in {form[0] for form in following.forms | following.modifiers}


def _continues(tokens: Sequence[Token], first: int) -> bool:
    """Whether the stretch after an earlier comma is one more noun of the row («крышу, подвал, и чердак»)."""
    read = readings.of(tokens[first])
    group = group_at(tokens, first)
    return group is not None and not read.pos & {"CONJ", "PREP", "GRND"} and not _has_predicate(tokens, first)


def _has_predicate(tokens: Sequence[Token], first: int) -> bool:
    at = first
    while at < len(tokens) and tokens[at].text not in "," + _STOPS:
        if _is_clause_word(tokens[at]):
            return True
        at += 1
    return False


@of_word
def _is_clause_word(token: Token) -> bool:
    """A word that makes a clause of its stretch."""
    if not token.is_word:
        return False
    read = readings.of(token)
    if "NUMR" in read.likely:
        return False  # «за последние три месяца» tells nobody to rub
    return bool(
        read.predicate is not None
        or read.pos & {"VERB", "INFN", "PRED", "PRTS"} - ({"PRED"} if "NOUN" in read.likely else set())
        or (read.likely == {"ADJS"})
    )
