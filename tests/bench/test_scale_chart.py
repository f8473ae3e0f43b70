"""The drawing of what pages cost is an SVG that says in words what its lines show."""

from xml.etree import ElementTree

from bench.runs.scale_chart import chart


def test_a_drawing_names_its_lines_its_sizes_and_the_limit() -> None:
    drawn = chart({"списки": {10: 20.0, 100: 40.0}, "поиск": {10: 20.0, 100: 41.0}}, "Сколько стоят страницы", 500)
    said = "".join(ElementTree.fromstring(drawn).itertext())
    for words in ("Сколько стоят страницы", "списки, 40 мс", "поиск, 41 мс", "100", "500 мс"):
        assert words in said
    assert "prefers-color-scheme: dark" in said
