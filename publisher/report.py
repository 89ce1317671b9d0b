"""A link by which a reader tells of a wrong figure: prefilled with the figure, the reader's own inputs and the prices' day."""

from __future__ import annotations

from urllib.parse import quote

KEPT = "!'()*~"  # what JavaScript's encodeURIComponent leaves as it is beside letters, digits, - _ and .
TEXT = "A figure here is wrong?"
LINES = ("{address}", "", "{shown}", "Prices as of {day}.", "", "What is right, and who says so:", "")  # the script has its twin


def report_href(template: str, subject: str, address: str, shown: str, day: str) -> str:
    """The address with its blanks filled; whatever stands in them is plain text."""
    body = "\r\n".join(LINES).format(address=address, shown=shown, day=day)
    return template.replace("{subject}", quote(subject, safe=KEPT)).replace("{body}", quote(body, safe=KEPT))
