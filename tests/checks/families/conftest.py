"""Whole letters for the families of rules: a clean one, changed a part at a time, read as a .txt file is."""

from collections.abc import Callable

import pytest

from letterkit.checks.duplicates import without_doubles
from letterkit.checks.rule_book import RuleBook
from letterkit.checks.subject import Subject
from letterkit.core.case import CaseCard
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.language.proofreader import open_proofreader
from letterkit.reading import read_text
from letterkit.tables.card import parse_card

CLEAN = {
    "letterhead": "МИНИСТЕРСТВО СТРОИТЕЛЬСТВА\nСАХАЛИНСКОЙ ОБЛАСТИ\n\nКоммунистический проспект, д. 32,\n"
    "г. Южно-Сахалинск, 693009\nтел. (4242) 00-00-00\ne-mail: minstroy@sakhalin.gov.ru\nminstroy.sakhalin.gov.ru",
    "dated": "20.05.2024 № 3.08-1201/24",
    "reference": "На № И-345 от 14.05.2024",
    "addressee": "Ивановой М.П.\nул. Ленина, д. 10, кв. 5,\nг. Южно-Сахалинск, 693000",
    "title": "О ремонте дороги",
    "salutation": "Уважаемая Мария Петровна!",
    "opening": "Рассмотрев Ваше обращение по вопросу ремонта дороги на улице Мира, поступившее в министерство "
    "строительства Сахалинской области, сообщаем следующее.",
    "body": "Дорогу отремонтируют до 1 октября 2024 года. Подрядчик уже выбран, работы начнутся в июне.",
    "closing": "С уважением,",
    "signature": "Министр строительства\nСахалинской области                                        И.О. Фамильев",
    "executor": "Петрова Анна Сергеевна,\nотдел жилищной политики,\n+7 (4242) 00-00-00, a.petrova@sakhalin.gov.ru",
}
_TIGHT = frozenset({"reference"})

Letter = Callable[..., str]
Look = Callable[..., list[Finding]]
Mended = Callable[[str, Finding], list[str]]


@pytest.fixture(scope="session")
def letter() -> Letter:
    """A clean letter with the parts that are named replaced; None leaves a part out."""

    def made(**parts: str | None) -> str:
        text = ""
        for name, words in {**CLEAN, **parts}.items():
            if words is not None:
                text += ("\n" if name in _TIGHT else "\n\n") * bool(text) + words
        return text + "\n"

    return made


@pytest.fixture(scope="session")
def look(book: RuleBook, profile: Profile) -> Look:
    """The findings of some families (all text rules when none is named) on a letter, in the order of the text.

    The tagger is asked for grammar alone: most rules of it are its; what it only advises is left out.
    """

    def found(text: str, *families: str, card: dict[str, object] | None = None) -> list[Finding]:
        read: CaseCard | None = parse_card(card, "card.yml") if card is not None else None
        proofreader = open_proofreader("embedded") if "grammar" in families else None
        subject = Subject(read_text(text.encode(), "letter.txt"), profile, card=read, proofreader=proofreader)
        missing = {"pages"} | (set() if read else {"card"}) | (set() if proofreader else {"proofreader"})
        findings = [
            check.finding(hit, subject)
            for check in book.checks
            if (not families or check.family in families) and check.needs not in missing
            for hit in check.run(subject)
        ]
        findings = [each for each in findings if each.level is not Level.ADVICE or each.engine == "rules"]
        findings = without_doubles(findings, book)
        return sorted(findings, key=lambda finding: (finding.start if finding.start is not None else -1, finding.code))

    return found


@pytest.fixture(scope="session")
def mended() -> Mended:
    """The letter with each of the mends of a finding put in."""

    def made(text: str, finding: Finding) -> list[str]:
        assert finding.start is not None
        assert finding.end is not None
        return [text[: finding.start] + words + text[finding.end :] for words in finding.suggestions]

    return made
