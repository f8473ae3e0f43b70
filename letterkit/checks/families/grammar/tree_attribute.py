"""Adjectives, pronouns and participles far from their noun (clause 3.3): «о доходах всем членов семьи».

``grammar.agreement`` compares neighbours; here the tree of the sentence says which noun is meant, also across a comma.
"""

from collections.abc import Iterable, Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import modifier_as, noun_as
from letterkit.checks.readings import Form
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.trees import Node, between, trees
from letterkit.proofing.agreement import GOVERNING
from letterkit.russian import morph
from letterkit.russian.prepositions import PREPOSITIONS

_GOVERNING = GOVERNING | frozenset(
    "важный вынужденный вышеизложенный вышеуказанный лишенный недовольный нижеследующий переменный подотчетный "
    "чуждый".split()
)
_DETERMINERS = frozenset("весь этот тот любой свой наш ваш такой какой некоторый самый мой".split())
_CASES_OF = {"nsubj": ("nomn",), "nsubj:pass": ("nomn",), "obj": ("accs", "gent"), "iobj": ("datv",), "root": ("nomn",)}
_HALVES = ("года", "часа", "дня", "месяца", "века", "сотни", "минуты")
_MONTHS = frozenset("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split())
_MAKING = frozenset("сделать считать признать признавать оставить назвать называть считаться стать оказаться".split())
# Participles that are adjectives in a letter, by their beginnings.
_NO_VERB = ("управляющ", "действующ", "текущ", "существующ", "предыдущ", "будущ", "следующ", "соответствующ")


def usable(node: Node) -> bool:
    """A known word in small letters that stands in no quotation."""
    return node.token.is_word and not node.quoted and node.token.text.islower() and node.read.known


@function_check("grammar.far-attribute", alone=PROSE)
def far_attribute(subject: Subject) -> Iterator[Hit]:
    """«о доходах всем членов семьи»: an adjective, pronoun or participle and the noun it belongs to."""
    for nodes in trees(subject):
        for node in nodes:
            head = node.head
            if head is None or node.relation not in ("amod", "det", "acl") or not usable(node) or head.quoted:
                continue
            hit = _before(nodes, node, head) if node.at < head.at else _after(nodes, node, head)
            glued = subject.text[node.token.start - 1 : node.token.start] == ","
            if hit is not None and not glued:
                yield hit


def _is_modifier(node: Node) -> bool:
    read = node.read
    if not read.modifiers or "NOUN" in read.likely:
        return False
    if node.relation == "det":
        return not _DETERMINERS.isdisjoint(node.token.lemmas)
    return read.likely <= {"ADJF", "PRTF"} and not read.fixed


def _fits(own: Iterable[Form], other: Iterable[Form]) -> bool:
    known = set(other)
    for form in own:
        if form in known:
            return True
        case, number, gender, life = form
        if any(f[:3] == (case, number, gender) and (not life or not f[3] or life == f[3]) for f in known):
            return True
        if number == "sing" and any(f[0] == case and f[1] == number and (not gender or not f[2]) for f in known):
            return True
    return False


def _before(nodes: Sequence[Node], node: Node, head: Node) -> Hit | None:
    if not _is_modifier(node) or not head.is_plain_noun or not head.token.text.islower():
        return None
    if _fits(node.read.modifiers, head.read.forms):
        return None
    if head.form in _MONTHS and any("Anum" in parse.tag for parse in morph.parses(node.token.text)):
        return None  # «по двадцатое июня»: a day of the month
    if head.of("nummod", "nummod:gov", "nummod:entity") or any(
        each.token.text[0].isdigit() or "NUMR" in each.read.pos for each in nodes[max(0, node.at - 2) : head.at]
    ):
        return None
    if (
        node.of("conj")
        or node.relation == "conj"
        or any(kid.relation == "amod" and kid.of("conj") for kid in head.kids)
    ):
        return None
    if any(each.token.text in ",;:()–—" for each in between(nodes, node, head)) and node.relation != "det":
        return None
    if not _GOVERNING.isdisjoint(node.token.lemmas):
        return None
    if _is_doubtful(nodes, node, head):
        return None
    before = node.preposition or head.preposition
    cases = {form[0] for form in node.read.modifiers}
    if "ablt" in cases and before is None and {form[0] for form in head.read.forms} & {"nomn", "accs"}:
        return None  # «сделал возможным выход»
    if node.at > 1 and nodes[node.at - 1].form in ("и", "или") and "NOUN" not in nodes[node.at - 2].read.likely:
        return None
    asked = PREPOSITIONS.get(before.form) if before is not None and before.at < node.at else None
    fitting = any(each.read.modifiers & head.read.forms for each in between(nodes, node, head))
    if asked and fitting and not {form[0] for form in head.read.forms} & asked:
        return None  # «на английском устаревшая документация»
    mends = _pairs(nodes, node, head, asked)
    return Hit(node.token.start, head.token.end, suggestions=mends)


def _is_doubtful(nodes: Sequence[Node], node: Node, head: Node) -> bool:
    """Whether the tree may have the wrong noun: another one fits, or ``head`` is what the participle governs."""
    own = node.read.modifiers
    theirs = {form[0] for form in head.read.forms}
    for each in between(nodes, node, head):
        text = each.token.text
        if each.read.predicate is not None and node.relation != "det":
            return True  # «называлась условной и подлежала уточнению»
        if each.read.nouns and (each.preposition is None or _fits(own, each.read.forms)):
            return True
        if not "а" <= text[0].lower() <= "ё" or each.quoted:
            return True
    after = nodes[head.at + 1] if head.at + 1 < len(nodes) else None
    if after is not None and after.read.nouns and _fits(own, after.read.nouns):
        return True  # «понятные пользователю группы»
    if "PRTF" not in node.read.pos and any(each.form in PREPOSITIONS for each in between(nodes, node, head)):
        return True  # «активным до тех пор»
    asked = head.preposition is not None and head.preposition.at < node.at
    if (
        node.token.has("Subx")
        or node.form in ("это", "такое")
        or (head.form.startswith("пол") and head.form.endswith(_HALVES))
    ):
        return True
    if node.relation != "det" and any("Apro" in parse.tag for parse in morph.parses(node.token.text)):
        return True
    if "PRTF" in node.read.pos and not node.token.has("PRTF", "pssv") and not node.form.startswith(_NO_VERB):
        return True  # «содержащий адреса»
    if "PRTF" in node.read.pos and theirs & {"datv", "ablt"} and not asked:
        return True  # «разделённые точкой»
    if "PRTF" in node.read.pos and node.at and nodes[node.at - 1].token.text == ",":
        return True
    single = {form[1] for form in own} == {"sing"}
    plural = any(form[1] == "plur" for form in head.read.forms)
    before = [each.form for each in nodes[max(0, node.at - 4) : node.at + 2] if each is not node]
    if single and plural and any(form in ("и", "или", ",") for form in before):
        return True  # «в нормальном и полноэкранном режимах»
    return not single and bool(head.of("conj"))  # «системные дату и время»


def _pairs(nodes: Sequence[Node], node: Node, head: Node, asked: "frozenset[str] | None") -> tuple[str, ...]:
    wanted = asked or _CASES_OF.get(head.relation)
    theirs = [form for form in sorted(head.read.forms) if not wanted or form[0] in wanted]
    middle = " ".join(each.token.text for each in between(nodes, node, head))
    middle = f" {middle} " if middle else " "
    mends = []
    for form in theirs:
        made = modifier_as(node.token, form, head.token)
        if made:
            mends.append(f"{made}{middle}{head.token.text}")
    for form in sorted(node.read.modifiers):
        if not wanted or form[0] in wanted:
            made = noun_as(head.token, form[0], form[1])
            if made and _fits([form], readings.readings(made).forms):
                mends.append(f"{node.token.text}{middle}{made}")
    return tuple(dict.fromkeys(mends))[:3]


# «обращение по вопросу жилья на время, пока строят дом, поступившее в министерство»
_OF_APPEAL = ("поступивш", "направленн", "адресованн", "полученн", "зарегистрированн")


def _after(nodes: Sequence[Node], node: Node, head: Node) -> Hit | None:
    """«рецептам, выписанными врачом»: after a comma, and no noun before it in the sentence that it could belong to."""
    comma = node.at - 1
    while comma > head.at and nodes[comma].read.likely <= {"ADVB", "PRCL"} and nodes[comma].token.is_word:
        comma -= 1
    if comma <= head.at or nodes[comma].token.text != "," or not node.read.likely <= {"ADJF", "PRTF"}:
        return None
    if "NOUN" in node.read.pos or node.read.fixed or not (node.kids or "PRTF" in node.read.likely):
        return None
    if "PRTF" not in node.read.likely and not node.of("obl", "iobj", "advmod"):
        return None
    own = node.read.modifiers
    if any(form[0] == "ablt" for form in own) and any(
        not _MAKING.isdisjoint(each.token.lemmas) for each in nodes[:comma]
    ):
        return None  # «сделать принтер, выбранный в списке, используемым»
    verbs = [each.at for each in nodes[:comma] if each.read.predicate is not None]
    begins = verbs[-1] if verbs and head.at > verbs[-1] and not node.form.startswith(_OF_APPEAL) else 0
    for each in nodes[begins : node.at]:
        if not each.token.is_word:
            continue
        if _fits(own, each.read.forms) and (each.read.nouns or "NPRO" in each.read.likely):
            return None
        if each.token.text[0].isupper() and each.at and (each.read.name or not each.read.known):
            return None
        if (
            not each.read.known
            or each.read.fixed
            or (each.read.likely & {"NUMR", "ADJF"} and not each.read.nouns and _free(nodes, each))
        ):
            return None
    if any(each.token.text[0].isdigit() for each in nodes[max(0, comma - 2) : comma]):
        return None
    if not head.read.nouns or _belongs_after(nodes, node) or _is_counted(nodes[:comma], own):
        return None
    if any(form[:3] == ("nomn", "sing", "femn") for form in own) and head.token.has("NOUN", "anim", "masc"):
        return None  # «Диспетчер, принявшая заявку, ошиблась»
    conj = bool(head.of("conj") or head.relation == "conj")
    if conj and any(form[1] == "plur" for form in own):
        return None
    if comma == node.at - 1 and node.at + 1 < len(nodes) and nodes[node.at + 1].token.text == ",":
        return None  # «в этот же, текущий, каталог»
    nearest = next((each for each in reversed(nodes[:comma]) if each.read.nouns), head)
    mends = [
        modifier_as(node.token, form, noun.token)
        for noun in ([nearest, head] if nearest is not head else [head])
        for form in _in_place(noun)
    ]
    return Hit(
        node.token.start, node.token.end, {"head": head.token.text}, tuple(dict.fromkeys(m for m in mends if m))[:3]
    )


def _belongs_after(nodes: Sequence[Node], node: Node) -> bool:
    """«Под плёнкой, лишённый света, борщевик погибнет»: the noun stands after the turn."""
    end = next((each.at for each in nodes[node.at :] if each.token.text == ","), len(nodes))
    return any(
        _fits(node.read.modifiers, each.read.forms)
        for each in nodes[end + 1 : end + 3]
        if each.token.is_word and each.read.nouns and each.preposition is None
    )


def _is_counted(nodes: Sequence[Node], own: Iterable[Form]) -> bool:
    """«Сорок рублей, уплаченные за проезд»: what is counted has its attribute in the plural nominative too."""
    counted = any(each.read.pos == {"NUMR"} for each in nodes)
    return counted and any(form[:2] == ("nomn", "plur") for form in own)


def _in_place(noun: Node) -> list[Form]:
    """The forms in which ``noun`` most likely stands, by its preposition or by what it hangs on."""
    before = noun.preposition
    asked: Iterable[str] | None = PREPOSITIONS.get(before.form) if before is not None else _CASES_OF.get(noun.relation)
    if before is None and noun.relation == "nmod":
        asked = ("gent",)
    return [form for form in sorted(noun.agreed) if not asked or form[0] in asked] or sorted(noun.agreed)


def _free(nodes: Sequence[Node], each: Node) -> bool:
    return each.relation not in ("amod", "det", "acl") or each.head is None
