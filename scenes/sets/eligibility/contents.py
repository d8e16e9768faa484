"""What is in the five bays, built once: things on the walls, and persons."""

from __future__ import annotations

from manim import Mobject

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, marrow_in_time
from scenes.cast.charts.flow_plot import FlowPlot
from scenes.sets.eligibility.layout import Composition
from scenes.sets.eligibility.persons import AtTheMicroscope, DrawnBlood, Resting, Talking, WalkingIn
from scenes.sets.eligibility.signs import AskFirst, Checkup, ReturnArrow
from scenes.stage.view import View


class Contents:
    """What is in the bays; signs that come with their words (`tests`, those of `asks`) are put up by the clip.

    Parameters
    ----------
    stage, plan
        View of the whole picture (1 px per unit), and where things stand in it.
    axis
        What the plot counts, as written.
    marrow, plot
        Seeds of their cells.

    Attributes
    ----------
    layers
        What stands in each bay from the start, back to front.
    """

    def __init__(self, stage: View, plan: Composition, axis: str, marrow: int, plot: int) -> None:
        came, cd22, age, tests, tell = ((bay.view(stage), bay.opening) for bay in plan.bays)
        self.layers: tuple[tuple[Mobject, ...], ...] = (
            self._came_back(*came, plan, marrow), self._cd22(*cd22, plan, axis, plot), self._age(*age, plan),
            self._tests(*tests, plan), self._tell(*tell, plan),
        )

    def _came_back(self, view: View, wide: float, plan: Composition, seed: int) -> tuple[Mobject, ...]:
        """A window onto the marrow, and somebody who rests."""
        seen, middle = marrow_in_time(seed), view.at(view.point(*plan.window_at))
        self.marrow = Marrow(middle.scaled(plan.window / (WINDOW * UM)), seen[1], seen[0], rim="none")
        self.arrow = ReturnArrow(middle, 1.27 * plan.window, 0.11 * plan.window)
        self.resting = Resting(view, -0.15 * wide, plan.head, 0.38 * wide)
        return self.marrow, self.arrow, self.resting

    def _cd22(self, view: View, wide: float, plan: Composition, axis: str, seed: int) -> tuple[Mobject, ...]:
        """A plot of cells on the wall, and somebody at the microscope."""
        x, room, high, y = plan.plot
        self.plot = FlowPlot(view.at(view.point(x, y)), room, high, axis, 38, seed)
        self.plot.count(0)
        self.lab = AtTheMicroscope(view, -0.20 * wide, plan.head, 0.5 * wide + 4)
        return self.plot, self.lab

    def _age(self, view: View, wide: float, plan: Composition) -> tuple[Mobject, ...]:
        """A grandfather, a child and a mother, still behind the wall at the right."""
        places = -0.31 * wide, 0.30 * wide - 1.5 * plan.head
        self.three = WalkingIn(view, places, plan.head, 0.8 * wide + plan.head)
        return (self.three,)

    def _tests(self, view: View, wide: float, plan: Composition) -> tuple[Mobject, ...]:
        """A nurse with a tube of blood, and somebody on a stool."""
        radius, apart, y = plan.signs
        self.blood = DrawnBlood(view, (-0.30 * wide, 0.27 * wide), plan.head)
        self.tests = Checkup(view.at(view.point(0, y)), radius, apart)
        return (self.blood,)

    def _tell(self, view: View, wide: float, plan: Composition) -> tuple[Mobject, ...]:
        """A woman and a doctor before a half-open door, under a board."""
        x, room, high, y = plan.board
        woman = -0.30 * wide
        self.talking = Talking(view, (woman, woman + max(0.47 * wide, 2.5 * plan.head)), plan.head)
        self.asks = AskFirst(view.at(view.point(x, y)), room, high)
        return self.asks.board, self.talking
