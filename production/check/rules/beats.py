"""What each beat shows, and how long all of them take: leaders, labels, scale bar, captions' band, length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Final

import numpy as np
import shapely

from production.check.finding import Problem, nothing_to_judge
from production.check.limits import (
    BAND_EDGE,
    BAR_WIDTH,
    LABELS_TOGETHER,
    LANDS,
    LEADER,
    LEADER_REACH,
    QUIET_BAND,
    SHOWS,
    STUDENTS_LONGER,
)
from production.check.looking.color_science import LEVELS, luminance, nearest
from production.check.looking.moment import Moment
from production.check.looking.pixels import cut
from production.check.looking.shown_clip import SeenLabel, SeenText, ShownClip
from production.check.looking.style_colors import ROLES, named
from production.check.rule import picture_rule
from production.draw.renderer import Picture
from scenes.script.script import END_CARD
from scenes.script.voice import pace_of
from scenes.stage.clip import Clip
from scenes.stage.layout import Box

#: What things stand on, where nothing else is drawn.
GROUNDS: Final = ("PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "MARROW", "WATER", "WHITE")
#: Words may come down to the captions' band: this share of the height below its upper edge does not count.
_EDGE: Final = 0.01
#: So far above and below that edge a strip would begin, as a share of the height.
_NEAR: Final = 0.015
#: A step of luminance (0-1) from one row of pixels to the next that is seen as an edge.
_STEP: Final = 0.01


@dataclass(frozen=True)
class Gathering:
    """Labels that stand together: what they say, and where (stage px)."""

    beat: str
    labels: tuple[tuple[str, Box], ...]


class Gatherings:
    """Stands beside a clip, needs no frame, and tells which labels stood together whenever one was put up."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip

    def wants(self, index: int) -> bool:
        """Needs no frame."""
        del index
        return False

    def take(self, index: int, moment: Moment) -> None:
        """Not called."""
        del index, moment

    def tells(self) -> tuple[Gathering, ...]:
        """All labels that stood together, also for less than a frame is sampled, in the order in which they came."""
        return tuple(
            Gathering(beat, tuple((label.text, label.box) for label in labels)) for beat, labels in self.clip.gathered
        )


@picture_rule("labels-together", "Legible", LABELS_TOGETHER.source, onlooker=Gatherings)
def labels_stand_apart(shown: ShownClip) -> Iterator[Problem]:
    """From when a label is put up on: at most three stand at once, and none lies over another."""
    found = shown.told_by.get("labels-together")
    if not found and any(beat.labels for _, beat in shown.told.beats):
        yield nothing_to_judge("the script has labels, and none is put up")
    for together in found if isinstance(found, tuple) else ():
        if len(together.labels) > LABELS_TOGETHER.value:
            said = ", ".join(f"“{text}”" for text, _ in together.labels)
            yield Problem(f"{len(together.labels)} labels at once: {said}", "Let one go first.", together.beat)
        for (one, its), (other, others) in combinations(together.labels, 2):
            if its.overlaps(others):
                yield Problem(
                    f"“{other}” is put up over “{one}”", "Move one of them, or let it come later.", together.beat
                )


# --- leaders ------------------------------------------------------------------------------------


def crosses(label: SeenLabel, text: SeenText) -> bool:
    """Whether the leader of a label runs over a text."""
    way = shapely.linestrings([label.start, label.end])
    box = text.box
    # A leader begins at the edge of its own label: an edge that is touched is not crossed.
    inside = shapely.box(box.left + 1, box.top + 1, box.right - 1, box.bottom - 1)
    return bool(shapely.intersects(way, inside))


def landings(moment: Moment) -> tuple[tuple[str, float], ...]:
    """Labels of regions and measures, whose leaders end on no color of their own, and how far from any ground.

    In CIEDE2000; 0 is nothing but a ground that things stand on.
    """
    grounds = named(GROUNDS)
    found = []
    for label in moment.frame.labels if moment.at_end else ():
        if label.end is not None and not ROLES.get(label.role):
            x, y = label.end
            where = cut(moment.bare, Box(x - LEADER_REACH, y - LEADER_REACH, x + LEADER_REACH, y + LEADER_REACH))
            found.append((label.text, float(nearest(moment.bare[where].reshape(-1, 3) / 255, grounds).max())))
    return tuple(found)


@picture_rule("leader-way", "Legible", LEADER.source, observe=landings)
def leaders_are_short_and_clear(shown: ShownClip) -> Iterator[Problem]:
    """A leader is short, runs over no word, and ends on something that is drawn."""
    for _, beat, seen in shown.observed.get("leader-way", ()):
        for said, apart in seen if isinstance(seen, tuple) else ():
            if apart < LANDS.value:
                what = f"the leader of “{said}” ends where nothing is drawn (at most {apart:.0f} from a ground)"
                yield Problem(what, "Let it end on an anchor of what it names.", beat)
    for frame in shown.ends:
        for label in frame.labels:
            if label.start is None or label.end is None:
                continue
            long = float(np.hypot(label.end[0] - label.start[0], label.end[1] - label.start[1]))
            if long > LEADER.value:
                what = f"the leader of “{label.text}” is {long:.0f} px long, over {LEADER.value:.0f} px"
                yield Problem(what, "Put the label nearer to what it names.", frame.beat)
            for text in frame.texts:
                if crosses(label, text):
                    what = f"the leader of “{label.text}” runs over “{text.text}”"
                    yield Problem(what, "Move one of the two labels.", frame.beat)


# --- scale bar ----------------------------------------------------------------------------------


@picture_rule("scale-bar-stands", "True", BAR_WIDTH.source)
def scale_bar_stands_where_things_have_a_scale(shown: ShownClip) -> Iterator[Problem]:
    """Every beat of a clip drawn to scale ends with a scale bar, clear of words; where signs stand, none does."""
    for frame in shown.ends:
        if frame.beat == END_CARD:
            continue
        bar, widest = frame.bar, BAR_WIDTH.value * shown.zones.frame.width
        if bar is None:
            if shown.scaled:
                yield Problem(
                    "no scale bar stands", "Put one up, or let the clip's class say that it is not scaled.", frame.beat
                )
            continue
        if not shown.scaled:
            yield Problem("a scale bar stands beside what has no scale", "Take it away.", frame.beat)
        if bar.drawn_px > widest:
            yield Problem(
                f"the scale bar is {bar.drawn_px:.0f} px long, over {widest:.0f} px", "Let it mean less.", frame.beat
            )
        for text in frame.texts:
            if text.kind != "bar" and text.box.overlaps(bar.box):
                yield Problem(f"“{text.text}” lies over the scale bar", "Move it.", frame.beat)


# --- pictures -----------------------------------------------------------------------------------


def spread(picture: Picture) -> float:
    """How far pixels vary in luminance (0-1): its standard deviation."""
    return float(luminance(LEVELS[picture]).std())


def _plain_pictures(shown: ShownClip) -> Iterator[Problem]:
    if not any(spread(frame.picture) for frame in shown.ends):
        yield nothing_to_judge("no beat ends with a picture of more than one color")


@picture_rule("caption-band", "Legible", QUIET_BAND.source)
def captions_stand_on_quiet_ground(shown: ShownClip) -> Iterator[Problem]:
    """Where captions stand the picture is quiet at the end of every beat."""
    yield from _plain_pictures(shown)
    for frame in shown.ends:
        z = shown.zones
        top = z.caption.top / z.frame.height + _EDGE
        unrest = spread(frame.picture[int(np.ceil(top * len(frame.picture))) :])
        if unrest > QUIET_BAND.value:
            yield Problem(
                f"the luminance of the captions' band varies by {unrest:.3f}, over {QUIET_BAND.value}",
                "Keep the lowest 18 % free of all that has contrast.",
                frame.beat,
            )


@picture_rule("edge-to-edge", "Legible", BAND_EDGE.source)
def picture_goes_on_under_the_captions(shown: ShownClip) -> Iterator[Problem]:
    """No strip and no line across the picture sets the captions' band apart: what is drawn goes on to the edge."""
    yield from _plain_pictures(shown)
    for frame in shown.ends:
        z = shown.zones
        high = len(frame.picture)
        near = slice(*(round((z.caption.top / z.frame.height + by) * high) for by in (-_NEAR, _NEAR)))
        light = luminance(LEVELS[frame.picture[near]])
        steps = (np.abs(np.diff(light, axis=0)) > _STEP).mean(axis=1)
        if len(steps) and steps.max() > BAND_EDGE.value:
            yield Problem(
                f"an edge runs along {steps.max():.0%} of the picture's width where the captions' band begins",
                "Let ground and things go on under the captions to the picture's edge.",
                frame.beat,
            )


@picture_rule("beat-shows", "Legible", SHOWS.source, observe=lambda moment: spread(moment.bare))
def beats_show_something(shown: ShownClip) -> Iterator[Problem]:
    """Every beat ends with a picture of more than words, and with another one than the beat before."""
    for time, beat, seen in shown.observed.get("beat-shows", ()):
        if isinstance(seen, float) and seen <= SHOWS.value:
            yield Problem(f"there is nothing but words at {time:.1f} s", "Show what is said.", beat)
    for before, after in pairwise(shown.ends):
        if np.array_equal(before.picture, after.picture):
            yield Problem("its picture is that of the beat before", "Show what is said.", after.beat)


# --- length -------------------------------------------------------------------------------------


@picture_rule("clip-length", "Fit", STUDENTS_LONGER.source)
def clip_is_neither_hurried_nor_long(shown: ShownClip) -> Iterator[Problem]:
    """A clip's story lasts, up to its end card, as long as its class says; for students up to twice as long.

    Where a language takes longer to say the same, so much longer.
    """
    if shown.lasts is None or not shown.told.story.beats:
        yield nothing_to_judge("nobody says how long it may take, or it has no beat")
        return
    shortest, longest = shown.lasts[0], shown.lasts[1] * pace_of(shown.language).longer
    if shown.audience == "student":
        longest *= STUDENTS_LONGER.value
    seconds = next((beat.start for beat in shown.told.story.beats if beat.name == END_CARD), shown.told.story.duration)
    if not shortest <= seconds <= longest:
        yield Problem(
            f"its story lasts {seconds:.1f} s, {shortest:.0f} to {longest:.0f} s are asked",
            "Say more or less, or change what its class says of its length.",
        )


RULES = (
    labels_stand_apart,
    leaders_are_short_and_clear,
    scale_bar_stands_where_things_have_a_scale,
    captions_stand_on_quiet_ground,
    picture_goes_on_under_the_captions,
    beats_show_something,
    clip_is_neither_hurried_nor_long,
)
