"""An office with what has come in, on either database."""

from ..cases.conftest import (  # noqa: F401
    catalogue,
    day,
    office,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
