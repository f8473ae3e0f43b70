"""The service under waitress, a server that runs wherever Python does."""

import socket
from collections.abc import Callable

from letterkit.core.errors import RequestError
from webui import create_app
from webui.engine import Engine


def run(host: str, port: int, threads: int, ready: Callable[[str], None]) -> None:
    """Serves until it is stopped; ``ready`` is told the address once the rules have been read.

    Raises RequestError ``web.address-taken`` when something else listens there already.
    """
    from waitress.server import create_server

    app = create_app()
    engine: Engine = app.extensions["letterkit"]
    try:
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except (OSError, socket.gaierror, ValueError) as fault:
        raise RequestError("web.address-taken", host=host, port=port, why=str(fault)) from fault
    with engine.checker:  # read now, not while the first visitor waits
        ready(f"http://{host}:{port}")
        server.run()
