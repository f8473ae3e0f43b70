"""Makes the package letterkit_client anew from the document of the API: python clients/generate.py GENERATOR [FOLDER].

GENERATOR is the command openapi-python-client (``make client`` installs it into var/generators).
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from letterkit.settings import Settings
from webui import create_app
from webui.api.document import document

HERE = Path(__file__).parent
PACKAGE = "letterkit_client"


def written_document() -> dict[str, Any]:
    """The OpenAPI document as the service gives it."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder)))
        with app.app_context():
            return document()


def generate(generator: Path, folder: Path) -> None:
    """Has ``folder`` hold the package ``PACKAGE`` as the document asks for it."""
    with tempfile.TemporaryDirectory() as aside:
        described = Path(aside, "openapi.json")
        described.write_text(json.dumps(written_document(), ensure_ascii=False), "utf-8")
        made = Path(aside, PACKAGE)
        order = [generator, "generate", "--path", described, "--output-path", made, "--meta", "none"]
        order += ["--config", HERE / "config.yml", "--custom-template-path", HERE / "templates", "--fail-on-warning"]
        path = f"{generator.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        subprocess.run(order, check=True, env={**os.environ, "PATH": path})
        (made / "py.typed").touch()
        shutil.rmtree(folder / PACKAGE, ignore_errors=True)
        shutil.copytree(made, folder / PACKAGE, ignore=shutil.ignore_patterns(".ruff_cache", "__pycache__"))


if __name__ == "__main__":
    generate(Path(sys.argv[1]).absolute(), Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "python")
