"""Quarterly figures as one HTML file that asks nothing of the network."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from letterkit.core import clock
from letterkit.reports.metrics_chart import spark_svg, svg
from letterkit.reports.metrics_document import Chart, Document, KeyNumber

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def metrics_html(documents: Sequence[Document]) -> str:
    """All sections of ``documents``, of one quarter."""
    style = files("letterkit.reports").joinpath("metrics.css").read_text(encoding="utf-8")
    made = made_words(documents[0])
    return _template().render(documents=documents, chart=drawing, spark=sparkline, made=made, style=style)


def drawing(chart: Chart, key: str) -> "Markup":
    """``svg``, as templates take it."""
    from markupsafe import Markup

    return Markup(svg(chart, f"chart-{key}"))  # every word in it is escaped


def sparkline(key: KeyNumber) -> "Markup":
    """``spark_svg``, as templates take it."""
    from markupsafe import Markup

    return Markup(spark_svg(key.values))  # it holds no words


def made_words(document: Document) -> str:
    """On which day the figures were counted, and what is to be known of them."""
    told = f"Посчитано {clock.today():%d.%m.%Y}."
    if document.quarter.is_going_on:
        told += " Квартал ещё идёт: показатели изменятся."
    elif document.is_empty:
        told += " За этот квартал данных нет."
    return told


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("letterkit", "reports"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("metrics.html")
