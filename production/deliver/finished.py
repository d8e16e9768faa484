"""A finished clip or film as data: what was made, in one language, for one audience, in one shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from production.finish.mp4 import Chapter
from scenes.script.facts import Fact, Source


@dataclass(frozen=True)
class File:
    """A finished file whose hash is what the manifest says.

    Attributes
    ----------
    sha256
        As ``sha256sum`` prints it.
    size
        In bytes.
    """

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Cue:
    """One caption: its lines, and when it stands (s)."""

    lines: tuple[str, ...]
    start: float
    end: float


@dataclass(frozen=True)
class Word:
    """A word that is said, and when (s); ``beat`` is the name of the beat that it belongs to."""

    beat: str
    word: str
    start: float
    end: float


@dataclass(frozen=True)
class Part:
    """A clip within a film: its name, its title and when it begins (s)."""

    name: str
    title: str
    start: float


@dataclass(frozen=True)
class Beat:
    """One idea of a clip.

    Attributes
    ----------
    clip
        Name of the clip that it belongs to; in a film there are several.
    start, end
        s, from the first frame of the file.
    said, seen, labels
        What is said, what is seen, and the words in the picture.
    facts, sources
        Ids of facts and numbers of sources that it rests on.
    """

    clip: str
    name: str
    title: str
    start: float
    end: float
    said: str
    seen: str
    labels: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Finished:
    """A clip or a film with all that stands beside it, verified.

    Attributes
    ----------
    kind
        ``clip`` or ``film``.
    files
        By what follows the name: ``mp4``, ``vtt``, ``srt``, ``chapters.vtt``, ``transcript.html``, ``poster.png``,
        ``words.json``, ``story.json``, and whatever else the manifest names.
    lead
        The first words of ``title`` where that is a question; pages write them lighter.
    pixels, seconds
        Size of the picture, and length.
    notice
        "General education, not medical advice", in its language.
    voice, synthetic
        The line that names who reads (empty where nobody does), and whether no person does.
    machine
        Whether a machine translated some of its words, and nobody has reviewed them.
    checked, review_by
        When its facts were last checked, and the day on which the first of them is due again.
    clips
        Of a film: its clips.
    words
        When each word is said; nothing where nobody reads (their times are estimates then).
    facts, sources
        By id and by number.
    """

    kind: str
    name: str
    language: str
    audience: str
    shape: str
    quality: str
    files: Mapping[str, File]
    number: str
    title: str
    lead: str
    subtitle: str
    summary: str
    pixels: tuple[int, int]
    seconds: float
    version: str
    notice: str
    voice: str
    synthetic: bool
    machine: bool
    checked: date
    review_by: date
    clips: tuple[Part, ...]
    chapters: tuple[Chapter, ...]
    captions: tuple[Cue, ...]
    beats: tuple[Beat, ...]
    words: tuple[Word, ...]
    facts: Mapping[str, Fact]
    sources: Mapping[int, Source]

    @property
    def movie(self) -> File:
        """The MP4."""
        return self.files["mp4"]

    @property
    def poster(self) -> File:
        """The poster (PNG)."""
        return self.files["poster.png"]

    @property
    def heading(self) -> str:
        """Its number, if it has one, and its title."""
        return f"{self.number} {self.title}".strip()


def finished(
    told: Mapping[str, Any], words: list[Mapping[str, Any]], files: Mapping[str, File], name: str
) -> Finished:
    """A finished clip from its story (``story.json``) and the times of its words.

    Raises
    ------
    LookupError, TypeError, ValueError
        The story is not as `production.finish.story_file` writes it.
    """
    sources = {one["number"]: Source(**one) for one in told["sources"]}
    plain = ("kind", "language", "audience", "shape", "quality", "number", "title", "lead", "subtitle", "summary",
             "version", "notice", "voice")
    return Finished(
        **{key: _text(told[key]) for key in plain},
        name=name,
        files=files,
        pixels=(int(told["pixels"][0]), int(told["pixels"][1])),
        seconds=float(told["seconds"]),
        synthetic=bool(told["synthetic"]),
        machine=bool(told["machine"]),
        checked=date.fromisoformat(told["checked"]),
        review_by=date.fromisoformat(told["review_by"]),
        clips=tuple(Part(**one) for one in told["clips"]),
        chapters=tuple(Chapter(**one) for one in told["chapters"]),
        captions=tuple(Cue(tuple(one["lines"]), one["start"], one["end"]) for one in told["captions"]),
        beats=tuple(_beat(one) for one in told["beats"]),
        words=tuple(Word(**one) for one in words) if told["voice"] else (),
        facts={id: _fact(id, one, sources) for id, one in told["facts"].items()},
        sources=sources,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _beat(told: Mapping[str, Any]) -> Beat:
    lists = {key: tuple(told[key]) for key in ("labels", "facts", "sources")}
    return Beat(**{**told, **lists})


def _fact(id: str, told: Mapping[str, Any], sources: Mapping[int, Source]) -> Fact:
    days = {key: date.fromisoformat(told[key]) for key in ("checked", "review_by")}
    return Fact(**{**told, **days, "id": id, "sources": tuple(sources[number] for number in told["sources"])})
