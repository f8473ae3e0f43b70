"""The one frozen value that every rule becomes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter

from letterkit.checks.hit import Hit
from letterkit.checks.prefilter import Cue
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level

Run = Callable[[Subject], Iterable[Hit]]


class Need(StrEnum):
    """What a check cannot be made without; LAYOUT is pages, or what a Word file says of its layout.

    REGISTRATION is there unless somebody says that the letter will get its number and date later.
    """

    PAGES = "pages"
    LAYOUT = "layout"
    CARD = "card"
    REGISTRATION = "registration"
    PROOFREADER = "proofreader"


@dataclass(frozen=True, slots=True)
class Work:
    """What a rule does, what it cannot be done without, and what it waits for (none: it is asked of every letter).

    One that ``is_wide`` looks further than one paragraph.
    """

    run: Run
    needs: Need | None = None
    cues: tuple[Cue, ...] = ()
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a letter with the wrong words in [brackets], or a whole letter changed in the ways ``changes`` say."""

    text: str | None
    changes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule in force: what it watches, how grave it is, whom it serves, and the work itself.

    One with ``cues`` finds nothing in a letter in which none of them is heard; one that ``is_wide`` looks further than
    one paragraph.

    A rule that ``yields`` is silent where another of its family, or of language, tells of the same words; what one that
    is ``weighed`` finds the tagger may refute or confirm (``checks.mend_odds``).
    ``message`` and ``advice`` have {holes} filled from the hit's details; ``{excerpt}`` is always there. ``own`` is the
    body's pack that holds the rule (empty for one that comes with letterkit), ``at`` its place in ``file``.
    """

    code: str
    kind: str
    clause: str | None
    level: Level
    message: str
    why: str
    advice: str
    safe: bool
    yields: bool
    needs: Need | None
    run: Run
    cues: tuple[Cue, ...]
    wrong: tuple[Example, ...]
    right: tuple[Example, ...]
    file: str
    own: str = ""
    at: tuple[int | str, ...] = ()
    is_wide: bool = False
    weighed: bool = False

    @property
    def family(self) -> str:
        return self.code.split(".", 1)[0]

    def finding(self, hit: Hit, subject: Subject) -> Finding:
        """The finding for ``hit``, its place and words in the letter as given."""
        start, end, suggestions = hit.start, hit.end, hit.suggestions
        if start is not None and end is not None and not hit.raw:
            if suggestions and not subject.cleaned.is_whole(start, end):
                suggestions = ()
            start, end = subject.original(start, end)
        excerpt = "" if start is None or end is None else subject.letter.text[start:end]
        details = {
            "excerpt": " ".join(excerpt.split()),
            "mend": suggestions[0] if suggestions else "",
            **hit.details,
        }
        return Finding(
            code=self.code,
            clause=self.clause,
            level=hit.level or self.level,
            message=fill_holes(self.message, details),
            advice=fill_holes(self.advice, details),
            excerpt=excerpt,
            start=start,
            end=end,
            page=hit.page,
            box=hit.box,
            suggestions=suggestions,
            safe=(self.safe if hit.safe is None else hit.safe) and bool(suggestions),
            engine=hit.engine,
            word=hit.word,
        )


def holes(sentence: str) -> frozenset[str]:
    """The names of the holes of ``sentence``."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)


def fill_holes(sentence: str, details: Mapping[str, str]) -> str:
    """``sentence`` with its holes filled; a hole without a detail stays empty rather than breaking a report."""
    return (
        sentence.format_map({name: details.get(name, "") for name in holes(sentence)}) if "{" in sentence else sentence
    )
