"""Lists of letters: one's own, and all that one may see."""

from flask import render_template, request

from letterkit.core.office import Duty, LetterState
from letterkit.office import rights
from letterkit.office.batches import letter_search
from letterkit.office.cases import queue
from webui.access import actor, needs
from webui.engine import engine
from webui.letters.blueprint import READERS, blueprint
from webui.sought import is_about

_SEES_ALL = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def listing() -> str:
    """The letters that the person drafts, soonest due first; with ``all`` every letter that they may see."""
    office, by = engine().office, actor()
    words, state = (request.args.get(name, "").strip() for name in ("words", "state"))
    can_see_all = by.has(*_SEES_ALL)
    shows_all = can_see_all and (bool(request.args.get("all")) or not by.has(Duty.EXECUTOR))
    rows = queue.archive(office, by) if shows_all else queue.own(office, by)
    of_batches = letter_search.find_letters(office, by, words)
    found = [row for row in rows if is_about(row.letter, words)]
    counted = [(each, sum(row.letter.state == each for row in found)) for each in LetterState]
    return render_template(
        "letters/list.html",
        rows=[row for row in found if not state or row.letter.state == state],
        has_batches=letter_search.has_letters(office, by),
        of_batches=of_batches[: letter_search.MOST],
        more_of_batches=len(of_batches) > letter_search.MOST,
        total=len(rows),
        found=len(found),
        states=[(each, count) for each, count in counted if count or each == state],
        state=state,
        words=words,
        shows_all=shows_all,
        can_switch=can_see_all and by.has(Duty.EXECUTOR),
        can_begin=by.has(Duty.EXECUTOR),
        opens=lambda letter: "letters.edit" if rights.may_write(by, letter) else "letters.show",
        is_mine=lambda letter: letter.executor_id == by.id,
    )
