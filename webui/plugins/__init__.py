"""What office programs are given to show findings in them: an extension, an add-in, a plug-in, the panel of both."""

from webui.plugins import views
from webui.plugins.blueprint import blueprint

__all__ = ["blueprint", "views"]
