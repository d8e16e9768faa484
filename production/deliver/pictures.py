"""Pictures for pages, out of finished films: posters in sizes, crops for cards, stills of beats, the seek bar's sprite.

Films have a picture of their own every two seconds at the least (a closed group): those are read without the others,
so that a film of thirteen minutes is looked through in a second or two. Only crops ask for one picture exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final

import av
from PIL import Image

from production.deliver.bundle import card_of
from production.deliver.finished import Finished
from production.store.files import url_of
from scenes.running_order import Crop, Signs
from scenes.script.errors import FilmError
from scenes.script.language.typography import is_rtl

#: Widths of posters and of cards, px; none is made larger than the film is.
POSTERS: Final = (640, 1280, 1920)
CARDS: Final = (320, 640)
STILL: Final = 320
#: A picture of the sprite every so many seconds, so wide (px), so many in a row.
EVERY: Final = 2.0
SPRITE: Final = 160
COLUMNS: Final = 10
SHARED: Final = (1200, 630)
ICON: Final = 192
_QUALITY: Final = 82


@dataclass(frozen=True)
class Sized:
    """A picture in several sizes.

    Attributes
    ----------
    webp
        Path from the site's folder and width (px), the smallest first.
    jpeg
        For programs without WebP: the largest.
    width, height
        Of the largest, px.
    """

    webp: tuple[tuple[str, int], ...]
    jpeg: str
    width: int
    height: int


@dataclass(frozen=True)
class Sprite:
    """Many small pictures of a film as one: ``count`` of them, ``every`` s, in rows of ``columns``."""

    path: str
    width: int
    height: int
    columns: int
    count: int
    every: float


class Pictures:
    """Writes pictures below a site's folder, and says where they are."""

    def __init__(self, site: Path) -> None:
        self.site = site

    def poster(self, one: Finished) -> Sized:
        """The poster in sizes."""
        return self._sized(_opened(one.poster.path), f"{_base(one)}.poster", POSTERS)

    def card(self, one: Finished) -> Sized:
        """What cards and menus show of it: its crop, 16:9."""
        return self._sized(cropped(one, card_of(one.name)), f"{_base(one)}.card", CARDS)

    def shared(self, one: Finished) -> str:
        """The poster for whoever shares the page: 1200 by 630, JPEG."""
        poster = _opened(one.poster.path)
        wide = min(float(poster.width), poster.height * SHARED[0] / SHARED[1])
        high = wide * SHARED[1] / SHARED[0]
        left, top = (poster.width - wide) / 2, (poster.height - high) / 2
        picture = poster.resize(SHARED, box=(left, top, left + wide, top + high))
        return self._write(picture, f"{_base(one)}.shared.jpg")

    def signs(self, one: Finished, signs: Signs) -> tuple[str, ...]:
        """The small pictures of what is to be told at once, in order."""
        return tuple(
            self._write(picture, f"{_base(one)}.sign-{number}.webp")
            for number, picture in enumerate(sign_pictures(one, signs), start=1)
        )

    def stills_and_sprite(self, one: Finished) -> tuple[tuple[str, ...], Sprite]:
        """A still of each beat, near its end (of a film: of each chapter); and small pictures for the seek bar."""
        frames = [*key_frames(one)]
        stills: list[str] = []
        for part in one.beats if one.kind == "clip" else one.chapters:
            picture = max((f for f in frames if f[0] < part.end - 1e-3), key=lambda f: f[0])[1]
            size = (STILL, round(STILL * picture.height / picture.width))
            stills.append(self._write(picture.resize(size), f"{_base(one)}.{len(stills) + 1}.webp"))
        return tuple(stills), self._sprite(one, frames)

    def _sprite(self, one: Finished, frames: Sequence[tuple[float, Image.Image]]) -> Sprite:
        count = max(1, ceil(one.seconds / EVERY))
        height = round(SPRITE * one.pixels[1] / one.pixels[0])
        sheet = Image.new("RGB", (SPRITE * min(count, COLUMNS), height * ceil(count / COLUMNS)))
        for number in range(count):
            until = (number + 0.5) * EVERY
            picture = max((f for f in frames if f[0] <= until), key=lambda f: f[0])[1]
            place = (number % COLUMNS * SPRITE, number // COLUMNS * height)
            sheet.paste(picture.resize((SPRITE, height)), place)
        path = self._write(sheet, f"{_base(one)}.sprite.webp", quality=60)
        cues = ["WEBVTT"]
        for number in range(count):
            start, end = number * EVERY, min((number + 1) * EVERY, one.seconds)
            left, top = number % COLUMNS * SPRITE, number // COLUMNS * height
            cues.append(f"{_stamp(start)} --> {_stamp(end)}\n{Path(path).name}#xywh={left},{top},{SPRITE},{height}")
        (self.site / path).with_suffix(".vtt").write_text("\n\n".join(cues) + "\n", encoding="utf-8", newline="\n")
        return Sprite(path, SPRITE, height, COLUMNS, count, EVERY)

    def _sized(self, picture: Image.Image, name: str, widths: Sequence[int]) -> Sized:
        fitting = [width for width in widths if width <= picture.width] or [picture.width]
        webp = []
        for width in fitting:
            size = (width, round(width * picture.height / picture.width))
            webp.append((self._write(picture.resize(size), f"{name}-{width}.webp"), width))
        jpeg = self._write(picture.resize(size), f"{name}.jpg")
        return Sized(tuple(webp), jpeg, *size)

    def _write(self, picture: Image.Image, name: str, quality: int = _QUALITY) -> str:
        file = self.site / "pictures" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(file, quality=quality)
        return f"pictures/{name}"


def cropped(one: Finished, crop: Crop) -> Image.Image:
    """A part of a film's picture, 16:9; films in other shapes than landscape give the middle of their poster."""
    if one.shape != "landscape":
        poster = _opened(one.poster.path)
        high = poster.width * 9 / 16
        top = round((poster.height - high) / 2)
        return poster.crop((0, top, poster.width, round(top + high)))
    if crop.beat:
        beat = next((beat for beat in one.beats if beat.name == crop.beat), None)
        if beat is None:
            raise FilmError(f"{one.movie.path}: has no beat '{crop.beat}' that its crop (scenes/running_order.py) is "
                            "taken from")
        whole = frame_at(one, beat.start + crop.at * (beat.end - beat.start))
    else:
        whole = _opened(one.poster.path)
    width, height = whole.size
    box = (crop.left * width, crop.top * height, (crop.left + crop.width) * width, (crop.top + crop.width) * height)
    return whole.crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))


def sign_pictures(one: Finished, signs: Signs) -> Iterator[Image.Image]:
    """The small pictures of what is to be told at once, in order."""
    whole = frame_at(one, _end(one, signs.beat))
    width, height = whole.size
    middle = signs.from_the_right if is_rtl(one.language) else signs.middle
    reach = signs.radius * width
    for share in signs.heights:
        x, y = middle * width - reach, share * height - reach
        yield whole.resize((ICON, ICON), box=(x, y, x + 2 * reach, y + 2 * reach))


def frame_at(one: Finished, seconds: float) -> Image.Image:
    """The picture that stands at a time (s), or the last one before it."""
    found: Image.Image | None = None
    with av.open(url_of(one.movie.path)) as movie:
        stream = movie.streams.video[0]
        assert stream.time_base is not None
        movie.seek(max(0, int(seconds / stream.time_base)), stream=stream)
        for frame in movie.decode(stream):
            if found is not None and (frame.time or 0.0) > seconds:
                break
            found = _image(frame)
    if found is None:
        raise FilmError(f"{one.movie.path}: has no picture at {seconds:.1f} s")
    return found


def key_frames(one: Finished) -> Iterator[tuple[float, Image.Image]]:
    """The pictures that stand for themselves, with their times (s), no larger than a still needs."""
    with av.open(url_of(one.movie.path)) as movie:
        stream = movie.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in movie.decode(stream):
            yield float(frame.time or 0.0), _image(frame, STILL)


def _image(frame: av.VideoFrame, width: int = 0) -> Image.Image:
    """A frame as a picture, so wide (px) or as wide as it is."""
    wide = width or frame.width
    size = (wide, round(wide * frame.height / frame.width))
    pixels = frame.to_ndarray(format="rgb24", width=size[0], height=size[1])
    return Image.fromarray(pixels)


def _end(one: Finished, beat: str) -> float:
    return next(b.end for b in one.beats if b.name == beat) - 0.1


def _opened(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes())).convert("RGB")


def _base(one: Finished) -> str:
    return f"{one.language}/{one.audience}/{one.name}"


def _stamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
