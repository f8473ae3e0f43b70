"""A program takes part in the way of a letter, from the appeal to the day it has gone: people alone approve it."""

import io
import zipfile

from flask import Flask

from letterkit.core.office import Duty
from letterkit.office.cases import approval, review
from letterkit.office.cases.folder import folder

from ..programs import ProgramOf, program_of  # noqa: F401
from .conftest import Day


def test_a_letter_goes_its_whole_way_and_people_alone_approve_it(
    app: Flask,
    day: Day,
    program_of: ProgramOf,  # noqa: F811
) -> None:
    program = program_of(Duty.REGISTRY, Duty.EXECUTOR, unit="отдел жилищной политики")
    entered = {name: day._card[name] for name in ("appeal", "applicant")}
    appeal = program.ask("POST", "/appeals", 201, json={"card": entered, "responsible": "executor"})
    card = {"reply": day._card["reply"], "signer": day._card["signer"]}
    asked = {"appeal": appeal["id"], "reply": "by_date", "card": card}
    begun = program.ask("POST", "/letters", 201, "l-1", json=asked)
    letter = f"/letters/{begun['id']}"
    assert (begun["state"], begun["card"]["executor"]["surname"]) == ("draft", "Петрова")
    assert folder(day.office, day.by("executor"), begun["id"]).letter.id == begun["id"]  # her department's
    assert program.ask("POST", "/letters", 409, "l-2", json=asked)["code"] == "appeal.answering"

    words = {
        "title": begun["title"],
        "text": begun["text"] + "\nО ходе работ мы сообщим.",
        "revision": begun["revision"],
    }
    written = program.ask("PATCH", letter, 200, json=words)
    assert program.ask("PATCH", letter, 409, json=words)["code"] == "letter.changed"
    submitted = program.ask("POST", f"{letter}/submit", 200, json={"revision": written["revision"]})
    assert (submitted["state"], submitted["is_made"]) == ("review", True)
    assert submitted["findings"] == program.ask("GET", f"{letter}/report", 200)["findings"]
    assert program.ask("POST", f"{letter}/register", 200, json={"number": "3.08-1/24"})["number"] == "3.08-1/24"

    assert program.ask("GET", f"{letter}/letter.docx", 409)["code"] == "export.not-approved"
    gone = {"channel": "post"}
    assert program.ask("POST", f"{letter}/send", 409, json=gone)["code"] == "letter.wrong-step"
    calls = [rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    assert not [each for each in calls if "approve" in each or "agree" in each]

    shown = folder(day.office, day.by("reviewer"), begun["id"]).shown
    assert shown is not None
    assert shown.docx is not None
    review.take(day.office, day.by("reviewer"), begun["id"])
    approval.agree(day.office, day.by("reviewer"), begun["id"], shown.docx)
    approval.approve(day.office, day.by("signer"), begun["id"], shown.docx)

    assert program.ask("GET", f"{letter}/letter.docx", 200).startswith(b"PK")
    assert program.ask("GET", f"{letter}/letter.pdf", 200).startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(program.ask("GET", f"{letter}/archive.zip", 200))) as archive:
        assert "passport.json" in archive.namelist()
    assert program.ask("GET", f"{letter}/passport", 200)["letter"]["number"] == "3.08-1/24"
    sent = program.ask("POST", f"{letter}/send", 200, json=gone)
    assert (sent["state"], sent["sent"]["channel"]) == ("sent", "post")
    assert program.ask("GET", f"/appeals/{appeal['id']}", 200)["state"] == "done"

    told = program.ask("GET", "/changes?limit=200", 200)
    events = [each["event"] for each in told["changes"] if each["href"] == f"/api/v1{letter}"]
    wanted = ["letter.begun", "letter.submitted", "letter.numbered", "letter.agreed", "letter.approved", "letter.sent"]
    assert [each for each in events if each in wanted] == wanted
    assert program.ask("GET", f"/changes?after={told['next']}", 200)["changes"] == []
