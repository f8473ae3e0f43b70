"""What the forms of an appeal's page do: each says what was done, or why not, on the page itself."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from letterkit.core.errors import DeniedError, InputError
from letterkit.reports.wording import sentence
from webui.errors import capital

_OF_THE_PAGE = frozenset({"appeal.gone"})


def perform(appeal_id: int, act: Callable[[], str], place: str = "") -> Response:
    """Does ``act`` and goes back to ``place`` of the page with what it says; so does a refusal, as an error.

    An appeal that is not there, and what nobody is entitled to, are refused as everywhere.
    """
    try:
        flash(act())
    except DeniedError:
        raise
    except InputError as fault:
        if fault.code in _OF_THE_PAGE:
            raise
        flash(capital(sentence(fault)), "error")
    return redirect(url_for("appeals.show", appeal_id=appeal_id, _anchor=place or None), 303)
