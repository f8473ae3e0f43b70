"""An office that asks what people think, on either database."""

from ..cases.conftest import (  # noqa: F401
    catalogue,
    day,
    office,
    on_paper,
    printing,
    printing_day,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
