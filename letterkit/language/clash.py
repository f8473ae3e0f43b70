"""A clash, and the words of a paragraph with how likely each of their other forms is: what clashes are weighed with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from letterkit.language import ties
from letterkit.language.candidates import Relation
from letterkit.language.slips import TaggedText, may_be_asked, with_yo
from letterkit.language.tagger import tagger
from letterkit.language.whole_words import ENDS, sentences_of, whole_words

LISTS = frozenset(("и", "или", "либо"))
UNSURE = 3.0
"""What must speak besides against words that may hang together otherwise: «дежурному фамилию», «деревья посадит»."""


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


class AskedWords:
    """The ``words`` of a paragraph, ``text``, of each of which the tagger tells the likelihood of its other forms."""

    def __init__(self, read: TaggedText) -> None:
        self._read, self.text = read, read.paragraph.text
        self.words = list(whole_words(read.paragraph))
        self.sentences = sentences_of(self.words)
        self._starts = {sentence.start for sentence in self.sentences}

    def is_name(self, at: int) -> bool:
        """Whether the word at ``at`` has a capital and begins no sentence."""
        return self.text[self.words[at].start].isupper() and at not in self._starts

    def forms(self, at: int) -> Iterator[tuple[str, float]]:
        """Other forms of the word at ``at``, each with its log odds against what is written."""
        word = self.words[at]
        if may_be_asked(self._read.paragraph, word.token):
            form = word.low.removeprefix(word.before)
            as_is, *others = tagger().choices(form, self._read.reading.states[word.token])
            for choice in others:
                if choice.relation is Relation.FORM:
                    yield word.before + choice.word, choice.log_probability - as_is.log_probability

    def spell_like(self, at: int, form: str) -> str:
        """``form`` with the capital and the ё of the word at ``at`` and of the paragraph."""
        word = self.words[at]
        form = with_yo(form, self.text)
        return form.capitalize() if self.text[word.start : word.end].istitle() else form

    def free_words(self, places: Iterable[int]) -> Iterator[str]:
        """The words at ``places`` that no preposition governs."""
        for at in places:
            word = self.words[at]
            if word.gap_before & ENDS or not ties.cases_after(self.words[at - 1].low):
                yield word.low
