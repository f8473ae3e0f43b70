"""Nouns in a case that the noun they belong to does not ask for (clause 3.3): «осмотр крышу провели».

The tree of the sentence says what hangs on what; where a verb could ask for the case as well, nothing is said.
"""

from collections.abc import Iterator, Sequence

from letterkit.checks.families.grammar.tree_attribute import usable
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.trees import Node, between, trees

_NAMING = frozenset(
    "город поселок село деревня станция улица марка тип модель вид класс группа код файл имя слово название термин "
    "значение параметр команда пакет раздел пункт режим формат кнопка поле роль фирма компания общество программа "
    "месяц год день век номер буква знак вопрос проект лицо статус".split()
)


@function_check("grammar.noun-of-noun", alone=PROSE)
def noun_of_noun(subject: Subject) -> Iterator[Hit]:
    """«осмотр крышу»: a noun that belongs to the noun before it and cannot be genitive."""
    for nodes in trees(subject):
        for node in nodes:
            if node.relation == "nmod" and node.head is not None and node.head.at < node.at:
                if (hit := _of_noun(nodes, node, node.head)) is not None:
                    yield hit


def _of_noun(nodes: Sequence[Node], node: Node, head: Node) -> Hit | None:
    if not usable(node) or not node.is_plain_noun or node.of("case", "nummod", "nummod:gov", "flat:name", "appos"):
        return None
    if not head.read.nouns or head.quoted or head.read.fixed or not head.token.is_word:
        return None
    if head.token.text[0].isupper() and head.at and head.read.name:
        return None
    cases = node.read.cases
    if "gent" in cases:
        return None
    for each in between(nodes, head, node):
        if not (each.relation in ("amod", "det") and each.head is node):
            return None
    if cases <= {"ablt", "loct"}:
        return None  # «управление имуществом», «нажатие кнопкой»
    if node.form in ("альфа", "бета", "гамма", "дельта"):
        return None
    if any(each.token.text[0].isupper() for each in between(nodes, head, node)):
        return None
    if not cases <= {"nomn", "accs"}:
        return None
    if not _is_stray(nodes, node, head):
        return None
    made = [noun_as(node.token, "gent", number) for number in sorted({form[1] for form in node.read.nouns})]
    words = [each.token.text for each in between(nodes, head, node)]
    mends = [f"{head.token.text} {one}" for one in made if one] if not words else []
    return Hit(head.token.start, node.token.end, {"head": head.token.text}, tuple(mends))


_ACTING = frozenset(("VERB", "INFN", "GRND", "PRTF", "PRED", "COMP", "PRTS", "ADJS"))


def _is_stray(nodes: Sequence[Node], node: Node, head: Node) -> bool:
    """Whether nothing in the sentence can have ``node`` for its subject or object."""
    if (
        not _NAMING.isdisjoint(head.token.lemmas)
        or head.read.likely != {"NOUN"}
        or (head.token.text[0].isupper() and head.at)
    ):
        return False
    if any(not each.token.is_word and each.token.text in "«(–—:" for each in nodes):
        return False
    for each in nodes:
        if each.form in ("нет", "есть", "это", "как"):
            return False
        if not each.read.likely & _ACTING:
            continue
        one = each.read.predicate
        if one is None or one.transitive:
            return False
        if any(
            form[0] == "nomn" and form[1] == one.number and (not one.gender or form[2] == one.gender)
            for form in node.read.forms
        ):
            return False
    return any(each.read.predicate for each in nodes)
