"""What a page says of the data that readers take away: a list of files, each column, and the same for machines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from calculators.engine.dataset import Dataset
from calculators.engine.guide import Guide
from calculators.engine.table import Cell, Column, Row, Table
from publisher.datasets import example
from publisher.schemas import FOLDER
from publisher.site import OpenData, Site

FILES = (("csv", "CSV", "text/csv"), ("json", "JSON", "application/json"))
FILE_COLUMNS = (
    Column("file", "File"), *(Column(kind, label) for kind, label, _ in FILES), Column("schema", "Schema"),
    Column("rows", "Rows", numeric=True),
)  # fmt: skip
PARTS = (
    Column("column", "Column"), Column("type", "Type"), Column("meaning", "Meaning"), Column("unit", "Unit"),
    Column("example", "Example"),
)  # fmt: skip
NONE = "–"


def file_list(sets: list[Dataset], root: str) -> Table:
    """Every data set with links to its files."""
    rows = tuple(
        Row(each.name, (
            Cell(each.name, note=each.title),
            *(Cell(label, href=f"{root}{FOLDER}/{each.name}.{kind}") for kind, label, _ in FILES),
            Cell("Schema", href=f"{root}{FOLDER}/{each.name}.schema.json"),
            Cell(f"{len(each.rows):,}", str(len(each.rows))),
        ))
        for each in sets
    )  # fmt: skip
    return Table("data-files", "Files of the open data", FILE_COLUMNS, rows)


def column_list(data: Dataset) -> Table:
    """The data dictionary of one data set."""
    rows = tuple(
        Row(column.key, (
            Cell(column.key, note="may be empty" if column.optional else ""), Cell(column.kind),
            Cell(column.meaning, note="One of " + ", ".join(column.values) if column.values else ""), Cell(column.unit or NONE),
            Cell(shorten(example(data, column), 24) or NONE),
        ))
        for column in data.columns
    )  # fmt: skip
    return Table(f"dictionary-{data.name}", f"Columns of {data.name}", PARTS, rows, note=data.description)


def shorten(text: str, most: int) -> str:
    """A text cut to so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def dataset(guide: Guide, site: Site, said: OpenData, address: str, maker: dict[str, str]) -> dict[str, Any]:
    """The data as a schema.org Dataset. address: of the page that lists it; maker: the publisher, as a node or a name of one."""
    sets, day = [make() for make in guide.datasets.values()], guide.as_of
    return {
        "@type": "Dataset", "name": said.title, "description": said.description,
        "url": address, "license": said.license_url, "isAccessibleForFree": True, "inLanguage": site.language, "creator": maker,
        "publisher": maker, "dateModified": day.isoformat(), "temporalCoverage": _coverage(sets, day),
        "variableMeasured": _measured(sets),
        "distribution": [
            {"@type": "DataDownload", "name": f"{each.title} ({label})", "encodingFormat": media,
             "contentUrl": f"{site.base_url}{FOLDER}/{each.name}.{kind}"}
            for each in sets for kind, label, media in FILES
        ],
    }  # fmt: skip


def _coverage(sets: list[Dataset], day: dt.date) -> str:
    """From the first day that any data set tells of to the guide's own."""
    days = [each for data in sets if data.covers for each in data.column(data.covers) if isinstance(each, dt.date)]
    return f"{min([*days, day]).isoformat()}/{day.isoformat()}"


def _measured(sets: list[Dataset]) -> list[dict[str, str]]:
    """Each column of numbers with a unit, once."""
    columns = {column.key: column for data in sets for column in data.columns if column.kind == "number"}
    return [
        {"@type": "PropertyValue", "name": key, "description": column.meaning, "unitText": column.unit}
        for key, column in columns.items()
    ]
