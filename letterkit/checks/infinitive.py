"""An infinitive where its clause asks for a personal form: «дом строиться», «администрация провести осмотр».

Two proofs are known. By syntax: the subject stands before the verb, nothing in the clause can ask for an infinitive.
By the model of the words around (letterkit.proofing.context): the clause has a nominative anywhere, and with the word
hidden a personal form is expected rather than an infinitive.
"""

from collections.abc import Sequence

import regex

from letterkit.checks import readings
from letterkit.checks.readings import PREPOSITIONS, group_at
from letterkit.checks.tokens import Token
from letterkit.proofing.context import place_of
from letterkit.russian import forms, morph

MODAL = frozenset(
    "может могут можете можем мог могла могли могло сможет смогут сможете можно нельзя необходимо нужно надо "
    "следует должен должна должны должно обязан обязана обязаны вправе намерен намерена намерены планирует "
    "планируют просим прошу предлагаем рекомендуем советуем разрешается запрещается позволяет позволит вынужден "
    "вынуждены будет будут будете будем начнет начнут начал начали продолжает продолжают перестал перестали "
    "хотите хочет удалось готовы".split()
)
"""Words after which a verb stands in the infinitive."""
# «Ваше право обратиться в суд»: nouns that an infinitive explains.
_EXPLAINED = frozenset(
    "право возможность обязанность задача цель просьба решение способ желание необходимость предложение "
    "требование попытка намерение срок рекомендация указание план шанс порядок смысл повод причина время "
    "разрешение запрет отказ согласие готовность поручение обещание полномочие вывод путь мера долг выход вариант "
    "условие призыв приказ идея инициатива привычка мечта риск опасность приглашение договоренность предписание "
    "уведомление повестка способность умение потребность стремление пора шаг необходимость привилегия удовольствие "
    "дело год месяц неделя день час минута сутки раз кто что основание сила деньги средство место команда совет "
    "надежда интерес воля нужда охота сигнал мысль замысел затея нежелание решимость честь соблазн перспектива "
    "традиция манера тактика довод".split()
)
# What a clause may begin with before its subject, and what may stand between the subject and its verb.
_BEGIN_CLAUSE = frozenset("если когда пока что хотя поскольку так как потому раз и а но также поэтому где".split())
_BESIDE = frozenset(
    "не вам вас нам нас мне ему ей им их его ее также уже еще сейчас теперь пока скоро больше всегда".split()
)
_PRONOUNS_AFTER = frozenset("них него нее ним ней ними вас нас вам нам нем".split())
_OF_WHOM = frozenset("его ее их".split())
_ASKING = frozenset(("VERB", "INFN", "PRED", "GRND", "PRTS", "CONJ"))
# After these an infinitive stands without a subject: «куда обратиться», «чтобы появиться».
_QUESTIONS = frozenset(
    "как куда кому кем чем кого чтобы где откуда зачем почему сколько прежде нежели кто ли бы давайте нет пусть".split()
)
_SURE = 0.9  # natural logarithm of how much likelier a personal form is: right infinitives reach -0.5, rarely 1
_END = regex.compile(r"\n|[.!?](?=\s)")
_MEANINGLESS = frozenset("быть мочь".split())


def personal_form(text: str, tokens: Sequence[Token], at: int) -> str | None:
    """The personal form that ``tokens[at]``, an infinitive in a stretch of ``text``, should have; None: it is right."""
    return by_subject(tokens, at) or _by_neighbours(text, tokens, at)


def by_subject(tokens: Sequence[Token], at: int) -> str | None:
    """The same where the subject stands before the verb and no word that could ask for the infinitive."""
    for number in ("sing", "plur"):
        mended = _personal(tokens[at], number)
        if mended is not None and _has_subject(tokens, at, mended):
            return mended
    return None


def _personal(token: Token, number: str = "sing") -> str | None:
    """«проводиться» → «проводится»: the third person of an infinitive that is nothing else."""
    parses = morph.parses(token.text)
    if any(parse.tag.POS != "INFN" for parse in parses) or not parses[0].is_known:
        return None
    if parses[0].normal_form in _MEANINGLESS:
        return None
    tense = "pres" if "impf" in parses[0].tag else "futr"
    form = forms.put(parses[0], frozenset({"VERB", number, "3per", tense}))
    return forms.as_written(token.text, parses[0], form, keeps_yo=True) if form else None


def _has_subject(tokens: Sequence[Token], at: int, mended: str) -> bool:
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
        if (asking - {"CONJ"} if place > at else asking) or token.form in MODAL:
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
            if _explains(tokens, head) or head.has("NOUN", "Name"):
                return False
            numbers = {form[1] for form in group.forms if form[0] == "nomn"}
            if "nomn" not in group.cases or numbers != {one.number}:
                return False
        elif not is_governed and "gent" not in group.possible_cases:
            return False
        index = group.last
    return True


def _explains(tokens: Sequence[Token], noun: Token) -> bool:
    return not _EXPLAINED.isdisjoint(noun.lemmas) and tokens[0].form not in ("если", "пока")


def _by_neighbours(text: str, tokens: Sequence[Token], at: int) -> str | None:
    mended = _personal(tokens[at])
    if mended is None or readings.readings(mended).predicate is None or not _may_be_personal(tokens, at):
        return None
    first, last = tokens[0].start, tokens[-1].end
    begins = max(text.rfind("\n", 0, first), text.rfind(". ", 0, first) + 1) + 1
    ends = next((each.end() for each in _END.finditer(text, last)), len(text))
    worth = place_of(text[begins:ends], tokens[at].start - begins)
    return mended if worth(mended.lower()) - worth(tokens[at].form) >= _SURE else None


def _may_be_personal(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing in the stretch asks for the infinitive, and something in it can be the subject."""
    if any(token.form in _QUESTIONS for token in tokens[:at]) or (not at and len(tokens) == 1):
        return False
    before = next((token for token in reversed(tokens[:at]) if token.form not in _BESIDE), None)
    if at and tokens[at - 1] is before and _explains(tokens, before):
        return False
    for place, token in enumerate(tokens):
        if place == at or token.form in PREPOSITIONS or not token.is_word:
            continue
        asking = readings.of(token).likely & (_ASKING - {"CONJ"})
        joined = place < at and tokens[at - 1].form == "и" and readings.of(token).predicate is not None
        if token.form in MODAL or token.form in ("есть", "нет") or (asking and not joined):
            return False
    governed = False
    for place, token in enumerate(tokens):
        if place == at or token.form in PREPOSITIONS:
            governed = token.form in PREPOSITIONS
            continue
        read = readings.of(token) if token.is_word else None
        if read is not None and not governed and _can_act(token, read):
            return True
        governed = governed and read is not None and bool(read.modifiers)
    return False


def _can_act(token: Token, read: "readings.Readings") -> bool:
    found = read.forms | (read.modifiers if "который" in token.lemmas else frozenset())
    return any(form[:2] == ("nomn", "sing") for form in found)
