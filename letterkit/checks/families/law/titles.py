"""Titles of acts as letters write them: the same words, or others."""

from functools import lru_cache

import regex

from letterkit.russian.names_letters import common_length


@lru_cache(maxsize=512)
def title_key(name: str) -> str:
    """``name`` as titles are compared: its words alone, in small letters, without «ё»."""
    return " ".join(regex.findall(r"\p{L}+", name.lower().replace("ё", "е")))


def has_other_words(known: str, said: str) -> bool:
    """Whether the title as said has words that the known one lacks, or lacks some of its first; slips do not count."""
    if regex.search(r"\b\p{Lu}{2,}\b", said):
        return False  # «ЖКХ» stands for words of the title
    right, written = title_key(known).split(), title_key(said).split()
    foreign = [word for word in written if len(word) > 3 and not any(_alike(word, other) for other in right)]
    begun = right[: len(written)]
    lost = [word for word in begun if len(word) > 3 and not any(_alike(word, other) for other in written)]
    return bool(foreign or lost)


def _alike(one: str, other: str) -> bool:
    """Whether two words are one but for the ending or a slip."""
    if min(len(one), len(other)) <= 3:
        return False
    return one[:4] == other[:4] or common_length(one, other) >= min(len(one), len(other)) - 2 or _slip(one, other)


def _slip(one: str, other: str) -> bool:
    """Whether all but two letters of the longer word stand in the other."""
    left = list(other)
    for letter in one:
        if letter in left:
            left.remove(letter)
    return len(left) <= 2 and abs(len(one) - len(other)) <= 1
