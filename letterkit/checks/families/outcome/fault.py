"""Sentences that name who is to blame or what the law says: by themselves they leave the reader without an answer."""

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.outcome_signs import Saying, Sign, has_term
from letterkit.checks.subject import Subject
from letterkit.core.letter import Role

_FAULT = GuardedPattern(
    r"(?i)\bвин(?:а|ой|е|у|ы)\b|\bвин(?:оват|овн)\p{L}*|\bответственност\p{L}+\s(?:[^.!?]{0,60}\s)?(?:нес[ёеу]т|лежит|ложится)\p{L}*|\b(?:нес[ёеу]т|лежит)\s(?:[^.!?]{0,60}\s)?ответственност\p{L}+"
    r"|\b(?:недоработк|халатност|бездействи|небрежност|недосмотр|упущени|просч[её]т|оплошност|недобросовестн|безответственн|самовольн)\p{L}*"
    r"|\bне\s+(?:следил|выполнил|принял|обеспечил|убирал|убрал|соблюда|соблю[лд]|проверил|уследил|позаботил|реагировал|отреагировал|исполнил|исполня|справил)\p{L}*"
    r"|\b(?:нарушил|неправильно|с\s+опозданием|с\s+нарушением|подв[её]л|сорвал|допустил|проигнорировал|забыл|ошиб(?:ся|лась|лись)|опоздал)\p{L}*"
)
_NORM = GuardedPattern(
    r"(?i)\b(?:закон|кодекс|стать[яиеёю]|правил(?:а|ами|ах|ам|)\b|приказ|постановлени|норматив|регламент|стандарт|порядок|положени[ея]|обязанност|компетенци|полномочи|ведени[еи])\p{L}*"
    r"|\bдолж(?:ен|на|но|ны)\b|\bобязан[аоы]?\b"
)
# «Нарушителям грозит штраф», «за бездействие она отвечает»: a norm goes on.
_GOES_ON = regex.compile(
    r"(?i)\b(?:штраф|нарушени|нарушител|наказ|ответственност|отвеча[ею]т\b|собственник|обязан)\p{L}*"
)
# «Разрешение не нужно»: what is allowed, or free of charge, answers whoever wished it.
_ALLOWS = regex.compile(
    r"(?i)\bне\s+(?:нужн|треб|запрещ|обязан|взима)\p{L}*|\b(?:можно|вправе|разреш|допуска|полага|бесплатн)\p{L}*"
)
_READER = regex.compile(r"(?i)\b(?:вы|вам|вас|вами|ваш\p{L}*)\b")
# Who asks to have the law explained, or the guilty named, is answered by just that.
_ASKS_TO_KNOW = regex.compile(
    r"(?i)\b(?:разъясн|поясн|спрашива|спросил|узнать|интересу|как(?:ой|ая|ие|ов|овы|им|их)?\b|кто\b|кому\b|чей\b|почему|отчего|сколько|когда\b|порядк|прав[оаеу]\b|обязан|законн|незаконн|правомерн|ответственност|виновн|вин[аоуы]\b|причин|норм|услови)\p{L}*"
)
_HOLDS = frozenset({Sign.DATED, Sign.NO_DATE, Sign.REFUSED, Sign.PROMISED})


def is_of_fault(saying: Saying) -> bool:
    """«Подвёл поставщик»: a sentence about who is to blame, which says nothing of what was or will be done."""
    if saying.signs & _HOLDS or has_term(saying.text) or words.IN_ORDER.search(saying.text):
        return False
    return _FAULT.search(saying.text) is not None and not _READER.search(saying.text)


def is_of_norm(saying: Saying, before: Saying | None) -> bool:
    """«Статья 36 относит двор к общему имуществу»: what is so for everybody; ``before`` is a norm that may go on."""
    if saying.signs & _HOLDS or _READER.search(saying.text) or _ALLOWS.search(saying.text):
        return False
    told = any(one.form == "VERB" and (one.future or one.tense == "past") for _, one in saying.verbs)
    return not told and bool(_NORM.search(saying.text) or (before is not None and _GOES_ON.search(saying.text)))


def beside_the_matter(subject: Subject, said: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """The sentences of ``said`` about blame and norms; none where the reader asked about just these."""
    heads = [subject.text_of(part) for part in subject.parts_of(Role.TITLE)]
    heads += [saying.text for saying in said if saying.of_appeal or saying.retells or saying.opening]
    if any(_ASKS_TO_KNOW.search(text) for text in heads):
        return ()
    found: list[Saying] = []
    norm: Saying | None = None
    for saying in said:
        if saying.of_appeal or saying.retells or saying.opening:
            continue
        norm = saying if is_of_norm(saying, norm) else None
        if norm is not None or is_of_fault(saying):
            found.append(saying)
    return tuple(found)
