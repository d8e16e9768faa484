"""The machinery of clip 4: building the bridge, letting days go by, moving the camera, raising windows."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import numpy as np
from manim import UP, Mobject

from scenes.cast.cells.marrow_cells import MarrowState, marrow_in_time
from scenes.script.language.typography import measures
from scenes.sets.transplant_bridge.boardwalk import Boardwalk
from scenes.sets.transplant_bridge.bridge import Bridge
from scenes.sets.transplant_bridge.calendar import calendar_of
from scenes.sets.transplant_bridge.from_above import BridgeFromAbove
from scenes.sets.transplant_bridge.from_side import BridgeFromSide
from scenes.sets.transplant_bridge.layout import DRAWN, HEAD_SIZE, ONWARD, WHOLE, BridgeShot, Composition
from scenes.stage.actor import Actor
from scenes.stage.clip import Clip
from scenes.stage.furniture import Marks, caption_veil
from scenes.stage.labels import Label, label_size, measure
from scenes.stage.layout import PX_PER_UNIT, Box
from scenes.stage.motion import ease, stepped
from scenes.stage.presence import note_haze, set_haze
from scenes.stage.style import BANK_ILLNESS, MARROW, PAPER, WATER, Weight, lighter, mix

#: Square: how much higher the line of sources, and the word below it, stand where letters are taller: px for each em
#: of height that Latin letters do not have, and em for each.
_HIGHER: Final = (200.0, 1.6)
#: How thick the veil over the captions' band is in its middle.
_VEIL: Final = 0.84
#: Texts of the first, the median and the last day on which VOD began.
_ONSET = ("onset_low", "onset_median", "onset_high")


class BridgeClip(Clip):
    """A clip that goes along the bridge; what happens on it is told by its subclass."""

    ground = PAPER
    marks_corner = "top_right"

    def setup(self) -> None:
        """The first bank is the ground of a picture seen from above; titles may run across it."""
        if self.zones.shape != "landscape":
            vars(self)["ground"] = lighter(BANK_ILLNESS, 0.22)
            wide = replace(self.zones.title, right=self.zones.safe.right)
            self.zones = replace(self.zones, title=wide)
        super().setup()

    # --- building ----------------------------------------------------------------------------

    def texts(self, beat: str, *keys: str) -> list[str]:
        """Texts that belong to the drawing, from a beat's labels."""
        labels = self.script.beat(beat).labels
        return [labels[key] for key in keys]

    def make_bridge(self) -> Bridge:
        """The bridge as this shape sees it."""
        boardwalk = self.plan.boardwalk
        return self.bridge_from_side() if boardwalk is None else self.bridge_from_above(boardwalk)

    def bridge_from_side(self) -> BridgeFromSide:
        """The whole bridge, which a camera may show in parts."""
        days = self.texts("cycle_1", "day_1", "day_2", "day_3")
        return BridgeFromSide(
            calendar_of(self.ledger, DRAWN), self.states(), *self.doses(), days,
            self.texts("transplant", "takes")[0], self.texts("watch", *_ONSET), self.seed_for("water"),
        )

    def bridge_from_above(self, boardwalk: Boardwalk) -> BridgeFromAbove:
        """The bridge as a boardwalk that goes through the picture."""
        # The square's deck is too narrow there: a word beside it says the days.
        takes = "" if self.zones.shape == "square" else self.texts("transplant", "takes")[0]
        return BridgeFromAbove(
            self.zones, boardwalk, calendar_of(self.ledger, self.plan.drawn_to), self.states(), *self.doses(),
            takes, self.texts("watch", *_ONSET), self.seed_for("water"),
        )

    def states(self) -> tuple[MarrowState, ...]:
        """The marrow in time: full of blasts, few, nearly empty with donor cells, new."""
        return marrow_in_time(self.seed_for("marrow"))

    def doses(self) -> tuple[list[str], list[str]]:
        """Texts of the doses of both cycles."""
        first, second = (self.texts(beat, "dose_1", "dose_2", "dose_3") for beat in ("cycle_1", "cycle_2"))
        return first, second

    def build_the_bridge(self) -> None:
        """The whole way, still only sketched, and the marrow full of blasts at its start."""
        self.plan = Composition.of(self.zones)
        b = self.bridge = self.make_bridge()
        self.calendar = b.calendar
        self._walk: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 0.0)
        self._moving: list[Mobject] = []
        if self.zones.shape == "landscape":
            self.show_shot(WHOLE)
        later: list[Mobject] = [
            *(m for n, m in (*b.discs.items(), *b.towers.items()) if n != "start"),
            *b.figures[1], *b.figures[2], b.tick, b.takes, b.onset,
        ]
        self.add(*(plane for plane in b.planes if not any(plane is other for other in later)))
        if self.zones.shape == "landscape":  # from above, the far bank is as quiet as paper
            self.add(caption_veil(self.zones, mix(WATER, PAPER, 0.5), _VEIL))
        self.let_waves_rock()

    def let_waves_rock(self) -> None:
        """The waves rock in the pictures that show all of the water."""
        self.ambient(self.bridge.waves, lambda _, t: self.bridge.drift(stepped(t, 6)))

    def bring(self, plane: Actor, over: float = 0.5, delay: float = 0.0) -> None:
        """Let a plane of the bridge arrive at its place in the draw order."""
        planes = self.bridge.planes
        place = next((i for i, other in enumerate(planes) if other is plane), len(planes))
        above = [p for p in planes[place + 1 :] if p in self.mobjects]
        self.show(plane, over, delay, behind=above[0] if above else None)

    # --- moving ----------------------------------------------------------------------------------

    def show_shot(self, shot: BridgeShot) -> None:
        """Stand the camera."""
        self.bridge.look(shot.scale, shot.place, self.zones.point(*shot.at))
        self._shot = shot

    def look_at(self, shot: BridgeShot, over: float = 3.4) -> None:
        """Let the camera go to another part of the bridge; from above all of it is seen anyway."""
        if self.zones.shape != "landscape":
            return
        old, start, bridge = self._shot, self.now, self.bridge
        a, z = (np.array([*s.place, *s.at, np.log(s.scale)]) for s in (old, shot))

        def pose(_: Any, t: float) -> None:
            px, py, x, y, scale = a + (z - a) * ease(t, start, over)
            bridge.look(float(np.exp(scale)), (px, py), self.zones.point(x, y))

        self.still(bridge.waves)  # near by they would draw eye and work away from what happens on the deck
        if shot is ONWARD:
            self.let_waves_rock()
        self.ambient(bridge.land, pose)
        self.act(over)
        self.still(bridge.land)
        self.show_shot(shot)

    def move(self, mobject: Mobject, pose: Callable[[Any, float], object]) -> None:
        """Ambient motion that ends when the next beat begins."""
        self._moving.append(mobject)
        self.ambient(mobject, pose)

    def settle(self) -> None:
        """End all movements of the beat before."""
        for mobject in self._moving:
            self.still(mobject)
        self._moving = []

    def place_at(self, time: float) -> float:
        """Where on the deck (d) the time stands: an even walk with a soft start and end."""
        t0, t1, here, there = self._walk
        share = float(np.clip((time - t0) / max(t1 - t0, 1e-6), 0, 1))
        return here + (there - here) * (share - 0.11 * float(np.sin(2 * np.pi * share)) / np.pi)

    def time_at(self, place: float) -> float:
        """When the walk of now comes by a place (d)."""
        t = np.linspace(self._walk[0], self._walk[1], 400)
        return float(np.interp(place, [self.place_at(x) for x in t], t))

    def walk_to(self, place: float, until: float) -> None:
        """Let days go by: the way is built, and the plan leaves, up to a place (d) by a time."""
        here = max(self.place_at(self.now), 0.0)
        start, end = self.now, max(until, self.now + 1.0)
        self._walk = (start, end, here, place)

        def pose(_: Any, time: float) -> None:
            t = stepped(time)
            self.bridge.traveler.walk(t, min(ease(t, start, 0.4), 1 - ease(t, end - 0.4, 0.4)))
            self.bridge.lay(self.place_at(t), place)

        self.move(self.bridge.way, pose)

    def arrive(self, name: str, start: float, end: float) -> None:
        """Raise a marrow window as it was at the one before, then let it change cell by cell.

        It comes out of its own pale ground: nothing may look as if blasts were growing.
        """
        disc = self.bridge.discs[name]
        set_haze(disc, MARROW, 1.0)
        note_haze(disc, 1.0)
        if name in self.bridge.towers:
            self.bring(self.bridge.towers[name])
        self.bring(disc, 0.4)
        self.haze(disc, 0.0, MARROW, 0.9, delay=0.2)
        self.hide(self.bridge.planned[name], 0.5, delay=0.3)
        self.move(disc, lambda _, t: disc.turn(float(np.clip((t - start) / (end - start), 0, 1))))

    # --- words ------------------------------------------------------------------------------------

    def word(
        self, key: str, role: str = "ink", spot: str = "", delay: float = 0.0,
        to: tuple[float, float] | None = None, beside: Label | None = None,
    ) -> Label:
        """A word at its place in this shape; ``to`` is where its leader ends, in the bridge's unit.

        Where it would run into a word on its left, ``beside``, it stands further right.
        """
        at = self.plan.words[spot or key]
        size = HEAD_SIZE if at.size == "head" else getattr(self.zones.type, "label" if at.size == "label" else "minor")
        weight: Weight = "regular" if at.size == "minor" else "bold"
        text = self.script.beat(self._beat.script.name).labels[key]
        if at.lines:
            size = label_size(text, size, at.room, weight, at.lines)
        lines, box = measure(text, size, at.room, weight)
        room = self.zones.safe.right - at.x
        if at.align == 0 and box.width > room:  # one long word
            size *= room / box.width
            lines, box = measure(text, size, at.room, weight)
        own, latin = measures(text), measures("")
        taller = own.above - latin.above
        if own.below <= latin.below:  # letters that reach further up alone stand lower: clear above and below
            taller *= -0.5 if at.size == "minor" else -0.3
        else:  # in the square between sources and bank
            taller *= _HIGHER[1] * (self.zones.shape == "square" and at.size == "label" and at.align == 1)
        left, top = at.x - at.align * box.width, at.y - size * (own.above + taller)
        top -= at.up * (box.height - size * (own.above + own.below))
        placed = Box(left, top, left + box.width, top + box.height)
        if beside and beside.box.left < left and beside.box.overlaps(placed):
            placed = placed.at_corner(beside.box.right + 20, top)
        anchor = None if to is None else functools.partial(self.bridge.spot, *to)
        label = Label(
            lines, self.zones, placed, size, role, weight, at.align,
            at.leader if anchor else None, anchor,
        )
        return self._put_up(label, delay)

    def clear_words(self) -> None:
        """Let the words of a beat's first part leave before its second."""
        for label in self._labels:
            self.hide(label, 0.4)
        self._labels = []

    def _marks_saying(self, text: str) -> Marks:
        """As the stage says it; in the square it stands higher where letters are taller: there are words below it."""
        marks = super()._marks_saying(text)
        own, latin = measures(text), measures("")
        up = self.zones.pick(0.0, 0.0, _HIGHER[0] * (own.above - latin.above) * (own.below > latin.below))
        marks.box = replace(marks.box, top=marks.box.top - up, bottom=marks.box.bottom - up)
        return marks.shift(up * UP / PX_PER_UNIT)
