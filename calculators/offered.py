"""What is on offer on a day, as choices that several calculators have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from calculators import bundles, gpu_offers, ways
from calculators.engine.choices import Choice, Join, Option
from calculators.price_paths import price_path_choice
from calculators.records.market import Market


@dataclass(frozen=True)
class Offered:
    """A day's choices, each made once, when a calculator first asks for it.

    stated: the choices that content states itself, as they were on the day. spreads: low and high of every default of the day.
    modelled: rates of pairs that nobody has measured.
    """

    market: Market
    day: dt.date
    stated: Mapping[str, Choice]
    spreads: Mapping[str, tuple[float, float]] = field(repr=False)
    modelled: Mapping[str, Option] = field(repr=False)

    @cached_property
    def team(self) -> Choice:
        """Where the engineers are paid."""
        return bundles.team_choice(self.market.running)

    @cached_property
    def price_path(self) -> Choice:
        """What prices do from the day on."""
        return price_path_choice(self.market, self.day, self.spreads)

    @cached_property
    def models(self) -> Choice:
        """Open models with rates, measured or modelled."""
        return bundles.model_choice(self.market, self.day, ways.MODEL_DEFAULTS, self.modelled)

    @cached_property
    def api(self) -> Choice:
        """API models; unasked, a well-known one."""
        return bundles.api_choice(self.market, self.day, ways.API_DEFAULTS)

    @cached_property
    def hosted(self) -> Choice:
        """API models; unasked, the cheapest host of the fleet's own weights."""
        return ways.hosted(self.market, self.day)

    @cached_property
    def rented(self) -> Choice:
        """GPU offers of any billing; unasked, the cheapest fleet."""
        return gpu_offers.offer_choice(self.market, self.day, ways.CHEAPEST)

    @cached_property
    def capacity(self) -> Join:
        """The rates of a model on the GPU of an offer, measured or else modelled."""
        return bundles.capacity_join(self.market, modelled=self.modelled, day=self.day)
