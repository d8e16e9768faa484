"""Calm: no flashes, no jumps of light, nothing large that rushes, nothing free that flies straight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from manim import Mobject, VMobject
from scipy.spatial import cKDTree

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import (
    FLASH_AREA,
    FLASHES,
    JUMP,
    JUMP_TIME,
    LARGE,
    SPEED,
    STRAIGHT,
    ZOOM,
)
from production.check.looking.color_science import luminance
from production.check.looking.flash import (
    PAIR,
    change,
    general_flashes,
    most_in_a_second,
    red_flashes,
    squares,
)
from production.check.looking.moment import Moment, can_be_seen
from production.check.looking.movie_file import light_of
from production.check.looking.shown_clip import SeenActor, ShownClip
from production.check.looking.walker import FPS
from production.check.reading.told_clip import ToldClip
from production.check.rule import picture_rule, story_rule
from scenes.script.errors import FilmError
from scenes.script.script import END_CARD
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.layout import PX_PER_UNIT, Box
from scenes.stage.motion import straightness

#: Which of 30 frames are looked at. Uneven, so that nothing that flashes more than three times a
#: second looks the same each time; in a finished file every frame is looked at (``file-flash``).
PATTERN: Final = (0, 8, 15, 22)
#: After a change of light that may be half a flash every frame is looked at for as long as one
#: of three flashes a second takes, and for a second once it has been a whole one. What moves
#: changes single squares all the time: half a flash counts from this share of the picture on.
_HALF, _WHOLE = 6, FPS
_BROAD: Final = 0.08
#: Below this change of size a thing is on its way; within so many px it is the same thing, larger.
_STEADY, _SIMILAR = 0.02, 6.0
#: Of a zoom, at most this share of the way of each point is its own.
_STIRRED: Final = 0.3
#: Free paths shorter than this (s) say nothing of how straight they are.
_LEAST: Final = 2.0


@dataclass(frozen=True)
class LightAndMotion:
    """What was watched of one clip.

    Attributes
    ----------
    times
        Of the frames, s.
    light
        Their linear light, averaged over squares; shape (times, rows, columns, 3).
    beats
        The beat of each frame.
    moves
        Fastest large movement of each kind of actor: px a second, time (s), beat; and, as
        ``zoom``, the fastest change of size: times a second.
    paths
        Where free molecules went, nm; shape (t, 2) each: what the clip tells of them (one that is
        caught is free only until then), or else the ways that were followed.
    """

    times: np.ndarray
    light: np.ndarray
    beats: tuple[str, ...]
    moves: Mapping[str, tuple[float, float, str]] = field(default_factory=dict)
    paths: Mapping[str, np.ndarray] = field(default_factory=dict)

    def beat_at(self, time: float) -> str:
        """The beat of the frame at, or right before, a time."""
        place = int(np.searchsorted(self.times, time + 1e-6)) - 1
        return self.beats[max(place, 0)] if self.beats else ""


class Watch:
    """Watches light and motion of a clip; all calm rules share one."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self._frames: dict[int, tuple[np.ndarray, str]] = {}
        self._closely_until = -1
        self._last: np.ndarray | None = None
        self._way: np.ndarray | None = None
        self._turned = np.zeros(0)
        self._placed: dict[int, tuple[int, np.ndarray]] = {}
        self._moves: dict[str, tuple[float, float, str]] = {}
        self._ways: dict[int, tuple[str, list[np.ndarray]]] = {}
        self._actors: list[Actor] = []  # kept, so that no id is used twice
        self._told: LightAndMotion | None = None

    def wants(self, index: int) -> bool:
        """A few frames of each second, and all of them after a fast change."""
        return index % (2 * FPS) in PATTERN or index <= self._closely_until

    def take(self, index: int, moment: Moment) -> None:
        """Look at a frame."""
        if index in self._frames:
            return
        light = squares(moment.picture)
        self._frames[index] = light, moment.beat
        self._look_closely(index, light)
        if index % (2 * FPS) in PATTERN:
            self._follow(index, moment)

    def _look_closely(self, index: int, light: np.ndarray) -> None:
        """Decide from which frames on every one is looked at."""
        if self._last is not None:
            way = change(self._last, light)
            if self._way is None:
                self._way, self._turned = np.zeros_like(way), np.full(way.shape, -np.inf)
            moved = way != 0
            back = moved & (self._way == -way) & (index - self._turned <= PAIR * FPS)
            if back.mean() >= FLASH_AREA.value:
                self._closely_until = max(self._closely_until, index + _WHOLE)
            elif moved.mean() >= _BROAD:
                self._closely_until = max(self._closely_until, index + _HALF)
            self._way = np.where(moved, way, self._way)
            self._turned = np.where(moved, index, self._turned)
        self._last = light

    def _follow(self, index: int, moment: Moment) -> None:
        z = self.clip.zones
        placed: dict[int, tuple[int, np.ndarray]] = {}
        families = [(actor, actor.get_family()) for actor in moment.all(Actor)]
        held = {id(m) for _, family in families for m in family[1:] if isinstance(m, Actor)}  # by another
        for actor, family in families:
            kind = type(actor).__name__
            if not can_be_seen(family):
                continue
            if actor.free and id(actor) not in held and moment.beat != END_CARD:  # there it is an ornament
                self._ways.setdefault(id(actor), (kind, []))[1].append(actor.position.copy())
                self._actors.append(actor)
            points = _in_px(family)
            if _area(points, z.frame) < LARGE.value:
                continue
            placed[id(actor)] = index, points
            before = self._placed.get(id(actor))
            if before is not None and before[1].shape == points.shape:
                seconds = (index - before[0]) / FPS
                zoom, way = moved(before[1], points, z.frame)
                rate = float(np.exp(np.abs(np.log(zoom)) / seconds))
                for of, much in (("zoom", rate), (kind, way / seconds)):
                    if much > self._moves.get(of, (0.0,))[0]:
                        self._moves[of] = much, index / FPS, moment.beat
        self._placed = placed

    def tells(self) -> LightAndMotion:
        """All that was watched."""
        self._told = self._told or self._all()
        return self._told

    def _all(self) -> LightAndMotion:
        order = sorted(self._frames)
        light = np.array([self._frames[i][0] for i in order])
        followed = {
            f"{kind} {number}": np.array(way)
            for number, (kind, way) in enumerate(self._ways.values(), start=1)
            if len(way) >= _LEAST * len(PATTERN) / 2
        }
        return LightAndMotion(
            np.array(order) / FPS, light, tuple(self._frames[i][1] for i in order),
            dict(self._moves), self.clip.paths() or followed,
        )


def _in_px(family: Sequence[Mobject]) -> np.ndarray:
    """Where the curves of an actor begin, px from the middle of the picture; shape (n, 2)."""
    found = [m.points[::4, :2] for m in family if isinstance(m, VMobject)]
    return np.vstack([*found, np.zeros((0, 2))]) * PX_PER_UNIT


def _inside(points: np.ndarray, frame: Box) -> np.ndarray:
    x, y = np.abs(points.T) * 2
    return np.asarray((x <= frame.width) & (y <= frame.height))


def _area(points: np.ndarray, frame: Box) -> float:
    """Share (0-1) of the picture that the box round what stands in it fills."""
    x, y = points.T.compress(_inside(points, frame), axis=1)
    return float(np.ptp(x) * np.ptp(y) / (frame.width * frame.height)) if len(x) else 0.0


def _is_large(actor: SeenActor, frame: Box) -> bool:
    """Whether an actor stands in the picture as a whole, and is large enough to be followed."""
    area = actor.box.width * actor.box.height
    return frame.contains(actor.box) and area >= LARGE.value * frame.width * frame.height


def moved(before: np.ndarray, now: np.ndarray, frame: Box) -> tuple[float, float]:
    """How much larger an actor has become, and how far (px) it has moved.

    A zoom moves nothing: each point goes toward or away from one that stands still; of molecules
    that also stir, only what is left without the zoom counts. Otherwise the way is the median
    over the points in the picture: a part that grows, or an arm that flexes, is not the thing
    on its way. An outline that is drawn anew has its points elsewhere along the same line: where
    each point lies on what was there before, the middle tells.
    """
    both = _inside(before, frame) & _inside(now, frame)
    if both.sum() < 3:
        return 1.0, 0.0
    # Rows of x and of y: what goes along a row is several times faster.
    p, q = before.T.compress(both, axis=1), now.T.compress(both, axis=1)
    zoom = float(np.std(q, axis=1).sum() / max(np.std(p, axis=1).sum(), 1e-9))
    way = float(np.median(np.hypot(*(q - p))))
    if abs(zoom - 1) > _STEADY:
        even = (p - p.mean(axis=1, keepdims=True)) * zoom + q.mean(axis=1, keepdims=True)
        rest = float(np.median(np.hypot(*(even - q))))
        if rest < max(_SIMILAR, _STIRRED * way):
            return zoom, rest if rest >= _SIMILAR else 0.0
    shift = now.mean(axis=0) - before.mean(axis=0)
    beside = float(np.median(cKDTree(before + shift).query(now)[0])) if way > _SIMILAR else way
    return 1.0, float(np.linalg.norm(shift)) if beside < _SIMILAR < way else way


def watch(clip: Clip) -> Watch:
    """The one watch of a clip."""
    found: Watch = vars(clip).setdefault("calm_watch", Watch(clip))
    return found


def _watched(shown: ShownClip, rule: str) -> LightAndMotion | None:
    """What was watched for a rule; None if that was nothing."""
    told = shown.told_by.get(rule)
    return told if isinstance(told, LightAndMotion) and len(told.times) else None


_UNWATCHED: Final = nothing_to_judge("no frame was watched")


def _flashing(seen: LightAndMotion, flashed: np.ndarray, kind: str) -> Iterator[Problem]:
    count, start = most_in_a_second(seen.times, flashed)
    if count > FLASHES.value:
        yield Problem(
            f"{count} {kind} flashes in the second after {start:.1f} s",
            "Let it come and go slowly, or draw it smaller; do not pulse it.",
            seen.beat_at(start),
        )


@picture_rule("flash", "Calm", FLASHES.source, onlooker=watch)
def nothing_flashes(shown: ShownClip) -> Iterator[Problem]:
    """At most one general flash in any second."""
    seen = _watched(shown, "flash")
    if seen is None:
        yield _UNWATCHED
    else:
        yield from _flashing(seen, general_flashes(seen.times, seen.light), "general")


@picture_rule("red-flash", "Calm", FLASHES.source, onlooker=watch)
def nothing_flashes_red(shown: ShownClip) -> Iterator[Problem]:
    """At most one flash of a saturated red in any second."""
    seen = _watched(shown, "red-flash")
    if seen is None:
        yield _UNWATCHED
    else:
        yield from _flashing(seen, red_flashes(seen.times, seen.light), "red")


@story_rule("file-flash", "Calm", FLASHES.source)
def no_finished_file_flashes(told: ToldClip) -> Iterator[Problem]:
    """In a finished file, every frame: at most one flash in any second, general or red."""
    if told.folder is None:
        return
    try:
        times, light = light_of(told.folder / f"{told.name}.mp4")
    except FilmError:
        return  # the rule `movie` says so
    beats = told.story.beats
    named = tuple(next((b.name for b in beats if b.start <= time < b.end), "") for time in times)
    seen = LightAndMotion(times, light, named)
    yield from _flashing(seen, general_flashes(times, light), "general")
    yield from _flashing(seen, red_flashes(times, light), "red")


@picture_rule("light-jump", "Calm", JUMP.source, onlooker=watch)
def light_does_not_jump(shown: ShownClip) -> Iterator[Problem]:
    """The picture as a whole becomes no lighter or darker by a fifth in half a second."""
    seen = _watched(shown, "light-jump")
    if seen is None:
        yield _UNWATCHED
        return
    mean = luminance(seen.light).mean(axis=(1, 2))
    worst, when = 0.0, 0.0
    for i, time in enumerate(seen.times):
        near = (seen.times > time) & (seen.times <= time + JUMP_TIME + 1e-6)
        if near.any():
            jump = float(np.abs(mean[near] - mean[i]).max())
            if jump > worst:
                worst, when = jump, float(time)
    if worst > JUMP.value:
        yield Problem(
            f"the picture's luminance changes by {worst:.2f} in half a second at {when:.1f} s",
            "Let the change take longer.",
            seen.beat_at(when),
        )


@picture_rule("speed", "Calm", SPEED.source, onlooker=watch)
def nothing_large_rushes(shown: ShownClip) -> Iterator[Problem]:
    """Nothing large moves faster than half the short side, or grows tenfold, in a second."""
    seen = _watched(shown, "speed")
    if seen is None:
        yield _UNWATCHED
        return
    if not seen.moves and any(_is_large(actor, shown.zones.frame) for f in shown.ends for actor in f.actors):
        yield nothing_to_judge("of all that is large nothing was followed")
    for kind, (speed, time, beat) in seen.moves.items():
        if kind == "zoom":
            if speed > ZOOM.value:
                yield Problem(
                    f"the picture zooms {speed:.0f} times a second at {time:.1f} s",
                    "Give the zoom more time.", beat,
                )
        elif speed > SPEED.value:
            yield Problem(
                f"{kind} moves at {speed:.0f} px a second at {time:.1f} s",
                "Give it more time, or a shorter way.",
                beat,
            )


@picture_rule("straight-flight", "Calm", STRAIGHT.source, onlooker=watch)
def nothing_free_flies_straight(shown: ShownClip) -> Iterator[Problem]:
    """A free molecule wanders: its net way is at most 0.6 of its path."""
    seen = _watched(shown, "straight-flight")
    if seen is None:
        yield _UNWATCHED
        return
    for name, path in seen.paths.items():
        share = straightness(np.asarray(path))
        if share > STRAIGHT.value:
            yield Problem(
                f"the path of {name} is {share:.2f} straight, over {STRAIGHT.value}",
                "Let it wander: pick another seed, or fewer and later pins.",
            )


#: Rules on a walk through a clip.
WATCHED = (
    nothing_flashes,
    nothing_flashes_red,
    light_does_not_jump,
    nothing_large_rushes,
    nothing_free_flies_straight,
)
RULES = (*WATCHED, no_finished_file_flashes)
