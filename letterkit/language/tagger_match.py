"""What the tagger would have written otherwise, as matches: how sure it must be to speak, and how loudly.

Each bar is a log odds, set by what lies above it on sentences nobody here wrote (``letterkit bench precision``,
docs/models.md).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import inf

from letterkit.core.finding import Level
from letterkit.language import ties
from letterkit.language.clash import Clash, Tie
from letterkit.language.clashes import clashes_of, takes_accusative
from letterkit.language.name_like import starts_sentence
from letterkit.language.ports import Match
from letterkit.language.slips import Kind, Slip, TaggedText, read_each
from letterkit.language.spelling import SECOND, UNKNOWN, UNUSUAL
from letterkit.language.ties import is_another_tense, is_gerund_of_verb, is_same_form
from letterkit.language.tokens import fold
from letterkit.language.units import units
from letterkit.russian.abbreviations import MONTHS_GENITIVE

_LEVELS = (Level.ERROR, Level.WARNING, Level.ADVICE)
BARS = {
    Kind.FORM: (6.4, 4.1, 2.6),
    Kind.INFINITIVE: (2.0, 0.7, 0.3),
    Kind.ALIKE: (inf, 4.0, 3.0),
    Kind.COMMA_LOST: (5.0, 2.0, 1.5),
    Kind.COMMA_NEEDLESS: (6.6, 3.3, 1.2),
    Kind.DASH_LOST: (2.4, 1.4, -0.8),
    Kind.JOINT: (2.0, 0.9, -0.5),
}
CLASH_BARS = {
    Tie.AGREEMENT: (2.5, 0.0, -0.5),
    Tie.GOVERNMENT: (2.0, -0.5, -1.0),
    Tie.GENITIVE: (6.0, 3.0, 0.9),
    Tie.ROW: (inf, -0.5, -1.0),
    Tie.OBJECT: (inf, 1.4, -0.5),
    Tie.SUBJECT: (3.0, 1.9, 0.5),
}
"""Lower, for what clashes is wrong: the odds need only say that the words belong together."""
_SELDOM_APART, _SELDOM_JOINED = 4.0, 1.9
"""And for a preposition and a word to be an adverb or an adverb to be the two: «по чему», «в месте» are seldom met."""
_NAME = 3.0
"""And where a capital may begin a name: «Ли Виктор», «Гётте»."""
_A_WOMAN = 2.0
"""And for «учитель рассказала» to be wrong: a woman may hold the post."""
_ANOTHER_TENSE = 1.5
"""And for a verb to be in another tense: «заключим», «заключил» may both be meant."""
_GERUND = 3.0
"""And for a verb to be a gerund: «Рассмотрели Ваше обращение и сообщаем» is right."""
_ANOTHER_WORD = 3.0
"""And for «от жара» to be «от жары»."""
_SELDOM_A_COMMA = 1.5
"""And for a comma after a date, before a number, and before what may hang on a word further back: «4 декабря мы
поставим», «верно 2 390 рублей», «на собрании сделать», «о счёте эскроу»."""
_DATED = re.compile(r"(?:с|со|до|по|к|на|от|в|во) \d")
"""«ходит до садов с 18 апреля»: a comma there is neither lost nor found."""
_PARTS_OF_NAMES = ("оглы", "кызы")
_COMMA_BEFORE_ALL = 4.5
"""And inside «при условии что», «больше чем», which may have their comma before them or none."""
_BEFORE_CONJUNCTIONS = frozenset("условии больше меньше более менее потому оттого тем того тому том так".split())
_ENDS_OF_CONJUNCTIONS = frozenset("что чем чтобы как".split())
_BEFORE_ADVERBS = ("в", "на", "по", "с", "из", "до")
_PUNCTUATION = frozenset((Kind.COMMA_LOST, Kind.COMMA_NEEDLESS, Kind.DASH_LOST))
MISSPELT_BARS = (3.0, 2.0)
_NAMED = 4.0
"""What must speak for a mend besides, where a capital may begin a name."""
_NO_SHORT_NAME = 7  # letters: «Дами», «Виро» at the head of a sentence
_NO_WORSE = 3.0
"""How much likelier another mend must be than that which stands first."""
_NO_WORSE_SPELT = 1.5
"""As much where spelling has put it first, by letters alone."""
_WORD_BEFORE = re.compile(r"(?<![а-яё-])([а-яё]+) $", re.IGNORECASE)
_COMBINED = re.compile(r"(?:[а-яё]+[ое]|пере|сверх|супер|меж|при|под|над|раз) [а-яё]+", re.IGNORECASE)
"""«старо письменных», «пере нумерации»: no blank was lost, the word was made of two."""
MISSPELT_RULES = (SECOND, UNUSUAL)
RULES = frozenset(f"{kind.name}_{level.name}" for kind in (*Kind, *Tie) for level in _LEVELS)
SURER = frozenset(f"{kind.name}_{level.name}" for kind in (Kind.INFINITIVE, *Tie) for level in _LEVELS)
"""Words that clash, and «-тся»: what is said of them comes before what a server says of the same words."""

Reads = Sequence[tuple[int, TaggedText]]
"""The paragraphs of a text as the tagger reads them, each with the place where it begins."""


def read_texts(texts: Sequence[str]) -> list[Reads]:
    """The paragraphs of each of ``texts``, all read together."""
    spans = [(number, start, text[start:end]) for number, text in enumerate(texts) for start, end in units(text)]
    found: list[list[tuple[int, TaggedText]]] = [[] for _ in texts]
    for (number, start, _), read in zip(spans, read_each([unit for *_, unit in spans]), strict=True):
        found[number].append((start, read))
    return list(found)


def matches_of(reads: Reads) -> Iterator[Match]:
    """What stands otherwise in a text than the tagger would have it.

    Where a clash and a wrong form are the same words, the graver of the two is told.
    """
    for (start, read), found in zip(reads, clashes_of([read for _, read in reads]), strict=True):
        slips = [
            (level, slip)
            for slip in read.slips
            if (level := _level(slip.odds - _besides(slip, read.paragraph.text), BARS[slip.kind]))
            and not (slip.kind is Kind.FORM and takes_accusative(read.paragraph.text, slip.start))
            and not (slip.kind is Kind.FORM and _breaks_government(read.paragraph.text, slip))
        ]
        for clash in found:
            level = _level(clash.odds, CLASH_BARS[clash.tie])
            if level and not any(_touch(slip, clash) and _is_graver(other, level) for other, slip in slips):
                rule = f"{clash.tie.name}_{level.name}"
                span, sure = (clash.start + start, clash.end + start), level is Level.ERROR
                yield Match(rule, "GRAMMAR", *span, "", clash.mends, certain=sure)
        for level, slip in slips:
            category = "PUNCTUATION" if slip.kind in _PUNCTUATION else "GRAMMAR"
            rule = f"{slip.kind.name}_{level.name}"
            sure = slip.kind is Kind.FORM and level is Level.ERROR
            yield Match(rule, category, slip.start + start, slip.end + start, "", (slip.mend,), certain=sure)


def _breaks_government(text: str, slip: Slip) -> bool:
    """Whether a preposition right before a form governs it and not its mend: «про награждение» → «про награждении»."""
    before = _WORD_BEFORE.search(text, max(0, slip.start - 20), slip.start)
    if before is None:
        return False
    word = before[1].lower()
    return ties.is_governed(word, fold(slip.was)) is True and ties.is_governed(word, fold(slip.mend)) is False


def _level(odds: float, bars: tuple[float, float, float]) -> Level | None:
    return next((level for level, bar in zip(_LEVELS, bars, strict=True) if odds >= bar), None)


def _touch(slip: Slip, clash: Clash) -> bool:
    return slip.kind is Kind.FORM and slip.start < clash.end and clash.start < slip.end


def _is_graver(one: Level, other: Level) -> bool:
    return _LEVELS.index(one) < _LEVELS.index(other)


def _besides(slip: Slip, text: str) -> float:
    if slip.kind is Kind.FORM:
        return (
            _NAME * slip.mend.istitle()
            + _A_WOMAN * (slip.was == f"{slip.mend}а")
            + _ANOTHER_TENSE * is_another_tense(slip.was.lower(), slip.mend.lower())
            + _GERUND * is_gerund_of_verb(slip.mend.lower(), slip.was.lower())
            + _ANOTHER_WORD * is_same_form(fold(slip.was), fold(slip.mend))
        )
    if slip.kind is Kind.COMMA_LOST:
        before, _, after = slip.mend.partition(", ")
        if before.istitle() and (after.istitle() or after in _PARTS_OF_NAMES):
            return _NAME
        if after == "несмотря":
            return inf  # its comma may stand or not
        if before.lower() in _BEFORE_CONJUNCTIONS and after in _ENDS_OF_CONJUNCTIONS:
            return _COMMA_BEFORE_ALL
        if _DATED.match(text, slip.end - len(after)):
            return inf
        if before.lower() in MONTHS_GENITIVE or after[0].isdigit() or ties.needs_no_comma(fold(after)):
            return _SELDOM_A_COMMA
        if before == "например":
            return _COMMA_BEFORE_ALL  # «каждый, например рыбачить»
    if slip.kind is Kind.JOINT and slip.mend.lower().startswith("ни"):
        return inf  # «ни кто, ни где»: rules know
    if slip.kind is Kind.JOINT and slip.first.lower() in _BEFORE_ADVERBS and slip.mend.lower() != "поэтому":
        return _SELDOM_JOINED if " " in slip.mend else _SELDOM_APART
    return 0.0


def _place(reads: Reads, match: Match) -> tuple[TaggedText, int, int]:
    """The paragraph that ``match`` stands in, and where it stands there."""
    begins, read = max(((start, read) for start, read in reads if start <= match.start), key=lambda each: each[0])
    return read, match.start - begins, match.end - begins


def order_mends(reads: Reads, match: Match) -> Match:
    """``match`` with the mends whose last word fits its place, the best first, where they differ in that word alone."""
    heads = {mend.rpartition(" ")[0] for mend in match.replacements}
    if len(match.replacements) < 2 or len(heads) > 1:
        return match
    read, start, end = _place(reads, match)
    last = start + read.paragraph.text[start:end].rfind(" ") + 1
    by_last = {mend.rpartition(" ")[2]: mend for mend in sorted(match.replacements)}
    ranked = read.mend_odds(last, end, list(by_last))
    if len(ranked) < len(by_last):
        return match
    fit = [word for word, odds in ranked if odds > ranked[0][1] - _NO_WORSE]
    return replace(match, replacements=tuple(by_last[word] for word in fit))


def weigh_mends(reads: Reads, match: Match) -> Match | None:
    """``match`` of a misspelt word with the mends that fit its place first, and as loud as the best of them is sure.

    None where it is more likely a name or a new word than a slip.
    """
    if match.rule not in MISSPELT_RULES:
        return match
    read, start, end = _place(reads, match)
    unit = read.paragraph.text
    word = unit[start:end]
    if "-" in word or len(word) == 1 or any(fold(mend) == fold(word) for mend in match.replacements):
        return match  # a half of a word, a letter, or ё where it does not belong: the tagger sees neither
    ranked = read.mend_odds(start, end, match.replacements)
    if not ranked:
        is_made = any(_COMBINED.fullmatch(mend) or mend.istitle() for mend in match.replacements)
        return None if is_made else match
    first, odds = match.replacements[0], dict(ranked)
    best = first if odds.get(first, inf) > ranked[0][1] - _NO_WORSE_SPELT else ranked[0][0]
    sure = odds.get(best, ranked[0][1]) - (_NAMED if word.istitle() else 0.0)
    rule = next((rule for rule, bar in zip(MISSPELT_RULES, MISSPELT_BARS, strict=True) if sure >= bar), UNKNOWN)
    if rule == UNKNOWN and word.istitle() and (len(word) < _NO_SHORT_NAME or not starts_sentence(unit, start)):
        return None
    others = [mend for mend, _ in ranked if mend != best] + [mend for mend in match.replacements if mend not in odds]
    return replace(match, rule=rule, replacements=(best, *dict.fromkeys(mend for mend in others if mend != best)))
