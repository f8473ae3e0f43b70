"""The server at a workplace: /v2, a page that says how programs are told of it, the pages of rules. Nothing is kept.

There are no accounts, no register and no database: whoever asks is a program of the same machine.
"""

from functools import cached_property
from pathlib import Path

from flask import Blueprint, Flask, Response, render_template
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from letterkit import __version__
from letterkit.core.garbage import set_aside_what_is_loaded
from letterkit.office.content.body_checkers import Checkers
from letterkit.settings import Settings
from webui import assets, logs, security
from webui.engine import Engine, engine
from webui.languagetool.asked import MOST_SENT_BYTES
from webui.languagetool.blueprint import blueprint
from webui.plain_refusal import error
from webui.rules.examples import view_of

_WARM = "Согласно приказа работы по ремонту дома идут, о чём Вам было сообщено письмом."
_pages = Blueprint("workplace", __name__)
_rules = Blueprint("rules", __name__, url_prefix="/rules")


class WorkplaceEngine(Engine):
    """Checks by the rules and the profile of the settings; no database is asked which are in force."""

    @cached_property
    def checkers(self) -> Checkers:
        """The one checker that there is."""
        return Checkers(self.checker)

    def warm(self) -> None:
        """Reads what the first text would wait for."""
        self.checker.check_bytes(_WARM.encode(), "текст.txt", text_only=True)
        set_aside_what_is_loaded()


def create_workplace(settings: Settings) -> Flask:
    """The application of a workplace; raises ProfileError and RuleError as ``create_app``."""
    app = Flask("webui", static_folder="static")
    logs.follow(app)
    app.config.update(MAX_CONTENT_LENGTH=MOST_SENT_BYTES, MAX_FORM_MEMORY_SIZE=MOST_SENT_BYTES)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    shared = PrefixLoader({"reports": PackageLoader("letterkit", "reports")})
    app.jinja_env.loader = ChoiceLoader([app.create_global_jinja_loader(), shared])
    app.extensions["letterkit"] = WorkplaceEngine(settings)
    for each in (blueprint, _pages, _rules):
        app.register_blueprint(each)
    app.register_error_handler(404, lambda fault: error(404, "Здесь такого нет: начните с главной страницы."))
    app.register_error_handler(405, lambda fault: error(405, "Так по этому адресу не обращаются: сверьте метод."))
    assets.install(app)
    security.guard(app)
    has_front_end = (Path(str(app.static_folder)) / "dist" / "app.css").is_file()
    app.jinja_env.globals.update(version=__version__, has_front_end=has_front_end)
    return app


@_pages.get("/")
def start() -> str:
    """What this is, and where programs are told of it."""
    return render_template("languagetool/start.html")


@_rules.get("/<code>")
def show(code: str) -> str | Response:
    """The rule ``code``: what it asks, why, its examples."""
    if code not in engine().book.by_code:
        return error(404, "Такого правила нет: возможно, оно было в прежней версии.")
    return render_template("languagetool/rule.html", rule=view_of(code))
