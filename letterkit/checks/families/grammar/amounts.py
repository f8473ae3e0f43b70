"""Numerals and what is counted, however far apart (clause 3.3): «в течение десяти сутками», «до первое октября»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.grammar.counts import begins_clause, is_subject
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import modifier_as, noun_as
from letterkit.checks.readings import PREPOSITIONS
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.trees import Node, between, trees
from letterkit.russian import forms, morph

_FEW = frozenset("два две три четыре оба обе полтора полторы".split())
_OPEN = frozenset("сколько столько несколько много немало мало немного тысяча".split())
_THE_REST = frozenset("остальные другие первые последние прочие еще".split())
_HOURS = frozenset("утра вечера ночи".split())  # «после десяти утра»: hours are counted, not mornings
_MONTHS = frozenset("января февраля марта апреля мая июня июля августа сентября октября ноября декабря числа".split())


@function_check("grammar.count-case", alone=PROSE, words=("<NUMR>", "~один"))
def count_case(subject: Subject) -> Iterator[Hit]:
    """«десяти сутками», «оба решений», «одной фельдшером»."""
    for at, sentence in enumerate(sentences(subject)):
        if not any("NUMR" in readings.of(token).pos or "один" in token.lemmas for token in sentence if token.is_word):
            continue
        if any(token.form == "целых" for token in sentence):
            continue  # «одиннадцати целых четырёх десятых процента»: the noun hangs on its tenths
        nodes = trees(subject)[at]
        for node in nodes:
            head = node.head
            if head is None or not node.relation.startswith("nummod") or not node.at < head.at <= node.at + 4:
                continue
            if not head.is_plain_noun or node.quoted or head.form in _HOURS:
                continue
            hit = _one(node, head) if "один" in node.token.lemmas else _many(nodes, node, head)
            if hit is not None:
                yield hit


def _one(node: Node, head: Node) -> Hit | None:
    own, theirs = node.read.modifiers, head.read.forms
    if head.at != node.at + 1 or any(form[:3] == other[:3] for form in own for other in theirs):
        return None
    if not {form[0] for form in own} & {form[0] for form in theirs}:
        return None
    shared = sorted({form for form in theirs for other in own if form[0] == other[0] and form[1] == "sing"})
    wanted = shared or sorted(form for form in theirs if form[1] == "sing" and form[0] != "nomn")
    made = [modifier_as(node.token, form, head.token) for form in wanted]
    mends = dict.fromkeys(f"{one} {head.token.text}" for one in made if one)
    return Hit(node.token.start, head.token.end, suggestions=tuple(mends)[:3])


def _many(nodes: Sequence[Node], node: Node, head: Node) -> Hit | None:
    if node.read.pos != {"NUMR"} or not (_OPEN | {"полтора"}).isdisjoint(node.token.lemmas):
        return None
    if any("Anum" in parse.tag for parse in morph.parses(nodes[node.at + 1].token.text)[:1]):
        return None  # «на двадцать третьем месте»: the first word of an ordinal
    cases = {str(parse.tag.case) for parse in morph.parses(node.token.text) if parse.tag.POS == "NUMR"}
    allowed = {(case, "plur") for case in cases & {"gent", "datv", "ablt", "loct"}}
    few = node.form.rpartition("-")[2] in _FEW  # «через три-четыре дня»
    if cases & {"nomn", "accs"}:
        allowed.add(("gent", "sing" if few else "plur"))
    own = {form[:2] for form in head.read.forms}
    if (
        own & allowed
        or "ADJF" in head.read.pos
        or any(each.token.text[0].isdigit() for each in between(nodes, node, head))
    ):
        return None
    if "NUMR" in nodes[node.at + 1].read.pos or (node.at and "NUMR" in nodes[node.at - 1].read.pos and not few):
        return None
    if any(not each.token.is_word for each in between(nodes, node, head)):
        return None  # «приём с девяти, обед с часу»
    tokens = [each.token for each in nodes]
    if not cases & {"nomn"} and begins_clause(tokens, node.at, head.at):
        return None
    if node.at and nodes[node.at - 1].form in _THE_REST and is_subject(tokens, head.at):
        return None  # «остальные два строители исправят»
    if any(
        each.read.nouns or each.form in ("и", "или", "более") or each.form in PREPOSITIONS
        for each in between(nodes, node, head)
    ):
        return None  # «четыре на пять метров»
    words = " ".join(each.token.text for each in nodes[node.at : head.at])
    if head.at > node.at + 1:
        return Hit(node.token.start, head.token.end)
    first = (
        [("gent", "sing" if few else "plur")] if "nomn" in cases else sorted(allowed, key=lambda one: one[0] != "gent")
    )
    made = [noun_as(head.token, case, number) for case, number in first]
    return Hit(node.token.start, head.token.end, suggestions=tuple(f"{words} {one}" for one in made if one)[:3])


@function_check("grammar.ordinal-date", alone=PROSE)
def ordinal_date(subject: Subject) -> Iterator[Hit]:
    """«до первое октября», «к десятого мая»: the day written as a word in the case that its preposition asks for."""
    for sentence in sentences(subject):
        for index in range(1, len(sentence) - 1):
            word = sentence[index]
            if sentence[index + 1].form not in _MONTHS or not word.is_word or not word.text.islower():
                continue
            at = index - 1
            while at > 0 and "NUMR" in readings.of(sentence[at]).pos:  # «двадцать третье»
                at -= 1
            asked = frozenset(("datv", "accs")) if sentence[at].form == "по" else PREPOSITIONS.get(sentence[at].form)
            own = readings.of(word).modifiers
            ordinal = next((one for one in morph.parses(word.text) if "Anum" in one.tag), None)
            if asked is None or ordinal is None or sentence[at].form in ("на", "в"):
                continue
            if any(form[0] in asked and form[1] == "sing" for form in own):
                continue
            mends = [_day(word, case) for case in ("gent", "datv", "accs", "ablt", "loct") if case in asked]
            yield Hit(word.start, word.end, suggestions=tuple(one for one in mends if one))


def _day(word: Token, case: str) -> str | None:
    parse = next(one for one in morph.parses(word.text) if "Anum" in one.tag)
    made = forms.put(parse, frozenset({case, "sing", "neut"}))
    return forms.as_written(word.text, parse, made, keeps_yo=True) if made else None
