"""Bytes under their own SHA-256 in an S3-compatible store, for workers on many machines."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote, urlsplit

from minio import Minio
from minio.error import MinioException, S3Error
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from letterkit.core.errors import RequestError, ToolFailed, ToolMissing
from letterkit.store.file_names import is_name

_GONE = {"NoSuchKey", "NoSuchObject"}
# A silent store is told of in half a minute at most, whatever was asked of it: people wait, and so do threads.
_CONNECT_S, _SILENT_S, _AGAIN = 3.0, 10.0, 1


def open_bucket(url: str) -> tuple[Minio, str, str]:
    """Who asks the store of ``url`` (as ``Bucket``), the bucket, and what names begin with there.

    Raises RequestError ``files.bad-address``.
    """
    parts = urlsplit(url)
    bucket, _, folder = parts.path.strip("/").partition("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket or not parts.username or not parts.password:
        raise RequestError("files.bad-address")
    asked = parse_qs(parts.query)
    try:
        client = Minio(
            f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname,
            access_key=unquote(parts.username),
            secret_key=unquote(parts.password),
            secure=asked.get("secure", ["1"])[0] != "0",
            region=asked.get("region", ["us-east-1"])[0],
            http_client=PoolManager(timeout=Timeout(connect=_CONNECT_S, read=_SILENT_S), retries=Retry(_AGAIN)),
        )
    except ValueError:
        raise RequestError("files.bad-address") from None
    return client, bucket, f"{folder.strip('/')}/" if folder else ""


class Bucket:
    """As ``FileStore``, in the bucket of ``url``: ``s3://KEY:SECRET@HOST[:PORT]/BUCKET[/FOLDER][?secure=0&region=…]``.

    Raises RequestError ``files.bad-address``; every method may raise ToolMissing ``files.no-answer``.
    """

    def __init__(self, url: str) -> None:
        self._client, self._bucket, self._folder = open_bucket(url)

    def put(self, data: bytes) -> str:
        """Keeps ``data``; its SHA-256 in hex. Twice the same is kept once."""
        name = hashlib.sha256(data).hexdigest()
        with self._answering(name):
            if not self._has(name, len(data)):
                self._client.put_object(self._bucket, self._key(name), io.BytesIO(data), len(data))
        return name

    def get(self, name: str) -> bytes:
        """The bytes whose SHA-256 is ``name``; raises RequestError ``file.gone``, ToolFailed ``file.altered``."""
        if not is_name(name):
            raise RequestError("file.gone", sha256=name)
        with self._answering(name):
            answer = self._client.get_object(self._bucket, self._key(name))
            try:
                data = answer.read()
            finally:
                answer.close()
                answer.release_conn()
        if hashlib.sha256(data).hexdigest() != name:
            raise ToolFailed("file.altered", sha256=name)
        return data

    def names(self) -> Iterator[str]:
        """The name of every file, in order."""
        with self._answering(""):
            for entry in self._client.list_objects(self._bucket, prefix=self._folder, recursive=True):
                name = (entry.object_name or "").rpartition("/")[2]
                if is_name(name) and entry.object_name == self._key(name):
                    yield name

    def remove(self, name: str) -> None:
        """Takes the file away; one that is not there is away already."""
        if is_name(name):
            with self._answering(name):
                self._client.remove_object(self._bucket, self._key(name))

    def _has(self, name: str, size: int) -> bool:
        """Whether it is there whole; an upload that broke off leaves nothing."""
        try:
            return self._client.stat_object(self._bucket, self._key(name)).size == size
        except S3Error as fault:
            if fault.code in _GONE:
                return False
            raise

    def _key(self, name: str) -> str:
        return f"{self._folder}{name[:2]}/{name}"

    @contextmanager
    def _answering(self, name: str) -> Iterator[None]:
        try:
            yield
        except S3Error as fault:
            if fault.code in _GONE:
                raise RequestError("file.gone", sha256=name) from None
            raise ToolMissing("files.no-answer", why=fault.code) from fault
        except (MinioException, HTTPError, OSError) as fault:
            raise ToolMissing("files.no-answer", why=type(fault).__name__) from fault
