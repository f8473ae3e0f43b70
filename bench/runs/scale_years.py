"""Many years of work out of one: its rows once more for every year before, within PostgreSQL.

Each row of a year gets ids of its own and days that lie as many times 52 weeks back, its appeals the numbers of that
year. What is still open stays so in the last year alone. The journal is written anew from its first entry, for every
hash is over the one before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import psycopg
from psycopg.types.json import Json
from sqlalchemy import Column, Date, DateTime, Table

from letterkit.core import clock
from letterkit.store import audit
from letterkit.store.appeal_labels import APPEAL_LABELS
from letterkit.store.audit_key import AuditKey
from letterkit.store.schema import METADATA
from letterkit.store.tables import AuditEntry, table_of

_WEEKS = timedelta(weeks=52)
_STAY = {"audit", "counters", "people", "people_duties", "sign_ins", "sign_in_failures"}
"""What is of all years: it is left, the journal is written anew."""
_NUMBERED = r"'([-/])\d\d\y'"
_OF_PAST: Mapping[str, str] = {
    "appeals.state": "'done'",
    "appeals.answered": "coalesce(answered, due)",
    "appeals.result": "coalesce(result, 'explained')",
    "letters.state": "CASE state WHEN 'removed' THEN state ELSE 'sent' END",
    "letters.number": "coalesce(number, 'О-' || id)",
    "letters.dated": "coalesce(dated, due)",
    "letters.submitted": "coalesce(submitted, created)",
    "incoming.state": "'entered'",
    "incoming.decided": "coalesce(decided, at)",
    "mailings.state": "CASE state WHEN 'queued' THEN 'accepted' ELSE state END",
    "notices.read": "coalesce(read, at)",
}
"""What a row of a year gone by has in a column instead of its own."""
_OF_YEAR: Mapping[str, str] = {
    "appeals.number": "regexp_replace(number, '/\\d\\d$', '/{year}')",
    "appeals.card": 'regexp_replace(card::text, \'("number": "[^"]*)/\\d\\d"\', \'\\1/{year}"\')::json',
    "letters.number": "regexp_replace(number, '/\\d\\d$', '/{year}')",
    "appeal_words.words": "regexp_replace(words, '^(\\S+ \\d+) \\d\\d\\y', '\\1 {year}')",
    "mailings.message_id": "'{year}-' || message_id",
    "incoming.message_id": "'{year}-' || message_id",
    "notices.subject": "split_part(subject, ':', 1) || ':' || (split_part(subject, ':', 2)::int + {letters})",
}
"""What tells years apart besides days and ids."""


def multiply(url: str, key: AuditKey, years: int) -> None:
    """Makes of the year that the database at ``url`` holds the last of so many ``years``; ``key`` is of its journal."""
    with psycopg.connect(url) as plain:
        plain.execute("SET session_replication_role = replica")  # neither triggers nor foreign keys are asked
        tables = [each for each in METADATA.sorted_tables if each.name not in _STAY and _has_rows(plain, each)]
        steps = {each.name: _highest(plain, each) for each in tables if _id_of(each) is not None}
        plain.execute("CREATE SCHEMA one_year")
        names = [*(each.name for each in tables), AuditEntry.__tablename__]
        for name in names:
            plain.execute(f'CREATE TABLE one_year."{name}" AS TABLE public."{name}"')
        plain.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        kept = _drop_indexes(plain, tables)
        for number in range(years):
            for table in tables:
                plain.execute(_copy_statement(table, steps, number, years - 1 - number))
        for table in tables:
            if table.name in steps:
                highest = steps[table.name] * years
                plain.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table.name, highest])
        plain.execute(
            f"INSERT INTO {APPEAL_LABELS} SELECT id, applicant, number, reply_number FROM appeals ORDER BY id"
        )
        _write_journal(plain, key, steps, years)
        plain.execute("DROP SCHEMA one_year CASCADE")
        for made in kept:
            plain.execute(made)
    with psycopg.connect(url, autocommit=True) as plain:
        plain.execute("VACUUM ANALYZE")


def add_more(url: str) -> None:
    """What else such a year has: a hundred executors in twenty units, what came in, mail, receptions, notices.

    Some hundreds of what came in wait still, and each person has some notices that they have not read.
    """
    with psycopg.connect(url) as plain:
        for query in _MORE:
            plain.execute(query)


_MORE = (
    """INSERT INTO people (login, password, surname, name, patronymic, unit, active, is_program, body,
                            must_change_password, fs_uniquifier, created)
       SELECT 'executor-' || n, p.password, 'Исполнителев-' || n, p.name, p.patronymic, 'Отдел ' || n % 17, true, false,
              '', false, 'executor-' || n, p.created
       FROM generate_series(6, 100) AS n, (SELECT * FROM people WHERE login = 'demo-vyazova') AS p""",
    """INSERT INTO people_duties (person_id, duty)
       SELECT id, 'executor' FROM people WHERE login LIKE 'executor-%'""",
    """CREATE TEMP TABLE given AS
       SELECT row_number() OVER (ORDER BY p.id) - 1 AS place, p.id, count(*) OVER () AS all
       FROM people p JOIN people_duties d ON d.person_id = p.id WHERE d.duty = 'executor'""",
    """UPDATE appeals SET responsible_id = given.id FROM given
       WHERE appeals.id % given.all = given.place AND responsible_id IS NOT NULL""",
    """UPDATE letters SET executor_id = given.id, changed_by_id = given.id FROM given
       WHERE letters.id % given.all = given.place AND state = 'sent'""",
    """UPDATE letters SET executor_id = a.responsible_id, changed_by_id = a.responsible_id FROM appeals a
       WHERE a.id = letters.appeal_id AND letters.state <> 'sent'""",
    "UPDATE likeness_keys SET executor_id = l.executor_id FROM letters l WHERE l.id = letter_id",
    """INSERT INTO incoming (body, source, state, at, channel, text, settled, message_id, sender, heading, decided,
                              decided_by_id, appeal_id)
       SELECT '', 'mail', 'entered', registered + time '09:10', 'email', subject, '{}', 'in-' || id, 'a@example.org',
              subject, registered + time '10:00', responsible_id, id
       FROM appeals WHERE id % 3 = 0 ORDER BY id""",
    """INSERT INTO incoming (body, source, state, at, channel, text, settled, message_id, sender, heading)
       SELECT '', 'mail', 'waiting', now() - id % 72 * interval '1 hour', 'email', subject, '{}', 'new-' || id,
              'b@example.org', subject
       FROM (SELECT * FROM appeals ORDER BY id DESC LIMIT 300) AS last""",
    """INSERT INTO mailings (body, kind, state, letter_id, "to", heading, words, files, message_id, at, by_id, due,
                              attempts, tried, accepted, recorded)
       SELECT '', 'reply', CASE WHEN l.id % 97 = 0 THEN 'bounced' ELSE 'accepted' END, l.id, 'a@example.org', l.title,
              'Ответ – в приложении.', '[]', 'out-' || l.id, d.at, d.by_id, d.at, 1, d.at, d.at, d.at
       FROM letters l JOIN dispatches d ON d.letter_id = l.id WHERE d.channel = 'email' ORDER BY d.at""",
    """INSERT INTO receptions (body, at, visitor, official, subject, told, "end", by_id, created)
       SELECT '', registered + time '11:00', applicant, 'Березин А.А.', subject, 'Разъяснён порядок.', 'oral',
              responsible_id, created
       FROM appeals WHERE id % 40 = 0 AND responsible_id IS NOT NULL ORDER BY id""",
    """INSERT INTO notices (body, person_id, kind, subject, once, details, at, in_page, read)
       SELECT '', executor_id, 'returned', 'letter:' || id, submitted::date, '{}', submitted, true,
              CASE WHEN submitted < now() - interval '3 days' THEN submitted + interval '1 hour' END
       FROM letters WHERE submitted IS NOT NULL AND id % 2 = 0 ORDER BY id""",
)


def _has_rows(plain: psycopg.Connection[Any], table: Table) -> bool:
    return plain.execute(f'SELECT 1 FROM "{table.name}" LIMIT 1').fetchone() is not None


def _id_of(table: Table) -> "Column[Any] | None":
    """The column that numbers the rows of ``table`` by itself."""
    return cast("Column[Any] | None", table.autoincrement_column)


def _highest(plain: psycopg.Connection[Any], table: Table) -> int:
    row = plain.execute(f'SELECT max(id) FROM "{table.name}"').fetchone()
    return int(row[0]) if row else 0


def _drop_indexes(plain: psycopg.Connection[Any], tables: Sequence[Table]) -> list[str]:
    """Takes away the indexes of ``tables`` that no foreign key needs; how each is made again."""
    names = [each.name for each in tables]
    of_keys = """SELECT format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', r.relname, c.conname,
                               pg_get_constraintdef(c.oid)),
                        format('ALTER TABLE %%I DROP CONSTRAINT %%I', r.relname, c.conname)
                 FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                 WHERE r.relname = ANY(%s) AND c.contype IN ('p', 'u')
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.confrelid = r.oid)"""
    of_rest = """SELECT indexdef, format('DROP INDEX %%I', indexname) FROM pg_indexes i
                 WHERE schemaname = 'public' AND tablename = ANY(%s)
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)"""
    found = [row for query in (of_keys, of_rest) for row in plain.execute(query, [names]).fetchall()]
    for _, dropped in found:
        plain.execute(dropped)
    return [made for made, _ in found]


def _copy_statement(table: Table, steps: Mapping[str, int], number: int, back: int) -> str:
    """Year ``number`` of ``table``, counted from nought, that lies ``back`` years before the last."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_value(table, column, steps, number, back) for column in table.columns)
    return f'INSERT INTO public."{table.name}" ({names}) SELECT {values} FROM one_year."{table.name}" ORDER BY 1'


def _value(table: Table, column: "Column[Any]", steps: Mapping[str, int], number: int, back: int) -> str:
    place, name = f"{table.name}.{column.name}", f'"{column.name}"'
    if place == f"{table.name}.id" and table.name in steps:
        return f"id + {number * steps[table.name]}"
    for key in column.foreign_keys:
        if (of := key.column.table.name) in steps:
            return f"{name} + {number * steps[of]}"
    value = _OF_PAST.get(place, name) if back else name
    if place in _OF_YEAR and (back or place == "notices.subject"):
        told = _OF_YEAR[place].format(year=f"{(clock.today().year - back) % 100:02}", letters=number * steps["letters"])
        value = told.replace(column.name, f"({value})", 1) if value != name else told
    if isinstance(column.type, Date):
        return f"({value}) - {back * _WEEKS.days}"
    if isinstance(getattr(column.type, "impl_instance", column.type), DateTime):
        return f"({value}) - interval '{back * _WEEKS.days} days'"
    return value


def _write_journal(plain: psycopg.Connection[Any], key: AuditKey, steps: Mapping[str, int], years: int) -> None:
    """The entries of all years, the first first, each hashed over the one before."""
    names = [column.name for column in table_of(AuditEntry).columns]
    listed = ", ".join(f'"{name}"' for name in names)
    query = f"SELECT {listed} FROM one_year.audit ORDER BY id"
    seen = [dict(zip(names, row, strict=True)) for row in plain.execute(query).fetchall()]
    with plain.cursor() as cursor, cursor.copy(f"COPY audit ({listed}) FROM STDIN") as copy:
        for row in _entries(seen, key, steps, years):
            copy.write_row([Json(row[name]) if name == "details" else row[name] for name in names])


def _entries(
    seen: Sequence[Mapping[str, Any]], key: AuditKey, steps: Mapping[str, int], years: int
) -> Iterator[dict[str, Any]]:
    previous, current = audit.FIRST, key.current
    kinds = {"appeal": "appeals", "letter": "letters", "batch": "batches", "incoming": "incoming"}
    for number in range(years):
        back = (years - 1 - number) * _WEEKS
        for each in seen:
            at = datetime.fromisoformat(each["at"]) - back
            kind, _, thing = each["subject"].partition(":")
            row = {**each, "id": each["id"] + number * len(seen), "at": at.isoformat(timespec="milliseconds")}
            if kind in kinds and re.fullmatch(r"\d+", thing):
                row["subject"] = f"{kind}:{int(thing) + number * steps.get(kinds[kind], 0)}"
            row["previous"] = previous
            previous = row["hash"] = audit.hash_of(cast(AuditEntry, SimpleNamespace(**row)), current)
            yield row
