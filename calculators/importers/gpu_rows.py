"""GPU prices from a CSV file, one reading a row. Everything that is wrong with it is said at once.

seller, offer       as in content/prices/gpu: the file's name, and the key under `offers`
billing             on_demand where it is empty
unit_price, gpu_price   USD per hour of the unit, or of one GPU of it: one of the two
currency            USD
starts, seen_by     since when the price holds, or the day by which it was seen: one of the two
source              id of a source on record; a new one needs source_title, source_url, source_dated, source_read and
                    source_confidence in the first of its rows
confidence, note    optional
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from calculators.engine.dated import CONFIDENCE, Source
from calculators.engine.nearest import nearest
from calculators.engine.problems import ContentError, Problems
from calculators.importers.plan import Confirmation, Entry, Plan
from calculators.importers.price_table import read_text
from calculators.records.market import Market
from calculators.records.offer import BILLING, GPU_HOUR, GPU_KEYS, GpuOffer

NEEDED = ("seller", "offer", "currency", "source")
EITHER = (("unit_price", "gpu_price"), ("starts", "seen_by"))
SOURCE = ("source_title", "source_url", "source_dated", "source_read", "source_confidence")
COLUMNS = (*NEEDED, "billing", *(key for pair in EITHER for key in pair), *SOURCE, "confidence", "note")
DECIMAL = re.compile(r"\d{1,6}(\.\d{1,9})?")
SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")  # a cell that starts so is run when somebody opens the file
Row = Mapping[str, str]


@dataclass
class Reading:
    """What rows are checked against, and where mistakes go. told: the rows so far by offer and day."""

    market: Market
    problems: Problems
    sources: dict[str, Source]
    told: dict[tuple[str, dt.date], str]


def planned(market: Market, path: Path, accepted: Collection[str], as_of: dt.date) -> Plan:
    """Everything that a file would change. Raises ContentError with every mistake."""
    plan, problems = Plan("gpu.yaml"), Problems()
    reading = Reading(market, problems, dict(market.sources), {})
    found = [entry for place, row in _rows(path, problems) if (entry := _entry(place, row, reading))]
    for entry in sorted(found, key=lambda each: (each.offer, each.day)):
        _follow(entry, market, plan, problems)
    plan.refuse_jumps(accepted, problems)
    problems.stop_if_any()
    cited = [each.source for each in plan.entries] + [each.source for each in plan.confirmations]
    plan.sources = [reading.sources[id_] for id_ in dict.fromkeys(cited) if id_ not in market.sources]
    latest = max((reading.sources[id_].read for id_ in cited), default=as_of)
    plan.as_of = latest if latest > as_of else None
    return plan


def _rows(path: Path, problems: Problems) -> list[tuple[str, Row]]:
    """Each row with its place; none where the head is wrong. Raises ContentError where the file is no CSV."""
    text = read_text(path)
    if "\0" in text:
        raise ContentError([f"{path}: holds zero bytes; give a CSV file"])
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        head = reader.fieldnames or ()
        rows = [(f"{path.name}:{reader.line_num}", row) for row in reader]
    except csv.Error as error:
        raise ContentError([f"{path}: not CSV ({error}); save it as comma-separated text"]) from error
    for column in head:
        if column not in COLUMNS or list(head).count(column) > 1:
            problems.add(f"{path.name}:1", f"column {column} is unknown or doubled", nearest(column, COLUMNS))
    missing = [key for key in NEEDED if key not in head] + [" or ".join(pair) for pair in EITHER if not {*pair} & {*head}]
    if missing:
        problems.add(f"{path.name}:1", f"no column {', '.join(missing)}", "add it to the first line")
    if not rows:
        problems.add(path.name, "no rows", "add one price a row")
    return [] if problems.lines else [(place, _cleaned(place, row, problems)) for place, row in rows]


def _cleaned(place: str, row: Mapping[str | None, str | list[str] | None], problems: Problems) -> Row:
    """A row with a text for each column. Noted: too many or too few cells, and texts that a program would run or break on."""
    if None in row or None in row.values():
        problems.add(place, "another number of cells than the first line", "quote texts that hold commas")
    cells = {str(key): str(value or "").strip() for key, value in row.items() if key is not None}
    for key, value in cells.items():
        if value.startswith(RUN_BY_SPREADSHEETS) and not key.endswith("_price"):
            problems.add(place, f"{key} starts with {value[0]}, which a spreadsheet would run", "start it with a word")
        if not value.isprintable():
            problems.add(place, f"{key} holds a line break or a control character", "write it on one line")
    return dict.fromkeys(COLUMNS, "") | cells


def _entry(place: str, row: Row, reading: Reading) -> Entry | None:
    """A row as an entry after the offer's newest; None after a mistake that leaves nothing to check."""
    offer = _offer(place, row, reading)
    if row["currency"] != "USD":
        reading.problems.add(place, f"currency is {row['currency'] or 'empty'}", "give prices in USD; taxes and rates are yours")
    day = _day(place, row, _chosen(place, row, EITHER[1], reading.problems), reading.problems)
    price = _price(place, row, offer, reading.problems)
    _source(place, row, reading)
    if row["confidence"] and row["confidence"] not in CONFIDENCE:
        reading.problems.add(place, f"confidence is {row['confidence']}", nearest(row["confidence"], CONFIDENCE))
    if not offer or not day or price is None:
        return None
    if (offer.id, day) in reading.told:
        reading.problems.add(place, f"{offer.id} on {day} stands twice, first at {reading.told[offer.id, day]}", "keep one")
        return None
    reading.told[offer.id, day] = place
    return Entry(offer.id, day, bool(row["seen_by"]), {"unit_price": price}, {}, row["source"], row["note"], row["confidence"])


def _offer(place: str, row: Row, reading: Reading) -> GpuOffer | None:
    billing = row["billing"] or "on_demand"
    id_ = "/".join([row["seller"], row["offer"], *([] if billing == "on_demand" else [billing])])
    if billing not in BILLING:
        reading.problems.add(place, f"billing is {billing}", nearest(billing, BILLING))
    elif id_ not in reading.market.gpu:
        reading.problems.add(place, f"no offer {id_}", nearest(id_, reading.market.gpu))
    return reading.market.gpu.get(id_)


def _chosen(place: str, row: Row, pair: tuple[str, str], problems: Problems) -> str:
    """Which of two columns a row fills; exactly one is right."""
    filled = [key for key in pair if row[key]]
    if len(filled) != 1:
        problems.add(place, f"{'both' if filled else 'neither'} {' and '.join(pair)}", "fill one of the two")
    return filled[0] if len(filled) == 1 else ""


def _day(place: str, row: Row, key: str, problems: Problems) -> dt.date | None:
    try:
        return dt.datetime.strptime(row[key], "%Y-%m-%d").date() if key else None  # a day has no zone
    except ValueError:
        problems.add(place, f"{key} is {row[key] or 'empty'}", "a day such as 2026-01-31")
        return None


def _price(place: str, row: Row, offer: GpuOffer | None, problems: Problems) -> float | None:
    """USD per hour of the whole unit."""
    key = _chosen(place, row, EITHER[0], problems)
    if not key:
        return None
    if not DECIMAL.fullmatch(row[key]):
        problems.add(place, f"{key} is {row[key]:.40}", "a plain decimal such as 2.49")
        return None
    gpus = offer.gpus_per_unit if offer else 1.0
    unit = round(float(row[key]) * (gpus if key == "gpu_price" else 1), 9)
    for price, (low, high), what in ((unit, GPU_KEYS["unit_price"], "unit"), (unit / gpus, GPU_HOUR, "GPU")):
        if offer and not low <= price <= high:
            problems.add(place, f"{price:g} USD per {what}-hour", f"a plausible price lies between {low:g} and {high:g}")
    return unit


def _source(place: str, row: Row, reading: Reading) -> None:
    """Check that a row's source is known, or make a new one of it."""
    id_, own = row["source"], [row[key] for key in SOURCE]
    if id_ in reading.sources:
        known = reading.sources[id_]
        if row["source_title"] not in ("", known.title):
            reading.problems.add(place, f"source {id_} is on record as {known.title}", "use another id, or leave the title out")
        return
    if not SOURCE_ID.fullmatch(id_):
        reading.problems.add(place, f"source is {id_ or 'empty'}", "an id of lower-case letters, digits, dots and dashes")
    elif not all(own):
        reading.problems.add(place, f"source {id_} is new", f"fill {', '.join(SOURCE)}, or name a source on record")
    else:
        title, url, confidence = row["source_title"], row["source_url"], row["source_confidence"]
        dated, read = (_day(place, row, key, reading.problems) for key in ("source_dated", "source_read"))
        if not url.startswith("https://"):
            reading.problems.add(place, f"source_url is {url}", "write an address that starts with https://")
        if confidence not in CONFIDENCE:
            reading.problems.add(place, f"source_confidence is {confidence}", nearest(confidence, CONFIDENCE))
        if dated and read:
            if dated > read:
                reading.problems.add(place, f"source {id_} was read on {read}, before it was dated {dated}", "swap them")
            reading.sources[id_] = Source(id_, title, url, dated, read, confidence)


def _follow(entry: Entry, market: Market, plan: Plan, problems: Problems) -> None:
    """Plan a row: as a new entry, as a confirmation where the price stands, as nothing where it is on record already."""
    history = market.gpu[entry.offer].history
    added = [each for each in plan.entries if each.offer == entry.offer]
    newest = history.entries[-1]
    day, values = (added[-1].day, added[-1].values) if added else (newest.since, newest.values)
    recorded = next((each for each in history.entries if each.since == entry.day), None)
    if recorded and recorded.values == entry.values:
        plan.notes.append(f"{entry.offer}: {entry.day} is on record already")
    elif values == entry.values and not added and entry.day >= newest.since:
        if entry.day > newest.age_from:
            plan.confirmations.append(Confirmation(entry.offer, newest.since, entry.day, entry.source))
        else:
            plan.notes.append(f"{entry.offer}: the same price was last read on {newest.age_from}, not before {entry.day}")
    elif entry.day <= day:
        problems.add(entry.offer, f"{entry.day} does not come after {day}", "history is only added to; settle it by hand")
    elif history.ends and entry.day >= history.ends:
        problems.add(entry.offer, f"it ended on {history.ends}", "leave the row out, or mend the offer first")
    else:
        plan.entries.append(
            Entry(entry.offer, entry.day, entry.first_sighting, entry.values, values, entry.source, entry.note, entry.confidence)
        )
