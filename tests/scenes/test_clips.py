"""What the real clips promise, in every shape and for both audiences, from one walk each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest

from scenes.running_order import CLOSING, RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES
from scenes.script.script import END_CARD, load_clip_script
from scenes.script.toml_file import ROOT
from scenes.stage import style
from scenes.stage.furniture import length_text
from scenes.stage.layout import Box
from scenes.stage.motion import straightness
from scenes.stage.style import layers, rgb
from tests.helpers.walks import CASES, SMALL, STAGE_PX, Case, Seen, SeenBeat, SeenLabel, SeenText, walk

HOLD = 0.8
#: Colors that an actor of a label's role is drawn in. Crowds are not among them.
DRAWN = {
    "antibody": ("ANTIBODY_VH", "ANTIBODY_VL", "ANTIBODY_CH1", "ANTIBODY_CL", "ANTIBODY_CH2",
                 "ANTIBODY_CH3", "ANTIBODY_HINGE"),
    "cd22": ("CD22", "CD22_TIP"),
    "payload": ("PAYLOAD",),
    "liver": ("PAYLOAD",),
    "dna": ("DNA_A", "DNA_B"),
    "clathrin": ("CLATHRIN",),
    "membrane": ("LIPID_HEAD", "LIPID_TAIL"),
}
#: What things are called, by the role whose color their names take in every clip and on every card.
NAMES = {
    "antibody": "antibody, conjugate",
    "cd22": "cd22",
    "payload": "drug, payload, drug payload, free drug, free payload, calicheamicin, calicheamicins, diradical",
    "linker": "linker",
    "dna": "dna, narrow groove, wide groove, minor groove, major groove",
    "cell": "cell, cells, leukemia cell",
    "blast": "blasts, one blast",
    "healthy": "healthy, normal, healthy marrow, healthy blood stem cell",
    "liver": "liver, liver vod, hepatic",
    "endosome": "endosome",
    "nucleus": "nucleus",
    "clathrin": "protein coat, clathrin coat",
    "membrane": "cell membrane, tiny bubble, vesicle",
}
ROLE = {name: role for role, names in NAMES.items() for name in names.split(", ")}
#: Clips that show signs, not things: nothing in them has a length.
GROUNDS = ("PAPER", "PLASMA", "CYTOSOL", "NUCLEUS", "MARROW", "WATER", "WHITE")

every_walk = pytest.mark.parametrize("case", CASES)


@pytest.fixture(name="seen")
def _seen(case: Case) -> Seen:
    return walk(case)


def told(faults: Iterator[str]) -> None:
    """Fail with all faults of a walk at once: each costs somebody a look."""
    found = list(faults)
    assert not found, "\n".join(found)


# --- words in the picture ---------------------------------------------------------------------------


@every_walk
def test_words_stand_in_the_safe_area_and_above_the_captions(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for text in beat.texts:
                if not seen.zones.safe.contains(text.box, slack=3):
                    yield f"{beat.name}: {text.text!r} leaves the safe area: {text.box}"
                if text.box.bottom > seen.zones.caption.top + 1:
                    yield f"{beat.name}: {text.text!r} stands in the captions' band: {text.box}"

    told(faults())


@every_walk
def test_no_word_overlaps_another_or_the_scale_bar(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for one, other in combinations(beat.texts, 2):
                same = one.label is not None and one.label == other.label
                if not same and one.box.overlaps(other.box):
                    yield f"{beat.name}: {one.text!r} lies over {other.text!r}"
            for text in beat.texts:
                if beat.bar and text.text != beat.bar.says and text.box.overlaps(beat.bar.box):
                    yield f"{beat.name}: {text.text!r} lies over the scale bar"

    told(faults())


@every_walk
def test_labels_also_keep_apart_in_the_middle_of_a_beat(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for labels in seen.moments:
            for one, other in combinations(labels, 2):
                if one.box.overlaps(other.box):
                    yield f"{one.text!r} lies over {other.text!r}"

    told(faults())


@every_walk
def test_at_most_three_labels_of_seven_words_stand_at_once(seen: Seen) -> None:
    assert max(len(labels) for labels in seen.moments) <= 3
    for labels in seen.moments:
        for label in labels:
            assert len(label.text.split()) <= 7, label.text
        assert sum(len(label.text.split()) for label in labels) <= 12


@every_walk
def test_no_word_is_smaller_than_36_pixels_and_no_name_than_48(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for text in beat.texts:
                if text.size < 36 - 1e-6:
                    yield f"{beat.name}: {text.text!r} is {text.size:.0f} px"

    told(faults())


@every_walk
def test_a_label_stands_long_enough_to_be_read(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for label in beat.labels:
                needs = 1.0 + 0.3 * len(label.text.split())
                if label.seconds < needs - 0.05:
                    yield f"{beat.name}: {label.text!r} stands {label.seconds:.1f} s of {needs:.1f} s"

    told(faults())


def pixels_under(beat: SeenBeat, box: Box) -> np.ndarray:
    """What is behind a word: colors 0-1, shape (n, 3)."""
    rows = slice(int(box.top / STAGE_PX), int(np.ceil(box.bottom / STAGE_PX)))
    columns = slice(int(box.left / STAGE_PX), int(np.ceil(box.right / STAGE_PX)))
    return beat.bare[rows, columns].reshape(-1, 3) / 255


def luminances(colors: np.ndarray) -> np.ndarray:
    """Relative luminances (WCAG 2.2) of colors 0-1, shape (n, 3)."""
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ [0.2126, 0.7152, 0.0722])


def readable_share(beat: SeenBeat, text: SeenText) -> float:
    """The share of what is behind a word that it stands out from at 4.5 to 1."""
    behind = luminances(pixels_under(beat, text.box))
    own = style.luminance(text.color)
    ratio = (np.maximum(behind, own) + 0.05) / (np.minimum(behind, own) + 0.05)
    return float((ratio >= 4.5).mean())


@every_walk
def test_words_are_readable_on_what_is_really_behind_them(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for text in beat.texts:
                share = readable_share(beat, text)
                if share < 0.95:
                    yield f"{beat.name}: {text.text!r} is readable on {share:.0%} of its ground"

    told(faults())


# --- leaders ----------------------------------------------------------------------------------------


def around(beat: SeenBeat, at: tuple[float, float], radius_px: float = 15.0) -> np.ndarray:
    """Colors (0-1) within a few stage px of a place, shape (n, 3)."""
    high, wide = beat.bare.shape[:2]
    rows, columns = np.mgrid[0:high, 0:wide]
    apart = np.hypot((columns + 0.5) * STAGE_PX - at[0], (rows + 0.5) * STAGE_PX - at[1])
    return np.asarray(beat.bare[apart <= radius_px] / 255)


def mixed(colors: np.ndarray, made: str) -> np.ndarray:
    """Which colors are this one, hazed toward some ground by up to 0.6."""
    a = np.array(rgb(made))
    found = np.zeros(len(colors), dtype=bool)
    for ground in GROUNDS:
        way = np.array(rgb(getattr(style, ground))) - a
        share = np.clip((colors - a) @ way / (way @ way), 0, 0.6)
        found |= np.linalg.norm(colors - (a + share[:, None] * way), axis=1) < 0.05
    return found


def is_drawn(colors: np.ndarray, role: str) -> bool:
    """Whether one of the colors belongs to an actor of this role, hazed as it may be.

    Ink counts as well: a contour, or the measure that stands beside an actor.
    """
    if mixed(colors, style.INK).any():
        return True
    if role in DRAWN:
        return any(
            mixed(colors, made).any()
            for name in DRAWN[role] for made in layers(getattr(style, name))
        )
    grounds = np.array([rgb(getattr(style, name)) for name in GROUNDS])
    apart = np.linalg.norm(colors[:, None] - grounds[None], axis=2).min(axis=1)
    return bool((apart > 0.08).any())


@every_walk
def test_every_leader_ends_on_an_actor_of_its_labels_color(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for label in beat.labels:
                if label.end and not is_drawn(around(beat, label.end), label.role):
                    x, y = label.end
                    yield f"{beat.name}: {label.text!r} points at nothing of its own at {x:.0f}, {y:.0f}"

    told(faults())


@every_walk
def test_a_thing_has_the_color_of_its_role_in_every_clip(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for label in beat.labels:
                role = ROLE.get(label.text.lower(), label.role)
                if role != label.role:
                    yield f"{beat.name}: {label.text!r} is written in the color of {label.role}, not of {role}"

    told(faults())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_thing_has_the_color_of_its_role_on_every_end_card(audience: str) -> None:
    for entry in (*RUNNING_ORDER, CLOSING):
        summary = load_clip_script(entry.name, "en", audience).summary
        for word, role in re.findall(r"\[([^\]]+)\]\((\w+)\)", summary):
            assert ROLE[word.lower()] == role, f"{entry.name}: {word}"


@every_walk
def test_a_leader_is_short_and_runs_over_no_other_word(seen: Seen) -> None:
    def crossed(label: SeenLabel, text: SeenText) -> bool:
        assert label.start
        assert label.end
        shares = np.linspace(0, 1, 80)[:, None]
        points = np.array(label.start) * (1 - shares) + np.array(label.end) * shares
        box = text.box
        return bool(
            ((points[:, 0] > box.left) & (points[:, 0] < box.right)
             & (points[:, 1] > box.top) & (points[:, 1] < box.bottom)).any()
        )

    def faults() -> Iterator[str]:
        for beat in seen.beats:
            for label in beat.labels:
                if not (label.start and label.end):
                    continue
                length = np.hypot(label.end[0] - label.start[0], label.end[1] - label.start[1])
                if length > 560:
                    yield f"{beat.name}: the leader of {label.text!r} is {length:.0f} px long"
                for text in beat.texts:
                    if crossed(label, text):
                        yield f"{beat.name}: the leader of {label.text!r} crosses {text.text!r}"

    told(faults())


#: Clips of signs, not of molecules: no scale bar, no free molecule.
WITHOUT_SCALE = {
    "transplant_bridge": "days have no length in nanometers",
    "evidence": "people are counted, not measured",
    "eligibility": "gates are signs",
    "safety": "signs are not measured",
    "outlook": "a river of studies is a sign",
}


# --- scale and motion ---------------------------------------------------------------------------------


@every_walk
def test_the_scale_bar_is_true_to_what_is_drawn(seen: Seen) -> None:
    bars = [(beat.name, beat.bar) for beat in seen.beats if beat.bar]
    if seen.clip in WITHOUT_SCALE:
        assert not bars, WITHOUT_SCALE[seen.clip]
        return
    assert {name for name, _ in bars} == {beat.name for beat in seen.beats} - {END_CARD}
    for name, bar in bars:
        assert bar.says == length_text(bar.nm)
        assert any(bar.drawn_px == pytest.approx(bar.nm * scale, rel=0.01) for scale in bar.scales), (
            f"{name}: {bar.says} is drawn {bar.drawn_px:.0f} px long; actors stand at {bar.scales} px/nm"
        )
        assert bar.drawn_px <= 0.35 * seen.zones.frame.width


@every_walk
def test_free_molecules_do_not_fly_straight(seen: Seen) -> None:
    if seen.clip in WITHOUT_SCALE:
        return
    free = {"leukemia": 0, "drug": 0, "binding": 3, "internalization": 2, "dna_damage": 1}
    assert len(seen.paths) >= free[seen.clip]
    for name, path in seen.paths.items():
        assert len(path) >= 15, name
        assert straightness(np.asarray(path)) <= 0.6, name


@pytest.mark.parametrize("case", [c for c in CASES if "binding" in str(c.id)])
def test_one_encounter_fails_before_the_capture(seen: Seen) -> None:
    meeting = seen.meeting
    assert meeting is not None
    missed, first, second = meeting.gaps.T
    before = meeting.times < meeting.caught
    # It touches the first rod it meets, and goes away again, before anything holds it.
    touch = int(np.argmin(np.where(before, missed, np.inf)))
    assert missed[touch] <= 1.5
    assert abs(meeting.times[touch] - meeting.bumps) < 0.75
    after = before & (meeting.times > meeting.times[touch])
    assert missed[after].max() > missed[touch] + 4.0
    assert (meeting.times[touch] - meeting.times[0]) > 1.0, "it is seen wandering first"
    # Then it is caught by another, within a reach that chance may bring, and stays.
    just_before = first[before][-1]
    assert just_before < 5.0, "a capture is no flight"
    assert (first[meeting.times > meeting.caught + 0.5] < 1.5).all()
    assert (second[meeting.times > meeting.bridges + 0.5] < 1.5).all()
    assert (second[meeting.times < meeting.bridges - 0.2] > 1.5).all()


# --- time ------------------------------------------------------------------------------------------------


@every_walk
def test_every_beat_of_the_script_is_played_in_order(seen: Seen) -> None:
    script = load_clip_script(seen.clip, "en", seen.audience)
    assert tuple(beat.name for beat in seen.beats) == script.beat_names
    assert seen.poster_beat in script.beat_names
    for beat in seen.beats:
        assert set(beat.record.labels) <= set(script.beat(beat.name).labels.values())


@pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda entry: entry.name)
def test_every_label_of_the_script_is_named_in_its_clip(entry: Entry) -> None:
    # One shape may do without a word that another has room for; none may be left over.
    files = (ROOT / "scenes").glob(f"{entry.name.split('_')[0]}*.py")
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    for audience in AUDIENCES:
        for beat in load_clip_script(entry.name, "en", audience).beats:
            for key in beat.labels:
                stems = [key[: found.end()] for found in re.finditer("_", key)]
                built = any(f'f"{stem}{{' in code for stem in stems)  # as in f"day_{n}"
                assert f'"{key}"' in code or built, f"{beat.name}: {key}"


@every_walk
def test_cues_lie_in_the_video_in_order_and_on_its_frames(seen: Seen) -> None:
    rate = SMALL.fps
    assert seen.story.duration == pytest.approx(seen.frames / rate, abs=1e-9)
    last = 0.0
    for beat in seen.beats:
        record = beat.record
        assert record.start == pytest.approx(last, abs=1e-9)
        assert record.end == pytest.approx(beat.frames / rate, abs=1e-9)
        assert record.start <= record.narration_start <= record.narration_end
        assert record.narration_end <= record.end - HOLD + 1e-6
        spoken = [(record.narration_start + w.start, record.narration_start + w.end)
                  for w in record.speech.words]
        assert all(a < b for a, b in spoken)
        assert spoken == sorted(spoken)
        assert not spoken or spoken[-1][1] <= record.narration_end + 1e-6
        last = record.end
    assert last == seen.story.duration


#: Seconds of the patient cut, from the storyboard; the end card may add its own.
LENGTHS = {
    "leukemia": (25, 50), "drug": (25, 50), "binding": (25, 45), "internalization": (30, 60), "dna_damage": (30, 60),
    "transplant_bridge": (35, 80), "evidence": (30, 75), "eligibility": (20, 42), "safety": (35, 70),
    "outlook": (20, 44),
}


@every_walk
def test_a_clip_is_neither_hurried_nor_long(seen: Seen) -> None:
    shortest, longest = LENGTHS[seen.clip]
    stretch = 2.0 if seen.audience == "student" else 1.0
    story = next(b for b in seen.beats if b.name == END_CARD).record.start
    assert shortest - 5 <= story <= longest * stretch


# --- the picture ------------------------------------------------------------------------------------------


@every_walk
def test_the_caption_band_is_quiet_at_the_end_of_every_beat(seen: Seen) -> None:
    def faults() -> Iterator[str]:
        for beat in seen.beats:
            # The band's upper edge itself may be a line.
            band = beat.picture[int(np.ceil(0.83 * beat.picture.shape[0])):] / 255
            unrest = float(luminances(band.reshape(-1, 3)).std())
            if unrest > 0.05:
                yield f"{beat.name}: the captions' band varies by {unrest:.3f}"

    told(faults())


@every_walk
def test_no_beat_leaves_the_picture_empty(seen: Seen) -> None:
    for beat in seen.beats:
        assert luminances(beat.bare.reshape(-1, 3) / 255).std() > 0.005, beat.name


@every_walk
def test_every_beat_changes_the_picture(seen: Seen) -> None:
    for before, after in zip(seen.beats, seen.beats[1:], strict=False):
        assert not np.array_equal(before.picture, after.picture), after.name


