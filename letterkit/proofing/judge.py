"""What is shown of the language of a text: our own spelling, tagger and agreement, a server's rules beside them."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from letterkit import __version__
from letterkit.proofing import agreement, tagger_match
from letterkit.proofing.allowed import AllowList, load_allowed
from letterkit.proofing.lexicon import load_lexicon
from letterkit.proofing.ports import EngineName, Match, UnitEngine
from letterkit.proofing.spelling import Spelling
from letterkit.word_lists import WordLists

_MOST_ASKED = 8  # texts that wait for a server at a time


@dataclass(frozen=True, slots=True)
class Judge:
    """What becomes of the matches of one paragraph."""

    allowed: AllowList
    spelling: Spelling

    def judged(self, unit: str, found: Iterable[Match]) -> tuple[Match, ...]:
        """Matches worth showing, named and levelled, with our own about words, in the order of the text."""
        return self.judged_each([unit], [found])[0]

    def judged_each(self, units: Sequence[str], found: Iterable[Iterable[Match]]) -> list[tuple[Match, ...]]:
        """``judged`` of each of ``units``, which the models read together."""
        return [self._judged(*each) for each in zip(units, found, tagger_match.read_texts(units), strict=True)]

    def _judged(self, unit: str, found: Iterable[Match], read: tagger_match.Reads) -> tuple[Match, ...]:
        kept = []
        for match in found:
            shown = self.shown(unit, match) if match.rule in self.allowed.rules else None
            if shown is not None:
                kept.append(shown)
        spelt = [tagger_match.weigh_mends(read, match) for match in self.spelling.misspelt(unit)]
        ours = agreement.disagreements(unit)
        told = list(tagger_match.matches_of(read))
        endings = _clear_of(spelt, (*ours, *(match for match in told if match.rule in tagger_match.SURER)))
        # A mistyped word breaks rules of grammar too: one match is enough, and our own brings the mend along.
        others = (tagger_match.order_mends(read, match) for match in kept)
        kept = spelt + endings + _clear_of(spelt + endings, others)
        kept += _clear_of(kept, told)
        return tuple(self._named(match) for match in sorted(kept, key=lambda match: (match.start, match.end)))

    def misspelt(self, text: str) -> tuple[Match, ...]:
        """Words of ``text`` that are slips whatever it is, named and levelled."""
        return tuple(self._named(match) for match in self.spelling.certain(text))

    def shown(self, unit: str, match: Match) -> Match | None:
        """``match`` as it is shown where its rule is allowed; None where it only asks for the dots of ё."""
        while unit[match.start] == "\n" and match.end - match.start > 1:
            match = replace(match, start=match.start + 1)  # some rules take the line break before the word along
        words = unit[match.start : match.end]
        wanted = tuple(text for text in match.replacements if _plain(text) != _plain(words))
        return None if match.replacements and not wanted else replace(match, replacements=wanted)

    def _named(self, match: Match) -> Match:
        allowed = self.allowed.by_rule[match.rule]
        return replace(
            match,
            code=allowed.code,
            level=allowed.level,
            safe=allowed.safe and len(match.replacements) > 0,
            message=allowed.message or match.message,
        )


class Judged:
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
        return self.asked(text)()

    def asked(self, text: str) -> Callable[[], tuple[Match, ...]]:
        answer = self.asked_each([text])
        return lambda: answer()[0]

    def misspelt(self, text: str) -> tuple[Match, ...]:
        return self._judge.misspelt(text)

    def matches_each(self, units: Sequence[str]) -> list[tuple[Match, ...]]:
        return self.asked_each(units)()

    def asked_each(self, units: Sequence[str]) -> Callable[[], list[tuple[Match, ...]]]:
        if self._server:
            asked = _waiting().submit(self._server.matches_each, units)
            return lambda: self._judged_meanwhile(units, asked)
        return lambda: self._judge.judged_each(units, [()] * len(units))

    def _judged_meanwhile(
        self, units: Sequence[str], asked: "Future[list[tuple[Match, ...]]]"
    ) -> list[tuple[Match, ...]]:
        """What we say of a paragraph ourselves is said while the server reads; where it finds nothing, that is all."""
        ours = self._judge.judged_each(units, [()] * len(units))
        return [
            self._judge.judged(unit, matches) if matches else known
            for unit, matches, known in zip(units, asked.result(), ours, strict=True)
        ]


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
