"""The fields of an answer of LanguageTool 6.8 (shape.json), held to by our own answers and by a real server's."""

import json
from pathlib import Path
from typing import Any

SHAPE = json.loads(Path(__file__).with_name("shape.json").read_text())
"""Those with «?» may be missing."""


def differences(told: Any, shape: Any = SHAPE, at: str = "") -> list[str]:
    """Where ``told``, an answer to /v2/check, is not of the shape that LanguageTool gives it."""
    if isinstance(shape, dict):
        if not isinstance(told, dict):
            return [f"{at}: no object"]
        known = {name.rstrip("?"): each for name, each in shape.items()}
        found = [f"{at}.{name}: missing" for name in shape if not name.endswith("?") and name not in told]
        for name, each in told.items():
            found += differences(each, known[name], f"{at}.{name}") if name in known else [f"{at}.{name}: new"]
        return found
    if isinstance(shape, list):
        return [each for item in told for each in differences(item, shape[0], f"{at}[]")]
    kinds = {"string": str, "number": (int, float), "boolean": bool}
    is_one = isinstance(told, kinds[shape]) and isinstance(told, bool) == (shape == "boolean")
    return [] if is_one else [f"{at}: {told!r} is no {shape}"]
