"""What the trial counted after transplant, as people: liver VOD, and deaths without relapse.

Three arrays of the same hundred people, the same size, color and calm. Lengths in stage px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manim import VGroup

from scenes.cast.charts.count_card import CardForm, Column, CountCard, rounded, stage_view
from scenes.cast.patient.liver import Liver
from scenes.stage.layout import Box, Zones
from scenes.stage.style import HARM_GROUND


@dataclass(frozen=True)
class Sheet:
    """Layout of one shape.

    Attributes
    ----------
    cards
        Boxes of the two cards.
    form
        Where the three arrays stand, with their numbers and captions.
    liver
        Place of the liver's lower left corner, and px for its 100 units.
    """

    cards: tuple[Box, Box]
    form: CardForm
    liver: tuple[float, float, float]


SHEETS: Final[dict[str, Sheet]] = {
    "landscape": Sheet(
        cards=(Box(64, 164, 664, 872), Box(694, 164, 1856, 872)), liver=(452, 322, 150),
        form=CardForm(41.5, (
            Column((158, 794), (158, 342), (362, 850)),
            Column((788, 794), (788, 342), (992, 850)),
            Column((1354, 794), (1354, 342), (1558, 850)),
        ), number=96, of=48, caption=46),
    ),
    "portrait": Sheet(
        cards=(Box(40, 330, 1040, 800), Box(40, 826, 1040, 1560)), liver=(818, 470, 176),
        form=CardForm(39.0, (
            Column((96, 764), (560, 640), (708, 740)),
            Column((96, 1474), (96, 1046), (288, 1540)),
            Column((602, 1474), (602, 1046), (794, 1540)),
        ), number=128, of=66, caption=56),
    ),
    "square": Sheet(
        cards=(Box(40, 232, 372, 872), Box(388, 232, 1040, 872)), liver=(256, 330, 98),
        form=CardForm(28.0, (
            Column((66, 766), (66, 430), (204, 826)),
            Column((422, 766), (422, 430), (560, 826)),
            Column((736, 766), (736, 430), (874, 826)),
        ), number=92, of=44, caption=42),
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
        sheet = SHEETS[zones.shape]
        self.cards, numbers = [], []
        for part in (slice(0, 1), slice(1, 3)):
            form = CardForm(
                sheet.form.step, sheet.form.columns[part], sheet.form.number, sheet.form.of,
                sheet.form.caption,
            )
            self.cards.append(card := CountCard(zones, form, counts[part], captions[part]))
            numbers.append(card.figures(figures[part], of))
        view, (x, y, wide) = stage_view(zones), sheet.liver
        liver = Liver(view.at(view.point(x, -y)).scaled(wide / 100))
        first, second = (rounded(zones, area, HARM_GROUND) for area in sheet.cards)
        self.first = VGroup(first, liver, self.cards[0], numbers[0])
        self.second = VGroup(second, self.cards[1], numbers[1])
        self.add(self.first, self.second)
        for card in self.cards:
            card.count(0.0)

    def count(self, card: int, share: float) -> None:
        """Let a card's people arrive (share 0 to 0.4) and those who are counted take color."""
        self.cards[card].count(share)
