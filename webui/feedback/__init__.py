"""Feedback: the survey that citizens answer without signing in, and what came back for those who work here."""

from webui.feedback import enter, public, results
from webui.feedback.blueprint import blueprint, survey

__all__ = ["blueprint", "enter", "public", "results", "survey"]
