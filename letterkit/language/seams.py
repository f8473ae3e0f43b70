"""Gaps in which a mark has to stand because of the words around: between two predicates, after a participle's noun.

Of such a gap the tagger need not be as sure as of others; that it asks for a comma more than its neighbours do is
enough.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from letterkit.language import ties
from letterkit.language.tokens import Paragraph
from letterkit.language.whole_words import ENDS, STOPS, WholeWord, cut, whole_words

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

_OF_PREDICATES, _OF_PARTICIPLE = 3.8, 5.0
"""What each kind of seam adds to the tagger's log odds of a comma: so much less of them is enough on right texts."""
_JOINING = frozenset(
    "и или либо а но да ни чем как же не то что чтобы если когда где который которая которое которые которого которой "
    "которых которым котором которому кто кого кому кем чего чему куда откуда почему зачем сколько насколько".split()
)
# «было решено», «может быть принято»: they make one predicate with another.
_AUXILIARY = frozenset(
    "был была было были будет будут есть бы может могут можно нужно должен должна должны стал стала стали".split()
)
_REACH = 4  # words after a participle among which its noun may follow


class Seam(NamedTuple):
    """A gap that must have a mark: ``weight`` is to be added to the log odds of a comma there."""

    weight: float
    is_dash: bool = False
    """Whether the mark is a dash and no comma: «Закончите ремонт – сообщите»."""


NO_SEAM = Seam(0.0)


def seams(paragraph: Paragraph, commas: "NDArray[float32]") -> dict[int, Seam]:
    """The seams of ``paragraph`` by the numbers of the tokens before the gaps; ``commas`` are the odds of one there."""
    words = list(whole_words(paragraph))
    found: dict[int, Seam] = {}
    for clause in cut(words, range(len(words)), ENDS):
        for at, seam in (*_between_predicates(words, clause, commas), *_inside(words[clause.start : clause.stop])):
            found[at] = max(seam, found.get(at, NO_SEAM))
    return found


def _between_predicates(
    words: Sequence[WholeWord], clause: range, commas: "NDArray[float32]"
) -> Iterator[tuple[int, Seam]]:
    """«дом снесли построят новый»: the likeliest gap between two predicates that nothing joins."""
    predicates = [at for at in clause if _is_predicate(words[at].low)]
    for first, second in pairwise(predicates):
        between = words[first:second]
        if not any(word.low in _JOINING for word in between):
            seam = Seam(_OF_PREDICATES, _is_condition(words[clause.start : second]))
            yield max((word.token for word in between), key=lambda token: commas[token]), seam


def _is_condition(clause: Sequence[WholeWord]) -> bool:
    """«Не уплатит в срок – получит», «Настал вечер – зажгли свет»: a clause that nothing begins but its predicate."""
    begun = [word for word in clause[:2] if word.low != "не"]
    if not clause[0].gap_before & STOPS or not begun or any(word.low == "ли" for word in clause):
        return False
    readings = [reading.tag for reading in ties.readings_of(begun[0].low)]
    return bool(readings) and all({"VERB", "perf", "indc"} <= tag.grammemes for tag in readings)


def _is_predicate(word: str) -> bool:
    readings = ties.readings_of(word)
    return bool(readings) and word not in _AUXILIARY and all(each.tag.POS in ("VERB", "PRTS") for each in readings)


def _inside(clause: Sequence[WholeWord]) -> Iterator[tuple[int, Seam]]:
    for at, (first, second) in enumerate(pairwise(clause)):
        after = [word.low for word in clause[at + 2 : at + 2 + _REACH]]
        parts = {str(reading.tag.POS) for reading in ties.readings_of(second.low)}
        if parts == {"PRTF"} and after and ties.agree(second.low, first.low):
            if not any(ties.agree(second.low, later) for later in after):
                # «дома построенные в мае», not «дома построенные рабочими объекты»
                yield first.token, Seam(_OF_PARTICIPLE)
