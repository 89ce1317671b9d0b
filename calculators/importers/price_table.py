"""genai-prices and LiteLLM's file as they come: read whole, within bounds, with mistakes in words."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from calculators.engine.problems import ContentError

PACKAGE = "genai-prices"
LITELLM_FILE = "model_prices_and_context_window_backup.json"
MOST_BYTES = 20_000_000  # both tables together have less than a quarter of it
PER_MTOKEN = 1_000_000
LITELLM_NAMES = {  # ours: theirs, in USD per token
    "input_price": "input_cost_per_token", "cached_price": "cache_read_input_token_cost",
    "cache_write_price": "cache_creation_input_token_cost", "output_price": "output_cost_per_token",
    "batch_input_price": "input_cost_per_token_batches", "batch_output_price": "output_cost_per_token_batches",
}  # fmt: skip
Providers = Mapping[str, Mapping[str, Any]]


def installed_release() -> str:
    """The release of genai-prices that is installed."""
    return importlib.metadata.version(PACKAGE)


def installed_providers() -> Providers:
    """The models of the installed genai-prices by provider and id, in the shape of its own JSON file."""
    from genai_prices.data import providers  # noqa: PLC0415  # takes half a second, and other commands do without

    return {provider.id: {model.id: _plain(model) for model in provider.models} for provider in providers}


def _plain(value: Any) -> Any:
    """Objects of genai-prices as the mappings that its JSON file has."""
    from genai_prices.types import ModelPrice  # noqa: PLC0415

    if isinstance(value, ModelPrice):
        return {key: _plain(price) for key, price in vars(value).items() if price is not None}
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value) if each.name != "match"}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def file_providers(path: Path) -> Providers:
    """The same from a data file of genai-prices. Raises ContentError."""
    listed = read_json(path)
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) and "id" in each for each in listed):
        raise ContentError([f"{path}: not a list of providers; give the data.json of genai-prices"])
    return {
        str(provider["id"]): {
            str(model["id"]): model
            for model in provider.get("models") or []
            if isinstance(model, Mapping) and "id" in model
        }
        for provider in listed
        if isinstance(provider.get("models") or [], list)
    }  # fmt: skip


def read_text(path: Path) -> str:
    """A file of sane size as UTF-8 text. Raises ContentError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ContentError([f"{path}: larger than {MOST_BYTES // 1_000_000} MB; give a price file, not an archive"])
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError([f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8 text"]) from error
    except OSError as error:
        raise ContentError([f"{path}: cannot be read ({error.strerror}); give a file"]) from error


def read_json(path: Path) -> Any:
    """JSON with exact decimals; NaN and the like are kept for the check of each price to refuse. Raises ContentError."""
    try:
        return json.loads(read_text(path), parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError, InvalidOperation) as error:
        raise ContentError([f"{path}: not JSON ({str(error)[:80]}); give the file as it was downloaded"]) from error


def bundled_litellm() -> Path | None:
    """LiteLLM's price file where that package is installed; it need not be."""
    try:
        found = importlib.metadata.distribution("litellm").locate_file(f"litellm/{LITELLM_FILE}")
    except importlib.metadata.PackageNotFoundError:
        return None
    return Path(str(found))


def litellm_prices(table: Any, name: str) -> dict[str, float]:
    """What LiteLLM's file says of a model in USD per million tokens; only what is a price, less than 1 USD a token."""
    model = table.get(name) if name and isinstance(table, Mapping) else None
    if not isinstance(model, Mapping):
        return {}
    priced = {ours: model.get(theirs) for ours, theirs in LITELLM_NAMES.items()}
    return {
        ours: float(round(Decimal(value) * PER_MTOKEN, 9))
        for ours, value in priced.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and Decimal(value).is_finite() and value < 1
    }
