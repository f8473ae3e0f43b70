"""The register of appeals: found by words, narrowed by what they are, soonest due first, a page at a time."""

from collections.abc import Iterable, Iterator, Mapping

from flask import render_template, request

from letterkit.core.errors import RequestError
from letterkit.core.office import Duty
from letterkit.office.batches.answered_appeals import rows_answering
from letterkit.office.cases.answers import answers_to
from letterkit.office.incoming.listing import count_waiting
from letterkit.office.register import indexing, listing
from letterkit.office.register.classifier import classifier
from letterkit.office.register.indexing import card_texts
from letterkit.office.register.listing import NOBODY, NONE, AppealPage, Filters
from letterkit.office.register.snippet import SnippetPiece, highlight, snippet
from letterkit.reports.office_words import APPEAL_STATES, CHANNELS, KINDS
from letterkit.reports.register_words import RESULTS
from letterkit.reports.wording import sentence
from letterkit.store.tables import Appeal, Person
from webui.access import actor, needs
from webui.appeals.blueprint import ENTERERS, READERS, blueprint
from webui.appeals.filters import filters_of, typed_in
from webui.due import due_of
from webui.engine import engine
from webui.errors import capital
from webui.filters import Bar, Choice, Filter, Shape, list_address
from webui.numbers import page_asked

_LISTS: Mapping[str, tuple[str, str, str, Mapping[str, str]]] = {
    "channel": ("Как поступило", "любым путём", "не указано", CHANNELS),
    "kind": ("Вид", "любой", "не указан", KINDS),
    "result": ("Результат", "любой", "ещё нет", RESULTS),
}
"""Filters by one of several values: their labels, the words of none asked and of none known, the values in words."""
_DAYS: Mapping[str, tuple[str, Shape]] = {
    "since": ("Зарегистрировано с", Shape.DAY),
    "until": ("Зарегистрировано по", Shape.DAY),
    "answered_since": ("Отвечено с", Shape.TOLD),
    "answered_until": ("Отвечено по", Shape.TOLD),
    "reason": ("Причина", Shape.TOLD),
}


@blueprint.get("/", endpoint="list", strict_slashes=False)
@needs(*READERS)
def list_() -> str:
    """The appeals that concern the person."""
    office, by = engine().office, actor()
    typed, trouble = typed_in(request.args), ""
    try:
        asked = filters_of(request.args)
    except RequestError as fault:
        trouble, asked = capital(sentence(fault)), Filters()
    found = listing.page(office, by, asked, page_asked())
    rows = found.rows
    texts: Mapping[int, str] = {}
    if asked.words.strip():
        with office.database.reading() as session:
            texts = indexing.texts_of(session, [appeal.id for appeal in rows])
    return render_template(
        "appeals/list.html",
        rows=[
            (appeal, due_of(appeal), *_subject_and_snippet(appeal, asked.words, texts.get(appeal.id)))
            for appeal in rows
        ],
        letters=answers_to(office, by, rows),
        waiting=count_waiting(office, by),
        of_batches=rows_answering(office, by, rows),
        found=found,
        bar=Bar(
            "appeals",
            list_address("appeals.list"),
            typed.get("words", ""),
            "Номер, имя, слова обращения",
            list(_filters(typed, found, listing.executors_of(office, by))),
        ),
        trouble=trouble,
        can_enter=by.has(*ENTERERS),
        can_assign=by.has(Duty.REGISTRY),
        can_answer=by.has(Duty.EXECUTOR),
        me_id=by.id,
    )


def _filters(typed: Mapping[str, str], found: AppealPage, executors: Iterable[Person]) -> Iterator[Filter]:
    states = [
        Choice(each.value, APPEAL_STATES[each], count)
        for each, count in found.by_state.items()
        if count or each.value == typed.get("state")
    ]
    everything = Choice("", "все", sum(found.by_state.values()))
    yield Filter("state", "Состояние", typed.get("state", ""), [everything, *states], Shape.PILLS)
    people = [Choice(str(each.id), each.short_name) for each in executors]
    nobody = Choice(NOBODY, "не назначен")
    yield Filter("executor", "Исполнитель", typed.get("executor", ""), [nobody, *people], anything="любой")
    yield _group_filter(typed.get("group", ""))
    for name, (label, anything, unknown, words) in _LISTS.items():
        known = [Choice(str(value), told) for value, told in words.items()]
        yield Filter(name, label, typed.get(name, ""), [Choice(NONE, unknown), *known], anything=anything)
    for name, (label, shape) in _DAYS.items():
        yield Filter(name, label, typed.get(name, ""), shape=shape)
    yield Filter("overdue", "Только просроченные", typed.get("overdue", ""), shape=Shape.TICK)


def _group_filter(asked: str) -> Filter:
    """By a group of the classifier, or by another name that appeals bear."""
    group = classifier().find(asked)
    strange = [Choice(asked, asked)] if asked not in ("", NONE) and group is None else []
    known = [
        Choice(each.code, f"{each.code} {each.name}{', весь раздел' if each.is_section else ''}", heading=section)
        for section, groups in classifier().sections.items()
        for each in groups
    ]
    choices = [Choice(NONE, "не указана"), *strange, *known]
    return Filter("group", "Группа", group.code if group else asked, choices, anything="любая")


def _subject_and_snippet(
    appeal: Appeal, words: str, came: str | None
) -> tuple[tuple[SnippetPiece, ...], tuple[SnippetPiece, ...]]:
    """The subject with the words found marked, and the place where they stand elsewhere in the appeal."""
    subject = appeal.subject or "предмет не указан"
    if not words.strip():
        return (SnippetPiece(subject),), ()
    pieces = highlight(subject, words)
    if any(piece.is_found for piece in pieces):
        return pieces, ()
    told = card_texts(appeal.card, appeal.reason, came)
    texts = [text for text in told if text not in (appeal.subject, appeal.number)]
    return pieces, snippet(texts, words)
