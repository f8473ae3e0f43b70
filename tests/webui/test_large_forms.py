"""Forms that are large are decoded one after another: together they would take hundreds of megabytes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask, request
from werkzeug import formparser

from webui import large_forms


def test_only_one_large_form_is_decoded_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Flask(__name__)
    large_forms.read_in_turn(app)
    app.post("/")(lambda: str(len(request.form["text"])))
    inside, met, decode = threading.Semaphore(1), threading.Event(), formparser.parse_qsl

    def watched(*given: Any, **named: Any) -> Any:
        if not inside.acquire(timeout=0.05):
            met.set()
            return decode(*given, **named)
        try:
            return decode(*given, **named)
        finally:
            inside.release()

    monkeypatch.setattr(formparser, "parse_qsl", watched)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: app.test_client().post("/", data={"text": "ж" * 100_000}).text, range(4)))
    assert answers == ["100000"] * 4
    assert not met.is_set()
