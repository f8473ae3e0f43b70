"""The network address that a request has come from: the journal notes it beside whoever did something."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_address: ContextVar[str | None] = ContextVar("address", default=None)


def address() -> str | None:
    """The address of whoever asks; None for the command line and for workers."""
    return _address.get()


@contextmanager
def asked_from(address: str | None) -> Iterator[None]:
    """Inside the block whatever is done is done for somebody at ``address``."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)
