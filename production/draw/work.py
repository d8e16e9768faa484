"""One process's work: to go through a clip up to the beats that are asked for, and draw these.

What is drawn is encoded at once, a group of pictures at a time, decoded again as a check, and kept. A beat begins a new
group of pictures, so that the film is its beats, one after the other, whoever drew them.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from io import BytesIO

from manim.utils.exceptions import EndSceneEarlyException

from production.draw.encoder import GroupEncoder, VideoForm, check_group
from production.draw.renderer import Picture
from production.draw.walk import Walk, staged
from production.plan.keys import BeatKeys, keys_for
from production.plan.task import (
    Done,
    Drew,
    Failed,
    GaveUpError,
    Made,
    Part,
    Task,
    Told,
    group_name,
    poster_name,
    record_name,
)
from production.stills.stills import image
from production.store.packets import packed
from production.store.store import Store
from scenes.script.errors import FilmError
from scenes.script.story import BeatRecord

Tell = Callable[[Told], None]

#: Frames are reported this often, s.
_REPORT = 0.2


def work(task: Task, store: Store, tell: Tell, wanted: Callable[[], bool]) -> None:
    """Do a task and tell how it goes; an error is told as well, and not raised."""
    begun = time.monotonic()
    try:
        _Drawing(task, _names(task), store, tell, wanted).go()
    except Exception as error:
        tell(Failed(task.number, error))
    else:
        tell(Done(task.number, time.monotonic() - begun))
    # Shapes and scenes refer to each other in circles: a process that draws clip after clip would grow.
    gc.collect()


def _names(task: Task) -> Sequence[BeatKeys]:
    """The names of all beats of a clip, which are to be those that are asked for.

    Raises
    ------
    FilmError
        They are not: the code, words or libraries of this process are others than those of who asks.
    """
    beats = keys_for(task.entry, task.request).beats
    for part in task.parts:
        if part.beat >= len(beats) or beats[part.beat].picture != part.picture:
            raise FilmError(f"{task.entry.name}: the code, the words or the libraries changed meanwhile")
    return beats


class _Drawing:
    """A task while it is worked on."""

    def __init__(
        self, task: Task, names: Sequence[BeatKeys], store: Store, tell: Tell, wanted: Callable[[], bool]
    ) -> None:
        self.task, self.names, self.store, self.tell, self.wanted = task, names, store, tell, wanted
        self.form = VideoForm.of(task.request)
        self.parts = {part.beat: part for part in task.parts}
        self.last = max(self.parts, default=len(names) - 1)
        self.beat, self.start = 0, 0
        self._encoder: GroupEncoder | None = None
        self._group = -1
        self._untold, self._told_at = 0, time.monotonic()

    def go(self) -> None:
        """Go through the clip as far as needed."""
        with staged(self.task.entry, self.task.request, self, self._end_of_beat) as walk:
            self.walk: Walk = walk
            walk.renderer.lends = True
            walk.go()
        if self.beat <= self.last:
            raise FilmError(f"{self.task.entry.name}: it ended before its last beat was played")
        self._report(now=True)

    # --- as a taker of frames -----------------------------------------------------------------

    def wants(self, index: int) -> bool:
        """Whether a frame is to be drawn: it is asked for, and not there yet."""
        part = self.parts.get(self.beat)
        if part is None:
            return False
        group = (index - self.start) // self.form.frames_a_group
        if not part.has(group):
            return False
        if group == self._group:
            return self._encoder is not None
        self._finish_group()
        self._group = group
        if self.task.fresh or not self.store.has(group_name(part.picture, group)):
            self._encoder = GroupEncoder(self.form)
        return self._encoder is not None

    def take(self, index: int, picture: Picture) -> None:
        """Encode a frame."""
        del index
        assert self._encoder is not None
        self._encoder.add(picture, self.walk.renderer.changed)
        self._untold += 1
        self._report()

    # --- what is made ---------------------------------------------------------------------------

    def _end_of_beat(self, beat: BeatRecord) -> None:
        self._finish_group()
        self._group = -1
        number = self.beat
        part = self.parts.get(number)
        if part is not None and beat.name == self.walk.clip.poster_beat and part.ends:
            self._make_poster(part)
        self._make(record_name(self.names[number].record), self._record(beat))
        self.beat, self.start = number + 1, self.walk.renderer.frames
        if number == self.last:
            raise EndSceneEarlyException

    def _finish_group(self) -> None:
        """Close the group in work, decode it, and keep it."""
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            packets = encoder.finish()
            check_group(packets, encoder.header)
            part = self.parts[self.beat]
            self._make(group_name(part.picture, self._group), packed(packets))

    def _make_poster(self, part: Part) -> None:
        name = poster_name(part.picture)
        if self.task.fresh or not self.store.has(name):
            self._make(name, png(self.walk.renderer.picture(self.walk.clip)))

    def _make(self, name: str, piece: bytes) -> None:
        kept = self.store.put(name, piece)
        self.tell(Made(self.task.number, name, None if kept else piece))

    def _record(self, beat: BeatRecord) -> bytes:
        """What the playing has shown of a beat; the rest is in the script."""
        told = {
            "name": beat.name,
            "start": beat.start,
            "end": beat.end,
            "narration_start": beat.narration_start,
            "narration_end": beat.narration_end,
            "labels": list(beat.labels),
            "poster": beat.name == self.walk.clip.poster_beat,
        }
        return json.dumps(told, ensure_ascii=False).encode()

    def _report(self, now: bool = False) -> None:
        if not self.wanted():
            raise GaveUpError
        moment = time.monotonic()
        if self._untold and (now or moment - self._told_at >= _REPORT):
            self.tell(Drew(self.task.number, self._untold))
            self._untold, self._told_at = 0, moment


def png(picture: Picture) -> bytes:
    """A picture as a PNG file."""
    file = BytesIO()
    image(picture).save(file, "PNG", optimize=True)
    return file.getvalue()
