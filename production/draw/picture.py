"""A drawn frame as an image file, and back."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image

Picture = np.ndarray
"""One frame: RGBA, shape (height, width, 4), ``uint8``; read-only."""

#: Pictures that are read again soon are squeezed little: this takes a third of the time, and a tenth more room.
_QUICK = 1


def image(picture: Picture) -> Image.Image:
    """A drawn frame as an image without its alpha channel."""
    return Image.fromarray(picture[:, :, :3].copy(), "RGB")


def turned(picture: Picture, degrees: int) -> Picture:
    """A picture turned to the right by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def png(picture: Picture, *, quick: bool = False) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    image(picture).save(file, "PNG", optimize=not quick, **({"compress_level": _QUICK} if quick else {}))
    return file.getvalue()


def from_png(data: bytes) -> Picture:
    """The picture in a PNG file."""
    return np.asarray(Image.open(BytesIO(data)).convert("RGBA"))
