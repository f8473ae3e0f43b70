"""Agreement of adjectives with the noun they stand before (clause 3.3): «муниципального бюджетного учреждений»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from letterkit.checks.hit import Hit
from letterkit.checks.registry import function_check
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.core.letter import Role
from letterkit.russian import morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

# Adjectives that govern a noun in another case («достойного наград», «полного ошибок», «равного сумме»).
_GOVERNING = frozenset(
    "достойный полный лишенный чуждый равный нужный необходимый доступный известный подведомственный подотчетный "
    "важный подконтрольный соответствующий близкий полезный интересный присущий свойственный благодарный верный "
    "согласный готовый способный свободный смежный подобный аналогичный соразмерный пропорциональный обязанный "
    "вынужденный должный удобный".split()
)
_NUMERALS = frozenset("два две три четыре полтора полторы оба обе двух трех четырех пять шесть несколько много".split())
_JOINING = frozenset(("и", "или", ","))
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_RARE_CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs", "voct": "nomn"}
Form = tuple[str, str, str, str]
"""Case, number, gender (empty in the plural), and animacy where the accusative shows it."""


@function_check("grammar.agreement")
def agreement(subject: Subject) -> Iterator[Hit]:
    """Adjectives and a noun of one case that differ in number or gender; governed nouns and names are left alone."""
    for part in subject.parts_of(Role.TITLE, *PROSE):
        tokens = subject.tokens_of(part)
        run: list[Token] = []
        for index, token in enumerate(tokens):
            if run and not _adjacent(subject.text, run[-1], token):
                run = []
            if _adjective_forms(token.text):
                run.append(token)
                continue
            if run:
                hit = _disagreement(run, token, tokens[max(0, index - len(run) - 3) : index - len(run)])
                if hit:
                    yield hit
            run = []


def _disagreement(run: Sequence[Token], noun: Token, before: Sequence[Token]) -> Hit | None:
    nouns = _noun_forms(noun.text)
    if not nouns or any(token.form in _NUMERALS or token.text[0].isdigit() for token in before):
        return None
    if any(not _GOVERNING.isdisjoint(token.lemmas) for token in run):
        return None
    if len(before) > 1 and before[-1].form in _JOINING and _adjective_forms(before[-2].text):
        return None  # «федерального и областного бюджетов»: each adjective has a noun of its own in mind
    common = nouns
    for at in range(len(run) - 1, -1, -1):
        forms = _adjective_forms(run[at].text)
        if joint := common & forms:
            common = joint
            continue
        if not ({form[0] for form in forms} & {form[0] for form in common}):
            return None
        earlier = run[:at]
        if any(not (_adjective_forms(token.text) & (forms | common)) for token in earlier):
            return None
        start = earlier[0].start if earlier else run[at].start
        return Hit(start, noun.end, suggestions=_mends(run, at, noun, common, bool(before) and before[-1].has("PREP")))
    return None


def _mends(
    run: Sequence[Token], at: int, noun: Token, common: frozenset[Form], after_preposition: bool
) -> tuple[str, ...]:
    """The noun put into the form of the adjectives, and the adjectives into that of the noun."""
    agreed = _adjective_forms(run[0].text)
    for token in run[1:]:
        agreed = agreed & _adjective_forms(token.text)
    # «Жители многоквартирных дома»: nothing stands without a preposition in the prepositional («домах»).
    if not after_preposition:
        agreed, common = (frozenset(form for form in forms if form[0] != "loct") for forms in (agreed, common))
    mends = []
    for form in sorted(agreed, key=_place):
        word = _noun_in(noun, form)
        if word:
            mends.append(" ".join([*(token.text for token in run), word]))
    for form in sorted(
        common, key=lambda form: (-sum(form in _adjective_forms(token.text) for token in run), _place(form))
    ):
        words = [_adjective_in(token, form) for token in run[: at + 1]]
        if all(words):
            mends.append(
                " ".join([*(word or "" for word in words), *(token.text for token in run[at + 1 :]), noun.text])
            )
    return tuple(dict.fromkeys(mends))[:3]


def _noun_in(noun: Token, form: Form) -> str | None:
    case, number, gender, life = form
    for parse in morph.parses(noun.text):
        if (
            "NOUN" in parse.tag
            and (number == "plur" or gender == str(parse.tag.gender))
            and (not life or life in parse.tag)
        ):
            changed = parse.inflect({case, number})
            return str(changed.word) if changed else None
    return None


def _adjective_in(adjective: Token, form: Form) -> str | None:
    case, number, gender, life = form
    wanted = {case, number} | ({gender} if gender else set()) | ({life} if life else set())
    changed = morph.parses(adjective.text)[0].inflect(wanted)
    return str(changed.word) if changed else None


def _place(form: Form) -> tuple[int, Form]:
    return _CASES.index(form[0]), form


def _adjacent(text: str, one: Token, other: Token) -> bool:
    return regex.fullmatch(r"[ \n]+", text[one.end : other.start]) is not None


@lru_cache(maxsize=20_000)
def _adjective_forms(word: str) -> frozenset[Form]:
    """Forms of a full adjective; empty for participles, pronouns, words that can be a noun, names and unknown words."""
    if not word.isalpha() or not word.islower():
        return frozenset()
    parses = morph.parses(word)
    if not all(_plain_adjective(parse) for parse in parses) or not parses[0].is_known:
        return frozenset()
    return frozenset(_form(parse) for parse in parses)


def _plain_adjective(parse: "Parse") -> bool:
    tag = parse.tag
    return "ADJF" in tag and "Apro" not in tag and "Supr" not in tag and "Anum" not in tag and "Subx" not in tag


@lru_cache(maxsize=20_000)
def _noun_forms(word: str) -> frozenset[Form]:
    """Forms of a noun; empty for names, indeclinable, common-gender and unknown words, and other parts of speech."""
    if not word.isalpha() or not word.islower():
        return frozenset()
    parses = morph.parses(word)
    nouns = [parse for parse in parses if "NOUN" in parse.tag]
    others = [parse for parse in parses if parse not in nouns and "ADVB" not in parse.tag]  # «дома» may be an adverb
    if not nouns or others or not nouns[0].is_known:
        return frozenset()
    if any(
        mark in parse.tag
        for parse in nouns
        for mark in ("Fixd", "ms-f", "Ms-f", "Abbr", "Name", "Surn", "Patr", "Geox")
    ):
        return frozenset()
    return frozenset(_form(parse) for parse in nouns)


def _form(parse: "Parse") -> Form:
    tag = parse.tag
    case = _RARE_CASES.get(str(tag.case), str(tag.case))
    number = str(tag.number or "")
    gender = "" if number == "plur" else str(tag.gender or "")
    shows_life = case == "accs" and (number == "plur" or gender == "masc")
    return case, number, gender, ("anim" if "anim" in tag else "inan") if shows_life else ""
