"""What the page's script needs to draw a calculator's charts again for a reader's own answer."""

from __future__ import annotations

from typing import Any

from calculators.engine.calculator import Calculator
from calculators.engine.guide import Guide
from calculators.engine.live import Live
from calculators.engine.problems import NotOnRecordError
from calculators.engine.sentences import sentence_data
from publisher.figures import WIDTHS


def live_charts(guide: Guide, calculator: Calculator) -> list[dict[str, Any]]:
    """Each chart that follows: where it is, which drawing it is, its texts by part, and its layout at each width."""
    try:
        charts = guide.drawn(guide.answer(calculator.name, {}))
    except NotOnRecordError:  # a day without the prices that the guide's own inputs need
        return []
    return [{"id": chart.id, **_live(chart.live)} for chart in charts if chart.live]


def _live(live: Live) -> dict[str, Any]:
    return {
        "kind": live.kind, "late": int(live.late), "says": [[part, sentence_data(each)] for part, each in live.says.items()],
        "frames": {kind: live.frame(width) for kind, width in WIDTHS.items()}, **live.data,
    }  # fmt: skip
