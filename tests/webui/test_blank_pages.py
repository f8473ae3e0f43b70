"""Pages of blanks: a file is looked at, told about, mended, kept; nothing is lost when it is refused."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from letterkit.checking.checker import Checker
from letterkit.core.errors import ToolMissing
from letterkit.core.office import Duty
from letterkit.office.content import editing
from letterkit.office.content.blanks.desk import BlankDesk
from letterkit.office.content.version_file import KeptKind, blank_of
from letterkit.pages.convert import Converter
from letterkit.settings import Settings
from webui.engine import Engine

from ..old_blanks.made_blanks import make_blank, read_blanks
from .conftest import ClientOf

OLD = next(read_blanks(Path(__file__).parents[1] / "old_blanks" / "known.txt"))
CORNER = (Settings(_env_file=None).templates_dir / "blanks" / "corner.docx").read_bytes()
DESK = re.compile(r"/blanks/desk/[\w-]{22}$")


@pytest.fixture
def engine(app: Flask) -> Engine:
    found: Engine = app.extensions["letterkit"]
    return found


@pytest.fixture
def clerk(client_of: ClientOf) -> FlaskClient:
    return client_of(Duty.CLERK)


@pytest.fixture(autouse=True)
def unprinted(request: pytest.FixtureRequest, engine: Engine, checker: Checker) -> None:
    """Nothing is printed but in tests marked ``office``."""
    if request.node.get_closest_marker("office") is None:
        plain = checker.without_language()
        plain.options = replace(plain.options, pages=False)
        desk = engine.blank_desk
        engine.__dict__["blank_desk"] = BlankDesk(desk.store, plain)


def with_words(before: str, after: str) -> bytes:
    """The corner blank with words of its file changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(CORNER)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "word/document.xml":
                assert before in content.decode()
                content = content.decode().replace(before, after, 1).encode()
            made.writestr(name, content)
    return out.getvalue()


def sent(
    client: FlaskClient, data: bytes, name: str = "бланк.docx", path: str = "/blanks/", **form: str
) -> TestResponse:
    return client.post(path, data={"blank": (io.BytesIO(data), name), **form}, content_type="multipart/form-data")


def desk_of(answer: TestResponse) -> str:
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert DESK.search(answer.location)
    return answer.location


def kept_page(client: FlaskClient, slug: str) -> str:
    """Where a kept blank is shown: on the page of all until things that are kept have pages of their own."""
    has_pages = "texts.show" in client.application.view_functions
    return f"/texts/blank/{slug}" if has_pages else "/blanks/"


def page_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_remarks_are_told_with_their_places(clerk: FlaskClient) -> None:
    page = page_of(clerk, desk_of(sent(clerk, with_words("{{ closing }}", "{{ closing }"))))
    assert "Замечания: 1 ошибка" in page
    assert "не закрыта: допишите «}}»" in page
    assert re.search(r"Абзац \d+: <q>\{\{ closing \}</q>", page)
    assert "Письмо на нём пока не составить" in page


def test_the_copy_with_comments_is_taken_away(clerk: FlaskClient) -> None:
    desk = desk_of(sent(clerk, with_words("{{ closing }}", "{{ closing }")))
    answer = clerk.get(f"{desk}/comments.docx")
    [comment] = Document(io.BytesIO(answer.data)).comments
    assert "не закрыта" in comment.text
    plain = Document(io.BytesIO(clerk.get(f"{desk}/blank.docx").data))
    assert "{{ closing }" in [paragraph.text for paragraph in plain.paragraphs]
    assert list(plain.comments) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Файл пустой"),
        (b"%PDF-1.7", "docx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "закрыт паролем"),
        (CORNER[:2000], "файл"),
    ],
)
def test_what_is_no_blank_is_refused_on_the_same_page(data: bytes, said: str, clerk: FlaskClient) -> None:
    answer = sent(clerk, data)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert said.lower() in page.lower()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7", "бланк.pdf", "такой файл бланком не сделать"),
        (b"not an archive", "бланк.odt", "не то, что обещает его имя"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "бланк.doc", "закрыт паролем"),
        (b"{\\rtf" + b"{" * 2000, "бланк.doc", "вложен"),
    ],
)
def test_an_old_file_that_cannot_be_read_says_why(data: bytes, name: str, said: str, clerk: FlaskClient) -> None:
    answer = sent(clerk, data, name)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True).lower()


def test_no_file_is_told_of(clerk: FlaskClient) -> None:
    answer = clerk.post("/blanks/", data={})
    assert answer.status_code == 422
    assert "Выберите файл бланка." in answer.get_data(as_text=True)


def test_a_mended_file_takes_the_place_of_the_one_before(clerk: FlaskClient) -> None:
    desk = desk_of(sent(clerk, with_words("{{ closing }}", "{{ closing }")))
    refused = sent(clerk, b"%PDF-1.7", path=f"{desk}/again")
    assert refused.status_code == 422
    assert "не закрыта" in refused.get_data(as_text=True)
    assert desk_of(sent(clerk, CORNER, "исправлен.docx", f"{desk}/again")) == desk
    page = page_of(clerk, desk)
    assert "исправлен.docx" in page
    assert "Замечаний нет." in page
    assert "Страницы не проверены" in page


def test_a_new_blank_is_kept_as_a_draft(clerk: FlaskClient, engine: Engine) -> None:
    desk = desk_of(sent(clerk, CORNER))
    saved = clerk.post(f"{desk}/save", data={"label": "Угловой с гербом", "note": "первый"})
    assert (saved.status_code, saved.location) == (303, kept_page(clerk, "uglovoi-s-gerbom"))
    kept = blank_of(editing.content_of(engine.office, KeptKind.BLANK, "uglovoi-s-gerbom"), "uglovoi-s-gerbom")
    assert (kept.data, kept.head.label, kept.head.layout) == (CORNER, "Угловой с гербом", "corner")
    assert clerk.get(desk).status_code == 404
    listed = page_of(clerk, "/blanks/")
    assert "Угловой с гербом" in listed
    assert "черновик" in listed
    assert clerk.get("/blanks/of/uglovoi-s-gerbom/1.docx").data == CORNER


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"label": " "}, "назовите бланк"),
        ({"label": "Бланк", "slug": "Мой бланк"}, "дайте бланку имя латиницей"),
        ({"label": "Бланк", "slug": "taken"}, "имя «taken» уже занято"),
    ],
)
def test_what_was_typed_stays_when_it_cannot_be_kept(form: dict[str, str], said: str, clerk: FlaskClient) -> None:
    clerk.post(f"{desk_of(sent(clerk, CORNER))}/save", data={"label": "Занято", "slug": "taken"})
    desk = desk_of(sent(clerk, CORNER))
    answer = clerk.post(f"{desk}/save", data={**form, "note": "моя заметка"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said.lower() in page.lower()
    assert 'value="моя заметка"' in page


def test_a_new_version_is_based_on_the_one_that_was_there(clerk: FlaskClient, engine: Engine) -> None:
    clerk.post(f"{desk_of(sent(clerk, CORNER))}/save", data={"label": "Угловой", "slug": "own"})
    first = desk_of(sent(clerk, with_words("{{ closing }}", "{{ closing }} "), of="own"))
    second = desk_of(sent(clerk, with_words("{{ closing }}", "{{ closing }}  "), of="own"))
    assert clerk.post(f"{first}/save").location == kept_page(clerk, "own")
    late = clerk.post(f"{second}/save", data={"note": "поздно"})
    assert late.status_code == 409
    assert "появилась редакция 2" in late.get_data(as_text=True)
    assert 'value="поздно"' in late.get_data(as_text=True)
    looked = clerk.post("/blanks/of/own/2/look")
    assert "Новая редакция" not in page_of(clerk, looked.location)
    assert "Сохранить новую редакцию" in page_of(clerk, looked.location)


def test_a_blank_of_another_clerk_does_not_exist(clerk: FlaskClient, client_of: ClientOf) -> None:
    desk = desk_of(sent(clerk, CORNER))
    chief = client_of(Duty.ADMINISTRATOR)
    for path in (desk, f"{desk}/comments.docx", f"{desk}/blank.docx"):
        assert chief.get(path).status_code == 404
    assert chief.post(f"{desk}/remove").status_code == 404
    assert clerk.post(f"{desk}/remove").status_code == 303
    assert clerk.get(desk).status_code == 404


def test_the_guide_names_every_mark_and_the_starter_is_a_blank_with_comments(clerk: FlaskClient) -> None:
    page = page_of(clerk, "/blanks/help")
    for mark in ("{{ organisation.phone }}", "{%p for line in executor %}", "{{ signer.name }}"):
        assert mark in page
    starter = clerk.get("/blanks/starter/longitudinal.docx").data
    assert len(list(Document(io.BytesIO(starter)).comments)) == 28
    page = page_of(clerk, desk_of(sent(clerk, starter, "заготовка.docx")))
    assert "Примечания Word (28) из файла убраны" in page


def test_signers_look_and_do_not_bring(client_of: ClientOf) -> None:
    signer = client_of(Duty.SIGNER)
    assert "Загрузить бланк" not in page_of(signer, "/blanks/")
    assert sent(signer, CORNER).status_code == 403


def rows(page: str) -> list[tuple[str, str]]:
    """Places of the page of marks: what each row says of itself, and the mark chosen in it."""
    found = re.findall(r'<li class="(\w+)[^>]*data-row.*?<option value="([^"]*)" selected', page, re.DOTALL)
    return [(state, field) for state, field in found]


@pytest.fixture
def without_pages(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice is not there: the list of places is enough."""
    missing = ToolMissing("libreoffice.missing")
    monkeypatch.setattr(Converter, "_convert", lambda *_, **__: (_ for _ in ()).throw(missing))


@pytest.mark.usefixtures("without_pages")
def test_an_old_blank_gets_its_marks_one_by_one(clerk: FlaskClient, engine: Engine) -> None:
    answer = sent(clerk, OLD.data, "старый.docx")
    marks = answer.location
    assert marks.endswith("/marks")
    page = page_of(clerk, marks)
    assert "Изображения страниц нет" in page
    proposed = rows(page)
    assert {state for state, _ in proposed} == {"open"}
    assert len({field for _, field in proposed}) >= 19
    [first, second, *_] = re.findall(r'name="of" value="([^"]+)"', page)

    assert clerk.post(marks, data={"act": "yes", "of": first, "field": "organisation.name"}).status_code == 303
    assert clerk.post(marks, data={"act": "leave", "of": second}).status_code == 303
    assert rows(page_of(clerk, marks))[:2] == [("put", "organisation.name"), ("left", proposed[1][1])]
    clerk.post(marks, data={"act": "undo"})
    clerk.post(marks, data={"act": "undo"})
    assert rows(page_of(clerk, marks)) == proposed

    clerk.post(marks, data={"act": "rest"})
    page = page_of(clerk, marks)
    assert "Решены все" in page
    done = clerk.post(f"{marks}/put")
    desk = page_of(clerk, desk_of(done))
    assert "Замечаний нет." in desk
    assert "Вернуться к меткам" in desk
    saved = clerk.post(f"{desk_of(done)}/save", data={"label": "Старый"})
    assert saved.location == kept_page(clerk, "staryi")


@pytest.mark.usefixtures("without_pages")
def test_merge_fields_stand_in_one_pair_of_quotes_and_a_second_language_is_told_of(clerk: FlaskClient) -> None:
    letter = ["r> <<Кому>>", "r> <<Адрес>>", "c> <<Обращение>>", "j> Слова."]
    old = make_blank("Слияние", ["[body]", "cb> КОМИТЕТ ПО ТРУДУ", "cb> ХЕҘМӘТ КОМИТЕТЫ", *letter])
    page = page_of(clerk, sent(clerk, old.data, "старый.docx").location)
    assert {"„Кому“ „Адрес“", "Обращение"} <= set(re.findall(r"<q>(.*?)</q>", page))
    assert "на других языках остаются в бланке как есть" in page


@pytest.mark.usefixtures("without_pages")
def test_a_mark_is_put_on_other_words_and_never_on_those_that_have_one(clerk: FlaskClient) -> None:
    marks = sent(clerk, OLD.data, "старый.docx").location
    page = page_of(clerk, marks)
    [line] = re.findall(r'<option value="(\d+-\d+)">О ремонте крыши', page)
    assert clerk.post(marks, data={"act": "own", "line": line, "field": "salutation"}).status_code == 303
    clerk.post(marks, data={"act": "own", "words": line, "field": "closing"})
    assert [(state, field) for state, field in rows(page_of(clerk, marks)) if state == "put"] == [("put", "closing")]
    start, end = (int(each) for each in line.split("-"))
    taken = clerk.post(marks, data={"act": "own", "words": f"{start + 2}-{end}", "field": "title"})
    assert taken.status_code == 422
    assert "уже есть метка" in taken.get_data(as_text=True)
    for wrong in ({"words": "x"}, {"words": "5-4"}, {"words": "0-999999"}, {}):
        assert clerk.post(marks, data={"act": "own", "field": "title", **wrong}).status_code == 422
    assert clerk.post(marks, data={"act": "own", "line": line, "field": "feedback"}).status_code == 422
    assert clerk.post(marks, data={"act": "yes", "of": "nothing", "field": "title"}).status_code == 422


@pytest.mark.usefixtures("without_pages")
def test_an_old_blank_of_another_clerk_does_not_exist(clerk: FlaskClient, client_of: ClientOf) -> None:
    marks = sent(clerk, OLD.data, "старый.docx").location
    chief = client_of(Duty.ADMINISTRATOR)
    assert chief.get(marks).status_code == 404
    assert chief.post(marks, data={"act": "rest"}).status_code == 404


@pytest.mark.office
def test_letters_on_the_blank_are_shown_and_versions_compared_by_eye(clerk: FlaskClient, tmp_path: Path) -> None:
    desk = desk_of(sent(clerk, CORNER))
    page = page_of(clerk, desk)
    assert "Бланк в порядке" in page
    assert "Дошли все: 26 реквизитов." in page
    [picture] = re.findall(r'src="(/samples/[^"]+)"', page)
    shown = clerk.get(picture)
    assert (shown.mimetype, shown.data[:4]) == ("image/png", b"\x89PNG")
    assert shown.headers["Cache-Control"] == "private, immutable, max-age=86400"
    assert page_of(clerk, f"{desk}?person=organisation&pages=2").count('src="/samples/') == 2
    assert clerk.get(f"{desk}?person=nobody").status_code == 404
    clerk.post(f"{desk}/save", data={"label": "Угловой", "slug": "own"})
    moved = desk_of(sent(clerk, with_words('w:left="1701"', 'w:left="1134"'), of="own"))
    beside = page_of(clerk, f"{moved}/compare")
    assert "Размер «левое поле, мм»: был 30, стал 20" in beside
    assert 'class="differs"' in beside
    clerk.post(f"{moved}/save")
    kept = page_of(clerk, "/blanks/of/own/compare?old=1&new=2&person=several&pages=2")
    assert kept.count('src="/samples/') == 4
    assert "Письмо выглядит так же." in page_of(clerk, "/blanks/of/own/compare?old=2&new=2")
