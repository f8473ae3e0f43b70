"""A gerund whose doer is not the subject (clause 3.3): «Осмотрев крышу, протечка устранена», «Приехав, нами найдено».

The one who does what the gerund says must be the subject of the sentence. In a passive clause it is not: the subject is
the thing, or there is none. A body or a person in the passive («получив лицензию, компания внесена в реестр») may be.
"""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import group_at
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import morph

# Gerunds that have become prepositions and name no deed of the subject.
_PREPOSITIONAL = frozenset(
    "учитывая исходя несмотря начиная кончая включая исключая судя считая благодаря спустя говоря выражаясь принимая "
    "смотря невзирая руководствуясь зная имея не".split()
)
# Things that do nothing themselves, whatever the verb.
_THINGS = frozenset(
    "протечка яма крыша нарушение решение ответ обращение вопрос недостаток дефект мусор дерево ремонт трещина течь "
    "авария договор акт жалоба заявление дорога двор дом подъезд труба лифт кровля подвал лужа знак забор фонарь "
    "светильник колодец люк площадка повреждение поломка утечка запах шум плесень документ справка".split()
)
_STATE = frozenset("обязать вынудить уполномочить заинтересовать освободить наделить намерить согласовать".split())
_LIGHT = frozenset("не уже также сразу сегодня вчера тут там здесь вновь затем потом".split())


@function_check("grammar.gerund-subject", alone=PROSE, words=("<GRND>",))
def gerund_subject(subject: Subject) -> Iterator[Hit]:
    """A sentence that begins with a gerund and goes on in the passive, or with a thing that does nothing."""
    for sentence in sentences(subject):
        if not sentence or not _is_gerund(sentence[0]):
            continue
        tokens = plain(sentence)
        main = _main(tokens)
        if main is None:
            continue
        last = _wrong_until(tokens, main)
        if last is not None:
            yield Hit(tokens[0].start, tokens[last].end, {"word": tokens[0].text})


@of_word
def _is_gerund(token: Token) -> bool:
    if not token.is_word or token.form in _PREPOSITIONAL:
        return False
    return all(parse.tag.POS == "GRND" for parse in morph.parses(token.text)) and morph.is_known(token.text)


def _main(tokens: Sequence[Token]) -> int | None:
    """Where the main clause begins: after the last comma before the first predicate; None for anything nested."""
    first = next((at for at, token in enumerate(tokens) if token.is_word and readings.of(token).predicate), None)
    if first is None:
        return None
    commas = [at for at in range(first) if tokens[at].text == ","]
    if not commas or any(tokens[at].text in ";:–—«" for at in range(first)):
        return None
    nested = any("который" in token.lemmas or token.form in ("что", "чтобы", "если") for token in tokens[:first])
    return None if nested else commas[-1] + 1


def _wrong_until(tokens: Sequence[Token], main: int) -> int | None:
    """The last word to point at; None where the subject can be the one who did it."""
    at = main
    while at < len(tokens) - 1 and tokens[at].form in _LIGHT:
        at += 1
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    by_whom = tokens[at].form in ("нами", "мной", "мною", "ими", "им") or _instrumental(tokens, at)
    if by_whom:
        at += 1
    passive = _passive(tokens, at)
    if passive is not None:  # «нами обнаружено», «установлено»
        return passive if not _acting_after(tokens, passive + 1) else None
    group = group_at(tokens, at)
    if group is None or "nomn" not in group.possible_cases or by_whom:
        return None
    head = tokens[group.last - 1]
    if _THINGS.isdisjoint(head.lemmas) or head.has("NOUN", "anim"):
        return None
    rest = range(group.last, min(group.last + 4, len(tokens)))
    verb = next((place for place in rest if tokens[place].is_word and readings.of(tokens[place]).predicate), None)
    if verb is None or any(tokens[place].text in ",;" for place in range(group.last, verb)):
        return None
    one = readings.of(tokens[verb]).predicate
    return group.last - 1 if one is not None and one.person not in ("1per", "2per") and one.number else None


def _instrumental(tokens: Sequence[Token], at: int) -> bool:
    read = readings.of(tokens[at])
    return read.only_noun and read.cases == {"ablt"}


def _passive(tokens: Sequence[Token], at: int) -> int | None:
    """The place of a short passive participle in the neuter («было установлено»), which no doer agrees with."""
    if at < len(tokens) and tokens[at].form in ("было", "будет"):
        at += 1
    one = readings.of(tokens[at]).predicate if at < len(tokens) and tokens[at].is_word else None
    if one is None or one.parse.tag.POS != "PRTS" or one.parse.normal_form in _STATE:
        return None
    if one.number != "sing" or one.gender != "neut":
        return None
    return at


def _acting_after(tokens: Sequence[Token], at: int) -> bool:
    """«решено отремонтировать», «признано виновным министерство»: an infinitive or a body follows."""
    if at < len(tokens) and tokens[at].is_word and "INFN" in readings.of(tokens[at]).pos:
        return True
    return any(token.form in ("министерство", "управление") for token in tokens[at : at + 3])
