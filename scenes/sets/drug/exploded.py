"""The drug taken apart: an antibody, and beside it its linkers and payloads, life size.

Each payload is pulled out along its own ray: a socket on the antibody, a gap of up to 0.95 nm bridged by
dots, a plug, a zigzag linker 1.5 nm long, three groups of beads 3 nm long (calicheamicin stretched: 3.0).
Where the sites lie is scattered by eye; surface lysines are many. Sizes in nm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject
from shapely.geometry import LineString

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.antibody_turning import TurningAntibody, turns_between
from scenes.cast.molecules.domain import DetailName, bead_domain, lying
from scenes.cast.molecules.igg4 import conformation_of, find_domain
from scenes.cast.molecules.igg4_turned import Turn
from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import Part, rotation
from scenes.stage.drawing import blank, discs
from scenes.stage.layout import Point
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.style import INK, LINKER, PAYLOAD, lighter
from scenes.stage.view import View

GAP: Final = 0.95
PAYLOAD_LENGTH: Final = 3.0
LINKER_LENGTH: Final = 1.5
_PLUG: Final = 0.17
_DOT: Final = 0.055
#: Where linker-payloads stand with the arms up: domain, its side (-1 left), the ray's angle in degrees.
SITES: Final = (
    ("VL", 1, 352.0), ("VL", -1, 226.0), ("CH1", -1, 82.0), ("CH2", -1, 178.0), ("CH3", 1, 336.0),
    ("CH3", -1, 188.0),
)
#: Its turn, arms up, ends as the spread form lies; so often a second a layout of it is shown; when and how long, s.
_TURN: Final = turns_between(Turn(-46.0, 0.0, 180.0), Turn(0.0, 0.0, 180.0), 12)
_RATE, _TURNS = 12.0, (0.2, 2.8)
#: Bead groups of a payload from the linker outward: middle, size (long, middle, short), beads.
_GROUPS: Final = (
    (0.72, (1.44, 1.36, 1.3), 80), (1.64, (1.10, 1.02, 1.0), 54), (2.46, (1.08, 0.84, 0.8), 42),
)

_FINE: Final = 3.0


class LinkerPayload(Protein):
    """One linker with its payload, from its plug at the origin along +x.

    ``fine`` is for a lens: more and smaller beads, more layers of light.
    """

    def __init__(self, view: View, seed: int, *, fine: bool = False) -> None:
        super().__init__(view, joints=1, detail="lens")
        self.look, self.seed = replace(self.look, layers=3 if fine else 1), seed
        steps = np.linspace(0.0, LINKER_LENGTH + 0.1, 6)
        zigzag = np.column_stack([steps, [0, 0.24, -0.24, 0.24, -0.24, 0]])
        thread = LineString(zigzag).buffer(0.115, join_style="mitre")
        plug = shapely.Point(0, 0).buffer(_PLUG, quad_segs=6)
        self.linker = shapely.union(thread, plug)
        # Beads suit proteins: in a lens the payload is built larger, and shrunk.
        grown = _FINE if fine else 1.0
        detail: DetailName = "close" if fine else "lens"
        groups = [
            bead_domain(
                (grown * long, grown * middle, grown * short), seed=10 * seed + i, frame=lying(0.2 * (i - 1)),
                detail=detail, beads=beads,
            ).scaled(1 / grown).at(LINKER_LENGTH + x, (0.05, -0.06, 0.07)[i])
            for i, (x, (long, middle, short), beads) in enumerate(_GROUPS)
        ]
        beads = shapely.union_all([d.outline for d in groups])
        self.body = beads
        self.add_fill([(self.linker, 0)], INK, self.look.lines.between * 0.9)
        self.add_fill([(self.linker, 0)], lighter(LINKER, 0.30))
        self.outer_contour([(beads, 0)])
        for domain in reversed(groups):
            self.domains([(domain, 0)], PAYLOAD)
        self.pose((0.0, 0.0))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``linker`` or ``payload``: the middle of it."""
        return {
            "linker": lambda: self.spot(0.5 * LINKER_LENGTH, 0.0),
            "payload": lambda: self.spot(LINKER_LENGTH + 0.35 * PAYLOAD_LENGTH, 0.0),
        }


def _dots(feet: np.ndarray, plugs: np.ndarray) -> np.ndarray:
    """Middles of the dots that bridge gaps, nm, shape (3 n, 2)."""
    return np.vstack([feet + (plugs - feet) * s for s in (0.34, 0.50, 0.66)])


def _at_rest(layout: Antibody, name: str, side: int, degrees: float) -> tuple[np.ndarray, float, int]:
    """Foot of a linker-payload (nm), its ray's angle and the joint, in a layout's own frame."""
    assert isinstance(layout.form, Turn)
    surface = find_domain(conformation_of("spread").domains, name, -side)
    index = next(i for i, p in enumerate(layout.conformation.domains) if p.surface == surface)
    own = np.radians(degrees - 180)  # the spread form stands stem up
    way = layout.form.matrix() @ np.array([np.cos(own), np.sin(own), 0.0])
    angle = float(np.arctan2(way[1], way[0]))
    place = layout.surface(index, float(np.degrees(angle))) - rotation(angle) @ np.array([0.22, 0.0])
    return place, angle, layout.conformation.domains[index].joint


class ExplodedDrug(VGroup):
    """An antibody, arms up, with linker-payloads that part from it and come back. At first it turns, once.

    Parameters
    ----------
    view
        Scale; its origin is where the hinge stands.

    Attributes
    ----------
    parts_at, joins_at
        When the linker-payloads move out and back in, clip time in s.
    molecule, linker_payloads
        What it is made of.
    """

    def __init__(self, view: View, seed: int = 1) -> None:
        super().__init__()
        self.view, self.seed = view, seed
        self.parts_at, self.joins_at = np.inf, np.inf
        self.molecule = TurningAntibody(view, _TURN, seed=seed, payloads=0, detail="lens")
        self.linker_payloads = [LinkerPayload(view, 1 + i % 3) for i in range(len(SITES))]
        self._feet = {id(layout): [_at_rest(layout, *site) for site in SITES] for layout in self.molecule.layouts}
        self.bridges = blank(INK)
        self.sockets = VGroup(blank(INK), blank(lighter(LINKER, 0.30)))
        self.add(*self.linker_payloads, self.molecule, self.sockets, self.bridges)
        self.at(0.0)

    @property
    def antibody(self) -> Antibody:
        """The antibody as it is seen now."""
        return self.molecule.seen

    def out(self, time: float) -> float:
        """How far (0-1) the linker-payloads stand out."""
        return ease(time, self.parts_at, 1.6) - ease(time, self.joins_at, 1.4)

    def at(self, time: float) -> ExplodedDrug:
        """Pose everything as at a time (s): it turns, then breathes and rocks a little, 15 times a second."""
        now, out = stepped(time), self.out(time)
        sway = wobble(self.seed + 3, now, dims=4)
        self.molecule.view = self.view
        self.molecule.turn_to(ease(stepped(time, _RATE), *_TURNS))
        self.molecule.flex(1.1 * float(sway[0]), 1.1 * float(sway[1]))
        self.molecule.pose((0.10 * sway[2], 0.10 * sway[3]), 0.012 * float(sway[2]))
        feet, plugs = [], []
        for number, linker_payload in enumerate(self.linker_payloads):
            foot, angle = self.foot(number)
            ray = np.array([np.cos(angle), np.sin(angle)])
            plug = foot + ray * (GAP * out)
            linker_payload.view = self.view
            # The linker flexes; apart, it all but rests: a lens shows it.
            linker_payload.pose(plug, angle + (0.16 - 0.11 * out) * float(wobble(40 + number, now)[0]))
            feet.append(foot)
            plugs.append(plug)
        self._draw_sockets(np.array(feet), np.array(plugs), out)
        return self

    def foot(self, number: int) -> tuple[np.ndarray, float]:
        """Where a linker-payload stands on the antibody (nm of the view), and its ray's angle, as posed."""
        place, angle, joint = self._feet[id(self.antibody)][number]
        turn = self.antibody.joint_turn[joint]
        swing = float(np.arctan2(turn[1, 0], turn[0, 0]))
        return self.antibody.in_view(self.antibody.on_joint(joint, place)), angle + swing + self.antibody.angle

    def _draw_sockets(self, feet: np.ndarray, plugs: np.ndarray, out: float) -> None:
        line = self.antibody.look.lines.between / self.antibody.built_px_per_nm * 0.9
        shown = min(1.0, 4 * out)
        for shape, radius in zip(self.sockets, (_PLUG + line, _PLUG), strict=True):
            shape.points = discs(feet, radius * shown, INK, self.view).points
        self.bridges.points = discs(_dots(feet, plugs), _DOT * shown, INK, self.view).points

    def seen_close(self, view: View) -> Antibody:
        """The antibody again, as posed now, with lines for another scale: what a lens shows of it."""
        near = Antibody(view, seed=self.seed, payloads=0, detail="lens", form=self.antibody.form)
        near.joint_turn, near.joint_place = self.antibody.joint_turn, self.antibody.joint_place
        near.pose(self.antibody.position, self.antibody.angle)
        return near

    def linker_payload_seen_close(self, number: int, view: View) -> LinkerPayload:
        """One linker-payload again, as posed now, with lines for another scale."""
        linker_payload = self.linker_payloads[number]
        near = LinkerPayload(view, linker_payload.seed, fine=True)
        near.pose(linker_payload.position, linker_payload.angle)
        return near

    def gap_seen_close(self, number: int, view: View) -> list[Part]:
        """Socket and dots between the antibody and one linker-payload, as they are now, in a view of another scale."""
        foot, plug = self.foot(number)[0][None], self.linker_payloads[number].position[None]
        line = self.antibody.look.lines.between / view.px_per_nm * 0.9
        return [
            Part(discs(foot, _PLUG + line, INK, view)), Part(discs(foot, _PLUG, lighter(LINKER, 0.30), view)),
            Part(discs(_dots(foot, plug), _DOT, INK, view)),
        ]

    def obstacles(self) -> list[VMobject]:
        """What labels keep clear of."""
        return [*self.linker_payloads, self.antibody]

    def anchor(self, name: str) -> Callable[[], Point]:
        """``antibody``, or ``linker 2``, ``payload 2``: of that linker-payload."""
        what, _, number = name.partition(" ")
        if what == "antibody":
            stem = find_domain(self.antibody.conformation.domains, "CH3", 1)
            place = self.antibody.conformation.domains[stem].center
            return lambda: self.antibody.spot(*place)
        return self.linker_payloads[int(number or 0)].anchor(what)
