"""What rules look at, as far as it is words: the project, a clip as it is told, a whole cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from production.check.reading.claims import Claims
from production.check.reading.glossary import Glossary
from production.finish.captions import Cue, Form, cues
from production.store.files import folder_for
from scenes.running_order import RUNNING_ORDER
from scenes.script.entry import Entry
from scenes.script.facts import Fact, Ledger, NumberStyle
from scenes.script.request import Request
from scenes.script.script import (
    END_CARD,
    BeatScript,
    ClipScript,
    languages,
    load_clip_script,
    number_style,
)
from scenes.script.story import BeatRecord, Story
from scenes.script.toml_file import ROOT, TomlFile, read_toml
from scenes.script.voice import SilentVoice

ASSETS = ROOT / "assets"


@dataclass(frozen=True)
class Project:
    """All that stands in ``assets``, and the day on which the film is checked.

    Attributes
    ----------
    scripts
        Script files by language.
    today
        Facts are held against this day.
    out
        Folder of finished files, or None if only the plan is checked.
    order
        The clips in story order.
    """

    assets: Path
    ledger: Ledger
    scripts: Mapping[str, TomlFile]
    claims: Claims
    glossary: Glossary
    today: date
    out: Path | None = None
    order: tuple[Entry, ...] = RUNNING_ORDER

    clip: ClassVar[str] = ""
    language: ClassVar[str] = ""
    audience: ClassVar[str] = ""
    shape: ClassVar[str] = ""

    @classmethod
    def load(
        cls,
        assets: Path = ASSETS,
        today: date | None = None,
        out: Path | None = None,
        order: tuple[Entry, ...] = RUNNING_ORDER,
    ) -> Project:
        """Read all of it; `FilmError` on what cannot be read at all."""
        root = assets / "script"
        return cls(
            assets=assets,
            ledger=Ledger.load(assets / "facts.toml"),
            scripts={code: read_toml(root / f"{code}.toml") for code in languages(root)},
            claims=Claims.load(assets / "claims_to_avoid.toml"),
            glossary=Glossary.load(assets / "glossary.toml"),
            today=today or date.today(),
            out=out,
            order=order,
        )

    def clip_script(self, clip: str, language: str, audience: str) -> ClipScript:
        """The words of a clip, resolved; `FilmError` on what does not resolve."""
        return load_clip_script(clip, language, audience, self.assets / "script", self.ledger)

    def numbers(self, language: str) -> NumberStyle:
        """How a language writes numbers."""
        return number_style(self.scripts[language])

    def raw(self, clip: str, beat: str, language: str, audience: str) -> dict[str, str]:
        """The texts of a beat as they are typed, placeholders and all, by key."""
        table = self.scripts[language].table("clip", clip, "beat", beat)
        found = {"narration": table.get(audience), "seen": table.get("seen")}
        found |= {f"labels.{key}": text for key, text in table.get("labels", {}).items()}
        texts: dict[str, str] = {}
        for key, text in found.items():
            own = text.get(audience) if isinstance(text, dict) else text
            if isinstance(own, str):
                texts[key] = own
        return texts


@dataclass(frozen=True)
class Told:
    """One clip as it is told, in one language, audience and shape.

    Attributes
    ----------
    story
        The beats with their times: as walked, or estimated from the script.
    cues
        Its captions.
    walked
        Whether the times are those of the clip itself.
    """

    project: Project
    clip: str
    language: str
    audience: str
    shape: str
    script: ClipScript
    story: Story
    cues: tuple[Cue, ...]
    poster_beat: str = ""
    walked: bool = False

    @property
    def request(self) -> Request:
        """What was asked for."""
        return Request(self.language, self.audience, self.shape)

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
        return (self.project.ledger[id] for id in ids if id in self.project.ledger)

    @property
    def folder(self) -> Path | None:
        """Where its finished files stand, if any were made."""
        if self.project.out is None:
            return None
        folder = folder_for(self.project.out, self.request)
        return folder if (folder / f"{self.clip}.mp4").exists() else None


@dataclass(frozen=True)
class Film:
    """All clips of one cut, in story order.

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
    clips: tuple[Told, ...]
    asked: frozenset[str] = field(default=frozenset())

    clip: ClassVar[str] = ""


def told(
    project: Project,
    script: ClipScript,
    story: Story,
    request: Request,
    poster_beat: str = "",
    *,
    walked: bool = False,
) -> Told:
    """A clip as it is told, with its captions."""
    return Told(
        project=project,
        clip=script.name,
        language=request.language,
        audience=request.audience,
        shape=request.shape,
        script=script,
        story=story,
        cues=cues(story, Form.of(request)),
        poster_beat=poster_beat,
        walked=walked,
    )


# --- without walking ----------------------------------------------------------------------------

#: As the stage times a beat: picture before the first word, a breath before the others, and
#: stillness at the end; a page of sources stands four seconds.
_OPENING, _BREATH, _HOLD, _PAGE = 0.8, 0.3, 0.8, 4.0


def estimated(project: Project, script: ClipScript, request: Request) -> Told:
    """A clip as its script alone tells it: no beat lasts longer than its narration needs."""
    entry = next((e for e in project.order if e.name == script.name), None)
    sources = script.sources(project.ledger)
    number = entry.number if entry else ""
    story = Story(script.name, number, script.title, script.summary, sources)
    voice, now = SilentVoice(), 0.0
    for beat in script.beats:
        speech = voice.speak(
            beat.narration, language=request.language, audience=request.audience
        )
        start = now + (_BREATH if story.beats else _OPENING)
        said = start + speech.duration
        end = max(said, now + (_PAGE if beat.name == END_CARD else 0.0)) + _HOLD
        used = {source for id in beat.facts for source in project.ledger[id].sources}
        story.beats.append(
            BeatRecord(
                name=beat.name,
                start=now,
                end=end,
                narration_start=start,
                narration_end=said,
                speech=speech,
                seen=beat.seen,
                facts=beat.facts,
                sources=tuple(source for source in sources if source in used),
                labels=tuple(beat.labels.values()),
            )
        )
        now = end
    return told(project, script, story, request)
