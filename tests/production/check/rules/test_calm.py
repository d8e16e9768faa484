"""Flashes, jumps of light, speed and free flight: pairs just inside a limit and just outside."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from manim import ManimColor, Square

from production.check.limits import JUMP, STRAIGHT
from production.check.looking.shown_clip import ShownClip
from production.check.looking.walker import FPS, walk
from production.check.rule import PictureRule
from production.check.rules import calm as rules
from production.check.rules.calm import PATTERN, LightAndMotion, Watch, moved
from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.script.request import Request
from scenes.script.script import ClipScript
from scenes.stage.clip import Clip
from scenes.stage.layout import Box
from scenes.stage.style import INK, PAPER
from scenes.stage.view import View
from tests.helpers.checking import findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat, script
from tests.production.check.looking.test_flash import light, pulse

FRAME = Box(0, 0, 1920, 1080)


def seen(levels: np.ndarray, share: float = 1.0, fps: float = FPS, **more: object) -> LightAndMotion:
    """What was watched of squares that take these levels."""
    times = np.arange(len(levels)) / fps
    made = LightAndMotion(times, light(levels, share), ("one",) * len(levels))
    return replace(made, **more)  # type: ignore[arg-type]


def watched(rule: PictureRule, what: LightAndMotion) -> ShownClip:
    """A clip of which this was watched."""
    return replace(shown(told(beat("one")), frame()), told_by={rule.name: what})


# --- flashes ------------------------------------------------------------------------------------


def test_a_second_flash_in_a_second_is_caught() -> None:
    rule = rules.nothing_flashes
    assert passes(rule, watched(rule, seen(pulse(1))))
    assert "2 general flashes" in says(findings(rule, watched(rule, seen(pulse(2)))))


def red(times: int, other: tuple[float, float, float]) -> LightAndMotion:
    """Saturated red in turn with another light of equal luminance."""
    a, b = np.array([0.6, 0.02, 0.02]), np.array(other)
    rows = np.array([b, *[a, a, b, b] * times, *[b] * 15])
    made = np.broadcast_to(rows[:, None, None, :], (len(rows), 9, 16, 3))
    return LightAndMotion(np.arange(len(rows)) / FPS, made, ("one",) * len(rows))


def test_a_red_flash_is_caught_though_its_luminance_hardly_changes() -> None:
    rule = rules.nothing_flashes_red
    gray = (0.14, 0.14, 0.14)
    assert passes(rules.nothing_flashes, watched(rules.nothing_flashes, red(2, gray)))
    assert passes(rule, watched(rule, red(1, gray)))
    assert "2 red flashes" in says(findings(rule, watched(rule, red(2, gray))))
    near = (0.4, 0.06, 0.02)  # no more than 0.2 away in u'v'
    assert passes(rule, watched(rule, red(2, near)))


# --- jumps of light and speed -------------------------------------------------------------------


def test_a_jump_of_light_is_caught() -> None:
    rule = rules.light_does_not_jump

    def jump(by: float, over: int) -> ShownClip:
        levels = np.concatenate([np.full(5, 0.7), np.linspace(0.7, 0.7 - by, over + 1)])
        return watched(rule, seen(levels))

    assert passes(rule, jump(JUMP.value - 0.01, 1))
    assert not passes(rule, jump(JUMP.value + 0.01, 1))
    assert passes(rule, jump(0.4, 17))
    assert not passes(rule, jump(0.4, 6))


@pytest.mark.parametrize(("kind", "fine", "too_fast"), [("Cell", 540, 541), ("zoom", 10, 10.1)])
def test_what_rushes_is_caught(kind: str, fine: float, too_fast: float) -> None:
    rule = rules.nothing_large_rushes

    def fastest(speed: float) -> ShownClip:
        return watched(rule, seen(np.ones(3), moves={kind: (speed, 1.0, "one")}))

    assert passes(rule, fastest(fine))
    assert not passes(rule, fastest(too_fast))


def test_a_way_a_zoom_and_a_part_that_grows_are_told_apart() -> None:
    body = np.random.default_rng(1).uniform(-200, 200, (50, 2))
    assert moved(body, body + np.array([30, 40]), FRAME) == pytest.approx((1.0, 50.0))
    zoom, way = moved(body, body * 1.3 + np.array([10, 0]), FRAME)
    assert zoom == pytest.approx(1.3)
    assert way == 0.0
    grown = body.copy()
    grown[:10] *= 2
    assert moved(body, grown, FRAME)[1] == 0.0


def test_what_is_outside_the_picture_does_not_move() -> None:
    far = np.random.default_rng(1).uniform(2000, 2200, (50, 2))
    assert moved(far, far + 100, FRAME) == (1.0, 0.0)


# --- free flight --------------------------------------------------------------------------------


def test_a_straight_flight_is_caught() -> None:
    rule = rules.nothing_free_flies_straight

    def flight(share: float) -> ShownClip:
        # There and back again, so that the net way is this share of all.
        path = np.array([[0.0, 0.0], [(1 + share) / 2, 0.0], [share, 0.0]])
        return watched(rule, seen(np.ones(3), paths={"payload": path}))

    assert passes(rule, flight(STRAIGHT.value - 1e-9))
    assert not passes(rule, flight(STRAIGHT.value + 0.01))


# --- on the stage -------------------------------------------------------------------------------


class Restless(Clip):
    """A square of a fifth of the picture that blinks for a second, and one that rushes."""

    name = "scripted"
    number = "9"
    poster_beat = "one"
    blinks = True

    def load_script(self) -> ClipScript:
        return script([beat("one", "Here it blinks and blinks again."), beat("two", "No more.")])

    def construct(self) -> None:
        square = Square(6.0, fill_color=PAPER, fill_opacity=1, stroke_width=0)

        def blink(mobject: Square, time: float) -> None:
            dark = self.blinks and 1.5 <= time < 2.5 and int(time * 7.5) % 2
            mobject.set_fill(PAPER, 0.0 if dark else 1.0)

        self.camera.background_color = ManimColor(INK)  # type: ignore[union-attr]
        self.add(square)
        self.ambient(square, blink)
        with self.beat("one"):
            self.act(3.0)
        with self.beat("two"):
            self.act(0.5)

    def paths(self) -> dict[str, np.ndarray]:
        """One that aims."""
        return {"aimed": np.linspace([0.0, 0.0], [9.0, 3.0], 30)}


class Restful(Restless):
    """The same, but it does not blink."""

    blinks = False


def test_a_blinking_square_is_looked_at_closely_and_caught() -> None:
    walked = walk(real(), Restless, Request(), rules.WATCHED)
    assert "general flashes" in says(findings(rules.nothing_flashes, walked))
    assert "aimed is 1.00 straight" in says(findings(rules.nothing_free_flies_straight, walked))
    told_by = walked.told_by["flash"]
    assert isinstance(told_by, LightAndMotion)
    assert told_by is not None
    close = np.diff(told_by.times)[(told_by.times[:-1] > 2.0) & (told_by.times[:-1] < 3.0)]
    assert close == pytest.approx(1 / FPS)


class Aimed(Restful):
    """A drug set free that flies straight, and of which the clip tells nothing."""

    paths = dict

    def construct(self) -> None:
        drug = Calicheamicin(View(100.0))
        self.add(drug)
        self.ambient(drug, lambda actor, time: actor.pose((time, 0.2 * time)))
        with self.beat("one"):
            self.act(4.0)
        with self.beat("two"):
            self.act(0.5)


def test_an_actor_that_is_free_by_what_it_is_is_followed() -> None:
    walked = walk(real(), Aimed, Request(), rules.WATCHED)
    assert "Calicheamicin 1 is 1.00 straight" in says(findings(rules.nothing_free_flies_straight, walked))


def test_a_quiet_clip_is_looked_at_twice_a_second() -> None:
    walked = walk(real(), Restful, Request(), rules.WATCHED)
    assert passes(rules.nothing_flashes, walked)
    told_by = walked.told_by["flash"]
    assert isinstance(told_by, LightAndMotion)
    assert {round(t * FPS) % (2 * FPS) for t in told_by.times} == set(PATTERN)


@pytest.mark.parametrize("period", [2, 3, 4])
def test_no_flicker_above_three_a_second_hides_between_the_frames_looked_at(period: int) -> None:
    looked_at = [i for i in range(4 * FPS) if i % (2 * FPS) in PATTERN]
    for late in range(period):
        assert {(i + late) % period < period / 2 for i in looked_at} == {True, False}


def test_a_watch_is_shared_by_the_rules() -> None:
    class Some:
        pass

    clip = Some()
    assert rules.watch(clip) is rules.watch(clip)  # type: ignore[arg-type]
    assert isinstance(rules.watch(clip), Watch)  # type: ignore[arg-type]


def test_an_outline_that_is_drawn_anew_has_not_moved() -> None:
    turn = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    ring = 300 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    assert moved(ring, np.roll(ring, 70, axis=0), FRAME)[1] < 1
    assert moved(ring, np.roll(ring, 70, axis=0) + np.array([40, 30]), FRAME)[1] == pytest.approx(50)


def test_molecules_that_stir_while_the_view_zooms_are_on_no_way() -> None:
    rng = np.random.default_rng(2)
    crowd = rng.uniform(-400, 400, (80, 2))
    zoom, way = moved(crowd, crowd * 1.3 + rng.normal(0, 4, crowd.shape), FRAME)
    assert zoom == pytest.approx(1.3, abs=0.02)
    assert way < 15
