"""The door to PDFium, which must not be entered by two threads at once."""

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from letterkit.core.errors import LetterFileError

LOCK = threading.Lock()
"""Whoever calls PDFium holds it, and does not ask for it again."""


@contextmanager
def in_pdfium(pdf: bytes) -> Iterator[Any]:
    """``pdf`` as a document of pypdfium2, by one thread at a time; LetterFileError ``pdf.broken``, ``pdf.password``."""
    import pypdfium2

    with LOCK:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            needs_password = getattr(fault, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
            raise LetterFileError("pdf.password" if needs_password else "pdf.broken") from fault
        try:
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as fault:
            raise LetterFileError("pdf.broken") from fault
        finally:
            document.close()


@contextmanager
def text_page(document: Any, number: int) -> Iterator[Any]:
    """What page ``number`` (1-based) of a document of pypdfium2 says, with stamps and other annotations in sight."""
    from pypdfium2 import raw

    page = document[number - 1]
    try:
        if raw.FPDFPage_GetAnnotCount(page) > 0:
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number - 1]
        text = page.get_textpage()
        try:
            yield text
        finally:
            text.close()
    finally:
        page.close()


@cache
def quick(name: str, result: Any = ctypes.c_int) -> Callable[..., Any]:
    """A function of PDFium that answers at once, for thousands of calls; handles and places go in as addresses.

    It keeps the interpreter's lock: beside a busy thread each call that gives it away waits milliseconds for it.
    """
    from pypdfium2 import raw

    function = getattr(raw, name)
    arguments = [each if each is ctypes.c_int else ctypes.c_void_p for each in function.argtypes]
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise AssertionError(f"PDFium has {name}")
    return ctypes.PYFUNCTYPE(result, *arguments)(address)
