"""The guide on one day: content read strictly, with every calculator, table and chart that pages may ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from calculators import catalog
from calculators.charts.voice import NAMES as CHART_NAMES
from calculators.checks import CHECKS
from calculators.claim_questions import questions
from calculators.engine.calculator import Calculator
from calculators.engine.choice_file import check_implied, read_choice
from calculators.engine.choices import Choice
from calculators.engine.dated import Source, read_source
from calculators.engine.edition import Edition
from calculators.engine.expression import FormulaError
from calculators.engine.facts import read_fact
from calculators.engine.fields import Fields, read_each
from calculators.engine.guide import Guide
from calculators.engine.nearest import nearest
from calculators.engine.numbers import STYLES, UnitWords
from calculators.engine.problems import ContentError, Problems
from calculators.engine.quantity import Quantities, read_quantities
from calculators.engine.reasons import read_reasons
from calculators.engine.retired import RetiredNames
from calculators.engine.sentences import read_sentence
from calculators.engine.strict_yaml import read
from calculators.engine.units import Unit
from calculators.proof import read_proof
from calculators.prose import keys
from calculators.reading import Reading
from calculators.records.claim_file import ClaimReader
from calculators.records.claim_test import TestReader
from calculators.records.edition import read_editions
from calculators.records.market import Market, read_market
from calculators.records.retired_names import read_retired

CHOSEN = (
    "call.offer", "frontier.offer", "rent.offer", "rent.model", "gpu", "team", "own.server", "reservation", "method",
    "tuned_model", "model", "precision", "price_path", "preset", "change", "change_way",
)  # fmt: skip


def read_guide(content: Path, day: dt.date | None = None) -> Guide:
    """Read content for a day, or for the `as_of` of its site.yaml.

    Raises ContentError with every mistake at once.
    """
    reading = read_all(content)
    return reading.on(day or reading.newest)


def read_all(content: Path, *, earlier: bool = False) -> Reading:
    """Read content for any day. Raises ContentError with every mistake at once.

    earlier: it is of another time, so it need not tell the edition of today's formulas.
    """
    problems = Problems()
    newest = _as_of(content, problems)
    sources = _sources(content, problems)
    facts = read_each(content / "facts.yaml", content, problems, lambda id_, f: read_fact(id_, f, sources))
    words = _words(content, problems)
    made = catalog.made()
    with Fields(read(content / "quantities.yaml", content, problems), problems) as f:
        quantities = read_quantities(f, sources, made)
        _check_words(f, quantities, words)
    market = read_market(content, sources, problems)
    known = {**quantities, **dict.fromkeys((*CHOSEN, *CHART_NAMES))}
    reasons = read_each(content / "decision.yaml", content, problems, lambda id_, f: read_reasons(id_, f, known))
    sentences = read_each(content / "sentences.yaml", content, problems, lambda id_, f: read_sentence(id_, f, known))
    stated = read_each(content / "choices.yaml", content, problems, lambda id_, f: read_choice(id_, f, sources, quantities))
    with Fields(read(content / "proof.yaml", content, problems), problems) as f:
        proof = read_proof(f, sources, market.models)
    editions = _editions(content, problems, earlier=earlier)
    check_implied(stated, f"{content.name}/choices.yaml", problems)
    sound = not problems.lines  # else calculators cannot be made, and the names in claims are looked at next time
    calculators = _calculators(market, newest, stated, quantities) if sound else {}
    retired = _retired(content, calculators, problems, earlier=earlier)
    asking = questions(calculators, quantities) if sound else {}
    prices = {offer: keys(market, offer) for offer in (*market.gpu, *market.api)}
    with Fields(read(content / "claims.yaml", content, problems), problems) as f:
        book = ClaimReader(sources, TestReader(asking, prices)).book(f)
    problems.stop_if_any()
    _check_units(quantities)
    return Reading(newest, market, quantities, words, facts, sentences, reasons, stated, proof, book, editions, retired)


def _calculators(market: Market, day: dt.date, stated: Mapping[str, Choice], quantities: Quantities) -> dict[str, Calculator]:
    rates = catalog.modelled(market, day, quantities)
    return {name: make() for name, make in catalog.makers(market, day, stated, quantities, rates).items()}


def _editions(content: Path, problems: Problems, *, earlier: bool) -> tuple[Edition, ...]:
    """The method's changelog; content of before there was one has none."""
    path = content / "method.yaml"
    if earlier and not path.exists():
        return ()
    with Fields(read(path, content, problems), problems) as f:
        return read_editions(f, catalog.NAMES, None if earlier else catalog.EDITION)


def _retired(
    content: Path, calculators: Mapping[str, Calculator], problems: Problems, *, earlier: bool
) -> RetiredNames:  # fmt: skip
    """Names that older links may carry; content of before any was retired has none."""
    path = content / "links.yaml"
    if not calculators or (earlier and not path.exists()):
        return RetiredNames()
    choices = [choice for calculator in calculators.values() for choice in calculator.choices]
    inputs = {name for calculator in calculators.values() for name in (*calculator.choice_names, *calculator.inputs)}
    ids = {id_ for choice in choices for id_ in (*choice.other_days, *(option.id for option in choice.options))}
    with Fields(read(path, content, problems), problems) as f:
        return read_retired(f, sorted(inputs), sorted(ids))


def read_records(content: Path) -> tuple[Market, dt.date]:
    """The market alone, and the guide's day: what price commands compare with. Raises ContentError."""
    problems = Problems()
    day = _as_of(content, problems)
    market = read_market(content, _sources(content, problems), problems)
    problems.stop_if_any()
    return market, day


def _as_of(content: Path, problems: Problems) -> dt.date:
    found = read(content / "site.yaml", content, problems)
    day = found.get("as_of")
    if not isinstance(day, dt.date):
        problems.add(found.place, "as_of is missing or no day", "write as_of: 2026-01-31")
        return dt.date(2000, 1, 1)
    return day


def _sources(content: Path, problems: Problems) -> dict[str, Source]:
    """Every file of content/sources; an id stands once over all of them."""
    found: dict[str, Source] = {}
    for path in sorted((content / "sources").glob("*.yaml")):
        mapping = read(path, content, problems)
        for id_, value in mapping.items():
            if id_ in found:
                problems.add(mapping.places[id_], f"source {id_} stands twice", "keep one of them")
            with Fields(value, problems, mapping.places[id_]) as f:
                found[id_] = read_source(id_, f)
    return found


def _words(content: Path, problems: Problems) -> dict[str, UnitWords]:
    """How each unit is said, by the unit's own text (request/s/block and request/block/s are one)."""
    found = read_each(content / "units.yaml", content, problems, _unit_words)
    units = {}
    for unit, words in found.items():
        try:
            units[str(Unit.parse(unit))] = words
        except ValueError as error:
            problems.add(f"{content.name}/units.yaml", str(error).partition(";")[0], "write for example USD/GPU/h")
    return units


def _unit_words(_: str, f: Fields) -> UnitWords:
    return UnitWords(f.text("style", one_of=STYLES), _spaced(f, "after"), _spaced(f, "one"), f.text("head", ""))


def _spaced(f: Fields, key: str) -> str:
    """A text whose leading space matters."""
    f.has(key)
    return str(f.mapping.get(key, ""))


def _check_words(f: Fields, quantities: Quantities, words: Mapping[str, UnitWords]) -> None:
    for name, quantity in quantities.items():
        plain = quantities.get(name.rpartition(".")[2], quantity)
        if plain is not quantity and (plain.unit_text, plain.style) == (quantity.unit_text, quantity.style):
            continue  # a way's own is told with the plain one
        if quantity.unit_text not in words:
            f.problems.add(
                f.place,
                f"{name} has the unit {quantity.unit_text}, which units.yaml does not know",
                nearest(quantity.unit_text, words),
            )
        if quantity.style and quantity.style not in STYLES:
            f.problems.add(f.place, f"{name} has the style {quantity.style}", nearest(quantity.style, STYLES))


def _check_units(quantities: Quantities) -> None:
    """Trace every formula once. Raises ContentError with each promise that is not kept."""
    wrong = []
    for calculation in (*catalog.CALCULATIONS, *CHECKS):
        for rule in calculation.rules:
            try:
                rule.formula.trace(quantities.units)
            except FormulaError as error:
                wrong.append(str(error))
    if wrong:
        raise ContentError(sorted(set(wrong)))
