"""The way in, as one stage set: surface, pit and vesicle, endosomes, nucleus, and their cargo.

Everything stands in one world: x to the right, y up, nm, the origin on the surface where the
pit forms. A :class:`~scenes.sets.internalization.progress.Progress` says how far each thing has come;
:class:`World` draws it in any view. It keeps no history: any moment can be drawn by itself.

Nothing here knows when things happen: that is the clip's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from manim import Mobject, VGroup
from shapely.geometry import Polygon, box

from scenes.cast.molecules.crowd import Crowd
from scenes.sets.internalization.membranes import Membranes
from scenes.sets.internalization.molecules import Molecules
from scenes.sets.internalization.positions import Positions
from scenes.sets.internalization.progress import Progress
from scenes.sets.internalization.scenery import Scenery
from scenes.sets.internalization.world_map import WorldMap
from scenes.stage.layout import Point
from scenes.stage.motion import stepped
from scenes.stage.presence import set_haze, set_presence, take_forms
from scenes.stage.style import CYTOSOL
from scenes.stage.view import View


class World(VGroup):
    """All of it; parts are in draw order, back to front.

    Attributes
    ----------
    positions
        Where everything that moves is.
    membranes
        Surface, vesicle, endosomes, nucleus.
    molecules
        To be shown above all this, so that a lens's beam can pass between.
    """

    def __init__(
        self, view: View, places: WorldMap, *, seed: int, density: float, keep_out: Sequence[Polygon]
    ) -> None:
        super().__init__()
        self.view = view
        self.positions = Positions(places)
        left, bottom, right, top = places.extent
        self.cytosol = Crowd(
            view, box(left, bottom, right, -8.0), seed, "cytosol", density=0.62 * density,
            gap_nm=4.0, keep_out=keep_out, without=("albumin", "ribosome"), speed=0.7,
        )
        self.plasma = Crowd(
            view, box(left, 12.0, right, top), seed + 1, "plasma", density=0.7 * density,
            gap_nm=4.0, keep_out=keep_out, walls=(8.0, np.inf), speed=0.8,
        )
        self.membranes = skin = Membranes(view, self.positions, seed)
        self.molecules = Molecules(view, self.positions, skin, seed)
        self.scenery = Scenery(view, places, seed + 2, density)
        self.add(
            self.scenery, self.cytosol, skin.nucleus, skin.coat, skin.recycler, skin.carrier, skin.endosome,
            skin.vesicle, skin.surface.plasma, self.plasma, skin.surface.membrane,
        )
        self._shown = (1.0, 1.0, 1.0)
        self._set: tuple[Progress, View] | None = None
        self._drawn: tuple[View, float] | None = None

    # --- drawing -------------------------------------------------------------------------------

    def draw(self, progress: Progress, time: float, view: View) -> World:
        """Show how far things have come, in a view, at a time (s) for what sways and drifts."""
        self.positions.progress, self.view = progress, view
        still = (progress, view) == self._set
        if not still:
            self._set = replace(progress), view
            self.membranes.draw(view)
            self.scenery.look(view)
        if not still or (view, stepped(time)) != self._drawn:
            self._drawn = view, stepped(time)
            for crowd in (self.cytosol, self.plasma):
                crowd.view = view
                crowd.drift(time)
            self.molecules.hang(time, view)
        self.molecules.drift(time, view)
        self.molecules.gather()
        self._appear()
        return self

    def _appear(self) -> None:
        """Fade what comes and goes; draw nothing of what is not there."""
        progress, skin, molecules = self.positions.progress, self.membranes, self.molecules
        captive = [one for one in molecules.freed if one.way is None]
        groups = (
            (progress.endosomes, (skin.recycler, skin.endosome, molecules.inside, *captive)),
            (progress.nucleus, (skin.nucleus,)), (progress.hero, (molecules.alone,)),
        )
        for (share, things), before in zip(groups, self._shown, strict=True):
            if share != before or 0 < share < 1:
                for thing in things:
                    # Out of the ground color rather than out of glass: no line shines through.
                    set_haze(thing, CYTOSOL, 1 - share)
                    set_presence(thing, min(3 * share, 1.0))
            if share <= 0:
                take_forms(*things)  # it saves time, and labels do not shun what is not seen
        self._shown = progress.endosomes, progress.nucleus, progress.hero

    # --- for labels -----------------------------------------------------------------------------

    def anchor(self, name: str) -> Callable[[], Point]:
        """``vesicle`` (low left on its wall), ``endosome``, ``returning`` antibody."""
        if name == "returning":
            return self.molecules.returning.antibody.anchor("antibody")
        return lambda: self.view.point(*self.membranes.wall_spot(name))

    def obstacles(self) -> tuple[Mobject, ...]:
        """What no label may cover: compartments, nucleus, the surface and all on it."""
        skin = self.membranes
        return (skin.endosome.lumen, skin.recycler.lumen, skin.nucleus.inside, self.molecules.standing,
                skin.room("surface"))
