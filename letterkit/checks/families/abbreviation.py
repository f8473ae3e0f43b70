"""Clause 3.7: abbreviations that a citizen need not know are expanded at first use, some are never used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import regex

from letterkit.checks.hit import Hit
from letterkit.checks.protect import Shield
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, folded
from letterkit.core.errors import RuleError
from letterkit.core.finding import Level
from letterkit.core.letter import Part, Role
from letterkit.core.people import Case
from letterkit.datafile import read_text
from letterkit.russian import inflect, morph
from letterkit.settings import load_settings

_WHERE = (Role.TITLE, *PROSE, Role.ATTACHMENT)
_SHORT = r"(?<![\w\-–№./])\p{Lu}(?:\p{Ll}{0,2}\p{Lu}){1,7}\b"
_CANDIDATE = regex.compile(rf"{_SHORT}(?:(?![\w\-.@(])(?:[ \u00a0]РФ\b|(?<=ГИС)[ \u00a0]ЖКХ\b)?|(?=\s?\(|\.(?!\w)))")
_CYRILLIC = regex.compile(r"[А-ЯЁа-яё ]+")
_SHIELDS = frozenset({Shield.QUOTE, Shield.MACHINE})
# «СНТ «Рябинка»», «ГКУ «Центр…»»: a legal form is part of the registered name; so is «ФНС России».
_NAME_FOLLOWS = regex.compile(r"\s?[«\"„]|\s+России\b")
_LONGEST = 6
_MEANING = regex.compile(r"(?P<words>[^\[\]]+?)\s*(?:\[(?P<beside>[^\[\]]+)\])?")
_PREPOSITIONS: dict[str, tuple[Case, ...]] = {
    **dict.fromkeys(("в", "во", "на", "о", "об", "при"), (Case.PREPOSITIONAL, Case.ACCUSATIVE)),
    **dict.fromkeys(("к", "ко", "по", "согласно", "благодаря", "вопреки"), (Case.DATIVE,)),
    **dict.fromkeys(
        (
            "из",
            "от",
            "до",
            "у",
            "для",
            "без",
            "после",
            "около",
            "кроме",
            "вместо",
            "против",
            "ради",
            "вследствие",
            "ввиду",
        ),
        (Case.GENITIVE,),
    ),
    **dict.fromkeys(("с", "со"), (Case.INSTRUMENTAL, Case.GENITIVE)),
    **dict.fromkeys(("над", "перед", "между", "под"), (Case.INSTRUMENTAL,)),
    **dict.fromkeys(("за",), (Case.INSTRUMENTAL, Case.ACCUSATIVE)),
    **dict.fromkeys(("через", "про", "сквозь"), (Case.ACCUSATIVE,)),
}
_TWO_WAYS = frozenset(("в", "во", "на", "за"))
_TOWARDS = frozenset(
    """
    взнос плата оплата платеж деньги средство сбор начисление платить заплатить платиться вноситься взиматься
    направить направлять направить направлен передать передавать подать подавать обратиться обращаться обращение
    внести вносить включить включать поступить поступать отправить представить представлять прийти сообщить
    позвонить написать переход переводить перевести вступить заявка запрос заявление жалоба разрешение
    документация проект
    """.split()
)
_JOINTS = frozenset(("и", "или", "либо", ","))
_PIECES = frozenset("ст статья статьи статье статью п пункт пункта пункте ч часть части частью гл глава главы".split())
_TAG_CASES = {
    "nomn": Case.NOMINATIVE,
    "gent": Case.GENITIVE,
    "datv": Case.DATIVE,
    "accs": Case.ACCUSATIVE,
    "ablt": Case.INSTRUMENTAL,
    "loct": Case.PREPOSITIONAL,
}


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation means; ``never`` ones are not used in a letter at all, ``common`` ones everybody knows.

    ``beside`` holds for each expansion the lemmas beside which it is the one meant; ``advice`` ones most people know.
    """

    expansions: tuple[str, ...]
    never: bool = False
    common: bool = False
    advice: bool = False
    beside: tuple[frozenset[str], ...] = ()

    def likeliest_first(self, lemmas: frozenset[str]) -> "Abbreviation":
        """The same, its expansions in the order in which ``lemmas``, of the sentence around, make them likely."""
        order = sorted(range(len(self.beside)), key=lambda at: -len(self.beside[at] & lemmas))
        return replace(self, expansions=tuple(self.expansions[at] for at in order)) if order else self


@function_check("abbreviation.not-expanded")
def not_expanded(subject: Subject) -> Iterator[Hit]:
    """An abbreviation of the list that nothing before it expands; later uses of it are advice."""
    known = abbreviations(load_settings().rules_dir / "words" / "abbreviations.txt")
    seen: set[str] = set()
    for part, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if entry is None or entry.common or entry.never or _expanded(subject.text, word, found.start(), entry):
            continue
        if _NAME_FOLLOWS.match(subject.text, found.end()):
            continue
        entry = entry.likeliest_first(_around(subject, part, found.start())) if len(entry.expansions) > 1 else entry
        again = _used_again(subject.text, word, found.start() + len(word))
        details = {"word": word, "expansion": entry.expansions[0]}
        level = Level.ADVICE if word in seen or entry.advice else None
        mends = _mends(subject, part, found.start(), entry, f" (далее – {word})" if again and word not in seen else "")
        seen.add(word)
        yield Hit(found.start(), found.start() + len(word), details, mends, level=level)


@function_check("abbreviation.never")
def never(subject: Subject) -> Iterator[Hit]:
    """«РФ», «ФЗ», «ЖК РФ»: written in full in the text of a letter."""
    known = abbreviations(load_settings().rules_dir / "words" / "abbreviations.txt")
    for part, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if entry is not None and entry.never and not _expanded(subject.text, word, found.start(), entry):
            start = found.start()
            details = {"word": word, "expansion": entry.expansions[0]}
            yield Hit(start, start + len(word), details, _mends(subject, part, start, entry))


@function_check("abbreviation.unknown")
def unknown(subject: Subject) -> Iterator[Hit]:
    """An abbreviation that neither the list nor the letter explains; its first use."""
    known = abbreviations(load_settings().rules_dir / "words" / "abbreviations.txt")
    seen: set[str] = set()
    for _, found in _candidates(subject):
        word, entry = _entry(found.group(), known)
        if (
            entry is None
            and word not in seen
            and len(word) <= _LONGEST
            and not _expanded(subject.text, word, found.start())
        ):
            seen.add(word)
            yield Hit(found.start(), found.start() + len(word), {"word": word})


@lru_cache(maxsize=8)
def abbreviations(path: Path) -> dict[str, Abbreviation]:
    """The list at ``path``; raises RuleError ``words.line`` with file and line."""
    found: dict[str, Abbreviation] = {}
    for number, line in enumerate(read_text(path, RuleError).splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
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
            beside=tuple(_folded(each["beside"]) for each in read if each),
        )
    return found


def _folded(words: str | None) -> frozenset[str]:
    return frozenset(folded(word.strip()) for word in (words or "").split(",") if word.strip())


def _around(subject: Subject, part: Part, at: int) -> frozenset[str]:
    """Lemmas of the sentence that ``at`` stands in, of the whole part where sentences are not told apart."""
    start, end = next(((a, b) for a, b in subject.sentences if a <= at < b), (part.start, part.end))
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


def _expanded(text: str, word: str, at: int, entry: Abbreviation | None = None) -> bool:
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


def _mends(subject: Subject, part: Part, start: int, entry: Abbreviation, tail: str = "") -> tuple[str, ...]:
    before = [token for token in subject.tokens_of(part) if token.end <= start]
    opens = not before or before[-1].text in ".!?"
    mends = []
    for expansion in entry.expansions:
        for case in _cases(before, subject.text[start - 1 : start])[:2]:
            words = inflect.inflect(expansion, case)
            mends.append((words[:1].upper() + words[1:] if opens else words) + tail)
    return tuple(dict.fromkeys(mends))


def _cases(before: Sequence[Token], gap: str) -> tuple[Case, ...]:
    """The cases that the words before ask for, the likeliest first."""
    if not before or not gap.isspace():
        return (Case.NOMINATIVE,)
    last = before[-1]
    if last.form in _PREPOSITIONS:
        return _asked_by(before)
    if last.form in _JOINTS and len(before) > 1:
        first = len(before) - 1
        while first > 0 and before[first - 1].text.isupper() and before[first - 1].is_word:
            first -= 1  # «ЖК РФ и ГрК РФ»: both stand in one case
        return _cases(before[:first], gap) if first < len(before) - 1 else (Case.NOMINATIVE,)
    if last.text[0].isdigit():
        return (Case.GENITIVE,) if any(token.form in _PIECES for token in before[-4:-1]) else (Case.NOMINATIVE,)
    if not last.is_word:
        return (Case.NOMINATIVE,)
    if last.has("ADJF") or last.has("PRTF"):
        agreed = tuple(
            case for tag, case in _TAG_CASES.items() if last.has("ADJF", tag, "sing") or last.has("PRTF", tag, "sing")
        )
        return agreed or (Case.GENITIVE,)
    likeliest = morph.parses(last.text)[0].tag
    if likeliest.POS == "NOUN":
        return (Case.GENITIVE,)
    if last.has("INFN") or (last.has("VERB", "tran") and not _has_object(before)):
        return (Case.ACCUSATIVE,)
    return (Case.NOMINATIVE,)


def _asked_by(before: Sequence[Token]) -> tuple[Case, ...]:
    """«в», «на», «за» ask for the accusative after words of movement and pay, else first for the other case."""
    cases = _PREPOSITIONS[before[-1].form]
    towards = len(before) > 1 and before[-1].form in _TWO_WAYS and bool(before[-2].lemmas & _TOWARDS)
    return (Case.ACCUSATIVE,) if towards else cases


def _has_object(before: Sequence[Token]) -> bool:
    """«Проверку провела ГЖИ»: the object stands before the verb, what follows is the subject."""
    if len(before) < 2 or not before[-2].is_word:
        return False
    cases = {str(each.tag.case) for each in morph.parses(before[-2].text) if each.tag.POS == "NOUN"}
    return "accs" in cases and "nomn" not in cases
