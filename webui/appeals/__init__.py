"""Appeals: the register, one of them with its letters, a new one."""

from webui.appeals import (
    correct,
    course,
    enter,
    file_pages,
    files,
    incoming,
    incoming_files,
    links,
    lists,
    origin,
    people,
    proposal,
    replies,
    show,
    sstu,
    transfer,
)
from webui.appeals.blueprint import blueprint

__all__ = [
    "blueprint",
    "correct",
    "course",
    "enter",
    "file_pages",
    "files",
    "incoming",
    "incoming_files",
    "links",
    "lists",
    "origin",
    "people",
    "proposal",
    "replies",
    "show",
    "sstu",
    "transfer",
]
