"""A predicate that does not agree with its subject, however far apart (clause 3.3): «опоры освещения … находится».

The tree of the sentence (letterkit.checks.trees) says which noun is meant. A tree may be wrong, so the rule speaks only
where no reading of the two words agrees and nothing else explains the form.
"""

from collections.abc import Iterator, Sequence

from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import Form, Predicate
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.trees import Node, between, trees
from letterkit.russian import forms
from letterkit.russian.prepositions import PREPOSITIONS

# With these a verb may stand in either number, or agrees with what is counted.
_COUNTING = frozenset(
    "ряд большинство меньшинство часть множество количество число половина треть четверть пара десяток сотня "
    "тысяча миллион миллиард группа масса процент доля сколько столько много мало немало несколько остаток".split()
)
_BESIDE = 2  # words: a subject and what may stand between it and its predicate
_SUBJECTS = ("nsubj", "nsubj:pass")
_IMPERSONAL = frozenset(
    "следовать удаться удаваться прийтись приходиться требоваться потребоваться предстоять надлежать хотеться "
    "разрешаться запрещаться планироваться предполагаться рекомендоваться предлагаться оставаться остаться мочь "
    "хватать хватить иметься допускаться быть казаться оказаться получаться получиться стоить смочь стать "
    "становиться считаться подлежать случиться случаться происходить достаточно удостоиться прибавиться "
    "прибавляться".split()
)
_OF_NOTHING = frozenset("отказать сообщить доложить напомнить".split())  # «отказано»: their passive has no subject
_QUANTITIES = frozenset("больше меньше много мало сколько столько несколько немало немного более менее около".split())
_SPANS = frozenset("год месяц неделя день ночь сутки час минута зима лето раз".split())
_EACH = frozenset("каждый никто любой один".split())
_PERSONS = {
    "мы": ("1per", "plur", ""),
    "вы": ("2per", "plur", ""),
    "они": ("3per", "plur", ""),
    "он": ("3per", "sing", "masc"),
    "она": ("3per", "sing", "femn"),
    "оно": ("3per", "sing", "neut"),
}


@function_check("grammar.predicate", alone=PROSE)
def predicate(subject: Subject) -> Iterator[Hit]:
    """«опоры освещения по улице находится», «комиссия осмотрела дом и составил акт»."""
    for nodes in trees(subject):
        for node in nodes:
            if node.relation in _SUBJECTS and node.head is not None:
                if (hit := _subject(nodes, node, node.head)) is not None:
                    yield hit
            if node.relation == "conj" and node.head is not None:
                if (hit := _second(nodes, node, node.head)) is not None:
                    yield hit


def _agrees(form: Form, one: Predicate) -> bool:
    if form[0] != "nomn" or form[1] != one.number:
        return False
    if one.person and one.person != "3per":
        return False
    return one.number == "plur" or not one.gender or not form[2] or one.gender == form[2]


def _subject(nodes: Sequence[Node], node: Node, verb: Node) -> Hit | None:
    one = verb.read.predicate
    if one is None or verb.quoted or node.quoted or abs(verb.at - node.at) > 25:
        return None
    if not _SPANS.isdisjoint(node.token.lemmas) and node.at > verb.at:
        return None  # «собирать разрешено круглый год»
    if not verb.read.known or one.person in ("1per", "2per") or _is_addressed(nodes, node):
        return None
    if len([kid for kid in verb.kids if kid.relation in _SUBJECTS]) > 1:
        return None
    if node.form in _PERSONS:
        return None
    if node.form in _EACH and one.number == "plur" and node.at + 1 < len(nodes) and nodes[node.at + 1].form == "из":
        return _mend_verb(nodes, verb, one, node, "sing", "masc")
    if not _is_named(node) or (node.token.text[0].isupper() and not _begins(nodes, node)):
        return None
    if node.of("nummod:gov", "nummod"):
        return _wrong_count(nodes, node, verb, one)
    if node.of("nummod:entity", "flat:name", "case"):
        return None
    if node.of("conj"):
        return _row(nodes, node, verb, one)
    if any(one_.form == "есть" and nodes[one_.at - 1].form == "то" for one_ in nodes[max(1, node.at - 4) : node.at]):
        return None  # «порубочный билет, то есть разрешение на рубку, выдан»
    if any(_agrees(form, one) for form in node.read.forms) or (one.number == "plur" and node.of("appos")):
        return None
    if node.at and nodes[node.at - 1].form in _QUANTITIES:
        return None
    nominative = {form for form in node.agreed if form[0] == "nomn"}
    if not nominative:
        return None
    if not _COUNTING.isdisjoint(node.token.lemmas) and (one.number == "plur" or one.gender in ("neut", "")):
        return None
    if _may_be_woman(node, one):
        return None
    cases = {form[0] for form in node.agreed}
    impersonal = one.number == "sing" and one.gender in ("neut", "")
    if impersonal and one.short and one.parse.normal_form in _OF_NOTHING:
        return None  # «в отмене платы отказано», «о чём будет сообщено»
    asks = any("INFN" in each.read.pos for each in [*verb.kids, *nodes[verb.at + 1 : verb.at + 4]]) or bool(
        verb.of("csubj", "ccomp", "xcomp", "csubj:pass")
    )
    objects = [kid for kid in verb.of("obj") if kid.preposition is None]
    personal = one.person and one.parse.normal_form not in _IMPERSONAL
    if impersonal and not personal and (asks or ("gent" in cases and node.at > verb.at)):
        return None
    if impersonal and "gent" in cases and any(each.form in ("не", "ни", "нет") for each in nodes):
        if not (personal and one.transitive and objects):
            return None
    unnamed = one.number == "plur" or one.person in ("1per", "2per")
    if "accs" in cases and one.transitive and unnamed and not _takes_other(node, verb, objects):
        return None  # «снег не убирали», «списки жду к пятнице»
    if "accs" in cases and one.transitive and one.past and one.number == "sing" and not objects:
        return None  # «суп пересолила»
    if any(kid.relation in ("amod", "det") and not kid.read.modifiers & node.read.forms for kid in node.kids):
        return None  # «наша группы поддержала»: it is the noun that is amiss
    if "accs" in cases and any("INFN" in kid.read.pos for kid in verb.kids) and one.number == "plur":
        return None  # «соединение смогут использовать все»
    if _is_unclear(nodes, node, verb):
        return None
    joined = nodes[max(0, min(node.at - 6, verb.at)) : max(node.at, verb.at)]
    if one.number == "plur" and any(each.form in ("и", "или", "также", "вместе") for each in joined):
        return None
    if one.number == "plur" and node.at > verb.at and _has_row_after(nodes, node):
        return None  # «появятся боль за грудиной, одышка, перебои»
    partners = (kid.preposition for kid in node.kids)
    if one.number == "plur" and any(each is not None and each.form in ("с", "со") for each in partners):
        return None  # «отец с сыном пришли»
    if _other(nodes, node, verb, one):
        return None
    if any(
        each.read.nouns and each.preposition is None and any(_agrees(form, one) for form in each.read.nouns)
        for each in between(nodes, node, verb)
    ):
        return None  # «время, что шёл процесс, эта челюсть стала»
    shapes = {form[1:3] for form in nominative}
    if len(shapes) != 1:
        return None
    number, gender = next(iter(shapes))
    return _mend_verb(nodes, verb, one, node, number, gender)


def _is_addressed(nodes: Sequence[Node], node: Node) -> bool:
    """«Уважаемые коллеги, прошу»: a comma right after the noun, and no clause that it begins."""
    after = nodes[node.at + 1 : node.at + 2]
    begun = any(kid.relation == "acl" and kid.at == node.at + 2 for kid in node.kids) or any(
        each.form.startswith("котор") for each in nodes[node.at : node.at + 4]
    )
    return bool(after) and after[0].token.text == "," and not begun


def _has_row_after(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a comma or «и» after the noun is followed by one more nominative, or by what nobody knows."""
    near = nodes[node.at + 1 : node.at + 12]
    if any(each.form in ("и", "или") for each in near):
        return True
    return any(
        each.token.text == "," and nodes[each.at + 1].read.nouns and "nomn" in nodes[each.at + 1].read.cases
        for each in near
        if each.at + 1 < len(nodes)
    )


def _may_be_woman(node: Node, one: Predicate) -> bool:
    """«врач осмотрела»."""
    return one.gender == "femn" and node.token.has("NOUN", "anim", "masc", "nomn", "sing")


def _takes_other(node: Node, verb: Node, objects: Sequence[Node]) -> bool:
    """«музей предлагают экскурсию»: the verb has an object that can be nothing else, so ``node`` is its subject."""
    return node.at < verb.at and any(kid.at > verb.at and "accs" in kid.read.cases for kid in objects)


def _is_unclear(nodes: Sequence[Node], node: Node, verb: Node) -> bool:
    """Whether what stands around the subject leaves open which word it is."""
    before = nodes[node.at - 1] if node.at else None
    if before is not None and "gent" in {form[0] for form in node.agreed}:
        if "NOUN" in before.read.pos or before.form == "которых":
            return True  # «ячейка таблицы содержит»: the head is the noun before
    if any(kid.relation in ("amod", "det") and kid.token.text[0].isupper() and kid.at for kid in node.kids):
        return True  # «флаг Обратное копирование установлен»
    if before is not None and before.token.text == "," and node.at > 1 and "NOUN" in nodes[node.at - 2].read.pos:
        if any(form[0] == "nomn" for form in nodes[node.at - 2].read.forms):
            return True  # «инженер, мастер приедут»
    for other in between(nodes, node, verb):
        text = other.token.text
        if text == "," and node.at > verb.at:
            return True
        if other.form.startswith("котор") and "NOUN" in nodes[other.at - 1].read.pos:
            return True
        if text in (":", ";", "–", "—", "(") or (text[0].isalpha() and not "а" <= text[0].lower() <= "ё"):
            return True
    return False


def _is_named(node: Node) -> bool:
    """A noun, or an adjective that is one in the place of the subject: «заведующая», «больной»."""
    read = node.read
    return node.is_plain_noun or (
        read.known
        and read.likely <= {"NOUN", "ADJF", "PRTF"}
        and "NOUN" in read.likely
        and not (node.quoted or read.name or read.fixed)
        and node.form.endswith(("ий", "ый", "ой", "ая", "ее", "ое", "ие", "ые"))
    )


def _row(nodes: Sequence[Node], node: Node, verb: Node, one: Predicate) -> Hit | None:
    """«проектом предусмотрена тротуары и переход»: the predicate agrees with no word of the row before it."""
    members = [node, *node.of("conj")]
    if one.number != "sing" or not one.gender or not all(each.is_plain_noun for each in members) or node.at < verb.at:
        return None
    if any(_agrees(form, one) for each in members for form in each.read.forms) or one.gender == "neut":
        return None
    if not all(any(form[0] == "nomn" for form in each.agreed) for each in members) or _other(nodes, node, verb, one):
        return None
    return _mend_verb(nodes, verb, one, node, "plur", "")


def _wrong_count(nodes: Sequence[Node], node: Node, verb: Node, one: Predicate) -> Hit | None:
    """«предложен три варианта», «около пятисот абонентов осталась»: neuter or plural is due."""
    count = node.of("nummod:gov", "nummod")[0]
    if "NUMR" not in count.read.pos or count.at > node.at or one.number != "sing" or one.gender not in ("masc", "femn"):
        return None
    if (count.at and "NUMR" in nodes[count.at - 1].read.pos) or _other(nodes, node, verb, one):
        return None
    hit = _mend_verb(nodes, verb, one, node, "plur", "")
    if one.short or one.past:
        neuter = _mend_verb(nodes, verb, one, node, "sing", "neut")
        return Hit(hit.start, hit.end, hit.details, (*hit.suggestions, *neuter.suggestions))
    return hit


def _begins(nodes: Sequence[Node], node: Node) -> bool:
    return node.at == 0 or all(not other.token.is_word for other in nodes[: node.at])


def _other(nodes: Sequence[Node], node: Node, verb: Node, one: Predicate) -> bool:
    """Whether another word of the clause can be the subject."""
    for kid in verb.kids:
        if kid is node or kid.relation in (
            "punct",
            "case",
            "mark",
            "cc",
            "aux",
            "aux:pass",
            "ccomp",
            "advcl",
            "parataxis",
        ):
            continue
        if kid.preposition is not None or not kid.token.is_word:
            continue
        if kid.relation == "obj" and one.transitive and "accs" in kid.read.cases and "accs" not in node.read.cases:
            if kid.at > verb.at or not any(each.token.text == "," for each in between(nodes, node, kid)):
                continue  # but «причина была, просто центр о ней не знал»
        if kid.form in ("это", "кто", "что", "который") or not kid.read.known:
            return True
        if any(_agrees(form, one) for form in kid.agreed | kid.read.modifiers):
            return True
    return any(
        _stands_free(nodes, other) and any(_agrees(form, one) for form in other.read.nouns | other.read.modifiers)
        for other in nodes[: verb.at]
        if other is not node and other.head is not verb
    )


def _stands_free(nodes: Sequence[Node], other: Node) -> bool:
    """Whether ``other`` hangs on nothing that takes its nominative for itself."""
    if other.relation in _SUBJECTS and other.head is not None and (one := other.head.read.predicate):
        return not any(_agrees(form, one) for form in other.read.forms | other.read.modifiers)
    if other.preposition is not None or other.relation in ("amod", "det", "nmod", "nummod", "acl", "case", "mark"):
        return False
    if not other.token.is_word or other.quoted or other.form == "который":
        return False
    if other.at and other.token.text[0].isupper() and "ADJF" in other.read.pos:
        return False  # «по улице Лесной»
    before = nodes[other.at - 1] if other.at else None
    if before is not None and (before.form in PREPOSITIONS or before.read.likely & {"ADJF", "PRTF"}):
        return False
    verb = other.head.read.predicate if other.head is not None else None
    is_object = verb is not None and verb.transitive and other.relation == "obj"
    return not is_object and other.read.likely <= {"NOUN", "ADJF", "PRTF", "NPRO"}


def _mend_verb(nodes: Sequence[Node], verb: Node, one: Predicate, head: Node, number: str, gender: str) -> Hit:
    """The predicate as its subject asks; the place has the subject too where they stand side by side."""
    links = [kid for kid in verb.of("aux", "aux:pass", "cop") if kid.at == verb.at - 1 and kid.read.predicate]
    put = {
        each.at: _like(each.token, each.read.predicate, number, gender)
        for each in [*links, verb]
        if each.read.predicate is not None
    }
    first, last = min(put), verb.at
    near = range(min(first, head.at), max(last, head.at) + 1)
    if len(near) <= last - first + 1 + _BESIDE and all(nodes[at].token.is_word for at in near):
        first, last = near[0], near[-1]
    words = [put.get(at, nodes[at].token.text) for at in range(first, last + 1)]
    mended = () if None in words else (" ".join(word or "" for word in words),)
    return Hit(nodes[first].token.start, nodes[last].token.end, {"subject": head.token.text}, mended)


def _like(token: Token, one: Predicate, number: str, gender: str) -> str | None:
    """The predicate ``token``, read as ``one``, in ``number`` and ``gender`` of its subject."""
    wanted = {str(one.parse.tag.POS), number}
    if one.short or one.past:
        wanted |= {gender} if number == "sing" else set()
    if one.past:
        wanted.add("past")
    elif one.person:
        wanted |= {"3per", str(one.parse.tag.tense)}
    form = forms.put(one.parse, frozenset(wanted))
    return forms.as_written(token.text, one.parse, form, keeps_yo=True) if form else None


def _second(nodes: Sequence[Node], verb: Node, first: Node) -> Hit | None:
    """«комиссия осмотрела дом и составил акт»: the second predicate of one subject."""
    one, other = verb.read.predicate, first.read.predicate
    if (
        one is None
        or other is None
        or one.short
        or not verb.read.known
        or verb.at < first.at
        or verb.quoted
        or first.quoted
    ):
        return None
    if any(
        each.form.startswith("котор") or ((mid := each.read.predicate) is not None and mid.number == one.number)
        for each in between(nodes, first, verb)
    ):
        return None
    if verb.of(*_SUBJECTS, "csubj", "ccomp", "csubj:pass"):
        return None
    joint = next((kid for kid in verb.of("cc") if kid.form in ("и", "или", "либо")), None)
    if joint is None or nodes[joint.at - 1].token.text in (",", ";", "–", "—"):
        return None
    if one.number == "sing" and one.gender in ("neut", "") and not one.person:
        return None
    if any(_agrees(form, one) for each in between(nodes, joint, verb) for form in each.read.nouns):
        return None
    subjects = first.of(*_SUBJECTS)
    if not subjects:
        return _without_subject(verb, one, first, other)
    node = subjects[-1]
    if len(subjects) > 1 or node.of("nummod", "nummod:gov", "conj", "case"):
        return None
    if node.form in _PERSONS:
        person, number, gender = _PERSONS[node.form]
        if one.number == number and (not one.person or one.person == person):
            return None
        if not one.person or not other.person:
            return None
        wanted = frozenset({"VERB", number, person, str(one.parse.tag.tense)})
        made = forms.put(one.parse, wanted)
        mends = (forms.as_written(verb.token.text, one.parse, made, keeps_yo=True),) if made else ()
        return Hit(verb.token.start, verb.token.end, {"subject": node.token.text}, mends)
    if not node.is_plain_noun or (node.token.text[0].isupper() and not _begins(nodes, node)):
        return None
    if any(_agrees(form, one) for form in node.read.forms):
        return None
    if not any(_agrees(form, other) for form in node.read.forms):
        return None
    if not _COUNTING.isdisjoint(node.token.lemmas) or (other.gender != "masc" and _may_be_woman(node, one)):
        return None
    if any(
        each.preposition is None
        and each.read.likely == {"NOUN"}
        and "accs" not in each.read.cases
        and any(_agrees(form, one) for form in each.read.forms)
        for each in between(nodes, first, verb)
    ):
        return None
    shapes = {form[1:3] for form in node.read.forms if _agrees(form, other)}
    if len(shapes) != 1:
        return None
    number, gender = next(iter(shapes))
    return _mend_verb(nodes, verb, one, node, number, gender)


def _without_subject(verb: Node, one: Predicate, first: Node, other: Predicate) -> Hit | None:
    """«обследовали крышу и составил акт», «просим и сообщает»."""
    if other.number != "plur" or other.short or (one.number == "plur" and one.person == other.person):
        return None
    if one.past != other.past or verb.at - first.at > 15:
        return None
    if other.person and other.person != "1per":
        return None
    wanted = {"VERB", "plur", *({"past"} if one.past else {str(other.person), str(one.parse.tag.tense)})}
    made = forms.put(one.parse, frozenset(wanted))
    mends = (forms.as_written(verb.token.text, one.parse, made, keeps_yo=True),) if made else ()
    return Hit(verb.token.start, verb.token.end, {"subject": first.token.text}, mends)
