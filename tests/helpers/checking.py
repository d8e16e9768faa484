"""Small films to be held against the rules: made of a few words, or of the real assets, changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from production.check.finding import Finding
from production.check.looking.shown_clip import Frame, ShownClip
from production.check.reading.project import ASSETS, Project
from production.check.reading.told_clip import ToldClip, ToldFilm, estimated
from production.check.rule import AnyRule
from scenes.script.cue import Cue
from scenes.script.entry import Entry
from scenes.script.request import Request
from scenes.script.script import BeatScript
from scenes.script.story import BeatRecord, Story
from scenes.script.voice import Speech, Word
from tests.helpers.scripted import script

#: The day of these tests: the ledger's facts were checked, and none is due.
TODAY = date(2026, 11, 29)
#: Folders of words by language.
WORDS = ("script", "questions", "lessons")
TINY = Entry("tiny", "1", "tests.clips.tiny:Tiny")


@cache
def real() -> Project:
    """The film's own ledger, lists and script."""
    return Project.load(today=TODAY)


def copied(folder: Path) -> Path:
    """A copy of the film's assets, to be changed."""
    assets = folder / "assets"
    for file in [*ASSETS.glob("*.toml"), *(file for room in WORDS for file in (ASSETS / room).glob("*.toml"))]:
        copy = assets / file.relative_to(ASSETS)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    return assets


def change(assets: Path, file: str, old: str, new: str, count: int = 1) -> None:
    """Change a text in one of the files."""
    path = assets / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def with_script(folder: Path, text: str, language: str = "en") -> Project:
    """The film's ledger and lists with another script of one clip, ``tiny``."""
    assets = folder / "assets" if (folder / "assets").exists() else copied(folder)
    (assets / "script" / f"{language}.toml").write_text(text, encoding="utf-8")
    return Project.load(assets, TODAY, order=(TINY,))


def told(*beats: BeatScript, project: Project | None = None, **asked: str) -> ToldClip:
    """A clip of these beats as its script tells it; ``asked`` is audience, shape, language."""
    words = script([*beats])
    return estimated(project or real(), words, Request(**asked))  # type: ignore[arg-type]


def of_clip(project: Project, clip: str, audience: str = "patient", shape: str = "landscape") -> ToldClip:
    """A clip of a project as its script tells it."""
    words = project.clip_script(clip, "en", audience)
    return estimated(project, words, Request(audience=audience, shape=shape))


def captioned(*cues: Cue, text: str | None = None, seconds: float = 20.0, **asked: str) -> ToldClip:
    """A clip of one beat with captions given by hand; each word is said when its cue begins."""
    words = [
        Word(word, cue.start if i == 0 else cue.start + 0.01, cue.end)
        for cue in cues
        for i, word in enumerate(cue.text.split())
    ]
    speech = Speech(text or " ".join(word.text for word in words), tuple(words), seconds)
    beat = BeatRecord("one", 0.0, seconds, 0.0, seconds, speech, "", (), (), ())
    story = Story("scripted", "9", "Title", "All is said.", (), [beat])
    made = told(BeatScript("one", speech.text, "", {}, (), ()), project=real(), **asked)
    return replace(made, story=story, cues=cues)


def spoken(name: str, words: int, seconds: float, **more: object) -> BeatRecord:
    """A beat in which so many words are said in so many seconds."""
    text = " ".join(["word"] * words)
    each = tuple(Word("word", 0.0, 1.0) for _ in range(words))
    speech = Speech(text, each, seconds)
    beat = BeatRecord(name, 0.0, seconds, 0.0, seconds, speech, "", (), (), ())
    return replace(beat, **more)  # type: ignore[arg-type]


def film(*clips: ToldClip) -> ToldFilm:
    """A cut of the film from these clips, all of them asked for."""
    first = clips[0]
    names = frozenset(clip.clip for clip in clips)
    return ToldFilm(first.project, first.language, first.audience, first.shape, clips, names)


def shown(clip: ToldClip, *frames: Frame, scaled: bool = False) -> ShownClip:
    """A clip as it is shown, of frames made by hand; a clip of signs if not said else."""
    return ShownClip(clip, frames, scaled=scaled)


def frame(beat: str = "one", picture: np.ndarray | None = None, **seen: object) -> Frame:
    """The end of a beat, gray if no picture is given."""
    gray = np.full((27, 48, 3), 128, np.uint8)
    made = Frame(1.0, beat, True, gray if picture is None else picture)
    return replace(made, **seen)  # type: ignore[arg-type]


def finding(**changed: object) -> Finding:
    """A finding, changed as asked."""
    made = Finding("pace", "tiny", "disc", "landscape", "patient", "en", "too fast", "Slow down.")
    return replace(made, **changed)  # type: ignore[arg-type]


def findings(rule: AnyRule, *contexts: object) -> list[Finding]:
    """What a rule finds in these contexts."""
    found: list[Finding] = []
    for context in contexts:
        found += rule.findings(context)  # type: ignore[arg-type]
    return found


def passes(rule: AnyRule, *contexts: object) -> bool:
    """Whether a rule finds nothing in these contexts."""
    return not findings(rule, *contexts)


def says(found: Iterable[Finding]) -> str:
    """All that the findings say is wrong."""
    return " ".join(finding.what for finding in found)
