"""What a model, a GPU and a precision bring to the question of throughput, and what is measured of them together."""

from __future__ import annotations

from collections.abc import Iterable

from calculators.engine.choices import Choice, Join, Option
from calculators.engine.evidence import Evidence
from calculators.records.efficiency import Efficiency
from calculators.records.hardware import Gpu
from calculators.records.market import Market
from calculators.records.open_model import OpenModel
from calculators.records.precision import Precision
from calculators.records.throughput import Measured, Rates

COUNTS = (1, 2, 4, 8)  # GPUs of a measured replica that the formulas have a place for
UNMEASURED = "unmeasured"
SHAPE = {"params_total", "params_active", "layers", "heads", "kv_heads", "head_dim", "kv_bytes_bf16"}
GPU_FIGURES = {"memory_gb", "bandwidth_gb_s", "bf16_tflops"}
NO_RATES = {"prefill_seconds": 0.0, "decode_seconds": 0.0, "kv_seconds": 0.0, "attention_seconds": 0.0, "measured_rows": 0.0}


def model_values(model: OpenModel) -> dict[str, float] | None:
    """What the formulas need of a model; None where the size of its KV cache or anything else is unknown."""
    figures = model.figures
    if not figures.keys() >= SHAPE:
        return None
    full = figures.get("full_attention_layers", figures["layers"])
    window = figures.get("window_tokens", 0.0)
    return {
        **{name: figures[name] for name in ("params_total", "params_active", "layers", "heads", "kv_heads", "head_dim")},
        "full_attention_layers": full, "kv_lora_rank": figures.get("kv_lora_rank", 0.0), "rope_dim": figures.get("rope_dim", 0.0),
        "window_layers": figures["layers"] - full if window else 0.0, "window_tokens": window,
    }  # fmt: skip


def gpu_values(gpu: Gpu) -> dict[str, float] | None:
    """What the formulas need of a GPU; None where its compute, bandwidth or generation is unknown."""
    figures = gpu.figures
    if not figures.keys() >= GPU_FIGURES or not gpu.generation:
        return None
    fp8 = figures.get("fp8_tflops", figures["bf16_tflops"])
    return {
        "gpu_memory": gpu.memory_bytes, "bandwidth": figures["bandwidth_gb_s"] * 1e9, "bf16_tflops": figures["bf16_tflops"],
        "fp8_tflops": fp8, "fp4_tflops": figures.get("fp4_tflops", fp8),
    }  # fmt: skip


def _measured_tag(id_: str, known: Iterable[str]) -> str:
    """The id where anything is measured of it: what is not shares one empty bundle."""
    return id_ if id_ in known else UNMEASURED


def model_choice(market: Market, default: str) -> Choice:
    """Every open model whose architecture is known."""
    known = {model for model, _, _ in market.fitted_sets}
    options = tuple(
        Option(
            model.id, model.label, "Open models", values, {"kind": model.kind, "measured": _measured_tag(model.id, known)},
            evidence=model.rests_on,
        )
        for model in sorted(market.models.values(), key=lambda model: model.label)
        if (values := model_values(model)) is not None
    )  # fmt: skip
    return Choice("model", "Open model", options, default)


def gpu_choice(market: Market, default: str) -> Choice:
    """Every GPU whose compute, memory and bandwidth are known."""
    known = {gpu for _, gpu, _ in market.fitted_sets}
    options = tuple(
        Option(
            gpu.id, gpu.label, gpu.maker, values, {"generation": gpu.generation, "measured": _measured_tag(gpu.id, known)},
            evidence=gpu.rests_on,
        )
        for gpu in market.hardware.values()
        if (values := gpu_values(gpu)) is not None
    )  # fmt: skip
    return Choice("gpu", "GPU", options, default)


def precision_choice(market: Market, default: str) -> Choice:
    """Every precision."""
    options = tuple(
        Option(each.id, each.label, "Precision", dict(each.figures), evidence=each.evidence)
        for each in market.precisions.values()
    )
    return Choice("precision", "Precision", options, default)


def measured_join(market: Market) -> Join:
    """The rates fitted to a model on a GPU, a place for each count; empty places where there are none."""
    models = [*dict.fromkeys(model for model, _, _ in market.fitted_sets), UNMEASURED]
    gpus = [*dict.fromkeys(gpu for _, gpu, _ in market.fitted_sets), UNMEASURED]
    bundles = {f"{model}@{gpu}": _places(market, model, gpu) for model in models for gpu in gpus}
    return Join((("model", "measured"), ("gpu", "measured")), bundles, "")


def _places(market: Market, model: str, gpu: str) -> Option:
    values: dict[str, float] = {}
    said: list[str] = []
    apart: dict[str, Evidence] = {}
    for count in COUNTS:
        found = market.fitted_sets.get((model, gpu, float(count)))
        own = {f"x{count}.{name}": value for name, value in (_rates(market, *found) if found else _nothing()).items()}
        values |= own
        if found:
            said.append(_evidence(*found))
            sure = Evidence((found[0].source.id,), confidence=found[0].confidence, note=said[-1])
            apart |= dict.fromkeys(own, sure)
    unmeasured = Evidence(note="nothing is measured of this model on so many of these GPUs")
    return Option(f"{model}@{gpu}", "", "", values, note="; ".join(said), evidence=unmeasured, apart=apart)


def _nothing() -> dict[str, float]:
    return {"bytes_per_param": float("inf"), **NO_RATES}


def _rates(market: Market, measured: Measured, rates: Rates) -> dict[str, float]:
    precision: Precision = market.precisions[measured.precision]
    return {
        "bytes_per_param": precision.figures["bytes_per_param"], "prefill_seconds": rates.prefill_seconds,
        "decode_seconds": rates.decode_seconds, "kv_seconds": rates.kv_seconds, "attention_seconds": rates.attention_seconds,
        "measured_rows": float(len(measured.rows)),
    }  # fmt: skip


def _evidence(measured: Measured, rates: Rates) -> str:
    """'2 GPUs at fp8: 8 rows of TensorRT-LLM 1.0, median error of the fit 4% (NVIDIA TensorRT-LLM performance overview)'."""
    gpus = f"{measured.gpus:g} GPU{'s' if measured.gpus > 1 else ''}"
    rows = f"{len(measured.rows)} rows of {measured.software}, dated {measured.dated.isoformat()}"
    return f"{gpus} at {measured.precision}: {rows}, median error of the fit {rates.error:.0%} ({measured.source.title})"


def efficiency_join(market: Market) -> Join:
    """What the GPU's generation reaches with such a model, and the bands of errors."""
    bundles = {f"{each.kind}@{each.generation}": _efficiency(market, each) for each in market.efficiency.values()}
    return Join(
        (("model", "kind"), ("gpu", "generation")), bundles, "Nothing is known of how {0} would run on {1}; choose another GPU"
    )


def _efficiency(market: Market, each: Efficiency) -> Option:
    fitted = dict(zip(("fit.band_low", "fit.band_high"), market.fitted_band(each.kind), strict=True))
    modelled = {f"now.{name}": value for name, value in each.band.items()}
    note = f"Roofline of {each.id}: {each.evidence}"
    evidence = Evidence(assumption=each.evidence, confidence=each.confidence)
    return Option(
        f"{each.kind}@{each.generation}", "", "", {**each.constants, **fitted, **modelled}, note=note, evidence=evidence
    )
