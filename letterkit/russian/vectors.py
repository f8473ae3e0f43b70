"""natasha's word vectors, one copy for all processes: made from a billion words of news, they tell which words are used
near each other, and how often each is used.

They are read from natasha's file as it lies there, so that the system keeps its pages once for all who look at them.
navec's own reader takes 180 MB, most of it for what nobody asks here, and each model of slovnet brings the same words
once more.
"""

import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from gzip import GzipFile
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import IO, TYPE_CHECKING, cast

from letterkit.core.loading import loading
from letterkit.core.word_numbers import WordNumbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_FILE = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_loading = Lock()
_NUMBER = "00"


class Vectors:
    """The words of ``file``, in lower case: the vector of each and how often the news have it.

    A vector is put together of parts, each one of 256: ``indexes`` says which, ``codes`` are what they are. ``encode``,
    ``unk_id``, ``pad_id``, ``meta`` and ``pq`` are what the models of slovnet ask for.
    """

    def __init__(self, file: Path) -> None:
        import numpy as np

        self._file = file
        with tarfile.open(file) as tar:
            self.meta = SimpleNamespace(**json.load(_open_member(tar, "meta.json")))
            place = tar.getmember("pq.bin")
        with self._vocabulary() as (counts, words):
            self._counts = counts
            self._numbers = WordNumbers(words)
        packed = np.asarray(np.memmap(file, np.uint8, "r", place.offset_data, (place.size,)))
        words_count, _, parts, ways = packed[:16].view(np.uint32).tolist()
        if not words_count == len(self._numbers) == len(self._counts):
            raise ValueError(f"{words_count} vectors of {len(self._numbers)} words")
        codes = packed[16 + words_count * parts :]
        self.pq = SimpleNamespace(
            indexes=packed[16 : 16 + words_count * parts].reshape(words_count, parts),
            codes=codes.view(np.float32).reshape(parts, ways, -1),
        )
        self._parts = np.arange(parts)
        self.unk_id, self.pad_id = self._numbers.get("<unk>"), self._numbers.get("<pad>")

    def __contains__(self, word: str) -> bool:
        return word in self._numbers

    def __getitem__(self, word: str) -> "Floats":
        vector = self.get(word)
        if vector is None:
            raise KeyError(word)
        return vector

    def get(self, word: str) -> "Floats | None":
        """The vector of ``word``; None where there is none."""
        number = self._numbers.get(word)
        if number is None:
            return None
        vector: Floats = self.pq.codes[self._parts, self.pq.indexes[number]].reshape(-1)
        return vector

    def encode(self, word: str) -> int | None:
        """The number of ``word``, or that of unknown ones."""
        number = self._numbers.get(word)
        return self.unk_id if number is None else number

    def count(self, word: str) -> int:
        """How often the news have ``word``; 0 for one that is not here."""
        number = self._numbers.get(word)
        return 0 if number is None else self._counts.item(number)

    def counts_of(self, words: Iterable[str]) -> dict[str, int]:
        """``count`` of those of ``words`` that are here."""
        return {word: self._counts.item(number) for word, number in self._numbers.among(list(words)).items()}

    def items(self) -> Iterator[tuple[str, int]]:
        """All words and their counts, read from the file."""
        with self._vocabulary() as (counts, words):
            yield from zip(words, counts.tolist(), strict=True)

    @contextmanager
    def _vocabulary(self) -> "Iterator[tuple[NDArray[np.uint32], Iterator[str]]]":
        import numpy as np

        with tarfile.open(self._file) as tar, GzipFile(fileobj=_open_member(tar, "vocab.bin")) as file:
            size = int.from_bytes(file.read(4), "little")
            counts = np.frombuffer(file.read(4 * size), np.uint32)
            with io.TextIOWrapper(cast(IO[bytes], file), encoding="utf-8", newline="\n") as lines:
                yield counts, (line.rstrip("\n") for line in lines)


def vectors() -> Vectors:
    """The vectors; about 0.3 s and 6 MB, beside the 25 of the file, when first asked for."""
    with _loading:
        return _vectors()


def natasha_data(file: str) -> Path:
    """Where natasha's ``file`` lies; natasha's code is not read, for it brings another pymorphy with it."""
    found = find_spec("natasha")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("natasha")
    return Path(found.origin).parent / "data" / file


def occurrences(word: str) -> int:
    """How often ``word`` stands in a billion words of news; 0 for one seen less than some 100 times or not at all.

    Letter case is ignored, and so are the dots of ё, which news leave out.
    """
    known = vectors()
    low = word.lower()
    plain = low.replace("ё", "е")
    return known.count(low) if plain == low else max(known.count(low), known.count(plain))


def numberless(words: Sequence[str]) -> tuple[str, ...]:
    """``words`` with one number of several digits for all such: models of language see of each only that it is one.

    The vectors have no numbers. Sentences that are alike so are read alike, and letters of a batch often differ in a
    date or the number of a house.
    """
    return tuple([_NUMBER if len(word) > 1 and word[0].isdecimal() else word for word in words])


def _open_member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    file = tar.extractfile(name)
    if file is None:
        raise ValueError(name)
    return file


@loading("natasha")
@cache
def _vectors() -> Vectors:
    return Vectors(natasha_data(_FILE))
