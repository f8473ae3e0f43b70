"""Terms of keeping: what is due, acts of removal, what is held."""

from webui.retention import acts, due, held
from webui.retention.blueprint import blueprint

__all__ = ["acts", "blueprint", "due", "held"]
