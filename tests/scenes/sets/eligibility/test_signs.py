"""Signs in the bays say what is said."""

from __future__ import annotations

from scenes.sets.eligibility.signs import AskFirst, Checkup, ReturnArrow
from scenes.stage.style import LIVER, LIVER_AT_REST
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)


def test_an_arrow_turns_back_on_itself() -> None:
    arrow = ReturnArrow(PX, 100, 10)
    arrow.draw(0.5)
    half = box_px(arrow)
    arrow.draw(1.0)
    assert box_px(arrow)[2] > half[2] + 50
    arrow.draw(0.0)
    assert not any(len(part.points) for part in arrow.parts())


def test_what_is_asked_first_stands_on_its_board() -> None:
    asks = AskFirst(PX, 220, 80)
    left, low, right, high = box_px(asks.board)
    boxes = [box_px(sign) for sign in asks.signs]
    for box in boxes:
        assert left < box[0] < box[2] < right
        assert low < box[1] < box[3] < high
    assert boxes[0][2] < boxes[1][0] < boxes[1][2] < boxes[2][0]


def test_only_the_liver_that_had_a_vod_has_the_color_of_harm() -> None:
    def colors(sign: object) -> set[str]:
        return {m.fill_color.to_hex().upper() for m in sign.get_family() if len(m.points)}  # type: ignore[attr-defined]

    asks, tests = AskFirst(PX, 220, 80), Checkup(PX, 42, 114)
    assert LIVER in colors(asks.signs[1])
    for sign in (asks.signs[0], tests.signs[0]):
        assert LIVER not in colors(sign)
        assert LIVER_AT_REST in colors(sign)
