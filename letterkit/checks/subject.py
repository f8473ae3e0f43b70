"""A letter on the table: everything that a check may look at, worked out once and only when asked for."""

import datetime
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from time import perf_counter
from typing import TypeVar, cast

from letterkit.checks.engine_reading import JOINT, READ_BY_ENGINE, EngineReading
from letterkit.checks.hit import Hit
from letterkit.checks.joined_lines import join_lines
from letterkit.checks.long_runs import in_pieces, shorten
from letterkit.checks.paragraph_cache import Finds, Memory
from letterkit.checks.patterns import OutOfTime, Watch
from letterkit.checks.phrase import Places, places_of
from letterkit.checks.prefilter import Cue, Cues, EveryCue, Paragraph, marks_of
from letterkit.checks.promised_terms import is_dated
from letterkit.checks.protected_spans import ProtectedSpans
from letterkit.checks.sheets import PrintedSheet, printed_sheets
from letterkit.checks.spans import Spans
from letterkit.checks.tokens import Token, tokens
from letterkit.checks.typesetting import settings_of
from letterkit.core.case import CaseCard
from letterkit.core.finding import Finding
from letterkit.core.letter import Letter, Part, Role
from letterkit.core.page import PageFacts
from letterkit.core.paper import Setting
from letterkit.core.profile import Profile
from letterkit.language.ports import Match, Proofreader
from letterkit.pages.locate import PageMap
from letterkit.russian.clean import CleanText, clean
from letterkit.russian.dates import find_dates
from letterkit.russian.readability import Readability, measure
from letterkit.russian.sentences import sentences

PROSE = (Role.OPENING, Role.BODY)
Roles = tuple[Role, ...] | None
"""Roles of parts that a rule looks at; None for all."""
_Found = TypeVar("_Found")
_FEW, _MANY = 3, 100  # paragraphs: fewer are asked about one by one, and those of a book
_EVERY = EveryCue()


class Subject:
    """``text`` is the cleaned text; ``parts`` count in it. ``original`` leads back to the letter as given.

    A paragraph of a book is several parts (letterkit.checks.long_runs), which are ``raw_parts`` in the letter as given.
    ``found`` is what the rules before have seen, in a run of all of them; ``worked_out`` is for
    ``letterkit.checks.letter_memo``; ``cues`` are those of the rules that will be asked (by default
    each is asked of every paragraph). ``page_map`` is that of ``facts``, where it has been made already. After the
    moment ``until`` (of ``perf_counter``) rules that go from paragraph to paragraph end by OutOfTime.
    """

    def __init__(
        self,
        letter: Letter,
        profile: Profile,
        *,
        card: CaseCard | None = None,
        facts: PageFacts | None = None,
        page_map: PageMap | None = None,
        proofreader: Proofreader | None = None,
        memory: Memory | None = None,
        cues: Cues | None = None,
        until: float | None = None,
    ) -> None:
        self.letter = letter
        self.profile = profile
        self.card = card
        self.facts = facts
        self._page_map = page_map
        self.proofreader = proofreader
        self.memory = Memory() if memory is None else memory
        self._listening = cues
        self.found: list[Finding] = []
        self.worked_out: dict[object, object] = {}
        self._until = until
        self._alone: dict[tuple[int, int], Subject] = {}
        self.cleaned: CleanText = shorten(join_lines(clean(letter.text), letter))
        self.text = self.cleaned.text
        self.raw_parts = tuple(piece for part in letter.parts for piece in in_pieces(letter.text, part))
        moved = map(self._move, self.raw_parts)
        self.parts = tuple(part for part in moved if part.start < part.end or not self.cleaned.cuts)

    def demand_time(self) -> None:
        """Raises OutOfTime when the time of the check is spent."""
        if self._is_late():
            raise OutOfTime

    def _is_late(self) -> bool:
        return self._until is not None and perf_counter() > self._until

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the letter as given that ``text[start:end]`` came from."""
        return self.cleaned.span(start, end)

    def parts_of(self, *roles: Role) -> Iterator[Part]:
        return iter(self.fields(roles))

    def first(self, role: Role) -> Part | None:
        return next(self.parts_of(role), None)

    def last(self, role: Role) -> Part | None:
        return next((part for part in reversed(self.parts) if part.role is role), None)

    def text_of(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def role_at(self, offset: int) -> Role:
        """The role of the part that ``offset`` stands in; OTHER between parts."""
        found = self._places_of_parts.number_at(offset)
        return Role.OTHER if found is None else self.parts[found].role

    @cached_property
    def _places_of_parts(self) -> Spans:
        return Spans((part.start, part.end) for part in self.parts)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def tokens_of(self, part: Part) -> tuple[Token, ...]:
        """The tokens that begin inside ``part``."""
        return self.tokens[bisect_left(self._starts, part.start) : bisect_left(self._starts, part.end)]

    def places_of(self, part: Part) -> Places:
        """Where the words of ``tokens_of(part)`` stand, for phrases to be sought."""
        found = self._places.get((part.start, part.end))
        if found is None:
            found = self._places[part.start, part.end] = places_of(self.tokens_of(part))
        return found

    @cached_property
    def _places(self) -> dict[tuple[int, int], Places]:
        return {}

    def fields(self, roles: Roles) -> tuple[Part, ...]:
        """The parts of ``roles`` (all parts when None), worked out once for all rules that look at them."""
        found = self._fields.get(roles)
        if found is None:
            found = self.parts if roles is None else tuple(part for part in self.parts if part.role in roles)
            self._fields[roles] = found
        return found

    @cached_property
    def _fields(self) -> dict[Roles, tuple[Part, ...]]:
        return {}

    def recall(
        self, roles: Roles, rule: str, work: Callable[[Part], Iterable[_Found]], *, cued: bool = False
    ) -> list[tuple[Part, _Found]]:
        """All that ``work`` finds for ``rule`` in the parts of ``roles``, remembered by the words of each.

        ``work`` may look at the paragraph alone and must give places counted from its beginning. A rule that is
        ``cued`` is asked only of paragraphs in which one of its cues is heard.
        """
        every: list[tuple[Part, _Found]] = self._recall(rule)
        for part, found in self._ask(rule, self._hearing(roles, rule, cued), work):
            every += [(part, cast(_Found, each)) for each in found]
        every.sort(key=_place)
        return every

    def recall_alone(
        self, roles: Roles, rule: str, work: "Callable[[Subject], Iterable[Hit]]", *, cued: bool = False
    ) -> list[tuple[Part, Hit]]:
        """As ``recall`` for ``work`` that is given each paragraph as a letter of its own."""
        every: list[tuple[Part, Hit]] = self._recall(rule)
        if hearing := self._hearing(roles, rule, cued):
            worth = self._worth_asking(hearing, roles, work)
            for part, found in self._ask(rule, worth, lambda part: work(self.alone(part))):
                every += [(part, cast(Hit, each)) for each in found]
        every.sort(key=_place)
        return every

    def _ask(
        self, rule: str, paragraphs: Iterable[tuple[Part, Finds]], work: Callable[[Part], Iterable[object]]
    ) -> Iterator[tuple[Part, tuple[object, ...]]]:
        """What ``work`` finds in each of ``paragraphs``, put down; of equal ones it is asked once."""
        silent: set[int] = set()
        for part, finds in paragraphs:
            found = finds.by_rule.get(rule)
            if found is None:
                if id(finds) in silent:
                    continue
                self.demand_time()
                found = tuple(work(part))
                if not found:
                    silent.add(id(finds))
                    continue
                finds.by_rule[rule] = found
            yield part, found

    def _worth_asking(
        self, hearing: Sequence[tuple[Part, Finds]], roles: Roles, work: "Callable[[Subject], Iterable[Hit]]"
    ) -> Sequence[tuple[Part, Finds]]:
        """Those of the new paragraphs ``hearing`` a cue in which ``work`` may find something.

        Most of it finds nothing in most letters: where most of the letter is new, it is asked of the letter as a whole
        first, and then alone of the paragraphs in which it found something there.
        """
        new = len(self._new_of(roles))
        if not _FEW <= new <= _MANY or 2 * new < len(self.fields(roles)):
            return hearing
        places = [hit.start for hit in work(self) if hit.start is not None]
        if not places:
            return ()
        return [each for each in hearing if any(each[0].start <= place < each[0].end for place in places)]

    def _hearing(self, roles: Roles, rule: str, cued: bool) -> Sequence[tuple[Part, Finds]]:
        """The new paragraphs of ``roles``; of a rule that is ``cued`` those in which a cue of it is heard."""
        if not cued or self._listening is None:
            return self._new_of(roles)
        return [each for each in self._by_cued_rule.get(rule, ()) if roles is None or each[0].role in roles]

    @cached_property
    def awake(self) -> Container[str]:
        """The rules with cues that are known to find something here, or may in what is new to them."""
        return self._known.keys() | self._by_cued_rule.keys()

    @cached_property
    def _by_cued_rule(self) -> dict[str, list[tuple[Part, Finds]]]:
        """The new paragraphs in which a cue of each rule is heard."""
        found: dict[str, list[tuple[Part, Finds]]] = {}
        for each in self._new_of(None):
            for rule in {cue.rule for cue in self.cues_in(each[0])}:
                found.setdefault(rule, []).append(each)
        return found

    def watch(self, rule: str) -> Watch:
        """The watch over the time that the expressions of ``rule`` take in this letter."""
        return self._watches.setdefault(rule, Watch())

    @cached_property
    def _watches(self) -> dict[str, Watch]:
        return {}

    def cues_in(self, part: Part) -> frozenset[Cue]:
        """The cues heard in ``part``."""
        return _EVERY if self._listening is None else self._cues_by_place[part.start, part.end]

    @cached_property
    def _cues_by_place(self) -> dict[tuple[int, int], frozenset[Cue]]:
        new = [part for part, _ in self._new_of(None)]
        found = self._listening.hear([self._paragraph(part) for part in new]) if self._listening else ()
        return {(part.start, part.end): cues for part, cues in zip(new, found, strict=True)}

    def _paragraph(self, part: Part) -> Paragraph:
        marks = map(marks_of, {token.text for token in self.tokens_of(part)})
        return Paragraph.of(self.text, part, self.places_of(part).words.union(*marks))

    def _recall(self, rule: str) -> list[tuple[Part, _Found]]:
        """What ``rule`` is known to find in paragraphs that every rule has been asked of before."""
        known = self._known.get(rule, ())
        return [(part, cast(_Found, each)) for part, finds in known for each in finds.by_rule[rule]]

    def settle(self) -> None:
        """Every rule has been asked of every part: what they found is all that there is."""
        for _, finds in self._finds:
            finds.settle()

    def _new_of(self, roles: Roles) -> list[tuple[Part, Finds]]:
        new = self._new.get(roles)
        if new is None:
            new = self._new[roles] = [
                (part, finds) for part, finds in self._new_and_known[0] if roles is None or part.role in roles
            ]
        return new

    @cached_property
    def _new_and_known(self) -> tuple[list[tuple[Part, Finds]], list[tuple[Part, Finds]]]:
        """The paragraphs of which rules have to be asked and those of which every rule has been.

        They are told apart once: another thread may settle a paragraph at any moment, and one that was new to some
        rules and known to others would be neither asked about nor recalled.
        """
        new: list[tuple[Part, Finds]] = []
        known: list[tuple[Part, Finds]] = []
        for part, finds in self._finds:
            (known if finds.settled else new).append((part, finds))
        return new, known

    @cached_property
    def _finds(self) -> list[tuple[Part, Finds]]:
        return [(part, self.memory.of(self.text, part)) for part in self.parts]

    @cached_property
    def _new(self) -> dict[Roles, list[tuple[Part, Finds]]]:
        return {}

    @cached_property
    def _known(self) -> dict[str, list[tuple[Part, Finds]]]:
        known: dict[str, list[tuple[Part, Finds]]] = {}
        for part, finds in self._new_and_known[1]:
            for rule in finds.by_rule:
                known.setdefault(rule, []).append((part, finds))
        return known

    def alone(self, part: Part) -> "Subject":
        """The paragraph ``part`` as a letter of its own, for rules that see no further."""
        found = self._alone.get((part.start, part.end))
        if found is None:
            here = Part(part.role, 0, part.end - part.start)
            letter = replace(self.letter, text=self.text_of(part), parts=(here,), paragraphs=())
            found = self._alone[part.start, part.end] = Subject(letter, self.profile)
        return found

    @cached_property
    def sentences(self) -> Spans:
        """Where the sentences of the opening and the body stand."""
        return Spans(
            (part.start + start, part.start + end)
            for part in self.parts_of(*PROSE)
            for start, end in sentences(self.text_of(part))
        )

    def is_dated(self, offset: int) -> bool:
        """Whether the sentence at ``offset`` gives a term to what is promised there."""
        start, end = self.sentences.at(offset) or (offset, offset)
        return is_dated(self.text[start:end], offset - start, self._day)

    @cached_property
    def _day(self) -> datetime.date | None:
        """The day the letter is dated."""
        found = (day for part in self.parts_of(Role.DATE) for day in find_dates(self.text_of(part)))
        return next((day.date for day in found if day.precision == "day"), None)

    @cached_property
    def protected(self) -> ProtectedSpans:
        """What style and proofing must not touch."""
        return ProtectedSpans.of(self.text, self.parts, self.profile)

    @cached_property
    def page_map(self) -> PageMap | None:
        """Where the words of the letter (as given) stand on its pages; None without pages."""
        return PageMap(self.letter.text, self.facts) if self.facts and not self._page_map else self._page_map

    @cached_property
    def sheets(self) -> tuple[PrintedSheet, ...]:
        """The printed pages of the letter, rows and margins measured; none without pages."""
        return printed_sheets(self.letter, self.facts, self.page_map) if self.facts and self.page_map else ()

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """How its paragraphs are set; offsets count in the letter as given."""
        return settings_of(self.letter, self.page_map, self.sheets)

    @cached_property
    def engine_reading(self) -> EngineReading:
        """What the grammar engine reads of the letter: the title, the text and the attachments."""
        is_late = None if self._until is None else self._is_late
        return EngineReading(self.text, self.fields(READ_BY_ENGINE), self.proofreader, is_late)

    @property
    def language_matches(self) -> tuple[Match, ...]:
        """What the grammar engine says; offsets count in ``text``."""
        return self.engine_reading.matches

    @cached_property
    def readability(self) -> Readability:
        """Counts and indexes of the opening and the body."""
        return measure(*(self.text_of(part) for part in self.parts_of(*PROSE)))

    @cached_property
    def misspelt(self) -> tuple[Match, ...]:
        """Words misspelt beyond doubt in the parts that the engine does not read; offsets count in ``text``."""
        if self.proofreader is None:
            return ()
        return tuple(
            replace(match, start=match.start + part.start, end=match.end + part.start)
            for part in self.parts
            if part.role not in READ_BY_ENGINE
            for match in self.proofreader.misspelt(self.text_of(part))
            if not (part.role is Role.SALUTATION and match.start == 0)  # «Уважпемый»: salutation.misspelt
        )

    @property
    def prose(self) -> str:
        """The words of the opening and the body, part after part."""
        return "\n".join(self.text_of(part) for part in self.parts_of(*PROSE))

    def _move(self, part: Part) -> Part:
        start, end = bisect_left(self.cleaned.origin, part.start), bisect_left(self.cleaned.origin, part.end)
        return Part(part.role, start, end, part.page)


def for_engine(letters: Iterable[Letter], profile: Profile) -> str:
    """What the grammar engine will be given of ``letters``, in one: a proofreader that keeps it reads it sooner."""
    return JOINT.join(Subject(letter, profile).engine_reading.text for letter in letters)


def _place(found: tuple[Part, object]) -> int:
    return found[0].start
