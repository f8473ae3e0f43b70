"""«Проверка письма»: a letter from a file or a pasted text, its findings beside its pages, mended by clicks."""

from webui.check.pages import blueprint

__all__ = ["blueprint"]
