"""What checks letters, for its measures too."""

from ..checking.conftest import checker, clean, docx_of, letter, options  # noqa: F401
