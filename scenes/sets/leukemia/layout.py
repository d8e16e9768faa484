"""Where things stand in ``leukemia``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scenes.sets.leukemia.tissue_cells import MarrowField
from scenes.stage.layout import Box, Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage unless noted.

    Attributes
    ----------
    px_per_um
        Scale of the marrow.
    windows
        The two windows in the bone: healthy marrow, and marrow that changes.
    heads
        First baseline of each window's heading.
    founder, chosen
        Where the first blast is, and where the blast lies that the view comes close to (shares of half
        the second window).
    close, close_at
        Px per µm of the last view, and where that blast then stands.
    rows, step
        Baselines of the words over the two rows of people, their left edge, and px a person.
    marks_corner
        Where the small line on sources stands.
    """

    px_per_um: float
    windows: tuple[Box, Box]
    heads: tuple[Place, Place]
    founder: Place
    chosen: Place
    close: float
    close_at: Place
    rows: tuple[Place, Place]
    step: float
    marks_corner: str

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(6.2, (Box(64, 292, 934, 866), Box(986, 292, 1856, 866)),
                ((96, 264), (1018, 264)), (-0.50, -0.35), (0.1, 0.05),
                44.0, (880, 540), ((150, 404), (150, 640)), 69.0, "top_right"),
            cls(7.0, (Box(54, 478, 1026, 926), Box(54, 1022, 1026, 1446)),
                ((54, 452), (54, 996)), (-0.5, -0.3), (0.05, 0.0),
                48.0, (540, 960), ((116, 562), (116, 736)), 70.0, "bottom_left"),
            cls(6.0, (Box(44, 318, 520, 792), Box(560, 318, 1036, 792)),
                ((54, 236), (560, 236)), (-0.3, -0.4), (0.1, 0.1),
                38.0, (540, 520), ((90, 414), (90, 590)), 40.0, "bottom_left"),
        )


def zones_of(zones: Zones) -> Zones:
    """The shape's zones, with the scale bar where the bone is free."""
    spot = zones.pick(
        Box(1600, 190, 1824, 282), zones.scale_bar, Box(826, 60, 1026, 146),
    )
    return replace(zones, scale_bar=spot)


def fields(plan: Composition, zones: Zones) -> tuple[MarrowField, MarrowField]:
    """The two windows in µm about the picture's middle, with the large cells placed by hand."""
    scale = plan.px_per_um
    spots = [
        (((b.left + b.right) / 2 - zones.frame.width / 2) / scale,
         (zones.frame.height / 2 - (b.top + b.bottom) / 2) / scale,
         b.width / scale, b.height / scale)
        for b in plan.windows
    ]
    large = zones.pick(
        (
            MarrowField((0, 0), 1, 1, 3,
                  fat=((-0.80, 0.56, 19.0), (0.76, 0.66, 19.5), (0.86, -0.98, 20.0), (0.08, 1.05, 11.0),
                    (-0.66, -1.04, 15.0)),
                 mega=(-0.24, 0.02), island=(0.34, 0.12),
                 sinus=((-1.12, -0.34), (-0.7, -0.34), (-0.3, -0.60), (0.02, -0.62), (0.30, -0.86),
                        (0.36, -1.2))),
            MarrowField((0, 0), 1, 1, 8,
                  fat=((-0.92, 0.92, 16.0), (0.94, -0.86, 17.0), (0.72, 0.96, 19.0), (-0.2, -1.1, 13.0)),
                 mega=(0.36, -0.06), island=(-0.20, 0.30)),
        ),
        (
            MarrowField((0, 0), 1, 1, 3,
                  fat=((-0.86, 0.62, 16.0), (0.82, 0.74, 17.0), (0.90, -1.0, 16.0), (0.0, 1.15, 10.0)),
                 mega=(-0.34, 0.10), island=(0.30, 0.14),
                 sinus=((-1.1, -0.46), (-0.7, -0.44), (-0.3, -0.80), (0.1, -0.74), (0.4, -1.3))),
            MarrowField((0, 0), 1, 1, 8, fat=((-0.94, 0.92, 13.0), (0.94, -0.86, 14.0), (0.76, 0.98, 15.0)),
                 mega=(0.36, -0.06), island=(-0.20, 0.20)),
        ),
        (
            MarrowField((0, 0), 1, 1, 3, fat=((-0.84, 0.72, 17.0), (0.94, 0.30, 16.0), (0.8, -1.0, 13.0)),
                 mega=(-0.18, 0.10), island=(0.34, 0.74),
                 sinus=((-1.2, -0.42), (-0.7, -0.42), (-0.2, -0.66), (0.2, -0.70), (0.5, -1.2))),
            MarrowField((0, 0), 1, 1, 8, fat=((-0.9, 0.92, 13.0), (0.94, -0.86, 13.0), (0.92, 0.92, 15.0)),
                 mega=(0.30, 0.0), island=(-0.36, 0.34)),
        ),
    )
    first, second = (
        replace(field, center=(x, y), width=w, height=h)
        for (x, y, w, h), field in zip(spots, large, strict=True)
    )
    return first, second
