"""Numbers of sources as they are listed in the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def in_ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers in order as text, three and more in a row as a range: 1, 4–6, 9."""
    rows: list[list[int]] = []
    for number in sorted(numbers):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    for row in rows:
        if len(row) > 2:
            yield f"{row[0]}–{row[-1]}"
        else:
            yield from map(str, row)
