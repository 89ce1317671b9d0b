"""The KV cache of open models against what others have published of it."""

from pathlib import Path

import pytest

from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read_text

PUBLISHED = read_text((Path(__file__).parent / "published_kv.yaml").read_text("utf-8"), "published_kv.yaml", Problems())


def cache(market, case):
    """Bytes of the cache of a case's tokens, from the model's figure for one of them."""
    return market.models[case["model"]].figures["kv_bytes_bf16"] * case["tokens"] * case.get("share", 1)


@pytest.mark.parametrize("case", PUBLISHED["right"], ids=lambda case: f"{case['model']}, {case['what']}")
def test_the_cache_is_as_large_as_published(market, case):
    assert cache(market, case) == pytest.approx(case["theirs"], rel=case["tolerance"], abs=0)


@pytest.mark.parametrize("case", PUBLISHED["wrong"], ids=lambda case: f"{case['model']}, {case['what']}")
def test_the_cache_does_not_follow_the_weights(market, case):
    assert cache(market, case) == case["right"]
    assert case["theirs"] / cache(market, case) >= case["apart"]


def test_the_cache_follows_from_the_architecture(market):
    """Two values for each full layer, KV head and width of a head, at two bytes; one compressed vector a layer for MLA."""
    checked = 0
    for id_, model in market.models.items():
        figures = model.figures
        if "kv_bytes_bf16" not in figures or not {"layers", "kv_heads", "head_dim"} <= figures.keys():
            continue
        layers = figures.get("full_attention_layers", figures["layers"])
        if "kv_lora_rank" in figures:
            values = figures["kv_lora_rank"] + figures["rope_dim"]
        elif model.attention == "MLA":
            continue
        else:
            values = 2 * figures["kv_heads"] * figures["head_dim"]
        assert figures["kv_bytes_bf16"] == 2 * layers * values, id_
        checked += 1
    assert checked >= 30
