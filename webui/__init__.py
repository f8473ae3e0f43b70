"""The web service: letters are checked in the browser, by the same engine as in the shell.

The engine is not touched: every page calls letterkit.office and letterkit.checking. No text leaves the machine.
"""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from letterkit import __version__
from letterkit.settings import Settings, load_settings
from letterkit.store.secret_file import kept_secret
from webui import (
    access,
    account,
    assets,
    counters,
    design,
    errors,
    file_guard,
    find,
    health,
    home,
    large_forms,
    limits,
    logs,
    looks,
    numbers,
    security,
    words,
)
from webui.address import folder_of, in_folder
from webui.api import blueprint as api
from webui.appeals import blueprint as appeals
from webui.asker import noting_address
from webui.batches.blueprint import blueprint as batches
from webui.blanks import blueprint as blanks
from webui.bodies import blueprint as bodies
from webui.bodies.lists import body_name
from webui.calls import blueprint as calls
from webui.check import blueprint as check
from webui.citizens import blueprint as citizens
from webui.control import blueprint as control
from webui.engine import KEPT_FOR, Engine, of_one_moment
from webui.feedback import blueprint as feedback
from webui.feedback import survey
from webui.help import blueprint as guide
from webui.help import help_href
from webui.journal import blueprint as journal
from webui.languagetool import blueprint as languagetool
from webui.letters import blueprint as letters
from webui.mail import blueprint as mail
from webui.metrics import before as metrics_before
from webui.metrics import blueprint as metrics
from webui.monitoring import blueprint as monitoring
from webui.navigation import Site
from webui.notices import blueprint as notices
from webui.officer import blueprint as officer
from webui.outgoing import blueprint as outgoing
from webui.passport import blueprint as passport
from webui.people import directory, me, pages, second_step, sign_in
from webui.people.provider import directory_person, offer
from webui.plugins import blueprint as plugins
from webui.post import blueprint as post
from webui.programs import blueprint as programs
from webui.receptions import blueprint as receptions
from webui.retention import blueprint as retention
from webui.review import blueprint as review
from webui.rules import blueprint as rules
from webui.sample_pictures import blueprint as sample_pictures
from webui.signatures import blueprint as signatures
from webui.snippets import blueprint as snippets
from webui.texts import blueprint as texts

MAX_UPLOAD_MB = 25


def create_app(settings: Settings | None = None, **config: Any) -> Flask:
    """The application; ``config`` overrides Flask's own settings and STATIC_FOLDER, for tests.

    Raises ProfileError and RuleError when the profile or the rules cannot be read.
    """
    settings = settings or load_settings()
    folder = folder_of(settings)
    app = Flask(__name__, static_folder=config.pop("STATIC_FOLDER", "static"))
    logs.follow(app)
    numbers.limit_numbers(app)
    app.config.update(
        SECRET_KEY=kept_secret(settings.data_dir / "secret.key", lambda: secrets.token_urlsafe(48)),
        MAX_CONTENT_LENGTH=MAX_UPLOAD_MB * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        APPLICATION_ROOT=folder or "/",  # cookies are for nothing else of the site
        SESSION_COOKIE_NAME="letterkit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=KEPT_FOR + timedelta(days=1),
        # Sent only when it has changed: a late answer must not bring back a session that has ended since.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: nothing typed is lost to a clock
        IS_DEMO=False,
        WTF_CSRF_CHECK_DEFAULT=False,  # webui.access asks for it, knowing who signs in by what
    )
    app.config.update(config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    shared = PrefixLoader({"reports": PackageLoader("letterkit", "reports")})
    app.jinja_env.loader = ChoiceLoader([app.create_global_jinja_loader(), shared])
    app.extensions["letterkit"] = Engine(settings)
    app.wsgi_app = noting_address(of_one_moment(app.wsgi_app))  # type: ignore[method-assign, assignment]
    if folder:
        app.wsgi_app = in_folder(app.wsgi_app, folder)  # type: ignore[method-assign, assignment]
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    large_forms.admit_much(app)
    large_forms.read_in_turn(app)
    access.guard(app)
    CSRFProtect(app)
    account.install(app, settings)  # which puts a provider of JSON of its own in the place of Flask's
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of Cyrillic it makes six bytes a letter, not two
    for blueprint in (
        check,
        api,
        languagetool,
        plugins,
        home.blueprint,
        find.blueprint,
        design.blueprint,
        appeals,
        letters,
        review,
        batches,
        blanks,
        outgoing,
        mail,
        signatures,
        metrics,
        metrics_before,
        calls,
        receptions,
        feedback,
        survey,
        passport,
        post,
        control,
        notices,
        texts,
        rules,
        snippets,
        journal,
        officer,
        bodies,
        sample_pictures,
        sign_in.blueprint,
        directory.blueprint,
        me.blueprint,
        second_step.blueprint,
        pages.blueprint,
        programs,
        retention,
        citizens,
        health.blueprint,
        monitoring,
        guide,
    ):
        app.register_blueprint(blueprint)
    assets.install(app)
    words.teach(app)
    file_guard.look_at_files(app)
    limits.restrain(app)
    looks.watch(app)
    security.guard(app)
    errors.explain(app)
    counted = counters.watch(app)
    app.context_processor(
        lambda: {
            "me": access.account(),
            "site": Site(access.account(), counted),
            "body_name": body_name,
            "scheme": me.own_scheme(),
        }
    )
    has_front_end = (Path(str(app.static_folder)) / "dist" / "app.css").is_file()
    app.jinja_env.globals.update(
        version=__version__,
        has_front_end=has_front_end,
        limit_mb=MAX_UPLOAD_MB,
        help_href=help_href,
        sign_in_offer=offer,
        directory_person=directory_person,
    )
    return app
