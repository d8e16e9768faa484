"""One walk through a clip for all rules: its story, the ends of its beats, frames in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from production.check.looking.moment import Moment
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.reading.project import Project
from production.check.reading.told_clip import told
from production.check.rule import Onlooker, PictureRule
from production.draw.captions import CaptionLayer
from production.draw.renderer import FilmRenderer, Picture
from production.draw.walk import clip_class, stage_for
from production.finish.captions import picture_cues
from scenes.script.entry import Entry
from scenes.script.request import Quality, Request
from scenes.script.story import BeatRecord
from scenes.stage.clip import Clip

#: Short side of the pictures, px, and frames a second: time passes in steps of 1/15 s.
SHORT_SIDE: Final = 360
FPS: Final = 15


@dataclass(frozen=True)
class Sampling:
    """Which moments between the ends of beats are looked at.

    Attributes
    ----------
    every
        Seconds between two sampled frames; 0 looks at every frame, None at none.
    short_side
        Of the pictures, px.
    on_end_card
        The same in the last beat, whose pages come in turn.
    """

    every: float | None = None
    short_side: int = SHORT_SIDE
    on_end_card: float | None = None

    def wants(self, index: int, on_end_card: bool = False) -> bool:
        """Whether the frame with this number is looked at."""
        every = self.on_end_card if on_end_card and self.every is None else self.every
        return every is not None and index % max(1, round(every * FPS)) == 0


#: What is drawn where a rule asks for frames between the ends of beats.
SAMPLED: Final = Sampling(every=1.0)


class Gatherer:
    """Stands beside a clip and keeps what the rules need of it."""

    def __init__(self, rules: Sequence[PictureRule], sampling: Sampling) -> None:
        self.sampling = sampling
        self.rules = [rule for rule in rules if rule.observe is not None]
        self.watched = [rule for rule in rules if rule.onlooker is not None]
        self.onlookers: dict[str, Onlooker] = {}
        self._asking: list[Onlooker] = []
        self.frames: list[Frame] = []
        self.observed: dict[str, list[tuple[float, str, object]]] = {}
        self.clip: Clip | None = None
        self.renderer: FilmRenderer | None = None

    def begin(self, clip: Clip, renderer: FilmRenderer) -> None:
        """Take a place beside a clip that is about to be walked."""
        self.clip, self.renderer = clip, renderer
        clip.on_beat_end = self.at_end
        for rule in self.watched:
            assert rule.onlooker is not None
            self.onlookers[rule.name] = rule.onlooker(clip)

    def wants(self, index: int) -> bool:
        """Whether a frame is drawn on the way."""
        self._asking = [o for o in self.onlookers.values() if o.wants(index)]
        return self._samples(index) or bool(self._asking)

    def _samples(self, index: int) -> bool:
        assert self.clip is not None
        return self.sampling.wants(index, len(self.clip.story.beats) == len(self.clip.script.beat_names) - 1)

    def take(self, index: int, picture: Picture) -> None:
        """Look at a frame between the ends of beats."""
        assert self.clip is not None
        assert self.renderer is not None
        played = len(self.clip.story.beats)
        names = self.clip.script.beat_names
        beat = names[min(played, len(names) - 1)]
        moment = Moment(self.clip, self.renderer, beat, False, picture)
        for onlooker in self._asking:
            onlooker.take(index, moment)
        if self._samples(index):
            self._look(moment)

    def at_end(self, record: BeatRecord) -> None:
        """Look at the end of a beat."""
        assert self.clip is not None
        assert self.renderer is not None
        self._look(Moment(self.clip, self.renderer, record.name, True))

    def _look(self, moment: Moment) -> None:
        self.frames.append(moment.frame)
        for rule in self.rules:
            if rule.observe is not None and (moment.at_end or rule.samples):
                seen = rule.observe(moment)
                self.observed.setdefault(rule.name, []).append((moment.time, moment.beat, seen))


def walk(
    project: Project,
    target: Entry | type[Clip],
    request: Request,
    rules: Sequence[PictureRule] = (),
    sampling: Sampling | None = None,
) -> ShownClip:
    """Walk through a clip once.

    Parameters
    ----------
    target
        A clip of the running order, or its class.
    request
        Language, audience and shape; its quality is replaced by a small one.
    rules
        Picture rules whose ``observe`` is to be called.
    sampling
        Which frames to look at between the ends of beats; by default every second if
        one of the rules asks for samples, else none.
    """
    if sampling is None:
        sampling = SAMPLED if any(rule.samples for rule in rules) else Sampling()
    small = replace(request, quality=Quality("check", sampling.short_side, FPS))
    gatherer = Gatherer(rules, sampling)
    with stage_for(small):
        # Quicker without a run-up. What is posed after the thing that it follows, as all in this film is, looks the
        # same; what is posed before it would be seen where that thing was at the last frame that was looked at.
        renderer = FilmRenderer(gatherer, run_up=0)
        kind = clip_class(target) if isinstance(target, Entry) else target
        clip = kind(small, renderer=renderer)
        if request.in_picture:
            asked = {"language": request.language, "audience": request.audience}
            spoken = ((beat.name, request.voice.speak(beat.narration, **asked)) for beat in clip.script.beats)
            renderer.above = CaptionLayer({name: picture_cues(name, speech, request) for name, speech in spoken})
        gatherer.begin(clip, renderer)
        clip.render()
        story = told(project, clip.script, clip.story, request, walked=True)
    observed = {name: tuple(seen) for name, seen in gatherer.observed.items()}
    told_by = {name: onlooker.tells() for name, onlooker in gatherer.onlookers.items()}
    frames = tuple(gatherer.frames)
    return ShownClip(story, frames, observed, told_by, clip.poster_beat, clip.scaled, clip.lasts)
