"""Whether a letter is what a body has approved: for who has received it, without signing in."""

from webui.passport import public
from webui.passport.blueprint import blueprint

__all__ = ["blueprint", "public"]
