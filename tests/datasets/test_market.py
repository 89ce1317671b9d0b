"""The open data of the real guide: every price on record, under addresses and columns that are a promise."""

import datetime as dt
import io
import json
from dataclasses import replace

import jsonschema
import pandas as pd
import pytest

from calculators.datasets.held import ENDED, IN_FORCE, UPCOMING, held
from calculators.datasets.market import market_datasets
from calculators.engine.dated import History
from tests import markets
from tests.markets import DAY

FOLDER = "data/v1"
SETS = ("api-prices", "api-prices-long", "gpu-prices", "sources")
PROMISED_FILES = {
    *(f"{FOLDER}/{name}.{kind}" for name in (*SETS, "dictionary") for kind in ("json", "schema.json")),
    *(f"{FOLDER}/{name}.csv" for name in SETS), f"{FOLDER}/LICENSE.txt", f"{FOLDER}/checksums.txt",
}  # fmt: skip
SOLD_BY = ["offer_id", "seller_id", "seller", "seller_kind", "offer"]
HELD = ["since", "first_sighting", "until", "status"]
TOLD_BY = ["source_id", "source_url", "source_dated", "source_read", "confidence", "confirmed", "confirmed_by", "note"]
PROMISED_COLUMNS = {
    "api-prices": [
        *SOLD_BY, "tier", "model_id", "context", "peak_hours", *HELD, "input_price", "cached_price", "cache_write_price",
        "output_price", "batch_input_price", "batch_output_price", "long_context_from", "long_input_price", "long_cached_price",
        "long_output_price", "peak_input_price", "peak_cached_price", "peak_output_price", *TOLD_BY,
    ],
    "api-prices-long": [*SOLD_BY, "tier", "model_id", *HELD, "price_kind", "price", "source_id", "confidence"],
    "gpu-prices": [*SOLD_BY, "gpu_id", "gpu", "gpus_per_unit", "region", "billing", *HELD, "unit_price", "gpu_hour_price", *TOLD_BY],
    "sources": ["source_id", "title", "url", "dated", "read", "confidence", "note"],
}  # fmt: skip
BROKEN = "is a published address: readers' programs ask for it. Leave it in v1, and put what replaces it under data/v2/"
NEW = "is new: published from now on, so write it into this list as well"


@pytest.fixture(scope="module")
def market(guide):
    """Every offer of the real content."""
    return markets.real(guide)


@pytest.fixture(scope="module")
def frames(files):
    """Each CSV file as pandas reads it, told only which columns are days."""
    days = {name: [key for key in columns if key in DAYS] for name, columns in PROMISED_COLUMNS.items()}
    return {
        name: pd.read_csv(io.BytesIO(files[f"{FOLDER}/{name}.csv"]), parse_dates=days[name], date_format="%Y-%m-%d")
        for name in SETS
    }  # fmt: skip


DAYS = {"since", "until", "source_dated", "source_read", "confirmed", "dated", "read"}


def test_no_published_address_is_gone(files):
    there = {path for path in files if path.startswith("data/v")}
    assert PROMISED_FILES - there == set(), f"{sorted(PROMISED_FILES - there)} {BROKEN}"
    assert there - PROMISED_FILES == set(), f"{sorted(there - PROMISED_FILES)} {NEW}"


@pytest.mark.parametrize("name", SETS)
def test_no_published_column_is_gone(files, name):
    head = files[f"{FOLDER}/{name}.csv"].decode().partition("\n")[0].split(",")
    gone, new = (
        [key for key in PROMISED_COLUMNS[name] if key not in head],
        [key for key in head if key not in PROMISED_COLUMNS[name]],
    )
    assert gone == [], f"{name}: {gone} {BROKEN}"
    assert new == [], f"{name}: {new} {NEW}"


@pytest.mark.parametrize("name", [*SETS, "dictionary"])
def test_every_json_file_keeps_to_its_schema(files, name):
    schema = json.loads(files[f"{FOLDER}/{name}.schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    checked = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checked.iter_errors(json.loads(files[f"{FOLDER}/{name}.json"]))] == []


@pytest.mark.parametrize(("name", "kind"), [("api-prices", "api"), ("gpu-prices", "gpu")])
def test_every_entry_of_every_offer_is_there_once(frames, market, name, kind):
    entries = {(offer.id, entry.since) for offer in getattr(market, kind).values() for entry in offer.history.entries}
    found = list(zip(frames[name].offer_id, frames[name].since.dt.date, strict=True))
    assert len(found) == len(entries)
    assert set(found) == entries


@pytest.mark.parametrize(("name", "kind"), [("api-prices", "api"), ("gpu-prices", "gpu")])
def test_in_force_is_what_the_guide_shows(frames, market, guide, name, kind):
    sold = {offer.id: entry.since for offer in getattr(market, kind).values() if (entry := offer.history.on(guide.as_of))}
    now = frames[name][frames[name].status == IN_FORCE]
    assert dict(zip(now.offer_id, now.since.dt.date, strict=True)) == sold


def test_announced_changes_are_marked(frames, guide):
    for name in ("api-prices", "gpu-prices", "api-prices-long"):
        frame = frames[name]
        assert ((frame.status == UPCOMING) == (frame.since.dt.date > guide.as_of)).all(), name
    assert (frames["api-prices"].status == UPCOMING).any()


def test_a_price_holds_until_the_next_or_until_the_offer_ends():
    entries = tuple(markets.history({"input_price": n}, since=DAY + dt.timedelta(n)).entries[0] for n in (1, 20, 40))
    offer = replace(markets.api_offer("a/b", {}), history=History(entries, DAY + dt.timedelta(50)))
    found = [(each.until, each.status) for each in held({"a/b": offer}, DAY + dt.timedelta(25))]
    assert found == [
        (DAY + dt.timedelta(20), ENDED), (DAY + dt.timedelta(40), IN_FORCE), (DAY + dt.timedelta(50), UPCOMING),
    ]  # fmt: skip
    assert [each.status for each in held({"a/b": offer}, DAY + dt.timedelta(50))] == [ENDED] * 3


def test_prices_are_those_of_the_record(frames, market):
    for row in frames["api-prices"].to_dict("records"):
        (entry,) = [each for each in market.api[row["offer_id"]].history.entries if each.since == row["since"].date()]
        given = {key: value for key, value in row.items() if key.endswith("_price") or key == "long_context_from"}
        assert {key: value for key, value in given.items() if pd.notna(value)} == entry.values
    for row in frames["gpu-prices"].to_dict("records"):
        assert row["gpu_hour_price"] == row["unit_price"] / row["gpus_per_unit"]


def test_the_long_form_holds_the_same_prices(frames):
    wide = frames["api-prices"].melt(["offer_id", "since"], [key for key in frames["api-prices"] if key.endswith("_price")])
    wide = {tuple(row) for row in wide.dropna().itertuples(index=False)}
    long = frames["api-prices-long"][["offer_id", "since", "price_kind", "price"]]
    assert {tuple(row) for row in long.itertuples(index=False)} == wide
    assert len(long) == len(wide)


def test_pandas_reads_the_types_that_the_dictionary_tells(frames, files):
    for told in json.loads(files[f"{FOLDER}/dictionary.json"])["files"]:
        frame = frames[told["files"][0].removesuffix(".csv")]
        for column in told["columns"]:
            found = frame[column["name"]]
            kind = pd.api.types
            right = {
                "string": kind.is_string_dtype, "uri": kind.is_string_dtype, "boolean": kind.is_bool_dtype,
                "date": kind.is_datetime64_any_dtype, "number": kind.is_float_dtype,
                "integer": kind.is_float_dtype if column["optional"] else kind.is_integer_dtype,
            }[column["type"]]  # fmt: skip
            assert right(found) or found.isna().all(), (told["title"], column["name"], found.dtype)
            assert column["optional"] or found.notna().all(), column["name"]
            if column["values"]:
                assert set(found.dropna()) <= set(column["values"])
            assert bool(column["example"]) == found.notna().any(), column["name"]
            assert column["meaning"][0].isupper()


def test_no_text_is_taken_for_an_empty_cell(files):
    for name in SETS:
        content = io.BytesIO(files[f"{FOLDER}/{name}.csv"])
        bare = pd.read_csv(content, keep_default_na=False)
        content.seek(0)
        assert ((bare == "") == pd.read_csv(content).isna()).all().all(), name


def test_every_source_that_is_named_is_listed(frames):
    listed = set(frames["sources"].source_id)
    for name in ("api-prices", "api-prices-long", "gpu-prices"):
        assert set(frames[name].source_id) <= listed
    for name in ("api-prices", "gpu-prices"):
        assert set(frames[name].confirmed_by.dropna()) <= listed
        assert (frames[name].confirmed.notna() == frames[name].confirmed_by.notna()).all()


def test_another_day_changes_what_is_in_force_and_nothing_else(market, guide):
    for name, make in market_datasets(market, dt.date(2024, 1, 1)).items():
        now, then = guide.datasets[name](), make()
        kept = [at for at, column in enumerate(now.columns) if column.key != "status"]
        assert [[row[at] for at in kept] for row in now.rows] == [[row[at] for at in kept] for row in then.rows]
