"""Labels find a clear place near their actor, whatever the picture and the language."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from manim import Square

from scenes.script.request import SHAPES
from scenes.stage.clip import Clip
from scenes.stage.labels import Label, Spot, boxes_of, find_spot, lasting_spot, measure
from scenes.stage.layout import PX_PER_UNIT, Box, Zones, zones
from scenes.stage.style import LABEL, LEADER_DOT
from scenes.stage.view import View
from scenes.stage.words import Words
from tests.helpers.scripted import beat, one_beat, play

NONE = np.zeros((0, 4))
SIDES = ("right", "left", "above", "below")
every_shape = pytest.mark.parametrize("shape", SHAPES)


def box_of(row: np.ndarray) -> Box:
    return Box(*(float(v) for v in row))


def drawn_box(z: Zones, label: Label) -> Box:
    """Where the words of a label really are, px."""
    (left, bottom), (right, top) = (
        z.px(label.words.get_corner(np.array(corner))) for corner in ((-1, -1, 0), (1, 1, 0))
    )
    return Box(left, top, right, bottom)


def leader_end(z: Zones, label: Label) -> tuple[float, float]:
    assert label.leader is not None
    return z.px(label.leader.points[-1])


@st.composite
def pictures(draw: st.DrawFn) -> tuple[str, tuple[float, float], list[Box], list[Box], str]:
    """A shape, an anchor in its picture, a few words and a few actors, and a wish."""
    shape = draw(st.sampled_from(SHAPES))
    room = zones(shape).full_picture

    def box(widest: float, highest: float) -> Box:
        wide, high = draw(st.floats(40, widest)), draw(st.floats(40, highest))
        left = draw(st.floats(room.left, room.right - wide))
        top = draw(st.floats(room.top, room.bottom - high))
        return Box(left, top, left + wide, top + high)

    anchor = draw(st.floats(room.left, room.right)), draw(st.floats(room.top, room.bottom))
    words = [box(420, 110) for _ in range(draw(st.integers(0, 3)))]
    actors = [box(320, 400) for _ in range(draw(st.integers(0, 4)))]
    return shape, anchor, words, actors, draw(st.sampled_from(SIDES))


def rows(boxes: list[Box]) -> np.ndarray:
    return np.array([(b.left, b.top, b.right, b.bottom) for b in boxes]).reshape(-1, 4)


@settings(max_examples=60, deadline=None)
@given(pictures(), st.floats(90, 430), st.floats(45, 130))
def test_a_label_stays_in_the_safe_area_and_off_all_words(
    picture: tuple[str, tuple[float, float], list[Box], list[Box], str], wide: float, high: float
) -> None:
    shape, anchor, words, actors, wish = picture
    z = zones(shape)
    spot = find_spot((wide, high), anchor, z.full_picture, rows(words), rows(actors), wish)
    assert z.full_picture.contains(spot.box)
    assert not spot.box.inset(1).overlaps(z.caption)
    assert (spot.box.width, spot.box.height) == pytest.approx((wide, high))
    for other in words:
        assert not spot.box.overlaps(other)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_labels_put_up_one_after_the_other_never_overlap(data: st.DataObject) -> None:
    shape = data.draw(st.sampled_from(SHAPES))
    room = zones(shape).full_picture.inset(40)
    keys = ("a", "b", "c")
    texts = {
        key: data.draw(st.sampled_from(
            ["DNA", "the drug", "Membran der Zelle", "both strands are cut here",
             "Donaudampfschifffahrt", "up to seven words on one label"]
        )) for key in keys
    }
    spots = [
        (data.draw(st.floats(room.left, room.right)), data.draw(st.floats(room.top, room.bottom)))
        for _ in keys
    ]
    shown: list[Label] = []

    def inside(clip: Clip) -> None:
        for key, at in zip(keys, spots, strict=True):
            shown.append(clip.label(key, clip.zones.point(*at), prefer=data.draw(st.sampled_from(SIDES))))

    played = play(one_beat(inside), beat("one", labels=texts), shape=shape)
    z = played.clip.zones
    title = [box_of(row) for row in boxes_of(z, [played.clip._title])]  # type: ignore[list-item]
    for i, label in enumerate(shown):
        drawn = drawn_box(z, label)
        assert z.safe.contains(drawn, slack=2)
        assert not drawn.overlaps(z.caption)
        assert leader_end(z, label) == pytest.approx(spots[i], abs=0.01)
        for other in (*(drawn_box(z, o) for o in shown[:i]), *title):
            assert not drawn.overlaps(other)


@every_shape
@pytest.mark.parametrize("side", SIDES)
def test_a_label_in_an_empty_picture_stands_where_it_is_wished(shape: str, side: str) -> None:
    room = zones(shape).full_picture
    x, y = room.center
    box = find_spot((180, 60), (x, y), room, NONE, NONE, side).box
    assert {
        "right": box.left > x, "left": box.right < x, "above": box.bottom < y, "below": box.top > y,
    }[side]


def test_a_label_avoids_an_actor_that_stands_where_it_is_wished() -> None:
    room = zones("landscape").full_picture
    actor = Box(1000, 300, 1500, 700)
    free = find_spot((200, 60), (960, 500), room, NONE, NONE, "right")
    kept = find_spot((200, 60), (960, 500), room, NONE, rows([actor]), "right")
    assert free.box.overlaps(actor)
    assert not kept.box.overlaps(actor)


def test_a_leader_does_not_run_through_a_word() -> None:
    room = zones("landscape").full_picture
    word = Box(1010, 350, 1050, 660)  # there is room behind it, but not for a leader
    spot = find_spot((200, 60), (960, 505), room, rows([word]), NONE, "right")
    ends = np.array([spot.start, (960, 505)])
    for share in np.linspace(0, 1, 60):
        x, y = ends[0] + (ends[1] - ends[0]) * share
        assert not (word.left < x < word.right and word.top < y < word.bottom)


def test_a_label_stays_near_its_actor() -> None:
    room = zones("landscape").full_picture
    spot = find_spot((200, 60), (960, 500), room, NONE, NONE, "right")
    assert np.hypot(spot.start[0] - 960, spot.start[1] - 500) < 120


def test_a_label_that_fits_nowhere_still_stays_inside() -> None:
    room = Box(100, 100, 400, 300)
    spot = find_spot((290, 190), (250, 200), room, NONE, NONE, "right")
    assert room.contains(spot.box)
    assert isinstance(spot, Spot)


@every_shape
def test_the_leader_starts_at_the_word_and_ends_in_a_dot_on_the_actor(shape: str) -> None:
    actor = Square(1.0).move_to(np.array([-1.0, 0.5, 0.0]))
    shown: list[Label] = []

    def inside(clip: Clip) -> None:
        clip.add(actor)
        clip.solid(actor)
        shown.append(clip.label("a", actor.get_center, role="cd22"))

    z = play(one_beat(inside), beat("one", labels={"a": "a rod"}), shape=shape).clip.zones
    label = shown[0]
    assert label.leader is not None
    end = leader_end(z, label)
    assert end == pytest.approx(z.px(actor.get_center()), abs=0.01)
    middle = z.px(label.dot.get_center())
    assert middle == pytest.approx(end, abs=0.1)
    assert label.dot.width * PX_PER_UNIT == pytest.approx(2 * LEADER_DOT, abs=0.2)
    start, words = z.px(label.leader.points[0]), drawn_box(z, label)
    assert words.inset(-24).contains(Box(start[0], start[1], start[0], start[1]))
    assert not words.contains(Box(start[0], start[1], start[0], start[1]))
    assert not words.overlaps(box_of(boxes_of(z, [actor])[0]))


def test_the_leader_follows_an_actor_that_moves() -> None:
    ends: list[float] = []

    def inside(clip: Clip) -> None:
        actor = Square(0.5)
        clip.add(actor)
        clip.ambient(actor, lambda a, t: a.move_to([t, 0, 0]))
        label = clip.label("a", actor.get_center)
        for _ in range(4):
            clip.act(0.5)
            x, _ = leader_end(clip.zones, label)
            ends.append(x - clip.zones.px(actor.get_center())[0])

    play(one_beat(inside), beat("one", labels={"a": "a thing"}))
    assert ends == pytest.approx([0] * 4, abs=0.5)


def test_a_label_has_the_color_and_the_size_of_its_role() -> None:
    shown: list[Label] = []

    def inside(clip: Clip) -> None:
        shown.append(clip.label("a", np.zeros(3), role="payload"))
        shown.append(clip.caption_label("b", (300, 400), role="dna", size="minor"))

    z = play(one_beat(inside), beat("one", labels={"a": "drug", "b": "DNA"})).clip.zones
    for label, role, size in zip(shown, ("payload", "dna"), ("label", "minor"), strict=True):
        line = label.words[0]
        assert isinstance(line, Words)
        assert line.get_fill_color().to_hex().upper() == LABEL[role]
        assert line.size == getattr(z.type, size)
    assert shown[1].leader is None


@every_shape
@pytest.mark.parametrize("align", [0.0, 0.5, 1.0])
def test_a_name_without_a_leader_starts_where_it_is_put(shape: str, align: float) -> None:
    shown: list[Label] = []

    def inside(clip: Clip) -> None:
        shown.append(clip.caption_label("a", (500, 600), align=align))

    z = play(one_beat(inside), beat("one", labels={"a": "Blood"}), shape=shape).clip.zones
    drawn = drawn_box(z, shown[0])
    assert drawn.left + align * drawn.width == pytest.approx(500, abs=4)
    assert drawn.bottom == pytest.approx(600, abs=4)  # no letter of it goes below its baseline


@every_shape
def test_words_that_would_lie_over_others_make_way_for_them(shape: str) -> None:
    shown: list[Label] = []

    def inside(clip: Clip) -> None:
        shown.append(clip.caption_label("a", (300, 600)))
        shown.append(clip.caption_label("b", (300, 612)))

    z = play(one_beat(inside), beat("one", labels={"a": "Blood", "b": "Plasma"}), shape=shape).clip.zones
    first, second = (drawn_box(z, label) for label in shown)
    assert not first.overlaps(second)
    assert not shown[0].box.overlaps(shown[1].box)
    assert second.top < first.bottom + 30  # no further than it needs


def test_a_label_avoids_where_an_actor_comes_to_stand_only_if_that_would_cover_it() -> None:
    z, size, anchor = zones("landscape"), (200.0, 60.0), (900.0, 500.0)
    wished = find_spot(size, anchor, z.full_picture, NONE, NONE, "right")
    grazed, covered = (rows([Box(wished.box.left, wished.box.top, wished.box.left + wide, wished.box.bottom)])
                       for wide in (40, 190))
    assert lasting_spot(size, anchor, z.full_picture, NONE, NONE, grazed, "right") == wished
    assert not lasting_spot(size, anchor, z.full_picture, NONE, NONE, covered, "right").box.overlaps(box_of(covered[0]))


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.sampled_from(["cell", "membrane", "leukemia", "of", "the", "calicheamicin"]),
             min_size=1, max_size=7).map(" ".join),
    st.sampled_from([36.0, 52.0, 66.0]),
)
def test_a_label_is_as_large_as_it_was_measured(text: str, size: float) -> None:
    assume(len(text) < 60)
    z = zones("landscape")
    lines, room = measure(text, size, 520, "bold")
    box = Box(400, 400, 400 + room.width, 400 + room.height)
    label = Label(lines, z, box, size, "ink", "bold")
    assert box.inset(-0.06 * size).contains(drawn_box(z, label))  # an l is higher than an H
    assert label.text == text


def test_boxes_of_a_mobject_are_those_of_its_shapes() -> None:
    z = zones("square")
    shapes = [Square(1.0), Square(2.0).move_to(np.array([2.0, 1.0, 0.0]))]
    found = boxes_of(z, shapes)
    assert found[0] == pytest.approx([540 - 67.5, 540 - 67.5, 540 + 67.5, 540 + 67.5])
    assert found[1] == pytest.approx([540 + 135, 540 - 270, 540 + 405, 540])
    assert boxes_of(z, []).shape == (0, 4)
    assert View(135.0).unit == 1.0
