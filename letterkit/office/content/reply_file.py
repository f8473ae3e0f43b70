"""A reply text that was written in a form as a file again: what nobody has touched stays as it was, to the byte."""

import io
import re

from ruamel.yaml import YAML

from letterkit.compose.catalogue import ReplyHead, parse_reply
from letterkit.core.errors import TemplateError

_FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n.*?\n---[ \t]*\r?\n", re.DOTALL)
_WIDEST = 100_000
"""Lines are not folded: two versions are compared line by line."""


def reply_content(head: ReplyHead, source: str, before: bytes | None = None) -> bytes:
    """The file of a reply text with the description ``head`` and the text ``source``.

    The description of ``before``, the version it was made from, is kept with its comments where it says the same.
    """
    words = source.replace("\r\n", "\n").rstrip() + "\n"
    front = _front_of(before, head) if before is not None else None
    return (front or b"---\n" + _head_yaml(head) + b"---\n") + words.encode()


def _front_of(before: bytes, head: ReplyHead) -> bytes | None:
    match = _FRONT.match(before)
    if match is None:
        return None
    try:
        known = parse_reply(before.decode("utf-8-sig"), "").head
    except (TemplateError, UnicodeDecodeError):
        return None
    return match[0] if known == head else None


def _head_yaml(head: ReplyHead) -> bytes:
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_unicode, yaml.width = True, _WIDEST
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    out = io.BytesIO()
    yaml.dump(head.model_dump(mode="json", exclude_defaults=True), out)
    return out.getvalue()
