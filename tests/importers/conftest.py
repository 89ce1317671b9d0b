"""A copy of the guide's own content to write into, and the command line."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from build import main

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
RELEASE = "0.0.1"  # of the older data file; the sources below know its day
AS_OF = "2026-11-22"
SOURCES = """
genai-prices-0.0.1:
  title: Made for tests
  dated: 2026-11-08
  read: 2026-11-22
  confidence: high
made-gpu:
  title: Made for tests, GPUs
  dated: 2026-11-09
  read: 2026-11-22
  confidence: high
"""
API = """# A comment at the head.
seller: Example
kind: maker
offers:
  alpha:   # a comment beside a key
    label: Alpha
    tier: frontier
    history:
      - starts: 2026-09-22
        values: {input_price: 4.00, cached_price: 0.20, cache_write_price: 5.00, output_price: 20.00, batch_input_price: 2.00,
                 batch_output_price: 10.00}
        source: genai-prices-0.0.1
        note: "Launch day."   # and one at the end of an entry

  beta:
    label: Beta
    tier: frontier
    history:
      - seen_by: 2026-10-13
        values: {input_price: 2.00, cached_price: 0.10, output_price: 10.00, batch_input_price: 1.00, batch_output_price: 5.00}
        source: genai-prices-0.0.1
      # What comes next is announced.
      - starts: 2026-12-01
        values: {input_price: 4.00, cached_price: 0.20, output_price: 20.00, batch_input_price: 2.00, batch_output_price: 10.00}
        source: genai-prices-0.0.1
  gamma:
    label: Gamma
    tier: frontier
    history:
      - starts: 2026-09-03
        values: {input_price: 10.00, cached_price: 1.00, cache_write_price: 12.50, output_price: 50.00, batch_input_price: 5.00,
                 batch_output_price: 25.00, long_context_from: 272_000, long_input_price: 20.00, long_output_price: 75.00}
        source: genai-prices-0.0.1
"""
GPU = """seller: Example
kind: specialized
offers:
  eight:
    label: Eight of them
    gpu: a100-40-sxm
    gpus_per_unit: 8
    billing:
      on_demand:
        history:
          - {seen_by: 2025-06-23, values: {unit_price: 21.957642}, source: made-gpu,
             note: "A cut."}   # kept
      spot:
        history:
          - {seen_by: 2025-06-23, values: {unit_price: 9.00}, source: made-gpu,
             confirmed: 2026-11-10, confirmed_by: made-gpu}
"""
LISTED = """
example/alpha: {genai_prices: example/a/alpha, litellm: alpha}
example/beta: {genai_prices: example/a/beta}
example/gamma: {genai_prices: example/a/gamma}
"""


@dataclass(frozen=True)
class Desk:
    """An editor's desk: content to write into, and `build.py prices`."""

    content: Path

    def run(self, *words):
        """A command's exit code, and all that it says."""
        found = CliRunner().invoke(main, ["--content", str(self.content), "prices", *map(str, words)], input="")
        return found.exit_code, found.output

    def files(self):
        """Every file of the content by its path."""
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in sorted(self.content.rglob("*.*"))}

    def lines(self, name):
        """The lines of a file."""
        return (self.content / name).read_text("utf-8").split("\n")


@pytest.fixture
def desk(tmp_path):
    """A desk with the guide's own content of one day, and a seller made for the tests; only its offers are imported."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    site = content / "site.yaml"
    site.write_text(re.sub(r"^as_of: .*$", f"as_of: {AS_OF}", site.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    made = {
        "sources/zz-made.yaml": SOURCES,
        "prices/api/example.yaml": API,
        "prices/gpu/example.yaml": GPU,
        "imports.yaml": LISTED,
    }
    for name, text in made.items():
        (content / name).write_text(text, "utf-8")
    return Desk(content)
