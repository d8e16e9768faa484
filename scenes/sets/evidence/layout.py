"""Where things stand in ``evidence``, in each shape: two cards, and the crowd that comes before them."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.cast.charts.count_card import CardForm, Column
from scenes.sets.evidence.cohort import Block
from scenes.stage.layout import Box, Place, Zones


@dataclass(frozen=True)
class CrowdForm:
    """The crowd of the first beat, px from the stage's upper left corner, y down.

    Attributes
    ----------
    step
        From one person to the next.
    columns, middle
        The crowd before chance parts it.
    group_columns, group_middles
        The two groups.
    names
        Baselines of the groups' names, their middles.
    head
        Baseline of the crowd's name, its middle.
    """

    step: float
    columns: int
    middle: Place
    group_columns: int
    group_middles: tuple[Place, Place]
    names: tuple[Place, Place]
    head: Place

    def blocks(self, everybody: int, groups: tuple[int, int]) -> tuple[Block, tuple[Block, Block]]:
        """The blocks, y up, for the numbers of people."""

        def block(count: int, columns: int, middle: Place) -> Block:
            return Block(count, columns, (middle[0], -middle[1]))

        first, second = (
            block(count, self.group_columns, middle)
            for count, middle in zip(groups, self.group_middles, strict=True)
        )
        return block(everybody, self.columns, self.middle), (first, second)


@dataclass(frozen=True)
class Composition:
    """Where things stand in one shape; px of the stage, in a card from its upper left corner.

    Attributes
    ----------
    cards
        Boxes of the two cards: benefit, harm.
    form
        Of a card.
    icon
        Middle and radius of the round picture beside the heading.
    head, note
        Baselines of heading and note; the heading stands beside the icon.
    beside
        X of the heading where an icon stands before it.
    note_beside
        Whether the note also stands beside the icon.
    crowd
        The crowd of the first beat.
    """

    cards: tuple[Box, Box]
    form: CardForm
    icon: tuple[float, float, float]
    head: Place
    note: Place
    beside: float
    note_beside: bool
    crowd: CrowdForm

    @classmethod
    def of(cls, zones: Zones) -> Composition:
        """The composition of a shape."""
        return zones.pick(
            cls(
                cards=(Box(64, 160, 940, 856), Box(980, 160, 1856, 856)),
                form=CardForm(37.5, (
                    Column((52, 624), (52, 222), (236, 684), cases=(432, 222)),
                    Column((464, 624), (464, 222), (648, 684), cases=(844, 222)),
                ), number=96, of=44, caption=48, edge=852),
                icon=(92, 78, 44), head=(52, 66), note=(52, 116), beside=156, note_beside=True,
                crowd=CrowdForm(
                    38, 26, (960, 574), 13, ((500, 552), (1420, 552)), ((500, 860), (1420, 860)), (960, 292)
                ),
            ),
            cls(
                cards=(Box(40, 244, 1040, 852), Box(40, 880, 1040, 1488)),
                form=CardForm(30.5, (
                    Column((26, 506), (342, 306), (26, 570), (342, 372), (342, 438)),
                    Column((520, 506), (836, 306), (520, 570), (836, 372), (836, 438)),
                ), number=112, of=45, caption=54, align=0.0, cases=48),
                icon=(84, 88, 54), head=(28, 82), note=(28, 148), beside=162, note_beside=True,
                crowd=CrowdForm(
                    44, 18, (540, 1006), 18, ((540, 634), (540, 1190)), ((540, 918), (540, 1474)), (540, 462)
                ),
            ),
            cls(
                cards=(Box(34, 152, 528, 812), Box(548, 152, 1042, 812)),
                form=CardForm(21.0, (
                    Column((22, 408), (244, 316), (244, 232), (244, 366), (244, 408)),
                    Column((22, 642), (244, 550), (244, 466), (244, 600), (244, 642)),
                ), number=92, of=46, caption=36, align=0.0, edge=478, instead=CardForm(17.0, (
                    Column((22, 408), (222, 316), (22, 224), (222, 366), (222, 408)),
                    Column((22, 642), (222, 550), (22, 457), (222, 600), (222, 642)),
                ), number=92, of=46, caption=36, align=0.0, edge=478)),
                icon=(60, 54, 36), head=(22, 68), note=(22, 124), beside=112, note_beside=False,
                crowd=CrowdForm(
                    29, 22, (540, 560), 11, ((276, 540), (804, 540)), ((276, 804), (804, 804)), (540, 306)
                ),
            ),
        )
