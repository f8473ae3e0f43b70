"""Which case and preposition a word asks for: rules/words/government.txt, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from letterkit.checks.tokens import fold_word
from letterkit.core.errors import BadValue, RuleError
from letterkit.word_lists import WordList, list_lines

_QUESTIONS = {"чего": "gent", "чему": "datv", "что": "accs", "чем": "ablt", "чем_": "loct"}
_LOCATIVE = frozenset("о об в во на при".split())
_PLAIN = {"об": "о", "обо": "о", "во": "в", "со": "с", "ко": "к"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A preposition (empty for none) and a case of OpenCorpora; ``nouns``: lemmas that the frame is only about."""

    preposition: str
    case: str
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word asks for (``right``, the first is the mend) and what is wrongly written after it.

    ``after``: lemmas of which one must stand before the word; ``mild``: advice, no error.
    """

    right: tuple[Frame, ...]
    wrong: tuple[Frame, ...]
    after: frozenset[str] = frozenset()
    mild: bool = False


def plain_preposition(form: str) -> str:
    """«об» → «о», «во» → «в»: the form in which prepositions stand in the list."""
    return _PLAIN.get(form, form)


@lru_cache(maxsize=8)
def governors(path: WordList) -> Mapping[str, tuple[Governor, ...]]:
    """Governors by the lemma of their word («е» for «ё»); raises RuleError ``words.line`` with file and line."""
    read: dict[str, list[Governor]] = {}
    for number, line in list_lines(path):
        if line.startswith("["):
            continue
        try:
            words, governor = _line(line)
        except (KeyError, ValueError) as fault:
            raise RuleError("words.line", file=str(path), line=number, text=line) from fault
        for word in words:
            read.setdefault(word, []).append(governor)
    return {word: tuple(found) for word, found in read.items()}


def _line(line: str) -> tuple[list[str], Governor]:
    mild = line.startswith("?")
    left, mark, frames = line.lstrip("? ").partition("=")
    right, second_mark, wrong = frames.partition(";")
    if not mark or not second_mark:
        raise BadValue("list.unreadable-line")
    before, plus, words = left.rpartition("+")
    after = frozenset(fold_word(word.strip()) for word in before.split("|")) if plus else frozenset()
    governor = Governor(_frames(right), _frames(wrong), after, mild)
    return [fold_word(word.strip()) for word in words.split(",") if word.strip()], governor


def _frames(written: str) -> tuple[Frame, ...]:
    return tuple(_frame(piece) for piece in written.split("/"))


def _frame(written: str) -> Frame:
    question, _, nouns = written.partition("(")
    *preposition, word = fold_word(question.strip()).split()
    if len(preposition) > 1:
        raise BadValue("list.two-prepositions")
    before = plain_preposition("".join(preposition))
    case = _QUESTIONS["чем_" if word == "чем" and before in _LOCATIVE else word]
    return Frame(before, case, frozenset(fold_word(noun) for noun in nouns.rstrip(") ").split()))
