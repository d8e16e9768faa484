"""All rules together: their names, their sentences, and that none of them goes blind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from production.check.looking.shown_clip import SeenActor, SeenLabel, ShownClip
from production.check.rule import PictureRule, story_rule
from production.check.rules import calm
from production.check.rules.calm import LightAndMotion
from production.check.rules.catalog import RULES, rules_named
from scenes.stage.layout import Box
from tests.helpers.checking import findings, frame, passes, says, shown, told
from tests.helpers.scripted import beat


def test_every_rule_has_a_name_of_its_own_a_sentence_and_a_source() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.says.endswith("."), rule.name
        assert rule.source, rule.name


def test_rules_are_chosen_by_name_or_family() -> None:
    assert [rule.name for rule in rules_named(("pace",))] == ["pace"]
    assert {rule.family for rule in rules_named(("Captions", "fit"))} == {"Captions", "Fit"}
    assert rules_named(()) == RULES


def test_a_rule_without_a_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="has no docstring"):
        story_rule("x", "Plain", "y")(lambda told: [])


# --- nothing to judge ---------------------------------------------------------------------------

#: A quiet picture in which nothing moves.
STILL = LightAndMotion(np.arange(3) / 15, np.full((3, 9, 16, 3), 0.6), ("good",) * 3)
PICTURES = [pytest.param(rule, id=rule.name) for rule in RULES if isinstance(rule, PictureRule)]


def unseen(*, scaled: bool, captions: str = "beside") -> ShownClip:
    """A clip with labels, benefit and harm, of which next to nothing was seen: no text, color, light or motion."""
    clip = told(
        beat("good", "It may help.", {"a": "help"}, facts=["crcri_218"]),
        beat("bad", "It may harm.", {"b": "harm"}, facts=["vod_hsct"]),
        beat("end_card", "All is said."),
        captions=captions,
    )
    leader = SeenLabel("help", "cd22", Box(0, 0, 10, 10), 52, (0, 0), (400, 400))
    crowd = SeenActor("Crowd", 1.0, 600.0, 600.0, Box(100, 100, 700, 700))
    ends = [frame(name, labels=(leader,), actors=(crowd,)) for name in ("good", "bad")]
    return shown(clip, *ends, scaled=scaled)


@pytest.mark.parametrize("rule", PICTURES)
def test_a_rule_on_pictures_that_sees_nothing_to_judge_says_so(rule: PictureRule) -> None:
    seen = unseen(scaled=True)
    if rule.name == "picture-captions":  # which are judged only where somebody wants them
        seen = unseen(scaled=True, captions="picture")
        seen = replace(seen, told=replace(seen.told, cues=()))
    assert findings(rule, seen)


def test_a_clip_of_signs_need_not_show_what_has_a_scale_points_or_moves() -> None:
    signs = unseen(scaled=False)
    bare = replace(signs, frames=tuple(replace(f, labels=(), actors=()) for f in signs.frames))
    told_by = {rule.name: STILL for rule in calm.WATCHED}
    asked = ("scale-bar", "actor-size", "shape-contrast", "leader-end", "speed", "straight-flight")
    for rule in rules_named(asked):
        assert passes(rule, replace(bare, told_by=told_by)), rule.name


def test_what_is_large_and_was_not_followed_is_told() -> None:
    (rule,) = rules_named(("speed",))
    whole = replace(unseen(scaled=False), told_by={"speed": STILL})
    assert "nothing was followed" in says(findings(rule, whole))
    moved = replace(STILL, moves={"Crowd": (1.0, 0.0, "good")})
    assert passes(rule, replace(whole, told_by={"speed": moved}))
