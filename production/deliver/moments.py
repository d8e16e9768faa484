"""When each beat is told, in its clip and in a film: from finished files, or else about, from the script alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import webvtt

from production.store import manifest
from production.store.files import folder_for
from scenes import running_order
from scenes.running_order import OPENING, Cut, join_between
from scenes.script.entry import Entry
from scenes.script.errors import FilmError
from scenes.script.facts import load_ledger
from scenes.script.joins import frames_of
from scenes.script.request import QUALITIES, SHAPES, Request
from scenes.script.script import END_CARD
from scenes.script.story import estimated
from scenes.script.voice import SilentVoice, Voice

#: Joins are whole frames at this rate; a film of another rate differs by less than a frame.
_FPS = QUALITIES["hd"].fps


@dataclass(frozen=True)
class Moment:
    """When a beat begins and ends, s.

    Attributes
    ----------
    start, end
        From the clip's first frame.
    in_film
        The start, from the film's first frame.
    about
        Whether the times are estimated.
    """

    start: float
    end: float
    in_film: float
    about: bool


class Moments:
    """The times of a film in one language, for one audience, and of the clips in it.

    Parameters
    ----------
    cut
        The film; the whole film if left out.
    finished
        Folder of finished files; what is missing there, or is not what its manifest says, is estimated.
    voice
        Who reads, for estimates.
    """

    def __init__(self, cut: Cut | None = None, language: str = "en", audience: str = "patient",
                 finished: Path | None = None, voice: Voice | None = None) -> None:
        self.cut, self.language, self.audience = cut or running_order.CUTS[0], language, audience
        self.finished, self.voice = finished, voice or SilentVoice()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The clips of the film, in order."""
        every = running_order.RUNNING_ORDER
        return tuple(entry for entry in every if not self.cut.clips or entry.name in self.cut.clips)

    def of(self, clip: str, beat: str) -> Moment:
        """When a beat of a clip is told; `FilmError` if this film does not hold it."""
        starts, about = self._beats.get(clip, ({}, True))
        names = list(starts)
        if beat not in names[:-1]:  # nothing is told on the end card
            raise FilmError(f"{clip}.{beat} is no beat of cut '{self.cut.name}' for a {self.audience}")
        end = starts[names[names.index(beat) + 1]]
        film, film_about = self._clips[clip]
        return Moment(starts[beat], end, film + starts[beat], about or film_about)

    @cached_property
    def seconds(self) -> float:
        """How long the film takes up to its close, s."""
        if not self.entries:
            raise FilmError(f"cut '{self.cut.name}' holds no clip")
        last = self.entries[-1].name
        return self._clips[last][0] + self._beats[last][0][END_CARD]

    @cached_property
    def about(self) -> bool:
        """Whether any of its times is estimated."""
        return any(about for _, about in (*self._beats.values(), *self._clips.values()))

    # --- clips -----------------------------------------------------------------------------------

    @cached_property
    def _beats(self) -> Mapping[str, tuple[Mapping[str, float], bool]]:
        """When the beats of each clip begin, by name; and whether that is an estimate."""
        return {entry.name: self._starts(entry) for entry in self.entries}

    def _starts(self, entry: Entry) -> tuple[Mapping[str, float], bool]:
        script = entry.script(self.language, self.audience)
        chapters = self._chapters(entry.name)
        if [title for title, _ in chapters] == [beat.title for beat in script.beats]:
            return {name: start for name, (_, start) in zip(script.beat_names, chapters, strict=True)}, False
        speeches = [self.voice.speak(beat.narration, language=self.language, audience=self.audience)
                    for beat in script.beats]
        return {beat.name: beat.start for beat in estimated(script, speeches, load_ledger())}, True

    @cached_property
    def _clips(self) -> Mapping[str, tuple[float, bool]]:
        """When each clip begins in the film; and whether that is an estimate."""
        told = dict(self._chapters(self.cut.name))
        now, before, found = self._starts(OPENING)[0][END_CARD], OPENING.name, {}
        for entry in self.entries:
            now += frames_of(join_between(before, entry.name), _FPS) / _FPS
            title = entry.script(self.language, self.audience).title
            heading = f"{entry.number} {title}".strip()
            found[entry.name] = (told[heading], False) if heading in told else (now, True)
            now, before = now + self._beats[entry.name][0][END_CARD], entry.name
        return found

    def _chapters(self, name: str) -> Sequence[tuple[str, float]]:
        """Titles and starts (s) of the chapters of a finished film; none where it is not there, or was changed."""
        for shape in SHAPES if self.finished is not None else ():
            folder = folder_for(self.finished or Path(), Request(self.language, self.audience, shape))
            file = folder / f"{name}.chapters.vtt"
            entry = manifest.read(folder).get(name)
            files = entry.get("files") if isinstance(entry, dict) else None
            known = files.get(file.name) if isinstance(files, dict) else None
            if known is not None and file.is_file() and manifest.hash_of(file) == known:
                return [(cue.text, cue.start_in_seconds) for cue in webvtt.read(str(file)).captions]
        return ()
