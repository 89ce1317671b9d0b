"""Rent or buy a home: a whole guide on another subject, made of the engine alone."""

from __future__ import annotations

from functools import partial

import numpy as np

from calculators.engine.calculation import Calculation
from calculators.engine.calculator import Calculator, Sweep, sweep
from calculators.engine.choices import AUTO, Choice, Option
from calculators.engine.dated import History, read_history, read_source
from calculators.engine.evidence import of_entry
from calculators.engine.expression import Constant, FormulaError
from calculators.engine.facts import read_fact
from calculators.engine.fields import Fields, read_each
from calculators.engine.formula import formula
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.numbers import STYLES, UnitWords, number_text
from calculators.engine.problems import ContentError, Problems
from calculators.engine.quantity import read_quantities
from calculators.engine.rule import Way
from calculators.engine.sentences import Speaker, read_sentence
from calculators.engine.strict_yaml import read
from calculators.engine.table import Cell, Chart, Column, Row, Table

MONTHS_PER_YEAR = Constant(12, "m_year", "month/year")


@formula("c_home", "USD/month")
def home_cost(home_price, mortgage_rate):
    """Interest on the whole price; what is paid off is not lost."""
    return home_price * mortgage_rate / MONTHS_PER_YEAR


@formula("C", "USD/month")
def monthly_cost(home_cost, care):
    """What a month in the home costs for good."""
    return home_cost + care


@formula("F", "USD")
def entry_cost(home_price, fees_share):
    """Paid once, and lost."""
    return home_price * fees_share


@formula("ΔC", "USD/month")
def saving(rent__monthly_cost, buy__monthly_cost):
    """What owning saves each month; below zero it costs more."""
    return rent__monthly_cost - buy__monthly_cost


@formula("n_pay", "year")
def break_even(saving, buy__entry_cost):
    """Years until the saving has paid the cost of buying; none where owning saves nothing."""
    return np.where(saving > 0, buy__entry_cost / saving / MONTHS_PER_YEAR, np.inf)


@formula("G", "USD")
def gain(saving, years, buy__entry_cost):
    """What is left of the saving after the cost of buying."""
    return saving * years * MONTHS_PER_YEAR - buy__entry_cost


CALCULATION = Calculation(
    (saving, break_even, gain),
    (
        Way("rent", (monthly_cost,), ("home_cost", "care")),
        Way("buy", (home_cost, monthly_cost, entry_cost), ("home_price", "care")),
    ),
)


def read_home(content):
    """The guide from a content folder. Raises ContentError with every mistake at once."""
    problems = Problems()
    day = read(content / "site.yaml", content, problems)["as_of"]
    sources = read_each(content / "sources.yaml", content, problems, read_source)
    facts = read_each(content / "facts.yaml", content, problems, lambda id_, f: read_fact(id_, f, sources))
    words = read_each(content / "units.yaml", content, problems, _words)
    made = {rule.formula.name: (rule.formula.symbol, rule.formula.unit) for rule in CALCULATION.rules}
    with Fields(read(content / "quantities.yaml", content, problems), problems) as f:
        quantities = read_quantities(f, sources, made)
    with Fields(read(content / "homes.yaml", content, problems), problems) as f:
        homes = {id_: _home(entry, sources) for id_, entry in f.each("homes")}
        flats = {id_: _flat(entry, homes, sources) for id_, entry in f.each("flats")}
    known = {**quantities, "city": 0, "rent.flat": 0}
    sentences = read_each(content / "sentences.yaml", content, problems, lambda id_, f: read_sentence(id_, f, known))
    problems.stop_if_any()
    _check_units(quantities)
    calculators = {"rent_or_buy": _calculator(homes, flats, day)}
    return Guide(
        day, quantities, words, sources, facts, calculators, sentences,
        {"rents": partial(_rents, flats, day)}, {"rents": partial(_rents_chart, flats, day)},
        {"rent_or_buy": partial(_side_by_side, quantities, words, day)}, {},
        {"rent": partial(_rent, flats, day)},
    )  # fmt: skip


def _check_units(quantities):
    wrong = []
    for rule in CALCULATION.rules:
        try:
            rule.formula.trace(quantities.units)
        except FormulaError as error:
            wrong.append(str(error))
    if wrong:
        raise ContentError(wrong)


def _words(_, f):
    for key in ("after", "one"):
        f.has(key)  # taken as it stands, since its leading space matters
    return UnitWords(f.text("style", one_of=STYLES), f.mapping.get("after", ""), f.mapping.get("one", ""), f.text("head", ""))


def _home(f, sources):
    return f.text("label"), History(read_history(f, sources, {"home_price": (1_000, 1e8)}, ("home_price",)))


def _flat(f, homes, sources):
    history = History(read_history(f, sources, {"rent": (10, 100_000)}, ("rent",)))
    return f.text("label"), f.text("city", one_of=homes), history


def _calculator(homes, flats, day):
    cities = tuple(
        Option(id_, label, "", {"buy.home_price": history.on(day).values["home_price"]}, evidence=of_entry(history.on(day)))
        for id_, (label, history) in homes.items()
    )
    rents = tuple(
        Option(
            id_, label, homes[city][0], {"rent.home_cost": history.on(day).values["rent"]}, {"city": city},
            evidence=of_entry(history.on(day)),
        )
        for id_, (label, city, history) in flats.items()
    )  # fmt: skip
    city = Choice("city", "City", cities, "lisbon")
    flat = Choice(
        "rent.flat", "Flat", rents, AUTO, ("rent.monthly_cost",), {"city": ("city", "")}, "The cheapest there", "No flat there"
    )
    return Calculator(
        "rent_or_buy", "Rent or buy", "calculators/rent-or-buy", CALCULATION, (city, flat), joins=(),
        opened=("city", "rent.flat", "years"),
        groups=(("Costs", ("mortgage_rate", "fees_share", "buy.care", "rent.home_cost")),),
        results=("break_even", "gain", "buy.monthly_cost", "rent.monthly_cost"),
        sentence="rent_or_buy", ranged_by="mortgage_rate",
        sweep=Sweep("rent.flat", ("rent.monthly_cost", "break_even"), {}, {}),
    )  # fmt: skip


def _rent(flats, day, flat):
    if flat not in flats:
        raise ContentError([f"no flat {flat}; {nearest(flat, flats)}"])
    return number_text(flats[flat][2].on(day).values["rent"], "money")


def _rents(flats, day):
    columns = (Column("flat", "Flat"), Column("rent", "Rent", "USD a month", numeric=True), Column("since", "Since"))
    found = {id_: (label, history.on(day)) for id_, (label, _, history) in flats.items()}
    rows = tuple(
        Row(id_, (
            Cell(label, note=entry.note), Cell(number_text(entry.values["rent"], "money"), repr(entry.values["rent"])),
            Cell(entry.since.isoformat(), href=f"sources.md#source-{entry.source.id}"),
        ))
        for id_, (label, entry) in found.items()
    )  # fmt: skip
    return Table("rents", "What flats ask", columns, rows, ("register-2026",), note="Rents exclude heating.")


def _rents_chart(flats, day):
    bars = [{"flat": label, "rent": history.on(day).values["rent"]} for label, _, history in flats.values()]

    def draw(width):
        encoding = {"x": {"field": "rent", "type": "quantitative"}, "y": {"field": "flat", "type": "nominal"}}
        return {"mark": "bar", "data": {"values": bars}, "encoding": encoding, "width": width - 200, "height": 90}

    return Chart("rents-chart", "Alfama asks most", "Rent, USD a month", "A bar for each flat.", draw, sources=("register-2026",))


def _side_by_side(quantities, words, day, answer):
    says, shown = Speaker(quantities, words), answer.calculator.sweep.columns
    choice, picked = answer.calculator.choice_names["rent.flat"], answer.resolved.picked["rent.flat"].id
    rows = []
    for id_, found in sweep(answer.calculator, quantities, day, answer):
        figures = [Cell(says.value(name, found[name], bare=True), repr(found[name])) for name in shown]
        rows.append(Row(id_, (Cell(choice.option(id_).label), *figures), mark=id_ == picked))
    heads = [Column(name, quantities[name].label, words[quantities[name].unit_text].head, numeric=True) for name in shown]
    return Table("rent-or-buy-options", "Every flat", (Column("flat", "Flat"), *heads), tuple(rows), sweep="rent.flat")
