"""What the trial counted after transplant, as people: liver VOD, and deaths without relapse.

Three arrays of the same hundred people, the same size, color and calm. Lengths in stage px.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from manim import VGroup

from scenes.cast.charts.count_card import CardForm, CountCard, rounded, stage_view
from scenes.cast.patient.liver import Liver
from scenes.stage.layout import Box, Zones
from scenes.stage.style import HARM_GROUND
from scenes.stage.words import SMALLEST, width_px

#: Captions stand so far (px) from what is beside them.
_CLEAR: Final = 28.0


@dataclass(frozen=True)
class PanelForm:
    """How the panel is laid out; px of the stage.

    Attributes
    ----------
    cards
        Boxes of the two cards.
    arrays
        Where the three arrays stand, with their numbers and captions.
    liver
        Place of the liver's lower left corner, and px for its 100 units.
    """

    cards: tuple[Box, Box]
    arrays: CardForm
    liver: tuple[float, float, float]


def _caption_size(form: PanelForm, captions: Sequence[str]) -> float:
    """Type size (px) at which no caption comes near its card's edge, or the caption beside it."""
    size = form.arrays.caption
    middles = [column.caption[0] for column in form.arrays.columns]
    wide = [width_px(text, size, "bold") for text in captions]
    rooms = [2 * (form.cards[card].right - _CLEAR - middles[i]) / wide[i] for i, card in ((0, 0), (2, 1))]
    beside = (middles[2] - middles[1] - _CLEAR) / (0.5 * (wide[1] + wide[2]))
    return max(size * min(1.0, *rooms, beside), SMALLEST)


class RiskPanel(VGroup):
    """Two cards that come one after the other: liver VOD, then deaths without relapse.

    Parameters
    ----------
    zones, form
        The picture, and the panel's place in it.
    counts
        People counted of a hundred: VOD, died after the drug, died after chemotherapy.
    figures, of, captions
        The counts as texts; ``of 100``; what stands under each array.
    """

    def __init__(
        self, zones: Zones, form: PanelForm, counts: Sequence[int], figures: Sequence[str], of: str,
        captions: Sequence[str],
    ) -> None:
        super().__init__()
        self.cards, numbers = [], []
        form = replace(form, arrays=replace(form.arrays, caption=_caption_size(form, captions)))
        for part in (slice(0, 1), slice(1, 3)):
            arrays = replace(form.arrays, columns=form.arrays.columns[part])
            self.cards.append(card := CountCard(zones, arrays, counts[part], captions[part]))
            numbers.append(card.figures(figures[part], of))
        view, (x, y, wide) = stage_view(zones), form.liver
        liver = Liver(view.at(view.point(x, -y)).scaled(wide / 100))
        first, second = (rounded(zones, area, HARM_GROUND) for area in form.cards)
        self.first = VGroup(first, liver, self.cards[0], numbers[0])
        self.second = VGroup(second, self.cards[1], numbers[1])
        self.add(self.first, self.second)
        for card in self.cards:
            card.count(0.0)

    def count(self, card: int, share: float) -> None:
        """Let a card's people arrive (share 0 to 0.4) and those who are counted take color."""
        self.cards[card].count(share)
