"""Which printed word is which word of the letter's text, though neither order nor spelling need be quite the same.

A page repeats headers, breaks words, prints frames before or after the text they stand in, shows capitals where
the text has small letters (w:caps) and glues or parts words. So: pairs of neighbouring words that occur once on both
sides are anchors and grow; what lies between anchors is walked in order, then looked for anywhere; what is still
left is compared letter by letter.
"""

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_PLAIN = re.compile(r"[0-9A-Za-zА-Яа-яЁё.,:;!?()«»\"'/№@–—-]+")
_DROPPED = frozenset(
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff"
)
_ALIKE = {"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"}
_HYPHENS = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")

_LOOK_AHEAD = 40
_MOST_BESIDE, _MOST_ALIKE = 1000, 50
"""Words on paper among which words of the text are sought, and like ones among which one is: a book has no end."""
_MOST_LETTERS_IN_A_GAP = 600
_FEWEST_LETTERS = 2
_SAME_WORD_SHARE = 0.6


class Token(NamedTuple):
    """A word of the text: ``key`` is what is compared, ``offsets`` has the place in the text of each letter of it."""

    start: int
    end: int
    key: str
    offsets: Sequence[int]


class PrintedPiece(NamedTuple):
    """``text[start:end]`` is printed by word ``word``, from share ``first`` to share ``last`` of its width."""

    start: int
    end: int
    word: int
    first: float
    last: float


def tokens(text: str) -> list[Token]:
    """The words of ``text``, cut at spaces of any kind."""
    found = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if _PLAIN.fullmatch(word):
            found.append(Token(start, match.end(), word.lower(), range(start, match.end())))
        else:
            key, offsets = _key(word)
            if key:
                found.append(Token(start, match.end(), key, [start + offset for offset in offsets]))
    return found


def pieces(text: str, printed: Sequence[str], low: Sequence[bool]) -> list[PrintedPiece]:
    """What part of ``text`` each of the ``printed`` words prints, sorted by place in the text, without overlaps.

    ``low`` tells which words stand low on their page: of a footer that pages repeat the last is taken, of a header the
    first.
    """
    words = tokens(text)
    keys = [word.lower() if _PLAIN.fullmatch(word) else _key(word)[0] for word in printed]
    aligned = _Alignment([token.key for token in words], keys, low)
    aligned.anchor()
    aligned.walk_gaps()
    found = [
        PrintedPiece(token.start, token.end, word, 0.0, 1.0)
        for token, word in zip(words, aligned.word_of, strict=True)
        if word is not None
    ]
    taken = {piece.word for piece in found}
    for run, candidates in aligned.gaps():
        found.extend(_by_letters([words[i] for i in run], candidates, keys, printed, taken))
    return sorted(found, key=lambda piece: piece.start)


class _Alignment:
    """Whole words only: ``word_of[i]`` is the printed word for word ``i`` of the text, ``used[j]`` the other way."""

    def __init__(self, keys: list[str], printed: list[str], low: Sequence[bool]) -> None:
        self.keys, self.printed, self.low = keys, printed, low
        self.word_of: list[int | None] = [None] * len(keys)
        self.used: list[bool] = [not key for key in printed]

    def anchor(self) -> None:
        """Pairs of neighbours found once in the text and once on paper, grown both ways as long as words agree."""
        on_paper = _pairs(self.printed)
        for pair, places in _pairs(self.keys).items():
            there = on_paper.get(pair, ())
            if len(places) == len(there) == 1 and self.word_of[places[0]] is None and not self.used[there[0]]:
                self._grow(places[0], there[0], 1)
                self._grow(places[0] - 1, there[0] - 1, -1)

    def walk_gaps(self) -> None:
        """Fills runs without an anchor in order, first beside their neighbours, then from anywhere on paper."""
        for run, candidates in list(self.gaps()):
            self._walk(run, candidates)
        index: dict[str, deque[int]] = defaultdict(deque)
        for j, key in enumerate(self.printed):
            if not self.used[j]:
                index[key].append(j)
        for i, key in enumerate(self.keys):
            if self.word_of[i] is None and len(key) >= _FEWEST_LETTERS and key in index:
                places = index[key]
                while places and self.used[places[0]]:
                    places.popleft()
                free = [j for j in islice(places, _MOST_ALIKE) if not self.used[j]]
                if free:
                    self._grow(i, self._best(i, free), 1)

    def gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Each run of words not yet found, with the unused printed words next to where it should be."""
        i, count = 0, len(self.keys)
        while i < count:
            if self.word_of[i] is not None:
                i += 1
                continue
            begin = i
            while i < count and self.word_of[i] is None:
                i += 1
            before = self.word_of[begin - 1] if begin else -1
            after = self.word_of[i] if i < count else len(self.printed)
            yield list(range(begin, i)), self._beside(before, after, _MOST_BESIDE + 2 * (i - begin))

    def _beside(self, before: int | None, after: int | None, most: int) -> list[int]:
        """The unused words on paper right after ``before`` and right before ``after``, at most ``most`` of each."""
        ahead: list[int] = []
        if before is not None:
            j = before + 1
            while j < len(self.printed) and not self.used[j] and len(ahead) < most:
                ahead.append(j)
                j += 1
        behind: list[int] = []
        if after is not None:
            j = after - 1
            while j >= 0 and not self.used[j] and len(behind) < most:
                behind.append(j)
                j -= 1
        return ahead + [j for j in reversed(behind) if not ahead or j > ahead[-1] or j < ahead[0]]

    def _walk(self, run: list[int], candidates: list[int]) -> None:
        candidates = [candidate for candidate in candidates if not self.used[candidate]]
        i = j = 0
        while i < len(run) and j < len(candidates):
            skip_i, skip_j = self._resync(run[i : i + _LOOK_AHEAD], candidates[j : j + _LOOK_AHEAD])
            i, j = i + skip_i, j + skip_j
            if i < len(run) and j < len(candidates) and self.keys[run[i]] == self.printed[candidates[j]]:
                self._take(run[i], candidates[j])
            i, j = i + 1, j + 1

    def _resync(self, run: list[int], candidates: list[int]) -> tuple[int, int]:
        """How many words to pass on each side, as few as possible, to stand at the same word."""
        if self.keys[run[0]] == self.printed[candidates[0]]:
            return 0, 0
        here: dict[str, int] = {}
        for skip_j, candidate in enumerate(candidates):
            here.setdefault(self.printed[candidate], skip_j)
        ways = [(skip_i, here[self.keys[word]]) for skip_i, word in enumerate(run) if self.keys[word] in here]
        return min(ways, key=sum, default=(len(run), len(candidates)))

    def _grow(self, i: int, j: int, step: int) -> None:
        while 0 <= i < len(self.keys) and 0 <= j < len(self.printed):
            if self.word_of[i] is not None or self.used[j] or self.keys[i] != self.printed[j]:
                return
            self._take(i, j)
            i, j = i + step, j + step

    def _length(self, i: int, j: int) -> int:
        """How many words agree from ``i`` and ``j`` on; 8 are enough to choose by."""
        length = 0
        while (
            length < 8
            and i + length < len(self.keys)
            and j + length < len(self.printed)
            and not self.used[j + length]
            and self.keys[i + length] == self.printed[j + length]
        ):
            length += 1
        return length

    def _best(self, i: int, free: list[int]) -> int:
        lengths = [self._length(i, j) for j in free]
        longest = [j for j, length in zip(free, lengths, strict=True) if length == max(lengths)]
        return longest[-1] if all(self.low[j] for j in longest) else longest[0]

    def _take(self, i: int, j: int) -> None:
        self.word_of[i] = j
        self.used[j] = True


def _by_letters(
    run: list[Token], candidates: list[int], keys: list[str], printed: Sequence[str], taken: set[int]
) -> Iterator[PrintedPiece]:
    """Words broken at line ends, glued or parted: letters of ``run`` against letters of the ``candidates`` in order."""
    offsets = [offset for token in run for offset in token.offsets]
    letters = "".join(token.key for token in run)
    places: list[tuple[int, int]] = []
    there = ""
    for word in candidates:
        if word in taken:
            continue
        key = keys[word][:-1] if printed[word].endswith(_HYPHENS) and len(keys[word]) > 1 else keys[word]
        there += key
        places.extend((word, letter) for letter in range(len(key)))
    if not letters or not there or max(len(letters), len(there)) > _MOST_LETTERS_IN_A_GAP:
        return
    blocks = SequenceMatcher(None, letters, there, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < _SAME_WORD_SHARE * min(len(letters), len(there)):
        return
    for block in blocks:
        # A single letter agrees by chance, as the number of a page does with a figure in the text.
        if block.size < _FEWEST_LETTERS and letters != there:
            continue
        at = 0
        while at < block.size:
            word, first = places[block.b + at]
            stop = at
            while stop < block.size and places[block.b + stop][0] == word:
                stop += 1
            whole = max(len(keys[word]), 1)
            start, end = offsets[block.a + at], offsets[block.a + stop - 1] + 1
            last = places[block.b + stop - 1][1] + 1
            yield PrintedPiece(start, end, word, first / whole, last / whole)
            taken.add(word)
            at = stop


def _pairs(keys: Sequence[str]) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, pair in enumerate(pairwise(keys)):
        found[pair].append(place)
    return found


def _key(word: str) -> tuple[str, list[int]]:
    """``word`` as compared (nothing invisible, letters composed and small, one hyphen) and whence each letter came."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(word):
        if character in _DROPPED:
            continue
        if unicodedata.combining(character) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + character)[:1]
            continue
        for letter in unicodedata.normalize("NFKC", _ALIKE.get(character, character)).lower():
            letters.append(letter)
            offsets.append(offset)
    return "".join(letters), offsets
