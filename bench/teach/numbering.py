"""The texts as numbers: words, gaps and joints of every paragraph; what each word is and what it may be meant for."""

import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

from bench.accuracy.misspellings import misspellings
from letterkit.core.letter import Role
from letterkit.language.candidates import MOST, Relation, candidates, edits
from letterkit.language.joints import Joint
from letterkit.language.tokens import Mark, fold, read_paragraph
from letterkit.language.traits import MEANING, SIZE, marks_of, meaning_of
from letterkit.reading import read_text
from letterkit.russian import morph

LONGEST = 128  # words of a row
HELD_OUT = 50  # one paragraph in so many is kept for judging
TESTS = Path(__file__).parents[2] / "tests"
RULES = Path(__file__).parents[2] / "rules"
REGISTERS = {"law": 0.7, "duma": 1.0, "official": 1.0, "docs": 1.0, "fiction": 0.35, "own": 4.0}
"""How often a paragraph of each register is shown, against once an epoch."""
FEWEST = 2  # times a word stands in the texts, to be asked about
MANIFEST = "manifest.json"
_MISSPELT = 5  # times a word stands there, to be misspelt
_WAYS = 2  # of misspelling a word
_IN_USE = 20  # times a word stands there, to be what a misspelt one was meant for
_MOST_MEANT = 6
_PROCESSES = 2
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]|[а-яё]\)|[–—•-])\s+")
_RUNNING = (Role.OPENING, Role.BODY)


def register_of(file: str) -> str:
    """The register of a file of the corpus, by its name."""
    for start, register in (("law", "law"), ("duma", "duma"), ("docs", "docs"), ("fiction", "fiction"), ("own", "own")):
        if file.startswith(start):
            return register
    return "official"


def own_texts() -> Iterator[str]:
    """The running text of our own clean letters, of the texts taught before, and the right examples of the rules."""
    yield from right_examples(RULES)
    for file in sorted((TESTS / "letters").glob("[abde]*.txt")):
        letter = read_text(file.read_bytes(), file.name)
        yield from (letter.text[part.start : part.end] for part in letter.parts if part.role in _RUNNING)
    for file in (*sorted((TESTS / "texts").glob("*.txt")), *sorted((TESTS / "language" / "taught").glob("*.txt"))):
        yield from (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def right_examples(rules: Path) -> Iterator[str]:
    """What the rules in ``rules`` give as right, by paragraphs; examples that are whole letters are left out."""
    for file in sorted(rules.rglob("*.yml")):
        rule = YAML(typ="safe", pure=True).load(file)
        examples = rule.get("examples") if isinstance(rule, dict) else None
        for example in examples.get("right", ()) if isinstance(examples, dict) else ():
            if isinstance(example, str):
                yield from (line for line in example.splitlines() if line.strip())
            elif isinstance(example, dict) and isinstance(parts := example.get("parts"), dict):
                texts = (parts.get(part) for part in ("opening", "body"))
                yield from (
                    line for text in texts if isinstance(text, str) for line in text.splitlines() if line.strip()
                )


@dataclass
class WordArrays:
    """Words one after another, each with what stands after it; ``ends`` are the ends of the rows."""

    ids: NDArray[Any]
    wholes: NDArray[Any]
    capitals: NDArray[Any]
    gaps: NDArray[Any]
    joints: NDArray[Any]
    ways: NDArray[Any]
    ends: NDArray[Any]
    held: NDArray[Any]


@dataclass
class Rows(WordArrays):
    """Rows of some texts; ``words`` are the strings that ``ids`` number."""

    words: list[str]


def read_rows(texts: Sequence[str]) -> Rows:
    """``texts`` cut into rows at their stops."""
    numbers: dict[str, int] = {"": 0}
    ids: list[int] = []
    wholes: list[int] = []
    capitals: list[int] = []
    gaps: list[int] = []
    joints: list[int] = []
    ways: list[int] = []
    ends: list[int] = []
    held: list[bool] = []

    def number(word: str) -> int:
        return numbers.setdefault(word, len(numbers))

    for text in texts:
        is_held = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big") % HELD_OUT == 0
        paragraph = read_paragraph(_NUMBERING.sub("", text.strip()).replace("ё", "е").replace("Ё", "Е"))
        first = 0
        size = len(paragraph.tokens)
        while first < size:
            last = min(size, first + LONGEST)
            if last < size:
                ends_there = 1 << Mark.STOP | 1 << Mark.SEMICOLON
                stops = [at for at in range(first + LONGEST // 2, last) if paragraph.gaps[at + 1] & ends_there]
                last = stops[-1] + 1 if stops else last
            for at in range(first, last):
                token = paragraph.tokens[at]
                low = fold(token.text)
                ids.append(number(low))
                capitals.append(2 if len(token.text) > 1 and token.text.isupper() else int(token.text[0].isupper()))
                gaps.append(paragraph.gaps[at + 1])
                has_next = at + 1 < last
                joints.append(int(paragraph.joints[at]) if has_next else 0)
                choice = paragraph.ways[at] if has_next else frozenset((Joint.APART,))
                ways.append(sum(1 << way for way in choice))
                whole = 0
                if has_next and len(choice) > 1:
                    after = fold(paragraph.tokens[at + 1].text)
                    if Joint.JOINED in choice:
                        whole = number(low + after)
                wholes.append(whole)
            ends.append(len(ids))
            held.append(is_held)
            first = last
    return Rows(
        np.array(ids, np.int32), np.array(wholes, np.int32), np.array(capitals, np.int8), np.array(gaps, np.uint16),
        np.array(joints, np.int8), np.array(ways, np.int8), np.array(ends, np.int64), np.array(held, bool),
        list(numbers),
    )  # fmt: skip


def number_texts(corpus: Path, folder: Path) -> None:
    """Reads ``corpus`` (``*.txt.xz``, a paragraph a line) and our own texts; leaves arrays, MANIFEST in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(corpus.glob("*.txt.xz"))
    with Pool(_PROCESSES) as pool:
        arrays, numbers = _read(files, pool)
        words = list(numbers)
        counted = np.bincount(arrays["ids"], minlength=len(words))
        counted += np.bincount(arrays["wholes"], minlength=len(words))
        counted[0] = 0
        rows = len(arrays["ends"])
        print(f"{len(arrays['ids']):,} words, {rows:,} rows, {len(words):,} different", flush=True)
        frequent = {word: int(count) for word, count in zip(words, counted, strict=True) if count >= FEWEST}
        wrong = _misspell(frequent, numbers)
        for slip in wrong:
            numbers.setdefault(slip, len(numbers))
        print(f"{len(frequent):,} asked about, {len(wrong):,} misspellings", flush=True)
        arrays["cand"], arrays["rel"] = _tables_of_candidates(numbers, frequent, wrong, pool)
        arrays["marks"], arrays["row"], arrays["vectors"] = _tables_of_traits(list(numbers), pool)
    arrays["counted"] = np.pad(counted, (0, len(numbers) - len(counted)))
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    (folder / "words.json").write_text(json.dumps(list(numbers), ensure_ascii=False), encoding="utf-8")
    sources = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    told = {
        "files": sources,
        "words": len(arrays["ids"]),
        "rows": rows,
        "held": int(arrays["held"].sum()),
        "shares": REGISTERS,
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=1), encoding="utf-8")


def _read(files: Sequence[Path], pool: Any) -> tuple[dict[str, NDArray[Any]], dict[str, int]]:
    chunks: list[tuple[str, list[str]]] = [("own", list(own_texts()))]
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            texts = [line.strip() for line in lines]
        chunks += [(file.name, texts[first : first + 4000]) for first in range(0, len(texts), 4000)]
    numbers: dict[str, int] = {"": 0}
    parts: list[Rows] = []
    registers: list[str] = []
    for (name, _), rows in zip(chunks, pool.imap(read_rows, [texts for _, texts in chunks]), strict=True):
        renumber = np.array([numbers.setdefault(word, len(numbers)) for word in rows.words], np.int32)
        rows.ids[:] = renumber[rows.ids]
        rows.wholes[:] = renumber[rows.wholes]
        parts.append(rows)
        registers += [register_of(name)] * len(rows.ends)
    offsets = np.cumsum([0, *(len(rows.ids) for rows in parts[:-1])])
    names = ("ids", "wholes", "capitals", "gaps", "joints", "ways", "held")
    arrays = {name: np.concatenate([getattr(rows, name) for rows in parts]) for name in names}
    arrays["ends"] = np.concatenate([rows.ends + offset for rows, offset in zip(parts, offsets, strict=True)])
    arrays["share"] = np.array([REGISTERS[register] for register in registers], np.float32)
    arrays["register"] = np.array([list(REGISTERS).index(register) for register in registers], np.int8)
    return arrays, numbers


def _misspell(frequent: Mapping[str, int], numbers: Mapping[str, int]) -> dict[str, list[str]]:
    """Misspellings, each with the words that it was made of."""
    dice = random.Random(1)
    wrong: dict[str, list[str]] = {}
    for word, count in frequent.items():
        if count >= _MISSPELT and len(word) > 3 and word.isalpha() and word[0] >= "а":
            for slip in misspellings(word, dice, _WAYS):
                if slip not in numbers and not morph.is_known(slip):
                    wrong.setdefault(slip, []).append(word)
    return wrong


def _tables_of_candidates(
    numbers: Mapping[str, int], frequent: Mapping[str, int], wrong: Mapping[str, Sequence[str]], pool: Any
) -> tuple[NDArray[Any], NDArray[Any]]:
    """(candidates of each word by number, what each is to it; -1 where there is none)."""
    cand = np.zeros((len(numbers), MOST), np.int32)
    rel = np.full((len(numbers), MOST), -1, np.int8)
    cand[:, 0] = np.arange(len(numbers))
    rel[:, 0] = 0
    for word, found in zip(frequent, pool.imap(_choices, frequent, chunksize=500), strict=True):
        kept = [(other, relation) for other, relation in found if other in frequent]
        for at, (other, relation) in enumerate(kept, 1):
            cand[numbers[word], at], rel[numbers[word], at] = numbers[other], relation
    in_use = {word for word, count in frequent.items() if count >= _IN_USE}
    # Rare words that no dictionary has stand in right texts too: what is near them was not meant.
    strange = [
        word for word in numbers if word not in wrong and len(word) > 3 and word.isalpha() and not morph.is_known(word)
    ]
    for written, meant in (*wrong.items(), *((word, ()) for word in strange)):
        near = sorted((in_use & edits(written)) - set(meant), key=lambda word: -frequent[word])
        for at, word in enumerate([*meant, *near][:_MOST_MEANT], 1):
            cand[numbers[written], at], rel[numbers[written], at] = numbers[word], int(Relation.MEND)
    return cand, rel


def _tables_of_traits(words: Sequence[str], pool: Any) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """(marks of each word, the number of its vector, vectors)."""
    marks = np.zeros((len(words), SIZE), np.float16)
    vectors: list[bytes] = [np.zeros(MEANING, np.float16).tobytes()]
    row = np.zeros(len(words), np.int32)
    for number, (mark, vector) in enumerate(pool.imap(_describe, words[1:], chunksize=1000), 1):
        marks[number] = mark
        if vector is not None:
            row[number] = len(vectors)
            vectors.append(vector)
    return marks, row, np.frombuffer(b"".join(vectors), np.float16).reshape(-1, MEANING)


def _describe(word: str) -> tuple[NDArray[Any], bytes | None]:
    meaning = meaning_of(word)
    return marks_of(word).astype(np.float16), None if meaning is None else meaning.astype(np.float16).tobytes()


def _choices(word: str) -> list[tuple[str, int]]:
    return [(other, int(relation)) for other, relation in candidates(word)[1:]]
