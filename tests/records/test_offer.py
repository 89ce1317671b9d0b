"""Offers as they are read, the prices that a seller does not print, and histories by day."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from calculators.engine.dated import Source
from calculators.engine.problems import Problems
from calculators.records.hardware import Gpu
from calculators.records.offer import api_prices, read_api_offers, read_gpu_offers

DAY = dt.date
SOURCES = {"page": Source("page", "A page", "https://example.com", DAY(2026, 1, 1), DAY(2026, 1, 2), "medium")}
GPUS = {"h100": Gpu("h100", "H100", "NVIDIA", {}, "", SOURCES["page"], "high", "", ())}

API = """seller: Maker
kind: maker
url: https://example.com
offers:
  one:
    label: One
    tier: frontier
    context: 128_000
    ends: 2026-12-01
    history:
      - starts: 2026-01-01
        values: {input_price: 2.00, output_price: 10.00}
        source: page
      - seen_by: 2026-06-01
        values: {input_price: 1.00, cached_price: 0.10, output_price: 5.00}
        source: page
        confidence: low
        note: Half of it.
      - starts: 2026-11-01
        values: {input_price: 3.00, output_price: 15.00}
        source: page
"""
RENT = """seller: Cloud
kind: specialized
offers:
  box:
    label: A box
    gpu: h100
    gpus_per_unit: 8
    billing:
      on_demand:
        history:
          - {seen_by: 2026-01-01, values: {unit_price: 32}, source: page, confirmed: 2026-03-01, confirmed_by: page}
      spot:
        ends: 2026-05-01
        history:
          - {seen_by: 2026-01-01, values: {unit_price: 16}, source: page}
"""


def read_text(tmp_path, kind, text):
    """Offers of a folder with one file, and what is wrong with it."""
    folder = tmp_path / "content" / "prices" / kind
    folder.mkdir(parents=True)
    (folder / "shop.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    root = tmp_path / "content"
    offers = read_api_offers(root, SOURCES, problems) if kind == "api" else read_gpu_offers(root, SOURCES, GPUS, problems)
    return offers, problems.lines


def test_an_api_offer_is_read_with_its_seller_and_its_history(tmp_path):
    offers, wrong = read_text(tmp_path, "api", API)
    offer = offers["shop/one"]
    assert wrong == []
    assert (offer.seller.name, offer.seller.kind, offer.label, offer.tier, offer.context) == (
        "Maker",
        "maker",
        "One",
        "frontier",
        128_000,
    )
    assert [entry.values["input_price"] for entry in offer.history.entries] == [2, 1, 3]
    assert [entry.first_sighting for entry in offer.history.entries] == [False, True, False]
    assert [entry.confidence for entry in offer.history.entries] == ["medium", "low", "medium"]


@pytest.mark.parametrize(
    ("day", "price"),
    [
        (DAY(2025, 12, 31), None),
        (DAY(2026, 1, 1), 2),
        (DAY(2026, 5, 31), 2),
        (DAY(2026, 6, 1), 1),
        (DAY(2026, 10, 31), 1),
        (DAY(2026, 11, 1), 3),
        (DAY(2026, 11, 30), 3),
        (DAY(2026, 12, 1), None),
    ],
)
def test_a_price_holds_from_its_day_until_the_next_and_not_after_the_end(tmp_path, day, price):
    offer = read_text(tmp_path, "api", API)[0]["shop/one"]
    entry = offer.sold_on(day)
    assert (entry and entry.values["input_price"]) == price


def test_a_history_splits_at_a_day_into_what_began_and_what_is_announced(tmp_path):
    history = read_text(tmp_path, "api", API)[0]["shop/one"].history
    assert [entry.values["input_price"] for entry in history.until(DAY(2026, 6, 1))] == [2, 1]
    assert [entry.values["input_price"] for entry in history.after(DAY(2026, 6, 1))] == [3]


def test_gpu_offers_are_one_for_each_billing_and_priced_by_the_gpu(tmp_path):
    offers, wrong = read_text(tmp_path, "gpu", RENT)
    assert wrong == []
    assert set(offers) == {"shop/box", "shop/box/spot"}
    box, spot = offers["shop/box"], offers["shop/box/spot"]
    assert box.gpu_price(box.history.on(DAY(2026, 2, 1))) == 4
    assert spot.gpu_price(spot.history.on(DAY(2026, 2, 1))) == 2
    assert spot.history.on(DAY(2026, 5, 1)) is None


def test_an_entry_ages_from_the_day_that_a_source_last_stood_by_it(tmp_path):
    offers, _ = read_text(tmp_path, "gpu", RENT)
    assert offers["shop/box"].history.entries[0].age_from == DAY(2026, 3, 1)
    assert offers["shop/box/spot"].history.entries[0].age_from == SOURCES["page"].dated


MISTAKES = [
    ("api", "input_price: 2.00", "input_price: 2000.0", "input_price is 2000"),
    ("api", "input_price: 2.00", "input_prise: 2.00", "input_price is missing"),
    ("api", "output_price: 10.00", "output_price: ten", "output_price is the text 'ten'"),
    ("api", "cached_price: 0.10", "cached_price: 1.10", "cached_price 1.1 is above input_price"),
    ("api", "cached_price: 0.10", "batch_input_price: 1.10", "batch_input_price 1.1 is above input_price"),
    ("api", "cached_price: 0.10", "long_context_from: 200_000", "long_context_from and long_input_price go together"),
    ("api", "tier: frontier", "tier: best", "tier is best"),
    ("api", "kind: maker", "kind: shop", "kind is shop"),
    ("api", "seen_by: 2026-06-01", "seen_by: 2025-06-01", "2025-06-01 does not come after 2026-01-01"),
    ("api", "source: page\n        confidence", "source: pages\n        confidence", "no source pages"),
    ("api", "  one:", "  One:", "offer id One"),
    ("api", "label: One", "label: One\n    colour: red", "unknown key colour"),
    ("gpu", "gpu: h100", "gpu: h1000", "gpu is h1000"),
    ("gpu", "unit_price: 32", "unit_price: 600", "75 USD per GPU-hour"),
    ("gpu", "unit_price: 32", "unit_price: 0.08", "0.01 USD per GPU-hour"),
    ("gpu", "      spot:", "      sport:", "unknown billing sport"),
    ("gpu", "gpus_per_unit: 8", "gpus_per_unit: 0", "gpus_per_unit is 0"),
]


@pytest.mark.parametrize(("kind", "right", "wrong", "said"), MISTAKES, ids=[said for *_, said in MISTAKES])
def test_a_slip_in_a_price_file_is_told_with_its_place(tmp_path, kind, right, wrong, said):
    text = {"api": API, "gpu": RENT}[kind]
    assert right in text
    _, lines = read_text(tmp_path, kind, text.replace(right, wrong, 1))
    assert any(said in line and line.startswith(f"content/prices/{kind}/shop.yaml:") for line in lines), lines


def test_what_is_not_sold_is_filled_with_the_list_price():
    filled, missing = api_prices({"input_price": 2.0, "output_price": 10.0})
    assert missing == ("cache", "batch")
    assert filled == {
        "input_price": 2, "cached_price": 2, "write_price": 2, "output_price": 10,
        "batch_input_price": 2, "batch_output_price": 10, "long_context_from": math.inf,
        "long_input_price": 2, "long_cached_price": 2, "long_output_price": 10,
        "peak_input_price": 2, "peak_cached_price": 2, "peak_output_price": 10,
    }  # fmt: skip


def test_what_is_sold_stays_as_printed():
    printed = {
        "input_price": 2.0, "cached_price": 0.2, "cache_write_price": 2.5, "output_price": 10.0, "batch_input_price": 1.0,
        "batch_output_price": 5.0, "long_context_from": 272_000.0, "long_input_price": 4.0, "long_cached_price": 0.5,
        "long_output_price": 15.0, "peak_input_price": 6.0, "peak_cached_price": 0.7, "peak_output_price": 30.0,
    }  # fmt: skip
    filled, missing = api_prices(printed)
    assert missing == ()
    assert filled.pop("write_price") == printed.pop("cache_write_price")
    assert filled == printed


@pytest.mark.parametrize("kind", ["long", "peak"])
def test_a_cached_price_that_is_not_printed_keeps_the_sellers_ratio(kind):
    extra = {"long_context_from": 200_000.0} if kind == "long" else {}
    filled, _ = api_prices({"input_price": 2.0, "cached_price": 0.5, "output_price": 10.0, f"{kind}_input_price": 4.0, **extra})
    assert filled[f"{kind}_cached_price"] == 1.0
    assert filled[f"{kind}_output_price"] == 10.0


def test_the_given_prices_are_not_changed():
    values = {"input_price": 2.0, "cache_write_price": 2.5, "output_price": 10.0}
    api_prices(values)
    assert values == {"input_price": 2.0, "cache_write_price": 2.5, "output_price": 10.0}


def test_every_formula_price_is_filled_for_every_real_entry(market):
    names = {*api_prices({"input_price": 1.0, "output_price": 1.0})[0]}
    for offer in market.api.values():
        for entry in offer.history.entries:
            filled, _ = api_prices(entry.values)
            assert set(filled) == names, offer.id
            assert all(price > 0 for price in filled.values()), offer.id
            assert filled["cached_price"] <= filled["input_price"], offer.id
            assert filled["write_price"] >= filled["input_price"], offer.id
            assert filled["long_input_price"] >= filled["input_price"], offer.id
            assert filled["peak_input_price"] >= filled["input_price"], offer.id
