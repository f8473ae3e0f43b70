"""Agreement of adjectives with the noun they stand before (clause 3.3): «муниципального бюджетного учреждений»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import pair_as
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.core.letter import Role
from letterkit.core.lru_cache import WORDS_KEPT
from letterkit.proofing.agreement import ADVERBS_AFTER_IN
from letterkit.russian import forms, morph

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

# Adjectives that govern a noun in another case («достойного наград», «полного ошибок», «равного сумме»).
GOVERNING = frozenset(
    "достойный полный лишенный чуждый равный нужный необходимый доступный известный подведомственный подотчетный "
    "важный переменный подконтрольный соответствующий близкий полезный интересный присущий свойственный "
    "благодарный верный согласный готовый способный свободный смежный подобный аналогичный соразмерный "
    "пропорциональный обязанный вынужденный должный удобный довольный недовольный "
    "вышеизложенный нижеследующий вышеуказанный".split()
)
_NUMERALS = frozenset("два две три четыре полтора полторы оба обе двух трех четырех пять шесть несколько много".split())
_JOINING = frozenset(("и", "или", ","))
_LONGEST_ROW = 12  # tokens from the first noun of a row to its «и»
_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_RARE_CASES = {"gen1": "gent", "gen2": "gent", "loc1": "loct", "loc2": "loct", "acc2": "accs", "voct": "nomn"}
# «Это», «этого», «этим», «данных» may stand without a noun.
_POINTING = regex.compile(r"[Вв]аш\p{L}{0,3}|[Нн]аш\p{L}{0,3}|[Ээ]т(?:от|а|у|и|ой)|[Дд]анн(?:ый|ая|ое|ого|ому|ой|ую)")
_POINTING_MANY = regex.compile(r"(?:ваш|наш|эт)и|данные")
Form = tuple[str, str, str, str]
"""Case, number, gender (empty in the plural), and animacy where the accusative shows it."""


@function_check("grammar.agreement", alone=(Role.TITLE, *PROSE))
def agreement(subject: Subject) -> Iterator[Hit]:
    """Adjectives and a noun of one case that differ in number or gender; governed nouns and names are left alone."""
    for part in subject.parts_of(Role.TITLE, *PROSE):
        tokens = subject.tokens_of(part)
        run: list[Token] = []
        for index, token in enumerate(tokens):
            if run and not _adjacent(subject.text, run[-1], token):
                run = []
            if _adjective_forms(token.text):
                # «в оттенках серого этот пункт»: a pointing word begins a phrase of its own
                run = [token] if _POINTING.fullmatch(token.text) else [*run, token]
                continue
            if run and not _is_shared(run, tokens, index):
                hit = _disagreement(run, token, tokens[max(0, index - len(run) - 4) : index - len(run)])
                if hit:
                    yield hit
            run = []


@function_check("grammar.double-comparative", alone=PROSE, words=("более",))
def double_comparative(subject: Subject) -> Iterator[Hit]:
    """«более подробнее»; «более свежее» may be an adjective."""
    for part in subject.parts_of(*PROSE):
        tokens = subject.tokens_of(part)
        for token, following in pairwise(tokens):
            if token.form == "более" and following.is_word and readings.of(following).pos == {"COMP"}:
                if following.form not in ("менее", "более"):
                    mended = following.text.capitalize() if token.text[0].isupper() else following.text
                    yield Hit(token.start, following.end, suggestions=(mended,))


# Plurals in «-а» of common speech and those of the norm.
_PLURALS = {
    "договора": "договоры",
    "бухгалтера": "бухгалтеры",
    "инспектора": "инспекторы",
    "инженера": "инженеры",
    "редактора": "редакторы",
    "торта": "торты",
    "шофера": "шофёры",
    "слесаря": "слесари",
    "токаря": "токари",
    "лектора": "лекторы",
    "диспетчера": "диспетчеры",
    "ректора": "ректоры",
    "контейнера": "контейнеры",
    "приговора": "приговоры",
    "аптекаря": "аптекари",
    "ревизора": "ревизоры",
}


@function_check("grammar.plural-dogovory", alone=(Role.TITLE, *PROSE))
def plural_in_a(subject: Subject) -> Iterator[Hit]:
    """«все договора подписаны»: a plural in «-а» where no noun or preposition asks for the genitive."""
    for part in subject.parts_of(Role.TITLE, *PROSE):
        tokens = subject.tokens_of(part)
        for index, token in enumerate(tokens):
            if token.form not in _PLURALS or token.text.isupper():
                continue
            word = _PLURALS[token.form]
            mended = word.capitalize() if token.text[0].isupper() else word
            if _plural_before(tokens, index) or _plural_after(tokens, index) or _of_plural_verb(tokens, index):
                yield Hit(token.start, token.end, suggestions=(mended,))


def _plural_before(tokens: Sequence[Token], index: int) -> bool:
    """«все договора», «новые договора»: a word in the plural that only the nominative or accusative has."""
    found = readings.of(tokens[index - 1]).modifiers if index else frozenset()
    cases = {form[0] for form in found}
    return bool(found) and cases <= {"nomn", "accs"} and any(form[1] == "plur" for form in found)


def _plural_after(tokens: Sequence[Token], index: int) -> bool:
    """«Договора подписаны», the first word of its sentence or after a mark."""
    alone = not index or not (tokens[index - 1].is_word or tokens[index - 1].text[0].isdigit())
    following = readings.of(tokens[index + 1]).predicate if index + 1 < len(tokens) else None
    return alone and following is not None and following.number == "plur"


def _of_plural_verb(tokens: Sequence[Token], index: int) -> bool:
    """«Подписаны договора», «двор осмотрели инспектора»: the verb before the word has its object, or can have none."""
    one = readings.of(tokens[index - 1]).predicate if index and tokens[index - 1].is_word else None
    if one is None or one.number != "plur" or (one.person and one.person != "3per"):
        return False
    if index > 1 and tokens[index - 2].form == "не":
        return False
    if one.parse.tag.POS == "PRTS" or (not one.transitive and not str(one.parse.normal_form).endswith("ся")):
        return True
    group = readings.group_at(tokens, index - 2) if index > 1 and tokens[index - 1].form else None
    whole = group is not None and group.last == index - 1 and "accs" in group.possible_cases
    begins = index == 2 or (index > 2 and tokens[index - 3].text in ".!?")
    return (
        whole and begins and not tokens[index - 2].has("NOUN", "anim") and _ORGANS.isdisjoint(tokens[index - 2].lemmas)
    )


_ORGANS = frozenset("комиссия инспекция прокуратура компания организация администрация бригада служба суд".split())


_TAKING_FOR = frozenset("признать признавать считать счесть объявить назвать называть сделать оставить".split())


def _disagreement(run: Sequence[Token], noun: Token, before: Sequence[Token]) -> Hit | None:
    nouns = _noun_forms(noun.text)
    if (
        not nouns
        or noun.form.startswith("полгод")
        or any(token.form in _NUMERALS or token.text[0].isdigit() for token in before)
    ):
        return None
    if before and before[-1].form in ("в", "во") and run[-1].form in ADVERBS_AFTER_IN:
        return None  # «если в дальнейшем препарат подорожает»
    if any(not _TAKING_FOR.isdisjoint(token.lemmas) for token in before[-2:]) and any(
        form[0] == "ablt" for form in _adjective_forms(run[-1].text)
    ):
        return None  # «просите признать незаконной перепланировку»
    if any(not GOVERNING.isdisjoint(token.lemmas) and "ближайш" not in token.form for token in run):
        return None
    plural = any(form[1] == "plur" for form in nouns)
    if plural and any(one.form in _JOINING and _is_modifier(other) for other, one in pairwise(before)):
        return None  # «федерального и областного бюджетов»: each adjective has a noun of its own in mind
    if len(before) > 1 and before[-1].form in readings.PREPOSITIONS and _adjective_forms(before[-2].text):
        return None  # «от минимального до максимального значений»
    common = nouns
    for at in range(len(run) - 1, -1, -1):
        own = _adjective_forms(run[at].text)
        if joint := common & own:
            common = joint
            continue
        if not ({form[0] for form in own} & {form[0] for form in common}) and not _possessive(run, before):
            return _other_case(run, noun, own, nouns, before)
        earlier = run[:at]
        if any(not (_adjective_forms(token.text) & (own | common)) for token in earlier):
            return None
        start = earlier[0].start if earlier else run[at].start
        preposition = before[-1] if before and before[-1].form in readings.PREPOSITIONS else None
        return Hit(start, noun.end, suggestions=_mends(run, at, noun, common, preposition))
    return None


def _is_shared(run: Sequence[Token], tokens: Sequence[Token], index: int) -> bool:
    """«Ваши рассказ и две медали», «Ваши имя, отчество и адрес»: a pronoun in the plural before several nouns."""
    plural = {form[1] for form in readings.of(run[0]).modifiers} == {"plur"}
    pointing = plural and len(run) == 1 and _POINTING_MANY.fullmatch(run[0].form) is not None
    return pointing and _in_row(tokens[index + 1 : index + 1 + _LONGEST_ROW])


def _in_row(after: Sequence[Token]) -> bool:
    """Whether «и» comes next, or after nouns with commas between: «…, фамилия матери, адрес и телефон»."""
    for token in after:
        if token.form in ("и", "или"):
            return True
        if token.text != "," and not (token.is_word and (readings.of(token).forms or readings.of(token).modifiers)):
            return False
    return False


@of_word
def _is_modifier(token: Token) -> bool:
    read = readings.of(token)
    return bool(read.modifiers) and "NOUN" not in read.likely


def _other_case(
    run: Sequence[Token], noun: Token, own: frozenset[Form], nouns: frozenset[Form], before: Sequence[Token]
) -> Hit | None:
    """«социальная выплату»: one number and gender, but no case in common."""
    shapes = {form[1:3] for form in own} & {form[1:3] for form in nouns}
    if (
        len(run) != 1
        or run[0].text[0].isupper()
        or not any(shape in (("sing", "femn"), ("sing", "masc")) for shape in shapes)
    ):
        return None
    if any(form[0] == "ablt" and form[2] != "femn" for form in own):
        return None  # «сделал возможным выход»
    if any(form[0] == "accs" and form[3] == "anim" for form in own) or (before and before[-1].form in _JOINING):
        return None
    preposition = before[-1] if before and before[-1].form in readings.PREPOSITIONS else None
    mends = _mends(run, 0, noun, frozenset(form for form in nouns if form[1] == "sing"), preposition)
    return Hit(run[0].start, noun.end, suggestions=mends) if mends else None


def _possessive(run: Sequence[Token], before: Sequence[Token]) -> bool:
    """«Ваше заявлению»: «ваш», «наш» do not stand without a noun unless one stands before them."""
    alone = len(run) == 1 and run[0].form.startswith(("ваш", "наш"))
    return alone and not (before and readings.of(before[-1]).likely & {"NOUN", "NPRO"})


def _mends(
    run: Sequence[Token], at: int, noun: Token, common: frozenset[Form], preposition: Token | None
) -> tuple[str, ...]:
    """The noun put into the form of the adjectives, and the adjectives into that of the noun."""
    agreed = _adjective_forms(run[0].text)
    for token in run[1:]:
        agreed = agreed & _adjective_forms(token.text)
    # «Жители многоквартирных дома»: nothing stands without a preposition in the prepositional («домах»).
    asked = readings.PREPOSITIONS[preposition.form] if preposition is not None else frozenset(_CASES) - {"loct"}
    kept = tuple(frozenset(form for form in each if form[0] in asked) for each in (agreed, common))
    if preposition is not None and not any(kept):  # «после сильном дождь»: neither word stands as it should
        return tuple(pair_as(run[0], noun, _noun_forms(noun.text), asked))[:3] if len(run) == 1 else ()
    agreed, common = kept if any(kept) else (agreed, common)
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
            return forms.as_written(noun.text, parse, str(changed.word), keeps_yo=True) if changed else None
    return None


def _adjective_in(adjective: Token, form: Form) -> str | None:
    case, number, gender, life = form
    wanted = {case, number} | ({gender} if gender else set()) | ({life} if life else set())
    parse = next(parse for parse in morph.parses(adjective.text) if "ADJF" in parse.tag)
    changed = parse.inflect(wanted)
    return forms.as_written(adjective.text, parse, str(changed.word), keeps_yo=True) if changed else None


def _place(form: Form) -> tuple[int, Form]:
    return _CASES.index(form[0]), form


def _adjacent(text: str, one: Token, other: Token) -> bool:
    return one.end < other.start and not text[one.end : other.start].strip(" \n")


@lru_cache(maxsize=WORDS_KEPT)
def _adjective_forms(word: str) -> frozenset[Form]:
    """Forms of a full adjective or of «ваш», «данный», «этот»; empty for participles, other pronouns, words that can be
    a noun, names and unknown words."""
    if _POINTING.fullmatch(word):
        return frozenset(_form(parse) for parse in morph.parses(word) if "ADJF" in parse.tag)
    if not word.isalpha() or not word.islower():
        return frozenset()
    parses = morph.parses(word)
    if not all(_plain_adjective(parse) for parse in parses) or not parses[0].is_known:
        return frozenset()
    return frozenset(_form(parse) for parse in parses)


def _plain_adjective(parse: "Parse") -> bool:
    tag = parse.tag
    return "ADJF" in tag and "Apro" not in tag and "Anum" not in tag and "Subx" not in tag


@lru_cache(maxsize=WORDS_KEPT)
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
