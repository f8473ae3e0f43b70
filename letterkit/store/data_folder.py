"""The folder of working data: whether it can be used by whoever runs this, told before anything is begun in it."""

import os
import pwd
import stat
from pathlib import Path

from letterkit.core.errors import RequestError
from letterkit.settings import Settings

_USED = os.R_OK | os.W_OK | os.X_OK


def demand_data_folder(settings: Settings) -> None:
    """Raises RequestError unless files of ``settings`` can be read and written, in a folder that is there or can be.

    ``data.no-folder``, ``data.no-access``, ``data.not-made``, ``data.read-only``.
    """
    folder = settings.data_dir.absolute()
    there = _nearest(folder)
    try:
        if not stat.S_ISDIR(there.stat().st_mode):
            raise RequestError("data.no-folder", place=str(there))
    except PermissionError:  # it is a link to where we cannot go
        raise _no_access(there, folder) from None
    except OSError:  # a link to nothing, or in a circle
        raise RequestError("data.no-folder", place=str(there)) from None
    if not os.access(there, _USED):
        if os.statvfs(there).f_flag & os.ST_RDONLY:
            raise RequestError("data.read-only", folder=str(folder))
        if there != folder and os.access(there, os.X_OK):
            raise RequestError("data.not-made", folder=str(folder), place=str(there), user=_name(os.geteuid()))
        raise _no_access(there, folder)
    file = settings.database_file
    if file is not None and file.exists() and not os.access(file, os.R_OK | os.W_OK):
        raise _no_access(file, folder)


def _nearest(path: Path) -> Path:
    """``path``, or the nearest folder above it that is there as far as we can see."""
    return next(each for each in (path, *path.parents) if os.path.lexists(each))


def _no_access(place: Path, folder: Path) -> RequestError:
    owner = _name(place.lstat().st_uid)
    return RequestError("data.no-access", place=str(place), folder=str(folder), owner=owner, user=_name(os.geteuid()))


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
