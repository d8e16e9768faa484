"""The rules on what is heard, each just inside and just beyond its limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from production.check.reading.told_clip import ToldClip, estimated
from production.check.rules import voice as rules
from production.finish.sound import track
from production.voice.level import LOUDNESS
from production.voice.sound_files import RATE, encoded
from scenes.script.request import Request
from scenes.script.takes import Narrator, Speaker, Take
from scenes.script.voice import SilentVoice
from tests.clips.tiny import TINY
from tests.conftest import SMALL, Film
from tests.helpers.checking import findings, passes, real, says
from tests.helpers.voices import shelf_of_tones, still, tone


@pytest.fixture
def told(tmp_path: Path) -> ToldClip:
    """The tests' tiny clip, read by tones."""
    shelf_of_tones(tmp_path)
    return estimated(real(), TINY.script("en", "patient"), Request(voice=Narrator(str(tmp_path))))


def with_take(told: ToldClip, change: Callable[[Take], Take]) -> ToldClip:
    """The clip with the take of its first beat changed."""
    first, *others = told.story.beats
    assert first.speech.take is not None
    speech = replace(first.speech, take=change(first.speech.take))
    return replace(told, story=replace(told.story, beats=[replace(first, speech=speech), *others]))


def with_sound(folder: Path, *parts: np.ndarray) -> Callable[[Take], Take]:
    """A take with other samples."""
    from hashlib import sha256

    content = encoded(np.concatenate(parts))
    (folder / "other.opus").write_bytes(content)
    return lambda take: replace(take, file=str(folder / "other.opus"), sha256=sha256(content).hexdigest(), peak=0.0)


def test_a_clip_that_is_read_well_has_no_finding(told: ToldClip) -> None:
    assert [f for rule in rules.RULES for f in findings(rule, told)] == []


def test_a_silent_clip_is_held_to_none_of_these(told: ToldClip) -> None:
    silent = estimated(real(), TINY.script("en", "patient"), Request(voice=SilentVoice()))
    assert all(passes(rule, silent) for rule in rules.RULES)


def test_a_beat_that_nobody_reads_is_found(told: ToldClip, tmp_path: Path) -> None:
    student = estimated(real(), TINY.script("en", "student"), Request(audience="student", voice=told.voice))
    assert passes(rules.every_beat_is_read, student)
    other = replace(told, story=replace(told.story, beats=[
        replace(beat, speech=SilentVoice().speak(beat.speech.text, language="en", audience="patient"))
        for beat in told.story.beats
    ]))
    assert "no take says what the script says now" in says(findings(rules.every_beat_is_read, other))
    gone = with_take(told, lambda take: replace(take, file=str(tmp_path / "gone.opus")))
    assert "cannot be read" in says(findings(rules.every_beat_is_read, gone))


def test_a_take_that_the_lexicon_has_left_behind_is_a_warning(told: ToldClip) -> None:
    (found,) = findings(rules.every_beat_is_read, with_take(told, lambda take: replace(take, said="before")))
    assert found.warning


@pytest.mark.parametrize(("seconds", "fine"), [(1.73, True), (1.70, False)])
def test_a_take_of_six_short_words_may_be_two_fifths_faster_than_150_a_minute(
    told: ToldClip, seconds: float, fine: bool
) -> None:
    times = tuple((i * seconds / 6, (i + 1) * seconds / 6) for i in range(6))
    assert passes(rules.voice_does_not_hurry, with_take(told, lambda take: replace(take, times=times))) is fine


@pytest.mark.parametrize(("off", "fine"), [(0.9, True), (-0.9, True), (1.1, False), (-1.1, False)])
def test_a_take_is_within_a_unit_of_the_films_loudness(told: ToldClip, off: float, fine: bool) -> None:
    changed = with_take(told, lambda t: replace(t, speaker=Speaker("Tones", True, 3.0), loudness=LOUDNESS - 3 + off))
    assert (rules.voice_is_even.name in {f.rule for f in findings(rules.voice_is_even, changed)
                                         if f.beat == changed.story.beats[0].name}) is not fine


def test_samples_in_a_row_at_full_scale_are_a_crackle() -> None:
    sound = tone(1.0, 0.5)
    for count, clipped in ((3, False), (4, True)):
        sound[100 : 100 + count] = 1.0
        assert rules._flat(sound) is clipped


@pytest.mark.parametrize(
    ("seconds", "synthetic", "fine"),
    [(0.31, True, True), (0.49, True, True), (0.25, True, False), (0.6, True, False), (0.6, False, True),
     (1.6, False, False), (0.1, False, False)],
)
def test_between_sentences_there_is_a_breath(
    tmp_path: Path, told: ToldClip, seconds: float, synthetic: bool, fine: bool
) -> None:
    def take(old: Take) -> Take:
        made = with_sound(tmp_path, tone(1.0), still(seconds), tone(1.0), still(0.1))(old)
        times = ((0.0, 1.0), (1.0 + seconds, 2.0 + seconds))
        return replace(made, text="One. Two.", times=times, speaker=Speaker("Tones", synthetic))

    assert passes(rules.voice_breathes_between_sentences, with_take(told, take)) is fine


# --- finished files -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def narrated(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The tiny clip, read by tones, as finished files."""
    folder = tmp_path_factory.mktemp("narrated")
    shelf_of_tones(folder / "voice")
    return Film(folder / "out", Request(quality=SMALL, voice=Narrator(str(folder / "voice"))))


def of_film(film: Film) -> ToldClip:
    from production.draw.walk import story_of

    told = estimated(replace(real(), out=film.out), TINY.script("en", "patient"), film.request)
    return replace(told, clip="tiny", story=story_of(TINY, film.request))


def test_a_finished_clip_is_as_loud_as_asked_and_its_voice_in_step(narrated: Film) -> None:
    assert findings(rules.film_is_as_loud_as_others, of_film(narrated)) == []


def test_a_finished_clip_that_is_too_quiet_or_says_something_else_is_found(
    narrated: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = of_film(narrated)
    monkeypatch.setattr(rules, "LOUDNESS", LOUDNESS + 1.5)
    assert "LUFS" in says(findings(rules.film_is_as_loud_as_others, told))
    monkeypatch.setattr(rules, "LOUDNESS", LOUDNESS)
    monkeypatch.setattr(rules, "track", lambda story, seconds: np.roll(track(story, seconds), 2))
    assert "-2 samples off" in says(findings(rules.film_is_as_loud_as_others, told))
    noise = np.random.default_rng(3).standard_normal(20 * RATE).astype(np.float32)
    monkeypatch.setattr(rules, "track", lambda story, seconds: noise)
    assert "not what the takes say" in says(findings(rules.film_is_as_loud_as_others, told))
