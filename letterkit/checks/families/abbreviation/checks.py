"""Clause 3.7: abbreviations that a citizen need not know are expanded at first use, some are never used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from letterkit.checks import undeclined
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.protected_spans import Shield
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import lemmas_of
from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.core.people import Case
from letterkit.russian import inflect
from letterkit.russian.phrase import groups
from letterkit.russian.phrase import tokens as phrase_tokens
from letterkit.word_lists import WordList, list_lines, words_file

_WHERE = (Role.TITLE, *PROSE, Role.ATTACHMENT)
_SHORT = r"(?<![\w\-–№./])\p{Lu}(?:\p{Ll}{0,2}\p{Lu}){1,7}\b"
_CANDIDATE = regex.compile(rf"{_SHORT}(?:(?![\w\-.@(])(?:[ \u00a0]РФ\b|(?<=ГИС)[ \u00a0]ЖКХ\b)?|(?=\s?\(|\.(?!\w)))")
_CYRILLIC = regex.compile(r"[А-ЯЁа-яё ]+")
_SHIELDS = frozenset({Shield.QUOTE, Shield.MACHINE})
# «СНТ «Рябинка»», «ГКУ «Центр…»»: a legal form is part of the registered name; so is «ФНС России».
_NAME_FOLLOWS = regex.compile(r"\s?[«\"„]")
_OFFICIAL = regex.compile(r"\s+России\b")
_LONGEST = 6
_MEANING = regex.compile(r"(?P<known>\+\s*)?(?P<words>[^\[\]]+?)\s*(?:\[(?P<beside>[^\[\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation means; ``never`` ones are not used in a letter at all, ``common`` ones everybody knows.

    ``beside`` holds for each expansion the lemmas beside which it is the one meant, ``known`` whether everybody knows
    the abbreviation in that meaning; ``advice`` ones most people know.
    """

    expansions: tuple[str, ...]
    never: bool = False
    common: bool = False
    advice: bool = False
    beside: tuple[frozenset[str], ...] = ()
    known: tuple[bool, ...] = ()

    def likeliest_first(self, lemmas: frozenset[str]) -> "Abbreviation":
        """The same, its expansions in the order in which ``lemmas``, of the sentence around, make them likely."""
        order = sorted(range(len(self.beside)), key=lambda at: -len(self.beside[at] & lemmas))
        if not order:
            return self
        if self.known[order[0]]:
            return replace(self, common=True)
        expansions = tuple(self.expansions[at] for at in order if not self.known[at])
        return replace(self, expansions=expansions, beside=(), known=())

    def before_name(self) -> "Abbreviation":
        """The same beside a name in quotation marks, which no code has: «ЖК «Солнечный»»."""
        bodies = tuple(each for each in self.expansions if "кодекс" not in each)
        return replace(self, expansions=bodies or self.expansions, advice=True, beside=(), known=())


@function_check("abbreviation.not-expanded")
def not_expanded(subject: Subject) -> Iterator[Hit]:
    """An abbreviation of the list that nothing before it expands; later uses of it are advice."""
    known = abbreviations(words_file("abbreviations.txt"))
    seen: set[str] = set()
    for part, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if entry is None or entry.common or entry.never or _is_expanded(subject.text, word, found.start(), entry):
            continue
        if _OFFICIAL.match(subject.text, found.end()):
            continue
        named = _NAME_FOLLOWS.match(subject.text, found.start() + len(word)) is not None
        entry = entry.likeliest_first(_around(subject, part, found.start()))
        if entry.common:
            continue
        entry = entry.before_name() if named else entry
        again = _used_again(subject.text, word, found.start() + len(word))
        details = {"word": word, "expansion": entry.expansions[0]}
        level = Level.ADVICE if word in seen or entry.advice else None
        introduces = again and word not in seen and not named
        mends = _mends(subject, part, found.start(), word, entry, f" (далее – {word})" if introduces else "")
        seen.add(word)
        yield Hit(found.start(), found.start() + len(word), details, mends, level=level)


@function_check("abbreviation.never")
def never(subject: Subject) -> Iterator[Hit]:
    """«РФ», «ФЗ», «ЖК РФ»: written in full in the text of a letter."""
    known = abbreviations(words_file("abbreviations.txt"))
    for part, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if entry is not None and entry.never and not _is_expanded(subject.text, word, found.start(), entry):
            start = found.start()
            details = {"word": word, "expansion": entry.expansions[0]}
            yield Hit(start, start + len(word), details, _mends(subject, part, start, word, entry))


@function_check("abbreviation.unknown")
def unknown(subject: Subject) -> Iterator[Hit]:
    """An abbreviation that neither the list nor the letter explains; its first use."""
    known = abbreviations(words_file("abbreviations.txt"))
    seen: set[str] = set()
    for _, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if (
            entry is None
            and word not in seen
            and len(word) <= _LONGEST
            and not _is_expanded(subject.text, word, found.start())
        ):
            seen.add(word)
            yield Hit(found.start(), found.start() + len(word), {"word": word})


@lru_cache(maxsize=8)
def abbreviations(path: WordList) -> dict[str, Abbreviation]:
    """The list at ``path``; raises RuleError ``words.line`` with file and line."""
    found: dict[str, Abbreviation] = {}
    for number, line in list_lines(path):
        if line.startswith("+"):
            found.update(dict.fromkeys(line[1:].split(), Abbreviation((), common=True)))
            continue
        word, mark, meaning = (piece.strip() for piece in line.lstrip("!? ").partition("="))
        read = [_MEANING.fullmatch(each.strip()) for each in meaning.split("|")]
        if not (word and mark) or None in read:
            raise RuleError("words.line", file=str(path), line=number, text=line)
        found[word] = Abbreviation(
            tuple(each["words"] for each in read if each),
            never=line.startswith("!"),
            advice=line.startswith("?"),
            beside=tuple(_lemmas_of_each(each["beside"]) for each in read if each),
            known=tuple(bool(each["known"]) for each in read if each),
        )
    return found


def _lemmas_of_each(words: str | None) -> frozenset[str]:
    listed = (word.strip() for word in (words or "").split(",") if word.strip())
    return frozenset().union(*map(lemmas_of, listed))


def _around(subject: Subject, part: Part, at: int) -> frozenset[str]:
    """Lemmas of the sentence that ``at`` stands in, of the whole part where sentences are not told apart."""
    start, end = subject.sentences.at(at) or (part.start, part.end)
    return frozenset(lemma for token in subject.tokens_of(part) if start <= token.start < end for lemma in token.lemmas)


def _candidates(subject: Subject) -> Iterator[tuple[Part, "regex.Match[str]"]]:
    for part in subject.parts_of(*_WHERE):
        text = subject.text_of(part)
        if text.isupper():
            continue
        for found in _CANDIDATE.finditer(subject.text, part.start, part.end):
            if _CYRILLIC.fullmatch(found.group()) and not subject.protected.touches(
                found.start(), found.end(), _SHIELDS
            ):
                yield part, found


def _entry(found: str, known: dict[str, Abbreviation]) -> tuple[str, Abbreviation | None]:
    """The longest listed abbreviation at the beginning of ``found``: «ЖК РФ» before «ЖК»."""
    words = found.replace("\u00a0", " ")
    if words in known:
        return words, known[words]
    first = words.split(" ")[0]
    return first, known.get(first)


def _is_expanded(text: str, word: str, at: int, entry: Abbreviation | None = None) -> bool:
    """Whether «(далее – МКД)», «многоквартирный дом (МКД)» stands before, or «МКД (многоквартирный дом)» here."""
    sign = regex.escape(word)
    head = text[: at + len(word) + 1]
    if regex.search(rf"\([^()]{{0,80}}\bдалее\b[^()]{{0,60}}(?<!\w){sign}(?!\w)", head, regex.IGNORECASE):
        return True
    if regex.search(rf"\p{{L}}{{3,}}»?\s+\({sign}\)", head):
        return True
    first = regex.search(rf"(?<!\w){sign}(?!\w)\s*\((?:далее\s*[–—-]\s*)?(?P<words>\p{{L}}{{3,}}[^()]{{3,}})\)", text)
    return (
        first is not None
        and first.start() <= at
        and (entry is None or first["words"][0].lower() == entry.expansions[0][0].lower())
    )


def _used_again(text: str, word: str, after: int) -> bool:
    return regex.compile(rf"(?<![\w\-]){regex.escape(word)}(?!\w)").search(text, after) is not None


def _mends(subject: Subject, part: Part, start: int, word: str, entry: Abbreviation, tail: str = "") -> tuple[str, ...]:
    """The expansions in the case and number that the words around ask for, the likeliest first."""
    tokens = subject.tokens_of(part)
    before = [token for token in tokens if token.end <= start]
    after = [token for token in tokens if token.start >= start + len(word)]
    opens = not before or before[-1].text in ".!?"
    mends = []
    for expansion in entry.expansions:
        for wanted in undeclined.required_forms(before, after, _shape(expansion)):
            words = _put(expansion, wanted)
            mends.append((words[:1].upper() + words[1:] if opens else words) + tail)
    return tuple(dict.fromkeys(mends))


def _shape(expansion: str) -> undeclined.Shape:
    head = next(groups(phrase_tokens(expansion)), None)
    if head is None:
        return undeclined.Shape(None)
    return undeclined.Shape(head.gender, head.number == "plur")


def _put(expansion: str, wanted: undeclined.CaseAndNumber) -> str:
    if not wanted.few:
        return inflect.inflect(expansion, wanted.case, "plural" if wanted.plural else None)
    head = next(groups(phrase_tokens(expansion)), None)
    if head is None or head.reading is None:
        return inflect.inflect(expansion, Case.GENITIVE)
    # «2 многоквартирных дома», «2 управляющие компании»
    case = Case.NOMINATIVE if head.gender == "femn" else Case.GENITIVE
    many, one = (phrase_tokens(inflect.inflect(expansion, *each)) for each in ((case, "plural"), (Case.GENITIVE, None)))
    counted = inflect.inflect(expansion, case, "plural")
    if len(many) != len(one):
        return counted
    return counted[: many[head.head].start] + one[head.head].text + counted[many[head.head].end :]
