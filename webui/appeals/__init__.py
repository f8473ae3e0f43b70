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
from webui.appeals.transfer import admit_registers

__all__ = [
    "admit_registers",
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
