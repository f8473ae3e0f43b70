"""A preposition not typed (clause 3.3): «согласны этим», «зависит погоды», «находится подвале», «заявление выплате».

The words here never take the bare case that follows them; where the preposition is one for certain it is offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks import readings
from letterkit.checks.families.grammar.chain import locative
from letterkit.checks.families.grammar.government import wrong_government
from letterkit.checks.families.grammar.places import unspoken
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.main_clause import subject_form
from letterkit.checks.readings import PREPOSITIONS, Group, group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The cases that cannot follow without a preposition, and that preposition where it is sure."""

    cases: frozenset[str]
    preposition: str = ""


_PLACE = frozenset(("loct", "datv"))
_VERBS: dict[str, _Wanted] = {
    **dict.fromkeys(
        "согласный согласиться соглашаться ознакомиться знакомиться связаться встретиться сотрудничать "
        "бороться граничить совпадать совпасть столкнуться сталкиваться".split(),
        _Wanted(frozenset(("ablt",)), "с"),
    ),
    **dict.fromkeys("зависеть отказаться отказываться избавиться отстать".split(), _Wanted(frozenset(("gent",)), "от")),
    **dict.fromkeys(
        "приступить приступать относиться подготовиться готовиться присоединиться прибегнуть".split(),
        _Wanted(_PLACE, "к"),
    ),
    **dict.fromkeys(
        "находиться участвовать состоять нуждаться заключаться располагаться проживать обратиться обращаться "
        "вернуться возвращаться переехать приехать входить войти приходить включить".split(),
        _Wanted(_PLACE),
    ),
}
_OF_NOUN = _Wanted(_PLACE)
_NOUNS = frozenset("обращение жалоба заявление".split())
# Bodies that one writes to: «жалоба прокуратуре».
_RECIPIENTS = (
    "прокуратур министерств администраци комисси инспекци полици служб компани организаци управлени комитет банк фонд "
    "дум поликлиник библиотек аптек школ больниц отделени учреждени предприяти правительств сторон"
).split()
# «согласны», «обратились»: words in the instrumental that say how or when.
_MANNER = frozenset(
    "сила средство рука помощь путь способ образ совет группа семья утро вечер день ночь весна лето осень зима раз "
    "телефон письмо почта звонок время весь состав год месяц неделя".split()
)
_SOFT = frozenset(("вс", "вз", "мн", "мног", "сво"))


@function_check("grammar.preposition-lost", alone=PROSE)
def preposition_lost(subject: Subject) -> Iterator[Hit]:
    """A noun right after a word that takes it only with a preposition."""
    yield from unspoken(_find_lost(subject), subject, wrong_government, locative)


def _find_lost(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences(subject):
        tokens = plain(sentence)
        for at, token in enumerate(tokens[:-1]):
            wanted = _wanted_of(token) if token.is_word and token.text[1:].islower() else None
            hit = _bare(tokens, at, wanted) if wanted is not None else None
            if hit is not None:
                yield hit


@of_word
def _wanted_of(token: Token) -> _Wanted | None:
    read = readings.of(token)
    if not read.known:
        return None
    if read.likely <= {"VERB", "INFN", "GRND", "PRTS", "ADJS"}:
        short = "включить" in token.lemmas and not read.likely <= {"PRTS"}
        return None if short else next((_VERBS[lemma] for lemma in sorted(token.lemmas) if lemma in _VERBS), None)
    return _OF_NOUN if read.only_noun and not _NOUNS.isdisjoint(token.lemmas) else None


def _bare(tokens: Sequence[Token], at: int, wanted: _Wanted) -> Hit | None:
    token, following = tokens[at], tokens[at + 1]
    if following.form in PREPOSITIONS or not following.text.islower():
        return None
    group = group_at(tokens, at + 1)
    pronoun = following.form in ("этим", "этого") and wanted.preposition != ""
    if pronoun and (group is None or not group.possible):
        return _hit(token, following, following, wanted)
    if group is None or not _lacks(tokens, at, group, wanted):
        return None
    head = tokens[group.last - 1]
    read = readings.of(head)
    if read.pos != {"NOUN"} or read.fixed or read.name or head.has("NOUN", "anim") or not head.text.islower():
        return None
    if not _MANNER.isdisjoint(head.lemmas) or (wanted is _OF_NOUN and head.form.startswith(tuple(_RECIPIENTS))):
        return None
    if not wanted.preposition and any(form[1] == "plur" for form in group.possible):
        return None
    return _hit(token, following, head, wanted)


def _lacks(tokens: Sequence[Token], at: int, group: Group, wanted: _Wanted) -> bool:
    """Whether ``group`` stands in a case that needs the preposition, and cannot be the subject."""
    cases = group.possible_cases
    if not cases & wanted.cases:
        return False
    if cases <= wanted.cases:
        return True
    one = readings.of(tokens[at]).predicate
    denied = at > 0 and tokens[at - 1].form == "не"
    if one is None or one.transitive or denied or "ablt" in cases or "ablt" in wanted.cases:
        return False
    return not any(subject_form(form, one) for form in group.possible)


def _hit(token: Token, first: Token, last: Token, wanted: _Wanted) -> Hit:
    preposition = wanted.preposition
    if preposition == "с" and first.form.startswith(tuple(_SOFT)):
        preposition = "со"
    words = f"{token.text} {preposition} " if preposition else ""
    mends = (words + first.text,) if preposition else ()
    end = first.end if preposition else last.end
    return Hit(token.start, end, {"word": token.text}, mends)
