"""The service under waitress, a server that runs wherever Python does."""

import socket
from collections.abc import Callable
from contextlib import closing

from flask import Flask

from letterkit.core.errors import RequestError
from letterkit.core.memory import share_heaps_among_threads
from letterkit.demo.register import Welcome
from letterkit.settings import load_settings
from letterkit.store.data_folder import demand_data_folder
from letterkit.store.syslog import sending
from letterkit.worker.counters import count_connections, start_counting
from letterkit.worker.serve import keep_alive, worker_of
from letterkit.worker.setting_faults import demand_sound
from webui import create_app, logs
from webui.address import folder_of
from webui.demo import prepare, settings_of
from webui.engine import Engine
from webui.languagetool.alone import create_workplace

Ready = Callable[[str, Welcome | None], None]


def run(
    host: str,
    port: int,
    threads: int,
    ready: Ready,
    *,
    demo: bool = False,
    count: int = 1,
    workers: int = 1,
    languagetool_only: bool = False,
) -> None:
    """Serves until it is stopped, in ``count`` processes, with ``workers`` more that make the letters of batches.

    ``ready`` is told the address once all has been read.

    With ``demo`` a register of its own is served, made when there is none yet, and ``ready`` is told how to sign in.
    With ``languagetool_only`` nothing is but the server of a workplace (webui.languagetool.alone), without workers.
    Raises RequestError ``database.old`` before the tables are made, ``web.address-taken`` when something else listens,
    ``settings.bad-value`` for a syslog that there cannot be, and as ``demand_data_folder``, ``demand_sound``.
    """
    settings = load_settings()
    if languagetool_only:
        app = create_workplace(settings)
    else:
        settings = settings_of(settings) if demo else settings
        demand_data_folder(settings)
        demand_sound(settings)
        app = create_app(settings, IS_DEMO=demo)
    engine: Engine = app.extensions["letterkit"]
    if not (demo or languagetool_only):
        engine.database.demand_newest()
        engine.take_in_shipped()
    try:
        bound = socket.create_server((host, port), backlog=256)
    except (OSError, OverflowError, ValueError) as fault:
        raise RequestError("web.address-taken", host=host, port=port, why=str(fault)) from fault

    def serve() -> None:
        serve_app(app, bound, threads)

    if not languagetool_only:
        start_counting(engine.settings)
        count_connections(engine.database)
    logs.start(engine.settings.log_file, words=engine.settings.debug)
    with sending(engine.settings.syslog):
        welcome = prepare(engine) if demo else None
        engine.warm()  # read now, not while the first visitor waits
        ready(f"http://{host}:{port}{folder_of(engine.settings)}", welcome)
        if count == 1 and not workers:
            serve()
            return
        bench = engine.bench
        keep_alive(engine.settings, bench, [serve] * count + [worker_of(engine.settings, bench)] * workers)


def serve_app(app: Flask, bound: socket.socket, threads: int) -> None:
    """Answers whoever asks at ``bound`` until this process ends; letters are checked in processes of their own."""
    from waitress.server import create_server

    engine: Engine = app.extensions["letterkit"]
    if "database" in vars(engine):
        engine.database.close()  # a connection belongs to the process that has opened it
    share_heaps_among_threads()
    with engine.checker, closing(engine.room):
        engine.room.open()
        create_server(
            app,
            sockets=[bound],
            threads=threads,
            ident=None,
            # Only ProxyFix believes them, where there are proxies; to webui.asker they say that a request is forwarded.
            clear_untrusted_proxy_headers=False,
            channel_request_lookahead=1,  # it is seen when a client leaves: a check for nobody is ended
        ).run()
