"""``speech``: what is done with words rather than which words are used: a reproach, a refusal to talk, a doubt.

    sets:
      applicant: Вы|Вам|Вас
      duty: |
        следовало бы?
        надо|нужно было
    find:
      - all: [duty, applicant]        each set is answered somewhere in one clause, in any order
        none: [excuse]                silent where this set is answered in the sentence
        within: sentence              in place of a clause

The sets hold phrases (letterkit.checks.phrase); an element «@NAME» is a choice of all the single words of that set. In
a set that is not the first of ``all`` they may begin with any word («<VERB,2per>»), for they are looked for only where
the other sets have been found.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from letterkit.checks.check import Work
from letterkit.checks.hit import Hit
from letterkit.checks.phrase import Phrase, PhraseSet, Places, phrase
from letterkit.checks.prefilter import Cue
from letterkit.checks.rule_file import RuleFile, split
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.core.errors import BadValue
from letterkit.core.finding import Level
from letterkit.core.letter import Part

_NAMED = regex.compile(r"@(?P<name>[a-z]+(?:-[a-z]+)*)")
_SENTENCE_ENDS = frozenset(".!?…")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",;:–—()")

Span = tuple[int, int]  # numbers of tokens


def _readable(source: str) -> str:
    phrase(source, anywhere=True)
    return source


Phrases = Annotated[tuple[Annotated[str, AfterValidator(_readable)], ...], BeforeValidator(split)]


class Act(BaseModel):
    """One way of saying it: the sets that must be answered together and those that must not."""

    model_config = ConfigDict(extra="forbid")

    all: Annotated[list[str], Field(min_length=1)]
    none: list[str] = []
    within: Literal["clause", "sentence"] = "clause"
    level: Level | None = None
    advice: str = ""


class SpeechRule(RuleFile):
    """``speech``: each act of ``find`` is sought by itself; of acts that overlap the first is told."""

    kind: Literal["speech"]
    sets: dict[str, Phrases]
    find: Annotated[list[Act], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _named_sets_written_out(cls, written: object) -> object:
        sets = written.get("sets") if isinstance(written, dict) else None
        if not isinstance(written, dict) or not isinstance(sets, dict):
            return written
        words = {name: "|".join(line for line in _lines(lines) if " " not in line) for name, lines in _texts(sets)}
        return {
            **written,
            "sets": sets
            | {name: [_written_out(line, words) for line in _lines(lines)] for name, lines in _texts(sets)},
        }

    @model_validator(mode="after")
    def _sets_are_there(self) -> "SpeechRule":
        for act in self.find:
            for name in (*act.all, *act.none):
                if name not in self.sets:
                    raise BadValue("speech.no-set", name)
            if not all(phrase(source, anywhere=True).wakes for source in self.sets[act.all[0]]):
                raise BadValue("speech.no-first-word", act.all[0])
        return self

    def work(self) -> Work:
        sets = {name: _Set.of(written) for name, written in self.sets.items()}
        asked = [[sets[name].woken for name in act.all if not sets[name].open] for act in self.find]
        acts = [
            (act, phrases, Cue(self.code, phrases[0].keys if phrases else frozenset()))
            for act, phrases in zip(self.find, asked, strict=True)
        ]

        def find(subject: Subject, part: Part) -> Iterator[tuple[Hit, Span]]:
            heard, places = subject.cues_in(part), subject.places_of(part)
            tokens = subject.tokens_of(part)
            taken: list[Span] = []
            for act, phrases, cue in acts:
                if cue not in heard or not all(each.wakes_at(places.words) for each in phrases):
                    continue
                for whole, core in _find_spans(act, sets, tokens, places):
                    if any(first < whole[1] and whole[0] < last for first, last in taken):
                        continue
                    taken.append(whole)
                    start, end = tokens[whole[0]].start, tokens[whole[1] - 1].end
                    hit = Hit(start - part.start, end - part.start, {"entry_advice": act.advice}, level=act.level)
                    yield hit, (tokens[core[0]].start - part.start, tokens[core[1] - 1].end - part.start)

        cues = tuple(cue for _, _, cue in acts)

        def run(subject: Subject) -> Iterator[Hit]:
            for part, (hit, core) in subject.recall(self.roles, self.code, partial(find, subject), cued=True):
                if self.free(subject, Hit(core[0] + part.start, core[1] + part.start)):
                    yield hit.move(part.start)

        return Work(run, cues=cues)


def _texts(sets: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    return ((name, lines) for name, lines in sets.items() if isinstance(lines, str))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _written_out(line: str, words: Mapping[str, str]) -> str:
    return _NAMED.sub(lambda found: words.get(found["name"], found.group()), line)


@dataclass(frozen=True, slots=True)
class _Set:
    """The phrases of a set: those that a word wakes, and the ``open`` ones that are tried at every word."""

    woken: PhraseSet
    open: tuple[Phrase, ...]

    @classmethod
    def of(cls, written: Sequence[str]) -> "_Set":
        phrases = [phrase(source, anywhere=True) for source in written]
        return cls(PhraseSet(each for each in phrases if each.wakes), tuple(p for p in phrases if not p.wakes))

    def spans(self, tokens: Sequence[Token], places: Places) -> list[Span]:
        """Where the phrases that a word wakes stand."""
        return [_span(tokens, match.start, match.end) for _, match in self.woken.search(tokens, places)]

    def open_spans(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Span]:
        """Where the open phrases stand within ``tokens[first:last]``."""
        for index in range(first, last if self.open else first):
            for each in self.open:
                match = each.at(tokens, index)
                if match is not None and (span := _span(tokens, match.start, match.end))[1] <= last:
                    yield span


def _span(tokens: Sequence[Token], start: int, end: int) -> Span:
    first = bisect_left(tokens, start, key=_start)
    return first, bisect_left(tokens, end, first, key=_start)


def _start(token: Token) -> int:
    return token.start


def _find_spans(
    act: Act, sets: Mapping[str, _Set], tokens: Sequence[Token], places: Places
) -> Iterator[tuple[Span, Span]]:
    """(all that the act takes up, its first set) for each place where its sets are answered together."""
    leading = sets[act.all[0]].spans(tokens, places)
    if not leading:
        return
    others: list[tuple[_Set, list[Span]]] = []
    for each in (sets[name] for name in act.all[1:]):
        spans = each.spans(tokens, places)
        if not spans and not each.open:
            return  # the sets after it need not be sought
        others.append((each, spans))
    for core in leading:
        first, last = _bounds(tokens, core, _SENTENCE_ENDS if act.within == "sentence" else _CLAUSE_ENDS)
        chosen = [core]
        for each, spans in others:
            inside = [*(span for span in spans if first <= span[0] and span[1] <= last)]
            inside += each.open_spans(tokens, first, last) if not inside else ()
            inside = [span for span in inside if span[1] <= core[0] or core[1] <= span[0]]
            if not inside:
                break
            chosen.append(min(inside, key=lambda span: abs(span[0] - core[0])))
        else:
            if not _is_silenced(act, sets, tokens, places, core):
                yield (min(span[0] for span in chosen), max(span[1] for span in chosen)), core


def _is_silenced(act: Act, sets: Mapping[str, _Set], tokens: Sequence[Token], places: Places, core: Span) -> bool:
    first, last = _bounds(tokens, core, _SENTENCE_ENDS)
    return any(
        any(first <= span[0] < last for span in sets[name].spans(tokens, places))
        or next(sets[name].open_spans(tokens, first, last), None) is not None
        for name in act.none
    )


def _bounds(tokens: Sequence[Token], span: Span, ends: frozenset[str]) -> Span:
    """The stretch around ``span`` between marks of ``ends``, with the mark that closes it."""
    first = next((at + 1 for at in range(span[0] - 1, -1, -1) if tokens[at].text in ends), 0)
    return first, next((at + 1 for at in range(span[1] - 1, len(tokens)) if tokens[at].text in ends), len(tokens))
