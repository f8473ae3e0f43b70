"""Noun phrases that may name what an appeal is about, cut out of its sentences by their trees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from letterkit.core.people import Case
from letterkit.intake.deeds import noun_of_deed
from letterkit.russian.inflect import inflect
from letterkit.russian.morph import parses
from letterkit.russian.phrase_nominative import phrase_nominative
from letterkit.russian.syntax import Link, links_of

_TOKEN = regex.compile(
    r"(?:ул|г|гор|д|кв|пос|п|с|пр|пер|р|им|обл|тыс|руб|корп|стр|св|м)\.(?=\s?[\p{L}\d])|"
    r"\p{L}+(?:-\p{L}+)*|\d+(?:[.,/-]\d+)*|\S"
)
_CLAUSES = frozenset(
    ("acl", "acl:relcl", "advcl", "ccomp", "cop", "csubj", "discourse", "mark", "parataxis", "vocative")
)
_MOST_WORDS = 12
_CASES = ("nomn", "accs", "gent", "datv", "loct", "ablt")
_CASE_OF = {"obj": ("accs", "gent"), "nsubj": ("nomn",), "nsubj:pass": ("nomn",)}
_WHOSE = frozenset("мой наш свой ваш этот тот".split())
_LED_BY = frozenset("в на по к для после с из до взамен за от".split())
_OF_PEOPLE = frozenset(("Name", "Patr", "Surn"))
_BEGINS_CLAUSE = regex.compile(r"(?:чтобы|если|котор\p{L}+|потому|пока|так|когда|где)(?!\p{L})", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SubjectPhrase:
    """A phrase in the nominative; ``is_deed``: made of a verb and its object; ``relation`` is that of its head."""

    words: str
    is_deed: bool
    relation: str


@dataclass(frozen=True, slots=True)
class _Tree:
    sentence: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]
    links: Sequence[Link]
    kids: Sequence[Sequence[int]]


def subject_phrases(sentences: Sequence[str]) -> list[list[SubjectPhrase]]:
    """The phrases of each of ``sentences``, those made of deeds first, then the noun phrases in their order."""
    cut = [list(_TOKEN.finditer(sentence)) for sentence in sentences]
    read = links_of([tuple(match[0] for match in tokens) for tokens in cut])
    found: list[list[SubjectPhrase]] = []
    for sentence, tokens, links in zip(sentences, cut, read, strict=True):
        if not links:
            found.append([])
            continue
        kids: list[list[int]] = [[] for _ in links]
        for index, link in enumerate(links):
            if link.head >= 0:
                kids[link.head].append(index)
        tree = _Tree(sentence, [match.span() for match in tokens], [match[0] for match in tokens], links, kids)
        found.append([*_deeds(tree), *_nouns(tree)])
    return found


def _deeds(tree: _Tree) -> Iterator[SubjectPhrase]:
    for index, word in enumerate(tree.words):
        noun = noun_of_deed(word)
        target = None if noun is None else _object_of(tree, index)
        if noun is None or target is None:
            continue
        phrase = _phrase(tree, target, _CASE_OF[tree.links[target].relation])
        if phrase is None:
            continue
        deed = f"{noun} {inflect(phrase, Case.GENITIVE)}"
        beside = [_stretch(tree, kid) for kid in tree.kids[index] if kid > index and tree.links[kid].relation == "obl"]
        beside = [each for each in beside if each.partition(" ")[0].lower() in _LED_BY]
        for said in (" ".join([deed, *beside]), deed) if beside else (deed,):
            yield SubjectPhrase(" ".join(said.split()[:_MOST_WORDS]), True, tree.links[index].relation)


def _object_of(tree: _Tree, verb: int) -> int | None:
    return next(
        (kid for kid in tree.kids[verb] if tree.links[kid].relation in _CASE_OF and _is_noun(tree.words[kid])), None
    )


def _nouns(tree: _Tree) -> Iterator[SubjectPhrase]:
    for index, link in enumerate(tree.links):
        if link.relation in ("flat:name", "appos", "nmod", "vocative") or not _is_noun(tree.words[index]):
            continue
        if link.relation.startswith("nsubj") and _is_of_people(tree.words[index]):  # «жители села обращаются»
            continue
        phrase = _phrase(tree, index, _CASE_OF.get(link.relation, _CASES))
        if phrase is not None and len(phrase.split()) > 1 and not phrase.lower().startswith("уважаем"):
            yield SubjectPhrase(phrase, False, link.relation)


def _is_noun(word: str) -> bool:
    read = parses(word.lower())
    is_noun = len(word) > 2 and any(each.tag.POS == "NOUN" for each in read[:2])
    return is_noun and not _OF_PEOPLE & read[0].tag.grammemes


def _is_of_people(word: str) -> bool:
    read = parses(word.lower())[0].tag
    return read.POS == "NOUN" and "anim" in read


def _phrase(tree: _Tree, head: int, cases: Sequence[str]) -> str | None:
    """The head with what stands by it, in the nominative, without words like «мой»."""
    said = _stretch(tree, head)
    words = [word for word in said.split() if parses(word.lower())[0].normal_form not in _WHOSE]
    if words and parses(words[0].lower())[0].tag.POS == "PREP":
        words = words[1:]
    if not words:
        return None
    return phrase_nominative(" ".join(words[:_MOST_WORDS]), cases)


def _stretch(tree: _Tree, head: int) -> str:
    """The words of the subtree of ``head`` that stand together, clauses left out."""
    taken = {head}
    queue = [head]
    while queue:
        at = queue.pop()
        for kid in tree.kids[at]:
            link = tree.links[kid]
            joined = link.relation == "conj" and at == head and not _is_noun(tree.words[kid])
            if kid in taken or link.relation in _CLAUSES or joined or _BEGINS_CLAUSE.match(tree.words[kid]):
                continue
            taken.add(kid)
            queue.append(kid)
    first = last = head
    while first - 1 in taken:
        first -= 1
    while last + 1 in taken or (last + 2 in taken and tree.words[last + 1] in ",№."):
        last += 1
    stretch = tree.sentence[tree.spans[first][0] : tree.spans[last][1]]
    return " ".join(stretch.strip(" ,.;:!?").split())
