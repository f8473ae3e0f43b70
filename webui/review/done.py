"""A step taken with a letter: the page again with what was done, or with the reason why not and all that was typed."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolError
from webui.access import actor
from webui.engine import engine
from webui.letters.show import page


def take_step(
    letter_id: int,
    form: str,
    step: Callable[..., object],
    said: str,
    *given: Any,
    place: str = "",
    back: str = "letters.show",
) -> Response:
    """Takes ``step`` (of letterkit.office.cases) with the letter and what was ``given``, then leads to ``back``.

    ``place`` is an anchor there, ``form`` names the form on the letter's page: a refusal is told beside it. What cannot
    be told there (no such letter, no database) is a page of its own.
    """
    try:
        step(engine().office, actor(), letter_id, *given)
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        return page(letter_id, form, fault)
    flash(said, "success")
    return redirect(url_for(back, letter_id=letter_id, _anchor=place or None), 303)
