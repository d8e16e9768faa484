"""The base of every clip: a Manim scene whose ``construct`` reads as a shot list of beats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from typing import Any, ClassVar, Final
from zlib import crc32

import numpy as np
from manim import Mobject, Rectangle, VGroup, config
from manim.utils.color import ManimColor

from scenes.script.facts import Ledger, load_ledger
from scenes.script.language.typography import measures
from scenes.script.mistakes import mistake, one_of
from scenes.script.request import QUALITIES, Request
from scenes.script.script import END_CARD, ClipScript, dated, load_clip_script
from scenes.script.story import HOLD, PAGE, BeatRecord, Story, lead_in, record_of
from scenes.script.takes import credits, readers_of
from scenes.stage.beats import Beat as Beat
from scenes.stage.beats import all_are_played, due, marks_of, poster_is_a_beat
from scenes.stage.clock import TimedScene
from scenes.stage.end_card import EndCard
from scenes.stage.furniture import Marks, ScaleBar, Title, backdrop, least_room
from scenes.stage.labels import SIDES, Label, boxes_of, lasting_spot, measure
from scenes.stage.layout import Box, Point, Zones, zones
from scenes.stage.presence import presence_of
from scenes.stage.style import LABEL, PAPER, PLASMA, Weight
from scenes.stage.view import View
from scenes.stage.words import extent, register_font

_LABEL_FADE: Final = 0.4
_ACCENT: Final = 4.0  # px that the first letters of a label may reach above it
_BESIDE: Final = 24.0  # px at the least between the title and marks beside it
_COVER: Final = 1.2  # s in which the end card covers the picture: light must not jump


def request_from_config() -> Request:
    """The request that plain ``manim`` stands for: the shape follows its picture size."""
    ratio = config.pixel_width / config.pixel_height
    shape = "landscape" if ratio > 1.2 else "portrait" if ratio < 0.85 else "square"
    size = zones(shape).frame_units
    config.frame_width, config.frame_height = size
    return Request(shape=shape, quality=QUALITIES["hd"])


class Clip(TimedScene):
    """One clip of the film, in one language, audience and shape.

    Parameters
    ----------
    request
        What was asked for. Plain ``manim`` gives none: English, patient, and the shape of
        the picture that it was told to make.
    renderer, kwargs
        As for :class:`manim.Scene`.

    Attributes
    ----------
    story
        The beats as they were played, with times, speech, facts and sources.
    gathered
        For each label that was put up: the beat, and all labels that stand from then on.
    playing
        The beat that is being played, if one is.
    on_beat_end
        Called with a beat's record when the picture stands as at the beat's end.
    has_end_card
        Whether it ends with a card of its own: only the film's opening does not.
    scaled
        Whether molecules and cells are drawn to scale, so that a scale bar stands.
    paths
        Tells where free molecules went until they were caught, by name: nm, 15 a second.
    poster_beat
        The beat whose end sums the clip up: its poster, and its still in README.
    lasts
        How long its story may take, without the end card, in the patients' cut: at the least, at the most; s.
    free_molecules
        Of how many free molecules, at the least, it tells the way (`paths`).
    """

    name: ClassVar[str]
    number: ClassVar[str] = ""
    poster_beat: ClassVar[str]
    lasts: ClassVar[tuple[float, float]] = (20.0, 90.0)
    free_molecules: ClassVar[int] = 0
    ground: ClassVar[str] = PLASMA
    marks_corner: ClassVar[str] = "bottom_left"
    subtitle_reach: ClassVar[float] = inf  # px, of one that is read from the right: up to an actor beside it
    titled: ClassVar[bool] = True
    has_end_card: ClassVar[bool] = True
    scaled: ClassVar[bool] = True
    paths: Callable[[], dict[str, np.ndarray]] = dict

    def __init__(self, request: Request | None = None, renderer: Any = None, **kwargs: Any) -> None:
        self.request = request or request_from_config()
        super().__init__(renderer=renderer, **kwargs)
        register_font()
        self.zones: Zones = zones(self.request.shape, self.request.language)
        self.read_words()
        poster_is_a_beat(type(self), self.script)
        self.story = Story(self.name, self.number, self.script.title, self.script.summary, self.sources)
        self.on_beat_end: Callable[[BeatRecord], None] | None = None
        self.playing: Beat | None = None
        self._labels: list[Label] = []
        self.gathered: list[tuple[str, tuple[Label, ...]]] = []
        self._solids, self._later = list[Mobject](), list[Mobject]()
        self._title: Title | None = None
        self._scale_bar: ScaleBar | None = None
        self._marks: Marks | None = None

    def read_words(self) -> None:
        """Read all its words and figures, as the files have them now."""
        self.script: ClipScript = self.load_script()
        # What draws by a fact is drawn anew when it changes; so it may read only those that its beats name.
        self.ledger: Ledger = self.script.told(load_ledger()).only(self._fact_ids(("facts", "drawn")))
        self.words, self.sources = self.script.words, self.script.sources(self.ledger)

    def load_script(self) -> ClipScript:
        """Every word of this clip, for its language and audience."""
        return load_clip_script(self.name, self.request.language, self.request.audience)

    def setup(self) -> None:
        """Lay the ground color, and have an eye on the shot list: it is to play the whole script."""
        self.camera.background_color = ManimColor(self.ground)  # type: ignore[union-attr]  # drawn with Cairo
        shots = self.construct

        def construct() -> None:
            shots()  # whoever has seen enough ends it by an exception
            names = self.script.beat_names if self.has_end_card else self.script.beat_names[:-1]
            all_are_played(names, self._played, shots)

        self.construct = construct  # type: ignore[method-assign]

    # --- what was asked for -----------------------------------------------------------------

    @property
    def student(self) -> bool:
        """Whether this is the student cut."""
        return self.request.student

    def has_beat(self, name: str) -> bool:
        """Whether this audience sees that beat."""
        one_of(f"beat of {self.name}", name, self.script.every_beat or self.script.beat_names)
        return name in self.script.beat_names

    def seed_for(self, thing: str) -> int:
        """A seed for a named thing: one thing more does not move the others."""
        return crc32(f"{self.request.seed}/{self.name}/{thing}".encode()) % 2**31

    # --- beats ------------------------------------------------------------------------------------

    @contextmanager
    def beat(self, name: str) -> Iterator[Beat]:
        """One idea: narration from the script by name, action inside, stillness at the end.

        The beat lasts as long as its narration or its action needs, whichever is longer,
        and 0.8 s more; it leaves a :class:`~scenes.script.story.BeatRecord` in the story.
        """
        if self.playing is not None:
            raise mistake(f"beat '{name}' begins inside beat '{self.playing.script.name}'")
        script = due(self.script, self._played, name)
        request = self.request
        speech = request.voice.speak(script.narration, language=request.language, audience=request.audience)
        first = not self.story.beats
        beat = Beat(script, speech, self.now, lead_in(first), request.language)
        self._open(beat, first)
        yield beat
        self.act_until(max(self.now, beat.narration_end) + HOLD)
        self._close(beat)

    @property
    def _played(self) -> list[str]:
        return [beat.name for beat in self.story.beats]

    @property
    def _beat(self) -> Beat:
        """The beat that is being played."""
        if self.playing is None:
            raise mistake("a word in the picture belongs to a beat: put it up inside `with self.beat(...)`")
        return self.playing

    def _open(self, beat: Beat, first: bool) -> None:
        self.playing = beat
        for label in self._labels:
            self.hide(label, _LABEL_FADE)
        self._labels = []
        if first and self.titled:
            self._put_up_title()
        elif self._title is not None and len(self.story.beats) == 1:
            self.hide(self._title.subtitle)
        self._mark(beat)

    def _close(self, beat: Beat) -> None:
        self.update_mobjects(0)
        record = record_of(
            beat.script, beat.speech, self.ledger, start=beat.start, end=self.now,
            narration_start=beat.narration_start, narration_end=beat.narration_end,
            labels=[label.text for label in beat.labels], poster=beat.script.name == self.poster_beat,
        )
        self.story.beats.append(record)
        self.playing = None
        if self.on_beat_end is not None:
            self.on_beat_end(record)

    def solid(self, *mobjects: Mobject, later: Sequence[Mobject] = ()) -> None:
        """Name the actors that labels must keep clear of, and where they come to stand (instead of the former ones)."""
        self._solids, self._later = [*mobjects], [*later]

    # --- words and furniture ------------------------------------------------------------------------

    def label(
        self, key: str, anchor: Callable[[], Point] | Point, role: str = "ink",
        prefer: str = "right", size: str = "label", delay: float = 0.0,
    ) -> Label:
        """A word with a leader to its actor; it finds a clear place for itself.

        Parameters
        ----------
        key
            The label's key in the script of this beat.
        anchor
            Where the leader ends: a point, or a function asked anew in each frame.
        role
            Whose label color it takes.
        prefer
            ``right``, ``left``, ``above`` or ``below`` the actor, all else equal.
        size
            ``label`` or ``minor``.
        """
        follow = anchor if callable(anchor) else (lambda: anchor)
        px = self._type_size(size)
        weight: Weight = "bold" if size == "label" else "semibold"
        limit = self.zones.pick(0.30, 0.46, 0.42) * self.zones.safe.width
        lines, box = measure(self._beat.word(key), px, limit, weight)
        at, room, prefer = self.zones.px(follow()), self.zones.full_picture.inset(2), one_of("side", prefer, SIDES)
        accents = px * (extent(lines[0], weight)[0] - measures(lines[0]).above)
        room = replace(room, top=room.top + max(accents - _ACCENT, 0.0))
        soft, later = boxes_of(self.zones, self._solids), boxes_of(self.zones, self._later)
        spot = lasting_spot((box.width, box.height), at, room, self._taken(), soft, later, prefer)
        align, role = 1.0 if spot.box.center[0] < at[0] - 40 else 0.0, one_of("role", role, LABEL)
        label = Label(lines, self.zones, spot.box, px, role, weight, align, spot.start, follow, self._solids)
        return self._put_up(label, delay)

    def caption_label(
        self, key: str, at: tuple[float, float], role: str = "ink", align: float = 0.0,
        size: str = "label", weight: Weight = "bold", delay: float = 0.0,
        room: float | None = None, up: bool = False,
    ) -> Label:
        """A word without a leader, its first baseline at a place in px: a region's name.

        ``room`` is how wide (px) it may become before it wraps; with ``up`` its last line stands there, not its first.
        """
        px, role = self._type_size(size), one_of("role", role, LABEL)
        limit = self.zones.pick(0.34, 0.6, 0.5) * self.zones.safe.width if room is None else room
        lines, box = measure(self._beat.word(key), px, limit, weight)
        left = max(self.zones.safe.left, min(at[0] - align * box.width, self.zones.safe.right - box.width))
        own = measures(lines[0])
        top = at[1] + (px * own.below - box.height if up else -px * own.above)
        placed = box.at_corner(left, min(top, self.zones.caption.top - box.height))  # some letters reach further down
        label = Label(lines, self.zones, placed, px, role, weight, align)
        return self._put_up(label, delay)

    def _type_size(self, name: str) -> float:
        return float(getattr(self.zones.type, one_of("size", name, ("label", "minor"))))

    def _put_up(self, label: Label, delay: float) -> Label:
        there = [other for other in self._labels if presence_of(other, 1.0) > 0]
        label.stand_clear(self.zones, there, [*self._titles(), *filter(None, (self._scale_bar, self._marks))])
        self.ambient(label, lambda shown, t: shown.follow())
        self.add_foreground_mobject(label)
        self.show(label, _LABEL_FADE, delay)
        self._labels.append(label)
        self._beat.labels.append(label)
        self.gathered.append((self._beat.script.name, (*there, label)))
        return label

    def _taken(self) -> np.ndarray:
        """Boxes (px) of all words and furniture now in the picture, shape (n, 4)."""
        boxes = [label.box for label in self._labels]
        boxes += [Box(*row) for row in boxes_of(self.zones, self._titles())]
        boxes += [part.box for part in (self._scale_bar, self._marks) if part is not None]
        return np.array([(b.left, b.top, b.right, b.bottom) for b in boxes]).reshape(-1, 4)

    def _titles(self) -> list[Mobject]:
        """The title, and the subtitle while it stands."""
        if self._title is None:
            return []
        under = self._title.subtitle
        return [self._title, under] if presence_of(under, 0.0) > 0 else [self._title]

    def _put_up_title(self) -> None:
        script, lead = self.script, self.number or self.script.lead
        name = script.title.removeprefix(script.lead).strip()
        marks = [marks_of(script, beat, self.ledger) for beat in script.beats[:-1]]
        beside = least_room(marks, self.zones) + _BESIDE if self.marks_corner == "top_right" else 0.0
        self._title = Title(self.zones, lead, name, script.subtitle, self.ground, self.subtitle_reach, beside)
        for part in (self._title, self._title.subtitle):
            self._furnish(part, 0.6)

    def scale_bar(self, view: View, nm: float, over: float = 0.5) -> ScaleBar:
        """Put up the scale bar, ``nm`` long in this view; a former one fades before."""
        former, bar = self._scale_bar, ScaleBar(self.zones, view, nm, self.script.style)
        if former is not None:
            self.hide(former, over)
        self._scale_bar = bar
        self._furnish(bar, over, over if former is not None else 0.0)
        return bar

    def _mark(self, beat: Beat) -> None:
        """Put up, small, what a beat's picture simplifies and which sources it rests on."""
        if beat.script.name == END_CARD or not self.titled:
            return
        text = marks_of(self.script, beat.script, self.ledger)
        former, self._marks = self._marks, self._marks_saying(text) if text else None
        if former is not None and self._marks is not None and former.says_the_same(self._marks):
            self._marks = former
            return
        if former is not None:
            self.hide(former, _LABEL_FADE)
        if self._marks is not None:
            self._furnish(self._marks, _LABEL_FADE, _LABEL_FADE if former is not None else 0.0)

    def _marks_saying(self, text: str) -> Marks:
        actors = [m for m in self.mobjects if m not in self.foreground_mobjects]
        busy = boxes_of(self.zones, actors)
        small = (busy[:, 2] - busy[:, 0]) < 0.2 * self.zones.frame.width
        title = self.zones.px(self._title.get_right())[0] if self._title is not None else self.zones.safe.left
        room = self.zones.safe.right - title - _BESIDE
        return Marks(self.zones, text, self.ground, self.marks_corner, busy[small], room)

    def end_card(self, ornament: VGroup | None = None) -> None:
        """The quiet close: summary, notice, sources, the date of the check, the version."""
        card = EndCard(
            self.zones, self.script.summary, ornament, self.words["notice"], self.dated(), self.sources,
            self.words["sources"], credits(self.scripts(), readers_of(self.request, self.scripts())),
        )
        with self.beat(END_CARD) as beat:
            cover: Rectangle = backdrop(self.zones, PAPER)
            before = [*self.mobjects]
            self._furnish(cover, _COVER)
            self.act(_COVER)
            for mobject in before:
                self.still(mobject)
                self.remove_foreground_mobject(mobject)
                self.remove(mobject)
            self._title = self._scale_bar = self._marks = None
            for part in card.parts:
                self._furnish(part)
            self.turn_pages(card.pages or [VGroup()], beat.narration_end)
            if card.rest:
                for part in (*card.parts, *card.pages[-1:]):
                    self.hide(part, 0.4)
                self.act(0.4)
                self.turn_pages(card.rest, beat.narration_end)

    def dated(self) -> str:
        """When the facts that it rests on were last checked, and the version."""
        checked = max(self.ledger[id].checked for id in self._fact_ids())
        return dated(self.words, checked, self.script.style)

    def turn_pages(self, pages: Sequence[VGroup], until: float) -> None:
        """Show pages one after the other, in equal shares of the time until ``until`` (s), or longer."""
        for i, page in enumerate(pages):
            self._furnish(page)
            self.act(max(max(until - self.now, 0) / (len(pages) - i), PAGE))
            if i + 1 < len(pages):
                self.hide(page, 0.4)
                self.act(0.4)

    def keep_subtitle_back(self, until: float) -> None:
        """The subtitle comes later, at a time (s): till then an actor stands in its place."""
        if self._title is not None:
            self.hide(self._title.subtitle, 0.0)
            self.show(self._title.subtitle, _LABEL_FADE, until - self.now)

    def step_aside(self, until: float, sooner: float = 0.0) -> None:
        """Title and marks go, and are back at a time (s), marks ``sooner``: till then all behind them changes."""
        for part, back in ((self._title, until), (self._marks, until - sooner)):
            if part is not None:
                self.hide(part, _LABEL_FADE)
                self.show(part, _LABEL_FADE, back - _LABEL_FADE - self.now)

    def _furnish(self, mobject: Mobject, over: float = 0.5, delay: float = 0.0) -> None:
        """Let furniture arrive, above all actors."""
        self.add_foreground_mobject(mobject)
        self.show(mobject, over, delay)

    def scripts(self) -> list[ClipScript]:
        """The scripts that it rests on: its own, or those of a whole film."""
        return [self.script]

    def _fact_ids(self, kinds: Sequence[str] = ("facts",)) -> set[str]:
        """Ids of the facts that its words rest on, and of those that it is only ``drawn`` by."""
        beats = [beat for script in self.scripts() for beat in script.beats]
        return {id for beat in beats for kind in kinds for id in getattr(beat, kind)}
