"""The page that gives the plug-ins out, their files, and the panel that they open: nothing of anybody is in them."""

from functools import cache
from io import BytesIO
from pathlib import Path

from flask import Response, abort, current_app, jsonify, render_template, request, send_file
from werkzeug.wrappers import Response as Answer

from webui.access import public
from webui.engine import engine
from webui.plugins.blueprint import blueprint
from webui.plugins.extension import draw_icon, make_extension
from webui.plugins.manifests import ONLYOFFICE_GUID, onlyoffice_config, onlyoffice_plugin, word_manifest

_HOSTS = frozenset({"text", "word", "onlyoffice"})
_ICON_SIZES = frozenset({16, 32, 64, 80, 128})
_OFFICE_JS = "dist/office/office.js"
_SCHEMES = frozenset({"light", "dark"})


@blueprint.get("")
@public
def start() -> str:
    """What there is for which program."""
    return render_template("plugins/start.html", address=_address(), has_office_js=_has_office_js())


@blueprint.get("/letterkit.oxt")
@public
def extension() -> Answer:
    """The extension of LibreOffice with the address of this service in it."""
    return _file(make_extension(_address()), "application/vnd.openofficeorg.extension", "letterkit.oxt")


@blueprint.get("/word/manifest.xml")
@public
def manifest() -> Response:
    """What Word is told of its add-in."""
    return Response(word_manifest(_address()), content_type="application/xml; charset=utf-8")


@blueprint.get("/onlyoffice/config.json")
@public
def config() -> Response:
    """What the editors of Р7-Офис and ONLYOFFICE are told of their plug-in."""
    return jsonify(onlyoffice_config(_address()))


@blueprint.get("/onlyoffice/letterkit.plugin")
@public
def plugin() -> Answer:
    """The same, to be installed by hand."""
    return _file(onlyoffice_plugin(_address()), "application/zip", "letterkit.plugin")


@blueprint.get("/<host>/panel")
@public
def panel(host: str) -> str:
    """The panel inside the program ``host``; as «text» beside a field to try it with."""
    if host not in _HOSTS:
        abort(404)
    # By its own name, not by its content: it looks for its other files where a script of that name is.
    office_js = f"{request.script_root}{current_app.static_url_path}/{_OFFICE_JS}" if _has_office_js() else None
    asked = request.args.get("theme-type")  # the editors of Р7-Офис and ONLYOFFICE tell which of their themes is on
    editor_scheme = asked if asked in _SCHEMES else None
    return render_template(
        "plugins/panel.html", host=host, guid=ONLYOFFICE_GUID, office_js=office_js, editor_scheme=editor_scheme
    )


@blueprint.get("/icon-<int:size>.png")
@public
def icon(size: int) -> Response:
    """The mark of the service in ``size`` pixels."""
    if size not in _ICON_SIZES:
        abort(404)
    return Response(_icon(size), mimetype="image/png")


_icon = cache(draw_icon)


def _address() -> str:
    return (engine().settings.address or request.host_url).rstrip("/")


def _has_office_js() -> bool:
    return (Path(str(current_app.static_folder)) / _OFFICE_JS).is_file()


def _file(data: bytes, mimetype: str, name: str) -> Answer:
    return send_file(BytesIO(data), mimetype, as_attachment=True, download_name=name)
