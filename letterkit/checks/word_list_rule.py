"""``wordlist``: reports the words of a list that clerks edit (letterkit.checks.word_list)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from letterkit.checks import agreement, explanations
from letterkit.checks.check import Work
from letterkit.checks.hit import Hit
from letterkit.checks.rule_file import RuleFile
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_list import ListEntry, word_list
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.word_lists import words_file


class WordListRule(RuleFile):
    """``wordlist``: reports the words of rules/words/``words``."""

    kind: Literal["wordlist"]
    words: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.txt$")]

    def work(self) -> Work:
        listed = word_list(words_file(self.words))

        def run(subject: Subject) -> Iterator[Hit]:
            told: set[tuple[str, bool]] = set()
            found = subject.recall(self.roles, self.code, lambda part: listed.search(subject.tokens_of(part)))
            for part, (entry, first, last) in found:
                tokens = subject.tokens_of(part)
                span = Hit(tokens[first].start, tokens[last - 1].end)
                if not self.free(subject, span) or _is_name(tokens, first):
                    continue
                opening = part.role is Role.OPENING
                if not entry.explanation:
                    hit = _to_replace(subject, entry, tokens, first, last)
                elif (entry.source, opening) in told or explanations.near(subject, entry, listed):
                    continue
                else:
                    told.add((entry.source, opening))
                    if explanations.is_abbreviated(subject.text, tokens[first].start, tokens[last - 1].end):
                        continue  # «ОДН» is expanded as the Order asks
                    hit = _to_explain(subject, entry, span)
                yield replace(hit, level=Level.ADVICE if entry.advice_only else None, word=entry.source)

        return Work(run)


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """A capital inside a sentence: a name or a part of one, «Центр коммуникаций»."""
    text = tokens[index].text
    if not text[:1].isupper() or text.isupper() or index == 0:
        return False
    before = tokens[index - 1]
    return before.text not in ".!?:;…–—-•)" and not before.text.isdigit()


def _advice(entry: ListEntry) -> str:
    if entry.advice or not entry.area:
        return entry.advice
    return f"Это значение слова в области «{entry.area}»; если у Вас другое, скажите его своими словами"


def _to_replace(subject: Subject, entry: ListEntry, tokens: Sequence[Token], first: int, last: int) -> Hit:
    made = agreement.replace_words(subject.text, tokens, first, last, entry)
    details = {"plain": ", ".join(f"«{each}»" for each in entry.answers), "entry_advice": _advice(entry)}
    return Hit(made.start, made.end, details, made.suggestions)


def _to_explain(subject: Subject, entry: ListEntry, span: Hit) -> Hit:
    term = subject.text[span.start : span.end]
    details = {"plain": entry.explanation, "term": entry.source, "entry_advice": _advice(entry)}
    return replace(span, details=details, suggestions=(f"{term} ({entry.explanation})",))
