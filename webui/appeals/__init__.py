"""Appeals: the register, one of them with its letters, a new one."""

from webui.appeals import course, enter, files, links, lists, people, replies, show, transfer
from webui.appeals.blueprint import blueprint
from webui.appeals.transfer import admit_registers

__all__ = [
    "admit_registers",
    "blueprint",
    "course",
    "enter",
    "files",
    "links",
    "lists",
    "people",
    "replies",
    "show",
    "transfer",
]
