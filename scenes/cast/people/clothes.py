"""Clothes of the trunk in profile, the hip at the origin. Units: hundredths of a head; facing right, y up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.people.heads import curve, ring
from scenes.cast.people.looks import Look, Top
from scenes.cast.patient.liver import smooth_line

#: Foot of the neck, and the shoulder joint.
NECK: Final = (-4.0, 222.0)
SHOULDER: Final = (-8.0, 180.0)

_FRONT: Final = ((18, 219), (31, 205), (42, 178), (46, 146), (45, 104), (43, 60), (45, 10))
_BACK: Final = ((-32, 217), (-47, 200), (-56, 166), (-55, 124), (-48, 82), (-49, 42), (-55, 0))
#: How far below the hip the hem of somebody standing lies, and how wide it is before and behind.
_HEM: Final[dict[Top, tuple[float, float, float]]] = {
    "scrubs": (66, 49, -55), "cardigan": (62, 49, -56), "shirt": (48, 47, -55), "coat": (168, 54, -60),
    "dress": (206, 58, -62),
}
_SEAT: Final = 38.0  # the same, for somebody who sits


@dataclass
class TrunkForms:
    """Clothes of the trunk.

    Attributes
    ----------
    trunk
        The outline of it all.
    patches
        What lies on it, with a name for its color: ``skin``, ``under`` or ``top``.
    lines
        Seams, folds and buttons.
    """

    trunk: BaseGeometry
    patches: list[tuple[BaseGeometry, str]] = field(default_factory=list)
    lines: list[LineString] = field(default_factory=list)


def trunk_forms(look: Look, seated: bool) -> TrunkForms:
    """The clothes of somebody who stands or sits."""
    hem, before, behind = _HEM[look.top]
    if seated:
        hem, before, behind = _SEAT, 40, -52
    front = np.array([*_FRONT, (before, -hem)], dtype=float)
    back = np.array([*_BACK, (behind, -hem)], dtype=float)
    front[:, 0] += look.belly * np.exp(-(((front[:, 1] - 52) / 52) ** 2))
    if look.belly > 20:
        extra = look.belly * np.exp(-(((front[:, 1] + hem) / 150) ** 2)) * 0.25
        front[:, 0] += extra
    sides = np.vstack([smooth_line(front), smooth_line(back)[::-1]])
    sides[:, 0] *= look.broad
    trunk = shapely.buffer(shapely.buffer(Polygon(sides).buffer(0), -9), 9, quad_segs=8)
    forms = TrunkForms(trunk)
    _DRESSED[look.top](forms, hem, seated)
    forms.patches = [(form.intersection(trunk), color) for form, color in forms.patches]
    inside = trunk.buffer(-1.5)
    forms.lines = [line.intersection(inside) for line in forms.lines]
    return forms


def _scrubs(forms: TrunkForms, hem: float, seated: bool) -> None:
    forms.patches.append((Polygon([(-2, 226), (40, 232), (60, 190), (39, 178), (20, 200)]), "skin"))
    forms.lines.append(curve((-6, 224), (16, 200), (39, 177)))
    if not seated:
        forms.patches.append((ring((10, 34), (30, 35), (32, 18), (29, -6), (14, -8), (10, 6)), "top"))
        forms.lines += [curve((-50, 12 - hem), (0, 9 - hem), (46, 12 - hem)), curve((-20, 16 - hem), (-22, 40 - hem), (-20, 62 - hem))]


def _cardigan(forms: TrunkForms, hem: float, seated: bool) -> None:
    front = curve((4, 226), (22, 190), (29, 150), (29, 90), (27, 40), (29, -hem - 9))
    panel = Polygon([*front.coords, (90, -hem - 9), (90, 240)])
    forms.patches += [(panel, "under"), (Polygon([(-8, 236), (12, 217), (34, 204), (60, 240)]), "skin")]
    forms.lines += [curve((8, 219), (20, 208), (33, 203)), curve((-46, 11 - hem), (-10, 8 - hem), (28, 10 - hem))]
    forms.lines += [curve((-2, 224), (14, 190), (21, 150), (21, 90), (19, 40), (21, -hem))]


def _shirt(forms: TrunkForms, hem: float, seated: bool) -> None:
    forms.patches += [(Polygon([(-10, 236), (14, 217), (33, 206), (60, 240)]), "skin")]
    forms.patches.append((Polygon([(-34, 214), (-6, 224), (20, 214), (33, 203), (26, 192), (8, 202), (-8, 208), (-32, 204)]), "under"))
    forms.lines += [curve((-46, 10 - hem), (0, 7 - hem), (42, 10 - hem)), curve((36, 176), (38, 110), (36, 40), (38, 10 - hem))]


def _coat(forms: TrunkForms, hem: float, seated: bool) -> None:
    edge = curve((12, 222), (33, 182), (36, 130), (34, 60), (34, 0), (38, -hem - 8))
    forms.patches += [(Polygon([*edge.coords, (100, -hem), (100, 240)]), "under"),
                      (Polygon([(-2, 240), (17, 217), (33, 208), (60, 240)]), "skin")]
    lapel = Polygon([(-26, 222), (2, 226), (18, 210), (33, 182), (26, 150), (12, 176), (16, 186), (-2, 196), (-24, 212)])
    forms.patches.append((lapel, "top"))
    forms.lines += [curve((-4, 44), (20, 46)), curve((-4, 44), (-4, 14), (22, 14), (20, 46))] if not seated else []
    if not seated:
        forms.lines.append(curve((-30, -hem), (-32, -hem + 60), (-30, -hem + 110)))


def _dress(forms: TrunkForms, hem: float, seated: bool) -> None:
    forms.patches.append((Polygon([(-10, 236), (16, 214), (35, 198), (70, 240)]), "skin"))
    forms.lines += [curve((-44, 108), (-10, 112), (30, 106), (56, 98)), curve((10, 219), (22, 208), (35, 197))]
    if not seated:
        forms.lines += [curve((-6, 20), (-8, -60), (-4, -hem + 20)), curve((36, -30), (34, -90), (36, -hem + 24)),
                        curve((-34, -20), (-38, -100), (-36, -hem + 16))]


_DRESSED = {"scrubs": _scrubs, "cardigan": _cardigan, "shirt": _shirt, "coat": _coat, "dress": _dress}
