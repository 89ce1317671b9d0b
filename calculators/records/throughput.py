"""Measured throughput, and the three rates that a set of rows gives for its model, GPU, count and precision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import lsq_linear

from calculators.engine.dated import CONFIDENCE, Source, cited
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import List
from calculators.records.hardware import Gpu
from calculators.records.open_model import OpenModel

SCENARIOS = ("offline", "server", "interactive")
HOLDS = ("slo", "production", "arrivals")
LEAST_ROWS = 4
BANDWIDTH_REACHED = 0.8  # share of the data-sheet bandwidth that a KV read gets at best
COMPUTE_REACHED = 0.8  # share of the dense peak that arithmetic gets at best
ATTENTION_REACHED = 0.5  # share of the 16-bit peak that attention over the input gets
KV_BYTES = {"fp16": 2.0, "bf16": 2.0}  # others keep their cache at 8 bits


WIDTHS = {  # where a GPU computes at a precision: the first of these peaks that it has
    "fp8": ("fp8_tflops", "bf16_tflops"), "fp4": ("fp4_tflops", "fp8_tflops", "bf16_tflops"),
    "mxfp4": ("fp4_tflops", "fp8_tflops", "bf16_tflops"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One measurement: tokens in and out of a request, and OUTPUT tokens a second of the whole replica.

    concurrency: requests in flight, where they were held down; without end at saturation.
    """

    input: float
    output: float
    tokens_per_second: float
    concurrency: float = np.inf


@dataclass(frozen=True)
class Measured:
    """Rows of one model, GPU, count, precision and source. `holds` names the losses that the rows already include."""

    model: str
    gpu: str
    gpus: float
    precision: str
    software: str
    scenario: str
    holds: tuple[str, ...]
    kind: str
    confidence: str
    source: Source
    dated: dt.date
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Rates:
    """Replica-seconds a token of input and of output, a token of output per token of context, and of attention."""

    prefill_seconds: float
    decode_seconds: float
    kv_seconds: float
    attention_seconds: float
    error: float  # median relative error of the fit over its own rows

    def seconds(self, row: Row) -> float:
        """Replica-seconds that a request of the row's shape takes."""
        reading = row.input * (self.prefill_seconds + self.attention_seconds * row.input / 2)
        return reading + row.output * (self.decode_seconds + self.kv_seconds * (row.input + row.output / 2))


def fit(measured: Measured, model: OpenModel, gpu: Gpu) -> Rates | None:
    """The three rates by least squares on the relative error, none negative; None where the rows or facts do not suffice.

    Rows suffice when they have at least four different shapes: rates cannot be told apart at one length.

    A row says that one request takes output / tokens_per_second replica-seconds. Attention over the input is taken from
    the architecture. A KV read is never faster than the memory: kv_seconds >= kv_bytes / (0.8 * bandwidth). No token is
    read or written faster than two flops a parameter at 0.8 of the dense peak: rows that hardly tell the rates apart would else
    give one of them as zero.
    """
    floor, attention = _kv_floor(measured, model, gpu), _attention(measured, model, gpu)
    shapes = {(row.input, row.output) for row in measured.rows}
    if len(shapes) < LEAST_ROWS or floor is None or attention is None:
        return None
    seconds = np.array([row.output / row.tokens_per_second for row in measured.rows])
    known = np.array([attention * row.input * row.input / 2 for row in measured.rows])
    shape = np.array([[row.input, row.output, row.output * (row.input + row.output / 2)] for row in measured.rows])
    scale = np.array([1e-4, 1e-3, floor])  # brings the unknowns near one, for the solver's sake
    least = np.array([arithmetic := _arithmetic(measured, model, gpu), arithmetic, floor]) / scale
    found = lsq_linear(shape * scale / seconds[:, None], (seconds - known) / seconds, (least, np.inf)).x * scale
    prefill, decode, kv = (float(f"{rate:.5g}") for rate in found)
    rates = Rates(prefill, decode, kv, attention, 0.0)
    errors = [abs(rates.seconds(row) / took - 1) for row, took in zip(measured.rows, seconds, strict=True)]
    return replace(rates, error=float(np.median(errors)))


def _kv_floor(measured: Measured, model: OpenModel, gpu: Gpu) -> float | None:
    if "kv_bytes_bf16" not in model.figures or "bandwidth_gb_s" not in gpu.figures:
        return None
    kv_bytes = model.figures["kv_bytes_bf16"] * KV_BYTES.get(measured.precision, 1.0) / 2
    bandwidth = gpu.figures["bandwidth_gb_s"] * 1e9 * measured.gpus
    return kv_bytes / (BANDWIDTH_REACHED * bandwidth)


def _arithmetic(measured: Measured, model: OpenModel, gpu: Gpu) -> float:
    """Least seconds a token: two flops a parameter that it uses, near the precision’s peak; zero where that is unknown."""
    widths = WIDTHS.get(measured.precision, ("bf16_tflops",))
    peak = next((gpu.figures[width] for width in widths if width in gpu.figures), np.inf)
    return 2 * model.figures.get("params_active", 0.0) / (COMPUTE_REACHED * peak * 1e12 * measured.gpus)


def _attention(measured: Measured, model: OpenModel, gpu: Gpu) -> float | None:
    """Seconds of attention a token per token before it: 4 * heads * head_dim * layers flops at half of the peak."""
    if not {"heads", "head_dim", "layers"} <= model.figures.keys() or "bf16_tflops" not in gpu.figures:
        return None
    layers = model.figures.get("full_attention_layers", model.figures["layers"])
    flops = 4 * model.figures["heads"] * model.figures["head_dim"] * layers
    return float(f"{flops / (ATTENTION_REACHED * gpu.figures['bf16_tflops'] * 1e12 * measured.gpus):.5g}")


def read_throughput(
    sets: object, models: Mapping[str, OpenModel], gpus: Mapping[str, Gpu], sources: Mapping[str, Source], problems: Problems
) -> tuple[Measured, ...]:
    """Every set of content/throughput.yaml."""
    found = []
    for number, mapping in enumerate(sets if isinstance(sets, List) else ()):
        with Fields(mapping, problems, sets.places[number]) as f:  # type: ignore[attr-defined]
            found.append(_read_set(f, models, gpus, sources))
    return tuple(found)


def _read_set(f: Fields, models: Mapping[str, OpenModel], gpus: Mapping[str, Gpu], sources: Mapping[str, Source]) -> Measured:
    rows = tuple(
        Row(
            row.number("input", 1, 1e7), row.number("output", 1, 1e7), row.number("tokens_per_second", 0.1, 1e7),
            row.number("concurrency", 1, 1e6, np.inf),
        )
        for row in f.items("rows")
    )  # fmt: skip
    source, holds = cited(f, sources), f.texts("holds")
    for word in holds:
        if word not in HOLDS:
            f.wrong("holds", f"holds {word}", f"use {', '.join(HOLDS)}")
    return Measured(
        f.text("model", one_of=models.keys()), f.text("gpu", one_of=gpus.keys()), f.number("gpus", 1, 1024),
        f.text("precision"), f.text("software", ""), f.text("scenario", "offline", one_of=SCENARIOS), holds,
        f.text("kind", "vendor"), f.text("confidence", source.confidence, one_of=CONFIDENCE), source, f.day("dated"),
        f.text("note", ""), rows,
    )  # fmt: skip
