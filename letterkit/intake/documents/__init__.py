"""The files that an appeal comes in, read into one text: letters, print, messages, photographs and scans."""

from letterkit.intake.documents.document import Document, DocumentPart, ReadBy
from letterkit.intake.documents.kinds import BY_SUFFIX, MAX_BYTES, MAX_CHARACTERS, read_bytes
from letterkit.intake.documents.reader import read_documents

__all__ = [
    "BY_SUFFIX",
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Document",
    "DocumentPart",
    "ReadBy",
    "read_bytes",
    "read_documents",
]
