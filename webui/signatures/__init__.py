"""Pages of electronic signatures put beside what was approved."""

from webui.signatures.views import blueprint

__all__ = ["blueprint"]
