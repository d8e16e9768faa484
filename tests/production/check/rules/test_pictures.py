"""The rules on what pictures say of the facts: numbers, source marks, scale and sizes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from production.check.looking.shown import SeenActor, SeenBar, SeenText, sides
from production.check.rules import pictures as rules
from production.check.rules.pictures import SIZES
from scenes.stage.layout import Box
from tests.helpers.checking import findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat

NOWHERE = Box(0, 0, 10, 10)
LEDGER = real().ledger


def text(words: str) -> SeenText:
    """A line in the picture, wherever it stands."""
    return SeenText(words, NOWHERE, 40.0)


def bar(nm: float, px: float, says: str | None = None) -> SeenBar:
    """A scale bar."""
    return SeenBar(nm, says or f"{nm:g} nm", px, NOWHERE)


def actor(kind: str, longer: float = 0.0, shorter: float = 0.0, px_per_nm: float = 14.0) -> SeenActor:
    """An actor of a size in nm."""
    return SeenActor(kind, px_per_nm, longer, shorter, NOWHERE)


# --- numbers and marks --------------------------------------------------------------------------


def test_a_drawn_number_that_no_fact_of_the_beat_holds_is_caught() -> None:
    rule = rules.drawn_numbers_resolve
    clip = told(beat("one", "It has seven domains.", facts=["cd22_domains"]))
    assert passes(rule, shown(clip, frame(texts=(text("7"), text("domain")))))
    assert "“8”" in says(findings(rule, shown(clip, frame(texts=(text("8"),)))))


def test_title_number_scale_bar_and_source_marks_are_no_facts() -> None:
    clip = told(beat("one", "It holds.", facts=["affinity"]))
    clip = replace(clip, story=replace(clip.story, number="4"))
    seen = (text("4"), text("10 nm"), text("Simplified · Source 1"))
    made = shown(clip, frame(texts=seen, bar=bar(10, 140)))
    assert passes(rules.drawn_numbers_resolve, made)


def test_a_wrong_or_missing_source_mark_is_caught() -> None:
    rule = rules.source_marks_are_right
    clip = told(beat("one", "It holds.", facts=["affinity"]), beat("two", "So.", facts=["epitope"]))

    one, two = (LEDGER[id].sources[0].number for id in ("affinity", "epitope"))

    def marked(words: str) -> bool:
        return passes(rule, shown(clip, frame("two", texts=(text(words),))))

    assert marked(f"Simplified · Source {two}")
    assert marked(f"Source {two}")
    assert not marked(f"Source {one}")
    assert not marked(f"Sources {one}, {two}")
    assert not marked("Simplified")


# --- scale --------------------------------------------------------------------------------------


def test_a_scale_bar_more_than_a_hundredth_off_is_caught() -> None:
    def passes_with(px: float) -> bool:
        clip = told(beat("one"))
        return passes(
            rules.scale_bar_is_as_long_as_it_says,
            shown(clip, frame(bar=bar(10, px), actors=(actor("Cd22"), actor("Antibody", px_per_nm=11.9)))),
        )

    assert passes_with(140.0)
    assert passes_with(141.3)
    assert not passes_with(141.5)
    assert not passes_with(138.5)


def test_a_scale_bar_that_says_another_length_is_caught() -> None:
    clip = told(beat("one"))
    rule = rules.scale_bar_is_as_long_as_it_says
    assert passes(rule, shown(clip, frame(bar=bar(5000, 70, "5 µm"))))
    found = findings(rule, shown(clip, frame(bar=bar(5000, 70, "10 µm"))))
    assert "says “10 µm”, means 5 µm" in says(found)


@pytest.mark.parametrize("kind", sorted(SIZES))
def test_an_actor_that_is_too_large_or_too_small_is_caught(kind: str) -> None:
    size = SIZES[kind]
    clip = told(beat("one", facts=[size.ref.partition(".")[0]]))
    value = LEDGER.number(size.ref) * size.nm

    def drawn(share: float) -> bool:
        side = value * share
        longer, shorter = (side, 0.0) if size.side == "long" else (1e6, side)
        made = shown(clip, frame(actors=(actor(kind, longer, shorter),)))
        return passes(rules.actors_have_their_size, made)

    assert drawn(size.low * 1.001)
    assert drawn(size.high * 0.999)
    assert not drawn(size.low * 0.999)
    assert not drawn(size.high * 1.001)


def test_an_enlarged_actor_is_marked_as_such() -> None:
    rule = rules.actors_have_their_size
    seen = frame(actors=(actor("Payload", 3.3),))
    assert passes(rule, shown(told(beat("one", facts=["calich_size"])), seen))
    assert "does not say so" in says(findings(rule, shown(told(beat("one")), seen)))


def test_an_actor_nobody_measures_may_have_any_size() -> None:
    made = shown(told(beat("one")), frame(actors=(actor("Crowd", 1e5, 1e5),)))
    assert passes(rules.actors_have_their_size, made)


def test_the_ornament_of_the_end_card_is_not_to_scale() -> None:
    clip = told(beat("one"), beat("end_card", "All is said."))
    seen = frame("end_card", actors=(actor("Cd22", 1.0, 1.0),), bar=bar(10, 3))
    assert passes(rules.actors_have_their_size, shown(clip, seen))
    assert passes(rules.scale_bar_is_as_long_as_it_says, shown(clip, seen))


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 133])
def test_sides_are_measured_however_a_thing_is_turned(degrees: float) -> None:
    turn = np.radians(degrees)
    corners = np.array([[0, 0], [30, 0], [30, 4], [0, 4], [12, 2]], float)
    turned = corners @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    assert sides(turned) == pytest.approx((30, 4))


def test_a_line_and_a_point_have_sides_too() -> None:
    assert sides(np.array([[0, 0], [3, 4], [6, 8]], float)) == (10.0, 0.0)
    assert sides(np.zeros((4, 3))) == (0.0, 0.0)
    assert sides(np.zeros((0, 3))) == (0.0, 0.0)
