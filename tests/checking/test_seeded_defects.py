"""A clean letter with one defect put in: it is found where it is, nothing else is, and mending gives the clean letter.

``letterkit fix`` takes what needs no judgement. Where only a person knows what was meant (a date, a name, a missing
phone) the defect is found and stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from letterkit.checking.checker import Checker, CheckOptions
from letterkit.checking.fix import fix
from letterkit.core.finding import Finding, Level
from letterkit.core.report import Report
from letterkit.settings import Settings

from .laid_out import laid_out
from .letters_in_all_forms import LETTERS

pytestmark = pytest.mark.slow

BASE = (LETTERS / "a01_resettlement.txt").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Seed:
    """``wrong`` where the clean letter has ``right``; ``place``, when not all of ``wrong``, are the words at fault.

    ``instead`` puts ``right`` into the letter first, in place of words that it has.
    """

    family: str
    right: str
    wrong: str
    place: str | None = None
    mended: bool = True
    missing: bool = False
    instead: str | None = None

    @property
    def clean_text(self) -> str:
        return _replaced(BASE, self.instead, self.right) if self.instead else BASE

    @property
    def text(self) -> str:
        return _replaced(self.clean_text, self.right, self.wrong)

    def overlaps(self, finding: Finding, text: str) -> bool:
        if finding.start is None or finding.end is None:
            return self.missing
        words = self.place or self.wrong
        start = text.index(words)
        return finding.start < start + len(words) and finding.end > start


def _replaced(text: str, was: str, now: str) -> str:
    assert text.count(was) == 1, f"{was!r} stands {text.count(was)} times"
    return text.replace(was, now)


STREET = "на ул. Морской"
SEEDS = [
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемый Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемый(ая) Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Ув. Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважемая Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемая, Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемая Тамара Николаевна"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемая тамара николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Здравствуйте, Тамара Николаевна!"),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Уважаемая Орлова Т.Н.!", mended=False),
    Seed("salutation", "Уважаемая Тамара Николаевна!", "Тамара Николаевна!"),
    Seed("address-form", "в которой Вы живёте", "в которой вы живёте"),
    Seed("address-form", "какую квартиру Вам", "какую квартиру вам"),
    Seed("address-form", "Договор Вам", "Договор тебе", mended=False),
    Seed("opening", "Сахалинской области, сообщаем.", "Сахалинской области сообщаем."),
    Seed(
        "opening",
        "обращение по вопросу переселения из аварийного дома № 4 по ул. Садовой в городе Холмске, поступившее",
        "обращение, поступившее",
        mended=False,
    ),
    Seed("reference", "На № И-402 от 15.05.2024", "На № И-402 от ______", mended=False),
    Seed("reference", "На № И-402 от 15.05.2024", "На № ______ от 15.05.2024", mended=False),
    Seed("reference", "На № И-402 от 15.05.2024", "На № И-402 от 15.06.2024", "15.06.2024", mended=False),
    Seed("reference", "\nНа № И-402 от 15.05.2024", "", missing=True, mended=False),
    Seed("addressee", "Орловой Т.Н.", "Орлова Т.Н.", mended=False),
    Seed("addressee", "Орловой Т.Н.", "Орлову Т.Н.", mended=False),
    Seed("addressee", "Орловой Т.Н.", "Тамара Николаевна Орлова", mended=False),
    Seed("addressee", "\nул. Садовая, д. 4, кв. 11,\nг. Холмск, 694620", "", "Орловой Т.Н.", mended=False),
    Seed("letterhead", "minstroy@sakhalin.gov.ru", "minstroi@sakhalin.gov.ru", mended=False),
    Seed("letterhead", "Южно-Сахалинск, 693009", "Южно-Сахалинск, 693090", "693090", mended=False),
    Seed("letterhead", "тел. (4242) 00-00-00\n", "тел. (4242) 00-00-55\n", "(4242) 00-00-55", mended=False),
    Seed("executor", "Петрова Анна Сергеевна,", "Исп. Петрова Анна Сергеевна,", "Исп. Петрова"),
    Seed("executor", "Петрова Анна Сергеевна,", "Петрова А.С.,", mended=False),
    Seed("executor", "+7 (4242) 00-00-00, a.petrova", "a.petrova", mended=False),
    Seed("executor", "+7 (4242) 00-00-00, a.petrova", "00-00-00, a.petrova", "00-00-00, a.petrova", mended=False),
    Seed("signature", "И.О. Фамильев", "Фамильев И.О."),
    Seed("signature", "Министр строительства\n", "За министра строительства\n", "За министра", mended=False),
    Seed("placeholder", "до 30.11.2024", "до ______", "______", mended=False),
    Seed("placeholder", STREET, "на {{ street }}", "{{ street }}", mended=False),
    Seed("placeholder", STREET, "на [указать улицу]", "[указать улицу]", mended=False),
    Seed("placeholder", STREET, "на <УЛИЦА>", "<УЛИЦА>", mended=False),
    Seed("spelling", "строится несмотря на зиму", "строится не смотря на зиму", "не смотря на", instead="строится"),
    Seed("spelling", "также спросили", "так-же спросили", "так-же", mended=False),
    Seed("spelling", "с какими-либо соседями", "с какими либо соседями", "какими либо", instead="и Ваши соседи"),
    Seed("spelling", "бесплатно жить", "безплатно жить", "безплатно", mended=False),
    Seed("spelling", "заявление принимает", "зоявление принимает", "зоявление", mended=False),
    Seed("grammar", "не меньше площади той", "не меньше площади площади той", "площади площади"),
    Seed("grammar", "в течение зимы", "в течении зимы", "в течении", instead="до 30.11.2024"),
    Seed("grammar", "Согласно договору дом", "Согласно договора дом", "Согласно договора", instead="Новый дом"),
    Seed("grammar", "площадь новой квартиры", "площадь новой квартир", "новой квартир", mended=False),
    Seed("punctuation", "площади той, в которой", "площади той в которой", "той в которой"),
    Seed("punctuation", "Холмске, поступившее", "Холмске поступившее"),
    Seed("punctuation", "Рассмотрев Ваше", "Рассмотрев, Ваше"),
    Seed("punctuation", "в программу переселения.", "в программу переселения..", ".."),
    Seed("punctuation", "тел. (42433) 0-00-00.", "тел. (42433) 0-00-00.,", ".,", mended=False),
    Seed("typography", "дома № 4", "дома N 4", "N 4"),
    Seed("typography", "дома № 4", "дома №4", "№4"),
    Seed("typography", "Новый дом для", "Новый  дом для", "  дом"),
    Seed("typography", "аварийным 12.09.2019", "аварийным 12.09.19", "12.09.19", mended=False),
    Seed("typography", "квартире: заявление", "квартире :заявление", " :"),
    Seed("typography", "Морской. Квартиры", "Морской.Квартиры", ".Кв"),
    Seed("typography", "бесплатно жить", "бесплaтно жить", "бесплaтно"),
    Seed("typography", "по проекту «Маяк»", 'по проекту "Маяк"', '"Маяк"', instead=STREET),
]  # fmt: skip
FAMILIES = frozenset(
    "salutation address-form opening reference addressee letterhead executor signature placeholder spelling grammar "
    "punctuation typography".split()
)


@pytest.fixture(scope="module")
def proofread() -> Iterator[Checker]:
    """All text rules with the embedded grammar engine; pages have a test of their own below."""
    home = Settings(_env_file=None)
    with Checker(CheckOptions(home.profile_path, home.rules_dir, engine="embedded", pages=False)) as made:
        yield made


def in_form(text: str, form: str) -> bytes:
    return text.encode() if form == "txt" else laid_out(text, "frame")


def said(report: Report) -> list[tuple[str, str]]:
    return [(finding.code, finding.excerpt) for finding in report.findings]


def test_every_first_family_is_seeded_in_several_ways() -> None:
    count = {family: sum(seed.family == family for seed in SEEDS) for family in FAMILIES}
    assert {family for family, ways in count.items() if ways < 2} == set()


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("text", list(dict.fromkeys(seed.clean_text for seed in SEEDS)), ids=str.__len__)
def test_the_letter_without_the_defect_has_no_findings(proofread: Checker, text: str, form: str) -> None:
    data = in_form(text, form)
    mended = fix(data, f"a.{form}", proofread)
    assert said(mended.before) == []
    assert (mended.data, mended.mends) == (data, ())


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("seed", SEEDS, ids=[f"{number}-{seed.family}" for number, seed in enumerate(SEEDS)])
def test_the_defect_is_found_at_its_place_and_mended(proofread: Checker, seed: Seed, form: str) -> None:
    data = in_form(seed.text, form)
    outcome = fix(data, f"a.{form}", proofread)
    before = outcome.before
    # A word that is wrong may make the advice of another family out of its neighbours.
    told = [each for each in before.findings if each.level is not Level.ADVICE or each.family == seed.family]
    assert {finding.family for finding in told} == {seed.family}, said(before)
    assert all(seed.overlaps(finding, before.text) for finding in told), said(before)
    if seed.mended:
        assert said(outcome.after.report) == []
        clean = proofread.check_bytes(in_form(seed.clean_text, form), f"a.{form}").report.text
        assert outcome.after.report.text == clean
        if form == "txt":
            assert outcome.data.decode() == seed.clean_text
    else:
        assert outcome.data == data
        assert said(outcome.after.report) == said(before)


@pytest.mark.office
def test_a_letter_too_long_is_found_by_its_pages() -> None:
    home = Settings(_env_file=None)
    paragraph = "Квартиры в нём Вы и Ваши соседи получите до 30.11.2024. " * 6
    text = _replaced(BASE, "\n\nВы также спросили", f"\n\n{paragraph.strip()}" * 16 + "\n\nВы также спросили")
    with Checker(CheckOptions(home.profile_path, home.rules_dir, engine="off")) as checker:
        findings = checker.check_bytes(laid_out(text, "frame"), "a.docx").report.findings
    graver = [finding for finding in findings if finding.level is not Level.ADVICE]
    assert [(finding.code, finding.start) for finding in graver if finding.family == "length"] == [
        ("length.pages", None)
    ]
    assert {finding.code for finding in graver} == {"length.pages", "consistency.repeated-sentence"}
