"""One process's work: to go through a clip up to the beats that are asked for, and draw these.

What is drawn is encoded at once, a group of pictures at a time, decoded again as a check, and kept. A beat begins a new
group of pictures, so that the film is its beats, one after the other, whoever drew them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Sequence
from typing import Final

from manim.utils.exceptions import EndSceneEarlyException

from production.draw.encoder import GroupEncoder, check_group
from production.draw.picture import Picture, png, turned
from production.draw.walk import Walk, staged, without_words
from production.plan import piece_names
from production.plan.beats import PlannedBeat
from production.plan.form import VideoForm
from production.plan.task import Drew, GaveUpError, Keeper, Made, Share, Told
from production.store.packets import packed
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.request import Request
from scenes.script.story import BeatRecord

#: Frames are reported this often, s.
_REPORT: Final = 0.2


class Work:
    """Some beats of a clip while they are drawn.

    Parameters
    ----------
    beats
        Of the clip, with the names of what is known and drawn of each.
    shares
        What is to be drawn. Without any the clip is gone through to its end, for the times of its beats.
    fresh
        Whether to draw also what is there already.
    edges
        Names of the pictures at which something joins on that are kept as well.
    """

    def __init__(
        self, entry: Entry, request: Request, beats: Sequence[PlannedBeat], shares: Sequence[Share], keep: Keeper,
        tell: Callable[[Told], None], wanted: Callable[[], bool], fresh: bool = False, edges: Collection[str] = (),
    ) -> None:
        self.entry, self.request, self.beats = entry, request, beats
        self.keep, self.tell, self.wanted = keep, tell, wanted
        self.fresh, self.edges = fresh, edges
        self.form = VideoForm.of(request)
        self.shares = {share.beat: share for share in shares}
        self.last = max(self.shares, default=len(beats) - 1)
        self.beat, self.start = 0, 0
        self._encoder: GroupEncoder | None = None
        self._group = -1
        self._turn: tuple[Picture, Picture] | None = None
        self._untold, self._told_at = 0, time.monotonic()

    def go(self) -> None:
        """Go through the clip as far as needed."""
        captions = {beat.name: beat.cues for beat in self.beats if beat.cues}
        with staged(self.entry, self.request, self, self._end_of_beat, captions) as walk:
            self.walk: Walk = walk
            walk.renderer.lends = True
            walk.go()
        if self.beat <= self.last:
            raise FilmError(f"{self.entry.name}: it ended before its last beat was played")
        self._report(now=True)

    # --- as a taker of frames -----------------------------------------------------------------

    def wants(self, index: int) -> bool:
        """Whether a frame is to be drawn: it is asked for, and not there yet."""
        share = self.shares.get(self.beat)
        if share is None:
            return False
        group = (index - self.start) // self.form.frames_a_group
        if share.has(group) and group != self._group:
            self._finish_group()
            self._group = group
            if self._is_wanting(piece_names.group(self._picture, group)):
                self._encoder = GroupEncoder(self.form)
        return (share.has(group) and self._encoder is not None) or self._opens(index)

    def take(self, index: int, picture: Picture) -> None:
        """Encode a frame."""
        if self._opens(index):
            self._make(piece_names.first(self._picture), png(picture, quick=True))
        if self._encoder is not None:
            if self.request.turned:
                self._encoder.add(self._turned(picture))
            else:
                self._encoder.add(picture, self.walk.renderer.changed)
            self._untold += 1
            self._report()

    def _turned(self, picture: Picture) -> Picture:
        """A picture turned; one and the same for the same picture."""
        if self._turn is None or self._turn[0] is not picture:
            self._turn = picture, turned(picture, self.request.turned)
        return self._turn[1]

    def _opens(self, index: int) -> bool:
        """Whether a frame is the first one of its beat, and to be kept for the join before it."""
        name = piece_names.first(self._picture)
        return index == self.start and name in self.edges and self._is_wanting(name)

    # --- what is made ---------------------------------------------------------------------------

    @property
    def _picture(self) -> str:
        return self.beats[self.beat].picture

    def _is_wanting(self, name: str) -> bool:
        """Whether a piece is to be made; one that is there already is told, as who asked may stand elsewhere."""
        if self.fresh or not self.keep.has(name):
            return True
        self.tell(Made(name))
        return False

    def _end_of_beat(self, beat: BeatRecord) -> None:
        self._finish_group()
        self._group = -1
        number = self.beat
        share = self.shares.get(number)
        if share is not None and share.ends:
            if beat.poster and self._is_wanting(piece_names.poster(self._picture)):
                self._make(piece_names.poster(self._picture), png(self._drawn()))
            self._keep_the_end()
        self._make(piece_names.record(self.beats[number].times), json.dumps(beat.played, ensure_ascii=False).encode())
        self.beat, self.start = number + 1, self.walk.renderer.frames
        if number == self.last:
            raise EndSceneEarlyException

    def _keep_the_end(self) -> None:
        """Keep the picture at the beat's end, with its words and without, where something joins on."""
        last, bare = piece_names.last(self._picture), piece_names.bare(self._picture)
        if last in self.edges and self._is_wanting(last):
            self._make(last, png(self._drawn(), quick=True))
        if bare in self.edges and self._is_wanting(bare):
            with without_words(self.walk.clip):
                self._make(bare, png(self._drawn(), quick=True))

    def _drawn(self) -> Picture:
        return self.walk.renderer.picture(self.walk.clip)

    def _finish_group(self) -> None:
        """Close the group in work, decode it, and keep it."""
        encoder, self._encoder = self._encoder, None
        if encoder is not None:
            packets = encoder.finish()
            check_group(packets, encoder.header)
            self._make(piece_names.group(self._picture, self._group), packed(packets))

    def _make(self, name: str, piece: bytes) -> None:
        kept = self.keep.put(name, piece)
        self.tell(Made(name, None if kept else piece))

    def _report(self, now: bool = False) -> None:
        if not self.wanted():
            raise GaveUpError
        moment = time.monotonic()
        if self._untold and (now or moment - self._told_at >= _REPORT):
            self.tell(Drew(self._untold))
            self._untold, self._told_at = 0, moment
