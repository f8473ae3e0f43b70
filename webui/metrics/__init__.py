"""Figures of a quarter: of appeals, of the work on replies, the appeals behind each number, files to take away."""

from webui.metrics import behind, files, pages
from webui.metrics.blueprint import before, blueprint

__all__ = ["before", "behind", "blueprint", "files", "pages"]
