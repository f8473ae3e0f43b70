"""The «?» of a page: whether it leads to a place of the guide that there is."""

import html
import re
from urllib.parse import unquote, urlsplit

from letterkit.settings import load_settings
from webui.help.guide import Guide, load_guide

_HEAD = re.compile(r'<header class="(?:rail|visitor)">')
_HELP = re.compile(r'<a href="([^"]+)"[^>]* title="Справка об этой странице"')


def shipped_guide() -> Guide:
    """The guide in docs/."""
    return load_guide(load_settings().guide_dir)


def anchors(guide: Guide, name: str) -> set[str]:
    """What of the page can be led to: its headings, and its top."""
    return {section.anchor for section in guide.pages[name].rendered.sections} | {""}


def demand_help(page: str, endpoint: str) -> None:
    """Fails when ``page`` has the head of the service and no «?» in it that leads to its own place of the guide."""
    if not _HEAD.search(page):
        return  # for citizens, or no page at all
    guide = shipped_guide()
    href = _HELP.findall(page)[0]
    place = urlsplit(html.unescape(href))
    name = place.path.removeprefix("/help").removeprefix("/")
    assert name in guide.pages, f"docs/guide/guide.yml names no page that helps with {endpoint}"
    assert unquote(place.fragment) in anchors(guide, name), f"{endpoint}: {unquote(href)}"
