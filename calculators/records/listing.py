"""Where the two open tables of API prices list an offer: what may be imported, by name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from calculators.engine.fields import Fields
from calculators.engine.nearest import nearest


@dataclass(frozen=True)
class Listing:
    """An offer's names elsewhere: `provider/model-id` in genai-prices, and the name in LiteLLM's file; empty where none."""

    offer: str
    genai_prices: str
    litellm: str

    @property
    def provider(self) -> str:
        """The provider's id in genai-prices."""
        return self.genai_prices.partition("/")[0]

    @property
    def model(self) -> str:
        """The model's id at that provider."""
        return self.genai_prices.partition("/")[2]


def read_listing(id_: str, f: Fields, offers: Collection[str]) -> Listing:
    """An offer's entry in imports.yaml; it names an offer that is on record, and at least one table."""
    found = Listing(id_, f.text("genai_prices", ""), f.text("litellm", ""))
    if id_ not in offers:
        f.problems.add(f.place, f"no offer {id_}", nearest(id_, offers))
    if found.genai_prices and not found.model:
        f.wrong("genai_prices", f"genai_prices is {found.genai_prices}", "write provider/model-id")
    if not found.genai_prices and not found.litellm:
        f.problems.add(f.place, f"{id_} names neither table", "write genai_prices: provider/model-id, litellm: name, or both")
    return found
