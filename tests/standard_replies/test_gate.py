"""A standard reply goes out on its ground only, with what proves it (clause 4.3)."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from letterkit import standard_replies
from letterkit.compose import Catalogue
from letterkit.compose.catalogue import ReplyText, parse_reply
from letterkit.core import clock
from letterkit.core.case import Applicant, CaseCard
from letterkit.core.outcome import Channel, Ground, Outcome
from letterkit.core.people import Person
from letterkit.core.profile import Profile
from letterkit.reports import wording
from letterkit.standard_replies.evidence import CLAUSES, WANTED
from letterkit.standard_replies.gate import gate, is_standard, unfit_for_batch
from letterkit.standard_replies.refusal import Refusal

from .cards import PEOPLE

STANDARD = "abuse clarify court extension interim published redirect repeat secret unclear unreadable".split()
ORDINARY = "by_date cannot explained no_date solved".split()
Cards = Callable[..., CaseCard]


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2024, month, number)


@pytest.fixture
def refused(catalogue: Catalogue, profile: Profile) -> Callable[..., dict[str, Refusal]]:
    """What the gate says of a card, by code."""

    def ask(card: CaseCard, id: str, **more: object) -> dict[str, Refusal]:
        found = gate(card, catalogue.reply(id), profile, **more)  # type: ignore[arg-type]
        for each in found:  # an ellipsis stands where a sentence has nothing to fill a hole with
            assert "…" not in wording.sentence(each.error())
        return {each.code: each for each in found}

    return ask


Refused = Callable[..., dict[str, Refusal]]


def with_fields(card: CaseCard, **fields: object) -> CaseCard:
    known = {**card.reply.fields, **fields}
    return replace(
        card, reply=replace(card.reply, fields={name: one for name, one in known.items() if one is not None})
    )


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("id", [*STANDARD, *ORDINARY])
def test_a_reply_with_all_its_evidence_goes_through(id: str, who: str, card: Cards, refused: Refused) -> None:
    assert refused(card(id, who=who), id) == {}


def test_every_ground_and_every_reply_of_the_course_is_standard_and_no_other(catalogue: Catalogue) -> None:
    assert sorted(reply.id for reply in catalogue.replies() if is_standard(reply)) == STANDARD
    assert set(Ground) <= set(CLAUSES)
    assert set(CLAUSES) == set(WANTED)


@pytest.mark.parametrize("id", STANDARD)
def test_what_is_missing_is_told_all_at_once_with_its_place(
    id: str, card: Cards, catalogue: Catalogue, profile: Profile
) -> None:
    reply = catalogue.reply(id)
    empty = replace(card(id), reply=replace(card(id).reply, fields={}, attachments=(), due_date=None))
    told = {each.key for each in gate(empty, reply, profile) if each.stops}
    wanted = {f"reply.fields.{name}" for name, part in reply.fields.items() if part.required}
    wanted |= {"reply.due_date"} & set(reply.head.needs) | {"reply.attachments"} & set(reply.head.needs)
    assert told == wanted


@pytest.mark.parametrize("id", ORDINARY)
def test_a_reply_that_answers_the_questions_needs_no_ground(id: str, card: Cards, refused: Refused) -> None:
    assert refused(replace(card(id), reply=replace(card(id).reply, fields={})), id) == {}


def test_a_text_that_answers_questions_is_doubtful_for_many(catalogue: Catalogue) -> None:
    assert [each.code for each in unfit_for_batch(catalogue.reply("cannot"))] == ["standard.not-standard"]
    assert unfit_for_batch(catalogue.reply("redirect")) == ()


@pytest.mark.parametrize(
    ("id", "plan", "key"),
    [
        ("court", {"ground": Ground.REPEAT}, "reply.ground"),
        ("redirect", {"ground": Ground.COURT}, "reply.ground"),
        ("redirect", {"outcome": Outcome.SOLVED}, "reply.outcome"),
        ("solved", {"ground": Ground.SECRET}, "reply.ground"),
    ],
)
def test_a_card_that_plans_another_reply_is_refused(
    id: str, plan: dict[str, object], key: str, card: Cards, refused: Refused
) -> None:
    planned = replace(card(id), reply=replace(card(id).reply, **plan))  # type: ignore[arg-type]
    assert refused(planned, id)["card.outcome-differs"].key == key


def made(head: str) -> ReplyText:
    return parse_reply(f"---\nid: own\ntitle: О деле\n{head}\n---\n{{{{ opening }}}}\n", "own.md")


def test_a_text_that_gives_no_answer_without_a_ground_is_refused(card: Cards, profile: Profile) -> None:
    found = gate(card("abuse"), made("outcome: no_answer"), profile)
    assert [each.code for each in found] == ["standard.no-ground"]


def test_a_text_of_a_clerk_that_asks_for_no_evidence_is_refused(card: Cards, profile: Profile) -> None:
    found = gate(card("abuse"), made("outcome: no_answer\nground: repeat"), profile)
    assert [each.details["evidence"] for each in found if each.code == "standard.not-asked"] == [
        "earlier-replies",
        "stopped-by",
        "stopped-on",
    ]


def test_evidence_is_found_by_what_it_proves_not_by_the_name_of_a_field(card: Cards, profile: Profile) -> None:
    text = made("outcome: no_answer\nground: abuse\nfields:\n  who: {label: Кто, printed: false, evidence: witness}")
    named = replace(card("abuse"), reply=replace(card("abuse").reply, fields={"who": "Петрова А.С."}))
    assert gate(named, text, profile) == ()
    assert [each.key for each in gate(with_fields(named, who=None), text, profile)] == ["reply.fields.who"]


@pytest.mark.parametrize(
    ("id", "fields", "code"),
    [
        ("court", {"court": "администрация города"}, "standard.not-a-court"),
        ("court", {"judged": "15.05.2024"}, "standard.judged-later"),
        ("court", {"judged": "в апреле"}, "card.bad-field"),
        ("court", {"case_number": None}, "standard.no-case-number"),
        ("abuse", {"witness": "да"}, "standard.nobody-saw"),
        ("unclear", {"unclear_part": "Непонятно"}, "standard.unclear-what"),
        ("repeat", {"letters": ("от 12.01.2024 № 3.08-15/24",)}, "standard.earlier-few"),
        ("repeat", {"letters": ("от 12.01.2024 № 5", "от 12.01.2024 № 5")}, "standard.earlier-few"),
        ("repeat", {"letters": ("от 12.01.2024", "от 20.02.2024 № 7")}, "standard.earlier-unnamed"),
        ("repeat", {"letters": ("от 12.01.2024 № 5", "от 14.05.2024 № 7")}, "standard.earlier-later"),
        ("repeat", {"stopped_on": "13.05.2024"}, "standard.stopped-before"),
        ("repeat", {"stopped_on": "06.06.2024"}, "standard.stopped-after"),
        ("published", {"url": "https://vk.com/minstroy"}, "standard.other-site"),
        ("published", {"url": "https://notminstroy.sakhalin.gov.ru/a"}, "standard.other-site"),
        ("published", {"url": "minstroy.sakhalin.gov.ru"}, "standard.no-page"),
        ("secret", {"kind": "персональные данные"}, "standard.not-a-secret"),
        (
            "secret",
            {"act": "постановление Правительства Сахалинской области от 01.02.2020 № 5"},
            "standard.not-federal",
        ),
        ("secret", {"act": "Закон Сахалинской области от 01.02.2020 № 5-ЗО"}, "standard.not-federal"),
        ("redirect", {"to_body": "Министерство строительства Сахалинской области"}, "standard.sent-to-self"),
        ("redirect", {"to_body": "уполномоченный орган"}, "standard.sent-to-nobody"),
        ("clarify", {"answer_by": "05.06.2024"}, "standard.no-time-to-answer"),
        ("clarify", {"answer_by": "13.06.2024"}, "standard.answer-after-final"),
    ],
)
def test_evidence_that_proves_nothing_is_refused(
    id: str, fields: dict[str, object], code: str, card: Cards, refused: Refused
) -> None:
    assert list(refused(with_fields(card(id), **fields), id)) == [code]


@pytest.mark.parametrize(
    ("id", "fields"),
    [
        ("court", {"court": "мировой судья судебного участка № 5"}),
        ("published", {"url": "http://www.minstroy.sakhalin.gov.ru/a"}),
        ("published", {"url": "sakhalin.gov.ru/pereselenie"}),
        ("repeat", {"letters": ("№ 5 от 12.01.2024", "от 12 февраля 2024 г. № 7")}),
        ("secret", {"kind": "налоговая тайна", "act": "статья 102 Налогового кодекса Российской Федерации"}),
        ("secret", {"kind": "врачебная тайна", "act": "Федеральный закон от 21.11.2011 № 323-ФЗ"}),
    ],
)
def test_evidence_may_be_written_in_any_good_way(
    id: str, fields: dict[str, object], card: Cards, refused: Refused
) -> None:
    assert refused(with_fields(card(id), **fields), id) == {}


def test_an_appeal_that_is_returned_is_among_the_attachments(card: Cards, refused: Refused) -> None:
    other = replace(card("court"), reply=replace(card("court").reply, attachments=("справка на 1 л. в 1 экз.",)))
    assert refused(other, "court")["standard.not-returned"].key == "reply.attachments"


@pytest.mark.parametrize("id", ["unclear", "unreadable"])
def test_what_was_read_is_neither_unreadable_nor_unclear(
    id: str, card: Cards, demo: CaseCard, refused: Refused
) -> None:
    asked = replace(card(id), appeal=replace(card(id).appeal, questions=demo.appeal.questions))
    assert refused(asked, id)["standard.questions-known"].stops
    named = replace(card(id), appeal=replace(card(id).appeal, subject="ремонт крыши"))
    assert not refused(named, id)["standard.subject-known"].stops


def test_correspondence_stops_only_with_the_same_addressee(card: Cards, refused: Refused) -> None:
    other = replace(
        card("repeat"), appeal=replace(card("repeat").appeal, addressed_to="Губернатор Сахалинской области")
    )
    assert not refused(other, "repeat")["standard.other-addressee"].stops


@pytest.mark.parametrize(
    ("id", "applicant", "code"),
    [
        ("unreadable", Applicant(Person(None, "Мария"), address="ул. Мира, д. 1"), "standard.name-unread"),
        ("unreadable", Applicant(Person("Иванова", "Мария")), "standard.address-unread"),
        ("abuse", Applicant(address="ул. Мира, д. 1"), "standard.nobody"),
        ("abuse", Applicant(Person("Иванова", "Мария")), "standard.nowhere"),
        ("abuse", Applicant(Person("Иванова", "Мария"), email="neemail@"), "standard.bad-email"),
    ],
)
def test_without_a_name_and_an_address_there_is_nobody_to_answer(
    id: str, applicant: Applicant, code: str, card: Cards, refused: Refused
) -> None:
    assert list(refused(replace(card(id), applicant=applicant), id)) == [code]


def test_a_portal_needs_no_address(card: Cards, refused: Refused) -> None:
    by_portal = replace(
        card("abuse"),
        applicant=Applicant(Person("Иванова", "Мария")),
        appeal=replace(card("abuse").appeal, channel=Channel.POS),
    )
    assert refused(by_portal, "abuse") == {}


def test_an_appeal_that_is_not_registered_has_no_reply(card: Cards, refused: Refused) -> None:
    loose = replace(card("redirect"), appeal=replace(card("redirect").appeal, number=None))
    assert refused(loose, "redirect")["standard.not-registered"].clause == "4.1"


SHORT = ["court", "published", "redirect", "unclear", "unreadable"]
LONG = ["abuse", "repeat", "secret"]


@pytest.mark.parametrize(("id", "last"), [*((id, day(5, 21)) for id in SHORT), *((id, day(6, 13)) for id in LONG)])
def test_a_late_reply_is_told_with_its_last_day_and_not_stopped(
    id: str, last: datetime.date, card: Cards, refused: Refused
) -> None:
    assert refused(replace(card(id), date=last), id) == {}
    told = refused(replace(card(id), date=last + datetime.timedelta(days=1)), id)["standard.overdue"]
    assert (told.details["last"], told.stops) == (last, False)


def test_a_letter_without_a_date_is_of_today(card: Cards, refused: Refused) -> None:
    with clock.stopped_at(datetime.datetime(2024, 5, 22, 12, tzinfo=datetime.UTC)):
        assert list(refused(replace(card("redirect"), date=None), "redirect")) == ["standard.overdue"]


def test_a_letter_is_not_older_than_its_appeal(card: Cards, refused: Refused) -> None:
    assert refused(replace(card("redirect"), date=day(5, 13)), "redirect")["standard.before-appeal"].stops


@pytest.mark.parametrize(
    ("dated", "due", "codes"),
    [
        (day(6, 10), day(7, 12), []),
        (day(6, 11), day(7, 12), ["standard.notice-late"]),
        (day(6, 13), day(7, 12), ["standard.notice-late"]),
        (day(6, 14), day(7, 12), ["standard.extended-late"]),
        (day(6, 5), day(6, 13), ["standard.not-longer"]),
        (day(6, 5), day(7, 13), []),
        (day(6, 5), day(7, 14), ["standard.too-long"]),
    ],
)
def test_a_term_is_prolonged_in_time_and_by_thirty_days_at_most(
    dated: datetime.date, due: datetime.date, codes: list[str], card: Cards, refused: Refused
) -> None:
    planned = replace(card("extension"), date=dated, reply=replace(card("extension").reply, due_date=due))
    assert list(refused(planned, "extension")) == codes


def test_a_term_is_prolonged_once(card: Cards, refused: Refused) -> None:
    assert list(refused(card("extension"), "extension", extended_to=day(7, 1))) == ["standard.extended-twice"]


@pytest.mark.parametrize("id", ["interim", "clarify"])
def test_the_final_reply_is_promised_for_a_day_to_come_within_the_term(id: str, card: Cards, refused: Refused) -> None:
    def on(due: datetime.date) -> CaseCard:
        return replace(card(id), reply=replace(card(id).reply, due_date=due))

    assert "standard.final-past" in refused(on(day(6, 5)), id)
    assert "standard.final-late" in refused(on(day(6, 14)), id)
    assert refused(on(day(6, 14)), id, extended_to=day(7, 1)) == {}


def test_every_refusal_has_a_sentence() -> None:
    package = Path(standard_replies.__file__).parent
    codes = {code for file in package.glob("*.py") for code in re.findall(r'"(standard\.[a-z-]+)"', file.read_text())}
    assert {"standard.no-evidence", "standard.overdue"} <= codes <= wording.codes()


def test_the_sentence_names_the_law_and_what_is_wrong(card: Cards, refused: Refused) -> None:
    few = refused(with_fields(card("repeat"), letters=("от 12.01.2024 № 5",)), "repeat")["standard.earlier-few"]
    assert wording.sentence(few.error()) == (
        "Прежних ответов названо 1, а отвечать нужно было неоднократно, то есть не меньше двух раз "
        "(часть 5 статьи 11 Закона № 59-ФЗ): назовите ещё один или ответьте по существу."
    )
