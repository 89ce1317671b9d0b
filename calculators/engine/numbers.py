"""How numbers are written, the same in Python and in the browser.

Rounding is half away from zero on the exact binary value: what JavaScript's toFixed does, and Decimal can.
The tables below are shipped to the page's script, so that the rules stand here alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
LINKED = Context(prec=12, rounding=ROUND_HALF_UP)  # digits of a number in an address: toPrecision(12)
SIGNIFICANT = ((0.0001, 7), (0.001, 6), (0.01, 5), (0.1, 4), (1, 3), (10, 2), (100, 1))  # below this: so many decimals
SCALES = ((1e12, "T", 999.5e9), (1e9, "B", 999.5e6), (1e6, "M", 999_999.5))  # from where the step below would round up to it
STYLES: dict[str, dict[str, Any]] = {
    # before: sign; scaled: large numbers as 1.2M; cents: 2 decimals from 1 to 100; exact: up to 4 decimals below 10
    "money": {"before": "$", "scaled": True, "cents": True},
    "price": {"before": "$", "exact": True},
    "count": {"scaled": True},
    "share": {"after": "%", "times": 100},
    "ratio": {"after": "×"},
    "plain": {},
}
NONE_TEXT = "none in reach"


@dataclass(frozen=True)
class UnitWords:
    """How a unit is said: after a number, after just one, and in the head of a column."""

    style: str
    after: str = ""
    one: str = ""
    head: str = ""


def rules() -> dict[str, Any]:
    """The tables as data for the page's script."""
    return {"significant": SIGNIFICANT, "scales": SCALES, "styles": STYLES, "none": NONE_TEXT}


def fixed(value: float, places: int) -> str:
    """A number with so many decimals, half away from zero, as JavaScript's toFixed gives it."""
    return format(Decimal(value).quantize(Decimal(1).scaleb(-places), context=EXACT), "f")


def grouped(text: str) -> str:
    """Commas between thousands: 12345.6 is 12,345.6."""
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}"


def trimmed(text: str, least: int) -> str:
    """A decimal without trailing zeros, but with at least so many decimals."""
    whole, _, rest = text.partition(".")
    kept = rest.rstrip("0")
    kept += "0" * (least - len(kept))
    return f"{whole}.{kept}" if kept else whole


def decimals(value: float) -> int:
    """How many decimals three significant digits take."""
    return next((places for below, places in SIGNIFICANT if value < below), 0)


def number_text(value: float, style: str) -> str:
    """A number in a style of STYLES. Infinity is said in words, since it always means that there is none."""
    if not math.isfinite(value):
        return NONE_TEXT
    rule = STYLES[style]
    size = abs(value) * rule.get("times", 1)
    body = _body(size, rule)
    sign = "−" if value < 0 and body.strip("0.,") else ""
    return f"{sign}{rule.get('before', '')}{body}{rule.get('after', '')}"


def _body(size: float, rule: Mapping[str, Any]) -> str:
    if size == 0:
        return "0"
    if rule.get("exact"):
        return grouped(trimmed(fixed(size, 2 if size >= 10 else 4), 2))
    if rule.get("scaled"):
        for scale, letter, least in SCALES:
            if size >= least:
                return grouped(trimmed(fixed(size / scale, decimals(size / scale)), 0)) + letter
    if rule.get("cents") and float(fixed(size, 2)) < 100:
        return grouped(trimmed(fixed(size, 2 if size >= 1 else decimals(size)), 2))
    return grouped(trimmed(fixed(size, decimals(size)), 0))


def said(value: float, words: UnitWords, style: str = "") -> str:
    """A number with its unit: $3,950 a month, 1.2M requests a month."""
    text = number_text(value, style or words.style)
    if text == NONE_TEXT:
        return text
    return text + (words.one if words.one and text.strip("$") == "1" else words.after)


def linked(value: float) -> str:
    """A finite number as addresses hold it: 12 significant digits, written as JavaScript's String writes them."""
    digits = LINKED.create_decimal(Decimal(value)).normalize()
    if digits == 0:
        return "0"
    return format(digits, "f" if Decimal("1e-6") <= abs(digits) < Decimal("1e21") else "e")
