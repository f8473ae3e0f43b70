"""How a wheel is built: besides code it holds the rules, the blanks and texts, the guide, the LibreOffice extension.

They stand at the root of the repository, where people look for them; in a wheel, under ``letterkit/shipped``
(letterkit.settings looks there first).
"""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

SHIPPED = ("rules", "templates", "docs/guide", "docs/settings.md", "docs/commands.md", "plugins/libreoffice")


class BuildWithData(build_py):
    """setuptools' own step, and the files of ``SHIPPED``; an editable install finds them where they are."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        place = Path(self.build_lib, "letterkit", "shipped")
        shutil.rmtree(place, ignore_errors=True)
        for name in SHIPPED:
            source, target = Path(name), place / name
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
