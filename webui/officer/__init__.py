"""The pages of an officer of information security: what waits for their word, who is in, who may what, the settings."""

from webui.officer.views import blueprint

__all__ = ["blueprint"]
