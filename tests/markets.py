"""Tiny markets made by hand, and the real one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from calculators.engine.dated import Dated, History, Source
from calculators.engine.fields import Fields
from calculators.engine.problems import Problems
from calculators.engine.strict_yaml import read
from calculators.proof import read_proof
from calculators.records.hardware import Gpu
from calculators.records.market import Market, read_market
from calculators.records.offer import ApiOffer, GpuOffer, Seller
from calculators.records.open_model import OpenModel
from calculators.records.throughput import Measured, Row

CONTENT = Path(__file__).resolve().parents[1] / "content"
DAY = dt.date(2026, 1, 1)
SOURCE = Source("made", "Made for a test", "", DAY, DAY, "high")
# An architecture and a memory so quick that attention and the KV cache take next to no time
MODEL = {"kv_bytes_bf16": 100, "heads": 1, "head_dim": 1, "layers": 1}
GPU = {"bandwidth_gb_s": 50_000, "bf16_tflops": 20_000}


def history(values, confidence="high", since=DAY, ends=None):
    """One entry since a day."""
    return History((Dated(since, False, values, SOURCE, confidence),), ends)


def gpu_offer(seller, kind, unit_price, *, gpus=1, gpu="gpu", billing="on_demand", confidence="high", name="unit"):
    """An offer of one unit of GPUs."""
    id_ = f"{seller}/{name}" + ("" if billing == "on_demand" else f"/{billing}")
    held = history({"unit_price": unit_price}, confidence)
    return GpuOffer(id_, Seller(seller, seller, kind, ""), name, gpu, gpus, "", billing, kind, held)


def api_offer(id_, values, *, tier="open", model="model", confidence="high", ends=None):
    """An offer of a model behind an API, by its whole id."""
    seller = id_.partition("/")[0]
    held = history(values, confidence, ends=ends)
    return ApiOffer(id_, Seller(seller, seller, "host", ""), id_, tier, model, float("inf"), "", held)


def measured(rows, *, gpus=1, holds=(), model="model", gpu="gpu", precision="fp8"):
    """A set of rows: input, output, output tokens a second of the whole replica."""
    found = tuple(Row(*row) for row in rows)
    return Measured(model, gpu, gpus, precision, "made", "offline", tuple(holds), "vendor", "high", SOURCE, DAY, "", found)


def model(figures=None, id_="model"):
    """An open model that has next to no work beside its rates."""
    return OpenModel(id_, id_, "", "GQA", MODEL if figures is None else figures, "", SOURCE, "high", "")


def gpu(figures=None, id_="gpu"):
    """A GPU with a memory without delay."""
    return Gpu(id_, id_, "", GPU if figures is None else figures, "", SOURCE, "high", "", ())


def market(*, api=(), gpus=(), sets=()):
    """A market of these offers and measurements, with one model and one GPU."""
    by_id = {offer.id: offer for offer in api}, {f"{i}-{offer.id}": offer for i, offer in enumerate(gpus)}
    return Market({}, by_id[0], by_id[1], {"gpu": gpu()}, {"model": model()}, tuple(sets), {})


def real(guide):
    """The market of the real content, with the guide's sources. Reading it takes a tenth of a second."""
    problems = Problems()
    found = read_market(CONTENT, guide.sources, problems)
    problems.stop_if_any()
    return found


def proof(guide):
    """The outside examples of the real content."""
    problems = Problems()
    with Fields(read(CONTENT / "proof.yaml", CONTENT, problems), problems) as f:
        found = read_proof(f, guide.sources, real(guide).models)
    problems.stop_if_any()
    return found
