"""Limbs and trunk as they are drawn: each is painted anew when its joints bend."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity

from scenes.cast.people.clothes import trunk_forms
from scenes.cast.people.limbs import ArmForms, LegForms, arm_forms, lap, leg_forms
from scenes.cast.people.looks import Look
from scenes.cast.people.paint import Brush, Painted, lit
from scenes.cast.people.stance import Arm, Leg
from scenes.stage.style import DEVICE, inked

#: How much darker the limbs beyond the trunk are.
_FAR: Final = 0.12
#: So many ways to hold an arm are remembered.
_GESTURES: Final = 64
#: How far clothes reach along the thigh of somebody who sits; what is over 1 hangs from the knee.
_LAP: Final = {"coat": 0.72, "dress": 1.5}


class PaintedArm(VGroup):
    """Forearm and hand, a thumb over them, a sleeve over all; a telephone behind the fingers, if there is one."""

    def __init__(self, look: Look, brush: Brush, far: bool = False, phone: bool = False) -> None:
        super().__init__()
        self._look, dark = look, _FAR * far
        self._skin = Painted(inked(look.skin, dark), brush)
        self._thumb = Painted(lit(inked(look.skin, dark)), brush, ink=0.62, glow=0.0)
        self._sleeve = Painted(inked(look.top_color, dark), brush)
        self._phone = Painted(DEVICE, brush, glow=2.5) if phone else None
        painted = [*([self._phone] if self._phone else []), self._skin, self._thumb, self._sleeve]
        self.add(*painted)
        self._fills = [fill for part in painted for fill in part.layers]
        self._known: dict[Arm, tuple[ArmForms, list[np.ndarray]]] = {}

    def bend(self, arm: Arm) -> ArmForms:
        """Bend it; a gesture comes again, and is drawn once."""
        if arm in self._known:
            forms, rests = self._known[arm]
            for fill, rest in zip(self._fills, rests, strict=True):
                fill.rest = rest
            return forms
        forms = self._drawn(arm)
        if len(self._known) < _GESTURES:
            self._known[arm] = forms, [fill.rest for fill in self._fills]
        return forms

    def _drawn(self, arm: Arm) -> ArmForms:
        forms = arm_forms(arm, self._look.long_sleeves, self._look.broad)
        self._skin.draw(forms.skin, forms.fingers)
        self._thumb.draw(forms.thumb, within=forms.thumb.buffer(9).difference(forms.base))
        self._sleeve.draw(forms.sleeve, forms.crease)
        if self._phone:
            self._phone.draw(forms.phone)
        return forms


class PaintedLeg(VGroup):
    """A shoe, the leg over it, and on our side what a coat or a dress lays over the thigh."""

    def __init__(self, look: Look, brush: Brush, far: bool = False) -> None:
        super().__init__()
        self._look, self._reach = look, 0.0 if far else _LAP.get(look.top, 0.0)
        self._shoe = Painted(look.shoes, brush, glow=3.0)
        self._cloth = Painted(inked(look.legs, _FAR * far), brush)
        self._lap = Painted(look.top_color, brush)
        self.add(self._shoe, self._cloth, *([self._lap] if self._reach else []))

    def bend(self, leg: Leg, seated: bool) -> LegForms:
        """Bend it."""
        forms = leg_forms(leg, self._look.broad)
        self._shoe.draw(forms.shoe, [forms.sole])
        self._cloth.draw(forms.cloth, [forms.fold])
        laid = self._reach and seated
        self._lap.draw(lap(leg, self._reach, self._look.broad) if laid else shapely.Polygon())
        return forms


class PaintedTrunk(VGroup):
    """The clothes of the trunk, and what lies on them."""

    def __init__(self, look: Look, brush: Brush) -> None:
        super().__init__()
        self._look = look
        self.cloth = Painted(look.top_color, brush, glow=5.0)
        worn = trunk_forms(look, seated=False).patches
        self._patches = {
            name: Painted(color, brush, ink=0.55, glow=2.0)
            for name, color in (("skin", look.skin), ("under", look.under), ("top", look.top_color)) if name in worn
        }
        self.add(self.cloth, *self._patches.values())

    def lean(self, degrees: float, seated: bool) -> None:
        """Lean it back."""
        forms = trunk_forms(self._look, seated)
        trunk = affinity.rotate(forms.trunk, degrees, (0, 0))
        self.cloth.draw(trunk, [affinity.rotate(line, degrees, (0, 0)) for line in forms.lines])
        for name, patch in self._patches.items():
            form = forms.patches.get(name, shapely.Polygon())
            patch.draw(affinity.rotate(form, degrees, (0, 0)), within=trunk)
