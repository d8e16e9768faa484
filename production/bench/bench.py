"""How fast films are made: stock Manim, this renderer cold and warm, and the floor under both.

Everything is measured in one run, on the same clips, with the same settings:

``manim``
    ``manim render -a`` on each clip's file, one after the other, as Manim's own batch does.
``cold``
    ``render.py clips`` with an empty cache and no films.
``warm``
    The same again: nothing has changed.
``floor``
    CPU time of only drawing the same paths with Cairo and of only encoding the same pictures, divided by the
    number of processes. It is measured on every n-th group of pictures.

An excerpt (the first beats of each clip, up to a number of seconds) is drawn by the same code, but not put
together to films.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from production.crew.local import cores
from production.crew.scratch import Scratch
from production.draw.walk import story_of
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import Request
from scenes.script.toml_file import ROOT

#: Of so many groups of pictures (two seconds each) the floor is measured on one.
_EVERY: Final = 4
#: Memory that processes may take together, as a share of the machine's.
_MEMORY: Final = 0.7
#: How long a process that is told to end may take to clear up, s.
_PATIENCE: Final = 10
#: Linux's request to be told to end when whoever started a process has ended.
_PR_SET_PDEATHSIG: Final = 1


@dataclass
class Run:
    """What a process and its children took.

    Attributes
    ----------
    wall, cpu
        Seconds.
    peak_mb
        The most memory that any one of them held.
    told
        What it wrote to its standard output.
    """

    wall: float = 0.0
    cpu: float = 0.0
    peak_mb: float = 0.0
    told: str = ""


@dataclass
class Clock:
    """Measurements of one clip, or of all together."""

    frames: int = 0
    runs: dict[str, Run] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)

    def summary(self, jobs: int) -> dict[str, Any]:
        """The figures that are asked for, of ``jobs`` processes."""
        manim, cold, warm = (self.runs[name] for name in ("manim", "cold", "warm"))
        floor = self.floor["drawing"] + self.floor["encoding"]
        return {
            "frames": self.frames,
            "speedup_vs_manim": round(manim.wall / cold.wall, 2),
            "ratio_to_floor": round(cold.wall / (floor / jobs), 2),
            # The same by CPU time: what a machine that others use at the same time tells more truly.
            "cpu_speedup_vs_manim": round(manim.cpu / cold.cpu, 2),
            "cpu_ratio_to_floor": round(cold.cpu / floor, 2),
            "fps": round(self.frames / cold.wall, 2),
            "cpu_ms_per_frame": round(1000 * cold.cpu / self.frames, 2),
            "peak_mb_per_worker": round(cold.peak_mb),
            "manim_peak_mb": round(manim.peak_mb),
            "seconds": {"manim": round(manim.wall, 2), "cold": round(cold.wall, 2), "warm": round(warm.wall, 2)},
            "cpu_seconds": {"manim": round(manim.cpu, 2), "cold": round(cold.cpu, 2), "warm": round(warm.cpu, 2)},
            "floor_cpu_seconds": {name: round(value, 3) for name, value in self.floor.items()},
        }


class Bench:
    """One measurement of some clips.

    Parameters
    ----------
    jobs
        Processes that draw.
    seconds
        How much of each clip: the beats until so many seconds are over. None is the whole.
    say
        Is told what is being measured.
    """

    def __init__(
        self, entries: Sequence[Entry], request: Request, jobs: int | None = None,
        seconds: float | None = None, say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.entries, self.request, self.seconds, self.say = entries, request, seconds, say
        self.jobs = cores() if jobs is None else max(jobs, 1)
        self.clips = {entry.name: Clock() for entry in entries}
        self.total = Clock()
        self.beats: dict[str, int] = {}

    def run(self) -> dict[str, Any]:
        """Measure everything; one object with all figures."""
        for entry in self.entries:
            beats = story_of(entry, self.request).beats
            if self.seconds is not None:
                over = [i for i, beat in enumerate(beats) if beat.end >= self.seconds]
                beats = beats[: over[0] + 1] if over else beats
            self.beats[entry.name] = len(beats)
            self.clips[entry.name].frames = round(beats[-1].end * self.request.quality.fps)
        self.total.frames = sum(clip.frames for clip in self.clips.values())
        with Scratch() as folder:
            self._measure(Path(folder))
        return self._result()

    def _measure(self, folder: Path) -> None:
        together = list(self.entries)
        batches = [[entry] for entry in together] + ([together] if len(together) > 1 else [])
        for number, batch in enumerate(batches):
            names = [entry.name for entry in batch]
            clocks = [self.clips[names[0]]] if len(batch) == 1 else []
            clocks += [self.total] if len(batch) == len(together) else []
            place = folder / str(number)
            for name in ("cold", "warm"):
                self.say(f"this renderer, {name}: {', '.join(names)}")
                run = self._ours(names, place)
                for clock in clocks:
                    clock.runs[name] = run
        for entry in together:
            self.say(f"floor: {entry.name}")
            found = json.loads(self._excerpt("floor", [entry.name], folder).told)[entry.name]
            self.clips[entry.name].floor = {k: found[k] for k in ("drawing", "encoding", "changing", "measured")}
        for part in ("drawing", "encoding", "measured"):
            self.total.floor[part] = sum(clip.floor[part] for clip in self.clips.values())
        runs = []
        for entry in together:
            self.say(f"manim: {entry.name}")
            runs.append(self._manim(entry, folder / "manim"))
            self.clips[entry.name].runs["manim"] = runs[-1]
        self.total.runs["manim"] = Run(
            sum(run.wall for run in runs), sum(run.cpu for run in runs), max(run.peak_mb for run in runs)
        )

    # --- what is measured ---------------------------------------------------------------------

    def _ours(self, names: list[str], place: Path) -> Run:
        if self.seconds is not None:
            return self._excerpt("ours", names, place)
        request = self.request
        return timed(
            [sys.executable, "render.py", "clips", *names, "--jobs", str(self.jobs), "--out", str(place / "out"),
             "--quality", request.quality.name, "--shape", request.shape, "--audience", request.audience],
            place / "cache",
        )

    def _manim(self, entry: Entry, folder: Path) -> Run:
        if self.seconds is not None:
            return self._excerpt("stock", [entry.name], folder)
        width, height = self.request.pixels
        module, _, _ = entry.target.partition(":")
        return timed(
            [sys.executable, "-m", "manim", "render", "-a", "--resolution", f"{width},{height}",
             "--fps", str(self.request.quality.fps), "--media_dir", str(folder), "--disable_caching",
             "--progress_bar", "none", "--verbosity", "ERROR", module.replace(".", "/") + ".py"],
            folder / "cache",
        )

    def _excerpt(self, kind: str, names: list[str], folder: Path) -> Run:
        asked = {
            "names": names, "audience": self.request.audience, "shape": self.request.shape,
            "quality": self.request.quality.name, "seconds": self.seconds, "beats": self.beats,
            "jobs": self.jobs, "every": _EVERY, "folder": str(folder),
        }
        command = [sys.executable, "-m", "production.bench.excerpt", kind, json.dumps(asked)]
        return timed(command, folder / "cache")

    # --- what is told -------------------------------------------------------------------------

    def _result(self) -> dict[str, Any]:
        covers = "whole clips" if self.seconds is None else f"each clip's first beats, up to {self.seconds:g} s or more"
        whole = self.total.summary(self.jobs)
        return {
            **whole,
            "jobs": self.jobs,
            "recommended_jobs": recommended(self.total.runs["cold"].peak_mb),
            "covers": covers,
            "quality": self.request.quality.name,
            "shape": self.request.shape,
            "audience": self.request.audience,
            "clips": {name: clock.summary(self.jobs) for name, clock in self.clips.items()},
        }


def timed(command: Sequence[str], cache: Path) -> Run:
    """Run a command with a cache folder of its own.

    Raises
    ------
    FilmError
        It failed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    with (cache.parent / "errors").open("w+b") as errors:
        process = subprocess.Popen(
            # Nobody's settings of Python and Manim take part: -E, and a home that is empty.
            [command[0], "-E", *command[1:]], cwd=ROOT, stdout=subprocess.PIPE, stderr=errors,
            env={**os.environ, "HOME": str(cache), FOLDER_VARIABLE: str(cache)},
            # Ctrl-C is meant for this process; it ends the other, once.
            start_new_session=True, preexec_fn=_end_with_whoever_started_it,
        )
        assert process.stdout is not None
        try:
            told = process.stdout.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _end(process)
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            last = (errors.read().decode().strip() or told.strip() or "no word why").splitlines()[-1]
            raise FilmError(f"`{' '.join(command[1:4])} …` failed: {last}")
    # The system counts a process together with the children that it has waited for.
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)
    return Run(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, peak, told)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Have a process end in good order, and what it has started with it; its folder can then be removed."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    finally:
        process.kill()
        process.wait()


def _end_with_whoever_started_it() -> None:
    """In a new process: be told to end when the other is killed, as far as the system offers that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def recommended(peak_mb: float) -> int:
    """How many processes to draw with: one a core, as far as memory reaches."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
    except (AttributeError, ValueError, OSError):
        return cores()
    return max(1, min(cores(), int(_MEMORY * memory / max(peak_mb, 1))))


def table(found: dict[str, Any]) -> list[str]:
    """The figures as lines to read."""
    head = f"{'':<20}{'frames':>8}{'manim s':>10}{'cold s':>9}{'warm s':>8}{'× manim':>9}{'÷ floor':>9}{'fps':>7}"
    lines = [head + f"{'CPU ms':>8}{'MB':>6}"]
    for name, row in [*found["clips"].items(), ("together", found)]:
        seconds = row["seconds"]
        lines.append(
            f"{name:<20}{row['frames']:>8}{seconds['manim']:>10.1f}{seconds['cold']:>9.1f}{seconds['warm']:>8.1f}"
            f"{row['speedup_vs_manim']:>9.2f}{row['ratio_to_floor']:>9.2f}{row['fps']:>7.1f}"
            f"{row['cpu_ms_per_frame']:>8.1f}{row['peak_mb_per_worker']:>6}"
        )
    lines.append(f"{found['quality']}, {found['shape']}, {found['audience']}; {found['covers']}.")
    lines.append(f"{found['jobs']} processes; recommended here: --jobs {found['recommended_jobs']}.")
    return lines
