"""What checks letters, for the office too."""

from ..checking.conftest import checker, clean, docx_of, letter, options  # noqa: F401
