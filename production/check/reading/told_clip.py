"""What rules look at, as far as it is words: a clip as it is told, and all clips of a film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from production.check.reading.project import Project
from production.finish.captions import Form, cues
from production.store.files import folder_for
from scenes.script.cue import Cue
from scenes.script.facts import Fact, Ledger
from scenes.script.request import CAPTIONS, Request
from scenes.script.script import END_CARD, BeatScript, ClipScript
from scenes.script.story import BeatRecord, Story
from scenes.script.story import estimated as estimated_beats
from scenes.script.translation import Translation
from scenes.script.voice import SilentVoice, Voice


@dataclass(frozen=True)
class ToldClip:
    """One clip as it is told, in one language, audience and shape.

    Attributes
    ----------
    story
        The beats with their times: as walked, or estimated from the script.
    cues
        Its captions.
    walked
        Whether the times are those of the clip itself.
    voice
        Who reads it.
    captions
        Where they stand, as in `Request`.
    """

    project: Project
    clip: str
    language: str
    audience: str
    shape: str
    script: ClipScript
    story: Story
    cues: tuple[Cue, ...]
    walked: bool = False
    voice: Voice = field(default_factory=SilentVoice)
    captions: str = CAPTIONS[0]

    @property
    def request(self) -> Request:
        """What was asked for."""
        return Request(self.language, self.audience, self.shape, voice=self.voice, captions=self.captions)

    @property
    def name(self) -> str:
        """What its finished files are called, without their endings."""
        return ".".join(filter(None, (self.clip, self.request.suffix)))

    @property
    def narrated(self) -> bool:
        """Whether somebody is to read it."""
        return not isinstance(self.voice, SilentVoice)

    @property
    def english(self) -> bool:
        """Whether what is known of English words holds for it."""
        return self.language.split("-")[0] == "en"

    @property
    def spoken_beats(self) -> list[BeatRecord]:
        """All beats but the end card."""
        return [beat for beat in self.story.beats if beat.name != END_CARD]

    @cached_property
    def beats(self) -> list[tuple[BeatRecord, BeatScript]]:
        """Each beat as it was played, with its words."""
        return [(beat, self.script.beat(beat.name)) for beat in self.story.beats]

    def facts(self, *ids: str) -> Iterator[Fact]:
        """Facts by id; one that the ledger does not hold is left out (another rule's affair)."""
        return (self.ledger[id] for id in ids if id in self.ledger)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger in its language."""
        return self.script.told(self.project.ledger)

    @property
    def generic(self) -> str:
        """The drug's name in its language."""
        file = self.project.scripts.get(self.language)
        return (isinstance(file, Translation) and file.catalog.text("names.generic")) or self.project.claims.generic

    @property
    def folder(self) -> Path | None:
        """Where its finished files stand, if any were made."""
        if self.project.out is None:
            return None
        folder = folder_for(self.project.out, self.request)
        return folder if (folder / f"{self.name}.mp4").exists() else None


@dataclass(frozen=True)
class ToldFilm:
    """All clips of one cut as they are told, in story order.

    Attributes
    ----------
    clips
        Those that were asked for as they were walked, the others as their script tells them.
    asked
        The clips that the check is about; problems elsewhere are not told.
    """

    project: Project
    language: str
    audience: str
    shape: str
    clips: tuple[ToldClip, ...]
    asked: frozenset[str] = field(default=frozenset())

    clip: ClassVar[str] = ""


def told(
    project: Project,
    script: ClipScript,
    story: Story,
    request: Request,
    *,
    walked: bool = False,
) -> ToldClip:
    """A clip as it is told, with its captions."""
    return ToldClip(
        project=project,
        clip=script.name,
        language=request.language,
        audience=request.audience,
        shape=request.shape,
        script=script,
        story=story,
        cues=cues(story, Form.of(request)),
        walked=walked,
        voice=request.voice,
        captions=request.captions,
    )


def estimated(project: Project, script: ClipScript, request: Request) -> ToldClip:
    """A clip as its script alone tells it: no beat lasts longer than its narration needs."""
    number = next((entry.number for entry in project.order if entry.name == script.name), "")
    speeches = [
        request.voice.speak(beat.narration, language=request.language, audience=request.audience)
        for beat in script.beats
    ]
    beats = estimated_beats(script, speeches, script.told(project.ledger))
    sources = script.sources(project.ledger)
    return told(project, script, Story(script.name, number, script.title, script.summary, sources, beats), request)
