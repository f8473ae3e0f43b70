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
    "условие призыв приказ идея инициатива привычка мечта риск опасность приглашение договоренность предписание "
    "уведомление повестка способность умение потребность стремление пора шаг необходимость привилегия удовольствие "
    "дело год месяц неделя день час минута сутки раз кто что".split()
)
# What a clause may begin with before its subject, and what may stand between the subject and its verb.
_BEGIN_CLAUSE = frozenset("если когда пока что хотя поскольку так как потому раз и а но также поэтому где".split())
_BESIDE = frozenset(
    "не вам вас нам нас мне ему ей им их его ее также уже еще сейчас теперь пока скоро больше всегда".split()
)
_PRONOUNS_AFTER = frozenset("них него нее ним ней ними вас нас вам нам нем".split())
_OF_WHOM = frozenset("его ее их".split())
_SAYING = frozenset(
    "писать написать спрашивать спросить сообщать указывать указать просить отмечать отметить пояснять "
    "пояснить разъяснять разъяснить уточнять уточнить напоминать напомнить".split()
)
_INDIRECT = frozenset("что чтобы какой когда где кто почему сколько можно ли куда откуда чей".split())
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
    """Whether the verb has its subject before it, and no word that could ask for the infinitive."""
    one = readings.readings(mended).predicate
    if one is None or one.person != "3per" or not at:
        return False
    first = 0
    while first < at and tokens[first].form in _BEGIN_CLAUSE:
        first += 1
    if first == at:  # «если обратиться в суд»
        return False
    for place, token in enumerate(tokens[first:], first):
        if place == at or token.form in _BESIDE or token.form in PREPOSITIONS:
            continue
        asking = readings.of(token).likely & _ASKING
        if (asking - {"CONJ"} if place > at else asking) or token.form in _MODAL:
            return False
    index = first
    while index < at:
        is_subject = index == first
        beside = tokens[index].form in _BESIDE or readings.of(tokens[index]).likely <= {"ADVB"}
        if not is_subject and (beside or tokens[index].text[0].isupper()):  # «на улице Степной появится»
            index += 1
            continue
        is_governed = tokens[index].form in PREPOSITIONS
        if is_governed and is_subject:
            return False
        begins = index + is_governed
        begins += tokens[begins].form in _OF_WHOM
        if is_governed and tokens[begins].form in _PRONOUNS_AFTER:
            index = begins + 1
            continue
        group = group_at(tokens, begins)
        if group is None or group.last > at:
            return False
        if is_subject:
            head = tokens[group.last - 1]
            explains = not _EXPLAINED.isdisjoint(head.lemmas) and tokens[0].form not in ("если", "пока")
            if explains or head.has("NOUN", "Name"):
                return False
            numbers = {form[1] for form in group.forms if form[0] == "nomn"}
            if "nomn" not in group.cases or numbers != {one.number}:
                return False
        elif not is_governed and "gent" not in group.possible_cases:
            return False
        index = group.last
    return True


@function_check("spelling.poetomu-start")
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
    if token.text[0].isdigit() or token.form in PREPOSITIONS:
        return is_first or token.form in PREPOSITIONS
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


@function_check("spelling.takzhe")
def takzhe(subject: Subject) -> Iterator[Hit]:
    """«необходимо так же представить», «также, как и раньше»."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            following = sentence[index + 1]
            if token.form == "так" and following.form == "же" and 0 < index < len(sentence) - 2:
                if _adds_verb(sentence, index + 2) or _adds_clause(sentence, index):
                    yield Hit(token.start, following.end, suggestions=("также",))
            if token.form == "также" and _likened(sentence, index):
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


@function_check("spelling.chtoby-start")
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
