"""The least that content holds, and slips that a reader of one line would not see."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest

from tests.markets import CONTENT

ARTICLE = dt.date(2023, 8, 17)
# Models sold by name whose architecture is not on record: nothing is worked out for them, and the name only joins their hosts
PLAIN_NAMES = {
    "deepseek-v4.1-flash", "gemma-4-31b", "glm-4.7", "glm-5.3", "glm-5.3-flash", "kimi-k2.6", "kimi-k3", "kimi-k3.1-pro",
    "llama-3-70b", "minimax-m2", "minimax-m3.1-flash", "mistral-large-4", "qwen3.8-27b",
}  # fmt: skip
STORIES = ("aws/p4d.24xlarge", "aws/p5.48xlarge", "aws/p5en.48xlarge", "azure/nd96isr-h100-v5", "gcp/a3-highgpu-8g/spot")


@pytest.fixture(scope="module")
def everything(market):
    """Every offer, of models and of GPUs."""
    return [*market.api.values(), *market.gpu.values()]


def sold(offers, day):
    return [offer for offer in offers.values() if offer.history.on(day)]


def sellers(offers):
    return {offer.seller.id for offer in offers}


def test_sixty_api_models_of_twelve_sellers_are_on_sale(guide, market):
    found = sold(market.api, guide.as_of)
    assert len(found) >= 60
    assert len(sellers(found)) >= 12


def test_sixty_gpu_offers_of_ten_sellers_are_on_sale(guide, market):
    found = sold(market.gpu, guide.as_of)
    assert len(found) >= 60
    assert len(sellers(found)) >= 10


def test_all_kinds_of_sellers_are_there(market):
    assert {offer.seller.kind for offer in market.api.values()} == {"maker", "host"}
    assert {offer.seller.kind for offer in market.gpu.values()} == {"hyperscaler", "specialized", "marketplace"}


def test_every_price_names_a_page_its_date_and_the_day_it_was_read(everything, guide):
    for offer in everything:
        assert offer.seller.url.startswith("https://"), offer.id
        for entry in offer.history.entries:
            source = entry.source
            assert source.url.startswith("https://"), (offer.id, source.id)
            assert dt.date(2022, 1, 1) <= source.dated <= source.read <= guide.as_of, (offer.id, source.id)


def test_what_was_sold_then_is_kept(market):
    """The article's own time: models and GPUs that it could have compared, and those that have gone since."""
    assert len(sold(market.api, ARTICLE)) >= 2
    assert len(sold(market.gpu, ARTICLE)) >= 4
    gone = [offer for offer in market.api.values() if offer.history.ends]
    assert len(gone) >= 20
    assert {"openai/gpt-4", "openai/gpt-3.5-turbo", "anthropic/claude-3-opus"} <= {offer.id for offer in gone}
    assert sum(offer.tier == "old" for offer in market.api.values()) >= 40


@pytest.mark.parametrize("offer", STORIES)
def test_prices_that_tell_the_story_have_a_history(market, offer):
    """Two entries at least, or one that a later source stood by: where a price never moved."""
    entries = market.gpu[offer].history.entries
    assert len(entries) >= 2 or entries[0].confirmed


def test_many_prices_have_a_history(market):
    assert sum(len(offer.history.entries) >= 2 for offer in market.api.values()) >= 30
    assert sum(len(offer.history.entries) >= 2 for offer in market.gpu.values()) >= 20


def test_prices_of_models_are_of_one_magnitude(market):
    """USD per million tokens: output costs as much as input up to twelve times it, batch a third at least."""
    for offer in market.api.values():
        for entry in offer.history.entries:
            price = entry.values
            assert 0.01 <= price["input_price"] <= 100, offer.id
            assert 1 <= price["output_price"] / price["input_price"] <= 12, offer.id
            for kind in ("input", "output"):
                batch = price.get(f"batch_{kind}_price", price[f"{kind}_price"])
                assert 1 / 3 <= batch / price[f"{kind}_price"] <= 1, offer.id
            assert 1 <= price.get("cache_write_price", price["input_price"]) / price["input_price"] <= 2, offer.id


def test_prices_of_gpus_are_of_one_magnitude(market):
    """USD per GPU-hour: above a dime and below thirty dollars."""
    for offer in market.gpu.values():
        for entry in offer.history.entries:
            assert 0.1 <= offer.gpu_price(entry) <= 30, (offer.id, entry.since)


def test_no_price_jumps_as_a_slip_of_units_would(everything):
    """Prices move by a factor of seven at most from one entry to the next; per GPU and per server lie eight apart."""
    for offer in everything:
        key = "unit_price" if "unit_price" in offer.history.entries[0].values else "input_price"
        found = [entry.values[key] for entry in offer.history.entries]
        assert all(1 / 7 <= after / before <= 7 for before, after in pairwise(found)), (offer.id, found)


def test_a_commitment_or_a_risk_costs_less_than_the_list(guide, market):
    """Spot and reserved below on demand, three years below one, for each unit that is sold both ways today."""
    pairs = 0
    for id_, offer in market.gpu.items():
        unit, _, kind = id_.rpartition("/")
        order = {"spot": "", "reserved_1y": "", "reserved_3y": "/reserved_1y"}
        dearer = market.gpu.get(unit + order.get(kind, "?"))
        now, then = offer.history.on(guide.as_of), dearer and dearer.history.on(guide.as_of)
        if now and then:
            pairs += 1
            assert now.values["unit_price"] < then.values["unit_price"], id_
    assert pairs >= 20


def test_sizes_of_a_unit_agree_with_their_labels(market):
    """Where a label says how many cards there are, it says what is computed with."""
    for offer in market.gpu.values():
        stated = re.match(r"(\d+)x ", offer.label)
        assert not stated or float(stated[1]) == offer.gpus_per_unit, offer.id


def test_every_model_behind_an_api_is_known_or_a_plain_name(market):
    """A name that is neither is a slip: mend it, describe the model in models.yaml, or add it to PLAIN_NAMES."""
    named = {offer.model for offer in market.api.values() if offer.model}
    assert named - set(market.models) == PLAIN_NAMES
    assert not PLAIN_NAMES & set(market.models)


def test_open_weights_are_joined_by_name_and_closed_models_have_none(market):
    for offer in market.api.values():
        if offer.tier == "open":
            assert offer.model, offer.id
        if offer.seller.id in {"openai", "anthropic", "google"}:
            assert not offer.model, offer.id


def test_every_measured_pair_can_be_rented_on_demand(guide, market):
    rented = {offer.gpu for offer in sold(market.gpu, guide.as_of) if offer.billing == "on_demand"}
    assert {gpu for _, gpu in market.fitted()} <= rented


def test_every_source_is_used_somewhere(market):
    """A source that nothing cites is a leftover, or its price was lost."""
    files = [path for path in CONTENT.rglob("*") if path.suffix in {".yaml", ".md"} and "sources" not in path.parts]
    text = "\n".join(re.sub(r"^\s*#.*", "", path.read_text("utf-8"), flags=re.MULTILINE) for path in files)
    cited = set(re.findall(r"[\w.-]+", text))
    assert sorted(set(market.sources) - cited) == []


def test_dense_models_have_all_parameters_active_and_experts_fewer(market):
    for model in market.models.values():
        if {"params_total", "params_active"} <= model.figures.keys():
            assert model.figures["params_active"] <= model.figures["params_total"], model.id


def test_kv_bytes_follow_from_the_architecture(market):
    """2 x layers that keep a cache x KV heads x head size x 2 bytes; latent attention has a formula of its own."""
    checked = 0
    for model in market.models.values():
        figures = model.figures
        if model.attention in {"GQA", "MHA", "hybrid"} and "kv_bytes_bf16" in figures:
            layers = figures.get("full_attention_layers", figures["layers"])
            assert figures["kv_bytes_bf16"] == 2 * layers * figures["kv_heads"] * figures["head_dim"] * 2, model.id
            checked += 1
        if model.attention == "MLA" and model.figures["layers"] == 61:
            assert figures["kv_bytes_bf16"] == (512 + 64) * 61 * 2, model.id
    assert checked >= 20


def test_no_dense_figure_is_a_sparse_one(market):
    """Eight bits at twice the pace of sixteen, and never four times: that would be the figure with sparsity."""
    for gpu in market.hardware.values():
        figures = gpu.figures
        if {"bf16_tflops", "fp8_tflops"} <= figures.keys():
            assert 1.9 <= figures["fp8_tflops"] / figures["bf16_tflops"] <= 2.1, gpu.id


def test_nothing_is_measured_that_its_gpu_cannot_do(market):
    """No FP8 on an A100, and no rows without a maker's FP4 on GPUs before Blackwell."""
    for measured in market.throughput:
        if measured.precision == "fp4":
            assert "fp4_tflops" in market.hardware[measured.gpu].figures, measured
        if measured.precision == "fp8":
            assert "fp8_tflops" in market.hardware[measured.gpu].figures, measured


def test_no_row_is_faster_than_the_arithmetic_allows(market):
    """Two flops a parameter and token, input and output, cannot exceed the peak of all GPUs: total for one GPU would."""
    peaks = {"fp4": "fp4_tflops", "mxfp4": "fp8_tflops", "fp8": "fp8_tflops"}
    for measured in market.throughput:
        gpu, model = market.hardware[measured.gpu].figures, market.models[measured.model].figures
        peak = gpu[peaks.get(measured.precision, "bf16_tflops")] * 1e12 * measured.gpus
        for row in measured.rows:
            tokens = row.tokens_per_second * (row.input + row.output) / row.output
            assert 2 * model["params_active"] * tokens < peak, (measured.model, measured.gpu, row)


def test_weights_fit_the_gpus_of_a_replica(market):
    """A measured replica holds its weights: bytes of the precision in nine tenths of the memory."""
    sizes = {"fp4": 0.55, "mxfp4": 0.57, "fp8": 1.0}
    for measured in market.throughput:
        weights = market.models[measured.model].figures["params_total"] * sizes.get(measured.precision, 2.0)
        room = market.hardware[measured.gpu].figures["memory_gb"] * 1e9 * measured.gpus * 0.95
        assert weights < room, (measured.model, measured.gpu, measured.gpus)
