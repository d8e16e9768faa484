"""The picture at the end of each beat as PNG and SVG, with and without words, in one ZIP with a table."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from production.deliver.chosen import fit, marks_of, stills
from production.deliver.deck import DAY, Made
from production.deliver.finished import Beat, Finished
from production.finish.table import table
from production.store.files import delivered

COLUMNS: Final = (
    "file", "file_without_words", "svg", "svg_without_words", "svg_note", "clip", "beat", "caption", "alt_text",
    "labels", "sources", "marks", "checked", "review_by", "license", "version",
)
LICENSE: Final = "CC BY 4.0"
_NOTE: Final = "Words are text: they look as in the film where its typeface, Source Sans Pro, is installed."


@dataclass(frozen=True)
class Part:
    """The end of a beat, drawn once more.

    Attributes
    ----------
    bare
        A PNG of it without words.
    svg, bare_svg
        As SVG, with words and without; empty where that is not possible without loss.
    lost
        What would be lost.
    """

    beat: str
    bare: bytes
    svg: str
    bare_svg: str
    lost: str


def write_stills(
    clips: Sequence[Finished], folder: Path, draw: Callable[[Finished], Sequence[Part]] | None = None,
) -> Made:
    """Write ``<clip>.stills.zip``, or ``lesson.stills.zip`` where there are several clips.

    Parameters
    ----------
    draw
        Who draws the ends of a clip's beats once more; without it there are pictures out of the films alone.

    Raises
    ------
    FilmError
        The folder cannot be written, or a clip cannot be drawn as it was.
    """
    name = f"{clips[0].name if len({one.name for one in clips}) == 1 else 'lesson'}.stills.zip"
    rows: list[tuple[str, ...]] = []
    with delivered(folder) as making, zipfile.ZipFile(making / name, "w") as pack:
        for one in clips:
            rows += _pack(one, {part.beat: part for part in (draw(one) if draw else ())}, pack)
        _write(pack, "stills.csv", ("\ufeff" + table(COLUMNS, rows)).encode())
    return Made(folder / name, len(rows), (folder / name).stat().st_size)


def _pack(one: Finished, parts: dict[str, Part], pack: zipfile.ZipFile) -> Iterator[tuple[str, ...]]:
    """Write the pictures of a clip; a row for each."""
    for number, (beat, picture) in enumerate(stills(one), start=1):
        place = f"{one.shape}/{one.name}.{number:02}.{fit(beat.name)}"
        written = BytesIO()
        picture.save(written, "PNG")
        files = {"png": written.getvalue()}
        part = parts.get(beat.name)
        if part:
            files["bare.png"] = part.bare
        if part and part.svg:
            files |= {"svg": fit(part.svg).encode(), "bare.svg": fit(part.bare_svg).encode()}
        for suffix, data in files.items():
            _write(pack, f"{place}.{suffix}", data)
        note = (_NOTE if part.svg else f"Not without loss: {part.lost}.") if part else ""
        named = [f"{place}.{suffix}" if suffix in files else "" for suffix in ("png", "bare.png", "svg", "bare.svg")]
        yield tuple(" ".join(fit(cell).split()) for cell in (*named, note, *_told(one, beat)))


def _told(one: Finished, beat: Beat) -> tuple[str, ...]:
    return (
        one.heading, beat.title, beat.said, beat.seen, "; ".join(beat.labels),
        "; ".join(one.sources[number].full for number in beat.sources), " ".join(marks_of(one, beat)),
        one.checked.isoformat(), one.review_by.isoformat(), LICENSE, one.version,
    )


def _write(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    pack.writestr(zipfile.ZipInfo(name, DAY), data, None if name.endswith(".png") else zipfile.ZIP_DEFLATED)
