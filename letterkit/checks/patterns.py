"""Regular expressions that people write into rules: none of them may hang or burst the service.

How long a search takes is bounded by a clock; what an expression compiles to, by what is written: the library has no
limit of its own there, and ``\\p{L}{1000000000}`` takes all the memory of a machine.

The clock of the library is that of the process: while a search lets other threads run, their work is counted as its
own, and on a busy service an innocent expression would be called slow. So a search lets nobody run until it has shown
to be a long one.
"""

from time import thread_time

import regex

from letterkit.core.errors import BadValue

PATTERN_LIMIT_S = 2.0
"""For what one expression looks for in one paragraph."""
LETTER_LIMIT_S = 4.0
"""For all that one rule looks for in one letter: an expression that is a little slow meets many paragraphs."""
# How long a search may keep other threads waiting before it lets them run.
_GIVES_WAY_S = 0.05
# The longest of ours has 994 characters.
LONGEST = 2000
MOST_PATTERNS = 200
# Signs, classes and groups that an expression compiles to, counted as often as they are repeated for certain.
HEAVIEST = 50_000

_AT_ONCE_S = 0.2
# Calls itself or a group of itself: deeper and deeper, into memory rather than time.
_RECURSION = regex.compile(r"\(\?(?:R|[-+]?\d+|&\w+|P>\w+)\)")
_TOKEN = regex.compile(
    r"(?P<skip>\\[pPN]\{[^}]*\}|\\.)|(?P<open>\()|(?P<close>\))|(?P<class>\[)|"
    r"(?P<repeat>\{(?P<least>\d*)(?:,(?P<most>\d*))?\})|(?P<other>.)",
    regex.DOTALL,
)
_IN_CLASS = regex.compile(r"\\.|\[|\]|[^\\\[\]]+", regex.DOTALL)


class OutOfTime(Exception):
    """The time that the check of a whole letter was given is spent."""


class SlowPattern(TimeoutError):
    """The expression ``number`` (0-based) of a rule did not end in time."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Watch:
    """The time, of the thread's own, that the expressions of one rule take in one letter."""

    def __init__(self) -> None:
        self._spent_s = 0.0

    def matches(
        self, pattern: "regex.Pattern[str]", number: int, text: str, start: int, end: int
    ) -> "list[regex.Match[str]]":
        """All that ``pattern`` finds in ``text[start:end]``; raises SlowPattern."""
        left_s = min(PATTERN_LIMIT_S, LETTER_LIMIT_S - self._spent_s)
        began = thread_time()
        try:
            if left_s <= 0:
                raise TimeoutError
            try:
                return list(pattern.finditer(text, start, end, timeout=min(left_s, _GIVES_WAY_S), concurrent=False))
            except TimeoutError:
                return list(pattern.finditer(text, start, end, timeout=left_s))
        except TimeoutError as fault:
            raise SlowPattern(number) from fault
        finally:
            self._spent_s += thread_time() - began


def compilable(source: str) -> str:
    """``source`` when it compiles at once and finds something; raises ValueError with the reason."""
    if len(source) > LONGEST:
        raise BadValue("expression.too-long", LONGEST)
    if _RECURSION.search(source):
        raise BadValue("expression.recursion")
    if weight(source) > HEAVIEST:
        raise BadValue("expression.too-heavy")
    try:
        compiled = regex.compile(source, regex.IGNORECASE | regex.V1)
        empty = compiled.fullmatch("", timeout=_AT_ONCE_S)
    except RecursionError as fault:
        raise BadValue("expression.too-deep") from fault
    except (regex.error, OverflowError, MemoryError, ValueError, IndexError, TimeoutError) as fault:
        raise BadValue("expression.unreadable", fault) from fault
    if empty:
        raise BadValue("expression.empty-match")
    return source


def weight(source: str) -> int:
    """About how many things ``source`` compiles to; a group repeated for certain counts as often as that."""
    groups = [0]
    last = 0
    at = 0
    while found := _TOKEN.match(source, at):
        at = found.end()
        kind = found.lastgroup if found["repeat"] is None else "repeat"
        if kind == "open":
            groups.append(0)
            last = 0
        elif kind == "close" and len(groups) > 1:
            last = groups.pop() + 1
            groups[-1] += last
        elif kind == "repeat":
            times = int(found["least"] or 0)
            groups[-1] += last * max(times - 1, 0)
            last *= max(times, 1)
        else:
            at = _after_class(source, at) if kind == "class" else at
            last = 1
            groups[-1] += 1
        if max(groups[-1], last) > HEAVIEST:
            return HEAVIEST + 1
    return sum(groups)


def _after_class(source: str, at: int) -> int:
    """Where the class that opened before ``at`` is closed; classes may stand in one another."""
    depth = 1
    if source.startswith("^", at):
        at += 1
    if source.startswith("]", at):
        at += 1
    while depth and (found := _IN_CLASS.match(source, at)):
        at = found.end()
        depth += {"[": 1, "]": -1}.get(found[0], 0)
    return at
