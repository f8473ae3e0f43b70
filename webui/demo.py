"""``letterkit serve --demo``: a register to try everything in, in a data folder of its own.

Nothing of it can meet a real register: its database, files and keys are under ``demo`` in the data folder, whatever
address of a database the settings name. Passwords are random and kept there, to be told at every start.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from letterkit.demo import register
from letterkit.office.cases import search
from letterkit.office.people.passwords import temporary_password
from letterkit.settings import Settings
from webui.engine import Engine

_KEYS = ("audit_key", "audit_heads", "audit_mail", "passport_key", "reply_smtp_url", "imap_url", "backup_to")
"""Settings that a demo does not share with a register that is none."""
_FOLDER, _DATABASE, _PASSWORDS = "demo", "register.db", "passwords.json"


def settings_of(settings: Settings) -> Settings:
    """``settings`` with data and database of the demo's own; its mail goes to files, whatever server is named."""
    data = settings.data_dir / _FOLDER
    return settings.model_copy(
        update=dict.fromkeys(_KEYS)
        | {"data": data, "database_url": f"sqlite:///{data / _DATABASE}", "smtp_url": "files"}
    )


def prepare(engine: Engine) -> register.Welcome:
    """Makes the register of the demo where there is none yet.

    One that a stop has left half made is made anew. Raises TemplateError when the files of the demo cannot be read.
    """
    folder = engine.settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        everybody = register.demo_people(engine.office)
        logins = _passwords(folder / _PASSWORDS, [each.login for each in everybody])
        engine.database.upgrade()
        if not register.is_seeded(engine.database):
            _drop(engine)
            engine.database.upgrade()
        search.complete(engine.database)  # an older one may lack words of its letters
        seeded = register.seed(engine.office, logins, engine.appeal_reader(""))
        engine.take_in_shipped()
        register.renew_passwords(engine.database, logins)
    sign_ins = [register.SignIn(each.login, logins[each.login], each.name, each.duties) for each in everybody]
    return register.Welcome(sign_ins, folder, seeded)


def _drop(engine: Engine) -> None:
    engine.database.close()
    for file in engine.settings.data_dir.glob(f"{_DATABASE}*"):  # the journal of SQLite lies beside it
        file.unlink()


def _passwords(file: Path, logins: Sequence[str]) -> Mapping[str, str]:
    """The passwords kept in ``file``, and new ones for whoever has none there."""
    known: dict[str, str] = json.loads(file.read_text("ascii")) if file.is_file() else {}
    all_known = {login: known.get(login) or temporary_password() for login in logins}
    if all_known != known:
        part = file.with_suffix(".part")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as stream:
            json.dump(all_known, stream, indent=1)
        part.replace(file)
    return all_known


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two that start at once make one register: the second waits, and finds it made."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
