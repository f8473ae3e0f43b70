"""The extension of LibreOffice (.oxt) from its sources in plugins/libreoffice: the same bytes each time.

python -m webui.plugins.extension FILE.oxt
"""

from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image, ImageDraw

from letterkit import __version__
from letterkit.settings import load_settings

_FOLDER = Path("plugins", "libreoffice")
_DAY = (1980, 1, 1, 0, 0, 0)
_KINDS = frozenset({".py", ".xml", ".xcu", ".xcs", ".xdl", ".txt"})


def make_extension(address: str = "") -> bytes:
    """The extension; ``address`` is that of the service, as settings that nobody has changed say it."""
    sources = load_settings().home / _FOLDER
    files = {
        path.relative_to(sources).as_posix(): path.read_bytes()
        for path in sorted(sources.rglob("*"))
        if path.suffix in _KINDS
    }
    for name, mark, value in (("description.xml", "@VERSION@", __version__), ("Settings.xcu", "@ADDRESS@", address)):
        files[name] = files[name].decode().replace(mark, escape(value)).encode()
    files["icon.png"] = draw_icon(24)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, data in sorted(files.items()):
            packed.writestr(ZipInfo(name, _DAY), data, ZIP_DEFLATED)
    return made.getvalue()


def draw_icon(size: int) -> bytes:
    """The mark of the service, a PNG of ``size`` pixels: programs of offices take no SVG."""
    scale = 8
    drawn = Image.new("RGBA", (size * scale, size * scale))
    unit = size * scale / 32
    pen = ImageDraw.Draw(drawn)
    outline = [each * unit for each in (5, 2, 27, 30)]
    pen.rounded_rectangle(outline, 4 * unit, "white", (31, 86, 181), round(2.4 * unit))
    tick = [(x * unit, y * unit) for x, y in ((10, 16), (15, 21), (23, 11))]
    pen.line(tick, (26, 106, 58), round(3.2 * unit), "curve")
    made = BytesIO()
    drawn.resize((size, size), Image.Resampling.LANCZOS).save(made, "PNG")
    return made.getvalue()
