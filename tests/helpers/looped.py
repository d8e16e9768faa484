"""Loops of the tests' clips, made once."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import av
import numpy as np
from PIL import Image

from production.crew.local import Alone
from production.make.loops import make_loops
from production.make.outcome import Outcome, Watcher
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes.script.entry import Entry
from scenes.script.request import Quality, Request

#: As a picture on a small window of a page: 640 by 360.
WALL = Quality("wall", 360, 15)
_ENLARGED = 3
#: All that is lighter is the plate of a caption, of 255.
_PLATE = 240


@dataclass(frozen=True)
class Looped:
    """Finished loops of some clips, and how they were asked for."""

    out: Path
    request: Request
    clips: tuple[Entry, ...]

    @property
    def folder(self) -> Path:
        return folder_for(self.out, self.request, loops=True)

    @property
    def pieces(self) -> Pieces:
        return Pieces(self.out.with_name("kept"))

    def file(self, name: str) -> Path:
        return self.folder / name

    def make(self) -> tuple[Outcome, ...]:
        with Alone(self.pieces) as crew:
            return make_loops(self.clips, self.request, self.out, crew, Watcher(), pieces=self.pieces)


def pictures(movie: Path) -> list[np.ndarray]:
    """All pictures of a film, RGB."""
    with av.open(str(movie)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def read_by_machine(picture: np.ndarray) -> Sequence[str]:
    """The words that tesseract reads on the plate of a caption, enlarged as it likes its letters."""
    band = picture[round(0.82 * len(picture)) :]
    light = band.min(axis=2) > _PLATE
    rows, columns = (np.flatnonzero(light.mean(axis=axis) > share) for axis, share in ((1, 0.1), (0, 0.2)))
    if not len(rows) or not len(columns):
        return []
    plate = Image.fromarray(band[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])
    file = BytesIO()
    plate.resize((_ENLARGED * plate.width, _ENLARGED * plate.height), Image.Resampling.BICUBIC).save(file, "PNG")
    command = ["tesseract", "stdin", "stdout", "--psm", "6", "-l", "eng"]
    return subprocess.run(command, input=file.getvalue(), capture_output=True, check=True).stdout.decode().split()
