"""Clauses 4.3, 7.4–7.8, 7.12 on whole letters: what each standard reply says, and by when."""

import pytest

from letterkit.checks.reply_kind import Standard, kinds
from letterkit.checks.subject import Subject
from letterkit.core.finding import Finding, Level
from letterkit.core.profile import Profile
from letterkit.reading import read_text

from .conftest import Letter, Look

LAW = "Федерального закона от 02.05.2006 № 59-ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»"
CAME = (
    "Ваше обращение о качестве отопления поступило в министерство строительства Сахалинской области "
    "и зарегистрировано 14.05.2024."
)
REDIRECT = f"На основании части 3 статьи 8 {LAW} мы направили Ваше обращение в администрацию города Южно-Сахалинска."
EXTENSION = (
    f"Нужно заключение лаборатории. Поэтому на основании части 2 статьи 12 {LAW} "
    "срок рассмотрения Вашего обращения продлён до"
)
REPEAT = (
    "На этот вопрос мы ответили Вам письмами от 12.01.2024 № 3.08-15/24 и от 20.02.2024 № 3.08-290/24. "
    f"Новых доводов и обстоятельств в обращении нет. На основании части 5 статьи 11 {LAW} "
    "обращение признано безосновательным, переписка с Вами прекращена."
)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("standard", "body"),
    [
        (Standard.REDIRECT, "Ваше обращение перенаправлено в прокуратуру Сахалинской области."),
        (Standard.REDIRECT, "Копии Вашего обращения направлены в администрацию города и в инспекцию."),
        (Standard.EXTENSION, "Срок рассмотрения Вашего обращения продлён до 12.07.2024."),
        (Standard.INTERIM, "Окончательный ответ Вы получите до 10.06.2024."),
        (Standard.COURT, "Вы не согласны с решением городского суда, поэтому возвращаем Ваше обращение."),
        (Standard.ABUSE, "В обращении есть оскорбительные выражения."),
        (Standard.UNREADABLE, "Текст обращения не поддаётся прочтению."),
        (Standard.UNCLEAR, "Текст обращения не позволяет определить суть жалобы."),
        (Standard.REPEAT, "Переписка с Вами по этому вопросу прекращена."),
        (Standard.PUBLISHED, "Ответ на этот вопрос размещён на сайте министерства."),
        (Standard.SECRET, "Эти сведения составляют государственную тайну."),
    ],
)
def test_a_standard_reply_is_told_by_its_words(profile: Profile, letter: Letter, standard: Standard, body: str) -> None:
    subject = Subject(read_text(letter(opening=CAME, body=body).encode(), "letter.txt"), profile)
    assert standard in [each.standard for each in kinds(subject)]


@pytest.mark.parametrize(
    "body",
    [
        "Направлен запрос подрядчику. Дорогу отремонтируют до 1 октября 2024 года.",
        "Условия кредита опубликованы на сайте банка.",
        "Разрешение на строительство продлено до 30.11.2024.",
        "Если Вы не согласны с ответом, Вы можете направить обращение в прокуратуру.",
        "Спор о цене решает суд.",
    ],
)
def test_an_ordinary_answer_is_no_standard_reply(profile: Profile, letter: Letter, body: str) -> None:
    subject = Subject(read_text(letter(body=body).encode(), "letter.txt"), profile)
    assert kinds(subject) == ()


def test_a_redirection_in_seven_days_is_clean(letter: Letter, look: Look) -> None:
    assert look(letter(dated="21.05.2024 № 1", opening=CAME, body=REDIRECT), "typical") == []


def test_a_redirection_on_the_eighth_day_is_late(letter: Letter, look: Look) -> None:
    (finding,) = look(letter(dated="22.05.2024 № 1", opening=CAME, body=REDIRECT), "typical")
    assert (finding.code, finding.excerpt, finding.level) == ("typical.redirect-late", "22.05.2024", Level.ERROR)


def test_a_term_that_ends_on_a_day_off_is_late_for_certain_only_after_the_next_working_day(
    letter: Letter, look: Look
) -> None:
    """Seven days from 11.05.2024 end on Saturday 18.05.2024; the law is silent on it."""
    came = CAME.replace("14.05.2024", "11.05.2024")
    reference = "На № И-345 от 11.05.2024"
    (monday,) = look(letter(dated="20.05.2024 № 1", reference=reference, opening=came, body=REDIRECT), "typical")
    (tuesday,) = look(letter(dated="21.05.2024 № 1", reference=reference, opening=came, body=REDIRECT), "typical")
    assert (monday.level, tuesday.level) == (Level.ADVICE, Level.ERROR)


def test_the_registration_named_in_the_text_stands_before_the_reference(letter: Letter, look: Look) -> None:
    came = CAME.replace("14.05.2024", "16.05.2024")
    assert look(letter(dated="23.05.2024 № 1", opening=came, body=REDIRECT), "typical") == []


def test_the_day_of_sending_counts_where_the_letter_names_it(letter: Letter, look: Look) -> None:
    sent = REDIRECT.replace("мы направили", "17.05.2024 мы направили")
    assert look(letter(dated="24.05.2024 № 1", opening=CAME, body=sent), "typical") == []


@pytest.mark.parametrize("whither", ["в соответствующий орган", "по компетенции", "по принадлежности"])
def test_a_redirection_names_the_body(letter: Letter, look: Look, whither: str) -> None:
    body = REDIRECT.replace("в администрацию города Южно-Сахалинска", whither)
    (finding,) = look(letter(opening=CAME, body=body), "typical")
    assert (finding.code, finding.excerpt) == ("typical.redirect-no-body", whither)


def test_the_body_may_be_named_in_the_sentence_before(letter: Letter, look: Look) -> None:
    body = "Отопление проверяет государственная жилищная инспекция. " + REDIRECT.replace(
        "в администрацию города Южно-Сахалинска", "туда"
    )
    assert look(letter(opening=CAME, body=body), "typical") == []


def test_an_extension_in_order_is_clean(letter: Letter, look: Look) -> None:
    assert look(letter(dated="10.06.2024 № 1", opening=CAME, body=f"{EXTENSION} 12.07.2024."), "typical") == []


def test_an_extension_is_told_three_days_before_the_term_ends(letter: Letter, look: Look) -> None:
    """30 days from 14.05.2024 end on 13.06.2024."""
    body = f"{EXTENSION} 12.07.2024."
    (close,) = look(letter(dated="11.06.2024 № 1", opening=CAME, body=body), "typical")
    (last,) = look(letter(dated="13.06.2024 № 1", opening=CAME, body=body), "typical")
    (over,) = look(letter(dated="14.06.2024 № 1", opening=CAME, body=body), "typical")
    assert [(each.code, each.level) for each in (close, last, over)] == [
        ("typical.extension-late", Level.WARNING),
        ("typical.extension-late", Level.WARNING),
        ("typical.extension-late", Level.ERROR),
    ]


@pytest.mark.parametrize(("day", "found"), [("12.07.2024", []), ("16.07.2024", ["typical.extension-too-long"])])
def test_an_extension_is_thirty_days_at_most(letter: Letter, look: Look, day: str, found: list[str]) -> None:
    assert codes(look(letter(opening=CAME, body=f"{EXTENSION} {day}."), "typical")) == found


def test_an_extension_says_why_and_till_when(letter: Letter, look: Look) -> None:
    body = f"Срок рассмотрения Вашего обращения продлён на основании части 2 статьи 12 {LAW}."
    found = codes(look(letter(opening=CAME, body=body), "typical"))
    assert found == ["typical.extension-no-date", "typical.extension-no-progress", "typical.extension-no-reason"]


def test_the_sample_that_breaks_every_term_of_an_extension(letter: Letter, look: Look) -> None:
    text = letter(
        dated="20.06.2024 № 3.08-1302/24",
        title="О продлении срока",
        opening="Сообщаем, что срок рассмотрения Вашего обращения продлен до 15.08.2024.",
        body="О результатах Вы будете уведомлены дополнительно.",
    )
    found = {(finding.code, finding.excerpt) for finding in look(text, "typical")}
    assert {("typical.extension-late", "20.06.2024"), ("typical.extension-too-long", "15.08.2024")} <= found


def test_an_interim_reply_names_the_day_of_the_final_one(letter: Letter, look: Look) -> None:
    interim = "Это промежуточный ответ. Мы запросили документы у подрядчика."
    assert codes(look(letter(body=interim), "typical")) == ["typical.interim-no-date"]
    assert look(letter(body=f"{interim} Окончательный ответ дадим до 11.06.2024."), "typical") == []
    late = look(letter(body=f"{interim} Окончательный ответ дадим до 11.07.2024."), "typical")
    assert [(each.code, each.excerpt) for each in late] == [("typical.interim-too-late", "11.07.2024")]


@pytest.mark.parametrize("closed", ["Обращение снято с контроля", "Считаем обращение рассмотренным"])
def test_an_interim_reply_never_closes_the_appeal(letter: Letter, look: Look, closed: str) -> None:
    body = f"Это промежуточный ответ, окончательный дадим до 11.06.2024. {closed}."
    assert codes(look(letter(body=body), "typical")) == ["typical.interim-closes"]


@pytest.mark.parametrize(
    ("lost", "found"),
    [
        ("", []),
        (" и от 20.02.2024 № 3.08-290/24", ["typical.repeat-letters"]),
        (" № 3.08-15/24", ["typical.repeat-numbers"]),
        (" Новых доводов и обстоятельств в обращении нет.", ["typical.repeat-wording"]),
        ("обращение признано безосновательным, ", ["typical.repeat-wording"]),
    ],
)
def test_the_end_of_correspondence_needs_all_its_grounds(
    letter: Letter, look: Look, lost: str, found: list[str]
) -> None:
    text = letter(title="О прекращении переписки", body=REPEAT.replace(lost, "", 1) if lost else REPEAT)
    assert codes(look(text, "typical")) == found


def test_an_earlier_answer_is_earlier(letter: Letter, look: Look) -> None:
    text = letter(title="О прекращении переписки", body=REPEAT.replace("20.02.2024", "20.12.2024"))
    (finding,) = look(text, "typical")
    assert (finding.code, finding.excerpt) == ("typical.repeat-later", "20.12.2024")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            f"На основании части 2 статьи 11 {LAW} возвращаем Ваше обращение.",
            ["typical.court-no-attachment", "typical.court-no-way"],
        ),
        (
            f"В обращении есть оскорбления. На основании части 3 статьи 11 {LAW} ответ не даётся.",
            ["typical.abuse-no-warning"],
        ),
        (
            f"Ответ размещён на сайте министерства. Основание – часть 5.1 статьи 11 {LAW}.",
            ["typical.published-no-address"],
        ),
        (
            f"Сведения составляют государственную тайну. Основание – часть 6 статьи 11 {LAW}.",
            ["typical.secret-no-reason"],
        ),
        (
            f"Текст обращения не поддаётся прочтению. Основание – часть 4 статьи 11 {LAW}.",
            ["typical.no-answer-said", "typical.no-second-try"],
        ),
        (
            f"Текст обращения не поддаётся прочтению, ответ не даётся. Основание – часть 4 статьи 11 {LAW}.",
            ["typical.no-second-try"],
        ),
    ],
)
def test_each_ground_asks_for_its_own_words(letter: Letter, look: Look, body: str, found: list[str]) -> None:
    assert codes(look(letter(opening=CAME, body=body), "typical")) == found


def test_a_notice_that_there_will_be_no_answer_is_sent_in_seven_days(letter: Letter, look: Look) -> None:
    body = (
        f"Текст обращения не позволяет определить суть жалобы. На основании части 4.1 статьи 11 {LAW} "
        "ответ не даётся. Вы можете обратиться снова."
    )
    assert look(letter(opening=CAME, body=body), "typical") == []
    (finding,) = look(letter(dated="03.06.2024 № 1", opening=CAME, body=body), "typical")
    assert (finding.code, finding.excerpt) == ("typical.notice-late", "03.06.2024")


def test_the_norm_is_named_and_is_the_right_one(letter: Letter, look: Look) -> None:
    bare = "Мы направили Ваше обращение в администрацию города Южно-Сахалинска."
    assert codes(look(letter(opening=CAME, body=bare), "typical")) == ["typical.no-norm"]
    other = REDIRECT.replace("части 3 статьи 8", "части 6 статьи 8")
    (finding,) = look(letter(opening=CAME, body=other), "typical")
    assert (finding.code, finding.excerpt) == ("typical.wrong-norm", "части 6 статьи 8")


def test_words_of_a_letter_without_its_requisites_are_not_asked_for_the_norm(letter: Letter, look: Look) -> None:
    bare = "Мы направили Ваше обращение в администрацию города Южно-Сахалинска."
    parts = dict.fromkeys(
        ("letterhead", "dated", "reference", "addressee", "title", "closing", "signature", "executor")
    )
    assert look(letter(opening=CAME, body=bare, **parts), "typical") == []


def test_an_answer_after_the_term_is_advice_and_after_two_terms_a_warning(letter: Letter, look: Look) -> None:
    (one,) = look(letter(dated="20.06.2024 № 1"), "typical")
    (two,) = look(letter(dated="20.08.2024 № 1"), "typical")
    assert [(each.code, each.level) for each in (one, two)] == [
        ("typical.overdue", Level.ADVICE),
        ("typical.overdue", Level.WARNING),
    ]


def test_the_card_and_the_letter_are_of_one_kind(letter: Letter, look: Look) -> None:
    card: dict[str, object] = {"reply": {"outcome": "redirected"}}
    assert "typical.card-differs" in codes(look(letter(), "typical", card=card))
    assert look(letter(opening=CAME, body=REDIRECT), "typical", card=card) == []


@pytest.mark.parametrize(
    "body",
    [
        "Ваше заявление передано в комиссию по жилищным вопросам, решение Вы получите до 03.06.2024.",
        "Школа направила заявление в полицию, участковый ответит Вам до 14.06.2024.",
        "По Вашему вопросу направлено письмо подрядчику, 17.05.2024 он убрал площадку.",
        "Администрация не согласна с решением суда и подала жалобу, суд рассмотрит её 03.06.2024.",
        "Мы проверили, почему продавец употреблял бранные слова, он извинился 17.05.2024.",
        "Срок договора с перевозчиком продлён до декабря, автобус ходит каждый час.",
    ],
)
def test_words_of_others_and_of_the_own_house_make_no_standard_reply(
    profile: Profile, letter: Letter, body: str
) -> None:
    subject = Subject(read_text(letter(body=body).encode(), "letter.txt"), profile)
    assert kinds(subject) == ()


def test_a_request_sent_does_not_settle_the_appeal(letter: Letter, look: Look) -> None:
    found = look(letter(body="Мы направили запрос в водоканал. Обращение считаем рассмотренным."), "typical")
    assert [(each.code, each.excerpt) for each in found] == [("typical.interim-closes", "считаем рассмотренным")]


def test_an_appeal_not_yet_settled_is_not_called_settled(letter: Letter, look: Look) -> None:
    body = "Это промежуточный ответ. Рассмотрение обращения не закончено, полный ответ отправим до 11.06.2024."
    assert look(letter(body=body), "typical") == []


def test_a_term_is_prolonged_once(letter: Letter, look: Look) -> None:
    told = "Мы запросили заключение, срок рассмотрения обращения повторно продлён до 12.07.2024"
    body = f"{told} (часть 2 статьи 12 {LAW})."
    assert codes(look(letter(opening=CAME, body=body), "typical")) == ["typical.extension-twice"]
    once = body.replace("повторно ", "").replace("(часть", "и второй раз продлён быть не может (часть")
    assert look(letter(opening=CAME, body=once), "typical") == []


def test_several_bodies_get_copies(letter: Letter, look: Look) -> None:
    whither = "в государственную жилищную инспекцию и в прокуратуру Сахалинской области"
    body = f"Ваше обращение направлено 16.05.2024 {whither} (часть 4 статьи 8 {LAW})."
    assert codes(look(letter(opening=CAME, body=body), "typical")) == ["typical.redirect-copies"]
    copies = body.replace("Ваше обращение направлено", "Копии Вашего обращения направлены")
    assert look(letter(opening=CAME, body=copies), "typical") == []
