"""Where things stand in ``binding``, in each shape."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.stage.layout import Place, Zones


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; nm: x from the middle, y from the membrane's surface.

    Attributes
    ----------
    px_per_nm, surface_px
        Scale, and height of the membrane's surface in stage px.
    feet
        Feet of the rods: the missed one, the two that are bridged, then the others.
    start, near, far
        Where the antibody that will be caught arrives; where others wander, in front and
        further away.
    lens_px, lens_radius_px, lens_nm
        Middle and radius of the lens, and how much of the picture it magnifies.
    words_px, skin
        Where "plasma" and "cell" are written, and x of the place that "membrane" points at.
    path
        Number of the first path that is tried, picked for each shape: it crosses no rod and, as it is narrated in
        English, no title.
    """

    px_per_nm: float
    surface_px: float
    feet: tuple[float, ...]
    start: Place
    near: Place
    far: tuple[Place, ...]
    lens_px: Place
    lens_radius_px: float
    lens_nm: float
    words_px: tuple[Place, Place]
    skin: float
    path: int

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(14.0, 716, (-22.5, -5.8, 14.8, -65.5, 63.5), (-16.0, 46.0), (47.0, 42.0),
                ((-46.0, 20.0), (37.0, 19.0)), (1566, 438), 205, 4.85,
                ((1400, 330), (1400, 862)), 31.4, 24),
            cls(17.2, 1318, (-25.5, -14.2, 5.8), (-2.0, 50.0), (22.0, 51.5),
                ((5.5, 65.5), (31.0, 34.0)), (858, 1016), 168, 3.9,
                ((540, 640), (538, 1540)), 19.0, 12),
            cls(11.5, 696, (-31.0, -12.0, 8.6, 43.5), (-6.0, 46.0), (36.5, 48.0),
                ((-41.5, 18.0), (27.0, 20.0)), (872, 424), 150, 4.6,
                ((540, 296), (495, 866)), 22.0, 35),
        )
