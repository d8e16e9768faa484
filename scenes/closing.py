"""The film's close: what to remember, over the surface of the opening; then every source of the film."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from manim import VGroup, VMobject

from scenes.cast.cells.deep_surface import DeepSurface
from scenes.script.facts import Source
from scenes.script.language.typography import measures
from scenes.script.script import END_CARD, ClipScript, load_clip_script
from scenes.script.takes import credits, readers_of
from scenes.sets.closing.layout import Composition
from scenes.stage.clip import Clip
from scenes.stage.end_card import source_pages
from scenes.stage.furniture import backdrop
from scenes.stage.layout import Box, Point
from scenes.stage.style import INK, PAPER, PLASMA, mix
from scenes.stage.words import Words, colored_block, plain, wrap

#: From one line of a sentence to the next, and from one sentence to the next, em.
_LINE, _SENTENCE = 1.17, 1.6
#: How long a card stands: to find it, and for each of its words, s.
_FINDS, _READS = 2.0, 0.3
#: How dense the paper under the sources is.
_PAPER: Final = 0.88


class Closing(Clip):
    """Beats: end_card. It stands after the last clip of a film, and only there."""

    name = "closing"
    poster_beat = "end_card"
    ground = PLASMA
    titled = False
    scaled = False  # in perspective nothing has one scale

    def construct(self) -> None:
        """The shot list."""
        with self.beat(END_CARD) as beat:
            self.build_the_surface()
            self.say_what_to_remember()
            self.lay_paper()
            sources = source_pages(self.zones, self.words["sources"], self.sources_of_the_film())
            self.turn_pages(sources, beat.narration_end)

    def build_the_surface(self) -> None:
        """The surface of the opening; in front, an antibody holds on to two CD22."""
        self.plan, z = Composition.of(self.zones), self.zones
        words = Box(z.safe.left, z.safe.top, z.safe.left + self.plan.room, self.plan.bottom + 140).inset(-20)
        date = Box(0.6 * z.frame.width, z.title_baseline - 60, z.safe.right + 20, z.title_baseline + 30)
        self.surface = DeepSurface(
            z, self.plan.depth, self.plan.drifting, self.seed_for("surface"), keep_out=[words, date]
        )
        self.add(*self.surface.back_to_front())
        for thing, pose in self.surface.motions():
            self.ambient(thing, pose)

    def say_what_to_remember(self) -> None:
        """Title; what it can do and what harm it can do, alike; that it does not advise; when it was checked."""
        z, kind, quiet = self.zones, self.zones.type, mix(INK, PLASMA, 0.25)
        column = replace(z.safe, right=z.safe.left + self.plan.room)

        def at(y: float) -> Point:
            return z.point(z.along(column), y)

        title = Words(self.script.title, kind.title, INK, "black").at_baseline(at(z.title_baseline), z.begin)
        sentences, below = self.sentences()
        notice = Words(self.words["notice"], kind.minor, mix(INK, PLASMA, 0.10), "semibold")
        notice.at_baseline(at(below), z.begin)
        date = Words(self.dated(), kind.sources, quiet)
        if z.shape == "landscape":
            date.at_baseline(z.point(z.safe.right, z.title_baseline), align=1)
        else:
            date.at_baseline(at(below + 1.4 * kind.sources), z.begin)
        credited = credits(self.scripts(), readers_of(self.request, self.scripts())).replace("\n", " · ")
        reader = Words(credited, kind.sources, quiet)
        reader.at_baseline(at(below + z.pick(1.4, 2.8, 2.8) * kind.sources), z.begin)
        self.card: list[VMobject] = [title, *sentences, notice, date, reader]
        for i, words in enumerate(self.card):
            self._furnish(words, 0.6, 0.3 * i)
        self.act(_FINDS + _READS * len(plain(self.script.summary).split()))

    def lay_paper(self) -> None:
        """The words go; what is behind them comes to rest under a sheet of paper that lets little of it through."""
        for words in self.card:
            self.hide(words, 0.5)
        sheet = backdrop(self.zones, PAPER).set_fill(opacity=_PAPER)
        self._furnish(sheet, 1.2)
        self.act(1.2)
        for thing, _ in self.surface.motions():
            self.still(thing)

    def sentences(self) -> tuple[list[VGroup], float]:
        """The sentences of the summary in one type, as large as all find room; and the next baseline, px."""
        z, parts, room = self.zones, re.split(r"(?<=[.!?؟])\s+|(?<=[。！？])", self.script.summary), self.plan.room
        first = z.title_baseline + z.pick(92, 124, 84)
        size = self.plan.size
        while first + self.height(parts, size) > self.plan.bottom:
            size -= 2
        made, y = [], first
        for part in parts:
            made.append(colored_block(part, size, room, z.point(z.safe.left, y), _LINE * size))
            y += self.height([part], size) + _SENTENCE * size
        return made, y - _SENTENCE * size + 1.75 * z.type.minor

    def height(self, parts: list[str], size: float) -> float:
        """From the first to the last baseline of sentences, px."""
        lines = [len(wrap(plain(part), size, self.plan.room, "bold")) for part in parts]
        return size * measures(parts[0]).leading * (_LINE * (sum(lines) - len(lines)) + _SENTENCE * (len(lines) - 1))

    def scripts(self) -> list[ClipScript]:
        """The words of this clip and of all that stand before it."""
        language, audience = self.request.language, self.request.audience
        others = [load_clip_script(clip, language, audience) for clip in self.request.film]
        return [self.script, *others]

    def sources_of_the_film(self) -> tuple[Source, ...]:
        """All sources of the clips before it, in order of their numbers."""
        used = {source for script in self.scripts() for source in script.sources(self.ledger)}
        return tuple(sorted(used, key=lambda source: source.number))
