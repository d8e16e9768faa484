"""Where things stand in ``eligibility``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px, y down.

    Attributes
    ----------
    storeys
        For each: the floor's y and the middles of its gates.
    opening, straight
        Of a gate: width, and height below its arch.
    ends
        Left and right end of the walls.
    tall
        Height of the person who walks.
    stops
        Where the person stands: storey and x, at the start and then in each beat.
    words, ages, questions
        Middles of a gate's words (x 0 is the gate's own), of the two ages, and of the questions.
    bubble
        Width of the speech bubble.
    """

    storeys: tuple[tuple[float, tuple[float, ...]], ...]
    opening: float
    straight: float
    ends: Place
    tall: float
    stops: tuple[tuple[int, float], ...]
    words: Place
    ages: tuple[Place, Place]
    questions: tuple[Place, Place, Place]
    bubble: float

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(((706, (299, 704, 1109, 1514)),), 328, 240, (92, 1721), 205,
                ((0, 48), (0, 501), (0, 906), (0, 1311), (0, 1786)), (0, 814),
                ((900, 814), (1318, 814)), ((600, 830), (1100, 830), (1590, 830)), 120),
            cls(((788, (315, 718)), (1272, (315, 718))), 330, 196, (110, 923), 196,
                ((0, 54), (0, 516), (1, 54), (1, 516), (1, 990)), (540, 1392),
                ((540, 1392), (540, 1466)), ((300, 1396), (770, 1396), (540, 1468)), 112),
            cls(((640, (160, 380, 600, 820)),), 188, 250, (32, 948), 128,
                ((0, 34), (0, 270), (0, 490), (0, 710), (0, 1004)), (0, 738),
                ((330, 738), (760, 738)), ((270, 738), (770, 738), (540, 800)), 80),
        )
