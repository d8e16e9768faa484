"""One walk through a real clip, shared by all tests that look at it.

It is the walk of ``render.py check``: it draws the ends of beats and a few frames in between,
small; it takes some seconds. Each worker keeps the walks it has made, and all tests of one clip
ask for the same worker: what one shape has built (the geometry of an actor, the outlines of a
text) the next one finds ready.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from manim import Mobject, VMobject

from production.check.looking.moment import Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import FPS, SHORT_SIDE
from production.check.looking.walker import walk as check_walk
from production.check.rule import PictureRule
from production.check.rules.catalog import RULES
from production.draw.renderer import Picture
from scenes.binding import Binding
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES, SHAPES, Quality, Request
from scenes.script.story import BeatRecord, Story
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.furniture import ScaleBar
from scenes.stage.labels import Label
from scenes.stage.layout import PX_PER_UNIT, Box, Zones, zones
from scenes.stage.presence import presence_of
from scenes.stage.style import SCALE_BAR
from scenes.stage.words import Words
from tests.helpers.checking import real

#: Short side of the pictures, px: three stage px are one of theirs.
SMALL = Quality("walk", SHORT_SIDE, FPS)
STAGE_PX = 1080 // SMALL.short_side

CASES = [
    pytest.param(
        (entry.name, shape, audience),
        id=f"{entry.name}-{shape}-{audience}",
        marks=pytest.mark.xdist_group(entry.name),
    )
    for entry, shape, audience in product(RUNNING_ORDER, SHAPES, AUDIENCES)
]
Case = tuple[str, str, str]


@dataclass(frozen=True)
class SeenText:
    """A line of text in the picture: where it is drawn, its size (stage px) and color."""

    text: str
    box: Box
    size: float
    color: str
    label: int | None
    """Number of the label it belongs to, or None for furniture and the actors' own words."""


@dataclass(frozen=True)
class SeenLabel:
    """A label in the picture; ``end`` is where its leader ends, stage px, if it has one.

    ``seconds`` is how long it had stood there at the beat's end.
    """

    text: str
    role: str
    box: Box
    start: tuple[float, float] | None
    end: tuple[float, float] | None
    seconds: float


@dataclass(frozen=True)
class SeenBar:
    """The scale bar as drawn: what it says, its length, and the scales of what it measures."""

    nm: float
    says: str
    drawn_px: float
    box: Box
    scales: tuple[float, ...]


@dataclass(frozen=True)
class SeenBeat:
    """The end of a beat: its picture, and the same without any word or leader."""

    record: BeatRecord
    frames: int
    picture: Picture
    bare: Picture
    texts: list[SeenText]
    labels: list[SeenLabel]
    bar: SeenBar | None

    @property
    def name(self) -> str:
        return self.record.name


@dataclass(frozen=True)
class Seen:
    """What one walk through a clip has shown."""

    clip: str
    shape: str
    audience: str
    zones: Zones
    story: Story
    frames: int
    poster_beat: str
    beats: list[SeenBeat]
    moments: list[list[SeenLabel]]
    """The labels that stand together each time that one is put up."""
    paths: dict[str, np.ndarray]
    """Where free molecules went before they were caught, nm, as far as the clip tells."""
    meeting: Meeting | None
    shown: ShownClip
    """What ``render.py check`` has seen on the same walk."""


def entry_named(name: str) -> Entry:
    """The clip of this name in the running order."""
    return next(entry for entry in RUNNING_ORDER if entry.name == name)


@cache
def walk(case: Case) -> Seen:
    """Walk through a clip and note what its beats show."""
    name, shape, audience = case
    request = Request(audience=audience, shape=shape)
    notes = _Notes()
    rules = [rule for rule in RULES if isinstance(rule, PictureRule)]
    shown = check_walk(real(), entry_named(name), request, rules, companion=notes)
    clip = notes.clip
    paths: dict[str, np.ndarray] = clip.paths() if hasattr(clip, "paths") else {}
    return Seen(
        name, shape, audience, zones(shape), clip.story, notes.frames, clip.poster_beat, notes.ends,
        notes.moments, paths, _meeting(clip) if isinstance(clip, Binding) else None, shown,
    )


class _Notes:
    """Goes along on a walk and notes what these tests ask for."""

    clip: Clip

    def __init__(self) -> None:
        self.ends: list[SeenBeat] = []
        self.moments: list[list[SeenLabel]] = []
        self._put_up: dict[int, float] = {}

    @property
    def frames(self) -> int:
        """Frames that were played."""
        return self.ends[-1].frames

    def begin(self, clip: Clip) -> None:
        """Note when each label is put up, and which labels stand together then."""
        self.clip, as_ever = clip, clip._put_up

        def noted(label: Label, delay: float) -> Label:
            as_ever(label, delay)
            self._put_up[id(label)] = clip.now + delay
            staying = [other for other in clip._labels if presence_of(other, 1.0) > 0]
            self.moments.append([_label(clip.zones, other, 0.0) for other in staying])
            return label

        clip._put_up = noted  # type: ignore[method-assign]

    def at_end(self, record: BeatRecord, moment: Moment) -> None:
        """Note how a beat ends."""
        clip, z = moment.clip, moment.clip.zones
        labels = [label for label in _all(clip, Label) if _visible(label.words)]
        ages = [record.end - self._put_up[id(label)] for label in labels]
        self.ends.append(SeenBeat(
            record, moment.renderer.frames, moment.picture, moment.bare,
            list(_texts(clip, z, labels)),
            [_label(z, label, age) for label, age in zip(labels, ages, strict=True)],
            _bar(clip, z),
        ))


@dataclass(frozen=True)
class Meeting:
    """How far the antibody that is caught is from the rods, nm, 15 times a second."""

    times: np.ndarray
    bumps: float
    caught: float
    bridges: float
    gaps: np.ndarray
    """From the nearer arm's tip to the tip of each rod, shape (t, rods): missed, first, second."""


def _meeting(clip: Binding) -> Meeting:
    t = clip.times
    clock = np.arange(t.arrives, t.bridges + 3.0, 1 / 15)
    gaps = []
    for time in clock:
        clip.encounter.pose(float(time))
        tips = [clip.hero.arm_tip(i) for i in (0, 1)]
        rods = clip.encounter.missed, clip.encounter.first, clip.encounter.second
        gaps.append([min(np.linalg.norm(tip - rod.tip_at) for tip in tips) for rod in rods])
    return Meeting(clock, t.bumps, t.caught, t.bridges, np.array(gaps))


def _all(clip: Clip, kind: type[Any]) -> list[Any]:
    found: dict[int, Mobject] = {}
    for mobject in clip.mobjects:
        for member in mobject.get_family():
            if isinstance(member, kind):
                found[id(member)] = member
    return list(found.values())


def _visible(mobject: Mobject) -> bool:
    return any(
        float(member.fill_rgbas[0, 3]) > 0.05 or float(member.stroke_rgbas[0, 3]) > 0.05
        for member in mobject.get_family()
        if isinstance(member, VMobject) and len(member.points)
    )


def drawn_box(z: Zones, mobject: Mobject) -> Box:
    """Where a mobject is drawn, stage px."""
    points = np.vstack([m.points for m in mobject.get_family() if len(m.points)])
    (left, bottom), (right, top) = z.px(points.min(axis=0)), z.px(points.max(axis=0))
    return Box(left, top, right, bottom)


def _texts(clip: Clip, z: Zones, labels: list[Label]) -> Iterator[SeenText]:
    owners = {id(line): i for i, label in enumerate(labels) for line in label.words.get_family()}
    for line in _all(clip, Words):
        if len(line.points) and _visible(line):
            yield SeenText(
                line.text, drawn_box(z, line), line.size, line.get_fill_color().to_hex(),
                owners.get(id(line)),
            )


def _label(z: Zones, label: Label, seconds: float) -> SeenLabel:
    start = end = None
    if label.leader is not None:
        start, end = (z.px(label.leader.points[i]) for i in (0, -1))
    return SeenLabel(label.text, label.role, drawn_box(z, label.words), start, end, seconds)


def _bar(clip: Clip, z: Zones) -> SeenBar | None:
    bars = [bar for bar in _all(clip, ScaleBar) if _visible(bar)]
    if not bars:
        return None
    bar = bars[-1]
    x = bar.bar.points[:, 0]
    drawn = float(x.max() - x.min()) * PX_PER_UNIT - SCALE_BAR
    scales = {round(a.view.px_per_nm, 6) for a in _all(clip, Actor) if _visible(a)}
    return SeenBar(bar.nm, bar.words.text, drawn, drawn_box(z, bar), tuple(sorted(scales)))
