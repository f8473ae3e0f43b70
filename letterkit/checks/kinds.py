"""The kinds of rule files: what each finds and how it mends. A new rule of a known kind needs no Python.

existence    phrases that should not be there
replace      phrases, each with plainer words to put in their place
pattern      regular expressions, for marks and digits rather than words
match        patterns of words by their grammar, with agreement and mends by inflection (letterkit.checks.match_rule)
government   words that ask for a case (согласно + dative)
proofing     what the grammar engine reports under this code
wordlist     words and terms of a list in rules/words/ (letterkit.checks.word_list)
speech       what is done with words, said in any of many ways (letterkit.checks.speech)
function     a decorated function of letterkit.checks.families
internal     what the run itself has to say (a check that failed, a waiver that answers for nothing)
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from letterkit.checks.check import Need, Work
from letterkit.checks.hit import Hit
from letterkit.checks.literals import cue_of
from letterkit.checks.match_rule import MatchRule
from letterkit.checks.mend import Mend, mend
from letterkit.checks.paragraph_rule import Local, ParagraphRule, Strict
from letterkit.checks.patterns import MOST_PATTERNS, PATTERN_LIMIT_S, Watch, compilable
from letterkit.checks.phrase import Phrase, PhraseSet, phrase
from letterkit.checks.prefilter import Cue, Cues, Paragraph
from letterkit.checks.rule_file import RuleFile, Words, split
from letterkit.checks.speech import SpeechRule
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token, fold_word, tokens
from letterkit.checks.verb_pairs import verb_pairs
from letterkit.checks.word_list_rule import WordListRule
from letterkit.core.errors import BadValue
from letterkit.core.finding import Level
from letterkit.core.letter import Part
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.prepositions import PREPOSITIONS
from letterkit.word_lists import words_file

_NEXT_WORD = 40  # letters: room for the word after a turn
_CLAUSE_GOES_ON = frozenset(("VERB", "INFN", "PRTS"))


def _readable(source: str) -> str:
    phrase(source)
    return source


Phrases = Annotated[tuple[Annotated[str, AfterValidator(_readable)], ...], BeforeValidator(split)]


class PhraseEntry(Strict):
    """A phrase (or several for one thing), the words to put in its place, exceptions around it.

    ``level`` is for an entry that is graver or milder than its rule.
    """

    find: Phrases
    mend: Words = ()
    advice: str = ""
    level: Level | None = None
    except_in: Phrases = ()

    @model_validator(mode="after")
    def _compiles(self) -> "PhraseEntry":
        for one in self.phrases:
            for words in self.mend:
                mend(words, len(one.elements))
        return self

    @property
    def phrases(self) -> list[Phrase]:
        return [phrase(source) for source in (*self.find, *self.except_in)]


class PhraseRule(ParagraphRule):
    """``existence``, ``replace``: all entries are sought together; the longest match wins, so exceptions are longer.

    ``unless_dated``: a phrase is let pass where its sentence names a date or a number of days. ``pairs`` names a list
    of rules/words/ whose lines become entries too (letterkit.checks.verb_pairs).
    """

    kind: Literal["existence", "replace"]
    find: Annotated[list[PhraseEntry], Field(min_length=1)]
    pairs: Annotated[str, Field(pattern=r"^[a-z0-9-]+\.txt$")] | None = None
    unless_dated: bool = False

    @model_validator(mode="before")
    @classmethod
    def _pairs_are_entries(cls, written: object) -> object:
        if not isinstance(written, dict) or not isinstance(written.get("pairs"), str):
            return written
        listed = verb_pairs(words_file(written["pairs"]))
        return {**written, "find": [*(written.get("find") or ()), *listed]}

    def work(self) -> Work:
        # Exceptions stand first: of two matches of one length the earlier phrase wins.
        phrases = [phrase(source) for entry in self.find for source in entry.except_in]
        answers: list[PhraseEntry | None] = [None] * len(phrases)
        mends: list[tuple[Mend, ...]] = [()] * len(phrases)
        for entry in self.find:
            for source in entry.find:
                one = phrase(source)
                phrases.append(one)
                answers.append(entry)
                mends.append(tuple(mend(words, len(one.elements)) for words in entry.mend))
        sought = PhraseSet(phrases)

        def find(subject: Subject, part: Part) -> Iterator[Local]:
            for number, match in sought.search(subject.tokens_of(part), subject.places_of(part)):
                entry = answers[number]
                if entry is None:
                    continue
                mended = [words for each in mends[number] if (words := each.words(match)) is not None]
                mended = _with_closing_comma(subject.text[match.end : part.end], mended)
                start, mended = _with_comma(subject.text, part.start, match.start, mended)
                details = {"entry_advice": entry.advice}
                hit = Hit(start, match.end, details, tuple(dict.fromkeys(mended)), level=entry.level)
                # The noun that hangs on a turn may be a name; the turn itself may not.
                yield Local.of(hit, part, match.start, match.own_end)

        return self.of_paragraphs(find, Cue(self.code, sought.keys))

    def passes(self, subject: Subject, core: Hit) -> bool:
        dated = self.unless_dated and core.start is not None and subject.is_dated(core.start)
        return not dated and super().passes(subject, core)


def _with_closing_comma(after: str, mends: list[str]) -> list[str]:
    """A mend that ends in a comma keeps it before a verb, needs none before a mark, and is not offered elsewhere."""
    following = next(iter(tokens(after[:_NEXT_WORD])), None)
    if following is None or not following.is_word:
        return [words.removesuffix(",") for words in mends]
    is_verb = morph.parses(following.text)[0].tag.POS in _CLAUSE_GOES_ON
    return [words for words in mends if is_verb or not words.endswith(",")]


def _with_comma(text: str, begins: int, start: int, mends: list[str]) -> tuple[int, list[str]]:
    """(start of the span, mends): a mend that begins with a comma takes it in where no mark stands before."""
    if not any(words.startswith(",") for words in mends):
        return start, mends
    before = text[begins:start].rstrip()
    if before and (before[-1].isalnum() or before[-1] in "»)%"):
        return begins + len(before), mends
    plain = [words.removeprefix(",").lstrip() for words in mends]
    return start, [words[:1].upper() + words[1:] if text[start].isupper() else words for words in plain]


Patterns = Annotated[
    tuple[Annotated[str, AfterValidator(compilable)], ...], BeforeValidator(split), Field(max_length=MOST_PATTERNS)
]
_GROUP = regex.compile(r"\\(\d)")


class PatternRule(ParagraphRule):
    """``pattern``: ``find`` is one or more regular expressions, ``mend`` templates with \\1 for their groups.

    Of patterns that find the same place the first is heard.
    A named group ``span`` narrows the finding to itself. ``raw`` searches the letter as given, before cleaning.
    """

    kind: Literal["pattern"]
    find: Patterns
    mend: Words = ()
    ignore_case: bool = True
    raw: bool = False

    @model_validator(mode="after")
    def _mends_take_groups_that_are_there(self) -> "PatternRule":
        groups = min(pattern.groups for pattern in self._compile())
        for words in self.mend:
            if (number := max(map(int, _GROUP.findall(words)), default=0)) > groups:
                raise BadValue("mend.group", words, number, groups)
            try:
                for source in self.find:  # an empty place lets the library read the template
                    regex.compile(f"(?:{source})|$", regex.V1).sub(words, "", timeout=PATTERN_LIMIT_S)
            except (regex.error, IndexError) as fault:
                raise BadValue("mend.unfillable", words) from fault
        return self

    def _compile(self) -> list["regex.Pattern[str]"]:
        flags = regex.IGNORECASE if self.ignore_case else 0
        return [regex.compile(source, flags | regex.V1) for source in self.find]

    def work(self) -> Work:
        patterns = [(pattern, cue_of(self.code, pattern.pattern)) for pattern in self._compile()]
        cues = [cue for _, cue in patterns]

        def search(text: str, part: Part, heard: Container[Cue], watch: Watch) -> Iterator[Local]:
            taken: list[tuple[int, int]] = []
            for number, (pattern, cue) in enumerate(patterns):
                if cue not in heard:
                    continue
                for found in watch.matches(pattern, number, text, part.start, part.end):
                    start, end = found.span("span") if "span" in pattern.groupindex else found.span()
                    if any(first < end and start < last for first, last in taken):
                        continue  # another pattern of the rule has found the place
                    taken.append((start, end))
                    hit = Hit(start, end, suggestions=tuple(found.expand(words) for words in self.mend), raw=self.raw)
                    yield Local.of(hit, part, start, end)

        if not self.raw:
            return self.of_paragraphs(
                lambda subject, part: search(subject.text, part, subject.cues_in(part), subject.watch(self.code)), *cues
            )
        sought = Cues(cues)

        def run_raw(subject: Subject) -> Iterator[Hit]:
            text, parts, watch = subject.letter.text, self._raw_fields(subject), subject.watch(self.code)
            paragraphs = [Paragraph.of(text, part, frozenset()) for part in parts]
            for part, heard in zip(parts, sought.hear(paragraphs), strict=True):
                yield from (local.place(part)[0] for local in search(text, part, heard, watch))

        return Work(run_raw)

    def _raw_fields(self, subject: Subject) -> Sequence[Part]:
        if self.where == "all":
            return subject.raw_parts
        fields = {
            (part.role, start)
            for part in self.fields_of(subject)
            for start in (subject.original(part.start, part.end)[0],)
        }
        return [part for part in subject.raw_parts if (part.role, part.start) in fields]


class Government(Strict):
    words: Words
    then: Case
    but: Case


class GovernmentRule(ParagraphRule):
    """``government``: after ``words`` a noun phrase must stand in ``but``'s place in ``then``.

    Only a phrase whose every word can be in the wrong case and whose head cannot be in the right one is reported.
    """

    kind: Literal["government"]
    find: list[Government]

    def work(self) -> Work:
        asked = {fold_word(word): rule for rule in self.find for word in rule.words}

        def find(subject: Subject, part: Part) -> Iterator[Local]:
            tokens = subject.tokens_of(part)
            for index, token in enumerate(tokens):
                rule = asked.get(token.form)
                taken = _noun_phrase(tokens[index + 1 :], rule) if rule else ()
                if rule and taken:
                    details = {"word": token.text, "phrase": subject.text[taken[0].start : taken[-1].end]}
                    mended = " ".join((token.text, *(_put(each, rule) for each in taken)))
                    hit = Hit(token.start, taken[-1].end, details, (mended,))
                    yield Local.of(hit, part, token.start, taken[-1].end)

        return self.of_paragraphs(find, Cue(self.code, frozenset(asked)))


def _noun_phrase(tokens: Iterable[Token], rule: Government) -> tuple[Token, ...]:
    """Modifiers and the head noun right after the governing word, when they stand in the wrong case for certain."""
    wrong, right = morph.CASE_TAGS[rule.but], morph.CASE_TAGS[rule.then]
    taken: list[Token] = []
    for token in tokens:
        if not token.is_word or _is_name(token) or token.form in PREPOSITIONS:
            return ()
        modifies = token.has("ADJF", wrong) or token.has("PRTF", wrong)
        # «благодаря тёплой погоды»: «тёплой» may be either, its noun tells
        if token.has(right) and not (modifies and token.has("ADJF", right)):
            return ()
        taken.append(token)
        if token.has("NOUN", wrong) and not token.has(right):
            return tuple(taken)
        if not modifies:
            return ()
    return ()


def _is_name(token: Token) -> bool:
    """«согласуйте с директором Аяной Сергеевной»: a name, often one that no dictionary has."""
    readings = morph.known_parses(token.text)
    return token.text.istitle() and all(reading.tag.grammemes & {"Name", "Surn", "Patr"} for reading in readings)


def _put(token: Token, rule: Government) -> str:
    """``token`` moved from the wrong case into the right one; as it stands when it has no such form."""
    wrong, right = morph.CASE_TAGS[rule.but], morph.CASE_TAGS[rule.then]
    for parse in morph.parses(token.text):
        form = forms.put(parse, frozenset({right})) if wrong in parse.tag else None
        if form:
            return forms.as_written(token.text, parse, form, keeps_yo="ё" in token.text)
    return token.text


class ProofingRule(RuleFile):
    """``proofing``: what the grammar engine reports under this code, by the allow-list rules/proofing/allowed.yml."""

    kind: Literal["proofing"]

    def work(self) -> Work:
        from letterkit.checks import engine_findings

        return Work(lambda subject: engine_findings.hits(subject, self.code), Need.PROOFREADER)


class FunctionRule(RuleFile):
    """``function``: the logic is the function decorated with this code."""

    kind: Literal["function"]

    def work(self) -> Work:
        from letterkit.checks import registry

        logic = registry.function(self.code)

        if not logic.alone and not self.shields:
            return Work(logic.run, logic.needs, is_wide=True)
        if not logic.alone:
            return Work(
                lambda subject: (hit for hit in logic.run(subject) if self.free(subject, hit)),
                logic.needs,
                is_wide=True,
            )

        def of_paragraphs(subject: Subject) -> Iterator[Hit]:
            for part, hit in subject.recall_alone(logic.alone, self.code, logic.run, cued=bool(logic.cues)):
                moved = hit.move(part.start)
                if self.free(subject, moved):
                    yield moved

        return Work(of_paragraphs, cues=logic.cues)


class InternalRule(RuleFile):
    """``internal``: words for what letterkit.checks.run reports; finds nothing by itself."""

    kind: Literal["internal"]

    def work(self) -> Work:
        return Work(lambda subject: ())


KINDS: dict[str, type[RuleFile]] = {
    "existence": PhraseRule,
    "replace": PhraseRule,
    "pattern": PatternRule,
    "match": MatchRule,
    "government": GovernmentRule,
    "wordlist": WordListRule,
    "speech": SpeechRule,
    "proofing": ProofingRule,
    "function": FunctionRule,
    "internal": InternalRule,
}
