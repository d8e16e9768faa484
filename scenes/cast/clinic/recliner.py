"""A chair for treatments: it leans back, and is raised so that staff need not stoop; and the blanket on it.

Its origin is the seat's surface under the hips, as that of whoever sits in it. The back is drawn before the
person, blanket and arm rest after the body and before the near arm.
"""

from __future__ import annotations

from shapely import affinity
from shapely.geometry import LineString

from scenes.cast.clinic.thing import Thing, quiet, ribbon, ring, rounded_box
from scenes.stage.style import BLANKET, UPHOLSTERY, inked, lighter
from scenes.stage.view import View


class ReclinerBack(Thing):
    """Back, foot rest and pedestal."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        stand = ring((-40, -36), (88, -36), (96, -90), (92, -150), (120, -228), (-78, -228), (-48, -150), (-52, -90))
        self.solid(stand, inked(UPHOLSTERY, 0.2), light=0.06)
        self.solid(LineString([(170, 2), (318, -92)]).buffer(19), UPHOLSTERY)
        back = ring((-34, -36), (24, -36), (28, -4), (-16, 18), (-66, 100), (-124, 214), (-146, 300), (-152, 366),
                    (-172, 386), (-198, 374), (-200, 300), (-180, 214), (-122, 84), (-80, -8))
        self.solid(back, UPHOLSTERY)
        cushion = ring((-126, 268), (-122, 320), (-134, 370), (-158, 384), (-176, 362), (-170, 306), (-152, 262))
        self.solid(cushion, lighter(UPHOLSTERY, 0.22), line=0.7, light=0.16)
        self.solid(rounded_box(-44, -46, 176, 2, 20), UPHOLSTERY)


class ReclinerArm(Thing):
    """The arm rest and the panel below it, on the near side."""

    #: Height of the arm rest's upper side over the seat.
    TOP = 74.0

    def __init__(self, view: View) -> None:
        super().__init__(view)
        panel = ring((-46, 46), (108, 46), (112, 16), (108, -30), (94, -56), (-20, -52), (-36, -40), (-48, 4))
        self.solid(panel, inked(UPHOLSTERY, 0.02))
        self.solid(rounded_box(-58, self.TOP - 33, 138, self.TOP, 17), lighter(UPHOLSTERY, 0.24), light=0.2)
        self.lines([(-28, 12), (36, 19), (96, 10)], color=quiet(UPHOLSTERY, 0.3), wide=0.4)


class Blanket(Thing):
    """A blanket over the legs of whoever lies back in the chair."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        over = ring((30, 98), (60, 106), (104, 112), (150, 108), (178, 97), (212, 72), (250, 50), (290, 40), (322, 44),
                    (342, 24), (348, -14), (340, -58), (318, -90), (284, -96), (236, -86), (190, -84), (140, -70),
                    (92, -62), (48, -50), (34, 10))
        self.solid(over, BLANKET, light=0.12)
        hem = [(70, -44), (120, -50), (160, -62), (220, -66), (284, -78), (330, -46)]
        band = over.buffer(-self.line)
        self.flat(ribbon(hem, 3.2).intersection(band), lighter(BLANKET, 0.5))
        self.flat(affinity.translate(ribbon(hem, 2.2), 0, 8).intersection(band), lighter(BLANKET, 0.5))
        self.lines(
            [(136, 92), (150, 60), (148, 20), (138, -34)], [(196, 70), (202, 30), (196, -14), (186, -52)],
            [(252, 30), (262, 4), (262, -30), (254, -62)], [(312, 28), (318, -2), (314, -34)],
            color=quiet(BLANKET, 0.42), wide=0.5,
        )

