"""Files that come with a form, to be kept with an appeal or a letter."""

from flask import request

from letterkit.office.register import attached
from letterkit.office.register.attached import AttachedFile

ACCEPTED = ",".join(attached.KINDS)
"""What an input of files offers to choose."""


def uploaded_files() -> list[AttachedFile]:
    """The files that came with the form."""
    chosen = request.files.getlist("files")
    return [AttachedFile(each.filename, each.read()) for each in chosen if each.filename]
