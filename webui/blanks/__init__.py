"""Blanks made in Word: brought, looked at, tried, kept as a version, compared; how one is made."""

from webui.blanks import compare, desk, files, guide, marks, start
from webui.blanks.blueprint import blueprint

__all__ = ["blueprint", "compare", "desk", "files", "guide", "marks", "start"]
