"""The guide, as the service itself shows it: by role, with a search, and from each page's «?» at its own place."""

from webui.help.views import blueprint, help_href

__all__ = ["blueprint", "help_href"]
