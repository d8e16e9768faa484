"""Pictures to H.264: the same pictures are the same bytes, whatever stood in memory before."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from production.draw.encoder import GroupEncoder, VideoForm
from production.store.packets import Packets

#: Parameters of glibc's ``mallopt``: what new memory holds, and from which size it comes fresh from the system.
PERTURB, FRESH_FROM = -6, -3


@contextmanager
def new_memory_holding(byte: int) -> Iterator[None]:
    mallopt = ctypes.CDLL(None).mallopt
    mallopt(FRESH_FROM, 32 << 20)
    mallopt(PERTURB, 0x100 | (byte ^ 0xFF))
    yield
    mallopt(PERTURB, 0)


def encoded(form: VideoForm) -> Packets:
    """A disc that moves, eight pictures long."""
    encoder = GroupEncoder(form)
    y, x = np.mgrid[: form.height, : form.width]
    for i in range(8):
        picture = np.full((form.height, form.width, 4), (247, 239, 222, 255), np.uint8)
        picture[(x - 60 - 3 * i) ** 2 + (y - 40 - i) ** 2 < 120] = (217, 84, 30, 255)
        encoder.add(picture)
    return encoder.finish()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fills memory by glibc's mallopt")
@pytest.mark.parametrize("size", [(160, 90), (480, 480), (854, 480), (480, 854)], ids=str)
def test_what_memory_held_before_does_not_change_a_byte(size: tuple[int, int]) -> None:
    form = VideoForm(*size, 15)
    with new_memory_holding(0):
        zeros = encoded(form)
    for held in (0xFF, 0x01, 0x80):
        with new_memory_holding(held):
            assert encoded(form) == zeros
