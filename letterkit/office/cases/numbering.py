"""The number and the date of a letter, given on registration (clause 4.1) and printed on it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Select, literal, select, text, union
from sqlalchemy.orm import Session

from letterkit.core import clock
from letterkit.core.errors import RequestError
from letterkit.core.office import Actor, Duty, RowState
from letterkit.office import rights
from letterkit.office.cases import snapshots
from letterkit.office.context import Office
from letterkit.office.letter_cards import card_of
from letterkit.store import audit
from letterkit.store.batch_tables import Batch, BatchRow
from letterkit.store.tables import Counter, Letter

_MASK = "{n}/{yy}"
"""The number of a letter where the profile has no mask of its own (``texts: number``)."""
LONGEST = 60
"""Characters that a number may have."""
_NO_LETTER = (RowState.FAULTY, RowState.CANCELLED)
_AT_ONCE = 500
"""Numbers looked up together: of a million given in a year few are read."""


def enter(office: Office, by: Actor, letter_id: int, number: str | None = None, dated: date | None = None) -> Letter:
    """Registers the letter (clause 4.1): the next number by the mask, or ``number``, and the date, both printed on it.

    A number and a date once given stay with the letter, if it is not given others. Replies to appeals have a row of
    numbers of their own (clause 4.2), a new one every year and in every body.

    Raises RequestError ``number.taken``, ``number.too-long``, ``number.bad-date``, ``letter.changed``,
    ``letter.meanwhile``, DeniedError.
    """
    rights.demand(by, Duty.REGISTRY, Duty.SIGNER, Duty.REVIEWER)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id), *rights.REVIEWED)
        dated = dated or letter.dated or clock.today()
        _demand_possible(letter, dated)
        hold(session, letter.body, {dated.year})
        number = " ".join(number.split()) if number else letter.number or _next_number(office, session, letter, dated)
        if len(number) > LONGEST:
            raise RequestError("number.too-long", limit=LONGEST)
        if _is_taken(session, letter, number, dated.year):
            raise RequestError("number.taken", number=number)
        letter.number, letter.dated = number, dated
        begun = snapshots.basis(session, letter)
        audit.record(session, by, "letter.numbered", f"letter:{letter.id}", number=number, dated=dated.isoformat())
    snapshot = snapshots.make(office, begun)
    with office.database.writing() as session:
        letter = rights.in_state(rights.lock_letter(session, by, letter_id, letter.revision), *rights.REVIEWED)
        begun.demand_same(session, letter)
        snapshots.keep_snapshot(office, session, letter, by, "numbered", snapshot)
        return letter


def hold(session: Session, body: str, years: Collection[int]) -> None:
    """Whoever else numbers letters of ``body`` dated in ``years``, by the mask or by hand, waits for this transaction.

    What is free now is free until it ends.
    """
    for year in sorted(years):  # in one order: two who hold several cannot wait for each other
        _counter(session, body, year)


def numbers_for(office: Office, session: Session, body: str, dated: date, count: int) -> list[str]:
    """The next ``count`` numbers of the register of ``body``, kept for letters dated ``dated``, in one go."""
    counter, mask = _counter(session, body, dated.year), _mask(office, body)
    numbers: list[str] = []
    while len(numbers) < count:
        next_ones = range(counter.value + 1, counter.value + 1 + min(_AT_ONCE, count - len(numbers)))
        some = [_by_mask(mask, value, dated) for value in next_ones]
        taken = set(session.scalars(_taken_numbers(body, some, dated.year)))
        numbers += [number for number in some if number not in taken]
        counter.value = next_ones[-1]
    return numbers


Given = tuple[str, int]
"""A number and the year that it is of: numbers begin anew each year."""


def holders(session: Session, batch_id: int, given: Collection[Given]) -> dict[Given, frozenset[str | None]]:
    """Who of the body has the numbers ``given`` (with their years): keys of rows of batches begun, None for a letter.

    Rows of the batch ``batch_id`` itself are not looked at, nor those that no letter comes of.
    """
    found: dict[Given, set[str | None]] = defaultdict(set)
    body = session.scalar(select(Batch.body).where(Batch.id == batch_id))
    for year in {year for _, year in given}:
        numbers = [number for number, of in given if of == year]
        letters = select(Letter.number, literal(None)).where(Letter.body == body, _within(Letter, year))
        rows = (
            select(BatchRow.letter_number, BatchRow.key)
            .join(Batch, BatchRow.batch_id == Batch.id)
            .where(Batch.begun.is_not(None), Batch.id != batch_id, Batch.body == body)
            .where(BatchRow.state.not_in(_NO_LETTER), _within(BatchRow, year))
        )
        for some in (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)):
            for query in (letters.where(Letter.number.in_(some)), rows.where(BatchRow.letter_number.in_(some))):
                for number, key in session.execute(query):
                    found[number, year].add(key)
    return {each: frozenset(keys) for each, keys in found.items()}


def likely_number(office: Office, letter: Letter) -> str:
    """The number that the letter would get today; nothing is kept for it, another may be quicker."""
    today = clock.today()
    with office.database.reading() as session:
        counter = session.get(Counter, _counter_name(letter.body, today.year))
        value, mask = counter.value if counter else 0, _mask(office, letter.body)
        while True:
            value += 1
            number = _by_mask(mask, value, today)
            if not _is_taken(session, letter, number, today.year):
                return number


def _counter_name(body: str, year: int) -> str:
    return f"letters-{year}-{body}" if body else f"letters-{year}"


def _demand_possible(letter: Letter, dated: date) -> None:
    answered = letter.appeal.registered if letter.appeal else card_of(letter).appeal.registered
    if dated > clock.today() or (answered is not None and dated < answered):
        raise RequestError("number.bad-date", date=f"{dated:%d.%m.%Y}")


def _counter(session: Session, body: str, year: int) -> Counter:
    """The counter of ``year``, locked: whoever gives a number in it waits for whoever does already."""
    name = _counter_name(body, year)
    session.execute(text("INSERT INTO counters (name, value) VALUES (:n, 0) ON CONFLICT DO NOTHING"), {"n": name})
    return session.get_one(Counter, name, with_for_update=True, populate_existing=True)


def _next_number(office: Office, session: Session, letter: Letter, dated: date) -> str:
    """The next number by the mask that nobody has entered by hand already."""
    counter, mask = _counter(session, letter.body, dated.year), _mask(office, letter.body)
    while True:
        counter.value += 1
        number = _by_mask(mask, counter.value, dated)
        if not _is_taken(session, letter, number, dated.year):
            return number


def _mask(office: Office, body: str) -> str:
    return office.of(body).profile.texts.get("number", _MASK)


def _by_mask(mask: str, value: int, dated: date) -> str:
    number = mask
    for mark, words in {"{n}": str(value), "{yyyy}": f"{dated:%Y}", "{yy}": f"{dated:%y}"}.items():
        number = number.replace(mark, words)
    return number


def _is_taken(session: Session, letter: Letter, number: str, year: int) -> bool:
    """Whether another letter of the same body has ``number``, or a row of one of its batches."""
    letters = select(Letter.id).where(
        Letter.number == number, Letter.id != letter.id, Letter.body == letter.body, _within(Letter, year)
    )
    rows = _rows(letter.body, year).with_only_columns(BatchRow.id).where(BatchRow.letter_number == number)
    return any(session.scalars(query.limit(1)).first() is not None for query in (letters, rows))


def _taken_numbers(body: str, numbers: Sequence[str], year: int) -> CompoundSelect[tuple[str]]:
    """Those of ``numbers`` that were given in ``year``, to letters and to rows of batches alike."""
    letters = select(Letter.number).where(Letter.number.in_(numbers), Letter.body == body, _within(Letter, year))
    rows = _rows(body, year).with_only_columns(BatchRow.letter_number).where(BatchRow.letter_number.in_(numbers))
    return union(letters, rows)


def _rows(body: str, year: int) -> Select[BatchRow]:
    """Rows of batches of ``body`` of which letters come, dated in ``year``."""
    of_body = select(BatchRow).join(Batch, BatchRow.batch_id == Batch.id).where(Batch.body == body)
    return of_body.where(BatchRow.state.not_in(_NO_LETTER), _within(BatchRow, year))


def _within(table: type[Letter] | type[BatchRow], year: int) -> ColumnElement[bool]:
    return table.dated.between(date(year, 1, 1), date(year, 12, 31))
