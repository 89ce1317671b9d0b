"""JSON Schemas of the data that readers take away, and the version that its addresses name."""

from __future__ import annotations

from typing import Any

from calculators.engine.dataset import DataColumn, Dataset
from publisher.site import Site

VERSION = 1
FOLDER = f"data/v{VERSION}"
DICTIONARY = "dictionary"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string", "minLength": 1}, "number": {"type": "number"}, "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}, "boolean": {"type": "boolean"},
    "uri": {"type": "string", "format": "uri", "pattern": "^https://"},
}  # fmt: skip


def row_schema(data: Dataset, site: Site) -> dict[str, Any]:
    """The JSON Schema of a data set's JSON file."""
    row = {
        "type": "object", "required": [column.key for column in data.columns], "additionalProperties": False,
        "properties": {column.key: _typed(column) for column in data.columns},
    }  # fmt: skip
    return _schema(site, data.name, data.title, "rows", row)


def _typed(column: DataColumn) -> dict[str, Any]:
    unit = f" ({column.unit})" if column.unit else ""
    made: dict[str, Any] = {"description": f"{column.meaning}{unit}", **TYPES[column.kind]}
    if column.values:
        made["enum"] = [*column.values, None] if column.optional else list(column.values)
    if column.optional:
        made["type"] = [made["type"], "null"]
    return made


def _schema(site: Site, name: str, title: str, key: str, row: dict[str, Any]) -> dict[str, Any]:
    """A schema of the head that all JSON files have, and of the rows under a key."""
    text = {"type": "string", "minLength": 1}
    head = {
        "schema": {"const": f"{name}.schema.json"}, "version": {"const": VERSION}, "as_of": TYPES["date"], "license": text,
        "license_url": TYPES["uri"],
    }  # fmt: skip
    return {
        "$schema": DRAFT, "$id": f"{site.base_url}{FOLDER}/{name}.schema.json", "title": title, "type": "object",
        "required": [*head, key], "additionalProperties": False, "properties": {**head, key: {"type": "array", "items": row}},
    }  # fmt: skip


def dictionary_schema(site: Site) -> dict[str, Any]:
    """The JSON Schema of the dictionary."""
    text, texts = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
    column = {
        "name": text, "type": {"enum": list(TYPES)}, "unit": text, "meaning": text, "values": texts,
        "optional": {"type": "boolean"}, "example": text,
    }  # fmt: skip
    columns = {"type": "array", "items": _closed(column)}
    file = {"files": texts, "title": text, "description": text, "rows": {"type": "integer"}, "columns": columns}
    return _schema(site, DICTIONARY, "Data dictionary", "files", _closed(file))


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}
