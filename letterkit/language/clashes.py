"""Words that hang together and cannot stand so by any reading: «жилого помещение», «к двум месяцев».

One of the two is in a wrong form, whichever: so the tagger, which divides its doubt between them, need not be nearly as
sure of one mend as where a form clashes with nothing (tagger_match.CLASH_BARS, docs/decisions/0042). Which words hang
together is told by their standing side by side and by the tree of the sentence; best by both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from letterkit.language import ties
from letterkit.language.clash import LISTS, UNSURE, AskedWords, Clash, Tie
from letterkit.language.edges import Edge, edges_of_each
from letterkit.language.slips import TaggedText
from letterkit.language.subject_clashes import subject_clashes
from letterkit.language.tokens import Mark
from letterkit.language.whole_words import ENDS, WholeWord
from letterkit.russian.prepositions import COMPOUND_PREPOSITIONS

_MOST = 3
"""Mends that are offered."""
_GOES_ON = 1 << Mark.COMMA | 1 << Mark.OPENING_BRACKET | 1 << Mark.SEMICOLON
_LONGEST_RANGE = 80
"""Characters before the end of a range in which its beginning stands: no more is read in a text of any length."""
_REACH = 3  # words: «два его новых дома»
_BY_TREE = 1.5
"""What speaks for a clash besides, where the tree has one word hang on the other."""
_SHOWN = 2
"""How many words one of a pair may stand after the other for both to be shown."""
_OTHER_TIES = {Tie.AGREEMENT: ("nummod", "nummod:gov"), Tie.OBJECT: ("iobj",), Tie.GENITIVE: ("amod",)}
"""Relations of the tree that say that two words have another tie: «из семи печки (разобраны)», «уделяют ямам»."""
_AFTER_HEAD = {"nmod": (Tie.GENITIVE, ties.has_genitive), "obj": (Tie.OBJECT, ties.is_object)}
"""By the relation of the tree, what is asked of a word after that on which it hangs."""
_KINDS_OF_PLACES = frozenset("ул пер пл наб г пос ш пр бул мкр д с".split())
_PARTS = frozenset("половиной лишним небольшим четвертью".split())  # «три с половиной жилых дома»
# What is rubbed, struck or leant on stands in the accusative: «об асфальт», «о кромку рельса».
_CONTACT = re.compile(
    r"(?i)\b[а-яё]*(?:т[её]р|тир|удар|би(?:т|л|в)|б[ьъ]?[её]т|ш[еи]б|спот[ы]?к|оп[её]р|опир|цара|цеп|скр[её]б|сту[кч]|лома|слом"
    r"|рез|ран[еи]|жиг|ж[её]г|пачка|марал)[а-яё]*\s+(?:[а-яё]+\s+){0,3}об?\s+$"
)
_RANGE = re.compile(r"(?i)\bсо?\s+(?:\d[\d.:]*\s+)?(?P<first>[а-яё]+)\s+(?:[\d.:]*\s*[а-яё]+\s+){0,4}?по\s+$")


def clashes_of(reads: Sequence[TaggedText]) -> list[list[Clash]]:
    """The clashes of each paragraph, weighed, by place; of those that touch the likeliest."""
    asked = list(map(AskedWords, reads))
    return [_likeliest(_every_clash(*each)) for each in zip(asked, edges_of_each(asked), strict=True)]


def _likeliest(every: Iterable[Clash]) -> list[Clash]:
    kept: list[Clash] = []
    for clash in sorted(every, key=lambda clash: -clash.odds):
        if not any(clash.start < other.end and other.start < clash.end for other in kept):
            kept.append(clash)
    return sorted(kept, key=lambda clash: clash.start)


def _every_clash(asked: AskedWords, edges: Sequence[Edge]) -> Iterator[Clash]:
    pairs = _Pairs(asked, edges)
    for at in range(len(asked.words) - 1):
        yield from pairs.clashes_at(at)
    for edge in edges:
        yield from pairs.clashes_by(edge)
    yield from subject_clashes(asked, edges)


def takes_accusative(text: str, start: int) -> bool:
    """«перетёрся о кромку», «с понедельника по пятницу»: whether the preposition before ``start`` takes the accusative.

    So it does before what is rubbed, struck or leant on, and before the end of a range.
    """
    if _CONTACT.search(text, 0, start):
        return True
    ranged = _RANGE.search(text, max(0, start - _LONGEST_RANGE), start)
    return ranged is not None and bool(ties.is_genitive("", ranged["first"].lower()))


class _Pairs:
    def __init__(self, asked: AskedWords, edges: Sequence[Edge]) -> None:
        self._asked, self._text, self._words = asked, asked.text, asked.words
        self._relations = {frozenset((edge.kid, edge.head)): edge.relation for edge in edges}
        self._with_preposition = {edge.head for edge in edges if edge.relation == "case"}

    def clashes_at(self, at: int) -> Iterator[Clash]:
        """Clashes of the word at ``at`` with the next, or with the next but one of a row."""
        if not self._are_neighbours(at):
            return
        first, second = (word.low for word in self._words[at : at + 2])
        if second in LISTS:
            if at + 2 < len(self._words) and self._are_neighbours(at + 1) and self._may_be_row(at):
                yield from self._weigh(Tie.ROW, ties.share_case, at, at + 2)
            return
        if ties.agree(first, second) is False and not self._is_excused(at, at + 1):
            yield from self._weigh(Tie.AGREEMENT, ties.agree, at, at + 1)
        is_others = at > 0 and ties.agree(first, self._words[at - 1].low)  # «в сути своей верными»
        if not is_others:
            yield from self._weigh(Tie.AGREEMENT, ties.agree_as_two, at, at + 1)
        yield from self._weigh(Tie.AGREEMENT, ties.is_counted_by, at, at + 1)
        is_wrong = ties.is_governed(first, second) is False
        if is_wrong and not takes_accusative(self._text, self._words[at + 1].start) and not self._is_kind(at + 2):
            yield from self._weigh(Tie.GOVERNMENT, ties.is_governed, at, at + 1, only_second=True)
        if at and (self._words[at - 1].low, first) in COMPOUND_PREPOSITIONS:
            yield from self._weigh(Tie.GOVERNMENT, ties.is_genitive, at, at + 1, only_second=True)
        elif not ties.agree(first, second):  # «диспетчерскую службу»: an adjective that is a noun too
            yield from self._weigh(Tie.GENITIVE, ties.has_genitive, at, at + 1, only_second=True)
        is_wrong = ties.is_object(first, second) is False
        if is_wrong and not self._may_be_its_subject(at) and not ties.is_predicative(first, second):
            yield from self._weigh(Tie.OBJECT, ties.is_object, at, at + 1, only_second=True)

    def clashes_by(self, edge: Edge) -> Iterator[Clash]:
        """Clashes of two words that do not touch, by what the tree says of them."""
        first, last = sorted((edge.kid, edge.head))
        is_side_by_side = last - first < 2
        if is_side_by_side or any(self._asked.is_name(at) for at in (first, last)):
            return
        if edge.relation == "acl" and edge.kid == last:
            if not any(ties.has_participle(word.low, self._words[last].low) for word in self._words[:last]):
                yield from self._weigh(Tie.AGREEMENT, ties.has_participle, first, last)
        if any(word.gap_after & ENDS for word in self._words[first:last]):
            return
        if edge.relation in ("amod", "det") and edge.kid == first:
            adjective, near = self._words[first].low, self._words[first + 1 : last + _REACH]
            if not any(ties.agree(adjective, word.low) for word in near) and not self._is_excused(first, last):
                yield from self._weigh(Tie.AGREEMENT, ties.agree, first, last)
        if edge.relation in _AFTER_HEAD and edge.kid == last and last not in self._with_preposition:
            if not any(_is_number(word) or word.low in LISTS for word in self._words[first + 1 : last]):
                yield from self._weigh(*_AFTER_HEAD[edge.relation], first, last, only_second=True)

    def _are_neighbours(self, at: int) -> bool:
        """Whether nothing but a blank stands between the word at ``at`` and the next, which is no name."""
        first, second = self._words[at : at + 2]
        between = self._text[first.end : second.start]
        return between == " " and self._text[second.start].islower() and self._text[second.end : second.end + 1] != "-"

    def _is_kind(self, at: int) -> bool:
        """«о такого рода вопросах»."""
        return at < len(self._words) and self._words[at].low == "рода"

    def _may_be_row(self, at: int) -> bool:
        """Whether the word at ``at`` may be the first of a row: «жалоба прокуратуре и заявление» is one of others."""
        word, last = self._words[at], self._words[at + 2]
        if word.gap_before & ENDS:
            return True
        before = self._group_before(at)
        if any(map(_is_number, before)):
            return False  # «два подвала и крыша»
        return self._text[word.start].islower() and not any(ties.share_case(other.low, last.low) for other in before)

    def _is_excused(self, at: int, last: int) -> bool:
        """Whether the adjective at ``at`` and the noun at ``last`` may stand so because of the words around them."""
        adjective, noun = self._words[at], self._words[last]
        if ties.owns(adjective.low, noun.low):
            return True
        before = self._group_before(at)
        if any(ties.is_predicative(word.low, adjective.low) for word in before):
            return True
        if self._text[adjective.start].isupper() and self._may_be_name(at):
            return True
        if any(map(_is_number, before)) and ties.is_counted(adjective.low, noun.low):
            return True
        comma = next((one for one in (at, at - 1) if one > 0 and self._words[one].gap_before & 1 << Mark.COMMA), None)
        after_comma = self._words[comma - 1] if comma is not None else None
        if after_comma and ties.agree(adjective.low, after_comma.low):
            return True  # «учреждения, (не) подведомственные управлению»
        after = self._group_after(last)
        if noun.gap_after & _GOES_ON or (after and after[0].low in LISTS):
            if ties.agree_but_in_number(adjective.low, noun.low, plural="adjective"):
                return True  # «ваши имя и отчество»
        in_row = any(
            self._words[place].low in LISTS and ties.adjectives(self._words[place - 1].low)
            for place in range(max(1, at - 1), last)
        )
        if in_row or (after_comma and ties.adjectives(after_comma.low)):
            if ties.agree_but_in_number(adjective.low, noun.low, plural="noun"):
                return True  # «городской и областной бюджеты»
        return ties.may_govern(adjective.low, noun.low) and any(ties.agree(adjective.low, each.low) for each in after)

    def _may_be_name(self, at: int) -> bool:
        """«на улице Октябрьской (вода)», «на ул. Новой (подвал)»: a capital that begins no sentence."""
        before = self._words[at - 1].low if at else ""
        return before in _KINDS_OF_PLACES or not self._words[at].gap_before & ENDS

    def _group_before(self, at: int) -> Sequence[WholeWord]:
        """The words before that at ``at``, to the mark before them."""
        first = at
        while first > max(0, at - _REACH) and not self._words[first].gap_before & ENDS:
            first -= 1
        return self._words[first:at]

    def _group_after(self, at: int) -> Sequence[WholeWord]:
        """The words after that at ``at`` to the next mark: «подведомственное управлению (учреждение)»."""
        last = next(number for number in range(at, len(self._words)) if self._words[number].gap_after & ENDS)
        return self._words[at + 1 : min(at + _REACH, last) + 1]

    def _may_be_its_subject(self, at: int) -> bool:
        """Whether what follows the verb at ``at`` may be its subject, none standing before it."""
        verb, word = (word.low for word in self._words[at : at + 2])
        first = at
        while not self._words[first].gap_before & ENDS:
            first -= 1
        before = self._asked.free_words(range(first, at))
        return ties.has_nominative(word) and not any(ties.may_be_subject(other, verb) for other in before)

    def _is_likelier_wrong(self, at: int, odds: float) -> bool:
        """«согласно расписания интервал»: whether the word before is the wrong one."""
        return any(other > odds for _, other in self._asked.forms(at))

    def _is_unsure(self, tie: Tie, first: int, last: int) -> bool:
        one, other = self._words[first].low, self._words[last].low
        if tie is Tie.AGREEMENT:
            is_postposed = bool(first and ties.agree(one, self._words[first - 1].low))  # «письмо полное (ошибок)»
            return is_postposed or ties.may_be_person(one) or ties.may_be_woman(one, other)
        is_anothers = any(ties.agree(word.low, other) for word in self._group_before(first))  # «равная сумме выплата»
        return tie is Tie.GENITIVE and (is_anothers or ties.may_govern_as_verb(one, other))

    def _weigh(
        self, tie: Tie, question: ties.Question, first: int, last: int, *, only_second: bool = False
    ) -> Iterator[Clash]:
        """The clash of the words at ``first`` and ``last``, if another form of one of them mends it."""
        one, other = self._words[first], self._words[last]
        if one.low == other.low or question(one.low, other.low) is not False:
            return
        offered = [(odds, last, form) for form, odds in self._asked.forms(last) if question(one.low, form)]
        if not only_second:
            offered += [(odds, first, form) for form, odds in self._asked.forms(first) if question(form, other.low)]
        if not offered:
            return
        offered.sort(reverse=True)
        odds, at, _ = offered[0]
        if self._is_unsure(tie, first, last) or (tie is Tie.GENITIVE and self._is_likelier_wrong(first, odds)):
            odds -= UNSURE
        relation = self._relations.get(frozenset((first, last)))
        if relation is not None and relation not in _OTHER_TIES.get(tie, ()):
            odds += _BY_TREE
        if only_second or last - first > _SHOWN:  # the wrong word alone
            word = self._words[at]
            mends = [self._asked.spell_like(at, form) for _, place, form in offered if place == at]
            yield Clash(tie, word.start, word.end, tuple(mends[:_MOST]), odds)
            return
        before, after = self._text[one.start : other.start], self._text[one.end : other.end]
        mends = [
            before + self._asked.spell_like(at, form) if at == last else self._asked.spell_like(at, form) + after
            for _, at, form in offered
        ]
        yield Clash(tie, one.start, other.end, tuple(mends[:_MOST]), odds)


def _is_number(word: WholeWord) -> bool:
    is_numeral = any("NUMR" in reading.tag for reading in ties.readings_of(word.low))
    return word.low[0] == "#" or word.low in _PARTS or is_numeral
