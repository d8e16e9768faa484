"""How far everything has come on the way in: all that changes in the world of ``internalization``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Progress:
    """How far each thing has come, 0-1 unless said.

    Attributes
    ----------
    budding
        Of the pit (see :class:`~scenes.cast.kit.curved.Pit`).
    shed
        The coat's falling away.
    ride
        Of the free vesicle into the endosome.
    journey
        Of the endosome toward the nucleus.
    back
        Of the carrier that returns to the surface.
    vesicle_ph, endosome_ph, carrier_ph
        pH of the lumens.
    endosomes
        Presence of the endosomes and all in them.
    nucleus, hero
        Presence of the nucleus and of the hero pair.
    rest
        When (s) the hero pair came to rest; it sways until then.
    """

    budding: float = 0.0
    shed: float = 0.0
    ride: float = 0.0
    journey: float = 0.0
    back: float = 0.0
    vesicle_ph: float = 7.4
    endosome_ph: float = 6.5
    carrier_ph: float = 6.5
    endosomes: float = 1.0
    nucleus: float = 1.0
    hero: float = 1.0
    rest: float = 1e6
