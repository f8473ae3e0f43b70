"""A step taken with a letter: the page again with what was done, or with the reason why not and all that was typed."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolError
from webui.letters.show import page


def done(
    letter_id: int, form: str, change: Callable[[], object], said: str, place: str = "", back: str = "letters.show"
) -> Response:
    """Makes ``change`` and leads to ``back``, at the anchor ``place``; ``form`` names the form on the letter's page.

    A refusal is told beside the form; what cannot be told there (no such letter, no database) is a page of its own.
    """
    try:
        change()
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        return page(letter_id, form, fault)
    flash(said, "success")
    return redirect(url_for(back, letter_id=letter_id, _anchor=place or None), 303)
