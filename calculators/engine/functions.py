"""Powers and a decay that come out alike to the last bit in both languages: nothing but + - * / and square roots.

NumPy's and JavaScript's own powers differ in the last bit. Each function here has its twin in SCRIPT.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from calculators.engine.expression import Expr

NEWTON_STEPS = 7
BITS = 8
HALVINGS = 10  # of the argument of a decay, so that few terms of its series are enough
TERMS = 8
FADED = 64.0  # a decay beyond this is as good as nothing

HELPERS = ("root12", "wholePower", "decay")
SCRIPT = f"""const root12 = (x) => {{
const y = Math.sqrt(Math.sqrt(x));
let z = (2 + y) / 3;
for (let step = 0; step < {NEWTON_STEPS}; step += 1) z = (2 * z + y / (z * z)) / 3;
return z;
}};
const wholePower = (base, count) => {{
let [power, square, left] = [1, base, count];
for (let bit = 0; bit < {BITS}; bit += 1) {{
const half = Math.floor(left / 2);
if (left - 2 * half > 0.5) power *= square;
[square, left] = [square * square, half];
}}
return power;
}};
const decay = (x) => {{
const y = Math.min(x, {FADED:g}) / {2**HALVINGS};
let sum = 1;
for (let term = {TERMS}; term > 0; term -= 1) sum = 1 - (y / term) * sum;
for (let times = 0; times < {HALVINGS}; times += 1) sum *= sum;
return sum;
}};"""


def root12(x: Any) -> Any:
    """The twelfth root of a positive number: a year's factor as a month's. Newton's steps on the cube root of a fourth root.

    Good to a few parts in 1e16 between 0.01 and 100.
    """
    if isinstance(x, Expr):
        return Expr.of("root12", x)
    y = np.sqrt(np.sqrt(x))
    z = (2 + y) / 3
    for _ in range(NEWTON_STEPS):
        z = (2 * z + y / (z * z)) / 3
    return z


def whole_power(base: Any, count: Any) -> Any:
    """A number to a whole power from 0 to 255, by repeated squaring."""
    if isinstance(base, Expr) or isinstance(count, Expr):
        return Expr.of("whole_power", base, count)
    power: Any = 1.0
    square, left = base, count
    for _ in range(BITS):
        half = np.floor(left / 2)
        power = np.where(left - 2 * half > 0.5, power * square, power)
        square, left = square * square, half
    return power


def decay(x: Any) -> Any:
    """Less and less: e to the power of -x, for x from 0 on: the series of a small part of it, squared back up.

    Good to a few parts in 1e13; beyond 64 it stays at what it is there, which is below 1e-27.
    """
    if isinstance(x, Expr):
        return Expr.of("decay", x)
    y = np.minimum(x, FADED) / 2**HALVINGS
    total: Any = 1.0
    for term in range(TERMS, 0, -1):
        total = 1 - (y / term) * total
    for _ in range(HALVINGS):
        total = total * total
    return total
