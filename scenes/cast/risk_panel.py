"""What the trial counted after transplant, as people: liver VOD, and deaths without relapse.

Three arrays of the same hundred people, the same size, color and calm. Lengths in stage px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import VGroup
from shapely.geometry import box

from scenes.cast.people import Liver, People
from scenes.stage.draw import fill
from scenes.stage.layout import Box, Zones
from scenes.stage.style import INK, LABEL, LIVER, PAPER, mix
from scenes.stage.view import View
from scenes.stage.words import Words, width_px

_CARD: Final = mix(PAPER, LIVER, 0.13)
_CORNER: Final = 26.0


@dataclass(frozen=True)
class Sheet:
    """Layout of one shape: cards, and for each array its foot, its number's place and its caption's.

    Attributes
    ----------
    cards
        Boxes of the two cards.
    step
        Px from person to person.
    feet
        Lower left corners of the three arrays.
    numbers, captions
        Baselines: left ends of the numbers, middles of the captions.
    number, of, caption
        Type sizes.
    liver
        Place of the liver's lower left corner, and px for its 100 units.
    """

    cards: tuple[Box, Box]
    step: float
    feet: tuple[tuple[float, float], ...]
    numbers: tuple[tuple[float, float], ...]
    captions: tuple[tuple[float, float], ...]
    number: float
    of: float
    caption: float
    liver: tuple[float, float, float]


SHEETS: Final[dict[str, Sheet]] = {
    "landscape": Sheet(
        cards=(Box(64, 164, 664, 872), Box(694, 164, 1856, 872)), step=41.5,
        feet=((158, 794), (788, 794), (1354, 794)),
        numbers=((158, 342), (788, 342), (1354, 342)),
        captions=((362, 850), (992, 850), (1558, 850)),
        number=96, of=48, caption=46, liver=(452, 322, 150),
    ),
    "portrait": Sheet(
        cards=(Box(40, 330, 1040, 800), Box(40, 826, 1040, 1560)), step=39.0,
        feet=((96, 764), (96, 1474), (602, 1474)),
        numbers=((560, 640), (96, 1046), (602, 1046)),
        captions=((708, 740), (288, 1540), (794, 1540)),
        number=128, of=66, caption=56, liver=(818, 470, 176),
    ),
    "square": Sheet(
        cards=(Box(40, 232, 372, 872), Box(388, 232, 1040, 872)), step=28.0,
        feet=((66, 766), (422, 766), (736, 766)),
        numbers=((66, 430), (422, 430), (736, 430)),
        captions=((204, 826), (560, 826), (874, 826)),
        number=92, of=44, caption=42, liver=(256, 330, 98),
    ),
}


class RiskPanel(VGroup):
    """Two cards that come one after the other: liver VOD, then deaths without relapse.

    Parameters
    ----------
    zones
        The picture.
    counts
        People counted of a hundred: VOD, died after the drug, died after chemotherapy.
    figures, of, captions
        The counts as texts; ``of 100``; what stands under each array.
    """

    def __init__(
        self, zones: Zones, counts: Sequence[int], figures: Sequence[str], of: str,
        captions: Sequence[str],
    ) -> None:
        super().__init__()
        self.sheet = SHEETS[zones.shape]
        corner = zones.point(0, 0)
        self.view = View(1.0, (corner[0], corner[1]))
        self.arrays = [
            People(self._at(foot), self.sheet.step, count)
            for foot, count in zip(self.sheet.feet, counts, strict=True)
        ]
        large = [self._figure(i, text, of) for i, text in enumerate(figures)]
        under = [self._caption(i, text) for i, text in enumerate(captions)]
        x, y, wide = self.sheet.liver
        liver = Liver(self._at((x, y)).scaled(wide / 100))
        self.first = VGroup(self._card(0), liver, self.arrays[0], large[0], under[0])
        self.second = VGroup(self._card(1), *self.arrays[1:], *large[1:], *under[1:])
        self.add(self.first, self.second)
        for array in self.arrays:
            array.gather(0.0)

    def _at(self, px: tuple[float, float]) -> View:
        point = self.view.point(px[0], -px[1])
        return View(1.0, (float(point[0]), float(point[1])))

    def _card(self, i: int) -> VGroup:
        b = self.sheet.cards[i].inset(_CORNER)
        form = box(b.left, -b.bottom, b.right, -b.top).buffer(_CORNER, quad_segs=8)
        return VGroup(fill(form, _CARD, self.view, smooth=False))

    def _figure(self, i: int, number: str, of: str) -> VGroup:
        x, y = self.sheet.numbers[i]
        start = self.view.point(x, -y)
        big = Words(number, self.sheet.number, LABEL["liver"], "black").at_baseline(start)
        room = width_px(number, self.sheet.number, "black") + 0.22 * self.sheet.number
        small = Words(of, self.sheet.of, INK, "bold").at_baseline(
            self.view.point(x + room, -y)
        )
        return VGroup(big, small)

    def _caption(self, i: int, text: str) -> Words:
        x, y = self.sheet.captions[i]
        return Words(text, self.sheet.caption, INK, "bold").at_baseline(self.view.point(x, -y), 0.5)

    def count(self, card: int, share: float) -> None:
        """Let a card's people arrive (share 0 to 0.4) and those who are counted take color."""
        for array in self.arrays[:1] if card == 0 else self.arrays[1:]:
            array.gather(float(np.clip(share / 0.4, 0, 1)))
            array.color_in(float(np.clip((share - 0.35) / 0.65, 0, 1)))
