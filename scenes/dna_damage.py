"""Clip 3, Break: calicheamicin cuts both strands of DNA, and the cell dies.

Inside the nucleus at 125 px/nm lies DNA, 2 nm wide. The free drug wanders, bumps in vain, and settles
in the minor groove; both backbones part. Then the view pulls back by a factor of four thousand to the
cell (12 µm), which shrinks, falls into bodies and is cleared by another cell.
"""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import Final

import numpy as np

from scenes.cast.molecules.ornament import Ornament
from scenes.script.story import HOLD
from scenes.sets.dna_damage.behind import AnotherDrug, faint_dna
from scenes.sets.dna_damage.cell_death import BETWEEN, FALLING, LOSING, SHRINKING, TAKING, CellDeath
from scenes.sets.dna_damage.layout import Composition
from scenes.sets.dna_damage.nuclear_dna import NuclearDna
from scenes.sets.dna_damage.pull_back import MARKED, PullBack
from scenes.sets.dna_damage.reaction import Reaction
from scenes.sets.dna_damage.strike import Strike
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label, measure
from scenes.stage.style import NUCLEUS
from scenes.stage.view import View

DNA_SCALE: Final = 125.0  # px/nm
OPENING: Final = 2.0  # s, for coming close
ZOOM: Final = 14.4  # s, for pulling back: slow enough that nothing flickers as it passes


class DnaDamage(Clip):
    """Beats: dna, groove, trigger (student), cut, scale, outcome."""

    name, number = "dna_damage", "3"
    poster_beat = "cut"
    lasts, free_molecules = (40, 68), 1
    ground = NUCLEUS

    def construct(self) -> None:
        """The shot list."""
        self.build_the_nucleus()
        with self.beat("dna") as beat:
            self.ambient(self.chromatin, lambda chromatin, t: chromatin.see_from(self.strike.view_at(t)))
            self.step_aside(OPENING + 0.4)
            self.keep_subtitle_back(OPENING)
            self.act_until(OPENING)
            self.bar = self.scale_bar(self.view, 2)
            self.name_the_grooves(beat)
        with self.beat("groove"):
            self.haze(self.another, 0.5)
            self.haze(self.behind, 0.4)
            self.act_until(self.strike.meet(self.now) + 0.5)
            self.label("drug", self.strike.anchor("drug"), "payload", prefer="above")
            self.act(1.6)
        if self.has_beat("trigger"):
            with self.beat("trigger") as beat:
                self.look_at_the_formula()
                self.run_the_reaction(beat)
        with self.beat("cut") as beat:
            self.clear_the_view()
            self.act_until(self.strike.strike(max(beat.when("and so|on both", 0.25), self.now + 0.6)) + 0.2)
            self.name_the_cuts()
            self.act(1.6)
        with self.beat("scale"):
            self.pull_back_to_the_cell()
        with self.beat("outcome"):
            self.let_the_cell_die()
            self.lose_a_healthy_b_cell()
        self.end_card(Ornament(self.zones.shape))

    def build_the_nucleus(self) -> None:
        """DNA across the picture, faint DNA behind, the drug set free, another further away."""
        plan = self.plan = Composition.of(self.zones)
        self.view = View(DNA_SCALE).at(self.zones.point(*plan.dna))
        self.behind = faint_dna(self.view, self.zones, plan.far)
        self.strike = strike = Strike(self.view, plan.strike, self.seed_for("drug"), OPENING)
        strike.path.linger(16.0)
        seed = self.seed_for("company")
        self.another = AnotherDrug(self.view, self.zones, plan.another, seed, strike.view_at)
        self.chromatin = NuclearDna(self.view, strike.dna, self.zones, plan.reach(self.zones))
        self.add(self.chromatin, self.another, self.strike)
        self.show(self.behind, 1.0, OPENING, behind=self.another)
        self.ambient(self.another, lambda drug, t: drug.at(t))
        self.ambient(self.strike, lambda strike, t: strike.at(t))

    def paths(self) -> dict[str, np.ndarray]:
        """Where the free drug went until it was caught, nm, 15 a second."""
        return {"drug": self.strike.path.walked()}

    def name_the_grooves(self, beat: Beat) -> None:
        """Wide and narrow groove, when they are spoken of."""
        self.act_until(beat.when("a wide|with a major", 0.72))
        self.solid(self.strike.dna.obstacles(), self.strike.free)
        minor, major = self.zones.pick((0.0, 1.5), (1.0, -0.5), (1.0, -0.5))
        self.label("major", self.strike.dna.groove(major), "dna", prefer="below")
        self.act_until(beat.when("a narrow|minor", 0.86))
        self.label("minor", self.strike.dna.groove(minor), "dna", prefer="below")
        self.act(1.8)

    def look_at_the_formula(self) -> None:
        """A lens on the warhead, and in it the warhead's formula."""
        plan = self.plan
        source, center = self.strike.warhead_place(), self.zones.point(*plan.lens)
        self.reaction = Reaction(self.view, source, center, plan.lens_radius, plan.bond)
        self.reaction.lens.opens = self.now
        self.show(self.reaction.lens.beam, 0.2, behind=self.strike)
        self.show(self.reaction.lens, 0.2)
        self.show(self.reaction.formula, 0.4, delay=0.8)
        self.ambient(self.reaction.lens, lambda lens, t: self.reaction.at(t))
        self.named = self.name_the_formula("before", "ink", 0.9)
        self.act(1.3)

    def run_the_reaction(self, beat: Beat) -> None:
        """Disulfide to thiol, thiol onto the ring, the enediyne closed, as they are told."""
        told = ("reduced to", 0.06), ("adds to", 0.30), ("closes to", 0.62)
        for said in told:
            self.act_until(max(beat.when(*said), self.now + 0.3))
            if said == told[-1]:
                self.hide(self.named, 0.4)
                self.name_the_formula("after", "payload")
            self.act_until(self.reaction.begin_step(self.now))

    def name_the_formula(self, key: str, role: str, delay: float = 0.4) -> Label:
        """A word under the formula, inside the lens."""
        below = self.plan.lens[0], self.plan.lens[1] + self.plan.lens_radius * 0.85
        return self.caption_label(key, below, role, 0.5, "minor", delay=delay)

    def clear_the_view(self) -> None:
        """The lens closes, and what lies behind steps back."""
        self.haze(self.behind, 0.8)
        if self.student:
            self.reaction.rest()
            self.hide(self.reaction.formula, 0.25)
            self.reaction.lens.closes = self.now + 0.2
            for part in (self.reaction.lens.beam, self.reaction.lens):
                self.hide(part, 0.2, delay=0.8)

    def name_the_cuts(self) -> None:
        """One label, and a leader to each of the two cuts."""
        self.solid(self.strike.dna.obstacles(), self.another)
        side = self.zones.pick("above", "left", "above")
        label = self.label("cut", self.strike.anchor("cut_b"), "payload", prefer=side)
        box, end = label.box, self.strike.anchor("cut_a")
        start = float(np.clip(self.zones.px(end())[0], box.at(0.15, 0)[0], box.at(0.85, 0)[0])), box.bottom + 16
        also = Label((), self.zones, box, 1, "ink", "regular", 0, start, end)
        self.ambient(also, lambda leader, t: leader.follow())
        self.add_foreground_mobject(also)
        self.show(also, 0.4)
        self.leaders = also

    def pull_back_to_the_cell(self) -> None:
        """From DNA to its cell by a visible change of scale; the scale bar tells."""
        view = View(self.plan.cell_scale / 1000).at(self.zones.point(*self.plan.cell))
        self.cell_death = CellDeath(view, self.plan.cells, self.plan.room(self.zones))
        for mobject in (self.behind, self.another, self.leaders):
            self.hide(mobject, 0.6)
        self.strike.calm_down(self.now)
        self.step_aside(self.now + ZOOM - 0.1, sooner=1.0)  # long enough to be read
        self.act(0.1)
        for mobject in (self.strike, self.chromatin):
            self.still(mobject)
            self.remove(mobject)
        pull = PullBack(self.strike, self.chromatin, self.cell_death, self.zones, self.now, ZOOM)
        self.add(pull)
        self.ambient(pull, lambda p, t: p.at(t))
        self.ambient(self.bar, lambda bar, t: bar.set_view(pull.view(t, pull.mark_place)))
        events = [(time, partial(self.change_the_bar, pull, nm)) for time, nm in pull.bars()]
        events += [(pull.time_at(MARKED[1]), partial(self.say_that_it_is_enlarged, pull))]
        for time, happens in sorted(events, key=itemgetter(0)):
            self.act_until(time)
            happens()
        self.act_until(pull.start + pull.over - HOLD)  # it comes to rest in the pause after the words

    def change_the_bar(self, pull: PullBack, nm: float) -> None:
        """A scale bar for the scale that the view has come to."""
        self.bar = self.scale_bar(pull.view(self.now, pull.mark_place), nm, 0.2)
        self.ambient(self.bar, lambda bar, t: bar.set_view(pull.view(t, pull.mark_place)))

    def say_that_it_is_enlarged(self, pull: PullBack) -> None:
        """A word at the mark of the cut, until it is that of the cell."""
        self.solid(pull.mark)
        side = self.zones.pick("above", "below", "above")  # in portrait the mark rises
        label = self.label("enlarged", pull.mark.anchor("rim"), "ink", prefer=side)
        pull.put_under(label.box)
        self.hide(label, 0.4, delay=pull.time_at(4.5 * pull.last.px_per_nm) - self.now)

    def let_the_cell_die(self) -> None:
        """It shrinks and blebs, then falls apart; a stem cell without CD22 stands by."""
        self.name_a_cell("cell", "cell")
        self.name_a_cell("stem", "healthy")
        self.act(1.6)
        self.cell_death.shrinks_at = self.now
        self.act(SHRINKING + 0.3)
        self.cell_death.falls_at = self.now
        self.cell_death.clears_at = self.now + FALLING + 0.6  # the other cell is on its way while this one falls apart
        self.act(FALLING + 0.6)

    def lose_a_healthy_b_cell(self) -> None:
        """While another cell takes in two of the bodies, a healthy B cell, which has CD22 as well, is lost."""
        self.cell_death.lost_at = self.now + 0.6
        self.name_a_cell("b_cell", "b_cell")
        self.act(max(BETWEEN + TAKING, 0.6 + LOSING))

    def name_a_cell(self, key: str, role: str) -> None:
        """A word beside a cell; all are smaller where one of them would take more than two lines."""
        names, em = self.plan.names, self.zones.type.label
        lines = (len(measure(self._beat.word(name), em, room, "bold")[0]) for name, (*_, room) in names.items())
        x, y, align, room = names[key]
        self.caption_label(key, (x, y), role, align, "label" if max(lines) < 3 else "minor", room=room)
