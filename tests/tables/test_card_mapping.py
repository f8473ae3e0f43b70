"""A card written as JSON is the same card when it is read again."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from letterkit.core.case import Appeal, Applicant, CaseCard, Executor, ReplyPlan, Signer
from letterkit.core.outcome import Channel, Ground, Kind, Outcome
from letterkit.core.people import Gender, Person
from letterkit.tables.card import card_mapping, parse_card

TEXTS = st.text("абвё «»№{}<&>/-19", min_size=1, max_size=12).map(lambda text: text.strip() or "ё")
WORDS = st.none() | TEXTS
NAMES = st.none() | st.text("АБВабв-", min_size=1, max_size=8).map(lambda name: name.strip("-") or "Б")
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
ROWS = st.lists(TEXTS, max_size=3).map(tuple)
CARDS = st.builds(
    CaseCard,
    appeal=st.builds(
        Appeal, WORDS, DAYS, DAYS, st.none() | st.sampled_from(Channel), WORDS, ROWS, WORDS,
        st.none() | st.sampled_from(Kind), WORDS, ROWS, WORDS,
    ),
    applicant=st.builds(
        Applicant, st.builds(Person, NAMES, NAMES, NAMES, st.none() | st.sampled_from(Gender)), WORDS, st.booleans(),
        WORDS, WORDS,
    ),
    reply=st.builds(
        ReplyPlan, st.none() | st.sampled_from(Outcome), DAYS, st.none() | st.sampled_from(Ground),
        st.none() | st.sampled_from(Channel), st.booleans(), WORDS, ROWS, WORDS,
        st.dictionaries(st.sampled_from(["to_body", "why"]), TEXTS | ROWS | st.integers(1, 9), max_size=2),
        WORDS,
    ),
    executor=st.builds(Executor, st.builds(Person, NAMES, NAMES, NAMES), WORDS, WORDS, WORDS, WORDS),
    signer=st.builds(Signer, WORDS, WORDS),
    number=WORDS,
    date=DAYS,
)  # fmt: skip


@given(CARDS)
def test_a_card_comes_back_as_it_was(card: CaseCard) -> None:
    written = json.loads(json.dumps(card_mapping(card)))
    once = parse_card(written, "")
    assert parse_card(json.loads(json.dumps(card_mapping(once))), "") == once
    assert card_mapping(once).keys() == written.keys()


def test_a_whole_card_loses_nothing() -> None:
    card = CaseCard(
        appeal=Appeal("И-1", date(2024, 5, 14), questions=("Когда?",), kind=Kind.COMPLAINT),
        applicant=Applicant(Person("Иванова", "Мария", "Петровна", Gender.FEMALE), address="ул. Ленина, д. 1"),
        reply=ReplyPlan(Outcome.BY_DATE, date(2024, 9, 1), fields={"stages": ("один", "два"), "n": 3}),
        executor=Executor(Person("Петрова", "Анна"), phone="(4242) 00-00-00"),
        signer=Signer("министр", "И.И. Фамильев"),
        number="3.08-1/24",
        date=date(2024, 6, 5),
    )
    assert parse_card(card_mapping(card), "") == card
