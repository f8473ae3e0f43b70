"""Clause 2.2: whoever is refused is told why, and what can be done instead."""

from collections.abc import Iterator

import regex

from letterkit.checks import outcome_words as words
from letterkit.checks.families.outcome.checks import has_own_outcome, sentence_hit
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.outcome_signs import SETTLED, Saying, Sign, outcomes, sayings
from letterkit.checks.subject import Subject
from letterkit.core.finding import Level
from letterkit.russian import morph

# «Раньше открыть нельзя»: not whether, but when.
_TOO_EARLY = regex.compile(r"(?i)\b(?:раньше|быстрее|скорее|досрочно)\b")
_COMPLAINED = regex.compile(
    r"(?i)\b(?:получил|поступил|зарегистрирова|рассмотре|прочита|изучи)\p{L}*\s(?:[^.;]{0,60}\s)?ваш\p{L}*\s+(?:обращени|заявлени|жалоб|письм)\p{L}*"
    r"(?:[^.;]|\.(?=\d)){0,100}\bо\s+том,\s+(?:что|как|почему)\b(?!.*\bсообща\p{L}+)"
)
_INFINITIVE = regex.compile(r"(?i)\b\p{L}+(?:ть|ти|чь)(?:ся|сь)?\b")
_ASKED_WHY = regex.compile(r"(?i)\b(?:почему|отчего|из-за\s+чего)\b[^.!?]{0,60}$")
_READER = regex.compile(r"(?i)\b(?:вам|вас|вы|ваш\p{L}*)\b")
_IT_WAS = regex.compile(r"(?i)\bбыл[ои]\s+(?:нельзя|невозможно)\b|\b(?:нельзя|невозможно)\s+было\b")
_BY_MISTAKE = regex.compile(r"(?i)\bпо\s+ошибке\b|\bошибочно\b|\b(?:неправомерн|незаконн)о\b|\bзря\b")
_WHOM = regex.compile(r"(?i)\bкотор(?:ому|ой|ым|ый|ую|ые|ого|ых)\s+(?:пока\s+)?нельзя\b")
# What is no fact of the case, whatever stands beside it: regard for the reader, where to ask.
_REGARD = regex.compile(
    r"(?i)\b(?:благодар|спасибо|цен(?:им|ит)\b|с\s+уважением|уважа|понима(?:ем|ет)\b|сожале|извин|наде(?:ем|ет)ся|разделя)\p{L}*"
    r"|\b(?:тел(?:ефон\p{L}*|\.)|горяч\p{L}+\s+лини\p{L}+|эл(?:ектронн\p{L}+|\.)\s+почт\p{L}+|сайт\p{L}*|исполнител\p{L}+)"
)
_NO_FACT = frozenset({Sign.REFUSED, Sign.NO_DATE, Sign.EMPTY, Sign.LATER})
# Formulas that look like a reason and give none.
_NO_REASON = regex.compile(
    r"(?i)\b(?:в\s+установленн\p{L}+\s+порядк\p{L}+|(?:на\s+основании|в\s+связи\s+с|исходя\s+из)\s+(?:выше)?(?:изложенн|сказанн|указанн)\p{L}+"
    r"|(?:отдельн|определ[её]нн|соответствующ|некотор|известн)\p{L}+\s+(?:категори|случа|лиц|услови|основани|обстоятельств|причин)\p{L}*)\b"
)


@function_check("outcome.no-reason")
def no_reason(subject: Subject) -> Iterator[Hit]:
    """«Решить Ваш вопрос нельзя» without a word of why."""
    said = sayings(subject)
    for number, saying in _refusals(subject, said):
        near = [each for each in said[max(0, number - 2) : number + 3] if not each.of_appeal or each is saying]
        reasons = [
            each for each in near if not _for_end(each, saying) and words.REASON.search(_without_refusal(each, saying))
        ]
        if words.REASON_AFTER.search(saying.text) or any(_of_one_paragraph(subject, each, saying) for each in reasons):
            continue
        if any(_is_fact(each) for each in _beside(subject, said, number)):
            continue
        hit = sentence_hit(saying)  # a reason of the next paragraph may be that of something else
        yield Hit(hit.start, hit.end, level=Level.ADVICE if reasons else None)


@function_check("outcome.no-way-out")
def no_way_out(subject: Subject) -> Iterator[Hit]:
    """A refusal that leaves the reader with nothing to do."""
    said = sayings(subject)
    refusals = list(_refusals(subject, said))
    if not refusals:
        return
    first = refusals[0][0]
    if any(
        words.WAY_OUT.search(_without_refusal(each, said[n]))
        for n, _ in refusals
        for each in said
        if not each.of_appeal
    ):
        return
    if outcomes(subject) & {Sign.DATED} or any(one.imperative for each in said for _, one in each.verbs):
        return
    yield sentence_hit(said[first])


def _refusals(subject: Subject, said: tuple[Saying, ...]) -> Iterator[tuple[int, Saying]]:
    if has_own_outcome(subject):
        return
    nothing = not outcomes(subject) & (SETTLED - {Sign.TURNED_DOWN, Sign.REFUSED})
    for number, saying in enumerate(said):
        refused = Sign.REFUSED in saying.signs or (nothing and words.NOT_PLANNED.search(saying.text) is not None)
        if (
            refused
            and not saying.conditional
            and not {Sign.DATED} & saying.signs
            and not _TOO_EARLY.search(saying.text)
            and not _of_what_was_written(saying)
            and not _is_ban(saying)
        ):
            yield number, saying


def _of_one_paragraph(subject: Subject, one: Saying, other: Saying) -> bool:
    """Whether no blank line parts two sentences."""
    first, last = sorted((one, other), key=lambda each: each.start)
    return "\n\n" not in subject.text[first.start : last.start]


def _beside(subject: Subject, said: tuple[Saying, ...], number: int) -> Iterator[Saying]:
    """The sentences right before and after; those of other paragraphs only where the refusal is one by itself."""
    before, after = said[max(0, number - 1) : number], said[number + 1 : number + 2]
    inside = [each for each in (*before, *after) if _of_one_paragraph(subject, each, said[number])]
    yield from inside or after


def _is_fact(saying: Saying) -> bool:
    """«На нём стоит гараж»: how things are, which beside a refusal is its reason, whatever word ties them."""
    return not (
        saying.of_appeal
        or saying.retells
        or saying.signs & _NO_FACT
        or words.WAY_OUT.search(saying.text)
        or _REGARD.search(saying.text)
        or _NO_REASON.search(saying.text)
        or any(one.imperative for _, one in saying.verbs)
        or _is_of_writer(saying)
    )


def _is_of_writer(saying: Saying) -> bool:
    """«Выражаем уверенность …»: what the body does by writing it."""
    told = [one for _, one in saying.verbs if one.form == "VERB"]
    return bool(told) and all(one.person == "1per" and one.tense == "pres" for one in told)


def _is_ban(saying: Saying) -> bool:
    """«Подходить вплотную нельзя»: what nobody may do, not what the reader asked for.

    Of what cannot be granted the perfective speaks («построить нельзя»).
    """
    refused = words.REFUSAL.search(saying.text)
    if refused is None:
        return False
    if _ASKED_WHY.search(saying.text, 0, refused.start()):
        return True  # «теперь о том, почему отказали»: the reason follows
    if _BY_MISTAKE.search(saying.text) or _IT_WAS.search(saying.text):
        return True  # «ворота были заперты, пройти было нельзя», «отказали по ошибке»: how things stood
    if not refused.group().lower().endswith("нельзя"):
        return False
    if _WHOM.search(saying.text):
        return True
    if _READER.search(saying.text):
        return False
    readings = [
        [parse.tag for parse in morph.parses(word) if parse.tag.POS == "INFN"]
        for word in _INFINITIVE.findall(saying.text)
    ]
    asked = [tags for tags in readings if tags]
    return bool(asked) and all(any("impf" in tag for tag in tags) for tags in asked)


def _of_what_was_written(saying: Saying) -> bool:
    """«Мы получили Ваше обращение о том, что записаться нельзя»: the refusal is what the reader complains of."""
    found = _COMPLAINED.search(saying.text)
    refused = words.REFUSAL.search(saying.text)
    return bool(found and refused and found.end() <= refused.end() and not saying.told_from)


def _for_end(saying: Saying, refusal: Saying) -> bool:
    """«Чтобы стало безопаснее, поставят светофор»: what another sentence is done for is no reason to refuse."""
    return saying is not refusal and saying.text.lstrip().lower().startswith("чтобы")


def _without_refusal(saying: Saying, refusal: Saying) -> str:
    text = words.REFUSAL.pattern.sub(" ", saying.text) if saying is refusal else saying.text
    return _NO_REASON.sub(" ", text)
