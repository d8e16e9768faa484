"""How fast a preview is: seeks to moments anywhere in a clip, and the picture after a save, by clip."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final

from production.preview.hall import Hall
from production.preview.walks import Cut
from scenes.script.toml_file import ROOT

#: Moments that are sought, anywhere.
SEEKS: Final = 40


def seeks(names: list[str], say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Measure clips, one after the other: seconds, frames and memory by clip."""
    return asyncio.run(_seeks(names, say))


async def _seeks(names: list[str], say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    with TemporaryDirectory(prefix="preview-") as scratch:
        hall = Hall(ROOT, Path(scratch), lambda said, cut: None)
        await hall.open()
        try:
            await hall.house("now")
            for name in names:
                found[name] = await _one(hall, Cut(name))
                say(f"{name}: {found[name]}")
        finally:
            await hall.close()
    return found


async def _one(hall: Hall, cut: Cut) -> dict[str, float]:
    first = await _timed(hall.picture(cut, 0))
    walk = await hall.walk(cut)
    walked = await _timed(_walked(walk))
    chance = random.Random(22)
    times = []
    for _ in range(SEEKS):
        hall.frames = type(hall.frames)()  # a frame that is kept is no seek
        times.append(await _timed(hall.picture(cut, chance.randrange(walk.frames))))
    memory = hall.state()["memory_mb"]
    middle = walk.frames // 2
    hall.begin_anew([cut])
    words = await _timed(hall.picture(cut, middle))
    hall.renew_house("now")
    hall.begin_anew([cut])
    code = await _timed(hall.picture(cut, middle))
    (await hall.walk(cut)).close()
    del hall.walks[cut]
    return {
        "first": first, "walk": round(first + walked, 2), "median": round(median(times), 3),
        "p95": round(quantiles(times, n=20)[-1], 3), "after_words": words, "after_code": code, "memory_mb": memory,
    }


async def _walked(walk: Any) -> None:
    while not walk.frames:
        await asyncio.sleep(0.02)


async def _timed(work: Any) -> float:
    began = time.perf_counter()
    await work
    return round(time.perf_counter() - began, 3)
