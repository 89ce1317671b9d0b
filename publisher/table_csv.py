"""Tables as CSV, for those who take them along."""

from __future__ import annotations

import csv
import io

from calculators.engine.table import Table


def csv_bytes(table: Table) -> bytes:
    """A table as CSV: plain values where cells have them, units in the head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{column.label} ({column.unit})" if column.unit else column.label for column in table.columns])
    for row in (row for row in table.rows if not row.hidden):
        writer.writerow(
            [
                cell.sort or cell.text if column.numeric else cell.text
                for cell, column in zip(row.cells, table.columns, strict=True)
            ]
        )
    return out.getvalue().encode()
