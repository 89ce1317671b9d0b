"""A guide's data sets as files that readers take away: CSV, JSON, schemas, a dictionary, the license and checksums.

Their addresses and columns are a promise. What has to be renamed or taken out belongs under the next version.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from calculators.engine.dataset import DataColumn, Dataset, Value
from calculators.engine.dated import day_words
from calculators.engine.guide import Guide
from calculators.engine.problems import Problems
from publisher.schemas import DICTIONARY, FOLDER, VERSION, dictionary_schema, row_schema
from publisher.site import OpenData, Site

LICENSE, CHECKSUMS = "LICENSE.txt", "checksums.txt"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that starts so


def dataset_files(guide: Guide, site: Site, place: str, problems: Problems, folder: str = "") -> dict[str, bytes]:
    """Every file of the data by its path, nothing where the guide has no data.

    place: of what content says of the site; folder: of the page that lists the files. Mistakes are noted in problems.
    """
    if not guide.datasets:
        return {}
    if site.data is None:
        problems.add(place, "the guide has data sets and data is missing", f"write data: with {_parts()}")
        return {}
    sets = [make() for make in guide.datasets.values()]
    files: dict[str, bytes] = {}
    for each in sets:
        _check_cells(each, problems)
        files[f"{each.name}.csv"] = csv_bytes(each)
        files[f"{each.name}.json"] = _json_rows(_head(site.data, guide.as_of, each.name), "rows", _records(each))
        files[f"{each.name}.schema.json"] = _json(row_schema(each, site))
    files[f"{DICTIONARY}.json"] = _json_rows(_head(site.data, guide.as_of, DICTIONARY), "files", map(_described, sets))
    files[f"{DICTIONARY}.schema.json"] = _json(dictionary_schema(site))
    files[LICENSE] = _license(site.data, citation(site, guide.as_of, folder))
    files[CHECKSUMS] = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    return {f"{FOLDER}/{name}": content for name, content in files.items()}


def _parts() -> str:
    return ", ".join(f"{key}:" for key in OpenData.__dataclass_fields__)


def _check_cells(data: Dataset, problems: Problems) -> None:
    """No text may start as a formula does, since whoever opens the file in a spreadsheet would run it; and each is one line."""
    for row in data.rows:
        for column, value in zip(data.columns, row, strict=True):
            place, cell = f"{FOLDER}/{data.name}.csv", f"{column.key} of {row[0]}"
            if isinstance(value, str) and value.startswith(FORMULA_STARTS):
                wrong = f"{cell} starts with {value[0]!r}, which a spreadsheet takes for a formula"
                problems.add(place, wrong, "start it with a letter or a digit")
            if isinstance(value, str) and {"\r", "\n"} & set(value):
                problems.add(place, f"{cell} has a line break", "write it on one line")


def plain(value: Value) -> str:
    """A value as CSV has it: days as 2026-01-31, flags as true and false, numbers with all their digits."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def csv_bytes(data: Dataset) -> bytes:
    """UTF-8 with a head of keys; what is not known is empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.key for column in data.columns)
    writer.writerows(map(plain, row) for row in data.rows)
    return out.getvalue().encode()


def _records(data: Dataset) -> Iterable[dict[str, Any]]:
    """Each row as an object; what is not known is null."""
    keys = [column.key for column in data.columns]
    for row in data.rows:
        yield {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in zip(keys, row, strict=True)}


def _head(data: OpenData, day: dt.date, name: str) -> dict[str, Any]:
    """What stands above the rows of every JSON file."""
    return {
        "schema": f"{name}.schema.json", "version": VERSION, "as_of": day.isoformat(), "license": data.license,
        "license_url": data.license_url,
    }  # fmt: skip


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_rows(head: Mapping[str, Any], key: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """An object whose last member is a list with one row a line, so that two versions compare line by line."""
    start = json.dumps(head, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"{start}, {json.dumps(key)}: [\n{lines}\n]}}\n".encode()


def _described(data: Dataset) -> dict[str, Any]:
    """A data set in the dictionary: what it is, and each of its columns."""
    columns = [
        {"name": column.key, "type": column.kind, "unit": column.unit, "meaning": column.meaning, "values": list(column.values),
         "optional": column.optional, "example": example(data, column)}
        for column in data.columns
    ]  # fmt: skip
    files = [f"{data.name}.{kind}" for kind in ("csv", "json", "schema.json")]
    return {"files": files, "title": data.title, "description": data.description, "rows": len(data.rows), "columns": columns}


def example(data: Dataset, column: DataColumn) -> str:
    """The first value of a column that is not empty, as CSV has it."""
    return plain(next(iter(data.column(column.key)), None))


def _license(data: OpenData, cited: str) -> bytes:
    return f"{data.title}\n\nLicense: {data.license}\n{data.license_url}\n\n{data.terms}\n\n{cited}\n".encode()


def citation(site: Site, day: dt.date, folder: str) -> str:
    """How to name the data, with the day of its prices and the page that lists them, since a folder of files shows nothing."""
    title = site.data.title if site.data else site.title
    return f"{site.publisher.name}: {title}. {site.title}, version {VERSION}, as of {day_words(day)}. {site.base_url}{folder}"
