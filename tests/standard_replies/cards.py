"""Cards that standard replies answer: each reply text with its own examples, for several kinds of applicants."""

import datetime
from dataclasses import replace

from letterkit.compose.catalogue import ReplyText
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.outcome import Ground
from letterkit.core.people import Gender, Person
from letterkit.core.profile import Profile
from letterkit.tables.body_examples import own_example

FLAT = "ул. Ленина, д. 10, кв. 5, г. Южно-Сахалинск, 693000"
OFFICE = "ул. Мира, д. 1, г. Южно-Сахалинск, 693000"
HOUSE = "ул. Мира, д. 3, кв. 12, г. Корсаков, 694020"
PEOPLE = {
    "woman": Applicant(Person("Иванова", "Мария", "Петровна"), address=FLAT),
    "man": Applicant(Person("Сидоренко", "Пётр", "Ильич"), address=HOUSE),
    "without a patronymic": Applicant(Person("Ким", "Алексей", None, Gender.MALE), email="kim@example.ru"),
    "initials alone": Applicant(Person("Кузнецова", "Е.", "В.", Gender.FEMALE), address=HOUSE),
    "several": Applicant(Person("Сидоренко", "Пётр", "Ильич"), collective=True, address=HOUSE),
    "organisation": Applicant(organisation="ООО «Сахстрой»", address=OFFICE),
    "head of an organisation": Applicant(
        Person("Орлов", "Игорь", "Львович"),
        organisation="ООО «Сахстрой»",
        address=OFFICE,
    ),
}
REGISTERED = datetime.date(2024, 5, 14)
IN_SEVEN_DAYS, IN_TIME = datetime.date(2024, 5, 20), datetime.date(2024, 6, 5)
FINAL = {
    "by_date": datetime.date(2024, 12, 2),
    "extension": datetime.date(2024, 7, 12),
    "interim": datetime.date(2024, 6, 13),
    "clarify": datetime.date(2024, 6, 13),
}
NOT_READ = (Ground.UNREADABLE, Ground.UNCLEAR)


def card_for(
    reply: ReplyText, demo: CaseCard, profile: Profile, who: str = "woman", *, optional: bool = True
) -> CaseCard:
    """``demo`` answered by ``reply`` in time; the fields hold their own examples, all or those that must be there."""
    fields = {
        name: tuple(example) if isinstance(example := own_example(part, profile), list) else example
        for name, part in reply.fields.items()
        if optional or part.required
    }
    appeal = replace(
        demo.appeal,
        registered=REGISTERED,
        questions=demo.appeal.questions if "answers" in fields else (),
        subject=None if reply.head.ground in NOT_READ else demo.appeal.subject,
    )
    plan = replace(
        demo.reply,
        outcome=None,
        title=None,
        delivery=None,
        fields=fields,
        due_date=FINAL.get(reply.id),
        body="Дом строят по графику, задержки нет." if reply.id == "explained" and not optional else None,
        attachments=("обращение на 2 л. в 1 экз.",) if reply.head.ground is Ground.COURT else (),
    )
    dated = IN_SEVEN_DAYS if reply.head.due_days == 7 else IN_TIME
    return replace(demo, applicant=PEOPLE[who], appeal=appeal, reply=plan, date=dated)
