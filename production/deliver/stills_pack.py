"""The picture at the end of each beat as PNG, in one ZIP, with a table that says what each shows and rests on."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final

from production.deliver.chosen import fit, marks_of, stills
from production.deliver.deck import DAY, Made
from production.deliver.finished import Finished
from production.store.files import delivered

COLUMNS: Final = (
    "file", "clip", "beat", "caption", "alt_text", "sources", "marks", "checked", "review_by", "license", "version",
)
LICENSE: Final = "CC BY 4.0"
#: With these a spreadsheet would take a text for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_stills(clips: Sequence[Finished], folder: Path) -> Made:
    """Write ``<clip>.stills.zip``, or ``lesson.stills.zip`` where there are several clips.

    Raises
    ------
    FilmError
        The folder cannot be written.
    """
    name = f"{clips[0].name if len({one.name for one in clips}) == 1 else 'lesson'}.stills.zip"
    table = StringIO()
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    count = 0
    with delivered(folder) as making, zipfile.ZipFile(making / name, "w") as pack:
        for one in clips:
            for count_here, (beat, picture) in enumerate(stills(one), start=1):
                file = f"{one.shape}/{one.name}.{count_here:02}.{fit(beat.name)}.png"
                written = BytesIO()
                picture.save(written, "PNG")
                pack.writestr(zipfile.ZipInfo(file, DAY), written.getvalue())
                rows.writerow(map(_cell, (
                    file, one.heading, beat.title, beat.said, beat.seen,
                    "; ".join(one.sources[number].full for number in beat.sources), " ".join(marks_of(one, beat)),
                    one.checked.isoformat(), one.review_by.isoformat(), LICENSE, one.version,
                )))
                count += 1
        pack.writestr(zipfile.ZipInfo("stills.csv", DAY), "\ufeff" + table.getvalue(), zipfile.ZIP_DEFLATED)
    return Made(folder / name, count, (folder / name).stat().st_size)


def _cell(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    line = " ".join(fit(text).split())
    return f"'{line}" if line.startswith(_FORMULA) else line
