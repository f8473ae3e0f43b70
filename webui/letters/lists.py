"""Lists of letters: one's own, and all that one may see."""

from flask import render_template, request

from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, LetterState
from letterkit.office import rights
from letterkit.office.batches import letter_search
from letterkit.office.cases import drafting, queue
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.context import Office
from letterkit.reports.office_words import LETTER_STATES
from letterkit.store.tables import Letter
from webui.access import actor, needs
from webui.engine import engine
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.letters.blueprint import READERS, blueprint
from webui.numbers import page_asked

_SEES_ALL = (Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def listing() -> str:
    """The letters that the person drafts, soonest due first; with ``all`` every letter that they may see."""
    office, by = engine().office, actor()
    words, state = (request.args.get(name, "").strip() for name in ("words", "state"))
    can_see_all = by.has(*_SEES_ALL)
    shows_all = can_see_all and (bool(request.args.get("all")) or not by.has(Duty.EXECUTOR))
    asked = LetterFilters(
        LetterList.ALL if shows_all else LetterList.OWN,
        words,
        LetterState(state) if state in set(LetterState) else None,
    )
    found = queue.page(office, by, asked, page_asked())
    every = sum(count for each, count in found.by_state.items() if each is not LetterState.REMOVED)
    of_batches = letter_search.find_letters(office, by, words)
    counted = found.by_state.items()
    states = [Choice(each.value, LETTER_STATES[each], count) for each, count in counted if count or each == asked.state]
    pills = Filter("state", "Состояние", asked.state or "", [Choice("", "все", every), *states], Shape.PILLS)
    return render_template(
        "letters/list.html",
        found=found,
        rows=found.rows,
        removed=_removed_draft(office, by, request.args.get("removed", type=int)),
        has_any=bool(any(found.by_state.values()) or words) or letter_search.has_letters(office, by),
        of_batches=of_batches[: letter_search.MOST],
        more_of_batches=len(of_batches) > letter_search.MOST,
        bar=Bar("letters", list_address("letters.list"), words, "Заголовок, номер, заявитель, исполнитель", [pills]),
        words=words,
        shows_all=shows_all,
        can_switch=can_see_all and by.has(Duty.EXECUTOR),
        can_begin=by.has(Duty.EXECUTOR),
        opens=lambda letter: "letters.edit" if rights.may_write(by, letter) else "letters.show",
        is_mine=lambda letter: letter.executor_id == by.id,
    )


def _removed_draft(office: Office, by: Actor, letter_id: int | None) -> Letter | None:
    """The draft that was just taken away, to be brought back at once."""
    if letter_id is None:
        return None
    try:
        letter = drafting.read_letter(office, by, letter_id)
    except RequestError:
        return None
    return letter if letter.state == LetterState.REMOVED else None
