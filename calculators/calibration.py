"""Modelled rates against measured ones: the constants that fit best, and how far they miss what they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from calculators.capacity_bundles import UNMEASURED, efficiency_join, gpu_values, measured_join, model_values
from calculators.records.efficiency import KINDS
from calculators.records.fitting import fitted_constants
from calculators.records.hardware import GENERATIONS
from calculators.records.holdout import band
from calculators.records.market import Market
from calculators.records.throughput import Measured, Row
from calculators.throughput_question import THROUGHPUT

RATE, ANSWER, ROOM = "now.token_rate", "likely_rate", "sequences"
OWN_DENSE = ("mfu_prefill", "mfu_decode", "split_loss", "layer_overhead")
FITTED = {"dense": OWN_DENSE, "moe": (*OWN_DENSE, "kv_reached")}
HELD = {  # shares of the bandwidth that saturated rows do not tell
    "dense": {"kv_reached": 0.8, "weights_reached": 0.8},  # what NVIDIA's own sizing tool takes
    "moe": {"weights_reached": 0.6},  # what vLLM was measured to reach when writing, on A100 and H100
}
START = {"mfu_prefill": 0.3, "mfu_decode": 0.3, "split_loss": 0.4, "layer_overhead": 1e-4, "kv_reached": 0.5}
LEAST = {"mfu_prefill": 0.03, "mfu_decode": 0.03, "split_loss": 0.0, "layer_overhead": 5e-5, "kv_reached": 0.1}
MOST = {"mfu_prefill": 1.0, "mfu_decode": 0.9, "split_loss": 2.0, "layer_overhead": 2e-3, "kv_reached": 0.8}
SPEEDS = ("mfu_prefill", "mfu_decode", "kv_reached", "weights_reached")
AUDITED = "audited"
ENOUGH = 10  # rows that constants are fitted to
MODEL_GENERATION = "hopper"  # whose constants stand in where too few rows are known


@dataclass(frozen=True)
class Entry:
    """Constants of the roofline, its band of measured over modelled, and the rows behind them."""

    constants: Mapping[str, float]
    band: tuple[float, float]
    rows: int


@dataclass(frozen=True)
class Case:
    """A measured row that a roofline can be put beside, with every input of the calculator."""

    measured: Measured
    row: Row
    kind: str
    generation: str
    inputs: Mapping[str, float]


def cases(market: Market, sets: Sequence[Measured], defaults: Mapping[str, float], *, systems: bool = False) -> tuple[Case, ...]:
    """Every row of the sets whose model and GPU are known well enough, and that would fit. defaults: of given quantities.

    Rows under a latency limit are left out. systems: whole audited systems of several replicas, or else single replicas.
    """
    found = []
    for measured in sets:
        model, gpu = market.models[measured.model], market.hardware[measured.gpu]
        shape, figures, precision = model_values(model), gpu_values(gpu), market.precisions.get(measured.precision)
        if shape is None or figures is None or precision is None or measured.holds or (measured.kind == AUDITED) != systems:
            continue
        for row in measured.rows:
            asked = {"gpu_count": measured.gpus, "input_tokens": row.input, "output_tokens": row.output}
            inputs = {**defaults, **shape, **figures, **precision.figures, **asked, "concurrency": row.concurrency}
            if THROUGHPUT.solve(inputs, (ROOM,))[ROOM] > 0:
                found.append(Case(measured, row, model.kind, gpu.generation, inputs))
    return tuple(found)


def modelled(found: Sequence[Case]) -> Callable[[Mapping[str, float]], np.ndarray]:
    """Tokens a second of each case for constants of the roofline."""
    needed = set(THROUGHPUT.inputs) & found[0].inputs.keys()
    columns = {name: np.array([case.inputs[name] for case in found]) for name in needed}
    return lambda constants: np.asarray(THROUGHPUT.solve({**columns, **constants}, (RATE,))[RATE])


def answered(market: Market, found: Sequence[Case]) -> np.ndarray:
    """Tokens a second of each case as the calculator answers: from fitted rates where there are some."""
    joins = measured_join(market).bundles, efficiency_join(market).bundles
    known = [{key.split("@")[part] for key in joins[0]} for part in (0, 1)]
    rates = []
    for case in found:
        pair = (case.measured.model, case.measured.gpu)
        places = "@".join(id_ if id_ in ids else UNMEASURED for id_, ids in zip(pair, known, strict=True))
        loaded = {**joins[0][places].values, **joins[1][f"{case.kind}@{case.generation}"].values}
        rates.append(THROUGHPUT.solve({**case.inputs, **loaded}, (ANSWER,))[ANSWER])
    return np.array(rates)


def measured_rates(found: Sequence[Case]) -> np.ndarray:
    """What was measured in each case."""
    return np.array([case.row.tokens_per_second for case in found])


def calibrated(found: Sequence[Case]) -> dict[str, float]:
    """The constants that meet the cases best, to four digits."""
    names, held = FITTED[found[0].kind], HELD[found[0].kind]
    rates = modelled(found)
    best = fitted_constants(
        lambda values: rates({**held, **dict(zip(names, values, strict=True))}), measured_rates(found),
        *([bounds[name] for name in names] for bounds in (START, LEAST, MOST)),
    )  # fmt: skip
    return {**{name: _rounded(value) for name, value in zip(names, best, strict=True)}, **held}


def unseen_ratios(found: Sequence[Case]) -> np.ndarray:
    """Measured over modelled, each model (or each set, where there is just one model) met by constants from the others."""
    by_model = len({case.measured.model for case in found}) > 1
    group = [case.measured.model if by_model else str(case.measured.gpus) for case in found]
    ratios = np.empty(len(found))
    for name in dict.fromkeys(group):
        own = [number for number, each in enumerate(group) if each == name]
        others = [case for case, each in zip(found, group, strict=True) if each != name]
        rates = modelled([found[number] for number in own])(calibrated(others or found))
        ratios[own] = measured_rates([found[number] for number in own]) / rates
    return ratios


def calibration(market: Market, defaults: Mapping[str, float]) -> dict[str, Entry]:
    """Constants and band of every kind of model on every generation, by the id of its entry in content/efficiency.yaml.

    They are fitted to saturated rows; where there are fewer than ten, to those of limited concurrency too. Where even so
    there are fewer than ten, Hopper's are taken, slowed down by the median of what rows there are but never sped up.
    """
    saturated, limited = (cases(market, sets, defaults) for sets in (market.throughput, market.limited))
    found = {(kind, generation): _rows(kind, generation, saturated, limited) for kind in KINDS for generation in GENERATIONS}
    enough = {key: rows for key, rows in found.items() if len(rows) >= ENOUGH}
    constants = {key: calibrated(rows) for key, rows in enough.items()}
    unseen = {key: unseen_ratios(rows) for key, rows in enough.items()}
    pooled = {kind: np.concatenate([each for key, each in unseen.items() if key[0] == kind]) for kind in KINDS}
    entries = {}
    for (kind, generation), rows in found.items():
        own = constants.get((kind, generation))
        kept = own or _scaled(constants[kind, MODEL_GENERATION], rows)
        ratios = unseen[kind, generation] if own else _ratios(rows, kept)
        alone = len({case.measured.model for case in rows}) < 2
        bounds = _wider(band(pooled[kind]), band(ratios)) if alone or not own else band(ratios)
        entries[f"{kind}-{generation}"] = Entry(kept, bounds, len(rows))
    return entries


def _rows(kind: str, generation: str, saturated: Sequence[Case], limited: Sequence[Case]) -> list[Case]:
    full, few = ([case for case in group if (case.kind, case.generation) == (kind, generation)] for group in (saturated, limited))
    return full if len(full) >= ENOUGH else full + few


def _scaled(constants: Mapping[str, float], rows: Sequence[Case]) -> dict[str, float]:
    """Another generation's constants, all slowed down by the median of the rows; a few rows are no reason to speed up."""
    factor = min(float(np.median(_ratios(rows, constants))), 1.0) if rows else 1.0
    scaled = {name: constants[name] * factor for name in SPEEDS} | {"layer_overhead": constants["layer_overhead"] / factor}
    return {name: _rounded(value) for name, value in {**constants, **scaled}.items()}


def _rounded(value: float) -> float:
    """Four digits, and no more than seven behind the point."""
    return round(float(f"{value:.4g}"), 7)


def _ratios(rows: Sequence[Case], constants: Mapping[str, float]) -> np.ndarray:
    """Measured over modelled."""
    return measured_rates(rows) / modelled(rows)(constants) if rows else np.array([])


def _wider(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    return min(one[0], other[0]), max(one[1], other[1])
