"""``match``: patterns of words by their grammar, so that a rule of grammar is ten lines of YAML and no Python.

Each pattern is a phrase of letterkit.checks.phrase that may begin with any word and stays inside a sentence:

    find: "~мы не? <=VERB,!impr>"       what is looked for; several ways of one thing may stand in a list
    differ: 1 3 person number           no readings of elements 1 and 3 agree in these («agree»: some do)
    unless: "что мы"                    not where such a phrase touches what was found
    nowhere: "~который"                 nor where one stands anywhere in the sentence
    span: 3                             the elements that the finding covers («2-3»); all when not said
    mend: "{3~1:person number}"         what to put there

Readings are compared by case, number, gender and person; what a word does not show agrees with anything, and a
preposition has the cases that it takes. Only readings that answer the element count: «<NOUN,nomn>» is a nominative.
``count`` in place of these compares a number («#», <NUMR>) with the noun it counts: «двух экземпляров», «5 дней».

Holes of a mend: ``{2}`` the words as they stand, ``{2:gent,plur}`` the word in that form, ``{2~1:case number}`` in the
form of element 1, once for each form that this can have. A mend that lacks a form is not offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product, zip_longest
from typing import TYPE_CHECKING, Annotated, Literal

import regex
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from letterkit.checks.check import Work
from letterkit.checks.hit import Hit
from letterkit.checks.paragraph_rule import Local, ParagraphRule, Strict
from letterkit.checks.phrase import Match, Phrase, phrase
from letterkit.checks.prefilter import Cue
from letterkit.checks.readings import grammemes_of, plain_parses
from letterkit.checks.rule_file import Words, split
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token, fold_word, tokens
from letterkit.core.errors import BadValue
from letterkit.core.letter import Part
from letterkit.russian import forms
from letterkit.russian.prepositions import PREPOSITIONS

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_VALUES = {
    "case": frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct")),
    "number": frozenset(("sing", "plur")),
    "gender": frozenset(("masc", "femn", "neut")),
    "person": frozenset(("1per", "2per", "3per")),
}
_RELATION = regex.compile(r"(?P<one>\d+) (?P<other>\d+)(?P<features>(?: (?:case|number|gender|person))+| count)")
_HOLE = regex.compile(r"\{(?P<number>\d+)(?:~(?P<like>\d+))?(?::(?P<form>[\w ,]+))?\}")
_SPAN = regex.compile(r"(\d+)(?:-(\d+))?")
_LIFE = frozenset(("anim", "inan"))
_ANY_GENDER = frozenset(("ms-f", "Ms-f", "GNdr"))
_MOST = 3
_TRIED = 24
"""Ways to fill the holes of one mend: with many holes there is no end of them."""
_Shape = dict[str, frozenset[str]]
"""What one reading shows of each feature; nothing where it shows none."""


def _anywhere(source: str) -> str:
    phrase(source, anywhere=True)
    return source


def _relation(source: str) -> str:
    if not _RELATION.fullmatch(source):
        raise BadValue("match.relation", source)
    return source


Patterns = Annotated[tuple[Annotated[str, AfterValidator(_anywhere)], ...], BeforeValidator(split)]
Relations = Annotated[tuple[Annotated[str, AfterValidator(_relation)], ...], BeforeValidator(split)]


class MatchEntry(Strict):
    """One pattern with what is asked of its elements, its exceptions and its mends."""

    find: Annotated[Patterns, Field(min_length=1)]
    agree: Relations = ()
    differ: Relations = ()
    unless: Patterns = ()
    nowhere: Patterns = ()
    span: Annotated[str | None, BeforeValidator(lambda given: None if given is None else str(given))] = None
    mend: Words = ()

    @model_validator(mode="after")
    def _names_elements_that_are_there(self) -> "MatchEntry":
        most = min(len(phrase(source, anywhere=True).elements) for source in self.find)
        asked = [int(number) for source in (*self.agree, *self.differ) for number in source.split()[:2]]
        asked += [
            int(number)
            for words in self.mend
            for hole in _HOLE.finditer(words)
            for number in hole.group(1, 2)
            if number
        ]
        if self.span is not None:
            found = _SPAN.fullmatch(self.span)
            if found is None:
                raise BadValue("match.span", self.span)
            asked += [int(number) for number in found.groups() if number]
        if beyond := next((number for number in asked if not 1 <= number <= most), None):
            raise BadValue("match.element", beyond, most)
        if bad := next((words for words in self.mend if "{" in _HOLE.sub("", words)), None):
            raise BadValue("mend.hole", bad)
        return self


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A compiled entry, for one of its phrases."""

    sought: Phrase
    entry: MatchEntry
    unless: tuple[Phrase, ...]
    nowhere: tuple[Phrase, ...]

    @classmethod
    def of(cls, source: str, entry: MatchEntry) -> "_Pattern":
        compiled = [tuple(phrase(one, anywhere=True) for one in each) for each in (entry.unless, entry.nowhere)]
        return cls(phrase(source, anywhere=True), entry, *compiled)

    @property
    def _covers(self) -> slice:
        """The elements that a finding covers."""
        first, _, last = (self.entry.span or f"1-{len(self.sought.elements)}").partition("-")
        return slice(int(first) - 1, int(last or first))

    @property
    def cues(self) -> frozenset[str]:
        """The keys of words of which one must stand in a paragraph, by the element that says the most."""
        asked = [frozenset(each.keys) for each in self.sought.elements if each.asks]
        if asked:
            return min(asked, key=len)
        return next((each.cues for each in self.sought.elements if each.cues and not each.optional), frozenset())

    def matches(self, sentence: Sequence[Token]) -> Iterator[Match]:
        """Where the pattern stands in ``sentence`` and nothing excuses the words."""
        for index in self.sought.places(sentence):
            match = self.sought.at(sentence, index)
            if match is not None and self._holds(match) and not self._is_excused(sentence, match):
                yield match

    def hits(self, sentence: Sequence[Token], words: frozenset[str]) -> Iterator[tuple[int, int, Hit]]:
        """The hits in ``sentence`` with their places; ``words`` are the keys of its paragraph."""
        if not self.sought.can_match(words):
            return
        for match in self.matches(sentence):
            covered = [token for group in match.tokens[self._covers] for token in group]
            as_it_is = " ".join(token.form for token in covered)
            every = (words for each in self.entry.mend for words in islice(self._fill(each, match, covered[0]), _TRIED))
            mends = [words for words in every if fold_word(words) != as_it_is]
            found = next(group[0] for group in match.tokens if group)
            start, end = covered[0].start, covered[-1].end
            yield start, end, Hit(start, end, {"word": found.text}, tuple(dict.fromkeys(mends)))

    def _holds(self, match: Match) -> bool:
        return all(self._agrees(each, match) for each in self.entry.agree) and not any(
            self._agrees(each, match) for each in self.entry.differ
        )

    def _agrees(self, relation: str, match: Match) -> bool:
        one, other, *features = relation.split()
        counts = features == ["count"]
        pairs = product(self._shapes(match, int(one), counts=counts), self._shapes(match, int(other)))
        return any(_unify(*pair, _COUNTED if counts else features) for pair in pairs)

    def _shapes(self, match: Match, number: int, *, counts: bool = False) -> list[_Shape]:
        token = match.tokens[number - 1][-1] if match.tokens[number - 1] else None
        if token is not None and token.text.isdigit():
            return _asked_by_figures(int(token.text))
        read = self._read(match, number) if token is not None else []
        return [shape for parse in read for shape in (_asked_by(parse) if counts else [_shape_of(parse)])]

    def _read(self, match: Match, number: int) -> "list[Parse]":
        """The readings of the last word of the element that answer it."""
        token = match.tokens[number - 1][-1]
        marks = self.sought.elements[number - 1].marks_for(token) or (frozenset[str](),)
        return [parse for parse in plain_parses(token.text) if any(each <= grammemes_of(parse) for each in marks)]

    def _is_excused(self, sentence: Sequence[Token], match: Match) -> bool:
        start, end = match.start, match.end
        touching = (found for each in self.unless for found in _matches_of(each, sentence))
        return any(found.start < end and start < found.end for found in touching) or any(
            True for each in self.nowhere for _ in _matches_of(each, sentence)
        )

    def _fill(self, source: str, match: Match, first: Token) -> Iterator[str]:
        """The mend ``source`` with its holes filled, in each way that there is."""
        holes = [list(self._words(hole, match)) for hole in _HOLE.finditer(source)]
        for words in product(*holes):
            pieces = chain.from_iterable(zip_longest(_HOLE.split(source)[:: _HOLE.groups + 1], words, fillvalue=""))
            mended = " ".join("".join(pieces).split())
            yield mended[:1].upper() + mended[1:] if first.text[:1].isupper() else mended

    def _words(self, hole: "regex.Match[str]", match: Match) -> Iterator[str]:
        number = int(hole["number"])
        taken = match.tokens[number - 1]
        if not hole["form"] or not taken:
            yield " ".join(token.text for token in taken)
            return
        wanted = [frozenset(hole["form"].replace(" ", "").split(","))]
        if hole["like"]:
            features = hole["form"].split()
            counts = features == ["count"]
            shapes = self._shapes(match, int(hole["like"]), counts=counts)
            if match.tokens[int(hole["like"]) - 1][-1].text.isdigit():
                del shapes[1:]
            wanted = _like(shapes, ["case", "number"] if counts else features)
            asked = _cases_here(match, number)
            wanted = [marks for marks in wanted if not marks & _VALUES["case"] or marks & asked]
        made = set()
        for marks in wanted:
            for parse in self._read(match, number):
                own = marks - _unshown(parse, marks)
                form = forms.put(parse, own | _marks_kept(parse, own))
                if form and form not in made:
                    made.add(form)
                    yield forms.as_written(taken[-1].text, parse, form, keeps_yo=True)


def _shape_of(parse: "Parse") -> _Shape:
    if parse.tag.POS == "PREP":
        return {"case": PREPOSITIONS.get(parse.word, frozenset())}
    marks = grammemes_of(parse)
    shape = {feature: marks & values for feature, values in _VALUES.items()}
    if "plur" in marks or marks & _ANY_GENDER:
        shape["gender"] = frozenset()
    shape["life"] = marks & _LIFE if "accs" in marks else frozenset()
    if not shape["person"] and parse.tag.POS == "NOUN":
        shape["person"] = frozenset(("3per",))
    return shape


def _cases_here(match: Match, number: int) -> frozenset[str]:
    """The cases that the preposition before element ``number`` takes, past words that may stand between."""
    words = [match.before, *(token for group in match.tokens[: number - 1] for token in group)]
    for token in reversed(words):
        if token is not None and token.form in PREPOSITIONS:
            return PREPOSITIONS[token.form]
        if token is None or not (token.has("ADJF") or token.has("PRTF") or token.has("NUMR")):
            break
    return _VALUES["case"] - {"loct"}


_PLACES = "gent datv ablt loct accs nomn sing plur masc femn neut 3per 1per 2per".split()
"""Of several values the first is tried first: a prepositional rather than an accusative."""
_COUNTED = ("case", "number", "gender")
_FEW = frozenset("два три четыре оба полтора".split())
_OBLIQUE = ("gent", "datv", "ablt", "loct")


def _asked_by(parse: "Parse") -> list[_Shape]:
    """What the numeral ``parse`` asks of its noun: «два дома», «двух домов», «пять домов»."""
    own = _shape_of(parse)
    if not own["case"] & {"nomn", "accs"}:
        return [{**own, "number": frozenset(("plur",)), "gender": frozenset()}]
    if "anim" in parse.tag.grammemes:
        return [{"case": frozenset(("gent",)), "number": frozenset(("plur",))}]
    number = "sing" if parse.normal_form in _FEW else "plur"
    return [{**own, "case": frozenset(("gent",)), "number": frozenset((number,))}]


def _asked_by_figures(number: int) -> list[_Shape]:
    """What ``number`` in figures may ask of its noun, whatever case it is in."""
    if number % 10 == 1 and number % 100 != 11:
        return [{"number": frozenset(("sing",))}]
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    first = [{"case": frozenset(("gent",)), "number": frozenset(("sing",))}] if few else []
    return first + [{"case": frozenset((case,)), "number": frozenset(("plur",))} for case in _OBLIQUE]


def _unify(one: _Shape, other: _Shape, features: Sequence[str]) -> bool:
    also = ["life"] if "case" in features else []  # «сухих ветки»: one accusative is of what lives
    shown = ((one.get(each), other.get(each)) for each in (*features, *also))
    return all(not mine or not theirs or mine & theirs for mine, theirs in shown)


def _like(shapes: Sequence[_Shape], features: Sequence[str]) -> list[frozenset[str]]:
    """The marks of ``features`` that each of ``shapes`` has, one set for each way."""
    found = [
        frozenset(marks)
        for shape in shapes
        for marks in product(*(sorted(shape[each], key=_PLACES.index) for each in features if shape.get(each)))
    ]
    return list(dict.fromkeys(found))


def _unshown(parse: "Parse", marks: frozenset[str]) -> frozenset[str]:
    """What of ``marks`` the word ``parse`` does not show in that form."""
    unshown = _VALUES["gender"] if "plur" in marks or parse.tag.POS == "NOUN" else frozenset[str]()
    if not parse.tag.person:
        return unshown | _VALUES["person"]
    return unshown | _VALUES["gender"] if "past" not in marks else unshown


def _marks_kept(parse: "Parse", wanted: frozenset[str]) -> frozenset[str]:
    """What a word keeps of its form when ``wanted`` is put on it: part of speech, tense, number, gender."""
    if wanted & _PARTS:
        return frozenset()
    kept = {str(parse.tag.POS), *([str(parse.tag.tense)] if parse.tag.POS == "VERB" and parse.tag.tense else [])}
    if parse.tag.POS in ("NOUN", "ADJF", "PRTF", "NUMR"):
        kept |= {str(parse.tag.case)} if parse.tag.case and not wanted & _VALUES["case"] else set()
        kept |= {str(parse.tag.number)} if parse.tag.number and not wanted & _VALUES["number"] else set()
        alone = parse.tag.POS != "NOUN" and parse.tag.gender and not wanted & (_VALUES["gender"] | {"plur"})
        kept |= {str(parse.tag.gender)} if alone and "plur" not in kept else set()
    return frozenset(kept)


_PARTS = frozenset(("INFN", "VERB", "NOUN", "ADJF", "PRTF"))


def _matches_of(sought: Phrase, sentence: Sequence[Token]) -> Iterator[Match]:
    """Each place of ``sentence`` where ``sought`` stands."""
    for index in sought.places(sentence):
        if (match := sought.at(sentence, index)) is not None:
            yield match


class MatchRule(ParagraphRule):
    """``match``: patterns by grammar, each inside a sentence; of those that find one place the first is heard."""

    kind: Literal["match"]
    find: Annotated[list[MatchEntry], Field(min_length=1)]

    def work(self) -> Work:
        patterns = [_Pattern.of(source, entry) for entry in self.find for source in entry.find]
        cues = [pattern.cues for pattern in patterns]
        cue = Cue(self.code, frozenset().union(*cues) if all(cues) else frozenset())

        def find(subject: Subject, part: Part) -> Iterator[Local]:
            words = subject.places_of(part).words
            for sentence in _sentences(subject, part):
                taken: list[tuple[int, int]] = []
                for start, end, hit in (found for pattern in patterns for found in pattern.hits(sentence, words)):
                    if not any(first < end and start < last for first, last in taken):
                        taken.append((start, end))
                        mends = [
                            mend
                            for mend in hit.suggestions
                            if not _is_found_again(sentence, start, end, mend, patterns)
                        ]
                        yield Local.of(replace(hit, suggestions=tuple(mends[:_MOST])), part, start, end)

        return self.of_paragraphs(find, cue)


def _is_found_again(sentence: Sequence[Token], start: int, end: int, mend: str, patterns: Sequence[_Pattern]) -> bool:
    """Whether the rule would speak of ``mend`` too, put in the place ``start:end``."""
    put = [each._replace(start=each.start + start, end=each.end + start) for each in tokens(mend)]
    after = len(mend) - (end - start)
    rest = [each._replace(start=each.start + after, end=each.end + after) for each in sentence if each.start >= end]
    mended = [*(each for each in sentence if each.end <= start), *put, *rest]
    return any(
        match.start < start + len(mend) and start < match.end for each in patterns for match in each.matches(mended)
    )


def _sentences(subject: Subject, part: Part) -> Iterator[tuple[Token, ...]]:
    """The tokens of each sentence of ``part``."""
    tokens = subject.tokens_of(part)
    ends = [end for start, end in subject.sentences if part.start <= start < part.end] or [part.end]
    first = 0
    for end in ends:
        last = first
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        if last > first:
            yield tokens[first:last]
        first = last
