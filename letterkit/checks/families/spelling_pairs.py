"""Words that differ by one sign and that only the sentence tells apart (clause 3.3): «-тся», «также», «тоже»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.registry import function_check
from letterkit.checks.segments import plain, sentences, stretches
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.russian import forms, morph

# Words after which a verb stands in the infinitive.
_MODAL = frozenset(
    "может могут можете можем мог могла могли могло сможет смогут сможете можно нельзя необходимо нужно надо "
    "следует должен должна должны должно обязан обязана обязаны вправе намерен намерена намерены планирует "
    "планируют просим прошу предлагаем рекомендуем советуем разрешается запрещается позволяет позволит вынужден "
    "вынуждены будет будут будете будем начнет начнут начал начали продолжает продолжают перестал перестали "
    "хотите хочет удалось готовы".split()
)
_BETWEEN = frozenset(
    "вас вам вы нам им ему ей не также лично дополнительно только повторно снова вновь самостоятельно и".split()
)
# «Ваше право обратиться в суд»: nouns that an infinitive explains.
_EXPLAINED = frozenset(
    "право возможность обязанность задача цель просьба решение способ желание необходимость предложение "
    "требование попытка намерение срок рекомендация указание план шанс порядок смысл повод причина время "
    "разрешение запрет отказ согласие готовность поручение обещание полномочие вывод путь мера долг выход вариант "
    "условие призыв приказ".split()
)
_KNOWING = frozenset("знать понять понимать спросить спрашивать неизвестно известно решить думать указать".split())
_ASKING = frozenset(("VERB", "INFN", "PRED", "GRND", "PRTS", "CONJ"))
_VERBAL = frozenset(("VERB", "INFN", "PRTS", "GRND", "ADJS"))


@function_check("spelling.tsya")
def tsya(subject: Subject) -> Iterator[Hit]:
    """«может обратится», «ремонт проводиться»."""
    for sentence in sentences(subject):
        if not any(token.form.endswith(("тся", "ться")) for token in sentence):
            continue
        tokens = plain(sentence)
        for first, last in stretches(tokens):
            yield from _endings(tokens[first:last])


def _endings(tokens: Sequence[Token]) -> Iterator[Hit]:
    for at, token in enumerate(tokens):
        if token.form.endswith("тся") and _after_modal(tokens, at):
            mended = f"{token.text[:-3]}ться"
            if any(parse.tag.POS == "INFN" and parse.is_known for parse in morph.parses(mended)):
                yield Hit(token.start, token.end, suggestions=(mended,))
        elif token.form.endswith("ться"):
            personal = _personal(token)
            if personal is not None and _needs_personal(tokens, at, personal):
                yield Hit(token.start, token.end, suggestions=(personal,))


def _personal(token: Token) -> str | None:
    """«проводиться» → «проводится»: the third person of an infinitive that is nothing else."""
    parses = morph.parses(token.text)
    if any(parse.tag.POS != "INFN" for parse in parses) or not parses[0].is_known:
        return None
    tense = "pres" if "impf" in parses[0].tag else "futr"
    form = forms.put(parses[0], frozenset({"VERB", "sing", "3per", tense}))
    return forms.as_written(token.text, parses[0], form, keeps_yo=True) if form else None


def _after_modal(tokens: Sequence[Token], at: int) -> bool:
    before = at - 1
    while before > 0 and at - before <= 2 and tokens[before].form in _BETWEEN:
        before -= 1
    if before < 0 or tokens[before].form not in _MODAL:
        return False
    return not any(one.form in ("как", "что") for one in tokens[before:at])


def _needs_personal(tokens: Sequence[Token], at: int, mended: str) -> bool:
    """Whether the subject stands right before, and no verb that could ask for the infinitive."""
    one = readings.readings(mended).predicate
    if one is None or one.person != "3per" or not at:
        return False
    for place, token in enumerate(tokens):
        read = readings.of(token)
        if place != at and token.form != "раз" and (read.likely & _ASKING or token.form in _MODAL):
            return False
    index = 0
    while index < at:
        if tokens[index].form in PREPOSITIONS:
            return False
        group = group_at(tokens, index)
        if group is None or group.last > at:
            return False
        if index == 0:
            head = tokens[group.last - 1]
            if not _EXPLAINED.isdisjoint(head.lemmas) or head.has("NOUN", "Name"):
                return False
            numbers = {form[1] for form in group.forms if form[0] == "nomn"}
            if not group.cases <= {"nomn", "accs"} or numbers != {one.number}:
                return False
        elif "gent" not in group.possible_cases:
            return False
        index = group.last
    return True


@function_check("spelling.poetomu-start")
def poetomu(subject: Subject) -> Iterator[Hit]:
    """«По этому заявление возвращено»: the noun after it is in no dative."""
    for sentence in sentences(subject):
        if [token.form for token in sentence[:2]] != ["по", "этому"] or len(sentence) < 4 or not sentence[2].is_word:
            continue
        group = group_at(sentence, 2)
        read = readings.of(sentence[2])
        other = group is not None and group.possible and "datv" not in group.possible_cases
        if (
            other
            or read.likely <= {"VERB", "PRED", "INFN", "PRTS"}
            or sentence[2].form in ("мы", "вы", "он", "она", "они")
        ):
            yield Hit(sentence[0].start, sentence[1].end, suggestions=("Поэтому",))


@function_check("spelling.takzhe")
def takzhe(subject: Subject) -> Iterator[Hit]:
    """«необходимо так же представить», «также, как и раньше»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            following = sentence[index + 1]
            if token.form == "так" and following.form == "же" and 0 < index < len(sentence) - 2:
                after = sentence[index + 2]
                likened = any(one.form in ("как", "что") for one in sentence[index + 2 :])
                if (
                    after.is_word
                    and not likened
                    and readings.of(after).likely <= _VERBAL
                    and sentence[index - 1].is_word
                ):
                    yield Hit(token.start, following.end, suggestions=("также",))
            if token.form == "также" and _likened(sentence, index):
                mended = "Так же" if token.text[0].isupper() else "так же"
                yield Hit(token.start, token.end, suggestions=(mended,))


def _likened(sentence: Sequence[Token], index: int) -> bool:
    """«также, как и», «также часто, как»."""
    words = [token.form for token in sentence[index + 1 : index + 5]]
    if words[:3] == [",", "как", "и"]:
        return True
    return (
        words[1:3] == [",", "как"] and sentence[index + 1].is_word and "ADVB" in readings.of(sentence[index + 1]).likely
    )


@function_check("spelling.chtoby-noun")
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


@function_check("spelling.tozhe")
def tozhe(subject: Subject) -> Iterator[Hit]:
    """«администрация то же участвовала»: after a noun in the nominative and before a verb it is one word."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-2]):
            if token.form != "то" or sentence[index + 1].form != "же" or not index:
                continue
            before, after = readings.of(sentence[index - 1]), readings.of(sentence[index + 2])
            if before.cases & {"nomn", "accs"} and after.likely <= _VERBAL and sentence[index + 2].is_word:
                if not any(one.form in ("что", "как", "самое") for one in sentence[index + 2 :]):
                    yield Hit(token.start, sentence[index + 1].end, suggestions=("тоже",))
