"""What a browser says of itself, in words by which its owner knows it."""

_UNKNOWN = "неизвестный браузер"
# The first that fits: most call themselves Chrome and Safari too.
_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Atom/", "Атом"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chromium-GOST", "Chromium-Gost"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """«Firefox, Windows»; as much of it as is known. Anybody may say anything: it is a hint, no proof."""
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), _UNKNOWN)
    system = next((words for sign, words in _SYSTEMS if sign in user_agent), None)
    return f"{browser}, {system}" if system else browser
