"""Every column of a card has one header, found however people write it, and never two columns by one name."""

import pytest

from letterkit.compose.catalogue import Catalogue, ReplyText, parse_reply
from letterkit.core.card_values import CARD_VALUES, known_words
from letterkit.reports import office_words
from letterkit.tables.columns import known_columns
from letterkit.tables.spelling import bare, values_of, words

FULL_NAMES = {"applicant.full_name", "executor.full_name"}


def test_every_path_of_the_card_has_a_column(redirect: ReplyText) -> None:
    paths = {path for path in known_columns(redirect).by_path if not path.startswith("reply.fields.")}
    assert paths - FULL_NAMES == set(CARD_VALUES) - {"reply.fields"}


def test_every_reply_text_has_headers_that_differ_and_find_their_own_column(catalogue: Catalogue) -> None:
    for reply in catalogue.replies():
        known = known_columns(reply)
        for column in known.by_path.values():
            assert known.find(column.header) == column
            assert known.find(column.path) == column
        for name, field in reply.fields.items():
            found = known.find(field.label)
            assert found is not None
            assert found.path == f"reply.fields.{name}"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("№ обращения", "appeal.number"),
        ("НОМЕР  ОБРАЩЕНИЯ", "appeal.number"),
        ("Рег. №", "appeal.number"),
        ("Вх. №", "appeal.number"),
        ("Дата регистрации (ДД.ММ.ГГГГ)", "appeal.registered"),
        ("Дата\nрегистрации", "appeal.registered"),
        ("О чем обращение *", "appeal.subject"),
        ("E-mail", "applicant.email"),
        ("Ф.И.О.", "applicant.full_name"),
        ("Фамилия, имя, отчество", "applicant.full_name"),
        ("applicant.surname", "applicant.surname"),
        ("Applicant . Surname", "applicant.surname"),
        ("reply.fields.to_body", "reply.fields.to_body"),
        ("Куда направлено", "reply.fields.to_body"),
        ("Номер ответа", "number"),
        ("number", "number"),
        ("Дата ответа", "date"),
    ],
)
def test_a_header_is_known_however_it_is_written(written: str, path: str, redirect: ReplyText) -> None:
    found = known_columns(redirect).find(written)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Исполнитель: фамилия", "executor.surname"),
        ("Исполнитель – имя", "executor.name"),
        ("Фамилия исполнителя", "executor.surname"),
        ("Исполнитель (ФИО полностью)", "executor.full_name"),
        ("Исполнитель (фамилия)", "executor.surname"),
        ("исполнитель, ф.и.о.", "executor.full_name"),
        ("ФИО заявителя", "applicant.full_name"),
        ("Заявитель: Ф. И. О.", "applicant.full_name"),
        ("Имя, отчество и фамилия", "applicant.full_name"),
        ("Заявитель: адрес", "applicant.address"),
        ("Обращение, №", "appeal.number"),
        ("обращения номер", "appeal.number"),
        ("Обращения дата регистрации", "appeal.registered"),
        ("Ответ: дата", "date"),
        ("исполнителя телефон", "executor.phone"),
        ("Направлено куда", "reply.fields.to_body"),
    ],
)
def test_the_order_and_the_forms_of_words_make_no_other_column(written: str, path: str, redirect: ReplyText) -> None:
    found = known_columns(redirect).find(written)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("Должность", ["executor.post", "signer.post"]),
        ("Номер", ["appeal.number", "reply.copy_number", "number", "appeal.repeat_of"]),
        ("Примечание", []),
    ],
)
def test_a_part_of_a_name_means_every_column_that_has_it(written: str, paths: list[str], redirect: ReplyText) -> None:
    assert [column.path for column in known_columns(redirect).columns_of(written)] == paths


def test_no_two_columns_of_any_reply_text_differ_in_the_order_of_words_alone(catalogue: Catalogue) -> None:
    for reply in catalogue.replies():
        for column in known_columns(reply).by_path.values():
            shuffled = " ".join(reversed(column.header.split()))
            found = known_columns(reply).find(shuffled)
            assert found in (None, column), (reply.id, shuffled)


@pytest.mark.parametrize("written", ["Номер", "Примечание", "Дата", "surname", "Кому"])
def test_a_header_that_may_mean_many_things_is_not_known(written: str, redirect: ReplyText) -> None:
    assert known_columns(redirect).find(written) is None
    assert known_columns(redirect).guess(written) is None


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Дата регистраци", "appeal.registered"),
        ("Почтовый адресс", "applicant.address"),
        ("Отчесвто", "applicant.patronymic"),
        ("Куда напралено", "reply.fields.to_body"),
    ],
)
def test_a_slip_in_a_header_leads_to_the_one_column_near_it(written: str, path: str, redirect: ReplyText) -> None:
    known = known_columns(redirect)
    assert known.find(written) is None
    found = known.guess(written)
    assert found is not None
    assert found.path == path


def test_what_a_reply_text_needs_is_required(redirect: ReplyText) -> None:
    required = {path for path, column in known_columns(redirect).by_path.items() if column.required}
    assert required == {"appeal.subject", "reply.fields.to_body"}


def test_labels_that_begin_alike_keep_apart() -> None:
    labels = "  a: {label: 'Сумма (основной долг)'}\n  b: {label: 'Сумма (пени)'}"
    text = f"---\nid: x\ntitle: О\nfields:\n{labels}\n---\n{{{{ a }}}}{{{{ b }}}}"
    known = known_columns(parse_reply(text, "x.md"))
    headers = {name: known.by_path[f"reply.fields.{name}"].header for name in "ab"}
    assert headers == {"a": "Сумма", "b": "Сумма (пени)"}
    for name, header in headers.items():
        found = known.find(header)
        assert found is not None
        assert found.path == f"reply.fields.{name}"


def test_a_field_named_as_a_fixed_list_takes_any_words(catalogue: Catalogue) -> None:
    assert "kind" in catalogue.reply("secret").fields
    assert values_of("reply.fields.kind") == {}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("appeal.channel", office_words.CHANNELS),
        ("reply.delivery", office_words.CHANNELS),
        ("appeal.kind", office_words.KINDS),
        ("reply.outcome", office_words.OUTCOMES),
        ("reply.ground", office_words.GROUNDS),
        ("applicant.gender", office_words.GENDERS),
    ],
)
def test_the_first_word_of_a_value_is_the_one_that_the_service_says(path: str, said: dict[str, str]) -> None:
    assert {value: spellings[0] for value, spellings in values_of(path).items()} == dict(said)
    assert set(values_of(path)) == set(known_words(path))


def test_no_word_of_a_list_means_two_values() -> None:
    for table in (words().channel, words().kind, words().outcome, words().ground, words().gender, words().flag):
        said = {(bare(word) or word, value) for value, spellings in table.items() for word in spellings}
        assert len(said) == len({word for word, _ in said})
