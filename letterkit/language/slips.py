"""What the tagger would have written otherwise: a word, a comma, two words as one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from letterkit.language.candidates import Relation, candidates
from letterkit.language.joints import Joint, is_denied, joint_of_taki
from letterkit.language.seams import NO_SEAM, Seam, seams
from letterkit.language.tagger import Reading, tagger
from letterkit.language.tokens import Mark, Paragraph, Token, fold, read_paragraph
from letterkit.russian import morph

_LOOK = -2.0
"""Log odds that a word is wrong below which nothing is asked of it: nothing else could tip the scales."""
_LOOK_FOR_DASH = -2.0
"""Log odds of a dash lost below which nobody is told."""
_SURE = 9.0
"""Log odds of what a rule of orthography says."""
_WORD = re.compile(r"[\w-]+")
_BETWEEN = {Joint.APART: " ", Joint.JOINED: "", Joint.HYPHEN: "-"}


class Kind(Enum):
    """What a slip is in."""

    FORM = "form"
    INFINITIVE = "infinitive"
    ALIKE = "alike"
    COMMA_LOST = "comma lost"
    COMMA_NEEDLESS = "comma needless"
    DASH_LOST = "dash lost"
    JOINT = "joint"


# Other prepositions are weighed and not told of: of ten such guesses in sentences of others none was right.
_OF_RELATION = {
    Relation.FORM: Kind.FORM, Relation.INFINITIVE: Kind.INFINITIVE, Relation.ALIKE: Kind.ALIKE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """``text[start:end]`` of a paragraph should be ``mend``; ``odds`` is the logarithm of the odds that this is so."""

    kind: Kind
    start: int
    end: int
    mend: str
    odds: float
    first: str = ""
    """Of two words that are or should be one, the first."""
    was: str = ""
    """A word in a wrong form as it is written."""


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A paragraph as the tagger has read it."""

    paragraph: Paragraph
    reading: Reading

    @property
    def slips(self) -> list[Slip]:
        """What the tagger would write otherwise, by places."""
        return sorted(_slips(self.paragraph, self.reading), key=lambda slip: (slip.start, slip.end))

    def mend_odds(self, start: int, end: int, mends: Sequence[str]) -> list[tuple[str, float]]:
        """Each of ``mends`` of the misspelt word at ``start:end`` with the log odds that it was meant, best first.

        A mend that is more than one word is not judged, nor is anything but one word; they are left out.
        """
        places = [(token.start, token.end) for token in self.paragraph.tokens]
        at = places.index((start, end)) if (start, end) in places else None
        single = [mend for mend in mends if mend.replace("-", "").isalpha()]
        if at is None or not single:
            return []
        word = fold(self.paragraph.tokens[at].text)
        offered = [(word, Relation.SAME), *((fold(mend), Relation.MEND) for mend in single)]
        as_is, *others = tagger().weigh(offered, self.reading.states[at])
        odds = [choice.log_probability - as_is.log_probability for choice in others]
        # what differs by less comes from the texts read beside this one: such mends stay as they were offered
        return sorted(zip(single, odds, strict=True), key=lambda each: -round(each[1], 2))

    def doubt(self, start: int, end: int) -> float:
        """Log odds that a word at ``start:end`` is wrong, whatever it should be: of the most doubtful one."""
        tokens = zip(self.paragraph.tokens, self.reading.doubts, strict=False)
        return max((float(odds) for token, odds in tokens if start <= token.start < end), default=0.0)

    def form_odds(self, start: int, end: int, mend: str) -> float | None:
        """Log odds that ``mend`` was meant, not what stands at ``start:end``: of the least sure of its words.

        None where the two have not as many words, or one of them is no token or changed into another word.
        """
        written = [found.span() for found in _WORD.finditer(self.paragraph.text, start, end)]
        meant = _WORD.findall(mend)
        numbers = {token.start: number for number, token in enumerate(self.paragraph.tokens)}
        if len(written) != len(meant):
            return None
        odds = []
        for (first, last), word in zip(written, meant, strict=True):
            was = self.paragraph.text[first:last]
            if was == word:
                continue
            relation = dict(candidates(fold(was))).get(fold(word))
            if first not in numbers or relation not in (Relation.FORM, Relation.INFINITIVE):
                return None
            offered = [(fold(was), Relation.SAME), (fold(word), relation)]
            as_is, other = tagger().weigh(offered, self.reading.states[numbers[first]])
            odds.append(other.log_probability - as_is.log_probability)
        return min(odds, default=None)


def with_yo(form: str, text: str) -> str:
    """``form``, folded, with the ё that a ``text`` would have in it where there are others."""
    readings = morph.known_parses(form) if "ё" in text.lower() else ()
    return str(readings[0].word) if readings else form


def read_each(texts: Sequence[str]) -> list[TaggedText]:
    """Each of ``texts``, a paragraph, as the tagger reads it; all are read together, which is sooner done."""
    paragraphs = [read_paragraph(text) for text in texts]
    return [TaggedText(*each) for each in zip(paragraphs, tagger().read_each(paragraphs), strict=True)]


def slips(text: str) -> list[Slip]:
    """What the tagger would write otherwise in the paragraph ``text``, by places."""
    return read_each([text])[0].slips


def _slips(paragraph: Paragraph, reading: Reading) -> Iterator[Slip]:
    for number, token in enumerate(paragraph.tokens):
        if reading.doubts[number] > _LOOK and may_be_asked(paragraph, number):
            yield from _word_slip(paragraph.text, token, reading, number)
    found = seams(paragraph, reading.commas)
    for number in range(len(paragraph.tokens) - 1):
        yield from _mark_slip(paragraph, reading, number, found.get(number, NO_SEAM))
        if len(paragraph.ways[number]) > 1:
            yield from _joint_slip(paragraph, reading, number)


def _mark_slip(paragraph: Paragraph, reading: Reading, number: int, seam: Seam) -> Iterator[Slip]:
    """A mark lost or needless between the word at ``number`` and the next, both taken whole.

    ``seam`` is what the words around say of the gap.
    """
    text, first, second = paragraph.text, paragraph.tokens[number], paragraph.tokens[number + 1]
    between = text[first.end : second.start]
    if number and first.start == paragraph.tokens[number - 1].end and first.text[0].isalpha():
        if paragraph.joints[number - 1] is Joint.APART:
            return  # «дом 5а»: a letter that is no word
    comma, dash = float(reading.commas[number]), float(reading.dashes[number])
    start, end = _whole(paragraph, number).start, _whole(paragraph, number + 1).stop
    before, after = text[start : first.end], text[second.start : end]
    if between == " " and dash > max(_LOOK_FOR_DASH, comma):
        yield Slip(Kind.DASH_LOST, start, end, f"{before} – {after}", dash)
    elif between == " " and seam.is_dash and comma + seam.weight > 0:
        yield Slip(Kind.DASH_LOST, start, end, f"{before} – {after}", comma + seam.weight)
    elif between == " " and comma + seam.weight > 0 and not _has_its_comma(paragraph, number):
        yield Slip(Kind.COMMA_LOST, start, end, f"{before}, {after}", comma + seam.weight)
    elif between == ", " and comma < 0:
        yield Slip(Kind.COMMA_NEEDLESS, start, end, f"{before} {after}", -comma)


def _has_its_comma(paragraph: Paragraph, number: int) -> bool:
    """«потому, что», «…, к участию в котором»: the comma before the word at ``number + 1`` stands elsewhere."""
    comma = 1 << Mark.COMMA
    words = [fold(token.text) for token in paragraph.tokens[number + 1 : number + 3]]
    if "".join(words) in ("потому", "оттого") and paragraph.gaps[number + 3] & comma:
        return True
    before = paragraph.gaps[max(0, number - 1) : number + 1]
    return any(word.startswith("котор") for word in words) and any(gap & comma for gap in before)


def _whole(paragraph: Paragraph, number: int) -> slice:
    """The characters of the word that the token at ``number`` is or is a half of."""
    first = number - 1 if number and paragraph.joints[number - 1] is not Joint.APART else number
    last = number + 1 if paragraph.joints[number] is not Joint.APART else number
    return slice(paragraph.tokens[first].start, paragraph.tokens[last].end)


def _joint_slip(paragraph: Paragraph, reading: Reading, number: int) -> Iterator[Slip]:
    first, second = paragraph.tokens[number], paragraph.tokens[number + 1]
    if fold(second.text) == "таки":
        yield from _ruled_slip(paragraph, number, joint_of_taki(fold(first.text)))
        return
    if number and is_denied(fold(paragraph.tokens[number - 1].text), fold(first.text)):
        yield from _ruled_slip(paragraph, number, Joint.APART)
        return
    scores = {way: float(reading.joints[number][way]) for way in paragraph.ways[number]}
    best = max(scores, key=lambda way: scores[way])
    odds = scores[best] - scores[paragraph.joints[number]]
    mend = first.text + _BETWEEN[best] + second.text
    if odds > 0 and mend != paragraph.text[first.start : second.end]:
        yield Slip(Kind.JOINT, first.start, second.end, mend, odds, first.text)


def _ruled_slip(paragraph: Paragraph, number: int, right: Joint | None) -> Iterator[Slip]:
    """«снегу-таки», «далеко неровный»: a rule of orthography says the ``right`` way, whatever the sentence."""
    first, second = paragraph.tokens[number], paragraph.tokens[number + 1]
    if right is not None and right is not paragraph.joints[number]:
        mend = first.text + _BETWEEN[right] + second.text
        yield Slip(Kind.JOINT, first.start, second.end, mend, _SURE, first.text)


def may_be_asked(paragraph: Paragraph, number: int) -> bool:
    """Whether the word at ``number`` is a plain one.

    One with a capital inside a sentence may be a name, one after a stroke a part of a number.
    """
    token = paragraph.tokens[number]
    if paragraph.text[token.start - 1 : token.start] == "/":
        return False
    if token.text.islower():
        return True
    begins = paragraph.gaps[number] & (1 << Mark.EDGE | 1 << Mark.STOP | 1 << Mark.COLON)
    return bool(begins) and token.text.istitle()


def _word_slip(text: str, token: Token, reading: Reading, number: int) -> Iterator[Slip]:
    as_is, *others = tagger().choices(fold(token.text), reading.states[number])
    best = max(others, key=lambda choice: choice.log_probability, default=None)
    if best is None or best.log_probability <= as_is.log_probability or best.relation not in _OF_RELATION:
        return
    mend = with_yo(best.word, text)
    mend = mend if token.text.islower() else mend.capitalize()
    odds = best.log_probability - as_is.log_probability
    yield Slip(_OF_RELATION[best.relation], token.start, token.end, mend, odds, was=token.text)
