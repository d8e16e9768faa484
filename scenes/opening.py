"""The film's opening: its title, over the surface of a leukemia cell; an antibody turns toward us.

The eye moves aside while one antibody comes nearer and turns in space; then all drifts on quietly.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from scenes.cast.cells.deep_surface import DeepSurface
from scenes.cast.molecules.antibody_turning import TurningAntibody, turns_between
from scenes.cast.molecules.igg4_turned import Turn
from scenes.script.language.typography import measures
from scenes.sets.opening.layout import Composition
from scenes.stage.clip import Clip
from scenes.stage.layout import Box, Zones
from scenes.stage.motion import Wander, blend, ease, stepped, wobble
from scenes.stage.style import INK, PLASMA, WHITE, mix
from scenes.stage.view import View
from scenes.stage.words import Words, wrap

#: How long the eye moves, how long the antibody turns, s; how far the eye moves, nm.
COMES, TURNS, ASIDE = 2.2, 1.7, 6.0
#: Layouts of the turn are shown so often a second.
_RATE: Final = 12.0
_TURN: Final = turns_between(Turn(-10.0, -24.0, -14.0), Turn(34.0, -24.0, -14.0), 13)


def arrived(time: float) -> float:
    """How far (0-1) the eye has moved: at once on its way, and softly there."""
    return 1 - (1 - min(time / COMES, 1.0)) ** 2


class Opening(Clip):
    """Beats: opening. It stands before the first clip of a film, and only there."""

    name = "opening"
    poster_beat = "opening"
    ground = PLASMA
    titled = False
    has_end_card = False
    scaled = False  # in perspective nothing has one scale

    def construct(self) -> None:
        """The shot list."""
        self.plan = Composition.of(self.zones)
        with self.beat("opening"):
            title, notice = self.name_the_film()
            self.build_the_surface([box_of(self.zones, words) for words in (*title, notice)])
            self.let_one_come_nearer()
            self.add(*self.surface.back_to_front(), self.hero)
            self.add_foreground_mobjects(*title, notice)
            self.show(notice, over=0.8, delay=COMES)
            self.act(COMES + 1.4)

    def name_the_film(self) -> tuple[list[Words], Words]:
        """Title and what it is about, line by line; and that it does not advise.

        The title is there from the first picture on: players show that one before anybody presses play.
        """
        z, kind, y = self.zones, self.zones.type, self.plan.top
        column = replace(z.safe, right=z.safe.left + self.plan.room)
        lines: list[Words] = []
        apart = measures(self.script.title).leading
        for text in wrap(self.script.title, kind.film, self.plan.room, "black"):
            lines.append(Words(text, kind.film, INK, "black").at_baseline(z.point(z.along(column), y), z.begin))
            y += 1.08 * apart * kind.film
        y += 1.42 * kind.subtitle - 1.08 * apart * kind.film
        for text in wrap(self.script.subtitle, kind.subtitle, z.safe.width, "regular"):
            lines.append(Words(text, kind.subtitle).at_baseline(z.point(z.along(column, 4), y), z.begin))
            y += 1.18 * apart * kind.subtitle
        y += 1.55 * kind.minor - 1.18 * apart * kind.subtitle
        notice = Words(self.words["notice"], kind.minor, mix(INK, PLASMA, 0.10), "semibold")
        return lines, notice.at_baseline(z.point(z.along(column, 4), y), z.begin)

    def build_the_surface(self, words: list[Box]) -> None:
        """Membrane, folds behind it, CD22 and others that drift, seen by an eye that moves aside."""
        self.surface = DeepSurface(
            self.zones, self.plan.depth, self.plan.drifting, self.seed_for("surface"), keep_out=words,
            aside=lambda time: ASIDE * (1 - arrived(time)),
        )
        for thing, pose in self.surface.motions():
            self.ambient(thing, pose)

    def let_one_come_nearer(self) -> None:
        """It turns while it comes; then it only flexes and wanders."""
        (begin, far), (home, near) = self.plan.start, self.plan.home
        self.hero = TurningAntibody(View(near), _TURN, seed=1, halo=(mix(PLASMA, WHITE, 0.8), 10.0))
        path = Wander(self.seed_for("hero"), 0.35, tuple((time, (0.0, 0.0)) for time in (0.0, COMES, 6.0, 10.0)))

        def pose(hero: TurningAntibody, time: float) -> None:
            now, share = stepped(time), arrived(time)
            at = blend(begin, home, share)
            hero.view = View(far + (near - far) * share).at(self.zones.point(*at))
            hero.turn_to(ease(stepped(time, _RATE), 0.0, TURNS))
            left, right, *elbows, roll = wobble(self.seed_for("flex"), now, dims=5) * (3.0, 3.0, 2.0, 2.0, 0.03)
            hero.flex(left, right, *elbows)
            hero.pose(path.at(now), float(roll))

        self.ambient(self.hero, pose)


def box_of(zones: Zones, words: Words) -> Box:
    """Where a line stands, with some room round it; stage px."""
    (left, bottom), (right, top) = (zones.px(corner) for corner in (words.points.min(axis=0), words.points.max(axis=0)))
    return Box(left, top, right, bottom).inset(-24)
