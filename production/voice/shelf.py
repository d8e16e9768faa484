"""Takes as they are kept: made, found stale or missing, written all or none, and listened to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Final, Literal

from production.store.files import delivered
from production.voice.level import gain_for
from production.voice.lexicon import Lexicon, lexicon_of
from production.voice.making import Reading
from production.voice.meter import measured
from production.voice.sound_files import RATE, encoded
from scenes.script.entry import Entry
from scenes.script.takes import INDEX, Speaker, Take, index_of, takes_folder, takes_of

State = Literal["current", "stale", "missing"]
_HEARD_BY_SOMEBODY: Final = "yes"


@dataclass(frozen=True)
class Wanted:
    """The narration of one beat, for which there should be a take."""

    audience: str
    clip: str
    beat: str
    text: str

    @property
    def name(self) -> str:
        """Of its beat: ``binding.dock``."""
        return f"{self.clip}.{self.beat}"

    @property
    def key(self) -> str:
        """Of its take, in the index."""
        return f"{self.audience}/{self.name}"


@dataclass(frozen=True)
class Standing:
    """How it stands with one narration, and why."""

    wanted: Wanted
    take: Take | None
    state: State
    why: str = ""


def wanted_of(entries: Iterable[Entry], language: str, audiences: Iterable[str], silent: str) -> Iterator[Wanted]:
    """All that is read in some clips.

    Parameters
    ----------
    silent
        Name of the clip whose end card is never shown: the film's opening.
    """
    clips = [*entries]
    for audience in audiences:
        for entry in clips:
            beats = entry.script(language, audience).beats
            for beat in beats[:-1] if entry.name == silent else beats:
                yield Wanted(audience, entry.name, beat.name, beat.narration)


class Shelf:
    """The takes of one language.

    Parameters
    ----------
    folder
        Where the languages stand, if not where they usually do.
    """

    def __init__(self, language: str, folder: Path | None = None) -> None:
        self.language = language
        self.root = folder or takes_folder()
        self.folder = self.root / language
        self.lexicon: Lexicon = lexicon_of(language, self.root)
        self.takes: dict[str, Take] = dict(takes_of(language, self.root))

    def standing(self, wanted: Wanted) -> Standing:
        """Whether the take of a narration is what it should be."""
        take = self.takes.get(wanted.key)
        if take is None:
            return Standing(wanted, None, "missing")
        if take.text != wanted.text:
            return Standing(wanted, take, "stale", "its text is another one now")
        if take.said and take.said != self.lexicon.said(take.text):
            return Standing(wanted, take, "stale", "the lexicon has a word of it said in another way now")
        if not _is(Path(take.file), take.sha256):
            return Standing(wanted, take, "stale", "its file is missing or is another one")
        return Standing(wanted, take, "current")

    def put(self, wanted: Wanted, reading: Reading, speaker: str, *, made_by: str, synthetic: bool) -> Take:
        """Keep a take in place of an older one; its gain is found when all of a voice are there, by `settle`."""
        content = encoded(reading.samples)
        level = measured(reading.samples, RATE)
        path = self.folder / f"{wanted.key}.opus"
        with delivered(path.parent) as making:
            (making / path.name).write_bytes(content)
        self.takes[wanted.key] = Take(
            key=wanted.key,
            text=wanted.text,
            speaker=next((t.speaker for t in self.takes.values() if t.speaker.name == speaker),
                         Speaker(speaker, synthetic)),
            said=self.lexicon.said(wanted.text) if synthetic else "",
            made_by=made_by,
            heard="",
            times=reading.times,
            seconds=reading.seconds(self.language, wanted.audience),
            loudness=level.loudness,
            peak=level.peak,
            sha256=sha256(content).hexdigest(),
            file=str(path),
        )
        return self.takes[wanted.key]

    def hear(self, keys: Iterable[str], by: str) -> None:
        """Remember that a person has listened to takes."""
        for key in keys:
            self.takes[key] = replace(self.takes[key], heard=by or _HEARD_BY_SOMEBODY)

    def settle(self) -> None:
        """Give each voice the one gain that brings it to the film's loudness, and write the index."""
        loudness: dict[str, list[float]] = {}
        for take in self.takes.values():
            loudness.setdefault(take.speaker.name, []).append(take.loudness)
        gains = {name: gain_for(median(found)) for name, found in loudness.items()}
        self.takes = {
            key: replace(take, speaker=replace(take.speaker, gain=gains[take.speaker.name]))
            for key, take in self.takes.items()
        }
        with delivered(self.folder) as making:
            (making / INDEX).write_text(index_of(self.takes.values()), encoding="utf-8", newline="\n")

    def left_over(self, wanted: Iterable[Wanted]) -> list[str]:
        """Keys of takes of beats that the film no longer has."""
        known = {one.key for one in wanted}
        return sorted(key for key in self.takes if key not in known)

    def drop(self, keys: Iterable[str]) -> None:
        """Remove takes; the index is written by `settle`."""
        for key in keys:
            Path(self.takes.pop(key).file).unlink(missing_ok=True)


def _is(path: Path, known: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == known
    except OSError:
        return False
