"""One search over everything somebody may see: pages, what can be begun, appeals, letters, letters of batches."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from flask import Blueprint, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from letterkit.core.office import Actor, Duty
from letterkit.office import rights
from letterkit.office.batches import letter_search
from letterkit.office.cases import queue
from letterkit.office.cases.queue import LetterFilters, LetterList
from letterkit.office.context import Office
from letterkit.office.register import listing
from letterkit.office.register.listing import Filters
from letterkit.office.register.search import GLANCE
from letterkit.reports.office_words import APPEAL_STATES, LETTER_STATES
from webui.access import account, actor, needs
from webui.engine import engine
from webui.help.views import found_pages
from webui.navigation import CREATED, JOBS
from webui.resume import wants_json

blueprint = Blueprint("find", __name__)
_MOST = 6
_WORK = (Duty.EXECUTOR, Duty.REVIEWER, Duty.SIGNER, Duty.REGISTRY)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: where it is, what it is called, what else tells it from others."""

    href: str
    title: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; ``more`` leads to all of them where there are more."""

    title: str
    hits: list[Hit]
    more: str = ""


@blueprint.get("/find")
@needs()
def page() -> str | Response:
    """What was found, as a page or for the dialog of one."""
    words = request.args.get("words", "").strip()
    groups = [group for group in _groups(engine().office, actor(), words) if group.hits] if words else []
    if wants_json():
        return jsonify(groups=[asdict(group) for group in groups])
    return render_template("find.html", words=words, groups=groups)


def _groups(office: Office, by: Actor, words: str) -> Iterator[Group]:
    known = account()
    said = words.casefold()
    sections = [section for job in JOBS for section in job.sections if section.is_for(known)]
    yield Group("Страницы", [Hit(each.href, each.label) for each in sections if said in each.label.casefold()])
    begun = [each for each in CREATED if each.is_for(known) and said in f"создать {each.label}".casefold()]
    yield Group("Создать", [Hit(each.href, each.label) for each in begun])
    if by.has(*_WORK):
        yield _appeals(office, by, words)
        yield _letters(office, by, words)
        yield _of_batches(office, by, words)
    yield Group("Справка", [Hit(href, title, about) for href, title, about in found_pages(words)[:_MOST]])


def _appeals(office: Office, by: Actor, words: str) -> Group:
    found = listing.page(office, by, Filters(words), size=_MOST, reach=GLANCE)
    hits = [
        Hit(
            url_for("appeals.show", appeal_id=each.id),
            f"№ {each.number}: {each.subject or 'предмет не указан'}",
            ", ".join(filter(None, (each.applicant, APPEAL_STATES[each.state]))),
        )
        for each in found.rows
    ]
    return Group("Обращения", hits, url_for("appeals.list", words=words) if found.total > len(hits) else "")


def _letters(office: Office, by: Actor, words: str) -> Group:
    found = queue.page(office, by, LetterFilters(LetterList.ALL, words), size=_MOST, reach=GLANCE)
    hits = [
        Hit(
            url_for("letters.edit" if rights.may_write(by, each.letter) else "letters.show", letter_id=each.letter.id),
            each.letter.title or "Ответ без заголовка",
            ", ".join(
                filter(
                    None,
                    (
                        f"исх. № {each.letter.number}" if each.letter.number else "",
                        LETTER_STATES[each.letter.state],
                        each.letter.executor.short_name,
                    ),
                )
            ),
        )
        for each in found.rows
    ]
    return Group("Письма", hits, url_for("letters.list", words=words, all=1) if found.total > len(hits) else "")


def _of_batches(office: Office, by: Actor, words: str) -> Group:
    found = letter_search.find_letters(office, by, words, _MOST)
    hits = [
        Hit(
            url_for("batches.row", batch_id=batch.id, number=row.number),
            row.who or "Письмо рассылки",
            f"исх. № {row.letter_number}, {batch.name}",
        )
        for batch, row in found[:_MOST]
    ]
    return Group("Письма рассылок", hits, url_for("letters.list", words=words) if len(found) > _MOST else "")
