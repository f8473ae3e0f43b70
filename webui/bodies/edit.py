"""The form of a profile: filled, tried while it is written, saved as a new version."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.checks.packs import packs_of
from letterkit.core import clock
from letterkit.core.errors import InputError, LetterkitError, RequestError
from letterkit.core.finding import Finding, Level
from letterkit.office.content import bodies, editing
from letterkit.office.content.kinds import KINDS
from letterkit.office.content.lint import Remark
from letterkit.office.content.profile_lint import known_packs
from letterkit.office.content.profile_trial import try_profile
from letterkit.office.content.profiles import KeptProfile, read_profile
from letterkit.office.content.repository import find_kept, newest_of, state_of
from letterkit.office.content.version_file import KeptKind
from letterkit.office.context import Office
from letterkit.pages.preview import png
from letterkit.reports.profile_words import PACKS
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.bodies import fields
from webui.bodies.blueprint import READERS, WRITERS, blueprint
from webui.bodies.typed import TypedProfile, source_of, typed_in, typed_of
from webui.engine import engine
from webui.errors import capital
from webui.limits import rate_limit
from webui.sample_pictures import address_of

_KIND = KeptKind.PROFILE
_SIGNERS = "signer-"


@dataclass(frozen=True, slots=True)
class ProfilePreview:
    """What is known of the form as it stands: remarks by field, the letter that it makes (the address of a picture)."""

    remarks: Mapping[str, Sequence[tuple[Level, str]]] = field(default_factory=dict)
    number: str = ""
    picture: str = ""
    findings: Sequence[Finding] = ()
    why_no_picture: str = ""

    @property
    def errors(self) -> int:
        return sum(level is Level.ERROR for told in self.remarks.values() for level, _ in told)

    @property
    def others(self) -> int:
        return sum(len(told) for told in self.remarks.values()) - self.errors


@blueprint.get("/<slug>")
@needs(*READERS)
def edit(slug: str) -> str:
    """The form, filled from the newest version; its letter takes LibreOffice a moment and is asked for by itself."""
    kept = bodies.newest(engine().office, slug)
    seen = _preview_profile(kept) if "letter" in request.args else _preview_values(kept)
    return _page(slug, kept, typed_of(kept), seen)


@blueprint.post("/<slug>")
@needs(*WRITERS)
@rate_limit("preview")
def change(slug: str) -> ResponseReturnValue:
    """Saves the form as a new version, or does what another button of it asks, keeping nothing."""
    office, typed, act = engine().office, typed_in(request.form), request.form.get("do", "save")
    base = bodies.newest(office, slug)
    if act == "names":
        return _page(slug, base, typed.with_names(), ProfilePreview(), anchor="group-names")
    if act.startswith(_SIGNERS):
        return _page(
            slug, base, typed.with_signers(act.removeprefix(_SIGNERS)), ProfilePreview(), anchor="group-signers"
        )
    source, errors = source_of(typed, base)
    if errors:
        return _page(slug, base, typed.with_errors(errors), ProfilePreview()), 422
    if act == "check":
        return _page(slug, base, typed, _preview_profile(read_profile(source.encode(), slug)), anchor="checked")
    based_on = request.form.get("version", type=int) or 0
    try:
        note = request.form.get("note", "")
        version = editing.save(office, actor(), _KIND, slug, source.encode(), based_on, note)
    except RequestError as fault:
        if fault.code != "kept.changed":
            raise
        errors = {"form": capital(sentence(fault))}
        newer = int(str(fault.details["number"]))
        return _page(slug, base, typed.with_errors(errors), ProfilePreview(), version=newer), 409
    flash(f"Сохранено: редакция {version.number}.")
    return redirect(url_for("bodies.versions", slug=slug), 303)


@blueprint.post("/<slug>/check")
@needs(*WRITERS)
@rate_limit("preview")
def check(slug: str) -> str:
    """What is found in the form as it stands, for a page that asks while it is written."""
    base, typed = bodies.newest(engine().office, slug), typed_in(request.form)
    source, errors = source_of(typed, base)
    if errors:
        told = {path: [(Level.ERROR, capital(words))] for path, words in errors.items()}
        seen = ProfilePreview(told, why_no_picture="Заполните отмеченные поля, чтобы увидеть письмо.")
    else:
        seen = _preview_profile(read_profile(source.encode(), slug))
    return render_template("bodies/_checked.html", seen=seen, paths=_paths(typed), live=True)


def _page(
    slug: str,
    base: KeptProfile,
    typed: TypedProfile,
    seen: ProfilePreview,
    *,
    anchor: str = "",
    version: int | None = None,
) -> str:
    office = engine().office
    with office.database.reading() as session:
        kept = find_kept(session, _KIND, slug)
        newest = newest_of(session, kept)
    number = version or request.form.get("version", type=int) or (newest.number if newest else 0)
    return render_template(
        "bodies/edit.html",
        slug=slug,
        name=base.profile.body.names[next(iter(base.profile.body.names))],
        kept=kept,
        state=state_of(kept, newest),
        newest=newest,
        based_on=number,
        typed=typed,
        errors=typed.errors,
        seen=seen,
        paths=_paths(typed),
        fields=fields,
        limit_groups=fields.limit_groups(base.profile, _pack_limits(office, typed.packs)),
        packs=_packs(office, typed.packs),
        blanks=[(blank.id, blank.head.label) for blank in office.catalogue.blanks()],
        can_write=may_write(slug),
        anchor=anchor,
        live=False,
    )


def _preview_values(kept: KeptProfile) -> ProfilePreview:
    """The form's own remarks."""
    remarks = KINDS[_KIND].remarks(engine().office.of(actor().body), kept.profile.id, kept.source.encode())
    seen = ProfilePreview(_by_field(remarks), _number(kept))
    return replace(seen, why_no_picture="Письмо появится, когда ошибок не останется.") if seen.errors else seen


def _preview_profile(kept: KeptProfile) -> ProfilePreview:
    """The form's own remarks, and a letter made by it."""
    seen = _preview_values(kept)
    if seen.errors:
        return seen
    tried = try_profile(engine().office.of(actor().body), kept)
    if tried is None or tried.checked is None:
        why = capital(sentence(tried.fault)) if tried and tried.fault else "По этому профилю письмо не составить."
        return replace(seen, why_no_picture=why)
    seen = replace(seen, findings=tried.checked.report.findings)
    if tried.checked.pdf is None:
        return replace(seen, why_no_picture="LibreOffice не отвечает: письмо не напечатать.")
    return replace(seen, picture=address_of(png(tried.checked.pdf, 1)))


def _by_field(remarks: Sequence[Remark]) -> Mapping[str, Sequence[tuple[Level, str]]]:
    found: dict[str, list[tuple[Level, str]]] = defaultdict(list)
    for remark in remarks:
        path = str(remark.error.details.get("field") or "form")
        found[path].append((remark.level, capital(sentence(remark.error))))
    return found


def _number(kept: KeptProfile) -> str:
    """The first number of this year by the mask."""
    mask, today = kept.profile.texts.get("number", "{n}/{yy}"), clock.today()
    return mask.replace("{n}", "1").replace("{yyyy}", f"{today:%Y}").replace("{yy}", f"{today:%y}")


def _paths(typed: TypedProfile) -> list[str]:
    """Every place that a remark may stand at, with those of signers as many as there are."""
    signers = [f"signers.{at}.{name}" for at in range(len(typed.signers)) for name in ("name", "post")]
    return [*fields.FIELDS, *signers, "signers", "packs", "blank"]


def _packs(office: Office, chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Each pack with what it is and whether it is chosen, those chosen in their order first."""
    known = known_packs(office.checker.options.rules)
    names = [*chosen, *(name for name in known if name not in chosen)]
    return [(name, PACKS.get(name, name), name in chosen) for name in names]


def _pack_limits(office: Office, names: Sequence[str]) -> Mapping[str, float]:
    try:
        packs = packs_of(office.checker.options.rules, names)
    except InputError:
        return {}
    return {name: limit for pack in packs for name, limit in pack.limits.items()}


def may_write(slug: str) -> bool:
    """Whether whoever asks may change this profile: that of their own body, or any for an administrator."""
    by = actor()
    if not by.has(*WRITERS):
        return False
    try:
        KINDS[_KIND].admit(engine().office, by, slug)
    except LetterkitError:
        return False
    return True
