"""Makes the starter blanks: NAME.docx beside every NAME.yml, from the geometry in it.

usage: python templates/blanks/make.py        (from the project's root)

A blank is an ordinary Word file: after the first making it may be edited in Word, and this script need not be run
again. The same geometry gives the same bytes.
"""

from pathlib import Path

from ruamel.yaml import YAML

from letterkit.compose.starter import package

HERE = Path(__file__).resolve().parent


def main() -> None:
    for path in sorted(HERE.glob("*.yml")):
        blank = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        path.with_suffix(".docx").write_bytes(package(blank))
        print(path.with_suffix(".docx").relative_to(Path.cwd()))


if __name__ == "__main__":
    main()
