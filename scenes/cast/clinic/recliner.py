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
        back = ring((-40, -30), (20, -34), (26, -4), (-2, 40), (-46, 190), (-72, 300), (-86, 340), (-116, 352),
                    (-140, 330), (-136, 268), (-104, 150), (-70, 28))
        self.solid(back, UPHOLSTERY)
        cushion = ring((-60, 252), (-66, 306), (-82, 344), (-104, 350), (-118, 318), (-108, 262), (-86, 240))
        self.solid(cushion, lighter(UPHOLSTERY, 0.22), line=0.7, light=0.16)
        self.solid(rounded_box(-44, -46, 176, 2, 20), UPHOLSTERY)


class ReclinerArm(Thing):
    """The arm rest and the panel below it, on the near side."""

    #: Height of the arm rest's upper side over the seat.
    TOP = 103.0

    def __init__(self, view: View) -> None:
        super().__init__(view)
        panel = ring((-44, 66), (108, 66), (112, 30), (108, -30), (94, -56), (-20, -52), (-36, -40), (-46, 10))
        self.solid(panel, inked(UPHOLSTERY, 0.02))
        self.solid(rounded_box(-58, self.TOP - 35, 138, self.TOP, 17), lighter(UPHOLSTERY, 0.24), light=0.2)
        self.lines([(-28, 22), (36, 30), (96, 20)], color=quiet(UPHOLSTERY, 0.3), wide=0.4)


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

