"""The pictures in README.md: a still of each clip, and the opening, which moves.

Run by ``make readme-pictures`` after a change that shows; the files are committed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image

from production.draw.picture import image
from production.draw.walk import clip_class, staged, story_of
from production.stills.stills import SheetFrames, Span, beat_stills
from production.store.files import delivered
from scenes.running_order import OPENING, RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import QUALITIES, Quality, Request
from scenes.script.toml_file import ROOT

FOLDER: Final = ROOT / "assets" / "readme"
#: Pictures of pages, taken in a browser: they need finished films, or a clip in work.
TAKEN: Final = ("kiosk.webp", "preview.webp", "site.webp")

#: Size of a still, px.
_STILL: Final = (960, 540)

#: What moves: the first seconds of a clip's beat, this many frames a second.
_MOVE: Final = (OPENING, "opening")
_SECONDS, _RATE = 6.0, 10
_PAUSE: Final = 2500  # ms on the last picture, before it starts again
_MOVING: Final = Quality("readme", 540, 30)
_MOVING_SIZE: Final = (608, 342)


def draw_all(folder: Path = FOLDER) -> list[Path]:
    """Draw all pictures; where they are."""
    made = [draw_still(entry, folder) for entry in RUNNING_ORDER]
    return [*made, draw_animation(*_MOVE, folder)]


def draw_still(entry: Entry, folder: Path) -> Path:
    """The end of the beat that sums a clip up, smaller."""
    request = Request(quality=QUALITIES["hd"])
    ((_, picture),) = beat_stills(entry, request, (clip_class(entry).poster_beat,))
    path = folder / f"{entry.name}.webp"
    with delivered(folder) as making:
        _smaller(image(picture), _STILL).save(making / path.name, quality=88, method=6)
    return path


def draw_animation(entry: Entry, beat: str, folder: Path) -> Path:
    """A beat as a picture that moves and repeats."""
    request = Request(quality=_MOVING)
    start = next(b.start for b in story_of(entry, request).beats if b.name == beat)
    frames = SheetFrames(Span(1 / _RATE, start, start + _SECONDS), _MOVING.fps)
    with staged(entry, request, frames) as walk:
        walk.go()
    first, *others = [_smaller(image(p), _MOVING_SIZE) for _, p in frames.taken]
    path = folder / f"{entry.name}.{beat}.webp"
    times = [round(1000 / _RATE)] * len(others) + [_PAUSE]
    with delivered(folder) as making:
        first.save(
            making / path.name, save_all=True, append_images=others, duration=times, loop=0, quality=58, method=6,
            minimize_size=True,
        )
    return path


def _smaller(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture.resize(size, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw_all()
