"""Flashes, counted on squares of light."""

from __future__ import annotations

import numpy as np
import pytest

from production.check.limits import FLASH_AREA, FLASH_CHANGE, FLASH_DARKER
from production.check.looking.flash import general_flashes, most_in_a_second, red_flashes, squares
from production.check.looking.walker import FPS


def light(levels: np.ndarray, share: float = 1.0, ground: float = 0.6) -> np.ndarray:
    """Linear light of 9 by 16 squares, a share of which takes these levels one after another."""
    made = np.full((len(levels), 9 * 16, 3), ground)
    made[:, : round(share * 144)] = levels[:, None, None]
    return made.reshape(len(levels), 9, 16, 3)


def pulse(times: int, high: float = 0.6, low: float = 0.3, gap: int = 2) -> np.ndarray:
    """Levels that fall and rise again so many times, ``gap`` frames each, then rest."""
    one = [low] * gap + [high] * gap
    return np.array([high, *one * times, *[high] * 15])


def count(levels: np.ndarray, share: float = 1.0) -> int:
    """General flashes in the worst second."""
    times = np.arange(len(levels)) / FPS
    return most_in_a_second(times, general_flashes(times, light(levels, share)))[0]


@pytest.mark.parametrize("flashes", [0, 1, 2, 3])
def test_flashes_are_counted_as_pairs_of_opposing_changes(flashes: int) -> None:
    assert count(pulse(flashes)) == flashes


def test_a_single_rise_and_a_slow_swell_are_no_flashes() -> None:
    assert count(np.array([0.3] * 10 + [0.6] * 20)) == 0
    slow = 0.45 + 0.15 * np.cos(np.linspace(0, 2 * np.pi, 60))
    assert count(slow) == 0


def test_a_change_under_a_tenth_or_above_080_is_no_flash() -> None:
    step, top = FLASH_CHANGE.value, FLASH_DARKER.value
    assert count(pulse(2, 0.5, 0.5 - step - 0.001)) == 2
    assert count(pulse(2, 0.5, 0.5 - step + 0.001)) == 0
    assert count(pulse(2, 0.98, top - 0.01)) == 2
    assert count(pulse(2, 0.98, top + 0.01)) == 0


def test_a_small_area_is_exempt() -> None:
    squares_needed = int(np.ceil(FLASH_AREA.value * 144))
    assert count(pulse(3), squares_needed / 144) == 3
    assert count(pulse(3), (squares_needed - 1) / 144) == 0


def test_flashes_are_counted_where_they_are() -> None:
    levels = pulse(1)
    one, other = light(levels, 0.3), light(np.roll(levels, 5), 0.3)[:, ::-1, ::-1]
    times = np.arange(len(levels)) / FPS
    both = np.where(one != 0.6, one, other)
    assert most_in_a_second(times, general_flashes(times, both))[0] == 1


def test_nothing_flashes_where_nothing_was_watched() -> None:
    empty = np.zeros((0, 9, 16, 3))
    assert not general_flashes(np.zeros(0), empty).any()
    assert not red_flashes(np.zeros(0), empty).any()
    assert most_in_a_second(np.zeros(0), np.zeros((0, 0), bool)) == (0, 0.0)


def test_squares_average_light_and_not_levels() -> None:
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:, ::2] = 255
    made = squares(picture)
    assert made.shape == (9, 16, 3)
    assert made == pytest.approx(0.5, abs=1e-3)
