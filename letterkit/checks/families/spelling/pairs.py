"""Words that differ by one sign and that only the sentence tells apart (clause 3.3): «-тся», «также», «тоже»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.infinitive import MODAL, personal_form
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.russian import morph

_BETWEEN = frozenset(
    "вас вам вы нам им ему ей не также лично дополнительно только повторно снова вновь самостоятельно и".split()
)
_SAYING = frozenset(
    "писать написать спрашивать спросить сообщать указывать указать просить отмечать отметить пояснять "
    "пояснить разъяснять разъяснить уточнять уточнить напоминать напомнить".split()
)
_INDIRECT = frozenset("что чтобы какой когда где кто почему сколько можно ли куда откуда чей".split())
_KNOWING = frozenset("знать понять понимать спросить спрашивать неизвестно известно решить думать указать".split())
# What asks for a row of infinitives, and words that begin a clause of their own inside it.
_ASKED_OF = frozenset(
    "обязан обязана обязаны должен должна должны нужно надо необходимо следует можно просим рекомендуем вправе".split()
)
_CLAUSE = frozenset("что чтобы если когда где как который которая которое которые пока кто поэтому а но".split())
_MONTHS = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split())
_STATES = frozenset("можно нужно нельзя надо необходимо обязан вправе".split())
_VERBAL = frozenset(("VERB", "INFN", "PRTS", "GRND", "ADJS"))


@function_check("spelling.tsya", alone=PROSE)
def tsya(subject: Subject) -> Iterator[Hit]:
    """«может обратится», «ремонт проводиться»."""
    for sentence in sentences(subject):
        if not any(token.form.endswith(("тся", "ться")) for token in sentence):
            continue
        tokens = plain(sentence)
        for first, last in stretches(tokens):
            for hit in _endings(subject.text, tokens[first:last]):
                if not (hit.suggestions[0].endswith(("тся", "лся", "лась")) and _asked_later(tokens, last)):
                    yield hit


@function_check("spelling.tsya-row", alone=PROSE)
def tsya_row(subject: Subject) -> Iterator[Hit]:
    """«обязан вносить плату, бережно относится к дому»: a row of infinitives goes on with one."""
    for sentence in sentences(subject):
        if not any(token.form.endswith("тся") for token in sentence):
            continue
        tokens = plain(sentence)
        for at, token in enumerate(tokens):
            if token.form.endswith("тся") and _goes_on_row(tokens, at):
                mended = f"{token.text[:-3]}ться"
                if any(parse.tag.POS == "INFN" and parse.is_known for parse in morph.parses(mended)):
                    yield Hit(token.start, token.end, suggestions=(mended,))


def _goes_on_row(tokens: Sequence[Token], at: int) -> bool:
    """Whether an infinitive asked for by «обязан» stands right before in the row, and nothing acts on its own."""
    one = readings.of(tokens[at]).predicate
    joint = at - 1
    while joint > 0 and tokens[joint].is_word and readings.of(tokens[joint]).likely & {"ADVB", "PRCL"}:
        joint -= 1
    if one is None or joint < 1 or tokens[joint].form not in ("и", "или", ",") or tokens[joint - 1].text == ",":
        return False
    verb = next(
        (k for k in range(joint - 1, -1, -1) if tokens[k].is_word and readings.of(tokens[k]).pos == {"INFN"}), 0
    )
    asked = next((k for k in range(verb - 1, -1, -1) if tokens[k].form in _ASKED_OF), None)
    if not verb or asked is None or any(tokens[k].form in _CLAUSE for k in range(asked, at)):
        return False
    if any(tokens[k].is_word and readings.of(tokens[k]).predicate is not None for k in range(asked + 1, joint)):
        return False
    between = group_at(tokens, verb + 1)  # the object of the infinitive, no subject of what follows
    begins = between.last if between is not None and "accs" in between.possible_cases else verb + 1
    ends = next(
        (k for k in range(at + 1, len(tokens)) if tokens[k].text in ",;:–—." or tokens[k].form == "и"), len(tokens)
    )
    return not any(
        _may_act(tokens, k, one.number) for k in (*range(begins, joint), *range(at + 1, ends)) if tokens[k].is_word
    )


def _may_act(tokens: Sequence[Token], at: int, number: str) -> bool:
    read = readings.of(tokens[at])
    led = tokens[at - 1].form in PREPOSITIONS or bool(tokens[at - 1].is_word and readings.of(tokens[at - 1]).modifiers)
    return not led and any(form[0] == "nomn" and form[1] == number for form in read.forms | read.modifiers)


def _asked_later(tokens: Sequence[Token], last: int) -> bool:
    """«и пользоваться ими, предупредив дежурного, можно»: what asks for the infinitive comes after a turn."""
    if last + 1 >= len(tokens) or tokens[last].text != "," or "GRND" not in readings.of(tokens[last + 1]).pos:
        return False
    return any(token.form in MODAL for token in tokens[last + 2 :])


def _endings(text: str, tokens: Sequence[Token]) -> Iterator[Hit]:
    for at, token in enumerate(tokens):
        if token.form.endswith("тся") and _after_modal(tokens, at):
            mended = f"{token.text[:-3]}ться"
            if any(parse.tag.POS == "INFN" and parse.is_known for parse in morph.parses(mended)):
                yield Hit(token.start, token.end, suggestions=(mended,))
        elif token.form.endswith("ться"):
            personal = personal_form(text, tokens, at)
            if personal is not None:
                yield Hit(token.start, token.end, suggestions=(personal,))


def _after_modal(tokens: Sequence[Token], at: int) -> bool:
    before = at - 1
    while before > 0 and at - before <= 2 and tokens[before].form in _BETWEEN:
        before -= 1
    if before < 0 or tokens[before].form not in MODAL:
        return False
    return not any(one.form in ("как", "что") for one in tokens[before:at])


@function_check("spelling.poetomu-start", alone=PROSE, words=("по этому",))
def poetomu(subject: Subject) -> Iterator[Hit]:
    """«По этому заявление возвращено», «дом снесён, по этому в выплате отказано»: no noun in the dative follows."""
    for sentence in sentences(subject):
        for at in range(len(sentence) - 3):
            if sentence[at].form != "по" or sentence[at + 1].form != "этому":
                continue
            begins = not at or sentence[at - 1].text == ","
            if begins and _is_conclusion(sentence, at + 2, is_first=not at):
                mended = "Поэтому" if sentence[at].text[0].isupper() else "поэтому"
                yield Hit(sentence[at].start, sentence[at + 1].end, suggestions=(mended,))


def _is_conclusion(sentence: Sequence[Token], at: int, *, is_first: bool) -> bool:
    """Whether what stands at ``at`` cannot be what «этому» belongs to."""
    token = sentence[at]
    if token.text[0].isdigit() and sentence[at + 1].text[0] == "-":
        return False  # «по этому 5-этажному дому»
    if token.text[0].isdigit() or token.form in PREPOSITIONS:
        return is_first or token.form in PREPOSITIONS or _is_day(sentence, at)
    if not token.is_word or token.form in ("же", "и", "или"):
        return False
    read = readings.of(token)
    group = group_at(sentence, at)
    other = group is not None and group.possible and "datv" not in group.possible_cases
    return bool(
        other
        or read.likely <= {"VERB", "PRED", "INFN", "PRTS", "ADVB"}
        or token.form in ("мы", "вы", "он", "она", "они", "его", "ее", "их", "не")
    )


def _is_day(sentence: Sequence[Token], at: int) -> bool:
    """«…, по этому 11 февраля проезд закрыли»: a day, which is nothing that «этому» could belong to."""
    return at + 1 < len(sentence) and not _MONTHS.isdisjoint(sentence[at + 1].lemmas)


@function_check("spelling.takzhe", alone=PROSE, words=("также", "так же"))
def takzhe(subject: Subject) -> Iterator[Hit]:
    """«необходимо так же представить», «также, как и раньше»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            following = sentence[index + 1]
            if token.form == "так" and following.form == "же" and 0 < index < len(sentence) - 2:
                if _adds_verb(sentence, index + 2) or _adds_clause(sentence, index):
                    yield Hit(token.start, following.end, suggestions=("также",))
            if token.form == "также" and _has_likeness(sentence, index):
                mended = "Так же" if token.text[0].isupper() else "так же"
                yield Hit(token.start, token.end, suggestions=(mended,))


def _adds_verb(sentence: Sequence[Token], after: int) -> bool:
    """«необходимо так же представить»: a verb follows, and nothing is likened."""
    return (
        sentence[after].is_word
        and not any(one.form in ("как", "что") for one in sentence[after:])
        and readings.of(sentence[after]).likely <= _VERBAL
        and sentence[after - 3].is_word
    )


def _adds_clause(sentence: Sequence[Token], at: int) -> bool:
    """«Вы пишете так же, что», «спрашиваете так же, какие»: what follows is the thing said."""
    said = sentence[at - 1]
    follows = sentence[at + 2 : at + 5]
    return (
        not _SAYING.isdisjoint(said.lemmas)
        and len(follows) == 3
        and follows[2].form != "и"  # «пишете так же, что и сосед»
        and follows[0].text == ","
        and (follows[1].form in _INDIRECT or not _INDIRECT.isdisjoint(follows[1].lemmas))
    )


def _has_likeness(sentence: Sequence[Token], index: int) -> bool:
    """«также, как и», «также часто, как»."""
    words = [token.form for token in sentence[index + 1 : index + 5]]
    if words[:3] == [",", "как", "и"]:
        return True
    return (
        words[1:3] == [",", "как"] and sentence[index + 1].is_word and "ADVB" in readings.of(sentence[index + 1]).likely
    )


@function_check("spelling.chtoby-noun", alone=PROSE, words=("что бы",))
def chtoby(subject: Subject) -> Iterator[Hit]:
    """«, что бы жители не остались»: a purpose, with its subject right after."""
    for sentence in sentences(subject):
        for index in range(2, len(sentence) - 2):
            if [token.form for token in sentence[index - 1 : index + 2]] != [",", "что", "бы"]:
                continue
            rest = sentence[index + 2 :]
            end = next((at for at, token in enumerate(rest) if token.text in ",;.:!?"), len(rest))
            if any(token.form == "ни" for token in rest[:end]) or not _KNOWING.isdisjoint(sentence[index - 2].lemmas):
                continue
            group = group_at(sentence, index + 2)
            if group is not None and "nomn" in group.possible_cases and any(
                (one := readings.of(token).predicate) is not None and one.past for token in rest[:end]
            ):  # fmt: skip
                yield Hit(sentence[index].start, sentence[index + 1].end, suggestions=("чтобы",))


@function_check("spelling.chtoby-start", alone=PROSE, words=("что бы",))
def chtoby_at_start(subject: Subject) -> Iterator[Hit]:
    """«Что бы комиссия осмотрела дом, подайте заявление»: a purpose at the beginning of a sentence."""
    for sentence in sentences(subject):
        if [token.form for token in sentence[:2]] != ["что", "бы"] or sentence[-1].text == "?":
            continue
        end = next((at for at, token in enumerate(sentence) if token.text == ","), 0)
        clause = sentence[2:end]
        if not clause or any(token.form == "ни" for token in clause):
            continue
        if any(_is_aim(token) for token in clause):
            yield Hit(sentence[0].start, sentence[1].end, suggestions=("Чтобы",))


def _is_aim(token: Token) -> bool:
    read = readings.of(token)
    return read.likely == {"INFN"} or (read.predicate is not None and read.predicate.past)


@function_check("spelling.tozhe", alone=PROSE, words=("то же",))
def tozhe(subject: Subject) -> Iterator[Hit]:
    """«администрация то же участвовала»: after a noun in the nominative and before a verb it is one word."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-2]):
            if token.form != "то" or sentence[index + 1].form != "же" or not index:
                continue
            before, after = readings.of(sentence[index - 1]), readings.of(sentence[index + 2])
            named = before.cases & {"nomn", "accs"} and after.likely <= _VERBAL
            joined = "CONJ" in before.likely  # «одно и то же»
            states = not joined and not _STATES.isdisjoint(sentence[index + 2].lemmas) and sentence[index - 1].is_word
            if (named or states) and sentence[index + 2].is_word:
                if not any(one.form in ("что", "как", "самое") for one in sentence[index + 2 :]):
                    yield Hit(token.start, sentence[index + 1].end, suggestions=("тоже",))


@function_check("spelling.zato-clause", alone=PROSE, words=("за то",))
def zato(subject: Subject) -> Iterator[Hit]:
    """«Снег убрали, за то лёд остался»: a clause with its subject follows, so «за то» is no preposition with «то»."""
    for sentence in sentences(subject):
        for index in range(1, len(sentence) - 4):
            if sentence[index].form != "за" or sentence[index + 1].form != "то" or sentence[index - 1].text not in ",;":
                continue
            if _is_clause(sentence, index + 2):
                yield Hit(sentence[index].start, sentence[index + 1].end, suggestions=("зато",))


def _is_clause(sentence: Sequence[Token], at: int) -> bool:
    """Whether words up to the next mark tell something, and the first of them does not belong to «то»."""
    first = sentence[at]
    if not first.is_word or first.form in ("что", "как", "же", "время", "чтобы"):
        return False
    read = readings.of(first)
    if any(form[0] == "accs" and form[2] == "neut" for form in read.forms | read.modifiers):
        return False  # «за то решение», «за то обещанное время»
    group = group_at(sentence, at)
    if group is not None and group.possible_cases == {"nomn"}:
        return True  # «Дом старый, за то крыша у него новая»
    last = at
    while last < len(sentence) and (sentence[last].is_word or sentence[last].text[0].isdigit()):
        last += 1
    if last < len(sentence) and sentence[last].text == "," and sentence[last + 1].form in ("что", "как"):
        return False
    said = [readings.of(token) for token in sentence[at:last] if token.is_word]
    return any(each.predicate is not None or each.likely <= {"PRED"} for each in said)
