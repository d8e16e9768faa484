"""A clip that is gone through, and left standing here and there: any moment of it is a short way from one of these.

A walk is one process. Where it has come some way it forks, and what is forked stands still; asked for a moment, that
one forks again, goes on to the moment and draws it. So nothing is gone through twice, and nothing needs to be undone.
What has drawn a moment stands there in its turn, for the next frame is near.

One stands before each beat, too, and has read none of its words: after a change in them, or in code that it has not
entered, it is from there that the walk begins anew.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from contextlib import _GeneratorContextManager, suppress
from io import BytesIO
from typing import Final, NoReturn

from production.draw.picture import Picture, image
from production.draw.walk import Walk, staged
from production.plan.score import Score, hash_of_figures, score_of
from production.preview.changes import Asked, changed, read_anew
from production.preview.line import Line, Said, fork
from production.preview.moment import seen_in
from production.preview.own_code import OwnCode
from production.preview.told import Lives, told_of
from scenes.script.mistakes import explained
from scenes.script.request import SHAPES
from scenes.script.story import BeatRecord
from scenes.stage.beats import Beat

#: How far the walks through other shapes stand back for the first one.
_BEHIND: Final = 5
#: Of the film's letters, sharp to the eye; a frame is packed in 3 ms.
_QUALITY: Final = 92
#: A walk leaves somebody behind after so much work of this process, s; also before each beat.
_STRETCH: Final = 0.2


class Walker:
    """Goes through a clip as one process, and then as many.

    Attributes
    ----------
    frame
        The frame that it has come to.
    stands
        Whether this process was left behind, or draws, and the walk itself goes on elsewhere.
    saves
        How often files were saved before its words and code were read.
    """

    def __init__(self, address: str, score: Score, number: int, saves: int) -> None:
        self.address, self.score, self.number, self.saves = address, score, number, saves
        self.code = OwnCode()
        sys.meta_path.insert(0, self.code)
        self.entry, self.request, self.figures = score.entry, score.request, hash_of_figures()
        self.line = Line(address, {"is": "walker", "walk": number, "pid": os.getpid()})
        self.frame, self.stands = 0, False
        if score.request.shape != SHAPES[0]:
            os.nice(_BEHIND)  # the picture that plays comes first
        self._first, self._last, self._ask, self._checks = 0, -1, 0, False
        self._asked: dict[int, list[Said]] = defaultdict(list)
        self._worked, self._began = 0.0, time.perf_counter()
        self._records: list[BeatRecord] = []
        self._lives: Lives | None = None
        self._words: Asked | None = None

    def go(self) -> NoReturn:
        """Go through the clip; then stand until nobody asks any more."""
        self.line.say({"is": "story", **told_of(self.score, self._records, None)})
        try:
            with staged(self.entry, self.request, self, self._end_of_beat) as walk:
                self.walk: Walk = walk
                self._lives = Lives(walk.clip)
                self._read_words()
                self._stand_before_beats()
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
            if time.process_time() - self._worked > _STRETCH:
                self._leave_somebody({})
            for asked in self._asked.pop(index, ()):
                if not self.stands and fork():
                    self._draw(asked)
        return self.stands and self._first <= index <= self._last

    def take(self, index: int, picture: Picture) -> None:
        """Hand a picture over; after the last one that was asked for stand still until the next is."""
        packed = BytesIO()
        image(picture).save(packed, "JPEG", quality=_QUALITY, subsampling=0)
        said: Said = {
            "is": "picture", "ask": self._ask, "frame": index, "last": self._last, "saves": self.saves
        }
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

    def _stand_before_beats(self) -> None:
        """Have somebody stand before each beat, who has not read its words."""
        open_as_ever = self.walk.clip.beat

        def opened(name: str) -> _GeneratorContextManager[Beat]:
            self.frame = self.walk.renderer.frames
            while not self.stands and self._leave_somebody({"opens": len(self._records)}):
                pass  # who goes on from there with other words leaves somebody there, too
            return open_as_ever(name)

        self.walk.clip.beat = opened  # type: ignore[method-assign]

    def _leave_somebody(self, told: Said) -> bool:
        """Leave a process behind that stands here, and forks for each moment that it is asked for.

        Returns
        -------
        bool
            Whether this process is the walk itself now, with words that were read anew.
        """
        if fork():
            heard = sorted(self._words.read) if self._words else []
            self._take_over({"is": "stand", **told, "read": heard, "entered": sorted(self.code.entered)})
            while True:
                asked = self.line.hear()
                if asked["do"] == "draw" and asked["saves"] > self.saves:
                    self.saves = asked["saves"]
                    self._swap_code()  # what only pictures enter
                if not fork():
                    continue
                if asked["do"] == "draw":
                    self._draw(asked)
                    return False
                if asked["do"] == "compare":
                    self._compare(asked)
                self._go_on_anew(asked)
                return True
        self._worked = time.process_time()
        return False

    def _take_over(self, hello: Said) -> None:
        """Be another process from now on, with a line of its own."""
        self.line.close()
        self.stands = True
        here = {"walk": self.number, "frame": self.frame, "worked": self._walked, "pid": os.getpid()}
        self.line = Line(self.address, hello | here)

    def _draw(self, asked: Said) -> None:
        """Go on as a process that draws what is asked for."""
        self._take_over({"is": "drawer", "ask": asked["ask"], "last": asked.get("last", asked["frame"])})
        self._heed(asked, self.frame)

    def _compare(self, asked: Said) -> NoReturn:
        """Say which beats have other words, and which functions other code, than those that this walk goes by."""
        self.line.close()
        line = Line(self.address, {"is": "answerer", "ask": asked["ask"]})
        read_anew()
        beats = functions = None
        with suppress(Exception):  # whoever walks from the start says what it is
            functions = self.code.changed() if hash_of_figures() == self.figures else None
            beats = None if functions is None else changed(self.score, score_of(self.entry, self.request))
        line.say({"is": "answer", "ask": asked["ask"], "beats": beats, "functions": sorted(functions or ())})
        os._exit(0)

    def _swap_code(self) -> None:
        with suppress(Exception):  # the walk that is to come says what it is
            if self.code.changed() is not None:
                self.code.swap()

    def _go_on_anew(self, asked: Said) -> None:
        """Be the walk itself from here on, another one, by words and code as they are now."""
        self.number, self._asked, self._ask, self._began = asked["walk"], defaultdict(list), 0, time.perf_counter()
        self.saves = asked["saves"]
        self._swap_code()
        self._take_over({"is": "walker"})
        self.stands = False
        read_anew()
        self.score = score_of(self.entry, self.request)
        self.walk.clip.read_words()
        self._read_words()
        self._worked = time.process_time()
        self._tell_story()

    def _read_words(self) -> None:
        """Note from now on what the clip reads of beats that it asks for by name."""
        self._words = Asked(self.walk.clip.script, self._words.read if self._words else ())
        self.walk.clip.script = self._words.script

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

