"""Where backups on a schedule are kept: a folder, or a bucket of an S3-compatible store."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from minio.error import MinioException
from urllib3.exceptions import HTTPError

from letterkit.core.disk import not_written
from letterkit.core.errors import LetterkitError, RequestError, ToolMissing
from letterkit.settings import Settings
from letterkit.store.bucket import open_bucket
from letterkit.store.encryption import Recipient, parse_recipients

_BUCKET = "s3://"
_FOLDER, _STALE_S = "backup-", 24 * 3600


class Place(Protocol):
    """Every method may raise ToolMissing ``backup.no-answer``, ``disk.full``, RequestError ``file.not-writable``."""

    def sizes(self) -> Mapping[str, int]:
        """What lies there: bytes by name."""
        ...

    def putting(self, name: str) -> AbstractContextManager[Path]:
        """The path where the block makes the file that is kept as ``name`` once the block has ended well."""
        ...

    def getting(self, name: str) -> AbstractContextManager[Path]:
        """A path where ``name`` can be read inside the block."""
        ...

    def remove(self, name: str) -> None:
        """Takes it away."""
        ...


class FolderPlace:
    """A folder; it is made if need be, for its owner alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sizes(self) -> Mapping[str, int]:
        with _answering(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return {each.name: each.stat().st_size for each in self._folder.iterdir() if each.is_file()}

    @contextmanager
    def putting(self, name: str) -> Iterator[Path]:
        with _answering(self._folder):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield self._folder / name
        with _answering(self._folder):
            handle = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(handle)  # the name outlives a power cut too
            finally:
                os.close(handle)

    @contextmanager
    def getting(self, name: str) -> Iterator[Path]:
        yield self._folder / name

    def remove(self, name: str) -> None:
        with _answering(self._folder):
            (self._folder / name).unlink(missing_ok=True)


class BucketPlace:
    """A bucket; files on their way to it and from it lie in folders of ``aside`` for that time."""

    def __init__(self, url: str, aside: Path) -> None:
        self._client, self._bucket, self._before = open_bucket(url)
        self._aside = aside

    def sizes(self) -> Mapping[str, int]:
        with _answering(self._bucket):
            found = self._client.list_objects(self._bucket, prefix=self._before)
            names = {(each.object_name or "").removeprefix(self._before): each.size or 0 for each in found}
        return {name: size for name, size in names.items() if name and "/" not in name}

    @contextmanager
    def putting(self, name: str) -> Iterator[Path]:
        with self._folder() as folder:
            yield folder / name
            with _answering(self._bucket):
                self._client.fput_object(self._bucket, self._before + name, str(folder / name))

    @contextmanager
    def getting(self, name: str) -> Iterator[Path]:
        with self._folder() as folder:
            with _answering(self._bucket):
                self._client.fget_object(self._bucket, self._before + name, str(folder / name))
            yield folder / name

    def remove(self, name: str) -> None:
        with _answering(self._bucket):
            self._client.remove_object(self._bucket, self._before + name)

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        with _answering(self._aside):
            for left in self._aside.glob(f"{_FOLDER}*"):  # by a process that was killed
                if time.time() - left.stat().st_mtime > _STALE_S:
                    shutil.rmtree(left, ignore_errors=True)
            made = tempfile.TemporaryDirectory(prefix=_FOLDER, dir=self._aside, ignore_cleanup_errors=True)
        with made as folder:
            yield Path(folder)


def open_place(settings: Settings) -> Place | None:
    """Where LETTERKIT_BACKUP_TO says; None where it says nothing.

    Raises RequestError ``files.bad-address``, and ``backup.plain-outside`` where backups would leave the folder of the
    data readable to whoever gets hold of them.
    """
    if not settings.backup_to:
        return None
    is_bucket = settings.backup_to.startswith(_BUCKET)
    folder = settings.base / settings.backup_to
    if not recipients(settings):
        if is_bucket or not folder.resolve().is_relative_to(settings.data_dir.resolve()):
            raise RequestError("backup.plain-outside")
    return BucketPlace(settings.backup_to, settings.data_dir) if is_bucket else FolderPlace(folder)


def recipients(settings: Settings) -> list[Recipient]:
    """Those of LETTERKIT_BACKUP_RECIPIENTS; raises RequestError ``backup.bad-recipient``."""
    return parse_recipients(settings.backup_recipients)


@contextmanager
def _answering(where: object) -> Iterator[None]:
    try:
        yield
    except LetterkitError:
        raise
    except (MinioException, HTTPError) as fault:
        raise ToolMissing("backup.no-answer", why=getattr(fault, "code", None) or type(fault).__name__) from fault
    except OSError as fault:
        raise not_written(fault, where) from fault
