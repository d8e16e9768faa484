"""One clip as it is shown: what is kept of a walk, as plain data that a test can also make by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from production.check.looking.style_colors import ROLES
from production.check.reading.told_clip import ToldClip
from production.draw.renderer import Picture
from scenes.stage.actor import LifeSize
from scenes.stage.layout import Box, Zones, zones
from scenes.stage.style import INK


@dataclass(frozen=True)
class SeenText:
    """A line of text in the picture.

    Attributes
    ----------
    box, size
        Where it is drawn, and its em height as drawn; stage px.
    color, opacity
        Hex color, and how far it has faded in (0-1).
    label
        Number of the label it belongs to in `Frame.labels`, or None for furniture and for
        words that actors draw.
    kind
        Whose it is: ``title``, ``subtitle``, ``label``, ``minor`` (a label of the smaller
        size), ``bar``, ``marks``, ``card`` or ``actor``.
    drawn
        How many of its letters are seen, where that is known.
    """

    text: str
    box: Box
    size: float
    color: str = INK
    opacity: float = 1.0
    label: int | None = None
    kind: str = "actor"
    drawn: int | None = None


@dataclass(frozen=True)
class SeenLabel:
    """A label in the picture; ``end`` is where its leader ends, stage px, if it has one."""

    text: str
    role: str
    box: Box
    size: float
    start: tuple[float, float] | None = None
    end: tuple[float, float] | None = None

    @property
    def points_at_actor(self) -> bool:
        """Whether it has a leader to an actor that is known by its colors."""
        return self.end is not None and bool(ROLES[self.role])


@dataclass(frozen=True)
class SeenBar:
    """The scale bar: what it means (nm), what it says, and how long it is drawn (stage px)."""

    nm: float
    says: str
    drawn_px: float
    box: Box


@dataclass(frozen=True)
class SeenActor:
    """An actor in the picture.

    Attributes
    ----------
    kind
        Name of its class.
    px_per_nm
        The scale it is drawn at.
    long_nm, short_nm
        Sides of the smallest rectangle round all that is drawn of it, however it is turned.
    box
        The upright rectangle round it, stage px.
    life_size
        What it says of its size in life.
    """

    kind: str
    px_per_nm: float
    long_nm: float
    short_nm: float
    box: Box
    life_size: LifeSize | None = None


@dataclass(frozen=True)
class Frame:
    """One moment of a clip, as plain data; actors are measured at the ends of beats only.

    Attributes
    ----------
    time, beat, at_end
        When (s), in which beat, and whether the beat ends here.
    picture
        RGB, shape (height, width, 3), ``uint8``; small. Kept at the ends of beats only.
    """

    time: float
    beat: str
    at_end: bool
    picture: Picture
    texts: tuple[SeenText, ...] = ()
    labels: tuple[SeenLabel, ...] = ()
    bar: SeenBar | None = None
    actors: tuple[SeenActor, ...] = ()


@dataclass(frozen=True)
class ShownClip:
    """One clip as it is shown, in one language, audience and shape.

    Attributes
    ----------
    told
        The same clip as it is told.
    frames
        In order of time: the ends of beats, and sampled frames where a rule asked for them.
    observed
        By rule: what its ``observe`` returned, with time (s) and beat.
    told_by
        By rule: what its onlooker told in the end.
    poster_beat
        The beat whose end is the poster.
    scaled, lasts
        Whether the clip says that it is drawn to scale, and how long it may take (`Clip.lasts`, s).
    """

    told: ToldClip
    frames: tuple[Frame, ...]
    observed: Mapping[str, tuple[tuple[float, str, object], ...]] = field(default_factory=dict)
    told_by: Mapping[str, object] = field(default_factory=dict)
    poster_beat: str = ""
    scaled: bool = True
    lasts: tuple[float, float] | None = None

    @property
    def clip(self) -> str:
        """Name of the clip."""
        return self.told.clip

    @property
    def language(self) -> str:
        """Code of the language."""
        return self.told.language

    @property
    def audience(self) -> str:
        """``patient`` or ``student``."""
        return self.told.audience

    @property
    def shape(self) -> str:
        """``landscape``, ``portrait`` or ``square``."""
        return self.told.shape

    @property
    def zones(self) -> Zones:
        """The zones of its shape."""
        return zones(self.told.shape, self.told.language)

    @property
    def ends(self) -> tuple[Frame, ...]:
        """The frames at the ends of beats."""
        return tuple(frame for frame in self.frames if frame.at_end)

    def beat(self, name: str) -> tuple[Frame, ...]:
        """The frames of one beat."""
        return tuple(frame for frame in self.frames if frame.beat == name)
