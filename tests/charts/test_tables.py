"""Tables: a unit over every figure, a cell for every column, and where each price comes from."""

import datetime as dt

from calculators.tables.cells import PROVENANCE

PRICES = (
    "api-prices",
    "gpu-prices",
    "api-history",
    "gpu-history",
    "spot-gap",
    "reserved-spread",
    "gpu-price-steps",
    "gpu-price-arrows",
    "token-price-steps",
    "reserved-spread-bars",
)
SINCE, SOURCE, DATED, READ = range(-4, 0)


def test_ids_are_unique(guide, charts, tables):
    made = len(guide.tables) + len(guide.calculator_tables) + len(charts)
    shared = 1  # specialized clouds have one table, as a page's and as a calculator's
    assert len(tables) == made - shared


def test_every_figure_has_a_unit_over_it(tables):
    without = [
        (table.id, column.label)
        for table in tables.values()
        for column in table.columns
        if column.numeric and not column.unit and "unit" not in {each.key for each in table.columns}
    ]
    assert [found for found in without if found[0] not in _unitless(tables)] == []


def _unitless(tables):
    """Tables of results, whose columns are quantities: some are plain multiples without a unit."""
    return {table.id for table in tables.values() if table.sweep}


def test_no_unit_stands_in_a_label(tables):
    assert not [column.label for table in tables.values() for column in table.columns if "USD" in column.label]


def test_every_row_has_a_cell_for_each_column(tables):
    assert {len(row.cells) == len(table.columns) for table in tables.values() for row in table.rows} == {True}


def test_every_row_has_a_name_and_an_id_of_its_own(tables):
    for table in tables.values():
        assert table.caption
        assert table.rows
        assert len({row.id for row in table.rows}) == len(table.rows), table.id
        assert all(row.cells[0].text for row in table.rows)


def test_figures_sort_by_plain_numbers(tables):
    for table in tables.values():
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if column.numeric and cell.text != "–":
                    float(cell.sort)


def test_no_cell_is_empty(tables):
    empty = [(table.id, row.id) for table in tables.values() for row in table.rows for cell in row.cells if not cell.text]
    assert empty == []


def test_every_price_says_since_when_by_whom_and_when_it_was_read(guide, tables):
    for id_ in PRICES:
        table = tables[id_]
        assert table.columns[-4:] == PROVENANCE, id_
        for row in table.rows:
            source = guide.sources[row.cells[SOURCE].sort]
            assert row.cells[SOURCE].href == f"sources.md#source-{source.id}"
            assert dt.date.fromisoformat(row.cells[READ].text) == source.read
            assert dt.date.fromisoformat(row.cells[DATED].text) <= dt.date.fromisoformat(row.cells[READ].text)


def test_histories_run_from_old_to_new(tables):
    for id_ in ("api-history", "gpu-history"):
        days = [row.cells[SINCE].sort for row in tables[id_].rows]
        assert days == sorted(days)


def test_every_price_in_force_is_there_once(guide, market, tables):
    assert {row.id for row in tables["api-prices"].rows} == {
        id_ for id_, offer in market.api.items() if offer.sold_on(guide.as_of)
    }
    assert {row.id for row in tables["gpu-prices"].rows} == {
        id_ for id_, offer in market.gpu.items() if offer.history.on(guide.as_of)
    }


def test_a_reservation_pays_above_its_share_of_the_hours(tables):
    table = tables["reserved-spread"]
    keys = [column.key for column in table.columns]
    for row in table.rows:
        price, listed, ratio = (float(row.cells[keys.index(key)].sort) for key in ("price", "listed", "ratio"))
        assert ratio == price / listed
