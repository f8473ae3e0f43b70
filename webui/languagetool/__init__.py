"""LanguageTool's HTTP API, /v2, over our own engine: programs that ask such a server for remarks are told ours."""

from webui.languagetool import views
from webui.languagetool.blueprint import blueprint

__all__ = ["blueprint", "views"]
