"""Letters as validators see them, of each blank, reply text and length: PDF/A-2b, PDF/UA-1 and the schemas of Word."""

import dataclasses
import io
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.shared import Mm
from PIL import Image

from letterkit.checking.profile import load_profile
from letterkit.compose import Blank, Catalogue, compose
from letterkit.compose.survey_code import draw_codes
from letterkit.office.content.samples import samples
from letterkit.pages.convert import Converter
from letterkit.pages.joined import pdfs_joined

HOME = Path(__file__).resolve().parents[2]
TOOLS = HOME / "var" / "validators"
JAVA = HOME / "tests" / "validators"
FLAVOURS = ("2b", "ua1")
SENTENCE = "Сообщаем, что дом включён в программу переселения, и срок переезда назначен на второй квартал. "
PARAGRAPHS = (1, 8, 24, 40)
pytestmark = [pytest.mark.long, pytest.mark.office]


@pytest.fixture(scope="module")
def letters() -> Mapping[str, bytes]:
    """Letters of every blank and reply text, and of one to three pages, by what they are."""
    catalogue, profile = Catalogue(HOME / "templates"), load_profile(HOME / "rules" / "profile.yml")
    made: dict[str, bytes] = {}
    for blank in (*catalogue.blanks(), _with_arms(catalogue.blank("corner"))):
        for reply in catalogue.replies():
            for sample in samples(reply, profile)[:1]:
                name = f"{blank.id} {reply.id} {sample.kind}"
                made[name] = compose(sample.card, reply, blank, profile).docx
        reply = catalogue.reply("explained")
        card = samples(reply, profile)[0].card
        for count in PARAGRAPHS:
            body = "\n\n".join([SENTENCE * 3] * count)
            longer = dataclasses.replace(card, reply=dataclasses.replace(card.reply, body=body))
            made[f"{blank.id} of {count} paragraphs"] = compose(longer, reply, blank, profile).docx
    made["with a code of the survey"] = _with_code(next(iter(made.values())))
    return made


def _with_code(letter: bytes) -> bytes:
    link, document, out = "https://ask.example.ru/s/123456789012", docx.Document(io.BytesIO(letter)), io.BytesIO()
    document.add_paragraph(link)
    document.save(out)
    return draw_codes(out.getvalue(), link)


def _with_arms(blank: Blank) -> Blank:
    """The blank with a picture of the arms that nobody has described."""
    document, picture, out = docx.Document(io.BytesIO(blank.data)), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 40), (200, 20, 20)).save(picture, "PNG")
    place = next(each for each in document.element.body.iter("{*}p"))
    docx.text.paragraph.Paragraph(place, document).add_run().add_picture(picture, width=Mm(15))
    document.save(out)
    return dataclasses.replace(blank, head=blank.head.model_copy(update={"id": "arms"}), data=out.getvalue())


def told(validator: str, files: Mapping[str, bytes], folder: Path, *flavours: str) -> Iterator[tuple[str, str]]:
    """What ``validator`` says of each of ``files``, by name: nothing where it is in order."""
    if not (TOOLS / ".stamp").exists():
        pytest.skip("no validators: make var/validators/.stamp")
    names = {}
    for number, (name, data) in enumerate(files.items()):
        path = folder / str(number)
        path.write_bytes(data)
        names[str(path)] = name
    run = subprocess.run(
        ["java", "-cp", f"{TOOLS}/lib/*", JAVA / f"{validator}.java", *flavours],
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split("\t") for line in run.stdout.splitlines() if "\t" in line]
    assert len(lines) == len(names) * max(len(flavours), 1), run.stderr
    for path, *said in lines:
        yield names[path], ": ".join(said)


def broken(pdfs: Mapping[str, bytes], folder: Path) -> list[tuple[str, str]]:
    """What of the two standards each of ``pdfs`` does not keep."""
    fine = {f"{flavour}: " for flavour in FLAVOURS}
    return [each for each in told("PdfValidator", pdfs, folder, *FLAVOURS) if each[1] not in fine]


def printed(letters: Sequence[bytes], converter: Converter) -> list[bytes]:
    return [pdf for at in range(0, len(letters), 50) for pdf in converter.pdfs(letters[at : at + 50], limit_s=300)]


def test_every_letter_keeps_both_standards(letters: Mapping[str, bytes], tmp_path: Path) -> None:
    with Converter() as converter:
        alone = dict(zip(letters, printed(list(letters.values()), converter), strict=True))
        joined = pdfs_joined(list(letters.values()), converter)
    assert all(isinstance(pdf, bytes) for pdf in joined)
    together = {f"{name}, among others": pdf for name, pdf in zip(letters, joined, strict=True)}
    assert broken({**alone, **together}, tmp_path) == []  # type: ignore[dict-item]


def test_every_letter_claims_both_and_speaks_russian(letters: Mapping[str, bytes]) -> None:
    name, data = next(iter(letters.items()))
    with Converter() as converter, pikepdf.open(io.BytesIO(converter.pdf(data))) as pdf:
        said = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in said
        assert "<pdfuaid:part>1</pdfuaid:part>" in said
        assert (str(pdf.Root.Lang), bool(pdf.docinfo["/Title"])) == ("ru-RU", True), name


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    """Shows that the test above can fail."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "bare.pdf")
    assert len(broken({"bare": (tmp_path / "bare.pdf").read_bytes()}, tmp_path)) == len(FLAVOURS)


def test_every_letter_is_a_word_file_by_the_schemas(letters: Mapping[str, bytes], tmp_path: Path) -> None:
    assert [each for each in told("WordValidator", letters, tmp_path) if each[1]] == []


def test_the_schemas_see_what_is_wrong(letters: Mapping[str, bytes], tmp_path: Path) -> None:
    """Shows that the test above can fail."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(next(iter(letters.values())))) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"</w:pPr>", b"<w:keepNext/></w:pPr>"))
    [(_, said)] = told("WordValidator", {"spoilt": out.getvalue()}, tmp_path)
    assert "keepNext" in said


def test_a_letter_has_the_parts_and_styles_that_word_looks_for(letters: Mapping[str, bytes]) -> None:
    for data in letters.values():
        document = docx.Document(io.BytesIO(data))
        kinds = {each.reltype.rsplit("/", 1)[-1] for each in document.part.rels.values()}
        assert {"styles", "settings", "theme", "fontTable", "numbering"} <= kinds
        assert {"Heading 1", "List Bullet", "List Number", "List Paragraph"} <= {each.name for each in document.styles}
