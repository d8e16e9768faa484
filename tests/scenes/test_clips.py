"""What the real clips promise besides what ``render.py check`` holds them to, on the same walks."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path

import numpy as np
import pytest

from production.check.looking.walker import FPS
from production.check.rules.calm import LightAndMotion
from production.draw.walk import clip_class
from scenes.running_order import CLOSING, OPENING, RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.request import AUDIENCES
from scenes.script.script import END_CARD, clip_names, load_clip_script
from scenes.script.toml_file import ROOT
from tests.helpers.walks import CASES, WATCHED, Case, Meeting, entry_named, walk

HOLD = 0.8
#: What things are called, by the role whose color their names take in every clip and on every card.
NAMES = {
    "antibody": "antibody, conjugate",
    "cd22": "cd22",
    "payload": "drug, payload, drug payload, free drug, free payload, calicheamicin, calicheamicins, diradical",
    "linker": "linker",
    "dna": "dna, narrow groove, wide groove, minor groove, major groove",
    "cell": "cell, cells, leukemia cell",
    "blast": "blasts, one blast",
    "healthy": "healthy, normal, healthy marrow, healthy blood stem cell, blood stem cell: no cd22",
    "b_cell": "healthy b cell: lost too",
    "liver": "liver, liver vod, hepatic",
    "endosome": "endosome",
    "nucleus": "nucleus",
    "clathrin": "protein coat, clathrin coat",
    "membrane": "cell membrane, tiny bubble, vesicle",
}
ROLE = {name: role for role, names in NAMES.items() for name in names.split(", ")}

every_walk = pytest.mark.parametrize("case", CASES)
every_clip = pytest.mark.parametrize("entry", RUNNING_ORDER, ids=lambda entry: entry.name)


# --- the shot list and the script ---------------------------------------------------------------------


def shot_list(construct: ast.FunctionDef) -> list[tuple[str, bool]]:
    """The beats of a shot list in order, each with whether only those see it whose script has it."""
    asked = {id(node) for branch in ast.walk(construct) if isinstance(branch, ast.If)
             and "has_beat" in ast.unparse(branch.test) for node in ast.walk(branch)}
    beats = [
        (node.lineno, ast.literal_eval(item.context_expr.args[0]), id(node) in asked)
        for node in ast.walk(construct) if isinstance(node, ast.With)
        for item in node.items
        if isinstance(item.context_expr, ast.Call) and ast.unparse(item.context_expr.func) == "self.beat"
    ]
    return [(name, if_asked) for _, name, if_asked in sorted(beats)]


def unlike(shots: list[tuple[str, bool]], scripts: dict[str, tuple[str, ...]]) -> list[str]:
    """Where the beats of a script, by audience, are others than those of the shot list."""
    found = []
    for audience, beats in scripts.items():
        wanted = [*(name for name, if_asked in shots if not if_asked or name in beats), END_CARD]
        if [*beats] != wanted:
            found.append(f"the script has {beats} for a {audience}, the shot list {wanted}")
    for name, if_asked in shots:
        if if_asked and all(name in beats for beats in scripts.values()):
            found.append(f"everybody sees {name}: there is nothing to ask")
    return found


def test_a_shot_list_unlike_its_script_is_noticed() -> None:
    shots = [("one", False), ("two", True), ("three", False)]
    fine = {"patient": ("one", "three", END_CARD), "student": ("one", "two", "three", END_CARD)}
    assert unlike(shots, fine) == []
    for changed in (
        {"patient": ("one", END_CARD)}, {"patient": ("one", "three", "four", END_CARD)},
        {"student": ("two", "one", "three", END_CARD)}, {"patient": ("one", "two", "three", END_CARD)},
    ):
        assert unlike(shots, fine | changed), changed
    assert unlike(shots[::-1], fine)


@every_clip
def test_the_shot_list_has_the_beats_of_the_script_for_every_audience(entry: Entry) -> None:
    source = textwrap.dedent(inspect.getsource(clip_class(entry).construct))
    (construct,) = ast.parse(source).body
    assert isinstance(construct, ast.FunctionDef)
    shots = shot_list(construct)
    assert shots
    scripts = {audience: load_clip_script(entry.name, audience=audience).beat_names for audience in AUDIENCES}
    assert unlike(shots, scripts) == []
    assert all(clip_class(entry).poster_beat in beats for beats in scripts.values())


def test_the_script_holds_the_clips_of_the_running_order_and_no_other() -> None:
    assert set(clip_names()) == {entry.name for entry in (*RUNNING_ORDER, OPENING, CLOSING)}


@every_walk
def test_every_beat_of_the_script_is_played_in_order(case: Case) -> None:
    shown = walk(case)
    told = shown.told
    assert tuple(beat.name for beat in told.story.beats) == told.script.beat_names
    assert shown.poster_beat in told.script.beat_names
    for beat, script in told.beats:
        assert set(beat.labels) <= set(script.labels.values())


def sources_of(entry: Entry) -> list[Path]:
    """A clip's file, and those of its set."""
    scenes = ROOT / "scenes"
    return [scenes / f"{entry.name}.py", *(scenes / "sets" / entry.name).glob("*.py")]


@every_clip
def test_every_label_of_the_script_is_named_in_its_clip(entry: Entry) -> None:
    # One shape may do without a word that another has room for; none may be left over.
    code = "\n".join(file.read_text(encoding="utf-8") for file in sources_of(entry))
    for audience in AUDIENCES:
        for beat in load_clip_script(entry.name, "en", audience).beats:
            for key in beat.labels:
                stems = [key[: found.end()] for found in re.finditer("_", key)]
                built = any(f'f"{stem}{{' in code for stem in stems)  # as in f"day_{n}"
                assert f'"{key}"' in code or built, f"{beat.name}: {key}"


# --- colors and what they mean ------------------------------------------------------------------------


@every_walk
def test_a_thing_has_the_color_of_its_role_in_every_clip(case: Case) -> None:
    wrong = [
        f"{frame.beat}: {label.text!r} is written in the color of {label.role}"
        for frame in walk(case).frames for label in frame.labels
        if ROLE.get(label.text.lower(), label.role) != label.role
    ]
    assert wrong == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_thing_has_the_color_of_its_role_on_every_end_card(audience: str) -> None:
    for entry in (*RUNNING_ORDER, CLOSING):
        summary = load_clip_script(entry.name, "en", audience).summary
        for word, role in re.findall(r"\[([^\]]+)\]\((\w+)\)", summary):
            assert ROLE[word.lower()] == role, f"{entry.name}: {word}"


# --- motion -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", WATCHED)
def test_the_ways_of_free_molecules_are_looked_at(case: Case) -> None:
    watched = walk(case).told_by["straight-flight"]
    assert isinstance(watched, LightAndMotion)
    assert len(watched.paths) >= clip_class(entry_named(case[0])).free_molecules
    assert all(len(path) >= 8 for path in watched.paths.values()), "too short to tell whether it is straight"


@pytest.mark.parametrize("case", [c for c in CASES if "binding" in str(c.id)])
def test_one_encounter_fails_before_the_capture(case: Case) -> None:
    meeting = walk(case).told_by["encounter"]
    assert isinstance(meeting, Meeting)
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


# --- time ---------------------------------------------------------------------------------------------


@every_walk
def test_cues_lie_in_the_video_in_order_and_on_its_frames(case: Case) -> None:
    shown = walk(case)
    last = 0.0
    for record, frame in zip(shown.told.story.beats, shown.ends, strict=True):
        assert record.start == pytest.approx(last, abs=1e-9)
        assert record.end == pytest.approx(frame.time, abs=1e-9)
        assert frame.time * FPS == pytest.approx(round(frame.time * FPS), abs=1e-6)
        assert record.start <= record.narration_start <= record.narration_end
        assert record.narration_end <= record.end - HOLD + 1e-6
        spoken = [(record.narration_start + w.start, record.narration_start + w.end)
                  for w in record.speech.words]
        assert all(a < b for a, b in spoken)
        assert spoken == sorted(spoken)
        assert not spoken or spoken[-1][1] <= record.narration_end + 1e-6
        last = record.end
    assert last == shown.told.story.duration
