"""Public bodies and organisations named in a letter, by their head noun and the words that belong to it.

«министерство строительства Сахалинской области» is one body in any case; so are «государственная жилищная инспекция»,
«УМВД России по Сахалинской области», «ООО «Рога»». Words inside titles of acts («О порядке …») name no body.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from letterkit.russian.body_words import (
    ABBREVIATIONS,
    FORMS,
    HEADS,
    NOT_A_NAME_PART,
    NOT_AFTER,
    NOUNS_BY_USE,
    ON_WHAT,
    ONLY_AFTER,
    REGIONS,
    STRAY,
    STRAY_AFTER_HEAD,
    SURE,
    WITH_ADJECTIVE,
)
from letterkit.russian.entity import Entity, without_overlaps
from letterkit.russian.morph import lemma, parses
from letterkit.russian.remembered import cache_by_text
from letterkit.russian.words import Word, words

_ORGANISATION = re.compile(rf"(?<![\w-])(?:{FORMS})\s?(?:«[^«»\n]+(?:«[^«»\n]+»)?»?|\"[^\"\n]+\")")
_QUOTED = re.compile(r"\s?«[^«»\n]{1,80}(?:«[^«»\n]{1,60}»)?»")
_ACT_TITLE = re.compile(r"«(?:О|Об|Обо)\s[^«»]*(?:«[^«»]*»[^«»]*)*»|\"(?:О|Об|Обо)\s[^\"]*\"")
_HEAD_STARTS = frozenset(head[:3] for head in HEADS)
_LIKE_HEAD = re.compile(
    rf"(?<![^\W\d_])(?:(?i:{'|'.join(sorted(_HEAD_STARTS))})|{'|'.join(sorted(ABBREVIATIONS))})[^\W_]*(?:[-'’]\w+)*"
)
_GAPS = frozenset((" ", "\u00a0", "\u202f", "\n", " \n", "\r\n"))
_LONGEST_TAIL = 14
_NOT_NOMINAL = frozenset("VERB PRTS ADJS INFN GRND ADVB PREP CONJ PRCL PRED COMP".split())
_UNLIKELY_NAME = 0.55


@cache_by_text
def bodies(text: str) -> tuple[Entity, ...]:
    """Bodies and organisations named in ``text`` with all the words of their names. Offsets in ``text``."""
    titles = act_titles(text)
    found = [Entity("body", *match.span(), match.group()) for match in _ORGANISATION.finditer(text)]
    found.extend(Entity("body", start, end, text[start:end]) for start, end in _by_heads(text))
    return without_overlaps([body for body in found if not any(start < body.start < end for start, end in titles)])


def act_titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where titles of acts stand with their quotation marks: «О порядке …», quotations inside them too."""
    return tuple(match.span() for match in _ACT_TITLE.finditer(text))


def _by_heads(text: str) -> Iterator[tuple[int, int]]:
    if not any(map(_head, _LIKE_HEAD.findall(text))):
        return  # most paragraphs name no body: their words need not be cut
    tokens = words(text)
    done = -1
    for place, token in enumerate(tokens):
        head = _head(token.text) if place > done and token.kind == "word" else None
        if head is None:
            continue
        first = _first_adjective(text, tokens, place)
        last, end = _tail(text, tokens, place)
        quoted = _QUOTED.match(text, end) if head not in ABBREVIATIONS else None
        if quoted and not _ACT_TITLE.match(quoted.group().strip()):
            end = quoted.end()
        if end == tokens[last].end and not _is_named(head, tokens, first, place, end):
            continue
        done = last
        yield tokens[first].start, end


def _is_named(head: str, tokens: Sequence[Word], first: int, place: int, end: int) -> bool:
    """Is it a body, and not an activity, a stock or a middle of a town?"""
    if head in SURE or head in ABBREVIATIONS:
        return True
    capital = tokens[first].text[0].isupper() and first != place
    if end == tokens[place].end:
        return capital or (first != place and head in WITH_ADJECTIVE)
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    if head in ONLY_AFTER and not (capital or tokens[place].text[0].isupper()):
        return after.startswith(ONLY_AFTER[head])
    return not after.startswith(NOT_AFTER.get(head, ("\0",)))


@lru_cache(maxsize=4096)
def _head(word: str) -> str | None:
    """The dictionary form when ``word`` can be the head of a body's name."""
    if word in ABBREVIATIONS:
        return word
    low = word.lower()
    if low[:3] not in _HEAD_STARTS:
        return None
    return next((parse.normal_form for parse in parses(low) if parse.normal_form in HEADS), None)


def _first_adjective(text: str, tokens: Sequence[Word], place: int) -> int:
    """The first of the adjectives before the head that agree with it: «государственная жилищная» инспекция."""
    heads = [parse.tag for parse in parses(tokens[place].text) if parse.normal_form in HEADS]
    first = place
    while first and _adjoin(text, tokens[first - 1], tokens[first]):
        if not _is_name_adjective(tokens[first - 1].text, heads):
            break
        first -= 1
    return first


def _is_name_adjective(word: str, heads: Sequence[object]) -> bool:
    return any(
        parse.tag.POS == "ADJF"
        and "Apro" not in parse.tag
        and parse.normal_form not in NOT_A_NAME_PART
        and any((parse.tag.case, parse.tag.number) == (head.case, head.number) for head in heads)  # type: ignore[attr-defined]
        for parse in parses(word)
    )


def _tail(text: str, tokens: Sequence[Word], place: int) -> tuple[int, int]:
    """The last token of the body's name and where it ends: genitives, «по …», «в сфере …», «№ 5», lists of them."""
    here = place + 1
    while here < len(tokens) and here - place <= _LONGEST_TAIL:
        if _adjoin(text, tokens[here - 1], tokens[here]):
            taken = _group(text, tokens, here, "gent", after_head=here == place + 1) or _link(text, tokens, here)
        elif text[tokens[here - 1].end : tokens[here].start] == ", ":
            taken = _end_of_list_item(text, tokens, here)
        else:
            taken = here + 1 if _is_number_mark(text, tokens, here) else None
        if not taken:
            break
        here = taken
    return here - 1, tokens[here - 1].end


def _group(text: str, tokens: Sequence[Word], here: int, case: str, *, after_head: bool = False) -> int | None:
    """The token after a group «adjectives + noun» in ``case`` that begins at ``here``, or None."""
    place = here
    while place < len(tokens) and (place == here or _adjoin(text, tokens[place - 1], tokens[place])):
        word = tokens[place].text
        if word in ("РФ", "ЖКХ", "ЗАГС"):
            return place + 1
        if (
            place > here
            and word == "и"
            and place + 1 < len(tokens)
            and _kind(tokens[place + 1].text, case) == "adjective"
        ):
            place += 1
            continue
        if word == "г" and place + 1 < len(tokens):
            return place + 2 if tokens[place + 1].text[0].isupper() else None
        if word == "их" and place == here:
            place += 1
            continue
        kind = _kind(word, case)
        if after_head and place == here and lemma(word) in STRAY_AFTER_HEAD:
            return None
        if kind != "adjective":
            return place + 1 if kind == "noun" else None
        place += 1
    return None


@lru_cache(maxsize=8192)
def _kind(word: str, case: str) -> str | None:
    """Can ``word`` be a noun or an adjective of a name in ``case``?"""
    # «и», «по», «с» are names of letters to the dictionary.
    if len(word) < 3:
        return None
    fitting = [parse for parse in parses(word) if parse.tag.case == case and "Apro" not in parse.tag]
    if any(
        parse.normal_form in NOT_A_NAME_PART or (case == "gent" and parse.normal_form in STRAY) for parse in fitting
    ):
        return None
    # «дан» could be the genitive of «дань», and never is.
    if sum(parse.score for parse in parses(word) if parse.tag.POS in _NOT_NOMINAL) > _UNLIKELY_NAME:
        return None
    # «Сахалинской» is an adjective first; «рабочих» can be both, a noun may follow it.
    for parse in fitting:
        if parse.tag.POS == "NOUN" or parse.normal_form in NOUNS_BY_USE:
            return "noun"
        if parse.tag.POS in ("ADJF", "PRTF"):
            return "adjective"
    return None


def _link(text: str, tokens: Sequence[Word], here: int) -> int | None:
    """The token after «и …», «по …», «в сфере …», «за …» that goes on with the name, or None."""
    if here + 1 >= len(tokens) or not _adjoin(text, tokens[here], tokens[here + 1]):
        return None
    word, following, before = tokens[here].text.lower(), tokens[here + 1].text, lemma(tokens[here - 1].text)
    if before == "управление" and here > 1 and tokens[here - 2].text == "по":
        return _group(text, tokens, here, "ablt")
    if (word == "за" and before in ("надзор", "контроль")) or (word == "с" and before in ("связь", "работа")):
        return _group(text, tokens, here + 1, "ablt")
    if word == "и" and not _head(following):
        return _group(text, tokens, here + 1, "gent") or _group(text, tokens, here + 1, "datv")
    if word == "по" and ON_WHAT.match(following):
        return _group(text, tokens, here + 1, "datv")
    if word == "в" and following.lower() in ("сфере", "области"):
        return here + 2
    region = _group(text, tokens, here + 1, "loct") if word == "в" else None
    if region and lemma(tokens[region - 1].text) in REGIONS:
        return region
    return None


def _end_of_list_item(text: str, tokens: Sequence[Word], here: int) -> int | None:
    """«строительства, архитектуры и …»: a genitive after a comma belongs to the name when «и» or a comma follows it."""
    taken = _group(text, tokens, here, "gent")
    if not taken or taken >= len(tokens):
        return None
    more = text[tokens[taken - 1].end : tokens[taken].start] == ", " or tokens[taken].text == "и"
    return taken if more else None


def _is_number_mark(text: str, tokens: Sequence[Word], here: int) -> bool:
    """«отдел № 5»: between the words stands the mark of a number."""
    return tokens[here].text.isdigit() and text[tokens[here - 1].end : tokens[here].start].strip() == "№"


def _adjoin(text: str, left: Word, right: Word) -> bool:
    """Only one gap (a line break at most) stands between the words; «г.» keeps its dot."""
    between = text[left.end : right.start]
    return between in _GAPS or (left.text == "г" and between.strip() == ".")
