"""An S3-compatible store keeps files as a folder does."""

import hashlib
import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from minio import Minio
from moto.server import ThreadedMotoServer

from letterkit.core.errors import LetterkitError
from letterkit.settings import Settings
from letterkit.store import bucket
from letterkit.store.bucket import Bucket
from letterkit.store.files import Files, FileStore, open_files

LETTER = "Уважаемая Мария Петровна!".encode()


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A store of the tests' own on loopback: host and port."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"{host}:{port}"
    Minio(address, access_key="key", secret_key="secret", secure=False, region="us-east-1").make_bucket("letters")
    yield address
    server.stop()


@pytest.fixture(params=["folder", "bucket", "folder of a bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "folder":
        return FileStore(tmp_path)
    place = "letters/office" if request.param == "folder of a bucket" else "letters"
    url = f"s3://key:secret@{request.getfixturevalue('s3')}/{place}?secure=0"
    store = open_files(Settings(files_url=url))
    for name in list(store.names()):
        store.remove(name)
    return store


def refused(code: str, url: str) -> None:
    with pytest.raises(LetterkitError) as caught:
        Bucket(url).get("0" * 64)
    assert caught.value.code == code


def test_a_file_comes_back_under_its_hash(files: Files) -> None:
    name = files.put(LETTER)
    assert name == hashlib.sha256(LETTER).hexdigest()
    assert files.get(name) == LETTER
    assert files.put(LETTER) == name
    assert list(files.names()) == [name]


def test_a_file_taken_away_is_gone(files: Files) -> None:
    name = files.put(LETTER)
    files.remove(name)
    files.remove(name)
    with pytest.raises(LetterkitError) as caught:
        files.get(name)
    assert caught.value.code == "file.gone"


@pytest.mark.parametrize("name", ["", "../secret", "A" * 64, "0" * 63])
def test_a_name_that_is_no_hash_is_gone(files: Files, name: str) -> None:
    with pytest.raises(LetterkitError) as caught:
        files.get(name)
    assert caught.value.code == "file.gone"


def test_what_somebody_has_altered_is_not_given_out(s3: str) -> None:
    store = Bucket(f"s3://key:secret@{s3}/letters?secure=0")
    name = store.put(LETTER)
    other = Minio(s3, access_key="key", secret_key="secret", secure=False, region="us-east-1")
    other.put_object("letters", f"{name[:2]}/{name}", io.BytesIO(b"x" * len(LETTER)), len(LETTER))
    with pytest.raises(LetterkitError) as caught:
        store.get(name)
    assert caught.value.code == "file.altered"


@pytest.mark.parametrize("url", ["letters", "s3://host/letters", "s3://key:secret@host", "s3://key:secret@host:port/b"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    refused("files.bad-address", url)


def test_a_store_that_does_not_answer_is_told() -> None:
    refused("files.no-answer", "s3://key:secret@127.0.0.1:1/letters?secure=0")


def test_a_store_that_is_silent_is_asked_twice_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bucket, "_SILENT_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        refused("files.no-answer", f"s3://key:secret@127.0.0.1:{silent.getsockname()[1]}/letters?secure=0")
        silent.setblocking(False)
        silent.accept()
        silent.accept()
        with pytest.raises(BlockingIOError):
            silent.accept()


def test_silence_is_borne_no_longer_than_people_wait() -> None:
    assert (bucket._CONNECT_S + bucket._SILENT_S) * (1 + bucket._AGAIN) < 30
