"""Words that hang together and cannot stand so by any reading: «жилого помещение», «к двум месяцев».

One of the two is in a wrong form, whichever: so the tagger, which divides its doubt between them, need not be nearly as
sure of one mend as where a form clashes with nothing (tagger_match.CLASH_BARS, docs/decisions/0042).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from letterkit.language import ties
from letterkit.language.candidates import Relation
from letterkit.language.slips import TaggedText, may_be_asked, with_yo
from letterkit.language.tagger import tagger
from letterkit.language.tokens import Mark
from letterkit.language.whole_words import ENDS, STOPS, WholeWord, cut, whole_words
from letterkit.russian.prepositions import COMPOUND_PREPOSITIONS

_MOST = 3
"""Mends that are offered."""
_GOES_ON = 1 << Mark.COMMA | 1 << Mark.OPENING_BRACKET | 1 << Mark.SEMICOLON
_LISTS = frozenset(("и", "или", "либо"))
_REACH = 3  # words: «два его новых дома»
_UNSURE, _IMPERSONAL = 3.0, 4.0
"""What must speak besides against an adjective that is a noun too, and against «рассмотрят», which needs no subject."""
_VERB = 1.5
"""How much likelier than the subject the verb is to be wrong."""
_SURE_SUBJECT = 1.0
"""What speaks for a clash where a word of the clause can only be its subject: «вода идут»."""
_KINDS_OF_PLACES = frozenset("ул пер пл наб г пос ш пр бул мкр д с".split())
_PARTS = frozenset("половиной лишним небольшим четвертью".split())  # «три с половиной жилых дома»
# What is rubbed, struck or leant on stands in the accusative: «об асфальт», «о кромку рельса».
_CONTACT = re.compile(
    r"(?i)\b[а-яё]*(?:т[её]р|тир|удар|би(?:т|л|в)|б[ьъ]?[её]т|ш[еи]б|спот[ы]?к|оп[её]р|опир|цара|цеп|скр[её]б|сту[кч]|лома|слом"
    r"|рез|ран[еи]|жиг|ж[её]г|пачка|марал)[а-яё]*\s+(?:[а-яё]+\s+){0,3}об?\s+$"
)


class Tie(Enum):
    """How two words hang together."""

    AGREEMENT = "agreement"
    GOVERNMENT = "government"
    """Of a preposition."""
    GENITIVE = "genitive"
    """Of a noun after another."""
    ROW = "row"
    OBJECT = "object"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Clash:
    """``text[start:end]`` of a paragraph cannot stand so; ``odds`` is the log odds of the first of ``mends``."""

    tie: Tie
    start: int
    end: int
    mends: tuple[str, ...]
    odds: float


def clashes(read: TaggedText) -> list[Clash]:
    """The clashes of a paragraph, weighed, by place; of those that touch the likeliest."""
    kept: list[Clash] = []
    for clash in sorted(_every_clash(_Paragraph(read)), key=lambda clash: -clash.odds):
        if not any(clash.start < other.end and other.start < clash.end for other in kept):
            kept.append(clash)
    return sorted(kept, key=lambda clash: clash.start)


def _every_clash(group: "_Paragraph") -> Iterator[Clash]:
    for at in range(len(group.words) - 1):
        yield from group.clashes_at(at)
    for sentence in cut(group.words, range(len(group.words)), STOPS):
        for clause in cut(group.words, sentence, ENDS):
            yield from group.subject_clashes(clause, sentence)


def is_contact(text: str, start: int) -> bool:
    """«перетёрся о кромку»: whether what is rubbed, struck or leant on stands at ``start``, in the accusative."""
    return _CONTACT.search(text, 0, start) is not None


class _Paragraph:
    def __init__(self, read: TaggedText) -> None:
        self._read, self._text = read, read.paragraph.text
        self.words = list(whole_words(read.paragraph))

    def clashes_at(self, at: int) -> Iterator[Clash]:
        """Clashes of the word at ``at`` with the next, or with the next but one of a row."""
        if not self._are_neighbours(at):
            return
        first, second = (word.low for word in self.words[at : at + 2])
        if second in _LISTS:
            if at + 2 < len(self.words) and self._are_neighbours(at + 1) and self._may_be_row(at):
                yield from self._weigh(Tie.ROW, ties.share_case, at, at + 2)
            return
        if ties.agree(first, second) is False and not self._is_excused(at):
            yield from self._weigh(Tie.AGREEMENT, ties.agree, at, at + 1)
        is_others = at > 0 and ties.agree(first, self.words[at - 1].low)  # «в сути своей верными»
        if not is_others:
            yield from self._weigh(Tie.AGREEMENT, ties.agree_as_two, at, at + 1)
        yield from self._weigh(Tie.AGREEMENT, ties.is_counted_by, at, at + 1)
        is_wrong = ties.is_governed(first, second) is False
        if is_wrong and not is_contact(self._text, self.words[at + 1].start) and not self._is_kind(at + 2):
            yield from self._weigh(Tie.GOVERNMENT, ties.is_governed, at, at + 1, only_second=True)
        if at and (self.words[at - 1].low, first) in COMPOUND_PREPOSITIONS:
            yield from self._weigh(Tie.GOVERNMENT, ties.is_genitive, at, at + 1, only_second=True)
        yield from self._weigh(Tie.GENITIVE, ties.has_genitive, at, at + 1, only_second=True)
        is_wrong = ties.is_object(first, second) is False
        if is_wrong and not self._may_be_its_subject(at) and not ties.is_predicative(first, second):
            yield from self._weigh(Tie.OBJECT, ties.is_object, at, at + 1, only_second=True)

    def subject_clashes(self, clause: range, sentence: range) -> Iterator[Clash]:
        """Predicates of ``clause`` that no word there agrees with, some in ``sentence`` in another form might."""
        if not all(ties.readings_of(self.words[at].low) for at in clause):
            return  # a word that no dictionary has may be the subject
        free = list(self._free_words(clause))
        in_row = any(self.words[at].low in _LISTS for at in clause)  # «директор и заместитель подписали»
        for place in clause:
            verb = self.words[place].low
            readings = ties.predicates(verb)
            if not readings or (in_row and "plur" in readings[0].tag) or self._is_denied(place):
                continue
            if not any(ties.may_be_subject(word, verb) for word in free):
                far = list(self._free_words(sentence))
                is_far = any(ties.may_be_subject(word, verb) for word in far)
                yield from self._weigh_subject(clause, place, free, [] if is_far else far)

    def _weigh_subject(self, clause: range, place: int, near: Sequence[str], far: Sequence[str]) -> Iterator[Clash]:
        """The clash of the predicate at ``place``, if a form of it fits words ``near`` or ``far`` or a word fits it."""
        verb = self.words[place].low
        offered = [
            (odds, at, form)
            for at in clause
            for form, odds in self._forms(at)
            if (
                any(ties.may_be_subject(word, form) for word in (*near, *far))
                if at == place
                else ties.may_be_subject(form, verb)
            )
        ]
        if offered:
            liking = [
                odds + _VERB * (at == place) - _UNSURE * ties.is_another_tense(verb, form) for odds, at, form in offered
            ]
            _, at, form = offered[liking.index(max(liking))]
            odds = max(odds for odds, *_ in offered)
            if any(map(ties.has_only_nominative, near)):
                odds += _SURE_SUBJECT
            elif "plur" in ties.predicates(verb)[0].tag:
                odds -= _IMPERSONAL
            yield Clash(Tie.SUBJECT, self.words[at].start, self.words[at].end, (self._spell_like(at, form),), odds)

    def _is_denied(self, at: int) -> bool:
        """«работы не выполняется никакой»."""
        return at > 0 and self.words[at - 1].low == "не" and "sing" in ties.predicates(self.words[at].low)[0].tag

    def _are_neighbours(self, at: int) -> bool:
        """Whether nothing but a blank stands between the word at ``at`` and the next, which is no name."""
        first, second = self.words[at : at + 2]
        between = self._text[first.end : second.start]
        return between == " " and self._text[second.start].islower() and self._text[second.end : second.end + 1] != "-"

    def _is_kind(self, at: int) -> bool:
        """«о такого рода вопросах»."""
        return at < len(self.words) and self.words[at].low == "рода"

    def _may_be_row(self, at: int) -> bool:
        """Whether the word at ``at`` may be the first of a row: «жалоба прокуратуре и заявление» is one of others."""
        word, last = self.words[at], self.words[at + 2]
        if word.gap_before & ENDS:
            return True
        before = self._group_before(at)
        if any(map(_is_number, before)):
            return False  # «два подвала и крыша»
        return self._text[word.start].islower() and not any(ties.share_case(other.low, last.low) for other in before)

    def _is_excused(self, at: int) -> bool:
        """Whether an adjective and a noun may stand together so because of the words around them."""
        adjective, noun = self.words[at : at + 2]
        if ties.owns(adjective.low, noun.low):
            return True
        before = self._group_before(at)
        if any(ties.is_predicative(word.low, adjective.low) for word in before):
            return True
        if self._text[adjective.start].isupper() and self._may_be_name(at):
            return True
        if any(map(_is_number, before)) and ties.is_counted(adjective.low, noun.low):
            return True
        after_comma = self.words[at - 1] if adjective.gap_before & 1 << Mark.COMMA else None
        if after_comma and ties.agree(adjective.low, after_comma.low):
            return True  # «учреждения, подведомственные управлению»
        after = self._group_after(at + 1)
        if noun.gap_after & _GOES_ON or (after and after[0].low in _LISTS):
            if ties.agree_but_in_number(adjective.low, noun.low, plural="adjective"):
                return True  # «ваши имя и отчество»
        mate = self.words[at - 2] if at > 1 and self.words[at - 1].low in _LISTS else after_comma
        if mate and ties.adjectives(mate.low):
            if ties.agree_but_in_number(adjective.low, noun.low, plural="noun"):
                return True  # «городской и областной бюджеты»
        return ties.may_govern(adjective.low, noun.low) and any(ties.agree(adjective.low, each.low) for each in after)

    def _may_be_name(self, at: int) -> bool:
        """«на улице Октябрьской (вода)», «на ул. Новой (подвал)»: a capital that begins no sentence."""
        before = self.words[at - 1].low if at else ""
        return before in _KINDS_OF_PLACES or not self.words[at].gap_before & ENDS

    def _group_before(self, at: int) -> Sequence[WholeWord]:
        """The words before that at ``at``, to the mark before them."""
        first = at
        while first > max(0, at - _REACH) and not self.words[first].gap_before & ENDS:
            first -= 1
        return self.words[first:at]

    def _group_after(self, at: int) -> Sequence[WholeWord]:
        """The words after that at ``at`` to the next mark: «подведомственное управлению (учреждение)»."""
        last = next(number for number in range(at, len(self.words)) if self.words[number].gap_after & ENDS)
        return self.words[at + 1 : min(at + _REACH, last) + 1]

    def _may_be_its_subject(self, at: int) -> bool:
        """Whether what follows the verb at ``at`` may be its subject, none standing before it."""
        verb, word = (word.low for word in self.words[at : at + 2])
        first = at
        while not self.words[first].gap_before & ENDS:
            first -= 1
        before = self._free_words(range(first, at))
        return ties.has_nominative(word) and not any(ties.may_be_subject(other, verb) for other in before)

    def _free_words(self, places: Iterable[int]) -> Iterator[str]:
        """The words at ``places`` that no preposition governs."""
        for at in places:
            word = self.words[at]
            if word.gap_before & ENDS or not ties.cases_after(self.words[at - 1].low):
                yield word.low

    def _weigh(
        self, tie: Tie, question: ties.Question, first: int, last: int, *, only_second: bool = False
    ) -> Iterator[Clash]:
        """The clash of the words at ``first`` and ``last``, if another form of one of them mends it."""
        one, other = self.words[first], self.words[last]
        if question(one.low, other.low) is not False:
            return
        start = other.start if only_second else one.start
        offered = [
            (odds, self._text[start : other.start] + self._spell_like(last, form))
            for form, odds in self._forms(last)
            if question(one.low, form)
        ]
        if not only_second:
            offered += [
                (odds, self._spell_like(first, form) + self._text[one.end : other.end])
                for form, odds in self._forms(first)
                if question(form, other.low)
            ]
        if offered:
            offered.sort(reverse=True)
            odds = offered[0][0] - _UNSURE * (tie is Tie.AGREEMENT and ties.may_be_person(one.low))
            yield Clash(tie, start, other.end, tuple(mend for _, mend in offered[:_MOST]), odds)

    def _forms(self, at: int) -> Iterator[tuple[str, float]]:
        """Other forms of the word at ``at``, each with its log odds against what is written."""
        word = self.words[at]
        if may_be_asked(self._read.paragraph, word.token):
            form = word.low.removeprefix(word.before)
            as_is, *others = tagger().choices(form, self._read.reading.states[word.token])
            for choice in others:
                if choice.relation is Relation.FORM:
                    yield word.before + choice.word, choice.log_probability - as_is.log_probability

    def _spell_like(self, at: int, form: str) -> str:
        word = self.words[at]
        form = with_yo(form, self._text)
        return form.capitalize() if self._text[word.start : word.end].istitle() else form


def _is_number(word: WholeWord) -> bool:
    is_numeral = any("NUMR" in reading.tag for reading in ties.readings_of(word.low))
    return word.low[0] == "#" or word.low in _PARTS or is_numeral
