"""The two engines as anyone gets them: their own default rules, without our allow-list, dictionary and judgement.

Only for comparison: letters are checked with letterkit.proofing.engine.open_proofreader.
"""

from collections.abc import Callable

from letterkit.proofing.languagetool import LanguageToolServer
from letterkit.proofing.ports import EngineName

# The first answer loads every rule of the language.
_LIMIT_S = 120.0

Span = tuple[int, int]
Bare = Callable[[str], tuple[Span, ...]]


def bare(engine: EngineName, url: str | None = None) -> Bare:
    """A function that gives the spans, in code points, of whatever ``engine`` says of a text by default.

    Raises ToolMissing ``languagetool.no-answer`` for a server that is not there.
    """
    return _server(url) if engine == "languagetool" else _embedded_engine()


def _server(url: str | None) -> Bare:
    server = LanguageToolServer(url, None, limit_s=_LIMIT_S)
    return lambda text: tuple((match.start, match.end) for match in server.matches(text))


def _embedded_engine() -> Bare:
    from pylat_ru import LanguageToolRU

    tool = LanguageToolRU()
    return lambda text: tuple((match.offset, match.offset + match.length) for match in tool.check(text))
