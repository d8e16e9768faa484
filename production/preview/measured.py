"""How fast a preview is: seeks to moments anywhere in a clip, and the picture after a save, by clip.

It works on a copy of the checkout, whose files it changes as somebody would who edits them: a sentence of the beat in
the middle, what the clip does in that beat, something that its whole code may rest on, the stage. All three shapes are
open, as they are in the page.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final

from production.preview.server import Preview
from production.preview.walks import Cut, Walk
from scenes.running_order import RUNNING_ORDER
from scenes.script.keep import FOLDER_VARIABLE, cache_folder
from scenes.script.request import SHAPES
from scenes.script.toml_file import ROOT

#: Moments that are sought, anywhere.
SEEKS: Final = 40
_READ: Final = ("scenes", "production", "assets")
_SCRIPT: Final = "assets/script/en.toml"
_STAGE: Final = "scenes/stage/clip.py"


def seeks(names: list[str], say: Callable[[str], None]) -> dict[str, dict[str, float]]:
    """Measure clips, one after the other: seconds, frames and memory by clip."""
    with TemporaryDirectory(prefix="preview-") as scratch:
        tree = Path(scratch) / "film"
        os.environ[FOLDER_VARIABLE] = str(cache_folder())  # shapes are there, as for whoever has opened the clip before
        for folder in _READ:
            shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
        return asyncio.run(_seeks(names, tree, Path(scratch), say))


async def _seeks(
    names: list[str], tree: Path, scratch: Path, say: Callable[[str], None],
) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    preview = Preview(tree, scratch, names[0], 0)
    async with preview.living():
        await preview.hall.houses.of("now")
        for name in names:
            found[name] = await _Measured(preview, name).all()
            say(f"{name}: {found[name]}")
    return found


class _Measured:
    """One clip, open in a page."""

    def __init__(self, preview: Preview, clip: str) -> None:
        self.preview, self.hall, self.cut = preview, preview.hall, Cut(clip)
        self.cuts = [Cut(clip, shape=shape) for shape in SHAPES]
        self.page: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def all(self) -> dict[str, float]:
        """Seconds to pictures, and MB."""
        self.preview.pages = {self.page: self.cuts}
        first = await _timed(self.hall.picture(self.cut, 0))
        walks = [await self.hall.walk(cut) for cut in self.cuts]
        walked = await _timed(_walked(walks))
        times = await self._sought(walks[0].frames)
        memory = self.hall.state()["memory_mb"]
        beats = walks[0].story["beats"]
        beat = beats[len(beats) // 2 - 1]
        frame = round((beat["start"] + beat["end"]) / 2 * walks[0].story["fps"])
        module = next(entry.module for entry in RUNNING_ORDER if entry.name == self.cut.clip)
        code = f"{module.replace('.', '/')}.py"
        words = await self._saved(_SCRIPT, re.escape(beat["raw"]), f"Now, {beat['raw']}", frame)
        shot = await self._saved(code, rf'(\n +)(with self.beat\("{beat["name"]}"\).*:)', r"\1\2\1    pass", frame)
        all_of_it = await self._saved(code, r"\Z", "_ = 0\n", frame)
        stage = await self._saved(_STAGE, r"\Z", "#\n", frame)
        self.hall.forget("now")
        return {
            "first": first, "walk": round(first + walked, 2), "median": round(median(times), 3),
            "p95": round(quantiles(times, n=20)[-1], 3), "after_words": words[0], "after_beat": shot[0],
            "after_code": all_of_it[0], "after_stage": stage[0], "words_all": words[1], "beat_all": shot[1],
            "code_all": all_of_it[1], "memory_mb": memory,
        }

    async def _sought(self, frames: int) -> list[float]:
        chance, times = random.Random(22), []
        for _ in range(SEEKS):
            self.hall.frames = type(self.hall.frames)()  # a frame that is kept is no seek
            times.append(await _timed(self.hall.picture(self.cut, chance.randrange(frames))))
        return times

    async def _saved(self, name: str, pattern: str, after: str, frame: int) -> tuple[float, float]:
        """Seconds from a save, with what a pattern finds replaced, to the picture of the first shape, and of all."""
        file = self.preview.root / name
        text = file.read_text(encoding="utf-8")
        while not self.page.empty():
            self.page.get_nowait()
        self.hall.frames = type(self.hall.frames)()
        began = time.perf_counter()
        now, times = re.subn(pattern, after, text, count=1)
        if not times:
            raise RuntimeError(f"there is nothing to change in {name}: {pattern}")
        file.write_text(now, encoding="utf-8")
        while (await self.page.get())["is"] != "saved":
            pass
        shapes = [asyncio.ensure_future(self.hall.picture(cut, frame)) for cut in self.cuts]
        await shapes[0]
        shown = time.perf_counter() - began
        await asyncio.gather(*shapes)
        all_shown = time.perf_counter() - began
        await _walked([await self.hall.walk(cut) for cut in self.cuts])
        return round(shown, 2), round(all_shown, 2)


async def _walked(walks: list[Walk]) -> None:
    while not all(walk.frames for walk in walks):
        if fault := next((walk.fault for walk in walks if walk.fault), ""):
            raise RuntimeError(fault)
        await asyncio.sleep(0.02)


async def _timed(work: Any) -> float:
    began = time.perf_counter()
    await work
    return round(time.perf_counter() - began, 3)
