"""A comma lost in the name of a body with several spheres (clause 3.3): «министерство экологии транспорта и связи»."""

from collections.abc import Iterator, Sequence

from letterkit.checks.commas import apart, put_in
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.segments import plain, sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token

# What bodies are in charge of. No two of these make a phrase side by side: «экономики», «безопасности», «развития»
# are left out, for «отдел экономики сельского хозяйства» is right.
_SPHERES = (
    "труда|занятости|занятости населения|социальной защиты|социальной защиты населения|социальной политики|миграции"
    "|социального развития|социальных отношений|трудовых отношений|демографии|семьи|опеки|опеки и попечительства"
    "|образования|науки|высшей школы|просвещения|культуры|спорта|физической культуры|туризма|молодежной политики"
    "|национальной политики|здравоохранения|строительства|архитектуры|градостроительства|градостроительной политики"
    "|градостроительной деятельности|жилищно-коммунального хозяйства|жилищного хозяйства|коммунального хозяйства|жкх"
    "|жилищной политики|энергетики|тарифов|цен|транспорта|связи|дорожного хозяйства|автомобильных дорог"
    "|информационных технологий|цифрового развития|информатизации|массовых коммуникаций|печати|имущества"
    "|имущественных отношений|земельных отношений|земельных ресурсов|экологии|природопользования|природных ресурсов"
    "|охраны окружающей среды|лесного хозяйства|лесного комплекса|водных ресурсов|сельского хозяйства|продовольствия"
    "|рыболовства|рыбного хозяйства|ветеринарии|охотничьего хозяйства|животного мира|торговли|промышленности"
    "|предпринимательства|потребительского рынка|экономического развития|инвестиций|внутренней политики"
    "|внешних связей|юстиции|благоустройства|городского хозяйства|гражданской обороны|пожарной безопасности"
)
_BODIES = frozenset(
    "министр министерство замминистра департамент комитет управление отдел агентство служба инспекция главк".split()
)
_REACH = 12  # words between the body and the last of its spheres


def _by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The spheres by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for sphere in sorted((tuple(each.split()) for each in _SPHERES.split("|")), key=len, reverse=True):
        found.setdefault(sphere[0], []).append(sphere)
    return {first: tuple(each) for first, each in found.items()}


_KNOWN = _by_first()


@function_check("punctuation.spheres", alone=PROSE, words={f"~{word}" for word in _BODIES})
def spheres(subject: Subject) -> Iterator[Hit]:
    """Two spheres of one body side by side, one more of them before or after, and no comma between the two."""
    for sentence in sentences(subject):
        if _BODIES.isdisjoint(lemma for token in sentence for lemma in token.lemmas):
            continue
        tokens = plain(sentence)
        at = 0
        while at < len(tokens):
            last = _sphere(tokens, at)
            end = _sphere(tokens, last) if last else 0
            if end and _has_more(tokens, at, end) and _is_of_body(tokens, at) and apart(subject.text, tokens, last):
                yield put_in(tokens, last)
            at = last or at + 1


def _sphere(tokens: Sequence[Token], at: int) -> int:
    """Where the sphere that begins at ``at`` ends; 0 if none does."""
    if at >= len(tokens):
        return 0
    for known in _KNOWN.get(tokens[at].form, ()):
        if tuple(token.form for token in tokens[at : at + len(known)]) == known:
            return at + len(known)
    return 0


def _has_more(tokens: Sequence[Token], at: int, end: int) -> bool:
    before = at > 1 and tokens[at - 1].text == "," and tokens[at - 2].is_word
    return before or (end < len(tokens) - 1 and (tokens[end].form == "и" or tokens[end].text == ","))


def _is_of_body(tokens: Sequence[Token], at: int) -> bool:
    """Whether a body stands before, with nothing but words and the commas of a row between."""
    for token in reversed(tokens[max(0, at - _REACH) : at]):
        if not token.is_word and token.text != ",":
            return False
        if not _BODIES.isdisjoint(token.lemmas):
            return True
    return False
