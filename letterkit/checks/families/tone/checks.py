"""Clause 1.5: orders given to the applicant.

A reply asks with «просим» or tells what to do with a few verbs of business: «обратитесь», «приложите», «позвоните».
Another imperative («прибедняйтесь», «полюбуйтесь») may be familiar or rude; what is so for certain, other rules name.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, fold_word
from letterkit.russian import morph
from letterkit.word_lists import WordList, words_file, words_text

_POLITE = frozenset(("пожалуйста", "просим", "прошу"))
_ENDS = frozenset(".!?…;:")


@function_check("tone.order", alone=PROSE)
def order(subject: Subject) -> Iterator[Hit]:
    """An imperative in the plural that is not among rules/words/requests.txt, and no «пожалуйста» by it."""
    allowed = requests(words_file("requests.txt"))
    for part in subject.parts_of(*PROSE):
        tokens = subject.tokens_of(part)
        for index, token in enumerate(tokens):
            denied = index > 0 and tokens[index - 1].form == "не"
            if not token.form.endswith(("те", "тесь")) or not _is_order(token.form, _leads(tokens, index - denied)):
                continue
            if ("не " if denied else "") + _verb(token.form) in allowed or _asked_kindly(tokens, index):
                continue
            start = tokens[index - 1].start if denied else token.start
            yield Hit(start, token.end)


def _is_order(form: str, leads: bool) -> bool:
    """Whether the word is an imperative: «смешите» can also be a statement where it does not lead its sentence."""
    readings = morph.parses(form)
    orders = ["impr" in each.tag and "plur" in each.tag for each in readings]
    return any(orders) and (all(orders) or (leads and all("VERB" in each.tag for each in readings)))


def _leads(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].text in _ENDS


def _verb(form: str) -> str:
    return fold_word(str(morph.parses(form)[0].normal_form))


def _asked_kindly(tokens: Sequence[Token], index: int) -> bool:
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(tokens) and tokens[at].text not in _ENDS:
            if tokens[at].form in _POLITE:
                return True
            at += step
    return False


@lru_cache(maxsize=8)
def requests(file: WordList) -> frozenset[str]:
    """The verbs, folded, with «не » before those that may be denied."""
    text = words_text(file)
    lines = (line.split("#")[0] for line in text.splitlines())
    return frozenset(fold_word(word.strip()) for line in lines for word in line.split(",") if word.strip())
