"""A sentence of a letter as a tree of words: which hangs on which, with the forms that each can have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from letterkit.checks import readings
from letterkit.checks.letter_memo import once_a_letter
from letterkit.checks.readings import Form, Readings
from letterkit.checks.segments import sentences, without_addresses
from letterkit.checks.subject import Subject
from letterkit.checks.tokens import Token
from letterkit.russian.syntax import Links, links_of

_OPENING, _CLOSING = frozenset("«„“(["), frozenset("»”)]")


@dataclass(slots=True)
class Node:
    """The word at place ``at``; ``head`` is the node it hangs on as ``relation``, None for the root."""

    at: int
    token: Token
    relation: str
    read: Readings
    quoted: bool
    head: "Node | None" = None
    kids: "list[Node]" = field(default_factory=list)

    def of(self, *relations: str) -> "list[Node]":
        """Those that hang on it as one of ``relations``."""
        return [kid for kid in self.kids if kid.relation in relations]

    @property
    def form(self) -> str:
        return self.token.form

    @property
    def is_plain_noun(self) -> bool:
        """A declined common noun and nothing else, of which something can be said."""
        return self.read.only_noun and not self.quoted and not self.read.name and len(self.token.text) > 2

    @property
    def preposition(self) -> "Node | None":
        return next((kid for kid in self.of("case") if kid.at < self.at and kid.form != "как"), None)

    @property
    def agreed(self) -> frozenset[Form]:
        """The forms of a noun that its adjectives before it have as well; all of its forms where they have none."""
        forms = self.read.forms
        for kid in self.of("amod", "det"):
            if kid.at < self.at and kid.read.modifiers:
                forms = forms & kid.read.modifiers or forms
        for kid in self.of("acl"):
            if kid.at > self.at and kid.read.modifiers:  # «заявления, поступившие после срока»
                forms = forms & kid.read.modifiers or forms
        return forms


Tree = tuple[Node, ...]
"""The nodes of a sentence in its order, to be read only."""


@once_a_letter
def trees(subject: Subject) -> tuple[Tree, ...]:
    """The tree of each of ``sentences(subject)`` without its addresses; an empty one where it is no sentence."""
    plain = [without_addresses(sentence) for sentence in sentences(subject)]
    found = links_of([tuple([token.text for token in sentence]) for sentence in plain])
    return tuple(map(_tree, plain, found))


def _tree(sentence: Sequence[Token], found: Links) -> Tree:
    nodes = []
    depth = 0
    for at, (token, link) in enumerate(zip(sentence, found, strict=False)):
        depth = max(0, depth - (token.text in _CLOSING))
        read = readings.of(token) if token.is_word else readings.readings("")
        nodes.append(Node(at, token, link.relation, read, depth > 0))
        depth += token.text in _OPENING
    for node, link in zip(nodes, found, strict=True):
        if 0 <= link.head < len(nodes) and link.head != node.at:
            node.head = nodes[link.head]
            node.head.kids.append(node)
    return tuple(nodes)


def between(nodes: Sequence[Node], one: Node, other: Node) -> Iterator[Node]:
    """The nodes between the two, whichever stands first."""
    first, last = sorted((one.at, other.at))
    yield from nodes[first + 1 : last]
