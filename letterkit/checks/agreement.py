"""Words put in the place of others, the sentence still agreeing: «мониторинг проведён» → «проверка проведена».

The case of the words found is read from what stands before them. Where a replacement has another gender or number, what
agrees with it changes too and the place of the mend grows; where that cannot be done, that replacement is not offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.readings import likeliest
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.forms import ADJECTIVAL
from letterkit.russian.inflect import inflect
from letterkit.russian.inflect_like import inflect_like
from letterkit.russian.phrase import groups
from letterkit.russian.phrase import tokens as phrase_tokens

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

    from letterkit.checks.word_list import ListEntry

_VERBAL = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
_PREPOSITIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys("в во на о об обо при".split(), frozenset(("loct", "loc2", "accs"))),
    **dict.fromkeys("к ко по согласно благодаря вопреки".split(), frozenset(("datv",))),
    **dict.fromkeys(
        "из от до у для без после около кроме вместо против ради вследствие ввиду путем помимо".split(),
        frozenset(("gent", "gen2")),
    ),
    **dict.fromkeys("с со".split(), frozenset(("ablt", "gent"))),
    **dict.fromkeys("над перед между под".split(), frozenset(("ablt",))),
    "за": frozenset(("ablt", "accs")),
    **dict.fromkeys("через про сквозь".split(), frozenset(("accs",))),
}
_ASK_GENITIVE = frozenset("нет много мало немного немало сколько столько несколько достаточно больше меньше".split())
_CASES = {tag: case for case, tag in morph.CASE_TAGS.items()} | {
    "loc2": Case.PREPOSITIONAL,
    "loc1": Case.PREPOSITIONAL,
    "gen2": Case.GENITIVE,
    "gen1": Case.GENITIVE,
    "acc2": Case.ACCUSATIVE,
}
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_PATTERN = "завод"
_OPEN_VOWELS = frozenset("аиоуэ")
_REACH = 8  # tokens between a subject and its predicate


@dataclass(frozen=True, slots=True)
class AgreementMend:
    """The place to mend and what to put there."""

    start: int
    end: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """What words that agree have to agree with; gender does not matter in the plural."""

    case: Case
    number: str
    gender: str | None
    animate: bool

    def same(self, other: "_Shape") -> bool:
        return (
            self.number == other.number
            and (self.number == "plur" or self.gender == other.gender)
            and (self.case is not Case.ACCUSATIVE or self.animate == other.animate)
        )


def replace_words(text: str, tokens: Sequence[Token], first: int, last: int, entry: "ListEntry") -> AgreementMend:
    """The mends of ``tokens[first:last]``, words of ``entry``, in a sentence of ``text``."""
    made: list[list[_Edit]] = []
    for answer in entry.answers:
        edits = _edits(tokens, first, last, entry, answer)
        if edits is not None:
            made.append(edits)
    made = [[*edits, *_preposition(tokens, edits)] for edits in made]
    narrow = [edits for edits in made if len(edits) == 1]
    chosen = narrow or made
    start = min([tokens[first].start, *(edit.start for edits in chosen for edit in edits)])
    end = max([tokens[last - 1].end, *(edit.end for edits in chosen for edit in edits)])
    suggestions = tuple(dict.fromkeys(_apply_edits(text, start, end, edits) for edits in chosen))
    return AgreementMend(start, end, suggestions)


def _preposition(tokens: Sequence[Token], edits: Sequence[_Edit]) -> list[_Edit]:
    """«о болезни», but «об отклонении»: the preposition before the first edit as its new words ask for it."""
    first = min(edits, key=lambda each: each.start)
    at = next((index for index, token in enumerate(tokens) if token.start == first.start), 0) - 1
    if at < 0 or tokens[at].form not in ("о", "об"):
        return []
    wanted = "об" if first.words[:1].lower() in _OPEN_VOWELS else "о"
    if tokens[at].form == wanted:
        return []
    return [_Edit(tokens[at].start, tokens[at].end, _capital(tokens[at].text, wanted))]


def _apply_edits(text: str, start: int, end: int, edits: Sequence[_Edit]) -> str:
    words, at = "", start
    for edit in sorted(edits, key=lambda each: each.start):
        words += text[at : edit.start] + edit.words
        at = edit.end
    return words + text[at:end]


def _edits(tokens: Sequence[Token], first: int, last: int, entry: "ListEntry", answer: str) -> list[_Edit] | None:
    head, readings = _head(tokens, first, last, entry)
    pos = str(readings[0].tag.POS) if readings else ""
    start, end = tokens[first].start, tokens[last - 1].end
    if pos == "NOUN" and "Fixd" not in readings[0].tag:
        return _noun(tokens, first, last, head, readings, answer)
    words: str | None = answer
    if pos in _VERBAL:
        words = _verb(answer, readings, entry, entry.words[head - first], tokens[head].text)
    elif pos in ADJECTIVAL or pos == "ADJS":
        words = next((made for each in readings if (made := _adjective(answer, each)) is not None), None)
    if words is None and pos in ADJECTIVAL:
        words = _instead_of_substantive(answer, tokens, first, last)
    return None if words is None else [_Edit(start, end, _capital(tokens[first].text, words))]


def _instead_of_substantive(answer: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
    """«обучающегося» → «ученика»: a noun in the place of a participle that has no noun of its own."""
    readings = [each for each in morph.parses(tokens[first].text) if each.tag.POS in ADJECTIVAL]
    reading = _reading_in_place(tokens, first, last, readings, ())
    case, number = _CASES.get(str(reading.tag.case)), str(reading.tag.number)
    shape = _shape(answer, case, number) if case and last - first == 1 else None
    if case is None or shape is None or shape.gender != (reading.tag.gender or "masc"):
        return None
    if last < len(tokens) and tokens[last].has("NOUN", str(reading.tag.case), number):
        return None  # «обучающиеся лица»
    return inflect(answer, case, "plural" if number == "plur" else None)


def _verb(answer: str, readings: "list[Parse]", entry: "ListEntry", listed: str, printed: str) -> str | None:
    """``answer`` in the form of the verb found; «-ся» passes on to it: «актуализируется» → «обновляется»."""
    named = str(readings[0].normal_form)
    if named.endswith("ся") and not listed.endswith("ся"):
        if _aspect(answer) == "perf" and any(_aspect(other) == "impf" for other in entry.answers):
            return None  # «обновится» is no passive, «обновляется» is
        answer = f"{answer}ся" if " " not in answer else answer
        if not answer.endswith("ся") or not morph.is_known(answer):
            return None
        # A dictionary has «актуализировать» with both its aspects, its «-ся» it can only guess.
        plain = [each for each in morph.parses(printed[:-2]) if fold_word(each.normal_form) == fold_word(listed)]
        readings = readings if all(each.is_known for each in readings) else plain or readings
    aspect = _aspect(answer)
    same = [each for each in readings if each.tag.aspect == aspect]
    return next((made for each in same or readings if (made := inflect_like(answer, each, named=named))), None)


def _aspect(answer: str) -> str | None:
    verbs = (each for word in answer.split() for each in morph.parses(word) if each.tag.POS == "INFN")
    return next((str(each.tag.aspect) for each in verbs), None)


def _adjective(answer: str, reading: "Parse") -> str | None:
    return _short(answer, reading) if reading.tag.POS == "ADJS" else inflect_like(answer, reading)


def _short(answer: str, like: "Parse") -> str | None:
    adjective = next((each for each in morph.parses(answer) if each.tag.POS == "ADJF"), None)
    wanted = {"ADJS", str(like.tag.number)} | ({str(like.tag.gender)} if like.tag.gender else set())
    return forms.put(adjective, frozenset(wanted)) if adjective is not None else None


def _head(tokens: Sequence[Token], first: int, last: int, entry: "ListEntry") -> tuple[int, "list[Parse]"]:
    """The token that carries the form of the words found, and its readings as the word of the entry."""
    best: tuple[int, int, list[Parse]] | None = None
    for at, wanted in zip(range(first, last), entry.lemmas, strict=True):
        readings = [each for each in morph.parses(tokens[at].text) if fold_word(each.normal_form) in wanted]
        word = entry.words[at - first]
        listed = str(morph.parses(word)[0].tag.POS)
        if not morph.is_known(word) and word[-1] in _CONSONANTS:  # «коуч»: the guesses for its forms differ
            listed, readings = "NOUN", _as_pattern(tokens[at].form, fold_word(word))
        rank = 0 if listed == "INFN" else 1 if listed == "NOUN" else 2 if listed in ADJECTIVAL else 3
        kinds = _VERBAL if listed == "INFN" else {listed}
        same = [each for each in readings if each.tag.POS in kinds]
        if best is None or rank < best[0]:
            best = rank, at, same or readings
    assert best is not None
    return best[1], best[2]


def _as_pattern(form: str, word: str) -> "list[Parse]":
    """Readings of ``form`` of a new ``word`` by its ending: «алертом» as «заводом»."""
    ending = form.removeprefix(word) if form.startswith(word) else ""
    ending = "ы" if ending == "и" else ending
    readings = [each for each in morph.parses(f"{_PATTERN}{ending}") if fold_word(each.normal_form) == _PATTERN]
    return readings or [each for each in morph.parses(form) if each.tag.POS == "NOUN"]


def _noun(
    tokens: Sequence[Token], first: int, last: int, head: int, readings: "list[Parse]", answer: str
) -> list[_Edit] | None:
    modifiers = list(_modifiers(tokens, first, head, readings))
    reading = _reading_in_place(tokens, modifiers[0] if modifiers else first, last, readings, modifiers)
    case = _CASES.get(str(reading.tag.case))
    if case is None:
        return None
    number = "plur" if reading.tag.number == "plur" else "sing"
    words = inflect(answer, case, "plural" if number == "plur" else None)
    was = _Shape(case, number, reading.tag.gender, "anim" in reading.tag)
    now = _shape(answer, case, number)
    edits = [_Edit(tokens[first].start, tokens[last - 1].end, _capital(tokens[first].text, words))]
    if now is None or now.same(was):
        return edits
    for at in modifiers:
        form = _agreeing(tokens[at].text, was, now)
        if form is None:
            return None
        if form != tokens[at].text:
            edits.append(_Edit(tokens[at].start, tokens[at].end, form))
    if _followed_by_agreeing(tokens, last, was):
        return None
    if case is Case.NOMINATIVE:
        predicates = list(_predicates(tokens, modifiers[0] if modifiers else first, last, was))
        for at in predicates[:1]:
            form = _predicate(tokens[at].text, was, now)
            if form is None:
                return None
            if form == tokens[at].text:
                continue
            edits.append(_Edit(tokens[at].start, tokens[at].end, form))
    return edits


def _shape(answer: str, case: Case, number: str) -> _Shape | None:
    group = next(groups(phrase_tokens(answer)), None)
    if group is None or group.reading is None:
        return None
    own = "plur" if number == "plur" else str(group.number)
    return _Shape(case, own, group.gender, group.animate)


def _modifiers(tokens: Sequence[Token], first: int, head: int, readings: "list[Parse]") -> Iterator[int]:
    """Adjectives right before the words that can agree with their head, in the order of the text."""
    shapes = {(each.tag.case, each.tag.number) for each in readings}
    genders = {each.tag.gender for each in readings}
    found: list[int] = []
    at = first - 1
    while at >= 0 and tokens[at].is_word:
        likeliest = morph.parses(tokens[at].text)[0]
        fitting = [
            each
            for each in morph.parses(tokens[at].text)
            if each.tag.POS in ADJECTIVAL
            and (each.tag.case, each.tag.number) in shapes
            and (each.tag.number == "plur" or each.tag.gender in genders)
        ]
        if not fitting or likeliest.tag.POS in {"PREP", "CONJ"} or "Fixd" in likeliest.tag:
            break
        found.append(at)
        at -= 1
    return reversed(found)


def _reading_in_place(
    tokens: Sequence[Token], group_from: int, last: int, readings: "list[Parse]", modifiers: Sequence[int]
) -> "Parse":
    """The reading whose case the words before ask for."""
    fitting = list(readings)
    for at in modifiers:
        shapes = {
            (each.tag.case, each.tag.number) for each in morph.parses(tokens[at].text) if each.tag.POS in ADJECTIVAL
        }
        fitting = [each for each in fitting if (each.tag.case, each.tag.number) in shapes] or fitting
    before = tokens[group_from - 1] if group_from else None
    if before is None or not before.is_word:
        return _prefer(fitting, _object_of_plural(tokens, last, fitting))
    asked = frozenset(("gent", "gen2")) if before.form in _ASK_GENITIVE else _PREPOSITIONS.get(before.form)
    if asked:
        return _prefer(fitting, asked)
    reading = likeliest(before.text)
    if reading.tag.POS in {"NOUN", "NPRO"} and any(each.tag.case in {"gent", "gen2"} for each in fitting):
        return _prefer(fitting, frozenset(("gent", "gen2")))
    if reading.tag.POS in {"INFN", "VERB", "GRND"} and "tran" in reading.tag:
        negated = group_from > 1 and tokens[group_from - 2].form == "не"
        case = "nomn" if _wants_subject(tokens, group_from - 1, fitting) else "gent" if negated else "accs"
        return _prefer(fitting, frozenset((case,)))
    return _prefer(fitting, _object_of_plural(tokens, last, fitting))


def _wants_subject(tokens: Sequence[Token], verb_at: int, readings: "list[Parse]") -> bool:
    """«Рост цен показал мониторинг»: nothing before the verb agrees with it, and the words after it do."""
    verb = morph.parses(tokens[verb_at].text)[0]
    if verb.tag.tense != "past":
        return False
    ours = any(each.tag.case == "nomn" and _agrees(each, verb) for each in readings)
    before = _clause(tokens, range(verb_at - 1, max(-1, verb_at - 1 - _REACH), -1))
    return ours and bool(before) and not any(
        each.tag.POS in {"NOUN", "NPRO"} and each.tag.case == "nomn" and _agrees(each, verb)
        for at in before
        for each in morph.parses(tokens[at].text)
    )  # fmt: skip


def _agrees(subject: "Parse", verb: "Parse") -> bool:
    return subject.tag.number == verb.tag.number and (
        verb.tag.number == "plur" or subject.tag.gender in (None, verb.tag.gender)
    )


def _object_of_plural(tokens: Sequence[Token], last: int, readings: "list[Parse]") -> frozenset[str]:
    """«Мониторинг проводят»: with a verb that does not agree the words are its object."""
    singular = all(each.tag.number == "sing" for each in readings if each.tag.case in {"nomn", "accs"})
    following = tokens[last] if last < len(tokens) else None
    if singular and following is not None and following.is_word:
        verb = likeliest(following.text)
        if verb.tag.POS == "VERB" and "tran" in verb.tag and (verb.tag.number == "plur" or verb.tag.person == "1per"):
            return frozenset(("accs",))
    return frozenset(("nomn",))


def _prefer(readings: "list[Parse]", cases: frozenset[str]) -> "Parse":
    return next((each for each in readings if each.tag.case in cases), readings[0])


def _agreeing(word: str, was: _Shape, now: _Shape) -> str | None:
    tag = morph.CASE_TAGS[was.case]
    for each in morph.parses(word):
        fits = each.tag.number == "plur" or each.tag.gender == was.gender
        if each.tag.POS in ADJECTIVAL and each.tag.case == tag and each.tag.number == was.number and fits:
            form = forms.decline_adjective(each, now.case, now.gender, now.number, now.animate)
            return forms.as_written(word, each, form, "ё" in word) if form else None
    return None


def _followed_by_agreeing(tokens: Sequence[Token], last: int, was: _Shape) -> bool:
    """«…, который», «…, проведённый»: words that would have to change far away."""
    for at in range(last, min(last + 5, len(tokens))):
        if tokens[at].text in ".!?;":
            return False
        if tokens[at].text == "," and at + 1 < len(tokens):
            following = tokens[at + 1 : at + 3]
            return any(
                each.tag.POS in ADJECTIVAL and each.tag.number == was.number
                and (was.number == "plur" or each.tag.gender == was.gender)
                and (each.tag.POS == "PRTF" or each.normal_form == "который")
                for token in following if token.is_word for each in morph.parses(token.text)
            )  # fmt: skip
    return False


def _predicates(tokens: Sequence[Token], first: int, last: int, was: _Shape) -> Iterator[int]:
    """Tokens of the sentence that can be the predicate of a nominative of the shape ``was``, the nearest first."""
    after = _clause(tokens, range(last, min(len(tokens), last + _REACH)))
    before = _clause(tokens, range(first - 1, max(-1, first - 1 - _REACH), -1))
    for at in sorted([*after, *before], key=lambda each: each - last if each >= last else first - each):
        if _is_predicate(likeliest(tokens[at].text), was):
            yield at


def _clause(tokens: Sequence[Token], reach: range) -> list[int]:
    found = []
    for at in reach:
        if tokens[at].text in ".!?;:,":
            break
        if tokens[at].is_word:
            found.append(at)
    return found


def _is_predicate(reading: "Parse", was: _Shape) -> bool:
    if reading.tag.POS not in {"VERB", "PRTS", "ADJS"} or reading.tag.number != was.number:
        return False
    return was.number == "plur" or reading.tag.gender in (None, was.gender)


def _predicate(word: str, was: _Shape, now: _Shape) -> str | None:
    reading = next(each for each in morph.parses(word) if _is_predicate(each, was))
    kept = {str(mark) for mark in (reading.tag.POS, reading.tag.tense, reading.tag.person) if mark}
    wanted = kept | ({"plur"} if now.number == "plur" else {"sing"})
    if now.number == "sing" and reading.tag.gender and now.gender:
        wanted.add(now.gender)
    form = forms.put(reading, frozenset(wanted))
    return forms.as_written(word, reading, form, "ё" in word) if form else None


def _capital(found: str, words: str) -> str:
    return words[:1].upper() + words[1:] if found[:1].isupper() else words
