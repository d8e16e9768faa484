"""The stage: a clock that never drifts, beats that last as long as they need, soft arrivals."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import Mobject, Square, VMobject, Wait, tempconfig

from scenes.script import font
from scenes.script.errors import FilmError
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES, QUALITIES, SHAPES, Quality, Request
from scenes.script.voice import SilentVoice
from scenes.stage import words as words_module
from scenes.stage.clip import Clip
from scenes.stage.clock import TICKS_PER_SECOND, ticks
from scenes.stage.furniture import Marks
from scenes.stage.presence import repaint, set_haze, set_presence
from scenes.stage.style import INK, PAYLOAD, PLASMA, contrast, rgb
from scenes.stage.words import Words, register_font
from tests.helpers.scripted import beat, brightness, one_beat, play

HOLD = 0.8
TICK = 1 / TICKS_PER_SECOND


def disc_of(color: str = PAYLOAD, size: float = 4.0) -> Square:
    """A square in the middle of the picture, without a stroke."""
    return Square(size, color=color, fill_color=color, fill_opacity=1, stroke_width=0)


def opacity(mobject: VMobject) -> float:
    return float(mobject.fill_rgbas[0, 3])


# --- time ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.0, 1e-4, TICK, 0.1, 1 / 3, 0.4, 1.0, 2.5])
def test_time_passes_in_whole_ticks_and_never_less_than_asked(seconds: float) -> None:
    whole = ticks(seconds)
    assert whole / TICKS_PER_SECOND >= seconds - 2e-4
    assert whole / TICKS_PER_SECOND < seconds + TICK


def test_a_tick_more_or_less_is_not_lost_to_a_floats_dust() -> None:
    for count in range(1, 2000):
        assert ticks(count / TICKS_PER_SECOND) == count
        assert ticks(count * 0.1 / 1.5) == count


@settings(max_examples=12, deadline=None)
@given(st.lists(st.floats(0.01, 1.7), min_size=1, max_size=6))
def test_a_clip_is_equally_long_at_15_and_at_30_frames_a_second(pauses: list[float]) -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            for pause in pauses:
                clip.act(pause)
                clip.play(Wait(pause))

    slow, quick = play(shots, fps=15), play(shots, fps=30)
    assert slow.clip.story.duration == quick.clip.story.duration
    assert quick.frames == 2 * slow.frames
    assert slow.frames == round(slow.clip.story.duration * 15)


@pytest.mark.parametrize("fps", [15, 30])
def test_cue_times_are_the_times_of_the_frames_drawn(fps: int) -> None:
    def shots(clip: Clip) -> None:
        for name in ("one", "two", "three"):
            with clip.beat(name):
                clip.act(0.37)
                clip.play(Wait(0.21))

    played = play(
        shots, beat("one"), beat("two", "A much longer sentence is said in this beat."),
        beat("three"), fps=fps,
    )
    assert [record.name for record, _ in played.ends] == ["one", "two", "three"]
    last = 0.0
    for record, frames in played.ends:
        assert record.start == last
        assert record.end == pytest.approx(frames / fps, abs=1e-9)
        assert record.start <= record.narration_start < record.narration_end < record.end
        last = record.end
    assert played.clip.story.duration == last


@pytest.mark.parametrize("fps", [15, 30])
def test_what_waits_for_a_word_is_seen_on_the_frame_of_that_word(fps: int) -> None:
    times: list[float] = []

    def shots(clip: Clip) -> None:
        with clip.beat("one") as now:
            times.append(now.at(0.5))
            clip.act_until(now.at(0.5))
            clip.show(disc_of(), over=0)

    played = play(shots, beat("one", "Now, after six words, it comes."), fps=fps, draw="all")
    first = next(
        i for i in range(played.frames)
        if brightness(played.pictures[i], 0.5, 0.5) < brightness(played.pictures[0], 0.5, 0.5) - 30
    )
    assert times[0] - 1e-6 <= first / fps < times[0] + TICK + 1e-6


def test_a_frame_is_the_same_whether_those_before_it_were_drawn_or_not() -> None:
    def shots(clip: Clip) -> None:
        disc = disc_of(size=1.0)
        clip.ambient(disc, lambda d, t: d.move_to([np.cos(3 * t), np.sin(3 * t), 0]))
        with clip.beat("one"):
            clip.show(disc, 0.6)
            clip.act(0.5)
            clip.label("word", disc.get_center, role="payload")
            clip.act(1.1)
            clip.play(disc.animate.scale(1.5), run_time=0.4)
            clip.hide(disc, 0.5, delay=0.2)

    words = beat("one", "Two words.", {"word": "a square"})
    whole = play(shots, words, draw="all", fps=30)
    some = {7, 40, 41, 68, whole.frames - 1}
    alone = play(shots, words, draw=some, fps=30)
    for index in some:
        assert np.array_equal(whole.pictures[index], alone.pictures[index]), index


def test_the_clock_also_runs_where_nothing_is_drawn() -> None:
    seen: list[float] = []

    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            for pause in (0.5, 0.2, 1.0):
                clip.act(pause)
                seen.append(clip.now)

    play(shots)
    assert seen == pytest.approx([8 / 15, 11 / 15, 26 / 15])


def test_ambient_motion_follows_the_clips_clock_and_stops_when_told() -> None:
    times: list[float] = []

    def shots(clip: Clip) -> None:
        disc = disc_of()
        clip.add(disc)
        clip.ambient(disc, lambda d, t: times.append(t))
        with clip.beat("one"):
            clip.act(1.0)
            assert times[-1] == pytest.approx(clip.now, abs=1e-5)
            clip.still(disc)
            assert clip.now == 1.0
            clip.act(1.0)
            assert times[-1] < 1.01

    play(shots)


# --- beats --------------------------------------------------------------------------------------


def said(text: str, audience: str = "patient") -> float:
    return SilentVoice().speak(text, language="en", audience=audience).duration


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_beat_lasts_as_long_as_its_narration_needs_and_a_hold(audience: str) -> None:
    text = "A sentence, said calmly, that takes a good while."
    played = play(one_beat(lambda clip: clip.act(0.2)), beat("one", text), audience=audience)
    record = played.beat("one")
    assert record.narration_end - record.narration_start == pytest.approx(said(text, audience))
    assert 0 <= record.end - (record.narration_end + HOLD) < TICK + 1e-6


def test_a_beat_lasts_as_long_as_its_action_needs_and_a_hold() -> None:
    played = play(one_beat(lambda clip: clip.act(9.0)), beat("one", "Two words."))
    assert played.beat("one").narration_end < 9.0
    assert played.beat("one").end == pytest.approx(9.0 + HOLD)


def test_a_beat_that_nothing_is_said_in_still_holds() -> None:
    played = play(one_beat(lambda clip: clip.act(2.0)), beat("one", ""))
    assert played.beat("one").end == pytest.approx(2.0 + HOLD)


def test_a_beat_ends_with_a_picture_that_stood_still_for_the_hold() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            disc = disc_of(size=1.0)
            clip.show(disc, 0.4)
            clip.play(disc.animate.shift(np.array([2.0, 0, 0])), run_time=2.0)

    played = play(shots, beat("one", "Two words."), draw="all")
    held = [played.pictures[i] for i in range(played.frames - 12, played.frames)]
    assert all(np.array_equal(held[0], picture) for picture in held[1:])
    assert not np.array_equal(played.pictures[played.frames - 20], held[0])


def test_the_first_word_comes_after_the_picture() -> None:
    def shots(clip: Clip) -> None:
        for name in ("one", "two"):
            with clip.beat(name):
                clip.act(0.1)

    played = play(shots, beat("one"), beat("two"))
    assert played.beat("one").narration_start >= 0.5
    assert played.beat("two").narration_start - played.beat("two").start >= 0.2


def test_a_share_of_the_narration_is_a_time_of_the_clip() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one") as now:
            assert now.at(0.0) == now.narration_start
            assert now.at(1.0) == now.narration_end
            assert now.start < now.at(0.25) < now.at(0.75) < now.narration_end

    play(shots)


def test_a_clip_knows_which_beats_its_audience_sees() -> None:
    def shots(clip: Clip) -> None:
        clip.script = replace(clip.script, every_beat=("one", "trigger"))
        assert clip.has_beat("one")
        assert not clip.has_beat("trigger")
        with clip.beat("one"):
            pass

    play(shots)


def test_a_beat_that_is_not_in_the_script_is_refused_by_name() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("tow"):
            pass

    with pytest.raises(FilmError, match="tow"):
        play(shots, beat("one"), beat("two"))


def test_a_beat_leaves_its_words_facts_sources_and_labels_in_the_story() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            clip.label("a", np.zeros(3))
            clip.label("b", np.array([2.0, 0, 0]))

    played = play(shots, beat("one", "Said.", {"a": "one thing", "b": "another"}, ["cd22_length"]))
    record = played.beat("one")
    assert record.labels == ("one thing", "another")
    assert record.facts == ("cd22_length",)
    assert record.sources == played.clip.ledger["cd22_length"].sources
    assert record.seen == "A picture."


def test_a_seed_belongs_to_its_name_and_to_the_request() -> None:
    seeds: list[tuple[int, int]] = []

    def shots(clip: Clip) -> None:
        seeds.append((clip.seed_for("crowd"), clip.seed_for("antibody")))
        with clip.beat("one"):
            pass

    play(shots)
    play(shots, shape="portrait")
    play(shots, seed=23)
    assert seeds[0] == seeds[1]
    assert seeds[0][0] != seeds[0][1]
    assert seeds[2][0] != seeds[0][0]


# --- arriving, leaving, standing back -------------------------------------------------------------


def test_a_fade_reaches_all_and_nothing_and_what_left_is_off_the_stage() -> None:
    shares: list[float] = []

    def shots(clip: Clip) -> None:
        disc = disc_of()
        with clip.beat("one"):
            clip.show(disc, over=0.6)
            assert opacity(disc) == 0
            clip.act(0.3)
            shares.append(opacity(disc))
            clip.act(0.3)
            assert opacity(disc) == pytest.approx(1)
            assert disc in clip.mobjects
            clip.hide(disc, over=0.4, delay=0.2)
            clip.act(0.2)
            assert opacity(disc) == pytest.approx(1)
            clip.act(0.2)
            shares.append(opacity(disc))
            clip.act(0.2)
            assert opacity(disc) == pytest.approx(0, abs=1e-3)
            clip.act(0.1)
            assert disc not in clip.mobjects
            assert not disc.updaters

    play(shots)
    assert all(0.2 < share < 0.8 for share in shares)


def test_a_half_clear_thing_fades_to_its_own_opacity() -> None:
    disc = disc_of()
    disc.set_fill(opacity=0.3)
    set_presence(disc, 0.5)
    assert opacity(disc) == pytest.approx(0.15)
    set_presence(disc, 1.0)
    assert opacity(disc) == pytest.approx(0.3)


def test_a_thing_that_is_shown_again_while_it_leaves_stays() -> None:
    def shots(clip: Clip) -> None:
        disc = disc_of()
        clip.add(disc)
        with clip.beat("one"):
            clip.hide(disc, 0.4)
            clip.act(0.2)
            clip.show(disc, 0.4)
            clip.act(1.0)
            assert opacity(disc) == 1
            assert disc in clip.mobjects

    play(shots)


def test_a_fade_does_not_pop_when_it_is_turned_round_half_way() -> None:
    shares: list[float] = []

    def shots(clip: Clip) -> None:
        disc = disc_of()
        with clip.beat("one"):
            clip.show(disc, 1.0)
            clip.ambient(disc, lambda d, t: shares.append(opacity(d)))
            clip.act(0.5)
            clip.hide(disc, 1.0)
            clip.act(1.2)

    play(shots, fps=30, draw="all")
    assert max(abs(b - a) for a, b in pairwise(shares)) < 0.2


def test_a_thing_that_is_to_leave_later_arrives_first() -> None:
    def shots(clip: Clip) -> None:
        disc = disc_of()
        with clip.beat("one"):
            clip.show(disc, 0.4)
            clip.hide(disc, 0.4, delay=1.4)
            clip.act(0.2)
            assert 0.2 < opacity(disc) < 0.8
            clip.act(0.6)
            assert opacity(disc) == pytest.approx(1)
            clip.act(1.2)
            assert disc not in clip.mobjects or opacity(disc) == pytest.approx(0, abs=1e-3)

    play(shots)


def test_a_thing_can_arrive_behind_another() -> None:
    def shots(clip: Clip) -> None:
        front, back = disc_of(), disc_of(INK)
        clip.add(front)
        with clip.beat("one"):
            clip.show(back, behind=front)
            assert clip.mobjects.index(back) < clip.mobjects.index(front)

    play(shots)


def test_haze_mixes_toward_the_ground_and_comes_back() -> None:
    ground = np.array(rgb(PLASMA))
    made = np.array(rgb(PAYLOAD))

    def shots(clip: Clip) -> None:
        disc = disc_of(PAYLOAD)
        clip.add(disc)
        with clip.beat("one"):
            clip.haze(disc, 0.6, over=0.4)
            clip.act(0.2)
            between = disc.fill_rgbas[0, :3].copy()
            clip.act(0.3)
            assert disc.fill_rgbas[0, :3] == pytest.approx(made * 0.4 + ground * 0.6, abs=1e-6)
            assert np.all(np.abs(between - made) < np.abs(disc.fill_rgbas[0, :3] - made) + 1e-9)
            assert opacity(disc) == 1, "a haze is not a transparency"
            clip.haze(disc, 0.0, over=0.2)
            clip.act(0.4)
            assert disc.fill_rgbas[0, :3] == pytest.approx(made, abs=1e-6)

    play(shots)


def test_a_thing_that_emerges_comes_out_of_its_ground_and_is_never_translucent() -> None:
    made, ground = np.array(rgb(PAYLOAD)), np.array(rgb(PLASMA))

    def shots(clip: Clip) -> None:
        disc = disc_of(PAYLOAD)
        with clip.beat("one"):
            clip.emerge(disc, 0.4, ground=PLASMA)
            assert disc.fill_rgbas[0, :3] == pytest.approx(ground, abs=1e-6)
            clip.act(0.27)
            assert opacity(disc) == 1
            assert 0 < np.abs(disc.fill_rgbas[0, :3] - ground).max() < np.abs(made - ground).max()
            clip.act(0.4)
            assert disc.fill_rgbas[0, :3] == pytest.approx(made, abs=1e-6)

    play(shots)


def test_haze_and_fade_leave_each_other_alone() -> None:
    disc = disc_of(PAYLOAD)
    set_haze(disc, PLASMA, 0.5)
    hazed = disc.fill_rgbas[0, :3].copy()
    set_presence(disc, 0.25)
    assert disc.fill_rgbas[0, :3] == pytest.approx(hazed)
    assert opacity(disc) == 0.25
    set_haze(disc, PLASMA, 0.0)
    assert opacity(disc) == 0.25


def test_a_repainted_shape_fades_from_its_new_color() -> None:
    disc = disc_of(PAYLOAD)
    set_presence(disc, 1.0)
    repaint(disc, np.array([0.0, 0.0, 1.0, 0.5]))
    set_presence(disc, 0.5)
    assert disc.fill_rgbas[0] == pytest.approx([0, 0, 1, 0.25])
    set_haze(disc, PLASMA, 0.0)
    assert disc.fill_rgbas[0, :3] == pytest.approx([0, 0, 1])


def test_a_thing_that_is_not_there_yet_is_not_drawn() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            clip.show(disc_of(), over=0.4, delay=1.0)
            clip.act(2.0)

    played = play(shots, draw={0, 13, 14, 29})
    before, last = (brightness(played.pictures[i], 0.5, 0.5) for i in (14, 29))
    assert brightness(played.pictures[0], 0.5, 0.5) == before
    assert last < before - 50


# --- words round the picture ------------------------------------------------------------------------


def texts(mobjects: list[Mobject]) -> list[str]:
    """All lines of text on the stage that can be seen."""
    return [
        m.text
        for mobject in mobjects
        for m in mobject.get_family()
        if isinstance(m, Words) and opacity(m) > 0
    ]


def test_labels_leave_with_their_beat() -> None:
    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            clip.label("a", np.zeros(3))
            clip.act(1.0)
            assert "first" in texts(clip.mobjects)
        with clip.beat("two"):
            clip.act(1.0)
            assert "first" not in texts(clip.mobjects)

    play(shots, beat("one", labels={"a": "first"}), beat("two"))


def test_the_title_stands_through_the_clip_and_the_subtitle_through_its_first_beat() -> None:
    def shots(clip: Clip) -> None:
        for name, shown in (("one", True), ("two", False), ("three", False)):
            with clip.beat(name):
                clip.act(1.0)
                assert {"9", "Title"} <= set(texts(clip.mobjects))
                assert ("A subtitle" in texts(clip.mobjects)) is shown

    play(shots, beat("one"), beat("two"), beat("three"))


def source_number(clip: Clip) -> list[str]:
    return [text for text in texts(clip.mobjects) if "Source" in text]


def test_marks_name_the_sources_of_the_beat_by_the_numbers_of_the_end_card() -> None:
    shown: list[str] = []
    card: list[str] = []

    def shots(clip: Clip) -> None:
        for name in ("one", "two"):
            with clip.beat(name):
                clip.act(1.0)
                shown.extend(source_number(clip))
        clip.end_card()
        card.extend(texts(clip.mobjects))

    played = play(
        shots, beat("one", facts=["cd22_length"]), beat("two", facts=["dna_diam"]),
        beat("end_card", facts=["cd22_length", "dna_diam"]),
    )
    sources = played.clip.story.sources
    for record, text in zip(played.clip.story.beats, shown, strict=False):
        numbers = [int(n) for n in text.rsplit(maxsplit=len(record.sources))[-1].split(",")]
        assert numbers == [source.number for source in record.sources]
    for source in sources:
        assert card[card.index(source.short) - 1] == str(source.number)


def test_a_mark_says_when_the_ledger_calls_a_picture_simplified() -> None:
    ledger = load_ledger()
    simple = next(id for id, fact in ledger.facts.items() if fact.simplified and fact.citable)
    exact = next(
        id for id, fact in ledger.facts.items()
        if fact.citable and not fact.simplified and not fact.illustration
    )
    marks: list[bool] = []

    def shots(clip: Clip) -> None:
        for name in ("one", "two"):
            with clip.beat(name):
                clip.act(1.0)
                marks.append(any("Simplified" in text for text in texts(clip.mobjects)))

    play(shots, beat("one", facts=[simple]), beat("two", facts=[exact]))
    assert marks == [True, False]


def test_marks_give_way_before_others_come_and_stay_where_they_say_the_same() -> None:
    strengths: dict[str, list[list[float]]] = {"two": [], "three": []}

    def shots(clip: Clip) -> None:
        with clip.beat("one"):
            clip.act(1.0)
        for name, seen in strengths.items():
            with clip.beat(name):
                for _ in range(TICKS_PER_SECOND):
                    lines = [m for m in dict.fromkeys(clip.mobjects) if isinstance(m, Marks)]
                    seen.append([float(line.submobjects[0].fill_rgbas[0, 3]) for line in lines])
                    clip.act(1 / TICKS_PER_SECOND)

    play(shots, *(beat(name, facts=[fact]) for name, fact in
                  (("one", "cd22_length"), ("two", "cd22_length"), ("three", "dna_diam"))))
    assert strengths["two"] == [[1.0]] * TICKS_PER_SECOND
    assert all(min(both) < 1e-6 for both in strengths["three"] if len(both) > 1)
    assert [len(both) for both in strengths["three"]][:: TICKS_PER_SECOND - 1] == [2, 1]
    assert strengths["three"][-1] == [1.0]


def test_marks_keep_clear_of_actors_but_not_of_the_words_that_leave() -> None:
    lefts: list[float] = []

    def shots(clip: Clip) -> None:
        for name in ("one", "two", "three"):
            if name == "three":
                foot = clip.zones.point(clip.zones.safe.left + 60, clip.zones.footer.bottom - 30)
                clip.add(Square(0.6).move_to(foot))
            with clip.beat(name):
                clip.act(1.0)
                assert clip._marks is not None
                lefts.append(clip._marks.box.left)

    played = play(shots, *(beat(name, facts=["cd22_length"]) for name in ("one", "two", "three")))
    left = played.clip.zones.safe.left
    assert lefts[:2] == pytest.approx([left, left])
    assert lefts[2] > left + 60


@pytest.mark.parametrize("shape", SHAPES)
def test_the_end_card_covers_the_picture_and_shows_all_sources(shape: str) -> None:
    pages: set[str] = set()

    def shots(clip: Clip) -> None:
        disc = disc_of()
        clip.add(disc)
        clip.ambient(disc, lambda d, t: pages.update(texts(clip.mobjects)))
        with clip.beat("one"):
            clip.act(0.5)
        watch = VMobject()
        clip.add_foreground_mobject(watch)
        clip.end_card()
        assert disc not in clip.mobjects
        pages.update(texts(clip.mobjects))

    facts = ["cd22_length", "dna_diam", "vod_hsct", "dsb_ratio", "ph_drop_principle", "dose_c1"]
    played = play(
        shots, beat("one", facts=facts), beat("end_card", "All is said.", facts=facts), shape=shape
    )
    assert {source.short for source in played.clip.story.sources} <= pages
    assert "General education, not medical advice." in pages


# --- what was asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("quality", [*QUALITIES.values(), Quality("tiny", 134, 15)])
def test_a_picture_has_the_short_side_that_was_asked_for_and_even_sides(
    shape: str, quality: Quality
) -> None:
    width, height = Request(shape=shape, quality=quality).pixels
    assert min(width, height) == quality.short_side
    assert width % 2 == height % 2 == 0
    assert (width > height) is (shape == "landscape")
    assert (height > width) is (shape == "portrait")
    assert max(width, height) / min(width, height) == pytest.approx(
        1.0 if shape == "square" else 16 / 9, abs=0.01
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_the_frames_drawn_have_the_shape_that_was_asked_for(shape: str) -> None:
    played = play(one_beat(lambda clip: clip.add(disc_of(size=4.0))), shape=shape, draw={0})
    picture = played.pictures[0]
    width, height = Request(shape=shape, quality=Quality("", 90, 15)).pixels
    assert picture.shape[:2] == (height, width)
    drawn = np.abs(picture[:, :, :3].astype(int) - picture[0, 0, :3]).sum(axis=2) > 60
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    # 4 u of a short side of 8 u, whatever the shape: neither cropped nor letterboxed.
    assert np.ptp(rows) + 1 == pytest.approx(45, abs=2)
    assert np.ptp(columns) + 1 == pytest.approx(45, abs=2)


def test_a_request_cannot_be_changed_on_its_way() -> None:
    with pytest.raises(AttributeError):
        Request().shape = "square"  # type: ignore[misc]


# --- the font -----------------------------------------------------------------------------------------


def test_a_missing_font_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for spec in (None, SimpleNamespace(origin=str(tmp_path / "__init__.py"))):
        monkeypatch.setattr(font, "find_spec", lambda name, spec=spec: spec)
        register_font.cache_clear()
        with pytest.raises(FilmError) as told:
            register_font()
        assert "font" in str(told.value)
        assert "make setup" in str(told.value)
        assert "\n" not in str(told.value)
    monkeypatch.undo()
    register_font.cache_clear()
    register_font()


def test_the_font_comes_with_the_project_and_not_from_the_system() -> None:
    assert importlib.util.find_spec("font_source_sans_pro") is not None


def test_a_letter_that_the_font_lacks_is_not_drawn_as_something_else() -> None:
    for text in ("µm", "≥ ½ × · –", "pH", "naïve Grüße", "дитина", "β-lactam", "e\u0301"):
        assert len(Words(text, 48).points), text
    with pytest.raises(FilmError, match=r"no letter '漢' \(U\+6F22, .*\), in 'CD22 漢'"):
        Words("CD22 漢", 48)


def test_words_stand_on_their_baseline_at_the_size_asked_for() -> None:
    line = Words("H", 100).at_baseline(np.array([1.0, 2.0, 0.0]))
    assert line.get_bottom()[1] == pytest.approx(2.0, abs=1e-3)
    assert line.height * 135 == pytest.approx(66, abs=1.0)  # cap height 0.66 em
    descends = Words("Hg", 100).at_baseline(np.array([1.0, 2.0, 0.0]))
    assert descends.get_bottom()[1] < 1.9
    assert descends.get_left()[0] == pytest.approx(1.0, abs=0.01)


def test_a_line_is_set_alike_at_every_picture_size() -> None:
    # Pango breaks lines at the width of the picture in pixels, if it is let.
    long = "Checked in a month with a long name, and many more words than a small picture can hold"
    widths: set[float] = set()
    for size in ((1920, 1080), (480, 854), (90, 160)):
        words_module._letters.cache_clear()
        words_module._glyphs.cache_clear()
        with tempconfig({"pixel_width": size[0], "pixel_height": size[1]}):
            line = Words(long, 48)
        assert line.height * 135 < 48
        widths.add(round(float(line.width), 6))
    assert len(widths) == 1


def test_ink_is_readable_on_the_ground() -> None:
    assert contrast(INK, PLASMA) > 12
