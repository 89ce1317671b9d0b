"""The formulas that no calculator has, worked by hand with small numbers."""

import pytest

from calculators.checks import CHECKS, COUNTED, OUTSIDE

# Two layers of width 10 with 2 heads of 4 and 1 KV head; the first is dense of width 30, the second has 5 experts of width 6, of
# which 2 are picked, and one that sees every token; 100 words.
SMALL = {
    "layers": 2, "dense_layers": 1, "hidden": 10, "heads": 2, "kv_heads": 1, "head_dim": 4, "ffn": 30, "expert_ffn": 6, "experts": 5,
    "experts_per_token": 2, "shared_experts": 1, "vocab": 100, "q_lora_rank": 0, "kv_lora_rank": 0, "rope_dim": 0,
}  # fmt: skip
# attention: 2 x (10 x 2 x 4 for queries, as much for the output, 10 x 4 each for keys and values) = 2 x 240 = 480
# dense: 3 x 10 x 30 = 900; an expert: 3 x 10 x 6 = 180; vocabulary: 2 x 100 x 10 = 2,000; router: 10 x 5 = 50
# in all: 480 + 900 + 2,000 + (5 + 1) x 180 + 50 = 4,510; for a token: 480 + 900 + 2,000 + (2 + 1) x 180 + 50 = 3,970
PLAIN = {
    "attention_parameters": 480, "dense_parameters": 900, "expert_parameters": 180, "vocabulary_parameters": 2_000,
    "counted_parameters": 4_510, "counted_active": 3_970,
}  # fmt: skip
# Compressed: queries 10 x 3 then 3 x 2 x (4 + 1); keys and values 10 x (2 + 1) then 2 x 2 x (4 + 4); output 2 x 4 x 10:
# 30 + 30 + 30 + 32 + 80 = 202 a layer
LATENT = {"q_lora_rank": 3, "kv_lora_rank": 2, "rope_dim": 1}
# 10 sequences of 40 bytes at 4 chips x 25 bytes/s take 4 s; 500 bytes of weights 5 s; 2 x 30 x 10 operations at 4 x 50 x 0.5 take 6 s
STEP = {
    "sequences_at_once": 10, "sequence_bytes": 40, "weights_read": 500, "chips": 4, "chip_bandwidth": 25, "chip_flops": 50,
    "flops_used": 0.5, "matrix_parameters": 30, "tokens_at_once": 10,
}  # fmt: skip
STEPPED = {
    "token_flops": 60, "cache_read_seconds": 4, "weights_read_seconds": 5, "compute_seconds": 6, "step_seconds": 10, "step_rate": 1,
}  # fmt: skip
# 7,300 USD against 12 - 2 an hour: 730 hours, one month
BUYING = ({"capex": 7_300, "rented_hourly": 12, "owned_hourly": 2}, {"buying_hours": 730, "buying_months": 1})
# two GPUs at 1.80 USD make 3.60 an hour; 2,000 tokens a second for half of it are 3.6 million: 1 USD a million
FULL = ({"gpu_price": 1.8, "gpus_per_replica": 2, "replica_tokens": 2_000, "busy_share": 0.5}, {"full_load_price": 1})
WORKED = [
    (COUNTED, SMALL, PLAIN), (COUNTED, SMALL | LATENT, {"attention_parameters": 404}), (OUTSIDE, STEP, STEPPED),
    (OUTSIDE, STEP | {"weights_read": 800}, {"step_seconds": 12}), (OUTSIDE, *BUYING), (OUTSIDE, *FULL),
]  # fmt: skip


@pytest.mark.parametrize(("calculation", "given", "expected"), WORKED)
def test_worked_by_hand(calculation, given, expected):
    assert calculation.solve_from(given, list(expected)) == pytest.approx(expected, rel=1e-12)


def test_every_formula_is_worked_by_hand():
    assert {name for _, _, expected in WORKED for name in expected} == {rule.name for each in CHECKS for rule in each.rules}
