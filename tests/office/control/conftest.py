"""The office of tests/office/cases, at section 7 of the Order."""

from ..cases.conftest import (  # noqa: F401
    catalogue,
    day,
    office,
    on_paper,
    printing,
    printing_day,
    queries,
    sample,
    staff,
    stopped_clock,
    typed,
    whole_checker,
)
from ..outbox import post  # noqa: F401
