"""Clause 3.7: words in Latin script that are no names, addresses, designations or units («Скачайте file с сайта»)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from letterkit.checks import agreement, undeclined
from letterkit.checks.agreement import AgreementMend
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token, fold_word
from letterkit.checks.word_list import ListEntry, WordList, word_list
from letterkit.core.finding import Level
from letterkit.core.letter import Role
from letterkit.russian import layout, morph
from letterkit.russian.inflect import inflect
from letterkit.russian.mixed_alphabets import find_lookalikes
from letterkit.russian.vectors import occurrences
from letterkit.word_lists import words_file

_WHERE = (Role.TITLE, *PROSE, Role.ATTACHMENT)
_LETTER = regex.compile(r"[A-Za-z]")
_LATIN = regex.compile(r"\p{Latin}+(?:[-’']\p{Latin}+)*")
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
# «file'ом», «e-mail-а»: a Russian ending is no part of the word, and says more of its form than is read here.
_ENDING = regex.compile(r"(?<=\p{Latin})[-’'](?:а|у|ом|е|ы|и|ов|ам|ами|ах)$")
# What stands in one piece with these is an address, a path, a formula, a code.
_NO_WORD = regex.compile(r"[@/\\_=<>{}|&$%^*+~№\d]|(?<=\w)[.:](?=\w)|(?<!\w)[.-]+(?=\w)|--")
_ROMAN = regex.compile(r"[ivxlcdm]+")
_SHORTEST = 4
_DECLINED = frozenset(("NOUN", "ADJF", "PRTF"))
_PATTERN = "завод"
_NEAR = 8  # tokens: «(греч. xenos – чужой + phobos – страх)»
_STOPS = frozenset(".!?…")
_TYPED = 4  # letters of a word typed with the other layout on: spelling's business
# «латинское cognitio», «лат. tolerantia»: the word is spoken of.
_MENTION = frozenset(
    """
    слово термин понятие название надпись наименование буква знак символ обозначение
    латинский английский французский немецкий греческий иностранный
    лат англ фр нем греч
    """.split()
)
# «мессенджер telegram», «кнопка start»: what follows is a name, if a small letter begins it.
_NAMING = frozenset(
    """
    сайт страница адрес программа приложение мессенджер сервис портал платформа система команда кнопка поле раздел
    вкладка пункт меню файл папка домен логин пароль ник никнейм канал группа марка модель серия бренд компания
    фирма магазин сеть версия язык формат тип класс код артикул параметр опция флаг метод функция директива атрибут
    свойство каталог директория объект переменная роль стадия библиотека утилита пакет тег газета журнал агентство
    телеканал радиостанция игра проект конкурс клуб кафе бар ресторан гостиница отель центр фонд банк общество ооо
    ао пао зао оао ип
    """.split()
)


@function_check("foreign.latin", alone=_WHERE, seeks=(_LETTER,))
def latin(subject: Subject) -> Iterator[Hit]:
    """A word or a turn in Latin script, with the Russian word of the list in the form that its place asks for."""
    listed = word_list(words_file("latin.txt"))
    for part in subject.parts_of(*_WHERE):
        given = subject.tokens_of(part)
        tokens = [_without_ending(token) for token in given]
        known = list(listed.search(tokens))
        for first, last in _runs(subject.text, tokens):
            if _is_no_word(subject.text, tokens[first].start, tokens[last - 1].end) or _is_spoken_of(tokens, first):
                continue
            found = next((each for each in known if each[1] <= first and last <= each[2]), None)
            hit = _hit_of_entry(subject.text, tokens, listed, *found) if found else _hit_of_turn(tokens, first, last)
            if hit is not None:
                is_declined = len(tokens[last - 1].text) < len(given[last - 1].text)
                yield replace(hit, suggestions=()) if is_declined else hit


def _hit_of_entry(
    text: str, tokens: Sequence[Token], listed: WordList, entry: ListEntry, first: int, last: int
) -> Hit | None:
    level = _level(tokens, entry, first, last)
    if level is None:
        return None
    details = {"plain": f" – по-русски «{entry.answers[0]}»"}
    opens = tokens[first].text[:1].isupper() and _opens(tokens, first)
    if any(_CYRILLIC.search(word) for word in entry.words):
        if not opens:  # «SMS-сообщение» has no capital of its own
            tokens = [token._replace(text=token.text.lower()) for token in tokens]
        made = agreement.replace_words(text, tokens, first, last, entry)
        return Hit(made.start, made.end, details, made.suggestions, level=level)
    answers = entry.answers
    if morph.parses(answers[0].split()[0])[0].tag.POS not in _DECLINED:
        mends = tuple(words[:1].upper() + words[1:] for words in answers) if opens else answers
        return Hit(tokens[first].start, tokens[last - 1].end, details, mends, level=level)
    made = _in_place(text, tokens, first, last, answers, plural=_is_plural(entry, listed))
    return Hit(made.start, made.end, details, made.suggestions, level=level)


def _in_place(
    text: str, tokens: Sequence[Token], first: int, last: int, answers: tuple[str, ...], *, plural: bool
) -> AgreementMend:
    """``answers`` and what agrees with them, as if a Russian noun stood there in the form that the place asks for."""
    before, after = tokens[:first], tokens[last:]
    entry = ListEntry((_PATTERN,), answers=answers)
    made = []
    for wanted in undeclined.required_forms(before, after, undeclined.Shape("masc", plural)):
        many = "plural" if wanted.plural or (plural and not wanted.few) else None
        form = inflect(_PATTERN, wanted.case, many)
        shown = form.capitalize() if tokens[first].text.istitle() else form
        noun = Token(shown, tokens[first].start, tokens[last - 1].end, form, True, frozenset((_PATTERN,)))
        made.append(agreement.replace_words(text, [*before, noun, *after], first, first + 1, entry))
    same = [each for each in made if (each.start, each.end) == (made[0].start, made[0].end)]
    mends = dict.fromkeys(words for each in same for words in each.suggestions)
    return replace(made[0], suggestions=tuple(mends))


def _level(tokens: Sequence[Token], entry: ListEntry, first: int, last: int) -> Level | None:
    """Advice where capitals may mean a name; None where they do, or where the word is listed with other ones."""
    level = Level.ADVICE if entry.advice_only else Level.WARNING
    found = _in_latin(token.text for token in tokens[first:last])
    written = _in_latin(entry.words)
    if found in (written, written.lower()):
        return level
    if written == written.lower() and found == written.capitalize():
        if _opens(tokens, first):
            return level
        return None if _is_named(tokens, first) else Level.ADVICE
    return None


def _in_latin(words: Iterable[str]) -> str:
    return " ".join(_LATIN.findall(" ".join(words)))


def _hit_of_turn(tokens: Sequence[Token], first: int, last: int) -> Hit | None:
    words = [token.text for token in tokens[first:last]]
    if (
        any(not word.islower() or _CYRILLIC.search(word) for word in words)
        or max(map(len, words)) < _SHORTEST
        or all(map(_ROMAN.fullmatch, words))
        or _is_named(tokens, first)
        or (first and tokens[first - 1].text[0].isdigit())
        or any(map(_is_typing, words))
    ):
        return None
    return Hit(tokens[first].start, tokens[last - 1].end, {"plain": ""})


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """(first, after the last) tokens that stand in a row and have Latin letters."""
    at = 0
    while at < len(tokens):
        last = at
        while last < len(tokens) and _LETTER.search(tokens[last].text) and _goes_on(text, tokens, at, last):
            last += 1
        if last > at:
            yield at, last
        at = max(last, at + 1)


def _goes_on(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    return at == first or text[tokens[at - 1].end : tokens[at].start].isspace()


def _is_no_word(text: str, start: int, end: int) -> bool:
    """An address, a formula; all that stands in brackets, as a word repeated after the Russian one does; «E. coli»."""
    left = max(text.rfind(space, 0, start) for space in " \u00a0\n\t") + 1
    right = min((place for space in " \u00a0\n\t" if (place := text.find(space, end)) >= 0), default=len(text))
    if _NO_WORD.search(text, left, right) or bool(find_lookalikes(text[left:right])):
        return True
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return (before.endswith("(") and after.startswith(")")) or regex.search(r"\p{Latin}\.$", before) is not None


def _is_spoken_of(tokens: Sequence[Token], first: int) -> bool:
    return any(token.lemmas & _MENTION or token.form in _MENTION for token in tokens[max(0, first - _NEAR) : first])


def _is_named(tokens: Sequence[Token], first: int) -> bool:
    return bool(first) and not tokens[first - 1].lemmas.isdisjoint(_NAMING)


def _is_typing(word: str) -> bool:
    """«htvjyn»: a Russian word typed with the other layout on."""
    meant = layout.in_russian(word) or ""
    return len(meant) >= _TYPED and not occurrences(word) and morph.is_known(meant)


def _is_plural(entry: ListEntry, listed: WordList) -> bool:
    """Whether it is listed beside its singular: «file, files»."""
    return any(
        each.line == entry.line and each.source == entry.source.removesuffix("s") != entry.source
        for each in listed.entries
    )


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sentence begins with the token ``at``."""
    return at == 0 or tokens[at - 1].text in _STOPS


def _without_ending(token: Token) -> Token:
    """«file'ом» as «file», in its place."""
    if not _LETTER.search(token.text):
        return token
    form = fold_word(_ENDING.sub("", token.text))
    return token if form == token.form else token._replace(text=form, form=form, lemmas=frozenset((form,)))
