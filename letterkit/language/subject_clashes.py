"""Predicates that agree with no subject: «опоры освещения … находится», «осмотрела дом и составил акт»."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from letterkit.language import ties
from letterkit.language.clash import LISTS, UNSURE, AskedWords, Clash, Tie
from letterkit.language.edges import Edge
from letterkit.language.tokens import Mark
from letterkit.language.whole_words import ENDS, cut

_SUBJECTS = ("nsubj", "nsubj:pass")
_FREE = (*_SUBJECTS, "obj", "iobj", "conj")
"""What a subject may be taken for."""
_IMPERSONAL = 4.0
"""What must speak besides against «рассмотрят», which needs no subject."""
_VERB = 1.5
"""How much likelier than the subject the verb is to be wrong."""
_ONE_SUBJECT = 1.0
"""What speaks for a clash where a word of the clause can only be its subject: «вода идут»."""
_BY_TREE, _BY_TREE_NEAR = 2.0, 4.5
"""And where the tree of the sentence says which word is; and no mark parts a nominative from its predicate."""
_JOINED = LISTS | frozenset("также вместе с со".split())
_ROW_BEFORE = 6  # words: «отец с сыном пришли»
_REACH = 4  # words beyond the predicate among which its subject may stand


def subject_clashes(asked: AskedWords, edges: Sequence[Edge]) -> Iterator[Clash]:
    """Of each clause by its words, and of each predicate by ``edges``, the tree."""
    subjects = _Subjects(asked, edges)
    for sentence in asked.sentences:
        for clause in cut(asked.words, sentence, ENDS):
            yield from subjects.of_clause(clause, sentence)
    yield from subjects.of_tree()


class _Subjects:
    def __init__(self, asked: AskedWords, edges: Sequence[Edge]) -> None:
        self._asked, self._edges = asked, edges
        self._words = asked.words
        self._kids: dict[int, list[Edge]] = defaultdict(list)
        self._relations = {edge.kid: edge.relation for edge in edges}
        for edge in edges:
            self._kids[edge.head].append(edge)

    def of_clause(self, clause: range, sentence: range) -> Iterator[Clash]:
        """Predicates of ``clause`` that no word there agrees with, some in ``sentence`` in another form might."""
        if not all(ties.readings_of(self._words[at].low) for at in clause):
            return  # a word that no dictionary has may be the subject
        free = list(self._asked.free_words(clause))
        in_row = any(self._words[at].low in LISTS for at in clause)  # «директор и заместитель подписали»
        for place in clause:
            verb = self._words[place].low
            readings = ties.predicates(verb)
            if not readings or (in_row and "plur" in readings[0].tag) or self._is_denied(place):
                continue
            if not any(ties.may_be_subject(word, verb) for word in free):
                far = list(self._asked.free_words(sentence))
                is_far = any(ties.may_be_subject(word, verb) for word in far)
                besides = 0.0
                if any(map(ties.has_only_nominative, free)):
                    besides = _ONE_SUBJECT
                elif "plur" in readings[0].tag:
                    besides = -_IMPERSONAL
                yield from self._weigh(clause, place, free if is_far else [*free, *far], besides)

    def of_tree(self) -> Iterator[Clash]:
        """Predicates that do not agree with what hangs on them, or on the predicate before them, as its subject."""
        for edge in self._edges:
            if edge.relation in _SUBJECTS:
                is_counted = any(each.relation.startswith("nummod") for each in self._kids[edge.kid])
                if not is_counted and not self._is_of_another(edge.kid, edge.head):
                    yield from self._of_pair(edge.kid, edge.head)
            elif edge.relation == "conj" and self._goes_on(edge.kid) and not self._subjects_of(edge.kid):
                first, subjects = self._words[edge.head].low, self._subjects_of(edge.head)
                if len(subjects) == 1 and ties.may_be_subject(self._words[subjects[0]].low, first):
                    yield from self._of_pair(subjects[0], edge.kid)

    def _goes_on(self, at: int) -> bool:
        """Whether «и» and no comma joins the predicate at ``at`` to the one before."""
        joining = (self._words[each.kid] for each in self._kids[at] if each.relation == "cc" and each.kid < at)
        return any(word.low in LISTS and not word.gap_before & ENDS for word in joining)

    def _of_pair(self, subject: int, place: int) -> Iterator[Clash]:
        noun, verb = (self._words[at].low for at in (subject, place))
        readings = ties.predicates(verb)
        if not readings or ties.may_be_subject(noun, verb) or self._is_denied(place) or self._asked.is_name(subject):
            return
        if not any(self._asked.free_words((subject,))):
            return  # «за это начислили»
        is_nominative = ties.has_nominative(noun)
        is_near = not self._are_marks_between(subject, place)
        if not is_nominative and not (is_near and ties.nouns(noun)):
            return  # «тем, кого считал другом»
        may_be_object = ties.may_be_object(verb, noun, (self._words[each.kid].low for each in self._kids[subject]))
        is_plural = "plur" in readings[0].tag
        if is_plural and (may_be_object or self._may_be_row(subject, place)):
            return  # «спор решают в суде»
        if self._has_infinitive(place) and (ties.may_be_impersonal(verb) or not ties.has_only_nominative(noun)):
            return  # «сучья собирать разрешено», «дом должны были сдать»
        if not any(ties.may_be_subject(word, verb) for word in self._other_subjects(subject, place, may_be_object)):
            besides = _BY_TREE_NEAR if is_nominative and is_near else _BY_TREE
            besides -= UNSURE * may_be_object  # «деревья посадит осенью»
            yield from self._weigh((subject, place), place, [noun], besides)

    def _other_subjects(self, subject: int, place: int, may_be_object: bool) -> Iterator[str]:
        """What else may be the subject of the predicate at ``place``; no object of it, where ``subject`` is none."""
        for edge in self._kids[place]:
            is_object = edge.relation == "obj" and not may_be_object and not self._are_marks_between(subject, edge.kid)
            if edge.kid != subject and not is_object and not self._has_preposition(edge.kid):
                yield self._words[edge.kid].low
        verb = self._words[place].low
        after, before = range(place + 1, min(place + _REACH, len(self._words))), range(max(0, place - _REACH), place)
        for at in after if subject < place else before:
            if self._relations.get(at) in _FREE and not self._are_marks_between(place, at):
                word = self._words[at].low
                if may_be_object or not ties.is_object(verb, word):
                    yield word  # «работы касается и другой вопрос»

    def _is_of_another(self, subject: int, place: int) -> bool:
        """«Настал вечер(,) зажгли свет»: whether it stands between two predicates, agreeing with the other."""
        step = 1 if subject > place else -1
        at = subject
        while 0 <= at + step < len(self._words):
            gap = self._words[at].gap_after if step > 0 else self._words[at].gap_before
            if gap & ENDS:
                return False
            at += step
            if ties.may_be_subject(self._words[subject].low, self._words[at].low):
                return True
        return False

    def _weigh(self, asked: Sequence[int], place: int, subjects: Sequence[str], besides: float) -> Iterator[Clash]:
        """The clash of the predicate at ``place``, if a form of it fits ``subjects`` or one of those ``asked`` it."""
        verb = self._words[place].low
        offered = [
            (odds, at, form)
            for at in asked
            for form, odds in self._asked.forms(at)
            if (
                any(ties.may_be_subject(word, form) for word in subjects)
                if at == place
                else ties.may_be_subject(form, verb)
            )
        ]
        if offered:
            liking = [
                odds + _VERB * (at == place) - UNSURE * ties.is_another_tense(verb, form) for odds, at, form in offered
            ]
            _, at, form = offered[liking.index(max(liking))]
            odds = max(odds for odds, *_ in offered) + besides
            word, mend = self._words[at], self._asked.spell_like(at, form)
            yield Clash(Tie.SUBJECT, word.start, word.end, (mend,), odds)

    def _is_denied(self, at: int) -> bool:
        """«работы не выполняется никакой»."""
        return at > 0 and self._words[at - 1].low == "не" and "sing" in ties.predicates(self._words[at].low)[0].tag

    def _may_be_row(self, subject: int, place: int) -> bool:
        """Whether a plural predicate may be that of several words."""
        first = max(0, min(place, subject - _ROW_BEFORE))
        if subject < place:
            return any(word.low in _JOINED for word in self._words[first : place + 1]) or any(
                word.gap_after & 1 << Mark.COMMA and ties.has_only_nominative(word.low)
                for word in self._words[first:place]
            )
        sentence = next(sentence for sentence in self._asked.sentences if place in sentence)
        rest = range(place, sentence.stop)
        return any(self._words[at].low in LISTS for at in rest) or any(
            self._words[at].gap_before & 1 << Mark.COMMA and ties.has_nominative(self._words[at].low)
            for at in rest
            if at > subject
        )

    def _are_marks_between(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        inside = ENDS & ~(1 << Mark.STOP)  # «по ул. Лесной»
        return any(word.gap_after & inside for word in self._words[first:last])

    def _subjects_of(self, at: int) -> list[int]:
        return [each.kid for each in self._kids[at] if each.relation in _SUBJECTS]

    def _has_preposition(self, at: int) -> bool:
        return any(each.relation == "case" for each in self._kids[at])

    def _has_infinitive(self, at: int) -> bool:
        """Whether an infinitive stands right before the word at ``at``, or within two words after it."""
        return any("INFN" in ties.parts_of_speech(word.low) for word in self._words[max(0, at - 1) : at + 3])
