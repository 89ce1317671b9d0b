"""The constants of the roofline anew, from the measured rows of content: python -m benchmarks.efficiency.

Put what it prints into content/efficiency.yaml; a test compares the two.
"""

from __future__ import annotations

from pathlib import Path

from calculators.calibration import calibration
from calculators.engine.problems import Problems
from calculators.guide import read_guide
from calculators.records.market import read_market

CONTENT = Path(__file__).resolve().parents[1] / "content"


def main() -> None:
    """Print every entry's figures."""
    guide, problems = read_guide(CONTENT), Problems()
    market = read_market(CONTENT, guide.sources, problems)
    problems.stop_if_any()
    for id_, entry in calibration(market, guide.quantities.defaults(guide.as_of)).items():
        constants = ", ".join(f"{name}: {f'{value:.7f}'.rstrip('0').rstrip('.')}" for name, value in entry.constants.items())
        low, high = entry.band
        print(f"{id_}: {constants}, band_low: {low:.2f}, band_high: {high:.2f}, rows: {entry.rows}")


if __name__ == "__main__":
    main()
