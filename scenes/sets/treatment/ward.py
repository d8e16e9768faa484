"""The room of the drip: a man in a chair, a nurse with a tube of blood, three medicines; then, nearer, the drip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from manim import VGroup
from shapely import affinity

from scenes.cast.clinic.drip import Dressing, DripStand, Line, Pump
from scenes.cast.clinic.medicines import BloodTube, Bottle, PillCup, Syringe
from scenes.cast.clinic.recliner import Blanket, ReclinerArm, ReclinerBack
from scenes.cast.clinic.thing import Thing, ribbon, rounded_box
from scenes.cast.clinic.wall_clock import DRIP, WATCHED, WallClock
from scenes.cast.clinic.window import LightPatch, Plant, Window
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import NURSE, PATIENT, SECOND_NURSE
from scenes.cast.people.stance import RECLINE, SHOW, STAND, Arm, Stance, idle
from scenes.script.language.typography import measures
from scenes.sets.treatment.layout import WardForm
from scenes.sets.treatment.places import Distance, px_view, seen, step_back
from scenes.stage.labels import label_size, measure
from scenes.stage.layout import Box, Place, Zones
from scenes.stage.motion import stepped
from scenes.stage.style import inked, lighter
from scenes.stage.view import View

#: Before the tube is lifted, and when it is.
HELD_UP: Stance = replace(SHOW, far=Arm(4, 16))
HELD_LOW: Stance = replace(HELD_UP, near=Arm(12, 68, 0, "pinch"))


class Ward:
    """Everything in this room, in groups that arrive and leave by themselves, back to front.

    Attributes
    ----------
    back, chair, blood, medicines, plant
        Window and light; the man in his chair; the nurse with the tube; what lies ready; a plant in front.
    drip, second, line, clock
        Pole and pump; the nurse at the pump; the line to his arm; the clock.
    """

    def __init__(self, zones: Zones, form: WardForm, seed: int) -> None:
        self.zones, self.form, self._seed = zones, form, seed
        self.back = VGroup(LightPatch(seen(zones, form.light), 150, 420), Window(seen(zones, form.window), *form.pane))
        self._build_the_man()
        self.nurse = self._person(NURSE, form.nurse, HELD_LOW)
        self.tube = BloodTube(View(1.35 * form.nurse[2] / 100))
        self.blood = VGroup(self.nurse.body, self.tube, self.nurse.near_arm)
        self.plant = Plant(seen(zones, form.plant))
        self.cup, self.bottle, self.syringe = (
            kind(seen(zones, (*place, form.medicine)))
            for kind, place in ((PillCup, form.cup), (Bottle, form.bottle), (Syringe, form.syringe))
        )
        self.medicines = (self.cup, self.bottle, self.syringe)
        self._build_the_drip()
        self._back = step_back(zones, form.near, form.man)
        self._chair_seen, self._rest_seen = Distance(self.chair), Distance(self.back, self.blood)

    def _person(self, look: object, place: tuple[float, float, float], stance: Stance, faces: str = "left") -> Figure:
        view = px_view(self.zones, place[:2])
        return Figure(view, look, place[2], stance, faces)  # type: ignore[arg-type]

    def _build_the_man(self) -> None:
        view = seen(self.zones, self.form.near)
        self.man = self._person(PATIENT, self.form.near, RECLINE, "right")
        self.chair = VGroup(
            ReclinerBack(view), self.man.body, Blanket(view), ReclinerArm(view), self.man.near_arm,
        )

    def _build_the_drip(self) -> None:
        zones, form = self.zones, self.form
        self.stand = DripStand(seen(zones, form.pole), 480)
        self.pump = Pump(seen(zones, form.pump))
        outlet = zones.px(self.stand.anchors()["outlet"]())
        x, y, px = form.pump
        top = (x - 0.20 * px, y - Pump.HALF[1] * px / 100 + 6)
        down = _between(outlet, top)
        self.drip = VGroup(self.stand, self._line((outlet, *down, top)), self.pump)
        arm = zones.px(self.man.anchor("forearm")())
        self.dressing = Dressing(View(form.near[2] / 100))
        self.dressing.pose(self.dressing.view.place(self.man.anchor("forearm")()), self.man.forearm_angle)
        self.line = VGroup(self._line((*form.line, (arm[0] + 0.1 * form.near[2], arm[1] - 4))), self.dressing)
        hand = Arm.reaching(*form.second_reach, -6, "open")
        self.second = self._person(SECOND_NURSE, form.second, replace(STAND, near=hand)) if form.second else None
        self.clock = WallClock(seen(zones, form.clock))

    def _line(self, places: tuple[Place, ...]) -> Line:
        """A line along places of the stage."""
        scale = self.form.near[2] / 100
        view = View(scale).at(self.zones.point(0, 0))
        return Line(view, [(x / scale, -y / scale) for x, y in places])

    def fit_hours(self, texts: Sequence[str], size: float) -> tuple[float, list[Box]]:
        """Type size (px) of what the clock's hours mean, and their boxes; they make way upward for the wood."""
        form, room = self.form, self.form.hour_room
        size = min(label_size(text, size, room, "bold", lines) for lines, text in enumerate(texts, 1))
        boxes = []
        for text, (x, y) in zip(texts, form.hours, strict=True):
            box = measure(text, size, room, "bold")[1]
            boxes.append(box.at_corner(x + self.zones.begin * (room - box.width), y - size * measures(text).above))
        up = max(0.0, boxes[-1].bottom + 12 - form.drip_ledge)
        (x, y), (other_x, other_y) = form.hours
        self.form = replace(form, hours=((x, y - up), (other_x, other_y - up)))
        return size, [box.at_corner(box.left, box.top - up) for box in boxes]

    def swatches(self) -> tuple[Thing, Thing]:
        """The two colors of the clock, each before what it means."""
        found = []
        for (x, y), color in zip(self.form.hours, (DRIP, lighter(WATCHED, 0.42)), strict=True):
            side = self.form.swatch
            left = x + self.form.hour_room - side if self.zones.rtl else x - 1.4 * side
            swatch = Thing(px_view(self.zones, (left, y + 0.1 * side)))
            box = rounded_box(0, 0, side, side, 7)
            swatch.solid(box, color, line=3.6 / swatch.line, light=0, shade=0)
            if color != DRIP:
                for share in (0.25, 0.5, 0.75):
                    stripe = affinity.translate(ribbon([(0, 3), (0, side - 3)], 2.6, smooth=False), share * side, 0)
                    swatch.flat(stripe, inked(WATCHED, 0.3))
            found.append(swatch)
        return found[0], found[1]

    def beside(self, number: int) -> Place:
        """Where the line begins that says what a color means."""
        x, y = self.form.hours[number]
        return (x + self.form.hour_room - 1.4 * self.form.swatch if self.zones.rtl else x), y

    # --- moving ------------------------------

    def run(self, time: float, share: float) -> None:
        """Drops fall at a time (s); the pump shows the share (0-1) of the hour that is over."""
        self.stand.fall(stepped(time))
        self.pump.run(share)

    def live(self, time: float, near: float, lifted: float) -> None:
        """Everybody at a time (s): how near we are (0-1), and how far the tube is lifted (0-1)."""
        t = stepped(time)
        self.man.take(RECLINE, **idle(self._seed, t))
        whole = View(self._back.px_per_nm, self._back.origin)
        now = _nearer(whole, near)
        self._chair_seen.look(now)
        if near < 1:
            self.nurse.take(HELD_LOW.toward(HELD_UP, lifted), **idle(self._seed + 1, t))
            self.tube.pose(self.tube.view.place(self.nurse.anchor("hand")()), -0.06)
            self._rest_seen.look(_after(whole, now))


def _between(above: Place, below: Place) -> tuple[Place, ...]:
    """Places on the way of a line that hangs from one place and comes in at another."""
    (x, y), (to_x, to_y) = above, below
    return ((x, y + 0.35 * (to_y - y)), (0.7 * x + 0.3 * to_x, y + 0.75 * (to_y - y)))


def _nearer(far: View, share: float) -> View:
    """From a view from afar (share 0) to the one from nearer, which is the picture itself (1)."""
    times = far.unit ** (1 - share)
    # One place of the picture stays where it is all the while.
    fixed = np.array(far.origin) / (1 - far.unit)
    x, y = fixed * (1 - times)
    return View(far.px_per_nm / far.unit * times, (float(x), float(y)))


def _after(first: View, now: View) -> View:
    """What was built as the first view has it, as it is seen now."""
    times = now.unit / first.unit
    x, y = np.array(now.origin) - times * np.array(first.origin)
    return View(now.px_per_nm / first.unit, (float(x), float(y)))
