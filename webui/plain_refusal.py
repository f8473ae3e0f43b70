"""A refusal under /v2 as LanguageTool words it: one line of text, whatever has failed."""

from flask import Response, request


def in_languagetool() -> bool:
    """Whether a program asks as it would ask a LanguageTool server."""
    return request.path == "/v2" or request.path.startswith("/v2/")


def error(status: int, said: str) -> Response:
    """A refusal: «Error: …» and nothing else."""
    return Response(f"Error: {said}", status, content_type="text/plain; charset=utf-8")
