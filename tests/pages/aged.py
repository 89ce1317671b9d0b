"""Content as it may be one day: defaults, presets and names have changed, and links of before are about."""

import datetime as dt
import shutil

from tests.conftest import CONTENT
from tests.edits import edit

CHANGED = dt.date(2026, 6, 10)  # a day on which no price changed
SINCE = f"since: {CHANGED}, earlier: [{{starts: 2023-01-01,"
VOICE = 'assumption: "the first token at the server within 100 ms in the middle'
FEWER = "values: {requests: 2_000_000, input_tokens: 1_200, output_tokens: 80, cached_share: 0.8, batch_share: 0}"
EDITS = {
    "quantities.yaml": [
        (
            'low: 1.2, likely: 3, high: 6, range: {least: 1, most: 100},',
            ('low: 1.2, likely: 3, high: 6, range: {least: 1, most: 100}, '
            f'{SINCE} low: 1.2, likely: 5, high: 9, assumption: fewer hours were busy then}}],'),
        ),
        (
            "rent: {low: 0.7, likely: 1, high: 1.35, source: mlperf-inference-5.1}",
            (f"rent: {{low: 0.7, likely: 1, high: 1.35, source: mlperf-inference-5.1, {SINCE} low: 0.5, likely: 0.9, high: 1.5, "
            "assumption: less was known}]}"),
        ),
    ],
    "choices.yaml": [(VOICE, f"{SINCE} {FEWER}, implies: {{latency: voice}}, assumption: fewer spoke to machines}}],\n      {VOICE}")],
    "links.yaml": [
        (
            "quantities: {}",
            "quantities:\n  calls: requests\n  calls_thousand: {name: requests, times: 1000}\n  mood: {gone: nobody could tell}\noptions: {speech: voice}",
        )
    ],
}  # fmt: skip


def aged_content(folder):
    """A changed copy of the guide's content, without its pages."""
    content = folder / "content"
    shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns("guide"))
    for name, edits in EDITS.items():
        edit(content, name, dict(edits))
    return content
