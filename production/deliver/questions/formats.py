"""The formats in which questions can be had, by the names that the command line knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from production.deliver.questions import gift, moodle, qti, sheet
from production.deliver.questions.asked import Asked


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes
    ----------
    suffix
        What its files' names end in.
    write
        Writes questions into a file.
    """

    suffix: str
    write: Callable[[Sequence[Asked], Path], None]


FORMATS: Final[Mapping[str, Format]] = {
    "moodle": Format(moodle.SUFFIX, moodle.write),
    "gift": Format(gift.SUFFIX, gift.write),
    "qti": Format(qti.SUFFIX, qti.write),
    "csv": Format(sheet.SUFFIX, sheet.write),
}
