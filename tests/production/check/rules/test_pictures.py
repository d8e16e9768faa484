"""The rules on what pictures say of the facts: numbers, source marks, scale and sizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from production.check.looking.shown_clip import SeenActor, SeenBar, SeenText, ShownClip
from production.check.rules import pictures as rules
from scenes.stage.actor import LifeSize
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


def actor(
    size: LifeSize | None = None, longer: float = 0.0, shorter: float = 0.0, px_per_nm: float = 14.0
) -> SeenActor:
    """An actor of a size in nm, and what it says of its size."""
    return SeenActor("Thing", px_per_nm, longer, shorter, NOWHERE, life_size=size)


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

LENGTHS = {
    "long": LifeSize("cd22_length.nm", 0.9, 1.2),
    "short": LifeSize("membrane.nm", 0.9, 1.5, side="short"),
    "µm": LifeSize("lymphoblast.um", 0.8, 1.4, unit_nm=1000),
}


def test_a_scale_bar_more_than_a_hundredth_off_is_caught() -> None:
    def passes_with(px: float) -> bool:
        actors = actor(), actor(px_per_nm=11.9)
        made = shown(told(beat("one")), frame(bar=bar(10, px), actors=actors), scaled=True)
        return passes(rules.scale_bar_is_as_long_as_it_says, made)

    assert passes_with(140.0)
    assert passes_with(141.3)
    assert not passes_with(141.5)
    assert not passes_with(138.5)


def test_a_scale_bar_that_says_another_length_is_caught() -> None:
    rule = rules.scale_bar_is_as_long_as_it_says

    def saying(words: str) -> ShownClip:
        return shown(told(beat("one")), frame(bar=bar(5000, 70, words), actors=(actor(px_per_nm=0.014),)))

    assert passes(rule, saying("5 μm"))
    assert "says “10 μm”, means 5 μm" in says(findings(rule, saying("10 μm")))


@pytest.mark.parametrize("size", LENGTHS.values(), ids=LENGTHS)
def test_an_actor_that_is_too_large_or_too_small_is_caught(size: LifeSize) -> None:
    clip = told(beat("one"))
    value = LEDGER.number(size.ref) * size.unit_nm

    def drawn(share: float) -> bool:
        side = value * share
        longer, shorter = (side, 0.0) if size.side == "long" else (1e6, side)
        made = shown(clip, frame(actors=(actor(size, longer, shorter),)))
        return passes(rules.actors_have_their_size, made)

    assert drawn(size.low * 1.001)
    assert drawn(size.high * 0.999)
    assert not drawn(size.low * 0.999)
    assert not drawn(size.high * 1.001)


def test_an_enlarged_actor_is_marked_as_such() -> None:
    rule = rules.actors_have_their_size
    seen = frame(actors=(actor(replace(LENGTHS["long"], enlarged=True), 28.0),))
    assert passes(rule, shown(told(beat("one", facts=["cd22_length"])), seen))
    assert "does not say so" in says(findings(rule, shown(told(beat("one")), seen)))


def test_an_actor_that_is_measured_by_a_fact_that_is_not_there_is_caught() -> None:
    seen = frame(actors=(actor(LifeSize("cd22_lenght.nm", 0.9, 1.2), 28.0),))
    assert "not in the ledger" in says(findings(rules.actors_have_their_size, shown(told(beat("one")), seen)))


def test_an_actor_nobody_measures_may_have_any_size() -> None:
    made = shown(told(beat("one")), frame(actors=(actor(None, 1e5, 1e5),)))
    assert passes(rules.actors_have_their_size, made)


def test_the_ornament_of_the_end_card_is_not_to_scale() -> None:
    clip = told(beat("one"), beat("end_card", "All is said."))
    seen = frame("end_card", actors=(actor(LENGTHS["long"], 1.0, 1.0),), bar=bar(10, 3))
    assert passes(rules.actors_have_their_size, shown(clip, seen))
    assert passes(rules.scale_bar_is_as_long_as_it_says, shown(clip, seen))


def test_a_clip_to_scale_without_a_bar_or_without_anything_that_says_its_size_is_caught() -> None:
    whole = frame(bar=bar(10, 140), actors=(actor(LENGTHS["long"], 28.0),))
    for rule, bare in (
        (rules.scale_bar_is_as_long_as_it_says, replace(whole, bar=None)),
        (rules.scale_bar_is_as_long_as_it_says, replace(whole, actors=())),
        (rules.actors_have_their_size, replace(whole, actors=(actor(None, 28.0),))),
    ):
        clip = told(beat("one"))
        assert passes(rule, shown(clip, whole, scaled=True))
        assert "nothing to judge" in says(findings(rule, shown(clip, bare, scaled=True)))
    for rule in (rules.scale_bar_is_as_long_as_it_says, rules.actors_have_their_size):
        assert passes(rule, shown(told(beat("one")), frame())), "a clip of signs has no scale"
