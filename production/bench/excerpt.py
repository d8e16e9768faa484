"""A process that only measures: the first beats of clips drawn, or the floor under them.

As a script, for :mod:`production.bench.bench`::

    python -m production.bench.excerpt stock|ours|floor '{"names": ["binding"], …}'

What it finds goes to its standard output as JSON.
"""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from manim import tempconfig
from manim.utils.exceptions import EndSceneEarlyException

from production.bench.frames import floor_of
from production.crew.local import crew
from production.draw.walk import clip_class, stage_for
from production.make.batch import Batch
from production.make.outcome import Outcome, Watcher
from production.plan.jobs import Job, State, state_of
from production.store.pieces import Pieces
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import QUALITIES, Request
from scenes.script.story import BeatRecord


class _OnlyDrawn(Batch):
    """Draws what is missing, and puts no film together."""

    def _write(self, making: Any) -> Outcome:
        return Outcome(making.job, 0.0)


def ours(jobs: list[Job], beats: dict[str, int], hands: int | None) -> None:
    """Draw the first ``beats`` beats of each clip into the cache, as ``render.py clips`` would."""
    pieces = Pieces()
    states: list[State] = []
    for job in jobs:
        state = state_of(job, pieces.folder / "no films", pieces)
        state.beats = state.beats[: beats[job.entry.name]]
        states.append(state)
    with crew(hands) as workers:
        for outcome in _OnlyDrawn(states, workers, Watcher(), pieces).run():
            if outcome.error is not None:
                raise outcome.error


def stock(entry: Entry, request: Request, seconds: float, folder: Path) -> None:
    """Draw the beginning of a clip as ``manim render`` would: with its renderer, into movie files."""

    def at_end(record: BeatRecord) -> None:
        if record.end >= seconds:
            raise EndSceneEarlyException

    with stage_for(request), tempconfig({"media_dir": str(folder), "dry_run": False, "write_to_movie": True}):
        clip = clip_class(entry)(request)
        clip.on_beat_end = at_end
        clip.render()


def main(kind: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Do what was asked for."""
    entries = [entry for entry in RUNNING_ORDER if entry.name in asked["names"]]
    request = Request(
        audience=asked["audience"], shape=asked["shape"], quality=QUALITIES[asked["quality"]]
    )
    if kind == "ours":
        ours([Job(entry, request) for entry in entries], asked["beats"], asked["jobs"])
    if kind == "stock":
        for entry in entries:
            stock(entry, request, asked["seconds"], Path(asked["folder"]))
    if kind == "floor":
        every = asked["every"]
        return {entry.name: asdict(floor_of(entry, request, every, asked["seconds"])) for entry in entries}
    return {}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda got, _: sys.exit(128 + got))  # those who draw are to end first
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
