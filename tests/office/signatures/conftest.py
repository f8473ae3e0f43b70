"""An office in which letters are signed."""

from ..cases.conftest import (  # noqa: F401
    catalogue,
    on_paper,
    printing,
    printing_day,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
