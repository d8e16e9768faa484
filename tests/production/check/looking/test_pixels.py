"""What real pixels say of words, leaders and outlines."""

from __future__ import annotations

import numpy as np
import pytest

from production.check.limits import LEADER_COLOR
from production.check.looking.pixels import (
    behind_line,
    crowded,
    outline,
    pointing,
)
from production.check.looking.shown_clip import SeenLabel, SeenText
from production.draw.renderer import Picture
from scenes.stage import style
from scenes.stage.layout import Box

PLACE = Box(300, 300, 700, 340)


def pixels(color: str, high: int = 270, wide: int = 480) -> Picture:
    """A picture in one color."""
    return np.full((high, wide, 3), np.round(np.array(style.rgb(color)) * 255), np.uint8)


def written(bare: Picture, color: str) -> Picture:
    """Strokes of a color, two px wide and three apart, where PLACE is."""
    made = bare.copy()
    for x in range(76, 174, 5):
        made[76:84, x : x + 2] = np.round(np.array(style.rgb(color)) * 255)
    return made


def test_contrast_is_that_of_the_text_with_the_pixels_behind_it() -> None:
    bare = pixels(style.PLASMA)
    behind = behind_line(written(bare, style.CD22), bare, SeenText("a word", PLACE, 52, style.CD22))
    assert behind.contrast == pytest.approx(style.contrast(style.CD22, style.PLASMA), abs=0.1)
    assert behind.crowded == 0


def test_the_worst_place_counts_but_a_thin_line_behind_does_not() -> None:
    bare = pixels(style.PLASMA)
    bare[70:90, 110:111] = 40
    thin = behind_line(written(bare, style.INK), bare, SeenText("a word", PLACE, 52, style.INK))
    bare[70:90, 110:124] = 40
    thick = behind_line(written(bare, style.INK), bare, SeenText("a word", PLACE, 52, style.INK))
    assert thin.contrast > 10
    assert thick.contrast < 1.5


def test_a_text_that_is_painted_over_has_no_contrast() -> None:
    bare = pixels(style.PLASMA)
    assert behind_line(bare, bare, SeenText("a word", PLACE, 52)).contrast == 1.0


def test_an_actor_behind_a_label_crowds_it_but_a_quiet_crowd_or_its_own_does_not() -> None:
    def partly(color: str) -> Picture:
        behind = pixels(style.PLASMA, 10, 40)
        behind[:, :10] = np.round(np.array(style.rgb(color)) * 255)
        return behind

    assert crowded(partly(style.mix(style.PLASMA, style.CROWD_PLASMA, 0.4))) == 0
    assert crowded(partly(style.CD22)) == 0.25
    assert crowded(partly(style.CD22), "cd22") == 0
    assert crowded(partly(style.CD22), "antibody") == 0.25


def test_a_leader_ends_on_the_color_of_what_it_names() -> None:
    bare = pixels(style.PLASMA)
    bare[100:110, 100:110] = np.round(np.array(style.rgb(style.CD22)) * 255)

    def apart(role: str, x: float) -> float:
        return pointing(bare, SeenLabel("it", role, PLACE, 52, (0, 0), (x, 420))).apart

    assert apart("cd22", 420) < 1
    assert apart("antibody", 420) > LEADER_COLOR.value
    assert apart("cd22", 450) < 1
    assert apart("cd22", 470) > LEADER_COLOR.value


def test_a_contour_makes_a_pale_shape_stand_out() -> None:
    gone = pixels(style.PLASMA, 60, 60)
    pale = gone.copy()
    pale[20:40, 20:40] = np.round(np.array(style.rgb(style.LIPID_TAIL)) * 255)
    lined = gone.copy()
    lined[20:40, 20:40] = np.round(np.array(style.rgb(style.INK)) * 255)
    lined[21:39, 21:39] = pale[30, 30]
    assert outline(pale, gone) == 0
    assert outline(lined, gone) == 1
    assert outline(gone, gone) is None
