"""What a million tokens of well-known models have cost: lines of successive models, and the cheapest large open one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from calculators.charts.axes import day_axis, tight_axis, year_of
from calculators.charts.credits import credited, dollars
from calculators.charts.plot import Plot
from calculators.charts.steps import Line, Look, Step, end_names, ends, staircases, step_places
from calculators.charts.style import INK, SERIES, SOLID, Canvas, Text, is_narrow, room, words
from calculators.engine.nearest import nearest
from calculators.engine.numbers import number_text
from calculators.engine.problems import ContentError, NotOnRecordError
from calculators.engine.table import Cell, Chart, Column, Row, Table
from calculators.records.market import Market
from calculators.records.offer import ApiOffer
from calculators.records.price_path import INPUT_PER_OUTPUT, mixed_price
from calculators.tables.cells import PER_MTOKEN, PROVENANCE, number, provenance

MAIN, SMALL, OPUS = "openai-main", "openai-mini", "anthropic-opus"
LINES: dict[str, Look] = {  # lines of content/successions.yaml; what is drawn later lies on top
    OPUS: Look("Claude\nOpus", SERIES[4], SOLID), SMALL: Look("OpenAI’s\nsmall model", SERIES[3], [7, 6]),
    MAIN: Look("OpenAI’s\nmain model", SERIES[1], SOLID),
}  # fmt: skip
OPEN = Look("Cheapest\nopen model", SERIES[0], SOLID)
LARGE = 60e9  # parameters: the class of Llama 2 70B, the first open model on record, so that sizes compare
NAMED = {True: (MAIN,), False: (MAIN, "open")}  # lines whose first model is told beside their start, on a phone and elsewhere


def token_price_history(market: Market, day: dt.date) -> Chart:
    """Prices of a million tokens, four of input to one of output, as steps on a log scale.

    Raises NotOnRecordError for a day before the first price of the main line.
    """
    lines = {id_: Line(look, tuple(_succession(market, id_, day)), day) for id_, look in LINES.items()}
    lines["open"] = Line(OPEN, tuple(_cheapest(market, day)), day)
    shown = {id_: line for id_, line in lines.items() if line.steps}
    if MAIN not in shown:
        raise NotOnRecordError([f"no price on record for the models of {MAIN}; choose a later day"])
    said = "; ".join(
        f"{line.look.flat}, {step.of}: {number_text(step.price, 'price')} from {step.since:%B %Y}"
        for line in shown.values() for step in line.steps
    )  # fmt: skip
    sources, note = credited(step.entry.source for line in shown.values() for step in line.steps)
    large = f"The open model is the cheapest on record of {number_text(LARGE, 'count')} parameters and more."
    return Chart(
        "token-price-history", _finding(shown[MAIN], shown.get("open")),
        f"USD per million tokens, {INPUT_PER_OUTPUT} read for 1 written, log scale", said, partial(_draw, shown),
        _table(list(shown.values())), sources, f"{large} {note}".strip(), "xy", told=4,
        places=lambda width: step_places(list(shown.values()), _plot(list(shown.values()), width)),
    )  # fmt: skip


def _succession(market: Market, id_: str, day: dt.date) -> Iterator[Step]:
    """The prices of a line's newest model by a day: each until its successor is on record."""
    known = {line.id: line for line in market.lines}
    if id_ not in known:
        raise ContentError([f"no line of models {id_}; {nearest(id_, known)}"])
    offers = [market.api[name] for name in known[id_].models]
    held = [(offer, entries) for offer in offers if (entries := offer.history.until(day))]
    starts = [entries[0].since for _, entries in held]
    for (offer, entries), following in zip(held, [*starts, dt.date.max][1:], strict=True):
        price = None
        for entry in entries:
            if entry.since < following and mixed_price(entry) != price:
                price = mixed_price(entry)
                yield Step(entry.since, price, entry, offer.label)


def _cheapest(market: Market, day: dt.date) -> Iterator[Step]:
    """The least price of any large open model on each day on which it changed. Prices of low confidence are left out."""
    offers = [offer for offer in market.api.values() if _is_large(market, offer)]
    days = {entry.since for offer in offers for entry in offer.history.until(day)}
    days |= {offer.history.ends for offer in offers if offer.history.ends and offer.history.ends <= day}
    last = None
    for each in sorted(days):
        sold = [
            Step(each, mixed_price(entry), entry, f"{offer.label} at {offer.seller.name}")
            for offer in offers if (entry := offer.sold_on(each)) and entry.confidence != "low"
        ]  # fmt: skip
        least = min(sold, key=lambda step: step.price, default=None)
        if least and (last is None or (least.price, least.of) != (last.price, last.of)):
            yield least
            last = least


def _is_large(market: Market, offer: ApiOffer) -> bool:
    model = market.models.get(offer.model)
    return model is not None and model.figures.get("params_total", 0) >= LARGE


def _finding(main: Line, cheapest: Line | None) -> str:
    """What the main line cost at first, at its lowest and now, and how far the cheapest open model lies below it."""
    first, now = main.steps[0], main.steps[-1]
    low = min(main.steps, key=lambda step: step.price)
    told = [f"{dollars(first.price)} in {first.since:%B %Y}"]
    told += [f"{dollars(low.price)} in {low.since:%B %Y}"] if first.price > low.price < now.price else []
    said = f"A million tokens of OpenAI’s main model cost {', '.join(told)} and {dollars(now.price)} now"
    if first is now:
        said = f"A million tokens of OpenAI’s main model have cost {dollars(now.price)} since {now.since:%B %Y}"
    if cheapest is None or cheapest.prices[-1] >= now.price:
        return said
    return f"{said}, {now.price / cheapest.prices[-1]:,.0f} times the cheapest open model"


def _draw(lines: dict[str, Line], width: int) -> dict[str, Any]:
    shown = list(lines.values())
    plot = _plot(shown, width)
    firsts = [_first(line, plot) for id_, line in lines.items() if id_ in NAMED[plot.canvas.narrow]]
    return plot.canvas.spec(*staircases(shown, plot), *words([*ends(shown, plot), *firsts]))


def _plot(lines: Sequence[Line], width: int) -> Plot:
    canvas = Canvas(width, 270 if is_narrow(width) else 340, 54, room(end_names(lines, width), bold=True) + 10, top=22)
    prices = [price for line in lines for price in line.prices]
    days = day_axis(min(line.steps[0].since for line in lines), max(line.last for line in lines))
    return Plot(canvas, days, tight_axis(min(prices), max(prices), dollars=True))


def _first(line: Line, plot: Plot) -> Text:
    """The model that a line starts with, above its start."""
    step = line.steps[0]
    name = step.of.partition(" at ")[0]
    return Text(plot.across(year_of(step.since)), plot.down(step.price) - 13, f"{name} {dollars(step.price)}", INK, halo=True)


def _table(lines: Sequence[Line]) -> Table:
    columns = (
        Column("line", "Line"), Column("model", "Model"), Column("price", "Price", PER_MTOKEN, numeric=True), *PROVENANCE,
    )  # fmt: skip
    rows = tuple(
        Row(f"{line.look.flat}-{step.since}", (
            Cell(line.look.flat), Cell(step.of), number(step.price, "price"), *provenance(step.entry),
        ), series=f"s{place}")
        for place, line in enumerate(lines) for step in line.steps
    )  # fmt: skip
    note = f"Prices of {INPUT_PER_OUTPUT} tokens read for 1 written; a day may be that of a first sighting."
    return Table("token-price-steps", "Token prices, step by step", columns, rows, filter=True, note=note)
