"""Mail with applicants: what goes out and what became of it, what came in and what was done with each message."""

from webui.mail import incoming, sent
from webui.mail.blueprint import blueprint

__all__ = ["blueprint", "incoming", "sent"]
