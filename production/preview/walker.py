"""A clip that is gone through, and left standing here and there: any moment of it is a short way from one of these.

A walk is one process. Where it has come some way it forks, and what is forked stands still; asked for a moment, that
one forks again, goes on to the moment and draws it. So nothing is gone through twice, and nothing needs to be undone.
What has drawn a moment stands there in its turn, for the next frame is near.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from io import BytesIO
from typing import Final, NoReturn

from production.draw.picture import Picture, image
from production.draw.walk import Walk, staged
from production.plan.score import Score
from production.preview.line import Line, Said, fork
from production.preview.moment import seen_in
from production.preview.told import Lives, told_of
from scenes.script.entry import Entry
from scenes.script.mistakes import explained
from scenes.script.request import SHAPES, Request
from scenes.script.story import BeatRecord

#: How far the walks through other shapes stand back for the first one.
_BEHIND: Final = 5
#: Of the film's letters, sharp to the eye; a frame is packed in 3 ms.
_QUALITY: Final = 92
#: A walk leaves somebody behind after so much work of this process, s; also wherever a beat begins.
_STRETCH: Final = 0.2


class Walker:
    """Goes through a clip as one process, and then as many.

    Attributes
    ----------
    frame
        The frame that it has come to.
    stands
        Whether this process was left behind, or draws, and the walk itself goes on elsewhere.
    """

    def __init__(self, address: str, entry: Entry, request: Request, score: Score, number: int) -> None:
        self.address, self.entry, self.request, self.score, self.number = address, entry, request, score, number
        self.line = Line(address, {"is": "walker", "walk": number, "pid": os.getpid()})
        self.frame, self.stands = 0, False
        if request.shape != SHAPES[0]:
            os.nice(_BEHIND)  # the picture that plays comes first
        self._first, self._last, self._ask, self._checks = 0, -1, 0, False
        self._asked: dict[int, list[Said]] = defaultdict(list)
        self._worked, self._anew, self._began = 0.0, True, time.perf_counter()
        self._records: list[BeatRecord] = []
        self._lives: Lives | None = None

    def go(self) -> NoReturn:
        """Go through the clip; then stand until nobody asks any more."""
        self.line.say({"is": "story", **told_of(self.score, self._records, None)})
        try:
            with staged(self.entry, self.request, self, self._end_of_beat) as walk:
                self.walk: Walk = walk
                self._lives = Lives(walk.clip)
                walk.go()
                self._over()
        except Exception as error:
            self.line.say({"is": "fault", "fault": explained(error), "ask": self._ask, "frame": self.frame})
            while True:
                self._refuse(self.line.hear())

    def _over(self) -> NoReturn:
        """Nothing comes after this."""
        if not self.stands:
            self._tell_story()
            self.line.say({"is": "walked", "frames": self.walk.renderer.frames})
            for asks in self._asked.values():
                for asked in asks:
                    self._refuse(asked)
        elif self._last >= self.frame:
            self.line.say({"is": "over", "ask": self._ask})
        while True:
            self._refuse(self.line.hear())

    def _refuse(self, asked: Said) -> None:
        self.line.say({"is": "passed", "ask": asked.get("ask", 0)})

    def _end_of_beat(self, record: BeatRecord) -> None:
        self._records.append(record)
        self._anew = True
        if not self.stands:
            self._tell_story()

    def _tell_story(self) -> None:
        self.line.say({"is": "story", **told_of(self.score, self._records, self._lives)})

    # --- as a taker of frames -----------------------------------------------------------------

    def wants(self, index: int) -> bool:
        """Whether a frame is to be drawn; whoever is left behind stands here until it is asked."""
        self.frame = index
        if not self.stands:
            self._listen(index)
            if self._anew or time.process_time() - self._worked > _STRETCH:
                self._leave_somebody(index)
            for asked in self._asked.pop(index, ()):
                if not self.stands and fork():
                    self._take_over("drawer", index, asked)
        return self.stands and self._first <= index <= self._last

    def take(self, index: int, picture: Picture) -> None:
        """Hand a picture over; after the last one that was asked for stand still until the next is."""
        packed = BytesIO()
        image(picture).save(packed, "JPEG", quality=_QUALITY, subsampling=0)
        said: Said = {"is": "picture", "ask": self._ask, "frame": index, "last": self._last}
        if self._checks:
            said["seen"] = self._seen(index, picture)
        self.line.say(said, packed.getvalue())
        while index >= self._last or self.line.is_spoken_to():
            self._heed(self.line.hear(), index + 1)

    def _seen(self, index: int, picture: Picture) -> Said:
        clip = self.walk.clip
        names, played = clip.script.beat_names, len(clip.story.beats)
        beat = names[min(played, len(names) - 1)]
        return seen_in(self.walk, self.score, beat, picture, index in self._ends())

    def _ends(self) -> set[int]:
        return {round(record.end * self.request.quality.fps) - 1 for record in self._records}

    # --- one process becomes another ------------------------------------------------------------

    def _listen(self, index: int) -> None:
        """Take in what the walk itself is asked for: moments that it has not come to yet."""
        while self.line.is_spoken_to():
            asked = self.line.hear()
            if asked["frame"] < index:
                self._refuse(asked)
            else:
                self._asked[asked["frame"]].append(asked)

    def _leave_somebody(self, index: int) -> None:
        """Leave a process behind that stands at this frame and forks for each moment that it is asked for."""
        self._anew = False
        if fork():
            self._take_over("stand", index, None)
            while True:
                asked = self.line.hear()
                if fork():
                    self._take_over("drawer", index, asked)
                    return
        self._worked = time.process_time()

    def _take_over(self, kind: str, index: int, asked: Said | None) -> None:
        """Be another process from now on, with a line of its own."""
        self.line.close()
        self.stands = True
        hello = {"is": kind, "walk": self.number, "frame": index, "worked": self._walked, "pid": os.getpid()}
        if asked is not None:
            hello |= {"ask": asked["ask"], "last": asked.get("last", asked["frame"])}
        self.line = Line(self.address, hello)
        if asked is not None:
            self._heed(asked, index)

    @property
    def _walked(self) -> float:
        return round(time.perf_counter() - self._began, 3)

    def _heed(self, asked: Said, at_least: int) -> None:
        """Go on to what is asked for; what lies behind is refused."""
        if asked["frame"] < at_least:
            self._refuse(asked)
            return
        self._first, self._ask = asked["frame"], asked.get("ask", 0)
        self._last, self._checks = asked.get("last", self._first), asked.get("checks", False)

