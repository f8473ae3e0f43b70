"""What is shown of the language of a text: our own spelling and tagger, a server's rules beside them."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from letterkit import __version__
from letterkit.language import tagger_match
from letterkit.language.languagetool.allowed import AllowList, load_allowed
from letterkit.language.lexicon import load_lexicon
from letterkit.language.ports import EngineName, Match, UnitEngine
from letterkit.language.spelling import Spelling
from letterkit.word_lists import WordLists

_MOST_ASKED = 8  # texts that wait for a server at a time


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What we say ourselves of one paragraph, which the tagger has ``read``."""

    read: tagger_match.Reads
    spelt: Sequence[Match]
    endings: Sequence[Match]
    slips: Sequence[Match]


@dataclass(frozen=True, slots=True)
class Judge:
    """What becomes of the matches of one paragraph: one of those that touch speaks, by the order in ``decide``."""

    allowed: AllowList
    spelling: Spelling

    def own_words(self, units: Sequence[str]) -> list[OwnWord]:
        """What we say of each of ``units``, which the tagger reads together."""
        return [self._own_word(*each) for each in zip(units, tagger_match.read_texts(units), strict=True)]

    def _own_word(self, unit: str, read: tagger_match.Reads) -> OwnWord:
        weighed = (tagger_match.weigh_mends(read, match) for match in self.spelling.misspelt(unit))
        spelt = [match for match in weighed if match is not None]
        slips = list(tagger_match.matches_of(read))
        surest = (match for match in slips if match.rule in tagger_match.SURER)
        return OwnWord(read, spelt, _clear_of(spelt, surest), slips)

    def decide(self, unit: str, own: OwnWord, found: Iterable[Match] = ()) -> tuple[Match, ...]:
        """Matches worth showing, our ``own`` and those that a server has ``found``, named and levelled, by place.

        A mistyped word breaks rules of grammar too: misspelt words come first, then endings that cannot stand side by
        side, for our own bring the mend along; then the server's, then what the tagger alone says.
        """
        allowed = (match for match in found if match.rule in self.allowed.rules)
        shown = (self.without_yo(unit, match) for match in allowed)
        kept = [*own.spelt, *own.endings]
        kept += _clear_of(kept, (tagger_match.order_mends(own.read, match) for match in shown if match))
        kept += _clear_of(kept, own.slips)
        return tuple(self._name(match) for match in sorted(kept, key=lambda match: (match.start, match.end)))

    def misspelt(self, text: str) -> tuple[Match, ...]:
        """Words of ``text`` that are slips whatever it is, named and levelled."""
        return tuple(self._name(match) for match in self.spelling.certain(text))

    def without_yo(self, unit: str, match: Match) -> Match | None:
        """``match`` without mends that only put the dots of ё; None where it has no others."""
        while unit[match.start] == "\n" and match.end - match.start > 1:
            match = replace(match, start=match.start + 1)  # some rules take the line break before the word along
        words = unit[match.start : match.end]
        wanted = tuple(text for text in match.replacements if _plain(text) != _plain(words))
        return None if match.replacements and not wanted else replace(match, replacements=wanted)

    def _name(self, match: Match) -> Match:
        allowed = self.allowed.by_rule[match.rule]
        return replace(
            match,
            code=allowed.code,
            level=allowed.level,
            safe=allowed.safe and len(match.replacements) > 0,
            message=allowed.message or match.message,
        )


class OwnProofreader:
    """``judge`` by itself, or with the rules of ``server`` beside its own."""

    def __init__(self, server: UnitEngine | None, judge: Judge) -> None:
        self._server = server
        self._judge = judge

    @property
    def engine(self) -> EngineName:
        return "languagetool" if self._server else "embedded"

    @property
    def version(self) -> str:
        return self._server.version if self._server else __version__

    def matches(self, text: str) -> tuple[Match, ...]:
        return self.begin(text)()

    def begin(self, text: str) -> Callable[[], tuple[Match, ...]]:
        answer = self.begin_each([text])
        return lambda: answer()[0]

    def misspelt(self, text: str) -> tuple[Match, ...]:
        return self._judge.misspelt(text)

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        return self.begin_each(units)()

    def begin_each(self, units: Sequence[str]) -> Callable[[], list[tuple[Match, ...]]]:
        asked = _waiting().submit(self._server.matches_each, units) if self._server else None

        def answer() -> list[tuple[Match, ...]]:
            own = self._judge.own_words(units)  # while the server reads
            found = asked.result() if asked else [()] * len(units)
            return [self._judge.decide(*each) for each in zip(units, own, found, strict=True)]

        return answer


@cache
def _waiting() -> ThreadPoolExecutor:
    """Threads that wait for a server; each keeps its connection."""
    return ThreadPoolExecutor(_MOST_ASKED, "letterkit-server")


@lru_cache(maxsize=4)
def load_judge(rules_dir: Path, words: WordLists | None = None) -> Judge:
    """The judge by the lists of ``rules_dir``, or by ``words`` and the allow-list there.

    Raises RuleError when one of them cannot be used.
    """
    return Judge(load_allowed(rules_dir), Spelling(load_lexicon(words or rules_dir)))


def _clear_of(taken: Sequence[Match], matches: Iterable[Match]) -> list[Match]:
    """Those of ``matches`` that touch none of ``taken``."""
    return [match for match in matches if not any(one.start < match.end and match.start < one.end for one in taken)]


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")
