"""An answer of the command line for people: the JSON reply in aligned lines of plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def text(data: Mapping[str, Any]) -> str:
    """The same for people: a listing, or notes and figures in aligned lines."""
    if "calculators" in data:
        return "\n".join(_listed(entry) for entry in data["calculators"])
    found = {row["name"]: row for row in data["outputs"]}
    width = max(len(name) for name in data["results"])
    lines = [f"{name:<{width}}  {_said(found[name]):>24}  {found[name]['unit']}" for name in data["results"]]
    further = len(found) - len(lines)
    more = [f"and {further} more with --json"] if further else []
    return "\n".join([*data["notes"], f"prices as of {data['as_of']}", "", *_ways_text(data), *lines, *more])


def _ways_text(data: Mapping[str, Any]) -> list[str]:
    """The ways side by side, and why some are struck out."""
    if not data.get("ways"):
        return []
    rows = [
        f"{way:<10}{_money(found['monthly_cost']):>14}  {' to '.join(_money(end) for end in found['band']):>24}"
        f"  cheapest in {found['chance']:.0%}{'  struck out' if found['struck_out'] else ''}"
        for way, found in data["ways"].items()
    ]
    unit = next(iter(data["ways"].values()))["unit"]
    gates = [f"{gate['way']}: {gate['text']} {gate['halfway']}" for gate in data["gates"]]
    return [f"{'way':<10}{unit:>14}  {'eight draws in ten':>24}", *rows, *gates, *(each["text"] for each in data["reasons"]), ""]


def _money(value: float | None) -> str:
    return "none" if value is None else f"{value:,.0f}"


def _said(row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return "none in reach"
    ends = [row.get("low"), row.get("high")]
    spread = f" ({ends[0]:.4g}–{ends[1]:.4g})" if None not in ends and ends[0] != ends[1] else ""
    return f"{row['value']:.6g}{spread}"


def _listed(entry: Mapping[str, Any]) -> str:
    names = [*entry["choices"], *(each["name"] for each in entry["inputs"])]
    results = [each["name"] for each in entry["outputs"]]
    return f"{entry['name']}: {entry['title']}\n  inputs   {' '.join(names)}\n  results  {' '.join(results)}"
