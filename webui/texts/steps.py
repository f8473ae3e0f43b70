"""What is done with one reply text or blank: asked for, approved, refused, described, taken out of use."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from letterkit.core.errors import DeniedError, LetterkitError, RequestError
from letterkit.office.content import approval, editing, listing
from letterkit.office.content.repository import KEEPERS
from letterkit.office.content.version_file import KeptKind
from letterkit.reports.wording import sentence
from webui.access import actor, needs
from webui.engine import engine
from webui.errors import capital, status_of
from webui.numbers import whole_or_none
from webui.texts.approval import approval_bar
from webui.texts.blueprint import KINDS, blueprint
from webui.texts.show import page

_ONE = f"/<{KINDS}:kind>/<slug>"
_VERSION = f"{_ONE}/versions/<int:number>"


@blueprint.post(f"{_VERSION}/ask")
@needs(*KEEPERS)
def ask(kind: str, slug: str, number: int) -> ResponseReturnValue:
    """Sends a version for approval; the script of the editor is told where the text stands now."""
    office = engine().office
    if request.is_json and kind == KeptKind.REPLY:
        approval.ask(office, actor(), KeptKind(kind), slug, number)
        return jsonify(approval=approval_bar(listing.read_item(office, KeptKind(kind), slug)))
    return _take_step(
        kind,
        slug,
        lambda: approval.ask(office, actor(), KeptKind(kind), slug, number),
        f"Редакция {number} отправлена на утверждение: её увидят делопроизводители, подписанты и администраторы.",
    )


@blueprint.post(f"{_VERSION}/approve")
@needs(*approval.APPROVERS)
def approve(kind: str, slug: str, number: int) -> ResponseReturnValue:
    """Lets a version go live."""
    return _take_step(
        kind,
        slug,
        lambda: approval.approve(engine().office, actor(), KeptKind(kind), slug, number),
        f"Редакция {number} действует: новые письма составляются по ней.",
    )


@blueprint.post(f"{_VERSION}/refuse")
@needs(*approval.APPROVERS)
def refuse(kind: str, slug: str, number: int) -> ResponseReturnValue:
    """Sends a version back; a reason is wanted."""
    reason = request.form.get("reason", "")
    if not reason.strip():
        return page(KeptKind(kind), slug, errors={"reason": sentence(RequestError("return.no-reason"))}), 422
    return _take_step(
        kind,
        slug,
        lambda: approval.refuse(engine().office, actor(), KeptKind(kind), slug, number, reason),
        f"Редакция {number} отклонена, автор увидит причину.",
    )


@blueprint.post(f"{_VERSION}/restore")
@needs(*KEEPERS)
def restore(kind: str, slug: str, number: int) -> ResponseReturnValue:
    """An old version as a new one."""
    return _take_step(
        kind,
        slug,
        lambda: editing.restore(engine().office, actor(), KeptKind(kind), slug, number),
        f"Редакция {number} возвращена как новая. Она начнёт действовать после утверждения.",
    )


@blueprint.post(f"{_ONE}/describe")
@needs(*KEEPERS)
def describe(kind: str, slug: str) -> ResponseReturnValue:
    """Folder, owner, till when it is good."""
    typed = request.form.get("expires", "").strip()
    try:
        expires = date.fromisoformat(typed) if typed else None
    except ValueError:
        return page(KeptKind(kind), slug, errors={"expires": "Такого дня нет: выберите дату."}), 422
    owner = request.form.get("owner", "")
    folder = request.form.get("folder", "")
    return _take_step(
        kind,
        slug,
        lambda: editing.describe(
            engine().office,
            actor(),
            KeptKind(kind),
            slug,
            folder=folder,
            owner_id=whole_or_none(owner),
            expires=expires,
        ),
        "Сохранено.",
    )


@blueprint.post(f"{_ONE}/retire")
@needs(*KEEPERS)
def retire(kind: str, slug: str) -> ResponseReturnValue:
    """Out of use: letters that were begun with it go on."""
    return _take_step(
        kind,
        slug,
        lambda: editing.retire(engine().office, actor(), KeptKind(kind), slug),
        "Снято с употребления: для новых писем не предлагается, начатые письма продолжаются.",
    )


@blueprint.post(f"{_ONE}/revive")
@needs(*KEEPERS)
def revive(kind: str, slug: str) -> ResponseReturnValue:
    """Into use again."""
    return _take_step(
        kind,
        slug,
        lambda: editing.retire(engine().office, actor(), KeptKind(kind), slug, retired=False),
        "Снова в употреблении.",
    )


def _take_step(kind: str, slug: str, step: Callable[[], object], said: str) -> ResponseReturnValue:
    """Does ``step``; what stands against it is told on the page itself."""
    try:
        step()
    except DeniedError as fault:
        if fault.code == "denied.duty":
            raise
        flash(capital(sentence(fault)), "error")
    except LetterkitError as fault:
        if status_of(fault) != 422:
            raise
        flash(capital(sentence(fault)), "error")
    else:
        flash(said)
    return redirect(_back(kind, slug), 303)


def _back(kind: str, slug: str) -> str:
    """The page of versions or the editor for whoever came from there, else that of the thing."""
    came_from = urlsplit(request.referrer or "").path
    others = (url_for("texts.versions", kind=kind, slug=slug), url_for("texts.edit", slug=slug))
    return came_from if came_from in others else url_for("texts.show", kind=kind, slug=slug)
