"""Microsoft's own reader of manifests takes ours, and what it makes of it fits Microsoft's schema: without a network.

The validator of office-addin-manifest asks a server of Microsoft; its converter reads the XML here and writes the same
add-in as a manifest in JSON, for which the schema is published.
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for

from webui.plugins.manifests import word_manifest

pytestmark = [pytest.mark.long, pytest.mark.slow]
ROOT = Path(__file__).parents[3]
MODULES = ROOT / "var" / "generators" / "node_modules"
CONVERTER = MODULES / ".bin" / "office-addin-manifest-converter"
SCHEMAS = MODULES / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
ADDRESS = "https://letterkit.example.ru"


def converted(xml: str, folder: Path) -> dict[str, Any]:
    """The add-in of ``xml`` as a manifest in JSON."""
    if not (CONVERTER.exists() and SCHEMAS.is_dir() and shutil.which("node")):
        pytest.skip("the reader of manifests is not there: make var/generators/.stamp")
    (folder / "manifest.xml").write_text(xml, "utf-8")
    order = [str(CONVERTER), "convert", "manifest.xml", "--output", "made"]
    done = subprocess.run(order, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    made: dict[str, Any] = json.loads((folder / "made" / "manifest.json").read_text("utf-8"))
    return made


def faults(manifest: dict[str, Any]) -> list[str]:
    """What the schema of its version has against ``manifest``."""
    schema = json.loads((SCHEMAS / f"v{manifest['manifestVersion']}" / "MicrosoftTeams.schema.json").read_text("utf-8"))
    return [f"{each.json_path}: {each.message}" for each in validator_for(schema)(schema).iter_errors(manifest)]


def test_the_manifest_of_word_fits_the_schema_of_microsoft(tmp_path: Path) -> None:
    made = converted(word_manifest(ADDRESS), tmp_path)
    assert faults(made) == []
    [extension] = made["extensions"]
    assert extension["requirements"] == {
        "capabilities": [{"name": "WordApi", "minVersion": "1.3"}],
        "scopes": ["document"],
    }
    assert made["validDomains"] == [ADDRESS]
    assert made["authorization"]["permissions"]["resourceSpecific"] == [
        {"name": "Document.ReadWrite.User", "type": "Delegated"}
    ]


def test_the_schema_sees_a_manifest_that_is_wrong(tmp_path: Path) -> None:
    """Shows that the test above can fail."""
    wrong = word_manifest(ADDRESS).replace(f"{ADDRESS}/help/plugins", "x")
    assert faults(converted(wrong, tmp_path))
