"""Where things stand in ``drug``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage unless noted.

    Attributes
    ----------
    px_per_nm, hinge
        Scale, and where the antibody's hinge stands.
    lens, lens_radius, bond
        The lens, and the length of a bond in the students' formula in it.
    names
        Where "linker" and "payload" are written beside that formula.
    far, others
        Px per nm after moving back; where the first antibody then stands, and the others, each with the
        number of its payloads.
    words
        Where the average is written.
    """

    px_per_nm: float
    hinge: Place
    lens: Place
    lens_radius: float
    bond: float
    names: tuple[Place, Place]
    far: float
    home: Place
    others: tuple[tuple[float, float, int], ...]
    words: Place

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(36.0, (560, 556), (1474, 468), 318, 30.0, ((1470, 248), (1590, 704)), 12.5, (960, 500),
                ((330, 420, 2), (560, 670, 7), (1330, 640, 6), (1610, 430, 8), (1290, 300, 5)), (960, 850)),
            cls(30.0, (480, 650), (560, 1200), 288, 26.4, ((556, 1002), (650, 1412)), 15.0, (540, 900),
                ((250, 620, 2), (850, 580, 8), (230, 1190, 7), (830, 1180, 5)), (540, 1430)),
            cls(20.0, (290, 400), (744, 556), 262, 24.0, ((734, 366), (806, 750)), 12.0, (540, 450),
                ((220, 330, 2), (850, 300, 8), (220, 640, 7), (850, 620, 5)), (540, 790)),
        )

    def in_lens(self, x: float, y: float) -> Place:
        """A place in the lens; shares of its radius from its middle, y down."""
        return self.lens[0] + x * self.lens_radius, self.lens[1] + y * self.lens_radius
