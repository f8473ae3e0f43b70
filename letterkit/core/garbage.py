"""Python's search for garbage, which costs much where models and dictionaries lie."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 50_000
"""Objects made before Python looks through them for garbage."""


def set_aside_what_is_loaded() -> None:
    """Python looks through all objects for garbage now and then: 0.2 s each time where models and dictionaries lie.

    What is set aside stays so, in forked processes too: to look through it once more would copy all of it for each.
    """
    if gc.get_freeze_count():
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)  # a letter makes little that goes in circles: nearly all of it is let go of at once


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """As ``set_aside_what_is_loaded``, for a while: a hundred thousand rows come and go meanwhile.

    It is a fifth of the time of a row.
    """
    before, was_set_aside = gc.get_threshold(), gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not was_set_aside:
            gc.unfreeze()
