"""A clip that stands still at a chosen moment of its walk: real mobjects, real pixels, drawn when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import shapely
from manim import Mobject, VMobject

from production.check.looking.shown_clip import Frame, SeenActor, SeenBar, SeenLabel, SeenText
from production.draw.renderer import FilmRenderer, Picture
from scenes.script.script import END_CARD
from scenes.stage.actor import Actor, Shadow
from scenes.stage.clip import Clip
from scenes.stage.furniture import Marks, ScaleBar, Title
from scenes.stage.labels import Label
from scenes.stage.layout import PX_PER_UNIT, Box, Zones
from scenes.stage.style import SCALE_BAR
from scenes.stage.words import Words

#: Fainter than this (0-1) a thing counts as not there.
FAINT = 0.05

#: What a frame keeps between the ends of beats: a cut has more than a hundred of these.
_NO_PICTURE = np.zeros((0, 0, 3), np.uint8)

M = TypeVar("M", bound=Mobject)


class Moment:
    """A clip standing still: its mobjects as they are, its pixels when they are asked for."""

    def __init__(
        self, clip: Clip, renderer: FilmRenderer, beat: str, at_end: bool,
        drawn: Picture | None = None,
    ) -> None:
        self.clip, self.renderer = clip, renderer
        self.beat, self.at_end = beat, at_end
        self.time = renderer.frames / renderer.camera.frame_rate
        self._drawn = drawn

    @cached_property
    def picture(self) -> Picture:
        """The pixels: RGB, shape (height, width, 3), ``uint8``."""
        drawn = self._drawn if self._drawn is not None else self.renderer.picture(self.clip)
        return _rgb(drawn)

    @cached_property
    def bare(self) -> Picture:
        """The same pixels without any words, leaders and dots: what stands behind them."""
        hidden: list[Mobject] = [*self.labels, *self.words]
        # They will most likely be there at the next look as well.
        self.renderer.keep_below(member for mobject in hidden for member in mobject.get_family())
        return self.without(hidden) if hidden else self.picture

    def bare_without(self, *mobjects: Mobject) -> Picture:
        """The same pixels without any words, and without some mobjects."""
        return self.without([*self.labels, *self.words, *mobjects])

    def without(self, mobjects: Sequence[Mobject]) -> Picture:
        """Draw the moment without some mobjects; they are put back exactly as they were."""
        kept: list[tuple[VMobject, np.ndarray, np.ndarray]] = []
        for mobject in mobjects:
            for member in mobject.get_family():
                if isinstance(member, VMobject):
                    kept.append((member, member.fill_rgbas, member.stroke_rgbas))
                    for name in ("fill_rgbas", "stroke_rgbas"):
                        clear = getattr(member, name).copy()
                        clear[:, 3] = 0
                        setattr(member, name, clear)
        try:
            return _rgb(self.renderer.picture(self.clip))
        finally:
            for member, fill, stroke in reversed(kept):
                member.fill_rgbas, member.stroke_rgbas = fill, stroke

    @cached_property
    def labels(self) -> list[Label]:
        """The labels one can see."""
        return [label for label in self.all(Label) if can_be_seen(label.words.get_family())]

    @cached_property
    def words(self) -> list[Words]:
        """The lines of text one can see, whoever drew them."""
        return [line for line in self.all(Words) if len(line.points) and can_be_seen(line.get_family())]

    @cached_property
    def actors(self) -> list[Actor]:
        """The actors one can see."""
        return [actor for actor in self.all(Actor) if can_be_seen(actor.get_family())]

    def all(self, kind: type[M]) -> list[M]:
        """All mobjects of a class on the stage, seen or not, back to front."""
        return [member for member in self.members if isinstance(member, kind)]

    @cached_property
    def members(self) -> list[Mobject]:
        """All mobjects on the stage, and all that they are made of, back to front."""
        found: dict[int, Mobject] = {}
        for mobject in self.clip.mobjects:
            for member in mobject.get_family():
                found.setdefault(id(member), member)
        return [*found.values()]

    @cached_property
    def frame(self) -> Frame:
        """What is kept of it."""
        z = self.clip.zones
        return Frame(
            time=self.time,
            beat=self.beat,
            at_end=self.at_end,
            picture=self.picture if self.at_end else _NO_PICTURE,
            texts=tuple(self._texts(z)),
            labels=tuple(_label(z, label) for label in self.labels),
            bar=self._bar(z),
            actors=tuple(_actor(z, actor) for actor in self.actors) if self.at_end else (),
        )

    def _texts(self, z: Zones) -> Iterator[SeenText]:
        owners = {id(m): i for i, label in enumerate(self.labels) for m in label.get_family()}
        kinds = self._kinds(z)
        for line in self.words:
            color = line.get_fill_color().to_hex()
            yield SeenText(
                line.text, drawn_box(z, line), line.size * drawn_scale(line), color, opacity(line),
                owners.get(id(line)), kinds.get(id(line), "actor"), line.drawn,
            )

    def _kinds(self, z: Zones) -> dict[int, str]:
        """Whose the words are, but for those that actors draw; see `SeenText.kind`."""
        if self.beat == END_CARD:
            return {id(line): "card" for line in self.words}
        owners: list[tuple[str, Mobject]] = []
        for title in self.all(Title):
            owners += [("title", title), ("subtitle", title.subtitle)]
        for label in self.all(Label):
            owners.append(("minor" if abs(label.size - z.type.minor) < 1 else "label", label))
        owners += [("bar", bar) for bar in self.all(ScaleBar)]
        owners += [("marks", marks) for marks in self.all(Marks)]
        return {id(member): kind for kind, owner in owners for member in owner.get_family()}

    def _bar(self, z: Zones) -> SeenBar | None:
        bars = [bar for bar in self.all(ScaleBar) if can_be_seen(bar.get_family())]
        if not bars:
            return None
        bar = max(bars, key=opacity)
        x = bar.bar.points[:, 0]
        drawn = float(x.max() - x.min()) * PX_PER_UNIT - SCALE_BAR
        return SeenBar(bar.nm, bar.words.text, drawn, drawn_box(z, bar))


def _rgb(picture: Picture) -> Picture:
    return np.ascontiguousarray(picture[:, :, :3])


def can_be_seen(family: Iterable[Mobject]) -> bool:
    """Whether any of these shapes is more than faint."""
    return any(
        float(m.fill_rgbas[:, 3].max()) > FAINT or float(m.stroke_rgbas[:, 3].max()) > FAINT
        for m in family
        if isinstance(m, VMobject) and len(m.points)
    )


def opacity(mobject: Mobject) -> float:
    """How far a mobject has faded in: the greatest opacity of any of its shapes (0-1)."""
    return max(
        (
            max(float(m.fill_rgbas[:, 3].max()), float(m.stroke_rgbas[:, 3].max()))
            for m in mobject.get_family()
            if isinstance(m, VMobject) and len(m.points)
        ),
        default=0.0,
    )


def drawn_scale(line: Words) -> float:
    """How large a line of text is drawn, against the size it was set at."""
    made, now = (np.ptp(points[:, :2], axis=0) for points in (line._rest, line.points))
    return float(min(now / np.maximum(made, 1e-9)))


def points_of(mobject: Mobject) -> np.ndarray:
    """All points of what can be seen of a mobject, but for its shadow, Manim units, shape (n, 3)."""
    found: list[Any] = [
        m.points
        for m in mobject.get_family()
        if isinstance(m, VMobject)
        and len(m.points)
        and not isinstance(m, Shadow)
        and can_be_seen([m])
    ]
    return np.vstack(found) if found else np.zeros((0, 3))


def drawn_box(z: Zones, mobject: Mobject) -> Box:
    """Where a mobject is drawn, stage px."""
    points = points_of(mobject)
    if not len(points):
        return Box(0, 0, 0, 0)
    (left, bottom), (right, top) = z.px(points.min(axis=0)), z.px(points.max(axis=0))
    return Box(left, top, right, bottom)


def sides(points: np.ndarray) -> tuple[float, float]:
    """Longer and shorter side of the smallest rectangle round points, shape (n, 2 or 3)."""
    hull = shapely.convex_hull(shapely.multipoints(points[:, :2]))
    if hull.geom_type != "Polygon":
        return float(hull.length), 0.0
    corners = shapely.get_coordinates(hull)[:-1]
    # One side of the smallest rectangle lies along an edge of the hull.
    edges = np.diff(corners, axis=0, append=corners[:1])
    along = edges / np.linalg.norm(edges, axis=1, keepdims=True)
    wide = np.ptp(corners @ along.T, axis=0)
    high = np.ptp(corners @ np.stack([-along[:, 1], along[:, 0]]), axis=0)
    best = int(np.argmin(wide * high))
    return float(max(wide[best], high[best])), float(min(wide[best], high[best]))


def _label(z: Zones, label: Label) -> SeenLabel:
    seen = SeenLabel(label.text, label.role, drawn_box(z, label.words), label.size)
    if label.leader is None:
        return seen
    start, end = (z.px(label.leader.points[i]) for i in (0, -1))
    return replace(seen, start=start, end=end)


def _actor(z: Zones, actor: Actor) -> SeenActor:
    # A curve's ends, not its handles: these lie outside the drawing.
    longer, shorter = sides(points_of(actor)[::4])
    unit = actor.view.unit
    return SeenActor(
        type(actor).__name__, actor.view.px_per_nm, longer / unit, shorter / unit,
        drawn_box(z, actor), actor.life_size,
    )
