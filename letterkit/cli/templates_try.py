"""``letterkit templates try``: a reply text or a blank tried on people, or on a card of one's own."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from letterkit.cli import options
from letterkit.cli.options import FilePath
from letterkit.cli.terminal import style_for, write
from letterkit.cli.usage import Command, OneOf
from letterkit.core.errors import RequestError

if TYPE_CHECKING:
    from letterkit.compose import Blank, Catalogue, ReplyText
    from letterkit.core.profile import Profile
    from letterkit.office.content.samples import Sample
    from letterkit.office.content.trial import TriedSample

_WHOLE = "explained"
"""The reply text on which a blank is tried: it has questions, lists and attachments."""


@click.command("try", cls=Command, short_help="Испытать текст или бланк на людях.")
@click.argument("id", metavar="ИМЯ")
@options.card
@click.option("--blank", "blank_id", metavar="БЛАНК", help="На каком бланке; без ключа – на бланке органа.")
@click.option("-o", "--out", type=FilePath, metavar="ПАПКА", help="Записать сюда письма.")
@options.checking
@click.option("--format", "form", type=OneOf(("text", "json")), default="text", help="Вид ответа.")
def command(
    id: str,
    card: Path | None,
    blank_id: str | None,
    out: Path | None,
    profile: Path | None,
    engine: str,
    no_pages: bool,
    form: str,
) -> int:
    """Составить письма по тексту ответа (или на бланке) и проверить их так же, как все письма.

    Их получат женщина, мужчина, человек без отчества, несколько заявителей и организация, а с ключом --card – только
    заявитель из карточки.

    Код завершения 1 – кому-то письма не составить или в нём есть ошибка.
    """
    from letterkit.checking.checker import Checker
    from letterkit.compose import Catalogue
    from letterkit.core.atomic_files import write_whole
    from letterkit.office.content.trial import is_sound, try_on
    from letterkit.settings import load_settings

    catalogue = Catalogue(load_settings().templates_dir)
    with Checker(options.check_options(profile, engine, no_pages, printed=out is not None)) as checker:
        reply, blank = _choose_pair(id, blank_id, catalogue, checker.profile)
        tried = try_on(reply, blank, _samples(card, reply, checker.profile), checker)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for number, each in enumerate(tried, 1):
            if each.composed is not None:
                stem = out / f"{id}-{number}-{each.sample.kind}"
                write_whole(stem.with_suffix(".docx"), each.composed.docx)
                if each.checked is not None and each.checked.pdf is not None:
                    write_whole(stem.with_suffix(".pdf"), each.checked.pdf)
    if form == "json":
        write(json.dumps([_object(each) for each in tried], ensure_ascii=False, indent=2) + "\n", None)
    else:
        write("".join(f"{line}\n" for line in _lines(tried)), None)
    return int(not is_sound(tried))


def _choose_pair(
    id: str, blank_id: str | None, catalogue: "Catalogue", profile: "Profile"
) -> "tuple[ReplyText, Blank]":
    """The reply text ``id`` on a blank, or the blank ``id`` with a reply text that uses most of what a blank prints."""
    replies = {reply.id: reply for reply in catalogue.replies()}
    blanks = {blank.id: blank for blank in catalogue.blanks()}
    if id in replies:
        return replies[id], catalogue.blank(blank_id or profile.blank)
    if id in blanks:
        return replies.get(_WHOLE) or next(iter(replies.values())), blanks[id]
    raise RequestError("template.unknown", id=id, known=(*replies, *blanks))


def _samples(card: Path | None, reply: "ReplyText", profile: "Profile") -> "Sequence[Sample]":
    from letterkit.office.content.samples import OWN_CARD, Sample, card_on, samples

    given = options.read_card(card)
    return samples(reply, profile) if given is None else (Sample(OWN_CARD, True, card_on(given, reply, profile)),)


def _lines(tried: "Sequence[TriedSample]") -> Iterator[str]:
    from letterkit.office.content.trial import faults_of, findings_of
    from letterkit.reports.mends import mend_words
    from letterkit.reports.template_words import kind_words
    from letterkit.reports.wording import LEVEL_FORMS, PAGE_FORMS, plural, sentence, tally

    style = style_for(None)
    for each in tried:
        name = style.paint(kind_words([each.sample]), "bold")
        if each.checked is None:
            yield f"{name}: письма нет"
            continue
        pages = each.checked.report.facts.get("pages")
        told = [plural(pages, PAGE_FORMS)] if isinstance(pages, int) else []
        yield f"{name}: {', '.join([*told, tally(each.checked.report.findings)])}"
    for fault in faults_of(tried):
        yield f"\n{sentence(fault.fault)}\n  Для кого: {kind_words(fault.samples)}"
    for shared in findings_of(tried):
        finding = shared.finding
        clause = f" (п. {finding.clause})" if finding.clause else ""
        yield f"\n{LEVEL_FORMS[finding.level][0]}{clause}: {finding.message}"
        if mend := mend_words(finding):
            yield f"  {mend}"
        yield f"  Для кого: {kind_words(shared.samples)}"


def _object(tried: "TriedSample") -> dict[str, Any]:
    from letterkit.reports.as_json import report_object
    from letterkit.reports.wording import sentence

    return {
        "applicant": tried.sample.kind,
        "all_fields": tried.sample.whole,
        "text": tried.composed.text if tried.composed else None,
        "error": None if tried.fault is None else {"code": tried.fault.code, "message": sentence(tried.fault)},
        "report": report_object(tried.checked.report) if tried.checked else None,
    }
