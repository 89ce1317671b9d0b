"""The calculator of throughput: whatever it is asked of what it knows, it answers plausibly and says on what it rests."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from calculators.engine.problems import ContentError
from publisher.reply import reply

PAIRS = {"input_tokens": "1000", "output_tokens": "1000"}
HALF_SECOND_A_TOKEN = 2.0  # tokens a second: nobody waits longer for a token, even on the slowest card that fits


def asked(guide, **pairs):
    return guide.answer("throughput", {**PAIRS, **{name: str(value) for name, value in pairs.items()}})


def options(guide, name):
    return [option.id for option in guide.calculators["throughput"].choice_names[name].options]


@pytest.mark.parametrize("precision", ["bf16", "fp8", "fp4", "int4"])
def test_every_model_on_every_gpu_answers_plausibly_or_does_not_fit(guide, precision):
    fitting = 0
    for model in options(guide, "model"):
        for gpu in options(guide, "gpu"):
            found = asked(guide, model=model, gpu=gpu, precision=precision, gpu_count=8)
            rate = found.values["tokens_per_second"]
            if found.values["sequences"] < 1:
                assert rate == 0, (model, gpu)
                continue
            fitting += 1
            low, high = found.low["tokens_per_second"], found.high["tokens_per_second"]
            assert 0 < low <= rate <= high < 1e6, (model, gpu)
            assert found.values["stream_rate"] > HALF_SECOND_A_TOKEN or found.values["now.batch"] > 100, (model, gpu)
    assert fitting > 400


def test_more_requests_in_flight_never_write_less_and_each_sees_no_more(guide):
    """A step reads the weights once however many share it; beyond what fits nothing changes."""
    for model, gpu in (
        ("llama-3.3-70b", "h100-sxm"),
        ("qwen3-235b-a22b", "mi300x"),
        ("gpt-oss-120b", "b200"),
        ("qwen3-8b", "l4"),
    ):
        found = [asked(guide, model=model, gpu=gpu, gpu_count=8, concurrency=2**power).values for power in range(16)]
        rates, streams = ([each[name] for each in found] for name in ("tokens_per_second", "stream_rate"))
        assert rates == sorted(rates), (model, gpu)
        assert all(later <= earlier * 1.000001 for earlier, later in pairwise(streams)), (model, gpu)
        assert rates[-1] == rates[-2]


def test_a_measured_pair_is_answered_from_its_rows(guide):
    """NVIDIA measured 4,205 tokens a second on two H100 at 1,000 tokens in and out."""
    found = asked(guide, model="llama-3.3-70b", gpu="h100-sxm", gpu_count=2, precision="fp8")
    assert found.values["measured_gpus"] == 2
    assert found.values["fitted_rows"] == 8
    assert found.values["tokens_per_second"] == pytest.approx(4205, rel=0.05)
    assert found.low["tokens_per_second"] < 4205 < found.high["tokens_per_second"]


def test_each_measured_set_is_used_at_its_own_count_and_precision_and_nowhere_else(guide, market):
    for model, gpu, gpus in market.fitted_sets:
        measured, _ = market.fitted_sets[model, gpu, gpus]
        own = asked(guide, model=model, gpu=gpu, gpu_count=gpus, precision=measured.precision)
        assert own.values["measured_gpus"] == gpus, (model, gpu, gpus)
        other = asked(guide, model=model, gpu=gpu, gpu_count=gpus, precision="bf16")
        assert other.values["measured_gpus"] == 0, (model, gpu, gpus)


def test_a_multiple_of_a_measured_replica_is_replicas_side_by_side(guide):
    one, eight = (asked(guide, model="llama-3.1-8b", gpu="h200-sxm", gpu_count=count).values for count in (1, 8))
    assert eight["measured_gpus"] == 1
    assert eight["likely_rate"] == pytest.approx(8 * one["likely_rate"])


def test_notes_name_the_evidence(guide):
    measured = reply(guide, "throughput", ["model=llama-3.3-70b", "gpu=h100-sxm", "gpu_count=2", "precision=fp8"])
    assert any("8 rows of TensorRT-LLM 1.0" in note for note in measured["notes"])
    modelled = reply(guide, "throughput", ["model=qwen3-32b", "gpu=l40s", "gpu_count=2", "precision=fp8"])
    assert "not measured" in modelled["notes"][0]
    assert any("Roofline of dense-ada" in note for note in modelled["notes"])
    (first, *_) = measured["outputs"]
    assert first["name"] == "tokens_per_second"
    assert first["low"] < first["value"] < first["high"]


def test_what_does_not_fit_is_said(guide):
    found = reply(guide, "throughput", ["model=llama-3.1-405b", "gpu=h100-sxm", "gpu_count=1", "precision=bf16"])
    assert "does not fit" in found["notes"][0]


def test_a_model_whose_cache_is_unknown_is_not_offered(guide, market):
    unknown = {model.id for model in market.models.values() if "kv_bytes_bf16" not in model.figures}
    assert unknown
    assert not unknown & set(options(guide, "model"))


@pytest.mark.parametrize(
    ("name", "wrong", "meant"), [("gpu", "h100", "h100-sxm"), ("model", "llama-3.3-70b-instruct", "llama-3.3-70b")]
)
def test_a_name_that_is_nearly_right_gets_the_right_one(guide, name, wrong, meant):
    with pytest.raises(ContentError, match=f"did you mean .*{meant}"):
        asked(guide, **{name: wrong})


def test_the_cache_of_every_model_is_what_its_config_says(guide, market):
    """The formula at 16 bits gives the bytes that stand in content, of plain, compressed and windowed attention alike."""
    for model in options(guide, "model"):
        found = asked(guide, model=model, precision="bf16", gpu_count=64, gpu="b300").values
        assert found["kv_bytes"] == market.models[model].figures["kv_bytes_bf16"], model


def test_a_window_is_a_constant_for_each_request_not_a_rate(guide):
    short, long = (asked(guide, model="gpt-oss-120b", input_tokens=length).values for length in (1_000, 100_000))
    assert short["window_bytes"] == long["window_bytes"] > 0
    assert asked(guide, model="llama-3.1-8b").values["window_bytes"] == 0


def test_a_prefix_is_found_only_where_there_is_room_for_it(guide):
    pairs = {"model": "llama-3.3-70b", "gpu_count": 4, "repeated_share": 0.9, "concurrency": 16}
    few, many, host = (
        asked(guide, **pairs, **more).values["reachable_hit_share"]
        for more in ({"live_sessions": 10}, {"live_sessions": 100_000}, {"live_sessions": 100_000, "host_cache_bytes": 1e15})
    )
    assert few == host == 0.9
    assert 0 < many < 0.1
    assert not math.isnan(many)
