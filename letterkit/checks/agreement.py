"""Words put in the place of others, the sentence still agreeing: «мониторинг проведён» → «проверка проведена».

The case of the words found is read from what stands before them. Where a replacement has another gender or number, what
agrees with it changes too and the place of the mend grows; where that cannot be done, that replacement is not offered.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from letterkit.checks.noun_agreement import (
    REACH,
    NounShape,
    clause_tokens,
    has_agreeing_after,
    predicates,
    put_modifier,
    put_predicate,
    shape_of,
)
from letterkit.checks.readings import likeliest
from letterkit.checks.tokens import Token, fold_word
from letterkit.core.people import Case
from letterkit.russian import forms, morph
from letterkit.russian.forms import ADJECTIVAL
from letterkit.russian.inflect import inflect
from letterkit.russian.inflect_like import inflect_like
from letterkit.russian.prepositions import PREPOSITIONS

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

    from letterkit.checks.word_list import ListEntry

_VERBAL = frozenset(("VERB", "INFN", "PRTF", "PRTS", "GRND"))
_RARE_CASES = {"gent": "gen2", "loct": "loc2"}
_PREPOSITIONS: dict[str, frozenset[str]] = {
    form: cases | {_RARE_CASES[case] for case in cases & _RARE_CASES.keys()}
    for form, cases in {**PREPOSITIONS, "по": frozenset(("datv",)), "путем": frozenset(("gent",))}.items()
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
# Words like which new ones change: «алертом» as «заводом», «юзера» as «студента», «пиарит» as «говорит».
_THING, _PERSON, _UNCHANGING = "завод", "студент", "пальто"
_VERBS = {"ить": "говорить", "ать": "делать"}
_UNCHANGING_ENDS = "иоуе"
_LINKS = frozenset(("и", "или", "либо", ","))
_OPEN_VOWELS = frozenset("аиоуэ")
_MOST_GENITIVES = 4  # words that hang on a noun


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


def replace_words(text: str, tokens: Sequence[Token], first: int, last: int, entry: "ListEntry") -> AgreementMend:
    """The mends of ``tokens[first:last]``, words of ``entry``, in a sentence of ``text``."""
    made: list[list[_Edit]] = []
    for answer in _likeliest_first(tokens, first, last, entry):
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


def _likeliest_first(tokens: Sequence[Token], first: int, last: int, entry: "ListEntry") -> Sequence[str]:
    """«аккумулирует» can be both aspects, and is mostly the present: «собирает» before «соберёт»."""
    _, readings = _head(tokens, first, last, entry)
    if any(each.tag.POS in ("VERB", "GRND") and each.tag.tense == "pres" for each in readings):
        return sorted(entry.answers, key=lambda answer: _aspect(answer) == "perf")
    return entry.answers


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
    if (
        pos == "NOUN"
        and _is_unchanging(entry.words[head - first], readings)
        and shape_of(answer, Case.NOMINATIVE, "sing")
    ):
        readings = list(morph.parses(_UNCHANGING))
    start, end = tokens[first].start, tokens[last - 1].end
    if pos == "NOUN" and ("Fixd" not in readings[0].tag or readings[0].normal_form == _UNCHANGING):
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
    shape = shape_of(answer, case, number) if case and last - first == 1 else None
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
        known = [each for each in morph.parses(tokens[at].text) if fold_word(each.normal_form) in wanted]
        readings = [each for each in known if "Abbr" not in each.tag] or known
        word = entry.words[at - first]
        listed = str(morph.parses(word)[0].tag.POS)
        if not morph.is_known(word):  # the guesses for forms of «коуч», «пиарить» differ
            listed, readings = _as_pattern(tokens[at], fold_word(word), entry.answers, readings) or (listed, readings)
        rank = 0 if listed == "INFN" else 1 if listed == "NOUN" else 2 if listed in ADJECTIVAL else 3
        kinds = _VERBAL if listed == "INFN" else {listed}
        same = [each for each in readings if each.tag.POS in kinds]
        if best is None or rank < best[0]:
            best = rank, at, same or readings
    assert best is not None
    return best[1], best[2]


def _as_pattern(
    token: Token, word: str, answers: Sequence[str], guesses: "list[Parse]"
) -> "tuple[str, list[Parse]] | None":
    """(part of speech, readings) of a form of a new ``word`` by its ending: «алертом» as «заводом»."""
    if word[-1] in _CONSONANTS:
        pattern = _PERSON if any(_is_person(answer) for answer in answers) else _THING
        ending = token.form.removeprefix(word) if token.form.startswith(word) else ""
        ending = "ы" if ending == "и" else ending
        readings = [each for each in morph.parses(f"{pattern}{ending}") if fold_word(each.normal_form) == pattern]
        return "NOUN", readings or [each for each in morph.parses(token.text) if each.tag.POS == "NOUN"]
    verb = _VERBS.get(word[-3:])
    guessed = any(each.tag.POS in _VERBAL for each in guesses) and any(_aspect(each) == "perf" for each in answers)
    if verb and token.form.startswith(word[:-3]) and not guessed:
        readings = [
            each
            for each in morph.parses(f"{verb[:-3]}{token.form.removeprefix(word[:-3])}")
            if each.normal_form == verb
        ]
        return ("INFN", readings) if readings else None
    return None


def _is_person(answer: str) -> bool:
    shape = shape_of(answer, Case.NOMINATIVE, "sing")
    return shape is not None and shape.animate


def _is_unchanging(word: str, readings: "list[Parse]") -> bool:
    """«саммари», «ноу-хау»: nouns with one form for all cases."""
    return "Fixd" in readings[0].tag or (word[-1] in _UNCHANGING_ENDS and not morph.is_known(word))


def _noun(
    tokens: Sequence[Token], first: int, last: int, head: int, readings: "list[Parse]", answer: str
) -> list[_Edit] | None:
    modifiers = list(_modifiers(tokens, first, head, readings))
    if modifiers and _is_subject(tokens, modifiers[0], last):
        del modifiers[0]
    reading = _reading_in_place(tokens, modifiers[0] if modifiers else first, last, readings, modifiers)
    case = _CASES.get(str(reading.tag.case))
    if case is None:
        return None
    number = "plur" if reading.tag.number == "plur" and "Pltm" not in reading.tag else "sing"
    words = inflect(answer, case, "plural" if number == "plur" else None)
    was = NounShape(case, str(reading.tag.number), reading.tag.gender, "anim" in reading.tag)
    now = shape_of(answer, case, number)
    edits = [_Edit(tokens[first].start, tokens[last - 1].end, _capital(tokens[first].text, words))]
    if now is None or now.is_same(was):
        return edits
    for at in modifiers:
        form = put_modifier(tokens[at].text, was, now)
        if form is None:
            return None
        if form != tokens[at].text:
            edits.append(_Edit(tokens[at].start, tokens[at].end, form))
    if has_agreeing_after(tokens, last, was):
        return None
    if case is Case.NOMINATIVE:
        found = list(predicates(tokens, modifiers[0] if modifiers else first, last, was))
        for at in found[:1]:
            form = put_predicate(tokens[at].text, was, now)
            if form is None:
                return None
            if form == tokens[at].text:
                continue
            edits.append(_Edit(tokens[at].start, tokens[at].end, form))
    return edits


def _is_subject(tokens: Sequence[Token], at: int, last: int) -> bool:
    """«Это небрежность.», but «Это безобразие устранят.»: the pronoun that a noun without a verb is said of."""
    if tokens[at].form != "это" or (at and tokens[at - 1].is_word):
        return False
    after = clause_tokens(tokens, range(last, min(len(tokens), last + REACH)))
    return not any(likeliest(tokens[index].text).tag.POS in ("VERB", "PRTS", "ADJS") for index in after)


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
    in_row = _case_of_row(tokens, group_from - 1)
    if in_row and any(each.tag.case == in_row for each in fitting):
        return _prefer(fitting, frozenset((in_row,)))
    if before is None or not before.is_word or before.form == "есть":
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


def _case_of_row(tokens: Sequence[Token], link: int) -> str:
    """«хранения и дистрибуции»: the case of the noun before ``tokens[link]``, where that may join two nouns."""
    if link < 1 or tokens[link].form not in _LINKS or not tokens[link - 1].is_word:
        return ""
    reading = likeliest(tokens[link - 1].text)
    return str(reading.tag.case) if reading.tag.POS == "NOUN" else ""


def _wants_subject(tokens: Sequence[Token], verb_at: int, readings: "list[Parse]") -> bool:
    """«Рост цен показал мониторинг»: nothing before the verb agrees with it, and the words after it do."""
    verb = morph.parses(tokens[verb_at].text)[0]
    if verb.tag.tense != "past":
        return False
    ours = any(each.tag.case == "nomn" and _agrees(each, verb) for each in readings)
    before = clause_tokens(tokens, range(verb_at - 1, max(-1, verb_at - 1 - REACH), -1))
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
    """«Мониторинг цен проводят»: with a verb that does not agree the words are its object."""
    singular = all(each.tag.number == "sing" for each in readings if each.tag.case in {"nomn", "accs"})
    at = last
    while (
        at < min(len(tokens), last + _MOST_GENITIVES)
        and tokens[at].is_word
        and likeliest(tokens[at].text).tag.case == "gent"
    ):
        at += 1
    following = tokens[at] if at < len(tokens) else None
    if singular and following is not None and following.is_word:
        verb = likeliest(following.text)
        if verb.tag.POS == "VERB" and "tran" in verb.tag and (verb.tag.number == "plur" or verb.tag.person == "1per"):
            return frozenset(("accs",))
    return frozenset(("nomn",))


def _prefer(readings: "list[Parse]", cases: frozenset[str]) -> "Parse":
    return next((each for each in readings if each.tag.case in cases), readings[0])


def _capital(found: str, words: str) -> str:
    return words[:1].upper() + words[1:] if found[:1].isupper() else words
