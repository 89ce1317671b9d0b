"""Every chart and table of the real content, made and drawn once."""

from __future__ import annotations

import pytest

from publisher import figures
from tests import markets
from tests.charts.reading import Drawing


@pytest.fixture(scope="session")
def market(guide):
    """Every offer, model and measurement of the real content."""
    return markets.real(guide)


@pytest.fixture(scope="session")
def charts(guide):
    """Each chart by name; a calculator's for its default inputs."""
    drawn = [chart for name in guide.calculator_charts for chart in guide.drawn(guide.answer(name, {}))]
    answered = {chart.id.removesuffix("-chart").replace("-", "_"): chart for chart in drawn}
    return {name: maker() for name, maker in guide.charts.items()} | answered


@pytest.fixture(scope="session")
def drawings(charts):
    """(chart, kind) -> its drawing as read back from the SVG. Nothing is taken from a cache."""
    found = {}
    for name, chart in charts.items():
        drawn = figures.draw(chart.spec, chart.id, chart.description, None)
        found |= {(name, kind): Drawing.read(svg) for kind, svg in drawn.items()}
    return found


@pytest.fixture(scope="session")
def tables(guide, charts):
    """Every table by its id: the market's, the calculators', and those under charts."""
    made = [maker() for maker in guide.tables.values()]
    made += [maker(guide.answer(name, {})) for name, maker in guide.calculator_tables.items()]
    made += [chart.table for chart in charts.values()]
    return {table.id: table for table in made}
