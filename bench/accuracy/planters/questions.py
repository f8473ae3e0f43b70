"""Questions of the card that the letter does not answer (clause 7.9)."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import regex

from bench.accuracy.edit import Edit, absence, with_card
from bench.accuracy.planter import planter
from bench.accuracy.sheet import PROSE, Sheet
from letterkit.core.case import Appeal, CaseCard
from letterkit.core.letter import Role
from letterkit.russian.morph import lemma

# Each with the stems whose absence from the letter shows that it says nothing of the matter.
_FOREIGN = {
    "Когда вывезут снег со двора?": "снег|снеж",
    "Почему не горят фонари на улице Лесной?": "фонар|освещ|лесн",
    "Сколько стоит место на кладбище?": "кладбищ|похорон",
    "Как записать ребёнка в музыкальную школу?": "музык|школ",
    "Кто отвечает за бродячих собак в посёлке?": "собак|животн",
    "Когда пустят автобус до больницы?": "автобус|больниц|маршрут",
    "Почему в посёлке закрыли аптеку?": "аптек|лекарств",
    "Можно ли поставить гараж рядом с сараем?": "гараж|сара",
    "Когда откроют каток в парке?": "каток|катк|парк",
    "Кто уберёт упавшее дерево с крыши сарая?": "дерев|сара",
    "Почему выросла плата за детский лагерь?": "лагер|путёвк",
    "Где получить справку о стаже работы на заводе?": "стаж|завод",
    "Когда в селе появится мобильная связь?": "связ|интернет|вышк",
    "Почему на пляже нет спасателей?": "пляж|спасател",
}


def _prose(sheet: Sheet) -> str:
    return " ".join(sheet.words_of(part) for part in sheet.of(Role.TITLE, *PROSE)).lower()


@planter("questions.not-answered", "questions", "card", most=14)
def not_answered(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """One question more in the card, of which the letter says nothing."""
    words = _prose(sheet)
    if sheet.card is None:
        return
    for question, stems in _FOREIGN.items():
        if not regex.search(stems, words):
            appeal = replace(sheet.card.appeal, questions=(*sheet.card.appeal.questions, question))
            yield with_card(replace(sheet.card, appeal=appeal), way=question)


@planter("questions.only-another", "questions", "card", most=14)
def only_another(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The card asks one thing, the letter is about another."""
    words = _prose(sheet)
    for question, stems in _FOREIGN.items():
        if not regex.search(stems, words):
            card = sheet.card or CaseCard()
            appeal = replace(card.appeal, questions=(question,)) if sheet.card else Appeal(questions=(question,))
            yield with_card(replace(card, appeal=appeal), way=question)


@planter("questions.answer-removed", "questions", "card", most=10, follows="outcome|attachment|typical")
def answer_removed(sheet: Sheet, random: Random) -> Iterator[Edit]:
    """The paragraph that answers one of the questions of the card is taken out."""
    questions = sheet.card.appeal.questions if sheet.card else ()
    bodies = sheet.of(Role.BODY)
    if len(questions) < 2 or len(bodies) < 3:
        return
    for question in questions:
        asked = _lemmas(question)
        shares = [len(asked & _lemmas(sheet.words_of(part))) for part in bodies]
        best = max(range(len(bodies)), key=lambda at: shares[at])
        others = [share for at, share in enumerate(shares) if at != best]
        if shares[best] >= 3 and max(others) <= 1 and best > 0:
            yield absence((bodies[best - 1].end, bodies[best].end), way=question)


def _lemmas(text: str) -> frozenset[str]:
    """Dictionary forms of the longer words."""
    return frozenset(lemma(word) for word in regex.findall(r"\p{L}{5,}", text.lower()))
