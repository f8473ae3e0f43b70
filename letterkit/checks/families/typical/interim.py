"""Clause 7.12: neither a request nor an interim reply lets anybody call an appeal done."""

from collections.abc import Iterator

import regex

from letterkit.checks.function_check import function_check
from letterkit.checks.guarded_patterns import GuardedPattern
from letterkit.checks.hit import Hit
from letterkit.checks.outcome_signs import SETTLED, Saying, Sign, sayings
from letterkit.checks.outcome_words import Verb
from letterkit.checks.reply_kind import Standard, kind
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.finding import Level

_APPEALS = frozenset("обращение жалоба заявление вопрос".split())
_WORK = frozenset("рассмотрение исполнение контроль производство работа дело".split())
_OF_APPEAL = frozenset("нему ней".split())
_ENDS = frozenset(
    """
    закрыть закрывать закрываться исполнить исчерпать завершить завершать завершаться окончить закончить заканчивать
    прекратить прекращать прекращаться списать списывать отработать
    """.split()
)
_LIFTS = frozenset("снять снимать сниматься".split())
_LISTS = frozenset("контроль учет исполнение".split())
"""What an appeal is taken off («снято с контроля»)."""
_JUDGES = frozenset("считать считаться полагать признать признавать признаваться".split())
_JUDGED = regex.compile(
    r"(?:рассмотренн|исполненн|исчерпанн|закрыт|реш[её]нн|разреш[её]нн|заверш[её]нн|оконченн|законченн|отработанн)(?:ым|ой|ыми|ую)"
)
_NEAR = 5
_STOPS = frozenset(".!?;:,–—()")
_TO_COME = frozenset("не будет будут быть может можно нельзя".split())
# «Рассмотрено в полном объёме», «дополнительный ответ не предусмотрен».
_IN_FULL = regex.compile(
    r"(?i)\b(?:обращени|жалоб|заявлени|вопрос)\p{L}*\s(?:[^,\n]{0,40}\s)?рассмотрен[оаы]?\s+(?:в\s+полном\s+объ[её]ме|окончательно|полностью)\b"
    r"|\b(?:дополнительн|нов|друг|ин)\p{L}+\s+ответ\p{L}*\s+(?:\p{L}+\s+){0,2}?не\s+(?:предусмотрен|последует|буд|планиру|требу|направ)\p{L}*"
)
_THEN = regex.compile(r"(?i)\b(?:после|когда|как\s+только|до\s+тех\s+пор|чтобы|лишь|только)\b")
# Somebody else was asked for papers, for a look, for an answer.
_ASKED = GuardedPattern(
    r"(?i)(?<!\bне\s)\bзапр(?:ос|ош|аш)\p{L}*(?!\s+не\b)|\bс\s+просьбой\s+\p{L}+ть\b"
    r"|\bпоруч(?:ил|ен)\p{L}{0,2}\s(?:[^.;,]{0,60}\s)?\p{L}+ть\b"
    r"|\b(?:направ|отправ|посла|посыла)\p{L}*\s+(?:\p{L}+\s+){0,3}?(?:письм|поручени|уведомлени)\p{L}*"
    r"|\b(?:письм|поручени)\p{L}{1,2}\s+(?!Вам\b)(?:\p{L}+\s+){0,2}?(?:направлен|отправлен|послан|направил|отправил)\p{L}*|\b(?:уточня|выясня)(?:ем|ет)\b"
    r"|\b(?:по)?прос(?:или|ил|ила|ило|им|ит)\s+(?!Вас\b)[^.;]{0,80}?(?:провер|представ|сообщ|пояс|уточн|разобра|ответ|дать)\p{L}*"
)
# «Сделан запрос», «запросы разосланы»: nothing else is done there.
_MADE = r"(?:сдела|разосла|подготов|оформ|подписа|повтор|состав)\p{L}*"
_SOUGHT = r"\b(?:за|ис)треб(?:ова|уе)\p{L}*"
_REQUEST_MADE = GuardedPattern(
    rf"(?i)\b{_MADE}\s+(?:\p{{L}}+\s+){{0,2}}?запрос\p{{L}}*|\bзапрос\p{{L}}*\s+(?:\p{{L}}+\s+){{0,2}}?{_MADE}|{_SOUGHT}"
)
_WHY = regex.compile(r"(?i)\b(?:почему|отчего|объяснить|пояснить|сообщить,)\s")
_AWAITED = GuardedPattern(
    r"(?i)\b(?:жд[её]м|жд[её]т|ожида(?:ем|ет|ется|ются))\b|\b(?:ответ|сведени|документ|заключени|пояснени|материал|информаци)\p{L}*\s"
    r"(?:[^.;]{0,60}\s)?не\s+(?:получ|поступ|приш|представ|направ|пришл|дал)\p{L}*"
    r"|\b(?:ответ|сведени|документ|заключени|пояснени)\p{L}*\s(?:[^.;,]{0,60}\s)?(?:пока|ещ[её]|до\s+сих\s+пор)\s+нет\b|\bне\s+ответил\p{L}?\b"
)
_TELLS = SETTLED - {Sign.EXPLAINED}


@function_check("typical.interim-closes")
def interim_closes(subject: Subject) -> Iterator[Hit]:
    """An interim reply, an extension or word of a request sent that calls the appeal settled.

    A letter that explains something besides may have answered: then it is a warning.
    """
    closed = [(saying, found) for saying in sayings(subject) if (found := _closing(saying))]
    if not closed:
        return
    said = [each for each in sayings(subject) if not each.of_appeal and all(each is not one for one, _ in closed)]
    on_the_way = kind(subject, Standard.INTERIM) or kind(subject, Standard.EXTENSION)
    waiting = any(_AWAITED.search(each.text) for each in sayings(subject) if not each.of_appeal)
    if not (on_the_way or waiting or _only_asked(said)):
        return
    explained = any(Sign.EXPLAINED in each.signs and not _is_request(each) for each in said)
    level = Level.WARNING if explained and not on_the_way else None
    for _, span in closed:
        yield Hit(*span, level=level)


def _closing(saying: Saying) -> tuple[int, int] | None:
    """Where ``saying`` calls the appeal, or the work on it, done."""
    if saying.conditional or saying.retells:
        return None
    spans = [span for place, one in saying.verbs if (span := _ending(saying, place, one))]
    if full := _IN_FULL.search(saying.text):
        spans.append((saying.start + full.start(), saying.start + full.end()))
    first = min(spans, default=None)
    return None if first is None or _THEN.search(saying.text, 0, first[0] - saying.start) else first


def _ending(saying: Saying, place: int, one: Verb) -> tuple[int, int] | None:
    tokens = saying.tokens
    asked = one.form == "INFN" and any("просить" in token.lemmas for token in tokens[max(0, place - 2) : place])
    if not (one.finite or asked) or any(token.form in _TO_COME for token in tokens[max(0, place - 2) : place]):
        return None
    if one.lemma in _JUDGES:
        near = range(max(0, place - _NEAR), min(len(tokens), place + _NEAR + 1))
        return next((_span(tokens, place, at) for at in near if _JUDGED.fullmatch(tokens[at].form)), None)
    if one.future:
        return None
    first = max((at for at in range(place) if tokens[at].text in _STOPS), default=-1) + 1
    last = next((at for at in range(place, len(tokens)) if tokens[at].text in _STOPS), len(tokens))
    if one.lemma in _LIFTS:
        off = [at for at in range(first, last) if tokens[at].lemmas & _LISTS and at and tokens[at - 1].form == "с"]
        thing = _thing(tokens, first, last, one)
        of_work = any(tokens[at].lemmas & _WORK for at in thing)
        return _span(tokens, place, *off, *thing) if off or (thing and (one.person == "1per" or of_work)) else None
    thing = _thing(tokens, first, last, one) if one.lemma in _ENDS else []
    return _span(tokens, place, *thing) if thing else None


def _thing(tokens: tuple[Token, ...], first: int, last: int, one: Verb) -> list[int]:
    """The appeal, or the work on it, that the verb can be said of: its place, or none."""
    inside = range(first, last)
    of_appeal = any(tokens[at].lemmas & _APPEALS or tokens[at].form in _OF_APPEAL for at in inside)
    for at in inside:
        token = tokens[at]
        named = token.lemmas & _APPEALS or "рассмотрение" in token.lemmas or (token.lemmas & _WORK and of_appeal)
        agrees = one.form != "PRTS" or token.has("NOUN", "nomn", "plur" if one.plural else "sing")
        if named and agrees and (token.has("NOUN", "nomn") or token.has("NOUN", "accs")):
            return [at]
    return []


def _span(tokens: tuple[Token, ...], *places: int) -> tuple[int, int]:
    return tokens[min(places)].start, tokens[max(places)].end


def _only_asked(said: list[Saying]) -> bool:
    """Whether somebody was asked, and of what came of it nothing is told."""
    return not any(each.signs & _TELLS and not _is_request(each) for each in said) and any(map(_is_request, said))


def _is_request(saying: Saying) -> bool:
    if _REQUEST_MADE.search(saying.text):
        return not saying.signs & (_TELLS - {Sign.SOLVED})
    told = saying.signs - {Sign.TURNED_DOWN} if _WHY.search(saying.text) else saying.signs
    return _ASKED.search(saying.text) is not None and not told & _TELLS
