"""Nouns in a case that the noun they belong to does not ask for (clause 3.3): «срок службы приборам».

The tree of the sentence says what hangs on what; where a verb could ask for the case as well, nothing is said.
"""

from collections.abc import Iterator, Sequence

from letterkit.checks.families.grammar.tree_attribute import usable
from letterkit.checks.function_check import function_check
from letterkit.checks.hit import Hit
from letterkit.checks.inflection import noun_as
from letterkit.checks.subject import PROSE, Subject
from letterkit.checks.trees import Node, between, trees
from letterkit.proofing.context import place_of

# What may have a dative beside or without an object: the noun is theirs.
_GIVING = frozenset(
    "дать давать даваться сообщить сообщать сообщаться предоставить предоставлять предоставляться передать "
    "передавать передаваться направить направлять выдать выдавать выдаваться выплатить выплачивать выплачиваться "
    "начислить начислять назначить назначать разъяснить разъяснять объяснить показать отправить вручить вернуть "
    "возвратить возместить предложить предлагать поручить обещать разрешить позволить позволять запретить помочь "
    "помогать стереть обеспечить обеспечивать оказать оказывать оказываться посвятить присвоить продать купить "
    "подарить указать ответить отвечать отказать доложить предписать рекомендовать советовать требоваться "
    "потребоваться нужный необходимый принадлежать соответствовать подлежать способствовать грозить мешать "
    "препятствовать задать доставить выделить выделять вменить причинить наносить нанести нравиться следовать "
    "противоречить удаться приходиться известный доступный положенный равный сказать говорить написать писать "
    "открыть обеспечиваться вести начисляться благодарный подобный направляться доплатить перечислить перечислять "
    "довести установить разрешать разрешаться запрещать запрещаться воспрещаться воспретить "
    "закрыть закрывать загородить загораживать заслонять испортить портить "
    "помешать воспрепятствовать повредить навредить содействовать предшествовать сопутствовать угрожать".split()
)
# Nouns that take a dative or an instrumental of their own.
_SUBORDINATE = frozenset(
    "подчинить подчиненный подчиняться подведомственный подотчетный подконтрольный известный нужный необходимый "
    "выгодный доступный полезный вредный должный обязать благодарный рад близкий свойственный неизвестный дорогой "
    "передать предоставить предназначить присвоить запретить разрешить поручить принадлежать".split()
)
_TAKE_DATIVE = frozenset(
    "помощь ответ отказ письмо оплата выплата компенсация жалоба благодарность поддержка поручение указание задание "
    "обращение сообщение предложение рекомендация совет предписание предупреждение угроза препятствие содействие "
    "вред ущерб подарок памятник награда премия звонок обещание запрет разрешение соответствие противоречие "
    "подчинение передача выдача выделение предоставление возврат возмещение перечисление начисление назначение "
    "продажа поставка отпуск доставка направление вручение разъяснение объявление уведомление извещение "
    "представление показ присвоение принадлежность помеха сопротивление противодействие следование верность "
    "рассылка сдача отчет доклад рапорт претензия приказ скидка льгота место гарантия пособие субсидия услуга "
    "лекарство питание оказание обучение служение доверие внимание конец предел начало причина альтернатива замена "
    "аналог спасибо слава мешать запрос консультация привет приветствие поздравление приглашение вопрос слово цена "
    "счет долг плата зарплата надбавка доплата отпор посвящение предпочтение преимущество равенство подобие пример "
    "подтверждение доказательство свидетельство реклама инструкция напоминание требование замечание выговор иск "
    "заявка заявление пожелание наставление распоряжение команда сигнал ставка допуск тождество гимн проигрыш "
    "уступка перевод платеж кредит заем возможность право обеспечение преграда дань радость уход наследник опора "
    "оппозиция вызов польза выгода убыток".split()
)
_NAMING = frozenset(
    "город поселок село деревня станция улица марка тип модель вид класс группа код файл имя слово название термин "
    "значение параметр команда пакет раздел пункт режим формат кнопка поле роль фирма компания общество программа "
    "месяц год день век номер буква знак вопрос проект лицо статус".split()
)


@function_check("grammar.noun-of-noun", alone=PROSE)
def noun_of_noun(subject: Subject) -> Iterator[Hit]:
    """«срок службы приборам»: a noun that belongs to the noun before it and cannot be genitive."""
    for nodes in trees(subject):
        for node in nodes:
            hit = None
            if node.relation == "nmod" and node.head is not None and node.head.at < node.at:
                hit = _of_noun(nodes, node, node.head)
            if hit is None and node.relation in ("nmod", "iobj", "amod"):
                hit = _dative(subject.text, nodes, node)
            if hit is not None:
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


_POSTS = ("заведующ", "управляющ", "командующ", "дежурн")  # posts that the dictionary has as adjectives alone
_SURE, _SURER = 0.5, 2.0
"""Natural logarithms of how much better the genitive ought to fit; the second where a verb before has an object."""


def _dative(text: str, nodes: Sequence[Node], node: Node) -> Hit | None:
    """«срок службы приборам»: the words around ask for a genitive, and nothing in the sentence takes a dative."""
    if not usable(node) or not node.is_plain_noun or node.of("case", "nummod", "nummod:gov"):
        return None
    if nodes[node.at - 1].form == "числе" or _is_whose(nodes, node):
        return None
    if "gent" in node.read.cases or "datv" not in node.read.cases:
        return None
    first = node.at - 1
    while first >= 0 and nodes[first].head is node and nodes[first].relation in ("amod", "det"):
        first -= 1
    head = nodes[first]
    if first < 0 or first != node.at - 1 or head.read.likely != {"NOUN"} or head.quoted or head.read.fixed:
        return None
    if _acts(nodes, node.at + 1) or any(not _GIVING.isdisjoint(each.token.lemmas) for each in nodes):
        return None
    if any(not _TAKE_DATIVE.isdisjoint(each.token.lemmas) for each in nodes[: node.at]):
        return None
    if any(not _SUBORDINATE.isdisjoint(each.token.lemmas) for each in nodes[node.at + 1 : node.at + 4]):
        return None  # «эта служба городу не подчинена»
    made = [noun_as(node.token, "gent", number) for number in ("sing", "plur")]
    begins, ends = nodes[0].token.start, nodes[-1].token.end
    worth = place_of(text[begins:ends], node.token.start - begins)
    fit = sorted(((worth(one.lower()), one) for one in made if one), reverse=True)
    enough = _SURER if any(each.read.predicate and each.read.predicate.transitive for each in nodes[:first]) else _SURE
    if not fit or fit[0][0] - worth(node.form) < enough:
        return None
    mends = tuple(f"{head.token.text} {one}" for _, one in fit)
    return Hit(head.token.start, node.token.end, {"head": head.token.text}, mends)


def _is_whose(nodes: Sequence[Node], node: Node) -> bool:
    """«каково подниматься на девятый этаж человеку»: the dative is whose the infinitive is."""
    return node.token.has("NOUN", "anim") and any("INFN" in each.read.pos for each in nodes[: node.at])


def _acts(nodes: Sequence[Node], at: int) -> bool:
    """«пикселей программе потребуется»."""
    return at < len(nodes) and bool(nodes[at].read.likely & _ACTING)


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
