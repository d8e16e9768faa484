"""Clip 3, Break: calicheamicin cuts both strands of DNA, and the cell dies.

Inside the nucleus at 125 px/nm: DNA 2 nm wide lies across the picture. The free drug wanders,
bumps into the DNA in vain, and settles in the minor groove; both backbones part. Then the view
pulls back by a factor of four thousand to the cell (12 µm), which shrinks, falls into bodies
and is cleared by another cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.calicheamicin import Calicheamicin
from scenes.cast.demise import FALLING, SHRINKING, TAKING, Arrangement, Demise
from scenes.cast.dna import Dna
from scenes.cast.formula import Formula
from scenes.cast.lens import Lens
from scenes.cast.ornament import Ornament
from scenes.cast.pullback import PullBack
from scenes.cast.strike import SPEED, Staging, Strike
from scenes.stage.clip import Beat, Clip
from scenes.stage.furniture import backdrop
from scenes.stage.labels import Label
from scenes.stage.layout import Zones, u
from scenes.stage.motion import Wander, ease, stepped
from scenes.stage.style import MARROW, NUCLEUS
from scenes.stage.view import View

DNA_SCALE: Final = 125.0  # px/nm
ZOOM_TIME: Final = 3.0  # s


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage unless noted.

    Attributes
    ----------
    dna, staging
        Middle of the DNA in the picture; where the drug is met on it (nm).
    company
        A second free drug, further away.
    far
        Faint DNA behind: middle and angle (degrees).
    lens, lens_radius, bond
        Lens of the student cut, and the length of a bond in it.
    cell, cell_scale, cells
        The dying cell's middle, px per µm, and the others around it.
    steps, stem_label
        Where the steps are named (middle of the words' baseline), and the stem cell.
    """

    dna: tuple[float, float]
    staging: Staging
    company: tuple[float, float]
    far: tuple[tuple[float, float, float], ...]
    lens: tuple[float, float]
    lens_radius: float
    bond: float
    cell: tuple[float, float]
    cell_scale: float
    cells: Arrangement
    steps: dict[str, tuple[float, float]]
    stem_label: tuple[float, float]
    stem_align: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(_LANDSCAPE, _PORTRAIT, _SQUARE)


_LANDSCAPE: Final = Composition(
    dna=(960, 588),
    staging=Staging(56, -2.1, np.radians(-3), (3.6, 2.2), (2.0, 1.45), (0.9, 2.5), (0.15, 0.75)),
    company=(1560, 330),
    far=((1120, 170, -36), (330, 985, -24)),
    lens=(1504, 306), lens_radius=254, bond=54,
    cell=(800, 520), cell_scale=32.0,
    cells=Arrangement(
        stem=(-15500, 1200), clearing_from=(31000, 1500), clearing_to=(17200, 200),
        eaten=((7, (-0.52, 0.16)), (0, (-0.30, 0.50))),
        faint=((-4500, 16800, 5200), (-24500, -9000, 5600), (21500, 17000, 5000)),
        fat=((-38000, -20500), (34500, 23000)),
    ),
    steps={"dying": (800, 856), "clearing": (1350, 856)},
    stem_label=(304, 690), stem_align=0.5,
)
_PORTRAIT: Final = Composition(
    dna=(540, 1010),
    staging=Staging(46, -1.2, np.radians(28), (1.6, 3.4), (2.2, 1.5), (0.6, 2.9), (0.1, 0.8)),
    company=(820, 1420),
    far=((860, 420, 40), (180, 1700, 40)),
    lens=(350, 722), lens_radius=290, bond=58,
    cell=(360, 800), cell_scale=33.0,
    cells=Arrangement(
        stem=(14000, 4200), clearing_from=(27000, -20000), clearing_to=(12600, -11800),
        eaten=((7, (-0.40, 0.42)), (6, (-0.58, -0.05))),
        faint=((-7500, 10500, 5000), (-9500, -17500, 5600), (19500, 15000, 5400)),
        fat=((-28500, -27000), (33000, 26500)),
    ),
    steps={"dying": (360, 1160), "clearing": (776, 1520)},
    stem_label=(822, 880), stem_align=0.5,
)
_SQUARE: Final = Composition(
    dna=(540, 630),
    staging=Staging(38, -1.35, np.radians(-9), (2.6, 2.3), (1.9, 1.45), (0.7, 2.4), (0.1, 0.75)),
    company=(880, 330),
    far=((820, 120, -40), (180, 980, -30)),
    lens=(752, 318), lens_radius=252, bond=53,
    cell=(370, 560), cell_scale=27.0,
    cells=Arrangement(
        stem=(17600, 11600), clearing_from=(33000, -4000), clearing_to=(16800, -1800),
        eaten=((7, (-0.52, 0.20)), (0, (-0.28, 0.52))),
        faint=((-12500, 4000, 5000), (2500, 18500, 5200)),
        fat=((-31000, -22000), (33500, 29000)),
    ),
    steps={"dying": (370, 858), "clearing": (800, 858)},
    stem_label=(700, 262), stem_align=1.0,
)


class DnaDamage(Clip):
    """Beats: dna, groove, trigger (student), cut, outcome."""

    name = "dna_damage"
    number = "3"
    poster_beat = "cut"
    ground = NUCLEUS

    def construct(self) -> None:
        """The shot list."""
        self.build_the_nucleus()
        with self.beat("dna") as beat:
            self.bar = self.scale_bar(self.view, 2)
            self.name_the_grooves(beat)
        with self.beat("groove") as beat:
            self.haze(self.company, 0.5)
            settled = self.strike.meet(self.now)
            self.act_until(settled + 0.5)
            self.label("drug", self.strike.anchor("drug"), "payload", prefer="above")
            self.act(1.6)
        if self.has_beat("trigger"):
            with self.beat("trigger") as beat:
                self.look_at_the_formula()
                self.run_the_reaction(beat)
        with self.beat("cut") as beat:
            done = self.strike.strike(max(beat.at(0.25), self.now + 0.6))
            self.act_until(done + 0.2)
            self.label("cut", self.strike.anchor("cut_b"), "payload", prefer="above")
            self.act(2.2)
        with self.beat("outcome") as beat:
            self.pull_back_to_the_cell()
            self.let_the_cell_die(beat)
            self.let_another_cell_clear()
        self.end_card(Ornament(self.zones.shape))

    # --- the nucleus -----------------------------------------------------------------------------

    def build_the_nucleus(self) -> None:
        """DNA across the picture, faint DNA behind, the drug set free, another further away."""
        plan = self.plan = Composition.of(self.zones)
        self.lenses: list[VGroup] = []
        self.step: Label | None = None
        origin = self.zones.point(*plan.dna)
        self.view = View(DNA_SCALE, (float(origin[0]), float(origin[1])))
        self.behind = VGroup(*(self.far_dna(*spot) for spot in plan.far))
        self.strike = Strike(self.view, plan.staging, self.seed_for("drug"))
        self.strike.linger(16.0)
        self.company = Calicheamicin(self.view, ground=NUCLEUS, seed=8)
        self.add(self.behind, self.company, self.strike)
        self.ambient(self.strike, lambda strike, t: strike.at(t))
        self.ambient(self.company, self.wander_far_off)

    def far_dna(self, x: float, y: float, degrees: float) -> Dna:
        """A faint piece of DNA far behind."""
        at = self.zones.point(x, y)
        view = View(0.62 * DNA_SCALE, (float(at[0]), float(at[1])))
        return Dna(view, 58, angle=np.radians(degrees), detail="far", haze=0.90, seed=int(x))

    def wander_far_off(self, drug: Calicheamicin, time: float) -> None:
        """Another free drug drifts on its own, untouched by the story."""
        at = self.view.place(self.zones.point(*self.plan.company))
        home = (float(at[0]), float(at[1]))
        pins = tuple((t, home) for t in np.arange(0.0, 70.0, 9.0))
        path = Wander(self.seed_for("company"), 0.7 * SPEED, pins)
        drug.pose(path.at(stepped(time)), path.turn(stepped(time), 0.4))

    def name_the_grooves(self, beat: Beat) -> None:
        """Wide and narrow groove, when they are spoken of."""
        self.solid(self.strike.dna.obstacles(), self.strike.free)
        self.act_until(beat.at(0.72))
        self.label("major", self.strike.anchor("major"), "dna", prefer="below")
        self.act_until(beat.at(0.86))
        self.label("minor", self.strike.anchor("minor"), "dna", prefer="below")
        self.act(1.8)

    # --- the formula -----------------------------------------------------------------------------

    def look_at_the_formula(self) -> None:
        """A lens on the warhead, and in it the warhead's formula."""
        plan, strike = self.plan, self.strike
        source = strike.dna.place(strike.bound.centers["warhead"] + (plan.staging.groove_at, 0))
        center = self.zones.point(*plan.lens)
        paper = center + (0.0, u(0.14 * plan.lens_radius), 0.0)
        self.lens = Lens(self.view, source, 0.62, center, plan.lens_radius)
        self.formula = Formula("warhead", bond_px=plan.bond, line_px=5.0, center=paper)
        self.lenses = [self.lens.beam, self.lens, self.formula]
        self.show(self.lens.beam, behind=self.strike)
        self.show(self.lens)
        self.show(self.formula, delay=0.3)
        self.named = self.name_the_formula("before", "ink")
        self.act(1.0)

    def run_the_reaction(self, beat: Beat) -> None:
        """Disulfide to thiol, thiol onto the ring, the enediyne closed: atoms move, none jumps."""
        for name, share in (("thiol", 0.06), ("tightened", 0.30), ("diradical", 0.62)):
            self.act_until(max(beat.at(share), self.now + 0.3))
            formula = self.formula.becomes(name)
            if name == "diradical":
                self.hide(self.named, 0.4)
                self.name_the_formula("after", "payload")
            self.ambient(formula, partial(self.turn_formula, start=self.now))
            self.act(1.3)
            self.still(formula)

    @staticmethod
    def turn_formula(formula: Formula, time: float, start: float) -> None:
        """One step of the reaction, 1.2 s long."""
        formula.turn(ease(time, start, 1.2))

    def name_the_formula(self, key: str, role: str) -> Label:
        """A word under the formula, inside the lens."""
        x, y = self.plan.lens
        below = y + self.plan.lens_radius * 0.85
        return self.caption_label(key, (x, below), role, 0.5, "minor", delay=0.4)

    # --- the cell -----------------------------------------------------------------------------------

    def pull_back_to_the_cell(self) -> None:
        """From DNA to its cell by a visible change of scale; the scale bar tells."""
        plan = self.plan
        at = self.zones.point(*plan.cell)
        view = View(plan.cell_scale / 1000, (float(at[0]), float(at[1])))
        self.demise = Demise(view, plan.cells)
        for mobject in (self.behind, self.company, *self.lenses):
            self.hide(mobject, 0.6)
        self.act(0.4)
        self.still(self.strike)
        self.remove(self.strike)
        ground = backdrop(self.zones, MARROW)
        pull = PullBack(self.strike, self.demise, ground, self.now, ZOOM_TIME)
        self.add(pull)
        self.ambient(pull, lambda p, t: p.at(t))
        for time, nm in pull.bars():
            self.follow_with_bar(pull)
            self.act_until(time)
            self.bar = self.scale_bar(pull.view(self.now, pull.mark_place), nm, 0.2)
        self.follow_with_bar(pull)
        self.act_until(pull.start + pull.over)

    def follow_with_bar(self, pull: PullBack) -> None:
        """Let the scale bar shrink with the picture."""
        self.ambient(self.bar, lambda bar, t: bar.set_view(pull.view(t, pull.mark_place)))

    def let_the_cell_die(self, beat: Beat) -> None:
        """It shrinks and blebs, then falls apart; each step is named below it."""
        self.name_the_step("broken", "dying")
        self.caption_label("stem", self.plan.stem_label, "healthy", self.plan.stem_align, "minor")
        self.act(1.4)
        self.demise.shrinks_at = self.now
        self.name_the_step("shrinks", "dying")
        self.act(SHRINKING + 0.3)
        self.demise.falls_at = self.now
        self.name_the_step("apart", "dying")
        self.act(FALLING - 0.6)

    def let_another_cell_clear(self) -> None:
        """Another cell crawls up and takes in two of the bodies."""
        self.demise.clears_at = self.now + 1.0
        self.act(1.0)
        self.name_the_step("cleared", "clearing")
        self.act(1.4 + TAKING)

    def name_the_step(self, key: str, cell: str) -> None:
        """A word below a cell; the step before it goes."""
        if self.step is not None:
            self.hide(self.step, 0.3)
        x, y = self.plan.steps[cell]
        self.step = self.caption_label(key, (x, y), "cell", 0.5, delay=0.2)
