"""Zones, type sizes and colors: what the standards ask of every picture, in every shape."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.script.facts import load_ledger
from scenes.script.ranges import in_ranges
from scenes.script.request import ASPECT, SHAPES
from scenes.script.script import ROLES, clip_names, load_clip_script
from scenes.stage import style
from scenes.stage.end_card import EndCard
from scenes.stage.furniture import Marks, ScaleBar, Title
from scenes.stage.layout import PX_PER_UNIT, Box, u, zones
from scenes.stage.style import LABEL, TYPE, contrast, layers, luminance, mix, ph_color, rgb
from scenes.stage.view import View
from scenes.stage.words import Words, plain, width_px, wrap

BOXES = (
    "safe", "title", "picture", "full_picture", "caption", "gutter_left", "gutter_right",
    "scale_bar", "footer",
)
#: Grounds that a label may stand on; the acid lumen is too dark for any but ink.
GROUNDS = (
    "PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "MARROW", "WATER", "LUMEN_NEUTRAL", "LUMEN_EARLY",
    "BANK_MARROW", "STONE", "PAPER_CARD",
)

every_shape = pytest.mark.parametrize("shape", SHAPES)


# --- zones ----------------------------------------------------------------------------------------


@every_shape
def test_every_zone_lies_inside_the_frame(shape: str) -> None:
    z = zones(shape)
    for name in BOXES:
        box: Box = getattr(z, name)
        assert box.width > 0
        assert box.height > 0
        assert z.frame.contains(box, slack=0), name


@every_shape
def test_the_frame_has_the_shape_asked_for_and_a_short_side_of_1080(shape: str) -> None:
    frame = zones(shape).frame
    assert min(frame.width, frame.height) == 1080
    assert max(frame.width, frame.height) / 1080 == pytest.approx(ASPECT[shape])


@every_shape
def test_the_safe_area_leaves_5_percent_on_every_side(shape: str) -> None:
    z = zones(shape)
    for margin, side in (
        (z.safe.left, z.frame.width), (z.frame.width - z.safe.right, z.frame.width),
        (z.safe.top, z.frame.height), (z.frame.height - z.safe.bottom, z.frame.height),
    ):
        assert margin == pytest.approx(0.05 * side)


@every_shape
def test_the_lowest_18_percent_belong_to_the_captions_alone(shape: str) -> None:
    z = zones(shape)
    assert z.caption.top == pytest.approx(0.82 * z.frame.height)
    assert (z.caption.left, z.caption.right) == (0, z.frame.width)
    assert z.caption.bottom == z.frame.height
    for name in BOXES:
        if name not in ("safe", "caption"):
            assert not getattr(z, name).overlaps(z.caption), name


@every_shape
def test_text_zones_lie_in_the_safe_area(shape: str) -> None:
    z = zones(shape)
    for name in ("title", "picture", "full_picture", "gutter_left", "gutter_right", "scale_bar",
                 "footer"):
        assert z.safe.contains(getattr(z, name)), name


@every_shape
def test_the_picture_lies_below_the_title_and_the_corners_apart(shape: str) -> None:
    z = zones(shape)
    assert not z.picture.overlaps(z.title)
    assert not z.scale_bar.overlaps(z.footer)
    assert not z.gutter_left.overlaps(z.gutter_right)


@every_shape
def test_the_title_stays_in_its_zone_in_every_clip(shape: str) -> None:
    z = zones(shape)
    for name in clip_names():
        for audience in ("patient", "student"):
            script = load_clip_script(name, "en", audience)
            title = Title(z, "1", script.title, script.subtitle, style.PLASMA)
            for part in (title, title.subtitle):
                left, top = z.px(part.get_corner(np.array([-1, 1, 0])))
                right, bottom = z.px(part.get_corner(np.array([1, -1, 0])))
                assert z.safe.contains(Box(left, top, right, bottom), slack=2)
                assert bottom <= z.picture.top + 2, f"{name}: the subtitle runs into the picture"
                for line in part.get_family():
                    assert not isinstance(line, Words) or line.size >= 48


@given(st.sampled_from(SHAPES), st.floats(-100, 2000), st.floats(-100, 2000))
def test_stage_pixels_and_manim_units_are_one_place(shape: str, x: float, y: float) -> None:
    z = zones(shape)
    assert z.px(z.point(x, y)) == pytest.approx((x, y), abs=1e-6)


@every_shape
def test_135_pixels_are_one_unit_in_every_shape(shape: str) -> None:
    z = zones(shape)
    assert z.frame_units == pytest.approx((z.frame.width / 135, z.frame.height / 135))
    assert np.allclose(z.point(z.frame.width / 2, z.frame.height / 2), 0)
    right, up = z.point(135, 0) - z.point(0, 0), z.point(0, 0) - z.point(0, 135)
    assert np.allclose(right, [1, 0, 0])
    assert np.allclose(up, [0, 1, 0])


def test_each_shape_picks_its_own_value() -> None:
    assert [zones(shape).pick(1, 2, 3) for shape in ("landscape", "portrait", "square")] == [1, 2, 3]


def test_boxes_know_what_they_hold_and_touch() -> None:
    box = Box(10, 20, 110, 70)
    assert box.contains(Box(10, 20, 110, 70))
    assert not box.contains(Box(9, 20, 110, 70))
    assert not box.contains(Box(10, 20, 110, 71))
    assert box.overlaps(Box(109, 69, 200, 200))
    assert not box.overlaps(Box(110, 20, 200, 70))
    assert box.inset(5) == Box(15, 25, 105, 65)
    assert box.at(0.5, 1.0) == (60, 70)


# --- views and the scale bar ------------------------------------------------------------------------


@given(
    st.floats(0.02, 130), st.tuples(st.floats(-7, 7), st.floats(-7, 7)),
    st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
)
def test_a_view_puts_nanometers_to_their_place_and_back(
    scale: float, origin: tuple[float, float], spot: tuple[float, float]
) -> None:
    view = View(scale, origin)
    assert view.place(view.point(*spot)) == pytest.approx(spot, abs=1e-6)
    assert np.allclose(view.points(np.array([spot]))[0], view.point(*spot))
    a, b = zones("landscape").px(view.point(0, 0)), zones("landscape").px(view.point(1, 0))
    assert b[0] - a[0] == pytest.approx(scale, abs=1e-6)


@every_shape
@pytest.mark.parametrize(
    ("scale", "nm", "says"),
    [(15.0, 10, "10 nm"), (4.2, 100, "100 nm"), (125.0, 2, "2 nm"), (0.032, 5000, "5 μm")],
)
def test_the_scale_bar_is_as_long_as_it_says_also_during_a_zoom(
    shape: str, scale: float, nm: float, says: str
) -> None:
    z = zones(shape)
    bar = ScaleBar(z, View(scale), nm)
    assert bar.words.text == says
    for zoom in (1.0, 0.71, 0.5):
        bar.set_view(View(scale).scaled(zoom))
        assert bar.length_px == pytest.approx(nm * scale * zoom)
        # From the middle of one end tick to the middle of the other, as drawn.
        ends = bar.bar.points[:, 0].min(), bar.bar.points[:, 0].max()
        drawn = (ends[1] - ends[0]) * PX_PER_UNIT - style.SCALE_BAR
        assert drawn == pytest.approx(nm * scale * zoom, abs=1e-3)


@pytest.mark.parametrize("nm", [2, 50, 5000])
def test_a_scale_bar_looks_as_if_it_had_shown_nothing_else_before(nm: float) -> None:
    z = zones("portrait")
    bar, fresh = ScaleBar(z, View(7), nm), ScaleBar(z, View(11 / nm), nm)
    for scale in np.linspace(3, 40, 97):
        bar.set_view(View(scale / nm))
    bar.set_view(View(11 / nm))
    for part, other in zip(bar, fresh, strict=True):
        assert part.points.tobytes() == other.points.tobytes()


@every_shape
def test_the_scale_bar_and_its_words_stand_in_their_corner(shape: str) -> None:
    z = zones(shape)
    bar = ScaleBar(z, View(15), 10)
    low, high = bar.get_corner(np.array([-1, -1, 0])), bar.get_corner(np.array([1, 1, 0]))
    (left, bottom), (right, top) = z.px(low), z.px(high)
    drawn = Box(left, top, right, bottom)
    assert z.safe.contains(drawn, slack=style.SCALE_BAR)
    assert not drawn.overlaps(z.caption)
    assert bar.box.inset(-style.SCALE_BAR).contains(drawn)


# --- type -------------------------------------------------------------------------------------------


@every_shape
def test_essential_text_is_at_least_48_pixels_and_minor_text_36(shape: str) -> None:
    sizes = TYPE[shape]
    for name in ("title", "subtitle", "label", "caption", "summary", "notice"):
        assert getattr(sizes, name) >= 48, name
    for name in ("minor", "sources"):
        assert getattr(sizes, name) >= 36, name


def test_titles_and_captions_are_at_least_66_pixels_in_portrait() -> None:
    sizes = TYPE["portrait"]
    assert min(sizes.title, sizes.caption, sizes.subtitle) >= 66


@every_shape
def test_text_sizes_keep_their_order_of_weight(shape: str) -> None:
    sizes = TYPE[shape]
    assert sizes.title > sizes.subtitle >= sizes.label > sizes.minor


@every_shape
@pytest.mark.parametrize("audience", ["patient", "student"])
def test_no_text_of_an_end_card_is_smaller_than_36_pixels_or_outside(shape: str, audience: str) -> None:
    z = zones(shape)
    for name in clip_names():
        script = load_clip_script(name, "en", audience)
        sources = script.sources(load_ledger())
        card = EndCard(z, script.summary, None, script.words["notice"], "Checked May 2026", sources, "Sources")
        lines = [m for part in (*card.parts, *card.pages, *card.rest) for m in part.get_family()
                 if isinstance(m, Words)]
        assert {source.short for source in sources} <= {m.text for m in lines}
        for line in lines:
            assert line.size >= 36 - 1e-6, f"{name}: {line.text!r} is {line.size:.0f} px"
            left, bottom = z.px(line.get_corner(np.array([-1, -1, 0])))
            right, top = z.px(line.get_corner(np.array([1, 1, 0])))
            assert z.safe.contains(Box(left, top, right, bottom), slack=2), line.text
            assert bottom < z.caption.top, line.text


# --- colors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", LABEL)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_label_is_readable_on_every_ground_it_may_stand_on(role: str, ground: str) -> None:
    assert contrast(LABEL[role], getattr(style, ground)) >= 4.5


@pytest.mark.parametrize("ground", ["PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "WATER"])
def test_the_quieter_words_round_the_picture_are_readable(ground: str) -> None:
    color = getattr(style, ground)
    z = zones("landscape")
    title = Title(z, "1", "Bind", "Sub", color)
    marks = Marks(z, "Simplified", color, "bottom_left", np.zeros((0, 4)))
    for mobject in (title, title.subtitle, marks):
        for member in mobject.get_family():
            if isinstance(member, Words):
                assert contrast(member.get_fill_color().to_hex(), color) >= 4.5


def test_three_sources_in_a_row_are_named_as_a_range() -> None:
    assert list(in_ranges([9, 4, 5, 6, 1])) == ["1", "4–6", "9"]
    assert list(in_ranges([4, 5, 8])) == ["4", "5", "8"]
    assert list(in_ranges([])) == []


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert luminance("#FF0000") == pytest.approx(0.2126)


def test_every_role_that_the_script_may_color_has_a_label_color() -> None:
    assert set(ROLES) <= set(LABEL)


def test_harm_has_a_color_that_nothing_else_has() -> None:
    harm = np.array(rgb(style.PAYLOAD))
    for name, value in vars(style).items():
        if isinstance(value, str) and value.startswith("#") and name not in ("PAYLOAD", "LIVER"):
            assert np.linalg.norm(np.array(rgb(value)) - harm) > 0.2, name


colors = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@given(colors, colors)
def test_mixing_runs_from_one_color_to_the_other(one: str, other: str) -> None:
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other
    between = np.array(rgb(mix(one, other, 0.25)))
    assert between == pytest.approx(np.array(rgb(one)) * 0.75 + np.array(rgb(other)) * 0.25, abs=0.003)


@pytest.mark.parametrize("color", [style.ANTIBODY_VH, style.CD22, style.PAYLOAD, style.CLATHRIN])
def test_the_layers_of_a_molecule_get_lighter_step_by_step(color: str) -> None:
    steps = [luminance(step) for step in layers(color)]
    assert layers(color)[0] == color
    assert steps == sorted(steps)
    assert len(set(steps)) == 4
    assert luminance(style.inner_line(color)) < steps[0]


def test_a_lumen_grows_more_orange_as_its_ph_falls() -> None:
    assert ph_color(7.4) == ph_color(8) == style.LUMEN_NEUTRAL
    assert ph_color(6.2) == style.LUMEN_EARLY
    assert ph_color(4.8) == ph_color(4.5) == style.LUMEN_ACID
    shades = [luminance(ph_color(ph)) for ph in np.linspace(7.4, 4.8, 14)]
    assert shades == sorted(shades, reverse=True)


# --- wrapping -------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text("aeinorstm", min_size=1, max_size=11), min_size=1, max_size=9).map(" ".join),
    st.integers(260, 1200),
)
def test_a_wrapped_text_keeps_its_words_and_its_width(text: str, width: int) -> None:
    lines = wrap(text, 48, width)
    assert " ".join(lines) == " ".join(text.split())
    for line in lines:
        assert width_px(line, 48) <= width or " " not in line


def test_a_wrapped_text_has_even_lines() -> None:
    lines = wrap("one two three four five six seven eight nine", 48, 700)
    widths = [width_px(line, 48) for line in lines]
    assert len(lines) == 2
    assert min(widths) > 0.7 * max(widths)


def test_a_color_mark_is_not_read_aloud() -> None:
    assert plain("The [drug](payload) cuts [DNA](dna).") == "The drug cuts DNA."


def test_lengths_are_the_same_in_both_directions() -> None:
    assert u(PX_PER_UNIT) == 1.0
