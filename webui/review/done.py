"""A step taken with a letter: the page again with what was done, or with the reason why not and all that was typed."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from letterkit.core.errors import LetterkitError, ToolError
from letterkit.core.office import LetterState
from letterkit.office.cases import queue, today
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
    onward: LetterState | None = None,
    back: str = "letters.show",
) -> Response:
    """Takes ``step`` (of letterkit.office.cases) with the letter and what was ``given``, then leads to ``back``.

    ``onward``: the next letter that waits in this state is shown instead, if there is one. ``place`` is an anchor,
    ``form`` names the form on the letter's page: a refusal is told beside it. What cannot be told there (no such
    letter, no database) is a page of its own.
    """
    try:
        step(engine().office, actor(), letter_id, *given)
    except ToolError:
        raise
    except LetterkitError as fault:
        if fault.code == "letter.gone":
            raise
        return page(letter_id, form, fault)
    if onward is not None and (after := queue.next_after(engine().office, actor(), letter_id, onward)) is not None:
        seen = Markup('<a href="{}">Вернуться к нему</a>').format(url_for("letters.show", letter_id=letter_id))
        flash(Markup("{} {}. Перед Вами – следующее.").format(said, seen), "success")
        return redirect(url_for("letters.show", letter_id=after.id), 303)
    flash(said, "success")
    return redirect(url_for(back, letter_id=letter_id, _anchor=place or None), 303)


def offer_signing() -> None:
    """Says which letters the signer has approved without an electronic signature; each can be signed by a link."""
    letters = [each.letter for each in today.unsigned_letters(engine().office, actor()).rows]
    links = [
        Markup('<a href="{}">{}</a>').format(
            url_for("letters.show", letter_id=each.id, _anchor="signature"),
            f"№ {each.number}" if each.number else each.title,
        )
        for each in letters
    ]
    if links:
        words = "Приложить подпись к письму" if len(links) == 1 else "Приложить подпись к письмам"
        flash(Markup("{} {}.").format(words, Markup(", ").join(links)), "info")
