"""The invitation to the survey in a letter: words and a QR code where the blank has a place, else no trace of it."""

import io
import zipfile
from dataclasses import replace

import pytest

from letterkit.compose import Catalogue
from letterkit.compose.catalogue import Blank
from letterkit.compose.fast import compile_blank
from letterkit.compose.letter import compose
from letterkit.compose.survey_code import SurveyCode, draw_codes, prints_code, survey_code
from letterkit.core.case import CaseCard
from letterkit.core.profile import Profile

PICTURE = "word/media/survey-qr.png"


@pytest.fixture
def survey() -> SurveyCode:
    return survey_code("https://minstroy.sakhalin.gov.ru/survey/", "123456789015")


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("page", "address", "link"),
    [
        ("https://a.ru/survey", "a.ru/survey", "https://a.ru/survey/123456789015"),
        ("a.ru/survey/", "a.ru/survey", "https://a.ru/survey/123456789015"),
        ("http://10.0.0.5:8080/survey", "10.0.0.5:8080/survey", "http://10.0.0.5:8080/survey/123456789015"),
    ],
)
def test_people_read_the_address_without_its_scheme_and_the_code_in_fours(page: str, address: str, link: str) -> None:
    made = survey_code(page, "123456789015")
    assert (made.address, made.code, made.link) == (address, "1234\u00a05678\u00a09015", link)


@pytest.mark.parametrize("blank", ["corner", "longitudinal"])
def test_a_blank_of_2025_prints_the_code_and_a_picture_of_the_link(
    catalogue: Catalogue, demo: CaseCard, profile: Profile, survey: SurveyCode, blank: str
) -> None:
    made = compose(demo, catalogue.reply("by_date"), catalogue.blank(blank), profile, survey)
    found = parts(made.docx)
    document = found["word/document.xml"].decode()
    assert "minstroy.sakhalin.gov.ru/survey" in document
    assert "код 1234\u00a05678\u00a09015" in document
    assert f'descr="QR-код: оценить ответ, {survey.link}"' in document
    assert f">{survey.link}<" not in document
    assert found[PICTURE].startswith(b"\x89PNG")
    assert b'Extension="png"' in found["[Content_Types].xml"]
    assert b"media/survey-qr.png" in found["word/_rels/document.xml.rels"]


def test_the_picture_says_the_link(catalogue: Catalogue, demo: CaseCard, profile: Profile, survey: SurveyCode) -> None:
    import segno

    made = compose(demo, catalogue.reply("by_date"), catalogue.blank("corner"), profile, survey)
    wanted = io.BytesIO()
    segno.make_qr(survey.link, error="m").save(wanted, kind="png", scale=8, border=4)
    assert parts(made.docx)[PICTURE] == wanted.getvalue()


def test_the_fast_way_gives_the_same_bytes(
    catalogue: Catalogue, demo: CaseCard, profile: Profile, survey: SurveyCode
) -> None:
    blank, reply = catalogue.blank("corner"), catalogue.reply("by_date")
    compiled = compile_blank(blank)
    slow = compose(demo, reply, blank, profile, survey).docx
    assert [compose(demo, reply, compiled, profile, survey).docx for _ in range(2)] == [slow, slow]
    assert compiled.why_not is None


def test_without_a_survey_the_letter_has_no_trace_of_it(catalogue: Catalogue, demo: CaseCard, profile: Profile) -> None:
    made = compose(demo, catalogue.reply("by_date"), catalogue.blank("corner"), profile)
    assert PICTURE not in parts(made.docx)
    assert "Оцените" not in made.text


def test_a_blank_of_2016_has_no_place_and_loses_nothing(
    catalogue: Catalogue, demo: CaseCard, profile: Profile, survey: SurveyCode
) -> None:
    old = catalogue.blank("corner-2016")
    assert (prints_code(old), prints_code(catalogue.blank("corner"))) == (False, True)
    reply = catalogue.reply("by_date")
    assert compose(demo, reply, old, profile, survey).docx == compose(demo, reply, old, profile).docx


def test_a_mark_with_words_beside_it_leaves_the_address_to_be_read(
    catalogue: Catalogue, demo: CaseCard, profile: Profile, survey: SurveyCode
) -> None:
    blank = worded(catalogue.blank("corner"))
    docx = compose(demo, catalogue.reply("by_date"), blank, profile, survey).docx
    assert f"Опрос: {survey.link}" in parts(docx)["word/document.xml"].decode()
    assert draw_codes(docx, survey.link) == docx


def worded(blank: Blank) -> Blank:
    found = parts(blank.data)
    found["word/document.xml"] = found["word/document.xml"].replace(
        b"{{ feedback.qr }}", "Опрос: {{ feedback.qr }}".encode()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return replace(blank, data=out.getvalue())
