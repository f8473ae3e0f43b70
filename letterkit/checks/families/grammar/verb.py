"""A verb next to a noun that can only be its subject, or next to «должен», «можно» (clause 3.3).

``grammar.predicate`` weighs a whole stretch; here two neighbours alone show the mistake: «специалист позвонят», «вода
идут», «ведёт другие учителя», «можно получил».
"""

from collections.abc import Iterator, Sequence

from letterkit.checks import readings
from letterkit.checks.families.grammar.places import unspoken
from letterkit.checks.families.grammar.predicate import COUNTING, like, person, predicate
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.readings import PREPOSITIONS, Predicate, group_at
from letterkit.checks.segments import plain, sentences, stretches, without_addresses
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.tokens import Token
from letterkit.checks.word_memo import of_word
from letterkit.russian import forms, morph

# Words that may stand between a subject and its verb.
_LIGHT = frozenset(
    "не уже еще также тоже вам вас нам нас ему ей им его ее их вновь сразу снова всегда обычно скоро теперь сейчас "
    "завтра вчера сегодня обязательно пока часто регулярно ежедневно дополнительно повторно бесплатно лично".split()
)
# Verbs of no subject, of a part in a set phrase, of being.
_NO_SUBJECT = frozenset(
    "быть есть мочь значить следовать стать хватать хватить недоставать оставаться остаться касаться стоить "
    "приходиться прийтись требоваться потребоваться случаться".split()
)
_JOINING = frozenset("и или либо да ни с со как чем кто вместе плюс минус".split())
_IN_PLURAL = frozenset((",", "и", "или", "либо", "да", "ни", "с", "со", "/"))


@function_check("grammar.subject-verb", alone=PROSE)
def subject_verb(subject: Subject) -> Iterator[Hit]:
    """«подрядчик исправлю», «дети ходит», «спрашивает многие жители»."""
    yield from unspoken(_of_neighbours(subject), subject, predicate, person)


def _of_neighbours(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences(subject):
        tokens = without_addresses(plain(sentence))
        for first, last in stretches(tokens):
            for at in range(first, last):
                one = readings.of(tokens[at]).predicate if tokens[at].is_word else None
                if one is None or one.parse.tag.POS == "ADJS" or not tokens[at].text.islower():
                    continue
                if one.parse.normal_form in _NO_SUBJECT or _is_said_of_no_one(tokens[at:last], one):
                    continue
                hit = _after_subject(tokens, first, last, at, one) or _before_subject(tokens, first, last, at, one)
                if hit is not None:
                    yield hit


def _is_said_of_no_one(rest: Sequence[Token], one: Predicate) -> bool:
    """«дом обязаны были расселить»: the noun before is the object of the infinitive."""
    neuter = one.gender == "neut" and one.parse.tag.POS == "PRTS"  # «звук разрешено усиливать»
    return (one.number == "plur" or neuter) and one.short and any("INFN" in readings.of(token).pos for token in rest)


def _after_subject(tokens: Sequence[Token], first: int, last: int, at: int, one: Predicate) -> Hit | None:
    if one.short and tokens[at].has("VERB", "plur", "3per"):
        return None  # «перила обтянут сеткой»
    place = at - 1
    while place > first and tokens[place].form in _LIGHT:
        place -= 1
    if place < first:
        return None
    noun = tokens[place]
    read = readings.of(noun) if noun.is_word else None
    if read is None or read.pos != {"NOUN"} or not read.known or read.fixed or read.name or not _lower(noun, place):
        return None
    shapes = {form[1:3] for form in read.nouns if form[0] == "nomn"}
    others = read.cases - {"nomn"}
    bare = others == {"accs"} and place == at - 1 and one.parse.tag.POS == "PRTS"  # «обращение признаны»
    if others and not bare and not (others == {"accs"} and _body_acts(tokens, noun, at, last, one)):
        return None
    if (
        one.short
        and "accs" in others
        and any("INFN" in readings.of(token).pos for token in tokens[at + 1 : last] if token.is_word)
    ):
        if _subject_elsewhere(tokens, at + 1, last, one):
            return None  # «ущерб обязана возместить компания»
    if len(shapes) != 1 or not COUNTING.isdisjoint(noun.lemmas):
        return None
    number, gender = next(iter(shapes))
    if _fits(one, number, gender, noun):
        return None
    if others and any("INFN" in readings.of(token).pos for token in tokens[first:place] if token.is_word):
        return None  # «Проверить качество обязан продавец»: the object of the infinitive
    group = _group_start(tokens, first, place)
    if not _is_plain_subject(tokens, first, group, one, number):
        return None
    if number == "plur" and _subject_elsewhere(tokens, at + 1, last, one):
        return None
    mended = like(tokens[at], one, number, gender) or _third(one, tokens[at], number, gender)
    return Hit(tokens[at].start, tokens[at].end, {"subject": noun.text}, (mended,) if mended else ())


# Bodies of the neuter and masculine: what they do shows in the object after the verb.
BODIES = frozenset(
    "министерство управление правительство учреждение агентство общество отделение предприятие ведомство суд отдел "
    "департамент комитет фонд центр водоканал банк завод".split()
)


_WHOM = frozenset("его ее их вас нас".split())


def _body_acts(tokens: Sequence[Token], noun: Token, at: int, last: int, one: Predicate) -> bool:
    """«Министерство направила запрос»: a body, and after its verb an object with nothing else that could act."""
    if BODIES.isdisjoint(noun.lemmas) or not one.transitive or one.person in ("1per", "2per"):
        return False
    if at + 1 < last and tokens[at + 1].form in _WHOM:  # «министерство попросила его»
        return not _subject_elsewhere(tokens, at + 2, last, one)
    group = group_at(tokens, at + 1) if at + 1 < last else None
    if group is None or "accs" not in group.possible_cases or group.cases == {"nomn"}:
        return False
    return not _subject_elsewhere(tokens, at + 1, last, one)


def _lower(noun: Token, place: int) -> bool:
    return noun.text.islower() or (place == 0 and noun.text[1:].islower())


def _fits(one: Predicate, number: str, gender: str, noun: Token) -> bool:
    if one.person and one.person != "3per":
        return False
    if one.number != number:
        return False
    woman = one.gender == "femn" and noun.has("NOUN", "anim")  # «врач осмотрела»
    return number == "plur" or not one.gender or not gender or gender == one.gender or woman


def _group_start(tokens: Sequence[Token], first: int, place: int) -> int:
    """Where the adjectives of the noun at ``place`` begin."""
    at = place
    while at > first and readings.of(tokens[at - 1]).modifiers and tokens[at - 1].is_word:
        if group_at(tokens, at - 1) is None:
            break
        at -= 1
    return at


def _is_plain_subject(tokens: Sequence[Token], first: int, group: int, one: Predicate, number: str) -> bool:
    """Whether nothing before the noun joins it to another, compares it, or has the verb for its own."""
    before = tokens[group - 1] if group else None
    if before is not None and before.form in _JOINING | PREPOSITIONS.keys() | {'"', "–", "—", "-", "№"}:
        return False
    if one.number == "plur" and number == "sing":
        if any(token.form in _IN_PLURAL - {","} or token.form == "также" for token in tokens[first:group]):
            return False
        if before is not None and before.text == "," and group > 1 and not _closes_clause(tokens, group - 1):
            return False
    if before is not None and before.text[0].isdigit():
        return False
    for token in tokens[first:group]:
        if token.text[0].isdigit() or token.text == "«":
            continue  # «20 мая комиссия осмотрела»; a quotation is left out but for its mark
        if not token.is_word:
            return False
        read = readings.of(token)
        if "NPRO" in read.likely and any(form[0] == "nomn" for form in read.forms):
            return False  # «я специалист работаю», «кто», «что»
        if read.predicate is not None or not read.known or (len(token.text) > 1 and token.text.isupper()):
            return False
        if any(form[0] == "nomn" for form in read.nouns) and not _after_preposition(tokens, token, first):
            return False
    return True


def _after_preposition(tokens: Sequence[Token], token: Token, first: int) -> bool:
    at = next(place for place in range(first, len(tokens)) if tokens[place] is token)
    return any(each.form in PREPOSITIONS for each in tokens[max(first, at - 3) : at])


def _closes_clause(tokens: Sequence[Token], comma: int) -> bool:
    """Whether what stands before the comma has a predicate and ends in no noun that a list could go on from."""
    start = comma
    while start and tokens[start - 1].text not in ",;:.–—":
        start -= 1
    stretch = tokens[start:comma]
    if not any(readings.of(token).predicate is not None for token in stretch if token.is_word):
        return False
    return not any(form[0] == "nomn" for form in readings.of(stretch[-1]).forms)


def _subject_elsewhere(tokens: Sequence[Token], at: int, last: int, one: Predicate) -> bool:
    for token in tokens[at:last]:
        read = readings.of(token) if token.is_word else None
        if read is not None and any(
            form[0] == "nomn" and form[1] == one.number and (not one.gender or form[2] in ("", one.gender))
            for form in read.forms | read.modifiers
        ):
            return True
    return False


def _third(one: Predicate, token: Token, number: str, gender: str) -> str | None:
    """«исправлю» as the third person."""
    wanted = {"VERB", number, "3per", str(one.parse.tag.tense)}
    form = forms.put(one.parse, frozenset(wanted))
    return forms.as_written(token.text, one.parse, form, keeps_yo=True) if form else None


def _could_act(tokens: Sequence[Token], place: int, one: Predicate) -> bool:
    """Whether a noun before the verb, after no preposition, may be its subject."""
    read = readings.of(tokens[place]) if tokens[place].is_word else None
    if read is None or not read.only_noun or (place and tokens[place - 1].form in PREPOSITIONS):
        return False
    return any(form[:2] == ("nomn", one.number) and (not one.gender or form[2] == one.gender) for form in read.nouns)


_MANY = frozenset(("многие", "некоторые", "все", "сами"))


def _before_subject(tokens: Sequence[Token], first: int, last: int, at: int, one: Predicate) -> Hit | None:
    """«спрашивает многие жители»: the verb in the singular, right after it people in the plural."""
    if one.number != "sing" or one.person in ("1per", "2per") or one.short:
        return None
    begins = at + 2 if at + 2 < last and tokens[at + 1].form in _MANY else at + 1
    group = group_at(tokens, begins) if begins < last else None
    if group is None or group.possible_cases != {"nomn"} or any(form[1] != "plur" for form in group.possible):
        return None
    head = tokens[group.last - 1]
    if not head.text.islower() or not readings.of(head).only_noun or group.last > last:
        return None
    if any(
        readings.of(token).predicate is not None or "INFN" in readings.of(token).pos
        for token in tokens[group.last : last]
        if token.is_word
    ):
        return None
    if any(token.form in ("что", "кто", "как") for token in tokens[first:at]):
        return None
    if one.transitive and any(_could_act(tokens, place, one) for place in range(first, at)):
        return None  # «район бесплатно устанавливает извещатели»: persons to the dictionary, things here
    mended = like(tokens[at], one, "plur", "")
    return Hit(tokens[at].start, tokens[at].end, {"subject": head.text}, (mended,) if mended else ())


# What bodies and people do to things; none of these is said of weather or without a subject.
_DEEDS = frozenset(
    "вести проводить провести выполнять выполнить осуществлять осуществить обеспечивать обеспечить контролировать "
    "обслуживать содержать готовить подготовить рассматривать проверять ремонтировать отремонтировать убирать строить "
    "построить оплачивать оплатить платить заплатить выплачивать выплатить выдавать выдать принимать устранять "
    "устранить перечислять перечислить возвращать вернуть начислять начислить составлять составить "
    "организовывать организовать".split()
)
# Reflexive verbs with the genitive or of no subject: «работы касается», «воды требуется».
_NO_PASSIVE = frozenset(
    "касаться добиваться бояться дожидаться лишиться лишаться требоваться потребоваться остаться оставаться "
    "держаться придерживаться прибавиться прибавляться набраться найтись хотеться опасаться стыдиться "
    "дождаться добиться удостоиться коснуться".split()
)


@function_check("grammar.passive-verb", alone=PROSE)
def passive_verb(subject: Subject) -> Iterator[Hit]:
    """«Работы выполняется», «занятия продолжается»: a clause that begins with a plural, a verb in «-ся» of one."""
    yield from unspoken(_passives(subject), subject, predicate, subject_verb)


def _passives(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences(subject):
        tokens = without_addresses(plain(sentence))
        for first, last in stretches(tokens):
            group = group_at(tokens, first)
            if group is None or group.last >= last or (first and tokens[first - 1].text in ".-/…(["):
                continue
            at = group.last
            while at < last - 1 and tokens[at].is_word and _only_genitive(tokens[at]):
                at += 1
            one = readings.of(tokens[at]).predicate if tokens[at].is_word else None
            if one is None or not _is_passive(one) or not _may_be_plural(group.forms):
                continue
            if any(token.form in ("не", "ни") or "INFN" in readings.of(token).pos for token in tokens[first:last]):
                continue  # «работы планируется завершить»
            if _subject_elsewhere(tokens, at + 1, last, one):
                continue
            mended = like(tokens[at], one, "plur", "")
            head = tokens[group.last - 1].text
            yield Hit(tokens[at].start, tokens[at].end, {"subject": head}, (mended,) if mended else ())


@of_word
def _only_genitive(token: Token) -> bool:
    read = readings.of(token)
    return "gent" in {form[0] for form in read.forms | read.modifiers} and read.predicate is None


def _may_be_plural(found: frozenset[tuple[str, str, str, str]]) -> bool:
    """Nominative in the plural, and in no other number nominative."""
    nominative = {form[1] for form in found if form[0] == "nomn"}
    return nominative == {"plur"}


def _is_passive(one: Predicate) -> bool:
    name = str(one.parse.normal_form)
    if one.person != "3per" or one.number != "sing" or not name.endswith("ся") or name in _NO_PASSIVE:
        return False
    return any("tran" in parse.tag and parse.tag.POS == "INFN" for parse in morph.parses(name[:-2]) if parse.is_known)


_PRONOUNS = frozenset("он она оно кто что который которая которое это то тот та сам сама каждый один одна".split())


@function_check("grammar.verb-alone", alone=PROSE)
def verb_alone(subject: Subject) -> Iterator[Hit]:
    """«Работы ведёт бригады», «Деньги Вам выплатит»: a verb in the singular with no noun that could be its subject."""
    yield from unspoken(_lonely(subject), subject, predicate, subject_verb)


def _lonely(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences(subject):
        found = [
            (at, one)
            for at, token in enumerate(sentence)
            if token.is_word and (one := readings.of(token).predicate) is not None
        ]
        if len(found) != 1 or found[0][0] == 0 or sentence[-1].text != ".":
            continue
        at, one = found[0]
        if one.person != "3per" or one.number != "sing" or one.parse.normal_form not in _DEEDS:
            continue
        words = sentence[:-1]
        if any(not token.is_word and not token.text.isdigit() for token in words):
            continue
        if _plural_somewhere(words, at) and not any(_can_act(token, at > place) for place, token in enumerate(words)):
            mended = like(sentence[at], one, "plur", "")
            yield Hit(sentence[at].start, sentence[at].end, suggestions=(mended,) if mended else ())


def _plural_somewhere(words: Sequence[Token], at: int) -> bool:
    """Whether the sentence begins with a noun group in the plural: an object or the subject of another number."""
    group = group_at(words, 0)
    return group is not None and group.last <= at and any(form[:2] == ("nomn", "plur") for form in group.forms)


def _can_act(token: Token, before: bool) -> bool:
    read = readings.of(token) if token.is_word else None
    if read is None:
        return False
    if not read.known or read.fixed or token.form in _PRONOUNS or "INFN" in read.pos:
        return True
    if token.text[:1].isupper() and (len(token.text) == 1 or not token.form.startswith("ваш")) and not before:
        return True
    if token.text.isupper():
        return True
    return any(form[:2] == ("nomn", "sing") for form in read.forms | read.modifiers)


_MODAL = frozenset(
    "можно нужно надо нельзя необходимо вправе должен должна должны обязан обязана обязаны может могут можете можем "
    "сможет смогут сможете сможем намерен намерены".split()
)
_OPENING = frozenset("если когда что как где куда кому кто чем чего откуда насколько".split())
_INSERTED = frozenset("не также вам уже еще бесплатно только лишь вы сразу самостоятельно лично".split())
_BEING = frozenset("быть стать становиться оказаться".split())


@function_check("grammar.modal-verb", alone=PROSE, words=_MODAL)
def modal_verb(subject: Subject) -> Iterator[Hit]:
    """«можно получил», «должен просушит»: a finite verb where only an infinitive can stand."""
    for sentence in sentences(subject):
        for index, token in enumerate(sentence[:-1]):
            if token.form not in _MODAL or (index and sentence[index - 1].form in _OPENING):
                continue
            at = index + 1
            while at < len(sentence) - 1 and sentence[at].form in _INSERTED:
                at += 1
            hit = _finite(sentence[at])
            if hit is not None:
                yield hit


def _finite(token: Token) -> Hit | None:
    if not token.is_word or not token.text.islower():
        return None
    parses = list(morph.parses(token.text))
    parses = [parse for parse in parses if "incl" not in parse.tag] or list(parses)  # «проверим»
    if not parses[0].is_known or any(parse.tag.POS != "VERB" or "impr" in parse.tag for parse in parses):
        return None
    if any(parse.normal_form in _BEING for parse in parses):
        return None
    return Hit(token.start, token.end, suggestions=(str(parses[0].normal_form),))
