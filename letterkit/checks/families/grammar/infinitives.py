"""Infinitives that are due or of the wrong aspect (clause 3.3): «просим направит», «начал уложить»."""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS
from letterkit.checks.segments import sentences
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.trees import Node, trees
from letterkit.checks.word_memo import of_word
from letterkit.proofing.agreement import touches
from letterkit.russian import forms, morph
from letterkit.russian.vectors import occurrences

_PHASE = frozenset(
    "начать начинать продолжить продолжать перестать переставать прекратить прекращать закончить заканчивать "
    "привыкнуть отвыкнуть приступить".split()
)
_WISHING = frozenset(
    "просить рекомендовать советовать предлагать предложить планировать намереваться разрешить позволить позволять "
    "обязать поручить обещать начать продолжить прекратить попросить потребовать предписать".split()
)
_WHOM = frozenset("вас вам нас нам его ее их им ему ей".split())
_INSERTED = frozenset("не также бесплатно срочно незамедлительно повторно дополнительно лично сразу еще".split())
_IMPERSONAL = frozenset(
    "планироваться предполагаться предлагаться рекомендоваться разрешаться запрещаться требоваться допускаться "
    "решаться хотеться удаться".split()
)
_READY = frozenset(
    "вынужден вынуждена вынуждено вынуждены намерено обязано должно готов готова готово готовы способен способна "
    "способны рекомендовано предложено поручено решено разрешено запрещено предписано рекомендуется предлагается "
    "планируется разрешается запрещается предполагается допускается".split()
)
_ORDERED = frozenset("разрешить запретить поручить предписать рекомендовать решить предложить".split())
# What stands before the infinitive in «с просьбой направить», «о необходимости заключить».
_ASKING = frozenset(
    "просьбой требованием предложением необходимостью возможностью поручением целью необходимости возможности "
    "возможностью права правом обязанности просьбе требовании".split()
)
_HAVING = frozenset("иметь быть дать давать лишить лишать получить получать просить".split())
_SOFTENED = {"т": "ч щ", "д": "ж жд", "с": "ш", "з": "ж", "ст": "щ", "в": "вл", "б": "бл", "п": "пл", "м": "мл"}


@function_check("grammar.phase-verb", alone=PROSE)
def phase_verb(subject: Subject) -> Iterator[Hit]:
    """«начал уложить», «продолжим направить»: after verbs of beginning and end only the imperfective stands."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if (
                not token.is_word
                or _PHASE.isdisjoint(token.lemmas)
                or not readings.of(token).pos & {"VERB", "INFN", "GRND"}
            ):
                continue
            if index and sentence[index - 1].form in PREPOSITIONS:
                continue  # «для начала обратиться»
            at = index + 1
            while (
                at < len(sentence) - 1
                and sentence[at].is_word
                and (sentence[at].form in _INSERTED or readings.of(sentence[at]).likely <= {"ADVB"})
            ):
                at += 1
            verb = sentence[at]
            parses = morph.parses(verb.text) if verb.is_word else ()
            if not parses or any(parse.tag.POS != "INFN" or parse.tag.aspect != "perf" for parse in parses):
                continue
            if any("impf" in parse.tag for parse in parses) or not parses[0].is_known or "." in verb.text:
                continue
            yield Hit(verb.start, verb.end, {"word": token.text}, _imperfective(verb.form, verb.text))


def _imperfective(verb: str, given: str) -> tuple[str, ...]:
    """The imperfective of ``verb`` by the usual ways to make one, where the dictionary has it."""
    tail = "ся" if verb.endswith("ся") else "сь" if verb.endswith("сь") else ""
    bare = verb[: -len(tail)] if tail else verb
    if not bare.endswith("ть"):
        return ()
    stem = bare[:-3]
    stems = {stem}
    for end, soft in _SOFTENED.items():
        if stem.endswith(end):
            stems |= {stem[: -len(end)] + each for each in soft.split()}
    stems |= {f"{one[:at]}а{one[at + 1 :]}" for one in list(stems) for at in [one.rfind("о")] if at > 0}
    found = []
    for one in stems:
        for ending in ("ять", "ать", "ивать", "ывать", "авать"):
            made = one + ending + tail
            tags = [parse.tag for parse in morph.parses(made) if parse.is_known and parse.tag.POS == "INFN"]
            if made != verb and tags and all("impf" in tag for tag in tags):
                found.append(made)
    return tuple(sorted(found, key=lambda made: -occurrences(made)))[:1]


@of_word
def _only_finite(token: Token) -> "str | None":
    """The infinitive of ``token``, which is a personal form and nothing else."""
    if not token.is_word or not token.text.islower():
        return None
    parses = morph.parses(token.text)
    if not parses[0].is_known or any(parse.tag.POS != "VERB" for parse in parses) or parses[0].normal_form in ("быть",):
        return None
    return str(parses[0].normal_form)


@function_check("grammar.wish-verb", alone=PROSE, words=_ASKING | _READY | {f"~{word}" for word in _WISHING})
def wish_verb(subject: Subject) -> Iterator[Hit]:
    """«просим Вас уточните», «рекомендуем заменят», «с просьбой представил»: an infinitive is due."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if not token.is_word:
                continue
            asks = token.form in _ASKING and index > 0
            wishing = not _WISHING.isdisjoint(token.lemmas) and "NOUN" not in readings.of(token).likely
            wishes = token.form in _READY or wishing
            if not asks and not wishes:
                continue
            if "INFN" in readings.of(token).pos and sentence[index + 1].is_word:
                continue  # «начать собираются 4 мая»: it is the infinitive that the next verb asks for
            at = index + 1
            while (
                at < len(sentence) - 1
                and sentence[at].is_word
                and (sentence[at].form in _INSERTED or (wishes and sentence[at].form in _WHOM))
            ):
                at += 1
            infinitive = _only_finite(sentence[at])
            if infinitive is None or (asks and _has_actor(sentence, index, at)):
                continue
            if asks and (sentence[at].lemmas & _HAVING or sentence[index + 1].form == "не"):
                continue  # «такого права не имеют»
            if wishes and at + 1 < len(sentence) and sentence[at + 1].text in "»”":
                continue
            yield Hit(sentence[at].start, sentence[at].end, {"word": token.text}, (infinitive,))


def _has_actor(sentence: Sequence[Token], index: int, at: int) -> bool:
    """«Письмо с просьбой поступило»: a noun before is its subject."""
    one = readings.of(sentence[at]).predicate
    if one is None:
        return True
    return any(
        form[0] == "nomn" and form[1] == one.number and (not one.gender or not form[2] or form[2] == one.gender)
        for token in sentence[:index]
        if token.is_word
        for form in readings.of(token).forms
    )


@function_check("grammar.no-one-verb", alone=PROSE)
def no_one_verb(subject: Subject) -> Iterator[Hit]:
    """«планируются ввести», «предлагаются обратиться»: with an infinitive the verb is impersonal."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if not token.is_word:
                continue
            if not _ORDERED.isdisjoint(token.lemmas):
                yield from _find_orders(sentence, index)
            if _IMPERSONAL.isdisjoint(token.lemmas):
                continue
            one = readings.of(token).predicate
            following = readings.of(sentence[index + 1]).pos if sentence[index + 1].is_word else frozenset()
            if one is None or following != {"INFN"} or one.short or one.number != "plur":
                continue
            wanted = {"VERB", "sing", *({"past", "neut"} if one.past else {"3per", str(one.parse.tag.tense)})}
            made = forms.put(one.parse, frozenset(wanted))
            mends = (forms.as_written(token.text, one.parse, made, keeps_yo=True),) if made else ()
            yield Hit(token.start, token.end, suggestions=mends)


def _find_orders(sentence: Sequence[Token], index: int) -> Iterator[Hit]:
    """«опекуну разрешена снимать деньги»: a short participle before an infinitive, and no subject for it."""
    token, following = sentence[index], sentence[index + 1]
    one = readings.of(token).predicate
    if one is None or not one.short or one.gender == "neut" or not following.is_word:
        return
    if readings.of(following).pos != {"INFN"} or _has_actor(sentence, len(sentence), index):
        return
    made = forms.put(one.parse, frozenset({"PRTS", "sing", "neut"}))
    if made:
        yield Hit(token.start, token.end, suggestions=(forms.as_written(token.text, one.parse, made, keeps_yo=True),))


@function_check("grammar.infinitive-row", alone=PROSE, words=("<INFN>",))
def infinitive_row(subject: Subject) -> Iterator[Hit]:
    """«можно направить почтой, передаст лично»: a row of infinitives goes on with infinitives."""
    for at, sentence in enumerate(sentences(subject)):
        if not any("INFN" in readings.of(token).likely for token in sentence if token.is_word):
            continue
        nodes = trees(subject)[at]
        for node in nodes:
            head = node.head
            if node.relation != "conj" or head is None or head.read.pos != {"INFN"} or node.at < head.at or node.quoted:
                continue
            infinitive = _only_finite(node.token)
            if node.at + 1 < len(nodes) and nodes[node.at + 1].form == "ли":
                continue  # «сколько должны были начислить и вернут ли разницу»
            if infinitive is None or node.of("nsubj", "nsubj:pass", "mark") or not _in_row(nodes, node, head):
                continue
            yield Hit(node.token.start, node.token.end, suggestions=(infinitive,))


def _in_row(nodes: Sequence[Node], node: Node, head: Node) -> bool:
    """Whether ``node`` is joined right here, and nothing in the sentence can be its subject."""
    joint = node.at - 1
    while joint > head.at and nodes[joint].form in _INSERTED:
        joint -= 1
    mark = nodes[joint]
    if mark.form not in ("и", "или", "либо", ",") or (mark.token.text != "," and nodes[joint - 1].token.text == ","):
        return False
    one = node.read.predicate
    if one is None:
        return False
    for each in nodes:
        if each is node or not each.token.is_word or each.form in PREPOSITIONS or each.form in ("их", "его", "ее"):
            continue
        if not each.read.known or each.form in ("кто", "что", "который"):
            return False
        acting = bool(each.read.likely & {"NOUN", "NPRO", "ADJF", "PRTF", "NUMR"})
        if (
            acting
            and each.preposition is None
            and any(
                form[0] == "nomn" and form[1] == one.number and (not one.gender or not form[2] or form[2] == one.gender)
                for form in each.read.forms | each.read.modifiers
            )
        ):
            return False
        other = each.read.predicate
        if (
            other is not None
            and other.number == one.number
            and other.person == one.person
            and other.past == one.past
            and each.at < node.at
        ):
            return False  # «просят прийти и ждут ответа»
    return True


@function_check("grammar.which-case", alone=PROSE, words=("~который",))
def which_case(subject: Subject) -> Iterator[Hit]:
    """«дом, в которым», «справка, которая Вы просите»: «который» in no case that its clause has a place for."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence):
            if not index or not token.form.startswith("котор") or "который" not in token.lemmas:
                continue
            before = sentence[index - 1]
            own = readings.of(token).modifiers
            asked = PREPOSITIONS.get(before.form)
            if before.form in ("о", "об") and any(form[0] == "accs" for form in own) and _is_struck(sentence, index):
                continue  # «порог, о который споткнулись Вы»
            if asked is not None and own and not any(form[0] in asked for form in own):
                meant = [form for form in sorted(own) if form[1:3] in _shapes_before(sentence, index - 1)] or sorted(
                    own
                )
                mends = [_which(token, form, case) for form in meant for case in sorted(asked)]
                yield Hit(token.start, token.end, suggestions=tuple(dict.fromkeys(m for m in mends if m))[:3])
            elif before.text == "," and {form[0] for form in own} <= {"nomn"} and index + 2 < len(sentence):
                following = sentence[index + 1]
                verb = readings.of(sentence[index + 2]).predicate if sentence[index + 2].is_word else None
                if following.form in ("вы", "мы", "я") and verb is not None and verb.number != "" and verb.transitive:
                    mends = [_which(token, form, "accs") for form in sorted(own)]
                    yield Hit(token.start, token.end, suggestions=tuple(m for m in mends if m))


def _is_struck(sentence: Sequence[Token], index: int) -> bool:
    return any(touches(f"{token.text} о ") for token in sentence[index + 1 : index + 5] if token.is_word)


def _shapes_before(sentence: Sequence[Token], at: int) -> frozenset[tuple[str, str]]:
    """Number and gender of the noun before the comma before ``at``."""
    noun = next((token for token in reversed(sentence[:at]) if token.is_word and readings.of(token).nouns), None)
    return frozenset(form[1:3] for form in readings.of(noun).nouns) if noun is not None else frozenset()


_LINKS = frozenset("признать признавать признаваться считаться оказаться остаться оставаться являться".split())


@function_check("grammar.link-adjective", alone=PROSE)
def link_adjective(subject: Subject) -> Iterator[Hit]:
    """«семья признана малоимущая», «участок считается свободного»: the instrumental is due."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-2]):
            if not token.is_word or _LINKS.isdisjoint(token.lemmas) or readings.of(token).predicate is None:
                continue
            word, following = sentence[index + 1], sentence[index + 2]
            read = readings.of(word) if word.is_word and word.text.islower() else None
            if read is None or not read.modifiers or not read.likely <= {"ADJF", "PRTF"} or read.fixed:
                continue
            if any(form[0] == "ablt" for form in read.modifiers) or any(
                "Apro" in one.tag for one in morph.parses(word.text)
            ):
                continue
            if following.is_word and following.form not in PREPOSITIONS:
                continue
            one = readings.of(token).predicate
            if one is not None and one.transitive and word.has("PRTF", "neut", "accs"):
                continue  # «управляющий признаёт случившееся»: the participle is a noun
            if any(read.modifiers & readings.of(later).forms for later in sentence[index + 2 :] if later.is_word):
                continue  # «является встроенный в программу режим»
            if following.text in ",«(-–—" or following.text[0].isdigit():
                continue
            shapes = sorted({form[1:3] for form in read.modifiers})
            parse = next(one for one in morph.parses(word.text) if one.tag.POS in forms.ADJECTIVAL)
            made = [
                forms.put(parse, frozenset({"ablt", number, *([gender] if gender else [])}))
                for number, gender in shapes
            ]
            mends = dict.fromkeys(forms.as_written(word.text, parse, one, keeps_yo=True) for one in made if one)
            yield Hit(word.start, word.end, {"word": token.text}, tuple(mends)[:3])


def _which(token: Token, form: readings.Form, case: str) -> str | None:
    parse = next(parse for parse in morph.parses(token.text) if parse.normal_form == "который")
    wanted = {case, form[1]} | ({form[2]} if form[1] == "sing" and form[2] else set())
    made = forms.put(parse, frozenset(wanted))
    return forms.as_written(token.text, parse, made, keeps_yo=True) if made else None
