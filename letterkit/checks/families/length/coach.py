"""Clause 3.8, the coach: which passages of a letter over its pages to cut, what each saves, which of them suffice."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from letterkit.checks.families.length.measure import Measure, Piece, measure, pages, too_long
from letterkit.checks.families.length.passages import Passage, PassageKind, passages
from letterkit.checks.function_check import FunctionCheck, function_check
from letterkit.checks.hit import Hit
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.subject import Subject
from letterkit.core.cuts import Cut, CutPlan
from letterkit.core.finding import Finding
from letterkit.russian.numbers import plural

MOST_CUTS = 12
"""More advice than this nobody reads; a letter so long needs another plan."""
MOST_PAGES = 10
"""What is longer is no letter: nobody cuts it down to two pages sentence by sentence."""
FEWEST_LINES = 1
_LINES = ("строка", "строки", "строк")
_PAGES = ("страница", "страницы", "страниц")
_WORDY = frozenset({"officialese"})


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage in the order of what it saves: ``lines`` of the letter, by itself."""

    rank: int
    passage: Passage
    lines: int


def advised_cuts(subject: Subject) -> tuple[RankedPassage, ...]:
    """The passages to cut, the dearest first; none for a letter that fits its pages."""
    if not too_long(subject) or pages(subject) > MOST_PAGES:
        return ()
    laid = measure(subject)
    measured = [(laid.saved_lines(_pieces(passage)), passage) for passage in passages(subject)]
    # Of one length the one that can be struck out as it is.
    measured.sort(key=lambda each: (-each[0], not each[1].whole, each[1].start))
    taken: list[RankedPassage] = []
    for lines, passage in measured:
        free = not any(_overlap(passage, other.passage) for other in taken)
        if free and lines >= FEWEST_LINES and len(taken) < MOST_CUTS:
            taken.append(RankedPassage(len(taken) + 1, passage, lines))
    return tuple(taken)


@once_a_letter
def plan(subject: Subject) -> CutPlan | None:
    """How the letter comes down to the pages wanted; None when it fits them or nothing in it can go."""
    cuts = advised_cuts(subject)
    if not cuts:
        return None
    laid = measure(subject)
    least = _least(cuts, laid)
    saved = laid.saved_lines(piece for cut in least for piece in _pieces(cut.passage))
    short = laid.over_lines - saved
    return CutPlan(
        pages=round(laid.pages, 1),
        wanted=laid.wanted,
        over_lines=round(laid.over_lines),
        lines_a_page=round(laid.page_lines),
        cuts=tuple(
            Cut(
                cut.rank,
                f"length.{cut.passage.kind}",
                *subject.original(cut.passage.start, cut.passage.end),
                cut.lines,
                round(cut.lines / laid.page_lines, 2),
            )
            for cut in cuts
        ),
        least=tuple(cut.rank for cut in least),
        left=float(laid.wanted) if short <= 0 else round(laid.wanted + short / laid.page_lines + 0.05, 1),
        measured=laid.measured,
    )


def _least(cuts: Sequence[RankedPassage], laid: Measure) -> list[RankedPassage]:
    """The fewest cuts that suffice, of so many the shortest; all when all are too few."""

    def suffice(chosen: Sequence[RankedPassage]) -> bool:
        return laid.saved_lines(piece for cut in chosen for piece in _pieces(cut.passage)) >= laid.over_lines

    count = next((count for count in range(1, len(cuts) + 1) if suffice(cuts[:count])), len(cuts))
    chosen = list(cuts[:count])
    if not suffice(chosen):
        return chosen
    # The last may be more than is needed: a shorter one in its place leaves more of the letter.
    for other in reversed(cuts[count:]):
        if suffice([*chosen[:-1], other]):
            return [*chosen[:-1], other]
    return chosen


def _pieces(passage: Passage) -> list[Piece]:
    share = passage.keep // len(passage.spans)
    return [(start, end, share) for start, end in passage.spans]


def _overlap(one: Passage, other: Passage) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


@function_check("length.plan")
def length_plan(subject: Subject) -> Iterator[Hit]:
    """By how much the letter is too long, and the fewest cuts that bring it down."""
    made = plan(subject)
    if made is None:
        return
    yield Hit(
        details={
            "over": _by(made.over_lines, made.lines_a_page),
            "least": _cut_numbers(made),
            "left": f"{made.wanted} {plural(made.wanted, *_PAGES)}"
            if made.enough
            else f"около {_decimal(made.left)} страницы",
            "wordy": _wordy(subject),
            "rest": "" if made.enough else ". Остальное вынесите в приложение",
        }
    )


def _cut_numbers(made: CutPlan) -> str:
    if not made.enough:
        return "всё, что названо ниже," if len(made.cuts) > 1 else "то, что названо ниже,"
    ranks = sorted(made.least)
    if len(ranks) == 1:
        return f"сокращение {ranks[0]}"
    return f"сокращения {', '.join(map(str, ranks[:-1]))} и {ranks[-1]}"


def _format_lines(lines: int, lines_a_page: float) -> str:
    told = f"{lines} {plural(lines, *_LINES)}"
    pages = round(lines / lines_a_page, 1)
    return f"{told} ({_decimal(pages)} страницы)" if pages else told


def _by(lines: int, lines_a_page: float) -> str:
    """The same after «на»: «на 1 строку»."""
    return _format_lines(lines, lines_a_page).replace("строка", "строку", 1)


def _decimal(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _wordy(subject: Subject) -> str:
    """What plainer words, which other rules offer, save besides."""
    laid = measure(subject)
    pieces = [piece for finding in subject.found if (piece := _shorter(subject, finding))]
    taken = [cut.passage for cut in advised_cuts(subject)]
    free = [piece for piece in pieces if not any(a < piece[1] and piece[0] < b for one in taken for a, b in one.spans)]
    lines = laid.saved_lines(free)
    return f"; замены канцелярита сберегут ещё {lines} {plural(lines, 'строку', 'строки', 'строк')}" if lines else ""


def _shorter(subject: Subject, finding: Finding) -> Piece | None:
    if finding.family not in _WORDY or finding.start is None or finding.end is None or not finding.suggestions:
        return None
    start, end = (bisect_left(subject.cleaned.origin, place) for place in (finding.start, finding.end))
    kept = len(finding.suggestions[0])
    return (start, end, kept) if end - start > kept else None


def _rule(kind: PassageKind) -> FunctionCheck:
    """The logic of ``length.KIND``: its passages with their rank and what each saves."""

    @function_check(f"length.{kind}")
    def found(subject: Subject) -> Iterator[Hit]:
        made = plan(subject)
        for cut in advised_cuts(subject) if made else ():
            passage = cut.passage
            if passage.kind is not kind or made is None:
                continue
            start, end = _cut_span(subject, passage) if passage.whole else (passage.start, passage.end)
            details = {
                "rank": str(cut.rank),
                "saves": _format_lines(cut.lines, made.lines_a_page),
                "same": _excerpt_of(passage.same_as),
            }
            yield Hit(start, end, details, ("",) if passage.whole else ())

    return found


def _cut_span(subject: Subject, passage: Passage) -> tuple[int, int]:
    """``passage`` with a space on one side, so that the sentences about it stay one space apart."""
    text = subject.text
    if passage.end < len(text) and text[passage.end] == " ":
        return passage.start, passage.end + 1
    if passage.start and text[passage.start - 1] == " ":
        return passage.start - 1, passage.end
    return passage.start, passage.end


def _excerpt_of(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:70].rsplit(" ", 1)[0] + "…"


retelling = _rule(PassageKind.RETELLING)
quotation = _rule(PassageKind.QUOTATION)
norm = _rule(PassageKind.NORM)
string_of_acts = _rule(PassageKind.ACTS)
history = _rule(PassageKind.HISTORY)
long_list = _rule(PassageKind.LIST)
repeat = _rule(PassageKind.REPEAT)
formula = _rule(PassageKind.FORMULA)
general = _rule(PassageKind.GENERAL)
