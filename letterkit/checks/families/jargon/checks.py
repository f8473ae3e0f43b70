"""Clause 3.7: words so rare that a citizen may not know them and no list of ours does.

A word that a billion words of news never used in any form is a special term more often than not («ригель»,
«экономайзер»); with an ending of learned words («вертебропластика») it is one for certain.
"""

from collections.abc import Iterator
from functools import lru_cache

import regex

from letterkit.checks import explanations
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.word_list import ListEntry, WordList, word_list
from letterkit.russian import morph
from letterkit.russian.vectors import occurrences
from letterkit.word_lists import WordList as WordFile
from letterkit.word_lists import words_file

_POS = frozenset(("NOUN", "ADJF", "ADJS"))
_NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
_LISTS = ("jargon.txt", "foreign.txt", "borrowed.txt", "colloquial.txt")
_SHORTEST = 6  # letters
_LEARNED = regex.compile(
    r"(?:пластика|скопия|томия|эктомия|мегалия|цитоз|патия|эмия|урия|алгия|пения|трофия|плазия|склероз|стаз|генез|филия"
    r"|графия|метрия|терапия|фикация|изация|логия|лог|грамма|ирование|оидный|огенный|атический|итический|озный)$"
)
_OF_DOCTORS = regex.compile(r"\p{L}{4}(?:пластика|скопия|эктомия|стомия|томия|мегалия|цитоз|графия|патия)$")
# What anybody can make of a common word and anybody understands: «переклеивание», «водоканаловский», «неогороженный».
_HOMEMADE = regex.compile(r"(?:[нт]ие|нье|ость|ский|ский|онок|ёнок|очка|ечка|ушка|ышка|ик|ок|ка|ница|щик|чик)$")
# Learned and foreign words have letters and endings of their own; «околица» and «стерня» are plain Russian, if rare.
_LOAN = regex.compile(r"[фэ]|ай|йз|кс|ш[тпв]|ау|и[ао]|(?:[ая]тор|[ие]р|ор|ит|ин|аж|инг|ометр|арий|ум|ен|ель)$")
_PREFIXED = regex.compile(r"^(?:не|пере|недо|полу|мало|много|само|одно|двух|трёх|четырёх|пяти|высоко|низко)")


@function_check("jargon.rare")
def rare(subject: Subject) -> Iterator[Hit]:
    """A noun or an adjective that news never use and the letter does not explain, at its first place."""
    told: set[str] = set()
    lists = tuple(map(words_file, _LISTS))
    for part in subject.parts_of(*PROSE):
        for token in subject.tokens_of(part):
            found = _rare(token.text)
            if found is None or found in told:
                continue
            told.add(found)
            if _is_listed(found, lists) or explanations.near(
                subject, ListEntry((found,), explanation="—"), _jargon_list()
            ):
                continue
            yield Hit(token.start, token.end)


@lru_cache(maxsize=8192)
def _rare(word: str) -> str | None:
    """The lemma of a rare word; None for any other."""
    if len(word) < _SHORTEST or not word.islower() or "-" in word or occurrences(word):
        return None
    readings = morph.parses(word)
    if not morph.is_known(word) and not _OF_DOCTORS.search(str(readings[0].normal_form)):
        return None  # perhaps a slip: spelling's business
    if any(each.tag.POS not in _POS or not _NAMES.isdisjoint(each.tag.grammemes) for each in readings):
        return None
    if any(occurrences(form.word) for each in readings for form in each.lexeme):
        return None
    lemma = str(readings[0].normal_form)
    learned = _LEARNED.search(lemma) is not None
    if not learned and (_HOMEMADE.search(lemma) or _PREFIXED.search(lemma) or not _LOAN.search(lemma)):
        return None
    return lemma


def _jargon_list() -> WordList:
    return word_list(words_file("jargon.txt"))


@lru_cache(maxsize=4096)
def _is_listed(lemma: str, lists: tuple[WordFile, ...]) -> bool:
    """Whether a list of ours has the word: it has its own explanation or its own reason to be let be."""
    return any(lemma in entry.words for each in lists for entry in word_list(each).entries)
