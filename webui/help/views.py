"""The guide in the browser; it holds nothing of anybody's, so that it is open to everybody."""

from flask import Blueprint, render_template, request, send_file, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webui.access import public
from webui.engine import engine
from webui.help.guide import Guide, load_guide
from webui.help.search import search

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("")
@public
def start() -> str:
    """The pages by role, or the places that have the words asked for."""
    guide, words = _guide(), request.args.get("words", "").strip()
    return render_template("help/start.html", guide=guide, words=words, found=search(guide, words) if words else [])


@blueprint.get("/<name>")
@public
def page(name: str) -> str:
    """One page."""
    guide = _guide()
    if name not in guide.pages:
        raise NotFound
    shown = guide.pages[name]
    return render_template("help/page.html", guide=guide, page=shown, beside=guide.beside(shown))


@blueprint.get("/pictures/<name>")
@public
def picture(name: str) -> Response:
    """A picture of the pages."""
    pictures = _guide().pictures
    if name not in pictures:
        raise NotFound
    return send_file(pictures[name], "image/png")


def help_href() -> str:
    """Where the «?» of the page that is being answered leads: to its own place of the guide, else to its beginning."""
    name, anchor = _guide().helps.get(request.endpoint or "", ("", ""))
    return url_for("help.page", name=name, _anchor=anchor or None) if name else url_for("help.start")


def found_pages(words: str) -> list[tuple[str, str, str]]:
    """Places of the guide that have ``words``: address, heading, the page it is of."""
    return [
        (
            url_for("help.page", name=hit.page.name, _anchor=hit.section.anchor or None),
            hit.section.heading or hit.page.title,
            hit.page.title if hit.section.heading else "",
        )
        for hit in search(_guide(), words)
    ]


def _guide() -> Guide:
    return load_guide(engine().settings.guide_dir)
