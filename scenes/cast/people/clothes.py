"""Clothes of the trunk in profile, the hip at the origin. Units: hundredths of a head; facing right, y up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.patient.liver import smooth_line
from scenes.cast.people.heads import curve, ring
from scenes.cast.people.looks import Look, Top

#: Foot of the neck, and the shoulder joint.
NECK: Final = (-4.0, 222.0)
SHOULDER: Final = (-8.0, 180.0)

_FRONT: Final = ((17, 213), (33, 198), (45, 174), (50, 146), (48, 110), (45, 72), (47, 30), (50, 0))
_BACK: Final = ((-33, 226), (-44, 208), (-56, 176), (-58, 142), (-52, 100), (-49, 66), (-55, 30), (-60, -4))
#: How far below the hip the hem of somebody standing lies, and how wide it is before and behind.
_HEM: Final[dict[Top, tuple[float, float, float]]] = {
    "scrubs": (66, 53, -58), "cardigan": (62, 53, -58), "shirt": (48, 51, -58), "coat": (172, 57, -64),
    "dress": (206, 62, -64),
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
        What lies on it, by the name of its color: ``skin``, ``under`` (what is worn under it) or ``top``.
    lines
        Seams, folds and buttons.
    """

    trunk: BaseGeometry
    patches: dict[str, BaseGeometry] = field(default_factory=dict)
    lines: list[BaseGeometry] = field(default_factory=list)


def trunk_forms(look: Look, seated: bool) -> TrunkForms:
    """The clothes of somebody who stands or sits."""
    hem, before, behind = _HEM[look.top]
    if seated:
        hem, before, behind = _SEAT, 40, -52
    front = np.array([*_FRONT, (before, -hem)], dtype=float)
    back = np.array([*_BACK, (behind, -hem)], dtype=float)
    front[:, 0] += look.belly * np.exp(-(((front[:, 1] - 58) / 56) ** 2))
    if look.belly > 20:
        extra = look.belly * np.exp(-(((front[:, 1] + hem) / 150) ** 2)) * 0.25
        front[:, 0] += extra
    soft = 20 if seated else 9
    sides = np.vstack([smooth_line(front), smooth_line(back)[::-1]])
    sides[:, 0] *= look.broad
    trunk = shapely.buffer(shapely.buffer(Polygon(sides).buffer(0), -soft), soft, quad_segs=8)
    forms = TrunkForms(trunk)
    _DRESSED[look.top](forms, -hem, seated)
    inside = trunk.buffer(-1.5)
    forms.patches = {name: _wide(form, look.broad).intersection(trunk) for name, form in forms.patches.items()}
    forms.lines = [_wide(line, look.broad).intersection(inside) for line in forms.lines]
    return forms


def _wide(form: BaseGeometry, share: float) -> BaseGeometry:
    return affinity.scale(form, share, 1.0, origin=(0, 0))


def _open(forms: TrunkForms, low: float) -> None:
    """What is open in front down to a height: what is worn under it, and a band along the edge."""
    shift = low - 108.0
    edge = curve((-14, 230), (6, 206), (26, 168 + 0.4 * shift), (40, 132 + 0.8 * shift), (52, low))
    forms.patches["under"] = Polygon([*edge.coords, (120, low), (120, 240)])
    forms.lines.append(curve((-24, 228), (-3, 204), (17, 165 + 0.4 * shift), (31, 127 + 0.8 * shift), (38, low - 14)))


def _closed(forms: TrunkForms, top: float, hem: float, step: float) -> None:
    """The line in front along which clothes are closed, with buttons."""
    forms.lines.append(curve((38, top), (36, top - 40), (37, 30), (39, 0), (41, hem + 14)))
    forms.lines += [shapely.Point(44 if y > 60 else 43, y).buffer(1.7) for y in np.arange(top - 16, hem + 14, -step)]


def _scrubs(forms: TrunkForms, hem: float, seated: bool) -> None:
    forms.patches["skin"] = Polygon([(-14, 236), (5, 211), (22, 192), (42, 170), (80, 190), (40, 240)])
    forms.lines.append(curve((-24, 226), (-4, 205), (16, 184), (41, 160)))
    if not seated:
        forms.patches["top"] = ring((8, 34), (30, 35), (33, 18), (30, -6), (14, -8), (8, 6))
        forms.lines += [curve((-56, hem + 12), (0, hem + 9), (50, hem + 12)), curve((-22, hem + 16), (-24, hem + 40),
                                                                                    (-21, hem + 66))]


def _cardigan(forms: TrunkForms, hem: float, seated: bool) -> None:
    _open(forms, 108)
    _closed(forms, 94, hem, 36)
    forms.lines.append(curve((-54, hem + 13), (-10, hem + 10), (38, hem + 12)))


def _shirt(forms: TrunkForms, hem: float, seated: bool) -> None:
    _closed(forms, 186, hem, 42)
    forms.lines += [curve((-40, 213), (-18, 203), (8, 196), (30, 189)), curve((30, 189), (28, 197), (30, 206)),
                    curve((-54, hem + 11), (0, hem + 8), (44, hem + 10))]


def _coat(forms: TrunkForms, hem: float, seated: bool) -> None:
    _open(forms, 118)
    _closed(forms, 104, hem, 46)
    if not seated:
        pocket = Polygon([(-14, 22), (16, 24), (16, -12), (-13, -14)]).buffer(2)
        forms.lines += [pocket.exterior, curve((-40, hem), (-42, hem + 40), (-36, hem + 90))]


def _dress(forms: TrunkForms, hem: float, seated: bool) -> None:
    forms.lines += [curve((-52, 122), (-10, 128), (30, 122), (70, 112)), curve((-30, 214), (-6, 205), (14, 200),
                                                                               (34, 186))]
    if not seated:
        forms.lines += [curve((-8, 16), (-10, -60), (-6, hem + 20)), curve((40, -20), (36, -90), (38, hem + 24)),
                        curve((-38, -20), (-42, -100), (-40, hem + 16))]


_DRESSED = {"scrubs": _scrubs, "cardigan": _cardigan, "shirt": _shirt, "coat": _coat, "dress": _dress}
