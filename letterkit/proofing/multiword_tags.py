"""Expressions of several words («в течение», «т. е.») marked in a sentence, as pylat_ru does, in one pass.

pylat_ru joins all that stands without a blank after each word before it looks whether an expression begins so, however
long that is: a thousand brackets cost a million steps. No more is joined here than the longest beginning has.
"""

from typing import Any

from pylat_ru.analysis import AnalyzedSentence, AnalyzedToken, AnalyzedTokenReadings
from pylat_ru.disambiguation.multiwords import MAX_TOKENS_IN_MULTIWORD

_BY = "MULTIWORD_CHUNKER"


class Multiwords:
    """In the place of ``original``, a ``MultiWordChunker`` of the engine that was made by its own constructor."""

    def __init__(self, original: Any) -> None:
        original._ensure_initialized()
        self._begin_spaced: dict[str, int] = original._m_start_space
        self._spaced: dict[str, Any] = original._m_full_space
        self._begin_joined: dict[str, int] = original._m_start_no_space
        self._joined: dict[str, Any] = original._m_full_no_space
        self._longest = max(map(len, self._begin_spaced), default=0)

    def disambiguate(self, sentence: Any) -> Any:
        """``sentence`` with the readings that its expressions give to their first and last words."""
        words = [AnalyzedTokenReadings(word) for word in sentence.get_tokens()]
        texts = [word.token for word in words]
        blank = [word.is_whitespace() for word in words]
        for at, text in enumerate(texts):
            if not text:
                continue
            most = self._begin_spaced.get(text) or self._begin_spaced.get(self._run(texts, blank, at))
            if most is not None:
                self._mark_spaced(words, texts, blank, at, most)
            if text[:1] in self._begin_joined:
                self._mark_joined(words, texts, blank, at)
        return AnalyzedSentence(tokens=words, pre_disambig_tokens=sentence.get_tokens())

    def _run(self, texts: list[str], blank: list[bool], at: int) -> str:
        """What stands without a blank from ``at`` on; of more than any expression begins with only so much."""
        run = texts[at]
        for after in range(at + 1, len(texts)):
            if blank[after] or len(run) > self._longest:
                break
            run += texts[after]
        return run

    def _mark_spaced(self, words: list[Any], texts: list[str], blank: list[bool], at: int, most: int) -> None:
        key, spaces, found, last = "", 0, None, at
        for here in range(at, min(len(texts), at + MAX_TOKENS_IN_MULTIWORD)):
            if not blank[here]:
                key += texts[here]
                if key in self._spaced:
                    found, last = self._spaced[key], here
                continue
            if here > 0 and not blank[here - 1]:
                key += " "
                spaces += 1
            if spaces == most:
                break
        if found is not None:
            _mark(words, at, last, found)

    def _mark_joined(self, words: list[Any], texts: list[str], blank: list[bool], at: int) -> None:
        key = ""
        for here in range(at, min(len(texts), at + MAX_TOKENS_IN_MULTIWORD)):
            if blank[here]:
                break
            key += texts[here]
            if key in self._joined:
                _mark(words, at, here, self._joined[key])


def _mark(words: list[Any], first: int, last: int, found: Any) -> None:
    tag = found.pos_tag or ""
    if first == last:
        _add(words[first], tag, found.lemma)
        return
    _add(words[first], f"<{tag}>", found.lemma)
    _add(words[last], f"</{tag}>", found.lemma)


def _add(word: Any, tag: str, lemma: str | None) -> None:
    word.add_reading(AnalyzedToken(token=word.token, pos_tag=tag, lemma=lemma), _BY)
