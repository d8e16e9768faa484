"""Where things stand in ``outlook``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px, y down.

    Attributes
    ----------
    today, radius
        Middle and radius of the sign of today.
    stream
        Control points of the river.
    wide
        Its width at the start and at the fork.
    signs, sign
        Middles of the studies' signs, and their radius.
    lanes
        For each arm its control points from the fork to its sign.
    words
        Left side of the studies' words.
    lines
        Where a study's name, its tag and a further line stand below its sign's middle.
    under_today, at_last
        Left ends of the words of the first and the last beat.
    room
        Px before a study's words wrap.
    """

    today: Place
    radius: float
    stream: tuple[Place, ...]
    wide: Place
    signs: tuple[Place, ...]
    sign: float
    lanes: tuple[tuple[Place, ...], ...]
    arm: Place
    words: float
    lines: tuple[float, float, float]
    under_today: Place
    at_last: Place
    room: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        rows = zones.pick((226, 404, 582, 760), (786, 982, 1178, 1374), (276, 428, 580, 732))
        x, (fx, fy) = zones.pick((1171, (650, 540)), (392, (150, 560)), (470, (196, 510)))
        signs = tuple((x, y) for y in rows)
        if zones.shape == "portrait":  # a trunk that sheds one arm after the other
            lanes: tuple[tuple[Place, ...], ...] = tuple(
                ((lane, fy), (lane, y - 100.0), (lane + 20, y), (x, y))
                for lane, y in zip((216.0, 172.0, 128.0, 84.0), rows, strict=True)
            )
        else:  # a fan
            step, back, flat = 0.5 * (x - fx), zones.pick(150, 0, 110), zones.pick(1.0, 0.0, 0.55)
            lanes = tuple(
                ((fx - back, fy + flat * off), (fx + step, fy + 1.6 * flat * off), (x - step, y), (x, y))
                for off, y in zip((-50.0, -18.0, 18.0, 50.0), rows, strict=True)
            )
        return zones.pick(
            cls((292, 548), 146, ((-60, 552), (200, 530), (420, 556), (700, 540)), (232, 218), signs, 80, lanes,
                (100, 66), 1286, (-16, 40, 114), (190, 776), (400, 268), 540),
            cls((232, 466), 106, ((-80, 452), (60, 440), (150, 470), (150, 700)), (176, 190), signs, 78, lanes,
                (64, 48), 500, (16, 82, 168), (384, 452), (384, 452), 530),
            cls((134, 508), 84, ((-60, 512), (20, 506), (120, 512), (216, 508)), (156, 150), signs, 60, lanes,
                (66, 44), 546, (-18, 38, 108), (54, 676), (54, 744), 482),
        )
