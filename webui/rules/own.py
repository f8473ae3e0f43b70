"""The body's own pack: what its draft changes, a dry run of it, approval, versions, its file."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.checks.own.format import EVERYWHERE, FOLDER
from letterkit.core.errors import DeniedError, LetterkitError, RequestError
from letterkit.core.finding import Level
from letterkit.office.content import approval, editing
from letterkit.office.content.dry_run import LAST, Effect, LetterChoice, dry_run, stored_letters
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.pack_draft import Draft, draft
from letterkit.office.content.packs import book_with
from letterkit.office.content.repository import find_kept, version_of, version_state
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.dry_run_words import EFFECTS, message_with_levels, summary, untried_line
from letterkit.reports.wording import LEVEL_FORMS, sentence
from letterkit.store.keeping_tables import KeptItem, KeptVersion
from webui.access import actor, needs, own_office
from webui.engine import engine
from webui.errors import capital, status_of
from webui.numbers import whole_or_none
from webui.rules.blueprint import JUDGES, KEEPERS, blueprint
from webui.rules.dry_runs import DryRuns, Progress
from webui.rules.naming import list_name, pack_changes, rule_name

READERS = JUDGES
MOST = 5000
"""Letters of one dry run from the page; the shell takes more."""
_KIND = KeptKind.PACK
_DECIDERS = tuple(dict.fromkeys((*KEEPERS, *approval.APPROVERS)))


@blueprint.get("/own")
@needs(*READERS)
def own() -> str:
    """The draft and what is in force."""
    return page()


def page(trouble: str = "") -> str:
    office, by = own_office(), actor()
    now = draft(office, EVERYWHERE)
    kept, rows = _versions(now)
    newest = rows[0] if rows else None
    is_open = newest is not None and not now.is_live and newest.decided is None
    remarks = KINDS[_KIND].judge(now.pack, office) if now.number and not now.is_live else ()
    return render_template(
        "rules/own.html",
        now=now,
        pack=now.pack,
        changes=[capital(words) for words in pack_changes(now.difference.changes, now.pack)],
        remarks=[(remark.level, LEVEL_FORMS[remark.level][0], capital(sentence(remark.error))) for remark in remarks],
        errors=sum(remark.level is Level.ERROR for remark in remarks),
        kept=kept,
        versions=[(each, version_state(kept, each)) for each in rows] if kept else [],
        newest=newest,
        is_open=is_open,
        is_asked=is_open and newest is not None and newest.asked is not None,
        may_keep=by.has(*KEEPERS),
        may_decide=newest is not None and not newest.is_of(by.id) and by.has(*approval.APPROVERS),
        in_force=[capital(sentence(remark)) for remark in office.checker.book.remarks],
        last=_last(),
        progress=progress(now),
        effects=EFFECTS,
        graded=message_with_levels,
        summary=summary,
        untried=lambda outcome: untried_line(replace(outcome, untried=tuple(map(rule_name, outcome.untried)))),
        rule_name=lambda code: rule_name(code, now.pack),
        list_name=list_name,
        Effect=Effect,
        most=MOST,
        level_words={level.value: forms[0] for level, forms in LEVEL_FORMS.items()} | {"off": "выключено"},
        trouble=trouble,
    )


@blueprint.post("/own/versions/<int:number>/<any(ask, approve, refuse, restore):do>")
@needs(*_DECIDERS)
def step(number: int, do: str) -> ResponseReturnValue:
    """Sends the draft for approval, lets it live, sends it back, brings an old version again."""
    office, by = own_office(), actor()
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "ask": (
            lambda: approval.ask(office, by, _KIND, EVERYWHERE, number),
            "Отправлено на утверждение: это сделает другой делопроизводитель, подписант или администратор.",
        ),
        "approve": (
            lambda: approval.approve(office, by, _KIND, EVERYWHERE, number),
            f"Редакция {number} действует: следующее письмо проверят уже по ней.",
        ),
        "refuse": (
            lambda: approval.refuse(office, by, _KIND, EVERYWHERE, number, request.form.get("reason", "")),
            f"Редакция {number} возвращена, автор увидит причину.",
        ),
        "restore": (
            lambda: editing.restore(office, by, _KIND, EVERYWHERE, number),
            f"Редакция {number} возвращена как новая. Она начнёт действовать после утверждения.",
        ),
    }
    made, said = steps[do]
    return apply_change(made, said)


def apply_change(made: Callable[[], object], said: str) -> ResponseReturnValue:
    """Does ``made`` and says so on the page of the pack; what stands against it is told there."""
    try:
        made()
    except LetterkitError as fault:
        if isinstance(fault, DeniedError) and fault.code == "denied.duty":
            raise
        if status_of(fault) not in (403, 409, 422):
            raise
        return page(capital(sentence(fault))), status_of(fault)
    flash(said)
    return redirect(url_for("rules.own"), 303)


@blueprint.post("/own/dry-run")
@needs(*READERS)
def try_on() -> ResponseReturnValue:
    """Begins a dry run of the draft, or stops it."""
    now, runs, last = draft(own_office(), EVERYWHERE), _runs(), _last()
    name = _name(now, last)
    if request.form.get("do") == "stop":
        runs.stop(name)
    elif not _is_under_way(runs.progress(name)):  # begun anew, letters may have come since
        office = own_office()
        old, new = office.checker.book, book_with(office.checker.book, now.pack)
        total, letters = stored_letters(office.database, LetterChoice(last, body=actor().body))
        profile = office.profile
        runs.begin(name, total, lambda watch: dry_run(letters, total, old, new, profile, watch))
    return redirect(url_for("rules.own", last=last if last != LAST else None, _anchor="dry-run"), 303)


@blueprint.get("/own/file")
@needs(*READERS)
def file() -> Response:
    """The pack as a file: the version asked for, else the draft."""
    office, number = own_office(), request.args.get("version", type=int)
    source = draft(office, EVERYWHERE).pack.source.encode()
    if number is not None:
        with office.database.reading() as session:
            version = version_of(session, find_kept(session, _KIND, EVERYWHERE), number)
        source = office.files.get(version.content)
    name = f"{EVERYWHERE}{f'-{number}' if number else ''}.yml"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(source, mimetype="application/yaml", headers=disposition)


@blueprint.post("/own/file")
@needs(*KEEPERS)
def take_in() -> ResponseReturnValue:
    """A file as the new draft."""
    office, by, given = own_office(), actor(), request.files.get("file")
    data = given.read() if given else b""
    based_on = request.form.get("based_on", 0, type=int)
    note = f"Из файла {given.filename}" if given and given.filename else ""

    def taken() -> None:
        if not data.strip():
            raise RequestError("pack.no-file")
        if draft(office, EVERYWHERE).number:
            editing.save(office, by, _KIND, EVERYWHERE, data, based_on, note)
        else:
            editing.create(office, by, _KIND, EVERYWHERE, data, note)

    return apply_change(taken, "Набор из файла стал черновиком: посмотрите, что он меняет.")


def progress(now: Draft) -> Progress | None:
    """The dry run of the draft as it is, over as many letters as the address asks for."""
    return None if now.is_live else _runs().progress(_name(now, _last()))


def _is_under_way(found_: Progress | None) -> bool:
    return found_ is not None and found_.outcome is None and not found_.is_dead and not found_.failed


def _name(now: Draft, last: int) -> str:
    book = own_office().checker.book
    return _runs().name(book.version, now.pack.source, last, actor().body)


def _last() -> int:
    asked = whole_or_none(request.values.get("last"))
    return min(max(1, LAST if asked is None else asked), MOST)


def _runs() -> DryRuns:
    return DryRuns(engine().settings.data_dir / "dry-runs" / FOLDER)


def _versions(now: Draft) -> tuple[KeptItem | None, list[KeptVersion]]:
    if not now.number:
        return None, []
    with own_office().database.reading() as session:
        kept = find_kept(session, _KIND, EVERYWHERE)
        return kept, sorted(kept.versions, key=lambda version: -version.number)
