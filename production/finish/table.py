"""Tables for spreadsheets: comma-separated, in lines that end as such programs expect it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as text; to be written in UTF-8 with a byte order mark, without which spreadsheets read it wrongly."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet would take a cell that begins so for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
