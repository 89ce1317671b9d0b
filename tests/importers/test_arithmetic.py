"""Our own price of a request against genai-prices' own, on requests made from the tariffs of every offer that we list.

Its rules: tiers are cliffs on all input tokens, strictly above their start; tokens read from or written to the cache are
parts of the input tokens; a price holds from the first day of its condition on, in UTC.
"""

import datetime as dt
import math
import random

import pytest
from genai_prices import Usage, calc_price
from genai_prices.data import providers

from calculators.engine.problems import Problems
from calculators.formulas import api_price
from calculators.guide import read_records
from calculators.importers.price_table import installed_providers
from calculators.importers.tariff import UnfitError, read_tariff
from calculators.records.offer import api_prices
from tests import markets

ITS_MODELS = {(provider.id, model.id): (provider, model) for provider in providers for model in provider.models}
NOON, PEAK = dt.time(12, tzinfo=dt.UTC), dt.time(2, tzinfo=dt.UTC)  # outside and inside of the peak hours that there are
RANDOM_REQUESTS = 6
LEAST = 1000


def tariffs():
    """The pieces of each listed model that our records have words for, by provider and model."""
    found, problems, table = {}, Problems(), installed_providers()
    for listing in read_records(markets.CONTENT)[0].listings.values():
        model = table.get(listing.provider, {}).get(listing.model)
        if model:
            try:
                found[listing.provider, listing.model] = read_tariff(model, listing.genai_prices, problems)
            except UnfitError:
                continue
    problems.stop_if_any()
    return found


TARIFFS = tariffs()


def requests(key, values):
    """Requests as (input, cache read, cache write, output): at the limit, one above, none cached, all cached, and any."""
    chance = random.Random("/".join(key))
    limit = int(values.get("long_context_from", 200_000))
    writes = "cache_write_price" in values
    for tokens in (1, limit - 1, limit, limit + 1, 2 * limit):
        yield tokens, 0, 0, 700
        yield tokens, tokens // 3, tokens // 4 if writes else 0, 700
        yield tokens, tokens, 0, 1
    for _ in range(RANDOM_REQUESTS):
        tokens = chance.randrange(1, 3 * limit)
        read = chance.randrange(tokens + 1)
        yield tokens, read, chance.randrange(tokens - read + 1) if writes else 0, chance.randrange(9000)


def cases(peak):
    """(key, values, day, request) over every piece of every tariff: on its first day, and on the last day before the next."""
    for key, pieces in TARIFFS.items():
        for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
            if peak and "peak_input_price" not in piece.values:
                continue
            last = after.starts - dt.timedelta(days=1) if after else None
            days = {piece.starts or (last or dt.date(2026, 11, 8)), last or dt.date(2027, 6, 1)}
            for request in requests(key, piece.values):
                yield from ((key, piece.values, day, request) for day in sorted(days))


def ours(values, request, peak_share):
    """USD of a request through our formulas."""
    tokens, read, write, out = request
    filled = api_prices(values)[0]
    filled["peak_hours_share"] = peak_share
    live = {rule.name: asked(rule, filled) for rule in api_price.PRICES}
    given = {"input_tokens": tokens, "output_tokens": out, "cached_share": read / tokens, "written_share": write / tokens}
    written = asked(api_price.cache_write_price, filled | given)
    return float(asked(api_price.request_price, filled | given | live | {"cache_write_price": written})), filled | given


def asked(rule, known):
    """A formula's value from what is known by name."""
    return rule.function(**{name: known[name] for name in rule.parameters})


def theirs(key, request, day, hour, context=None):
    """USD of the same request by genai-prices itself."""
    tokens, read, write, out = request
    provider, model = ITS_MODELS[key]
    usage = Usage(input_tokens=tokens, cache_read_tokens=read, cache_write_tokens=write, output_tokens=out)
    when = dt.datetime.combine(day, hour)
    options = {"genai_request_timestamp": when, "price_context": context}
    if provider.find_model(key[1]) is model:
        found = calc_price(usage, key[1], provider_id=key[0], **options)
    else:  # an id that no request would name it by
        found = model.calc_price(usage, provider, **options)
    return float(found.total_price)


def differing(found):
    return [case for case in found if not math.isclose(case[-2], case[-1], rel_tol=1e-9, abs_tol=1e-15)]


def test_every_request_costs_the_same():
    found = [(*case, ours(case[1], case[3], 0)[0], theirs(case[0], case[3], case[2], NOON)) for case in cases(peak=False)]
    assert len(found) >= LEAST
    assert len({case[0] for case in found}) > 100
    assert differing(found) == []


def test_every_request_in_peak_hours_costs_the_same():
    table = {key: pieces for key, pieces in TARIFFS.items() if "peak_input_price" in pieces[-1].values}
    assert table
    found = [(*case, ours(case[1], case[3], 1)[0], theirs(case[0], case[3], case[2], PEAK)) for case in cases(peak=True)]
    assert found
    assert differing(found) == []


def test_every_batch_request_without_a_cache_costs_the_same():
    found = []
    for case in cases(peak=False):
        key, values, day, (tokens, read, _, out) = case
        if "batch_input_price" in values and "batch_output_price" in values and not read:
            request = (tokens, 0, 0, out)
            price, known = ours(values, request, 0)
            batch = float(asked(api_price.batch_request_price, known | {"request_price": price}))
            found.append((*case, batch, theirs(key, request, day, NOON, {"processing": "batch"})))
    assert len(found) > 500
    assert differing(found) == []


@pytest.mark.parametrize(("tokens", "long"), [(272_000, False), (272_001, True)])
def test_the_limit_itself_still_pays_the_plain_price(tokens, long):
    key = ("openai", "gpt-6-astra")
    values = TARIFFS[key][-1].values
    price = ours(values, (tokens, 0, 0, 0), 0)[0]
    assert price == pytest.approx(tokens * values["long_input_price" if long else "input_price"] / 1e6)
    assert price == pytest.approx(theirs(key, (tokens, 0, 0, 0), dt.date(2026, 11, 8), NOON))
