"""A signature lies beside the approved bytes, is told of by their passport, and goes to the citizen with them."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from pathlib import Path

import pytest

from letterkit.core.office import LetterState
from letterkit.core.outcome import Channel
from letterkit.core.page import PageWord
from letterkit.office.cases import approval, dispatch, export, passport
from letterkit.office.cases.folder import folder
from letterkit.office.mail.attached import files_to_send
from letterkit.office.signatures import keeping
from letterkit.office.signatures.archive import export_signed
from letterkit.pages.facts import page_facts
from letterkit.store.tables import Letter

from ...signatures.signing import Signer, centre, signer
from ..cases.conftest import NOW, Day, refused


@pytest.fixture
def day(printing_day: Day) -> Day:
    return printing_day


@pytest.fixture
def minister() -> Signer:
    return signer(begins=NOW.replace(year=2023), years=20)


def pdf_of(day: Day, letter: Letter) -> bytes:
    return export.export(day.office, day.staff.signer, letter.id, "pdf").data


def signed(day: Day, minister: Signer) -> Letter:
    letter = day.approved()
    keeping.attach(day.office, day.staff.signer, letter.id, "C:\\ключи\\ответ.sig", minister.signs(pdf_of(day, letter)))
    return letter


def archive_of(day: Day, letter: Letter) -> dict[str, bytes]:
    _, data = export_signed(day.office, day.staff.registry, letter.id, "zip")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_holds_the_approved_bytes_their_signature_a_copy_and_a_word(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    files = archive_of(day, letter)
    pdf, sig, copy, note = files
    assert (pdf, sig) == ("3.08-1-24_Иванова.pdf", "3.08-1-24_Иванова.pdf.sig")
    assert (copy, note) == ("3.08-1-24_Иванова (копия с отметкой).pdf", "Как проверить подпись.txt")
    assert sha256(files[pdf]).hexdigest() == day.versions(letter)[-1].pdf
    told = files[note].decode("utf-8-sig")
    assert "Фамильев Иван Олегович" in told
    assert "C0FFEE0123456789" in told
    assert pdf in told


def test_the_passport_tells_of_a_centre_that_is_trusted_here(day: Day, tmp_path: Path) -> None:
    treasury = centre("Казначейство России", begins=NOW.replace(year=2022, tzinfo=UTC), days=9000)
    (tmp_path / "treasury.cer").write_bytes(treasury.file)
    minister = signer(begins=NOW.replace(year=2023), years=20, by=treasury)
    letter, office = day.approved(), replace(day.office, certificates=tmp_path)
    keeping.attach(office, day.staff.signer, letter.id, "ответ.sig", minister.signs(pdf_of(day, letter)))
    told = passport.passport(office, day.staff.signer, letter.id)["signature"]
    assert told["signers"][0]["chain"]["issued"] == "yes"


def test_the_mark_stands_between_the_post_and_the_name_and_over_no_word(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    pdf, _, copy, _ = archive_of(day, letter).values()
    before, after = page_facts(pdf).pages, page_facts(copy).pages
    assert len(before) == len(after)
    old = list(before[-1].words)
    places = {(word.text, round(word.box.x_mm, 1), round(word.box.y_mm, 1)) for word in old}
    new = [
        word for word in after[-1].words if (word.text, round(word.box.x_mm, 1), round(word.box.y_mm, 1)) not in places
    ]
    said = " ".join(word.text for word in new)
    for words in ("ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ", "C0FFEE0123456789", "Владелец Фамильев Иван Олегович"):
        assert words in said
    assert not [(one.text, other.text) for one in new for other in old if meet(one, other)]
    name = next(word for word in old if word.text == "Фамильев")
    title = next(word for word in new if word.text == "ПОДПИСАН")
    assert title.box.right_mm < name.box.x_mm
    assert abs(title.box.y_mm - name.box.y_mm) < 15


def meet(one: PageWord, other: PageWord) -> bool:
    across = one.box.x_mm < other.box.right_mm and other.box.x_mm < one.box.right_mm
    return across and one.box.y_mm < other.box.bottom_mm and other.box.y_mm < one.box.bottom_mm


def test_a_mailed_letter_takes_its_signature_with_it(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    with day.office.database.reading() as session:
        always = [each.name for each in files_to_send(session, day.now(letter)) if each.is_always]
    assert always == list(archive_of(day, letter))


def test_the_passport_and_the_journal_tell_who_has_signed(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    told = passport.passport(day.office, day.staff.executor, letter.id)["signature"]
    assert (told["same_bytes"], told["signers"][0]["certificate"]["owner"]) == ("yes", "Фамильев Иван Олегович")
    assert "letter.signed" in day.journal(f"letter:{letter.id}")


def test_a_signature_of_other_bytes_is_not_kept(day: Day, minister: Signer) -> None:
    letter = day.approved()
    with refused("signature.other-file"):
        other = minister.signs(pdf_of(day, letter) + b"\n")
        keeping.attach(day.office, day.staff.signer, letter.id, "a.sig", other)
    assert folder(day.office, day.staff.signer, letter.id).signature is None


def test_another_signature_takes_its_place_and_it_can_be_taken_away(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    again = signer("Заместителев", begins=NOW.replace(year=2023), years=20).signs(pdf_of(day, letter))
    keeping.attach(day.office, day.staff.registry, letter.id, "b.sig", again)
    held = folder(day.office, day.staff.signer, letter.id).signature
    assert held is not None
    assert keeping.facts_of(held).signers[0].certificate.owner == "Заместителев Иван Олегович"
    keeping.withdraw(day.office, day.staff.registry, letter.id)
    with refused("signature.none"):
        export_signed(day.office, day.staff.registry, letter.id, "zip")
    assert day.journal(f"letter:{letter.id}")[-1] == "letter.signature-withdrawn"


def test_what_is_sent_keeps_its_signature(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    dispatch.send(day.office, day.staff.registry, letter.id, Channel.POST)
    with refused("letter.wrong-step"):
        keeping.withdraw(day.office, day.staff.registry, letter.id)
    assert len(archive_of(day, letter)) == 4


def test_a_letter_whose_approval_was_taken_back_is_not_signed(day: Day, minister: Signer) -> None:
    letter = signed(day, minister)
    approval.revoke(day.office, day.staff.signer, letter.id, "Ошибка в адресе")
    assert folder(day.office, day.staff.signer, letter.id).signature is None


def test_only_the_signer_and_the_registry_put_signatures(day: Day, minister: Signer) -> None:
    letter = day.approved()
    data = minister.signs(pdf_of(day, letter))
    for who in (day.staff.executor, day.staff.reviewer, day.staff.clerk):
        with refused("denied.duty"):
            keeping.attach(day.office, who, letter.id, "a.sig", data)
    assert day.now(letter).state == LetterState.APPROVED
