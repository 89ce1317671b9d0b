"""Fleets of models that nobody has measured: offered apart, and never in the place of a measurement."""

from __future__ import annotations

import math

import pytest

from calculators.modelled_fleet import modelled_capacity


@pytest.fixture(scope="module")
def found(guide, market):
    day = guide.as_of
    return modelled_capacity(market, guide.quantities.defaults(day), guide.quantities.spreads(day)["rent.throughput_factor"])


def test_only_models_without_a_measured_set_are_modelled(market, found):
    measured = {model for model, _ in market.fitted()}
    assert found
    assert not {pair.partition("@")[0] for pair in found} & measured
    assert not {pair.partition("@")[2] for pair in found} - {gpu for _, gpu in market.fitted()}


def test_measured_rates_are_the_same_with_and_without_models_beside_them(guide, market):
    (join,) = guide.calculators["rented_fleet"].joins
    for (model, gpu), (_, rates) in market.fitted().items():
        assert join.bundles[f"{model}@{gpu}"].values["rent.decode_seconds"] == rates.decode_seconds, (model, gpu)


def test_a_modelled_model_is_offered_in_a_group_of_its_own(guide):
    groups = {option.id: option.group for option in guide.calculators["rented_fleet"].choice_names["rent.model"].options}
    assert groups["llama-3.3-70b"] == "Measured open models"
    assert groups["qwen3-32b"] == "Modeled, not measured"


def test_a_fleet_of_every_modelled_model_has_a_price_and_says_what_it_rests_on(guide, found):
    for model in sorted({pair.partition("@")[0] for pair in found}):
        answer = guide.answer("rented_fleet", {"rent.model": model})
        assert 0 < answer.values["rent.monthly_cost"] < 1e7, model
        assert math.isfinite(answer.values["rent.replica_rate"]), model
    assert all("not measured" in option.note for option in found.values())


def test_rates_are_those_of_the_throughput_calculator(guide, found):
    """Qwen3 32B on H200 at 8 bits, 1,000 tokens in and out, on the count that was chosen."""
    values = found["qwen3-32b@h200-sxm"].values
    asked = {"model": "qwen3-32b", "gpu": "h200-sxm", "precision": "fp8", "gpu_count": str(values["gpus_per_replica"])}
    answer = guide.answer("throughput", {**asked, "input_tokens": "1000", "output_tokens": "1000"})
    for name in ("prefill_seconds", "decode_seconds", "kv_seconds", "attention_seconds"):
        assert answer.values[f"now.{name}"] == pytest.approx(values[name], rel=1e-4), name


def test_the_replica_is_the_one_with_most_output_from_each_gpu(guide, found):
    values = found["qwen3-32b@h100-sxm"].values
    rates = {}
    for count in (1, 2, 4, 8):
        pairs = {"model": "qwen3-32b", "gpu": "h100-sxm", "precision": "fp8", "input_tokens": "1000", "output_tokens": "1000"}
        rates[count] = guide.answer("throughput", {**pairs, "gpu_count": str(count)}).values["gpu_tokens_per_second"]
    assert values["gpus_per_replica"] == max(rates, key=lambda count: rates[count])
