"""What is shown of the language of a text: our own spelling, tagger and agreement, a server's rules beside them."""

import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from letterkit import __version__
from letterkit.proofing import agreement, tagger_match
from letterkit.proofing.allowed import AllowList, load_allowed
from letterkit.proofing.false_positives import is_spared
from letterkit.proofing.lexicon import load_lexicon
from letterkit.proofing.ports import EngineName, Match, UnitEngine
from letterkit.proofing.spelling import Spelling
from letterkit.russian import morph
from letterkit.word_lists import WordLists

_MISSPELT = 0.75  # share of letters that a misspelt word has in common with the right one
_NEAR = 4  # words on either side of a word: its neighbours
# More blanks than this are somebody's way to set a column, not a slip.
_MOST_BLANKS = 3
_MOST_ASKED = 8  # texts that wait for a server at a time
# «1 200 тыс. рублей», «500 руб. и», «№ ___. рублей»: the stop belongs to the short word and ends nothing.
_AFTER_SHORT = re.compile(
    r"(?:(?:\b|(?<=\d))(?:руб|р|коп|тыс|млн|млрд|кв|куб|кг|км|г|гг|др|пр|т|ул|обл|стр)|[_XХ…])\.\s*$"
)
_STARTS_LIST_ITEM = re.compile(r"^\s*(?:\d+[.)]|[а-яё]\)|[–—•*-])?\s*$")


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
        ours = (match for match in agreement.disagreements(unit) if not is_spared(unit, match))
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
        """``match`` as it is shown where its rule is allowed; None for a known false alarm."""
        if is_spared(unit, match):
            return None
        while unit[match.start] == "\n" and match.end - match.start > 1:
            match = replace(match, start=match.start + 1)  # some rules take the line break before the word along
        words = unit[match.start : match.end]
        allowed = self.allowed.by_rule.get(match.rule)
        code = allowed.code if allowed else ""  # none for a rule that is only measured
        if match.rule == "WHITESPACE_RULE" and (len(words) > _MOST_BLANKS or match.start == 0):
            return None
        if match.rule == "UPPERCASE_SENTENCE_START" and (
            _STARTS_LIST_ITEM.match(unit[: match.start]) or _AFTER_SHORT.search(unit[: match.start])
        ):
            return None
        if match.rule.startswith("PREP_") and " " not in words and _after_noun(unit, match.start):
            return None  # «в столовой пункта»: the preposition has its noun already
        if match.rule.startswith("Unify_Adj_NN") and agreement.stands_alone(unit, match.start):
            return None
        if match.rule == "SoglasovanieNN_Verb" and _is_of_woman(words):
            return None
        if match.rule == "Soglasovanie_NN_PT" and _of_noun_before(unit, match.start, words):
            return None  # «плата за отопление, начисленная в январе»
        if match.rule == "missing_2_verb" and _has_verb_after(unit, match.end):
            return None  # «сосед платить отказался»
        if match.rule == "RU_SIMPLE_REPLACE" and not _is_misspelling(words, match.replacements):
            return None  # «имплементация → реализация»: a matter of style, which has rules of its own
        if code == "grammar.infinitive" and not all(map(morph.is_known, re.findall(r"[А-Яа-яЁё-]+", words))):
            return None  # «жури подведёт»: what the first word is nobody knows
        wanted = tuple(text for text in match.replacements if _plain(text) != _plain(words))
        if code == "grammar.case-after-preposition":  # «неединообразном о характере»: no preposition is put in
            wanted = tuple(text for text in wanted if len(text.split()) <= len(words.split()))
            return replace(match, replacements=wanted)
        if match.replacements and not wanted:
            return None  # it only asks for ё
        return replace(match, replacements=wanted)

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


def _after_noun(unit: str, start: int) -> bool:
    """Whether the word before ``start`` may be a noun, one made of an adjective («столовая», «дежурный») above all."""
    before = re.search(r"([А-Яа-яЁё-]{4,})\s$", unit[:start])
    return before is not None and any(parse.tag.POS == "NOUN" for parse in morph.parses(before[1]) if parse.is_known)


def _of_noun_before(unit: str, start: int, words: str) -> bool:
    """Whether the participle that ends ``words`` agrees with one of the nouns shortly before ``start``."""
    participle = words.split()[-1].lower()
    before = re.findall(r"[А-Яа-яЁё-]+", re.split(r"[.!?;:\n]", unit[:start])[-1])[-_NEAR:]
    return any(agreement.agree(participle, noun.lower()) for noun in before)


def _has_verb_after(unit: str, end: int) -> bool:
    """Whether the verb that asks for an infinitive comes right after it."""
    after = re.match(r"\s+(?:не\s+)?([а-яё]+)", unit[end:])
    asking = ("VERB", "PRTS", "ADJS", "PRED")
    return after is not None and any(parse.tag.POS in asking for parse in morph.parses(after[1]))


def _is_of_woman(words: str) -> bool:
    """«учитель рассказала», «судья вынесла»: a post named in the masculine that a woman holds."""
    noun, _, verb = words.rpartition(" ")
    past = any({"VERB", "past", "femn"} <= parse.tag.grammemes for parse in morph.parses(verb))
    person = any({"NOUN", "anim", "nomn"} <= parse.tag.grammemes for parse in morph.parses(noun.rpartition(" ")[2]))
    return past and person


def _clear_of(taken: Sequence[Match], matches: Iterable[Match]) -> list[Match]:
    """Those of ``matches`` that touch none of ``taken``."""
    return [match for match in matches if not any(one.start < match.end and match.start < one.end for one in taken)]


def _is_misspelling(words: str, replacements: tuple[str, ...]) -> bool:
    alike = (SequenceMatcher(None, words.lower(), right.lower()).ratio() for right in replacements[:1])
    return any(character.isdigit() for character in words) or any(ratio >= _MISSPELT for ratio in alike)


def _plain(text: str) -> str:
    return text.replace("ё", "е").replace("Ё", "Е")
